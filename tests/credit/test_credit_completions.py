"""The credit check against the oracle's plainer writing of the rules, over every completion of the unknown facts.

The oracle knows nothing of three-valued logic: it rates a customer of whom everything is known, and is asked for
every way of filling in what is not known. Amounts are filled in from a few that stand for all: nothing, a fen,
those that were given and one beyond, and an amount above all others.
"""

import random
from datetime import date
from itertools import product

import pytest
from handbook_checker import CHECKS, check

from tests.oracle import credit as oracle

AS_OF = "2026-11-24"
CREDIT = CHECKS["credit"]
A_TRUE = tuple(oracle.A_CONDITIONS.values())
C_TRUE = tuple(oracle.C_CONDITIONS.values())
HUGE = 10**20
LONG_AGO, LATELY = "2000-01-01", "2026-11-23"
"""Days that are and are not followed by all the time that 15.1 asks for."""
DOMAINS = {
    "role": ("downstream", "upstream"),
    "cooperation_since": (LONG_AGO, LATELY),
    "requested_kind": ("temporary", "long_term"),
    "requested_amount": "amount",
    "prior_credit_amount": "amount",
    "average_monthly_collection": "amount",
    "average_monthly_delivery": "amount",
    "collateral_value": "amount",
    "current_exposure": "amount",
    "receivables_reference_balance": "headroom",
    "total_credit_granted": "headroom",
    "start_date": "date",
}
AMOUNTS = ("0", "0.01", "500", "1000", "1000.01", "2000")
DATES = ("2026-12-01", "2027-01-31")


def fen(text):
    return None if text is None else round(float(text) * 100)


def day(text):
    return text and date.fromisoformat(text)


def decide(facts):
    """What the oracle says of a customer of whom everything (but the headroom and the start date) is known."""
    days = {name: day(facts[name]) for name in ("as_of", "cooperation_since", "start_date")}
    found = oracle.credit({**facts, **days})
    own = {
        "grade": found.grade,
        "decision": found.decision,
        "kind": found.kind,
        "limit": found.limit,
        "term": found.term,
        "due": found.due,
        "available": found.available,
        "request": found.request,
        "approvers": found.approvers,
        "33": "credit.33" in found.conditions,
        "34": "credit.34" in found.conditions,
    }
    return own, {*found.conditions}


def completions(facts):
    given = sorted(
        {fen(value) for name, value in facts.items() if DOMAINS.get(name) in ("amount", "headroom") and value}
    )
    stand_ins = sorted({0, 1, 2, *given, *(amount + 1 for amount in given), HUGE})
    domains = []
    for name in CREDIT.facts:
        domain = DOMAINS.get(name, (True, False))
        value = facts.get(name)
        if name == "as_of" or domain in ("headroom", "date"):
            domains.append((fen(value) if domain == "headroom" else value,))
        elif domain == "amount":
            # An exposure or a request can lie beyond any limit.
            most = {"current_exposure": 2 * HUGE, "requested_amount": 3 * HUGE}.get(name, 0)
            domains.append((fen(value),) if value is not None else (*stand_ins, *([most] if most else [])))
        else:
            domains.append((value,) if value is not None else domain)
    return [dict(zip(CREDIT.facts, answers, strict=True)) for answers in product(*domains)]


def expected(facts):
    everything = completions(facts)
    results = [decide(completion) for completion in everything]
    fields = {
        name: values.pop() if len(values := {own[name] for own, conditions in results}) == 1 else "open"
        for name in results[0][0]
    }
    possible = [grade for grade in "ABC" if any(own["grade"] == grade for own, conditions in results)]
    conditions = set.intersection(*(conditions for own, conditions in results))
    deciding = [
        tuple(own[name] for name in ("grade", "decision", "kind", "limit", "term"))
        for own, conditions in results
    ]
    missing = set()
    for name in CREDIT.facts:
        if facts.get(name) is not None:
            continue
        seen = {}
        for completion, result in zip(everything, deciding, strict=True):
            others = tuple(value for fact, value in completion.items() if fact != name)
            if seen.setdefault(others, result) != result:
                missing.add(name)
                break
    return fields, possible, conditions, missing


