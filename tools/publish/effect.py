"""What an amendment does to customers: the same ones under two editions, in the terminal.

    python -m tools.publish.effect --from 2024.11 --to 2026.11 CUSTOMERS.csv
    python -m tools.publish.effect --from 2024.11 --to 2026.11 --generate 1000

Each edition's own checker runs, in a process of its own. The page 修订的影响 does the same in the browser, and a test
holds the two to each other.
"""

import argparse
import csv
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from handbook_checker.site import CHECKS

from tools import ROOT
from tools.handbook.editions import Edition, read_editions
from tools.handbook.handbook import read
from tools.publish.editions import commit_of, take_out
from tools.publish.new_edition import changed_clauses

CHECK = CHECKS["credit"]
ANSWER_LINES = """
import sys
from handbook_checker.site import answer
for line in sys.stdin:
    print(answer("check", line), flush=False)
"""
FIELDS = {"grade": "等级", "decision": "决定", "limit": "额度", "term": "期限", "approvers": "审批人"}
DECISIONS = {"permitted": "可授信", "refused": "不授信", "undetermined": "未定"}

Entries = dict[str, str]
Customer = tuple[str, Entries]


def read_customers(path: Path) -> list[Customer]:
    """The customers in a CSV file: a column for each fact, by its name or label; the first other column is the name."""
    known = {text: fact.name for fact in CHECK.facts.values() for text in (fact.name, fact.label)}
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    rows = list(csv.reader(text.splitlines()))
    headings = [heading.strip() for heading in rows[0]] if rows else []
    facts = {index: known[heading] for index, heading in enumerate(headings) if heading in known}
    if not facts:
        raise ValueError(f"{path}：没有认出任何一列，标题应为事实的名称，例如 {CHECK.facts['role'].label}。")
    name = next((index for index in range(len(headings)) if index not in facts), None)
    return [
        (
            row[name].strip() if name is not None and name < len(row) else f"第 {number} 行",
            {
                fact: row[index].strip()
                for index, fact in facts.items()
                if index < len(row) and row[index].strip()
            },
        )
        for number, row in enumerate(rows[1:], 2)
        if any(map(str.strip, row))
    ]


def generate(count: int, seed: int) -> list[Customer]:
    """Customers like the check's examples: amounts vary, and now and then an answer is another."""
    draw = random.Random(seed)
    return [(f"客户 {number}", like(draw, draw.choice(CHECK.examples)[1])) for number in range(1, count + 1)]


def like(draw: random.Random, example: Mapping[str, Any]) -> Entries:
    entries = {}
    for name, value in example.items():
        fact = CHECK.facts[name]
        if fact.kind == "money":
            value = draw.randrange(0, 500_000, 1000)
        elif fact.kind == "boolean" and draw.random() < 0.05:
            value = not value
        elif fact.kind == "choice" and draw.random() < 0.3:
            value = draw.choice(fact.choices)[0]
        entries[name] = str(value).lower() if isinstance(value, bool) else str(value)
    return entries


