"""The supplier check: a supplier selected from end to end, and one fact changed at a time."""

import json
import random
from itertools import product

import pytest
from handbook_checker import CHECKS, check
from handbook_checker.site import answer

PRINCIPLES = {
    "suppliers.1.1": "quality_equipment_and_technology",
    "suppliers.1.2": "on_time_delivery",
    "suppliers.1.3": "management_finance_and_credit",
    "suppliers.1.4": "cooperative_attitude",
    "suppliers.1.5": "confidentiality",
    "suppliers.1.6": "cost_level",
}
STEPS = [
    # The stage, the clause of the step, who takes it, and the fact.
    ("general_survey", "suppliers.2.1.1", "候选供应商", "doc_history"),
    ("general_survey", "suppliers.2.1.1", "候选供应商", "doc_profile"),
    ("general_survey", "suppliers.2.1.1", "候选供应商", "doc_annual_accounts"),
    ("general_survey", "suppliers.2.1.1", "候选供应商", "doc_product_guide"),
    ("general_survey", "suppliers.2.1.1", "候选供应商", "doc_product_catalogue"),
    ("general_survey", "suppliers.2.1.2", None, "management_interview"),
    (
        "general_survey",
        "suppliers.2.1.3",
        "供应商技术负责人、公司技术和质量管理部门负责人",
        "technical_meeting",
    ),
    ("field_survey", "suppliers.2.2", "资材部", "field_survey"),
    ("application", "suppliers.3.1", "资材部", "application_reasons"),
    ("application", "suppliers.3.1", "资材部", "application_goods_and_amounts"),
    ("application", "suppliers.3.1", "资材部", "application_survey_results"),
    ("contracts", "suppliers.3.2", "资材部长和供应商的法人代表", "supply_contract_signed"),
    ("contracts", "suppliers.3.3", "资材部长和供应商的法人代表", "quality_contract_signed"),
    ("registration", "suppliers.3.4", None, "code_assigned"),
    ("registration", "suppliers.3.5", None, "departments_notified"),
    ("registration", "suppliers.3.5", None, "payment_method_set"),
    ("registration", "suppliers.3.5", None, "records_archived"),
]
STEP_FACTS = [fact for stage, clause, role, fact in STEPS]
SELECTED = {"as_of": "2026-11-24", **dict.fromkeys((*PRINCIPLES.values(), *STEP_FACTS), True)}
CLAUSES = [
    *PRINCIPLES,
    "suppliers.2.1.1",
    "suppliers.2.1.2",
    "suppliers.2.1.3",
    "suppliers.2.2",
    "suppliers.3.1",
    "suppliers.3.1.1",
    "suppliers.3.1.2",
    "suppliers.3.1.3",
    "suppliers.3.2",
    "suppliers.3.3",
    "suppliers.3.4",
    "suppliers.3.5",
]
ALWAYS = {"signatories": ["资材部长", "法人代表"], "addressee": "市场主管"}


def outcome(changes=()):
    return check("supplier", SELECTED | dict(changes)).to_dict()


def test_a_supplier_selected_from_end_to_end():
    found = outcome()
    assert [(finding["clause"], finding["status"]) for finding in found["findings"]] == [
        (id, "met") for id in CLAUSES
    ]
    assert (found["eligible"], found["stage"], found["next_steps"]) == (True, "complete", [])
    assert found["readings"] == ["I-30", "I-31", "I-32"]
    assert (found["conditions"], found["conflicts"], found["missing"]) == ([], [], [])


