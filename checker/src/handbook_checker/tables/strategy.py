"""How a check decides many customers at once, where it has a way of its own: column by column instead of row by row.

A check names the module that offers it (`Check.column_strategy`); where it names none, each row is decided by itself.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from ..model.checks import Check
from ..model.settings import Settings


class Line(Protocol):
    """What the table of outcomes says of one customer."""

    @property
    def csv(self) -> str:
        """The cells under the strategy's headings, as CSV."""


class Strategy(Protocol):
    """What such a module offers."""

    HEADINGS: Sequence[str]
    """The headings of the check's own columns in the table of outcomes."""
    BALANCE: str
    """The fact, the same for all customers, that the totals are held against."""

    def lines(self, columns: Mapping[str, Sequence[Any]], settings: Settings) -> Sequence[Line]:
        """Decide customers; `columns` holds their facts by name, one customer after the other."""

    def count(self, totals: Counter[str], lines: Sequence[Any]) -> None:
        """Add customers to the totals; those of several parts can be added up."""

    def summary(self, totals: Counter[str], balance: int | None = None) -> dict[str, Any]:
        """The totals as plain JSON, held against `balance`, in fen; by default the one that all rows give."""

    def summary_in_words(self, summary: Mapping[str, Any]) -> list[str]:
        """The same in sentences."""


@cache
def _imported(name: str) -> Strategy:
    return cast(Strategy, import_module(name))


def strategy_of(check: Check) -> Strategy | None:
    """The column strategy of a check; None where it has none."""
    return _imported(check.column_strategy) if check.column_strategy else None
