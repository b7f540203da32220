"""Hostile inputs for everything that takes text from outside: the fact parser, the page's entries, the settings.

`python -m tests.proof.fuzz --inputs 1000000` runs for as long as that takes and prints its figures; the suite runs a
short part of the same sequence. An input may be refused, with every problem named; nothing may crash or hang.
"""

import argparse
import io
import json
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from handbook_checker import CHECKS, EDITION, Settings, UnusableFacts
from handbook_checker.model.checks import run
from handbook_checker.model.entry import understand
from handbook_checker.model.facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY, parse, read_json
from handbook_checker.model.settings import read_settings
from handbook_checker.site import answer
from handbook_checker.tables.decide import rate
from handbook_checker.tables.layout import to_csv
from handbook_checker.tables.plan import described, plan_of
from handbook_checker.tables.results import (
    count,
    result_cells,
    result_headings,
    summary,
    summary_in_words,
    template,
)
from handbook_checker.training.courses import KIND
from handbook_checker.training.page import answer as answer_training

from tools.publish.runtime import node

TODAY = date(2026, 11, 24)
MOST_SECONDS = 1.0
MEGABYTE = 1_000_000

# Each target takes one hostile input, and checks what it gets back. Where the page shows progress, it tells of each step.

Step = Callable[[], None]


def facts_file(check: str, content: bytes, step: Step) -> str:
    """A file of facts, read, parsed and decided."""
    _, outcome = run(CHECKS[check], read_json(content), Settings(), TODAY)
    assert json.loads(outcome.to_json().encode())["check"] == check
    return "decided"


def page_request(check: str, content: bytes, step: Step) -> str:
    """What the page sends to the worker; the entries come from an address that anybody may have written."""
    entries = content.decode("utf-8", "replace")
    reply = json.loads(
        answer("check", f'{{"check": "{check}", "entries": {entries}, "settings": null}}').encode()
    )
    assert (reply["outcome"] is None) == (reply["view"] is None) == bool(reply["errors"])
    assert all(error["fact"] is not None and error["problem"] for error in reply["errors"])
    return "decided" if reply["outcome"] else "refused"


def typed_entry(check: str, content: bytes, step: Step) -> str:
    """One entry as typed, put to every kind of fact; what is understood is taken as a fact, or stays as typed."""
    typed = content.decode("utf-8", "surrogateescape")
    understood = 0
    for fact in KINDS.values():
        meant = understand(fact, typed)
        if meant is not typed:
            understood += 1
            assert meant is None or isinstance(meant, bool | int | str)
    return "decided" if understood else "refused"


def training_result(check: str, content: bytes, step: Step) -> str:
    """A result file that a trainee handed in; beside a good one, which it must not drag along."""
    files = [{"name": "a", "text": content.decode("utf-8", "replace")}, {"name": "b", "text": RESULT}]
    reply = json.loads(answer_training(json.dumps({"ask": "class", "files": files})).encode())
    assert "errors" not in reply
    assert reply["people"][-1]["file"] == "b"
    return "decided" if len(reply["people"]) == 2 else "refused"


def table(check: str, content: bytes, step: Step) -> str:
    """A table of customers as a spreadsheet wrote it: every row that it holds is told of, and written back."""
    file = io.BytesIO(content)
    planned = plan_of(CHECKS[check], file)
    told = json.dumps([planned.to_dict(), described(planned)], ensure_ascii=False).encode(
        "utf-8", "surrogatepass"
    )
    assert len(told) < 2_000 + 30 * len(content) + 200 * len(CHECKS[check].facts)
    step()
    width = len(result_headings(planned))
    numbers, totals = [], Counter[str]()
    for _, batch in rate(planned, file, Settings(), TODAY):
        for row in batch:
            cells = result_cells(planned, row)
            assert len(cells) == width
            assert to_csv([cells]).encode("utf-8", "surrogatepass")
            assert (row.outcome is None) == bool(row.problems)
            assert not any(cell.startswith(("=", "+", "@")) for cell in cells)
            numbers.append(row.number)
            count(planned, totals, row)
        step()
    assert len(numbers) == planned.rows == totals["rows"]
    assert numbers == sorted(set(numbers))
    assert summary_in_words(CHECKS[check], summary(CHECKS[check], totals))
    return "decided" if totals["unusable"] < totals["rows"] else "refused"


