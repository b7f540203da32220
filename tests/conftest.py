"""What tests of the built site share: the site itself, a server for it, and a browser that keeps a log."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that tests recorded, such as how many states or customers a claim was held against."""
    reports = terminalreporter.getreports("passed") + terminalreporter.getreports("failed")
    figures = [text for report in reports for name, text in report.user_properties if name == "figure"]
    if figures:
        terminalreporter.section("figures")
        for text in sorted(set(figures)):
            terminalreporter.line(text)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, made once for the whole run; a warning of MkDocs fails whoever asks for it."""
    # Under xdist every worker has a base folder of its own inside the run's.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, log = shared / "site", shared / "site.log"
    with FileLock(shared / "site.lock"):
        if not log.exists():
            run = subprocess.run(
                [sys.executable, "-m", "tools.build", "--site-dir", folder],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            log.write_text(f"exit {run.returncode}\n{run.stdout}{run.stderr}", encoding="utf-8")
    said = log.read_text(encoding="utf-8")
    if not said.startswith("exit 0\n"):
        pytest.fail(f"the site does not build:\n{said}", pytrace=False)
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        """As any file; but the map of the site names the port, as it does for a host that knows its address."""
        if not self.path.endswith("/sitemap.xml"):
            return super().do_GET()
        content = Path(self.translate_path(self.path)).read_text(encoding="utf-8")
        answer = content.replace("https://localhost/", f"http://{self.headers['Host']}/").encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/xml")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)
        return None


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of a static server for the built site, without a slash at its end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail("the browser tests need Chromium: run tools/browser.sh, or `make test`", pytrace=False)
    with sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=chromium, args=QUIET_CHROMIUM)
        yield chrome
        chrome.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a profile of its own. `page.requests` lists every address asked for, by workers too;
    `page.console_errors` every error that the console or the page reported."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.requests = []
    page.console_errors = []
    context.on("request", lambda request: page.requests.append(request.url))
    context.on(
        "console",
        lambda message: page.console_errors.append(message.text) if message.type == "error" else None,
    )
    context.on("weberror", lambda failure: page.console_errors.append(str(failure.error)))
    yield page
    context.close()
