"""The words of the regulations: as received, clause by clause, and as the checker's rules quote them."""

import csv
import inspect
import re
from pathlib import Path

import pytest
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.clauses import body, parse, proposed, received, words
from tools.handbook.handbook import read

HERE = Path(__file__).parent
INVENTORY = {
    row["id"]: row
    for row in csv.DictReader(
        (HERE / "clause-inventory.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
    )
}
HANDBOOK = read(ROOT / "docs")
REGULATIONS = HANDBOOK.regulations
CLAUSES = HANDBOOK.clauses
RULES = {id: entry.rule for id, entry in registry().items() if entry.rule}


def received_regulations():
    """The five regulations of the source, without the frame of the site that it was taken from."""
    source = (HERE / "source/received.txt").read_text(encoding="utf-8").split("猜你喜欢")[0]
    return dict(zip(REGULATIONS, re.split(r"客户管理制度模板 篇.\n", source)[1:], strict=True))


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_rejecting_every_correction_gives_the_words_as_received(regulation):
    page = body((ROOT / f"docs/regulations/{regulation}.md").read_text(encoding="utf-8"))
    assert one_line(re.sub(r"(?m)^#+ ", "", received(words(page)))) == one_line(
        received_regulations()[regulation]
    )


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_accepting_every_correction_leaves_no_mark_and_no_overwritten_word(regulation):
    page = body((ROOT / f"docs/regulations/{regulation}.md").read_text(encoding="utf-8"))
    assert not re.search(r"[{}~]|2024|\+\+|--|>>|<<", proposed(words(page)))


def test_the_pages_hold_the_clauses_of_the_inventory_in_their_order():
    assert list(CLAUSES) == list(INVENTORY)
    assert len(CLAUSES) == 193


def quoted(docstring):
    """A docstring without the line breaks that a long clause needs in Python."""
    return "".join(line.strip() for line in docstring.splitlines())


def deviations(clauses):
    """What differs between the text, the inventory and the rules' docstrings, clause by clause."""
    found = [f"{id}: not in the text" for id in INVENTORY if id not in clauses]
    for id, clause in clauses.items():
        row = INVENTORY.get(id)
        if row is None:
            found.append(f"{id}: not in the inventory")
            continue
        for name, mine, theirs in (
            ("label", clause.label, row["label"]),
            ("kind", clause.kind, row["kind"]),
            ("words as received", clause.received, row["source_text"]),
        ):
            if mine != theirs:
                found.append(f"{id}: the {name} differ: {mine!r}, inventory {theirs!r}")
        if id in RULES:
            page = "".join(map(proposed, clause.paragraphs))
            rule = quoted(RULES[id].__doc__ or "")
            if page != rule:
                where = inspect.unwrap(RULES[id]).__code__
                found.append(
                    f"{id}: page and docstring differ: {page!r}, {Path(where.co_filename).name}:"
                    f"{where.co_firstlineno} {rule!r}"
                )
    return found


@pytest.mark.parametrize("id", INVENTORY)
def test_page_inventory_and_rule_agree(id):
    assert [each for each in deviations(CLAUSES) if each.startswith(f"{id}: ")] == []


@pytest.mark.parametrize("regulation", REGULATIONS)
def test_one_altered_character_is_seen_with_the_clause_it_stands_in(regulation):
    blocks = body((ROOT / f"docs/regulations/{regulation}.md").read_text(encoding="utf-8")).split("\n\n")
    altered = set()
    for number, block in enumerate(blocks):
        clause = parse(REGULATIONS[regulation], "\n\n".join(blocks[: number + 1]))[-1]
        # The last Chinese character that no correction touches, so that both readings change.
        untouched = re.sub(r"\{.*?\}", lambda mark: " " * len(mark[0]), block)
        *_, last = re.finditer(r"[\u4e00-\u9fff]", untouched)
        text = [*blocks[:number], block[: last.start()] + "误" + block[last.end() :], *blocks[number + 1 :]]
        found = deviations(
            CLAUSES | {c.id: c for c in parse(REGULATIONS[regulation], "\n\n".join(text)) if c.id}
        )
        assert {each.split(": ")[0] for each in found} == ({clause.id} if clause.id else set())
        altered.add(clause.id)
    assert altered >= {id for id, clause in CLAUSES.items() if clause.regulation == regulation}
