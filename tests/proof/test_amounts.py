"""What is claimed of amounts, for any amounts and whatever else is known or not: they are too many to enumerate."""

from datetime import date
from itertools import product

import pytest
from handbook_checker.model import money
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.proof.space import (
    APART_FROM_C,
    C_ALONE,
    CHOICES,
    NOTHING_KNOWN,
    PERMITTED,
    WHOLE_AMOUNTS,
    decide,
    no_better,
    settled,
)

AMOUNTS = tuple(name for axis in WHOLE_AMOUNTS for name in axis.states[0])
HEADROOM = ("receivables_reference_balance", "total_credit_granted")
MOST = money.BELOW - 1

thorough = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
sizes = st.integers(0, 5) | st.integers(0, MOST)
amounts = st.integers(0, 5) | st.integers(0, 5) | st.integers(0, MOST) | st.just(MOST)

perhaps_unknown = st.none() | amounts | amounts

FAVOURABLE = (
    NOTHING_KNOWN
    | dict(item for axis in APART_FROM_C for item in axis.states[0].items())
    | dict.fromkeys((*C_ALONE, "serious_default_2y", "newly_developed"), False)
)
RATED = (
    *[FAVOURABLE] * 4,
    *[FAVOURABLE | {"newly_developed": True}] * 4,
    FAVOURABLE | {C_ALONE[0]: True},
    FAVOURABLE | {C_ALONE[1]: None},
    FAVOURABLE | {"key_data_complete": None},
    FAVOURABLE | {"key_data_complete": None, C_ALONE[2]: None},
    NOTHING_KNOWN,
)
ASKED_FOR = [
    {name: value for state in states for name, value in state.items()}
    for states in product(*(axis.states for axis in CHOICES))
]
"""Every answer to the yes-or-no facts and choices of an application, known or not."""
OPEN_TO_MOST = [
    asked
    for asked in ASKED_FOR
    if asked["special_necessity"] and asked["collateral_completed"] and asked["arrears_unsettled"] is False
]


@st.composite
def customers(draw, amount=perhaps_unknown):
    """Parsed facts, some unknown; most of the customers get as far as a limit."""
    values = draw(st.sampled_from(RATED)) | draw(st.sampled_from(OPEN_TO_MOST) | st.sampled_from(ASKED_FOR))
    values |= zip((*AMOUNTS, *HEADROOM), draw(st.tuples(*[amount] * 8)), strict=True)
    return values | {"start_date": draw(st.none() | st.dates(date(2020, 1, 1), date(9999, 12, 31)))}


def credit(values):
    """The credit as plain values, amounts in fen, None where not settled."""
    found = dict(decide(values).fields["credit"])
    return found | {name: found[name] and money.fen(found[name]) for name in ("limit", "available")}


def never_falls(before, after, *names):
    for name in names:
        if before[name] is not None and after[name] is not None:
            assert after[name] >= before[name], name


BETTER = (
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
    "receivables_reference_balance",
)


@pytest.mark.parametrize("name", BETTER)
@thorough
@given(values=customers(), more=sizes)
def test_more_of_it_never_lowers_a_limit(name, values, more):
    if values[name] is None:
        values[name] = more
    before = credit(values)
    after = credit(values | {name: min(MOST, values[name] + more)})
    never_falls(before, after, "limit", "available")
    if before["decision"] == PERMITTED:
        assert after["decision"] == PERMITTED
    if before["request"] == "within_limit":
        assert after["request"] == "within_limit"


@thorough
@given(values=customers(), less=sizes)
def test_less_credit_to_others_never_lowers_a_limit(values, less):
    if values["total_credit_granted"] is None:
        values["total_credit_granted"] = less
    before = credit(values)
    after = credit(values | {"total_credit_granted": max(0, values["total_credit_granted"] - less)})
    never_falls(before, after, "limit", "available")
    if before["decision"] == PERMITTED:
        assert after["decision"] == PERMITTED


@thorough
@given(values=customers(), less=sizes)
def test_less_exposure_leaves_the_limit_and_never_lowers_what_is_available(values, less):
    if values["current_exposure"] is None:
        values["current_exposure"] = less
    before = credit(values)
    after = credit(values | {"current_exposure": max(0, values["current_exposure"] - less)})
    for name in ("decision", "kind", "limit", "term", "because"):
        assert after[name] == before[name]
    never_falls(before, after, "available")
    if before["request"] == "within_limit":
        assert after["request"] == "within_limit"


@thorough
@given(values=customers())
def test_what_is_available_and_what_is_used_of_the_limit_make_the_limit(values):
    found = credit(values)
    exposure = values["current_exposure"]
    if found["limit"] == 0:
        assert found["available"] == 0
    elif found["limit"] is not None:
        assert (found["available"] is None) == (exposure is None)
        if exposure is not None:
            assert found["available"] + min(exposure, found["limit"]) == found["limit"]


@thorough
@given(values=customers(), more=sizes)
def test_approvers_never_vanish_as_the_request_grows(values, more):
    before = decide(values)
    grown = min(MOST, (values["requested_amount"] or 0) + more)
    after = decide(values | {"requested_amount": grown})
    if before.fields["approvers"] is not None:
        chain = [(each["role"], tuple(each["clauses"])) for each in after.fields["approvers"]]
        assert [
            each for each in before.fields["approvers"] if (each["role"], tuple(each["clauses"])) not in chain
        ] == []
    said = [{condition.clause for condition in outcome.conditions} for outcome in (before, after)]
    if values["requested_amount"] is not None:
        assert said[0] <= said[1]
        if before.fields["credit"]["request"] == "over_limit":
            assert after.fields["credit"]["request"] == "over_limit"


@thorough
@given(values=customers(), answers=customers(amount=amounts), unasked=st.randoms(use_true_random=False))
def test_more_knowledge_never_contradicts_what_was_settled(values, answers, unasked):
    before = settled(decide(values))
    unknown = [name for name, value in values.items() if value is None and name not in HEADROOM]
    learnt = {name: answers[name] for name in unknown if unasked.random() < 0.6}
    after = settled(decide(values | learnt))
    assert before <= after, (learnt, before - after)


@thorough
@given(values=customers(), balance=amounts, granted=amounts)
def test_headroom_that_becomes_known_only_lowers_and_was_asked_for(values, balance, granted):
    """The two facts of 24.2.1 are not filled in (I-16): while they are unknown, a limit stands under a condition."""
    for name in HEADROOM:
        values[name] = None
    before = settled(decide(values))
    after = settled(decide(values | dict(zip(HEADROOM, (balance, granted), strict=True))))
    assert no_better(dict(after), dict(before))
    contradicted = before - after
    if contradicted:
        assert ("condition", "credit.24.2.1") in before


def test_the_customers_tried_are_not_all_alike():
    """Properties of refused customers alone would prove little."""
    met = set()

    @settings(thorough, max_examples=400)
    @given(values=customers())
    def look(values):
        found = credit(values)
        met.add((found["decision"], found["limit"] is not None, found["request"]))

    look()
    assert met >= {
        ("permitted", True, "within_limit"),
        ("permitted", True, "over_limit"),
        ("permitted", True, None),
        ("undetermined", False, None),
        ("refused", True, None),
    }
