"""Periods as clauses ask for them: one that has to have passed, and one before a day."""

from datetime import date
from typing import NamedTuple

from ..model.dates import Period
from ..model.truth import Truth


class Elapsed(NamedTuple):
    """Whether a period has passed from one day to another."""

    since: date | None
    period: Period
    on: date

    @property
    def reached_on(self) -> date | None:
        """The day on which the period has passed; None where `since` is unknown, or the calendar ends before."""
        return self.since and self.period.after(self.since)

    @property
    def latest_since(self) -> date | None:
        """The latest day from which the period would have passed."""
        return self.period.latest_start(self.on)

    @property
    def truth(self) -> Truth:
        if self.since is None:
            return None
        reached = self.reached_on
        return reached is not None and reached <= self.on


class Window(NamedTuple):
    """The time before a last day in which something is to be done, with both its days (I-35)."""

    last_day: date
    period: Period
    on: date

    @property
    def is_open(self) -> bool:
        begins = self.period.before(self.last_day)
        return (begins is None or begins <= self.on) and self.on <= self.last_day