def found_in(outcome):
    """What the checker says, in the oracle's terms."""
    credit = outcome["credit"]
    statuses = {finding["clause"]: finding["status"] for finding in outcome["findings"]}
    truths = {"met": True, "not_met": False, "unknown": "open"}
    return {
        "grade": outcome["rating"]["grade"] or "open",
        "decision": "open" if credit["decision"] == "undetermined" else credit["decision"],
        "kind": credit["kind"],
        "limit": "open" if credit["limit"] is None else fen(credit["limit"]),
        "term": credit["term"] and oracle.Term(**credit["term"]),
        "due": day(credit["due"]),
        "available": "open" if credit["available"] is None else fen(credit["available"]),
        "request": credit["request"],
        "approvers": "open"
        if outcome["approvers"] is None
        else tuple((step["role"], step["act"], *step["clauses"]) for step in outcome["approvers"]),
        "33": truths[statuses["credit.33"]],
        "34": truths[statuses["credit.34"]],
    }


def customer(rng, most_unknown):
    """Facts of a customer with a few unknown, leaning towards those who get as far as a limit."""
    facts = {"as_of": AS_OF}
    for name in CREDIT.facts:
        domain = DOMAINS.get(name, (True, False))
        if name == "as_of":
            continue
        if domain in ("amount", "headroom"):
            facts[name] = rng.choice(AMOUNTS)
        elif domain == "date":
            facts[name] = rng.choice(DATES)
        elif name in C_TRUE or name in ("arrears_unsettled", "newly_developed"):
            facts[name] = rng.random() < 0.015
        elif domain == (True, False):
            facts[name] = rng.random() < 0.93
        else:
            facts[name] = rng.choice(domain)
    amounts = [name for name, domain in DOMAINS.items() if domain == "amount"]
    unknown_amounts = rng.sample(amounts, rng.randint(0, 2))
    others = [name for name in facts if name not in amounts and name != "as_of"]
    for name in (*unknown_amounts, *rng.sample(others, rng.randint(0, most_unknown))):
        facts[name] = None
    return facts


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_every_completion(seed):
    rng = random.Random(seed)
    for _ in range(25):
        facts = customer(rng, most_unknown=5)
        outcome = check("credit", facts).to_dict()
        fields, possible, conditions, missing = expected(facts)
        # Null stands for "not settled" and for "there is none"; the oracle keeps them apart, the outcome cannot.
        nulled = {
            name: None if value == "open" and name in ("kind", "term", "due", "request") else value
            for name, value in fields.items()
        }
        assert found_in(outcome) == nulled, facts
        assert outcome["rating"]["possible"] == possible, facts
        assert {condition["clause"] for condition in outcome["conditions"]} == conditions, facts
        assert set(outcome["missing"]) == missing, facts
        assert len(outcome["missing"]) == len(missing), facts


def test_due_date_follows_the_settled_term():
    facts = customer(random.Random(3), most_unknown=0) | {
        **dict.fromkeys(C_TRUE, False),
        **dict.fromkeys(A_TRUE, True),
        "cooperation_since": LONG_AGO,
        "newly_developed": False,
        "key_data_complete": True,
        "arrears_unsettled": False,
        "has_prior_credit": True,
        "receivables_reference_balance": None,
        "prior_credit_amount": "1000",
        "average_monthly_collection": "1000",
        "average_monthly_delivery": "1000",
        "requested_kind": None,
        "start_date": "2027-01-31",
    }
    due = expected(facts)[0]["due"]
    credit = check("credit", facts).to_dict()["credit"]
    assert (credit["decision"], credit["kind"], credit["due"]) == ("permitted", None, due.isoformat())
