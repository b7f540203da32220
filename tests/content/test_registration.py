"""What registers a regulation and marks up its words: what is said where it does not fit."""

import re
import shutil

import pytest

from tools import ROOT
from tools.handbook.handbook import read
from tools.publish import agreement

HANDBOOK = read(ROOT / "docs")


@pytest.fixture
def docs(tmp_path):
    shutil.copytree(
        ROOT / "docs", tmp_path / "docs", ignore=shutil.ignore_patterns("generated", "assets", "reference")
    )
    return tmp_path / "docs"


def amend(docs, file, old, new):
    path = docs / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(docs):
    """What is said of the handbook, line by line; nothing where all fits."""
    try:
        return agreement.problems(read(docs))
    except ValueError as error:
        return str(error).splitlines()


def test_the_handbook_as_it_stands_fits(docs):
    assert problems(docs) == []


REGULATION = "regulations/credit.toml"
IMPLIED = 'docs/regulations/credit.toml: implied."credit.17"'

# file, the words to replace and what by, what is said
WRONG = [
    # An implied reference, a kind, a blank, a form that the words no longer bear out.
    ("regulations/credit.md", "不符合A、C级评定条件的客户", "其余客户",
     [f"{IMPLIED}: the words “A、”, which speak of credit.15, are gone from the clause; quote the words that do, or remove the entry",
      f"{IMPLIED}: the words “C级评定条件”, which speak of credit.16, are gone from the clause; quote the words that do, or remove the entry"]),
    ("regulations/credit.md", "20xx年1月1日", "2026年1月1日",
     ["docs/regulations/credit.toml: blanks: credit.24.2.1 no longer has the blank for reference_year (20xx); correct where, or remove the entry"]),
    (REGULATION, '"credit.18" = { "信用A级" = "credit.15" }', '"credit.18" = { "信用A级" = "credit.99" }',
     ['docs/regulations/credit.toml: implied."credit.18" names credit.99, but no regulation has such a clause; correct the id, or remove the entry']),
    (REGULATION, '"credit.18" = {', '"visits.1.2" = {',
     ['docs/regulations/credit.toml: implied."visits.1.2" names visits.1.2, which docs/regulations/credit.md does not have; correct the id, or remove the entry',
      'docs/regulations/credit.toml: implied."visits.1.2": the words “信用A级”, which speak of credit.15, are gone from the clause; quote the words that do, or remove the entry']),
    (REGULATION, 'purpose = ["credit.1"]', 'purpose = ["credit.1", "credit.50"]',
     ["docs/regulations/credit.toml: kinds.purpose names credit.50, which docs/regulations/credit.md does not have; correct the id, or remove the entry"]),
    (REGULATION, 'rule = ["credit", "credit.24.2"]', 'rule = ["credit.24.2"]',
     ["docs/regulations/credit.toml: kinds has nothing for credit.8; name it there, or credit for all that it does not name"]),
    (REGULATION, 'clauses = ["credit.8", "credit.10", "credit.11", "credit.12"]', 'clauses = ["credit.80"]',
     ["docs/regulations/credit.toml: forms, assessment names credit.80, but no regulation has such a clause; correct the id, or remove the entry"]),
    # What cannot be read.
    (REGULATION, "summary =", "sumary =",
     ["docs/regulations/credit.toml: summary should be a line of text", "docs/regulations/credit.toml: unknown key sumary; remove it or correct its name"]),
    (REGULATION, "meta = [", "notes = [",
     ["docs/regulations/credit.toml: kinds.notes: no such kind; there are blank, definition, duty, heading, meta, principle, procedure, purpose, rule, sanction, scope"]),
    (REGULATION, 'meta = ["credit.44"', 'meta = ["credit.1", "credit.44"',
     ["docs/regulations/credit.toml: kinds: credit.1 is both purpose and meta; remove one"]),
    (REGULATION, 'where = "×+"', 'wher = "×+"',
     ["docs/regulations/credit.toml: blanks, number 1: unknown key wher; its keys are clause, setting, title, where, has_default"]),
    (REGULATION, 'where = "×+"', 'where = "("',
     ["docs/regulations/credit.toml: blanks: credit.2: where is no pattern: missing ), unterminated subpattern at position 0"]),
    (REGULATION, '{ fact = "credit.role" }', '{ fact = "role" }',
     ['docs/regulations/credit.toml: forms, assessment: heading, number 2: fact should be "check.fact"']),
    (REGULATION, '{ fact = "credit.role" }', '{ facts = "credit.role" }',
     ["docs/regulations/credit.toml: forms, assessment: heading, number 2 should be a table with one of the keys fact, room"]),
    (REGULATION, "lines = 2", 'lines = "2"',
     ["docs/regulations/credit.toml: forms, assessment: parts, number 1, number 1: lines should be a whole number"]),
    (REGULATION, "title =", "title",
     ["docs/regulations/credit.toml is no valid TOML: Expected '=' after a key in a key/value pair (at line 4, column 7)"]),
    ("regulations/visits.toml", "[readings.I-28]", "[readings.I-27]",
     ["docs/regulations/service.toml: readings.I-27 stands in docs/regulations/visits.toml too; give it a number of its own"]),
    ("regulations/visits.toml", "[readings.I-28]", "[readings.I-98]",
     ["{source}: visits.5.1 goes by I-28, which no regulation's readings have; write it, or correct the number"]),
    # What the checker has not.
    (REGULATION, '{ fact = "credit.role" }', '{ fact = "credit.rule" }',
     ["docs/regulations/credit.toml: forms, assessment: credit has no fact rule; correct it, or remove the row"]),
    (REGULATION, 'group = "A级条件"', 'group = "A级"',
     ["docs/regulations/credit.toml: forms, assessment: credit has no group “A级”; correct it, or remove the row"]),
    (REGULATION, 'checks = ["survey", "credit"]', 'checks = ["surveys", "credit"]',
     ["docs/regulations/credit.toml: forms, assessment: there is no check surveys; correct the id, or remove the row"]),
    # The registration.
    ("handbook.toml", '"conduct", ', "",
     ["docs/regulations/conduct.md: conduct is not registered; add conduct to regulations in docs/handbook.toml, or remove it",
      "docs/regulations/conduct.toml: conduct is not registered; add conduct to regulations in docs/handbook.toml, or remove it",
      "checker/src/handbook_checker/conduct/: conduct is not registered; add conduct to regulations in docs/handbook.toml, or remove it"]),
    ("handbook.toml", '"conduct"', '"conduct", "nowhere"',
     ["docs/handbook.toml registers nowhere, but docs/regulations/nowhere.md is missing; write it, or take nowhere off the list"]),
    ("handbook.toml", '"conduct"', '"conduct", "conduct"', ["docs/handbook.toml: regulations: conduct stands twice"]),
    ("handbook.toml", '"conduct"', '"Conduct"', ["docs/handbook.toml: regulations: “Conduct” should be small letters and digits"]),
    ("handbook.toml", "regulations =", "regulation =",
     ["docs/handbook.toml: unknown key regulation; remove it", 'docs/handbook.toml: regulations should be a list of ids, such as ["credit"]']),
    ("handbook.toml", 'first_checks = "credit"', 'first_checks = "orders"',
     ["docs/handbook.toml: first_checks: orders is not registered; name one that is, or remove the key"]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "messages"), WRONG)
