"""The order check: an order within the limit, one fact changed at a time, and every completion of unknown facts."""

import json
import random

import pytest
from handbook_checker import CHECKS, UnusableFacts, check, clauses
from handbook_checker.__main__ import main
from handbook_checker.site import answer

from tests.checker.every_completion import by_every_completion

SOUND = {
    "as_of": "2026-11-24",
    "grade": "A",
    "limit": "1000",
    "current_exposure": "400",
    "order_amount": "600",
    "arrears_unsettled": False,
    "written_approval": False,
    "contract_end": "2027-06-30",
    "contract_cleared_once": True,
}
ABOVE = {"order_amount": "600.01"}
APPROVED = {"written_approval": True}


def outcome(*changes):
    facts = dict(SOUND)
    for change in changes:
        facts |= change
    return check("order", facts).to_dict()


def statuses(outcome):
    return {finding["clause"]: finding["status"] for finding in outcome["findings"]}


def unknown(*names):
    return dict.fromkeys(names)


@pytest.mark.parametrize(
    ("changes", "decision", "missing"),
    [
        # Within the limit, to the fen.
        ([], "proceed", []),
        ([ABOVE], "needs_written_approval", []),
        ([ABOVE, APPROVED], "proceed", []),
        ([{"order_amount": "0"}], "proceed", []),
        ([{"order_amount": "0", "current_exposure": "1000.01"}], "needs_written_approval", []),
        ([{"grade": "B"}], "proceed", []),
        ([{"grade": "B"}, ABOVE], "needs_written_approval", []),
        # A limit of 0, whatever the grade: any order is above it.
        ([{"limit": "0"}], "needs_written_approval", []),
        ([{"limit": "0", "current_exposure": "0", "order_amount": "0"}], "proceed", []),
        ([{"limit": "0", "current_exposure": "0", "order_amount": "0.01"}], "needs_written_approval", []),
        # Grade C and arrears stop, whatever is approved and whatever is unknown.
        ([{"grade": "C"}], "stop", []),
        ([{"grade": "C"}, ABOVE, APPROVED], "stop", []),
        ([{"grade": "C"}, dict.fromkeys(SOUND.keys() - {"grade", "as_of"})], "stop", []),
        ([{"arrears_unsettled": True}], "stop", []),
        ([{"arrears_unsettled": True}, ABOVE, APPROVED], "stop", []),
        ([dict.fromkeys(SOUND.keys() - {"as_of"}), {"arrears_unsettled": True}], "stop", []),
        ([unknown("arrears_unsettled"), {"grade": "C"}], "stop", []),
        ([unknown("grade")], None, ["grade"]),
        ([unknown("arrears_unsettled")], None, ["arrears_unsettled"]),
        ([unknown("grade", "arrears_unsettled")], None, ["grade", "arrears_unsettled"]),
        ([unknown("written_approval")], "proceed", []),
        ([unknown("written_approval"), ABOVE], None, ["written_approval"]),
        # With approval no amount matters.
        ([APPROVED, unknown("limit", "current_exposure", "order_amount")], "proceed", []),
        # An unknown amount can be anything from 0 on.
        ([unknown("limit")], None, ["limit"]),
        ([unknown("current_exposure")], None, ["current_exposure"]),
        ([unknown("order_amount")], None, ["order_amount"]),
        ([unknown("order_amount", "limit")], None, ["limit", "order_amount"]),
        ([unknown("order_amount"), {"current_exposure": "1000.01"}], "needs_written_approval", []),
        ([unknown("current_exposure"), {"order_amount": "1000.01"}], "needs_written_approval", []),
        ([unknown("current_exposure"), {"order_amount": "1000"}], None, ["current_exposure"]),
        # No limit is too low for an order of nothing by a customer who owes nothing.
        ([unknown("limit"), {"current_exposure": "0", "order_amount": "0"}], "proceed", []),
        (
            [unknown("written_approval", "limit"), {"current_exposure": "0", "order_amount": "0"}],
            "proceed",
            [],
        ),
        ([unknown("limit"), {"current_exposure": "0", "order_amount": "0.01"}], None, ["limit"]),
        (
            [dict.fromkeys(SOUND.keys() - {"as_of"})],
            None,
            ["grade", "arrears_unsettled", "limit", "current_exposure", "order_amount", "written_approval"],
        ),
    ],
)
def test_decision_and_missing(changes, decision, missing):
    given = outcome(*changes)
    assert given["decision"] == decision
    assert given["missing"] == missing


