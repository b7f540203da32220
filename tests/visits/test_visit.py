"""The visit check: a visit on which all went well, and one fact changed at a time."""

import json
import random
from datetime import date, timedelta
from itertools import product

import pytest
from handbook_checker import CHECKS, Settings, UnusableFacts, check, clauses
from handbook_checker.site import answer

AS_OF = date(2026, 11, 24)
WELL = {
    "as_of": AS_OF.isoformat(),
    "kind": "routine",
    "records_reviewed": True,
    "list_made": True,
    "purpose_set": True,
    "plan_time": True,
    "plan_content": True,
    "plan_purpose": True,
    "plan_method": True,
    "appointment_made": True,
    "customer_schedule_respected": True,
    "material_customer_profile": True,
    "material_service_records": True,
    "material_consumption_traits": True,
    "arrived_on_time": True,
    "record_form_completed": True,
    "materials_returned": True,
    "no_return_approved": False,
    "visit_ended_on": "2026-11-19",
    "report_on": "2026-11-20",
    "supervisor_reviewed": True,
    "records_archived": True,
    "development_plan_made": True,
    "expense_claim": "180",
    "expense_limit": "200",
}
CLAUSES = [
    *(f"visits.{number}" for number in ("2.1", "2.2", "2.3", "3.1", "3.2.1", "3.2.2", "3.3")),
    *(f"visits.{number}" for number in ("4.1", "4.2", "4.3", "5.1", "5.2", "6.1", "7.2")),
]


def outcome(*changes, settings=None):
    facts = dict(WELL)
    for change in changes:
        facts |= change
    return check("visit", facts, settings).to_dict()


def status(outcome, clause):
    return next(finding["status"] for finding in outcome["findings"] if finding["clause"] == clause)


def test_a_visit_on_which_all_went_well():
    found = outcome()
    assert [(finding["clause"], finding["status"]) for finding in found["findings"]] == [
        (id, "met") for id in CLAUSES
    ]
    assert (found["compliant"], found["next_step"], found["missing"]) == (True, None, [])
    assert (found["report_due"], found["report_late"]) == ("2026-11-20", False)
    assert (found["reimbursable"], found["self_paid"]) == ("180.00", "0.00")
    assert (found["conditions"], found["conflicts"], found["readings"]) == ([], [], ["I-28", "I-29"])


ONE_FACT = [
    ("visits.2.1", "records_reviewed"),
    ("visits.2.2", "list_made"),
    ("visits.2.3", "purpose_set"),
    ("visits.3.1", "plan_time"),
    ("visits.3.1", "plan_content"),
    ("visits.3.1", "plan_purpose"),
    ("visits.3.1", "plan_method"),
    ("visits.3.2.1", "appointment_made"),
    ("visits.3.2.2", "customer_schedule_respected"),
    ("visits.3.3", "material_customer_profile"),
    ("visits.3.3", "material_service_records"),
    ("visits.3.3", "material_consumption_traits"),
    ("visits.4.1", "arrived_on_time"),
    ("visits.4.2", "record_form_completed"),
    ("visits.4.3", "materials_returned"),
    ("visits.5.2", "supervisor_reviewed"),
    ("visits.6.1", "records_archived"),
]


@pytest.mark.parametrize(("clause", "fact"), ONE_FACT)
def test_one_fact_false_or_unknown(clause, fact):
    missed = outcome({fact: False})
    assert {f["clause"] for f in missed["findings"] if f["status"] != "met"} == {clause}
    assert status(missed, clause) == "not_met"
    assert (missed["compliant"], missed["next_step"], missed["missing"]) == (False, clause, [])
    # Nor does what is still unknown change that.
    assert (
        outcome(dict.fromkeys(WELL), {fact: False, "materials_returned": False, "no_return_approved": False})[
            "compliant"
        ]
        is False
    )
    unknown = outcome({fact: None})
    assert status(unknown, clause) == "unknown"
    assert (unknown["compliant"], unknown["next_step"], unknown["missing"]) == (None, clause, [fact])


