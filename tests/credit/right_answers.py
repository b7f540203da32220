"""What is right to answer in the exercises of credit, by the outcome."""

from typing import Any

from tests.training.outcomes import Right, chain, status, view, yes


def term(credit: dict[str, Any]) -> str | None:
    if credit["decision"] == "refused":
        return "none"
    return credit["term"] and " ".join(str(part) for item in credit["term"].items() for part in item)


def conditions(outcome: dict[str, Any]) -> list[str]:
    return [condition["clause"] for condition in outcome["conditions"]]


RIGHT: dict[str, dict[str, Right]] = {
    "credit": {
        "force": lambda case, o: yes(o["in_force"]),
        "grade": lambda case, o: o["rating"]["possible"] if case.level == 4 else o["rating"]["grade"],
        "decision": lambda case, o: {"undetermined": None}.get(
            o["credit"]["decision"], o["credit"]["decision"]
        ),
        "limit": lambda case, o: o["credit"]["limit"],
        "term": lambda case, o: term(o["credit"]),
        "due": lambda case, o: o["credit"]["due"],
        "request": lambda case, o: o["credit"]["request"],
        "exposure": lambda case, o: next(id for id in conditions(o) if id in ("credit.33", "credit.34")),
        "conditions": lambda case, o: set(conditions(o)),
        "approvers": lambda case, o: chain(o["approvers"]),
        "conflict": lambda case, o: {" ".join(conflict["facts"]) for conflict in o["conflicts"]},
    },
    "survey": {
        "complete": lambda case, o: yes(o["complete"]),
        "lacking": lambda case, o: {
            f["facts"][0]
            for f in o["findings"]
            if f["status"] == "not_met" and f["clause"].startswith("credit.8.")
        },
        "current": lambda case, o: yes(o["current"]),
        "due": lambda case, o: o["next_update_due"],
        "next": lambda case, o: o["steps"][0]["act"] if o["steps"] else ...,
        "steps": lambda case, o: [step["act"] for step in o["steps"]],
    },
    "order": {
        "decision": lambda case, o: o["decision"],
        "after": lambda case, o: o["exposure_after"],
        "excess": lambda case, o: o["excess"],
        "state": lambda case, o: next(
            (id for id in status(o, "met") if id in ("credit.33", "credit.34")), "none"
        ),
        "window": lambda case, o: yes(o["clearing_window"]),
        "approvers": lambda case, o: [item["role"] for item in view(case, o, "approvers")],
    },
    "review": {
        "complete": lambda case, o: yes(o["complete"]),
        "outstanding": lambda case, o: {step["act"] for step in o["steps"]},
        "next": lambda case, o: o["steps"][0]["act"] if o["steps"] else ...,
        "steps": lambda case, o: [step["act"] for step in o["steps"]],
        "adjustment": lambda case, o: o["adjustment"],
        "approvers": lambda case, o: chain(o["approvers"]),
    },
    "violation": {
        "applies": lambda case, o: yes(o["applies"]),
        "orders": lambda case, o: None if o["orders"] is None else yes(bool(o["orders"])),
        "sanction": lambda case, o: None if o["sanctions"] is None else yes(bool(o["sanctions"])),
        "choice": lambda case, o: {True: "company", False: "none", None: None}[o["applies"]],
    },
}
"""Every question by check."""

GATHERING = {"credit": {"credit.16", "credit.17"}, "survey": {"credit.8"}}
"""Clauses that decide by what several others say: whoever cites one of those is right as well."""
ABOVE = {
    "credit.15": "credit.17",
    "credit.16": "credit.16",
    "credit.18": "credit.17",
    "credit.8": "credit.8",
}
"""The clause that is right to cite as well, by the clause below it."""
SAME_SENTENCE = {("credit.11", "credit.10"), ("credit.16.1", "credit.15.2")}
"""Pairs that ask for the same thing in two places: the department's review, and the absence of a default."""
