"""Many customers at once: a table of facts in, a table of outcomes out, row by row.

Rows are streamed, so that a million of them need no more memory than a thousand. A row that cannot be used says so
in its own line, and the rest goes on.
"""

import codecs
import csv
import io
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import partial
from itertools import islice
from typing import IO, Any, NamedTuple

from ..credit import classification
from ..model.catalogue import _
from ..model.checks import Check, outcome_of
from ..model.entry import understand
from ..model.facts import (
    BOOLEAN,
    CHOICE,
    MONEY,
    MOST_SUGGESTIONS,
    Fact,
    Problem,
    UnusableFacts,
    Values,
    parse,
    value_of,
)
from ..model.money import fen, grouped
from ..model.outcome import Outcome
from ..model.settings import Settings
from .layout import (
    BROKEN,
    DELIMITERS,
    ENCODINGS,
    Layout,
    find_layout,
    harmless,
    parts,
    rows,
    to_csv,
)

_NAMING = {
    *(
        "客户",
        "客户名称",
        "客户名",
        "公司名称",
        "单位名称",
        "供应商",
        "供应商名称",
        "名称",
        "姓名",
        "员工",
        "员工姓名",
    ),
    *("编号", "客户编号", "供应商编号", "员工编号", "代码", "客户代码", "供应商代码", "工号", "序号"),
    *("customer", "customername", "supplier", "name", "id", "no", "no.", "code", "customerid"),
}
"""Headings of columns that say whom a row is about; they are carried along."""
_HEADINGS_WITHIN = 10
"""So many rows are looked at for the headings; a title may stand above them."""
_MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
_LONGEST_NAME = 200
_MOST_REMEMBERED = 10_000
_DELIMITER_NAMES = dict(zip(DELIMITERS, ("逗号", "制表符", "分号"), strict=True))

# The browser's library holds what importing this needs: the encodings too, then.
for _encoding in ENCODINGS:
    codecs.lookup(_encoding)


_Numbered = list[tuple[int, list[str] | None]]
"""Rows with their numbers in the table."""


@dataclass(frozen=True)
class Plan:
    """What was understood of a table before any row is decided; columns are counted from 0."""

    check: Check
    layout: Layout
    headings: tuple[str, ...]
    first: int
    """The row of the first customer, counted from 0."""
    rows: int
    facts: dict[str, int]
    naming: tuple[int, ...]
    repeated: dict[int, int]
    """Columns with the heading of an earlier one, and that one."""
    unread: tuple[int, ...]
    batches: tuple[tuple[int, int], ...]
    """Where each batch of rows begins: how many rows stand above it, and its place in the file."""
    ragged: bool = False
    """Rows end with their last cell that is not blank, as in a spreadsheet's own file."""

    def to_dict(self) -> dict[str, Any]:
        """The plan as plain JSON, in words."""
        facts = self.check.facts
        # That is slow, and a table may have many thousands of columns.
        looked_up = {*self.unread[:MOST_SUGGESTIONS]}
        fact_of = {column: name for name, column in self.facts.items()}
        uses = {
            **dict.fromkeys(fact_of, "fact"),
            **dict.fromkeys(self.naming, "naming"),
            **dict.fromkeys(self.repeated, "repeated"),
            **dict.fromkeys(self.unread, "unread"),
        }
        return {
            "check": self.check.id,
            "encoding": ENCODINGS[self.layout.encoding],
            "delimiter": _(_DELIMITER_NAMES[self.layout.delimiter]),
            "rows": self.rows,
            "sentence": _about(self),
            "columns": [
                {
                    "column": letter(column),
                    "heading": heading,
                    "use": uses[column],
                    "fact": fact_of.get(column),
                    "label": _(facts[fact_of[column]].label) if column in fact_of else None,
                    "like": letter(self.repeated[column]) if column in self.repeated else None,
                    "near": _nearest(heading, self.check) if column in looked_up else None,
                }
                for column, heading in enumerate(self.headings)
            ],
            "absent": [
                {"fact": name, "label": _(fact.label)}
                for name, fact in facts.items()
                if name not in self.facts
            ],
        }


