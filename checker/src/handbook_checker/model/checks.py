"""What a check is, and how it is run."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from .facts import Fact, Values, parse
from .outcome import Outcome
from .settings import Settings


class Group(NamedTuple):
    """Facts that are asked together, under the clause that they serve."""

    title: str
    clause: str | None
    facts: tuple[Fact, ...]


class Check(NamedTuple):
    """One of the ten checks: its facts in the order of the regulation, and what decides it."""

    id: str
    title: str
    regulation: str
    summary: str
    """What the check answers, in a sentence."""
    groups: tuple[Group, ...]
    fields: tuple[str, ...]
    """The names of the outcome's own fields."""
    decide: Callable[[Values, Settings], Outcome]
    view: Callable[[Values, Outcome], dict[str, Any]]
    deciding: tuple[str, ...] = ()
    """The fields that `missing` is about, a dot leading into a field."""
    column_strategy: str = ""
    """The module that decides many customers at once, column by column (`tables.strategy`), where there is one."""
    examples: tuple[tuple[str, dict[str, Any]], ...] = ()
    """Ready-made cases: a title, and facts by name as a person would type them."""

    @property
    def facts(self) -> dict[str, Fact]:
        return {fact.name: fact for group in self.groups for fact in group.facts}


def has_begun(as_of: date, effective_from: date | None) -> bool:
    """Whether the regulations were in force on a day (I-34); where no day is set, always."""
    return effective_from is None or as_of >= effective_from


def run(
    check: Check, given: Mapping[str, Any], settings: Settings, today: date | None = None
) -> tuple[Values, Outcome]:
    """The facts as parsed, and the outcome; `UnusableFacts` where they cannot be used."""
    values = parse(check.facts, given, today)
    return values, outcome_of(check, values, settings)


def outcome_of(check: Check, values: Values, settings: Settings) -> Outcome:
    """The outcome for facts already parsed."""
    if has_begun(values["as_of"], settings.effective_from):
        return check.decide(values, settings)
    unanswered = dict.fromkeys(check.fields)
    return Outcome(check.id, values["as_of"], unanswered, readings=("I-34",), in_force=False)
