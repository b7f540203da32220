"""axe-core finds nothing to complain of, on any page, light or dark, wide or narrow."""

from pathlib import Path

import pytest
import yaml

from tests.site.test_search import type_in_search_box
from tools.handbook.handbook import read
from tools.render.pages import navigation

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"


def nav_pages(nav: list) -> list[str]:
    found = []
    for entry in nav:
        for value in entry.values() if isinstance(entry, dict) else [entry]:
            found += [value] if isinstance(value, str) else nav_pages(value)
    return found


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml for its menu; what only MkDocs understands is left aside."""


Loader.add_multi_constructor("!", lambda loader, suffix, node: None)

NAV = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)["nav"]
HANDBOOK = read(ROOT / "docs")
# A course and its sheet are opened by their links, not by the menu.
PATHS = [
    path.removesuffix(".md").removesuffix("index")
    for path in [*nav_pages(navigation(NAV, HANDBOOK)), "training/course.md", "training/sheet.md"]
]


def violations(page) -> list[tuple[str, str]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "axe.run({ preload: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
    )["violations"]
    return [(each["id"], node["html"][:200]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing(page, site_url, path):
    for scheme, width in (("light", 1280), ("dark", 390)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 844})
        # Opened anew: what no reader has come near yet keeps the colours that it had.
        page.goto(f"{site_url}/{path.rstrip('/')}/" if path else f"{site_url}/")
        page.locator(f"[data-md-color-scheme={'default' if scheme == 'light' else 'slate'}]").first.wait_for()
        assert (scheme, violations(page)) == (scheme, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_search_results(page, site_url, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site_url}/")
    type_in_search_box(page, "额度")
    page.locator(".md-search-result__link").first.wait_for()
    assert violations(page) == []
