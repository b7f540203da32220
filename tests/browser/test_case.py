"""Reading a regulation for one customer: each clause's verdict beside it, its facts changed in place."""

from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from handbook_checker import CHECKS, check
from handbook_checker.model.entry import understand_all
from handbook_checker.model.outcome import Finding
from handbook_checker.model.wording import verdict
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.walk import DESKTOP, PHONE, open_check, settle

DOCS = Path(__file__).resolve().parents[2] / "docs"
CUSTOMERS = CHECKS["credit"].examples[:3]


def address(anchor: str, id: str, facts: dict) -> str:
    """The fragment of a case, as a check's page writes it."""
    typed = {"check": id} | {
        name: str(value).lower() if isinstance(value, bool) else value for name, value in facts.items()
    }
    return f"#{anchor}?" + "&".join(f"{name}={quote(str(value))}" for name, value in typed.items())


def open_for_case(page: Page, site_url: str, regulation: str, fragment: str) -> None:
    page.goto(f"{site_url}/regulations/{regulation}/{fragment}")
    page.locator(".case-verdict").first.wait_for(timeout=30_000)


def verdicts(page: Page) -> dict[str, str]:
    """What stands beside each clause, by its id."""
    read = (
        "all => all.map(each => [each.closest('.clause').dataset.clause, each.lastChild.textContent.trim()])"
    )
    return dict(page.locator(".case-verdict").evaluate_all(read))


def found(id: str, facts: dict) -> dict[str, str]:
    """What the checker finds, in the words of the page."""
    outcome = check(id, understand_all(CHECKS[id].facts, facts)).to_dict()
    return {
        finding["clause"]: verdict(Finding(finding["clause"], finding["status"], tuple(finding["facts"])))[
            "status_label"
        ]
        for finding in outcome["findings"]
    }


@pytest.mark.parametrize(("title", "facts"), CUSTOMERS, ids=[title for title, facts in CUSTOMERS])
def test_verdicts_equal_the_findings_and_follow_a_change(
    page: Page, site_url: str, title: str, facts: dict
) -> None:
    open_for_case(page, site_url, "credit", address("credit.16.9", "credit", facts))
    assert verdicts(page) == found("credit", facts)

    changed = facts | {"seizure_or_freeze_risk": not facts["seizure_or_freeze_risk"]}
    clause = page.locator('[data-clause="credit.16.9"]')
    clause.locator(".case-verdict").click()
    clause.locator(f'[value="{str(changed["seizure_or_freeze_risk"]).lower()}"]').locator("..").click()
    expect(clause.locator(".case-verdict")).to_contain_text(found("credit", changed)["credit.16.9"])
    assert verdicts(page) == found("credit", changed)
    expect(page.locator(".case-outcome")).to_have_text("C 级，不予授信")

    page.locator(".case-back").click()
    settle(page)
    assert page.locator('#fact-seizure_or_freeze_risk [value="true"]').is_checked()
    expect(page.locator(".check-headline-text")).to_have_text("C 级，不予授信")
    assert page.console_errors == []


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_looks(page: Page, site_url: str, viewport: dict, scheme: str) -> None:
    page.set_viewport_size(viewport)
    page.emulate_media(color_scheme=scheme)
    open_for_case(page, site_url, "credit", address("credit.15.1", "credit", CUSTOMERS[1][1]))
    page.locator('[data-clause="credit.15.1"] .case-verdict').click()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert violations(page) == []


def test_by_keyboard_from_the_check_and_out_again(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.get_by_role("link", name="对照制度阅读").focus()
    page.keyboard.press("Enter")
    verdict_16_4 = page.locator('[data-clause="credit.16.4"] .case-verdict')
    expect(verdict_16_4).to_contain_text("有此情形")
    verdict_16_4.focus()
    page.keyboard.press("Enter")
    expect(verdict_16_4).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(verdict_16_4).to_contain_text("无此情形")

    page.get_by_role("button", name="退出").press("Enter")
    expect(page.locator(".case-verdict")).to_have_count(0)
    assert "?" not in page.evaluate("location.hash")
    assert page.console_errors == []


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_bar_does_not_cover_the_clause_that_is_read(
    page: Page, site_url: str, screen: dict[str, int]
) -> None:
    page.set_viewport_size(screen)
    open_for_case(page, site_url, "credit", address("credit.15", "credit", CUSTOMERS[0][1]))
    expect(page.locator(".case-outcome")).to_contain_text("可授信")
    bar, clause = (page.locator(name).bounding_box() for name in (".case-bar", "[data-clause='credit.15']"))
    assert bar
    assert clause
    assert 0 <= clause["y"] - bar["y"] - bar["height"] < 60


def test_the_case_goes_along_to_other_clauses_with_one_worker(page: Page, site_url: str) -> None:
    workers = []
    page.on("worker", lambda worker: workers.append(worker))
    open_for_case(page, site_url, "credit", "#credit.17?check=credit&weak_finances=true")
    page.locator('[data-clause="credit.17"] .clause-checks a').click()
    settle(page)
    assert page.locator('#fact-weak_finances [value="true"]').is_checked()
    page.go_back()
    page.locator(".case-verdict").first.wait_for()
    assert len([worker for worker in workers if worker.url.endswith("/workers/checker.js")]) == 1


@pytest.mark.parametrize(
    "fragment", ["#credit.1?check=nothing", "#?check=credit&weak_finances=maybe", "#?check=credit&no=1"]
)
def test_a_link_that_cannot_be_used_says_so(page: Page, site_url: str, fragment: str) -> None:
    page.goto(f"{site_url}/regulations/credit/{fragment}")
    expect(page.locator(".case-bar")).to_have_attribute("data-tone", "bad", timeout=30_000)
    expect(page.locator(".case-outcome")).not_to_be_empty()


def test_a_page_that_is_only_read_loads_little_and_no_checker(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/regulations/credit/", wait_until="networkidle")
    paths = {urlsplit(url).path for url in page.requests}
    own = [path for path in paths if path.endswith(".js") and (DOCS / path.lstrip("/")).exists()]
    size = sum((DOCS / path.lstrip("/")).stat().st_size for path in own)
    print(f"own script on a page that is only read: {size:,} bytes in {len(own)} files")
    assert size <= 10 * 1024
    assert not [url for url in page.requests if "/runtime/" in url]
