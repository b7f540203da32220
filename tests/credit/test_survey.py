"""The survey check: a whole file, one fact changed at a time, and every completion of unknown facts."""

import json
import random
from datetime import date

import pytest
from handbook_checker import CHECKS, UnusableFacts, check, clauses
from handbook_checker.__main__ import main
from handbook_checker.site import answer

from tests.checker.every_completion import by_every_completion

TOPICS = {
    "credit.8.1": "basic_information",
    "credit.8.2": "shareholders_and_management",
    "credit.8.3": "bank_accounts",
    "credit.8.4": "operations",
    "credit.8.5": "finances",
    "credit.8.6": "dealings_with_us",
    "credit.8.7": "credit_record",
    "credit.8.8": "other_matters",
}
WHOLE = {
    "as_of": "2026-11-24",
    **dict.fromkeys(TOPICS.values(), True),
    "truthfulness_confirmed": True,
    "reviewed_by_department": True,
    "filed_with_finance": True,
    "last_full_update": "2026-08-20",
    "changed_since_update": True,
    "change_recorded": True,
}


def outcome(**changes):
    return check("survey", WHOLE | changes).to_dict()


def statuses(outcome):
    return {finding["clause"]: finding["status"] for finding in outcome["findings"]}


def test_a_whole_file():
    given = outcome()
    assert (given["complete"], given["current"], given["next_update_due"]) == (True, True, "2026-12-31")
    assert set(statuses(given).values()) == {"met"}
    assert given["missing"] == []
    assert given["readings"] == ["I-21"]


def test_findings_are_those_of_the_contract():
    assert list(statuses(outcome())) == [*TOPICS, "credit.10", "credit.11", "credit.12"]


@pytest.mark.parametrize(("clause", "fact"), TOPICS.items())
def test_each_topic_of_article_8(clause, fact):
    lacking, open_ = outcome(**{fact: False}), outcome(**{fact: None})
    assert (lacking["complete"], statuses(lacking)[clause], lacking["missing"]) == (False, "not_met", [])
    assert (open_["complete"], statuses(open_)[clause], open_["missing"]) == (None, "unknown", [fact])
    others = {id: status for id, status in statuses(lacking).items() if id != clause}
    assert set(others.values()) == {"met"}


def test_one_topic_that_is_lacking_settles_that_the_file_is_incomplete():
    given = outcome(**dict.fromkeys(TOPICS.values()) | {"finances": False})
    assert given["complete"] is False
    assert given["missing"] == []


@pytest.mark.parametrize(
    ("clause", "changes", "status"),
    [
        ("credit.10", {"truthfulness_confirmed": False}, "not_met"),
        ("credit.10", {"filed_with_finance": False}, "not_met"),
        ("credit.10", {"truthfulness_confirmed": None}, "unknown"),
        ("credit.10", {"truthfulness_confirmed": None, "filed_with_finance": False}, "not_met"),
        ("credit.10", {"reviewed_by_department": False}, "met"),
        ("credit.11", {"reviewed_by_department": False}, "not_met"),
        ("credit.11", {"reviewed_by_department": None}, "unknown"),
        ("credit.12", {"change_recorded": False}, "not_met"),
        ("credit.12", {"change_recorded": False, "changed_since_update": False}, "met"),
        ("credit.12", {"last_full_update": "2026-06-30"}, "not_met"),
        ("credit.12", {"last_full_update": None}, "unknown"),
    ],
)
def test_articles_10_to_12(clause, changes, status):
    given = outcome(**changes)
    assert statuses(given)[clause] == status
    # The file's completeness is a matter of article 8 alone.
    assert given["complete"] is True


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # I-21: by the last day of the quarter that follows.
        ("2026-01-01", "2026-06-30"),
        ("2026-01-31", "2026-06-30"),
        ("2026-03-31", "2026-06-30"),
        ("2026-04-01", "2026-09-30"),
        ("2026-06-30", "2026-09-30"),
        ("2026-07-01", "2026-12-31"),
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-03-31"),
        ("2025-12-31", "2026-03-31"),
        ("2024-02-29", "2024-06-30"),
        ("0001-01-01", "0001-06-30"),
    ],
)
def test_next_update_due_and_the_day_after_it(last, due):
    following = date.fromordinal(date.fromisoformat(due).toordinal() + 1).isoformat()
    on_time, late = (outcome(last_full_update=last, as_of=day) for day in (due, following))
    assert (on_time["next_update_due"], on_time["current"]) == (due, True)
    assert (late["next_update_due"], late["current"]) == (due, False)
    assert on_time["missing"] == late["missing"] == []


