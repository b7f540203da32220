"""Lighthouse on home, a regulation and a check, as a phone and as a desktop: 100 is asked for in each of its categories.

Its performance is a matter of the machine as well, so each score is the median of three, and the audits that
cost points are named. It is no part of the page that the benchmark writes.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from tools.bench.browser import ARGUMENTS, executable
from tools.bench.paths import PEERS_NODE, WORK, run
from tools.bench.serve import serving
from tools.publish.build import build as build_site
from tools.publish.runtime import node

PAGES = ("/", "/regulations/credit/", "/checks/credit/")
SCREENS: Mapping[str, list[str | Path]] = {"phone": [], "desktop": ["--preset=desktop"]}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3


def measure(quick: bool) -> None:
    """Print the scores; an error where one of them is below 100."""
    site = WORK / "site"
    build_site(site)
    short: list[str] = []
    print(f"{'':30}{''.join(f'{name:>16}' for name in CATEGORIES)}")
    with serving(site) as served:
        for page in PAGES:
            for screen, options in SCREENS.items():
                reports = [_report(served.url + page, options) for _ in range(1 if quick else RUNS)]
                scores = [
                    round(100 * median(report["categories"][name]["score"] for report in reports))
                    for name in CATEGORIES
                ]
                visit = f"{page} {screen}"
                print(f"{visit:30}{''.join(f'{score:16}' for score in scores)}", flush=True)
                if min(scores) < 100:
                    short += [f"{visit}: {finding}" for finding in sorted({*_short(reports[-1])})]
    if short:
        raise RuntimeError("\n".join(["below 100:", *short]))


def _report(address: str, options: list[str | Path]) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        command: list[str | Path] = [
            node(),
            PEERS_NODE / "lighthouse" / "cli" / "index.js",
            address,
            *options,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--output-path={target}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless=new {' '.join(each for each in ARGUMENTS if ' ' not in each)}",
        ]
        run(command, env=os.environ | {"CHROME_PATH": executable()})
        report: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    if error := report.get("runtimeError"):
        raise RuntimeError(f"{address}: {error['message']}")
    return report


def _short(report: dict[str, Any]) -> list[str]:
    """The audits that cost points in a report, with what they found."""
    weighty = {
        audit["id"]
        for category in report["categories"].values()
        for audit in category["auditRefs"]
        if audit["weight"]
    }
    return [
        f"{audit['title']} {audit.get('displayValue', '')}".strip()
        for name, audit in report["audits"].items()
        if name in weighty and audit["score"] is not None and audit["score"] < 1
    ]
