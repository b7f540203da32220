"""The self-check of service staff: every duty observed, and one fact changed at a time."""

import json
from itertools import product

import pytest
from handbook_checker import CHECKS, UnusableFacts, check
from handbook_checker.site import answer

DUTIES = {
    "service.1.1": "supporting_sales",
    "service.1.2": "recording_calls",
    "service.1.3": "good_working_relations",
    "service.2.1": "smiling_and_patient",
    "service.2.2": "understanding_customers",
    "service.2.3": "daily_report",
    "service.2.4": "rules_and_attendance",
    "service.2.5": "no_quarrel_or_harm",
    "service.2.6": "no_private_matters_at_work",
    "service.3.1": "no_exaggeration_or_pressure",
    "service.3.2": "no_arguing_finding_cause",
    "service.3.3": "careful_answers",
    "service.3.4": "customer_records",
    "service.3.5": "presenting_new_services",
    "service.4.1": "responsibility_and_dedication",
    "service.4.2": "sound_mind_and_habits",
    "service.4.3": "relations_and_self_image",
    "service.4.4": "product_knowledge",
    "service.5.1": "lasting_cooperation",
    "service.5.2": "warm_polite_calls",
    "service.5.3": "no_personal_moods",
    "service.5.4": "hearing_complaints_out",
    "service.5.5": "apologising_rightly",
}
CALL = "private_call_seconds"
OBSERVED = {"as_of": "2026-11-24", **dict.fromkeys(DUTIES.values(), True), CALL: 0}


def outcome(changes=()):
    return check("service", OBSERVED | dict(changes)).to_dict()


def test_every_duty_observed():
    found = outcome()
    assert [(finding["clause"], finding["status"]) for finding in found["findings"]] == [
        (clause, "met") for clause in DUTIES
    ]
    assert {finding["clause"]: finding["facts"] for finding in found["findings"]} == {
        clause: [fact, CALL] if clause == "service.2.6" else [fact] for clause, fact in DUTIES.items()
    }
    assert (found["compliant"], found["breaches"], found["missing"]) == (True, [], [])
    assert (found["conditions"], found["conflicts"], found["readings"]) == ([], [], ["I-33"])


@pytest.mark.parametrize(("clause", "fact"), DUTIES.items())
@pytest.mark.parametrize("others", [True, None])
def test_each_duty_is_breached_by_its_own_fact_alone(clause, fact, others):
    found = outcome({**dict.fromkeys(DUTIES.values(), others), CALL: None, fact: False})
    assert (found["compliant"], found["breaches"], found["missing"]) == (False, [clause], [])


@pytest.mark.parametrize("fact", DUTIES.values())
def test_a_duty_that_is_not_answered_leaves_the_answer_open(fact):
    found = outcome({fact: None})
    assert (found["compliant"], found["breaches"], found["missing"]) == (None, [], [fact])


@pytest.mark.parametrize(
    ("seconds", "keeps_to_work", "status", "missing"),
    [
        # I-33: three minutes are allowed, a second more is not.
        (0, True, "met", []),
        (180, True, "met", []),
        (181, True, "not_met", []),
        (10_000, True, "not_met", []),
        (181, None, "not_met", []),
        (180, False, "not_met", []),
        (None, False, "not_met", []),
        (None, True, "unknown", [CALL]),
        (180, None, "unknown", [DUTIES["service.2.6"]]),
        (None, None, "unknown", [DUTIES["service.2.6"], CALL]),
    ],
)
def test_private_calls(seconds, keeps_to_work, status, missing):
    found = outcome({CALL: seconds, DUTIES["service.2.6"]: keeps_to_work})
    assert {f["clause"]: f["status"] for f in found["findings"]}["service.2.6"] == status
    assert found["breaches"] == (["service.2.6"] if status == "not_met" else [])
    assert found["compliant"] == {"met": True, "not_met": False, "unknown": None}[status]
    assert found["missing"] == missing
    assert ("I-33" in found["readings"]) is (seconds is not None)


@pytest.mark.parametrize("seconds", [-1, 10_001, "180", 180.5, True])
def test_seconds_are_a_count(seconds):
    with pytest.raises(UnusableFacts) as unusable:
        outcome({CALL: seconds})
    assert [problem.fact for problem in unusable.value.problems] == [CALL]


def test_nothing_answered():
    found = check("service", {}).to_dict()
    assert (found["compliant"], found["breaches"]) == (None, [])
    names = list(DUTIES.values())
    assert found["missing"] == [*names[:9], CALL, *names[9:]]


def complies(facts):
    return all(facts[name] for name in DUTIES.values()) and facts[CALL] <= 180


def test_agrees_with_every_completion():
    """Three duties and the call in every state, the others observed."""
    domains = {
        "supporting_sales": (True, False),
        "no_private_matters_at_work": (True, False),
        "apologising_rightly": (True, False),
        CALL: (0, 180, 181, 10_000),
    }
    for case in product(*((*domain, None) for domain in domains.values())):
        facts = OBSERVED | dict(zip(domains, case, strict=True))
        choices = [domain if facts[name] is None else (facts[name],) for name, domain in domains.items()]
        completions = [facts | dict(zip(domains, place, strict=True)) for place in product(*choices)]
        answers = {complies(completion) for completion in completions}
        found = check("service", facts)
        assert found.fields["compliant"] == (answers.pop() if len(answers) == 1 else None), case
        assert set(found.missing) == {
            name
            for name, domain in domains.items()
            if facts[name] is None
            and any(len({complies(one | {name: value}) for value in domain}) > 1 for one in completions)
        }, case


def test_the_view_names_a_long_call_rather_than_the_duty_beside_it():
    entries = OBSERVED | {CALL: "240", "daily_report": "否"}
    view = json.loads(answer("check", json.dumps({"check": "service", "entries": entries})))["view"]
    assert view["headline"] == {"tone": "bad", "text": "有 2 条没有做到"}
    breaches = next(part for part in view["sections"] if part["id"] == "breaches")["items"]
    assert [(item["text"], item["clauses"], item["readings"]) for item in breaches] == [
        ("工作报表", ["service.2.3"], []),
        ("最长的私人电话", ["service.2.6"], ["I-33"]),
    ]


def test_examples_show_what_their_titles_say():
    answers = {
        title: json.loads(answer("check", json.dumps({"check": "service", "entries": facts})))["outcome"][
            "breaches"
        ]
        for title, facts in CHECKS["service"].examples
    }
    assert answers == {
        "各条都做到": [],
        "私人电话打了四分钟": ["service.2.6"],
        "与客户争执，没有交工作报表": ["service.2.3", "service.2.5"],
        "只查接听电话": [],
    }
