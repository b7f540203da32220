"""The list of editions: what is accepted, and what is said of each mistake."""

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from handbook_checker import EDITION

from tools import ROOT
from tools.export.records import write_edition
from tools.handbook.editions import in_words, read_editions
from tools.publish.editions import without_missing_pages

GOOD = """
[[edition]]
name = "2024.11"
date = 2024-11-19
reading = "received"
ref = "v1"
[[edition]]
name = "2026.11"
date = 2026-11-24
reading = "proposed"
owner = "本公司"
reviewed = 2026-11-20
[edition.reasons]
"credit.27" = "缩短期限。"
"""


def listed(tmp_path, text):
    path = tmp_path / "editions.toml"
    path.write_text(text, encoding="utf-8")
    return read_editions(path)


def test_editions_are_read_oldest_first(tmp_path):
    first, second = listed(tmp_path, GOOD)
    assert (first.name, first.date, first.reading, first.ref) == (
        "2024.11",
        date(2024, 11, 19),
        "received",
        "v1",
    )
    assert (second.ref, second.reasons) == (None, {"credit.27": "缩短期限。"})
    assert in_words(first) == ("2024.11 版，2024年11月19日", "文字以收到的原文为准，2024年11月19日最近审核")
    assert in_words(second) == (
        "2026.11 版，2026年11月24日",
        "文字为校订后的读法，2026年11月20日最近审核，由本公司负责解释",
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (GOOD, "", "docs/editions.toml names no edition"),
        ('"2026.11"', '"next"', "edition next: the name should look like 2026.12"),
        ('"2026.11"', '"2024.11"', "each edition needs a name of its own, and a later date than the one before"),
        ("2026-11-24", "2024-11-18", "each edition needs a name of its own, and a later date than the one before"),
        ("2026-11-24", '"2026-11-24"', "edition 2026.11: date should be a day such as 2026-12-01"),
        ("2026-11-20", "true", "edition 2026.11: reviewed should be a day such as 2026-12-01"),
        ('"proposed"', '"corrected"', "edition 2026.11: reading should be one of received, proposed"),
        ('ref = "v1"', "", "edition 2024.11: every edition but the newest needs a ref"),
        ("owner", "ower", "edition 2026.11: unknown key ower"),
        ('"缩短期限。"', '" "', "edition 2026.11: credit.27: the reason should be a sentence"),
    ],
)  # fmt: skip
def test_a_mistake_is_named(tmp_path, old, new, problem):
    assert old in GOOD
    with pytest.raises(ValueError, match=rf"\A{re.escape(problem)}\Z"):
        listed(tmp_path, GOOD.replace(old, new, 1))


def test_every_mistake_is_named_at_once(tmp_path):
    text = GOOD.replace('"proposed"', '"both"').replace('ref = "v1"', "").replace("owner", "ower")
    with pytest.raises(ValueError, match=r"needs a ref\n.*unknown key ower\n.*one of received, proposed\Z"):
        listed(tmp_path, text)


def test_the_list_and_the_checker_name_the_same_edition():
    assert read_editions(ROOT / "docs" / "editions.toml")[-1].name == EDITION


def test_what_other_editions_may_ask_is_written_down(tmp_path):
    _, edition = listed(tmp_path, GOOD)
    write_edition(edition, tmp_path / "edition.json")
    record = json.loads((tmp_path / "edition.json").read_text(encoding="utf-8"))
    assert (record["name"], record["date"], record["reading"]) == ("2026.11", "2026-11-24", "proposed")
    assert record["reasons"] == {"credit.27": "缩短期限。"}


def test_pages_that_an_earlier_edition_lacks_leave_its_navigation(tmp_path):
    (tmp_path / "old.md").touch()
    config = (
        "nav:\n  - 甲: old.md\n  - 乙:\n      - 丙: new.md\n  - 丁:\n      - 戊: new.md\n      - old.md\n"
    )
    assert without_missing_pages(config, tmp_path) == "nav:\n  - 甲: old.md\n  - 丁:\n      - old.md\n"


def test_a_mistake_ends_the_build_with_its_name_and_without_a_traceback(tmp_path):
    code = "import sys, tools.publish.editions as e; e.ROOT = e.Path(sys.argv.pop(1)); sys.exit(e.main())"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "editions.toml").write_text("", encoding="utf-8")
    run = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (1, "docs/editions.toml names no edition\n")
