"""The six printed forms as built, blank: their rows, the clauses cited there, and who signs."""

import json
import shutil
from functools import cache

import pytest
from bs4 import BeautifulSoup
from handbook_checker import CHECKS
from handbook_checker.site import answer
from markdown import Markdown

from tools import ROOT
from tools.handbook.editions import in_words
from tools.handbook.forms import Result, rows_of
from tools.handbook.handbook import read
from tools.render.printed_forms import form

DOCS = ROOT / "docs"
HANDBOOK = read(DOCS)
CLAUSES = HANDBOOK.clauses
FORMS = HANDBOOK.forms


@cache
def page(id):
    return BeautifulSoup(form(id, HANDBOOK), "html.parser")


def words(element):
    return "".join(element.get_text().split())


def cited(elements):
    return {link["href"].partition("#")[2] for element in elements for link in element.select("a.form-cite")}


def answered(check, facts):
    return json.loads(answer("check", json.dumps({"check": check, "entries": facts, "settings": None})))


def of(check, *titles):
    """The facts of groups of a check, as the cells of a form name them; none where its regulation is gone."""
    if check not in CHECKS:
        return []
    groups = [group for group in CHECKS[check].groups if group.title in titles]
    assert len(groups) == len(titles)
    return [f"{check}.{fact.name}" for group in groups for fact in group.facts if fact.name != "as_of"]


# form: the titles and the clauses that its rows have to cite
REQUIRED = {
    "assessment": (
        "客户信用调查评定表",
        {f"credit.8.{number}" for number in range(1, 9)}
        | {f"credit.15.{number}" for number in range(1, 7)}
        | {f"credit.16.{number}" for number in range(1, 10)}
        | {f"credit.11.{number}" for number in range(1, 5)}
        | {"credit.10", "credit.11", "credit.17", "credit.18"},
    ),
    "classification": ("客户信用等级分类汇总表", {"credit.19", "credit.29", "credit.30"}),
    "evaluation": (
        "客户授信额度执行评价表",
        {f"credit.{article}" for article in range(37, 43)},
    ),
    "visit-plan": ("客户回访计划", {"visits.3.1", "visits.3.3"}),
    "visit-record": ("客户回访记录表", {"visits.4.2"}),
    "visit-report": ("客户回访报告表", {"visits.5.1", "visits.5.2"}),
}

# form: the facts that it asks for, in its order
ASKED = {
    "assessment": [
        "credit.role",
        *of("survey", "调查要点"),
        *of("credit", "A级条件", "C级情形", "新客户与资料"),
        *of("survey", "更新"),
        *of("survey", "填报、审核与备案"),
    ],
    "classification": [
        f"credit.{name}" for name in ("role", "prior_credit_amount", "current_exposure", "arrears_unsettled")
    ],
    "evaluation": [
        *(f"order.{name}" for name in ("grade", "limit", "current_exposure", "arrears_unsettled")),
        *of("review", "每月", "每季度", "额度调整"),
    ],
    "visit-plan": ["visit.kind", *of("visit", "回访计划", "回访资料")],
    "visit-record": ["visit.kind", "visit.record_form_completed"],
    "visit-report": ["visit.kind", *of("visit", "整理回访记录")],
}

# form: who signs it
SIGNED = {
    "assessment": "营销部业务主管 部门经理 相关部门 财务部门",
    "classification": "营销部经理 经办业务员 财务部信用控制主管 营销副总 财务总监 总经理 董事长",
    "evaluation": "财务部 业务主管 营销部经理 财务部信用控制主管 营销主管副总 总经理 董事长",
    "visit-plan": "客户服务专员",
    "visit-record": "客户服务专员 客户服务主管 客户服务部相关人员",
    "visit-report": "客户服务专员 客户服务主管",
}


REQUIRED, ASKED, SIGNED = (
    {id: row for id, row in table.items() if id in FORMS} for table in (REQUIRED, ASKED, SIGNED)
)


def test_the_tables_hold_every_form_of_the_regulations_that_they_speak_of():
    spoken_of = {HANDBOOK.regulation_of(FORMS[id]).id for id in REQUIRED}
    forms = [id for id, form in FORMS.items() if HANDBOOK.regulation_of(form).id in spoken_of]
    assert list(REQUIRED) == list(ASKED) == list(SIGNED) == forms


@pytest.mark.parametrize(("id", "required"), REQUIRED.items())
def test_a_form_has_its_title_and_cites_its_clauses(id, required):
    title, clauses = required
    assert words(page(id).h1) == title
    assert clauses <= cited(page(id).select(".form-sheet"))


@pytest.mark.parametrize(("id", "asked"), ASKED.items())
def test_a_form_asks_the_checkers_facts_in_the_checkers_words(id, asked):
    cells = page(id).select(".form-sheet [data-fact]")
    first_row = len(cells) // len(page(id).select(".form-table--register tbody tr") or [None])
    assert [f"{cell['data-check']}.{cell['data-fact']}" for cell in cells[:first_row]] == asked
    for row in page(id).select(".form-table--rows tr:has([data-fact])"):
        cell = row.select_one("[data-fact]")
        fact = CHECKS[cell["data-check"]].facts[cell["data-fact"]]
        assert words(row.th) == "".join((fact.label + fact.question).split())


