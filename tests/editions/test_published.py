"""The editions as they stand side by side on a server: what is published, and how a reader moves among them."""

import hashlib
import json
import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.browser.test_accessibility import AXE
from tests.browser.walk import settle
from tests.editions.scratch import REASONS, THIRD, template
from tools.handbook.editions import in_words

# One worker builds and uses them; the others need not wait.
pytestmark = pytest.mark.xdist_group("editions")

FIRST, SECOND = template()[-2:]

# A grade B customer with collateral who asks for temporary credit.
GRADE_B = (
    "role=downstream&cooperation_since=2020-01-01&serious_default_2y=false&law_abiding_and_reliable=true"
    "&good_operations_2y=true&strong_finances=true&meets_annual_standard=false&often_breaks_promises=false"
    "&debt_dispute_or_asset_transfer=false&weak_finances=false&poor_operations=false"
    "&sharp_decline_or_unfair_conduct=false&serious_illegal_operation=false&ordered_to_suspend_or_rectify=false"
    "&seizure_or_freeze_risk=false&newly_developed=false&key_data_complete=true&requested_kind=temporary"
    "&requested_amount=5万&special_necessity=true&has_prior_credit=false&average_monthly_collection=10万"
    "&collateral_completed=true&collateral_value=20万&arrears_unsettled=false&current_exposure=0"
)  # fmt: skip


