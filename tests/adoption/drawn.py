"""Draws cases of the training and prints them as JSON with what is right: `python -m tests.adoption.drawn credit.27`.

It runs in a clone, on the clone's checker: for each clause so many cases that turn on it, and what is said to every
answer that can be chosen.
"""

import json
import sys

from handbook_checker.site import answer, clauses
from handbook_checker.training.cases import seed_for

SEEDS, LEVELS = 12, (1, 2, 3)


def ask(**asked):
    return json.loads(answer("training", json.dumps(asked)))


def drawn(clause):
    for check in clauses()[clause].checks:
        practised = ask(ask="exercises")
        if clause not in practised.get(check, ()):
            continue
        for level in LEVELS:
            for seed in range(SEEDS):
                case = {
                    "check": check,
                    "level": level,
                    "seed": seed_for(check, level, f"adopter {seed}", [clause]),
                }
                shown = ask(ask="case", **case)
                remarks = [
                    ask(ask="grade", answers={question["id"]: option}, **case)
                    for question in shown["questions"]
                    for option, _label in question["options"]
                    if question["kind"] == "one"
                ]
                yield {"shown": shown, "graded": ask(ask="grade", answers={}, **case), "remarks": remarks}


if __name__ == "__main__":
    print(json.dumps({clause: [*drawn(clause)] for clause in sys.argv[1:]}))
