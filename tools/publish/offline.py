"""What lets a reader go on without a network: a list of a build's files, and the service worker that keeps them.

    files.json           the name of the build, and its files, each with the hash that a browser compares it with
    service-worker.js    tools/publish/service-worker.js for this build

The name of a build is a hash over the list, so a browser that sees another name knows that something has changed, and
the same sources have the same name. The browser's Python is not in the list: who only reads never loads it, and
who checks keeps it then.
"""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from tools.publish.runtime import integrity

SCRIPT = Path(__file__).with_name("service-worker.js")

NOT_KEPT = ("*.map", "*.gz", "sitemap.xml", "files.json", "service-worker.js", "_headers", "wordcut.js")
"""What no page asks for; wordcut.js cuts Thai words for the theme's search."""


def write(site: Path, files: Iterable[Path], watched: bool = False) -> None:
    """Write both for `files`, which lie in `site`; `watched` where they may change before the next build."""
    names = {file.relative_to(site).as_posix(): integrity(file) for file in sorted(files)}
    if watched:
        names = dict.fromkeys(names, "")
    build = hashlib.sha256(json.dumps(names).encode()).hexdigest()[:12]
    record = {"build": build, "files": names}
    (site / "files.json").write_text(json.dumps(record, indent=0) + "\n", encoding="utf-8")
    constants = f'const BUILD = "{build}";\nconst WATCHED = {json.dumps(watched)};\n\n'
    (site / "service-worker.js").write_text(constants + SCRIPT.read_text(encoding="utf-8"), encoding="utf-8")


def files_of(site: Path) -> list[Path]:
    """Every file of one edition that a reader may need, but for the browser's Python."""
    runtime = site / "generated" / "runtime"
    return [
        file
        for file in site.rglob("*")
        if file.is_file()
        and not any(file.match(pattern) for pattern in NOT_KEPT)
        and (runtime not in file.parents or file.name == "manifest.json")
    ]