def test_what_does_not_fit_is_named_with_what_to_do(docs, file, old, new, messages):
    amend(docs, file, old, new)
    found = problems(docs)
    assert len(found) == len(messages), found
    for line, expected in zip(found, messages, strict=True):
        assert re.fullmatch(re.escape(expected).replace(re.escape("{source}"), r"\S+\.py:\d+"), line)


@pytest.mark.regulations("conduct")
def test_a_page_needs_a_rule_for_each_clause_and_each_rule_its_clause(docs):
    path = docs / "regulations/conduct.md"
    text = path.read_text(encoding="utf-8")
    last = max(id for id in HANDBOOK.clauses if id.startswith("conduct.2."))
    number = last.rpartition(".")[2]
    assert f"\n{number}" in text
    path.write_text(f"{text}\n{int(number) + 1}、保持整洁。\n", encoding="utf-8")
    assert problems(docs) == [
        f"docs/regulations/conduct.md: conduct.2.{int(number) + 1}: neither a rule nor a reason why there is none; "
        "write @clause or nothing_to_decide in checker/src/handbook_checker/conduct/"
    ]
    path.write_text(text[: text.rindex(f"\n{number}")] + "\n", encoding="utf-8")
    (messages,) = problems(docs)
    assert messages.startswith("conduct/rules.py:")
    assert messages.endswith(f"there is no clause {last}; remove its rule, or correct the id")


@pytest.mark.parametrize("name", ["credit.md", "credit.toml"])
def test_a_registered_regulation_without_one_of_its_files_is_named(docs, name):
    (docs / "regulations" / name).unlink()
    (messages,) = problems(docs)
    assert f"docs/regulations/{name}" in messages
    assert "is missing" in messages


@pytest.mark.parametrize("page", ["nowhere.md", "drafts/nowhere.md"])
def test_a_page_that_nobody_registered_is_named(docs, page):
    path = docs / "regulations" / page
    path.parent.mkdir(exist_ok=True)
    path.write_text("第一条 甲。\n", encoding="utf-8")
    assert problems(docs) == [
        f"docs/regulations/{page}: nowhere is not registered; add nowhere to regulations in docs/handbook.toml, or remove it"
    ]


def test_a_registered_regulation_needs_a_package_of_rules(docs):
    (docs / "regulations/nowhere.md").write_text("第一条 甲。\n", encoding="utf-8")
    (docs / "regulations/nowhere.toml").write_text(
        'title = "别处制度"\nsummary = "别处。"\n[kinds]\nrule = ["nowhere"]\n', encoding="utf-8"
    )
    amend(docs, "handbook.toml", '"]', '", "nowhere"]')
    assert problems(docs) == [
        "docs/handbook.toml registers nowhere, but it has no package of rules; write checker/src/handbook_checker/nowhere/"
    ]


def test_pages_share_one_handbook_until_a_file_changes(docs):
    before = read(docs)
    assert read(docs) is before
    amend(docs, "regulations/credit.md", "第四十五条 ", "第四十五条 试行")
    after = read(docs)
    assert after is not before
    assert after.clauses["credit.45"].proposed.startswith("试行")
    assert read(docs) is after


@pytest.mark.regulations("conduct", "credit", "service", "suppliers", "visits")
def test_the_site_follows_the_order_of_the_registration(docs):
    text = (docs / "handbook.toml").read_text(encoding="utf-8")
    turned = re.sub(
        r"(?m)^regulations = .*",
        'regulations = ["visits", "credit", "conduct", "suppliers", "service"]',
        text,
    )
    (docs / "handbook.toml").write_text(turned.replace('first_checks = "credit"', ""), encoding="utf-8")
    handbook = read(docs)
    assert [*handbook.members] == ["visits", "credit", "conduct", "suppliers", "service"]
    assert [*dict.fromkeys(check.regulation for check in handbook.checks.values())] == [*handbook.members]
    assert {check.regulation for check in [*HANDBOOK.checks.values()][:5]} == {"credit"}
