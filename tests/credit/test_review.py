"""The review check: what is done, and every order of the old and the new limit."""

import json
from itertools import product

import pytest
from handbook_checker import CHECKS, UnusableFacts, check, clauses
from handbook_checker.__main__ import main
from handbook_checker.site import answer

from tests.checker.every_completion import by_every_completion

DUTIES = {
    "credit.37": "credit_control_audit_done",
    "credit.38": "quarterly_review_done",
    "credit.39": "manager_report_done",
    "credit.40": "finance_form_done",
    "credit.41": "marketing_opinion_signed",
}
DONE = {
    "as_of": "2026-11-24",
    **dict.fromkeys(DUTIES.values(), True),
    "previous_limit": "1000",
    "proposed_limit": "999.99",
}
CHAIN = [
    {"role": "营销部经理", "step": 1, "act": "submit", "clauses": ["credit.41"]},
    {"role": "营销主管副总", "step": 2, "act": "review", "clauses": ["credit.41"]},
    {"role": "总经理", "step": 3, "act": "approve", "clauses": ["credit.41"]},
    {"role": "董事长", "step": 4, "act": "approve", "clauses": ["credit.41"]},
]


def outcome(**changes):
    return check("review", DONE | changes).to_dict()


def statuses(outcome):
    return {finding["clause"]: finding["status"] for finding in outcome["findings"]}


def test_findings_hold_every_clause_of_the_review():
    assert list(statuses(outcome())) == ["credit.36bis", *DUTIES, "credit.42"]
    assert all("review" in clauses()[id].checks for id in statuses(outcome()))


@pytest.mark.parametrize(("clause", "fact"), DUTIES.items())
def test_each_duty(clause, fact):
    done, undone, open_ = (outcome(**{fact: value}) for value in (True, False, None))
    assert (done["complete"], statuses(done)[clause], done["missing"]) == (True, "met", [])
    assert (undone["complete"], statuses(undone)[clause], undone["missing"]) == (False, "not_met", [])
    assert (open_["complete"], statuses(open_)[clause], open_["missing"]) == (None, "unknown", [fact])
    assert done["steps"] == []
    assert [step["clauses"] for step in undone["steps"]] == [[clause]]
    assert open_["steps"] is None


def test_one_duty_undone_settles_that_the_review_is_not_complete():
    given = outcome(**dict.fromkeys(DUTIES.values()) | {"finance_form_done": False})
    assert (given["complete"], given["missing"], given["steps"]) == (False, [], None)


def test_article_36bis_does_not_hang_on_the_facts_of_a_review():
    assert statuses(outcome())["credit.36bis"] == "not_applicable"


@pytest.mark.parametrize(
    ("previous", "proposed", "adjustment", "approvers", "status", "missing"),
    [
        # I-20: strictly lower.
        ("1000", "999.99", "permitted", CHAIN, "met", []),
        ("1000", "0", "permitted", CHAIN, "met", []),
        ("0.01", "0", "permitted", CHAIN, "met", []),
        ("1000", "1000", "no_change", [], "not_applicable", []),
        ("1000", "1000.00", "no_change", [], "not_applicable", []),
        ("0", "0", "no_change", [], "not_applicable", []),
        ("1000", "1000.01", "refused", [], "not_met", []),
        ("0", "0.01", "refused", [], "not_met", []),
        ("1000", None, None, None, "unknown", ["proposed_limit"]),
        (None, "1000", None, None, "unknown", ["previous_limit"]),
        (None, "0", None, None, "unknown", ["previous_limit"]),
        (None, None, None, None, "unknown", ["previous_limit", "proposed_limit"]),
        # Below a limit of 0 there is none: never permitted, but unchanged and higher are both possible.
        ("0", None, None, [], "unknown", ["proposed_limit"]),
        # The highest amount that can be given is not the highest that can be.
        (None, "9999999999999.99", None, None, "unknown", ["previous_limit"]),
    ],
)
def test_adjustment(previous, proposed, adjustment, approvers, status, missing):
    given = outcome(previous_limit=previous, proposed_limit=proposed)
    assert given["adjustment"] == adjustment
    assert given["approvers"] == approvers
    assert statuses(given)["credit.42"] == status
    assert given["missing"] == missing
    assert given["readings"] == (["I-20"] if adjustment else [])


@pytest.mark.parametrize(
    ("as_of", "month", "quarter"),
    [
        ("2026-11-24", "2026-11-30", "2026-12-31"),
        ("2026-02-01", "2026-02-28", "2026-03-31"),
        ("2028-02-29", "2028-02-29", "2028-03-31"),
        ("2026-06-30", "2026-06-30", "2026-06-30"),
        ("9999-12-31", "9999-12-31", "9999-12-31"),
    ],
)
def test_steps_name_who_and_by_when(as_of, month, quarter):
    given = outcome(as_of=as_of, **dict.fromkeys(DUTIES.values(), False))["steps"]
    assert [(step["step"], step["act"], step["role"], step["due"]) for step in given] == [
        (1, "report", "业务主管", month),
        (2, "fill_in", "财务部", month),
        (3, "sign", "营销部经理", None),
        (4, "audit", "财务部信用控制主管", month),
        (5, "review", "营销部", quarter),
    ]


