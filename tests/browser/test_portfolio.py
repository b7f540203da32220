"""The portfolio's page: a table of customers in, their classification out, nothing sent anywhere."""

import csv
import io
import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from handbook_checker import CHECKS
from handbook_checker.tables import results
from handbook_checker.tables.layout import to_csv
from handbook_checker.tables.page import csv_to_spreadsheet, spreadsheet_to_csv
from handbook_checker.tables.plan import plan_of
from playwright.sync_api import Browser, BrowserContext, Download, Page, expect

from tests.browser.test_accessibility import violations
from tests.browser.walk import DESKTOP, PHONE, limit_of
from tests.conftest import QUIET_CHROMIUM, chromium, logged, new_profile

ROOT = Path(__file__).resolve().parents[2]
CREDIT = CHECKS["credit"]
MANY = int(os.environ.get("PORTFOLIO_ROWS", "100000"))
"""How many customers the large table has; fewer of them for a quick look."""
LONGEST_FREEZE_MS = 50

NAMES = ["编号", "客户名称"]
FACTS = [name for name in CREDIT.facts if name != "as_of"]


def text(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return dict(CREDIT.facts[name].choices).get(str(value), str(value))


def lines(customers: list[dict[str, object]]) -> list[list[str]]:
    headings = [*NAMES, *(CREDIT.facts[name].label for name in FACTS)]
    return [
        headings,
        *(
            [str(number), f"客户{number:06d}", *(text(name, facts.get(name)) for name in FACTS)]
            for number, facts in enumerate(customers, 1)
        ),
    ]


def examples() -> list[dict[str, object]]:
    return [dict(facts) for _title, facts in CREDIT.examples]


def synthetic(count: int) -> list[dict[str, object]]:
    """Customers like the examples, with amounts and dates of their own and now and then another answer."""
    rng = random.Random(count)
    made = []
    for _ in range(count):
        facts = dict(rng.choice(examples()))
        for name in FACTS:
            kind = CREDIT.facts[name].kind
            if kind == "money":
                facts[name] = f"{rng.randrange(3_000_000)}.{rng.randrange(100):02d}"
            elif kind == "date":
                facts[name] = date(
                    2020 + rng.randrange(6), 1 + rng.randrange(12), 1 + rng.randrange(28)
                ).isoformat()
            elif kind == "boolean" and rng.random() < 0.05:
                facts[name] = rng.choice((True, False, None))
        made.append(facts)
    return made


def write(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig") -> Path:
    path.write_bytes(to_csv(rows).encode(encoding))
    return path


def open_portfolio(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/checks/portfolio/")
    page.locator(".portfolio-drop").wait_for()


@pytest.fixture(scope="module")
def desk(used_profile: BrowserContext) -> Iterator[Page]:
    with logged(used_profile) as page:
        yield page
        page.close()


@pytest.fixture
def page(desk: Page, site_url: str) -> Page:
    """One page for most tests, as a reader takes one table after the other: the checker need not start anew."""
    if desk.url.partition("#")[0] != f"{site_url}/checks/portfolio/":
        open_portfolio(desk, site_url)
    return desk


def take(page: Page, path: Path) -> None:
    page.locator("#portfolio-file").set_input_files(path)
    page.locator(".portfolio-run, .portfolio-status.is-bad").first.wait_for(timeout=60_000)


def run(page: Page, timeout: float = 120_000) -> None:
    page.locator(".portfolio-run").click()
    page.locator(".portfolio-list tbody tr").first.wait_for(timeout=timeout)


def saved(page: Page, label: str) -> Download:
    with page.expect_download(timeout=120_000) as started:
        page.get_by_role("button", name=label).click()
    return started.value


def terminal(source: Path, target: Path) -> bytes:
    """What the command makes of the same table."""
    command = [sys.executable, "-m", "handbook_checker", "credit", "--csv", source, "-o", target]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "checker" / "src")}
    subprocess.run(command, env=environment, capture_output=True, check=False)
    return target.read_bytes()


def shown(page: Page) -> list[list[str]]:
    return page.locator(".portfolio-list tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )


@pytest.fixture
def five(page: Page, site_url: str, tmp_path: Path) -> Path:
    """The example customers, taken and decided."""
    source = write(tmp_path / "客户.csv", lines(examples()), "gb18030")
    take(page, source)
    run(page)
    return source


def test_says_what_it_understood_before_it_runs(page: Page, site_url: str, tmp_path: Path) -> None:
    rows = lines(examples())
    rows[0][2], rows[0][3] = "role", "合作启始日"
    take(page, write(tmp_path / "客户.csv", [["客户一览表"], *rows], "gb18030"))
    text = page.locator(".portfolio").inner_text()
    for part in (
        "客户.csv",
        "GB18030 编码",
        "逗号分隔",
        "标题在第 2 行",
        "客户 5 行",
        "没有，按不清楚处理：核对日期、合作起始日",
    ):
        assert part in text
    cells = page.locator(".portfolio-columns tbody tr").evaluate_all(
        "rows => rows.slice(0, 4).map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert cells == [
        ["A", "编号", "照抄到结果里"],
        ["B", "客户名称", "照抄到结果里"],
        ["C", "role", "客户类别"],
        ["D", "合作启始日", "不读取；是否想写“合作起始日”？"],
    ]
    assert page.locator(".portfolio-list").count() == 0


def test_figures_by_grade(page: Page, five: Path) -> None:
    figures = page.locator(".portfolio-grades tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    assert figures == [
        ["A 级", "1", "1", limit_of("A").removesuffix(" 元")],
        ["B 级", "1", "1", limit_of("B").removesuffix(" 元")],
        ["C 级", "2", "0", "0.00"],
        ["未定", "1", "0", "0.00"],
        ["合计", "5", "2", "200,000.00"],
    ]
    assert "A 级 1 户，15 万 元" in (page.locator(".portfolio-charts").get_attribute("aria-label") or "")
    assert not re.search("false|undefined|null", page.locator(".portfolio").inner_text())
    expect(page.locator(".portfolio-against")).to_contain_text("填写基准余额")
    balance = page.locator("#portfolio-balance")
    balance.fill("18万")
    expect(page.locator(".portfolio-against")).to_have_text(
        "授信总额 200,000.00 元，超出基准余额 20,000.00 元。"
    )
    balance.fill("300000")
    expect(page.locator(".portfolio-against")).to_contain_text("尚余 100,000.00 元")
    balance.fill("许多")
    expect(page.locator(".portfolio-against")).to_contain_text("“应收账款基准余额”应为")
    page.locator(".portfolio-beyond").click()
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(1)
    assert shown(page)[0][1:5] == ["3", "客户000003", "C", "C"]


def test_filter_search_and_sort(page: Page, five: Path) -> None:
    def press(name: str) -> None:
        page.locator(f'[data-filter="{name}"]').click()
        expect(page.locator(f'[data-filter="{name}"]')).to_have_attribute("aria-pressed", "true")

    def numbers() -> list[str]:
        return [row[1] for row in shown(page)]

    assert numbers() == ["1", "2", "3", "4", "5"]
    for name, expected in {
        "A": ["1"],
        "C": ["3", "5"],
        "open": ["4"],
        "unusable": [],
        "all": ["1", "2", "3", "4", "5"],
    }.items():
        press(name)
        page.wait_for_function(
            "expected => document.querySelectorAll('.portfolio-list tbody tr').length === expected",
            arg=len(expected),
        )
        assert numbers() == expected
    limit = page.get_by_role("columnheader", name="信用额度（元）")
    limit.get_by_role("button").click()
    expect(limit).to_have_attribute("aria-sort", "descending")
    assert numbers()[:2] == ["1", "2"]
    limit.get_by_role("button").click()
    expect(limit).to_have_attribute("aria-sort", "ascending")
    # Blank cells stand last, whichever way it goes.
    assert numbers() == ["3", "5", "2", "1", "4"]
    page.get_by_role("searchbox", name="查找名称、编号").fill("客户000002")
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(1)
    assert numbers() == ["2"]


def test_a_row_is_one_click_from_its_reasons_and_the_list_is_there_on_the_way_back(
    page: Page, five: Path
) -> None:
    page.locator('[data-filter="C"]').click()
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(2)
    page.get_by_role("link", name="客户000003").click()
    expect(page.locator(".check-headline")).to_contain_text("C 级，不予授信", timeout=30_000)
    expect(page.locator("#input-current_exposure")).to_have_value("42,000")
    page.go_back()
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(2, timeout=30_000)
    expect(page.locator('[data-filter="C"]')).to_have_attribute("aria-pressed", "true")


def test_exports_are_the_terminals(page: Page, five: Path, tmp_path: Path) -> None:
    expected = terminal(five, tmp_path / "terminal.csv")
    download = saved(page, "导出 CSV")
    assert re.fullmatch(r"批量核对结果 \d{4}-\d\d-\d\d\.csv", download.suggested_filename)
    assert Path(download.path()).read_bytes() == expected
    workbook = Path(saved(page, "导出 XLSX").path()).read_bytes()
    assert workbook[:2] == b"PK"
    _sheet, content = spreadsheet_to_csv(io.BytesIO(workbook))
    assert list(csv.reader(io.StringIO(content.decode()))) == [
        [
            re.sub(r"(\.\d*?)0+$", r"\1", cell).rstrip(".") if re.fullmatch(r"\d+\.\d\d", cell) else cell
            for cell in row
        ]
        for row in csv.reader(io.StringIO(expected.decode("utf-8-sig")))
    ]


def test_a_spreadsheet_gives_what_its_csv_gives(
    page: Page, site_url: str, five: Path, tmp_path: Path
) -> None:
    expected = shown(page)
    source = tmp_path / "客户.xlsx"
    source.write_bytes(csv_to_spreadsheet(io.BytesIO(to_csv(lines(examples())).encode())))
    take(page, source)
    assert "工作表“批量核对”" in page.locator(".portfolio").inner_text()
    run(page)
    assert shown(page) == expected


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_templates_can_be_taken_as_they_are(page: Page, site_url: str, kind: str) -> None:
    with page.expect_download() as started:
        page.get_by_role("link", name=f"{kind.upper()} 模板").click()
    assert started.value.suggested_filename == f"批量核对模板.{kind}"
    take(page, Path(started.value.path()))
    run(page)
    assert [row[1:4] for row in shown(page)] == [["1", "示例", "A"]]


def test_a_damaged_table_loses_no_good_row(page: Page, site_url: str, tmp_path: Path) -> None:
    """Every kind of damage in one table, between good rows; a heading stands twice, a column is missing."""
    good = lines([examples()[0]] * 12)
    rows = [[*row[:5], *row[6:], row[3]] for row in good]
    last = len(rows[0]) - 1
    rows[2][2] = "零售客户"
    rows[3][3], rows[3][last] = "2023-02-30", "2023-02-30"
    rows[4] = rows[4][:-2]
    rows[5][20] = "9" * 2**20
    rows[6][1] = "x" * 2**20
    rows[7][last] = "2021-01-01"
    content = to_csv(rows).encode().replace("客户000008".encode(), b"\xff\xfe")
    content = content.replace("9,客户000009".encode(), '9,"客户000009'.encode())
    source = tmp_path / "damaged.csv"
    source.write_bytes(content)
    take(page, source)
    run(page)
    expected = [*csv.reader(io.StringIO(terminal(source, tmp_path / "terminal.csv").decode("utf-8-sig")))][1:]
    found = shown(page)
    assert (
        [row[0] for row in found] == [row[0] for row in expected] == [str(number) for number in range(2, 14)]
    )
    assert [row[-1] for row in found] == [row[-1] for row in expected]
    problems = {row[0]: row[-1] for row in found if row[-1]}
    for number, part in {
        "3": "C 列：“客户类别”应为",
        "4": "D 列：“合作起始日”不是日历上有的日期",
        "5": "格，对不上",
        "6": "U 列：“确有必要”应为“是”“否”或“未知”",
        "7": "B 列：“客户名称”过长",
        "8": "列：与 D 列同为“合作起始日”，两格却不一样",
        "9": "B 列：“客户名称”含有乱码",
        "10": "引号没有成对",
    }.items():
        assert part in problems.pop(number)
    assert problems == {}
    assert [row[0] for row in found if row[3] or row[4]] == ["2", "11", "12", "13"]
    page.locator('[data-filter="unusable"]').click()
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(8)
    assert max(len(cell) for row in shown(page) for cell in row) < 1000


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "没有认出任何一列"),
        (b"a,b\n1,2\n", "没有认出任何一列"),
        (b"PK\x03\x04" + bytes(100), "无法读取这个 XLSX 文件"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "XLS 文件"),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    page: Page, site_url: str, tmp_path: Path, content: bytes, problem: str
) -> None:
    source = tmp_path / "customers.csv"
    source.write_bytes(content)
    take(page, source)
    expect(page.locator(".portfolio-status.is-bad")).to_contain_text(problem)
    assert page.locator(".portfolio-run").count() == 0
    # And the next file is taken as if nothing had been.
    take(page, write(tmp_path / "good.csv", lines(examples())))
    expect(page.locator(".portfolio-run")).to_be_enabled()


