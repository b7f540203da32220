"""The regulations' pages as built: anchors, links to the checks, and what stands beside each clause."""

import csv
import inspect
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from handbook_checker import EDITION
from handbook_checker import clauses as registry

from tools.clause_syntax import edition, readings
from tools.clauses import REGULATIONS, ROOT, by_id, links, read

HANDBOOK = read(ROOT / "docs")
CLAUSES = by_id(HANDBOOK)
REGISTERED = registry()
INVENTORY = {
    row["id"]: row
    for row in csv.DictReader(
        (Path(__file__).parent / "clause-inventory.tsv").open(encoding="utf-8"),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
}


@cache
def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


def page_of(site, clause):
    return parsed(site / f"regulations/{clause.split('.')[0]}/index.html")


def clause_of(site, id):
    return page_of(site, id).select_one(f'[data-clause="{id}"]')


def followed(site, id, href):
    """The element that a link on the clause's page leads to."""
    address, fragment = urldefrag(urljoin(f"regulations/{id.split('.')[0]}/", href))
    return parsed(site / address / "index.html").find(id=unquote(fragment))


@pytest.mark.parametrize("id", INVENTORY)
def test_a_clause_has_its_anchor_once_and_on_its_page_alone(site, id):
    assert len(page_of(site, id).find_all(id=id)) == 1
    assert page_of(site, id).find(id=id).find_parent(attrs={"data-clause": id})
    for other in REGULATIONS:
        if other != id.split(".")[0]:
            assert not parsed(site / f"regulations/{other}/index.html").find_all(id=id)


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_no_anchor_looks_like_a_clause_and_is_none(site, regulation):
    soup = parsed(site / f"regulations/{regulation}/index.html")
    anchors = [element["id"] for element in soup.find_all(id=re.compile(r"^[a-z]+\.\d"))]
    assert anchors == [id for id in INVENTORY if id.startswith(f"{regulation}.")]
    assert [element["data-clause"] for element in soup.select("[data-clause]")] == anchors


@pytest.mark.parametrize(("id", "row"), INVENTORY.items())
def test_a_clause_links_to_its_checks_and_finds_itself_there(site, id, row):
    hrefs = [link["href"] for link in clause_of(site, id).select("a.clause-check")]
    assert hrefs == [f"../../checks/{check}/#{id}" for check in REGISTERED[id].checks]
    assert f"../../checks/{row['check']}/#{id}" in hrefs
    for href in hrefs:
        assert followed(site, id, href) is not None


@pytest.mark.parametrize("id", INVENTORY)
def test_a_clause_shows_its_rule_or_why_there_is_none(site, id):
    entry = REGISTERED[id]
    more = clause_of(site, id).select_one("details.clause-more")
    if entry.rule:
        assert more.select_one(".clause-code").get_text().strip() == inspect.getsource(entry.rule).strip()
        assert entry.source in more.get_text()
    else:
        assert entry.nothing_to_decide in more.get_text()
    assert {button["data-copy"] for button in more.select("button")} == {"link", "citation"}
    assert more.summary["aria-label"]


@pytest.mark.parametrize("id", INVENTORY)
def test_a_clause_can_be_cited_with_its_edition(site, id):
    assert clause_of(site, id)["data-citation"] == f"{CLAUSES[id].citation}（{EDITION} 版）"


def test_text_and_checker_are_of_one_edition():
    assert edition(ROOT / "docs")["name"] == EDITION


@pytest.mark.parametrize(("id", "entry"), REGISTERED.items())
def test_a_clause_shows_its_interpretations_and_leads_to_them(site, id, entry):
    notes = clause_of(site, id).select('.clause-notes a[href*="interpretations"]')
    assert [link.get_text() for link in notes] == list(entry.readings)
    for link in notes:
        assert followed(site, id, link["href"]).get_text().startswith(link.get_text())
    texts = readings(ROOT / "docs")
    shown = [line.get_text() for line in clause_of(site, id).select(".clause-reading")]
    assert all(texts[reading][1] in line for reading, line in zip(entry.readings, shown, strict=True))


@pytest.mark.parametrize("id", INVENTORY)
def test_terms_and_mentions_in_a_clause_lead_to_their_clauses(site, id):
    found = clause_of(site, id).select("a.term, a.mention")
    assert [link["class"] == ["term"] for link in found] == [link.defines for link in links(HANDBOOK)[id]]
    for link, expected in zip(found, links(HANDBOOK)[id], strict=True):
        assert followed(site, id, link["href"])["id"] == expected.target


@pytest.mark.parametrize("id", INVENTORY)
def test_a_clause_lists_who_refers_to_it(site, id):
    referring = [
        other
        for other, found in links(HANDBOOK).items()
        if any(link.target == id and not link.defines for link in found)
    ]
    shown = clause_of(site, id).select(".clause-notes a:not([href*=interpretations])")
    assert [followed(site, id, link["href"])["id"] for link in shown] == referring


@pytest.mark.parametrize("regulation", REGULATIONS)
@pytest.mark.parametrize("reading", ["received", "proposed"])
def test_a_page_holds_both_readings_of_every_clause(site, regulation, reading):
    soup = BeautifulSoup(
        (site / f"regulations/{regulation}/index.html").read_text(encoding="utf-8"), "html.parser"
    )
    others = "ins, .lost, i.blank" if reading == "received" else "del, .lost, i.blank"
    for unwanted in soup.select(f"{others}, .clause-side, .clause-name, .clause-label"):
        unwanted.decompose()
    for clause in HANDBOOK[regulation]:
        if clause.id:
            element = soup.select_one(f'[data-clause="{clause.id}"]')
            words = element.select(".clause-title, p")
            assert " / ".join(each.get_text() for each in words) == getattr(clause, reading)


def test_a_reader_can_choose_the_reading(site):
    for regulation in REGULATIONS:
        radios = parsed(site / f"regulations/{regulation}/index.html").select(".regulation-readings input")
        assert [(radio["value"], radio.has_attr("checked")) for radio in radios] == [
            ("proposed", True),
            ("received", False),
            ("both", False),
        ]