def settings_file(check: str, content: bytes, step: Step) -> str:
    """The organisation's settings."""
    assert isinstance(read_settings(content.decode("utf-8", "replace")), Settings)
    return "decided"


_COURSE = {
    "title": "课程",
    "checks": "credit,pay",
    "cases": "2",
    "level": "3",
    "pass": "80",
    "minutes": "30",
    "seed": "s",
}
_MOMENTS = {"started": "2026-11-24T10:00:00", "finished": "2026-11-24T10:20:00"}
_ANSWERS = [{"grade": "A", "limit": "12万"}, {}]
RESULT = json.dumps(
    {
        "kind": KIND,
        "edition": EDITION,
        "course": _COURSE,
        "name": "甲",
        "answers": _ANSWERS,
        "score": 50,
        "code": "X",
    }
    | _MOMENTS
)
KINDS = {
    kind: next(fact for check in CHECKS.values() for fact in check.facts.values() if fact.kind == kind)
    for kind in (BOOLEAN, CHOICE, COUNT, DATE, MONEY)
    if any(fact.kind == kind for check in CHECKS.values() for fact in check.facts.values())
}
TARGETS: dict[str, Callable[[str, bytes, Step], str]] = {
    "facts": facts_file,
    "page": page_request,
    "entry": typed_entry,
    "settings": settings_file,
    "training": training_result,
    "table": table,
}


def attack(target: str, check: str, content: bytes) -> tuple[str, float]:
    """What became of one input, decided or refused, and its longest step; anything but a readable refusal is raised."""
    moments = [time.process_time()]

    def step() -> None:
        moments.append(time.process_time())

    became, problems = "refused", None
    try:
        became = TARGETS[target](check, content, step)
    except UnusableFacts as unusable:
        problems = [problem.to_dict() for problem in unusable.problems]
    step()
    assert problems is None or problems
    for problem in problems or ():
        assert problem["problem"]
        assert len(json.dumps(problem, ensure_ascii=False).encode()) < 4000, (
            "it repeats too much of the input"
        )
    return became, max(end - start for start, end in pairwise(moments))


# Inputs: good ones, damaged.

TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *'{}[]",:\\ \n\t\r\0',
        *("null", "true", "false", "NaN", "Infinity", "-Infinity", "-0", "0.0", "1e999", "1E-5", "00", "+1"),
        *("9999999999999.99", "10000000000000", "0.001", "9" * 30, "1" + "0" * 400, "-1", "2.50", "0x1F"),
        *("2024-02-29", "2023-02-29", "0001-01-01", "9999-12-31", "2026/1/5", "20260105", "2026-1-5", "1e5"),
        *(
            "１２万",
            "一二三",
            "٣",
            "²",
            "½",
            "㊿",
            "\u0301",
            "\ufdfa",
            "\u200b",
            "\u202e",
            "\ufeff",
            "\U0001f600",
        ),
        *("是", "否", "不清楚", "downstream", "A", "，", "。", "¥", "12万", "1,200.50", "3千万元整", "5次"),
        *(
            "__proto__",
            "constructor",
            "toString",
            "<script>alert(1)</script>",
            "=1+1",
            "%s%n",
            "{0}",
            "{label}",
        ),
        *(
            "\\u0000",
            "\\ud800",
            "\\udc00",
            '\\"',
            "\\x",
            "\\u12",
            "[[[[",
            "]]]]",
            '{"a":',
            "}}}}",
            '""',
            "''",
        ),
        *("as_of", "role", "requested_amount", "effective_from", "expense_limit", "late_rate_applies"),
    )
)


