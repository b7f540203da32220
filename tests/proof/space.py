"""The whole space of what may be known of a customer, laid out as a table and searched along every axis.

An axis is one fact, true, false or unknown (a choice: each of its values, or unknown), or several facts that are
interchangeable. A step of an axis leads from a state in which a fact is unknown to the states that answer it. A
statement about every pair of neighbours holds, by induction, for every way in which knowledge can grow.

`python -m tests.proof.space` goes through the space without any reduction, which takes about half an hour; the suite
goes through the reduced one, and tests what the reduction rests on.
"""

import time
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, combinations_with_replacement, product
from math import prod
from typing import Any, NamedTuple

from handbook_checker import CHECKS, Outcome, Settings, clauses
from handbook_checker.model.facts import parse

from tests.oracle import credit as oracle

CREDIT = CHECKS["credit"]
AS_OF = "2026-11-24"
LONG_AGO, LATELY = "2000-01-01", "2026-11-23"
"""Days that are and are not followed by all the time that 15.1 asks for."""

A_CLAUSES = [id for id in clauses() if id.startswith("credit.15.")]
C_CLAUSES = [id for id in clauses() if id.startswith("credit.16.")]
SERIOUS_DEFAULT = "serious_default_2y"
"""The one fact that clauses of both articles read (I-03)."""
C_ALONE = tuple(name for id in C_CLAUSES for name in clauses()[id].facts if name != SERIOUS_DEFAULT)
"""The facts of article 16 that one clause each reads, as it stands: they are interchangeable."""
OTHERS = tuple(oracle.A_CONDITIONS.values())
BARS = ("newly_developed", "key_data_complete")

Facts = dict[str, Any]


class Axis(NamedTuple):
    """One fact, or several that are interchangeable."""

    states: tuple[Facts, ...]
    steps: tuple[tuple[int, tuple[int, ...]], ...]
    """From a state with something unknown, to all the states in which it is answered."""


def fact(name: str, *values: Any) -> Axis:
    """A fact that is one of `values`, or unknown; without values, true or false."""
    values = values or (True, False)
    return Axis(
        tuple({name: value} for value in (*values, None)), ((len(values), tuple(range(len(values)))),)
    )


def interchangeable(names: Sequence[str]) -> Axis:
    """Facts of which it only matters how many are true, false and unknown: one state for each such count."""
    filled = list(combinations_with_replacement((True, False, None), len(names)))
    place = {(answers.count(True), answers.count(False)): index for index, answers in enumerate(filled)}
    steps = tuple(
        (index, (place[true + 1, false], place[true, false + 1]))
        for (true, false), index in place.items()
        if true + false < len(names)
    )
    return Axis(tuple(dict(zip(names, answers, strict=True)) for answers in filled), steps)


def size(axes: Sequence[Axis]) -> int:
    """How many states the axes span."""
    return prod(len(axis.states) for axis in axes)


def states(axes: Sequence[Axis], base: Facts) -> Iterator[Facts]:
    """The facts of every state, the last axis changing fastest; one dict is filled anew each time."""
    values = dict(base)
    for parts in product(*(axis.states for axis in axes)):
        for part in parts:
            values.update(part)
        yield values


class Table(NamedTuple):
    """An answer for every state; each different answer is kept once."""

    axes: tuple[Axis, ...]
    answers: list[Any]
    places: array
    """For every state the place of its answer."""

    def along(self, axis: int, steps: Iterable[tuple[int, ...]]) -> Iterator[tuple[Any, ...]]:
        """The different tuples of answers that states have which differ in `axis` alone, at the places of a step."""
        stride = size(self.axes[axis + 1 :])
        block = stride * len(self.axes[axis].states)
        blocks = len(self.places) // block
        for step in steps:
            found: set[tuple[int, ...]] = set()
            if blocks < stride:
                for start in range(0, len(self.places), block):
                    parts = [self.places[start + at * stride : start + (at + 1) * stride] for at in step]
                    found.update(zip(*parts, strict=True))
            else:
                for start in range(stride):
                    found.update(
                        zip(*(self.places[start + at * stride :: block] for at in step), strict=True)
                    )
            for places in found:
                yield tuple(self.answers[place] for place in places)


def tabulate(axes: Sequence[Axis], base: Facts, answer: Callable[[Facts], Hashable]) -> Table:
    """Ask for the answer in every state."""
    known: dict[Hashable, int] = {}
    places = array("H", (known.setdefault(answer(values), len(known)) for values in states(axes, base)))
    return Table(tuple(axes), list(known), places)


