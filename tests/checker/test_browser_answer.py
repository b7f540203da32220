"""What the page gets back, whatever was typed: nothing entered is lost, and every problem is named at once."""

import json

import pytest
from handbook_checker import CHECKS, check, clauses
from handbook_checker.site import answer


def asked(entries, check="credit", settings=None):
    text = entries if isinstance(entries, str) else json.dumps(entries)
    return json.loads(
        answer("check", f'{{"check": "{check}", "entries": {text}, "settings": {json.dumps(settings)}}}')
    )


def test_forgiving_entries_are_understood_and_decided():
    reply = asked({"requested_amount": "１２万", "weak_finances": "是", "as_of": "2026/11/24", "role": ""})
    assert reply["errors"] == []
    assert reply["facts"] == {
        "requested_amount": "120000",
        "weak_finances": True,
        "as_of": "2026-11-24",
        "role": None,
    }
    assert reply["understood"] == {
        "requested_amount": "120,000.00 元",
        "weak_finances": "是",
        "as_of": "2026-11-24",
    }
    assert reply["outcome"] == check("credit", reply["facts"]).to_dict()
    assert reply["view"]["headline"] == {"tone": "bad", "text": "C 级，不予授信"}


def test_unusable_entries_give_no_outcome_and_keep_the_rest():
    reply = asked({"requested_amount": "很多", "weak_finances": "是", "wek_finances": "是"})
    assert [error["fact"] for error in reply["errors"]] == ["requested_amount", "wek_finances"]
    assert reply["facts"]["requested_amount"] == "很多"
    assert reply["understood"] == {"weak_finances": "是"}
    assert reply["outcome"] is reply["view"] is None


def test_an_entry_given_twice_is_an_error():
    reply = asked('{"role": "下游客户", "role": "上游供应商"}')
    assert [error["fact"] for error in reply["errors"]] == ["role"]


def test_settings_of_the_organisation_are_kept_to():
    reply = asked({"as_of": "2025-01-01"}, settings={"effective_from": "2026-01-01"})
    assert reply["outcome"]["in_force"] is False
    assert "尚未施行" in reply["view"]["headline"]["text"]


@pytest.mark.parametrize("id", CHECKS)
def test_every_clause_that_an_outcome_or_its_view_names_is_a_clause_of_the_check(id):
    of_check = {entry.id for entry in clauses().values() if id in entry.checks}
    for _title, entries in (*CHECKS[id].examples, ("", {})):
        reply = asked(entries, id)
        assert reply["errors"] == []
        outcome, view = reply["outcome"], reply["view"]
        named = {part["clause"] for key in ("findings", "conditions", "conflicts") for part in outcome[key]}
        for section in view["sections"]:
            for item in section["items"]:
                named |= {*item.get("clauses", ()), *([item["clause"]] if "clause" in item else [])}
        assert named <= of_check


@pytest.mark.parametrize("id", CHECKS)
def test_every_view_has_a_headline_and_no_empty_section(id):
    for _title, entries in (*CHECKS[id].examples, ("", {})):
        view = asked(entries, id)["view"]
        assert view["headline"]["tone"] in {"good", "bad", "open", "note"}
        assert view["headline"]["text"]
        assert all(section["items"] and section["title"] for section in view["sections"])
