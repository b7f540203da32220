"""Without a network, and after a change: what was visited once is there, and pages of two builds never meet."""

from collections.abc import Callable
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import address, stop
from tests.browser.walk import choose, headline, held, open_check, settle
from tests.conftest import logged
from tools.publish import offline

KEPT = """async name => {
    const cache = (await caches.keys()).find(each => each.startsWith(name));
    return cache ? (await (await caches.open(cache)).keys()).length : 0;
}"""


def wait_until_kept(page: Page) -> None:
    """Until the whole build is on the device and answers for the page."""
    page.wait_for_function("() => navigator.serviceWorker.controller !== null", timeout=30_000)


def test_the_second_visit_needs_no_server(
    reader: BrowserContext, site: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    server = serve(site)
    url = address(server)
    with logged(reader) as page:
        open_check(page, url, fragment="#?weak_finances=true")
        wait_until_kept(page)
        page.wait_for_function(f"async () => (await ({KEPT})('handbook runtime')) === 7")
        page.close()
    stop(server)

    with logged(reader) as page:
        page.goto(f"{url}/regulations/credit/#credit.16.4")
        expect(page.locator(".md-content")).to_contain_text("资金实力不足")
        page.locator('a[href$="checks/credit/#credit.16.4"]').first.click()
        settle(page)
        choose(page, "weak_finances", "true")
        settle(page)
        assert headline(page) == "C 级，不予授信"

        open_check(page, url, "visit")
        page.locator("[data-example]").first.click()
        settle(page)
        expect(page.locator(".check-headline")).not_to_have_text("")

        page.goto(f"{url}/training/practice/")
        expect(page.locator(".training-story")).to_be_visible(timeout=30_000)

        page.goto(f"{url}/")
        page.locator(".md-search__input").press_sequentially("抵押")
        expect(page.locator(".md-search-result__item").first).to_contain_text("抵押", timeout=15_000)
        assert page.console_errors == []


def changed(site: Path) -> None:
    """Another build: one page with another word in it."""
    page = site / "regulations" / "credit" / "index.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("资金实力不足", "资金实力很不足"), encoding="utf-8"
    )
    offline.write(site, offline.files_of(site))


def test_another_build_is_offered_and_taken_by_every_tab_at_once(
    reader: BrowserContext, copy: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    url = address(serve(copy))
    with logged(reader) as page:
        open_check(page, url, fragment="#?weak_finances=true")
        wait_until_kept(page)
        other = reader.new_page()
        other.goto(f"{url}/regulations/credit/")
        changed(copy)

        page.reload()
        settle(page)
        notice = page.locator(".site-notice")
        expect(notice).to_contain_text("手册已经更新", timeout=30_000)
        # Until the reader agrees, every page is of the build before.
        other.reload()
        expect(other.locator(".md-content")).to_contain_text("资金实力不足")
        choose(page, "newly_developed", "true")
        settle(page)

        with other.expect_navigation():
            notice.get_by_role("button", name="换用新的").click()
        expect(other.locator(".md-content")).to_contain_text("资金实力很不足")
        settle(page)
        assert held(page) == {"newly_developed": "true", "weak_finances": "true"}
        builds = "async () => (await caches.keys()).filter(name => name.startsWith('handbook files')).length"
        page.wait_for_function(f"async () => (await ({builds})()) === 1")


def test_half_a_build_is_not_kept(
    reader: BrowserContext, copy: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    """While a publisher still copies files, some do not fit the list: nothing is taken over, and nothing is lost."""
    url = address(serve(copy))
    with logged(reader) as page:
        open_check(page, url, fragment="#?weak_finances=true")
        wait_until_kept(page)
        changed(copy)
        (copy / "checks" / "order" / "index.html").write_text("<p>half")
        page.reload()
        settle(page)
        page.wait_for_function(
            """async () => {
                const registration = await navigator.serviceWorker.getRegistration();
                await registration.update().catch(() => {});
                return !registration.installing && !registration.waiting;
            }"""
        )
        assert page.locator(".site-notice").count() == 0
        page.goto(f"{url}/checks/order/")
        settle(page)
        assert held(page) == {}


def test_the_reader_sees_what_is_kept_and_can_delete_it(
    reader: BrowserContext, site: Path, serve: Callable[[Path], ThreadingHTTPServer]
) -> None:
    url = address(serve(site))
    with logged(reader) as page:
        open_check(page, url)
        wait_until_kept(page)
        page.goto(f"{url}/reference/offline/")
        expect(page.locator(".kept li").first).to_contain_text("本版手册的全部页面和检索")
        page.get_by_role("button", name="从本机删除").click()
        expect(page.locator(".kept")).to_contain_text("已从本机删除")
        assert page.evaluate("caches.keys()") == []
        assert page.console_errors == []
