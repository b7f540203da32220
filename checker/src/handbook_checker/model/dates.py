"""Periods as the Civil Code of the PRC counts them (arts. 201 to 203; readings I-02, I-15, I-21, I-35)."""

import calendar
from datetime import date, timedelta
from typing import NamedTuple


def plus_months(day: date, months: int) -> date | None:
    """The same day `months` later (earlier where negative), or that month's last day where the day does not exist.

    None where that lies outside the calendar (years 1 to 9999).
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    # Every month has 28 days; asking for more takes longer than all the rest.
    last = 28 if day.day <= 28 else calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def plus_days(day: date, days: int) -> date | None:
    """The day `days` after `day`; None where that lies outside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_end(day: date) -> date:
    """The last day of the month that holds `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def quarter_end(day: date) -> date:
    """The last day of the calendar quarter that holds `day`."""
    month = (day.month + 2) // 3 * 3
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


class Period(NamedTuple):
    """A length of time as a clause states it: whole months or whole days, the other being 0."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date | None:
        """The day on which the period from `day` ends (I-02, I-15); None where that lies outside the calendar."""
        return plus_months(day, self.months) if self.months else plus_days(day, self.days)

    def before(self, day: date) -> date | None:
        """The day on which the period that ends on `day` begins (I-35); None where that lies outside the calendar."""
        return Period(-self.months, -self.days).after(day)

    def latest_start(self, end: date) -> date | None:
        """The latest day from which the period has ended by `end`; None where the calendar has none."""
        start = self.before(end)
        # In a month without their day several days have the same end: from 29 February a year ends on the 28th.
        while start and (later := plus_days(start, 1)) and (ends := self.after(later)) and ends <= end:
            start = later
        return start

    def to_dict(self) -> dict[str, int]:
        """As outcomes carry it: ``{"months": 1}`` or ``{"days": 15}``."""
        return {"months": self.months} if self.months else {"days": self.days}


def years(count: int) -> Period:
    """So many years."""
    return Period(months=12 * count)


def months(count: int) -> Period:
    """So many months."""
    return Period(months=count)


def days(count: int) -> Period:
    """So many days."""
    return Period(days=count)
