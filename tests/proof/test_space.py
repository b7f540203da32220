"""What is claimed of every customer, held in every state of the (reduced) space of facts; see `space` for the whole."""

import random
from datetime import date, timedelta

import pytest
from handbook_checker import clauses

from tests.oracle import credit as oracle
from tests.proof import space
from tests.proof.space import (
    A_CLAUSES,
    APART_FROM_C,
    C_ALONE,
    C_CLAUSES,
    CHOICES,
    COOPERATION,
    LATELY,
    LONG_AGO,
    NOTHING_KNOWN,
    REDUCED_AMOUNTS,
    REDUCED_RATING,
    SERIOUS_DEFAULT,
    credit_answer,
    grades,
    hold_credit,
    hold_rating,
    interchangeable,
    possible,
    size,
    tabulate,
)

ANSWERS = (True, False, None)


@pytest.fixture(scope="module")
def rating():
    return tabulate(REDUCED_RATING, NOTHING_KNOWN, possible)


@pytest.mark.xdist_group("space")
def test_rating(rating, record_property):
    figures = hold_rating(rating)
    assert figures == {"states": 295_245, "of them complete": 2_304}
    record_property("figure", f"rating: {figures['states']:,} states stand for {size(space.WHOLE_RATING):,}")


@pytest.mark.xdist_group("space")
def test_credit(rating, record_property):
    figures = hold_credit(
        tabulate((grades(rating), *CHOICES, *REDUCED_AMOUNTS), NOTHING_KNOWN, credit_answer)
    )
    assert figures["states"] == 7 * 3**6 * 2**4
    record_property("figure", f"credit: {figures['states']:,} states")


# What the reduction rests on.


def rating_facts(rng):
    """Rating facts as they come, most of them favourable, so that every grade is met."""
    values = dict(NOTHING_KNOWN)
    for axis in APART_FROM_C:
        values |= (
            rng.choices(axis.states, (6, 2, 2))[0]
            if axis is not APART_FROM_C[-1]
            else rng.choice(axis.states[1:])
        )
    return values | {name: rng.choices(ANSWERS, (1, 30, 6))[0] for name in C_ALONE}


def test_eight_facts_are_read_by_one_clause_each_as_they_stand():
    rated_by = [*A_CLAUSES, *C_CLAUSES, "credit.18"]
    assert len(C_ALONE) == len(set(C_ALONE)) == 8
    for name in C_ALONE:
        [reader] = [clauses()[id] for id in rated_by if name in clauses()[id].facts]
        assert reader.facts == (name,)
        assert [reader.rule(answer) for answer in ANSWERS] == list(ANSWERS)
    assert {id for id in rated_by if SERIOUS_DEFAULT in clauses()[id].facts} == {"credit.15.2", "credit.16.1"}


def test_those_eight_are_interchangeable():
    rng = random.Random(8)
    met = set()
    for _ in range(4_000):
        values = rating_facts(rng)
        mixed = rng.sample(C_ALONE, len(C_ALONE))
        swapped = values | {name: values[other] for name, other in zip(C_ALONE, mixed, strict=True)}
        assert possible(swapped) == possible(values), values
        met.add(possible(values))
    assert len(met) == 7


def test_a_state_of_interchangeable_facts_stands_for_every_order_of_the_same_answers():
    axis = interchangeable(("a", "b", "c"))
    assert len(axis.states) == 10
    assert sum(len(ends) for _, ends in axis.steps) == 2 * 6
    for start, ends in axis.steps:
        for end, answer in zip(ends, (True, False), strict=True):
            before, after = list(axis.states[start].values()), list(axis.states[end].values())
            before.remove(None)
            assert sorted(map(str, [*before, answer])) == sorted(map(str, after))


def test_of_the_days_it_only_matters_whether_cooperation_is_long_enough():
    rng = random.Random(15)
    leap_days = [date(year, 2, day) for year in (2000, 2024, 2028) for day in (28, 29)]
    met = set()
    for _ in range(4_000):
        as_of = rng.choice([date(2026, 11, 24), date(2025, 2, 28), date(2029, 3, 1), date(2024, 2, 29)])
        length = 365 * oracle.YEARS_OF_COOPERATION
        around = as_of - timedelta(days=length + rng.choice((-2, -1, 0, 1, 2, 90, -90, 4000)))
        since = min(rng.choice([around, *leap_days]), as_of)
        reached = oracle.cooperated_long_enough(since, as_of)
        values = rating_facts(rng)
        with_days = values | {"cooperation_since": since, "as_of": as_of}
        stands_for_it = values | COOPERATION.states[0 if reached else 1]
        assert possible(with_days) == possible(stands_for_it), (since, as_of)
        met.add((reached, possible(with_days)))
    # Without that time the customer is B or C, or one of the two.
    assert len(met) == 7 + 3


def test_the_example_days_are_what_they_are_called():
    as_of = date.fromisoformat(space.AS_OF)
    assert oracle.cooperated_long_enough(date.fromisoformat(LONG_AGO), as_of)
    assert not oracle.cooperated_long_enough(date.fromisoformat(LATELY), as_of)


def test_credit_depends_on_the_rating_by_the_grades_still_possible(rating):
    examples = {possible(NOTHING_KNOWN | state): state for state in grades(rating).states}
    rng = random.Random(28)
    met = set()
    for _ in range(3_000):
        values = rating_facts(rng)
        for axis in (*CHOICES, *REDUCED_AMOUNTS):
            values |= rng.choice(axis.states)
        of_grade = possible(values)
        assert credit_answer(values) == credit_answer(values | examples[of_grade]), values
        met.add(of_grade)
    assert len(met) == 7
