"""What the organisation fills in: docs/organisation.toml, as far as it decides anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import money
from .catalogue import _
from .facts import Problem, UnusableFacts

LATE_RATES = ("from_third", "whole_month")


@dataclass(frozen=True)
class Settings:
    """The organisation's settings; None is not set."""

    effective_from: date | None = None
    """The day the regulations came into force (credit.45, I-34)."""
    expense_limit: int | None = None
    """The most a return visit may cost, in fen (visits.7.2, I-29)."""
    late_rate_applies: str = "from_third"
    """From which lateness of a month the higher rate applies (service.7.1, I-24)."""


def read_settings(text: str) -> Settings:
    """The settings in a TOML text; keys that decide nothing, such as the name, are passed over."""
    # Nobody in a browser reads TOML, and importing this takes a fifth of the time of all the rest.
    import tomllib

    try:
        return parse_settings(tomllib.loads(text))
    except UnusableFacts:
        raise
    # Besides tomllib's own error, a number may be too long for int() or str(), and values nested beyond reason.
    except (ValueError, RecursionError) as error:
        problem = _("组织设置不是有效的 TOML：{error}").format(error=error)
        raise UnusableFacts([Problem(None, problem)]) from error


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Settings from plain values; `UnusableFacts` names every wrong one."""
    problems = []
    effective_from = _date(given.get("effective_from"))
    if effective_from is None and given.get("effective_from") is not None:
        problem = _("组织设置 effective_from 应为 YYYY-MM-DD 形式的日期。")
        problems.append(Problem("effective_from", problem, str(given["effective_from"])))
    limit = given.get("expense_limit")
    expense_limit = None if limit is None or isinstance(limit, bool) else money.fen(str(limit))
    if limit is not None and expense_limit is None:
        problem = _("组织设置 expense_limit 应为 0 元以上、至多两位小数的金额。")
        problems.append(Problem("expense_limit", problem, str(limit)))
    late_rate = given.get("late_rate_applies", "from_third")
    if late_rate not in LATE_RATES:
        problem = _("组织设置 late_rate_applies 应为 from_third（自第三次起）或 whole_month（当月全部）。")
        problems.append(Problem("late_rate_applies", problem, str(late_rate)))
    if problems:
        raise UnusableFacts(problems)
    return Settings(effective_from, expense_limit, late_rate)


def _date(value: Any) -> date | None:
    """The date that `value` is or spells; None where it is none."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
