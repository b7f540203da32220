"""The worker: the same bytes as in the terminal, and a page that stays usable whatever becomes of its start."""

import json
import random
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from handbook_checker import CHECKS
from handbook_checker.model.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY, Fact
from handbook_checker.site import answer
from playwright.sync_api import Page, Route, expect

from tests.browser.walk import choose, headline, held, open_check, settle, write
from tools.publish.runtime import integrity

SETS = 500


@pytest.fixture
def page(first_visit: Page) -> Page:
    """Every test here begins without what an earlier visit keeps."""
    return first_visit


ASK = """async requests => {
    const worker = new Worker("/assets/workers/checker.js", { type: "module", name: "checker" });
    const replies = [];
    await new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => {
            if (data.failure) reject(new Error(data.failure));
            if (data.ready) requests.forEach((request, id) => worker.postMessage({ id, part: "check", request }));
            if (data.reply) replies[data.id] = data.reply;
            if (replies.filter(Boolean).length === requests.length) resolve();
        };
    });
    worker.terminate();
    return replies;
}"""


def random_entry(fact: Fact, random: random.Random) -> Any:
    """An entry for `fact` that a form or a file might bring; one in twelve cannot be used."""
    if random.random() < 1 / 12:
        return random.choice(
            ["?!", "-5", "1e3", "2026-02-30", "x" * 300, "１．２３４", "\u2028", 1.005, True, 10**14, ["a"]]
        )
    year, month, day = random.randint(2019, 2026), random.randint(1, 12), random.randint(1, 28)
    amount = random.choice([0, 1, 15, 10**6, random.randint(0, 10**7)])
    return {
        BOOLEAN: lambda: random.choice([True, False, True, False, None, "是", "否", "不清楚"]),
        CHOICE: lambda: random.choice([*(value for choice in fact.choices for value in choice), None]),
        DATE: lambda: random.choice(
            [f"{year}-{month:02d}-{day:02d}", f"{year}/{month}/{day}", f"{year}年{month}月{day}日"]
        ),
        MONEY: lambda: random.choice([amount, str(amount), f"{amount / 100:,.2f}", f"{amount}万"]),
        COUNT: lambda: random.choice([amount % 50, str(amount % 50), f"{amount % 50}次"]),
    }[fact.kind]()


def random_requests(seed: int) -> list[str]:
    """Requests over every check, the credit check foremost."""
    chance = random.Random(seed)
    requests = []
    for place in range(SETS):
        check = CHECKS["credit"] if place % 2 else chance.choice(list(CHECKS.values()))
        entries = {
            name: random_entry(fact, chance) for name, fact in check.facts.items() if chance.random() < 0.75
        }
        entries.setdefault("as_of", "2026-12-01")
        if chance.random() < 0.05:
            entries["rolle"] = "x"
        settings = {"effective_from": "2026-06-01"} if chance.random() < 0.1 else {}
        requests.append(
            json.dumps({"check": check.id, "entries": entries, "settings": settings}, ensure_ascii=False)
        )
    return requests


def test_the_browser_gives_the_bytes_of_the_terminal(page: Page, site_url: str) -> None:
    """At the first visit, and at the next one, which starts from the image of the memory that the first one made."""
    requests = random_requests(2026)
    page.goto(site_url)
    replies = page.evaluate(ASK, requests)
    expected = [answer("check", request) for request in requests]
    outcomes = [json.loads(reply)["outcome"] for reply in expected]
    assert min(outcomes.count(None), SETS - outcomes.count(None)) > SETS / 10
    assert replies == expected
    wait_for_image(page)
    assert page.evaluate(ASK, requests) == expected


def wait_for_image(page: Page) -> None:
    page.wait_for_function(
        "async () => (await (await caches.open('handbook image')).keys()).length === 1", timeout=30_000
    )


