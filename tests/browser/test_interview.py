"""One question at a time: only what can change the outcome, and an end."""

import pytest
from handbook_checker import CHECKS, check
from handbook_checker.model.entry import understand_all
from playwright.sync_api import Page, expect

from tests.browser.walk import DESKTOP, PHONE, headline, open_check, settle


def asked(page: Page) -> str | None:
    shown = page.locator(".is-asked")
    return shown.get_attribute("data-fact") if shown.count() else None


A, B, C = CHECKS["credit"].examples[:3]


@pytest.mark.parametrize(
    ("screen", "example"),
    [(DESKTOP, A), (DESKTOP, B), (DESKTOP, C), (PHONE, B)],
    ids=["A", "B", "C", "B on a phone"],
)
def test_interview(page: Page, site_url: str, screen: dict, example: tuple[str, dict]) -> None:
    title, facts = example
    page.set_viewport_size(screen)
    open_check(page, site_url)
    page.get_by_role("button", name="逐项询问").click()
    known: dict = {}
    understood = understand_all(CHECKS["credit"].facts, facts)
    while name := asked(page):
        # Exactly the question that pays most, by the checker in the terminal.
        missing = check("credit", known).to_dict()["missing"]
        assert name == next(fact for fact in missing if fact not in known)
        known[name] = understood.get(name)
        fact = page.locator(f"#fact-{name}")
        if CHECKS["credit"].facts[name].kind in ("boolean", "choice"):
            fact.locator(f'[value="{str(facts.get(name, "unknown")).lower()}"]').locator("..").click()
        else:
            fact.locator(".check-input").fill(facts[name])
            fact.locator(".check-input").press("Enter")
        page.wait_for_function("name => document.querySelector('.is-asked')?.dataset.fact !== name", arg=name)
    expect(page.locator(".check-interview-end")).to_have_text("已经可以得出结论，其余事实不影响结果。")
    assert len(known) < len(CHECKS["credit"].facts) - 1
    settle(page)
    assert headline(page).startswith(title[0])
    assert page.console_errors == []


def test_why_back_unknown_and_the_whole_form(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    page.get_by_role("button", name="逐项询问").click()
    first = asked(page)
    page.get_by_text("为什么问这一项？").click()
    expect(page.locator(".check-interview-why")).to_contain_text("第十六条第（一）项")
    page.locator('.is-asked [value="unknown"]').locator("..").click()
    page.wait_for_function("name => document.querySelector('.is-asked')?.dataset.fact !== name", arg=first)
    page.get_by_role("button", name="上一题").click()
    assert asked(page) == first
    page.get_by_role("button", name="显示整张表").click()
    assert page.locator(".check-fact:visible").count() == len(CHECKS["credit"].facts)
