"""What the organisation fills in: where it shows, and what is said of a wrong value."""

import io
import json
import re
import shutil
from itertools import product
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from handbook_checker import CHECKS
from handbook_checker.model.checks import defaults, run
from handbook_checker.model.settings import Settings, read_settings
from handbook_checker.model.titles import named, roles
from handbook_checker.tables.results import template
from handbook_checker.tables.spreadsheets import csv_to_spreadsheet
from markdown import markdown

from tests.conftest import FIXTURES
from tools import ROOT
from tools.export import akoma_ntoso, flash_cards, table_templates
from tools.export.records import write_clauses
from tools.handbook import organisation
from tools.handbook.clauses import body, proposed
from tools.handbook.handbook import read
from tools.handbook.organisation import contrast
from tools.render import check_forms, clause_syntax, printed_forms

# What is filled in here are the blanks of all of them.
pytestmark = pytest.mark.regulations("conduct", "credit", "service", "suppliers", "visits")

DOCS = ROOT / "docs"
HANDBOOK = read(DOCS)
BLANKS = [blank for each in HANDBOOK.regulations.values() for blank in each.blanks]
SETTINGS = {blank.setting for blank in BLANKS}
FILLED = """
name = "示例商贸有限公司"
effective_from = 2026-01-01
reference_year = 2026
reference_balance = "8600000.50"
annual_standard = "年度回款不低于 120 万元"
expense_limit = 500
base_pay = "4500"
commission = "按回款额的 0.5% 发放"
bonus = "按季度考核发放"
late_rate_applies = "whole_month"
"""


@pytest.fixture
def page(tmp_path):
    """A function: the rendered page of a regulation, in a copy of the docs with these settings."""

    def render(regulation, settings):
        docs = tmp_path / "docs"
        shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("generated", "assets"))
        (docs / "organisation.toml").write_text(settings, encoding="utf-8")
        html = markdown(
            body((docs / f"regulations/{regulation}.md").read_text(encoding="utf-8")),
            extensions=["tools.render.clause_syntax"],
            extension_configs={"tools.render.clause_syntax": {"docs": str(docs)}},
        )
        return BeautifulSoup(html, "html.parser")

    return render


