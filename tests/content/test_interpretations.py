"""The register of interpretations, and the clauses that depend on it."""

import re

import pytest
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.clauses import by_id, read
from tools.render.clause_syntax import readings

PAGE = (ROOT / "docs/reference/interpretations.md").read_text(encoding="utf-8")
ENTRIES = readings(ROOT / "docs")
CLAUSES = by_id(read(ROOT / "docs"))
DEPENDING = [(id, reading) for id, entry in registry().items() for reading in entry.readings]


def clauses_of(reading):
    section = PAGE.split(f"{{ #{reading} }}")[1].split("\n## ")[0]
    return re.findall(r"\[([^]]+)\]\(\.\./regulations/(\w+)\.md#([\w.]+)\)", section)


def test_the_register_has_its_entries_in_order_each_with_clauses_doubt_and_reading():
    assert list(ENTRIES) == [f"I-{n:02}" for n in range(1, 36)]
    assert re.findall(r"(?m)^## (I-\d\d) .+ \{ #(.+) \}$", PAGE) == [(id, id) for id in ENTRIES]
    assert re.findall(r"(?m)^(条文|疑问|解释)$", PAGE) == ["条文", "疑问", "解释"] * len(ENTRIES)
    assert all(title and text.endswith("。") and "\n" not in text for title, text in ENTRIES.values())


@pytest.mark.parametrize("reading", ENTRIES)
def test_an_entry_names_and_links_the_clauses_it_is_about(reading):
    named = clauses_of(reading)
    assert named
    for name, regulation, id in named:
        assert CLAUSES[id].regulation == regulation
        assert name in (CLAUSES[id].name, CLAUSES[id].citation)


@pytest.mark.parametrize(("id", "reading"), DEPENDING)
def test_the_entry_that_a_clause_depends_on_names_it(id, reading):
    named = [clause for _, _, clause in clauses_of(reading)]
    related = [n for n in named if n == id or id.startswith(f"{n}.") or n.startswith(f"{id}.")]
    assert related, f"{reading} does not name {id}, which the registry says depends on it"


@pytest.mark.parametrize("reading", ENTRIES)
def test_every_clause_that_an_entry_names_shows_it(reading):
    for _, _, named in clauses_of(reading):
        showing = [id for id, other in DEPENDING if other == reading]
        assert [
            id for id in showing if id == named or id.startswith(f"{named}.") or named.startswith(f"{id}.")
        ]
