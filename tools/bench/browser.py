"""Chromium for the benchmark: as quiet as the tests have it, and unable to reach any other host."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def executable() -> str:
    chromium = shutil.which("chromium")
    if chromium is None:
        raise RuntimeError("the benchmark needs Chromium: tools/browser.sh installs it where it can")
    return chromium


@contextmanager
def chromium(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """Chromium on a profile of its own, which it leaves in order; an error where a page turned to another host."""
    elsewhere: list[str] = []
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=executable(),
        args=ARGUMENTS,
        locale="zh-CN",
        viewport={"width": 1280, "height": 800},
    )
    context.on("request", lambda request: elsewhere.append(request.url) if _leaves(request.url) else None)
    try:
        yield context
    finally:
        context.close()
    if elsewhere:
        raise RuntimeError(f"asked another host: {', '.join(elsewhere)}")


def _leaves(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1"
