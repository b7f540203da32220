"""For each check, a table of customers to fill in, made from the checker's own facts."""

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from handbook_checker.site import Check, kinds, template, to_csv
from xlsxwriter import Workbook

ROWS_TO_FILL = 5000
CREATED = datetime(2000, 1, 1)
"""A workbook names the day it was made; the same facts are to give the same bytes."""


def write(checks: Iterable[Check], target: Path, company: str = "") -> None:
    """Write the templates of a company, as CSV and as workbooks."""
    target.mkdir(parents=True, exist_ok=True)
    for check in checks:
        rows = template(check)
        (target / f"{check.id}.csv").write_bytes(("\ufeff" + to_csv(rows)).encode())
        (target / f"{check.id}.xlsx").write_bytes(workbook(check, rows, company))


def workbook(check: Check, rows: list[list[str]], company: str = "") -> bytes:
    """The template as a workbook: answers to choose from, dates and amounts in their formats, the questions as notes."""
    out = io.BytesIO()
    with Workbook(out) as made:
        made.set_properties({"created": CREATED, "company": company})
        sheet = made.add_worksheet("客户")
        heading = made.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        formats = {
            kinds.DATE: made.add_format({"num_format": "yyyy-mm-dd"}),
            kinds.MONEY: made.add_format({"num_format": "#,##0.00"}),
        }
        facts = list(check.facts.values())
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
            choices = {
                kinds.BOOLEAN: ["是", "否", "未知"],
                kinds.CHOICE: [label for _, label in fact.choices],
            }.get(fact.kind)
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