def test_the_worker_starts_when_somebody_is_about_to_open_a_check(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/regulations/credit/")
    page.wait_for_load_state("networkidle")
    assert not any("/runtime/" in address for address in page.requests)
    with page.expect_request("**/runtime/manifest.json"):
        page.locator('a[href*="/checks/"], a[href*="../checks/"]').first.focus()


def test_one_worker_serves_every_page(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    for _ in range(2):
        page.locator(".check-clause a[data-cites]").first.click()
        page.wait_for_url("**/regulations/credit/**")
        page.go_back()
        page.wait_for_url("**/checks/credit/**")
        settle(page)
    assert len([worker for worker in page.workers if worker.url.endswith("/workers/checker.js")]) == 1
    assert len([address for address in page.requests if address.endswith("manifest.json")]) == 1


def test_no_large_file_is_asked_for_twice(page: Page, site_url: str) -> None:
    """A host may forbid browsers to keep anything; even so, a first visit takes each of these once."""
    open_check(page, site_url)
    large = [address for address in page.requests if address.endswith((".wasm", ".zip", ".whl"))]
    assert any(address.endswith("pyodide.asm.wasm") for address in large)
    assert len(large) == len({*large}) == 3


@pytest.mark.parametrize("lost", [False, True], ids=["ready", "failed"])
def test_what_a_worker_said_before_the_page_listened_is_heard(page: Page, site_url: str, lost: bool) -> None:
    held_back: list[Route] = []
    released = False
    page.context.route(
        "**/app/client.js",
        lambda route: route.continue_() if released else held_back.append(route),
    )
    if lost:
        page.context.route("**/pyodide.mjs", lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{site_url}/checks/credit/#?weak_finances=true", wait_until="commit")
    page.wait_for_function("() => self.begunChecker?.heard.length === 1", timeout=30_000)
    page.context.unroute("**/pyodide.mjs")
    released = True
    for route in held_back:
        route.continue_()
    # Where it failed, the page starts another.
    expect(page.locator(".check-headline-text")).to_have_text("C 级，不予授信", timeout=30_000)
    assert len([worker for worker in page.workers if "/workers/checker.js" in worker.url]) == 1


def test_what_is_typed_before_the_worker_is_ready_is_checked_as_soon_as_it_is(
    page: Page, site_url: str
) -> None:
    held_back: list[Route] = []
    released = False
    page.context.route(
        "**/pyodide.asm.wasm", lambda route: route.continue_() if released else held_back.append(route)
    )
    page.goto(f"{site_url}/checks/credit/")
    choose(page, "weak_finances", "true")
    write(page, "requested_amount", "12万")
    expect(page.locator(".check-progress")).to_contain_text("正在准备核对程序")
    expect(page).to_have_url(f"{site_url}/checks/credit/#?weak_finances=true&requested_amount=12%E4%B8%87")
    expect(page.locator(".check-aside")).to_have_attribute("aria-busy", "true")
    released = True
    for route in held_back:
        route.continue_()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    expect(page.locator(".check-progress")).to_be_hidden()


def test_what_is_entered_before_the_page_s_script_runs_is_kept(page: Page, site_url: str) -> None:
    held_back: list[Route] = []
    page.context.route("**/checker/check.js", lambda route: held_back.append(route))
    page.goto(f"{site_url}/checks/credit/#?weak_finances=false&strong_finances=true")
    choose(page, "weak_finances", "true")
    page.locator("#input-requested_amount").fill("12万")
    for route in held_back:
        route.continue_()
    settle(page)
    assert held(page) == {"weak_finances": "true", "strong_finances": "true", "requested_amount": "12万"}
    assert headline(page) == "C 级，不予授信"


@pytest.mark.parametrize("silent", ["**/runtime/manifest.json", "**/pyodide.asm.wasm"])
def test_a_start_that_hangs_is_given_up_and_can_be_tried_again(
    page: Page, site_url: str, silent: str
) -> None:
    page.clock.install()
    page.context.route(silent, lambda route: None)
    page.goto(f"{site_url}/checks/credit/")
    choose(page, "weak_finances", "true")
    progress = page.locator(".check-progress")
    expect(progress).to_contain_text("正在准备核对程序")
    page.clock.fast_forward(61_000)
    expect(progress).to_contain_text("一分钟内没有启动")
    assert held(page) == {"weak_finances": "true"}
    page.context.unroute(silent)
    progress.get_by_role("button", name="重试").click()
    settle(page)
    assert headline(page) == "C 级，不予授信"
    assert held(page) == {"weak_finances": "true"}


# With a case in the address, the worker starts before the page that is to hear of its failure.
@pytest.mark.parametrize(
    ("lost", "fragment"),
    [
        ("**/runtime/manifest.json", ""),
        ("**/runtime/manifest.json", "#?weak_finances=true"),
        ("**/pyodide.mjs", "#?weak_finances=true"),
        ("**/pyodide-lock.json", ""),
    ],
)
def test_a_start_that_fails_says_so_and_can_be_tried_again(
    page: Page, site_url: str, lost: str, fragment: str
) -> None:
    page.context.route(lost, lambda route: route.fulfill(status=404, body=""))
    page.goto(f"{site_url}/checks/credit/{fragment}")
    if not fragment:
        choose(page, "weak_finances", "true")
    progress = page.locator(".check-progress")
    expect(progress).to_contain_text("核对程序没有启动成功", timeout=30_000)
    page.context.unroute(lost)
    # When the page is idle it tries once more by itself, and the button may be gone.
    progress.get_by_role("button", name="重试").evaluate_all("all => all.forEach(button => button.click())")
    expect(page.locator(".check-headline-text")).to_have_text("C 级，不予授信", timeout=30_000)


def test_a_library_trimmed_too_far_falls_back_to_the_whole(
    page: Page, site: Path, site_url: str, tmp_path: Path
) -> None:
    runtime = site / "generated" / "runtime"
    trimmed = runtime / json.loads((runtime / "manifest.json").read_text())["stdlib"]
    cut = BytesIO()
    with zipfile.ZipFile(trimmed) as whole, zipfile.ZipFile(cut, "w") as without:
        kept = [name for name in whole.namelist() if not name.startswith("difflib.")]
        assert len(kept) == len(whole.namelist()) - 1
        for name in kept:
            without.writestr(name, whole.read(name))
    page.context.route(f"**/{trimmed.name}", lambda route: route.fulfill(body=cut.getvalue()))
    manifest = json.loads((runtime / "manifest.json").read_text())
    (tmp_path / trimmed.name).write_bytes(cut.getvalue())
    manifest["files"][trimmed.name] = integrity(tmp_path / trimmed.name)
    page.context.route("**/runtime/manifest.json", lambda route: route.fulfill(json=manifest))
    open_check(page, site_url, fragment="#?weak_finances=true")
    assert headline(page) == "C 级，不予授信"
    assert any(address.endswith("python_stdlib.zip") for address in page.requests)


def test_of_requests_that_overtake_each_other_the_newest_is_shown(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    shown = page.evaluate(
        """async () => {
            const { answer, newestAnswer } = await import("/assets/app/client.js");
            return new Promise((resolve, reject) => {
                const shown = [];
                const ask = newestAnswer(answer, reply => {
                    shown.push(reply.facts.requested_amount);
                    if (reply.facts.requested_amount === "99") resolve(shown);
                }, reject);
                for (let amount = 0; amount < 100; amount++) {
                    ask(JSON.stringify({ check: "credit", entries: { requested_amount: String(amount) } }));
                }
            });
        }"""
    )
    assert shown == ["99"]


def test_a_warm_answer_comes_within_a_glance(page: Page, site_url: str) -> None:
    open_check(page, site_url)
    milliseconds = page.evaluate(
        """async () => {
            const { answer } = await import("/assets/app/client.js");
            const request = JSON.stringify({ check: "credit", entries: { requested_amount: "12万" } });
            const times = [];
            for (let turn = 0; turn < 30; turn++) {
                const start = performance.now();
                await answer(request);
                times.push(performance.now() - start);
            }
            return times.sort((a, b) => a - b)[15];
        }"""
    )
    print(f"a warm answer: {milliseconds:.1f} ms")
    assert milliseconds < 200
