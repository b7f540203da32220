"""Rating a customer A, B or C, by articles 13 to 18."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from ..model.clauses import clauses
from ..model.facts import Values
from ..model.outcome import Conflict, Finding, status
from ..model.truth import Truth, every, negate
from .facts import A, B, C
from .rules import (
    A_NAMES,
    BAR_NAMES,
    C_NAMES,
    cooperation_lasts,
    is_grade_b,
    meets_every_a_condition,
    shows_any_c_condition,
)

CONTRADICTORY = (
    ("strong_finances", "weak_finances"),
    ("good_operations_2y", "poor_operations"),
    ("law_abiding_and_reliable", "often_breaks_promises"),
    ("law_abiding_and_reliable", "serious_illegal_operation"),
)
"""Pairs of facts that cannot both be true (I-07)."""

A_CLAUSES = tuple(f"credit.15.{number}" for number in range(1, 7))
C_CLAUSES = tuple(f"credit.16.{number}" for number in range(1, 10))


@dataclass(frozen=True, eq=False)
class Article:
    """What an article says of one set of answers, and what follows from that alone; one object for each set."""

    verdicts: tuple[Truth, ...]
    findings: tuple[Finding, ...]
    values: Mapping[str, Truth]
    unknown: tuple[str, ...]
    changes: tuple[dict[str, Any], ...]
    """What has to change for grade A."""


@dataclass(frozen=True, eq=False)
class Rating:
    """The grades still possible, and what rating the customer adds to the outcome; one object for all of the same articles."""

    possible: tuple[str, ...]
    field: dict[str, Any]
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    missing: tuple[str, ...]
    readings: frozenset[str]
    changes: tuple[dict[str, Any], ...]
    """What has to change for grade A, apart from the passing of a year."""


# Many customers together give few sets of answers to one article, though hardly two of them agree in everything. So an
# article is remembered by the answers to it, and a rating by its articles.


def rate(values: Values) -> Rating:
    """Rate a customer."""
    return rate_answers(
        cooperated_long_enough(values["cooperation_since"], values["as_of"]), _ANSWERS(values)
    )


@lru_cache(4096)
def cooperated_long_enough(since: date | None, as_of: date) -> Truth:
    """Whether 15.1 is met: asked of every customer, and so remembered by its days."""
    return cooperation_lasts(since, as_of).truth


ANSWERS = (*A_NAMES[1:], *C_NAMES, *BAR_NAMES)
_ANSWERS = itemgetter(*ANSWERS)


@lru_cache(4096)
def rate_answers(cooperated: Truth, answers: tuple[Truth, ...]) -> Rating:
    """Rate a customer by the answers to `ANSWERS`."""
    to_15, to_16 = len(A_NAMES) - 1, len(A_NAMES) - 1 + len(C_NAMES)
    return _rating(
        _article_15(cooperated, *answers[:to_15]),
        _article_16(*answers[to_15:to_16]),
        _article_18(*answers[to_16:]),
    )


@lru_cache(20_000)
def _rating(article_15: Article, article_16: Article, article_18: Article) -> Rating:
    verdicts = (*article_15.verdicts, *article_16.verdicts, *article_18.verdicts)
    possible = possible_grades(*verdicts)
    unknown_to_a = (*article_15.unknown, *article_18.unknown)
    # A C condition settles the grade alone, so those come first; an A condition matters while A is within reach.
    missing = () if possible == (C,) else (*article_16.unknown, *(unknown_to_a if A in possible else ()))
    contradictory = conflicts(article_15.values, article_16.values)
    return Rating(
        possible,
        {"grade": possible[0] if len(possible) == 1 else None, "possible": [*possible]},
        (*article_15.findings, *article_16.findings, _finding_17(possible), *article_18.findings),
        contradictory,
        missing,
        _rating_readings(
            *verdicts,
            "cooperation_since" in article_15.unknown,
            "serious_default_2y" in article_16.unknown,
            bool(article_16.unknown or unknown_to_a),
            bool(contradictory),
        ),
        (*article_15.changes, *article_16.changes, *article_18.changes),
    )


@cache
def _article_15(cooperated: Truth, *answers: Truth) -> Article:
    values = dict(zip(A_NAMES[1:], answers, strict=True))
    truths = {"credit.15.1": cooperated, **_truths(A_CLAUSES[1:], values)}
    apart_from_default = every(truth for id, truth in truths.items() if id != "credit.15.2")
    wanted = [
        (name, name != "serious_default_2y", id) for name, id in zip(values, A_CLAUSES[1:], strict=True)
    ]
    return Article(
        (meets_every_a_condition([*truths.values()]), apart_from_default),
        _findings(truths),
        values,
        # Article 16 asks whether there was a default (I-03).
        tuple(
            name
            for name, truth in zip(A_NAMES, truths.values(), strict=True)
            if truth is None and name != "serious_default_2y"
        ),
        _changes(wanted, values),
    )


@cache
def _article_16(*answers: Truth) -> Article:
    values = dict(zip(C_NAMES, answers, strict=True))
    truths = _truths(C_CLAUSES, values)
    # Article 15 has the change of a default.
    wanted = [(name, False, id) for name, id in zip(C_NAMES[1:], C_CLAUSES[1:], strict=True)]
    return Article(
        (shows_any_c_condition([*truths.values()]),),
        _findings(truths),
        values,
        _unknown(values),
        _changes(wanted, values),
    )


@cache
def _article_18(*answers: Truth) -> Article:
    values = dict(zip(BAR_NAMES, answers, strict=True))
    truths = _truths(("credit.18",), values)
    wanted = [("newly_developed", False, "credit.18"), ("key_data_complete", True, "credit.18")]
    return Article(
        tuple(truths.values()), _findings(truths), values, _unknown(values), _changes(wanted, values)
    )


def _truths(ids: Sequence[str], values: Mapping[str, Truth]) -> dict[str, Truth]:
    """What each of the clauses says of the facts that it reads."""
    registered = clauses()
    rules = ((id, registered[id]) for id in ids)
    return {id: entry.rule(*[values[name] for name in entry.facts]) for id, entry in rules if entry.rule}


def _findings(truths: Mapping[str, Truth]) -> tuple[Finding, ...]:
    return tuple(_finding(id, status(truth)) for id, truth in truths.items())


@cache
def _finding(id: str, status: str) -> Finding:
    return Finding(id, status, clauses()[id].facts)


@cache
def _finding_17(possible: tuple[str, ...]) -> Finding:
    return _finding("credit.17", status(is_grade_b(possible)))


def _unknown(values: Mapping[str, Truth]) -> tuple[str, ...]:
    return tuple(name for name, value in values.items() if value is None)


@cache
def possible_grades(
    all_a: Truth, all_a_apart_from_default: Truth, any_c: Truth, barred: Truth
) -> tuple[str, ...]:
    """Exactly the grades that some way of filling in the unknown facts gives (I-01, I-04 to I-06)."""
    if any_c:
        return (C,)
    # 15.2 fails only with 16.1, and then the grade is C: of the A conditions the others alone can lead to B.
    possible = (
        (A, every((all_a, negate(barred))) is not False),
        (B, every((all_a_apart_from_default, negate(barred))) is not True),
        (C, any_c is None),
    )
    return tuple(grade for grade, can_be in possible if can_be)


def conflicts(a_values: Mapping[str, Truth], c_values: Mapping[str, Truth]) -> tuple[Conflict, ...]:
    """Facts that contradict each other (credit.11.1, I-07): an A condition, and a C condition."""
    return tuple(
        Conflict((a_name, c_name), "credit.11.1")
        for a_name, c_name in CONTRADICTORY
        if a_values[a_name] and c_values[c_name]
    )


def _changes(
    wanted: Iterable[tuple[str, bool, str]], values: Mapping[str, Truth]
) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"fact": name, "now": values[name], "needed": needed, "clause": id}
        for name, needed, id in wanted
        if values[name] is not needed
    )


def upgrade(values: Values, rated: Rating) -> list[dict[str, Any]]:
    """The fewest changes that give grade A: each condition stands on a fact of its own, so all that fail have to change."""
    return [*_time_to_pass(values["cooperation_since"], values["as_of"]), *rated.changes]


@lru_cache(4096)
def _time_to_pass(since: date | None, as_of: date) -> tuple[dict[str, Any], ...]:
    """The change that 15.1 needs, if any."""
    cooperation = cooperation_lasts(since, as_of)
    if cooperation.truth:
        return ()
    if since is None:
        fact, now, needed = "cooperation_since", None, cooperation.latest_since
    else:
        fact, now, needed = "as_of", as_of.isoformat(), cooperation.reached_on
    return ({"fact": fact, "now": now, "needed": needed and needed.isoformat(), "clause": "credit.15.1"},)


@cache
def _rating_readings(
    all_a: Truth,
    all_a_apart_from_default: Truth,
    any_c: Truth,
    barred: Truth,
    cooperation_unknown: bool,
    default_unknown: bool,
    any_unknown: bool,
    contradictory: bool,
) -> frozenset[str]:
    """The readings that the rating relied on."""
    possible = possible_grades(all_a, all_a_apart_from_default, any_c, barred)
    relied = {
        "I-01": any_c and (all_a or contradictory),
        "I-02": not cooperation_unknown,
        "I-03": not default_unknown,
        "I-04": barred and not any_c and all_a is not False,
        "I-05": barred is None and A in possible,
        "I-06": any_unknown,
        "I-07": contradictory,
    }
    return frozenset(id for id, relies in relied.items() if relies)
