"""Three-valued logic: ``True``, ``False``, and ``None`` for *unknown*.

An unknown fact is neither false nor zero. Where every fact is read once, these connectives
(Kleene's strong ones) are exact: the value is known precisely when every way of filling in
the unknown facts gives it. Where a fact is read twice, `settling` enumerates instead.
"""

from collections.abc import Iterable
from typing import TypeAlias

Truth: TypeAlias = bool | None


def every(truths: Iterable[Truth]) -> Truth:
    """Conjunction: false with any false, else unknown with any unknown, else true."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def some(truths: Iterable[Truth]) -> Truth:
    """Disjunction: true with any true, else unknown with any unknown, else false."""
    result: Truth = False
    for truth in truths:
        if truth:
            return True
        if truth is None:
            result = None
    return result


def negate(truth: Truth) -> Truth:
    """Negation; the negation of unknown is unknown."""
    return None if truth is None else not truth
