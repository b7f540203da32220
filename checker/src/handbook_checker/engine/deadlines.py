"""Time limits as clauses set them: counted from which day, how long, how often; when something is due, and if it is late.

A day that is not known can be any up to the day of the check. The later a period begins the later it ends, so what holds
for the first and the last of these days holds for every one between.
"""

from datetime import date
from typing import NamedTuple

from ..model.dates import Period, days, month_end, plus_months
from ..model.settling import settled
from ..model.truth import Truth, negate


class Interval(NamedTuple):
    """How often something is asked for: once in every calendar interval of so many months (I-21)."""

    months: int

    def end(self, day: date) -> date:
        """The last day of the interval that holds `day`."""
        return month_end(date(day.year, -(-day.month // self.months) * self.months, 1))

    def after(self, day: date) -> date | None:
        """The last day of the interval after the one that holds `day`; None where the calendar ends before."""
        later = plus_months(day, self.months)
        return later and self.end(later)


MONTH, QUARTER = Interval(1), Interval(3)


def nth_day(number: int) -> Period:
    """Until the end of so many-th day, the day of the event itself being the first (I-28)."""
    return days(number - 1)


class Deadline(NamedTuple):
    """Until when something is to be done; within an `Interval` it recurs, and `since` is when it was done last."""

    since: date | None
    within: Period | Interval
    as_of: date
    done_on: date | None = None
    event: str = ""
    """What happens on the day from which the period is counted, in words."""

    @property
    def recurs(self) -> bool:
        return isinstance(self.within, Interval)

    @property
    def dues(self) -> frozenset[date | None]:
        """The last day on which it is in time, for the first and the last day from which it can be counted."""
        return frozenset(self.within.after(day) for day in _possible(self.since, self.as_of))

    @property
    def due(self) -> date | None:
        """The last day on which it is in time; None where that is open, or the calendar ends before."""
        return settled(self.dues)

    @property
    def late(self) -> Truth:
        """Whether it was done, or is still not done, after the day on which it was due."""
        return settled(due is not None and (self.done_on or self.as_of) > due for due in self.dues)

    @property
    def truth(self) -> Truth:
        """Whether the time limit is kept."""
        late = self.late
        # What is neither late nor done can still be done in time, or late.
        return None if late is False and self.done_on is None and not self.recurs else negate(late)


class Running(NamedTuple):
    """A period that runs from a day on."""

    since: date | None
    period: Period
    on: date

    @property
    def truth(self) -> Truth:
        """Whether it has not yet passed."""
        ends = [self.period.after(day) for day in _possible(self.since, self.on)]
        return settled(end is None or self.on < end for end in ends)


def _possible(day: date | None, last: date) -> tuple[date, ...]:
    """The day, or where it is unknown the first and the last that it can be."""
    return (date.min, last) if day is None else (day,)
