"""What the page asks of the checker: JSON text in, JSON text out."""

import json
from datetime import date
from typing import Any

from . import CHECKS
from .catalogue import _
from .checks import run
from .entry import understand_all
from .facts import Problem, UnusableFacts, parse, read_json
from .settings import parse_settings
from .wording import compose, fact_value


def answer(request: str) -> str:
    """Answer ``{"check", "entries", "settings"}``: facts as understood, errors, the outcome and its wording.

    Entries are forgiving (`entry`). Where some are unusable there is no outcome, and every one of them is named.
    `UnusableFacts` where the request itself is none, which no entry can bring about.
    """
    asked = read_json(request)
    id, typed, organisation = asked.get("check"), asked.get("entries"), asked.get("settings") or {}
    if (
        not (isinstance(id, str) and isinstance(typed, dict) and isinstance(organisation, dict))
        or id not in CHECKS
    ):
        raise UnusableFacts([Problem(None, _("请求不完整：应有 check、entries 和 settings。"))])
    check = CHECKS[id]
    settings = parse_settings(organisation)
    entries = understand_all(check.facts, typed)
    facts = {name: value if isinstance(value, bool | int | str) else None for name, value in entries.items()}
    reply: dict[str, Any] = {"facts": facts, "understood": {}, "errors": [], "outcome": None, "view": None}
    bad: set[str | None] = set()
    try:
        values, outcome = run(check, entries, settings)
        reply |= {"outcome": outcome.to_dict(), "view": compose(check, values, outcome)}
    except UnusableFacts as unusable:
        reply["errors"] = [problem.to_dict() for problem in unusable.problems]
        bad = {problem.fact for problem in unusable.problems}
        good = {name: value for name, value in entries.items() if name not in bad}
        # Without a usable `as_of` no day is known to be past or to come.
        values = parse(check.facts, {"as_of": date.max, **good})
    reply["understood"] = {
        name: fact_value(fact, values[name])
        for name, fact in check.facts.items()
        if name not in bad and facts.get(name) is not None and values[name] is not None
    }
    # In ASCII, for an entry may hold half a character, which cannot be encoded otherwise.
    return json.dumps(reply)
