"""This handbook's checker in CPython: from the text of a table to the text of its outcomes, as the command line does it.

With `single` as the third argument: customer by customer from facts as JSON has them to the whole outcome as JSON has it,
every clause with its state.
"""

import json
import os
import sys
import time
from contextlib import redirect_stderr
from pathlib import Path

from handbook_checker import check
from handbook_checker.__main__ import main

from tools.bench.engines.common import fen, outcomes, tell

source, results, how = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]

if how == "single":
    with source.open(encoding="utf-8") as lines:
        customers = [json.loads(line) for line in lines]
    start = time.perf_counter()
    decided = [check("credit", facts).to_dict() for facts in customers]
    seconds = time.perf_counter() - start
    found = [
        (outcome["rating"]["grade"], outcome["credit"]["decision"], fen(outcome["credit"]["limit"]))
        for outcome in decided
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
