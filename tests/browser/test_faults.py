"""Whatever fails, the page stays readable, says what happened and what to do, and has lost no fact."""

import json
import shutil
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.conftest import address, stop
from tests.browser.test_offline import changed, wait_until_kept
from tests.browser.walk import choose, headline, held, open_check, settle
from tests.conftest import QUIET_CHROMIUM, logged


@pytest.fixture
def page(first_visit: Page) -> Page:
    """Nothing here may hide behind what an earlier visit keeps."""
    return first_visit


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("pyodide.asm.js", "missing"),
        ("pyodide.asm.js", "altered"),
        ("pyodide.asm.wasm", "missing"),
        ("pyodide.asm.wasm", "truncated"),
        ("pyodide.asm.wasm", "altered"),
        ("stdlib-*.zip", "truncated"),
        ("*.whl", "altered"),
    ],
)
def test_a_damaged_file_is_told_and_fetched_anew(
    page: Page, site: Path, site_url: str, name: str, fault: str
) -> None:
    (file,) = (site / "generated" / "runtime").rglob(name)
    whole = file.read_bytes()
    middle = len(whole) // 2
    damaged = {
        "missing": None,
        "truncated": whole[:middle],
        "altered": whole[:middle]
        + bytes(byte ^ 0x55 for byte in whole[middle : middle + 4096])
        + whole[middle + 4096 :],
    }[fault]

    def serve_damaged(route: Route) -> None:
        if damaged is None:
            route.fulfill(status=404, body="")
        else:
            route.fulfill(
                body=damaged, content_type="application/wasm" if file.suffix == ".wasm" else "text/javascript"
            )

    page.context.route(f"**/{file.name}", serve_damaged)
    page.goto(f"{site_url}/checks/credit/")
    choose(page, "weak_finances", "true")
    progress = page.locator(".check-progress")
    expect(progress).to_contain_text("核对程序没有启动成功。已填的内容都在。", timeout=30_000)
    expect(page.locator("h1")).to_have_text("客户评级与授信")
    assert held(page) == {"weak_finances": "true"}

    page.context.unroute(f"**/{file.name}")
    progress.get_by_role("button", name="重试").click()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    assert held(page) == {"weak_finances": "true"}


def test_a_training_that_does_not_come_is_told_and_fetched_again(
    page: Page, site: Path, site_url: str
) -> None:
    (file,) = (site / "generated" / "runtime").rglob("extras-*.zip")
    damaged = file.read_bytes()[:-1]
    page.context.route(f"**/{file.name}", lambda route: route.fulfill(body=damaged))
    page.goto(f"{site_url}/training/practice/")
    progress = page.locator(".training-progress")
    expect(progress).to_contain_text("这一次没有完成。", timeout=30_000)
    page.context.unroute(f"**/{file.name}")
    progress.get_by_role("button", name="重试").click()
    expect(page.locator(".training-story")).to_be_visible(timeout=30_000)


def test_a_worker_that_the_browser_ended_is_missed_and_started_again(page: Page, site_url: str) -> None:
    page.clock.install()
    open_check(page, site_url, fragment="#?strong_finances=true")
    (worker,) = [each for each in page.workers if each.url.endswith("/workers/checker.js")]
    worker.evaluate("self.close()")
    choose(page, "weak_finances", "true")
    page.clock.fast_forward(1_000)
    expect(page.locator(".check-aside")).to_have_attribute("aria-busy", "true")
    page.clock.fast_forward(21_000)
    progress = page.locator(".check-progress")
    expect(progress).to_contain_text("核对程序没有回应，可能是本机内存不足。已填的内容都在。")
    assert held(page) == {"weak_finances": "true", "strong_finances": "true"}
    progress.get_by_role("button", name="重试").click()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    assert held(page) == {"weak_finances": "true", "strong_finances": "true"}


