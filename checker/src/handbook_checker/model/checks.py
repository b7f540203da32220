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
    """One check: its facts in the order of the regulation, and what decides it."""

    id: str
    title: str
    regulation: str
    summary: str
    """What the check answers, in a sentence."""
    groups: tuple[Group, ...]
    fields: Mapping[str, str]
    """The outcome's own fields, each with its heading in a table of outcomes."""
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
    """The facts as parsed, or as the organisation has set them, and the outcome; `UnusableFacts` where they cannot be
    used."""
    facts = check.facts
    values = parse(facts, given, today)
    for name, value in defaults(facts, settings).items():
        if values[name] is None:
            values[name] = value
    return values, outcome_of(check, values, settings)


def defaults(facts: Mapping[str, Fact], settings: Settings) -> dict[str, Any]:
    """What stands for facts of which nothing is given: those that the organisation has set."""
    found = {name: getattr(settings, fact.default_from) for name, fact in facts.items() if fact.default_from}
    return {name: value for name, value in found.items() if value is not None}


def outcome_of(check: Check, values: Values, settings: Settings) -> Outcome:
    """The outcome for facts that are parsed, and stand where the organisation has set them."""
    if has_begun(values["as_of"], settings.effective_from):
        outcome = check.decide(values, settings)
        # The outcome that rules make is in their own words.
        return outcome._replace(titles=settings.titles) if settings.titles else outcome
    unanswered = dict.fromkeys(check.fields)
    return Outcome(check.id, values["as_of"], unanswered, readings=("I-34",), in_force=False)
