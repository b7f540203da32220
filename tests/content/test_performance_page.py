"""The page of measurements: every system that was measured is in it with its figures, and its conclusions are theirs."""

import re

import pytest

from tools.bench import build
from tools.bench.page import ENGINES, NAMES
from tools.bench.paths import PAGE
from tools.bench.peers import PEERS
from tools.bench.rows import CHROMIUM, ZEN

TEXT = PAGE.read_text(encoding="utf-8")
ROWS: dict[str, list[str]] = {}
for name, *cells in (
    [cell.strip() for cell in line.strip("|").split("|")] for line in TEXT.splitlines() if line[:1] == "|"
):
    ROWS.setdefault(name, []).extend(cells)
SYSTEMS = [*NAMES.values(), *PEERS]


def figures(name):
    return [float(cell.split()[0].replace(",", "")) for cell in ROWS[name] if re.match(r"[\d.,]+( |$)", cell)]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        *((system, 12) for system in SYSTEMS),
        *((engine, 1) for engine in ENGINES.values()),
        *((f"{clauses:,}", 4) for clauses in build.SIZES),
    ],
)
def test_every_system_has_its_figures(name, count):
    assert len(figures(name)) == count
    assert figures(name)[0] > 0


# The first table has the times after a click, the second those from an address; four figures each.
@pytest.mark.parametrize("table", [0, 1], ids=["clicked", "opened"])
@pytest.mark.parametrize(("row", "visit"), [(0, "首次访问"), (1, "再次访问")])
def test_the_share_of_the_time_is_that_of_the_table(table, row, visit):
    ours, *peers = (figures(system)[4 * table + row] for system in SYSTEMS)
    figure = re.findall(rf"{visit}(?:所用的时间)?是[^*]*\*\*(\d+)%\*\*", TEXT)[table]
    # The table is rounded to hundredths of a second.
    assert int(figure) == pytest.approx(100 * ours / min(peers), abs=2)


def test_the_rate_is_that_of_the_table():
    (figure,) = re.findall(r"zen-engine 的 \*\*([\d.]+) 倍\*\*", TEXT)
    expected = figures(ENGINES[CHROMIUM])[0] / figures(ENGINES[ZEN])[0]
    assert float(figure) == pytest.approx(expected, abs=0.06)


@pytest.mark.parametrize("words", ["个核心", "内存", "Chromium", "Python", "测量日期"])
def test_it_says_what_it_was_measured_on(words):
    assert words in TEXT


def test_the_charts_show_what_the_tables_show():
    charts = re.findall(r"<svg .*?</svg>", TEXT, re.DOTALL)
    shown = [words for chart in charts for words in re.findall(r">([\d.,]+)(?: 秒)?</text>", chart)]
    in_tables = {cell.removesuffix(" 秒") for cells in ROWS.values() for cell in cells}
    assert len(shown) >= 2 * len(SYSTEMS)
    assert {*shown} <= in_tables
