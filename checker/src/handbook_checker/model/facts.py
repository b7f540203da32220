"""Facts: what is asked, in which form it is taken, and what is wrong with what was given.

A fact's value is ``True`` or ``False``, a date, whole fen, a count, or one of its choices; ``None`` is *unknown*.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, NamedTuple

from . import money
from .catalogue import _

BOOLEAN, DATE, MONEY, COUNT, CHOICE = "boolean", "date", "money", "count", "choice"
MOST_COUNTED = 10_000

Values = dict[str, Any]
"""Facts by name, parsed; every fact of the check stands in it, `None` where unknown."""


class Fact(NamedTuple):
    """One fact: its name in files, and how a person is asked for it."""

    name: str
    kind: str
    label: str
    question: str
    help: str = ""
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    past: bool = False
    """A date that tells of the past: it cannot lie after `as_of`."""
    default_from: str = ""
    """The setting of the organisation that stands where nothing is given (`Settings`)."""


AS_OF = Fact("as_of", DATE, "核对日期", "按哪一天核对？", "不填即为今天。")


class Problem(NamedTuple):
    """What is wrong with one fact; `fact` is None where the whole file is unusable."""

    fact: str | None
    problem: str
    value: Any = None

    def to_dict(self) -> dict[str, Any]:
        return {"fact": _shown(self.fact), "problem": self.problem, "value": _shown(self.value)}


class UnusableFacts(ValueError):
    """The facts cannot be used; `problems` names every bad one."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{problem.fact}: {problem.problem}" for problem in self.problems))


class Number(str):
    """A JSON number as it was written, so that no amount passes through a binary float."""


class Repeated:
    """Stands for the value of a name that a JSON object gives more than once."""

    def __repr__(self) -> str:
        return "…"


MOST_NESTED = 32
MOST_SHOWN = 200
MOST_SUGGESTIONS = 50
"""Names for which the nearest known one is looked up: that is slow, and a file may hold many thousands."""
_BRACKET_OR_STRING = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def read_json(text: str | bytes) -> dict[str, Any]:
    """The facts object in `text`, numbers as written; `UnusableFacts` where it holds none or a name twice."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnusableFacts([Problem(None, _("文件不是 UTF-8 编码，请另存为 UTF-8。"))]) from error
    if _is_too_deep(text):
        raise UnusableFacts([Problem(None, _("内容嵌套过深；这里只要一层的 JSON 对象。"))])
    try:
        found = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_int=Number,
            parse_float=Number,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        problem = _("内容不是有效的 JSON：第 {line} 行第 {column} 列附近有误。")
        text = problem.format(line=error.lineno, column=error.colno)
        raise UnusableFacts([Problem(None, text)]) from error
    except ValueError as error:
        problem = _("内容不是有效的 JSON：不能使用 {constant}。")
        raise UnusableFacts([Problem(None, problem.format(constant=error))]) from error
    if not isinstance(found, dict):
        raise UnusableFacts(
            [Problem(None, _('内容应为一个 JSON 对象，例如 {"role": "downstream"}。'), found)]
        )
    return found


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        found[name] = Repeated() if name in found else value
    return found


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _is_too_deep(text: str) -> bool:
    if text.count("[") + text.count("{") <= MOST_NESTED:
        return False
    depth = 0
    for match in _BRACKET_OR_STRING.finditer(text):
        token = match[0]
        if token in "[{":
            depth += 1
            if depth > MOST_NESTED:
                return True
        elif token in "]}":
            depth -= 1
    return False


def parse(facts: Mapping[str, Fact], given: Mapping[str, Any], today: date | None = None) -> Values:
    """Every fact of a check, parsed from `given`; `UnusableFacts` names all that cannot be used, at once."""
    unknown = [name for name in given if name not in facts]
    problems = [
        _unknown_name(name, given[name], _nearest(name, facts) if index < MOST_SUGGESTIONS else None)
        for index, name in enumerate(unknown)
    ]
    values: Values = dict.fromkeys(facts)
    for name, fact in facts.items():
        value = given.get(name)
        if value is None:
            continue
        if isinstance(value, Repeated):
            problems.append(
                Problem(name, _("“{label}”给了不止一次；每一项只能给一次。").format(label=_(fact.label)))
            )
            continue
        try:
            values[name] = value_of(fact, value)
        except ValueError as error:
            problems.append(Problem(name, str(error), value))
    bad = {problem.fact for problem in problems}
    if "as_of" not in bad:
        values["as_of"] = values["as_of"] or today or date.today()
        for name, fact in facts.items():
            if fact.past and values[name] and values[name] > values["as_of"]:
                problem = _("“{label}”晚于核对日期 {as_of}；这一天应在核对日期当天或之前。")
                text = problem.format(label=_(fact.label), as_of=values["as_of"])
                problems.append(Problem(name, text, given[name]))
    if problems:
        order = {name: index for index, name in enumerate(given)}
        raise UnusableFacts(sorted(problems, key=lambda problem: order[problem.fact or ""]))
    return values


def value_of(fact: Fact, given: Any) -> Any:
    """The value that `given` stands for in the contract's notation; a ValueError says what is wrong with it."""
    return _PARSERS[fact.kind](given, fact)


