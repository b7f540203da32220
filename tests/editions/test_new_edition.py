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
from tools.publish import replaced_words
from tools.publish.editions import commit_of

pytestmark = pytest.mark.xdist_group("editions")

TEXT = "docs/regulations/credit.md"
RULE = "checker/src/handbook_checker/credit/rules.py"
LIST = "docs/editions.toml"
CASES = "tests/credit/test_credit.py"


@pytest.fixture(scope="module")
def amended(tmp_path_factory):
    clone = scratch.clone(tmp_path_factory.mktemp("amendment") / "clone")
    scratch.amend(clone)
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
    assert re.search(
        r"^credit\.27: tests/credit/test_credit\.py::test_.+ fails on the rule before$",
        run.stdout,
        re.MULTILINE,
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (LIST, f'"credit.1" = "{REASONS["credit.1"]}"\n', "", ["credit.1: its words changed, but docs/editions.toml gives no reason"]),
        (LIST, '"credit.1" =', '"credit.2" =', [
            "credit.1: its words changed, but docs/editions.toml gives no reason",
            "credit.2: docs/editions.toml gives a reason, but the words are those of ",
        ]),
        (LIST, f'"{THIRD.name}"', '"2027.02"', [f"checker/src/handbook_checker/edition.py says {THIRD.name}, docs/editions.toml 2027.02"]),
        (TEXT, "回款期限为10天", "回款期限为12天", ["credit.27: the page says “"]),
        (RULE, "回款期限为10天", "回款期限为15天", ["credit.27: the page says “"]),
        (CASES, '("credit.15.1", {}, "met", "A")', '("credit.15.1", {}, "not_met", "A")', [
            "credit.27: tests/credit/test_credit.py::test_rating[credit.15.1-change0-not_met-A] fails on the rule before, and on today's too"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(amended, file, old, new, expected):
    whole = (amended / file).read_text(encoding="utf-8")
    head, found, tail = whole.rpartition(old)
    assert found
    text = head + new + tail
    try:
        (amended / file).write_text(text, encoding="utf-8")
        run = python(amended, "-m", "tools.publish.new_edition")
    finally:
        (amended / file).write_text(whole, encoding="utf-8")
    lines = run.stderr.splitlines()
    assert run.returncode == 1
    assert len(lines) == len(expected)
    assert all(line.startswith(start) for line, start in zip(lines, expected, strict=True))


def test_code_that_changed_alone_needs_a_case(amended):
    paths = [amended / name for name in (CASES, RULE)]
    before = [path.read_text(encoding="utf-8") for path in paths]
    try:
        paths[0].write_text(scratch.run("git", "show", f"HEAD:{CASES}", at=amended), encoding="utf-8")
        run = python(amended, "-m", "tools.publish.new_edition")
    finally:
        for path, text in zip(paths, before, strict=True):
            path.write_text(text, encoding="utf-8")
    assert run.stderr.splitlines() == [
        "credit.27: words and code changed, but no case in tests/credit/ fails on the rule before",
        "the code of credit/rules.py changed, but no case in tests/",
    ]


@pytest.mark.parametrize(
    ("before", "now", "found", "passed_over"),
    [
        ("期限为15天。", "期限为10天。",
         ["15天", "15 天", "十五天", "第十五日", "days(15)", '{"days": 15}', "days=15", "P15D", "15 days", "fifteen days"],
         ["115天", "二十五天", "10天", "15年", "days(10)", "P150D", "15"]),
        ("合作一年或以上", "合作两年或以上", ["一年", "1年", "years(1)", "P1Y", "one year"], ["十一年", "二〇二一年度", "一年度"]),
        ("满两年", "满三年", ["2年", "二年", "两年", "years=2"], ["三年", "十二年"]),
        ("不超过70%", "不超过60%", ["70%", "70 %", "百分之七十", "share(70)", "percent=70"], ["170%", "70元"]),
        ("不得超过三次", "不得超过五次", ["三次", "3次", "three times"], ["十三次", "五次"]),
        ("由营销副总、总经理审批", "由分管副总、总经理审批", ["报营销副总批准"], ["总经理", "营销部"]),
        ("填写《客户回访报告表》", "填写《回访报告》", ["附《客户回访报告表》。"], ["客户回访报告"]),
        ("有效控制风险", "有效控制各种风险", [], ["有效控制风险"]),
    ],
)  # fmt: skip
def test_what_an_amendment_replaced_is_known_again(before, now, found, passed_over):
    patterns = replaced_words.replaced(before, now)
    assert [text for text in found if not any(each.search(text) for each in patterns)] == []
    assert [text for text in passed_over if any(each.search(text) for each in patterns)] == []


def test_what_still_says_the_figure_before_is_listed(amended):
    page = amended / "docs" / "reference" / "stale.md"
    page.write_text(
        "见第二十七条：期限为 15 天。\n\n十五天以内。\n\n一个月。\n" + "\n" * 20 + "第二十六条：1个月。\n",
        encoding="utf-8",
    )
    try:
        run = python(amended, "-m", "tools.publish.new_edition")
    finally:
        page.unlink()
    assert run.returncode == 0
    lines = [line.strip() for line in run.stdout.splitlines() if "stale.md" in line]
    assert lines == [
        "docs/reference/stale.md:1: 见第二十七条：期限为 15 天。",
        "docs/reference/stale.md:3: 十五天以内。",
    ]
    listed = {line.split(":")[0].strip() for line in run.stdout.splitlines() if re.search(r":\d+: ", line)}
    assert not {TEXT, RULE, CASES, LIST} & listed


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
    expected = [
        f"Edition {name} is left out: this clone has no history of it (0123456789)." for name in earlier
    ]
    assert run.stdout.splitlines() == [*expected, f"['{THIRD.name}']"], run.stderr
    assert [path.name for path in (tmp_path / "site").iterdir() if path.is_dir()] == [THIRD.name]


def shown(commit, path):
    return scratch.run("git", "show", f"{commit}:{path}", at=ROOT)


@pytest.mark.parametrize("edition", read_editions(ROOT / LIST)[:-1], ids=lambda edition: edition.name)
def test_the_history_holds_each_earlier_edition_under_its_name(edition):
    """A clone with all its history has the commit: it lists the edition as its newest, and so its checker calls itself."""
    commit = commit_of(edition)
    if commit is None:
        git = ["git", "rev-parse", "--is-shallow-repository"]
        expected = subprocess.run(git, cwd=ROOT, capture_output=True, text=True).stdout.strip()
        assert expected != "false", f"no commit “{edition.ref}”, though this clone has all its history"
    else:
        assert f'name = "{edition.name}"' in shown(commit, LIST).rpartition(LISTED)[2]
        assert f'EDITION = "{edition.name}"' in shown(commit, "checker/src/handbook_checker/edition.py")
