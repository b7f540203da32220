"""The main path in Firefox: a customer is checked, a clause is read, and the facts are still there."""

from pathlib import Path
from urllib.parse import urlsplit

from handbook_checker import CHECKS

from tests.browser.firefox import TAB, Tab, firefox
from tests.browser.walk import EXAMPLES, limit_of, text

ANSWERED = "document.querySelector('.check-aside[aria-busy=\"false\"]') !== null"
OUTCOME = """{
    fields: Object.fromEntries([...document.querySelectorAll(".check-fields > div")].map(row =>
        [row.querySelector("dt").textContent.trim(), row.querySelector("dd > span").textContent.trim()])),
    chain: [...document.querySelectorAll(".check-chain strong")].map(role => role.textContent),
    held: Object.fromEntries([...document.querySelectorAll(".check-input, .check-option :checked")]
        .filter(field => field.value).map(field => [field.name, field.value])),
}"""


def outcome(tab: Tab) -> tuple[dict[str, str | None], list[str], dict[str, str]]:
    """The decision, the approvers and the facts that the form holds."""
    tab.wait(ANSWERED)
    found = tab.read(OUTCOME)
    wanted = ("信用等级", "授信决定", "信用额度")
    return {name: found["fields"].get(name) for name in wanted}, found["chain"], found["held"]


def test_a_customer_is_checked_and_the_facts_stay(site_url: str, tmp_path: Path) -> None:
    facts = {name: text(value) for name, value in EXAMPLES["B"].items()}
    expected = (
        {"信用等级": "B 级", "授信决定": "可以授信", "信用额度": limit_of("B")},
        ["营销部经理", "营销副总", "财务总监", "总经理", "董事长"],
        facts,
    )
    with firefox(tmp_path) as tab:
        tab.open(f"{site_url}/checks/credit/")
        tab.wait(ANSWERED)
        # Nothing may move between the measuring of a place and the click on it; an answer adds lines to the form.
        tab.wait("document.querySelector('.check-clause:not(.is-laid-out)') === null")
        for name, fact in CHECKS["credit"].facts.items():
            if name not in facts:
                continue
            tab.wait(ANSWERED)
            if fact.kind in ("boolean", "choice"):
                tab.click(f'#fact-{name} .check-option:has([value="{facts[name]}"])')
            else:
                tab.click(f"#input-{name}")
                tab.type(facts[name] + TAB)
        tab.wait(f"location.hash.includes('start_date={facts['start_date']}')")
        assert outcome(tab) == expected

        tab.click(".check-outcome a[data-cites]")
        tab.wait(
            "location.pathname.endsWith('/regulations/credit/') && location.hash.includes('?check=credit&')"
        )
        tab.wait("document.querySelector('.case-verdict') !== null")
        tab.back()
        tab.wait("location.pathname.endsWith('/checks/credit/')")
        assert outcome(tab) == expected

        tab.reload()
        assert outcome(tab) == expected

        assert tab.errors == []
        hosts = {urlsplit(address).netloc for address in tab.requests if not address.startswith("data:")}
        assert hosts == {urlsplit(site_url).netloc}
