"""Who acts by the regulations, and what the organisation calls them: docs/organisation.toml, [titles].

Rules, outcomes and sentences are made in the words of the regulations. The titles come in where a text leaves the
checker, once: a company may call its 董事长 总经理 and its 总经理 副总经理, so nothing may be renamed twice.
"""

import re
from functools import cache, lru_cache
from typing import Any

Titles = tuple[tuple[str, str], ...]
"""The roles that the organisation calls otherwise, each with the title that it uses."""

_NAMES: dict[str, str] = {}
"""Every role and its short forms, each with the role."""


def role(name: str, *short: str) -> str:
    """Somebody who acts by the regulations, as their words say; `short` are forms that only texts of ours use."""
    _NAMES.update(dict.fromkeys((name, *short), name))
    return name


def roles() -> tuple[str, ...]:
    """Every role of the regulations."""
    return tuple(dict.fromkeys(_NAMES.values()))


def titled(value: Any, titles: Titles) -> Any:
    """Plain JSON values with the titles of the organisation in their texts; keys stay as they are."""
    if not titles:
        return value
    if isinstance(value, str):
        return _titled(value, titles)
    if isinstance(value, dict):
        return {key: titled(part, titles) for key, part in value.items()}
    return [titled(part, titles) for part in value] if isinstance(value, list | tuple) else value


def named(text: str) -> list[tuple[int, int, str]]:
    """The roles that a text names: start, end and role. A document's name, within 《…》, names nobody."""
    return [(*match.span(), _NAMES[match[0]]) for match in _pattern().finditer(text) if match[0] in _NAMES]


@lru_cache(10_000)
def _titled(text: str, titles: Titles) -> str:
    title_of = dict(titles)
    return _pattern().sub(lambda found: title_of.get(_NAMES.get(found[0], ""), found[0]), text)


@cache
def _pattern() -> re.Pattern[str]:
    """Finds documents and roles, of two that begin alike the longer one: 财务部信用控制主管 names no 财务部."""
    names = sorted(_NAMES, key=len, reverse=True)
    return re.compile("|".join(["《[^》]*》", *map(re.escape, names)]))
