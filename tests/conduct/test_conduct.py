"""The self-check of conduct: every duty observed, and one fact changed at a time."""

import json
from itertools import product

import pytest
from handbook_checker import CHECKS, check, clauses
from handbook_checker.site import answer

DUTIES = {
    "conduct.1.1": "responsible_attitude",
    "conduct.1.2": "improving_skills",
    "conduct.1.3": "conveying_service_idea",
    "conduct.1.4": "meetings_and_instructions",
    "conduct.2.1": "tidy_desk",
    "conduct.2.2": "decent_appearance",
    "conduct.2.3": "courteous_answering",
    "conduct.2.4": "no_idling_or_snacks",
    "conduct.2.5": "no_private_use_of_resources",
}
OBSERVED = {"as_of": "2026-11-24", **dict.fromkeys(DUTIES.values(), True)}


def outcome(changes=()):
    return check("conduct", OBSERVED | dict(changes)).to_dict()


def test_every_duty_observed():
    found = outcome()
    assert found["findings"] == [
        {"clause": clause, "status": "met", "facts": [fact]} for clause, fact in DUTIES.items()
    ]
    assert (found["compliant"], found["breaches"], found["missing"]) == (True, [], [])
    assert (found["conditions"], found["conflicts"], found["readings"]) == ([], [], [])


@pytest.mark.parametrize(("clause", "fact"), DUTIES.items())
@pytest.mark.parametrize("others", [True, None])
def test_each_duty_is_breached_by_its_own_fact_alone(clause, fact, others):
    found = outcome({**dict.fromkeys(DUTIES.values(), others), fact: False})
    assert (found["compliant"], found["breaches"], found["missing"]) == (False, [clause], [])


@pytest.mark.parametrize(("clause", "fact"), DUTIES.items())
def test_a_duty_that_is_not_answered_leaves_the_answer_open(clause, fact):
    found = outcome({fact: None})
    assert (found["compliant"], found["breaches"], found["missing"]) == (None, [], [fact])
    assert {f["clause"]: f["status"] for f in found["findings"]}[clause] == "unknown"


def test_nothing_answered():
    found = check("conduct", {}).to_dict()
    assert (found["compliant"], found["breaches"]) == (None, [])
    assert found["missing"] == list(DUTIES.values())


def test_agrees_with_every_completion_of_every_case():
    names = list(DUTIES.values())
    for case in product((True, False, None), repeat=len(names)):
        unknown = [place for place, value in enumerate(case) if value is None]
        known = all(value for value in case if value is not None)
        found = check("conduct", dict(zip(names, case, strict=True)))
        # With any breach no completion is compliant; else the one without a further breach is, and no other.
        assert found.fields["compliant"] == (False if not known else None if unknown else True)
        assert list(found.missing) == ([names[place] for place in unknown] if known else [])


def test_breaches_are_clauses_in_the_order_of_the_regulation():
    found = outcome({"no_private_use_of_resources": False, "tidy_desk": False, "improving_skills": None})
    assert found["breaches"] == ["conduct.2.1", "conduct.2.5"]


@pytest.mark.parametrize("check_id", ["conduct", "service"])
def test_every_duty_is_asked_about_in_the_second_person(check_id):
    for fact in CHECKS[check_id].facts.values():
        if fact.name != "as_of":
            assert "您" in fact.question, fact.name
            assert fact.question.endswith("？"), fact.name


@pytest.mark.parametrize("check_id", ["conduct", "service"])
def test_no_clause_is_without_a_finding_but_headings(check_id):
    found = {finding.clause for finding in check(check_id, {}).findings}
    of_check = {entry.id: entry for entry in clauses().values() if check_id in entry.checks}
    assert {id for id in of_check if id not in found} == {id for id in of_check if id.count(".") == 1}


@pytest.mark.parametrize(
    ("entries", "tone", "headline", "breaches"),
    [
        (OBSERVED, "good", "各条都做到了", []),
        (
            OBSERVED | {"tidy_desk": "否", "as_of": ""},
            "bad",
            "有 1 条没有做到",
            [("桌面整洁", ["conduct.2.1"], ["tidy_desk"])],
        ),
        ({"tidy_desk": "是"}, "open", "已回答的都做到了，还有 8 条待回答", []),
        ({}, "open", "共 9 条，尚未回答", []),
    ],
)
def test_view(entries, tone, headline, breaches):
    view = json.loads(answer("check", json.dumps({"check": "conduct", "entries": entries})))["view"]
    assert view["headline"] == {"tone": tone, "text": headline}
    items = [item for part in view["sections"] if part["id"] == "breaches" for item in part["items"]]
    assert [(item["text"], item["clauses"], item["facts"]) for item in items] == breaches


def test_examples_show_what_their_titles_say():
    answers = {
        title: check("conduct", facts).fields["breaches"] for title, facts in CHECKS["conduct"].examples
    }
    assert answers == {
        "各条都做到": [],
        "桌面零乱，上班听歌": ["conduct.2.1", "conduct.2.4"],
        "只查日常行为": [],
    }
