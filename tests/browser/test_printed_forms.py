"""The printed forms: filled as the checker answers, switched to blank and back, and printed on A4 by Chromium."""

import json
import re
import unicodedata
from io import BytesIO
from urllib.parse import quote

import pytest
from handbook_checker import CHECKS
from handbook_checker.site import answer
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.test_accessibility import violations
from tests.browser.walk import DESKTOP, PHONE, choose, open_check, settle, text
from tools import ROOT
from tools.handbook.handbook import read

FORMS = read(ROOT / "docs").forms
FILLED = [(form.id, check) for form in FORMS.values() for check in form.checks]
TICK = "√"

# form: upright or wide, and its pages
PAPER = {
    "assessment": ("upright", 3),
    "classification": ("wide", 1),
    "evaluation": ("upright", 2),
    "visit-plan": ("upright", 1),
    "visit-record": ("upright", 1),
    "visit-report": ("upright", 1),
}
A4 = {"upright": (595, 842), "wide": (842, 595)}


def fragment(check: str, facts: dict[str, object]) -> str:
    pairs = [("check", check), *((name, text(value)) for name, value in facts.items() if value is not None)]
    return "#?" + "&".join(f"{name}={quote(value)}" for name, value in pairs)


def example(check: str, number: int) -> str:
    return fragment(check, CHECKS[check].examples[number][1])


def answered(check: str, facts: dict[str, object]) -> dict:
    return json.loads(answer("check", json.dumps({"check": check, "entries": facts, "settings": None})))


def open_form(page: Page, site_url: str, id: str, case: str = "") -> None:
    """Open a form and wait until it is as it will be: blank, or filled from the case in the address."""
    page.goto("about:blank")
    page.goto(f"{site_url}/forms/{id}/{case}")
    wait(page)


def follow(page: Page, case: str) -> None:
    """Put another case into the address of the form's page."""
    page.evaluate(
        """hash => new Promise(done => {
            addEventListener("hashchange", done, { once: true });
            location.hash = hash;
        })""",
        case,
    )
    wait(page)


def wait(page: Page) -> None:
    page.locator('.form-scroll[aria-busy="false"]').wait_for(timeout=30_000)


def answers(page: Page) -> dict[str, str]:
    """What stands in the cells that ask for a fact: the option ticked, or what is written."""
    return page.locator(".form-sheet [data-fact]").evaluate_all(
        """cells => Object.fromEntries(cells.map(cell => {
            const ticked = [...cell.querySelectorAll(".form-choice")].filter(c => c.querySelector(".form-box").textContent);
            const written = [...cell.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.textContent);
            const text = ticked.map(c => c.querySelector(".form-option").textContent).concat(written).join("");
            return [`${cell.dataset.check}.${cell.dataset.fact}`, text];
        }))"""
    )


def by_data(page: Page, name: str) -> dict[str, str]:
    """The texts of the cells with a `data-` attribute, by it."""
    return page.locator(f".form-sheet [data-{name}]").evaluate_all(
        f"cells => Object.fromEntries(cells.map(cell => [cell.getAttribute('data-{name}'), cell.textContent.trim()]))"
    )


@pytest.mark.parametrize(("id", "check"), FILLED)
def test_a_filled_form_says_what_the_checker_answers(page: Page, site_url: str, id: str, check: str) -> None:
    open_form(page, site_url, id)
    for _title, facts in CHECKS[check].examples:
        reply = answered(check, facts)
        follow(page, fragment(check, facts))
        compare(page, check, reply)
    assert not page.console_errors


def compare(page: Page, check: str, reply: dict) -> None:
    sections = reply["view"]["sections"]
    fields = {item["label"]: item for each in sections if each["kind"] == "fields" for item in each["items"]}
    (findings,) = ({i["clause"]: i for i in each["items"]} for each in sections if each["id"] == "findings")

    own = {name: words for name, words in answers(page).items() if name.startswith(f"{check}.")}
    assert own
    assert own == {name: reply["understood"].get(name.partition(".")[2], "") for name in own}
    assert {words for name, words in answers(page).items() if name not in own} <= {""}
    for label, words in by_data(page, "result").items():
        cell = page.locator(f'.form-sheet [data-result="{label}"]').first
        if cell.get_attribute("data-check") != check:
            assert words == ""
        elif label not in fields:
            assert words == "—"
        else:
            assert words == (fields[label]["value"] if fields[label]["settled"] else "")
    for clause, words in by_data(page, "finding").items():
        finding = findings.get(clause)
        known = finding is not None and finding["status"] != "unknown"
        assert words == (finding["status_label"] if known else "")
    for label, item in fields.items():
        cites = page.locator(f'.form-sheet [data-cites-of="{label}"] a')
        if cites.count() and item["settled"] and item["clauses"]:
            hrefs = cites.evaluate_all("all => all.map(link => link.getAttribute('href'))")
            assert [href.partition("#")[2] for href in hrefs] == item["clauses"]
    assert page.locator("[data-as-of]").text_content() == reply["outcome"]["as_of"]


