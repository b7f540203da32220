"""What rules return, apart from any regulation: time limits, steps, deductions, and how they are worded."""

from datetime import date

import pytest
from handbook_checker.engine.adjustment import Lowering
from handbook_checker.engine.deadlines import MONTH, QUARTER, Deadline, Interval, Running, nth_day
from handbook_checker.engine.deductions import Fines, Lateness, Pay, yuan
from handbook_checker.engine.duties import Duty, minutes
from handbook_checker.engine.permission import Permission
from handbook_checker.engine.steps import Procedure, Step
from handbook_checker.model.clauses import clauses, stated
from handbook_checker.model.dates import Period, days, months, years
from handbook_checker.model.wording import numeral, within

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("interval", "day", "end", "after"),
    [
        (MONTH, date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28)),
        (MONTH, date(2027, 12, 1), date(2027, 12, 31), date(2028, 1, 31)),
        (QUARTER, date(2026, 3, 31), date(2026, 3, 31), date(2026, 6, 30)),
        (QUARTER, date(2026, 10, 1), date(2026, 12, 31), date(2027, 3, 31)),
        (Interval(6), date(2026, 1, 1), date(2026, 6, 30), date(2026, 12, 31)),
        (Interval(12), date(2026, 5, 5), date(2026, 12, 31), date(2027, 12, 31)),
        (QUARTER, date(9999, 10, 1), date(9999, 12, 31), None),
    ],
)
def test_what_recurs_is_due_at_the_end_of_an_interval(interval, day, end, after):
    assert (interval.end(day), interval.after(day)) == (end, after)


@pytest.mark.parametrize(
    ("within_", "since", "done_on", "as_of", "late", "kept"),
    [
        (nth_day(2), date(2026, 11, 22), None, date(2026, 11, 23), False, None),
        (nth_day(2), date(2026, 11, 22), None, DAY, True, False),
        (nth_day(3), date(2026, 11, 22), None, DAY, False, None),
        (nth_day(3), date(2026, 11, 22), DAY, DAY, False, True),
        (days(1), date(2026, 11, 22), DAY, DAY, True, False),
        (months(1), None, None, DAY, None, None),
        # Nobody can have begun before the first day that there is.
        (months(1), None, None, date(1, 1, 5), False, None),
        # What recurs is kept while it is not late: nothing is to be done but the next time.
        (QUARTER, date(2026, 8, 1), None, DAY, False, True),
        (QUARTER, date(2026, 6, 30), None, DAY, True, False),
    ],
)
def test_a_time_limit_is_kept(within_, since, done_on, as_of, late, kept):
    deadline = Deadline(since=since, within=within_, as_of=as_of, done_on=done_on)
    assert (deadline.late, deadline.truth) == (late, kept)


@pytest.mark.parametrize(
    ("since", "running"), [(date(2026, 8, 24), False), (date(2026, 8, 25), True), (None, None)]
)
def test_a_period_runs_until_its_last_day(since, running):
    assert Running(since, months(3), DAY).truth is running


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (days(1), "交货的次日"),
        (days(15), "交货后 15 天内"),
        (months(2), "交货后 2 个月内"),
        (years(1), "交货后 12 个月内"),
    ],
)
def test_a_time_limit_in_words(period: Period, words: str):
    assert within("交货", period) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "零"), (3, "三"), (10, "十"), (15, "十五"), (20, "二十"), (42, "四十二"), (99, "九十九")],
)
def test_numbers_as_clauses_write_them(number, words):
    assert numeral(number) == words


@pytest.mark.parametrize(
    ("of", "times", "all_then", "amount", "kept"),
    [
        (yuan(1000), 4, False, yuan(80), True),
        # Four times at 2 % and the fifth at 10 %; or each of the five at 10 %.
        (yuan(1000), 5, False, yuan(180), False),
        (yuan(1000), 5, True, yuan(500), False),
        (None, 5, True, None, False),
        (yuan(1000), None, True, None, None),
    ],
)
def test_lateness_follows_its_figures(of, times, all_then, amount, kept):
    lateness = Lateness(("9:00", "18:00"), of, times, 2, 5, 10, all_then)
    assert (lateness.amount, lateness.truth) == (amount, kept)


def test_no_fine_is_taken_below_the_least():
    fines = Fines(times=3, each=yuan(5), least=yuan(20))
    assert (fines.amount, fines.is_below_least) == (yuan(60), True)
    assert Pay(yuan(100), Running(DAY, months(1), DAY), fines).truth is False


@pytest.mark.parametrize(("counted", "kept"), [(minutes(5), True), (minutes(5) + 1, False), (None, None)])
def test_a_duty_with_a_bound(counted, kept):
    assert Duty(True, counted, at_most=minutes(5)).truth is kept


def test_a_step_that_recurs_is_never_finished():
    update = Step(deadline=Deadline(since=DAY, within=QUARTER, as_of=DAY))
    assert (update.truth, update.finished) == (True, False)
    assert Procedure((Step(done=None), update)).truth is None


@pytest.mark.parametrize(
    ("before", "after", "kept"), [(2, 1, True), (2, 2, True), (1, 2, False), (0, None, None)]
)
def test_a_limit_is_only_lowered(before, after, kept):
    assert Lowering(before, after).truth is kept


KINDS = {
    id: entry.rule.__annotations__["return"]
    for id, entry in clauses().items()
    if entry.rule
    and hasattr(entry.rule.__annotations__["return"], "_fields")
    and entry.rule.__annotations__["return"] is not Permission
}
"""The values that rules return, but for permissions, which speak of amounts by name."""


@pytest.mark.parametrize("id", KINDS)
def test_what_a_clause_states_can_be_read_with_no_fact_known(id):
    assert isinstance(stated(id), KINDS[id])
