"""What is typed, or comes with a link: what it is understood to mean, what is wrong with it, and that none is lost."""

import json

import pytest
from handbook_checker.site import answer
from playwright.sync_api import Page, expect

from tests.browser.walk import choose, headline, held, message, open_check, settle, write

UNDERSTOOD = [
    ("requested_amount", "12万", "理解为 120,000.00 元"),
    ("requested_amount", "１２万", "理解为 120,000.00 元"),
    ("requested_amount", "1,200.50", "理解为 1,200.50 元"),
    ("requested_amount", "1，200元", "理解为 1,200.00 元"),
    ("requested_amount", "￥3亿", "理解为 300,000,000.00 元"),
    ("requested_amount", " 0 ", "理解为 0.00 元"),
    ("requested_amount", "未知", "理解为 不清楚"),
    ("cooperation_since", "2026/1/5", "理解为 2026-01-05"),
    ("cooperation_since", "2026年1月5日", "理解为 2026-01-05"),
    ("cooperation_since", "２０２６．１．５", "理解为 2026-01-05"),
    ("cooperation_since", "20260105", "理解为 2026-01-05"),
    ("cooperation_since", "2026-01-05", ""),
]

UNUSABLE = [
    ("requested_amount", "-5"),
    ("requested_amount", "+5"),
    ("requested_amount", ".5"),
    ("requested_amount", "1e3"),
    ("requested_amount", "1.234"),
    ("requested_amount", "10000000000000"),
    ("requested_amount", "12,00"),
    ("requested_amount", "十二万"),
    ("requested_amount", "<b>5</b>"),
    ("cooperation_since", "2026-02-30"),
    ("cooperation_since", "2999-01-01"),
    ("cooperation_since", "昨天"),
    ("as_of", "2026-13-01"),
    ("start_date", "5/1/2026"),
]

ODD_LINKS = [
    ("role", "middle"),
    ("strong_finances", "maybe"),
    ("strong_finances", "1"),
    ("rolle", "downstream"),
    ("grade", "A"),
    ("__proto__", "x"),
    ("", "x"),
    ("<img src=x onerror=alert(1)>", "<script>alert(1)</script>"),
    ("role", "\\\"'</div>"),
    ("requested_amount", "9" * 5000),
    ("cooperation_since", "2026\u0000-01-01"),
    ("constructor", "%E4%B8"),
]


def problem(fact: str, value: str) -> str:
    reply = json.loads(
        answer("check", json.dumps({"check": "credit", "entries": {fact: value}, "settings": {}}))
    )
    return reply["errors"][0]["problem"]


