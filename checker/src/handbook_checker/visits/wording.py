"""The outcome of a return visit in words."""

from typing import Any

from ..engine.steps import Step, steps
from ..model.catalogue import _
from ..model.dates import Period
from ..model.facts import Values
from ..model.outcome import NOT_MET, Outcome, status
from ..model.wording import (
    BAD,
    GOOD,
    OPEN,
    STEP_STATES,
    amount,
    field,
    headline,
    section,
    step,
    within,
    yes_no,
)
from .rules import FURTHER, REPORT, STEPS

_TEXTS = {
    "visits.2.1": "分析所保存的客户信息",
    "visits.2.2": "确定要拜访的客户名单",
    "visits.2.3": "确定每个客户拜访的具体目的",
    "visits.3.1": "制订{form}，选定回访方式",
    "visits.3.2.1": "预约回访的时间和地点",
    "visits.3.2.2": "照顾客户的时间安排",
    "visits.3.3": "准备回访资料",
    "visits.4.1": "准时到达回访地点",
    "visits.4.2": "了解需求和意见，填写{form}",
    "visits.4.3": "归还回访资料；确实无法归还的，报{approver}批准",
    "visits.5.1": "填写{form}",
    "visits.5.2": "审查记录和报告，提出指导意见",
    "visits.6.1": "将{form}归档",
    "visits.6.2": "参考回访资料，制订{form}和客户销售策略",
}
"""What each step is."""


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Where the visit stands, when its report is due, and who bears its cost."""
    fields = outcome.fields
    taken = steps("visit", values)
    report = [
        field("报告期限", fields["report_due"], (REPORT,)),
        field("报告逾期", yes_no(fields["report_late"]), (REPORT,)),
    ]
    expenses = [
        field("可报销", amount(fields["reimbursable"]), ("visits.7.2",)),
        field("自行负担", amount(fields["self_paid"]), ("visits.7.2",)),
    ]
    claimed = values["expense_claim"] is not None
    return {
        "headline": _headline(taken, outcome),
        "sections": [
            section("steps", "办到哪一步", "steps", _steps(taken, outcome)),
            section("report", "回访报告", "fields", report if values["visit_ended_on"] else ()),
            section("expenses", "回访费用", "fields", expenses if claimed else ()),
        ],
    }


def _text(id: str, taken: Step) -> str:
    return _(_TEXTS[id]).format(
        form=_(taken.form), approver=_("、").join(_(role) for role in taken.approved_by)
    )


def _headline(taken: dict[str, Step], outcome: Outcome) -> dict[str, str]:
    missed = [
        finding.clause
        for finding in outcome.findings
        if finding.clause in STEPS and finding.status == NOT_MET
    ]
    if outcome.fields["compliant"]:
        return headline(GOOD, _("各环节都符合规定"))
    if missed:
        text = _("有 {count} 个环节不符合规定，最早的是：{step}")
        return headline(BAD, text.format(count=len(missed), step=_text(missed[0], taken[missed[0]])))
    ahead = outcome.fields["next_step"]
    text = _("没有发现不符合规定的环节；下一步：{step}")
    return headline(OPEN, text.format(step=_text(ahead, taken[ahead])))


def _steps(taken: dict[str, Step], outcome: Outcome) -> list[dict[str, Any]]:
    """Every step with its state; the next one is the first that is not known to be done."""
    statuses = {finding.clause: finding.status for finding in outcome.findings}
    statuses[FURTHER] = status(taken[FURTHER].truth)
    return [
        step(
            _text(id, each),
            "next" if id == outcome.fields["next_step"] else STEP_STATES[statuses[id]],
            _(each.who),
            _by(each, outcome),
            (id,),
        )
        for id, each in taken.items()
    ]


def _by(taken: Step, outcome: Outcome) -> str:
    """By when a step is to be taken; by which day, where that is known, and whether it has passed."""
    if not taken.deadline:
        return taken.by and _(taken.by)
    due = outcome.fields["report_due"]
    if not due:
        assert isinstance(taken.deadline.within, Period)
        return within(taken.deadline.event, taken.deadline.within)
    if outcome.fields["report_late"]:
        return _("{day}（已逾期）").format(day=due)
    return _("不晚于 {day}").format(day=due)
