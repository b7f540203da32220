"""How long a reader waits for the first answer, in a new profile (cold) and in the same one again (warm).

Two ways lead to it: a click on a link in a page that has been read, and opening the address itself. The clock starts with
the click, or with the navigation, and stops with the change of the page that shows the answer. All systems run in turn, so
that a busy moment of the machine falls on all.
"""

import json
import re
import shutil
import tempfile
import time
from contextlib import ExitStack, suppress
from datetime import date
from itertools import product
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlencode

from handbook_checker.site import CHECKS
from playwright.sync_api import Error, Page, Playwright, sync_playwright

from tools.bench import peers
from tools.bench.browser import chromium
from tools.bench.paths import HERE, PEERS_PYTHON, ROOT, WORK, peer_versions, run, save
from tools.bench.serve import Site, serving
from tools.publish.build import build as build_site

OURS = "handbook"
COLD = "cold"
VISITS = (COLD, "warm")
RUNS = 5
_LIMIT_S = 60
_AFTER_MS = 1000
"""Blocking is counted until so long after the answer."""
_IDLE_MS = 5000
"""So long a page stays open after the first visit, for what browsers and pages keep for the next."""
_KEPT_LIMIT_S = 30
CLICKED, OPENED = "clicked", "opened"
WAYS = (CLICKED, OPENED)
READING_MS = 5000
"""So long a reader looks at the page with the link; less, and what is fetched for offline use would still be coming."""
RESTING_MS, PRESSED_MS = 200, 80
"""So long a hand's pointer rests on a link before it presses, and so long it presses; the click comes when it lets go."""
_LARGEST = 12
"""So many of the handbook's files are named with their sizes, for whoever wants to make them smaller."""


class System(NamedTuple):
    name: str
    link: str
    """What in the site's home page leads to the page with the answer."""
    page: str
    """That page."""
    answer: str
    """A JavaScript expression: the text of the answer, or something empty before there is one."""
    expected: str
    """A pattern that the answer matches."""


_PROBE = """
if (self === top) {
  const now = () => performance.timeOrigin + performance.now();
  const found = { from: 0, at: 0, text: "", tasks: [] };
  window.bench = found;
  // A click may lead to another document, and this one's tasks with it.
  addEventListener("pointerdown", () => sessionStorage.setItem("bench pressed", now()), true);
  addEventListener("click", ({ isTrusted }) => isTrusted && sessionStorage.setItem("bench clicked", now()), true);
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) found.tasks.push([performance.timeOrigin + startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const observer = new MutationObserver(() => {
    const text = (ANSWER) || "";
    if (!text) return;
    found.at = now();
    found.from = Number(sessionStorage.getItem("bench clicked")) || performance.timeOrigin;
    found.pressed = Number(sessionStorage.getItem("bench pressed")) || performance.timeOrigin;
    found.text = text;
    observer.disconnect();
  });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""

_KEPT = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.active) return false;
  const cache = (await caches.keys()).find((name) => name.endsWith(" image"));
  return cache !== undefined && (await (await caches.open(cache)).keys()).length > 0;
}"""
"""Whether the handbook has put by what it starts from the next time: its files, and the image of its memory."""


def measure(quick: bool) -> None:
    """Measure, and print and save what was found."""
    runs, idle = (1, 1000) if quick else (RUNS, _IDLE_MS)
    site = WORK / "site"
    build_site(site)
    folders = {OURS: site, **{name: peers.build(name) for name in peers.PEERS}}
    found: dict[str, dict[str, dict[str, list[dict[str, Any]]]]] = {way: {} for way in WAYS}
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        sites = {
            name: stack.enter_context(serving(folder, all_immutable=name != OURS))
            for name, folder in folders.items()
        }
        playwright = stack.enter_context(sync_playwright())
        # The first time, files are read from the disk and compressed; that is nobody's start.
        for turn in range(-1, runs):
            for way, system in product(WAYS, _systems()):
                profile = Path(scratch) / f"{system.name} {turn}"
                for visit in VISITS:
                    measured = _visit(
                        playwright, profile, system, sites[system.name], way, idle, visit == COLD
                    )
                    if turn >= 0:
                        found[way].setdefault(system.name, {}).setdefault(visit, []).append(measured)
                        print(f"{way} {visit} {system.name}: {measured['ms']:,.0f} ms", flush=True)
                shutil.rmtree(profile)
    _add_brotli(found[OPENED])
    largest = sorted(found[OPENED][OURS][COLD][-1]["files"], key=itemgetter(1), reverse=True)[:_LARGEST]
    record = {
        "date": date.today().isoformat(),
        "runs": runs,
        "pyodide": json.loads((ROOT / "node_modules/pyodide/package.json").read_text())["version"],
        "versions": peer_versions(*peers.PEERS),
        "largest": [(str(Path(path).relative_to(site)), size) for path, size in largest],
        "ways": {
            way: {name: {visit: _medians(each) for visit, each in of.items()} for name, of in systems.items()}
            for way, systems in found.items()
        },
    }
    save("start", record, quick)
    for line in report(record):
        print(line)


