"""Two editions and then three, built once for a whole run, each set behind a server of its own."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
from filelock import FileLock

from tests.conftest import QuietHandler
from tests.editions import scratch


class Published(NamedTuple):
    """A clone with a third edition, and its site before and after that was added."""

    clone: Path
    two: Path
    three: Path
    output: str
    """What the build of the three printed."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "editions"
    folder.mkdir(exist_ok=True)
    made = Published(folder / "clone", folder / "two", folder / "three", "")
    log = folder / "said.log"
    with FileLock(folder / "lock"):
        if not log.exists():
            scratch.clone(made.clone)
            output = build(made.clone, made.two)
            scratch.amend(made.clone)
            output += build(made.clone, made.three)
            log.write_text(output, encoding="utf-8")
    output = log.read_text(encoding="utf-8")
    if output.count("shared runtime: ") != 2:
        pytest.fail(f"the editions do not build:\n{output}", pytrace=False)
    return made._replace(output=output)


def build(clone: Path, site: Path) -> str:
    """Publish every edition of a clone; returns what that printed."""
    path = os.pathsep.join(str(clone / part) for part in (".", "checker/src"))
    run = subprocess.run(
        [sys.executable, "-m", "tools.publish.editions", "--site-dir", str(site)],
        cwd=clone,
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return run.stdout


def serve(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def two_url(published: Published) -> Iterator[str]:
    yield from serve(published.two)


@pytest.fixture(scope="session")
def three_url(published: Published) -> Iterator[str]:
    yield from serve(published.three)
