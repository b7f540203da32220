"""Tables as spreadsheets and other programs write them: bytes in, rows of text out, one at a time; and back.

A damaged row costs no other row. A quotation mark without its fellow would make one cell of all that follows; where
that shows, the line that holds it stands alone and reading goes on behind it.
"""

import codecs
import csv
import inspect
import io
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO, NamedTuple

from ..model.catalogue import _
from ..model.facts import Problem, UnusableFacts

BROKEN = "\ufffd"
"""Stands in a cell for bytes that are no text in the table's encoding."""

ENCODINGS = {"utf-8-sig": "UTF-8", "gb18030": "GB18030", "utf-16": "UTF-16"}
DELIMITERS = (",", "\t", ";")
_OTHER_FILES = {b"PK\x03\x04": "XLSX", b"\xd0\xcf\x11\xe0": "XLS"}

_CHUNK = 1 << 20
_PART = 1 << 15
_LONGEST_CELL = 4 << 20
_MOST_LINES = 200
"""No cell has more lines."""
_SAMPLE = 20
"""So many lines show the delimiter."""
_LINES_IN_DOUBT = 1000
"""So many lines that are not ASCII show the encoding."""

_STARTS_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


class Layout(NamedTuple):
    """How the bytes of a table are to be read."""

    encoding: str
    delimiter: str


def find_layout(file: IO[bytes]) -> Layout:
    """The encoding and the delimiter of a table; `UnusableFacts` where the file is of another kind."""
    file.seek(0)
    start = file.read(4)
    if start in _OTHER_FILES:
        problem = _("这是 {kind} 文件，不是文本表格；请另存为 CSV。").format(kind=_OTHER_FILES[start])
        raise UnusableFacts([Problem(None, problem)])
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else _encoding(file)
    with _text(file, encoding) as text:
        sample = "".join(islice(iter(text.readline, ""), _SAMPLE))
    if sample.lower().startswith("sep=") and sample[4:5] in (*DELIMITERS,):
        return Layout(encoding, sample[4])
    return Layout(encoding, max(DELIMITERS, key=lambda delimiter: _width(sample, delimiter)))


def _encoding(file: IO[bytes]) -> str:
    """UTF-8 where the file is that, even with some of its lines damaged; else GB18030, as Excel in China writes it."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8-sig"
    # Chinese in GB18030 is hardly ever good UTF-8 by chance.
    sizes = {True: 0, False: 0}
    file.seek(0)
    for line in islice((line for line in file if not line.isascii()), _LINES_IN_DOUBT):
        sizes[_is_utf8(line)] += len(line)
    return "utf-8-sig" if sizes[True] >= sizes[False] else "gb18030"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _width(sample: str, delimiter: str) -> int:
    return max((len(row) for row in _part(sample, io.StringIO(), delimiter, None)[0] if row), default=0)


def rows(file: IO[bytes], layout: Layout, width: int | None = None) -> Iterator[list[str] | None]:
    """The rows of a table from its start, blank ones too; None for one whose quotation marks do not pair.

    A row of several lines that has not `width` cells is taken for such a one.
    """
    return chain.from_iterable(part for _offset, part in parts(file, layout, width))


def parts(
    file: IO[bytes], layout: Layout, width: int | None, offset: int = 0
) -> Iterator[tuple[int, list[list[str] | None]]]:
    """The rows from an offset in the file on, some hundreds together, each time with the offset to read them again from."""
    csv.field_size_limit(_LONGEST_CELL)
    with _text(file, layout.encoding, offset) as text:
        while lines := text.read(_PART) + text.readline():
            part, left = _part(lines, text, layout.delimiter, width)
            yield offset, part
            offset = text.tell() if left is None else text.seek(left)


def _part(
    lines: str, text: io.TextIOBase, delimiter: str, width: int | None
) -> tuple[list[list[str] | None], int | None]:
    """The rows that begin in some lines; where their last one takes, or tries, lines of `text`, the offset behind it."""
    if '"' not in lines and len(lines) < _LONGEST_CELL:
        # Every line is a row, and nothing can be wrong with it.
        ends = lines.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
        return [line.split(delimiter) if line else [] for line in ends.split("\n")], None
    offsets: list[int] = []

    def following() -> Iterator[str]:
        offset = text.tell()
        while line := text.readline():
            offsets.append(offset)
            yield line
            offset = text.tell()

    again = deque(io.StringIO(lines, newline=""))
    found = _rows(following(), delimiter, width, again)
    part: list[list[str] | None] = []
    # The lines that are still to be read stand at the end of all, so these are some of `text` when they are so few.
    while len(again) > len(offsets):
        part.extend(islice(found, 1))
    return part, offsets[-len(again)] if again else None


@contextmanager
def _text(file: IO[bytes], encoding: str, offset: int = 0) -> Iterator[io.TextIOWrapper]:
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        text.seek(offset)
        yield text
    finally:
        # Otherwise the wrapper would close the file.
        text.detach()


class _TooManyLines(Exception):
    pass


def _rows(
    lines: Iterator[str], delimiter: str, width: int | None, again: deque[str]
) -> Iterator[list[str] | None]:
    """The rows of the lines in `again` and of those that follow; what a damaged row puts back stands in `again` too."""
    taken: list[str] = []

    def feed() -> Generator[str, None, None]:
        while (line := again.popleft() if again else next(lines, None)) is not None:
            taken.append(line)
            if len(taken) > _MOST_LINES:
                raise _TooManyLines
            yield line

    feeding = feed()
    reader = csv.reader(feeding, delimiter=delimiter, strict=True)
    while True:
        taken.clear()
        row: list[str] | None
        try:
            row = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooManyLines):
            row = None
        if row is None or (len(taken) > 1 and width and len(row) != width):
            again.extendleft(reversed(taken[1:]))
            row = _row(taken[0], delimiter)
            # The lines may have come to their end, or to too many, before they were put back.
            if inspect.getgeneratorstate(feeding) == inspect.GEN_CLOSED:
                feeding = feed()
                reader = csv.reader(feeding, delimiter=delimiter, strict=True)
        yield row


def _row(line: str, delimiter: str) -> list[str] | None:
    """The cells of one line, as far as its quotation marks pair."""
    try:
        row = next(csv.reader([line.rstrip("\r\n") + "\n"], delimiter=delimiter))
    except csv.Error:
        return None
    # The end of the line is part of a cell only where a quotation mark is still open.
    return None if row and row[-1].endswith("\n") else row


def harmless(cell: str) -> str:
    """`cell` so that a spreadsheet shows it and does not run it."""
    return f"'{cell}" if cell and cell[0] in _STARTS_FORMULA else cell


def to_csv(rows: Iterable[Iterable[str]]) -> str:
    """Rows as CSV; begin a file with a byte order mark, or Excel takes its Chinese for something else."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
