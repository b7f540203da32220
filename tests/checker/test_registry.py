"""The registry: every clause with its check, its facts, and a rule or the reason why none."""

import inspect

import pytest
from handbook_checker import CHECKS, clauses

REGISTERED = clauses()


@pytest.mark.parametrize("entry", REGISTERED.values(), ids=lambda entry: entry.id)
def test_clause(entry):
    assert entry.checks
    assert set(entry.checks) <= CHECKS.keys()
    # A rule decides on facts; without one there is a reason.
    assert (entry.rule is None) is bool(entry.nothing_to_decide)
    of_its_checks = {name for check in entry.checks for name in CHECKS[check].facts}
    assert set(entry.facts) <= of_its_checks
    assert bool(entry.facts) is (entry.rule is not None)


@pytest.mark.parametrize(
    "entry", [entry for entry in REGISTERED.values() if entry.rule], ids=lambda entry: entry.id
)
def test_a_rule_says_its_clause_and_names_what_it_reads(entry):
    assert inspect.getdoc(entry.rule)
    code = inspect.unwrap(entry.rule).__code__
    facts_among_parameters = set(code.co_varnames[: code.co_argcount]) & {
        n for c in entry.checks for n in CHECKS[c].facts
    }
    assert facts_among_parameters <= set(entry.facts)


@pytest.mark.parametrize("id", CHECKS)
def test_every_fact_of_a_check_is_read_by_a_clause_of_it(id):
    read = {name for entry in REGISTERED.values() if id in entry.checks for name in entry.facts}
    assert CHECKS[id].facts.keys() - {"as_of"} <= read


@pytest.mark.parametrize("id", CHECKS)
def test_a_check_asks_in_groups_under_its_clauses(id):
    check = CHECKS[id]
    assert check.facts["as_of"].kind == "date"
    assert sum(len(group.facts) for group in check.groups) == len(check.facts)
    for group in check.groups:
        assert group.title
        assert group.facts
        assert group.clause is None or group.clause in REGISTERED
    assert all(fact.label and fact.question for fact in check.facts.values())