@pytest.mark.parametrize(
    ("changes", "exposure_after", "excess"),
    [
        ([], "1000.00", "0.00"),
        ([ABOVE], "1000.01", "0.01"),
        ([ABOVE, APPROVED], "1000.01", "0.01"),
        ([{"grade": "C"}], "1000.00", "0.00"),
        ([{"grade": "C", "limit": "0"}], "1000.00", "1000.00"),
        ([{"limit": "1000.01"}], "1000.00", "0.00"),
        ([unknown("limit")], "1000.00", None),
        ([unknown("limit"), {"current_exposure": "0", "order_amount": "0"}], "0.00", "0.00"),
        ([unknown("limit"), {"current_exposure": "0", "order_amount": "0.01"}], "0.01", None),
        ([unknown("current_exposure")], None, None),
        ([unknown("order_amount")], None, None),
        ([unknown("current_exposure"), {"limit": "9999999999999.99"}], None, None),
        (
            [{"current_exposure": "9999999999999.99", "order_amount": "9999999999999.99", "limit": "0.01"}],
            "19999999999999.98",
            "19999999999999.97",
        ),
    ],
)
def test_exposure_after_and_excess(changes, exposure_after, excess):
    given = outcome(*changes)
    assert (given["exposure_after"], given["excess"]) == (exposure_after, excess)


@pytest.mark.parametrize(
    ("clause", "changes", "status"),
    [
        ("credit.31", [], "met"),
        ("credit.31", [ABOVE], "not_met"),
        ("credit.31", [ABOVE, APPROVED], "met"),
        ("credit.31", [ABOVE, APPROVED, {"grade": "C"}], "not_met"),
        ("credit.31", [unknown("grade")], "unknown"),
        ("credit.31", [unknown("grade"), ABOVE], "not_met"),
        ("credit.32", [], "not_applicable"),
        ("credit.32", [ABOVE], "not_met"),
        ("credit.32", [ABOVE, APPROVED], "met"),
        ("credit.32", [ABOVE, unknown("written_approval")], "unknown"),
        ("credit.32", [unknown("limit")], "unknown"),
        ("credit.32", [unknown("limit"), APPROVED], "unknown"),
        # 33 to 35: met where the customer is in that state.
        ("credit.33", [], "not_met"),
        ("credit.33", [{"current_exposure": "1000"}], "not_met"),
        ("credit.33", [{"current_exposure": "1000.01"}], "met"),
        ("credit.33", [{"current_exposure": "1000.01", "limit": "0"}], "not_met"),
        ("credit.33", [unknown("current_exposure")], "unknown"),
        ("credit.33", [unknown("current_exposure"), {"limit": "0"}], "not_met"),
        ("credit.33", [unknown("limit")], "unknown"),
        ("credit.33", [unknown("limit"), {"current_exposure": "0"}], "not_met"),
        # Between 0 and one fen no limit fits.
        ("credit.33", [unknown("limit"), {"current_exposure": "0.01"}], "not_met"),
        ("credit.33", [unknown("limit"), {"current_exposure": "0.02"}], "unknown"),
        ("credit.34", [], "not_met"),
        ("credit.34", [{"limit": "0"}], "met"),
        ("credit.34", [{"limit": "0", "current_exposure": "0"}], "not_met"),
        ("credit.34", [{"limit": "0", "current_exposure": "0.01"}], "met"),
        ("credit.34", [unknown("current_exposure")], "not_met"),
        ("credit.34", [unknown("current_exposure"), {"limit": "0"}], "unknown"),
        ("credit.34", [unknown("limit")], "unknown"),
        ("credit.34", [unknown("limit"), {"current_exposure": "0"}], "not_met"),
        ("credit.35", [], "not_met"),
        ("credit.35", [{"arrears_unsettled": True}], "met"),
        ("credit.35", [unknown("arrears_unsettled")], "unknown"),
        ("credit.36", [], "met"),
        ("credit.36", [{"contract_cleared_once": False}], "not_met"),
        ("credit.36", [unknown("contract_cleared_once")], "unknown"),
    ],
)
def test_findings(clause, changes, status):
    assert statuses(outcome(*changes))[clause] == status


def test_every_clause_of_the_order_check_has_its_finding():
    numbers = range(31, 37)
    assert list(statuses(outcome())) == [f"credit.{number}" for number in numbers]
    registered = clauses()
    for number in numbers:
        assert "order" in registered[f"credit.{number}"].checks
    # The credit check states conditions under these too.
    for number in range(32, 36):
        assert "credit" in registered[f"credit.{number}"].checks
    assert {"requested_amount", "current_exposure"} <= {*registered["credit.32"].facts}


