"""Training in the browser: practice, a whole course, a class of results, flash cards, and the record on the device."""

import io
import json
import re
import sqlite3
import unicodedata
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from handbook_checker import CHECKS
from handbook_checker.model.settings import Settings
from handbook_checker.training import courses
from handbook_checker.training.cases import Case, make
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.page import answer
from playwright.sync_api import Browser, Locator, Page, expect
from pypdf import PdfReader
from xlsx2csv import Xlsx2csv

from tests.browser.test_accessibility import violations
from tests.browser.walk import DESKTOP, PHONE
from tests.conftest import QUIET_CHROMIUM, chromium

COURSE = courses.Course("客服试讲课程", ("conduct", "pay"), 4, 2, 60, 20, "b7")
CASES = courses.cases(COURSE, Settings())
SCREENS = pytest.mark.parametrize(
    ("screen", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desktop", "phone"]
)


def link(course: courses.Course = COURSE) -> str:
    return "#?" + "&".join(f"{name}={value}" for name, value in course.to_dict().items())


def open_case(page: Page, site_url: str, check: str, level: int, seed: str) -> Case:
    page.goto(f"{site_url}/training/practice/#?check={check}&level={level}&seed={seed}")
    expect(page.locator(".training-story")).to_be_visible(timeout=30_000)
    return make(check, level, seed, Settings())


def question(page: Page, id: str) -> Locator:
    return page.locator(f'[data-question="{id}"]')


def reply(page: Page, kind: str, id: str, given: Any) -> None:
    """Answer a question as a pointer does."""
    asked = question(page, id)
    if given == "open" and kind != "one":
        asked.get_by_text("还不能确定", exact=True).click()
    elif kind == "one":
        asked.locator(f'.training-option:has([value="{given}"])').click()
    elif kind == "many":
        for value in given or [""]:
            asked.locator(f'.training-option:has([value="{value}"])').click()
    elif kind == "sequence":
        for value in given:
            asked.locator(f'.button[data-value="{value}"]').click()
        if not given:
            asked.get_by_text("一个也没有", exact=True).click()
    elif kind == "clause":
        asked.locator("select").select_option(given)
    else:
        asked.locator("input[type=text]").fill(given)


def answer_rightly(page: Page, case: Case) -> None:
    for part in case.parts:
        reply(page, part.kind, part.id, part.expected)


def grade(page: Page) -> str:
    """Have the case graded, unanswered questions and all; the headline."""
    button = page.get_by_role("button", name="评分")
    button.click()
    if (
        page.locator(".training-headline").count() == 0
        and "还有" in page.locator(".training-questions .training-message").inner_text()
    ):
        button.click()
    expect(page.locator(".training-headline")).to_be_visible()
    return page.locator(".training-headline").inner_text()


# Practice


def test_every_check_is_answered_rightly_with_a_pointer(page: Page, site_url: str) -> None:
    results = {}
    for index, check in enumerate(EXERCISES):
        page.set_viewport_size((DESKTOP, PHONE)[index % 2])
        case = open_case(page, site_url, check, 4 if check == "credit" else 3, "w1")
        expect(page.locator(".training-sheet-of-case h2")).to_contain_text(CHECKS[check].title)
        before = len(page.requests)
        answer_rightly(page, case)
        results[check] = grade(page)
        assert page.locator('.training-verdict-box[data-right="true"]').count() == len(case.parts)
        # Nothing is fetched for an answer.
        assert page.requests[before:] == []
    assert results == dict.fromkeys(EXERCISES, "全部答对")
    assert {urlsplit(address).netloc for address in page.requests} == {urlsplit(site_url).netloc}
    assert page.console_errors == []


def test_a_wrong_answer_is_told_where_it_departs(page: Page, site_url: str) -> None:
    seed = next(f"d{n}" for n in range(999) if make("credit", 1, f"d{n}", Settings()).focus == "credit.15.6")
    open_case(page, site_url, "credit", 1, seed)
    reply(page, "one", "grade", "C")
    reply(page, "clause", "clause", "credit.16.4")
    assert grade(page) == "答对 0 问，共 2 问"
    remark = question(page, "grade").locator(".training-departs")
    expect(remark).to_contain_text("推理从这里开始偏离：A级条件有一项不符合，只说明不是A级")
    assert remark.locator("a").first.get_attribute("href").endswith("/regulations/credit/#credit.16")
    expect(question(page, "clause")).to_contain_text("应为：第十五条第（六）项")
    expect(question(page, "clause")).to_contain_text("也算对：第十七条")
    expect(page.locator(".training-reasons")).to_contain_text("再看第十五条")
    # What was missed stands below, and the case leads to the check's own page.
    expect(page.locator(".training-weak")).to_contain_text("《客户信用管理制度》第十五条第（六）项")
    page.get_by_role("link", name="在核对页看这一例").click()
    page.wait_for_url("**/checks/credit/#?*")
    expect(page.locator(".check-headline")).to_contain_text("B 级", timeout=30_000)


def test_unanswered_questions_are_pointed_out_once(page: Page, site_url: str) -> None:
    open_case(page, site_url, "pay", 2, "u1")
    page.get_by_role("button", name="评分").click()
    expect(page.locator(".training-questions .training-message")).to_have_text(
        "还有 4 问没有答。再按一次“评分”就这样评分。"
    )
    assert page.evaluate("document.activeElement.closest('[data-question]').dataset.question") == "lateness"
    assert grade(page) == "答对 0 问，共 4 问"


def test_a_case_is_practised_with_the_keyboard_alone(page: Page, site_url: str) -> None:
    case = open_case(page, site_url, "review", 3, "k2")
    parts = {part.id: part for part in case.parts}
    page.locator(".training-sheet-of-case h2").focus()
    left = {
        id: list(part.expected) if part.kind == "sequence" else part.expected for id, part in parts.items()
    }
    for _ in range(120):
        page.keyboard.press("Tab")
        at = page.evaluate(
            "({id: document.activeElement.closest('[data-question]')?.dataset.question ?? '',"
            " value: document.activeElement.dataset.value ?? '', tag: document.activeElement.tagName})"
        )
        id = at["id"]
        if id not in left:
            if page.evaluate("document.activeElement.type") == "submit":
                break
            continue
        kind, wanted = parts[id].kind, left[id]
        if kind == "one":
            page.keyboard.press("Space")
            for _ in range(len(parts[id].options)):
                if page.evaluate("document.activeElement.value") == wanted:
                    break
                page.keyboard.press("ArrowDown")
            del left[id]
        elif kind == "clause":
            for _ in range(len(parts[id].options)):
                page.keyboard.press("ArrowDown")
                if page.evaluate("document.activeElement.value") == wanted:
                    break
            del left[id]
        elif not wanted and page.evaluate("document.activeElement.type") == "checkbox":
            page.keyboard.press("Space")
            del left[id]
        elif wanted and at["value"] == wanted[0]:
            page.keyboard.press("Enter")
            left[id] = wanted[1:]
            if left[id]:
                # The others stand before and behind: once more from the start of the question.
                question(page, id).locator(".button").first.focus()
                page.keyboard.press("Shift+Tab")
            else:
                del left[id]
    assert left == {}
    page.keyboard.press("Enter")
    expect(page.locator(".training-headline")).to_have_text("全部答对")
    # The keyboard is where the grading begins.
    assert page.evaluate("document.activeElement.matches('.training-headline')")


def test_steps_are_put_in_another_order_by_their_buttons(page: Page, site_url: str) -> None:
    open_case(page, site_url, "supplier", 3, "o1")
    order = question(page, "order")
    values = order.locator(".button").evaluate_all("all => all.map(each => each.dataset.value)")
    for value in values:
        order.locator(f'.button[data-value="{value}"]').click()

    def placed():
        return order.locator(".training-order > li").evaluate_all(
            "all => all.map(each => each.dataset.value)"
        )

    assert placed() == values
    order.locator("li").nth(0).locator('[data-move="下移"]').click()
    assert placed() == [values[1], values[0], *values[2:]]
    assert page.evaluate("document.activeElement.dataset.move") == "下移"
    order.locator("li").nth(1).locator('[data-move="移除"]').click()
    assert placed() == [values[1], *values[2:]]
    expect(order.locator('[role="status"]')).to_contain_text("已移除")


def test_practice_goes_on_without_a_network(page: Page, site_url: str) -> None:
    case = open_case(page, site_url, "violation", 1, "n1")
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    answer_rightly(page, case)
    assert grade(page) == "全部答对"
    page.get_by_role("button", name="下一题").click()
    expect(page.locator(".training-headline")).to_have_count(0)
    expect(page.locator(".training-story")).to_be_visible()
    assert page.console_errors == []


def test_the_next_case_leans_towards_what_was_missed(page: Page, site_url: str) -> None:
    open_case(page, site_url, "conduct", 1, "m1")
    focus = make("conduct", 1, "m1", Settings()).focus
    grade(page)
    turned = []
    for _ in range(12):
        page.get_by_role("button", name="下一题").click()
        expect(page.locator(".training-headline")).to_have_count(0)
        seed = re.search(r"seed=([^&]+)", page.url)
        assert seed
        case = make("conduct", 1, seed[1], Settings())
        turned.append(case.focus)
        if case.focus == focus:
            break
        answer_rightly(page, case)
        grade(page)
    assert turned[-1] == focus


def test_a_link_to_no_case_brings_another_and_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/training/practice/#?check=nothing&level=7&seed=x")
    expect(page.locator(".training-story")).to_be_visible(timeout=30_000)
    expect(page.locator(".training-questions .training-message")).to_have_text(
        "链接里的题目不完整，换了一道。"
    )


def test_the_browser_makes_the_cases_that_the_terminal_makes(page: Page, site_url: str) -> None:
    open_case(page, site_url, "pay", 1, "same")
    requests = [
        json.dumps(
            {"ask": what, "check": check, "level": level, "seed": "same", "answers": {}, "settings": None}
        )
        for check in EXERCISES
        for level in (1, 4)
        for what in ("case", "grade")
    ]
    shown = page.evaluate(
        """async (requests) => {
            const { ask } = await import("/assets/app/client.js");
            return Promise.all(requests.map(async request => JSON.parse(await ask("training", request))));
        }""",
        requests,
    )
    assert shown == [json.loads(answer(request)) for request in requests]


# A course


@pytest.fixture
def profile(browser: Browser, tmp_path: Path):
    """Opens a browser on one profile, again and again."""
    opened: list[Any] = []

    def start(screen: dict[str, int] = DESKTOP) -> Page:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium(),
            args=QUIET_CHROMIUM,
            locale="zh-CN",
            viewport=screen,
            accept_downloads=True,
        )
        context.add_init_script(
            "window.print = () => { window.printed = document.documentElement.dataset.trainingPrint; };"
        )
        opened.append(context)
        return context.pages[0] if context.pages else context.new_page()

    yield start
    for context in opened:
        context.close()


