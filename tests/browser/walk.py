"""What a person does on a check's page, in the words of the tests."""

import json
from collections.abc import Mapping
from typing import Any

from handbook_checker import CHECKS
from handbook_checker.model.wording import amount
from handbook_checker.site import answer
from playwright.sync_api import Locator, Page, expect

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

EXAMPLES = {title[0]: facts for title, facts in CHECKS["credit"].examples[:3]}
"""The example customers of the credit check by the grade they get."""


def limit_of(grade: str) -> str:
    """The limit of an example customer, as people read it: ``"50,000.00 元"``."""
    reply = json.loads(answer("check", json.dumps({"check": "credit", "entries": EXAMPLES[grade]})))
    return amount(reply["outcome"]["credit"]["limit"]) or ""


def open_check(page: Page, site_url: str, check: str = "credit", fragment: str = "") -> None:
    """Open a check's page and wait until it has answered what it holds."""
    page.goto(f"{site_url}/checks/{check}/{fragment}")
    settle(page)


def load_whole_pages(page: Page) -> None:
    """Turn instant navigation off, as on a host whose address Material does not find in the map of the site."""
    page.context.route(
        "**/sitemap.xml",
        lambda route: route.fulfill(body='<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'),
    )


def settle(page: Page) -> None:
    """Wait until the newest facts have been answered."""
    page.locator('.check-aside[aria-busy="false"]').wait_for(state="attached", timeout=30_000)


def wait_until_laid_out(page: Page) -> None:
    """Wait until the lower half of the page is laid out too; until then its parts have a guessed height."""
    expect(page.locator(":is(.check-group, .check-clause):not(.is-laid-out)")).to_have_count(0)


def choose(page: Page, fact: str, value: str) -> None:
    """Choose an option of a fact, as a pointer does."""
    page.locator(f'#fact-{fact} .check-option:has([value="{value}"])').click()


def write(page: Page, fact: str, text: str) -> None:
    """Type into the field of a fact, key by key, and leave it."""
    field = page.locator(f"#input-{fact}")
    field.fill("")
    field.press_sequentially(text)
    field.press("Tab")


def fill(page: Page, facts: Mapping[str, Any]) -> None:
    """Give each fact as a person would, in the order of the form."""
    for name, fact in CHECKS[page.locator(".check").get_attribute("data-check") or ""].facts.items():
        if name not in facts:
            continue
        if fact.kind in ("boolean", "choice"):
            choose(page, name, text(facts[name]))
        else:
            write(page, name, text(facts[name]))
    settle(page)


def text(value: Any) -> str:
    """A fact as the form holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def held(page: Page) -> dict[str, str]:
    """What the form holds."""
    typed = page.locator(".check-input").evaluate_all("all => all.map(field => [field.name, field.value])")
    chosen = page.locator(".check-option :checked").evaluate_all(
        "all => all.map(field => [field.name, field.value])"
    )
    return {name: value for name, value in [*typed, *chosen] if value}


def headline(page: Page) -> str:
    """The outcome in a sentence."""
    return page.locator(".check-headline").inner_text()


def shown(page: Page, label: str) -> str:
    """The value that stands beside `label` in the outcome."""
    row = page.locator(".check-fields > div").filter(has=page.get_by_text(label, exact=True))
    return row.locator("dd > span").first.inner_text()


def approvers(page: Page) -> list[str]:
    """The approvers in the order of the chain."""
    return page.locator(".check-chain strong").all_inner_texts()


def message(page: Page, fact: str) -> Locator:
    """The line under a field."""
    return page.locator(f"#message-{fact}")


def in_view(locator: Locator) -> bool:
    """Whether an element comes to stand, within five seconds, where it can be seen without scrolling, clear of the
    header and the bar below."""
    return locator.evaluate(
        """async element => {
            const isSeen = () => {
                const { top, bottom, left, width } = element.getBoundingClientRect();
                const seen = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
                return top >= 0 && bottom <= innerHeight && (element.contains(seen) || seen?.contains(element));
            };
            for (let pause = 0; pause < 50 && !isSeen(); pause++) await new Promise(resolve => setTimeout(resolve, 100));
            return isSeen();
        }"""
    )
