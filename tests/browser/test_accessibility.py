"""axe-core finds nothing on a check's page, and a finger and a narrow screen find their way."""

from pathlib import Path

import pytest
from handbook_checker import CHECKS
from playwright.sync_api import Page, expect

from tests.browser.walk import DESKTOP, PHONE, open_check, settle

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
FRAGMENTS = {
    "empty": "",
    "wrong": "#?rolle=x&requested_amount=abc&strong_finances=maybe",
    "clause": "#credit.15.1",
}


# Colours depend on the scheme, names and order on the width; each is looked at once, not every pair of them.
@pytest.mark.parametrize(
    ("screen", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"]
)
@pytest.mark.parametrize("check", CHECKS)
def test_axe_finds_nothing(
    page: Page, site_url: str, check: str, screen: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(screen)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for state, fragment in FRAGMENTS.items():
        open_check(page, site_url, check, fragment)
        found[state] = violations(page)
        page.goto("about:blank")
    open_check(page, site_url, check)
    for number in range(len(CHECKS[check].examples)):
        page.locator("[data-example]").nth(number).click()
        settle(page)
        page.locator(".check-outcome details").evaluate_all(
            "all => all.forEach(details => { details.open = true; })"
        )
        found[f"example {number}"] = violations(page)
    assert found == {state: [] for state in found}


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(
        """async () => (await axe.run("main")).violations.flatMap(
            ({ id, nodes }) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))"""
    )


@pytest.mark.parametrize("check", CHECKS)
def test_a_phone_needs_no_sideways_scrolling_and_every_target_fits_a_finger(
    page: Page, site_url: str, check: str
) -> None:
    page.set_viewport_size(PHONE)
    open_check(page, site_url, check)
    for number in range(-1, len(CHECKS[check].examples)):
        if number >= 0:
            page.locator("[data-example]").nth(number).click()
            settle(page)
        page.locator(".check-outcome details").evaluate_all(
            "all => all.forEach(details => { details.open = true; })"
        )
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
        small = page.locator(
            ".check :is(a, button, summary, .check-option, .check-input):visible"
        ).evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 43.9).map(e => `${e.className} ${e.textContent}`)"
        )
        assert small == []


def test_the_bar_on_a_phone_says_the_outcome_and_leads_to_it(page: Page, site_url: str) -> None:
    page.set_viewport_size(PHONE)
    open_check(page, site_url, fragment="#?weak_finances=true")
    bar = page.locator(".check-bar")
    expect(bar).to_contain_text("C 级，不予授信")
    bar.click()
    expect(page.locator(".check-headline")).to_be_in_viewport()
    expect(bar).to_be_hidden()
    assert page.evaluate("document.activeElement.id") == "check-outcome"


def test_the_outcome_is_announced(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    expect(page.locator('.check-announce[role="status"]')).to_have_text("C 级，不予授信")
