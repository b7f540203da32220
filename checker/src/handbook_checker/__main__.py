"""The command line: ``handbook-check``, or ``python3 -m handbook_checker``."""

import argparse
import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from . import CHECKS, clauses
from .model.catalogue import LANGUAGES, SOURCE_LANGUAGE, _, use
from .model.checks import Check, run
from .model.facts import Problem, UnusableFacts, read_json, schema
from .model.settings import Settings, read_settings
from .tables.decide import rate
from .tables.layout import to_csv
from .tables.plan import described, plan_of
from .tables.results import count, result_csv, result_headings, summary, summary_in_words

DONE, UNUSABLE = 0, 2
_BETWEEN_SHOWS = 0.2
"""Seconds between two states of the progress bar."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; the exit status is 2 where facts were unusable, whatever else was found 0."""
    options = _parser().parse_args(arguments)
    use(options.lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        return _run(options)
    except UnusableFacts as unusable:
        print(_errors(unusable), file=sys.stderr)
    except OSError as error:
        problem = _("无法读写文件“{file}”：{reason}").format(file=error.filename, reason=error.strerror)
        print(_errors(UnusableFacts([Problem(None, problem)])), file=sys.stderr)
    return UNUSABLE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="handbook-check", description="Check facts against the clauses of the handbook."
    )
    parser.add_argument(
        "check", nargs="?", choices=CHECKS, metavar="CHECK", help="one of those that --list names"
    )
    parser.add_argument(
        "facts", nargs="?", metavar="FACTS.json", help="a file of facts; - for standard input"
    )
    parser.add_argument("--list", action="store_true", help="list the checks")
    parser.add_argument(
        "--clauses", action="store_true", help="every clause with its checks, facts and source, as JSON"
    )
    parser.add_argument("--schema", action="store_true", help="the JSON Schema of the check's facts")
    parser.add_argument(
        "--jsonl", metavar="FACTS.jsonl", help="one facts object a line; - for standard input"
    )
    parser.add_argument(
        "--csv", metavar="CUSTOMERS.csv", help="a table of customers, one a row; - for standard input"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        default="-",
        help="where --jsonl and --csv write; standard output by default",
    )
    parser.add_argument("--settings", metavar="ORGANISATION.toml", help="the organisation's settings")
    parser.add_argument("--lang", choices=LANGUAGES, default=SOURCE_LANGUAGE, help="the language of texts")
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.list:
        for each in CHECKS.values():
            print(f"{each.id}\t{_(each.title)}")
        return DONE
    if options.clauses:
        print(_json([_clause(id) for id in clauses()]))
        return DONE
    if not options.check:
        _parser().error("name a check, or use --list")
    check = CHECKS[options.check]
    if options.schema:
        print(_json(schema(_(check.title), check.facts.values())))
        return DONE
    settings = read_settings(_read(options.settings).decode("utf-8-sig")) if options.settings else Settings()
    if options.jsonl:
        return _run_lines(check, settings, options.jsonl, options.output)
    if options.csv:
        return _run_table(check, settings, options.csv, options.output)
    if not options.facts:
        _parser().error("name a file of facts, or - for standard input")
    outcome = run(check, read_json(_read(options.facts)), settings)[1]
    print(outcome.to_json())
    return DONE


def _run_lines(check: Check, settings: Settings, source: str, target: str) -> int:
    """One outcome a line; a line that cannot be used gives its errors there, and the rest goes on."""
    result = DONE
    with _reading(source) as lines, _writing(target) as out:
        for line in lines:
            try:
                text = run(check, read_json(line), settings)[1].to_json()
            except UnusableFacts as unusable:
                text, result = _errors(unusable), UNUSABLE
            out.write(text + "\n")
    return result


def _run_table(check: Check, settings: Settings, source: str, target: str) -> int:
    """A table of customers in, a table of outcomes out; a row that cannot be used says why, and the rest goes on."""
    if source != "-" and target != "-" and Path(target).exists() and Path(target).samefile(source):
        raise UnusableFacts([Problem(None, _("结果不能写进要读取的那个文件，请另取名称。"))])
    with _rereadable(source) as file:
        understood = plan_of(check, file)
        for sentence in described(understood, settings):
            print(sentence, file=sys.stderr)
        totals: Counter[str] = Counter()
        start = shown = time.monotonic()
        with _writing(target) as out:
            # The mark tells Excel that this is UTF-8.
            out.write("\ufeff" + to_csv([result_headings(understood)]))
            for _batch, rows in rate(understood, file, settings, date.today()):
                out.write(result_csv(understood, rows))
                count(understood, totals, *rows)
                now = time.monotonic()
                if now - shown > _BETWEEN_SHOWS or totals["rows"] == understood.rows:
                    shown = now
                    _show_progress(totals["rows"], understood.rows, now - start)
    print(file=sys.stderr)
    for sentence in summary_in_words(check, summary(check, totals)):
        print(sentence, file=sys.stderr)
    return UNUSABLE if totals["unusable"] else DONE


def _show_progress(done: int, rows: int, seconds: float) -> None:
    filled = 30 * done // max(rows, 1)
    bar = "█" * filled + "░" * (30 - filled)
    rate = done / max(seconds, 0.001)
    text = _("{done:,}/{rows:,} 行，每秒 {rate:,.0f} 行").format(done=done, rows=rows, rate=rate)
    print(f"\r{bar} {text}", end="", file=sys.stderr, flush=True)


@contextmanager
def _rereadable(path: str) -> Iterator[IO[bytes]]:
    """A file that can be read more than once; standard input is kept on disk meanwhile."""
    if path != "-":
        with Path(path).open("rb") as file:
            yield file
    else:
        with TemporaryFile() as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
            yield file


def _reading(path: str) -> AbstractContextManager[IO[bytes]]:
    return nullcontext(sys.stdin.buffer) if path == "-" else Path(path).open("rb")


def _writing(path: str) -> AbstractContextManager[IO[str]]:
    return nullcontext(sys.stdout) if path == "-" else Path(path).open("w", encoding="utf-8", newline="\n")


def _read(path: str) -> bytes:
    with _reading(path) as file:
        return file.read()


def _clause(id: str) -> dict[str, Any]:
    entry = clauses()[id]
    return {
        "id": entry.id,
        "checks": list(entry.checks),
        "facts": list(entry.facts),
        "source": entry.source,
        "nothing_to_decide": entry.nothing_to_decide and _(entry.nothing_to_decide),
        "readings": list(entry.readings),
    }


def _errors(unusable: UnusableFacts) -> str:
    return _json({"errors": [problem.to_dict() for problem in unusable.problems]})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.exit(main())
