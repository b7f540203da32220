"""What an organisation fills in: the blanks that the regulations leave, and where the text has them.

The regulations are a template. `docs/organisation.toml` is the one place for what differs from one organisation to
the next; the pages show its values where the text has a blank, and the checker takes the same file as its settings.
"""

import difflib
import re
import tomllib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from handbook_checker.site import UnusableFacts, money, parse_settings

from tools.handbook.regulations import Blank

_LATE_RATES = {"from_third": "自当月第三次起适用百分之五", "whole_month": "当月各次一律适用百分之五"}
_AMOUNTS = ("reference_balance", "base_pay", "expense_limit")


def read(path: Path, settings: Collection[str]) -> dict[str, str]:
    """What the organisation has filled in, by setting, as the pages show it; nothing where it left all open.

    `settings` are those that the regulations have a blank for. A ValueError names every wrong setting at once, in
    the editor's language.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} 不是有效的 TOML 文件：{error}") from error
    problems = {key: problem for key, value in given.items() if (problem := _problem(key, value, settings))}
    try:
        parse_settings(given)
    except UnusableFacts as error:
        problems |= {str(each.fact): each.problem for each in error.problems}
    if problems:
        listed = "\n".join(f"  {key} = {given[key]!r}：{problem}" for key, problem in problems.items())
        raise ValueError(f"{path.name} 中有 {len(problems)} 处设置有误：\n{listed}")
    return {key: _shown(key, value) for key, value in given.items()}


def _problem(key: str, value: Any, settings: Collection[str]) -> str | None:
    match key:
        case "reference_year":
            if type(value) is not int or not 2000 <= value <= 2099:
                return "应为 2000 至 2099 之间的年份，不加引号。"
        case "reference_balance" | "base_pay":
            if isinstance(value, bool) or money.fen(str(value)) is None:
                return "应为 0 元以上、至多两位小数的金额。"
        case "effective_from" | "expense_limit" | "late_rate_applies":
            return None  # the checker's own settings: it says itself what is wrong with them
        case _:
            if key in settings:
                return _no_line(value)
            near = difflib.get_close_matches(key, settings, 1)
            return (
                f"没有这项设置。是否指 {near[0]}？"
                if near
                else f"没有这项设置；可用的有：{'、'.join(sorted(settings))}。"
            )
    return None


def _no_line(value: Any) -> str | None:
    if isinstance(value, str) and value.strip() and "\n" not in value:
        return None
    return "应为一行不空的文字。"


def _shown(key: str, value: Any) -> str:
    if key in _AMOUNTS:
        amount = money.grouped(money.fen(str(value)) or 0).removesuffix(".00")
        return amount if key == "base_pay" else f"{amount} 元"
    if key == "effective_from":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return _LATE_RATES.get(value, str(value).strip()) if key == "late_rate_applies" else str(value).strip()


def gaps(blank: Blank, paragraphs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where a blank stands in the words of its clause: the paragraph, start and end; nothing where it is gone."""
    last = len(paragraphs) - 1
    if not blank.where:
        return [(last, len(paragraphs[last]), len(paragraphs[last]))]
    return [
        (number, *match.span())
        for number, text in enumerate(paragraphs)
        for match in re.finditer(blank.where, text)
    ]
