"""The whole surface of the checker: what tools import, and what pages ask, as JSON text in and JSON text out.

Tools and pages use nothing of the checker but this module, and an edition is built by the tools of later days: what
stands here is an interface, and `LAYOUT` its version. docs/development/contract.md has it for readers.
"""

import json
from collections.abc import Callable, Iterable
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any

from . import CHECKS, EDITION, REGULATIONS
from .model import facts as kinds
from .model import money
from .model.catalogue import _
from .model.checks import Check, Group, defaults, run
from .model.clauses import Clause, clauses, decided_by, nothing_to_decide
from .model.entry import understand_all
from .model.facts import Fact, Problem, UnusableFacts, parse, read_json
from .model.settings import Settings, parse_settings
from .model.titles import named, roles, titled
from .model.wording import compose, fact_value

if TYPE_CHECKING:
    from . import replies
    from .engine import decisions as feel
    from .engine.decisions import Decision, Model

LAYOUT = 1
"""The version of this interface, and of the files under docs/ that the tools read beside it."""

__all__ = [
    "CHECKS",
    "EDITION",
    "LAYOUT",
    "REGULATIONS",
    "Check",
    "Clause",
    "Decision",
    "Fact",
    "Group",
    "Model",
    "Settings",
    "UnusableFacts",
    "answer",
    "clauses",
    "courses",
    "decided_by",
    "defaults",
    "exercises",
    "fact_value",
    "feel",
    "kinds",
    "levels",
    "models",
    "money",
    "named",
    "nothing_to_decide",
    "parse_settings",
    "replies",
    "roles",
    "template",
    "titled",
    "to_csv",
]


def courses() -> ModuleType:
    """The courses that a trainer sets, and how long what is typed may be; `training.courses` has them."""
    return import_module(f"{__package__}.training.courses")


def exercises() -> dict[str, Any]:
    """The exercises by check, for the checks that have one."""
    found: dict[str, Any] = import_module(f"{__package__}.training.exercises").EXERCISES
    return found


def levels() -> tuple[int, ...]:
    """The levels of an exercise, the easiest first."""
    found: tuple[int, ...] = (*import_module(f"{__package__}.training.exercise").LEVELS,)
    return found


def template(check: Check) -> list[list[str]]:
    """The table of customers to fill in: its headings, and an example."""
    rows: list[list[str]] = import_module(f"{__package__}.tables.results").template(check)
    return rows


def to_csv(rows: Iterable[list[str]]) -> str:
    """Rows of a table as the text of a CSV file."""
    text: str = import_module(f"{__package__}.tables.layout").to_csv(rows)
    return text


def models() -> list["Model"]:
    """The decisions of every check that are written down as a model for engines of others."""
    offering = [f"{regulation.__name__}.decisions" for regulation in REGULATIONS]
    return [import_module(name).model() for name in offering if find_spec(name)]


def __getattr__(name: str) -> Any:
    """What writes a model down; no page has a use for it, so only whoever asks imports it."""
    feel = import_module(f"{__package__}.engine.decisions")
    if name == "feel":
        return feel
    if name in ("Decision", "Model"):
        return getattr(feel, name)
    if name == "replies":
        return import_module(f"{__package__}.replies")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def answer(part: str, request: str) -> str:
    """Answer what a page asks of a part of the checker: "check", "portfolio" or "training"."""
    return _PARTS[part](request)


def _extra(module: str) -> Callable[[str], str]:
    """A part that no check needs: its code comes later than the checks, and is imported when it is asked."""

    def answer_of_part(request: str) -> str:
        answered: str = import_module(f"{__package__}.{module}").answer(request)
        return answered

    return answer_of_part


def _check(request: str) -> str:
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


_PARTS: dict[str, Callable[[str], str]] = {
    "check": _check,
    "portfolio": _extra("tables.page"),
    "training": _extra("training.page"),
}
