"""CONTRIBUTING.md by its word: each of its blocks is performed, in its order, in a clone."""

import re
import shlex
from typing import NamedTuple

import pytest

from tests.adoption.adopter import EDITION_FILES
from tests.editions import scratch
from tools import ROOT

pytestmark = [
    pytest.mark.xdist_group("adoption"),
    pytest.mark.regulations("conduct", "credit", "service", "suppliers", "visits"),
]

BLOCK = re.compile(
    r"^```(?P<kind>\w+)(?P<append> append)?(?: (?P<file>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
EDITION = "2027.01"


class Block(NamedTuple):
    section: str
    kind: str
    append: bool
    file: str | None
    text: str


def blocks():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for section in re.split(r"(?m)^## ", page)[1:]:
        title, _newline, text = section.partition("\n")
        for found in BLOCK.finditer(text):
            yield Block(title, found["kind"], bool(found["append"]), found["file"], found["text"])


def changed_by(diff):
    """The words that a diff takes away, each with what stands for them after it."""
    for old, new in re.findall(r"((?:^[ -].*\n)*)((?:^\+.*\n)+)", diff, re.MULTILINE):
        kept = [line[1:] for line in old.splitlines() if line.startswith(" ")]
        gone = [line[1:] for line in old.splitlines() if line.startswith("-")]
        added = [line[1:] for line in new.splitlines()]
        yield "\n".join([*kept, *gone]) + "\n", "\n".join([*kept, *added]) + "\n"


def edit(clone, block):
    path = clone / block.file
    if block.kind == "diff":
        text = path.read_text(encoding="utf-8")
        for old, new in changed_by(block.text):
            assert text.count(old) == 1, (block.file, old)
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")
    elif block.append:
        with path.open("a", encoding="utf-8") as file:
            file.write(block.text)
    else:
        assert not path.exists(), path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")


def module_of(target):
    """What a target of the Makefile runs."""
    return re.search(rf"(?m)^{target}:.*\n(?:\t.*\n)*?\t@?\$\(PY\) -m (\S+)", MAKEFILE)[1]


def run(adopter, command, site):
    match shlex.split(command):
        case ["git", *arguments]:
            identity = (
                "-c",
                "user.name=Editor",
                "-c",
                "user.email=editor@localhost",
                "-c",
                "commit.gpgsign=false",
            )
            scratch.run("git", *identity, *arguments, at=adopter.clone)
            return ""
        case ["make", "new-edition"]:
            return adopter.python("-m", module_of("new-edition")).stdout
        case ["make", "site"]:
            return adopter.python("-m", module_of("site"), "--site-dir", str(site)).stdout
        case ["make", "test"]:
            assert module_of("test") == "pytest"
            return adopter.test(
                "tests/credit/test_credit.py",
                "tests/returns",
                "tests/content/test_words.py",
                "tests/content/test_figures.py",
                "tests/content/test_registration.py",
                "tests/checker/test_registry.py",
            )
    raise AssertionError(f"CONTRIBUTING.md runs {command}, and this test does not know it")


@pytest.fixture(scope="module")
def walked(untouched, tmp_path_factory):
    """The clone after all that CONTRIBUTING asks for, what the commands output, and what was changed in which section."""
    untouched.reset()
    before = scratch.run("git", "rev-parse", "HEAD", at=untouched.clone).strip()
    site = tmp_path_factory.mktemp("contributing") / "site"
    output, files = {}, {}
    for block in blocks():
        if block.kind == "sh":
            for command in block.text.splitlines():
                output[command] = run(untouched, command, site)
        else:
            edit(untouched.clone, block)
            files.setdefault(block.section, set()).add(block.file)
    log = scratch.run("git", "log", "--format=%s", f"{before}..HEAD", at=untouched.clone).splitlines()
    left = untouched.changed()
    scratch.run("git", "reset", "--quiet", "--hard", before, at=untouched.clone)
    return {"site": site, "output": output, "files": files, "log": log, "left": left}


def test_each_step_changes_the_files_that_it_may(walked):
    files = walked["files"]
    assert files["Fill in a company"] == {"docs/organisation.toml"}
    assert files["Open an edition"] == EDITION_FILES
    own = (
        "docs/regulations/credit.md",
        "checker/src/handbook_checker/credit/rules.py",
        "tests/credit/",
        "tests/oracle/credit.py",
    )
    assert [file for file in files["Amend a clause"] if not file.startswith(own)] == []
    new = {file for file in files["Add a regulation"] if "returns" not in file}
    assert new == {"docs/handbook.toml"}


def test_new_edition_is_content_and_names_the_case(walked):
    output = walked["output"]["make new-edition"]
    assert f"Edition {EDITION}: 3 clauses differ from " in output
    assert re.search(r"(?m)^credit\.15\.1: tests/credit/\S+ fails on the rule before$", output)


def test_what_is_left_to_test_passes(walked):
    tested = walked["output"]["make test"]
    assert re.search(r"(?m)^\d+ passed", tested), tested[-3000:]


def test_two_editions_are_commits_and_nothing_is_left(walked):
    assert [title for title in walked["log"] if title.startswith("Publish edition")] == [
        f"Publish edition {EDITION}",
        "Publish edition 2026.11",
    ]
    assert walked["left"] == set()


def test_the_site_has_the_company_the_amendment_and_the_regulation(walked):
    site = walked["site"] / EDITION
    credit = (site / "regulations" / "credit" / "index.html").read_text(encoding="utf-8")
    assert "江淮建材客户管理手册" in credit
    assert "执行董事" in credit
    assert "双方业务合作两年或以上。" in credit
    assert "period=years(2)" in credit
    assert (site / "regulations" / "returns" / "index.html").exists()
    assert (site / "checks" / "return" / "index.html").exists()
    before = (walked["site"] / "2026.11" / "regulations" / "credit" / "index.html").read_text(
        encoding="utf-8"
    )
    assert "双方业务合作一年或以上。" in before
