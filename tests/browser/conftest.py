"""Servers that a test stops, sites that it changes, and a reader whose browser keeps what the site gives it."""

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.conftest import QuietHandler


@pytest.fixture
def copy(site: Path, tmp_path: Path) -> Path:
    """The site once more, to be changed."""
    return Path(shutil.copytree(site, tmp_path / "site", copy_function=shutil.copy))


@pytest.fixture
def serve() -> Iterator[Callable[[Path], ThreadingHTTPServer]]:
    """Starts a server for a folder, at a port of its own."""
    running = []

    def start(folder: Path, port: int = 0) -> ThreadingHTTPServer:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(QuietHandler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        stop(server)


def stop(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()


def address(server: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A profile with service workers."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    yield context
    context.close()