def _systems() -> list[System]:
    title, facts = CHECKS["credit"].examples[0]
    typed = {name: str(value).lower() if isinstance(value, bool) else value for name, value in facts.items()}
    return [
        System(
            OURS,
            "a[href*='?example=1']",
            f"/checks/credit/#?{urlencode(typed)}",
            "document.querySelector('.check-aside[aria-busy=\"false\"] .check-headline')?.textContent",
            f"{title[0]} *级",
        ),
        System(
            "pyodide-mkdocs-theme",
            peers.LINK,
            peers.ADDRESS,
            f"document.querySelector('.terminal')?.textContent.match('{peers.ANSWER}')?.[0]",
            peers.ANSWER,
        ),
        # Its editor has no way to run by itself, so the button is pressed as soon as it does something.
        System(
            "markdown-exec",
            peers.LINK,
            peers.ADDRESS,
            "((run) => { if (run?.onclick && !run.pressed) { run.pressed = true; run.click(); } })"
            "(document.querySelector('[id$=\"--run\"]')), "
            f"document.querySelector('[id$=\"--output\"]')?.textContent.match('{peers.ANSWER}')?.[0]",
            peers.ANSWER,
        ),
    ]


def _visit(
    playwright: Playwright, profile: Path, system: System, site: Site, way: str, idle: int, first: bool
) -> dict[str, Any]:
    """Come to the page in a browser of its own, wait for the answer, and close it when the page has come to rest."""
    site.sent.clear()
    with chromium(playwright, profile) as context:
        context.add_init_script(_PROBE.replace("ANSWER", system.answer))
        page = context.pages[0] if context.pages else context.new_page()
        if way == OPENED:
            page.goto(f"{site.url}{system.page}", wait_until="commit")
        else:
            page.goto(f"{site.url}/")
            page.wait_for_timeout(READING_MS)
            page.locator(system.link).hover()
            page.wait_for_timeout(RESTING_MS)
            page.locator(system.link).click(delay=PRESSED_MS)
        _wait(page, "window.bench?.at", _LIMIT_S)
        page.wait_for_timeout(_AFTER_MS)
        probe = page.evaluate("window.bench")
        if not re.search(system.expected, probe["text"]):
            raise RuntimeError(f"{system.name} answered “{probe['text']}”")
        if first:
            page.wait_for_timeout(idle)
        kept = first and system.name == OURS and _wait(page, _KEPT, _KEPT_LIMIT_S)
    # What a page fetches after its answer, unasked, is counted apart.
    until_answer = [sent for sent in site.sent if sent.at <= probe["at"]]
    blocking = sum(
        duration - 50
        for start, duration in probe["tasks"]
        if duration > 50 and start + duration > probe["pressed"]
    )
    return {
        "ms": probe["at"] - probe["from"],
        "blocking": blocking,
        "gzip": sum(sent.bytes for sent in until_answer),
        "later": sum(sent.bytes for sent in site.sent) - sum(sent.bytes for sent in until_answer),
        "requests": len(until_answer),
        "kept": kept,
        "files": [(str(sent.path), sent.bytes) for sent in until_answer if sent.bytes],
    }


def _wait(page: Page, condition: str, seconds: float) -> bool:
    """Ask until it is so; Playwright's own waiting needs an `eval` that the handbook's policy forbids."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        # Between two documents there is nobody to ask.
        with suppress(Error):
            if page.evaluate(condition):
                return True
        page.wait_for_timeout(100)
    return False


def _add_brotli(found: dict[str, dict[str, list[dict[str, Any]]]]) -> None:
    """What the same answers would have been, compressed with brotli instead; no browser speaks it over plain HTTP."""
    visits = [visit for of in found.values() for each in of.values() for visit in each]
    paths = sorted({path for visit in visits for path, _ in visit["files"]})
    output = run([PEERS_PYTHON, HERE / "brotli_sizes.py", WORK / "brotli.json"], input=json.dumps(paths))
    sizes = json.loads(output)
    for visit in visits:
        visit["brotli"] = sum(sizes[path] for path, _ in visit["files"])


def _medians(visits: list[dict[str, Any]]) -> dict[str, float]:
    numbers = [name for name in visits[0] if name != "files"]
    return {name: median(visit[name] for visit in visits) for name in numbers} | {
        "fastest": min(visit["ms"] for visit in visits),
        "slowest": max(visit["ms"] for visit in visits),
    }


def ratios(systems: dict[str, Any]) -> dict[str, float]:
    """The time of the handbook as a share of the faster peer's, cold and warm."""
    return {
        visit: systems[OURS][visit]["ms"]
        / min(of[visit]["ms"] for name, of in systems.items() if name != OURS)
        for visit in VISITS
    }


def report(record: dict[str, Any]) -> list[str]:
    """What was found, in lines for the terminal."""
    lines = []
    for way, systems in record["ways"].items():
        for name, of in systems.items():
            for visit, at in of.items():
                line = f"{way} {visit} {name}: {at['ms']:,.0f} ms ({at['fastest']:,.0f} to {at['slowest']:,.0f}), blocked {at['blocking']:,.0f} ms"
                if way == OPENED:
                    line += f", {at['gzip']:,} bytes gzip, {at['brotli']:,} brotli, {at['requests']} requests; later {at['later']:,} bytes"
                lines.append(line)
        lines += [
            f"{way} {visit}: {ratio:.2f} of the faster peer" for visit, ratio in ratios(systems).items()
        ]
    sizes = [f"  {size:,} {path}" for path, size in record["largest"]]
    return [*lines, "largest of the handbook's files, opened cold:", *sizes]
