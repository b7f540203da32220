"""The browser's Python makes the same cases as this one, and grades them alike."""

import json

from handbook_checker.training.exercise import LEVELS
from handbook_checker.training.exercises import EXERCISES

from tools.publish import runtime

CASES = """
import json
from handbook_checker.training.page import answer
replies = []
for check in CHECKS:
    for level in LEVELS:
        for seed in range(2):
            case = {"check": check, "level": level, "seed": f"y{seed}", "settings": None}
            replies.append(answer(json.dumps({"ask": "case", **case})))
            replies.append(answer(json.dumps({"ask": "grade", "answers": {}, **case})))
json.dumps(replies)
"""


def test_the_same_seed_gives_the_same_case_in_the_browser():
    runtime.make_runtime()
    code = CASES.replace("CHECKS", repr([*EXERCISES])).replace("LEVELS", repr(LEVELS))
    here: dict = {}
    exec(code, here)
    assert len(here["replies"]) == len(EXERCISES) * len(LEVELS) * 4
    assert not [reply for reply in here["replies"] if '"errors"' in reply]
    assert json.loads(runtime.boot(runtime.RUNTIME, code)) == here["replies"]