class CellProblem(NamedTuple):
    """Why a row cannot be used; `column` is None where it is not one cell's fault."""

    column: int | None
    problem: str


class Row(NamedTuple):
    """One customer: the row's number in the table, counted from 1, its cells, and either facts or problems."""

    number: int
    cells: Sequence[str]
    names: Sequence[str]
    problems: tuple[CellProblem, ...] = ()
    columns: Mapping[str, Sequence[Any]] | None = None
    """The facts of many customers, by name."""
    place: int = 0
    """Where this customer stands among them."""
    decide: Callable[[Values], Outcome] | None = None
    line: classification.Line | None = None
    """What the table of outcomes says; of the credit check alone."""
    text: str = ""
    """The whole row of that table as CSV; blank where it is still to be made."""

    @property
    def values(self) -> Values | None:
        """The facts."""
        return (
            None
            if self.columns is None
            else {name: column[self.place] for name, column in self.columns.items()}
        )

    @property
    def outcome(self) -> Outcome | None:
        """The outcome with all its reasons, made when it is asked for."""
        return self.decide(self.values) if self.decide and self.values else None


class Counted(NamedTuple):
    """What takes a whole reading of a table to know."""

    layout: Layout
    rows: int
    batches: tuple[tuple[int, int], ...]


def plan(check: Check, file: IO[bytes], ragged: bool = False, counted: Counted | None = None) -> Plan:
    """Understand a table, and count its rows; `UnusableFacts` where no column of it is a fact of the check."""
    layout = counted.layout if counted else find_layout(file)
    known = _known_headings(check)
    top = ((first, row or ()) for first, row in enumerate(islice(rows(file, layout), _HEADINGS_WITHIN), 1))
    first, row = next(
        ((first, row) for first, row in top if any(_heading(cell) in known for cell in row)), (0, ())
    )
    if not row:
        problem = _("没有认出任何一列：标题应为事实的名称，例如“{label}”或 {name}；可用的标题见模板。")
        fact = next(fact for name, fact in check.facts.items() if name != "as_of")
        raise UnusableFacts([Problem(None, problem.format(label=_(fact.label), name=fact.name))])
    width = max(column for column, cell in enumerate(row) if cell.strip()) + 1
    if width > _MOST_COLUMNS:
        problem = _("标题有 {columns:,} 列，至多 {most:,} 列。")
        raise UnusableFacts([Problem(None, problem.format(columns=width, most=_MOST_COLUMNS))])
    headings = tuple(cell.strip() for cell in row[:width])
    facts: dict[str, int] = {}
    naming: dict[str, int] = {}
    repeated: dict[int, int] = {}
    unread: list[int] = []
    for column, heading in enumerate(map(_heading, headings)):
        name = known.get(heading)
        taken = facts if name else naming
        key = name or heading
        if not name and heading not in _NAMING:
            unread.append(column)
        elif key in taken:
            repeated[column] = taken[key]
        else:
            taken[key] = column
    counted = counted or _count(file, layout, width, first)
    return Plan(
        check,
        layout,
        headings,
        first,
        counted.rows,
        facts,
        tuple(naming.values()),
        repeated,
        tuple(unread),
        counted.batches,
        ragged,
    )


def _count(file: IO[bytes], layout: Layout, width: int, first: int) -> Counted:
    """Count the customers, all rows behind the `first` that are not blank, and mark where batches begin."""
    above, count, batches = 0, 0, []
    for place, part in parts(file, layout, width):
        batches.append((above, place))
        count += len(_customers(part[max(0, first - above) :], 0))
        above += len(part)
    return Counted(layout, count, tuple(batches))


