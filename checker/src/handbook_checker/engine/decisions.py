"""Rules written down as decisions: tables and expressions in FEEL, the language of DMN.

A table is made by calling rules for every answer to what they read, and says it in as few rows as an order of the inputs
allows. Figures, periods, roles and amounts are those that the rules return, so a rule that is amended amends its table.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from ..model.dates import Period
from ..model.facts import BOOLEAN, COUNT, DATE, MONEY, Fact
from .periods import Elapsed
from .permission import Amount, Headroom

ANY_ANSWER = "-"
UNIQUE, ANY, RULE_ORDER = "UNIQUE", "ANY", "RULE ORDER"

BOTH: Mapping[str, Any] = {"true": True, "false": False}
NOTHING, MORE = "0", "> 0"
NOTHING_OR_MORE: Mapping[str, Any] = {NOTHING: 0, MORE: 1}
KNOWN_OR_NOT: Mapping[str, Any] = {"null": None, "not(null)": 1}
"""Tests of an input, each with an answer that stands for all that pass it."""


class Row(NamedTuple):
    """One row of a table: the clauses that say so, a test for each input that matters, and the outputs, in FEEL."""

    clauses: tuple[str, ...]
    tests: Mapping[str, str]
    values: tuple[str, ...]


class Decision(NamedTuple):
    """A decision by an expression, or by a table where there are rows."""

    id: str
    name: str
    """What people call it; expressions speak of it by the same name."""
    type: str
    """FEEL's type of its value, or of each item where it has several."""
    expression: str = ""
    clauses: tuple[str, ...] = ()
    """The clauses behind the expression."""
    rows: tuple[Row, ...] = ()
    policy: str = UNIQUE
    choices: tuple[str, ...] = ()
    """The values that it can have, where they are few and one of them always is."""
    parts: tuple[str, ...] = ()
    """The names of the outputs, where each item is a record of several."""
    is_list: bool = False

    @property
    def inputs(self) -> tuple[str, ...]:
        """The expressions that the rows test, in the order in which they first do."""
        return tuple(dict.fromkeys(name for row in self.rows for name in row.tests))

    @property
    def all_clauses(self) -> tuple[str, ...]:
        """Every clause behind it."""
        return tuple(dict.fromkeys([*self.clauses, *(id for row in self.rows for id in row.clauses)]))


class Model(NamedTuple):
    """The decisions of one check, each after those that it needs."""

    check: str
    title: str
    description: str
    facts: Mapping[str, Fact]
    decisions: tuple[Decision, ...]


# Names and values in FEEL.


def name_of(fact: Fact) -> str:
    """What FEEL calls a fact: its label, without the commas that many engines take for the end of a name."""
    return re.sub(r"\W", "", fact.label)


def type_of(fact: Fact) -> str:
    """FEEL's type of a fact."""
    return {BOOLEAN: "boolean", DATE: "date", MONEY: "number", COUNT: "number"}.get(fact.kind, "string")


