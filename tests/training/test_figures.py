"""What is trained follows the rules: an amended figure is in stories, questions and solutions, and the old one is not."""

import re
from collections.abc import Iterator

import pytest
from handbook_checker import CHECKS
from handbook_checker.model.dates import days, months, years
from handbook_checker.model.wording import length, numeral, quantity, spelled
from handbook_checker.training.exercises import EXERCISES

from tests.training.amending import (
    Figure,
    amend_every_figure,
    copy_of_the_checker,
    trained,
)

CASES = 400

NARRATED = (
    # Asked of by a fact itself: the default and the operations of the last two years.
    *("近两年", "这两年", "两年来", "连续两年"),
    # What happened, or how long, to the people of a story.
    *("近一年", "最近一年", "一年前", "入职两年", "大概五年", "十年不坏", "二十年"),
    *(
        "三个月掉了一半",
        "两个月前",
        "拖了两个月",
        "三五天",
        "坏了三天",
        "四天没有签到",
        "拖了五天",
        "第二天也没有跟进",
    ),
    *("迟到了四十分钟", "谈了十分钟"),
)
"""Figures in stories that no rule states."""


def forms(figure: Figure, number: int) -> Iterator[str]:
    """How a figure can be worded."""
    if figure.unit in ("days", "months", "years"):
        period = {"days": days, "months": months, "years": years}[figure.unit](number)
        yield from (length(period), length(period).replace(" ", ""), spelled(period))
    if figure.unit in ("days", "nth_day"):
        yield f"第{numeral(number)}天"
    if figure.unit == "yuan":
        yield from (f"{number} 元", f"{number}元")
    if figure.unit == "minutes":
        yield from (f"{number} 分钟", f"{number * 60} 秒")
    if figure.unit in ("percent", "percent_then", "share"):
        yield f"{number}%"
    if figure.unit == "too_often":
        yield from (f"{quantity(number)}次以上", f"第{numeral(number)}次起", f"前{quantity(number - 1)}次")


def says(texts: list[str], figure: Figure, number: int) -> list[str]:
    """The texts that have a figure in one of its forms."""
    shape = "|".join(map(re.escape, forms(figure, number)))
    pattern = re.compile(rf"(?<![0-9.十百零一二三四五六七八九])(?:{shape})")
    narrated = re.compile("|".join(map(re.escape, NARRATED)))
    return [text for text in texts if pattern.search(narrated.sub("", text))]


@pytest.fixture(scope="module")
def amended(tmp_path_factory):
    """The figures that rules state, with what is trained before and after all of them are amended."""
    before, after = (copy_of_the_checker(tmp_path_factory.mktemp(name)) for name in ("before", "after"))
    figures = amend_every_figure(after)
    return figures, trained(before, CASES), trained(after, CASES)


def test_rules_have_figures_that_are_trained(amended):
    figures, before, _after = amended
    assert any(
        says(before[check], figure, figure.old)
        for figure in figures
        for check in figure.checks
        if check in before
    )


@pytest.mark.parametrize("check", EXERCISES)
def test_an_amended_figure_is_trained_and_never_the_old_one(check, amended):
    figures, before, after = amended
    # A check asks as well of a figure that a clause states for another check of its regulation.
    regulation = [id for id in CHECKS if CHECKS[id].regulation == CHECKS[check].regulation]
    for figure in figures:
        assert not {*regulation} & {*figure.checks} or not says(after[check], figure, figure.old), figure
    for figure in (figure for figure in figures if check in figure.checks):
        if says(before[check], figure, figure.old):
            assert says(after[check], figure, figure.new), figure
