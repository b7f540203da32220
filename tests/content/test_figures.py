"""Each number in a clause's words is in its rule, and each number in a rule is in the words of its clause."""

import ast
import inspect
import re
import textwrap

import pytest
from handbook_checker import CHECKS
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.figures import figures, value
from tools.handbook.handbook import read

WORDS = {id: clause.proposed for id, clause in read(ROOT / "docs").clauses.items()}
RULES = {id: entry for id, entry in registry().items() if entry.rule}
SOURCES = {id: textwrap.dedent(inspect.getsource(inspect.unwrap(entry.rule))) for id, entry in RULES.items()}

ASKED = {
    ("credit.15.2", "年"),
    ("credit.15.4", "年"),
    ("credit.16.1", "年"),
    ("credit.36", "次"),
}
"""Whether it was so for that long, or that often, is one fact: its question has the figure, and nothing is counted."""

ELSEWHERE = {
    ("credit.12", "1", "次"): "每季度…一次: once in every quarter, which is what an interval means",
}
"""Figures that no number of the rule states, each with the reason."""

UNITS = {
    "years": "年",
    "months": "月",
    "days": "天",
    "nth_day": "天",
    "minutes": "分钟",
    "yuan": "元",
    "share": "%",
    "percent": "%",
}
"""What a number counts that is given to one of these, or by one of these names; elsewhere it may count anything."""


def figures_of(words):
    """What a clause's words set: pairs of a value and what it counts."""
    return {(each.value, each.unit) for each in figures(words)}


def literals(source, names=None):
    """The numbers of a rule, each with what it counts where that is said; nothing (0) is no figure."""
    found = set()

    def visit(node, unit):
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                return
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                unit = UNITS.get(name)
            case ast.keyword(arg=str(name)):
                unit = next((UNITS[each] for each in UNITS if name.startswith(each)), unit)
            case ast.Constant(value=int() | float() as number) if not isinstance(number, bool) and number:
                found.add((str(number), unit))
            case ast.Constant(value=str(text)):
                found.update((each.value, each.unit) for each in figures(text))
            case ast.Name(id=name) if type((names or {}).get(name)) in (int, float) and names[name]:
                found.add((str(names[name]), unit))
        for child in ast.iter_child_nodes(node):
            visit(child, unit)

    visit(ast.parse(source), None)
    return found


def questions(id):
    """What the facts of a clause are asked as."""
    facts = {name: fact for check in RULES[id].checks for name, fact in CHECKS[check].facts.items()}
    return "".join(facts[name].question for name in RULES[id].facts if name in facts)


def deviations(words, sources):
    """The figures that stand in the words of a clause or in its rule, and not in the other."""
    found = []
    for id, source in sources.items():
        stated = figures_of(words[id])
        decided = literals(source, RULES[id].rule.__globals__)
        asked = {each for each in figures_of(questions(id)) if (id, each[1]) in ASKED}
        elsewhere = {(number, unit) for clause, number, unit in ELSEWHERE if clause == id}
        for number, unit in sorted(stated - asked - elsewhere):
            if not {(number, unit), (number, None)} & decided:
                found.append(f"{id}: the words say {number} {unit}, the rule does not")
        for number, unit in decided:
            if not any(number == each and unit in (None, other) for each, other in stated):
                found.append(f"{id}: the rule says {number} {unit or ''}, the words do not")
    return found


def test_each_figure_of_a_clause_is_in_its_rule_and_the_reverse():
    assert deviations(WORDS, SOURCES) == []


def test_a_clause_that_decides_nothing_sets_no_figure():
    assert [id for id, words in WORDS.items() if id not in RULES and figures(words)] == []


def test_no_exception_is_left_that_nothing_needs():
    stated = {(id, *figure) for id, words in WORDS.items() for figure in figures_of(words)}
    assert {each for each in ELSEWHERE if each[0] in WORDS} <= stated
    asked = {each for each in ASKED if each[0] in WORDS}
    assert asked <= {(id, unit) for id, _value, unit in stated}
    decided = {(id, unit) for id, source in SOURCES.items() for _value, unit in literals(source)}
    assert not asked & decided


def another(number):
    """A figure that no clause has."""
    hour, colon, minute = number.partition(":")
    return f"{(int(hour) + 5) % 24}:{minute}" if colon else f"{int(number) + 700}"


@pytest.mark.parametrize(
    ("id", "figure"),
    [(id, figure) for id in SOURCES for figure in figures(WORDS[id])],
    ids=lambda each: each if isinstance(each, str) else f"{each.value}{each.unit}",
)
def test_a_figure_that_changes_in_the_words_alone_is_seen(id, figure):
    text = WORDS[id]
    written = text[figure.start : figure.end]
    digits = next(length for length in range(len(written), 0, -1) if _value(written[:length]) == figure.value)
    amended = text[: figure.start] + another(figure.value) + text[figure.start + digits :]
    found = deviations(WORDS | {id: amended}, SOURCES)
    assert f"{id}: the words say {another(figure.value)} {figure.unit}, the rule does not" in found


def _value(written):
    try:
        return written if ":" in written else value(written)
    except ValueError:
        return None


class Amended(ast.NodeTransformer):
    """Changes the number of a rule, or the time of day, that has so many before it."""

    def __init__(self, before):
        self.before = before
        self.seen = 0

    def visit_Constant(self, node):
        is_number = type(node.value) in (int, float) and node.value
        if is_number or re.fullmatch(r"\d+:\d+", str(node.value)):
            self.seen += 1
            if self.seen == self.before + 1:
                return ast.Constant(node.value + 700 if is_number else another(node.value))
        return node


def numbers_in(source):
    """How many numbers and times of day a rule has."""
    counting = Amended(before=len(source))
    counting.visit(ast.parse(source))
    return counting.seen


@pytest.mark.parametrize(
    ("id", "before"), [(id, before) for id, source in SOURCES.items() for before in range(numbers_in(source))]
)
def test_a_figure_that_changes_in_the_rule_alone_is_seen(id, before):
    amended = ast.unparse(Amended(before).visit(ast.parse(SOURCES[id])))
    found = deviations(WORDS, SOURCES | {id: amended})
    assert [each for each in found if each.startswith(f"{id}: the rule says ")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("回款期限为15天", {("15", "天")}),
        ("十五日内", {("15", "天")}),
        ("满两年或以上", {("2", "年")}),
        ("百分之七十", {("70", "%")}),
        ("不超过抵押资产额度的70 %", {("70", "%")}),
        ("1.5万元", {("15000", "元")}),
        ("二百三十元、一万元", {("230", "元"), ("10000", "元")}),
        ("第二天；二十八人", {("2", "天"), ("28", "人")}),
        ("早8:30——17:30", {("8:30", "时"), ("17:30", "时")}),
        ("第十五条第二项、20xx年1月1日、2026年11月24日", set()),
        ("进一步、一定的措施、一律、下一个年度、同一天、清零", set()),
    ],
)
def test_figures_are_read_as_people_write_them(text, expected):
    assert figures_of(text) == expected
