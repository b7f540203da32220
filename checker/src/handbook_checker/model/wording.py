"""How an outcome is worded for people, apart from what is asked and what is decided.

A view is plain JSON: a headline, and sections that one renderer shows for every check.
"""

from collections.abc import Iterable
from typing import Any

from . import money
from .catalogue import _
from .checks import Check
from .clauses import CONSEQUENCE, REQUIREMENT, STATE, clauses
from .dates import Period, days
from .facts import BOOLEAN, CHOICE, MONEY, Fact, Values
from .outcome import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, Finding, Outcome
from .titles import titled
from .truth import Truth

GOOD, BAD, OPEN, NOTE = "good", "bad", "open", "note"

STATUS_LABELS = {MET: "符合", NOT_MET: "不符合", UNKNOWN: "不清楚", NOT_APPLICABLE: "不适用"}
STATUS_TONES = {MET: GOOD, NOT_MET: BAD, UNKNOWN: OPEN, NOT_APPLICABLE: NOTE}
VERDICTS = {
    REQUIREMENT: (STATUS_LABELS, STATUS_TONES),
    STATE: (STATUS_LABELS | {MET: "有此情形", NOT_MET: "无此情形"}, STATUS_TONES | {MET: BAD, NOT_MET: GOOD}),
    CONSEQUENCE: (
        STATUS_LABELS | {MET: "适用", NOT_MET: "不适用"},
        STATUS_TONES | {MET: NOTE, NOT_MET: NOTE},
    ),
}
"""How a finding is worded and coloured, by what its clause speaks of."""
ACT_LABELS = {"submit": "上报", "review": "审核", "approve": "审批"}

Section = dict[str, Any]


def headline(tone: str, text: str) -> dict[str, str]:
    """The answer in a sentence; `tone` says whether it is good, bad, still open, or a note."""
    return {"tone": tone, "text": text}


def section(id: str, title: str, kind: str, items: Iterable[dict[str, Any]]) -> Section:
    """A part of the view; one without items is left out."""
    return {"id": id, "title": _(title), "kind": kind, "items": list(items)}


def field(label: str, value: str | None, clauses: Iterable[str] = (), note: str = "") -> dict[str, Any]:
    """A labelled value; an unsettled one says so."""
    shown = _("尚未确定") if value is None else value
    return {
        "label": _(label),
        "value": shown,
        "clauses": list(clauses),
        "note": note,
        "settled": value is not None,
    }


