"""The time to build ever more clauses, and what readers fetch before they can search them."""

import gzip
import json
import os
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from tools.bench.paths import NO_NOTICE, ROOT, WORK, run, save
from tools.publish.build import generate

SIZES = (200, 2000, 20_000)
_COPIED = ("tools", "overrides", "mkdocs.yml", "requirements.txt")
_NEVER = shutil.ignore_patterns("__pycache__", "runtime")


def measure(quick: bool) -> None:
    """Measure, and print and save what was found."""
    generate()
    found = []
    for count in SIZES[:2] if quick else SIZES:
        found.append(_built(count))
        print(told_one(found[-1]), flush=True)
    save("build", {"date": date.today().isoformat(), "sizes": found}, quick)


def _built(count: int) -> dict[str, Any]:
    """Build a copy of the tree with so many clauses."""
    WORK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="clauses-", dir=WORK) as scratch:
        folder = Path(scratch)
        for name in _COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=_NEVER)
            else:
                shutil.copyfile(source, folder / name)
        # The runtime is the same however many clauses there are, and copying it is no part of the question.
        shutil.copytree(ROOT / "docs", folder / "docs", ignore=_NEVER)
        shutil.copytree(ROOT / "checker" / "src", folder / "checker" / "src", ignore=_NEVER)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")
        path = os.pathsep.join(str(folder / part) for part in (".", "checker/src"))
        output = run(
            [sys.executable, "-m", "tools.bench.handbook_of", str(count)],
            cwd=folder,
            env=NO_NOTICE | {"PYTHONPATH": path},
        )
        one: dict[str, Any] = json.loads(output.splitlines()[-1])
        index = (folder / "site" / "search" / "search_index.json").read_bytes()
        return one | {"index_gzip": len(gzip.compress(index, 9))}


def told_one(one: dict[str, Any]) -> str:
    return (
        f"{one['clauses']:,} clauses: {one['read']:.1f} s to read them, {one['build']:.1f} s to build the pages; "
        f"search index {one['index']:,} bytes, {one['index_gzip']:,} gzip"
    )