def test_cells_that_a_spreadsheet_would_run_are_text(page: Page, site_url: str, tmp_path: Path) -> None:
    rows = lines(examples()[:2])
    rows[1][1], rows[2][1] = "=1+1", "<img src=x onerror=alert(1)>"
    take(page, write(tmp_path / "hostile.csv", rows))
    run(page)
    assert [row[2] for row in shown(page)] == ["'=1+1", "<img src=x onerror=alert(1)>"]
    assert page.locator(".portfolio img").count() == 0


FREEZES = """
window.freezes = [];
new PerformanceObserver(list => window.freezes.push(...list.getEntries().map(entry => entry.duration)))
    .observe({ entryTypes: ["longtask"] });
"""


def chromium_memory() -> int:
    """What all of this run's Chromium takes together, in bytes; shared pages are counted once."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    ours, total = {os.getpid()}, 0
    while more := {pid for pid, parent in parents.items() if parent in ours} - ours:
        ours |= more
    for pid in ours:
        try:
            if b"chromium" in Path(f"/proc/{pid}/cmdline").read_bytes():
                found = re.search(
                    r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
                )
                total += int(found[1]) * 1024 if found else 0
        except OSError:
            continue
    return total


def longest_task(trace: bytes) -> float:
    """The longest task of a page's main thread, in milliseconds that it worked: a busy machine adds nothing to it."""
    events = json.loads(trace)["traceEvents"]
    mains = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    tasks = [
        event["tdur"] / 1000 for event in events if (event["pid"], event["tid"]) in mains and "tdur" in event
    ]
    assert len(tasks) > 100
    return max(tasks)