def _nearest(name: str, facts: Iterable[str]) -> str | None:
    return next(iter(get_close_matches(name[:MOST_SHOWN], facts, n=1, cutoff=0.5)), None)


def _unknown_name(name: str, value: Any, nearest: str | None) -> Problem:
    if nearest:
        text = _("没有名为“{name}”的事实；是否想写“{near}”？").format(name=_shown(name), near=nearest)
    else:
        text = _("没有名为“{name}”的事实；请核对名称，或删去这一项。").format(name=_shown(name))
    return Problem(name, text, value)


def _parse_boolean(value: Any, fact: Fact) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(_("“{label}”应为 true、false 或 null。").format(label=_(fact.label)))


def _parse_date(value: Any, fact: Fact) -> date:
    if type(value) is date:
        return value
    if type(value) is str and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            problem = _("“{label}”不是日历上有的日期。")
            raise ValueError(problem.format(label=_(fact.label))) from None
    raise ValueError(_("“{label}”应为 YYYY-MM-DD 形式的日期，例如 2026-01-05。").format(label=_(fact.label)))


def _parse_money(value: Any, fact: Fact) -> int:
    amount = None if isinstance(value, bool) else money.fen(_number_text(value))
    if amount is None:
        problem = _(
            "“{label}”应为 0 至 10 万亿元（不含）的金额，至多两位小数，例如 120000.00；不用正负号、空格、逗号或指数。"
        )
        raise ValueError(problem.format(label=_(fact.label)))
    return amount


def _number_text(value: Any) -> str:
    """A number as it was written; a float as the shortest decimal that stands for it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value) if isinstance(value, int | Decimal) else ""


def _parse_count(value: Any, fact: Fact) -> int:
    text = value if isinstance(value, Number) else str(value) if type(value) is int else ""
    if not re.fullmatch(r"[0-9]{1,20}", text) or int(text) > MOST_COUNTED:
        problem = _("“{label}”应为 0 至 {most} 的整数。")
        raise ValueError(problem.format(label=_(fact.label), most=MOST_COUNTED))
    return int(text)


def _parse_choice(value: Any, fact: Fact) -> str:
    known = [choice for choice, label in fact.choices]
    if isinstance(value, str) and not isinstance(value, Number) and value in known:
        return str(value)
    options = _("、").join(f"{choice}（{_(label)}）" for choice, label in fact.choices)
    raise ValueError(_("“{label}”应为下列之一：{options}。").format(label=_(fact.label), options=options))


_PARSERS = {
    BOOLEAN: _parse_boolean,
    DATE: _parse_date,
    MONEY: _parse_money,
    COUNT: _parse_count,
    CHOICE: _parse_choice,
}


def _shown(value: Any) -> Any:
    """`value` as an error shows it: numbers as numbers, and nothing longer than a line or two."""
    if isinstance(value, Number):
        return json.loads(value) if re.fullmatch(r"-?[0-9.]{1,20}", value) else _cut(value)
    if isinstance(value, str):
        return _cut(value)
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    try:
        return _cut(json.dumps(value, ensure_ascii=False))
    except (TypeError, ValueError, RecursionError):
        return _cut(str(value))


def _cut(text: str) -> str:
    whole = text.encode("utf-8", "backslashreplace").decode()
    return whole if len(whole) <= MOST_SHOWN else whole[:MOST_SHOWN] + "…"


def schema(title: str, facts: Iterable[Fact]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of an object of `facts`.

    Two bounds are beyond it and stated in the descriptions: an amount has at most two decimals (multipleOf is
    unreliable where numbers are binary floats), and a date that tells of the past is not after `as_of`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.name: _property(fact) for fact in facts},
    }


def _property(fact: Fact) -> dict[str, Any]:
    description = "".join(_(text) for text in (fact.question, fact.help) if text)
    property_: dict[str, Any] = {"title": _(fact.label), "description": description}
    if fact.kind == BOOLEAN:
        return property_ | {"type": ["boolean", "null"]}
    if fact.kind == DATE:
        return property_ | {
            "type": ["string", "null"],
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        }
    if fact.kind == COUNT:
        return property_ | {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_COUNTED}
    if fact.kind == CHOICE:
        return property_ | {"enum": [*(choice for choice, label in fact.choices), None]}
    bound = money.BELOW // money.FEN_PER_YUAN
    return property_ | {
        "description": description + _("单位：元，至多两位小数。"),
        "anyOf": [
            {"type": "number", "minimum": 0, "exclusiveMaximum": bound},
            {"type": "string", "pattern": r"^0*[0-9]{1,13}(\.[0-9]{1,2})?$"},
            {"type": "null"},
        ],
    }
