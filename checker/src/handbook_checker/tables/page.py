"""What the portfolio's page asks of the checker, one worker at a time: JSON text in, JSON text out.

Files do not go through the JSON. What the page sends along stands in the worker's `attached`; what is made for it is
handed over as a blob. A worker remembers the table that it has been given.
"""

import codecs
import io
import json
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any

from .. import CHECKS
from ..model.catalogue import _
from ..model.entry import understand
from ..model.facts import Problem, UnusableFacts, parse
from ..model.settings import Settings, parse_settings
from . import portfolio
from .layout import Layout, rows

CHECK = CHECKS["credit"]
_BLOCK = 1 << 19
_LIBRARY = "/tmp/spreadsheets.zip"
_NUMBERS = ("行", "（元）", "（分）", "（分钟）", "（次）")
"""Headings of columns of numbers end like this."""

# XlsxWriter asks for it; the browser's library holds what importing this module needs.
codecs.lookup("utf-16-le")

_file: IO[bytes]
_plan: portfolio.Plan
_batches: Iterator[tuple[int, list[portfolio.Row]]]
_wanted: deque[int] = deque()
_totals: Counter[str] = Counter()
_port: Any


def answer(request: str) -> str:
    """Do what `request` asks; ``{"problems": […]}`` where what was sent cannot be used."""
    asked = json.loads(request)
    try:
        reply = _DEEDS[asked["do"]](asked)
    except UnusableFacts as unusable:
        reply = {"problems": [problem.problem for problem in unusable.problems]}
    return json.dumps(reply, ensure_ascii=False)


def _take(asked: dict[str, Any]) -> dict[str, Any]:
    """Understand the attached table; `counted` is what another worker has found out about it."""
    global _file, _plan
    _file = _opened(_attached()["file"])
    counted = asked.get("counted")
    if counted:
        layout, rows, batches = json.loads(counted)
        counted = portfolio.Counted(Layout(*layout), rows, tuple(map(tuple, batches)))
    _plan = portfolio.plan(CHECK, _file, asked["ragged"], counted)
    return {
        "plan": _plan.to_dict(),
        "headings": portfolio.result_headings(_plan),
        "naming": len(_plan.naming),
        "batches": len(_plan.batches),
        # As text: a place in a file may be a number that JavaScript cannot hold.
        "counted": json.dumps([_plan.layout, _plan.rows, _plan.batches]),
    }


def _start(asked: dict[str, Any]) -> dict[str, Any]:
    """Begin to decide rows."""
    global _batches, _totals, _port
    settings, today = parse_settings(asked["settings"] or {}), date.fromisoformat(asked["today"])
    _wanted.clear()
    _batches = portfolio.rate(_plan, _file, settings, today, iter(_wanted.popleft, None))
    _totals = Counter()
    _port = _attached()["port"]
    return {}


def _rehearse(asked: dict[str, Any]) -> dict[str, Any]:
    """Decide a few rows and forget them: whoever has done so is twice as fast when it counts."""
    first = range(len(_plan.batches))[:2]
    for _batch, decided in portfolio.rate(_plan, _file, Settings(), date.max, first):
        portfolio.result_csv(_plan, decided).encode()
    return {}


def _decide(asked: dict[str, Any]) -> dict[str, Any]:
    """Decide some batches: how many rows they have, and the totals so far.

    The lines go to whoever keeps them, past the page.
    """
    wanted = range(asked["first"], asked["last"] + 1)
    _wanted.extend(wanted)
    decided = [row for _batch, rows in islice(_batches, len(wanted)) for row in rows]
    portfolio.count(_plan, _totals, *decided)
    _send(
        _port, {"batch": asked["first"], "rows": len(decided)}, portfolio.result_csv(_plan, decided).encode()
    )
    return {"rows": len(decided), "totals": _totals}


def _typed(asked: dict[str, Any]) -> dict[str, Any]:
    """The facts of some rows as they stand in the table."""
    return {"typed": [portfolio.typed(_plan, _file, number) for number in asked["rows"]]}


def _summary(asked: dict[str, Any]) -> dict[str, Any]:
    """The totals of all workers, against the balance of 24.2.1 as typed."""
    totals: Counter[str] = Counter()
    for part in asked["totals"]:
        totals.update(part)
    name = "receivables_reference_balance"
    typed = understand(CHECK.facts[name], asked["balance"])
    balance = parse(CHECK.facts, {name: typed})[name]
    return {"summary": portfolio.summary(CHECK, totals, balance)}


def _read_spreadsheet(asked: dict[str, Any]) -> dict[str, Any]:
    """Hand over the first sheet of the attached spreadsheet as CSV."""
    attached = _attached()
    _load(attached)
    sheet, text = spreadsheet_to_csv(_opened(attached["file"]))
    _hand_over(text)
    return {"sheet": sheet}


def _write_spreadsheet(asked: dict[str, Any]) -> dict[str, Any]:
    """Hand over the attached CSV as a spreadsheet, its sheet called `title` where there is one."""
    attached = _attached()
    _load(attached)
    _hand_over(csv_to_spreadsheet(_opened(attached["file"]), asked.get("title")))
    return {}


_DEEDS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "take": _take,
    "start": _start,
    "rehearse": _rehearse,
    "decide": _decide,
    "typed": _typed,
    "summary": _summary,
    "read spreadsheet": _read_spreadsheet,
    "write spreadsheet": _write_spreadsheet,
}


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


def csv_to_spreadsheet(file: IO[bytes], title: str | None = None) -> bytes:
    """A workbook with the rows of a table; amounts are numbers in it, and nothing is a formula."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"constant_memory": True}) as workbook:
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


# What only a worker has.


def _attached() -> dict[str, Any]:
    from js import attached

    return dict(attached.to_py())


def _opened(sent: Any) -> IO[bytes]:
    return io.BufferedReader(_Blob(sent))


class _Blob(io.RawIOBase):
    """A file that the reader chose, read where it lies, a block at a time: every reading takes a while."""

    def __init__(self, blob: Any):
        from js import FileReaderSync

        self._blob = blob
        self._reader = FileReaderSync.new()
        self._place = 0
        self._block = b""
        self._start = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._blob.size}[whence]
        self._place = max(0, start + offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:
        if not self._start <= self._place < self._start + len(self._block):
            self._start = self._place
            part = self._blob.slice(self._start, self._start + _BLOCK)
            self._block = self._reader.readAsArrayBuffer(part).to_bytes()
        at = self._place - self._start
        content = self._block[at : at + len(buffer)]
        buffer[: len(content)] = content
        self._place += len(content)
        return len(content)


def _load(attached: dict[str, Any]) -> None:
    """Make the libraries for spreadsheets importable; only a page that meets a spreadsheet fetches them."""
    if _LIBRARY not in sys.path:
        Path(_LIBRARY).write_bytes(attached["library"].tobytes())
        sys.path.append(_LIBRARY)


def _send(port: Any, said: dict[str, Any], content: bytes) -> None:
    """Send something, and bytes that need not be copied once more."""
    from js import Object
    from pyodide.ffi import to_js

    sent = to_js(content)
    message = to_js(said | {"csv": sent}, dict_converter=Object.fromEntries)
    port.postMessage(message, to_js([sent.buffer]))


def _hand_over(content: bytes) -> None:
    from js import Blob, Object, postMessage
    from pyodide.ffi import to_js

    blob = Blob.new(to_js([to_js(content)]))
    postMessage(to_js({"blob": blob}, dict_converter=Object.fromEntries))
