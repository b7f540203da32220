"""What an amendment does to customers: exactly those concerned are named, alike in the terminal and on the page."""

import csv
import re
import urllib.parse

import pytest
from handbook_checker import CHECKS
from playwright.sync_api import expect

from tests.editions.scratch import THIRD
from tests.editions.test_new_edition import python
from tests.editions.test_published import FIRST, GRADE_B, SECOND
from tools.publish import effect

pytestmark = pytest.mark.xdist_group("editions")

TEMPORARY = dict(urllib.parse.parse_qsl(GRADE_B))
CUSTOMERS = {
    "甲，短期": TEMPORARY,
    "乙\"长期\"": TEMPORARY | {"requested_kind": "long_term"},
    "丙，种类不明": TEMPORARY | {"requested_kind": ""},
    "丁，A级": TEMPORARY | {"meets_annual_standard": "true"},
    "戊，C级": TEMPORARY | {"weak_finances": "true", "strong_finances": "false"},
    "己，有欠款": TEMPORARY | {"arrears_unsettled": "是"},
    "庚，也是短期": TEMPORARY | {"requested_amount": "3万"},
    "辛，填错": TEMPORARY | {"requested_amount": "很多"},
    "壬，未抵押": TEMPORARY | {"collateral_completed": "否"},
}  # fmt: skip
CONCERNED = ["甲，短期", "庚，也是短期"]


@pytest.fixture(scope="module", params=["utf-8-sig", "gb18030"])
def customers(request, tmp_path_factory):
    """The customers as a spreadsheet saves them, with labels for headings."""
    path = tmp_path_factory.mktemp("customers") / "customers.csv"
    with path.open("w", encoding=request.param, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["客户名称", *(CHECKS["credit"].facts[name].label for name in TEMPORARY)])
        writer.writerows([name, *facts.values()] for name, facts in CUSTOMERS.items())
    return path


def report(published, *arguments):
    run = python(published.clone, "-m", "tools.publish.effect", *map(str, arguments))
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.splitlines()


def test_the_terminal_names_exactly_the_customers_concerned(published, customers):
    lines = report(published, "--from", SECOND.name, "--to", THIRD.name, customers)
    assert lines[0] == f"9 户客户，由 {SECOND.name} 版改按 {THIRD.name} 版：2 户的结果不同。"
    assert [line.strip() for line in lines[1:6]] == [
        "等级不同：0 户",
        "决定不同：0 户",
        "额度不同：0 户",
        "期限不同：2 户",
        "审批人不同：0 户",
    ]
    before, after = lines[6:8]
    assert before.partition("：")[2] == after.partition("：")[2]
    assert [line.split("：")[0] for line in lines[8:]] == CONCERNED
    for line in lines[8:]:
        assert "15 天" in line.split("→")[0]
        assert "10 天" in line.split("→")[1]
        assert line.endswith("；依据 《客户信用管理制度》第二十七条")


def test_corrections_of_words_alone_concern_nobody(published, customers):
    lines = report(published, "--from", FIRST.name, "--to", SECOND.name, customers)
    assert lines[0].endswith("：0 户的结果不同。")
    assert len(lines) == 8


def test_the_page_says_what_the_terminal_says(published, customers, page, three_url):
    lines = report(published, "--from", SECOND.name, "--to", THIRD.name, customers)
    page.goto(f"{three_url}/{THIRD.name}/reference/effect/")
    page.locator("[name=file]").set_input_files(customers)
    page.get_by_role("button", name="计算").click()
    expect(page.locator(".compare-summary")).to_have_text("9 户客户，2 户的结果不同。", timeout=60_000)
    rows = page.locator(".effect-table").last.locator("tbody tr")
    for row, line in zip(rows.all(), lines[8:], strict=True):
        name, before, after = row.locator("th, td").all_inner_texts()[:3]
        assert line.startswith(f"{name}：{before} → {after}；")
        assert row.locator("[data-clause]").get_attribute("data-clause") == "credit.27"
    totals = {
        row.locator("th").inner_text(): row.locator("td").all_inner_texts()
        for row in page.locator(".effect-table").first.locator("tbody tr").all()
    }
    for side, line in enumerate(lines[6:8]):
        for label in ("A级", "B级", "C级", "未定级", "不能核对", "可授信"):
            key = "可授信户数" if label == "可授信" else label
            assert re.search(rf"{label} (\d+) 户", line)[1] == totals[key][side]
        assert re.search(r"额度合计 ([\d,.]+) 元", line)[1] == totals["额度合计（元）"][side]
    assert page.locator(".effect-chart").get_attribute("aria-label").startswith("各级户数：A级 1 → 1，")
    assert page.console_errors == []
    assert {urllib.parse.urlsplit(url).netloc for url in page.requests} == {
        urllib.parse.urlsplit(three_url).netloc
    }
    rows.first.get_by_role("link").nth(1).click()
    page.wait_for_url(f"**/{THIRD.name}/checks/credit/#?role=downstream**")


def test_customers_can_be_made_up_and_are_the_same_each_time():
    first, again, other = (effect.generate(200, seed) for seed in (1, 1, 2))
    assert first == again != other
    replies = effect.answers(effect.ROOT, first)
    assert {(effect.result(reply) or {}).get("grade") for reply in replies} >= {"A", "B", "C"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--generate", "3", "--from", "1999.01"], "invalid choice: '1999.01'"),
        (["missing.csv"], "No such file"),
        (["Makefile"], "没有认出任何一列"),
    ],
)
def test_a_mistake_is_reported_without_a_traceback(published, arguments, message):
    run = python(
        published.clone, "-m", "tools.publish.effect", "--from", SECOND.name, "--to", THIRD.name, *arguments
    )
    assert run.returncode in (1, 2)
    assert message in run.stderr
    assert "Traceback" not in run.stderr