@pytest.mark.parametrize(
    "changes", [{}, dict.fromkeys(SELECTED), {"cost_level": False}, {"doc_history": False}]
)
def test_who_signs_and_to_whom_the_application_goes_are_always_given(changes):
    found = outcome(changes)
    assert {name: found[name] for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize(("clause", "fact"), PRINCIPLES.items())
@pytest.mark.parametrize("others", [True, None])
def test_a_supplier_has_to_meet_every_principle(clause, fact, others):
    principles = dict.fromkeys(PRINCIPLES.values(), others)
    found = outcome(principles | {fact: False, "doc_history": False})
    assert (found["eligible"], found["next_steps"], found["missing"]) == (False, [], [])
    # How far the selection has come is told all the same.
    assert found["stage"] == "general_survey"
    assert {f["clause"]: f["status"] for f in found["findings"]}[clause] == "not_met"


@pytest.mark.parametrize("fact", PRINCIPLES.values())
def test_a_principle_that_is_not_known_leaves_the_supplier_open(fact):
    found = outcome({fact: None, "code_assigned": None})
    assert (found["eligible"], found["next_steps"], found["missing"]) == (None, None, [fact])
    # With everything done no step is left for anybody, eligible or not.
    assert outcome({fact: None})["next_steps"] == []


@pytest.mark.parametrize(("stage", "clause", "role", "fact"), STEPS)
@pytest.mark.parametrize("not_done", [False, None])
def test_a_step_that_is_not_known_to_be_done(stage, clause, role, fact, not_done):
    found = outcome({fact: not_done})
    assert found["stage"] == stage
    (step,) = found["next_steps"]
    assert {name: step[name] for name in ("role", "step", "clauses", "facts")} == {
        "role": role,
        "step": 1,
        "clauses": [clause],
        "facts": [fact],
    }
    statuses = {f["clause"]: f["status"] for f in found["findings"]}
    assert statuses[clause] == ("unknown" if not_done is None else "not_met")
    assert (found["eligible"], found["missing"]) == (True, [])


@pytest.mark.parametrize(
    ("changes", "stage", "next_steps"),
    [
        (
            dict.fromkeys(STEP_FACTS),
            "general_survey",
            ["suppliers.2.1.1", "suppliers.2.1.2", "suppliers.2.1.3"],
        ),
        # What lies further on does not move the stage.
        ({"technical_meeting": False, "records_archived": False}, "general_survey", ["suppliers.2.1.3"]),
        ({"field_survey": False, "code_assigned": False}, "field_survey", ["suppliers.2.2"]),
        (
            {"supply_contract_signed": False, "quality_contract_signed": None},
            "contracts",
            ["suppliers.3.2", "suppliers.3.3"],
        ),
        (
            {"code_assigned": False, "departments_notified": None, "records_archived": False},
            "registration",
            ["suppliers.3.4", "suppliers.3.5"],
        ),
    ],
)
def test_the_first_stage_that_is_not_done(changes, stage, next_steps):
    found = outcome(changes)
    assert found["stage"] == stage
    assert [step["clauses"] for step in found["next_steps"]] == [[id] for id in next_steps]
    assert [step["step"] for step in found["next_steps"]] == list(range(1, len(next_steps) + 1))


@pytest.mark.parametrize(
    ("reasons", "goods", "results", "status"),
    [
        (True, True, True, "met"),
        (True, None, True, "unknown"),
        (None, False, None, "not_met"),
    ],
)
def test_the_application_holds_three_things(reasons, goods, results, status):
    contents = dict(zip(STEP_FACTS[8:11], (reasons, goods, results), strict=True))
    statuses = {f["clause"]: f["status"] for f in outcome(contents)["findings"]}
    words = {True: "met", False: "not_met", None: "unknown"}
    assert statuses["suppliers.3.1"] == status
    assert [statuses[f"suppliers.3.1.{number}"] for number in (1, 2, 3)] == [
        words[content] for content in (reasons, goods, results)
    ]


def test_agrees_with_every_completion_of_the_principles():
    names = list(PRINCIPLES.values())
    rng = random.Random(1)
    for case in product((True, False, None), repeat=len(names)):
        steps = {fact: rng.choice((True, True, True, False, None)) for fact in STEP_FACTS}
        principles = dict(zip(names, case, strict=True))
        found = check("supplier", {**principles, **steps}).to_dict()
        choices = [(True, False) if value is None else (value,) for value in case]
        answers = {all(place) for place in product(*choices)}
        eligible = answers.pop() if len(answers) == 1 else None
        done = all(steps.values())
        assert found["eligible"] == eligible
        assert found["missing"] == ([n for n in names if principles[n] is None] if eligible is None else [])
        assert (found["next_steps"] == []) is (eligible is False or done)
        assert (found["next_steps"] is None) is (eligible is None and not done)
        first = next((stage for stage, clause, role, fact in STEPS if not steps[fact]), "complete")
        assert found["stage"] == first


@pytest.mark.parametrize(
    ("changes", "tone", "text", "states"),
    [
        ({}, "good", "符合选择原则，手续全部办妥", ["done"] * 9),
        (
            {"field_survey": False, "application_reasons": None},
            "good",
            "符合选择原则；所在阶段：实地调查",
            ["done"] * 3 + ["next", "unknown"] + ["done"] * 4,
        ),
        (
            {"cost_level": None, "code_assigned": None, "records_archived": False},
            "open",
            "是否符合选择原则尚未确定；所在阶段：登记和存档",
            ["done"] * 7 + ["next", "todo"],
        ),
        (
            {"cost_level": False, "confidentiality": False, "records_archived": False},
            "bad",
            "不符合选择原则（2 项），不再办理",
            ["done"] * 8 + ["todo"],
        ),
    ],
)
def test_view(changes, tone, text, states):
    view = asked(SELECTED | changes)
    assert view["headline"] == {"tone": tone, "text": text}
    steps = next(part for part in view["sections"] if part["id"] == "steps")
    assert steps["kind"] == "steps"
    assert [item["state"] for item in steps["items"]] == states
    assert all(item["text"] and item["who"] for item in steps["items"])


def test_view_says_what_a_step_still_lacks():
    steps = next(
        part
        for part in asked(SELECTED | {"doc_history": "否", "doc_product_guide": ""})["sections"]
        if part["id"] == "steps"
    )
    assert steps["items"][0]["text"].endswith("（还差：企业沿革、产品指南）")


def asked(entries):
    return json.loads(answer("check", json.dumps({"check": "supplier", "entries": entries})))["view"]


def test_examples_show_what_their_titles_say():
    outcomes = {title: check("supplier", facts).to_dict() for title, facts in CHECKS["supplier"].examples}
    assert {title: (found["eligible"], found["stage"]) for title, found in outcomes.items()} == {
        "手续全部办妥": (True, "complete"),
        "调查完毕，正在写申请报告": (True, "application"),
        "刚开始调查，能否入选还不清楚": (None, "general_survey"),
        "成本不符合要求": (False, "application"),
    }
