"""The words of the regulations: as received, clause by clause; and as the checker's rules quote them.

What was received is held against the edition that publishes it. The working tree may say anything else, as long as
its rules say the same, each change has its reason, and a case fails on the rule that it replaces.
"""

import csv
import inspect
import re
from pathlib import Path

import pytest
from handbook_checker import clauses as registry

from tools import ROOT
from tools.handbook.clauses import body, parse, proposed, received, words
from tools.handbook.handbook import read
from tools.publish.editions import commit_of, take_out
from tools.publish.new_edition import examine

HERE = Path(__file__).parent
RECEIVED = "2024.11"
"""The edition that publishes the words as received."""
INVENTORY = {
    row["id"]: row
    for row in csv.DictReader(
        (HERE / "clause-inventory.tsv").open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE
    )
}
HANDBOOK = read(ROOT / "docs")
CLAUSES = HANDBOOK.clauses
RULES = {id: entry.rule for id, entry in registry().items() if entry.rule}
EDITIONS = HANDBOOK.editions


def received_regulations():
    """The five regulations of the source, without the frame of the site that it was taken from."""
    source = (HERE / "source/received.txt").read_text(encoding="utf-8").split("猜你喜欢")[0]
    return re.split(r"客户管理制度模板 篇.\n", source)[1:]


IN_SOURCE = dict(
    zip(dict.fromkeys(id.split(".")[0] for id in INVENTORY), received_regulations(), strict=True)
)


def one_line(text):
    return " ".join(text.split())


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory):
    """The handbook of the edition as received, as its commit has it."""
    edition = next((edition for edition in EDITIONS if edition.name == RECEIVED), None)
    commit = edition and commit_of(edition)
    if commit is None:
        pytest.skip(f"this clone has no commit of edition {RECEIVED}")
    folder = tmp_path_factory.mktemp("received")
    take_out(edition, commit, folder)
    return read(folder / "docs")


def page_of(handbook, regulation):
    return body((handbook.docs / f"regulations/{regulation}.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("regulation", IN_SOURCE)
def test_rejecting_every_correction_gives_the_words_as_received(first_edition, regulation):
    page = page_of(first_edition, regulation)
    assert one_line(re.sub(r"(?m)^#+ ", "", received(words(page)))) == one_line(IN_SOURCE[regulation])


@pytest.mark.parametrize("regulation", IN_SOURCE)
def test_accepting_every_correction_leaves_no_mark_and_no_overwritten_word(first_edition, regulation):
    assert not re.search(r"[{}~]|2024|\+\+|--|>>|<<", proposed(words(page_of(first_edition, regulation))))


def departures(clauses):
    """What differs between clauses and the inventory of what was received."""
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
    return found


def test_the_first_edition_holds_the_clauses_of_the_inventory_in_their_order(first_edition):
    clauses = first_edition.clauses
    assert len(INVENTORY) == 193
    assert list(clauses) == list(INVENTORY)
    assert departures(clauses) == []


def misquoted(clauses):
    """The clauses whose rule does not say what the page says."""
    found = []
    for id, rule in RULES.items():
        if id not in clauses:
            found.append(f"{id}: a rule, and no clause on a page")
            continue
        page = "".join(map(proposed, clauses[id].paragraphs))
        # Without the line breaks that a long clause needs in Python.
        quoted = "".join(line.strip() for line in (rule.__doc__ or "").splitlines())
        if page != quoted:
            where = inspect.unwrap(rule).__code__
            found.append(
                f"{id}: page and docstring differ: {page!r}, {Path(where.co_filename).name}:"
                f"{where.co_firstlineno} {quoted!r}"
            )
    return found


def test_every_rule_says_what_its_page_says():
    assert misquoted(CLAUSES) == []


def test_every_clause_of_a_page_is_registered_and_no_other():
    assert registry().keys() == CLAUSES.keys()


def test_every_change_has_its_reason_and_every_changed_rule_a_case_that_fails_on_the_rule_before():
    if len(EDITIONS) > 1 and (commit := commit_of(EDITIONS[-2])):
        assert examine(EDITIONS[-1], EDITIONS[-2], commit).problems == []
    else:
        assert not EDITIONS[-1].reasons or len(EDITIONS) > 1


def altered_pages(handbook, regulation):
    """A page with the last character of each clause altered that no correction touches, and the clause."""
    of_it = handbook.regulations[regulation]
    blocks = page_of(handbook, regulation).split("\n\n")
    for number, block in enumerate(blocks):
        clause = parse(of_it, "\n\n".join(blocks[: number + 1]))[-1]
        untouched = re.sub(r"\{.*?\}", lambda mark: " " * len(mark[0]), block)
        *_, last = re.finditer(r"[\u4e00-\u9fff]", untouched)
        text = [*blocks[:number], block[: last.start()] + "误" + block[last.end() :], *blocks[number + 1 :]]
        yield clause.id, {each.id: each for each in parse(of_it, "\n\n".join(text)) if each.id}


@pytest.mark.parametrize("regulation", IN_SOURCE)
def test_one_altered_character_of_the_first_edition_is_seen(first_edition, regulation):
    clauses = first_edition.clauses
    altered = set()
    for id, page in altered_pages(first_edition, regulation):
        found = departures(clauses | page)
        assert {each.split(": ")[0] for each in found} == ({id} if id else set())
        altered.add(id)
    assert altered >= {id for id, clause in clauses.items() if clause.regulation == regulation}


@pytest.mark.parametrize("regulation", HANDBOOK.regulations)
def test_one_altered_character_is_seen_where_a_rule_quotes_it(regulation):
    for id, page in altered_pages(HANDBOOK, regulation):
        assert [each.split(": ")[0] for each in misquoted(CLAUSES | page)] == ([id] if id in RULES else [])
