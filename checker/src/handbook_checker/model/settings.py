"""What the organisation fills in: docs/organisation.toml, as far as the checker goes by it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from . import money
from .catalogue import _
from .facts import MOST_SHOWN, MOST_SUGGESTIONS, Problem, UnusableFacts
from .titles import Titles, roles

LATE_RATES = ("from_third", "whole_month")
AMOUNTS = ("expense_limit", "base_pay", "reference_balance")


@dataclass(frozen=True)
class Settings:
    """The organisation's settings; None is not set. A fact of which nothing is given may take its value from one."""

    effective_from: date | None = None
    """The day the regulations came into force (credit.45, I-34)."""
    expense_limit: int | None = None
    """The most a return visit may cost, in fen (visits.7.2, I-29)."""
    late_rate_applies: str = "from_third"
    """From which lateness of a month the higher rate applies (service.7.1, I-24)."""
    base_pay: int | None = None
    """The base salary of service staff, in fen a month (service.6.1, I-27)."""
    reference_balance: int | None = None
    """The receivables on the reference day, which cap the total of credit, in fen (credit.24.2.1)."""
    titles: Titles = ()
    """The roles of the regulations that have another name here."""


def read_settings(text: str) -> Settings:
    """The settings in a TOML text; keys that decide nothing, such as the name, are passed over."""
    # Nobody in a browser reads TOML, and importing this takes a fifth of the time of all the others.
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
    amounts: dict[str, int | None] = {}
    for name in AMOUNTS:
        amount = given.get(name)
        amounts[name] = None if amount is None or isinstance(amount, bool) else money.fen(str(amount))
        if amount is not None and amounts[name] is None:
            problem = _("组织设置 {name} 应为 0 元以上、至多两位小数的金额。").format(name=name)
            problems.append(Problem(name, problem, str(amount)))
    late_rate = given.get("late_rate_applies", "from_third")
    if late_rate not in LATE_RATES:
        problem = _(
            "组织设置 late_rate_applies 应为 from_third（自适用较高标准的那一次起）或 whole_month（当月全部）。"
        )
        problems.append(Problem("late_rate_applies", problem, str(late_rate)))
    titles = given.get("titles", {})
    problems += _problems_of_titles(titles)
    if problems:
        raise UnusableFacts(problems)
    called = tuple((role, title.strip()) for role, title in titles.items())
    return Settings(effective_from, late_rate_applies=late_rate, titles=called, **amounts)


def _problems_of_titles(titles: Any) -> list[Problem]:
    if not isinstance(titles, Mapping):
        problem = _('组织设置 titles 应为一张表，每行一个职务，例如 "{role}" = "…"。').format(role=roles()[0])
        return [Problem("titles", problem, str(titles))]
    known = roles()
    problems: list[Problem] = []
    for name, title in titles.items():
        if name not in known:
            shown = name if len(name) <= MOST_SHOWN else name[:MOST_SHOWN] + "…"
            # Of what is unlike all of them, or among very many, any order will do.
            near = (
                sorted(known, key=_likeness(shown), reverse=True)
                if len(problems) < MOST_SUGGESTIONS
                else known
            )
            problem = _("制度中没有“{name}”这个职务或部门；制度中有：{known}。")
            text = problem.format(name=shown, known=_("、").join(near))
        elif not isinstance(title, str) or not title.strip() or not title.isprintable():
            text = _("“{name}”在本单位的名称应为一行不空的文字。").format(name=name)
        else:
            continue
        problems.append(Problem(f"titles.{name}", text, title))
    return problems


def _likeness(name: str) -> Any:
    return lambda role: SequenceMatcher(None, name, role).ratio()


def _date(value: Any) -> date | None:
    """The date that `value` is or spells; None where it is none."""
    if type(value) is date:
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None
