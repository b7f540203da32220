"""The regulations' pages as built: anchors, links to the checks, and what stands beside each clause."""

import inspect
import re
from functools import cache
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from bs4 import BeautifulSoup
from handbook_checker import EDITION
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.handbook import read

HANDBOOK = read(ROOT / "docs")
CLAUSES = HANDBOOK.clauses
LINKS = HANDBOOK.links
REGULATIONS = [*HANDBOOK.regulations]
REGISTERED = registry()


@cache
def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@cache
def anchors(path):
    """The elements of a page that have an id, by it."""
    found = {}
    for element in parsed(path).find_all(id=True):
        found.setdefault(element["id"], []).append(element)
    return found


def page_of(site, regulation):
    return site / f"regulations/{regulation}/index.html"


def clause_of(site, id):
    (anchor,) = anchors(page_of(site, id.split(".")[0]))[id]
    return anchor.find_parent(class_="clause")


def followed(site, id, href):
    """The one element that a link on the clause's page leads to."""
    address, fragment = urldefrag(urljoin(f"regulations/{id.split('.')[0]}/", href))
    (target,) = anchors(site / address / "index.html")[unquote(fragment)]
    return target


@pytest.mark.parametrize("id", CLAUSES)
def test_a_clause_has_its_anchor_once_and_on_its_page_alone(site, id):
    assert [each for each in REGULATIONS if id in anchors(page_of(site, each))] == [id.split(".")[0]]
    assert clause_of(site, id)["data-clause"] == id


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_no_anchor_looks_like_a_clause_and_is_none(site, regulation):
    expected = [id for id in CLAUSES if id.startswith(f"{regulation}.")]
    page = page_of(site, regulation)
    assert [id for id in anchors(page) if re.match(r"[a-z]+\.\d", id)] == expected
    assert [element["data-clause"] for element in parsed(page).select("[data-clause]")] == expected


@pytest.mark.parametrize("id", CLAUSES)
def test_a_clause_links_to_its_checks_and_finds_itself_there(site, id):
    hrefs = [link["href"] for link in clause_of(site, id).select("a.clause-check")]
    assert hrefs == [f"../../checks/{check}/#{id}" for check in REGISTERED[id].checks]
    assert hrefs
    for href in hrefs:
        assert CLAUSES[id].name in followed(site, id, href).get_text()


@pytest.mark.parametrize("id", CLAUSES)
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


@pytest.mark.parametrize("id", CLAUSES)
def test_a_clause_can_be_cited_with_its_edition(site, id):
    assert clause_of(site, id)["data-citation"] == f"{CLAUSES[id].citation}（{EDITION} 版）"


def test_text_and_checker_are_of_one_edition():
    assert HANDBOOK.edition.name == EDITION


@pytest.mark.parametrize(("id", "entry"), REGISTERED.items())
def test_a_clause_shows_its_interpretations_and_leads_to_them(site, id, entry):
    notes = clause_of(site, id).select('.clause-notes a[href*="interpretations"]')
    assert [link.get_text() for link in notes] == list(entry.readings)
    for link in notes:
        assert followed(site, id, link["href"]).get_text().startswith(link.get_text())
    texts = HANDBOOK.readings
    shown = [line.get_text() for line in clause_of(site, id).select(".clause-reading")]
    assert all(texts[reading].reading in line for reading, line in zip(entry.readings, shown, strict=True))


@pytest.mark.parametrize("id", CLAUSES)
def test_terms_and_mentions_in_a_clause_lead_to_their_clauses(site, id):
    found = clause_of(site, id).select("a.term, a.mention")
    assert [link["class"] == ["term"] for link in found] == [link.defines for link in LINKS[id]]
    for link, expected in zip(found, LINKS[id], strict=True):
        assert followed(site, id, link["href"])["id"] == expected.target


@pytest.mark.parametrize("id", CLAUSES)
def test_a_clause_lists_who_refers_to_it(site, id):
    referring = [
        other
        for other, found in LINKS.items()
        if any(link.target == id and not link.defines for link in found)
    ]
    shown = clause_of(site, id).select(".clause-notes a:not([href*=interpretations])")
    assert [followed(site, id, link["href"])["id"] for link in shown] == referring


@pytest.mark.parametrize("regulation", REGULATIONS)
@pytest.mark.parametrize("reading", ["received", "proposed"])
def test_a_page_holds_both_readings_of_every_clause(site, regulation, reading):
    soup = BeautifulSoup(page_of(site, regulation).read_text(encoding="utf-8"), "html.parser")
    others = "ins, .lost, i.blank" if reading == "received" else "del, .lost, i.blank"
    for unwanted in soup.select(f"{others}, .clause-side, .clause-name, .clause-label"):
        unwanted.decompose()
    for clause in HANDBOOK.members[regulation]:
        if clause.id:
            element = soup.select_one(f'[data-clause="{clause.id}"]')
            words = element.select(".clause-title, p")
            assert " / ".join(each.get_text() for each in words) == getattr(clause, reading)


def test_a_reader_can_choose_the_reading(site):
    for regulation in REGULATIONS:
        radios = parsed(page_of(site, regulation)).select(".regulation-readings input")
        assert [(radio["value"], radio.has_attr("checked")) for radio in radios] == [
            ("proposed", True),
            ("received", False),
            ("both", False),
        ]
