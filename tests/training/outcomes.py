"""What an outcome says to a question, for the right answers that each regulation's tests list."""

import json
from collections.abc import Callable
from typing import Any

from handbook_checker.site import answer
from handbook_checker.training.cases import Case

Right = Callable[[Case, dict[str, Any]], Any]
"""What the outcome that `handbook_checker.check` gives for a case says to a question: None is open, ... is not of it."""


def chain(entries: list[dict[str, Any]] | None) -> list[str] | None:
    return None if entries is None else [entry["role"] for entry in entries]


def view(case: Case, outcome: dict[str, Any], section: str) -> list[dict[str, Any]]:
    """A section of the check's own page for the facts of a case."""
    request = {
        "check": case.check,
        "entries": case.solved.draft.facts,
        "settings": dict(case.solved.draft.settings),
    }
    sections = json.loads(answer("check", json.dumps(request)))["view"]["sections"]
    return next((each["items"] for each in sections if each["id"] == section), [])


def status(outcome: dict[str, Any], wanted: str, among: str = "") -> list[str]:
    return [
        f["clause"] for f in outcome["findings"] if f["status"] == wanted and f["clause"].startswith(among)
    ]


def yes(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
