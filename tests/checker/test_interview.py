"""The interview: always the first missing fact, until nothing that is missing can change the outcome.

It asks no fact that cannot change a deciding field (the completions tests hold `missing` to that); here it is held to
ending, to asking fewer questions than the form has, and to ending with the answer that all facts together give.
"""

import random
from datetime import date, timedelta

import pytest
from handbook_checker import CHECKS, check
from handbook_checker.credit import facts
from handbook_checker.model.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY

AS_OF = date(2026, 11, 24)
CUSTOMERS = 500
# A customer nobody would rate otherwise than C makes every interview short: keep what is wrong rare, as it is.
RARELY_TRUE = {
    "serious_default_2y",
    *(fact.name for fact in facts.C_FACTS),
    "newly_developed",
    "arrears_unsettled",
}


# The headroom of 24.2.1 is finance's to confirm: never asked, unknown it is a condition (I-16). Of pay, an unknown fine
# is the least one (I-26), and an unknown reading of lateness the organisation's (I-24).
NEVER_ASKED = (
    "receivables_reference_balance",
    "total_credit_granted",
    "fine_per_complaint",
    "late_rate_applies",
)


def value(rng, fact):
    if fact.kind == BOOLEAN:
        return rng.random() < (0.03 if fact.name in RARELY_TRUE else 0.85)
    if fact.kind == CHOICE:
        return rng.choice(fact.choices)[0]
    if fact.kind == COUNT:
        return rng.randint(0, 6)
    if fact.kind == MONEY:
        return f"{rng.randint(0, 10**7)}.{rng.randint(0, 99):02d}"
    assert fact.kind == DATE
    return (AS_OF - timedelta(days=rng.randint(0, 900))).isoformat()


@pytest.mark.parametrize("id", CHECKS)
def test_interview(id):
    rng = random.Random(id)
    facts = CHECKS[id].facts
    asked_of_all = []
    for _ in range(CUSTOMERS):
        customer = {name: value(rng, fact) for name, fact in facts.items()} | {"as_of": AS_OF.isoformat()}
        known = {"as_of": customer["as_of"]}
        outcome = check(id, known).to_dict()
        while outcome["missing"]:
            fact = outcome["missing"][0]
            assert fact not in known
            known[fact] = customer[fact]
            outcome = check(id, known).to_dict()
        asked_of_all.append(len(known) - 1)
        everything = check(
            id, {name: given for name, given in customer.items() if name not in NEVER_ASKED}
        ).to_dict()
        assert CHECKS[id].deciding
        for field in CHECKS[id].deciding:
            assert at(outcome, field) == at(everything, field)
    average = sum(asked_of_all) / CUSTOMERS
    print(f"{id}: {average:.1f} questions on average, the form has {len(facts) - 1}")
    assert average < len(facts) - 1


def at(outcome, path):
    for key in path.split("."):
        outcome = outcome[key]
    return outcome
