"""Entry as people type it: 12万, full-width digits, 2026/1/5, 1,200.50, 是.

The contract's facts are strict; this is where the form and the spreadsheets become forgiving, and say what
they understood. What is not understood goes on to `facts.parse` as it stands, which names what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from .catalogue import _
from .facts import BOOLEAN, CHOICE, COUNT, DATE, MONEY, Fact

_YES = {"是", "有", "对", "真", "y", "yes", "true", "√", "✓"}
_NO = {"否", "无", "没有", "不是", "假", "n", "no", "false", "×", "✗"}
_UNKNOWN = {"", "未知", "不清楚", "不详", "不知道", "-", "—", "/", "?", "n/a", "null", "none", "unknown"}
_LONGEST = 100
"""Longer text is no entry; bringing a whole page of it into normal form could take minutes."""
_UNITS = {"": 1, "千": 1000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}

_AMOUNT = re.compile(
    r"(?:¥|rmb|人民币)?([0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,5})(\.[0-9]{1,10})?(千万|百万|千|万|亿)?(?:元|块)?(?:整)?"
)
_DATE = re.compile(
    r"([0-9]{4})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?(?:t?00:00(?::00)?(?:\.0+)?)?"
)
_COUNT = re.compile(r"([0-9]{1,6})(?:次|人次|个|项|秒)?")


def understand(fact: Fact, typed: Any) -> Any:
    """The value that `typed` means for `fact`, in the contract's notation; `typed` itself where it means none."""
    if not isinstance(typed, str) or len(typed) > _LONGEST:
        return typed
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", typed)).lower()
    if text in _UNKNOWN:
        return None
    understood = _READERS[fact.kind](text, fact)
    return typed if understood is None else understood


def understand_all(facts: Mapping[str, Fact], typed: Mapping[str, Any]) -> dict[str, Any]:
    """`understand` for every entry; names that are no fact stay as they are."""
    return {name: understand(facts[name], value) if name in facts else value for name, value in typed.items()}


def _boolean(text: str, fact: Fact) -> bool | None:
    return True if text in _YES else False if text in _NO else None


def _amount(text: str, fact: Fact) -> str | None:
    match = _AMOUNT.fullmatch(text.replace("，", ","))
    if not match:
        return None
    yuan = Decimal(match[1].replace(",", "") + (match[2] or "")) * _UNITS[match[3] or ""]
    return f"{yuan.normalize():f}"


def _date(text: str, fact: Fact) -> str | None:
    match = _DATE.fullmatch(text) or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else None


def _count(text: str, fact: Fact) -> int | None:
    match = _COUNT.fullmatch(text)
    return int(match[1]) if match else None


def _choice(text: str, fact: Fact) -> str | None:
    named = {
        name: value for value, label in fact.choices for name in (value.lower(), label, _(label).lower())
    }
    return named.get(text)


_READERS = {BOOLEAN: _boolean, MONEY: _amount, DATE: _date, COUNT: _count, CHOICE: _choice}
