"""The figures in a text: each number that a clause sets, with what it counts, in Chinese and in Arabic numerals.

What only names something is no figure: the number of an article, a date, 一定, 进一步, 下一个年度.
"""

import re
from typing import NamedTuple

_DIGITS = "零一二三四五六七八九"
_LEADING = f"{_DIGITS[1:]}两十百千万"
_HAN = f"[{_LEADING}][零{_LEADING}]*"
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_UNITS = {
    "年": "年",
    "个月": "月",
    "月": "月",
    "周": "周",
    "天": "天",
    "日": "天",
    "个工作日": "工作日",
    "小时": "小时",
    "分钟": "分钟",
    "秒": "秒",
    "次": "次",
    "倍": "倍",
    "元": "元",
    "人": "人",
    "名": "人",
    "家": "家",
    "份": "份",
    "%": "%",
    "％": "%",
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_FIGURE = re.compile(
    # Dates, and what numbers regulations and their parts; nothing here is a figure.
    r"\d{2}[\dx]{2}年(?:\d+月(?:\d+日)?)?|\d+月\d+日|第[\d一二三四五六七八九十]+[条章项目款篇期]"
    r"|(?P<hours>\d{1,2}[:：]\d{2})"
    rf"|百分之(?P<share>\d+|{_HAN})"
    rf"|(?<![下上每同某另进\d.])(?P<number>\d+(?:\.\d+)?[万千]?|{_HAN}) ?(?P<unit>{_UNIT})(?!度)"
)


class Figure(NamedTuple):
    """A number of a text, and what it counts."""

    value: str
    unit: str
    start: int
    end: int


def figures(text: str) -> list[Figure]:
    """The figures of a text, in order."""
    found = []
    for match in _FIGURE.finditer(text):
        if match["hours"]:
            found.append(Figure(match["hours"].replace("：", ":"), "时", *match.span()))
        elif match["share"]:
            found.append(Figure(value(match["share"]), "%", *match.span()))
        elif match["number"]:
            found.append(Figure(value(match["number"]), _UNITS[match["unit"]], *match.span()))
    return found


def value(numeral: str) -> str:
    """The value of 十五, of 15 or of 1.5万, as a program would write it."""
    if numeral[0].isdigit():
        power = _POWERS.get(numeral[-1])
        if power is None:
            return numeral
        return f"{float(numeral[:-1]) * power:.0f}"
    total = part = digit = 0
    for each in numeral:
        if each == "万":
            total, part, digit = (total + part + digit) * _POWERS[each], 0, 0
        elif each in _POWERS:
            part, digit = part + (digit or 1) * _POWERS[each], 0
        else:
            digit = 2 if each == "两" else _DIGITS.index(each)
    return str(total + part + digit)


def numerals(value: str) -> list[str]:
    """How a text may write a value: 15 and 十五; of 2 also 两."""
    if not value.isdigit() or not 0 < int(value) < 100:
        return [value]
    tens, units = divmod(int(value), 10)
    han = ("" if tens < 2 else _DIGITS[tens]) + "十" * bool(tens) + (_DIGITS[units] if units else "")
    return [value, han, *(["两"] if value == "2" else [])]