def test_no_update_falls_due_after_the_end_of_the_calendar():
    given = outcome(last_full_update="9999-10-01", as_of="9999-12-31")
    assert (given["next_update_due"], given["current"], given["missing"]) == (None, True, [])
    assert given["steps"][-1]["due"] is None
    before = outcome(last_full_update="9999-09-30", as_of="9999-12-31")
    assert (before["next_update_due"], before["current"]) == ("9999-12-31", True)


@pytest.mark.parametrize(
    ("changed", "recorded", "current", "missing"),
    [
        (False, False, True, []),
        (False, None, True, []),
        (True, True, True, []),
        (None, True, True, []),
        (True, False, False, []),
        (True, None, None, ["change_recorded"]),
        (None, False, None, ["changed_since_update"]),
        (None, None, None, ["changed_since_update", "change_recorded"]),
    ],
)
def test_a_change_has_to_be_recorded(changed, recorded, current, missing):
    changes = {"changed_since_update": changed, "change_recorded": recorded}
    given = outcome(**changes)
    assert (given["current"], given["missing"]) == (current, missing)
    # Once the quarter has passed, nothing else matters.
    late = outcome(**changes, last_full_update="2026-06-30")
    assert (late["current"], late["missing"]) == (False, [])


@pytest.mark.parametrize(
    ("as_of", "changes", "due", "current", "missing"),
    [
        ("2026-11-24", {}, None, None, ["last_full_update"]),
        # The day due stays open, although the file is known not to be current.
        ("2026-11-24", {"change_recorded": False}, None, False, ["last_full_update"]),
        # No update can have been before the calendar began.
        ("0001-03-31", {}, "0001-06-30", True, []),
        ("0001-04-01", {}, None, True, ["last_full_update"]),
        ("0001-06-30", {}, None, True, ["last_full_update"]),
        ("0001-07-01", {}, None, None, ["last_full_update"]),
    ],
)
def test_last_update_unknown(as_of, changes, due, current, missing):
    given = outcome(last_full_update=None, as_of=as_of, **changes)
    assert (given["next_update_due"], given["current"], given["missing"]) == (due, current, missing)


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        ({}, [("update", "营销部业务主管", "2026-12-31")]),
        (
            {"finances": False, "reviewed_by_department": False, "filed_with_finance": False},
            [
                ("investigate", "营销部业务主管", None),
                ("review", "部门经理", None),
                ("file", "财务部门", None),
                ("update", "营销部业务主管", "2026-12-31"),
            ],
        ),
        (
            {"truthfulness_confirmed": False, "change_recorded": False},
            [
                ("confirm", "营销部业务主管", None),
                ("record", "营销部业务主管", None),
                ("update", "营销部业务主管", "2026-12-31"),
            ],
        ),
        ({"filed_with_finance": None}, None),
        ({"finances": None}, None),
        ({"last_full_update": None}, None),
        ({"changed_since_update": None}, [("update", "营销部业务主管", "2026-12-31")]),
        ({"change_recorded": None}, None),
    ],
)
def test_steps(changes, steps):
    given = outcome(**changes)["steps"]
    assert steps == (given and [(step["act"], step["role"], step["due"]) for step in given])
    if given:
        assert [step["step"] for step in given] == list(range(1, len(given) + 1))
        assert all("survey" in clauses()[id].checks for step in given for id in step["clauses"])


BOTH = (True, False)
DAYS = ("0001-01-01", "2025-12-31", "2026-06-30", "2026-07-01", "2026-08-20", "2026-10-01", "2026-11-24")
DOMAINS = {name: DAYS if name == "last_full_update" else BOTH for name in WHOLE if name != "as_of"}
PROCESS = ("truthfulness_confirmed", "reviewed_by_department", "filed_with_finance")


def decide(facts):
    """A file of which everything is known, on 24 November 2026, written as plainly as can be."""
    last = facts["last_full_update"]
    year, quarter = int(last[:4]), (int(last[5:7]) - 1) // 3
    year, quarter = (year + 1, 0) if quarter == 3 else (year, quarter + 1)
    due = f"{year:04d}-" + ("03-31", "06-30", "09-30", "12-31")[quarter]
    unrecorded = facts["changed_since_update"] and not facts["change_recorded"]
    current = due >= "2026-11-24" and not unrecorded
    complete = all(facts[name] for name in TOPICS.values())
    open_ = [not complete, *(not facts[name] for name in PROCESS), unrecorded]
    return {
        "complete": complete,
        "next_update_due": due,
        "current": current,
        "steps": (tuple(open_), due),
        "credit.10": facts["truthfulness_confirmed"] and facts["filed_with_finance"],
        "credit.11": facts["reviewed_by_department"],
        "credit.12": current,
        **{clause: facts[name] for clause, name in TOPICS.items()},
    }