LIMITS = (None, "0", "0.01", "7", "7.01")
ANY_AMOUNT = (0, 1, 2, 699, 700, 701, 702, 10**20)
DOMAINS = {
    **dict.fromkeys(DUTIES.values(), (True, False)),
    "previous_limit": ANY_AMOUNT,
    "proposed_limit": ANY_AMOUNT,
}


def decide(facts):
    """A review of which everything is known, amounts in fen, written as plainly as can be."""
    previous, proposed = facts["previous_limit"], facts["proposed_limit"]
    adjustment = "refused" if proposed > previous else "permitted" if proposed < previous else "no_change"
    return {
        "complete": all(facts[name] for name in DUTIES.values()),
        "steps": [name for name in DUTIES.values() if not facts[name]],
        "adjustment": adjustment,
        "approvers": CHAIN if adjustment == "permitted" else [],
    }


# Two of the five duties stand for all: each of them counts alone, as the table of duties shows.
@pytest.mark.parametrize(("report", "audit"), [*product((True, False, None), repeat=2)])
def test_against_every_completion(report, audit):
    for previous, proposed in product(LIMITS, repeat=2):
        limits = {"previous_limit": previous, "proposed_limit": proposed}
        facts = DONE | {"manager_report_done": report, "credit_control_audit_done": audit} | limits
        in_fen = facts | {name: value and round(float(value) * 100) for name, value in limits.items()}
        fields, missing = by_every_completion(in_fen, DOMAINS, decide, ("complete", "adjustment"))
        given = check("review", facts).to_dict()
        for name in ("complete", "adjustment", "approvers"):
            assert given[name] == fields[name], (name, facts)
        assert (given["steps"] is None) == (fields["steps"] is None)
        assert set(given["missing"]) == missing, facts
        assert len(given["missing"]) == len(missing)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("previous_limit", "-1"),
        ("proposed_limit", "1e3"),
        ("proposed_limit", "+5"),
        ("manager_report_done", 0),
        ("proposed_limits", "5"),
    ],
)
def test_unusable_facts(fact, value):
    with pytest.raises(UnusableFacts) as unusable:
        outcome(**{fact: value})
    assert [problem.fact for problem in unusable.value.problems] == [fact]


def shown(facts):
    return json.loads(answer("check", json.dumps({"check": "review", "entries": facts})))


@pytest.mark.parametrize(("title", "facts"), CHECKS["review"].examples)
def test_examples_are_understood(title, facts):
    reply = shown(facts)
    assert reply["errors"] == []
    assert (reply["outcome"]["missing"] == []) == (title != "只知道一部分")


@pytest.mark.parametrize(
    ("changes", "tone", "text"),
    [
        ({}, "good", "检查已经完成；额度可以调低，须经审批"),
        ({"proposed_limit": "1000"}, "good", "检查已经完成；额度不作调整"),
        ({"proposed_limit": "1001"}, "bad", "检查已经完成；额度不得调高"),
        ({"quarterly_review_done": False}, "bad", "检查尚未完成；额度可以调低，须经审批"),
        ({"quarterly_review_done": None}, "open", "检查是否完成尚未确定；额度可以调低，须经审批"),
        ({"proposed_limit": None}, "open", "检查已经完成；额度能否调整尚未确定"),
    ],
)
def test_headline(changes, tone, text):
    assert shown(DONE | changes)["view"]["headline"] == {"tone": tone, "text": text}


def test_the_view_shows_where_the_review_stands_and_who_approves():
    changes = {"marketing_opinion_signed": False, "quarterly_review_done": False}
    view = shown(DONE | changes)["view"]
    sections = {section["id"]: section["items"] for section in view["sections"]}
    assert [(item["state"], item["who"], item["by"]) for item in sections["steps"]] == [
        ("done", "业务主管", ""),
        ("done", "财务部", ""),
        ("next", "营销部经理", ""),
        ("done", "财务部信用控制主管", ""),
        ("todo", "营销部", "2026-12-31"),
    ]
    assert [(item["role"], item["act"]) for item in sections["approvers"]] == [
        ("营销部经理", "上报"),
        ("营销主管副总", "审核"),
        ("总经理", "审批"),
        ("董事长", "审批"),
    ]


def test_the_command_line_gives_the_same_outcome(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(DONE | {"proposed_limit": None}), encoding="utf-8")
    assert main(["review", str(facts)]) == 0
    assert json.loads(capsys.readouterr().out) == outcome(proposed_limit=None)