def chain(approvers: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Approvers with their act in words."""
    return [{**approver, "act": _(ACT_LABELS[approver["act"]])} for approver in approvers]


STEP_STATES = {MET: "done", NOT_MET: "todo", UNKNOWN: "unknown"}
"""The state of a step by the status of its clause, where it is not the next one."""


def step(text: str, state: str, who: str = "", by: str = "", clauses: Iterable[str] = ()) -> dict[str, Any]:
    """One step of a process; `state` is done, next, todo or unknown."""
    return {"text": text, "state": state, "who": who, "by": by, "clauses": list(clauses)}


def within(event: str, period: Period) -> str:
    """Until when something is to be done, by what it is counted from: ``"回访结束的次日"``."""
    event = _(event)
    if period == days(1):
        return _("{event}的次日").format(event=event)
    if period.months:
        return _("{event}后 {months} 个月内").format(event=event, months=period.months)
    return _("{event}后 {days} 天内").format(event=event, days=period.days)


def length(period: Period) -> str:
    """A period as people read it: ``"1 个月"``, ``"15 天"``, ``"2 年"``."""
    if period.days:
        return _("{days} 天").format(days=period.days)
    years, months = divmod(period.months, 12)
    return _("{months} 个月").format(months=period.months) if months else _("{years} 年").format(years=years)


def spelled(period: Period) -> str:
    """A period as clauses write it: ``"一个月"``, ``"十五天"``, ``"两年"``."""
    if period.days:
        return _("{days}天").format(days=quantity(period.days))
    years, months = divmod(period.months, 12)
    return (
        _("{months}个月").format(months=quantity(period.months))
        if months
        else _("{years}年").format(years=quantity(years))
    )


def interval(months: int) -> str:
    """What recurs once in so many months recurs once in each of these: ``"季度"``."""
    units = {1: "月", 3: "季度", 6: "半年", 12: "年度"}
    return _(units.get(months) or _("{months}个月").format(months=quantity(months)))


def quantity(count: int) -> str:
    """A number before what is counted, as clauses write it: ``"两"``, ``"十二"``."""
    return "两" if count == 2 else numeral(count)


def numeral(count: int) -> str:
    """A number as clauses write it, from a hundred on in digits: ``"十五"``."""
    if count > 99:
        return str(count)
    tens, ones = divmod(count, 10)
    return (
        ("一二三四五六七八九"[tens - 1] if tens > 1 else "")
        + "十" * (tens > 0)
        + "零一二三四五六七八九"[ones] * (ones > 0 or count == 0)
    )


def progress(done: Iterable[Truth]) -> list[str]:
    """The state of each step of a process, in order: the first that is not done is next, if it is known not to be."""
    states: list[str] = []
    for is_done in done:
        if is_done:
            states.append("done")
        elif is_done is None:
            states.append("unknown")
        else:
            states.append("todo" if {"next", "unknown"} & {*states} else "next")
    return states


def amount(yuan: str | None) -> str | None:
    """An outcome's amount as people read it: ``"120,000.00 元"``."""
    if yuan is None:
        return None
    # A sum may lie above every amount that can be given, so `money.fen` would not take it.
    whole, part = yuan.split(".")
    return _("{amount} 元").format(amount=f"{int(whole):,}.{part}")


def yes_no(value: bool | None, yes: str = "是", no: str = "否") -> str | None:
    """A settled truth in words."""
    return None if value is None else _(yes if value else no)


def fact_value(fact: Fact, value: Any) -> str:
    """A fact's value as people read it."""
    if value is None:
        return _("不清楚")
    if fact.kind == BOOLEAN:
        return _("是") if value else _("否")
    if fact.kind == CHOICE:
        return _(dict(fact.choices)[value])
    if fact.kind == MONEY:
        return _("{amount} 元").format(amount=money.grouped(value))
    return f"{value} {_(fact.unit)}".strip()


def compose(check: Check, values: Values, outcome: Outcome) -> dict[str, Any]:
    """The whole view, with the organisation's titles: the check's own headline and sections, then those that every
    check has."""
    if not outcome.in_force:
        text = _("核对日期 {as_of} 早于制度施行日期：本制度当时尚未施行，不作评定。").format(
            as_of=outcome.as_of
        )
        return {"headline": headline(NOTE, text), "sections": [_readings(outcome)]}
    own = check.view(values, outcome)
    sections = [*own["sections"], *_common(check, outcome)]
    view = {"headline": own["headline"], "sections": [section for section in sections if section["items"]]}
    shown: dict[str, Any] = titled(view, outcome.titles)
    return shown


def verdict(finding: Finding) -> dict[str, str]:
    """A finding's status in words, and whether it is good or bad news."""
    labels, tones = VERDICTS[clauses()[finding.clause].speaks_of]
    return {"status_label": _(labels[finding.status]), "tone": tones[finding.status]}


def _common(check: Check, outcome: Outcome) -> list[Section]:
    facts = check.facts
    read_by = {
        name: [finding.clause for finding in outcome.findings if name in finding.facts] for name in facts
    }
    return [
        section(
            "conditions",
            "条件与提醒",
            "list",
            (
                {"text": condition.text, "clauses": [condition.clause], "readings": []}
                for condition in outcome.conditions
            ),
        ),
        section(
            "conflicts",
            "互相矛盾的资料",
            "list",
            (
                {
                    "text": _("以下事实不能同时为“是”：{labels}。请复核资料。").format(
                        labels=_("、").join(_(facts[name].label) for name in conflict.facts)
                    ),
                    "clauses": [conflict.clause],
                    "readings": ["I-07"],
                    "facts": list(conflict.facts),
                }
                for conflict in outcome.conflicts
            ),
        ),
        section(
            "missing",
            "还需了解",
            "questions",
            (
                {
                    "fact": name,
                    "label": _(facts[name].label),
                    "question": _(facts[name].question),
                    "clauses": read_by[name],
                }
                for name in outcome.missing
            ),
        ),
        section(
            "findings",
            "逐条认定",
            "reasons",
            (
                {
                    "clause": finding.clause,
                    "status": finding.status,
                    **verdict(finding),
                    "facts": list(finding.facts),
                }
                for finding in outcome.findings
            ),
        ),
        _readings(outcome),
    ]


def _readings(outcome: Outcome) -> Section:
    items = ({"text": reading, "clauses": [], "readings": [reading]} for reading in outcome.readings)
    return section("readings", "所依据的解释", "list", items)
