"""The table of outcomes, its totals, and the template of a table to fill in."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..model.catalogue import _
from ..model.checks import Check
from ..model.facts import BOOLEAN, CHOICE, Fact, Values
from ..model.outcome import Outcome
from ..model.titles import titled
from .decide import CellProblem, Row
from .layout import harmless, to_csv
from .plan import LONGEST_NAME, Plan, letter
from .strategy import strategy_of


def result_headings(plan: Plan) -> list[str]:
    """The headings of the table of outcomes."""
    check = plan.check
    strategy = strategy_of(check)
    own = (*strategy.HEADINGS,) if strategy else ("结论", *check.fields.values(), "还需了解", "条件")
    return [_("行"), *map(harmless, _names(plan)), *map(_, own), _("错误")]


def _names(plan: Plan) -> list[str]:
    return [plan.headings[column] for column in plan.naming]


def result_csv(plan: Plan, rows: Iterable[Row]) -> str:
    """Rows of the table of outcomes as CSV; what came from the table before is made harmless."""
    return "".join([row.text or _result(plan, row) for row in rows])


def result_cells(plan: Plan, row: Row) -> list[str]:
    """The cells of one row of the table of outcomes."""
    return next(csv.reader(io.StringIO(result_csv(plan, [row]), newline="")))


def _result(plan: Plan, row: Row) -> str:
    names = [harmless(name[:LONGEST_NAME]) for name in row.names] or [""] * len(plan.naming)
    if row.values and row.outcome:
        own = [*_cells(plan.check, row.values, row.outcome), ""]
    else:
        blank = [""] * (len(result_headings(plan)) - len(names) - 2)
        own = [*blank, harmless("".join(map(in_words, row.problems)))]
    return to_csv([[str(row.number), *names, *own]])


def in_words(problem: CellProblem) -> str:
    """A problem with the column that it stands in."""
    if problem.column is None:
        return problem.problem
    return _("{column} 列：{problem}").format(column=letter(problem.column), problem=problem.problem)


def _cells(check: Check, values: Values, outcome: Outcome) -> list[str]:
    facts = check.facts
    headline = check.view(values, outcome)["headline"]["text"] if outcome.in_force else _("制度尚未施行")
    cells: list[str] = titled(
        [
            headline,
            *(_cell(outcome.fields[name]) for name in check.fields),
            _("、").join(_(facts[name].label) for name in outcome.missing),
            " ".join(condition.clause for condition in outcome.conditions),
        ],
        outcome.titles,
    )
    return cells


def _cell(value: Any) -> str:
    """A field of an outcome in one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, list):
        return _("、").join(map(_cell, value))
    if isinstance(value, dict):
        return str(value.get("role") or value.get("text") or value.get("clause") or "")
    return str(value)


def count(plan: Plan, totals: Counter[str], *rows: Row) -> None:
    """Add rows to the totals; those of several parts can be added up."""
    totals["rows"] += len(rows)
    totals["unusable"] += sum(1 for row in rows if row.columns is None)
    strategy = strategy_of(plan.check)
    if strategy:
        strategy.count(totals, [row.line for row in rows if row.line])


def summary(check: Check, totals: Counter[str], balance: int | None = None) -> dict[str, Any]:
    """The totals as plain JSON."""
    strategy = strategy_of(check)
    own = strategy.summary(totals, balance) if strategy else {}
    return {"rows": totals["rows"], "unusable": totals["unusable"], **own}


def summary_in_words(check: Check, summary: Mapping[str, Any]) -> list[str]:
    """A summary in sentences."""
    strategy = strategy_of(check)
    text = _("共 {rows:,} 行，其中 {unusable:,} 行不能使用，见“错误”一列。").format(**summary)
    return [text, *(strategy.summary_in_words(summary) if strategy else ())]


def template(check: Check) -> list[list[str]]:
    """The headings of a table for the check, and one row as an example."""
    example = dict(check.examples[0][1]) if check.examples else {}
    headings = [_("编号"), _("名称"), *(_(fact.label) for fact in check.facts.values())]
    row = ["1", _("示例"), *(_typed(fact, example.get(name)) for name, fact in check.facts.items())]
    return [headings, row]


def _typed(fact: Fact, value: Any) -> str:
    if value is None:
        return ""
    if fact.kind == BOOLEAN:
        return _("是") if value else _("否")
    return _(dict(fact.choices)[value]) if fact.kind == CHOICE else str(value)
