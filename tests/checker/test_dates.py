"""Periods, as readings I-02, I-15, I-21 and I-35 count them."""

from datetime import date

import pytest
from handbook_checker.model.dates import (
    days,
    months,
    plus_days,
    plus_months,
    quarter_end,
    years,
)


def day(text):
    return text and date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-31", -1, "2025-12-31"),
        ("9999-12-01", 1, None),
        ("0001-01-31", -1, None),
    ],
)
def test_plus_months(start, months, end):
    assert plus_months(day(start), months) == day(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [("2026-12-20", 15, "2027-01-04"), ("2028-02-28", 1, "2028-02-29"), ("9999-12-31", 1, None)],
)
def test_plus_days(start, days, end):
    assert plus_days(day(start), days) == day(end)


@pytest.mark.parametrize("year", [2023, 2024, 2025])
@pytest.mark.parametrize("period", [years(1), months(1), months(3), days(15)])
def test_the_latest_start_is_the_latest_day_that_serves(year, period):
    for ordinal in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()):
        end = date.fromordinal(ordinal)
        latest = period.latest_start(end)
        assert period.after(latest) <= end < period.after(plus_days(latest, 1))


@pytest.mark.parametrize(
    ("within", "end"),
    [
        ("2026-01-01", "2026-03-31"),
        ("2026-06-30", "2026-06-30"),
        ("2026-07-01", "2026-09-30"),
        ("9999-10-01", "9999-12-31"),
    ],
)
def test_quarter_end(within, end):
    assert quarter_end(day(within)) == day(end)