@pytest.mark.parametrize(
    ("as_of", "contract_end", "window"),
    [
        # I-35: both its days are within the window.
        ("2026-11-23", "2026-12-24", False),
        ("2026-11-24", "2026-12-24", True),
        ("2026-12-24", "2026-12-24", True),
        ("2026-12-25", "2026-12-24", False),
        # Counted back from a day that the month before does not have: from its last day.
        ("2026-02-27", "2026-03-31", False),
        ("2026-02-28", "2026-03-31", True),
        ("2028-02-28", "2028-03-31", False),
        ("2028-02-29", "2028-03-31", True),
        ("2026-02-28", "2026-03-29", True),
        ("2026-06-29", "2026-07-31", False),
        ("2026-06-30", "2026-07-31", True),
        ("2026-12-31", "2027-01-31", True),
        ("2026-12-30", "2027-01-31", False),
        # At the ends of the calendar.
        ("0001-01-01", "0001-01-15", True),
        ("0001-01-01", "0001-02-01", True),
        ("0001-01-01", "0001-02-02", False),
        ("9999-12-31", "9999-12-31", True),
        ("2026-11-24", None, None),
    ],
)
def test_clearing_window(as_of, contract_end, window):
    given = outcome({"as_of": as_of, "contract_end": contract_end})
    assert given["clearing_window"] is window
    assert [condition["clause"] for condition in given["conditions"]] == (["credit.36"] if window else [])
    assert ("I-35" in given["readings"]) == (window is not None)


@pytest.mark.parametrize(
    ("changes", "readings"),
    [
        ([unknown("contract_end")], []),
        ([], ["I-35"]),
        ([ABOVE], ["I-19", "I-35"]),
        ([ABOVE, APPROVED], ["I-19", "I-35"]),
        ([ABOVE, {"grade": "C"}], ["I-35"]),
        ([{"arrears_unsettled": True}], ["I-17", "I-35"]),
        ([{"arrears_unsettled": True}, unknown("grade", "limit")], ["I-17", "I-35"]),
        ([unknown("arrears_unsettled")], ["I-35"]),
    ],
)
def test_readings(changes, readings):
    assert outcome(*changes)["readings"] == readings


AMOUNTS = ("0", "0.01", "0.02", "5", "5.01", "10")
HUGE = 10**20
ANY_AMOUNT = (0, 1, 2, 499, 500, 501, 502, 999, 1000, 1001, HUGE, 5 * HUGE)
DOMAINS = {
    "grade": "ABC",
    "arrears_unsettled": (True, False),
    "limit": ANY_AMOUNT,
    "current_exposure": ANY_AMOUNT,
    "order_amount": ANY_AMOUNT,
    "written_approval": (True, False),
}


def decide(facts):
    """The order of which everything is known, amounts in fen, written as plainly as can be."""
    limit, exposure = facts["limit"], facts["current_exposure"]
    after = exposure + facts["order_amount"]
    if facts["grade"] == "C" or facts["arrears_unsettled"]:
        decision = "stop"
    elif after > limit and not facts["written_approval"]:
        decision = "needs_written_approval"
    else:
        decision = "proceed"
    return {
        "decision": decision,
        "exposure_after": after,
        "excess": after - limit if after > limit else 0,
        "credit.31": not (facts["grade"] == "C" or (after > limit and not facts["written_approval"])),
        "credit.32": facts["written_approval"] if after > limit else "not_applicable",
        "credit.33": exposure > limit and limit != 0,
        "credit.34": limit == 0 and exposure != 0,
        "credit.35": facts["arrears_unsettled"],
    }


def random_facts(chooser):
    facts = {
        "grade": chooser.choice("AABC"),
        "arrears_unsettled": chooser.random() < 0.2,
        "written_approval": chooser.random() < 0.3,
        **{name: chooser.choice(AMOUNTS) for name in ("limit", "current_exposure", "order_amount")},
    }
    share = chooser.choice((0.2, 0.5, 0.8))
    return {name: None if chooser.random() < share else value for name, value in facts.items()}