def literal(value: Any) -> str:
    """A value in FEEL."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Period):
        years, months = divmod(value.months, 12)
        return literal(f"P{value.days}D" if value.days else f"P{value.months}M" if months else f"P{years}Y")
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def answers_to(fact: Fact) -> Mapping[str, Any]:
    """The tests of a fact that is a choice, or yes or no."""
    return BOTH if fact.kind == BOOLEAN else one_of(value for value, _label in fact.choices)


def one_of(values: Iterable[Any]) -> Mapping[str, Any]:
    """The test of each value."""
    return {literal(value): value for value in values}


def amount(amount: Amount, facts: Mapping[str, Fact]) -> str:
    """An amount, in yuan; a share of one is rounded down to whole fen."""
    name = name_of(facts[amount.fact])
    return name if amount.percent == 100 else f"floor({name} * {amount.percent}) / 100"


def lowest(amounts: Sequence[Amount], facts: Mapping[str, Fact]) -> str:
    """The lowest of amounts; nothing where there are none."""
    named = [amount(each, facts) for each in amounts]
    return f"min({', '.join(named)})" if len(named) > 1 else "".join(named) or "0"


def headroom(room: Headroom, facts: Mapping[str, Fact]) -> str:
    """What a balance leaves."""
    return f"max(0, {name_of(facts[room.balance])} - {name_of(facts[room.granted])})"


def after(start: str, period: str) -> str:
    """The day on which a period ends."""
    return f"{start} + duration({period})"


def has_elapsed(period: Elapsed, facts: Mapping[str, Fact]) -> str:
    """Whether a period has passed, as the rule says that is given the names of its facts."""
    since, on = (name_of(facts[str(name)]) for name in (period.since, period.on))
    return f"{after(since, literal(period.period))} <= {on}"


# Tables.

Answer = tuple[tuple[str, ...], tuple[str, ...]]
"""What rules say for one set of answers: the clauses and the outputs."""
_Table = dict[tuple[str, ...], Answer]
"""What they say by the tests of the inputs."""


def combinations(domains: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """Every answer to every input."""
    return product(*(answers.values() for answers in domains.values()))


def tabulate(domains: Mapping[str, Mapping[str, Any]], says: Callable[..., Answer | None]) -> tuple[Row, ...]:
    """The rows for `domains`, the tests of each input; `says` is given the answer of each, and says None of what cannot be.

    The first input that matters is split first. Of the clauses behind a row those remain that say so for every answer.
    """
    tests = [*domains.values()]
    answered = {
        keys: found
        for keys in product(*tests)
        if (found := says(*[answers[key] for answers, key in zip(tests, keys, strict=True)]))
    }
    return tuple(
        Row(
            clauses,
            {name: test for name, test in zip(domains, row, strict=True) if test != ANY_ANSWER},
            values,
        )
        for row, (clauses, values) in _rows(answered, len(domains))
    )


def _rows(answered: _Table, width: int) -> list[tuple[tuple[str, ...], Answer]]:
    """The tests of each row with what is said there."""
    if len({values for _clauses, values in answered.values()}) == 1:
        everywhere = [clauses for clauses, _values in answered.values()]
        in_any = dict.fromkeys(id for clauses in everywhere for id in clauses)
        in_all = tuple(id for id in in_any if all(id in clauses for clauses in everywhere))
        _clauses, values = next(iter(answered.values()))
        return [((ANY_ANSWER,) * width, (in_all or tuple(in_any), values))]
    groups = _alike(answered)
    return [
        ((ANY_ANSWER if len(groups) == 1 else ",".join(tests), *row), found)
        for tests, others in groups
        for row, found in _rows(others, width - 1)
    ]


def _alike(answered: _Table) -> list[tuple[list[str], _Table]]:
    """The tests of the first input, together where the same follows from them, with what follows."""
    by_test: dict[str, _Table] = {}
    for (test, *others), found in answered.items():
        by_test.setdefault(test, {})[tuple(others)] = found
    groups: list[tuple[list[str], _Table]] = []
    for test, follows in by_test.items():
        for tests, known in groups:
            if all(known[key][1] == follows[key][1] for key in known.keys() & follows.keys()):
                tests.append(test)
                for key, (clauses, values) in follows.items():
                    before, _same = known.get(key, ((), values))
                    known[key] = (tuple(dict.fromkeys((*before, *clauses))), values)
                break
        else:
            groups.append(([test], follows))
    return groups


def with_test(row: Row, name: str, test: str) -> Row:
    """The row with one more test, before the others."""
    return row._replace(tests={name: test, **row.tests})


def conditions(
    of: Mapping[str, tuple[str, Mapping[str, Any]]], article: str, verdict: Callable[[list[Any]], Any]
) -> tuple[Row, ...]:
    """The rows of an article with conditions: one for each that decides alone, and what the article says otherwise.

    `of` has the input of each condition by its clause, and what the condition makes of each of its tests.
    """
    rows, open_tests = [], {}
    for id, (name, truths) in of.items():
        others = [[*each.values()] for other, (_name, each) in of.items() if other != id]
        index = [*of].index(id)
        open_tests[name] = dict(truths)
        for test, truth in truths.items():
            found = {verdict([*before[:index], truth, *before[index:]]) for before in product(*others)}
            if len(found) == 1:
                rows.append(Row((id,), {name: test}, (literal(found.pop()),)))
                del open_tests[name][test]
    # Named even where but one answer remains: the others have rows of their own.
    remaining = tabulate(open_tests, lambda *truths: ((article,), (literal(verdict([*truths])),)))
    return (
        *rows,
        *(
            row._replace(
                tests={name: row.tests.get(name) or ",".join(tests) for name, tests in open_tests.items()}
            )
            for row in remaining
        ),
    )
