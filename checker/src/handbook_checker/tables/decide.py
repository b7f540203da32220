"""Deciding the rows of a table, a batch at a time.

Rows are streamed, so that a million of them need no more memory than a thousand. A row that cannot be used says so
in its own line, and the others go on.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import IO, Any, NamedTuple

from ..model.catalogue import _
from ..model.checks import defaults, outcome_of
from ..model.entry import understand
from ..model.facts import BOOLEAN, MONEY, Fact, UnusableFacts, Values, parse, value_of
from ..model.money import fen
from ..model.outcome import Outcome
from ..model.settings import Settings
from .layout import BROKEN, ENCODINGS, harmless, parts, to_csv
from .plan import LONGEST_NAME, Numbered, Plan, customers, letter
from .strategy import Line, strategy_of

_MOST_REMEMBERED = 10_000


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
    position: int = 0
    """Which of them this customer is."""
    decide: Callable[[Values], Outcome] | None = None
    line: Line | None = None
    """What the table of outcomes says, where the check has a column strategy."""
    text: str = ""
    """The whole row of that table as CSV; blank where it is still to be made."""

    @property
    def values(self) -> Values | None:
        """The facts."""
        return (
            None
            if self.columns is None
            else {name: column[self.position] for name, column in self.columns.items()}
        )

    @property
    def outcome(self) -> Outcome | None:
        """The outcome with all its reasons, made when it is asked for."""
        return self.decide(self.values) if self.decide and self.values else None


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
        above, offset = plan.batches[batch]
        _offset, part = next(parts(file, plan.layout, len(plan.headings), offset))
        skipped = max(0, plan.first - above)
        numbered = customers(part[skipped:], above + skipped + 1)
        yield batch, decide(numbered) if numbered else []


def _decider(plan: Plan, settings: Settings, today: date) -> Callable[[Numbered], list[Row]]:
    """What decides rows, given with their numbers."""
    check, width = plan.check, len(plan.headings)
    facts = check.facts
    strategy = strategy_of(check)
    outcome = partial(outcome_of, check, settings=settings)
    readers = {name: (_reader(facts[name]), column) for name, column in plan.facts.items()}
    past = [name for name in plan.facts if facts[name].past]
    set_here = defaults(facts, settings)

    def decide(numbered: Numbered) -> list[Row]:
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

    def together(numbered: Numbered) -> list[Row]:
        """Decide rows that nothing is wrong with, column by column; ValueError where one cannot be used."""
        cells = [row for _number, row in numbered if row is not None and len(row) == width]
        if plan.repeated or len(cells) < len(numbered):
            cells = [_sound(plan, row) for _number, row in numbered]
        columns = [*zip(*cells, strict=False)]
        names = [[*map(str.strip, columns[column])] for column in plan.naming]
        if any(max(map(len, column)) > LONGEST_NAME or BROKEN in "".join(column) for column in names):
            raise ValueError
        size = len(cells)
        values: dict[str, Sequence[Any]] = dict.fromkeys(facts, (None,) * size)
        values |= {name: read(columns[column]) for name, (read, column) in readers.items()}
        values |= {
            name: [default if value is None else value for value in values[name]]
            for name, default in set_here.items()
        }
        days = values["as_of"] = [day or today for day in values["as_of"]]
        if any(at and at > day for name in past for at, day in zip(values[name], days, strict=True)):
            raise ValueError
        named = [*zip(*names, strict=True)] if names else [()] * size
        if strategy is None:
            return [Row(numbered[at][0], cells[at], named[at], (), values, at, outcome) for at in range(size)]
        lines = strategy.lines(values, settings)
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
        if len(name) > LONGEST_NAME:
            problem = _("“{heading}”过长，至多 {most} 字。")
            problems.append(
                CellProblem(column, problem.format(heading=plan.headings[column], most=LONGEST_NAME))
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
    fact = next((plan.check.facts[name] for name, at in plan.facts.items() if at == column), None)
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
    above, offset = plan.batches[bisect_left(plan.batches, (number, 0)) - 1]
    _offset, part = next(parts(file, plan.layout, len(plan.headings), offset))
    row = part[number - above - 1] or []
    if len(row) < len(plan.headings) and not plan.ragged:
        return []
    return [row[column].strip()[:LONGEST_NAME] if column < len(row) else "" for column in plan.facts.values()]
