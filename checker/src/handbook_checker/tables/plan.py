"""What is understood of a table before any row is decided: its layout, headings, columns, and how many rows it has."""

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from typing import IO, Any, NamedTuple

from ..model.catalogue import _
from ..model.checks import Check, defaults
from ..model.facts import MOST_SUGGESTIONS, Problem, UnusableFacts
from ..model.settings import Settings
from ..model.wording import fact_value
from .layout import DELIMITERS, ENCODINGS, Layout, find_layout, parts, rows

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
LONGEST_NAME = 200
_NOTHING_SET = Settings()
_DELIMITER_NAMES = dict(zip(DELIMITERS, ("逗号", "制表符", "分号"), strict=True))

# The browser's library holds what importing this needs: the encodings too, then.
for _encoding in ENCODINGS:
    codecs.lookup(_encoding)


Numbered = list[tuple[int, list[str] | None]]
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
    """Where each batch of rows begins: how many rows stand above it, and its offset in the file."""
    ragged: bool = False
    """Rows end with their last cell that is not blank, as in a spreadsheet's own file."""

    def to_dict(self, settings: Settings = _NOTHING_SET) -> dict[str, Any]:
        """The plan as plain JSON, in words; for facts that are not in the table the organisation may have set one."""
        facts = self.check.facts
        untouched = defaults(facts, _NOTHING_SET)
        own = {
            name: fact_value(facts[name], value)
            for name, value in defaults(facts, settings).items()
            if untouched.get(name) != value
        }
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
                {"fact": name, "label": _(fact.label), "set": own.get(name)}
                for name, fact in facts.items()
                if name not in self.facts
            ],
        }


class Counted(NamedTuple):
    """What takes a whole reading of a table to know."""

    layout: Layout
    rows: int
    batches: tuple[tuple[int, int], ...]


def plan_of(check: Check, file: IO[bytes], ragged: bool = False, counted: Counted | None = None) -> Plan:
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
    for offset, part in parts(file, layout, width):
        batches.append((above, offset))
        count += len(customers(part[max(0, first - above) :], 0))
        above += len(part)
    return Counted(layout, count, tuple(batches))


def described(plan: Plan, settings: Settings = _NOTHING_SET) -> list[str]:
    """The plan in sentences."""
    record = plan.to_dict(settings)
    lines = [_about(plan)]
    for use, text in (
        ("fact", _("读取：{columns}。")),
        ("naming", _("照抄：{columns}。")),
        ("repeated", _("标题重复，与先出现的一列比对：{columns}。")),
        ("unread", _("不认识，不读取：{columns}。")),
    ):
        columns = [_column_in_words(column) for column in record["columns"] if column["use"] == use]
        if columns:
            lines.append(text.format(columns=_("、").join(columns)))
    absent = [fact["label"] for fact in record["absent"] if fact["set"] is None]
    if absent:
        lines.append(_("表中没有，按不清楚处理：{facts}。").format(facts=_("、").join(absent)))
    own = [_("{label} {set}").format(**fact) for fact in record["absent"] if fact["set"] is not None]
    if own:
        lines.append(_("表中没有，按组织设置：{facts}。").format(facts=_("、").join(own)))
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
    text = unicodedata.normalize("NFKC", cell[:LONGEST_NAME]).lower()
    return re.sub(r"\([^()]*\)|[\s*:?]", "", text)


def _nearest(heading: str, check: Check) -> str | None:
    names = [name for fact in check.facts.values() for name in (fact.name, _(fact.label))]
    return next(iter(get_close_matches(heading[:LONGEST_NAME], names, n=1, cutoff=0.6)), None)


def _is_blank(row: Sequence[str] | None) -> bool:
    return row is not None and not any(map(str.strip, row))


def customers(rows: Sequence[list[str] | None], first: int) -> Numbered:
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
        column, index = divmod(column - 1, 26)
        letters = chr(ord("A") + index) + letters
    return letters