def answers(source: Path, customers: Iterable[Customer]) -> list[dict[str, Any]]:
    """What the checker in a checkout answers of each customer."""
    requests = (
        json.dumps({"check": CHECK.id, "settings": None, "entries": entries}) for _, entries in customers
    )
    run = subprocess.run(
        [sys.executable, "-c", ANSWER_LINES],
        input="\n".join(requests),
        env=os.environ | {"PYTHONPATH": str(source / "checker" / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def result(reply: Mapping[str, Any]) -> dict[str, Any] | None:
    """What counts of an answer; None where the facts are unusable, or the regulation was not in force."""
    outcome = reply["outcome"]
    if not outcome or not outcome["in_force"]:
        return None
    credit, approvers = outcome["credit"], outcome["approvers"]
    return {
        "grade": outcome["rating"]["grade"],
        "decision": credit["decision"],
        "limit": credit["limit"],
        "term": credit["term"],
        "approvers": approvers if approvers is None else [approver["role"] for approver in approvers],
    }


def differing(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> list[str]:
    """The fields in which two results are not the same."""
    return [field for field in FIELDS if (before or {}).get(field) != (after or {}).get(field)]


def responsible(before: Mapping[str, Any], after: Mapping[str, Any], amended: Sequence[str]) -> list[str]:
    """The clauses behind a difference: the amended ones that either outcome rests on, else what was found otherwise."""
    cited = [id for reply in (before, after) for id in resting_on(reply)]
    found = [
        {finding["clause"]: finding["status"] for finding in findings(reply)} for reply in (before, after)
    ]
    otherwise = [id for id in {**found[0], **found[1]} if found[0].get(id) != found[1].get(id)]
    return [id for id in amended if id in cited] or otherwise


def findings(reply: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (reply["outcome"] or {}).get("findings", [])
    return found


def resting_on(reply: Mapping[str, Any]) -> Iterator[str]:
    outcome = reply["outcome"] or {}
    yield from (outcome.get("credit") or {}).get("because", ())
    for approver in outcome.get("approvers") or ():
        yield from approver["clauses"]
    yield from (condition["clause"] for condition in outcome.get("conditions", ()))
    yield from (finding["clause"] for finding in findings(reply) if finding["status"] == "met")


def totals(results: Iterable[Mapping[str, Any] | None]) -> Counter[str]:
    """How many customers have which grade, how many may have credit, and all limits together."""
    total: Counter[str] = Counter()
    for each in results:
        if each is None:
            total["unusable"] += 1
            continue
        total[each["grade"] or "undetermined"] += 1
        total["permitted"] += each["decision"] == "permitted"
        total["limit"] += int(Decimal(each["limit"] or 0) * 100)
    return total


def in_words(result: Mapping[str, Any] | None, with_approvers: bool) -> str:
    if result is None:
        return "不能核对"
    term = result["term"] or {}
    return "，".join(
        filter(
            None,
            (
                f"{result['grade']}级" if result["grade"] else "未定级",
                DECISIONS[result["decision"]],
                f"{Decimal(result['limit']):,} 元" if result["limit"] else "",
                f"{term['months']} 个月" if "months" in term else f"{term['days']} 天" if term else "",
                "、".join(result["approvers"] or ()) if with_approvers else "",
            ),
        )
    )


def compare(old: Edition, new: Edition, customers: Sequence[Customer]) -> Iterator[str]:
    """The report, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        sources = [checkout(edition, Path(folder) / edition.name) for edition in (old, new)]
        texts = [read(source / "docs").clauses for source in sources]
        before, after = (answers(source, customers) for source in sources)
    amended = changed_clauses(texts[0], texts[1], old, new)
    results = [(result(one), result(other)) for one, other in zip(before, after, strict=True)]
    changed = [index for index, pair in enumerate(results) if differing(*pair)]
    yield f"{len(customers)} 户客户，由 {old.name} 版改按 {new.name} 版：{len(changed)} 户的结果不同。"
    for field, label in FIELDS.items():
        yield f"  {label}不同：{sum(field in differing(*pair) for pair in results)} 户"
    for label, total in zip((old.name, new.name), map(totals, zip(*results, strict=True)), strict=True):
        grades = "，".join(f"{grade}级 {total[grade]} 户" for grade in "ABC")
        yield (
            f"{label} 版：{grades}，未定级 {total['undetermined']} 户，不能核对 {total['unusable']} 户；"
            f"可授信 {total['permitted']} 户，额度合计 {Decimal(total['limit']) / 100:,.2f} 元"
        )
    for index in changed:
        approvers = "approvers" in differing(*results[index])
        was, becomes = (in_words(each, approvers) for each in results[index])
        clauses = responsible(before[index], after[index], amended)
        named = "、".join(texts[1][id].citation for id in clauses if id in texts[1])
        yield f"{customers[index][0]}：{was} → {becomes}；依据 {named}"


def checkout(edition: Edition, folder: Path) -> Path:
    """Where the docs/ and checker/ of an edition lie; those of an earlier one are unpacked into `folder`."""
    if edition.ref is None:
        return ROOT
    commit = commit_of(edition)
    if commit is None:
        raise ValueError(f"这个克隆没有 {edition.name} 版的历史（{edition.ref}）。")
    take_out(edition, commit, folder)
    return folder


def main() -> int:
    editions = {edition.name: edition for edition in read_editions(ROOT / "docs" / "editions.toml")}
    parser = argparse.ArgumentParser(description="The same customers under two editions.")
    parser.add_argument("--from", dest="old", required=True, choices=editions)
    parser.add_argument("--to", dest="new", required=True, choices=editions)
    portfolio = parser.add_mutually_exclusive_group(required=True)
    portfolio.add_argument("customers", nargs="?", type=Path, metavar="CUSTOMERS.csv")
    portfolio.add_argument("--generate", type=int, metavar="N", help="make N customers up")
    parser.add_argument("--seed", type=int, default=1, help="other customers for another number")
    arguments = parser.parse_args()
    try:
        customers = (
            generate(arguments.generate, arguments.seed)
            if arguments.customers is None
            else read_customers(arguments.customers)
        )
        for line in compare(editions[arguments.old], editions[arguments.new], customers):
            print(line)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