@pytest.fixture
def reader_page(browser: Browser) -> Iterator[Page]:
    """A page in Chromium as readers have it, with its optimising compiler."""
    chrome = browser.browser_type.launch(executable_path=chromium(), args=QUIET_CHROMIUM)
    with logged(new_profile(chrome)) as page:
        yield page
    chrome.close()


def test_a_large_table_neither_freezes_the_page_nor_fills_the_memory(
    reader_page: Page, site_url: str, tmp_path: Path
) -> None:
    page = reader_page
    source = write(tmp_path / "large.csv", lines(synthetic(MANY)))
    page.add_init_script(FREEZES)
    open_portfolio(page, site_url)
    before = chromium_memory()
    begun = time.monotonic()
    take(page, source)
    understood = time.monotonic() - begun
    page.evaluate("window.freezes.length = 0")
    browser = page.context.browser
    assert browser
    browser.start_tracing(page=page, categories=["toplevel"])
    begun = time.monotonic()
    page.locator(".portfolio-run").click()
    most = before
    while page.locator(".portfolio-list tbody tr").count() == 0:
        assert time.monotonic() - begun < 300
        most = max(most, chromium_memory())
        time.sleep(0.3)
    took = time.monotonic() - begun
    for name in ("B", "all"):
        page.locator(f'[data-filter="{name}"]').click()
        expect(page.locator(f'[data-filter="{name}"]')).to_have_attribute(
            "aria-pressed", "true", timeout=30_000
        )
    page.get_by_role("columnheader", name="客户名称").get_by_role("button").click()
    expect(page.get_by_role("columnheader", name="客户名称")).to_have_attribute(
        "aria-sort", "ascending", timeout=30_000
    )
    exported = Path(saved(page, "导出 CSV").path()).read_bytes()
    freeze = longest_task(browser.stop_tracing())
    wall = max(page.evaluate("window.freezes"), default=0)
    workers = min(page.evaluate("navigator.hardwareConcurrency"), 4)
    print(
        f"\n{MANY:,} customers, {len(exported) / 2**20:.1f} MiB of outcomes, {workers} workers: understood in {understood:.1f} s, "
        f"decided in {took:.1f} s ({MANY / took:,.0f} rows/s with the start), longest freeze {freeze:.0f} ms of the page's own work ({wall:.0f} ms by the clock), "
        f"peak memory {(most - before) / 2**20:,.0f} MiB above {before / 2**20:,.0f} MiB"
    )
    assert exported == terminal(source, tmp_path / "terminal.csv")
    assert freeze < LONGEST_FREEZE_MS
    assert most - before < 1.5 * 2**30
    expect(page.locator(".portfolio-pages")).to_contain_text(f"共 {MANY:,} 行")
    assert page.console_errors == []