@pytest.mark.parametrize("seed", range(8))
def test_against_every_completion(seed):
    chooser = random.Random(seed)
    for _ in range(60):
        facts = random_facts(chooser)
        in_fen = {
            name: round(float(value) * 100) if isinstance(value, str) and name != "grade" else value
            for name, value in facts.items()
        }
        fields, missing = by_every_completion(in_fen, DOMAINS, decide, ("decision",))
        given = check("order", facts).to_dict()
        assert given["decision"] == fields["decision"], facts
        for name in ("exposure_after", "excess"):
            amount = None if given[name] is None else round(float(given[name]) * 100)
            assert amount == fields[name], (name, facts)
        words = {True: "met", False: "not_met", None: "unknown", "not_applicable": "not_applicable"}
        found = statuses(given)
        for clause in ("credit.31", "credit.32", "credit.33", "credit.34", "credit.35"):
            assert found[clause] == words[fields[clause]], (clause, facts)
        assert set(given["missing"]) == missing, facts
        assert len(given["missing"]) == len(missing)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("grade", "D"),
        ("grade", "a"),
        ("limit", "-1"),
        ("limit", "1.001"),
        ("order_amount", "10000000000000"),
        ("current_exposure", True),
        ("arrears_unsettled", "yes"),
        ("written_approval", 1),
        ("contract_end", "2026-02-30"),
        ("contract_ends", "2026-12-31"),
    ],
)
def test_unusable_facts(fact, value):
    with pytest.raises(UnusableFacts) as unusable:
        check("order", SOUND | {fact: value})
    assert [problem.fact for problem in unusable.value.problems] == [fact]


def test_a_contract_may_have_ended_before_the_day_of_the_check():
    assert outcome({"contract_end": "2020-01-01"})["clearing_window"] is False


def shown(facts):
    return json.loads(answer("check", json.dumps({"check": "order", "entries": facts})))


@pytest.mark.parametrize(("title", "facts"), CHECKS["order"].examples)
def test_examples_are_understood_and_decided(title, facts):
    reply = shown(facts)
    assert reply["errors"] == []
    assert reply["outcome"]["decision"] is not None, title
    assert reply["outcome"]["missing"] == []


@pytest.mark.parametrize(
    ("changes", "tone", "text"),
    [
        ([], "good", "可以办理"),
        ([ABOVE], "note", "超出信用额度，须先取得正式批准文书"),
        ([{"grade": "C"}], "bad", "不得办理"),
        ([unknown("grade")], "open", "能否办理尚未确定"),
    ],
)
def test_headline(changes, tone, text):
    facts = dict(SOUND)
    for change in changes:
        facts |= change
    assert shown(facts)["view"]["headline"] == {"tone": tone, "text": text}


@pytest.mark.parametrize(
    ("changes", "roles"),
    [
        ([], []),
        # I-19 with I-14: the approvers of the limit; for grade B the marketing manager submits first.
        ([ABOVE], ["营销副总", "财务总监", "总经理", "董事长"]),
        ([ABOVE, {"grade": "B"}], ["营销部经理", "营销副总", "财务总监", "总经理", "董事长"]),
        ([ABOVE, APPROVED], []),
        ([ABOVE, {"grade": "C"}], []),
    ],
)
def test_the_view_names_who_has_to_approve(changes, roles):
    facts = dict(SOUND)
    for change in changes:
        facts |= change
    chains = [section["items"] for section in shown(facts)["view"]["sections"] if section["kind"] == "chain"]
    assert [item["role"] for items in chains for item in items] == roles


@pytest.mark.parametrize(
    ("changes", "clauses_"),
    [
        ([], ["credit.31"]),
        ([ABOVE], ["credit.32"]),
        ([ABOVE, APPROVED], ["credit.32"]),
        ([APPROVED, unknown("limit")], ["credit.32"]),
        ([{"grade": "C", "arrears_unsettled": True}], ["credit.31", "credit.35"]),
        ([{"current_exposure": "1000.01"}, APPROVED], ["credit.32", "credit.33"]),
        ([{"limit": "0"}, APPROVED], ["credit.32", "credit.34"]),
        ([unknown("grade")], []),
    ],
)
def test_the_view_gives_reasons_and_what_the_state_of_the_customer_asks_for(changes, clauses_):
    facts = dict(SOUND)
    for change in changes:
        facts |= change
    sections = [
        section for section in shown(facts)["view"]["sections"] if section["id"] in ("reasons", "states")
    ]
    assert [id for section in sections for item in section["items"] for id in item["clauses"]] == clauses_


def test_the_command_line_gives_the_same_outcome(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(SOUND | ABOVE), encoding="utf-8")
    assert main(["order", str(facts)]) == 0
    assert json.loads(capsys.readouterr().out) == outcome(ABOVE)
