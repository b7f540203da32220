"""The theme without what no reader has a use for: nothing that a page needs is missing, and what is left out stays out."""

import re

import pytest
from playwright.sync_api import expect

from tools.publish import theme


@pytest.mark.parametrize(
    ("sheet", "left"),
    [
        (".md-nav{color:red}", ".md-nav{color:red}"),
        (".md-button{color:red}", ""),
        (".md-button--primary:hover,.md-top{color:red}", ".md-top{color:red}"),
        (".md-typeset .admonition,.md-typeset details{color:red}", ".md-typeset details{color:red}"),
        (".md-grid,.grid{color:red}", ".md-grid{color:red}"),
        (".md-nav:is(.a,.b){color:red}", ".md-nav:is(.a,.b){color:red}"),
        (".md-typeset pre:not(.highlight){color:red}", ".md-typeset pre:not(.highlight){color:red}"),
        ("[dir=ltr] .md-nav{left:0}[dir=rtl] .md-nav{right:0}", "[dir=ltr] .md-nav{left:0}"),
        ("[data-md-color-primary=indigo]{--a:1}[data-md-color-primary=custom]{--a:2}", "[data-md-color-primary=custom]{--a:2}"),
        ("[data-md-color-switching] *{transition:none}", ""),
        ("@media print{.md-nav{color:red}}", "@media print{.md-nav{color:red}}"),
        ("@media print{.md-button{color:red}}", ""),
        ("@supports (a:b){@media print{.md-nav{color:red}.md-tag{color:red}}}", "@supports (a:b){@media print{.md-nav{color:red}}}"),
        ("@keyframes tag{0%{top:0}}/* map */", "@keyframes tag{0%{top:0}}"),
    ],
)  # fmt: skip
def test_a_rule_stays_while_a_page_can_need_it(sheet: str, left: str) -> None:
    assert theme.style(sheet) == left


def test_a_sheet_that_cannot_be_read_stops_the_build() -> None:
    with pytest.raises(ValueError, match="line 1 of the theme's sheet"):
        theme.style(".md-nav{color:red}}")


def test_no_page_uses_what_is_left_out(site) -> None:
    used = {
        name
        for path in site.rglob("*.html")
        for names in re.findall(r'\bclass="([^"]*)"', path.read_text(encoding="utf-8"))
        for name in names.split()
    }
    assert "md-typeset" in used
    assert {name for name in used if theme.UNUSED_CLASS.fullmatch(name)} == set()


def test_a_script_that_changed_stops_the_build() -> None:
    with pytest.raises(ValueError, match="the theme's script changed"):
        theme.script("/* another release */")


def test_search_comes_when_it_is_opened(page, site_url) -> None:
    page.goto(f"{site_url}/regulations/credit/", wait_until="networkidle")
    of_search = [url for url in page.requests if "/search" in url]
    assert of_search == []
    page.locator(".md-search__input").focus()
    page.locator(".md-search__input").press_sequentially("抵押")
    page.locator(".md-search-result__link").first.wait_for()
    assert {url.partition("?")[0].rpartition("/")[2] for url in page.requests if "/search" in url} >= {
        "search.js",
        "search_index.json",
    }
    assert page.console_errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_frame_has_the_colours_of_the_system(page, site_url, scheme) -> None:
    # As before the theme's script has come.
    page.route("**/theme.*.js", lambda route: route.abort())
    page.emulate_media(color_scheme=scheme)
    page.goto(site_url)
    assert (
        page.locator("body").get_attribute("data-md-color-scheme")
        == {"light": "default", "dark": "slate"}[scheme]
    )
    assert (
        page.locator("html").evaluate("html => getComputedStyle(html).colorScheme")
        == {"light": "normal", "dark": "dark"}[scheme]
    )


def test_instant_navigation_keeps_the_style_sheet(page, site_url) -> None:
    page.goto(site_url)
    page.evaluate("document.querySelector('link[rel=stylesheet]').kept = true")
    for number in (1, 2, 0):
        page.locator(".md-tabs__link").nth(number).click()
        expect(page.locator(".md-tabs__item").nth(number)).to_have_class(re.compile("--active"))
    assert page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.kept)") == [
        True
    ]


def test_a_page_works_without_our_own_script(page, site_url) -> None:
    page.route("**/main.js", lambda route: route.abort())
    page.goto(site_url)
    page.locator(".md-search__input").press_sequentially("抵押")
    page.locator(".md-search-result__link").first.wait_for()


def test_a_link_followed_from_a_page_that_was_replaced_leads_where_it_says(page, site_url) -> None:
    page.goto(f"{site_url}/regulations/credit/")
    page.evaluate("window.kept = true")
    page.locator(".md-tabs__link").nth(0).click()
    expect(page.locator(".md-tabs__item").nth(0)).to_have_class(re.compile("--active"))
    page.go_back()
    page.locator('[data-clause="credit.17"] .clause-checks a').first.click()
    page.wait_for_url("**/checks/credit/#credit.17")
    page.locator(".md-logo").first.click()
    page.wait_for_url(f"{site_url}/")
    assert page.evaluate("window.kept")
    assert page.console_errors == []