def described(plan: Plan) -> list[str]:
    """The plan in sentences."""
    said = plan.to_dict()
    lines = [_about(plan)]
    for use, text in (
        ("fact", _("读取：{columns}。")),
        ("naming", _("照抄：{columns}。")),
        ("repeated", _("标题重复，与先出现的一列比对：{columns}。")),
        ("unread", _("不认识，不读取：{columns}。")),
    ):
        columns = [_column_in_words(column) for column in said["columns"] if column["use"] == use]
        if columns:
            lines.append(text.format(columns=_("、").join(columns)))
    if said["absent"]:
        absent = _("、").join(fact["label"] for fact in said["absent"])
        lines.append(_("表中没有，按不清楚处理：{facts}。").format(facts=absent))
    return lines


def _about(plan: Plan) -> str:
    """How the table is written, and how long it is."""
    if plan.ragged:
        return _("标题在第 {first} 行，客户 {rows} 行。").format(first=plan.first, rows=f"{plan.rows:,}")
    text = _("{encoding} 编码，{delimiter}分隔，标题在第 {first} 行，客户 {rows} 行。")
    return text.format(
        encoding=ENCODINGS[plan.layout.encoding],
        delimiter=_(_DELIMITER_NAMES[plan.layout.delimiter]),
        first=plan.first,
        rows=f"{plan.rows:,}",
    )


def _column_in_words(column: dict[str, Any]) -> str:
    text = _("{column} 列“{heading}”").format(**column)
    if column["label"] and column["label"] != column["heading"]:
        return text + _("（{label}）").format(**column)
    if column["like"]:
        return text + _("（同 {like} 列）").format(**column)
    return text + (_("（是否想写“{near}”？）").format(**column) if column["near"] else "")


def _known_headings(check: Check) -> dict[str, str]:
    """The headings that name a fact, as `_heading` writes them."""
    return {
        _heading(text): name
        for name, fact in check.facts.items()
        for text in (name, fact.label, _(fact.label), fact.question)
    }


def _heading(cell: str) -> str:
    """A heading without what people add to it: a unit in brackets, a star, spaces."""
    text = unicodedata.normalize("NFKC", cell[:_LONGEST_NAME]).lower()
    return re.sub(r"\([^()]*\)|[\s*:?]", "", text)


def _nearest(heading: str, check: Check) -> str | None:
    names = [name for fact in check.facts.values() for name in (fact.name, _(fact.label))]
    return next(iter(get_close_matches(heading[:_LONGEST_NAME], names, n=1, cutoff=0.6)), None)


def _is_blank(row: Sequence[str] | None) -> bool:
    return row is not None and not any(map(str.strip, row))


def _customers(rows: Sequence[list[str] | None], first: int) -> _Numbered:
    """The rows that are not blank, with their numbers."""
    return [
        (number, row)
        for number, row in enumerate(rows, first)
        # Most rows have something in their first cell, and need not be looked through.
        if (row and row[0] > " ") or not _is_blank(row)
    ]


def letter(column: int) -> str:
    """The name of a column as spreadsheets have it: A, …, Z, AA, …"""
    letters = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


class _Meanings(dict[str, Any]):
    """What the texts of one column mean, remembered; ValueError for one that means nothing."""

    def __init__(self, fact: Fact):
        super().__init__()
        self.fact = fact

    def __missing__(self, text: str) -> Any:
        value = _meaning(self.fact, text)
        if len(self) < _MOST_REMEMBERED:
            self[text] = value
        return value


def _meaning(fact: Fact, text: str) -> Any:
    understood = understand(fact, text)
    return None if understood is None else value_of(fact, understood)


def _reader(fact: Fact) -> Callable[[Sequence[str]], list[Any]]:
    """What tells the meanings of the cells of a column; ValueError where one means nothing."""
    if fact.kind != MONEY:
        meaning = _Meanings(fact).__getitem__
        return lambda texts: [*map(meaning, texts)]

    # Hardly an amount comes twice. Most are in plain notation, and being forgiving takes long.
    def amounts(texts: Sequence[str]) -> list[Any]:
        together = ",".join(texts)
        if _AMOUNTS_WITH_FEN(together):
            return [*map(int, together.replace(".", "").split(","))]
        return [
            (_meaning(fact, text) if (plain := fen(text)) is None else plain) if text else None
            for text in texts
        ]

    return amounts


