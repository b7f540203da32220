"""A window of 320 pixels, which is also one of 1,280 at 400 %: nothing is cut off, and nothing moves that need not."""

import pytest
from playwright.sync_api import Page

from tests.browser.walk import settle

NARROW = {"width": 320, "height": 256}
"""1,280 by 1,024 at 400 %."""

PLACES = {
    "home": "/",
    "regulation": "/regulations/credit/#credit.15.1",
    "received text": "/regulations/suppliers/",
    "clause for a case": "/regulations/credit/#credit.15.1?check=credit&weak_finances=true",
    "check": "/checks/credit/#?weak_finances=true&requested_amount=12%E4%B8%87&current_exposure=abc",
    "order": "/checks/order/",
    "portfolio": "/checks/portfolio/",
    "form": "/forms/assessment/",
    "practice": "/training/practice/",
    "cards": "/training/cards/",
    "compare": "/reference/compare/",
    "effect": "/reference/effect/",
    "performance": "/reference/performance/",
    "proof": "/reference/proof/",
    "offline": "/reference/offline/",
}

# What can be scrolled by itself may be wider than the window: a printed sheet, a table, code. The head of the page
# says its title once more, and may shorten it; menu and search come in from beside the window.
CUT_OFF = """() => {
  const scrolls = (box) => ["auto", "scroll"].includes(getComputedStyle(box).overflowX) && box.scrollWidth > box.clientWidth;
  const within = (element, ask) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (ask(box)) return true;
    return false;
  };
  const hidden = (box) => {
    const { clipPath, clip } = getComputedStyle(box);
    return clipPath !== "none" || clip.startsWith("rect") || box.matches(".md-sidebar, .md-search, .md-header__title");
  };
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words && !element.matches("input, select, button, img, svg")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || within(element, hidden)) continue;
    const { left, right, width, height } = element.getBoundingClientRect();
    if (!width || !height || within(element, scrolls)) continue;
    const told = `${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 30)}`;
    if (left < -1 || right > innerWidth + 1) found.push(`beside the window: ${told}`);
    const cut = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "hidden";
    if (cut) found.push(`cut off: ${told}`);
  }
  return found;
}"""


@pytest.mark.parametrize("page_name", PLACES)
def test_nothing_is_cut_off_in_a_narrow_window(page: Page, site_url: str, page_name: str) -> None:
    page.set_viewport_size(NARROW)
    page.goto(site_url + PLACES[page_name])
    page.wait_for_load_state("networkidle")
    if page_name in ("check", "order"):
        settle(page)
        page.locator("[data-example]").first.click()
        settle(page)
        assert page.locator(".check-headline").inner_text()
    page.locator("main details").evaluate_all(
        "all => all.slice(0, 40).forEach(details => { details.open = true; })"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    assert page.evaluate(CUT_OFF) == []


# A check's bar, the theme's menu and search, and the arrows of its tables all move otherwise.
@pytest.mark.parametrize("page_name", ["home", "regulation", "check", "practice"])
def test_nothing_moves_for_whoever_wants_it_still(page: Page, site_url: str, page_name: str) -> None:
    page.goto(site_url + PLACES[page_name])
    moving = """() => [document.documentElement, ...document.querySelectorAll("body, body *")].filter((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      return /[1-9]/.test(transitionDuration + animationDuration) || scrollBehavior === "smooth";
    }).length"""
    assert page.evaluate(moving) > 0
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0
