"""Amending a clause: its page, its rule, its cases, and nothing else; what is published of it follows, and no edition before it."""

import json
import re
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest

from tests.adoption.adopter import EDITION_FILES, PACKAGE
from tests.adoption.amendments import AMENDMENTS
from tests.editions import scratch
from tests.editions.scratch import THIRD

pytestmark = pytest.mark.xdist_group("adoption")

EARLIER = [edition.name for edition in scratch.template()]


def amend(adopter, *names):
    """Open an edition with these amendments."""
    reasons = {AMENDMENTS[name].clause: AMENDMENTS[name].reason for name in names}
    scratch.list_edition(adopter.clone, THIRD, reasons)
    for name in names:
        scratch.edit(adopter.clone, AMENDMENTS[name].edits)


@pytest.mark.parametrize("name", AMENDMENTS)
def test_an_amendment_touches_its_page_its_rule_and_its_cases(adopter, name):
    amendment = AMENDMENTS[name]
    amend(adopter, name)
    regulation = amendment.clause.split(".")[0]
    own = (
        f"docs/regulations/{regulation}.",
        f"{PACKAGE}/{regulation}/rules.py",
        f"tests/{regulation}/",
        f"tests/oracle/{regulation}.py",
    )
    assert adopter.changed() - EDITION_FILES == amendment.edits.keys()
    assert [file for file in amendment.edits if not file.startswith(own)] == []
    shown = adopter.new_edition().stdout
    assert f"Edition {THIRD.name}: 1 clauses differ from " in shown
    case = re.search(
        rf"^{re.escape(amendment.clause)}: (\S+)::.+ fails on the rule before$", shown, re.MULTILINE
    )
    assert bool(case) is any(file.startswith("tests/") for file in amendment.edits)


@pytest.fixture(scope="module")
def published(untouched, tmp_path_factory):
    """All amendments in one edition, and the site of it and of those before."""
    untouched.reset()
    amend(untouched, *AMENDMENTS)
    site = untouched.make_site(tmp_path_factory.mktemp("amended") / "site")
    clauses = sorted({amendment.clause for amendment in AMENDMENTS.values()})
    drawn = json.loads(untouched.python("-m", "tests.adoption.drawn", *clauses).stdout)
    # Of the completions of unknown facts, which take longest, a few.
    few = "not every_completion or every_completion[0] or every_completion[1]"
    tested = untouched.test("tests/credit", "tests/service", "tests/visits", "-k", few)
    return site, drawn, tested


def test_the_cases_of_an_amended_handbook_pass(published):
    _site, _drawn, tested = published
    assert re.search(r"^\d+ passed", tested, re.MULTILINE), tested[-3000:]


def records(folder):
    """What programs are told of each clause."""
    return {
        record["id"]: record
        for record in json.loads((folder / "generated" / "clauses.json").read_text(encoding="utf-8"))
    }


def test_the_new_edition_says_the_new_words(published):
    site, _drawn, _tested = published
    shown = records(site / THIRD.name)
    assert "回款期限为10天" in shown["credit.27"]["proposed"]
    assert "同时不超过抵押资产额度的70%" in shown["credit.27"]["proposed"]
    assert "不得超过五次" in shown["service.7.1"]["proposed"]
    assert shown["credit.15.1"]["proposed"] == "双方业务合作两年或以上。"
    assert shown["visits.5.2"]["refers_to"] == []
    page = (site / THIRD.name / "regulations" / "credit" / "index.html").read_text(encoding="utf-8")
    for code in ("days(10)", "collateral_value.share(70)", "period=years(2)"):
        assert code in page
    law = (site / THIRD.name / "generated" / "akn" / "credit.xml").read_text(encoding="utf-8")
    assert "双方业务合作两年或以上。" in law


@pytest.mark.parametrize("name", EARLIER)
def test_every_edition_before_still_says_the_old_rule(published, name):
    site, _drawn, _tested = published
    shown = records(site / name)
    assert "回款期限为15天" in shown["credit.27"]["proposed"]
    assert "同时不超过抵押资产额度。" in shown["credit.27"]["proposed"]
    assert "不得超过三次" in shown["service.7.1"]["proposed"]
    assert shown["credit.15.1"]["proposed"] == "双方业务合作一年或以上。"
    assert shown["visits.5.2"]["refers_to"] == ["visits.5.1"]
    page = (site / name / "regulations" / "credit" / "index.html").read_text(encoding="utf-8")
    assert "days(15)" in page
    backs = cards(site / name)
    assert backs["credit.27"] == "1个月，15天"
    assert backs["credit.15.1"] == "一年或以上"