def test_an_image_that_does_not_start_is_not_tried_again(page: Page, site_url: str) -> None:
    open_check(page, site_url, fragment="#?weak_finances=true")
    page.wait_for_function("async () => (await (await caches.open('handbook image')).keys()).length === 1")
    page.evaluate(
        """async () => {
            const cache = await caches.open("handbook image");
            const [key] = await cache.keys();
            await cache.put(key, new Response(new Uint8Array(1 << 20).fill(7)));
        }"""
    )
    page.reload()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    page.wait_for_function(
        """async () => {
            const cache = await caches.open("handbook image");
            const [key] = await cache.keys();
            return key && (await (await cache.match(key)).blob()).size > 1 << 20;
        }"""
    )


def test_full_storage_takes_nothing_away(
    reader: BrowserContext, site: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    url = address(serve(site))
    with logged(reader) as page:
        session = reader.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": url, "quotaSize": 1})
        open_check(page, url, fragment="#?weak_finances=true")
        assert headline(page) == "C 级，不予授信"
        page.wait_for_timeout(3_000)
        page.reload()
        settle(page)
        assert held(page) == {"weak_finances": "true"}
        assert headline(page) == "C 级，不予授信"
        sizes = "async () => Promise.all((await caches.keys()).map(async name => (await (await caches.open(name)).keys()).length))"
        assert sum(page.evaluate(sizes)) == 0
        page.goto(f"{url}/reference/offline/")
        expect(page.locator(".kept")).to_contain_text("本机还没有留存")


@pytest.fixture
def refused(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that is set to let no site store anything; the one without a window has no such setting."""
    settings = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    preferences = tmp_path / "profile" / "Default" / "Preferences"
    preferences.parent.mkdir(parents=True)
    preferences.write_text(json.dumps(settings))
    context = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=shutil.which("chromium"), args=QUIET_CHROMIUM, locale="zh-CN"
    )
    yield context
    context.close()


def test_refused_storage_takes_nothing_away(refused: BrowserContext, site_url: str) -> None:
    with logged(refused) as page:
        page.goto(f"{site_url}/regulations/credit/")
        assert page.evaluate("caches.keys().then(() => 'allowed', () => 'refused')") == "refused"
        expect(page.locator(".md-content")).to_contain_text("资金实力不足")
        open_check(page, site_url, fragment="#?weak_finances=true")
        assert headline(page) == "C 级，不予授信"
        choose(page, "strong_finances", "true")
        page.wait_for_url("**strong_finances=true**")
        page.reload()
        settle(page)
        assert held(page) == {"weak_finances": "true", "strong_finances": "true"}
        page.goto(f"{site_url}/reference/offline/")
        expect(page.locator(".kept")).to_contain_text("本机还没有留存")
        assert page.console_errors == []


def test_two_tabs_with_two_editions_stay_apart(
    reader: BrowserContext, site: Path, tmp_path: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    for edition in ("2024.11", "2026.11"):
        shutil.copytree(site, tmp_path / "both" / edition, copy_function=shutil.copy)
    changed(tmp_path / "both" / "2024.11")
    server = serve(tmp_path / "both")
    url = address(server)
    tabs: dict[str, Page] = {}
    for edition in ("2024.11", "2026.11"):
        tabs[edition] = reader.new_page()
        open_check(tabs[edition], f"{url}/{edition}", fragment="#?weak_finances=true")
        wait_until_kept(tabs[edition])
        tabs[edition].wait_for_function(
            "async () => (await (await caches.open('handbook runtime')).keys()).length >= 6"
        )
    tabs["2026.11"].wait_for_function(
        "async () => (await (await caches.open('handbook runtime')).keys()).length === 12"
    )
    stop(server)
    for edition, words in (("2024.11", "资金实力很不足"), ("2026.11", "资金实力不足")):
        page = tabs[edition]
        page.reload()
        settle(page)
        assert held(page) == {"weak_finances": "true"}
        assert headline(page) == "C 级，不予授信"
        page.goto(f"{url}/{edition}/regulations/credit/")
        expect(page.locator(".md-content")).to_contain_text(words)
