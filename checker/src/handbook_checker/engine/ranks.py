"""Amounts by their rank, so that what follows from one customer's amounts is worked out once for many customers.

Of the amounts of a customer (the caps of the limit, the exposure, the request) the decision asks only which is the
lowest, whether one is above another, and whether one is nothing. None of that changes when every amount is replaced by
its rank among them, with nothing and one fen among them too: ranking keeps the order, and 0 stays 0. So customers
whose amounts stand in the same order differ in figures alone, and a decision made of ranks is theirs as well once the
ranks in it are turned into amounts again. Shares of an amount, and what is left of one beyond another, are worked out
before ranking. `tests/credit/test_ranks.py` holds a decision by ranks to the same by amounts.
"""

from collections.abc import Iterable


def in_order(amounts: Iterable[int]) -> list[int]:
    """The distinct amounts with nothing and one fen, lowest first; the rank of an amount is its index."""
    return sorted({0, 1, *amounts})