@pytest.mark.parametrize(
    ("returned", "approved", "status_", "missing"),
    [
        (True, True, "met", []),
        (True, False, "met", []),
        (True, None, "met", []),
        (False, True, "met", []),
        (None, True, "met", []),
        (False, False, "not_met", []),
        (False, None, "unknown", ["no_return_approved"]),
        (None, False, "unknown", ["materials_returned"]),
        (None, None, "unknown", ["materials_returned", "no_return_approved"]),
    ],
)
def test_materials_are_returned_or_the_supervisor_approves(returned, approved, status_, missing):
    found = outcome({"materials_returned": returned, "no_return_approved": approved})
    assert (status(found, "visits.4.3"), found["missing"]) == (status_, missing)


@pytest.mark.parametrize("kind", ["routine", "key_customer", None])
@pytest.mark.parametrize("planned", [True, False, None])
def test_the_kind_of_visit_and_the_other_department_decide_nothing(kind, planned):
    found = outcome({"kind": kind, "development_plan_made": planned})
    assert (found["compliant"], found["next_step"], found["missing"]) == (True, None, [])


@pytest.mark.parametrize(
    ("as_of", "ended", "report", "due", "late", "status_", "compliant", "missing"),
    [
        # I-28: by the end of the day after the visit; earlier is fine.
        ("2026-11-24", "2026-11-19", "2026-11-19", "2026-11-20", False, "met", True, []),
        ("2026-11-24", "2026-11-19", "2026-11-20", "2026-11-20", False, "met", True, []),
        ("2026-11-24", "2026-11-19", "2026-11-21", "2026-11-20", True, "not_met", False, []),
        ("2026-11-24", "2026-11-19", "2026-11-18", "2026-11-20", False, "met", True, []),
        # No report yet: nothing is lost until the day is over.
        ("2026-11-19", "2026-11-19", None, "2026-11-20", False, "unknown", None, ["report_on"]),
        ("2026-11-20", "2026-11-19", None, "2026-11-20", False, "unknown", None, ["report_on"]),
        ("2026-11-21", "2026-11-19", None, "2026-11-20", True, "not_met", False, []),
        # Over the end of a month, of February in a leap year, of the year, of the calendar.
        ("2026-12-02", "2026-11-30", None, "2026-12-01", True, "not_met", False, []),
        ("2028-02-29", "2028-02-28", None, "2028-02-29", False, "unknown", None, ["report_on"]),
        ("2027-01-01", "2026-12-31", "2027-01-01", "2027-01-01", False, "met", True, []),
        ("9999-12-31", "9999-12-31", None, None, False, "unknown", None, ["report_on"]),
        ("9999-12-31", "9999-12-31", "9999-12-31", None, False, "met", True, []),
        # When the visit ended is unknown.
        ("2026-11-24", None, "2026-11-20", None, None, "unknown", None, ["visit_ended_on"]),
        ("2026-11-24", None, None, None, None, "unknown", None, ["report_on", "visit_ended_on"]),
        # On the first days there are, no visit can have ended long enough ago.
        ("0001-01-02", None, None, None, False, "unknown", None, ["report_on"]),
        ("0001-01-02", None, "0001-01-02", None, False, "met", True, []),
        ("0001-01-03", None, None, None, None, "unknown", None, ["report_on", "visit_ended_on"]),
    ],
)  # fmt: skip
def test_report(as_of, ended, report, due, late, status_, compliant, missing):
    found = outcome({"as_of": as_of, "visit_ended_on": ended, "report_on": report})
    assert (found["report_due"], found["report_late"]) == (due, late)
    assert (status(found, "visits.5.1"), found["compliant"]) == (status_, compliant)
    assert found["missing"] == missing
    assert ("I-28" in found["readings"]) is (ended is not None)