def good_inputs(target: str, check: str) -> list[bytes]:
    """Inputs that `target` takes, to begin from."""
    facts = CHECKS[check].facts
    if target == "entry":
        return [b"12" + "万".encode(), b"2026/1/5", "是".encode(), b"1,200.50", "下游客户".encode(), b"3"]
    if target == "table":
        lines = [",".join(cells) for cells in template(CHECKS[check])]
        lines += [lines[1].replace("示例", f"客户{number}") for number in range(3)]
        text = "\n".join(lines)
        quoted = '"' + text.replace(",", '","').replace("\n", '"\r\n"') + '"\r\n'
        variants = (
            (text, "utf-8"),
            (quoted, "utf-8-sig"),
            (text.replace(",", "\t"), "gb18030"),
            (text, "utf-16"),
        )
        return [variant.encode(encoding) for variant, encoding in variants]
    if target == "training":
        return [RESULT.encode()]
    if target == "settings":
        return [
            b'effective_from = 2026-01-01\nexpense_limit = "500.00"\nlate_rate_applies = "whole_month"\n',
            b'name = "x"\n[section]\nvalues = [1, 2.5, "a", {b = true}]\n',
            'base_pay = 4500\n[titles]\n"董事长" = "执行董事"\n"总经理" = "董事长"\n'.encode(),
        ]
    whole: dict[str, Any] = {}
    for name, fact in facts.items():
        by_kind = {BOOLEAN: True, COUNT: 3, DATE: "2025-06-01", MONEY: "1200.50", CHOICE: ""}
        whole[name] = fact.choices[0][0] if fact.choices else by_kind[fact.kind]
    cases = [whole, {}, *(typed for _, typed in CHECKS[check].examples)]
    if target == "facts":
        cases = [{name: value for name, value in case.items() if taken(facts, name, value)} for case in cases]
    return [json.dumps(case, ensure_ascii=False).encode() for case in cases]


def taken(facts: Any, name: str, value: Any) -> bool:
    try:
        return bool(parse(facts, {name: value}, TODAY))
    except UnusableFacts:
        return False


VALUES = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        10_000,
        10_001,
        0.07,
        1e300,
        "",
        " ",
        "0",
        "12万",
        "是",
        "否",
        "不清楚",
        "1,200.50",
    ),
    *(
        "2024-02-29",
        "2026-11-24",
        "2026-11-25",
        "9999-12-31",
        "0001-01-01",
        "2026年1月5日",
        "9999999999999.99",
    ),
    *("A", "C", "downstream", "upstream", "下游客户", "temporary", "routine", [], {}, ["x"], {"x": None}),
)


def answered_otherwise(rng: random.Random, content: bytes) -> bytes:
    """Well-formed facts with some answers left out or given otherwise: these reach the rules."""
    case = json.loads(content)
    for name in rng.sample(list(case), min(len(case), rng.choice((0, 1, 1, 2, 5, 30)))):
        if rng.random() < 0.3:
            del case[name]
        else:
            case[name] = rng.choice(VALUES[: rng.choice((3, len(VALUES) - 4, len(VALUES)))])
    return json.dumps(case, ensure_ascii=False).encode()


def damaged(rng: random.Random, inputs: list[bytes]) -> bytes:
    """One of `inputs`, changed in a few places."""
    chosen = rng.choice(inputs)
    if chosen.startswith(b"{") and rng.random() < 0.5:
        return answered_otherwise(rng, chosen)
    content = bytearray(chosen)
    for _ in range(rng.choice((0, 1, 1, 1, 2, 3, 5, 8))):
        place = rng.randrange(len(content) + 1)
        match rng.randrange(8):
            case 0 if content:
                content[min(place, len(content) - 1)] ^= 1 << rng.randrange(8)
            case 1:
                del content[place : place + rng.choice((1, 1, 2, 5, 20))]
            case 2:
                content[place:place] = rng.choice(TOKENS)
            case 3:
                content[place:place] = rng.choice(TOKENS) * rng.choice((2, 10, 40))
            case 4:
                other = rng.choice(inputs)
                start = rng.randrange(len(other) + 1)
                content[place:place] = other[start : start + rng.randrange(60)]
            case 5:
                content[place : place + rng.randrange(12)] = rng.choice(TOKENS)
            case 6:
                content[place : place + 1] = rng.randbytes(rng.randrange(1, 5))
            case 7:
                # A value in the place of another, so that the input stays well formed more often than not.
                parts = bytes(content).split(b'"')
                parts[rng.randrange(len(parts))] = rng.choice((*TOKENS, *parts))
                content = bytearray(b'"'.join(parts))
    return bytes(content[:MEGABYTE])


