"""What an organisation fills in: the blanks that the regulations leave, and where the text has them.

The regulations are a template. `docs/organisation.toml` is the one place for what differs from one organisation to
the next; the pages show its values where the text has a blank, and the checker takes the same file as its settings.
"""

import difflib
import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handbook_checker.model import money
from handbook_checker.model.facts import UnusableFacts
from handbook_checker.model.settings import parse_settings


class Blank(NamedTuple):
    """A place in a clause that a setting fills."""

    clause: str
    setting: str
    title: str
    where: str | None
    """A pattern of the words that stand for the value; None where the text leaves the matter open altogether."""
    has_default: bool = False
    """Whether something applies where nothing is filled in, so that no blank is shown."""


BLANKS = (
    Blank("credit.2", "name", "公司名称", "×+"),
    Blank("credit.3", "name", "公司名称", "×+"),
    Blank("credit.4", "name", "公司名称", "×+"),
    Blank("credit.15.6", "annual_standard", "年度标准", None),
    Blank("credit.24.2.1", "reference_year", "年份", "20xx"),
    Blank("credit.24.2.1", "reference_balance", "应收账款余额", None),
    Blank("credit.45", "effective_from", "颁布日期", None),
    Blank("visits.7.2", "expense_limit", "费用限额", None),
    Blank("service.6.1", "base_pay", "金额", "(?<=基本工资) (?=元)"),
    Blank("service.6.2", "commission", "提成办法", None),
    Blank("service.6.3", "bonus", "奖金办法", None),
    Blank("service.7.1", "late_rate_applies", "适用方式", None, has_default=True),
)

_LATE_RATES = {"from_third": "自当月第三次起适用百分之五", "whole_month": "当月各次一律适用百分之五"}
_AMOUNTS = ("reference_balance", "base_pay", "expense_limit")


def read(path: Path) -> dict[str, str]:
    """What the organisation has filled in, by setting, as the pages show it; nothing where it left all open.

    A ValueError names every wrong setting at once, in the editor's language.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path.name} 不是有效的 TOML 文件：{error}") from error
    problems = {key: problem for key, value in given.items() if (problem := _problem(key, value))}
    try:
        parse_settings(given)
    except UnusableFacts as error:
        problems |= {str(each.fact): each.problem for each in error.problems}
    if problems:
        listed = "\n".join(f"  {key} = {given[key]!r}：{problem}" for key, problem in problems.items())
        raise ValueError(f"{path.name} 中有 {len(problems)} 处设置有误：\n{listed}")
    return {key: _shown(key, value) for key, value in given.items()}


def _problem(key: str, value: Any) -> str | None:
    match key:
        case "name" | "annual_standard" | "commission" | "bonus":
            if not isinstance(value, str) or not value.strip() or "\n" in value:
                return "应为一行不空的文字。"
        case "reference_year":
            if type(value) is not int or not 2000 <= value <= 2099:
                return "应为 2000 至 2099 之间的年份，不加引号。"
        case "reference_balance" | "base_pay":
            if isinstance(value, bool) or money.fen(str(value)) is None:
                return "应为 0 元以上、至多两位小数的金额。"
        case "effective_from" | "expense_limit" | "late_rate_applies":
            return None  # the checker's own settings: it says itself what is wrong with them
        case _:
            known = {blank.setting for blank in BLANKS}
            near = difflib.get_close_matches(key, known, 1)
            return (
                f"没有这项设置。是否指 {near[0]}？"
                if near
                else f"没有这项设置；可用的有：{'、'.join(sorted(known))}。"
            )
    return None


def _shown(key: str, value: Any) -> str:
    if key in _AMOUNTS:
        amount = money.grouped(money.fen(str(value)) or 0).removesuffix(".00")
        return amount if key == "base_pay" else f"{amount} 元"
    if key == "effective_from":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return _LATE_RATES.get(value, str(value).strip()) if key == "late_rate_applies" else str(value).strip()


def blanks(clause: str, paragraphs: Sequence[str]) -> list[tuple[int, int, int, Blank]]:
    """The blanks of a clause in order: the paragraph, start and end in its words, and what fills them."""
    found = []
    for blank in BLANKS:
        if blank.clause != clause:
            continue
        last = len(paragraphs) - 1
        places = [(last, len(paragraphs[last]), len(paragraphs[last]))]
        if blank.where:
            places = [
                (number, *match.span())
                for number, text in enumerate(paragraphs)
                for match in re.finditer(blank.where, text)
            ]
        if not places:
            raise ValueError(f"{clause}: the blank for {blank.setting} is gone from the text; see BLANKS")
        found += [(*place, blank) for place in places]
    return sorted(found, key=lambda place: place[:3])