_AMOUNTS_WITH_FEN = re.compile(r"[0-9]{1,13}\.[0-9]{2}(?:,[0-9]{1,13}\.[0-9]{2})*").fullmatch


def rate(
    plan: Plan, file: IO[bytes], settings: Settings, today: date, wanted: Iterable[int] | None = None
) -> Iterator[tuple[int, list[Row]]]:
    """Decide the rows, a numbered batch at a time: all of them, or those `wanted`."""
    decide = _decider(plan, settings, today)
    for batch in range(len(plan.batches)) if wanted is None else wanted:
        above, place = plan.batches[batch]
        _place, part = next(parts(file, plan.layout, len(plan.headings), place))
        skipped = max(0, plan.first - above)
        customers = _customers(part[skipped:], above + skipped + 1)
        yield batch, decide(customers) if customers else []


def _decider(plan: Plan, settings: Settings, today: date) -> Callable[[_Numbered], list[Row]]:
    """What decides rows, given with their numbers."""
    check, width = plan.check, len(plan.headings)
    facts = check.facts
    outcome = partial(outcome_of, check, settings=settings)
    readers = {name: (_reader(facts[name]), column) for name, column in plan.facts.items()}
    past = [name for name in plan.facts if facts[name].past]

    def decide(numbered: _Numbered) -> list[Row]:
        try:
            return together(numbered)
        except ValueError:
            if len(numbered) > 1:
                half = len(numbered) // 2
                return decide(numbered[:half]) + decide(numbered[half:])
            ((number, row),) = numbered
            row = _filled(plan, row)
            names = _names_of(plan, row) if row and len(row) >= width else []
            return [Row(number, row or (), names, _problems(plan, row, names, today))]

    def together(numbered: _Numbered) -> list[Row]:
        """Decide rows that nothing is wrong with, column by column; ValueError where one cannot be used."""
        cells = [row for _number, row in numbered if row is not None and len(row) == width]
        if plan.repeated or len(cells) < len(numbered):
            cells = [_sound(plan, row) for _number, row in numbered]
        columns = [*zip(*cells, strict=False)]
        names = [[*map(str.strip, columns[column])] for column in plan.naming]
        if any(max(map(len, column)) > _LONGEST_NAME or BROKEN in "".join(column) for column in names):
            raise ValueError
        size = len(cells)
        values: dict[str, Sequence[Any]] = dict.fromkeys(facts, (None,) * size)
        values |= {name: read(columns[column]) for name, (read, column) in readers.items()}
        days = values["as_of"] = [day or today for day in values["as_of"]]
        if any(at and at > day for name in past for at, day in zip(values[name], days, strict=True)):
            raise ValueError
        named = [*zip(*names, strict=True)] if names else [()] * size
        if check.id != "credit":
            return [Row(numbered[at][0], cells[at], named[at], (), values, at, outcome) for at in range(size)]
        lines = classification.lines(values, settings.effective_from)
        texts = _names_as_csv(names, named)
        return [
            Row(number, row, of_row, (), values, at, outcome, line, f"{number},{text}{line.csv},\r\n")
            for at, (number, _row), row, of_row, line, text in zip(
                range(size), numbered, cells, named, lines, texts, strict=True
            )
        ]

    return decide