def test_an_unfinished_visit_that_missed_a_step_still_asks_for_the_report():
    """That the visit was not compliant is settled; whether its report is late is not."""
    found = outcome({"arrived_on_time": False, "visit_ended_on": None, "report_on": None, "list_made": None})
    assert (found["compliant"], found["report_late"]) == (False, None)
    assert found["missing"] == ["report_on", "visit_ended_on"]
    assert found["next_step"] == "visits.2.2"


@pytest.mark.parametrize(
    ("claim", "limit", "of_organisation", "status_", "reimbursable", "self_paid", "reading"),
    [
        ("180", "200", None, "met", "180.00", "0.00", True),
        ("200", "200", None, "met", "200.00", "0.00", True),
        ("200.01", "200", None, "not_met", "200.00", "0.01", True),
        ("350.50", "200", None, "not_met", "200.00", "150.50", True),
        # I-29: the organisation's limit, where none is stated.
        ("350", None, 30000, "not_met", "300.00", "50.00", True),
        ("350", "400", 30000, "met", "350.00", "0.00", True),
        ("350", "0", 30000, "not_met", "0.00", "350.00", True),
        ("350", None, 0, "not_met", "0.00", "350.00", True),
        # Something unknown: only nothing claimed, or nothing allowed, settles anything.
        (None, "200", None, "unknown", None, None, False),
        ("180", None, None, "unknown", None, None, False),
        (None, None, None, "unknown", None, None, False),
        ("0", None, None, "met", "0.00", "0.00", False),
        ("0", "200", None, "met", "0.00", "0.00", True),
        (None, "0", None, "unknown", "0.00", None, True),
        (None, "9999999999999.99", None, "unknown", None, None, False),
    ],
)
def test_expenses(claim, limit, of_organisation, status_, reimbursable, self_paid, reading):
    settings = Settings(expense_limit=of_organisation)
    found = outcome({"expense_claim": claim, "expense_limit": limit}, settings=settings)
    assert status(found, "visits.7.2") == status_
    assert (found["reimbursable"], found["self_paid"]) == (reimbursable, self_paid)
    assert ("I-29" in found["readings"]) is reading
    # Money decides nothing about the visit.
    assert (found["compliant"], found["next_step"], found["missing"]) == (True, None, [])


@pytest.mark.parametrize("fact", ["visit_ended_on", "report_on"])
def test_what_tells_of_the_past_cannot_lie_ahead(fact):
    with pytest.raises(UnusableFacts) as unusable:
        outcome({fact: "2026-11-25"})
    assert [problem.fact for problem in unusable.value.problems] == [fact]


def test_nothing_known():
    found = check("visit", {"as_of": "2026-11-24"}).to_dict()
    assert {finding["status"] for finding in found["findings"]} == {"unknown"}
    assert (found["compliant"], found["next_step"]) == (None, "visits.2.1")
    assert found["missing"] == [
        *list(WELL)[2:18],
        "report_on",
        "visit_ended_on",
        "supervisor_reviewed",
        "records_archived",
    ]


BOOLEANS = [fact for clause, fact in ONE_FACT] + ["no_return_approved"]
DAYS = [AS_OF - timedelta(days=days) for days in (0, 1, 2, 3, 10)]
LONG_AGO = AS_OF - timedelta(days=30)


def decided(facts):
    """Compliance and lateness of a visit of which all but the report is known; "open" while no report is due."""
    due = facts["visit_ended_on"] + timedelta(days=1)
    late = (facts["report_on"] or AS_OF) > due
    others = [facts[name] for name in BOOLEANS if name not in ("materials_returned", "no_return_approved")]
    others.append(facts["materials_returned"] or facts["no_return_approved"])
    if late or not all(others):
        return False, late
    return ("open" if facts["report_on"] is None else True), late


def completions(facts):
    domains = [
        (facts[name],)
        if facts[name] is not None
        else [*DAYS, LONG_AGO]
        if name == "visit_ended_on"
        else (True, False)
        for name in (*BOOLEANS, "visit_ended_on")
    ]
    names = (*BOOLEANS, "visit_ended_on")
    return [{**facts, **dict(zip(names, place, strict=True))} for place in product(*domains)]


