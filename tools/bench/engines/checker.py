"""This handbook's checker in CPython: from the text of a table to the text of its outcomes, as the command line does it.

With `batch` as the third argument: from customers whose facts are parsed, as the peers get them, to their lines in the table
of outcomes, the clauses in each. With `single`: customer by customer from facts as JSON has them to the whole outcome as JSON
has it, every clause with its state.
"""

import json
import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path

from handbook_checker import CHECKS, Settings, check
from handbook_checker.__main__ import main
from handbook_checker.credit import classification
from handbook_checker.model.facts import parse
from handbook_checker.tables.layout import to_csv

from tools.bench.engines.common import fen, outcomes, tell

AT_ONCE = 1000

source, results, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
if how != "table":
    with source.open(encoding="utf-8") as lines:
        customers = [json.loads(line) for line in lines]

if how == "batch":
    facts = CHECKS["credit"].facts
    parsed = [parse(facts, customer) for customer in customers]
    decided = []
    start = time.perf_counter()
    for first in range(0, len(parsed), AT_ONCE):
        together = parsed[first : first + AT_ONCE]
        columns = {name: [values[name] for values in together] for name in facts}
        decided += classification.lines(columns, Settings())
    seconds = time.perf_counter() - start
    table = results.with_suffix(".csv")
    table.write_text(
        to_csv([[*classification.HEADINGS]]) + "".join(f"{line.csv}\r\n" for line in decided),
        encoding="utf-8",
    )
    found = outcomes(table)
elif how == "single":
    start = time.perf_counter()
    each = [check("credit", facts).to_dict() for facts in customers]
    seconds = time.perf_counter() - start
    found = [
        (outcome["rating"]["grade"], outcome["credit"]["decision"], fen(outcome["credit"]["limit"]))
        for outcome in each
    ]
else:
    table = results.with_suffix(".csv")
    # What it says of its progress is for a terminal.
    with Path(os.devnull).open("w") as nowhere, redirect_stderr(nowhere):
        start = time.perf_counter()
        status = main(["credit", "--csv", str(source), "--output", str(table)])
        seconds = time.perf_counter() - start
    assert status == 0
    found = outcomes(table)

tell(seconds, found, results)
