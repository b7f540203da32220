"""A check walked from the empty form to the signed sheet, with pointer and with keyboard, on a desk and on a phone."""

import json
from urllib.parse import urlsplit

import pytest
from handbook_checker import CHECKS
from handbook_checker.site import answer
from playwright.sync_api import Page, expect

from tests.browser.walk import (
    DESKTOP,
    EXAMPLES,
    PHONE,
    approvers,
    choose,
    fill,
    headline,
    held,
    in_view,
    limit_of,
    load_whole_pages,
    message,
    open_check,
    settle,
    shown,
    text,
    wait_until_laid_out,
    write,
)

SCREENS = pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
CUSTOMERS: dict[str, tuple[str | None, list[str]]] = {
    "A": (limit_of("A"), ["营销副总", "财务总监", "总经理", "董事长"]),
    "B": (limit_of("B"), ["营销部经理", "营销副总", "财务总监", "总经理", "董事长"]),
    "C": (None, []),
}


def assert_customer(page: Page, grade: str) -> None:
    limit, chain = CUSTOMERS[grade]
    assert shown(page, "信用等级") == f"{grade} 级"
    assert shown(page, "授信决定") == ("可以授信" if limit else "不予授信")
    assert approvers(page) == chain
    if limit:
        assert shown(page, "信用额度") == limit
    else:
        assert page.locator(".check-fields").get_by_text("信用额度", exact=True).count() == 0


@pytest.mark.parametrize(
    ("grade", "screen", "instant"),
    [*((grade, screen, True) for grade in CUSTOMERS for screen in (DESKTOP, PHONE)), ("B", DESKTOP, False)],
)
def test_a_customer_is_checked_and_the_facts_stay(
    page: Page, site_url: str, grade: str, screen: dict[str, int], instant: bool
) -> None:
    page.set_viewport_size(screen)
    if not instant:
        load_whole_pages(page)
    facts = EXAMPLES[grade]
    open_check(page, site_url)
    page.wait_for_load_state("networkidle")
    before = len(page.requests)

    fill(page, facts)

    assert_customer(page, grade)
    assert page.requests[before:] == []

    typed = {name: text(value) for name, value in facts.items()}
    verdict = headline(page)
    link = page.locator(".check-outcome a[data-cites]:visible").first
    clause = link.get_attribute("data-cites")
    link.click()
    page.wait_for_url(f"**/regulations/credit/#{clause}?check=credit&*")
    page.locator(".regulation").wait_for()
    page.go_back()
    page.wait_for_url("**/checks/credit/#?*")
    page.locator(".check").wait_for()
    settle(page)
    assert held(page) == typed
    assert headline(page) == verdict

    page.reload()
    settle(page)
    assert held(page) == typed
    assert_customer(page, grade)

    assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(site_url).netloc}
    assert page.console_errors == []


@pytest.mark.parametrize(("grade", "screen"), [("A", DESKTOP), ("B", PHONE), ("C", DESKTOP)])
def test_a_customer_is_checked_with_the_keyboard_alone(
    page: Page, site_url: str, grade: str, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)
    open_check(page, site_url)
    left = dict(EXAMPLES[grade])
    for _ in range(200):
        if not left:
            break
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.name ?? ''")
        if name not in left:
            continue
        value = text(left.pop(name))
        if page.evaluate("document.activeElement.type") == "radio":
            page.keyboard.press("Space")
            for _ in range(5):
                if page.evaluate("document.activeElement.value") == value:
                    break
                page.keyboard.press("ArrowRight")
        else:
            page.keyboard.type(value)
    assert left == {}
    settle(page)
    assert held(page) == {name: text(value) for name, value in EXAMPLES[grade].items()}
    assert_customer(page, grade)

    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.check-outcome a[data-cites]')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/regulations/credit/#credit.*")
    page.locator(".regulation").wait_for()
    page.go_back()
    page.wait_for_url("**/checks/credit/#?*")
    page.locator(".check").wait_for()
    settle(page)
    assert_customer(page, grade)


