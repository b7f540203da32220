"""Searching finds the clauses that hold the words, all of them, and nothing that does not."""

import json
import re

import jieba
import pytest
from playwright.sync_api import expect

from tools import ROOT
from tools.handbook.handbook import read

HAN = re.compile(r"[\u4e00-\u9fff]+")

ASK = """
async ([address, index, queries]) => {
  const worker = new Worker(address);
  const answer = (type, data) => new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type, data });
  });
  await answer(0, { ...await (await fetch(index)).json(), options: { suggest: false } });
  const found = {};
  for (const query of queries) {
    const { data } = await answer(2, query);
    found[query] = data.items.flat().map((item) => item.location);
  }
  worker.terminate();
  return found;
}
"""


@pytest.fixture(scope="module")
def words() -> dict[str, str]:
    """The words of every clause as the page shows them, without what Markdown or a reader adds."""
    return {id: clause.proposed for id, clause in read(ROOT / "docs").clauses.items()}


@pytest.fixture
def search(page, site_url):
    page.goto(site_url)
    config = json.loads(page.locator("#__config").text_content())
    index = f"{site_url}/search/search_index.json"

    def ask(queries: list[str]) -> dict[str, set[str]]:
        """The clauses that each query finds."""
        found = page.evaluate(ASK, [f"{site_url}/{config['search']}", index, queries])
        return {
            query: {location.partition("#")[2] for location in locations if "regulations/" in location}
            for query, locations in found.items()
        }

    return ask


@pytest.fixture(scope="module")
def titles(site) -> dict[str, str]:
    """What the search calls each clause."""
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return {
        entry["location"].partition("#")[2]: entry["title"].replace("\u200b", "")
        for entry in index["docs"]
        if entry["location"].startswith("regulations/")
    }


def test_the_index_has_every_clause(titles, words):
    assert words.keys() <= titles.keys()


def test_every_word_finds_the_clauses_that_hold_it(search, words, titles):
    """All words that jieba knows in the text, whether or not it cuts the text there: 额度 as well as 信用额度."""
    jieba.setLogLevel("ERROR")
    queries = sorted(
        {
            word
            for text in words.values()
            for run in HAN.findall(text)
            for word in (*jieba.cut(run, cut_all=True), run)
        }
    )
    assert len(queries) > 500
    found = search(queries)
    wanted = {
        query: {id for id, text in words.items() if query in text or query in titles[id]} for query in queries
    }
    wrong = {query: found[query] ^ ids for query, ids in wanted.items() if found[query] & words.keys() != ids}
    assert not wrong


@pytest.mark.parametrize(
    ("query", "clauses"),
    [
        ("抵押", {"credit.27", "credit.34"}),
        ("平均月回款额", {"credit.26.1"}),
        ("B级 抵押", {"credit.27"}),
        ("“现款现货”", {"credit.24.1"}),
        # No clause holds it, though many hold 管理 and 人员.
        ("管理员", set()),
        ("(", set()),
    ],
)
def test_queries(search, words, query, clauses):
    assert search([query])[query] & words.keys() == clauses


def type_in_search_box(page, query):
    """From the home page, as a reader would."""
    page.locator(".home-action", has_text="搜索条文").click()
    page.wait_for_url("**/?q=")
    box = page.get_by_role("textbox", name="搜索")
    expect(box).to_be_focused()
    box.fill(query)
    # The search listens to keys, and filling a box in presses none.
    box.press("End")


@pytest.mark.parametrize(
    ("query", "clauses"), [("抵押", {"credit.27", "credit.34"}), ("信用额度", None), ("管理员", set())]
)
@pytest.mark.parametrize("width", [1280, 390])
def test_the_search_box(page, site_url, words, query, clauses, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site_url)
    type_in_search_box(page, query)
    meta = page.locator(".md-search-result__meta")
    wanted = {id for id, text in words.items() if query in text} if clauses is None else clauses
    if not wanted:
        meta.get_by_text("没有找到符合条件的结果").wait_for()
        return
    meta.get_by_text("个符合条件的结果").wait_for()
    links = page.locator(".md-search-result__link")
    found = {link.get_attribute("href").partition("#")[2] for link in links.all()}
    assert found & words.keys() == wanted

    first = page.locator(".md-search-result__link[href*='#credit.']").first
    clause = first.get_attribute("href").partition("#")[2]
    first.click()
    page.wait_for_url(f"**/regulations/credit/*#{clause}")
    element = page.locator(f"[id='{clause}']")
    element.wait_for()
    page.locator(".md-content mark:visible", has_text=query).first.wait_for()
    assert page.console_errors == []
    assert {address.partition("?")[0].startswith(site_url) for address in page.requests} == {True}
