"""Spreadsheets into tables, and tables into spreadsheets, by libraries that only whoever opens one loads."""

import codecs
import io
from typing import IO

from ..model.catalogue import _
from ..model.facts import Problem, UnusableFacts
from .layout import Layout, rows

_NUMBERS = ("行", "（元）", "（分）", "（分钟）", "（次）")
"""Headings of columns of numbers end like this."""

# XlsxWriter asks for it; the browser's library holds what importing this module needs.
codecs.lookup("utf-16-le")


def spreadsheet_to_csv(file: IO[bytes]) -> tuple[str, bytes]:
    """The name of a workbook's first sheet, and its cells as CSV: dates as dates, numbers as they are."""
    from xlsx2csv import Xlsx2csv

    out = io.StringIO(newline="")
    options = {"dateformat": "%Y-%m-%d", "ignore_formats": ["float", "percentage"], "skip_hidden_rows": False}
    try:
        with Xlsx2csv(file, **options) as workbook:
            name = workbook.workbook.sheets[0]["name"]
            workbook.convert(out, workbook.workbook.sheets[0]["index"])
    # A file that is no workbook, or a damaged one, fails in many ways.
    except Exception as error:
        raise UnusableFacts([Problem(None, _("无法读取这个 XLSX 文件：可能已损坏，或设有密码。"))]) from error
    return name, out.getvalue().encode()


def csv_to_spreadsheet(file: IO[bytes], title: str | None = None, company: str = "") -> bytes:
    """A workbook of a company with the rows of a table; amounts are numbers in it, and nothing is a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as workbook:
        workbook.set_properties({"company": company})
        sheet = workbook.add_worksheet(title or _("批量核对"))
        bold, amount = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "#,##0.00"})
        lines = (row for row in rows(file, Layout("utf-8-sig", ",")) if row)
        headings = next(lines)
        numbers = {column: heading for column, heading in enumerate(headings) if heading.endswith(_NUMBERS)}
        sheet.set_column(0, len(headings) - 1, 14)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        last = 0
        for last, line in enumerate(lines, 1):
            for column, cell in enumerate(line):
                if column in numbers and cell:
                    # A spreadsheet has no other numbers than these; they hold every amount up to ten trillion.
                    sheet.write_number(last, column, float(cell), amount if "." in cell else None)
                elif cell:
                    sheet.write_string(last, column, cell)
        sheet.autofilter(0, 0, last, len(headings) - 1)
    return out.getvalue()