def test_a_course_is_taken_interrupted_and_finished_and_its_certificate_printed(
    profile, site_url: str, tmp_path: Path
) -> None:
    page = profile()
    page.goto(f"{site_url}/training/course/{link()}")
    expect(page.get_by_text("4 题，难度 2，60 分及格，限时 20 分钟。")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="开始").click()
    expect(page.get_by_text("请先填写姓名。")).to_be_visible()
    page.get_by_label("姓名").fill("陈晓")
    page.get_by_role("button", name="开始").click()
    expect(page.locator(".training-clock")).to_contain_text("剩余 ")
    answer_rightly(page, CASES[0])
    page.get_by_role("button", name="下一题").click()
    # The second case is begun with a wrong answer, and the browser closed in the middle of it.
    reply(page, "amount", CASES[1].parts[0].id, "12345")
    page.wait_for_timeout(600)
    assert page.locator(".training-verdict-box").count() == 0
    page.context.close()

    page = profile(PHONE)
    page.goto(f"{site_url}/training/course/{link()}")
    expect(page.get_by_text("陈晓已答到第 2 题，共 4 题。")).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="接着做").click()
    expect(question(page, CASES[1].parts[0].id).locator("input")).to_have_value("12345")
    page.get_by_role("button", name="上一题").click()
    clause = next(part for part in CASES[0].parts if part.kind == "clause")
    expect(question(page, "clause").locator("select")).to_have_value(clause.expected)
    for _ in range(2):
        page.get_by_role("button", name="下一题").click()
    for case in CASES[2:]:
        answer_rightly(page, case)
        if case is not CASES[-1]:
            page.get_by_role("button", name="下一题").click()
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_text("还有 1 题没有答完。再按一次“交卷”就交。")).to_be_visible()
    page.get_by_role("button", name="交卷").click()

    right = sum(len(case.parts) for case in (CASES[0], *CASES[2:]))
    asked = sum(len(case.parts) for case in CASES)
    points = round(100 * right / asked)
    expect(page.locator(".training-headline")).to_have_text(f"及格，{points} 分")
    expect(page.get_by_text(f"{asked} 问答对 {right} 问")).to_be_visible()
    page.locator(".training-mistake summary").click()
    expect(page.locator(".training-mistake")).to_contain_text("您的回答：12345元")
    expect(page.locator(".training-table").first).to_contain_text("《客服人员管理制度》")

    page.get_by_role("button", name="打印结业证").click()
    assert page.evaluate("window.printed") == "certificate"
    page.evaluate("document.documentElement.dataset.trainingPrint = 'certificate'")
    (sheet,) = PdfReader(io.BytesIO(page.pdf())).pages
    printed = sheet.extract_text()
    code = page.locator(".training-certificate dd").nth(2).inner_text()
    printed = re.sub(r"\s", "", unicodedata.normalize("NFKC", printed))
    for shown in ("结业证", "陈晓", COURSE.title, f"{points} 分", courses.EDITION, code, "不能防止伪造"):
        assert re.sub(r"\s", "", shown) in printed
    assert "错处" not in printed
    page.evaluate("delete document.documentElement.dataset.trainingPrint")

    with page.expect_download() as download:
        page.get_by_role("button", name="导出成绩文件").click()
    file = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert (file["name"], file["score"], file["code"]) == ("陈晓", points, code)

    # The certificate's own link, and the same with one digit changed.
    address = page.locator(".training-address a").get_attribute("href")
    page.goto(address)
    verdict = page.locator(".training-verdict")
    expect(verdict).to_have_text("✓ 编码相符：证上的内容没有改动。", timeout=30_000)
    page.get_by_label("成绩", exact=True).fill(str(points + 1))
    page.get_by_role("button", name="查验").click()
    expect(verdict).to_have_text("✗ 编码不符：证上有内容抄错了，或者改动过。")

    # Coming back once more shows the result, not the course.
    page.goto(f"{site_url}/training/course/{link()}")
    expect(page.locator(".training-headline")).to_have_text(f"及格，{points} 分")


