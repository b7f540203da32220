"""What tests of the built site share: the site itself, a server for it, and a browser that keeps a log."""

import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"
# Whatever an adopter has filled in, the tests, and what they start, build a handbook in which nothing is.
os.environ["HANDBOOK_ORGANISATION"] = str(FIXTURES / "organisation-empty.toml")

QUIET_CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


TEMPLATE = {
    "conduct": {"conduct"},
    "credit": {"credit", "survey", "order", "review", "violation"},
    "visits": {"visit"},
    "service": {"service", "pay"},
    "suppliers": {"supplier"},
}
"""The regulations that the handbook was published with, each with its checks."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what speaks of a regulation that this handbook no longer has: a row of a table that names one of its
    clauses, files or checks, and a test that is marked with it."""
    register = tomllib.loads((ROOT / "docs" / "handbook.toml").read_text(encoding="utf-8"))
    gone = TEMPLATE.keys() - register["regulations"]
    if not gone:
        return
    checks = {check for regulation in gone for check in TEMPLATE[regulation]}
    clause = re.compile(rf"(?<![\w-])(?:{'|'.join(gone)})[.\"/]")

    def concerned(value: object) -> bool:
        if isinstance(value, dict | list | set | tuple):
            return any(map(concerned, value))
        return isinstance(value, str) and (value in checks | gone or bool(clause.search(value)))

    out = [
        item
        for item in items
        if any(gone.intersection(mark.args) for mark in item.iter_markers("regulations"))
        or any(map(concerned, item.callspec.params.values() if hasattr(item, "callspec") else ()))
    ]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in {*out}]


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
                [sys.executable, "-m", "tools.publish.build", "--site-dir", folder],
                cwd=ROOT,
                capture_output=True,
                text=True,
            )
            log.write_text(f"exit {run.returncode}\n{run.stdout}{run.stderr}", encoding="utf-8")
    output = log.read_text(encoding="utf-8")
    if not output.startswith("exit 0\n"):
        pytest.fail(f"the site does not build:\n{output}", pytrace=False)
    return folder


class QuietHandler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        """As HOSTING.md asks: what has its hash or version in its name may be kept for ever."""
        if "/runtime/" in self.path and not self.path.endswith("manifest.json"):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

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


def chromium() -> str:
    """Debian's Chromium, the one without a window: it opens a page in half the time."""
    found = shutil.which("chromium-headless-shell")
    if found is None:
        pytest.fail("the browser tests need Chromium: run tools/browser.sh, or `make test`", pytrace=False)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright."""
    with sync_playwright() as playwright:
        # A test is over before what the optimising compiler makes of Python has paid for itself.
        args = [*QUIET_CHROMIUM, "--js-flags=--liftoff-only"]
        chrome = playwright.chromium.launch(executable_path=chromium(), args=args)
        yield chrome
        chrome.close()


def new_profile(browser: Browser) -> BrowserContext:
    """A profile of its own, in which nothing is kept. The service worker has tests of its own; here it would only hide
    from `page.requests` what a page asks for, and from `route` what is to be changed."""
    return browser.new_context(
        locale="zh-CN", viewport={"width": 1280, "height": 800}, service_workers="block"
    )


@contextmanager
def logged(context: BrowserContext) -> Iterator[Page]:
    """A page that keeps a log. `page.requests` lists every address asked for, by workers too;
    `page.console_errors` every error that the console or the page reported."""
    page = context.new_page()
    page.requests = []
    page.console_errors = []

    def note_request(request: Request) -> None:
        page.requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        if message.type == "error":
            page.console_errors.append(message.text)

    def note_error(failure: WebError) -> None:
        page.console_errors.append(str(failure.error))

    listeners = {"request": note_request, "console": note_message, "weberror": note_error}
    for event, listener in listeners.items():
        context.on(event, listener)
    yield page
    for event, listener in listeners.items():
        context.remove_listener(event, listener)


@pytest.fixture(scope="session")
def used_profile(browser: Browser) -> Iterator[BrowserContext]:
    """The profile of a reader who has been here before: the checker starts from what the browser kept of it."""
    context = new_profile(browser)
    yield context
    context.close()


@pytest.fixture
def page(used_profile: BrowserContext) -> Iterator[Page]:
    """A page for one test; what the test leaves behind, but for the checker, is gone afterwards."""
    with logged(used_profile) as page:
        yield page
        used_profile.unroute_all()
        used_profile.set_offline(False)
        used_profile.clear_permissions()
        used_profile.clear_cookies()
        address = urlsplit(page.url)
        for other in used_profile.pages:
            if other is not page:
                other.close()
        if address.netloc:
            session = used_profile.new_cdp_session(page)
            session.send(
                "Storage.clearDataForOrigin",
                {
                    "origin": f"{address.scheme}://{address.netloc}",
                    "storageTypes": "local_storage,indexeddb",
                },
            )
        page.close()


@pytest.fixture
def first_visit(browser: Browser) -> Iterator[Page]:
    """A page in a profile that has never been here."""
    context = new_profile(browser)
    with logged(context) as page:
        yield page
    context.close()