def shown(page, clause):
    """What stands in the blanks of a clause."""
    return [
        (blank["data-setting"], "blank-filled" in blank["class"], (blank.b or blank).get_text())
        for blank in page.select(f'[data-clause="{clause}"] .blank')
    ]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("credit.2", [("name", "示例商贸有限公司", "×××××")]),
        ("credit.3", [("name", "示例商贸有限公司", "××××××")]),
        ("credit.4", [("name", "示例商贸有限公司", "××××××")]),
        ("credit.15.6", [("annual_standard", "（年度标准：年度回款不低于 120 万元）", "（年度标准：待填写）")]),
        ("credit.24.2.1", [("reference_year", "2026", "20xx"),
                           ("reference_balance", "（应收账款余额：8,600,000.50 元）", "（应收账款余额：待填写）")]),
        ("credit.45", [("effective_from", "（颁布日期：2026年1月1日）", "（颁布日期：待填写）")]),
        ("visits.7.2", [("expense_limit", "（费用限额：500 元）", "（费用限额：待填写）")]),
        ("service.6.1", [("base_pay", "4,500", " ")]),
        ("service.6.2", [("commission", "（提成办法：按回款额的 0.5% 发放）", "（提成办法：待填写）")]),
        ("service.6.3", [("bonus", "（奖金办法：按季度考核发放）", "（奖金办法：待填写）")]),
        ("service.7.1", [("late_rate_applies", "（适用方式：当月各次一律适用较高标准）", None)]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("filled", [True, False])
def test_a_setting_stands_in_the_blank_and_an_empty_one_stays_a_blank(page, clause, expected, filled):
    page = page(clause.split(".")[0], FILLED if filled else "")
    assert shown(page, clause) == [
        (setting, filled, value if filled else blank)
        for setting, value, blank in expected
        if filled or blank is not None
    ]


def test_every_setting_has_a_place_in_the_text_and_every_blank_of_the_text_a_setting():
    assert set(re.findall(r"(?m)^(\w+) =", FILLED)) == SETTINGS
    printed = re.compile(r"×+|\d*x{2,}|(?<=资) (?=元)")
    for id, clause in HANDBOOK.clauses.items():
        paragraphs = [proposed(words) for words in clause.paragraphs]
        in_text = [
            (n, *match.span()) for n, text in enumerate(paragraphs) for match in printed.finditer(text)
        ]
        blanks = [blank for blank in BLANKS if blank.clause == id and blank.where]
        assert sorted(gap for blank in blanks for gap in organisation.gaps(blank, paragraphs)) == in_text


def docs_with(tmp_path, settings):
    """A folder of docs with these settings and a picture; the adopter's own file is none of the tests' business."""
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / "organisation.toml").write_bytes(
        settings if isinstance(settings, bytes) else settings.encode()
    )
    (tmp_path / "assets/images").mkdir(parents=True)
    (tmp_path / "assets/images/logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    return tmp_path


def test_the_file_as_delivered_fills_in_nothing_and_each_of_its_examples_is_valid(tmp_path):
    delivered = (FIXTURES / "organisation-empty.toml").read_text(encoding="utf-8")
    examples = re.sub(r'(?m)^# (?=["\w]+ =|\[)', "", delivered)
    nothing = organisation.read(docs_with(tmp_path / "nothing", delivered), SETTINGS)
    assert (nothing.shown, nothing.settings, nothing.site) == ({}, Settings(), organisation.Site())
    everything = organisation.read(docs_with(tmp_path / "everything", examples), SETTINGS)
    assert everything.shown.keys() == SETTINGS
    assert dict(everything.settings.titles)["董事长"] == "执行董事"
    assert everything.site.name == "某某商贸客户管理手册"


@pytest.mark.parametrize(
    ("clause", "words", "title"),
    [
        ("credit.30", "董事长", "执行董事"),
        ("credit.27", "营销部经理", "销售部经理"),
        ("credit.31", "营销部", "销售部"),
        ("credit.39", "业务主管", None),
        ("visits.4.1", "客户服务专员", "客户经理"),
    ],
)
def test_a_role_shows_the_title_that_it_has_here_and_can_be_turned_back(page, clause, words, title):
    filled = (FIXTURES / "organisation-filled.toml").read_text(encoding="utf-8")
    titled = page(clause.split(".")[0], filled.partition("[site]")[0]).select(
        f'[data-clause="{clause}"] .blank[data-setting="titles"]'
    )
    found = [(mark.s.get_text(), mark.b.get_text()) for mark in titled]
    assert (words, title) in found if title else words not in dict(found)


def test_pages_without_titles_mark_no_role(page):
    assert page("credit", FILLED).select('[data-setting="titles"]') == []


@pytest.fixture(scope="module")
def renamed(tmp_path_factory):
    """The handbook of an organisation that has another title for every role; none holds the name of a role."""
    docs = tmp_path_factory.mktemp("renamed") / "docs"
    shutil.copytree(DOCS, docs, ignore=shutil.ignore_patterns("generated", "assets"))
    titles = "\n".join(f'"{role}" = "〔{number}〕"' for number, role in enumerate(roles()))
    (docs / "organisation.toml").write_text(
        f'{FILLED}[titles]\n{titles}\n[site]\nname = "手册"', encoding="utf-8"
    )
    return read(docs)


PAGES = {
    **{f"regulations/{id}": (clause_syntax.page, id) for id in HANDBOOK.regulations},
    **{f"checks/{id}": (check_forms.form, id) for id in HANDBOOK.checks},
    **{f"forms/{id}": (printed_forms.form, id) for id in HANDBOOK.forms},
}


def read_by_people(path, handbook):
    """The text of a page, but for what is no text of ours: rules as programs, readings of the register, what was
    replaced, and the names of clauses, by which they are cited."""
    render, id = PAGES[path]
    page = BeautifulSoup(render(id, handbook), "html.parser")
    for tag in page.select(".blank > s, del, .clause-code, .clause-reading, .clause-change"):
        tag.decompose()
    text = page.get_text()
    for name in sorted({clause.name for clause in handbook.clauses.values()}, key=len, reverse=True):
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize("path", PAGES)
def test_no_page_calls_a_role_otherwise_than_the_organisation(renamed, path):
    plain, text = read_by_people(path, HANDBOOK), read_by_people(path, renamed)
    assert named(text) == []
    assert len(re.findall("〔\\d+〕", text)) == len(named(plain))


def test_every_role_acts_by_the_words_of_a_regulation():
    found = {role for clause in HANDBOOK.clauses.values() for *_, role in named(clause.proposed)}
    assert found == {*roles()}


def test_whoever_signs_a_form_is_a_role():
    signing = {signature.role for form in HANDBOOK.forms.values() for signature in form.signatures}
    assert signing
    assert [role for role in signing if not named(role)] == []


def test_programs_are_told_the_titles_and_whose_handbook_it_is(renamed, tmp_path):
    write_clauses(renamed, tmp_path / "clauses.json")
    records = {record["id"]: record for record in json.loads((tmp_path / "clauses.json").read_text("utf-8"))}
    assert named(records["credit.30"]["shown"]) == []
    # The words of the regulation are what editions are compared by.
    assert records["credit.30"]["proposed"] == renamed.clauses["credit.30"].proposed
    assert "shown" not in records["credit.45"]
    flash_cards.write(renamed, tmp_path / "cards")
    assert not named((tmp_path / "cards/cards.json").read_text("utf-8"))
    akoma_ntoso.write(renamed, tmp_path)
    assert 'showAs="示例商贸有限公司"' in (tmp_path / "credit.xml").read_text("utf-8")
    for made in (
        csv_to_spreadsheet(io.BytesIO("行,名称\r\n1,甲\r\n".encode()), company="示例商贸有限公司"),
        table_templates.workbook(CHECKS["credit"], template(CHECKS["credit"]), "示例商贸有限公司"),
    ):
        with ZipFile(io.BytesIO(made)) as workbook:
            assert "<Company>示例商贸有限公司</Company>" in workbook.read("docProps/app.xml").decode()


# Every tenth shade of red, green and blue.
COLOURS = [f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in product(range(0, 256, 51), repeat=3)]


def test_a_colour_can_be_read_wherever_it_stands_and_one_that_cannot_is_refused_with_one_that_can():
    refused = [colour for colour in COLOURS if contrast(colour, "#ffffff") < 4.5]
    assert 0 < len(refused) < len(COLOURS)
    for colour in COLOURS:
        problem = organisation._problem_of_colour(colour)
        assert (problem is not None) == (colour in refused)
        if problem:
            (offered,) = re.findall("可用 (#[0-9a-f]{6})", problem)
            assert organisation._problem_of_colour(offered) is None
            continue
        grounds = {"default": ["#ffffff", "#f6f6f6"], "slate": ["#1e2229"]}
        for scheme, shades in organisation.palette(colour).items():
            for ground in (*grounds[scheme], shades["wash"]):
                assert contrast(shades["ink"], ground) >= 4.5, (colour, scheme, ground)


def test_the_colour_is_that_of_the_head_and_of_both_schemes():
    style = organisation.style(organisation.Site(colour="#7a1f2b"))
    assert style.count("--md-primary-fg-color:#7a1f2b;") == 2
    assert re.findall(r"--ink:(#[0-9a-f]{6})", style) == [
        organisation.palette("#7a1f2b")[scheme]["ink"] for scheme in ("default", "slate")
    ]
    assert organisation.style(organisation.Site()) == ""


def test_a_fact_that_the_organisation_has_set_is_no_gap():
    settings = read_settings(FILLED)
    for check, fact in (
        ("pay", "base_salary"),
        ("visit", "expense_limit"),
        ("credit", "receivables_reference_balance"),
    ):
        assert defaults(CHECKS[check].facts, settings)[fact] > 0
    assert "base_salary" not in run(CHECKS["pay"], {}, settings)[1].missing
    assert "base_salary" in run(CHECKS["pay"], {}, Settings())[1].missing


def test_the_checker_takes_the_same_file():
    settings = read_settings(FILLED)
    assert (str(settings.effective_from), settings.expense_limit, settings.late_rate_applies) == (
        "2026-01-01",
        50000,
        "whole_month",
    )


WRONG = [
    ('name = ""', "name", "应为一行不空的文字"),
    ("name = 3", "name", "应为一行不空的文字"),
    ('bonus = "甲\\n乙"', "bonus", "应为一行不空的文字"),
    ('reference_year = "2026"', "reference_year", "应为 2000 至 2099 之间的年份，不加引号"),
    ("reference_year = 26", "reference_year", "应为 2000 至 2099 之间的年份，不加引号"),
    ("reference_balance = -1", "reference_balance", "应为 0 元以上、至多两位小数的金额"),
    ("base_pay = true", "base_pay", "应为 0 元以上、至多两位小数的金额"),
    ("expense_limit = 1.234", "expense_limit", "应为 0 元以上、至多两位小数的金额"),
    ('effective_from = "2026/1/1"', "effective_from", "YYYY-MM-DD"),
    ('late_rate_applies = "all"', "late_rate_applies", "from_third"),
    ('efective_from = "2026-01-01"', "efective_from", "没有这项设置。是否指 effective_from？"),
    ("zzz = 1", "zzz", "没有这项设置；可用的有：annual_standard、"),
    ('[titles]\n"董事" = "执行董事"', "titles.董事", "董事长"),
    ('[titles]\n"董事长" = ""', "titles.董事长", "应为"),
    ('[site]\ncolour = "blue"', "site.colour", "应为 #rrggbb 形式的颜色"),
    ('[site]\ncolour = "#ffee00"', "site.colour", "颜色过浅，白字在上面看不清"),
    ('[site]\nlogo = "logo.gif"', "site.logo", "SVG 或 PNG"),
    ('[site]\nlogo = "../logo.svg"', "site.logo", "不在 docs/ 之下"),
    ('[site]\nlogo = "assets/images/other.svg"', "site.logo", "没有这个文件"),
    ('[site]\ncolor = "#123456"', "site.color", "是否指 colour？"),
]


@pytest.mark.parametrize(("line", "key", "problem"), WRONG)
def test_a_wrong_setting_is_named_with_what_would_be_right(tmp_path, line, key, problem):
    with pytest.raises(ValueError, match=re.escape(f"  {key} = ")) as raised:
        organisation.read(docs_with(tmp_path / "docs", line), SETTINGS)
    assert problem in str(raised.value)


def test_all_wrong_settings_are_named_at_once(tmp_path):
    lines = {line.split(" =")[0]: line for line, key, _ in WRONG if "." not in key}
    with pytest.raises(ValueError, match=f"organisation.toml 中有 {len(lines)} 处设置有误") as raised:
        organisation.read(docs_with(tmp_path / "docs", "\n".join(lines.values())), SETTINGS)
    assert all(f"  {key} = " in str(raised.value) for key in lines)


@pytest.mark.parametrize("content", [b"name = ", b"name = '\xff'"])
def test_a_file_that_is_no_toml_is_an_error_that_says_so(tmp_path, content):
    with pytest.raises(ValueError, match=r"organisation\.toml 不是有效的 TOML 文件"):
        organisation.read(docs_with(tmp_path / "docs", content), SETTINGS)