def test_cancelling_gives_back_the_table(page: Page, site_url: str, tmp_path: Path) -> None:
    take(page, write(tmp_path / "large.csv", lines(synthetic(12_000))))
    page.locator(".portfolio-run").click()
    page.get_by_role("button", name="取消").click()
    expect(page.locator(".portfolio-status")).to_have_text("已取消。")
    assert page.locator("progress").count() == 0
    expect(page.locator(".portfolio-run")).to_be_enabled()
    run(page)
    expect(page.locator(".portfolio-pages")).to_contain_text("共 12,000 行")


def test_nothing_is_sent_anywhere(page: Page, site_url: str, five: Path) -> None:
    loaded = len(page.requests)
    saved(page, "导出 CSV")
    page.locator('[data-filter="A"]').click()
    expect(page.locator(".portfolio-list tbody tr")).to_have_count(1)
    assert [address for address in page.requests[loaded:] if not address.startswith("blob:")] == []
    assert [
        address for address in page.requests if not address.startswith((f"{site_url}/", "data:", "blob:"))
    ] == []
    assert [address for address in page.requests if "客户" in address or "%E5%AE%A2" in address] == []
    assert page.console_errors == []


def test_axe_finds_nothing(first_visit: Page, site_url: str, tmp_path: Path) -> None:
    rows = lines(examples())
    rows[2][2], rows[0][6] = "零售客户", "备注"
    found = {}

    def look(state: str) -> None:
        for screen, scheme in product((DESKTOP, PHONE), ("light", "dark")):
            first_visit.set_viewport_size(screen)
            first_visit.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found[state, screen["width"], scheme] = violations(first_visit)
            assert first_visit.evaluate("document.documentElement.scrollWidth - innerWidth") == 0

    open_portfolio(first_visit, site_url)
    look("empty")
    take(first_visit, write(tmp_path / "客户.csv", rows))
    look("understood")
    run(first_visit)
    look("decided")
    first_visit.locator('[data-filter="unusable"]').click()
    expect(first_visit.locator(".portfolio-list tbody tr")).to_have_count(1)
    look("unusable")
    assert len(found) == 16
    assert {state: problems for state, problems in found.items() if problems} == {}


def test_the_page_knows_the_columns_of_the_table_of_outcomes() -> None:
    """The script counts columns from the names on; a column more or less would shift them all."""
    script = (ROOT / "docs" / "assets" / "portfolio" / "list.js").read_text(encoding="utf-8")
    own = re.search(r"const OWN = \[(.*?)\];", script, re.DOTALL)
    assert own
    plan = plan_of(CREDIT, io.BytesIO(b"role\n"))
    assert own[1].count('"') // 2 == len(results.result_headings(plan)) - 1
