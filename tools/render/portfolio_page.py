"""A Python-Markdown extension: the line ``::: portfolio credit`` becomes the place of the portfolio's page; and the
templates that the page offers, made from the checker's own facts."""

import io
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from handbook_checker import CHECKS
from handbook_checker.model.facts import BOOLEAN, CHOICE, DATE, MONEY
from handbook_checker.tables.layout import to_csv
from handbook_checker.tables.results import template
from markdown import Markdown
from markdown.extensions import Extension
from xlsxwriter import Workbook

from tools import ROOT
from tools.handbook import organisation
from tools.render.check_forms import Placeholder, settings

CHECK = CHECKS["credit"]
ROWS_TO_FILL = 5000
CREATED = datetime(2000, 1, 1)
"""A workbook names the day it was made; the same facts are to give the same bytes."""


def page(_id: str, docs: Path) -> str:
    """The HTML that the page's script takes over."""
    balance = organisation.read(docs / "organisation.toml").get("reference_balance", "")
    return f"""<div class="portfolio" data-settings="{escape(settings(docs / "organisation.toml"))}" data-balance="{escape(balance)}">
<noscript><p class="check-note" data-tone="note">批量核对在浏览器里进行，需要允许运行脚本。</p></noscript>
</div>"""


def write(target: Path) -> None:
    """Write the templates."""
    target.mkdir(parents=True, exist_ok=True)
    rows = template(CHECK)
    (target / "template.csv").write_bytes(("\ufeff" + to_csv(rows)).encode())
    (target / "template.xlsx").write_bytes(workbook(rows))


def workbook(rows: list[list[str]]) -> bytes:
    """The template as a workbook: answers to choose from, dates and amounts in their formats, the questions as notes."""
    out = io.BytesIO()
    with Workbook(out) as made:
        made.set_properties({"created": CREATED})
        sheet = made.add_worksheet("客户")
        heading = made.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            DATE: made.add_format({"num_format": "yyyy-mm-dd"}),
            MONEY: made.add_format({"num_format": "#,##0.00"}),
        }
        facts = list(CHECK.facts.values())
        before = len(rows[0]) - len(facts)
        for column, (title, example) in enumerate(zip(*rows, strict=True)):
            sheet.write_string(0, column, title, heading)
            if column < before:
                sheet.write_string(1, column, example)
                continue
            fact = facts[column - before]
            sheet.set_column(column, column, 14, formats.get(fact.kind))
            sheet.write_string(1, column, example)
            sheet.write_comment(0, column, fact.question + fact.help, {"author": ""})
            choices = {BOOLEAN: ["是", "否", "未知"], CHOICE: [label for _, label in fact.choices]}.get(
                fact.kind
            )
            if choices:
                sheet.data_validation(
                    1,
                    column,
                    ROWS_TO_FILL,
                    column,
                    {"validate": "list", "source": choices, "error_type": "warning"},
                )
        sheet.set_row(0, 48)
        sheet.freeze_panes(1, before)
    return out.getvalue()


class PortfolioPage(Extension):
    """Registers the placeholder."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of organisation.toml"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        docs = Path(self.getConfig("docs"))
        md.parser.blockprocessors.register(
            Placeholder(md, docs, "portfolio", ["credit"], page), "portfolio_page", 175
        )


def makeExtension(**options: Any) -> PortfolioPage:
    """The entry that Python-Markdown looks for."""
    return PortfolioPage(**options)
