"""What the organisation fills in: where it shows, and what is said of a wrong value."""

import re
import shutil

import pytest
from bs4 import BeautifulSoup
from handbook_checker import CHECKS
from handbook_checker.model.checks import defaults, run
from handbook_checker.model.settings import Settings, read_settings
from markdown import markdown

from tests.conftest import FIXTURES
from tools import ROOT
from tools.handbook import organisation
from tools.handbook.clauses import body, proposed
from tools.handbook.handbook import read

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