def test_a_link_opens_the_same_case_for_somebody_else(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    fill(page, EXAMPLES["B"])
    page.wait_for_url(f"**start_date={EXAMPLES['B']['start_date']}**")
    verdict, address = headline(page), page.url

    other = page.context.new_page()
    other.goto(address)
    settle(other)

    assert held(other) == held(page)
    assert headline(other) == verdict


def test_a_partial_case_is_kept_as_typed(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    write(page, "requested_amount", "１２万 元")
    choose(page, "weak_finances", "unknown")
    settle(page)
    expect(page).to_have_url(
        f"{site_url}/checks/credit/#?weak_finances=unknown&requested_amount=%EF%BC%91%EF%BC%92%E4%B8%87%20%E5%85%83"
    )
    page.reload()
    settle(page)
    assert held(page) == {"requested_amount": "１２万 元", "weak_finances": "unknown"}
    expect(message(page, "requested_amount")).to_have_text("理解为 120,000.00 元")


def test_another_page_and_back_by_the_menu_keeps_the_case(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    choose(page, "strong_finances", "true")
    page.locator("#fact-strong_finances .check-cites a").click()
    page.wait_for_url("**/regulations/credit/#credit.15.5?check=credit&*")
    page.get_by_role("link", name="核对", exact=True).first.click()
    page.wait_for_url("**/checks/credit/**")
    settle(page)
    assert held(page) == {"strong_finances": "true"}
    expect(page).to_have_url(f"{site_url}/checks/credit/#?strong_finances=true")


@pytest.mark.parametrize("whole_pages", [False, True], ids=["instant", "whole"])
def test_a_link_can_open_an_example(page: Page, site_url: str, whole_pages: bool) -> None:
    if whole_pages:
        load_whole_pages(page)
    page.goto(site_url)
    page.get_by_role("link", name="看示例客户").click()
    settle(page)
    title, facts = CHECKS["credit"].examples[0]
    assert held(page) == {name: text(value) for name, value in facts.items()}
    expect(page.locator(".check-undo")).to_contain_text(f"已填入示例“{title}”")
    assert "example" not in page.url
    page.locator(".check-undo").get_by_role("button", name="撤销").click()
    settle(page)
    assert held(page) == {}


@pytest.mark.parametrize("number", ["0", "6", "-1", "1.5", "x", ""])
def test_a_link_to_no_example_says_so(page: Page, site_url: str, number: str) -> None:
    open_check(page, site_url, fragment=f"#?example={number}")
    assert held(page) == {}
    expect(page.locator(".check-strays")).to_contain_text(f"example={number}")


def test_an_example_opens_at_its_head_however_far_down_its_link_was(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(site_url)
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="看示例客户").click()
    page.locator(".check").wait_for()
    settle(page)
    assert page.evaluate("[window.kept, scrollY]") == [True, 0]


@SCREENS
def test_examples_fill_the_form_and_can_be_undone(page: Page, site_url: str, screen: dict[str, int]) -> None:
    page.set_viewport_size(screen)
    open_check(page, site_url)
    choose(page, "weak_finances", "true")
    for title, facts in CHECKS["credit"].examples:
        page.get_by_role("button", name=title).click()
        settle(page)
        assert held(page) == {name: text(value) for name, value in facts.items()}
        request = {"check": "credit", "entries": facts, "settings": {}}
        assert headline(page) == json.loads(answer("check", json.dumps(request)))["view"]["headline"]["text"]
        page.get_by_role("button", name="撤销").click()
        settle(page)
        assert held(page) == {"weak_finances": "true"}


def test_clearing_can_be_undone(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?role=downstream&requested_amount=12%E4%B8%87&current_exposure=abc")
    page.get_by_role("button", name="清空", exact=True).click()
    settle(page)
    assert held(page) == {}
    expect(page).to_have_url(f"{site_url}/checks/credit/")
    page.get_by_role("button", name="撤销").click()
    settle(page)
    assert held(page) == {"role": "downstream", "requested_amount": "12万", "current_exposure": "abc"}


def test_the_next_question_takes_the_keyboard_to_its_field(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    outcome = json.loads(answer("check", '{"check": "credit", "entries": {}}'))["outcome"]
    first, second = outcome["missing"][:2]
    page.get_by_role("button", name="去回答").click()
    assert page.evaluate("document.activeElement.name") == first
    assert in_view(page.locator(f"#fact-{first}"))
    # Whoever does not know is not asked again first.
    choose(page, first, "unknown")
    settle(page)
    assert page.locator(".check-next [data-goto]").get_attribute("data-goto") == second
    assert page.locator('[data-key="skipped"] [data-goto]').get_attribute("data-goto") == first


@SCREENS
def test_coming_from_a_clause_puts_its_facts_in_view(
    page: Page, site_url: str, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)
    open_check(page, site_url, fragment="#credit.16.4")
    fact = page.locator("#fact-weak_finances")
    expect(fact).to_have_class("check-fact is-marked")
    expect(page.locator(".check-arrival")).to_contain_text("资金实力不足,偿债能力较差")
    assert in_view(page.locator("#fact-weak_finances .check-options"))
    assert page.locator(".check-fact.is-marked").count() == 1


def test_coming_from_the_regulation_puts_the_facts_in_view(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/regulations/credit/#credit.16.4")
    page.locator('a[href$="checks/credit/#credit.16.4"]').first.click()
    page.wait_for_url("**/checks/credit/#credit.16.4")
    settle(page)
    assert in_view(page.locator("#fact-weak_finances .check-options"))


@pytest.mark.parametrize("clause", ["credit.4", "credit.22"])
@pytest.mark.parametrize("case", ["", "?weak_finances=true"])
def test_a_clause_with_nothing_to_decide_is_shown_in_the_list_and_nothing_covers_it(
    page: Page, site_url: str, clause: str, case: str
) -> None:
    open_check(page, site_url, fragment=f"#{clause}{case}")
    row = page.locator(f'[id="{clause}"]')
    assert in_view(row)
    wait_until_laid_out(page)
    assert in_view(row)
    aside, clauses = (page.locator(name).bounding_box() for name in (".check-aside", ".check-clauses"))
    assert aside
    assert clauses
    assert aside["y"] + aside["height"] <= clauses["y"]


def test_an_address_with_a_clause_and_a_case(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#credit.15.1?cooperation_since=2024/1/5&as_of=2026-12-1")
    expect(message(page, "cooperation_since")).to_have_text("理解为 2024-01-05")
    expect(page.locator(".check-fact.is-marked")).to_have_count(2)
    status = page.locator('.check-reason[data-key="credit.15.1"] .check-status')
    expect(status).to_have_text("符合")


def test_pointing_at_a_clause_marks_the_facts_it_reads(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.locator('.check-fields a[data-cites="credit.16.4"]').hover()
    expect(page.locator("#fact-weak_finances")).to_have_class("check-fact is-marked")
    page.locator("h1").hover()
    page.locator(".check-headline").hover()
    expect(page.locator(".check-fact.is-marked")).to_have_count(0)
    page.locator('.check-reason[data-key="credit.18"] summary').click()
    expect(page.locator(".check-fact.is-marked")).to_have_count(2)
    expect(page.locator('.check-reason[data-key="credit.18"] .check-reason-words')).to_be_visible()


def test_what_the_reader_opened_stays_open_while_facts_change(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.locator('.check-reason[data-key="credit.18"] summary').click()
    choose(page, "newly_developed", "true")
    settle(page)
    expect(page.locator('.check-reason[data-key="credit.18"]')).to_have_attribute("open", "")
    expect(page.locator('.check-reason[data-key="credit.18"] .check-status')).to_have_text("有此情形")


def test_a_case_prints_as_a_sheet_to_sign(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    page.get_by_role("button", name=CHECKS["credit"].examples[1][0]).click()
    settle(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    sheet = page.locator(".check-sheet")
    for words in (
        limit_of("B"),
        "抵押手续完备",
        "第二十七条",
        "对于B级客户",
        "董事长（审批）",
        "签名",
        "手册版本：",
        "核对日期：",
    ):
        expect(sheet).to_contain_text(words)
    expect(page.locator(".check-form")).to_be_hidden()
    expect(page.locator("h1:visible")).to_have_text(["客户评级与授信"])
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(sheet).to_have_count(0)


def test_the_outcome_and_its_address_can_be_copied(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.get_by_role("button", name="复制结果").click()
    expect(page.get_by_text("结果已复制。")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("客户评级与授信：C 级，不予授信\n")
    assert "资金实力不足：是" in copied
    page.get_by_role("button", name="复制链接").click()
    expect(page.get_by_text("链接已复制，核对日期固定为")).to_be_visible()
    as_of = json.loads(answer("check", '{"check": "credit", "entries": {}}'))["outcome"]["as_of"]
    assert (
        page.evaluate("navigator.clipboard.readText()")
        == f"{site_url}/checks/credit/#?as_of={as_of}&weak_finances=true"
    )
