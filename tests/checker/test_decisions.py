"""What rules say, written down as decision tables, apart from any regulation."""

from itertools import product

import pytest
from handbook_checker.engine import decisions
from handbook_checker.engine.decisions import BOTH, conditions, literal, one_of, tabulate
from handbook_checker.engine.periods import Elapsed
from handbook_checker.engine.permission import Amount
from handbook_checker.model.dates import days, months, years
from handbook_checker.model.facts import DATE, MONEY, Fact

FACTS = {
    "since": Fact("since", DATE, "起算日", ""),
    "on": Fact("on", DATE, "核对日期", ""),
    "pledge": Fact("pledge", MONEY, "抵押、质押额", ""),
    "turnover": Fact("turnover", MONEY, "月回款额", ""),
}
KINDS = one_of(("new", "old", "former"))


def says(kind, asked, approved):
    """An answer that turns on `approved` for new customers alone, and is never asked of former ones unless they asked."""
    if kind == "former" and not asked:
        return None
    if kind == "new":
        return ("two",), (literal(approved),)
    return ("one",), (literal(True),)


def applying(rows, answers):
    return [
        row
        for row in rows
        if all(literal(answers[name]) in test.split(",") for name, test in row.tests.items())
    ]


def test_one_row_alone_applies_to_every_answer_and_says_the_same():
    rows = tabulate({"kind": KINDS, "asked": BOTH, "approved": BOTH}, says)
    for kind, asked, approved in product(KINDS.values(), (True, False), (True, False)):
        expected = says(kind, asked, approved)
        if expected:
            [row] = applying(rows, {"kind": kind, "asked": asked, "approved": approved})
            assert (row.clauses, row.values) == expected


def test_what_does_not_matter_is_not_tested():
    rows = tabulate({"kind": KINDS, "asked": BOTH, "approved": BOTH}, says)
    assert [row.tests for row in rows] == [
        {"kind": '"new"', "approved": "true"},
        {"kind": '"new"', "approved": "false"},
        {"kind": '"old","former"'},
    ]


def test_a_row_names_the_clauses_that_say_so_for_every_answer_to_it():
    [row] = tabulate({"asked": BOTH}, lambda asked: (("one", "two") if asked else ("two",), ("0",)))
    assert row.clauses == ("two",)


def test_an_article_with_conditions_has_a_row_for_each_that_decides_alone():
    of = {"1": ("sound", BOTH), "2": ("in default", {"true": False, "false": True})}
    rows = conditions(of, "article", all)
    assert rows == (
        (("1",), {"sound": "false"}, ("false",)),
        (("2",), {"in default": "true"}, ("false",)),
        (("article",), {"sound": "true", "in default": "false"}, ("true",)),
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (12, "12"),
        ("总经理", '"总经理"'),
        (("a", "b"), '["a", "b"]'),
        (days(15), '"P15D"'),
        (months(1), '"P1M"'),
        (months(18), '"P18M"'),
        (years(2), '"P2Y"'),
    ],
)
def test_a_value_in_feel(value, text):
    assert literal(value) == text


def test_amounts_and_periods_in_feel():
    pledge = Amount("pledge")
    assert decisions.amount(pledge, FACTS) == "抵押质押额"
    assert (
        decisions.lowest((pledge.share(70), Amount("turnover")), FACTS)
        == "min(floor(抵押质押额 * 70) / 100, 月回款额)"
    )
    elapsed = Elapsed(since="since", period=years(1), on="on")
    assert decisions.has_elapsed(elapsed, FACTS) == '起算日 + duration("P1Y") <= 核对日期'
