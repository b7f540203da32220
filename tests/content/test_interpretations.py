"""The register of interpretations, and the clauses that depend on it."""

import re

import pytest
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.handbook import read
from tools.render.lists import listing

HANDBOOK = read(ROOT / "docs")
ENTRIES = HANDBOOK.readings
CLAUSES = HANDBOOK.clauses
DEPENDING = [(id, reading) for id, entry in registry().items() for reading in entry.readings]


def test_the_register_has_its_entries_in_order_each_with_doubt_and_reading():
    assert list(ENTRIES) == sorted(ENTRIES)
    assert all(re.fullmatch(r"I-\d\d", id) for id in ENTRIES)
    for entry in ENTRIES.values():
        for text in (entry.doubt, entry.reading):
            assert text.endswith("。")
            assert "\n" not in text
        assert entry.title


def test_the_page_lists_them_with_links_to_their_clauses():
    page = listing("readings", HANDBOOK)
    assert re.findall(r"(?m)^## (I-\d\d) .+ \{ #(.+) \}$", page) == [(id, id) for id in ENTRIES]
    assert re.findall(r"(?m)^(条文|疑问|解释)$", page) == ["条文", "疑问", "解释"] * len(ENTRIES)
    for id, entry in ENTRIES.items():
        section = page.split(f"{{ #{id} }}")[1].split("\n## ")[0]
        found = re.findall(r"\[([^]]+)\]\(\.\./regulations/(\w+)\.md#([\w.]+)\)", section)
        assert tuple(named for _, _, named in found) == entry.clauses
        for name, regulation, named in found:
            assert CLAUSES[named].regulation == regulation
            assert name in (CLAUSES[named].name, CLAUSES[named].citation)
        assert found[0][0] == CLAUSES[found[0][2]].citation
        assert entry.doubt in section
        assert entry.reading in section


@pytest.mark.parametrize(("id", "reading"), DEPENDING)
def test_the_entry_that_a_clause_depends_on_names_it(id, reading):
    named = ENTRIES[reading].clauses
    related = [n for n in named if n == id or id.startswith(f"{n}.") or n.startswith(f"{id}.")]
    assert related, f"{reading} does not name {id}, which the registry says depends on it"


@pytest.mark.parametrize("reading", ENTRIES)
def test_every_clause_that_an_entry_names_shows_it(reading):
    for named in ENTRIES[reading].clauses:
        showing = [id for id, other in DEPENDING if other == reading]
        assert [
            id for id in showing if id == named or id.startswith(f"{named}.") or named.startswith(f"{id}.")
        ]
