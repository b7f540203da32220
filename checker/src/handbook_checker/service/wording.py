"""The outcomes of the checks of service staff in words."""

from typing import Any

from ..engine.deductions import Fines
from ..engine.duties import self_check_view
from ..model import money
from ..model.catalogue import _
from ..model.facts import Values
from ..model.outcome import Condition, Outcome
from ..model.wording import GOOD, NOTE, OPEN, amount, field, headline, section, yes_no
from .facts import ATTITUDE_FACTS, DEMAND_FACTS, QUALITY_FACTS, RULE_FACTS, WORK_FACTS

_WORK = {
    fact.name: fact for fact in (*WORK_FACTS, *RULE_FACTS, *DEMAND_FACTS, *QUALITY_FACTS, *ATTITUDE_FACTS)
}


def work(values: Values, outcome: Outcome) -> dict[str, Any]:
    """How many duties of service staff were observed, and which were not."""
    return self_check_view(_WORK, values, outcome)


def conditions(lateness: int | None, fines: Fines) -> list[Condition]:
    """A fine below the least, and the legal review that every deduction needs before use (I-25)."""
    found = []
    if fines.is_below_least:
        text = _("所填罚款每次 {fine} 元，低于最低罚款 {least} 元，不符合本项；这里按每次 {least} 元计算。")
        text = text.format(
            fine=money.yuan(fines.each or 0), least=money.yuan(fines.least).removesuffix(".00")
        )
        found.append(Condition("service.6.1", text))
    if fines.amount:
        text = _("因投诉从工资中扣款，使用本结果之前须经法律审查。")
        found.append(Condition("service.6.1", text))
    if lateness:
        text = _("因迟到从工资中扣款，使用本结果之前须经法律审查。")
        found.append(Condition("service.7.1", text))
    return found


def pay(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Probation, what is deducted, and what is left."""
    fields = outcome.fields
    return {
        "headline": _headline(fields),
        "sections": [
            section(
                "result",
                "薪酬与扣款",
                "fields",
                (
                    field("试用期内", yes_no(fields["in_probation"]), ("service.6.1",)),
                    field("迟到扣款", amount(fields["lateness_deduction"]), ("service.7.1",)),
                    field("投诉罚款", amount(fields["complaint_fines"]), ("service.6.1",)),
                    field("扣款合计", amount(fields["total_deduction"])),
                    field(
                        "扣款后的工资",
                        amount(fields["pay_after_deductions"]),
                        ("service.6.2", "service.6.3"),
                        _("不含提成和奖金：发放办法由公司填写。"),
                    ),
                ),
            )
        ],
    }


def _headline(fields: dict[str, Any]) -> dict[str, str]:
    left, total = amount(fields["pay_after_deductions"]), amount(fields["total_deduction"])
    nothing = money.yuan(0)
    if left is None:
        return headline(OPEN, _("扣款后的工资尚未确定"))
    if fields["total_deduction"] == nothing:
        return headline(GOOD, _("没有扣款，工资 {pay}").format(pay=left))
    if total is None or fields["pay_after_deductions"] == nothing:
        return headline(NOTE, _("扣款不少于基本工资，扣款后的工资为 {pay}").format(pay=left))
    return headline(NOTE, _("扣款 {total}，扣款后的工资 {pay}").format(total=total, pay=left))