def _names_as_csv(columns: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> list[str]:
    """The first cells of lines of a table, as CSV; `columns` and `rows` hold the same names."""
    if any(map(_NEEDS_CARE, map("".join, columns))):
        return [to_csv([[*map(harmless, names), ""]]).removesuffix("\r\n") for names in rows]
    return [",".join([*names, ""]) for names in rows]


_NEEDS_CARE = re.compile(r'[",\r\n\t=+@＝＋－＠-]').search
"""Finds whatever may have to be quoted, or made harmless, before CSV can hold it."""


def _sound(plan: Plan, row: list[str] | None) -> list[str]:
    """The cells of a row; ValueError where something is wrong with it whatever its facts are."""
    row = _filled(plan, row)
    if row is None or _faults(plan, row, ()):
        raise ValueError
    return row


def _filled(plan: Plan, row: list[str] | None) -> list[str] | None:
    if row is not None and plan.ragged:
        return [*row, *[""] * (len(plan.headings) - len(row))]
    return row


def _names_of(plan: Plan, row: Sequence[str]) -> list[str]:
    return [row[column].strip() for column in plan.naming]


def _problems(
    plan: Plan, row: list[str] | None, names: Sequence[str], today: date
) -> tuple[CellProblem, ...]:
    """Everything that is wrong with a row."""
    faults = _faults(plan, row, names)
    if row is None or (faults and len(row) != len(plan.headings)):
        return faults
    return tuple(sorted({*faults, *_problems_of_facts(plan, row, today)}))


def _faults(plan: Plan, row: list[str] | None, names: Sequence[str]) -> tuple[CellProblem, ...]:
    """What is wrong with a row whatever its facts are."""
    if row is None:
        return (CellProblem(None, _("引号没有成对，分不出各格。")),)
    width = len(plan.headings)
    if len(row) != width and (len(row) < width or any(map(str.strip, row[width:]))):
        problem = _("这一行有 {cells} 格，标题有 {headings} 格，对不上。")
        return (CellProblem(None, problem.format(cells=len(row), headings=width)),)
    problems = []
    for column, name in zip(plan.naming, names, strict=False):
        if len(name) > _LONGEST_NAME:
            problem = _("“{heading}”过长，至多 {most} 字。")
            problems.append(
                CellProblem(column, problem.format(heading=plan.headings[column], most=_LONGEST_NAME))
            )
        elif BROKEN in name:
            problems.append(CellProblem(column, _broken(plan, column)))
    for column, earlier in plan.repeated.items():
        if _differ(plan, row[column], row[earlier], earlier):
            problem = _("与 {earlier} 列同为“{heading}”，两格却不一样。")
            text = problem.format(earlier=letter(earlier), heading=plan.headings[column])
            problems.append(CellProblem(column, text))
    return tuple(problems)


def _differ(plan: Plan, cell: str, other: str, column: int) -> bool:
    """Whether two cells that should say the same of one fact, or one name, do not."""
    if cell.strip() == other.strip():
        return False
    fact = next((plan.check.facts[name] for name, place in plan.facts.items() if place == column), None)
    return fact is None or understand(fact, cell) != understand(fact, other)


def _broken(plan: Plan, column: int) -> str:
    problem = _("“{heading}”含有乱码，不是有效的 {encoding} 文字。")
    return problem.format(heading=plan.headings[column], encoding=ENCODINGS[plan.layout.encoding])


def _problems_of_facts(plan: Plan, row: Sequence[str], today: date) -> list[CellProblem]:
    """What is wrong with the facts of a row, by column."""
    facts = plan.check.facts
    broken = [column for column in plan.facts.values() if BROKEN in row[column]]
    given = {
        name: understand(facts[name], row[column])
        for name, column in plan.facts.items()
        if column not in broken
    }
    problems = [CellProblem(column, _broken(plan, column)) for column in broken]
    try:
        parse(facts, given, today)
    except UnusableFacts as unusable:
        for problem in unusable.problems:
            assert problem.fact
            fact, text = facts[problem.fact], problem.problem
            if fact.kind == BOOLEAN:
                # Nobody writes `true` into a table.
                text = _("“{label}”应为“是”“否”或“未知”。").format(label=_(fact.label))
            problems.append(CellProblem(plan.facts[problem.fact], text))
    return problems


def typed(plan: Plan, file: IO[bytes], number: int) -> list[str]:
    """The facts of a row as they stand in the table, in the order of `plan.facts`; none where its cells are not."""
    above, place = plan.batches[bisect_left(plan.batches, (number, 0)) - 1]
    _place, part = next(parts(file, plan.layout, len(plan.headings), place))
    row = part[number - above - 1] or []
    if len(row) < len(plan.headings) and not plan.ragged:
        return []
    return [
        row[column].strip()[:_LONGEST_NAME] if column < len(row) else "" for column in plan.facts.values()
    ]


_FIELD_LABELS = {
    "complete": "完整",
    "next_update_due": "下次全面更新不晚于",
    "current": "更新及时",
    "steps": "接下来由谁办",
    "decision": "决定",
    "exposure_after": "办理后占用额（元）",
    "excess": "超出信用额度（元）",
    "clearing_window": "合同到期前一个月内",
    "adjustment": "调整",
    "approvers": "审批人",
    "applies": "超越授信范围",
    "orders": "须令其",
    "sanctions": "可予的处分",
    "discretionary": "由公司裁量",
    "compliant": "符合规定",
    "next_step": "最早的未办环节",
    "report_due": "报告期限",
    "report_late": "报告逾期",
    "reimbursable": "可报销（元）",
    "self_paid": "自行负担（元）",
    "breaches": "没有做到的条文",
    "in_probation": "试用期内",
    "lateness_deduction": "迟到扣款（元）",
    "complaint_fines": "投诉罚款（元）",
    "total_deduction": "扣款合计（元）",
    "pay_after_deductions": "扣款后的工资（元）",
    "eligible": "符合选择原则",
    "stage": "所在阶段",
    "next_steps": "接下来由谁办",
    "signatories": "合同签订人",
    "addressee": "报告提交给",
}
"""The headings of the fields of the checks other than credit."""


def result_headings(plan: Plan) -> list[str]:
    """The headings of the table of outcomes."""
    check = plan.check
    if check.id == "credit":
        own: Sequence[str] = classification.HEADINGS
    else:
        own = ("结论", *(_FIELD_LABELS[name] for name in check.fields), "还需了解", "条件")
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
    names = [harmless(name[:_LONGEST_NAME]) for name in row.names] or [""] * len(plan.naming)
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
    return [
        headline,
        *(_cell(outcome.fields[name]) for name in check.fields),
        _("、").join(_(facts[name].label) for name in outcome.missing),
        " ".join(condition.clause for condition in outcome.conditions),
    ]


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
    classification.count(totals, [row.line for row in rows if row.line])


def summary(check: Check, totals: Counter[str], balance: int | None = None) -> dict[str, Any]:
    """The totals as plain JSON."""
    own = classification.summary(totals, balance) if check.id == "credit" else {}
    return {"rows": totals["rows"], "unusable": totals["unusable"], **own}


def summary_in_words(said: dict[str, Any]) -> list[str]:
    """A summary in sentences."""
    lines = [_("共 {rows:,} 行，其中 {unusable:,} 行不能使用，见“错误”一列。").format(**said)]
    for grade in said.get("grades", ()):
        text = _("{label}：{customers:,} 户，可授信 {permitted:,} 户，额度合计 {limits} 元。")
        lines.append(text.format(**grade | {"limits": _grouped(grade["limits"])}))
    if "limits" in said:
        lines.append(_("信用额度合计 {limits} 元。").format(limits=_grouped(said["limits"])))
    if said.get("balance"):
        text = _("应收账款基准余额 {balance} 元，合计超出 {above} 元。")
        lines.append(text.format(balance=_grouped(said["balance"]), above=_grouped(said["above_balance"])))
    if said.get("customers_beyond_limit"):
        text = _("{customers:,} 户的占用超出额度，共超出 {amount} 元。")
        customers, amount = said["customers_beyond_limit"], _grouped(said["beyond_limit"])
        lines.append(text.format(customers=customers, amount=amount))
    return lines


def _grouped(yuan: str) -> str:
    amount = fen(yuan)
    # A sum may be above every single amount that can be given.
    return yuan if amount is None else grouped(amount)


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
