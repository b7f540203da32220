"""Adding a regulation is its own files and one line; so is having fewer of them."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tests.adoption.adopter import EDITION_FILES, PACKAGE
from tests.editions import scratch
from tests.editions.scratch import THIRD

pytestmark = pytest.mark.xdist_group("regulations")

FIXTURE = Path(__file__).parent / "fixture"
REGISTER = "docs/handbook.toml"
NEW = [f"expenses.{number}" for number in range(1, 7)]
FACTS = {
    "as_of": "2026-11-24",
    "expense": "8600",
    "incurred_on": "2026-11-02",
    "claimed_on": "2026-11-20",
    "invoice_attached": True,
}


def files_of(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def add(adopter, *, without=()):
    """Put the sixth regulation into the clone, and register it."""
    shutil.copytree(
        FIXTURE, adopter.clone, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__", *without)
    )
    scratch.edit(adopter.clone, {REGISTER: [(', "suppliers"]', ', "suppliers", "expenses"]')]})
    scratch.list_edition(adopter.clone, THIRD, {"expenses": "新订费用报销管理制度。"})


@pytest.fixture(scope="module")
def published(untouched, tmp_path_factory):
    """The handbook with a sixth regulation, and what its checker and its training say."""
    untouched.reset()
    add(untouched)
    changed = untouched.changed()
    output = untouched.new_edition().stdout
    site = untouched.make_site(tmp_path_factory.mktemp("six") / "site")
    facts = tmp_path_factory.mktemp("facts") / "facts.json"
    facts.write_text(json.dumps(FACTS), encoding="utf-8")
    outcome = untouched.python("-m", "handbook_checker", "expense", str(facts))
    table = tmp_path_factory.mktemp("table") / "expenses.csv"
    table.write_text(",".join(FACTS) + "\n" + ",".join(map(str, FACTS.values())) + "\n", encoding="utf-8")
    rows = untouched.python("-m", "handbook_checker", "expense", "--csv", str(table)).stdout
    drawn = json.loads(untouched.python("-m", "tests.adoption.drawn", *NEW[2:5]).stdout)
    tested = untouched.test(
        "tests/expenses",
        "tests/content/test_words.py",
        "tests/content/test_figures.py",
        "tests/checker/test_registry.py",
        "tests/checker/test_interview.py",
    )
    return {
        "site": site / THIRD.name,
        "changed": changed,
        "output": output,
        "outcome": outcome.stdout,
        "rows": rows,
        "drawn": drawn,
        "tested": tested,
        "earlier": site,
    }


def test_it_is_new_files_and_one_line(published):
    new = {file for file in files_of(FIXTURE) if "__pycache__" not in file}
    assert published["changed"] == {*new, REGISTER, *EDITION_FILES}
    assert f"Edition {THIRD.name}: 6 clauses differ" in published["output"]
    assert re.search(r"^\d+ passed", published["tested"], re.MULTILINE)


def page(published, address):
    return BeautifulSoup(
        (published["site"] / address / "index.html").read_text(encoding="utf-8"), "html.parser"
    )


def test_its_page_has_its_clauses_with_ids_links_and_rules(published):
    regulation = page(published, "regulations/expenses")
    clauses = {element["data-clause"]: element for element in regulation.select("[data-clause]")}
    assert [*clauses] == NEW
    for id in ("expenses.3", "expenses.4", "expenses.5"):
        assert [link["href"] for link in clauses[id].select("a.clause-check")] == [
            f"../../checks/expense/#{id}"
        ]
    assert "yuan(5000)" in clauses["expenses.3"].get_text()
    assert {link["href"] for link in clauses["expenses.5"].select("a.mention")} == {
        "#expenses.3",
        "#expenses.4",
    }
    assert clauses["expenses.4"].select("a.term")


def test_it_is_in_the_navigation_and_on_the_home_page(published):
    for address in ("", "regulations/credit/"):
        links = page(published, address).select("a")
        found = {urljoin(f"/{address}", link.get("href", "")) for link in links}
        assert {"/regulations/expenses/", "/checks/expense/"} <= found


def test_its_check_has_a_form_and_examples(published):
    form = page(published, "checks/expense")
    assert {field["name"] for field in form.select("form [name]")} >= FACTS.keys()
    assert "金额较大，按期申请" in form.get_text()


def test_it_answers_in_the_terminal_and_for_a_table(published):
    assert all(role in published["outcome"] for role in ("部门经理", "财务总监", "总经理", '"payable": true'))
    assert "可以报销,是,部门经理、财务总监、总经理,2026-12-02" in published["rows"]


def test_tables_of_it_can_be_checked_on_the_site(published):
    assert "费用报销" in page(published, "checks/portfolio").get_text()
    assert list((published["site"] / "generated" / "portfolio").glob("*expense*"))


def test_search_finds_its_clauses(published):
    index = json.loads((published["site"] / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"]}
    assert {f"regulations/expenses/#{id}" for id in NEW} <= found


def test_programs_are_told_of_it(published):
    records = json.loads((published["site"] / "generated" / "clauses.json").read_text(encoding="utf-8"))
    of_it = {record["id"]: record for record in records if record["regulation"] == "expenses"}
    assert [*of_it] == NEW
    assert of_it["expenses.5"]["refers_to"] == ["expenses.4", "expenses.3"]
    assert of_it["expenses.3"]["citation"] == "《费用报销管理制度》第三条"
    law = (published["site"] / "generated" / "akn" / "expenses.xml").read_text(encoding="utf-8")
    assert "超过5000元的" in law
    cards = json.loads(
        (published["site"] / "generated" / "training" / "cards.json").read_text(encoding="utf-8")
    )
    assert {card["back"] for card in cards if card["clause"] == "expenses.4"} == {"30天"}


def test_it_is_practised(published):
    assert all(published["drawn"].values())
    approvers = {
        tuple(part["expected"])
        for cases in published["drawn"].values()
        for case in cases
        for part in case["graded"]["parts"]
        if part["id"] == "approvers"
    }
    assert len(approvers) > 1
    assert "expense" in page(published, "training/practice").decode()


def test_earlier_editions_know_nothing_of_it(published):
    for edition in scratch.template():
        assert not (published["earlier"] / edition.name / "regulations" / "expenses").exists()


def test_a_regulation_need_not_be_practised(adopter):
    add(adopter, without=("exercises",))
    adopter.new_edition()
    asked = adopter.python(
        "-c", 'from handbook_checker.site import answer; print(answer("training", \'{"ask": "exercises"}\'))'
    )
    assert "expense" not in json.loads(asked.stdout)
    tested = adopter.test("tests/expenses", "tests/content/test_words.py", "tests/training/test_courses.py")
    assert re.search(r"^\d+ passed", tested, re.MULTILINE)


@pytest.fixture(scope="module")
def credit_alone(untouched, tmp_path_factory):
    """The handbook with the files of its other regulations deleted, and their registration."""
    untouched.reset()
    register = (untouched.clone / REGISTER).read_text(encoding="utf-8")
    others = [id for id in tomllib.loads(register)["regulations"] if id != "credit"]
    for id in others:
        for path in (f"docs/regulations/{id}.md", f"docs/regulations/{id}.toml"):
            (untouched.clone / path).unlink()
        for path in (f"{PACKAGE}/{id}", f"tests/{id}"):
            shutil.rmtree(untouched.clone / path)
    kept = re.sub(r"(?m)^regulations = .*$", 'regulations = ["credit"]', register)
    (untouched.clone / REGISTER).write_text(kept, encoding="utf-8")
    scratch.list_edition(untouched.clone, THIRD, dict.fromkeys(others, "本公司不采用这部制度。"))
    changed = untouched.changed()
    output = untouched.new_edition().stdout
    site = untouched.make_site(tmp_path_factory.mktemp("credit") / "site")
    # The completions of unknown facts take longest, and know of one regulation alone.
    tested = untouched.test(
        "tests/credit", "tests/content", "tests/checker", "-k", "not every_completion and not interview"
    )
    return {"others": others, "changed": changed, "output": output, "site": site, "tested": tested}


def test_a_handbook_of_one_regulation_takes_its_siblings_files_alone(credit_alone):
    others = credit_alone["others"]
    theirs = tuple(
        path for id in others for path in (f"docs/regulations/{id}.", f"{PACKAGE}/{id}/", f"tests/{id}/")
    )
    assert len(others) == 4
    elsewhere = {file for file in credit_alone["changed"] if not file.startswith(theirs)}
    assert elsewhere == {REGISTER, *EDITION_FILES}
    assert "text, docstrings and cases agree" in credit_alone["output"]


def test_what_is_left_of_it_is_published(credit_alone):
    site = credit_alone["site"] / THIRD.name
    assert {path.name for path in (site / "regulations").iterdir()} == {"credit"}
    checks = {path.name for path in (site / "checks").iterdir()}
    assert "credit" in checks
    assert not {"visit", "conduct", "service", "pay", "supplier"} & checks
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'href="[^"]*regulations/(?:visits|conduct|service|suppliers)/', text), page
    for edition in scratch.template():
        assert (credit_alone["site"] / edition.name / "regulations" / "visits" / "index.html").exists()


def test_the_tests_of_what_is_left_pass(credit_alone):
    assert re.search(r"^\d+ passed", credit_alone["tested"], re.MULTILINE), credit_alone["tested"][-3000:]