# The rating.

NOTHING_KNOWN = parse(CREDIT.facts, {"as_of": AS_OF})
COOPERATION = fact(
    "cooperation_since",
    *(
        parse(CREDIT.facts, {"as_of": AS_OF, "cooperation_since": day})["cooperation_since"]
        for day in (LONG_AGO, LATELY)
    ),
)
APART_FROM_C = (COOPERATION, *(fact(name) for name in (*OTHERS, *BARS, SERIOUS_DEFAULT)))
REDUCED_RATING = (*APART_FROM_C, interchangeable(C_ALONE))
WHOLE_RATING = (*APART_FROM_C, *(fact(name) for name in C_ALONE))
UNTOUCHED = Settings()


def decide(values: Facts) -> Outcome:
    """The outcome of parsed facts."""
    return CREDIT.decide(values, UNTOUCHED)


def possible(values: Facts) -> tuple[str, ...]:
    """The grades that the checker holds possible."""
    return tuple(decide(values).fields["rating"]["possible"])


def hold_rating(table: Table) -> dict[str, int]:
    """Hold the rating to what is claimed of it, in every state of the table; returns how much was looked at."""
    complete = 0
    for values, place in zip(states(table.axes, NOTHING_KNOWN), table.places, strict=True):
        if all(values[name] is not None for axis in table.axes for name in axis.states[0]):
            assert table.answers[place] == (oracle.grade(values),), values
            complete += 1
    assert all(answer == tuple(grade for grade in "ABC" if grade in answer) != () for answer in table.answers)
    for number, axis in enumerate(table.axes):
        for less, *more in table.along(number, ((start, *ends) for start, ends in axis.steps)):
            # What is possible while a fact is unknown is what one of its answers makes possible: no grade is
            # excluded that may yet come, and none is kept that cannot.
            assert set(less) == set().union(*more), (axis.states[0], less, more)
    for number, axis in enumerate(table.axes):
        if not axis.states[0].keys() <= {*C_ALONE, SERIOUS_DEFAULT}:
            continue
        for _, true, false in table.along(number, ((start, *ends) for start, ends in axis.steps)):
            assert true == ("C",), (axis.states[0], true, false)
    return {"states": len(table.places), "of them complete": complete}


# The credit.

REFUSED, PERMITTED = "refused", "permitted"
CHOICES = (
    fact("role", "downstream", "upstream"),
    fact("requested_kind", "temporary", "long_term"),
    *(
        fact(name)
        for name in ("special_necessity", "has_prior_credit", "collateral_completed", "arrears_unsettled")
    ),
)


def grades(table: Table) -> Axis:
    """The sets of grades that a rating can leave, each by the first rating facts that leave it; knowledge narrows them."""
    first: dict[tuple[str, ...], Facts] = {}
    names = [name for axis in table.axes for name in axis.states[0]]
    for values, place in zip(states(table.axes, NOTHING_KNOWN), table.places, strict=True):
        if table.answers[place] not in first:
            first[table.answers[place]] = {name: values[name] for name in names}
    sets = list(first)
    narrower = tuple(
        (wide, (narrow,))
        for wide, many in enumerate(sets)
        for narrow, few in enumerate(sets)
        if set(few) < set(many)
    )
    return Axis(tuple(first.values()), narrower)


def settled(outcome: Outcome) -> frozenset[tuple[str, Hashable]]:
    """All that an outcome commits itself to, apart from what it says while something is open."""
    credit, found = outcome.fields["credit"], set()
    found |= {("no grade", grade) for grade in "ABC" if grade not in outcome.fields["rating"]["possible"]}
    found |= {("limit", credit["limit"]), ("available", credit["available"])} - {
        ("limit", None),
        ("available", None),
    }
    if credit["decision"] != "undetermined":
        found.add(("decision", credit["decision"]))
    for name in ("kind", "term", "request"):
        value = credit[name]
        if value is not None or credit["decision"] == REFUSED:
            found.add((name, tuple(value.items()) if isinstance(value, dict) else value))
    if outcome.fields["approvers"] is not None:
        steps = ((each["role"], each["act"], *each["clauses"]) for each in outcome.fields["approvers"])
        found.add(("approvers", tuple(steps)))
    found |= {("condition", condition.clause) for condition in outcome.conditions}
    found |= {(finding.clause, finding.status) for finding in outcome.findings if finding.status != "unknown"}
    return frozenset(found)


