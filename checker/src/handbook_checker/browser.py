"""What the page asks of the checker: JSON text in, JSON text out."""

import json
from typing import Any

from . import CHECKS
from .checks import run
from .entry import understand_all
from .facts import Repeated, UnusableFacts, parse, read_json
from .settings import parse_settings
from .wording import compose, fact_value


def answer(request: str) -> str:
    """Answer ``{"check", "entries", "settings"}``: facts as understood, errors, the outcome and its wording.

    Entries are forgiving (`entry`). Where some are unusable there is no outcome, and every one of them is named.
    """
    asked = read_json(request)
    check = CHECKS[asked["check"]]
    settings = parse_settings(asked.get("settings") or {})
    entries = understand_all(check.facts, asked["entries"])
    facts = {name: None if isinstance(value, Repeated) else value for name, value in entries.items()}
    reply: dict[str, Any] = {"facts": facts, "understood": {}, "errors": [], "outcome": None, "view": None}
    try:
        values, outcome = run(check, entries, settings)
        reply |= {"outcome": outcome.to_dict(), "view": compose(check, values, outcome)}
    except UnusableFacts as unusable:
        reply["errors"] = [problem.to_dict() for problem in unusable.problems]
        bad = {problem.fact for problem in unusable.problems}
        values = parse(check.facts, {name: value for name, value in entries.items() if name not in bad})
    reply["understood"] = {
        name: fact_value(fact, values[name])
        for name, fact in check.facts.items()
        if facts.get(name) is not None and values[name] is not None
    }
    return json.dumps(reply, ensure_ascii=False)
