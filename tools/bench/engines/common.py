"""What the peers' scripts share: they read values, decide, and write results."""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Result = tuple[str, str, int]
"""The grade, the decision and the limit in fen."""

DECISIONS = {"可以授信": "permitted", "不予授信": "refused"}


def fen(yuan: str) -> int:
    return int(yuan.replace(".", ""))


def outcomes(table: Path) -> list[Result]:
    """The results in a table that the checker made."""
    with table.open(encoding="utf-8-sig", newline="") as lines:
        return [
            (row["信用等级"], DECISIONS[row["授信决定"]], fen(row["信用额度（元）"]))
            for row in csv.DictReader(lines)
        ]


def tell(seconds: float, found: list[Result], results: Path) -> None:
    results.write_text("".join(f"{grade} {decision} {limit}\n" for grade, decision, limit in found))
    print(json.dumps({"seconds": seconds, "rows": len(found)}))


def measure(prepare: Callable[[list[dict[str, Any]]], Callable[[], Iterable[Result]]]) -> None:
    """Decide the customers of the file that the first argument names; what `prepare` does is not counted."""
    customers, results = map(Path, sys.argv[1:3])
    with customers.open(encoding="utf-8") as lines:
        decide = prepare([json.loads(line) for line in lines])
    start = time.perf_counter()
    found = decide()
    seconds = time.perf_counter() - start
    tell(seconds, [*found], results)