def credit_answer(values: Facts) -> frozenset[tuple[str, Hashable]]:
    """What is settled of the credit, and the grades that are still possible."""
    outcome = decide(values)
    # The findings of the rating differ within one set of grades; the axis has one example of each.
    return frozenset(
        item for item in settled(outcome) if not item[0].startswith(("credit.15", "credit.16", "credit.18"))
    )


def hold_credit(table: Table) -> dict[str, int]:
    """Hold the credit to what is claimed of it, in every state of the table; returns how much was looked at."""
    of_grade, *others = range(len(table.axes))
    for number in others:
        axis = table.axes[number]
        answered_in_full = axis in CHOICES
        for less, *more in table.along(number, ((start, *ends) for start, ends in axis.steps)):
            agreed = frozenset.intersection(*more)
            # An amount has more answers than the axis: the few can agree where others would not.
            assert less == agreed if answered_in_full else less <= agreed, (axis.states[0], less ^ agreed)
    sets = {
        tuple(possible({**NOTHING_KNOWN, **state})): place
        for place, state in enumerate(table.axes[of_grade].states)
    }
    for many, wide in sets.items():
        singles = [sets[grade,] for grade in many]
        for less, *more in table.along(of_grade, [(wide, *singles)]):
            assert less == frozenset.intersection(*more), (many, less)
        for narrow in (place for few, place in sets.items() if set(few) < set(many)):
            for less, more in table.along(of_grade, [(wide, narrow)]):
                assert less <= more, (many, less - more)
        # A C condition turns the grades into C alone; one that may be there adds C to them.
        for worse in {sets["C",], sets[tuple(grade for grade in "ABC" if grade in {*many, "C"})]}:
            for before, after in table.along(of_grade, [(wide, worse)]):
                assert no_better(dict(after), dict(before)), (many, before, after)
    return {"states": len(table.places), "different answers": len(table.answers)}


def no_better(after: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Nothing that is settled of the credit is better after than before."""
    rank = {REFUSED: 0, None: 1, PERMITTED: 2}
    return rank[after.get("decision")] <= rank[before.get("decision")] and (
        "limit" not in after or "limit" not in before or float(after["limit"]) <= float(before["limit"])
    )


# An amount is unknown, or one of a few (in fen) that stand for all the others.
REDUCED_AMOUNTS = (
    fact("average_monthly_collection", 300_00),
    fact("average_monthly_delivery", 200_00),
    fact("prior_credit_amount", 250_00),
    fact("collateral_value", 220_00),
)
WHOLE_AMOUNTS = (
    *(
        fact(name, 0, 100_00, 200_00)
        for name in (
            "average_monthly_collection",
            "average_monthly_delivery",
            "prior_credit_amount",
            "collateral_value",
        )
    ),
    fact("current_exposure", 0, 150_00),
    fact("requested_amount", 50_00),
)


def main() -> None:
    """Go through the whole space and print the figures; any claim that fails stops it."""
    start = time.perf_counter()

    def report(what: str, figures: Mapping[str, int]) -> None:
        shown = ", ".join(f"{name} {count:,}" for name, count in figures.items())
        print(f"{what}: {shown} ({time.perf_counter() - start:,.0f} s)", flush=True)

    rating = tabulate(WHOLE_RATING, NOTHING_KNOWN, possible)
    report("rating, nothing reduced", hold_rating(rating))
    swaps = 0
    first = len(APART_FROM_C)
    for number in range(first, len(WHOLE_RATING) - 1):
        swaps += hold_interchangeable(rating, number)
    report("neighbouring facts of article 16 interchanged", {"states compared": swaps})
    credit = (grades(rating), *CHOICES, *WHOLE_AMOUNTS)
    report("credit", hold_credit(tabulate(credit, NOTHING_KNOWN, credit_answer)))


def hold_interchangeable(table: Table, number: int) -> int:
    """The answers stay when this axis and the next change places; returns how many states that were compared."""
    length = len(table.axes[number].states)
    stride = size(table.axes[number + 2 :])
    block = stride * length * length
    compared = 0
    for one, other in combinations(range(length), 2):
        for start in range(0, len(table.places), block):
            a, b = start + (one * length + other) * stride, start + (other * length + one) * stride
            assert table.places[a : a + stride] == table.places[b : b + stride], (number, one, other)
            compared += stride
    return compared


if __name__ == "__main__":
    main()
