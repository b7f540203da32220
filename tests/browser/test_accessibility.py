"""axe-core finds nothing on a check's page; a finger, a keyboard and a screen reader find their way."""

from pathlib import Path
from typing import Any

import pytest
from handbook_checker import CHECKS
from playwright.sync_api import Page, expect

from tests.browser.walk import DESKTOP, PHONE, open_check, settle, wait_until_laid_out

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Colours depend on the scheme, names and order on the width; each is looked at once, not every pair of them.
SCREENS = ((DESKTOP, "light"), (PHONE, "dark"))


@pytest.mark.parametrize("check", CHECKS)
def test_axe_finds_nothing(page: Page, site_url: str, check: str) -> None:
    found = {}
    seen: set[str] = set()

    def look(state: str, part: str = "main") -> None:
        """Whatever the page is made of, once; a state that brings nothing new is passed over."""
        parts = set(page.locator(f"{part} *").evaluate_all("all => all.flatMap(e => [...e.classList])"))
        if parts <= seen:
            return
        seen.update(parts)
        page.locator(".check-outcome details").evaluate_all("all => all.forEach(e => { e.open = true; })")
        for screen, scheme in SCREENS:
            page.set_viewport_size(screen)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[state, scheme] = violations(page, part)

    clause = next(group.clause for group in CHECKS[check].groups if group.clause)
    wrong = "".join(f"&{name}=?" for name in CHECKS[check].facts)
    open_check(page, site_url, check, f"#{clause}?rolle=x{wrong}")
    wait_until_laid_out(page)
    look("wrong, from a clause")
    page.get_by_role("button", name="清空", exact=True).click()
    settle(page)
    # As empty as now tests/site/test_accessibility.py looks at it.
    seen.clear()
    for number in range(len(CHECKS[check].examples)):
        page.locator("[data-example]").nth(number).click()
        settle(page)
        # The first shows what an example does to the form.
        look(f"example {number}", ".check-outcome" if number else "main")
    assert len(found) > 4
    assert found == {state: [] for state in found}


def violations(page: Page, part: str = "main") -> list[str]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # What would be preloaded is for sound and films alone.
    return page.evaluate(
        """async part => (await axe.run(part, { preload: false, resultTypes: ["violations"], rules: { "target-size": { enabled: true } } }))
            .violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target} ${node.failureSummary}`))""",
        part,
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


def test_a_screen_reader_is_told_every_question_every_option_and_the_outcome(
    page: Page, site_url: str
) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true&requested_amount=abc")
    wait_until_laid_out(page)
    # The theme's switch for the colours is hidden from sight by size alone.
    page.locator(".md-header").evaluate("header => header.remove()")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = [
        (
            property_of(node, "role"),
            property_of(node, "name"),
            property_of(node, "description"),
            node["properties"],
        )
        for node in tree
        if not node["ignored"]
    ]
    facts = CHECKS["credit"].facts.values()
    choices = [fact for fact in facts if fact.kind in ("boolean", "choice")]
    written = [fact for fact in facts if fact not in choices]

    groups = [(name, text) for role, name, text, _ in nodes if role == "radiogroup"]
    assert [name for name, _ in groups] == [fact.label for fact in choices]
    assert all(text.startswith(fact.question) for fact, (_, text) in zip(choices, groups, strict=True))

    options = [name for role, name, _, _ in nodes if role == "radio"]
    yes_or_no = ["是", "否"]
    assert options == [
        option
        for fact in choices
        for option in [*([label for _, label in fact.choices] or yes_or_no), "不清楚"]
    ]

    fields = {name: text for role, name, text, _ in nodes if role == "textbox"}
    assert list(fields) == [fact.label for fact in written]
    assert all(fields[fact.label].startswith(fact.question) for fact in written)
    assert "申请金额" in fields["申请金额"]

    controls = {"button", "link", "radio", "textbox", "checkbox", "combobox", "DisclosureTriangle"}
    assert [(role, text) for role, name, text, _ in nodes if role in controls and not name] == []

    live = {
        name or role: each["value"]["value"]
        for role, name, _, properties in nodes
        for each in properties
        if each["name"] == "live" and role == "status"
    }
    assert set(live.values()) == {"polite"}
    assert ("complementary", "核对结果") in {(role, name) for role, name, _, _ in nodes}


def property_of(node: dict[str, Any], what: str) -> str:
    return node.get(what, {}).get("value", "")


def test_the_keyboard_goes_from_the_top_of_the_page_to_a_reason_and_back(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.keyboard.press("Tab")
    assert focused(page, ".md-skip")
    page.keyboard.press("Enter")
    expect(page.locator(".md-skip")).not_to_be_focused()
    page.wait_for_url("**/checks/credit/#?weak_finances=true")
    page.keyboard.press("Tab")
    assert focused(page, "main *")
    expect(page.locator('[name=weak_finances][value="true"]')).to_be_checked()
    tab_to(page, "[name=weak_finances]")
    page.keyboard.press("ArrowRight")
    settle(page)
    expect(page.locator('[name=weak_finances][value="false"]')).to_be_checked()
    page.keyboard.press("ArrowLeft")
    settle(page)
    tab_to(page, '.check-reason[data-key="credit.16.4"] summary')
    page.keyboard.press("Enter")
    tab_to(page, ".check-reason[open] a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regulations/credit/#credit.16.4?check=credit&*")
    page.go_back()
    page.wait_for_url("**/checks/credit/#?*")
    settle(page)
    expect(page.locator('[name=weak_finances][value="true"]')).to_be_checked()
    expect(page.locator(".check-headline")).to_have_text("C 级，不予授信")


def focused(page: Page, selector: str) -> bool:
    return page.evaluate("selector => document.activeElement.matches(selector)", selector)


def tab_to(page: Page, selector: str) -> None:
    for _ in range(400):
        page.keyboard.press("Tab")
        if focused(page, selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")
