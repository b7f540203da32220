"""Where the benchmark finds things, and where it puts them: all of it below build/."""

import json
import os
import platform
import re
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "tools" / "bench"
WORK = ROOT / "build" / "bench"
PEERS_PYTHON = ROOT / "build" / "bench-venv" / "bin" / "python"
PEERS_NODE = ROOT / "build" / "bench-npm" / "node_modules"
PYODIDE = ROOT / "node_modules" / "pyodide"
PAGE = ROOT / "docs" / "reference" / "performance.md"

NO_NOTICE = os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def results(quick: bool) -> Path:
    """The folder of what was found; a quick run, which proves nothing, has one of its own."""
    folder = WORK / ("quick" if quick else "results")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    cpu = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    version = re.search(r"[\d.]+", run(["chromium", "--version"]))
    return {
        "cores": os.cpu_count(),
        "processor": cpu[1] if cpu else platform.machine(),
        "memory_gb": memory / 1e9,
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
        "chromium": version[0] if version else "",
        "python": platform.python_version(),
    }


def save(part: str, found: dict[str, Any], quick: bool) -> None:
    text = json.dumps({"machine": machine(), **found}, ensure_ascii=False, indent=2) + "\n"
    (results(quick) / f"{part}.json").write_text(text, encoding="utf-8")


def run(command: list[str | Path], **options: Any) -> str:
    """Run a command quietly; when it fails, say all that it said."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, capture_output=True, text=True, **options
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def peer_versions(*names: str) -> dict[str, str]:
    """The versions of Python packages in the peers' environment."""
    code = "import importlib.metadata, json, sys; print(json.dumps([*map(importlib.metadata.version, sys.argv[1:])]))"
    return dict(zip(names, json.loads(run([PEERS_PYTHON, "-c", code, *names])), strict=True))