def test_a_course_whose_time_is_up_hands_itself_in(page: Page, site_url: str) -> None:
    page.clock.install()
    page.goto(f"{site_url}/training/course/{link()}")
    page.get_by_label("姓名").fill("李明")
    page.get_by_role("button", name="开始").click(timeout=30_000)
    answer_rightly(page, CASES[0])
    page.clock.fast_forward("21:00")
    expect(page.get_by_text("时间到，已经交卷。")).to_be_visible()
    expect(page.locator(".training-headline")).to_contain_text("没有及格")
    expect(page.get_by_text(re.compile("用时 20 分钟"))).to_be_visible()
    assert page.get_by_role("button", name="打印结业证").count() == 0


def test_a_wrong_course_link_says_what_is_wrong(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/training/course/#?title=x&checks=credit&cases=99&level=2&pass=80&minutes=0&seed=a")
    expect(page.get_by_text("题数应为 1 至 40 的整数。")).to_be_visible(timeout=30_000)
    page.goto(f"{site_url}/training/course/")
    expect(page.get_by_text("这个页面要从课程链接打开。")).to_be_visible(timeout=30_000)


def test_a_trainer_builds_a_course_and_prints_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/training/courses/")
    address = page.locator("#training-address")
    expect(address).to_have_value(re.compile("/training/course/#"), timeout=30_000)
    page.get_by_label("课程名称").fill("回访岗")
    # The first check is chosen from the start.
    page.locator(".training-option:has([name=checks]:checked)").click()
    page.locator('.training-option:has([value="visit"])').click()
    page.get_by_label("题数（1 至 40）").fill("99")
    expect(page.locator(".training-errors")).to_have_text("题数应为 1 至 40 的整数。")
    expect(address).to_be_hidden()
    page.get_by_label("题数（1 至 40）").fill("3")
    page.get_by_label("题目编号").fill("r1")
    built = courses.Course("回访岗", ("visit",), 3, 2, 80, 30, "r1")
    expect(address).to_have_value(re.compile(r"checks=visit&cases=3&level=2&pass=80&minutes=30&seed=r1$"))
    assert urlsplit(address.input_value()).query == ""

    page.locator(".training-link [data-link=sheet]").click()
    expect(page.locator(".training-sheet-case")).to_have_count(3, timeout=30_000)
    text = page.locator(".training-sheet").inner_text()
    cases = courses.cases(built, Settings())
    assert all(sentence.text in text for case in cases for paragraph in case.story for sentence in paragraph)
    assert page.locator(".training-solution").count() == 0
    page.get_by_text("附答案").click()
    assert page.locator(".training-sheet-case .training-solution").count() >= sum(
        len(case.parts) for case in cases
    )


def test_the_ready_courses_open(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/training/courses/")
    expect(page.locator(".training-link")).to_be_visible(timeout=30_000)
    titles = page.locator(".training-ready h3").all_inner_texts()
    assert titles == [course.title for _about, course in courses.READY]
    page.locator(".training-ready [data-link=course]").nth(1).click()
    expect(page.get_by_role("heading", name=titles[1])).to_be_visible(timeout=30_000)


# A class


def result(name: str, wrong: int, **changed: Any) -> dict[str, Any]:
    """A result file in which so many cases were left blank."""
    answers = [{part.id: part.expected for part in case.parts} for case in CASES]
    attempt: dict[str, Any] = {
        "name": name,
        "started": "2026-12-05T09:00:00",
        "finished": "2026-12-05T09:12:00",
        "answers": [{}] * wrong + answers[wrong:],
    }
    graded = courses.finish(COURSE, attempt, Settings())
    kept = {key: graded[key] for key in ("course", "edition", "score", "code")}
    return {"kind": courses.KIND, "version": 1, **attempt, **kept, **changed}


def test_a_trainer_reads_the_results_of_a_class(page: Page, site_url: str, tmp_path: Path) -> None:
    files = {
        "甲.json": result("甲", 0),
        "乙.json": result("=SUM(A1)", 1),
        "丙.json": result("丙", 2),
        "丁.json": result("丁", 3, score=100),
        "戊.json": result("戊", 4, code="0000-0000-0000"),
        "坏.json": {"kind": "other"},
    }
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    page.goto(f"{site_url}/training/class/")
    expect(page.get_by_text("还没有打开文件。")).to_be_visible(timeout=30_000)
    page.set_input_files("#training-files", [tmp_path / name for name in files])
    people = page.locator(".training-table").first
    expect(people.locator("tbody tr")).to_have_count(5)
    verdicts = people.locator("tbody tr td:last-child").all_inner_texts()
    assert verdicts == ["相符", "相符", "相符", "编码不符", "编码不符"]
    expect(page.locator('.training-note[data-tone="bad"]')).to_contain_text(
        "坏.json：这不是本手册导出的课程成绩。"
    )

    hardest = page.locator(".training-table").nth(1).locator("tbody tr")
    rates = [int(text.rstrip("%")) for text in hardest.locator("td:nth-child(4)").all_inner_texts()]
    assert rates == sorted(rates, reverse=True)
    assert rates[0] > 0
    bars = page.locator(".training-chart rect").evaluate_all(
        "all => all.map(bar => Number(bar.getAttribute('width')))"
    )
    assert bars == sorted(bars, reverse=True)
    assert len(bars) == sum(rate > 0 for rate in rates)
    expect(hardest.first).to_contain_text("戊")

    with page.expect_download() as download:
        page.get_by_role("button", name="导出 CSV").first.click()
    csv = Path(download.value.path()).read_bytes().decode()
    assert csv.startswith("\ufeff姓名,课程,成绩（分）")
    # A name is not run as a formula.
    assert "\r\n'=SUM(A1)," in csv
    with page.expect_download(timeout=60_000) as download:
        page.get_by_role("button", name="导出 XLSX").nth(1).click()
    rows = io.StringIO()
    Xlsx2csv(str(download.value.path())).convert(rows)
    assert rows.getvalue().splitlines()[0] == "条文,条文内容,提问（次）,答错（次）,错的比例,答错的人"
    assert len(rows.getvalue().splitlines()) == 1 + hardest.count()
    assert {urlsplit(address).netloc for address in page.requests if address.startswith("http")} == {
        urlsplit(site_url).netloc
    }


# The record on the device


def test_the_record_is_exported_deleted_at_one_click_restored_and_imported(
    page: Page, site_url: str, tmp_path: Path
) -> None:
    case = open_case(page, site_url, "violation", 1, "n1")
    answer_rightly(page, case)
    grade(page)
    shown = page.locator(".training-storage .training-message")
    expect(shown).to_contain_text("本机存有 1 题的记录")
    with page.expect_download() as download:
        page.get_by_role("button", name="导出记录").click()
    kept = tmp_path / "record.json"
    download.value.save_as(kept)
    assert json.loads(kept.read_text(encoding="utf-8"))["answers"][0]["seed"] == "n1"

    page.get_by_role("button", name="删除全部记录").click()
    expect(shown).to_contain_text("已全部删除。本机存有 0 题的记录")
    page.get_by_role("button", name="撤销").click()
    expect(shown).to_contain_text("已恢复。本机存有 1 题的记录")
    page.get_by_role("button", name="删除全部记录").click()
    expect(shown).to_contain_text("已全部删除。本机存有 0 题的记录")
    page.reload()
    expect(shown).to_contain_text("本机存有 0 题的记录", timeout=30_000)

    for content, remark in ((kept.read_text(encoding="utf-8"), "已导入"), ('{"kind": "x"}', "没有导入")):
        file = tmp_path / "given.json"
        file.write_text(content, encoding="utf-8")
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="导入记录").click()
        chooser.value.set_files(file)
        expect(shown).to_contain_text(remark)
        expect(shown).to_contain_text("本机存有 1 题的记录")


# Flash cards


def test_cards_are_spaced_and_the_deck_is_for_anki(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}/training/cards/")
    front = page.locator(".training-card-front")
    expect(front).to_be_visible(timeout=30_000)
    seen = []
    for rating in ("4", "4", "1"):
        seen.append(front.inner_text())
        page.get_by_role("button", name="看答案").click()
        expect(page.locator(".training-card-back")).to_be_visible()
        page.locator(f'[data-rating="{rating}"]').click()
        expect(front).not_to_have_text(seen[-1])
    page.reload()
    expect(page.locator(".training-storage .training-message")).to_contain_text(
        "3 张卡片的安排", timeout=30_000
    )
    assert front.inner_text() not in seen
    page.get_by_role("button", name="期限").click()
    expect(front).to_contain_text("＿＿＿＿")

    with page.expect_download() as download:
        page.get_by_role("link", name="下载 Anki 卡片包").click()
    with zipfile.ZipFile(download.value.path()) as package, sqlite3.connect(":memory:") as collection:
        collection.deserialize(package.read("collection.anki2"))
        assert collection.execute("select count(*) from notes").fetchone()[0] > 25


# Every page


def travel(page: Page, address: str) -> None:
    """Follow a link to another page, as instant navigation does."""
    page.evaluate(
        """address => {
            const link = Object.assign(document.createElement("a"), { href: address });
            document.body.append(link);
            link.click();
            link.remove();
        }""",
        address,
    )
    page.wait_for_url(re.compile(re.escape(address.strip("./").partition("#")[0])))


def states(page: Page, site_url: str):
    """The training pages in what states they can be, one after another, with one checker for all of them."""
    page.goto(f"{site_url}/training/")
    yield "overview"
    travel(page, "../training/practice/#?check=visit&level=4&seed=a1")
    expect(page.locator(".training-story")).to_be_visible(timeout=30_000)
    case = make("visit", 4, "a1", Settings())
    yield "a case"
    reply(
        page,
        "sequence",
        "order",
        [value for value, _label in next(p for p in case.parts if p.id == "order").options],
    )
    grade(page)
    yield "a case graded"
    travel(page, "../courses/")
    expect(page.locator(".training-link")).to_be_visible(timeout=30_000)
    yield "courses"
    travel(page, f"../course/{link()}")
    page.get_by_label("姓名").fill("陈晓", timeout=30_000)
    yield "a course"
    page.get_by_role("button", name="开始").click()
    for case in CASES:
        expect(page.locator(".training-where")).to_have_text(
            f"第 {CASES.index(case) + 1} 题，共 {len(CASES)} 题"
        )
        if case is not CASES[0]:
            answer_rightly(page, case)
        if case is not CASES[-1]:
            page.get_by_role("button", name="下一题").click()
    yield "a course under way"
    page.get_by_role("button", name="交卷").click()
    page.get_by_role("button", name="交卷").click()
    page.locator(".training-mistake summary").first.click()
    yield "a result"
    travel(page, f"../sheet/{link()}")
    expect(page.locator(".training-sheet-case").first).to_be_visible(timeout=30_000)
    page.get_by_text("附答案").click()
    yield "a sheet"
    travel(page, "../class/")
    file = {"name": "甲.json", "mimeType": "application/json", "buffer": json.dumps(result("甲", 2)).encode()}
    expect(page.get_by_text("还没有打开文件。")).to_be_visible(timeout=30_000)
    page.set_input_files("#training-files", file)
    expect(page.locator(".training-chart")).to_be_visible()
    yield "a class"
    travel(page, "../cards/")
    page.get_by_role("button", name="看答案").click(timeout=30_000)
    yield "a card"
    travel(page, "../about/")
    yield "about"


@SCREENS
def test_axe_finds_nothing_and_a_phone_is_wide_enough(
    page: Page, site_url: str, screen: dict[str, int], scheme: str
) -> None:
    page.set_viewport_size(screen)
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for state in states(page, site_url):
        found[state] = violations(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[state].append("scrolls sideways")
        small = page.locator(
            ".training :is(button, select, input[type=text], .training-option, summary):visible"
        ).evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 43.9).map(e => `${e.className} ${e.textContent}`)"
        )
        found[state] += small
    assert found == {state: [] for state in found}
    assert len(found) == 11
    assert page.console_errors == []