def test_contradictory_facts_stand_where_the_clause_asks_for_them(page: Page, site_url: str) -> None:
    facts = {"strong_finances": "true", "weak_finances": "true"}
    open_form(page, site_url, "assessment", fragment("credit", facts))
    expect(page.locator('[data-list="conflicts"]')).to_have_text(
        "以下事实不能同时为“是”：资金实力雄厚、资金实力不足。请复核资料。"
    )


def test_a_register_holds_one_row_for_the_case(page: Page, site_url: str) -> None:
    open_form(page, site_url, "classification", example("credit", 1))
    assert page.locator(".form-table--register tbody tr").count() == 1
    page.get_by_label("空白").check()
    assert page.locator(".form-table--register tbody tr").count() == 15


def test_without_a_case_the_form_is_blank_and_says_how_to_get_a_filled_one(page: Page, site_url: str) -> None:
    open_form(page, site_url, "assessment")
    expect(page.locator(".form-empty")).to_be_visible()
    hrefs = page.locator(".form-empty a").evaluate_all("all => all.map(link => link.href)")
    assert hrefs == [f"{site_url}/checks/{check}/" for check in FORMS["assessment"].checks]
    expect(page.locator(".form-switch")).to_be_hidden()
    assert set(answers(page).values()) == {""}
    assert not [url for url in page.requests if "runtime" in url]


def test_blank_and_filled_can_be_switched(page: Page, site_url: str) -> None:
    open_form(page, site_url, "assessment", example("credit", 0))
    filled = answers(page)
    assert filled["credit.role"] == "下游客户"
    expect(page.get_by_label("按当前客户填写")).to_be_checked()
    page.get_by_label("按当前客户填写").press("ArrowLeft")
    expect(page.get_by_label("空白")).to_be_checked()
    assert set(answers(page).values()) == {""}
    expect(page.locator("[data-as-of]")).to_be_hidden()
    page.get_by_label("按当前客户填写").check()
    assert answers(page) == filled


def test_the_button_prints(page: Page, site_url: str) -> None:
    page.add_init_script("window.print = () => { document.title = 'printing'; }")
    open_form(page, site_url, "visit-plan")
    page.get_by_role("button", name="打印").click()
    assert page.title() == "printing"


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_check_leads_to_its_form_and_the_form_back_with_the_case(
    page: Page, site_url: str, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)
    open_check(page, site_url)
    choose(page, "role", "upstream")
    choose(page, "weak_finances", "true")
    settle(page)
    page.locator(".check-forms").get_by_role("link", name="客户信用调查评定表").click()
    wait(page)
    filled = answers(page)
    assert filled["credit.role"] == "上游供应商"
    assert filled["credit.weak_finances"] == "是"
    assert by_data(page, "result")["信用等级"] == "C 级"
    page.get_by_role("link", name="返回修改").click()
    expect(page.locator(".check-headline")).to_contain_text("C 级")
    choose(page, "weak_finances", "false")
    settle(page)
    page.locator(".check-forms").get_by_role("link", name="客户信用调查评定表").click()
    expect(page.locator('[data-fact="weak_finances"]')).to_have_text(f"是{TICK}否")
    assert not page.console_errors
    assert {url.split("/")[2] for url in page.requests if url.startswith("http")} == {site_url.split("/")[2]}


def test_both_checks_of_one_customer_fill_one_form(page: Page, site_url: str) -> None:
    for check, fact in (("survey", "basic_information"), ("credit", "key_data_complete")):
        # A link, not an address: what a form has been filled with is kept for one visit alone.
        if check == "survey":
            open_check(page, site_url, check)
        else:
            page.locator(".md-tabs").get_by_role("link", name="核对").click()
        choose(page, fact, "true")
        settle(page)
        page.locator(".check-forms").get_by_role("link", name="客户信用调查评定表").click()
        wait(page)
    assert answers(page)["survey.basic_information"] == ""
    page.get_by_role("button", name="一并填入").click()
    expect(page.locator('[data-fact="basic_information"]')).to_have_text(f"{TICK}是否")
    assert answers(page)["credit.key_data_complete"] == "是"
    assert page.get_by_role("button", name="一并填入").count() == 0
    page.reload()
    wait(page)
    both = answers(page)
    assert (both["survey.basic_information"], both["credit.key_data_complete"]) == ("是", "是")


def test_unusable_facts_are_named_and_the_others_filled_in(page: Page, site_url: str) -> None:
    facts = {"role": "downstream", "cooperation_since": "去年", "rolle": "x"}
    open_form(page, site_url, "assessment", fragment("credit", facts))
    problems = [error["problem"] for error in answered("credit", facts)["errors"]]
    assert len(problems) == 2
    expect(page.locator(".form-notices li")).to_have_text(problems)
    filled = answers(page)
    assert (filled["credit.role"], filled["credit.cooperation_since"]) == ("下游客户", "")
    assert set(by_data(page, "result").values()) == {""}
    page.get_by_role("link", name="返回修改").click()
    expect(page.locator(".check-errors li")).to_have_count(2)


