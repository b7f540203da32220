"""The npm packages that pages import as they are: MkDocs copies what lies in docs/ alone, so they are put there."""

import shutil
from pathlib import Path

from tools import ROOT

PACKAGES = ROOT / "node_modules"

MODULES = {
    "idb.js": "idb/build/index.js",
    "ts-fsrs.js": "ts-fsrs/dist/index.mjs",
}
"""Each ES module by the name under which pages find it, and where its package has it."""


def copy(target: Path) -> None:
    """Copy every module into `target`; it changes only with the package that is pinned."""
    target.mkdir(parents=True, exist_ok=True)
    for name, source in MODULES.items():
        shutil.copyfile(PACKAGES / source, target / name)