def changes_something(name, facts):
    domain = (
        [None, *DAYS]
        if name == "report_on"
        else [*DAYS, LONG_AGO]
        if name == "visit_ended_on"
        else (True, False)
    )
    return any(
        len({decided({**completion, name: value}) for value in domain}) > 1
        for completion in completions(facts)
    )


@pytest.mark.parametrize("seed", range(10))
def test_agrees_with_every_completion(seed):
    rng = random.Random(seed)
    for _ in range(40):
        facts = {name: rng.random() < 0.97 for name in BOOLEANS}
        facts |= {name: rng.choice([None, *DAYS]) for name in ("visit_ended_on", "report_on")}
        facts |= dict.fromkeys(rng.sample(BOOLEANS, rng.randint(0, 4)))
        given = {
            name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()
        }
        found = check("visit", {**given, "as_of": AS_OF.isoformat()}).to_dict()
        results = [decided(completion) for completion in completions(facts)]
        settled = [
            values.pop() if len(values := set(column)) == 1 else None for column in zip(*results, strict=True)
        ]
        compliant = None if settled[0] == "open" else settled[0]
        assert [found["compliant"], found["report_late"]] == [compliant, settled[1]], given
        unknown = [name for name in facts if facts[name] is None]
        # An absent report says that there is none: it can change an answer only while there is none.
        is_settled = compliant is not None and settled[1] is not None
        missing = {name for name in unknown if not is_settled and changes_something(name, facts)}
        assert set(found["missing"]) == missing, given
        assert len(found["missing"]) == len(missing)


@pytest.mark.parametrize(
    ("change", "tone", "states"),
    [
        ({}, "good", ["done"] * 14),
        ({"development_plan_made": None}, "good", ["done"] * 13 + ["unknown"]),
        ({"supervisor_reviewed": False}, "bad", ["done"] * 11 + ["next", "done", "done"]),
        (
            {"supervisor_reviewed": None, "records_archived": None, "development_plan_made": False},
            "open",
            ["done"] * 11 + ["next", "unknown", "todo"],
        ),
    ],
)
def test_view(change, tone, states):
    given = {name: value for name, value in (WELL | change).items() if value is not None}
    view = asked(given)
    steps = next(section for section in view["sections"] if section["id"] == "steps")
    assert steps["kind"] == "steps"
    assert view["headline"]["tone"] == tone
    assert [item["state"] for item in steps["items"]] == states
    assert all(item["text"] and item["who"] for item in steps["items"])


@pytest.mark.parametrize(
    ("as_of", "report", "by"),
    [
        ("2026-11-20", None, "不晚于 2026-11-20"),
        ("2026-11-21", None, "2026-11-20（已逾期）"),
    ],
)
def test_view_says_by_when_the_report_is_due(as_of, report, by):
    view = asked(WELL | {"as_of": as_of, "report_on": report})
    steps = next(section for section in view["sections"] if section["id"] == "steps")
    assert [item["by"] for item in steps["items"] if item["clauses"] == ["visits.5.1"]] == [by]


def asked(entries):
    request = json.dumps({"check": "visit", "entries": entries, "settings": None})
    return json.loads(answer("check", request))["view"]


def test_examples_show_what_their_titles_say():
    outcomes = {title: check("visit", facts).to_dict() for title, facts in CHECKS["visit"].examples}
    answers = {
        title: (found["compliant"], found["next_step"], found["report_late"])
        for title, found in outcomes.items()
    }
    assert answers == {
        "例行回访，全部办妥": (True, None, False),
        "大客户回访，报告逾期": (False, "visits.5.1", True),
        "正在准备，还没有预约": (False, "visits.3.2.1", None),
        "资料无法归还，已经批准": (True, None, False),
    }


def test_findings_name_the_facts_that_they_read():
    registered = clauses()
    for finding in outcome()["findings"]:
        assert finding["facts"] == list(registered[finding["clause"]].facts)
