"""A regulation's page in use: both readings, what stands beside a clause, and print."""

import pytest

from tools import ROOT
from tools.handbook.clauses import proposed, received
from tools.handbook.handbook import read

CLAUSES = read(ROOT / "docs").clauses


@pytest.fixture(params=[1280, 390])
def credit(request, page, site_url):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size({"width": request.param, "height": 844})
    page.goto(f"{site_url}/regulations/credit/")
    yield page
    assert page.console_errors == []


def seen(page, id):
    """The words of a clause as a reader sees them; the handbook's own notes in the text are not part of them."""
    return page.locator(f'[data-clause="{id}"] > p').evaluate_all(
        """paragraphs => paragraphs.map(paragraph => {
            const copy = paragraph.cloneNode(true);
            paragraph.after(copy);
            copy.querySelectorAll("i.blank, .lost").forEach(note => note.remove());
            const text = copy.innerText;
            copy.remove();
            return text;
        }).join(" / ")"""
    )


def test_a_reader_switches_between_the_readings_with_the_keyboard(credit):
    ids = ("credit.15.6", "credit.19", "credit.25.1", "credit.43")
    choice = credit.get_by_role("radio", name="校订", exact=True)
    assert choice.is_checked()
    assert [seen(credit, id) for id in ids] == [CLAUSES[id].proposed for id in ids]
    assert credit.locator('[data-clause="credit.14"] .clause-label').inner_text() == "第十四条"
    choice.focus()
    credit.keyboard.press("ArrowRight")
    assert credit.get_by_role("radio", name="原文").is_checked()
    assert [seen(credit, id) for id in ids] == [CLAUSES[id].received for id in ids]
    assert credit.locator('[data-clause="credit.14"] .clause-label').inner_text() == "第十四级"
    credit.keyboard.press("ArrowRight")
    (words,) = CLAUSES["credit.15.6"].paragraphs
    assert proposed(words) != received(words)
    # In both readings at once every span of the text stands there.
    assert seen(credit, "credit.25.1") == "".join(
        span.text for span in CLAUSES["credit.25.1"].paragraphs[0] if span.reading != "lost"
    )


def test_a_reader_opens_what_stands_beside_a_clause_and_copies_from_it(credit):
    clause = credit.locator('[data-clause="credit.15.1"]')
    clause.scroll_into_view_if_needed()
    summary = clause.locator("summary")
    summary.focus()
    credit.keyboard.press("Enter")
    code = clause.locator(".clause-code")
    code.wait_for()
    assert CLAUSES["credit.15.1"].proposed in code.inner_text()

    clause.get_by_role("button", name="复制引文").click()
    clause.get_by_text("已复制引文").wait_for()
    cited = credit.evaluate("navigator.clipboard.readText()")
    assert cited == clause.get_attribute("data-citation")
    assert cited.startswith("《客户信用管理制度》第十五条第（一）项（")
    clause.get_by_role("button", name="复制链接").click()
    clause.get_by_text("已复制链接").wait_for()
    link = credit.evaluate("navigator.clipboard.readText()")
    assert link == credit.url.partition("#")[0] + "#credit.15.1"

    check = clause.locator(".clause-check")
    check.wait_for()
    assert check.get_attribute("aria-label") == "核对第十五条第（一）项"
    clause.get_by_role("button", name="复制链接").focus()
    credit.keyboard.press("Escape")
    code.wait_for(state="hidden")
    assert summary.evaluate("element => element === document.activeElement")


def test_where_nothing_can_be_copied_the_text_is_shown_to_be_selected(credit):
    credit.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    clause = credit.locator('[data-clause="credit.1"]')
    clause.locator("summary").press("Enter")
    clause.get_by_role("button", name="复制引文").click()
    clause.get_by_text("无法复制，请手动选取：《客户信用管理制度》第一条").wait_for()


def test_print_holds_the_words_and_the_edition_and_no_tools(credit):
    credit.locator('[data-clause="credit.1"] summary').press("Enter")
    credit.emulate_media(media="print")
    assert credit.locator(".regulation-edition").is_visible()
    assert seen(credit, "credit.1") == CLAUSES["credit.1"].proposed
    for tools in (".clause-more", ".clause-check", ".regulation-readings"):
        assert not any(each.is_visible() for each in credit.locator(tools).all())