@pytest.mark.parametrize("check", ["visit", "nothing"])
def test_a_case_of_another_check_leaves_the_form_blank_and_is_told(
    page: Page, site_url: str, check: str
) -> None:
    page.goto(f"{site_url}/forms/assessment/#?check={check}&role=downstream")
    expect(page.locator(".form-notices")).to_contain_text("不用于填写本表")
    assert set(answers(page).values()) == {""}
    expect(page.locator(".form-switch")).to_be_hidden()


def test_the_form_follows_the_address(page: Page, site_url: str) -> None:
    open_form(page, site_url, "assessment", fragment("credit", {"role": "downstream"}))
    follow(page, "#?check=credit&role=upstream")
    expect(page.locator('[data-fact="role"]')).to_have_text(f"下游客户{TICK}上游供应商")
    page.go_back()
    expect(page.locator('[data-fact="role"]')).to_have_text(f"{TICK}下游客户上游供应商")


@pytest.mark.parametrize("id", FORMS)
def test_axe_finds_nothing_and_only_the_sheet_scrolls_sideways(page: Page, site_url: str, id: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_form(page, site_url, id)
    for case in ("", example(FORMS[id].checks[0], 0)):
        if case:
            follow(page, case)
        for screen, scheme, named in ((DESKTOP, "light", "default"), (PHONE, "dark", "slate")):
            page.set_viewport_size(screen)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.locator(f'body[data-md-color-scheme="{named}"]').wait_for()
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
            controls = page.locator(":is(.form-switch label, .form-print):visible")
            assert controls.evaluate_all(
                "all => all.every(one => one.getBoundingClientRect().height >= 43.9)"
            )


# On paper

# Chromium writes some characters as the radicals that look like them; those without a compatibility mapping by hand.
RADICALS = str.maketrans("戶⻚⻓⻔⻅⻉⻋⻛⻝⻢⻬黃", "户页长门见贝车风食马齐黄")


def plain(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words).translate(RADICALS))


def printed(page: Page) -> tuple[list[str], list[tuple[int, int]]]:
    """The text and the size of each page of the PDF that Chromium makes."""
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    sizes = [(round(each.mediabox.width), round(each.mediabox.height)) for each in pages]
    return [plain(each.extract_text()) for each in pages], sizes


@pytest.mark.parametrize("id", FORMS)
def test_a_form_prints_whole_on_a4_blank_and_filled(page: Page, site_url: str, id: str) -> None:
    form = FORMS[id]
    open_form(page, site_url, id)
    assert look_at_paper(page, id) == 0
    for number in range(len(CHECKS[form.checks[-1]].examples)):
        follow(page, example(form.checks[-1], number))
        ticks = look_at_paper(page, id)
        assert ticks == len([words for words in answers(page).values() if words]) - written(page)


def written(page: Page) -> int:
    """How many facts are answered in writing, without boxes to tick."""
    return page.locator(
        ".form-sheet [data-fact]:not(:has(.form-choice)):not(:has(.form-pen)):not(:empty)"
    ).count()


def look_at_paper(page: Page, id: str) -> int:
    """Hold the PDF against the sheet: size, pages, heads, and every row whole; its ticks are counted."""
    head = plain(page.locator(".form-running").inner_text())
    rows = page.locator(".form-table tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    columns = [plain(cell) for cell in page.locator(".form-table thead th").all_inner_texts()]
    texts, sizes = printed(page)

    shape, count = PAPER[id]
    assert sizes == [A4[shape]] * count
    assert all(head in words for words in texts)
    assert all(f"第{sheet}页,共{count}页" in words for sheet, words in enumerate(texts, 1))
    assert plain(FORMS[id].title) in texts[0]
    # No row is split: a page holds all of it.
    for row in rows:
        cells = [plain(cell) for cell in row]
        assert any(all(cell in words for cell in cells) for words in texts), cells
    # The head of the table stands on every page on which it goes on.
    assert all(column in words for column in columns for words in texts)
    assert not any(plain(word) in words for word in ("打印", "按当前客户填写", "预览") for words in texts)
    return sum(words.count(TICK) for words in texts)


def test_a_printed_form_shows_the_values(page: Page, site_url: str) -> None:
    open_form(page, site_url, "classification", example("credit", 1))
    (text_of_page,), _ = printed(page)
    view = answered("credit", CHECKS["credit"].examples[1][1])["view"]
    values = {item["label"]: item["value"] for item in view["sections"][0]["items"]}
    for label in ("信用等级", "授信决定", "授信种类", "信用额度", "期限"):
        assert plain(values[label]) in text_of_page
