"""`make new-edition`: what it asks of an amendment, one thing left out at a time; and a clone without history."""

import os
import re
import subprocess
import sys

import pytest

from tests.editions import scratch
from tests.editions.scratch import REASONS, THIRD
from tools import ROOT
from tools.handbook.editions import LISTED, read_editions
from tools.publish.editions import commit_of

pytestmark = pytest.mark.xdist_group("editions")

TEXT = "docs/regulations/credit.md"
RULE = "checker/src/handbook_checker/credit/granting.py"
LIST = "docs/editions.toml"
CASES = "tests/credit/test_credit.py"
CASE = "\n# A case of credit.27.\n"


@pytest.fixture(scope="module")
def amended(tmp_path_factory):
    clone = scratch.clone(tmp_path_factory.mktemp("amendment") / "clone")
    scratch.amend(clone)
    with (clone / CASES).open("a", encoding="utf-8") as cases:
        cases.write(CASE)
    return clone


def python(clone, *arguments):
    path = os.pathsep.join(str(clone / part) for part in (".", "checker/src"))
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=clone,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
    )


def test_a_complete_amendment_is_ready(amended):
    run = python(amended, "-m", "tools.publish.new_edition")
    assert (run.returncode, run.stderr) == (0, "")
    assert f"Edition {THIRD.name}: 2 clauses differ from " in run.stdout
    assert f"“Publish edition {THIRD.name}”" in run.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (LIST, f'"credit.1" = "{REASONS["credit.1"]}"\n', "", ["credit.1: its words changed, but docs/editions.toml gives no reason"]),
        (LIST, '"credit.1" =', '"credit.2" =', [
            "credit.1: its words changed, but docs/editions.toml gives no reason",
            "credit.2: docs/editions.toml gives a reason, but the words are those of ",
        ]),
        (LIST, f'"{THIRD.name}"', '"2027.02"', [f"checker/src/handbook_checker/edition.py says {THIRD.name}, docs/editions.toml 2027.02"]),
        (TEXT, "回款期限为10天", "回款期限为12天", ["credit.27: the page says “"]),
        (RULE, "回款期限为10天", "回款期限为15天", ["credit.27: the page says “"]),
        (CASES, CASE, "\n# Another.\n", ["credit.27: words and code changed, but no case in tests/ that names it"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(amended, file, old, new, said):
    whole = (amended / file).read_text(encoding="utf-8")
    head, found, tail = whole.rpartition(old)
    assert found
    text = head + new + tail
    if file == CASES:
        # The clause is named elsewhere in that file; then it is the file of another check that changed.
        text = text.replace("credit.27", "credit.2")
    try:
        (amended / file).write_text(text, encoding="utf-8")
        run = python(amended, "-m", "tools.publish.new_edition")
    finally:
        (amended / file).write_text(whole, encoding="utf-8")
    lines = run.stderr.splitlines()
    assert run.returncode == 1
    assert len(lines) == len(said)
    assert all(line.startswith(start) for line, start in zip(lines, said, strict=True))


def test_code_that_changed_alone_needs_a_case(amended):
    paths = [amended / name for name in (CASES, RULE)]
    before = [path.read_text(encoding="utf-8") for path in paths]
    try:
        paths[0].write_text((ROOT / CASES).read_text(encoding="utf-8"), encoding="utf-8")
        run = python(amended, "-m", "tools.publish.new_edition")
    finally:
        for path, text in zip(paths, before, strict=True):
            path.write_text(text, encoding="utf-8")
    assert run.stderr.splitlines() == [
        "credit.27: words and code changed, but no case in tests/ that names it",
        "the code of credit/granting.py changed, but no case in tests/",
    ]


def test_a_clone_without_history_builds_the_current_edition_and_says_so(amended, tmp_path):
    """The build itself is left to the test of the whole site; what counts here is which editions it would build."""
    shallow = tmp_path / "shallow"
    scratch.run("git", "clone", "--quiet", "--depth", "1", f"file://{amended}", str(shallow), at=tmp_path)
    listed = (amended / LIST).read_text(encoding="utf-8")
    (shallow / LIST).write_text(re.sub(r"(?m)^ref = .*", "ref = '0123456789'", listed), encoding="utf-8")
    code = """
import sys, tools.publish.editions as editions
from pathlib import Path
def build(edition, source, target):
    (target / "generated").mkdir(parents=True)
editions.build_edition, editions.share_runtime = build, lambda site, edition: None
built = editions.build_site(Path(sys.argv[1]))
print([edition.name for edition in built])
"""
    run = python(shallow, "-c", code, tmp_path / "site")
    earlier = [edition.name for edition in read_editions(ROOT / LIST)]
    said = [f"Edition {name} is left out: this clone has no history of it (0123456789)." for name in earlier]
    assert run.stdout.splitlines() == [*said, f"['{THIRD.name}']"], run.stderr
    assert [path.name for path in (tmp_path / "site").iterdir() if path.is_dir()] == [THIRD.name]


def shown(commit, path):
    return scratch.run("git", "show", f"{commit}:{path}", at=ROOT)


@pytest.mark.parametrize("edition", read_editions(ROOT / LIST)[:-1], ids=lambda edition: edition.name)
def test_the_history_holds_each_earlier_edition_under_its_name(edition):
    """A clone with all its history has the commit: it lists the edition as its newest, and so its checker calls itself."""
    commit = commit_of(edition)
    if commit is None:
        git = ["git", "rev-parse", "--is-shallow-repository"]
        said = subprocess.run(git, cwd=ROOT, capture_output=True, text=True).stdout.strip()
        assert said != "false", f"no commit “{edition.ref}”, though this clone has all its history"
    else:
        assert f'name = "{edition.name}"' in shown(commit, LIST).rpartition(LISTED)[2]
        assert f'EDITION = "{edition.name}"' in shown(commit, "checker/src/handbook_checker/edition.py")