@pytest.mark.parametrize("id", FORMS)
def test_every_row_has_its_clause(id):
    rows = page(id).select(".form-table--rows tbody tr")
    heads = page(id).select(".form-table--register thead th")[1:-1]
    assert rows or heads
    assert [words(row) for row in (*rows, *heads) if not cited([row])] == []


@pytest.mark.parametrize("id", FORMS)
def test_the_answers_to_tick_are_those_that_the_checker_gives(id):
    for cell in page(id).select("[data-fact]:has(.form-choice)"):
        fact_check = cell["data-check"]
        fact = CHECKS[fact_check].facts[cell["data-fact"]]
        values = [value for value, label in fact.choices] or [True, False]
        given = [answered(fact_check, {fact.name: value}) for value in values]
        options = [words(option) for option in cell.select(".form-option")]
        assert options == [reply["understood"][fact.name] for reply in given]


@pytest.mark.parametrize("id", FORMS)
def test_every_result_is_one_that_the_checker_words(id):
    for result in (row for row in rows_of(FORMS[id]) if isinstance(row, Result)):
        replies = [answered(result.check, facts) for _, facts in CHECKS[result.check].examples]
        assert result.label in {
            item["label"]
            for reply in replies
            for section in reply["view"]["sections"]
            if section["kind"] == "fields"
            for item in section["items"]
        }


@pytest.mark.parametrize(("id", "roles"), SIGNED.items())
def test_those_sign_whom_the_cited_clauses_name(id, roles):
    places = page(id).select(".form-roles td:has(b)")
    assert [words(place.b) for place in places] == roles.split()
    assert len(page(id).select(".form-sign")) == len(places)
    for place in places:
        for clause in cited([place]):
            text = "".join(each.proposed for id, each in CLAUSES.items() if f"{id}.".startswith(f"{clause}."))
            assert words(place.b) in text, clause
        assert cited([place])


@pytest.mark.parametrize("id", FORMS)
def test_a_blank_form_holds_no_answer(id):
    assert not page(id).select(".form-box:not(:empty), .form-finding:not(:empty), [data-result]:not(:empty)")
    assert all(element.has_attr("hidden") for element in page(id).select("[data-filled]"))


def test_a_blank_register_has_room_for_fifteen_customers():
    rows = page("classification").select(".form-table--register tbody tr")
    assert [words(row.td) for row in rows] == [str(number) for number in range(1, 16)]


@pytest.mark.parametrize("id", FORMS)
def test_edition_and_date_stand_at_the_head(id):
    head = page(id).select_one(".form-layout > thead")
    assert words(head).endswith("".join(in_words(HANDBOOK.edition)[0].split()))


@pytest.mark.parametrize("id", FORMS)
def test_the_organisation_stands_at_the_head_once_it_has_said_its_name(id, tmp_path):
    docs = tmp_path / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("generated", "assets"))
    (docs / "organisation.toml").write_text('name = "江淮建材有限公司"\n', encoding="utf-8")
    head = BeautifulSoup(form(id, read(docs)), "html.parser").select_one(".form-layout > thead")
    assert words(head).startswith("江淮建材有限公司《")
    assert words(page(id).select_one(".form-layout > thead")).startswith("《")


@pytest.mark.parametrize("id", FORMS)
def test_nothing_is_styled_or_run_inline(id):
    assert not page(id).select("[style], script, style, [onclick]")


@pytest.mark.parametrize("id", FORMS)
def test_the_site_has_a_page_for_it_and_the_list_leads_there(site, id):
    built = BeautifulSoup((site / f"forms/{id}/index.html").read_text(encoding="utf-8"), "html.parser")
    assert built.select_one(f'.form-page[data-form="{id}"]')
    assert len(built.select("h1")) == 1
    listed = BeautifulSoup((site / "forms/index.html").read_text(encoding="utf-8"), "html.parser")
    (link,) = listed.select(f'article a[href="{id}/"]')
    assert words(link) == FORMS[id].title


@pytest.mark.parametrize("check", CHECKS)
def test_a_check_leads_to_the_forms_that_it_fills(site, check):
    built = BeautifulSoup((site / f"checks/{check}/index.html").read_text(encoding="utf-8"), "html.parser")
    links = {link["href"]: words(link) for link in built.select(f'a[data-fills="{check}"]')}
    assert links == {f"../../forms/{each.id}/": each.title for each in FORMS.values() if check in each.checks}


def test_an_unknown_form_is_named():
    text = Markdown(extensions=["tools.render.placeholders"])
    with pytest.raises(ValueError, match="::: form receipt"):
        text.convert("::: form receipt")