def sequence(seed: int, inputs: int) -> Iterator[tuple[str, str, bytes]]:
    """The first `inputs` of the endless sequence of `seed`: target, check, content."""
    rng = random.Random(seed)
    good = {(target, check): good_inputs(target, check) for target in TARGETS for check in CHECKS}
    weights = {"facts": 5, "page": 4, "entry": 4, "settings": 1, "training": 1, "table": 2}
    for _ in range(inputs):
        [target] = rng.choices(list(weights), list(weights.values()))
        check = rng.choice(list(CHECKS))
        yield target, check, damaged(rng, good[target, check])


# Inputs of a megabyte, each made to cost as much as it can.


def _many(count: int, entry: Callable[[int], str]) -> str:
    return "{" + ",".join(entry(i) for i in range(count)) + "}"


LONG_VALUES = {
    "letters": "a" * MEGABYTE,
    "digits": "9" * MEGABYTE,
    "full-width digits": "９" * (MEGABYTE // 3),
    "letters that unfold into eighteen": "\ufdfa" * (MEGABYTE // 3),
    "accents out of order": "\u0301\u0316" * (MEGABYTE // 4),
    "groups of thousands": "9" + ",999" * (MEGABYTE // 4 - 1),
    "spaces": " " * MEGABYTE,
    "signs": "-" * MEGABYTE,
    "null characters": "\0" * (MEGABYTE // 6),
}
LARGE: dict[str, tuple[str, str]] = {
    "many unknown names": ("facts", _many(40_000, lambda i: f'"role{i:05x}":1')),
    "many names almost right": ("facts", _many(24_000, lambda i: f'"average_monthly_coll{i:x}":1')),
    "many long names": ("facts", _many(4_500, lambda i: f'"{"average_monthly_collection" * 8}{i:x}":1')),
    "one name many times": ("facts", "{" + '"role":1,' * 110_000 + '"role":1}'),
    "an object of many lists": ("facts", '{"role":[' + "[]," * 330_000 + "1]}"),
    "an object of many objects": ("facts", '{"role":[' + "{}," * 330_000 + "1]}"),
    "one name many times, inside": ("facts", '{"role":{' + '"a":1,' * 160_000 + '"a":1}}'),
    "opening brackets": ("facts", "[" * MEGABYTE),
    "nested objects": ("facts", '{"a":' * 200_000),
    "brackets as deep as is taken": ("facts", ("[" * 31 + "]" * 31 + ",") * 15_000),
    "quotes": ("facts", '"' * MEGABYTE),
    "backslashes": ("facts", '{"a":"' + "\\" * MEGABYTE),
    "blanks": ("facts", " " * MEGABYTE),
    "a long amount": ("facts", '{"requested_amount":' + "9" * MEGABYTE + "}"),
    "a long exponent": ("facts", '{"requested_amount":1e' + "9" * MEGABYTE + "}"),
    "lone surrogates": ("facts", '{"role":"' + "\\ud800" * 160_000 + '"}'),
    "a result of long answers": ("training", RESULT.replace("12万", "\u0301\u0316" * (MEGABYTE // 4))),
    "a result of many answers": ("training", RESULT.replace("[{", "[" + "{}," * 300_000 + "{")),
    "a result with a long number": ("training", RESULT.replace("50", "9" * MEGABYTE)),
    "a table of many columns": ("table", "role," + ",".join(f"role{i:x}" for i in range(100_000)) + "\n1\n"),
    "a table of columns almost right": (
        "table",
        "role," + ",".join(f"average_month{i:x}" for i in range(50_000)),
    ),
    "a table of one column many times": ("table", "role," * 190_000 + "\n1\n"),
    "a table of open quotation marks": ("table", "role,a\n" + '"a\n' * 330_000),
    "a table of quotation marks": ("table", "role,a\n" + '"' * MEGABYTE),
    "a table of quotation marks in threes": ("table", "role,a\n" + '"""\n' * 240_000),
    "a table of cells of two lines": ("table", "role,a\n" + '"\n",1\n' * 25_000),
    "a table of empty lines": ("table", "role,a\n" + "\n" * MEGABYTE),
    "a table of carriage returns": ("table", "role,a\r" + "\r" * MEGABYTE),
    "a table of empty cells": ("table", "role,a\n" + "," * MEGABYTE),
    "a table of null characters": ("table", "role,a\n" + "\0" * MEGABYTE),
    "a table of short rows": ("table", "role,weak_finances\n" + "x,y\n" * 40_000),
    **{
        f"a table with a cell of {name}": ("table", f"role,名称\n{text},{text[:1000]}\n")
        for name, text in LONG_VALUES.items()
    },
    "nested settings": ("settings", "a = " + "[" * MEGABYTE),
    "settings of a long number": ("settings", "a = " + "9" * MEGABYTE),
    "settings of a long number, in hexadecimal": ("settings", "expense_limit = 0x" + "9" * MEGABYTE),
    "many unknown entries": ("page", _many(40_000, lambda i: f'"role{i:05x}":"1"')),
    "an entry of many lists": ("page", '{"role":[' + "[]," * 330_000 + "1]}"),
    **{
        f"an entry of {name}": (
            "page",
            json.dumps({"requested_amount": text, "role": text, "as_of": text})[:MEGABYTE],
        )
        for name, text in LONG_VALUES.items()
    },
    **{f"typed {name}": ("entry", text) for name, text in LONG_VALUES.items()},
}


def addresses(inputs: int, seed: int) -> dict[str, Any]:
    """The figures of as many hostile addresses, read by the page's own script."""
    script = Path(__file__).with_name("fragment_fuzz.mjs")
    run = subprocess.run([node(), script, str(inputs), str(seed)], capture_output=True, text=True, check=True)
    figures: dict[str, Any] = json.loads(run.stdout)
    return figures


def main(arguments: list[str] | None = None) -> int:
    """Run many inputs and print the figures; the exit status is 1 after any crash or any input slower than a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    began = time.process_time()
    became: Counter[str] = Counter()
    slowest: dict[str, tuple[float, bytes]] = dict.fromkeys((*TARGETS, "large"), (0.0, b""))

    def put(kind: str, target: str, check: str, content: bytes, name: bytes) -> None:
        result, seconds = "crashed", 0.0
        try:
            result, seconds = attack(target, check, content)
        except Exception as error:
            print(
                f"CRASH {target} {check} {type(error).__name__}: {str(error)[:200]}\n  {name[:300]!r}",
                flush=True,
            )
        became[f"{kind:9} {result}"] += 1
        slowest[kind] = max(slowest[kind], (seconds, name))

    for number, (target, check, content) in enumerate(sequence(options.seed, options.inputs), 1):
        put(target, target, check, content, content)
        if number % 1000 == 0 and sys.stderr.isatty():
            print(f"\r{number:,} of {options.inputs:,}", end="", file=sys.stderr, flush=True)
    for name, (target, text) in LARGE.items():
        put("large", target, "credit", text.encode("utf-8", "surrogatepass"), name.encode())

    print(
        f"{options.inputs:,} inputs and {len(LARGE)} of a megabyte in {time.process_time() - began:,.0f} s, seed {options.seed}"
    )
    for result, times in sorted(became.items()):
        print(f"  {result:20}{times:>10,}")
    for kind, (seconds, name) in slowest.items():
        print(f"  slowest {kind:9} {seconds * 1000:9.1f} ms   {name[:60]!r}")
    crashes = sum(times for result, times in became.items() if result.endswith("crashed"))
    hangs = max(seconds for seconds, _ in slowest.values()) > MOST_SECONDS
    pages = addresses(options.inputs, options.seed)
    print(f"{pages['inputs']:,} addresses and {pages['large']} of a megabyte")
    for result, times in sorted(pages["became"].items()):
        print(f"  {result:20}{times:>10,}")
    print(f"  slowest {pages['slowest_ms']:19.1f} ms   {pages['slowest']!r}")
    crashes += pages["crashes"]
    hangs = hangs or pages["slowest_ms"] > MOST_SECONDS * 1000
    print(f"crashes: {crashes}; slower than a second: {'some' if hangs else 'none'}")
    return 1 if crashes or hangs else 0


if __name__ == "__main__":
    raise SystemExit(main())
