"""What the portfolio's page asks of the checker, one worker at a time: JSON text in, JSON text out.

Files do not go through the JSON. What the page sends along stands in the worker's `attached`; what is made for it is
handed over as a blob. A worker remembers the table that it has been given.
"""

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
from ..model.checks import Check
from ..model.entry import understand
from ..model.facts import UnusableFacts, parse
from ..model.settings import Settings, parse_settings
from . import decide, plan, results
from .layout import Layout
from .spreadsheets import csv_to_spreadsheet, spreadsheet_to_csv
from .strategy import strategy_of

_BLOCK = 1 << 19
_LIBRARY = "/tmp/spreadsheets.zip"


_file: IO[bytes]
_plan: plan.Plan
_batches: Iterator[tuple[int, list[decide.Row]]]
_wanted: deque[int] = deque()
_totals: Counter[str] = Counter()
_port: Any


def answer(request: str) -> str:
    """Do what `request` asks; ``{"problems": […]}`` where what was sent cannot be used."""
    asked = json.loads(request)
    try:
        reply = _REQUESTS[asked["do"]](asked)
    except UnusableFacts as unusable:
        reply = {"problems": [problem.problem for problem in unusable.problems]}
    return json.dumps(reply, ensure_ascii=False)


def _check(asked: dict[str, Any]) -> Check:
    """The check of the table; of those that decide column by column, the first, where the page names none."""
    named = asked.get("check")
    return CHECKS[named] if named else next(check for check in CHECKS.values() if check.column_strategy)


def _take(asked: dict[str, Any]) -> dict[str, Any]:
    """Understand the attached table; `counted` is what another worker has found out about it."""
    global _file, _plan
    _file = _opened(_attached()["file"])
    counted = asked.get("counted")
    if counted:
        layout, rows, batches = json.loads(counted)
        counted = plan.Counted(Layout(*layout), rows, tuple(map(tuple, batches)))
    _plan = plan.plan_of(_check(asked), _file, asked["ragged"], counted)
    return {
        "plan": _plan.to_dict(parse_settings(asked.get("settings") or {})),
        "headings": results.result_headings(_plan),
        "naming": len(_plan.naming),
        "batches": len(_plan.batches),
        # As text: an offset in a file may be a number that JavaScript cannot hold.
        "counted": json.dumps([_plan.layout, _plan.rows, _plan.batches]),
    }


def _start(asked: dict[str, Any]) -> dict[str, Any]:
    """Begin to decide rows."""
    global _batches, _totals, _port
    settings, today = parse_settings(asked["settings"] or {}), date.fromisoformat(asked["today"])
    _wanted.clear()
    _batches = decide.rate(_plan, _file, settings, today, iter(_wanted.popleft, None))
    _totals = Counter()
    _port = _attached()["port"]
    return {}


def _warm_up(asked: dict[str, Any]) -> dict[str, Any]:
    """Decide a few rows and forget them: whoever has done so is twice as fast when it counts."""
    first = range(len(_plan.batches))[:2]
    for _batch, decided in decide.rate(_plan, _file, Settings(), date.max, first):
        results.result_csv(_plan, decided).encode()
    return {}


def _decide(asked: dict[str, Any]) -> dict[str, Any]:
    """Decide some batches: how many rows they have, and the totals so far.

    The lines go to whoever keeps them, past the page.
    """
    wanted = range(asked["first"], asked["last"] + 1)
    _wanted.extend(wanted)
    decided = [row for _batch, rows in islice(_batches, len(wanted)) for row in rows]
    results.count(_plan, _totals, *decided)
    _send(_port, {"batch": asked["first"], "rows": len(decided)}, results.result_csv(_plan, decided).encode())
    return {"rows": len(decided), "totals": _totals}


def _typed(asked: dict[str, Any]) -> dict[str, Any]:
    """The facts of some rows as they stand in the table."""
    return {"typed": [decide.typed(_plan, _file, number) for number in asked["rows"]]}


def _summary(asked: dict[str, Any]) -> dict[str, Any]:
    """The totals of all workers, against the balance as typed, where the check has one."""
    totals: Counter[str] = Counter()
    for part in asked["totals"]:
        totals.update(part)
    check = _check(asked)
    strategy = strategy_of(check)
    balance = None
    if strategy:
        typed = understand(check.facts[strategy.BALANCE], asked["balance"])
        balance = parse(check.facts, {strategy.BALANCE: typed})[strategy.BALANCE]
    return {"summary": results.summary(check, totals, balance)}


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
    _hand_over(csv_to_spreadsheet(_opened(attached["file"]), asked.get("title"), asked.get("company") or ""))
    return {}


_REQUESTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "take": _take,
    "start": _start,
    "warm up": _warm_up,
    "decide": _decide,
    "typed": _typed,
    "summary": _summary,
    "read spreadsheet": _read_spreadsheet,
    "write spreadsheet": _write_spreadsheet,
}


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
        self._offset = 0
        self._block = b""
        self._start = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._offset, io.SEEK_END: self._blob.size}[whence]
        self._offset = max(0, start + offset)
        return self._offset

    def tell(self) -> int:
        return self._offset

    def readinto(self, buffer: Any) -> int:
        if not self._start <= self._offset < self._start + len(self._block):
            self._start = self._offset
            part = self._blob.slice(self._start, self._start + _BLOCK)
            self._block = self._reader.readAsArrayBuffer(part).to_bytes()
        at = self._offset - self._start
        content = self._block[at : at + len(buffer)]
        buffer[: len(content)] = content
        self._offset += len(content)
        return len(content)


def _load(attached: dict[str, Any]) -> None:
    """Make the libraries for spreadsheets importable; only a page that meets a spreadsheet fetches them."""
    if _LIBRARY not in sys.path:
        Path(_LIBRARY).write_bytes(attached["library"].tobytes())
        sys.path.append(_LIBRARY)


def _send(port: Any, fields: dict[str, Any], content: bytes) -> None:
    """Send some fields, and bytes that need not be copied once more."""
    from js import Object
    from pyodide.ffi import to_js

    sent = to_js(content)
    message = to_js(fields | {"csv": sent}, dict_converter=Object.fromEntries)
    port.postMessage(message, to_js([sent.buffer]))


def _hand_over(content: bytes) -> None:
    from js import Blob, Object, postMessage
    from pyodide.ffi import to_js

    blob = Blob.new(to_js([to_js(content)]))
    postMessage(to_js({"blob": blob}, dict_converter=Object.fromEntries))