def test_forgiving_entry_says_what_it_understood(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    for fact, typed, shown in UNDERSTOOD:
        write(page, fact, typed)
        settle(page)
        expect(message(page, fact)).to_have_text(shown)
        assert page.locator(f"#input-{fact}").input_value() == typed
        write(page, fact, "")


def test_unusable_entries_are_named_and_kept(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true&receivables_reference_balance=7")
    for fact, typed in UNUSABLE:
        write(page, fact, typed)
        settle(page)
        field = page.locator(f"#input-{fact}")
        expect(message(page, fact)).to_have_text(problem(fact, typed))
        expect(field).to_have_attribute("aria-invalid", "true")
        assert f"message-{fact}" in (field.get_attribute("aria-describedby") or "")
        expect(page.locator(".check-errors")).to_contain_text(problem(fact, typed))
        assert field.input_value() == typed
        assert held(page)["receivables_reference_balance"] == "7"
        page.get_by_role("button", name="去改正").click()
        assert page.evaluate("document.activeElement.name") == fact
        field.fill("")
        settle(page)
        expect(field).not_to_have_attribute("aria-invalid", "true")
        assert headline(page) == "C 级，不予授信"


def test_all_unusable_entries_are_named_at_once(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    write(page, "requested_amount", "abc")
    write(page, "start_date", "tomorrow")
    choose(page, "weak_finances", "true")
    settle(page)
    assert headline(page) == "有 2 项填写不能使用，改正后给出结果"
    assert page.locator(".check-errors li").count() == 2
    page.reload()
    settle(page)
    assert held(page) == {"requested_amount": "abc", "start_date": "tomorrow", "weak_finances": "true"}
    assert page.locator(".check-errors li").count() == 2


def test_nobody_is_corrected_in_the_middle_of_a_word(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    field = page.locator("#input-cooperation_since")
    field.press_sequentially("2024-1")
    settle(page)
    assert headline(page) == "C 级，不予授信"
    expect(field).not_to_have_attribute("aria-invalid", "true", timeout=100)
    # A pause is an end.
    expect(field).to_have_attribute("aria-invalid", "true", timeout=3000)
    field.press_sequentially("-5")
    settle(page)
    expect(message(page, "cooperation_since")).to_have_text("理解为 2024-01-05")


@pytest.mark.parametrize(("name", "value"), ODD_LINKS)
def test_what_a_link_brings_is_shown_as_unusable_and_never_as_markup(
    page: Page, site_url: str, name: str, value: str
) -> None:
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    encoded = page.evaluate(
        "([name, value]) => [name, value].map(encodeURIComponent).join('=')", [name, value]
    )
    open_check(page, site_url, fragment=f"#?{encoded}&weak_finances=true")
    assert headline(page) == "有 1 项填写不能使用，改正后给出结果"
    expect(page.locator(".check-errors")).to_contain_text(problem(name, value))
    assert dialogs == []
    assert page.locator(".check :is(img, script)").count() == 0
    # Nothing that came is lost from the address.
    page.wait_for_timeout(400)
    assert page.evaluate("location.hash").count(encoded) == 1
    assert page.console_errors == []
    if page.locator(".check-strays:visible").count():
        page.get_by_role("button", name="移除", exact=True).click()
    elif page.locator(f"#fact-{name} input[type=radio]").count():
        choose(page, name, "unknown")
    else:
        page.locator(f"#input-{name}").fill("")
    settle(page)
    assert headline(page) == "C 级，不予授信"


def test_a_fact_named_twice_is_an_error_that_can_be_mended(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?role=downstream&role=upstream&weak_finances=true")
    expect(message(page, "role")).to_have_text("“客户类别”给了不止一次；每一项只能给一次。")
    assert held(page) == {"role": "downstream", "weak_finances": "true"}
    expect(page.locator(".check-strays code")).to_have_text("role=upstream")
    page.get_by_role("button", name="移除", exact=True).click()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    page.get_by_role("button", name="撤销").click()
    settle(page)
    expect(page.locator(".check-strays code")).to_have_text("role=upstream")


@pytest.mark.parametrize(
    "fragment", ["#?%", "#?%E4%B8=%", "#?&&&=", "#%?role=upstream", "#?role", "#??role=upstream"]
)
def test_a_damaged_address_harms_nothing(page: Page, site_url: str, fragment: str) -> None:
    open_check(page, site_url, fragment=fragment)
    choose(page, "weak_finances", "true")
    settle(page)
    while page.locator(".check-strays:visible").count():
        page.get_by_role("button", name="移除", exact=True).first.click()
        settle(page)
    assert headline(page) == "C 级，不予授信"
    assert page.console_errors == []


def test_a_link_opened_on_the_page_replaces_the_case_and_can_be_undone(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.evaluate("location.hash = '#?role=upstream'")
    expect(page.get_by_text("已按地址填写。")).to_be_visible()
    settle(page)
    assert held(page) == {"role": "upstream"}
    page.get_by_role("button", name="撤销").click()
    settle(page)
    assert held(page) == {"weak_finances": "true"}


def test_a_bare_anchor_leaves_the_case_alone(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.evaluate("location.hash = '#credit.18'")
    expect(page).to_have_url(f"{site_url}/checks/credit/#credit.18?weak_finances=true")
    settle(page)
    assert held(page) == {"weak_finances": "true"}


def test_a_date_can_be_picked(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    native = page.locator("#fact-start_date .check-native")
    native.evaluate("field => { field.value = '2026-12-01'; field.dispatchEvent(new Event('change')); }")
    settle(page)
    assert held(page) == {"start_date": "2026-12-01"}
