"""The outcome of a survey in words."""

from typing import Any

from ...engine.steps import Task, shared_process
from ...model.catalogue import _
from ...model.facts import Values
from ...model.outcome import Outcome
from ...model.wording import BAD, GOOD, OPEN, field, headline, numeral, progress, section, step, yes_no
from ..facts import TOPIC_FACTS
from ..rules import IN_CHARGE

_TEXTS = {
    "investigate": "进行资信调查，查明{count}个要点，填写{form}",
    "confirm": "确认资料和评定表内容真实",
    "review": "审核资料和评定表",
    "file": "将评定表备案",
    "record": "把发生的变化补充修改到资料中",
    "update": "全面更新资料和评定表",
}
_COMPLETE = {True: "资料完整", False: "资料不完整", None: "资料是否完整尚未确定"}
_CURRENT = {True: "更新及时", False: "更新不及时", None: "更新是否及时尚未确定"}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Whether the file is complete and current, and where it stands in the process."""
    complete, current, due = (outcome.fields[name] for name in ("complete", "current", "next_update_due"))
    lacking = [fact for fact in TOPIC_FACTS if values[fact.name] is False]
    lacks = (
        _("缺：{topics}").format(topics=_("、").join(_(fact.label) for fact in lacking)) if lacking else ""
    )
    last = values["last_full_update"]
    tasks = shared_process("survey", values, in_charge=IN_CHARGE)
    overdue = last is not None and any(task.step.deadline.late for task in tasks if task.step.deadline)
    rows = [
        field("资料完整", yes_no(complete), ("credit.8",), lacks),
        field("更新及时", yes_no(current), ("credit.12",), _lag(values, overdue)),
    ]
    if last is None or due is not None:
        rows.append(field("下次全面更新不晚于", due, ("credit.12",)))
    tone = BAD if False in (complete, current) else OPEN if None in (complete, current) else GOOD
    text = _("{complete}；{current}").format(complete=_(_COMPLETE[complete]), current=_(_CURRENT[current]))
    return {
        "headline": headline(tone, text),
        "sections": [
            section("result", "客户资料", "fields", rows),
            section("steps", "办到哪一步", "steps", _steps(tasks, due, overdue)),
        ],
    }


def _lag(values: Values, overdue: bool) -> str:
    """Why the file is not current, in words."""
    reasons: list[str] = []
    if overdue:
        reasons.append(_("已过全面更新的期限"))
    if values["changed_since_update"] and values["change_recorded"] is False:
        reasons.append(_("发生的变化尚未补充修改"))
    return _("；").join(reasons)


def _steps(tasks: list[Task], due: str | None, overdue: bool) -> list[dict[str, Any]]:
    """Every step of the process with its state."""
    by = _("{day}（已逾期）").format(day=due) if overdue else due or ""
    states = progress([task.step.finished for task in tasks])
    return [
        step(
            _(_TEXTS[task.step.act]).format(count=numeral(len(TOPIC_FACTS)), form=_(task.step.form)),
            state,
            _(task.step.who),
            by if task.step.deadline else "",
            task.clauses,
        )
        for task, state in zip(tasks, states, strict=True)
    ]
