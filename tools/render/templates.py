"""The templates beside this file, and what several of them are given."""

import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tools.handbook.clauses import Clause, proposed

_INPUT_MODES = {"money": "decimal", "count": "numeric", "date": None}
_PLACEHOLDERS = {"money": "例如 12万", "count": "例如 3", "date": "例如 2026-1-5"}


def href(clause: Clause) -> str:
    """Where a page two folders down finds a clause."""
    return f"../../regulations/{clause.regulation}/#{clause.id}"


def _typed(facts: dict[str, Any]) -> str:
    """An example's facts as a person would type them."""
    return json.dumps({name: _text(value) for name, value in facts.items()}, ensure_ascii=False)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _code(rule: Any) -> str:
    return inspect.getsource(inspect.unwrap(rule)).strip()


def render(template: str, **given: Any) -> str:
    """The HTML of a template; what it is not given is an error."""
    return _templates().get_template(template).render(**given)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"code": _code, "href": href, "proposed": proposed, "typed": _typed}
    environment.globals |= {"input_modes": _INPUT_MODES, "placeholders": _PLACEHOLDERS}
    return environment