@pytest.mark.parametrize("seed", range(6))
def test_against_every_completion(seed):
    chooser = random.Random(seed)
    for _ in range(40):
        facts = {name: chooser.choice(domain) for name, domain in DOMAINS.items()}
        for name in TOPICS.values():
            facts[name] = facts[name] or chooser.random() < 0.7
        for name in chooser.sample(list(DOMAINS), chooser.randint(0, 6)):
            facts[name] = None
        fields, missing = by_every_completion(
            facts, DOMAINS, decide, ("complete", "current", "next_update_due")
        )
        given = check("survey", facts | {"as_of": "2026-11-24"}).to_dict()
        for name in ("complete", "current", "next_update_due"):
            assert given[name] == fields[name], (name, facts)
        assert (given["steps"] is None) == (fields["steps"] is None), facts
        words = {True: "met", False: "not_met", None: "unknown"}
        for clause, status in statuses(given).items():
            assert status == words[fields[clause]], (clause, facts)
        assert set(given["missing"]) == missing, facts
        assert len(given["missing"]) == len(missing)


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("last_full_update", "2026-11-25"),
        ("last_full_update", "2026-02-29"),
        ("last_full_update", "20260101"),
        ("finances", "true"),
        ("finance", True),
    ],
)
def test_unusable_facts(fact, value):
    with pytest.raises(UnusableFacts) as unusable:
        outcome(**{fact: value})
    assert [problem.fact for problem in unusable.value.problems] == [fact]


def shown(facts):
    return json.loads(answer("check", json.dumps({"check": "survey", "entries": facts})))


@pytest.mark.parametrize(("title", "facts"), CHECKS["survey"].examples)
def test_examples_are_understood(title, facts):
    reply = shown(facts)
    assert reply["errors"] == []
    assert (reply["outcome"]["missing"] == []) == (title != "刚开始调查")


@pytest.mark.parametrize(
    ("changes", "states"),
    [
        ({}, ["done", "done", "done", "done", "done", "next"]),
        ({"finances": False}, ["next", "done", "done", "done", "done", "todo"]),
        (
            {"finances": False, "filed_with_finance": None},
            ["next", "done", "done", "unknown", "done", "todo"],
        ),
        (
            {"finances": None, "filed_with_finance": False},
            ["unknown", "done", "done", "todo", "done", "todo"],
        ),
        ({"change_recorded": False}, ["done", "done", "done", "done", "next", "todo"]),
    ],
)
def test_the_view_shows_where_the_file_stands(changes, states):
    sections = shown(WHOLE | changes)["view"]["sections"]
    items = next(section["items"] for section in sections if section["kind"] == "steps")
    assert [item["state"] for item in items] == states
    assert all(item["who"] and item["clauses"] for item in items)
    assert [item["by"] for item in items] == ["", "", "", "", "", "2026-12-31"]


@pytest.mark.parametrize(
    ("changes", "tone", "text"),
    [
        ({}, "good", "资料完整；更新及时"),
        ({"finances": False}, "bad", "资料不完整；更新及时"),
        ({"last_full_update": "2026-06-30"}, "bad", "资料完整；更新不及时"),
        ({"finances": None}, "open", "资料是否完整尚未确定；更新及时"),
    ],
)
def test_headline(changes, tone, text):
    assert shown(WHOLE | changes)["view"]["headline"] == {"tone": tone, "text": text}


def test_the_view_says_why_the_file_is_not_in_order():
    reply = shown(
        WHOLE
        | {
            "finances": False,
            "bank_accounts": False,
            "change_recorded": False,
            "last_full_update": "2026-06-30",
        }
    )
    sections = {section["id"]: section["items"] for section in reply["view"]["sections"]}
    notes = [item["note"] for item in sections["result"]]
    assert notes[:2] == ["缺：结算银行账户、财务状况", "已过全面更新的期限；发生的变化尚未补充修改"]
    assert sections["steps"][-1]["by"] == "2026-09-30（已逾期）"


def test_the_command_line_gives_the_same_outcome(tmp_path, capsys):
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps(WHOLE | {"finances": None}), encoding="utf-8")
    assert main(["survey", str(facts)]) == 0
    assert json.loads(capsys.readouterr().out) == outcome(finances=None)


def test_every_clause_of_chapter_two_is_registered():
    ids = [
        "credit.7",
        "credit.8",
        *TOPICS,
        "credit.9",
        *(f"credit.9.{number}" for number in range(1, 7)),
        "credit.10",
        "credit.11",
        *(f"credit.11.{number}" for number in range(1, 5)),
        "credit.12",
    ]
    registered = clauses()
    assert [id for id in ids if "survey" not in registered[id].checks] == []
    # The credit check names contradictory facts under it (I-07).
    assert "credit" in registered["credit.11.1"].checks