def cards(folder):
    """What is on the back of the flash cards for time limits."""
    listed = json.loads((folder / "generated" / "training" / "cards.json").read_text(encoding="utf-8"))
    return {card["clause"]: card["back"] for card in listed if card["kind"] == "time"}


def test_the_flash_cards_follow(published):
    site, _drawn, _tested = published
    backs = cards(site / THIRD.name)
    assert backs["credit.27"] == "1个月，10天"
    assert backs["credit.15.1"] == "两年或以上"


def test_the_decision_model_follows(published):
    site, _drawn, _tested = published
    model = (site / THIRD.name / "generated" / "dmn" / "credit.dmn").read_text(encoding="utf-8")
    before = (site / EARLIER[-1] / "generated" / "dmn" / "credit.dmn").read_text(encoding="utf-8")
    for old, new in (("P15D", "P10D"), ("P1Y", "P2Y")):
        assert old in before
        assert old not in model
        assert new in model
    assert len(re.findall(r"\b70\b", model)) > len(re.findall(r"\b70\b", before))


def graded(published, clause):
    """The cases drawn that turn on a clause: their facts, and what is right by the id of each question."""
    _site, drawn, _tested = published
    for each in drawn[clause]:
        facts = each["graded"]["facts"]
        yield facts, {part["id"]: part["expected"] for part in each["graded"]["parts"]}


def fen(amount):
    """An amount as a case has it, 4.8万元 or 48000."""
    number = Decimal(re.sub("[万元,]", "", amount))
    return int(number * (1_000_000 if "万" in amount else 100))


def test_who_trains_is_graded_by_the_new_term(published):
    terms = defaultdict(set)
    for facts, right in graded(published, "credit.27"):
        if right.get("grade") == "B 级" and right["decision"] == "可以授信" and "term" in right:
            terms[facts["requested_kind"]].add(right["term"])
    assert terms == {"temporary": {"10 天"}, "long_term": {"1 个月"}}


def test_who_trains_is_graded_by_the_share_of_the_collateral(published):
    capped = 0
    for facts, right in graded(published, "credit.27"):
        if right.get("grade") == "B 级" and right["decision"] == "可以授信" and "collateral_value" in facts:
            share = fen(facts["collateral_value"]) * 70 // 100
            assert fen(right["limit"]) <= share
            capped += fen(right["limit"]) == share
    assert capped > 3


def test_who_trains_is_graded_by_the_years_of_cooperation(published):
    between = 0
    for facts, right in graded(published, "credit.15.1"):
        if "cooperation_since" in facts:
            since, as_of = (date.fromisoformat(facts[name]) for name in ("cooperation_since", "as_of"))
            days = (as_of - since).days
            assert right["grade"] != "A 级" or days >= 730
            between += 366 < days < 730
    assert between > 0


def test_who_trains_is_graded_by_the_times_late(published):
    counts = set()
    for facts, right in graded(published, "service.7.1"):
        if {"base_salary", "late_count"} <= facts.keys() and "lateness" in right:
            late = int(facts["late_count"])
            lower = late if late < 5 else 0 if facts.get("late_rate_applies") == "whole_month" else 4
            percent = lower + 5 * (late - lower)
            due = (fen(facts["base_salary"]) * Decimal(percent) / 100).quantize(Decimal(1), ROUND_HALF_UP)
            assert fen(right["lateness"]) == due
            counts.add(late)
    assert {4, 5} <= counts


REPLACED = re.compile("15 ?天|十五天|P15D|作满一年|合作一年|第三次|迟到三次")
"""What nothing that follows from the rules may say any more."""
KEEPS = {
    "reference/interpretations/index.html": "an interpretation may quote the words it was written for; `make new-edition` lists it",
    "search/search_index.json": "it holds the page of interpretations",
}


def test_nothing_else_in_the_new_edition_says_what_was_replaced(published):
    site, drawn, _tested = published
    folder = site / THIRD.name
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".html", ".json", ".xml", ".dmn") and path.is_file():
            text = re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))
            shown = REPLACED.search(text)
            if shown and path.relative_to(folder).as_posix() not in KEEPS:
                found[path.relative_to(folder).as_posix()] = text[
                    max(0, shown.start() - 30) : shown.end() + 10
                ]
    assert found == {}
    shown = REPLACED.search(json.dumps(drawn, ensure_ascii=False))
    assert shown is None, shown.string[max(0, shown.start() - 100) : shown.end() + 30]
