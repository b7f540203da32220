"""Customers a second: this checker and the engines that others write rules for, on one population.

Each engine runs in a process of its own, in turn, and every one has to give every customer the grade, decision and limit
that the oracle gives; else there is no figure at all.
"""

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import sync_playwright

from tests.oracle import credit as oracle
from tools.bench.browser import chromium
from tools.bench.engines.common import outcomes
from tools.bench.paths import PEERS_PYTHON, ROOT, WORK, peer_versions, run, save
from tools.bench.population import Customer, customers, write_table
from tools.bench.serve import serving
from tools.publish.build import build as build_site

CHROMIUM, ONE_CORE = "checker in Chromium", "checker in CPython"
BATCH, SINGLE = "checker in CPython from parsed facts", "checker, single customers"
ZEN, BUSINESS_RULES = "zen-engine", "business-rules"
FROM_ROWS, ON_COLUMNS = "OpenFisca from rows", "OpenFisca on columns"
PEERS = ("zen-engine", "business-rules", "openfisca-core")
ROWS, MANY = 100_000, 1_000_000
RUNS = 3
READING_MS = 2000
"""So long a reader looks at what was understood of a table before pressing the button; meanwhile the workers start."""
_LIMIT_MS = 600_000

_SHOWN = """
() => new Promise((resolve) => {
  const start = performance.now();
  const observer = new MutationObserver(() => {
    if (!document.querySelector(".portfolio-list tbody tr")) return;
    observer.disconnect();
    resolve((performance.now() - start) / 1000);
  });
  observer.observe(document, { subtree: true, childList: true });
  document.querySelector(".portfolio-run").click();
})
"""
"""Presses the button, and tells the seconds until the first customers stand in the page."""


def measure(quick: bool) -> None:
    """Measure, and print and save what was found."""
    count, many, runs = (20_000, 100_000, 1) if quick else (ROWS, MANY, RUNS)
    site = WORK / "site"
    build_site(site)
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = Path(scratch)
        table, facts, values = folder / "customers.csv", folder / "facts.jsonl", folder / "values.jsonl"
        made = [*customers(count)]
        write_table(made, table)
        facts.write_text("".join(json.dumps(customer.facts) + "\n" for customer in made), encoding="utf-8")
        values.write_text("".join(json.dumps(customer.values) + "\n" for customer in made), encoding="utf-8")

        ours, peers = partial(_run, sys.executable), partial(_run, PEERS_PYTHON)
        engines: dict[str, Callable[[Path], float]] = {
            CHROMIUM: partial(_in_chromium, site, table),
            ONE_CORE: partial(ours, "checker", table, "table"),
            BATCH: partial(ours, "checker", facts, "batch"),
            SINGLE: partial(ours, "checker", facts, "single"),
            ZEN: partial(peers, "zen_trace", values, ""),
            BUSINESS_RULES: partial(peers, "business_rules_engine", values, ""),
            FROM_ROWS: partial(peers, "openfisca", values, "rows"),
            ON_COLUMNS: partial(peers, "openfisca", values, "columns"),
        }
        seconds: dict[str, list[float]] = {name: [] for name in engines}
        expected = "".join(_expected(customer) for customer in made)
        for turn in range(runs):
            for name, engine in engines.items():
                target = folder / f"{turn}"
                seconds[name].append(engine(target))
                results = target.read_text()
                print(f"{name}: {count / seconds[name][-1]:,.0f} customers a second", flush=True)
                if results != expected:
                    raise RuntimeError(f"{name} and the oracle differ: {_difference(expected, results)}")
        terminal = _in_terminal(folder, many)
    record = {
        "date": date.today().isoformat(),
        "runs": runs,
        "rows": count,
        "outcomes": Counter(line.rpartition(" ")[0] for line in expected.splitlines()),
        "versions": peer_versions(*PEERS),
        "rate": {name: count / median(each) for name, each in seconds.items()},
        "terminal": terminal,
    }
    save("rows", record, quick)
    for line in report(record):
        print(line)


def _expected(customer: Customer) -> str:
    """The line of results that the oracle gives of a customer."""
    found = oracle.credit(customer.known)
    return f"{found.grade} {found.decision} {found.limit}\n"


def _run(python: str | Path, script: str, source: Path, how: str, target: Path) -> float:
    """Decide the customers in `source` in a process of its own; the results go to `target`, the seconds come back."""
    output = run([python, "-m", f"tools.bench.engines.{script}", source, target, how], cwd=ROOT)
    return float(json.loads(output)["seconds"])


def _in_chromium(site: Path, table: Path, target: Path) -> float:
    """The same on the portfolio's page, from the press of the button to the result in the page."""
    with (
        serving(site) as served,
        tempfile.TemporaryDirectory(prefix="bench-") as profile,
        sync_playwright() as playwright,
        chromium(playwright, Path(profile)) as context,
    ):
        page = context.pages[0] if context.pages else context.new_page()
        page.set_default_timeout(_LIMIT_MS)
        page.goto(f"{served.url}/checks/portfolio/")
        page.locator("#portfolio-file").set_input_files(table)
        page.locator(".portfolio-run").wait_for()
        page.wait_for_timeout(READING_MS)
        seconds = float(page.evaluate(_SHOWN))
        with page.expect_download() as started:
            page.get_by_role("button", name="导出 CSV").click()
        exported = target.with_suffix(".csv")
        started.value.save_as(exported)
    target.write_text(
        "".join(f"{grade} {decision} {limit}\n" for grade, decision, limit in outcomes(exported))
    )
    return seconds


# In a process between, for the system counts as a process's memory what its parent held when it was made.
_MEASURED = """
import json, resource, subprocess, sys, time
start = time.monotonic()
subprocess.run(sys.argv[1:], stderr=subprocess.DEVNULL, check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"seconds": time.monotonic() - start, "megabytes": used.ru_maxrss / 1024}))
"""


def _in_terminal(folder: Path, count: int) -> dict[str, Any]:
    """What the command line takes for very many customers, its start included."""
    source, target = folder / "many.csv", folder / "many-outcomes.csv"
    write_table(customers(count), source)
    checker = [sys.executable, "-m", "handbook_checker", "credit"]
    measured = json.loads(
        run([sys.executable, "-c", _MEASURED, *checker, "--csv", source, "--output", target])
    )
    with target.open(encoding="utf-8") as lines:
        decided = sum(1 for _ in lines) - 1
    if decided != count:
        raise RuntimeError(f"the command line decided {decided:,} of {count:,} customers")
    return {"rows": count, **measured}


def _difference(expected: str, found: str) -> str:
    pairs = enumerate(zip(expected.splitlines(), found.splitlines(), strict=False), 1)
    return next(
        (f"customer {number}: {one} and {other}" for number, (one, other) in pairs if one != other),
        "their number",
    )


def report(record: dict[str, Any]) -> list[str]:
    """What was found, in lines for the terminal."""
    rate, terminal = record["rate"], record["terminal"]
    return [
        *(f"{name}: {each:,.0f} customers a second" for name, each in rate.items()),
        f"Chromium: {rate[CHROMIUM] / rate[ZEN]:.1f} times zen-engine with its trace",
        f"terminal: {terminal['rows']:,} customers in {terminal['seconds']:.1f} s, {terminal['megabytes']:.0f} MB",
    ]
