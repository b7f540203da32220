"""What an exercise is, and what drawing cases has in common."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from ..model.catalogue import _
from ..model.checks import Check
from ..model.clauses import clauses
from ..model.facts import CHOICE, Values
from ..model.outcome import UNKNOWN, Outcome
from ..model.settings import Settings
from .questions import CLAUSE, MANY, ONE, OPEN, Part, Remark, compare_lists, named, options
from .stories import Cast, Facts, Language

LEVELS = (1, 2, 3, 4)
"""One rule; several; all of them; all of them with facts missing or contradicting each other."""


@dataclass
class Draft:
    """A case before its story: the facts, which of the unknown ones the story speaks of, and what else it says."""

    facts: Facts
    unknown: list[str] = field(default_factory=list)
    """Facts of which the story says that nobody knows them. It is silent about the others."""
    brief: bool = False
    """One sentence may state whatever is as it should be."""
    cast: Cast = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    """Sentences at the end that state no fact."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """The organisation's settings that the story speaks of."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What the questions need besides the facts, such as which steps are to be put in order."""


@dataclass(frozen=True)
class Solved:
    """A drafted case with what the checker says of it."""

    level: int
    focus: str
    draft: Draft
    values: Values
    outcome: Outcome
    settings: Settings

    @property
    def fields(self) -> dict[str, Any]:
        return self.outcome.fields

    def status(self, clause: str) -> str:
        """What the checker finds of a clause; empty where it says nothing of it."""
        return next((finding.status for finding in self.outcome.findings if finding.clause == clause), "")


@dataclass(frozen=True)
class Exercise:
    """How one check is practised."""

    check: str
    language: Language
    courses: Mapping[str, str]
    """The trainees in whose ready-made course it is, and what it teaches them, as their course's description has it."""
    focuses: tuple[str, ...]
    """The clauses that can be the deciding one."""
    never: Mapping[str, str]
    """The clauses with a rule that cannot, and why."""
    draw: Callable[[Random, int, str], Draft]
    """Facts at a level in which a clause ought to decide; `deciding` says whether it does."""
    deciding: Callable[[Solved], Sequence[str]]
    """The clauses that decide what is asked: the deciding one first, then others that are as right to cite."""
    ask: Callable[[Solved], list[Part]]
    reasons: Callable[[Solved], list[Remark]]
    """The way to the answer, step by step."""


def a_day(rng: Random) -> date:
    """A working day in the year after this edition."""
    while True:
        day = date(2026, 12, 1) + timedelta(rng.randrange(360))
        holiday = (
            (day.month, day.day) == (1, 1)
            or (day.month == 5 and day.day < 6)
            or (day.month == 10 and day.day < 9)
        )
        if day.weekday() < 5 and not holiday:
            return day


def yuan(rng: Random, low: int, high: int) -> str:
    """An amount of money, round as such amounts are, between so many thousands."""
    step = rng.choice((1000, 5000, 10_000))
    return str(max(low * 1000, rng.randrange(low * 1000, high * 1000 + 1) // step * step))


_FEW = 8


def cite(prompt: str, solved: Solved, exercise: "Exercise", decided: Sequence[str]) -> Part:
    """The question for the deciding clause, among those that can be; where they are few, among all of the check."""
    main, *others = decided
    registered = clauses()
    offered = {*exercise.focuses, *exercise.never}
    if len(offered) < _FEW:
        offered |= {id for id, entry in registered.items() if exercise.check in entry.checks}
    choice = tuple((id, "") for id in registered if id in offered)
    return Part("clause", prompt, CLAUSE, main, main, options=choice, accepted=tuple(others))


def yes_no(
    solved: Solved,
    id: str,
    prompt: str,
    right: bool | None,
    clause: str,
    departs: Callable[[Any], Remark | None],
) -> Part:
    """A question to be answered with yes or no, and where facts may be missing, that it is open."""
    expected = OPEN if right is None else "yes" if right else "no"
    labels = options({"yes": "是", "no": "否"})
    return Part(id, prompt, ONE, expected, clause, labels, can_be_open=solved.level == 4, departs=departs)


def to_find_out(solved: Solved, check: Check, prompt: str) -> Part:
    """The question for the facts that are still missing: those, others that do not matter, and some that are known."""
    right = solved.outcome.missing
    known = [name for name in solved.draft.facts if check.facts[name].kind != CHOICE and name != "as_of"]
    offered = {*right, *solved.draft.unknown, *known[:: max(1, len(known) // 3)][:3]}
    labels = {name: fact.label for name, fact in check.facts.items() if name in offered}

    def departs(answer: list[str]) -> Remark:
        compared = compare_lists(answer, right, {name: _(label) for name, label in labels.items()})
        text = _("{compared}。只有还不清楚、而且会改变结论的，才须查明。").format(compared=compared)
        return Remark(text, (), right)

    expected = [name for name in labels if name in right]
    return Part("missing", prompt, MANY, expected, solved.focus, options(labels), departs=departs)


def missing_labels(solved: Solved, check: Check) -> str:
    """The facts that are still missing, by their labels."""
    return named(_(check.facts[name].label) for name in solved.outcome.missing)


def still_open(solved: Solved, ids: Sequence[str]) -> tuple[str, ...]:
    """Those of the clauses that are unknown and can still change the answer, in the order in which it pays to ask."""
    registered = clauses()
    found = (
        id
        for name in solved.outcome.missing
        for id in ids
        if solved.status(id) == UNKNOWN and name in registered[id].facts
    )
    return tuple(dict.fromkeys(found))


def hide(draft: Draft, names: Sequence[str], rng: Random, most: int) -> None:
    """Make some of the facts unknown, and let the story say so."""
    known = [name for name in names if name in draft.facts]
    for name in rng.sample(known, min(len(known), rng.randint(1, most))):
        del draft.facts[name]
        draft.unknown.append(name)


def steps_of(solved: Solved, check: Check) -> list[dict[str, Any]]:
    """The steps of a process as the check words them, in order: text, who, by when, clauses."""
    sections = check.view(solved.values, solved.outcome)["sections"]
    (items,) = (section["items"] for section in sections if section["id"] == "steps")
    return list(items)