def files(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_every_edition_has_its_folder_and_the_root_leads_to_the_newest(published):
    for site, names in (
        (published.two, [FIRST.name, SECOND.name]),
        (published.three, [FIRST.name, SECOND.name, THIRD.name]),
    ):
        versions = json.loads((site / "versions.json").read_text(encoding="utf-8"))
        assert [version["version"] for version in versions] == names[::-1]
        assert [version["aliases"] for version in versions] == [["latest"], *[[]] * (len(names) - 1)]
        assert f'url={names[-1]}/"' in (site / "index.html").read_text(encoding="utf-8")
        beside = {"index.html", "runtime", "versions.json", "service-worker.js", "files.json", "_headers"}
        assert {path.name for path in site.iterdir()} == {*names, *beside}


def test_the_runtime_is_stored_once(published):
    for name in (FIRST.name, SECOND.name, THIRD.name):
        runtime = published.three / name / "generated" / "runtime"
        manifest = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
        for key in ("stdlib", "fullStdlib", "lock"):
            assert (runtime / manifest[key]).is_file()
        assert list(runtime.rglob("*.wasm")) == list(runtime.rglob("*stdlib*")) == []
    assert len(list((published.three / "runtime").rglob("*.wasm"))) == 1


def test_building_again_with_an_edition_more_changes_no_byte_of_the_others(published, capsys):
    """The second of the two was built from the working tree the first time, and from its commit the second."""
    for name in (FIRST.name, SECOND.name, "runtime"):
        before, after = files(published.two / name), files(published.three / name)
        assert before
        if name == "runtime":
            # A checker that imports something new brings a library of its own.
            after = {path: digest for path, digest in after.items() if path in before}
        assert after == before
    sizes = [line for line in published.output.splitlines() if " bytes" in line]
    with capsys.disabled():
        print("", *sizes, sep="\n")
    names = [line.split(":")[0] for line in sizes]
    assert names == [
        FIRST.name,
        SECOND.name,
        "shared runtime",
        FIRST.name,
        SECOND.name,
        THIRD.name,
        "shared runtime",
    ]
    assert all(
        re.search(r"pages [\d,]+, search [\d,]+, checker [\d,]+, ", line)
        for line in sizes
        if "shared" not in line
    )


@pytest.mark.parametrize("edition", [FIRST, SECOND], ids=lambda edition: edition.name)
def test_every_page_says_which_edition_it_belongs_to_on_screen_and_on_paper(published, edition):
    name, notes = in_words(edition)
    pages = sorted((published.two / edition.name).rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        footer = page.find("footer").get_text()
        assert name in footer, path
        assert notes in footer, path
        assert any("--edition" in style.text and name in style.text for style in page.find_all("style")), path


def test_each_edition_publishes_its_own_reading(published):
    for edition in (FIRST, SECOND):
        page = (published.two / edition.name / "regulations/credit/index.html").read_text(encoding="utf-8")
        (chosen,) = BeautifulSoup(page, "html.parser").select(".regulation-readings input[checked]")
        assert chosen["value"] == edition.reading


def test_every_clause_of_the_current_edition_that_reads_otherwise_has_a_reason(published):
    def read(edition):
        path = published.two / edition.name / "generated" / "clauses.json"
        records = json.loads(path.read_text(encoding="utf-8"))
        return {
            each["id"]: (each["printed"][edition.reading], each[edition.reading].strip()) for each in records
        }

    first, second = read(FIRST), read(SECOND)
    assert first.keys() == second.keys()
    assert SECOND.reasons.keys() == {id for id in second if first[id] != second[id]}


def test_each_edition_exports_its_own_clauses(published):
    for edition, days in ((SECOND, "15天"), (THIRD, "10天")):
        folder = published.three / edition.name / "generated"
        records = {
            record["id"]: record
            for record in json.loads((folder / "clauses.json").read_text(encoding="utf-8"))
        }
        assert days in records["credit.27"]["proposed"]
        assert days in (folder / "akn" / "credit.xml").read_text(encoding="utf-8")


def test_the_selector_keeps_the_page_the_clause_and_the_case(page, two_url):
    case = f"#credit.27?{GRADE_B}"
    page.goto(f"{two_url}/{SECOND.name}/checks/credit/{case}")
    settle(page)
    address = page.url
    page.locator(".md-version__current").focus()
    page.get_by_role("link", name=f"{FIRST.name} 版", exact=True).click()
    page.wait_for_url(f"**/{FIRST.name}/checks/credit/**")
    assert page.url == address.replace(SECOND.name, FIRST.name)
    settle(page)
    assert page.locator("#input-requested_amount").input_value() == "5万"
    assert page.console_errors == []


def test_an_earlier_edition_says_so_and_leads_to_this_page_in_the_newest(page, two_url):
    page.goto(f"{two_url}/{SECOND.name}/regulations/credit/")
    banner = page.get_by_text("这是以前的版本")
    expect(page.locator(".md-version")).to_be_visible()
    expect(banner).to_be_hidden()
    page.goto(f"{two_url}/{FIRST.name}/regulations/credit/#credit.27")
    expect(banner).to_be_visible()
    page.get_by_role("link", name="看现行版本的这一页").click()
    page.wait_for_url(f"**/{SECOND.name}/regulations/credit/#credit.27")


def test_an_old_edition_answers_as_it_did_and_the_new_one_anew(page, three_url):
    for edition, term in ((SECOND, "15 天"), (THIRD, "10 天")):
        page.goto(f"{three_url}/{edition.name}/checks/credit/#?as_of={edition.date}&{GRADE_B}")
        settle(page)
        expect(page.locator(".check-outcome")).to_contain_text(term)
        assert "B 级" in page.locator(".check-headline").inner_text().replace("B级", "B 级")
        page.goto("about:blank")


@pytest.mark.parametrize(
    ("as_of", "shown", "offered"),
    [
        ("2024-11-18", "没有哪一版在当时施行", None),
        ("2024-11-19", f"施行的是 {FIRST.name} 版", FIRST),
        ("2026-11-23", f"施行的是 {FIRST.name} 版", FIRST),
        ("2026-12-31", "施行的就是这一版", THIRD),
        ("2027-01-01", f"施行的是 {THIRD.name} 版", THIRD),
    ],
)
def test_the_date_decides_the_edition_and_the_other_is_offered_with_the_case(
    page, three_url, as_of, shown, offered
):
    page.goto(f"{three_url}/{SECOND.name}/checks/credit/#?as_of={as_of}&role=downstream")
    settle(page)
    note = page.locator(".check-edition")
    expect(note).to_contain_text(shown)
    if offered:
        note.get_by_role("link").click()
        page.wait_for_url(f"**/{offered.name}/checks/credit/#?as_of={as_of}&role=downstream")
    else:
        assert note.get_by_role("link").count() == 0


def compared(page):
    expect(page.locator(".compare-summary")).not_to_be_empty()
    return {
        entry.get_attribute("data-clause"): (
            entry.locator("del").all_inner_texts(),
            entry.locator("ins").all_inner_texts(),
            entry.locator(".compare-reason").inner_text(),
        )
        for entry in page.locator(".compare-clause").all()
    }


def test_the_comparison_shows_the_amended_clauses_and_no_others(page, three_url):
    page.goto(f"{three_url}/{THIRD.name}/reference/compare/")
    assert compared(page) == {
        "credit.1": ([], ["全"], f"2027年1月1日　{THIRD.name} 版　{REASONS['credit.1']}"),
        "credit.27": (["15"], ["10"], f"2027年1月1日　{THIRD.name} 版　{REASONS['credit.27']}"),
    }
    assert page.console_errors == []


@pytest.mark.parametrize(
    ("choice", "clauses"),
    [
        (f"from={FIRST.name}&to={THIRD.name}", {*SECOND.reasons, *REASONS}),
        (f"from={THIRD.name}&to={FIRST.name}", {*SECOND.reasons, *REASONS}),
        (f"from={FIRST.name}&to={THIRD.name}&date={THIRD.name}", {*REASONS}),
        (
            f"from={FIRST.name}&to={SECOND.name}&regulation=suppliers",
            {id for id in SECOND.reasons if id.startswith("suppliers.")},
        ),
        (f"from={FIRST.name}&to={SECOND.name}&reason=保同", {"suppliers.3.3"}),
        (f"from={SECOND.name}&to={SECOND.name}", set()),
    ],
)
def test_a_comparison_is_chosen_and_narrowed_in_the_address(page, three_url, choice, clauses):
    page.goto(f"{three_url}/{THIRD.name}/reference/compare/#?{choice}")
    assert compared(page).keys() == clauses


def test_a_clause_leads_to_its_history(page, three_url):
    page.goto(f"{three_url}/{THIRD.name}/regulations/credit/#credit.27")
    clause = page.locator('[data-clause="credit.27"]')
    clause.locator("summary").click()
    expect(clause.locator(".clause-change")).to_have_text(f"{THIRD.name} 版修订：{REASONS['credit.27']}")
    clause.get_by_role("link", name="历次修订").click()
    expect(page.locator(".compare-clause")).to_have_count(1)
    assert list(compared(page)) == ["credit.27"]
    expect(page.locator(".compare-list")).to_contain_text(f"{FIRST.name} 版：首次公布")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(page, three_url, scheme, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for address in (
        "reference/compare/",
        "reference/compare/#?clause=credit.27",
        "reference/editions/",
        "checks/credit/",
    ):
        page.goto(f"{three_url}/{SECOND.name}/{address}")
        page.wait_for_load_state("networkidle")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run('article', { preload: false, resultTypes: ['violations'] })")
        assert [each["id"] for each in found["violations"]] == [], address
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
        page.goto("about:blank")
