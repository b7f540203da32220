"""Pay and attendance of service staff: parts six and seven of the regulation on service staff.

What is deducted is a share of the base salary, kept as whole percent until the sum is known and rounded once. An unknown
amount can be any, an unknown count too, so each result is looked at where it could still be settled without them.
"""

from datetime import date
from typing import Any

from ..model import money
from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide
from ..model.dates import plus_months
from ..model.facts import AS_OF, CHOICE, COUNT, DATE, MONEY, Fact, Values
from ..model.outcome import NOT_APPLICABLE, Condition, Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import settled
from ..model.truth import Truth
from ..model.wording import GOOD, NOTE, OPEN, amount, field, headline, section, yes_no

FROM_THIRD, WHOLE_MONTH = "from_third", "whole_month"
PROBATION_MONTHS = 3
LEAST_FINE = 10 * money.FEN_PER_YUAN
LOWER_RATE, HIGHER_RATE = 1, 5
"""Percent of the base salary for each time late."""
MANY_TIMES = 3
"""So many times late in a month, and the higher rate applies."""

PERSON_FACTS = (
    AS_OF,
    Fact("hired_on", DATE, "入职日期", "员工是哪一天入职的？", past=True),
    Fact("base_salary", MONEY, "基本工资", "基本工资每月多少？", "数额由公司规定（解释 I-27）。", unit="元"),
)
ATTENDANCE_FACTS = (
    Fact("late_count", COUNT, "当月迟到次数", "当月迟到几次？", "没有迟到的填 0。", unit="次"),
    Fact(
        "late_rate_applies",
        CHOICE,
        "5% 的适用范围",
        "当月迟到三次以上的，5% 从第三次起适用，还是当月各次都适用？",
        "不清楚时，按组织设置（解释 I-24）。",
        choices=((FROM_THIRD, "从第三次起"), (WHOLE_MONTH, "当月各次")),
    ),
)
COMPLAINT_FACTS = (
    Fact(
        "complaint_count",
        COUNT,
        "投诉次数",
        "客户和销售人员对其投诉几次？",
        "没有投诉的填 0。",
        unit="次",
    ),
    Fact(
        "fine_per_complaint",
        MONEY,
        "每次罚款",
        "每次投诉罚款多少？",
        "视情节而定，最低 10 元；不填时，按 10 元计算（解释 I-26）。",
        unit="元",
    ),
)

nothing_to_decide("service.6", "pay", why="标题；各项规定分别列出。")


@clause(
    "service.6.1",
    "pay",
    facts=("base_salary", "hired_on", "as_of", "complaint_count", "fine_per_complaint"),
    readings=("I-25", "I-26", "I-27"),
)
def complaint_fines(complaint_count: int | None, fine_per_complaint: int | None) -> int | None:
    """客服人员的工资标准:

    基本工资 元,试用期三个月,工作期间如没有客户和销售人员的投诉,则基本工资发放。如有客户与销售人员投诉,视
    情节严重性而定,最低罚款10元/次
    """
    if complaint_count is None:
        return None
    return complaint_count * max(fine_per_complaint or 0, LEAST_FINE)


nothing_to_decide(
    "service.6.2",
    "pay",
    why="提成的发放办法留空，由公司在组织设置中填写；这里不计算提成（解释 I-27）。",
    readings=("I-27",),
)
nothing_to_decide(
    "service.6.3",
    "pay",
    why="奖金的发放办法留空，由公司在组织设置中填写；这里不计算奖金（解释 I-27）。",
    readings=("I-27",),
)
nothing_to_decide("service.7", "pay", why="标题；各项规定分别列出。")


@clause("service.7.1", "pay", readings=("I-24", "I-25"))
def lateness_deduction(base_salary: int | None, late_count: int | None, late_rate_applies: str) -> int | None:
    """出勤情况:

    上班时间:早8:30——17:30

    迟到人次/日扣除标准为基本工资总额的1%,最多每月不得超过三次,超过三次(含)以上者,扣除人次/日标准为基本工
    资总额的5%。
    """
    if 0 in (base_salary, late_count):
        return 0
    if base_salary is None or late_count is None:
        return None
    # Half a fen is rounded up, as I-25 has it.
    return (base_salary * percent_for(late_count, late_rate_applies) + 50) // 100


nothing_to_decide(
    "service.7.2",
    "pay",
    why="要求工作态度和每日工作报告；没有写明对薪酬的影响，不影响计算。",
)


def percent_for(late_count: int, late_rate_applies: str) -> int:
    """What so many times late in a month cost, in percent of the base salary (I-24)."""
    if late_count < MANY_TIMES:
        return LOWER_RATE * late_count
    lower = 0 if late_rate_applies == WHOLE_MONTH else MANY_TIMES - 1
    return LOWER_RATE * lower + HIGHER_RATE * (late_count - lower)


def is_in_probation(hired_on: date | None, as_of: date) -> Truth:
    """Whether three months from `hired_on` have not yet passed."""
    # The later someone was hired the longer the probation lasts: what holds at both ends holds on every day between.
    ends = (date.min, as_of) if hired_on is None else (hired_on,)
    finished = [plus_months(end, PROBATION_MONTHS) for end in ends]
    return settled(end is None or as_of < end for end in finished)


def pay_after(values: Values, lateness: int | None, fines: int | None) -> int | None:
    """The base salary less what is deducted, never below nothing (I-25)."""
    base, late_count = values["base_salary"], values["late_count"]
    if base is None:
        # From a hundred percent on nothing is left of any salary; short of it something is left of a large one.
        consumed = late_count is not None and percent_for(late_count, values["late_rate_applies"]) >= 100
        return 0 if consumed else None
    # What is unknown can be nothing, and can be more.
    if base <= (lateness or 0) + (fines or 0):
        return 0
    return None if lateness is None or fines is None else base - lateness - fines


def decide(values: Values, settings: Settings) -> Outcome:
    """What is deducted for lateness and complaints, and what is left of the base salary."""
    values = {**values, "late_rate_applies": values["late_rate_applies"] or settings.late_rate_applies}
    hired_on, late_count, complaint_count = (
        values[name] for name in ("hired_on", "late_count", "complaint_count")
    )
    fine = values["fine_per_complaint"]
    lateness = lateness_deduction(values["base_salary"], late_count, values["late_rate_applies"])
    fines = complaint_fines(complaint_count, fine)
    total = None if lateness is None or fines is None else lateness + fines
    in_probation = is_in_probation(hired_on, values["as_of"])
    amounts = {
        "lateness_deduction": lateness,
        "complaint_fines": fines,
        "total_deduction": total,
        "pay_after_deductions": pay_after(values, lateness, fines),
    }
    contrary = fine is not None and fine < LEAST_FINE
    wanted = {
        "hired_on": in_probation is None,
        # Whatever the counts are, a larger salary leaves more or loses more.
        "base_salary": True,
        "late_count": values["base_salary"] != 0,
        "complaint_count": True,
    }
    relied = {
        "I-24": late_count is not None and late_count >= MANY_TIMES,
        "I-25": bool(lateness or fines),
        "I-26": contrary or (bool(complaint_count) and fine is None),
        "I-27": True,
    }
    return Outcome(
        "pay",
        values["as_of"],
        {
            "in_probation": in_probation,
            **{name: None if fen is None else money.yuan(fen) for name, fen in amounts.items()},
        },
        findings=tuple(_findings(values, contrary)),
        conditions=tuple(_conditions(lateness, fines, fine if contrary else None)),
        missing=tuple(name for name, can_matter in wanted.items() if can_matter and values[name] is None),
        readings=tuple(reading for reading, relied_on in relied.items() if relied_on),
    )


def _findings(values: Values, contrary: bool) -> list[Finding]:
    """6.1 is missed by a fine below its least; 7.1 by being late as often as it says nobody may be."""
    late_count = values["late_count"]
    statuses = {
        "service.6.1": status(not contrary),
        "service.6.2": NOT_APPLICABLE,
        "service.6.3": NOT_APPLICABLE,
        "service.7.1": status(None if late_count is None else late_count < MANY_TIMES),
        "service.7.2": NOT_APPLICABLE,
    }
    registered = clauses()
    return [Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()]


def _conditions(lateness: int | None, fines: int | None, contrary_fine: int | None) -> list[Condition]:
    """A fine below the least, and the legal review that every deduction needs before use (I-25)."""
    conditions = []
    if contrary_fine is not None:
        text = _("所填罚款每次 {fine} 元，低于最低罚款 10 元，不符合本项；这里按每次 10 元计算。")
        conditions.append(Condition("service.6.1", text.format(fine=money.yuan(contrary_fine))))
    if fines:
        text = _("因投诉从工资中扣款，使用本结果之前须经法律审查。")
        conditions.append(Condition("service.6.1", text))
    if lateness:
        text = _("因迟到从工资中扣款，使用本结果之前须经法律审查。")
        conditions.append(Condition("service.7.1", text))
    return conditions


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
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


_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "没有迟到，没有投诉",
        {
            "as_of": "2026-11-30",
            "hired_on": "2025-03-03",
            "base_salary": "4500",
            "late_count": "0",
            "complaint_count": "0",
        },
    ),
    (
        "试用期内，迟到四次，投诉一次",
        {
            "as_of": "2026-11-30",
            "hired_on": "2026-09-15",
            "base_salary": "3800",
            "late_count": "4",
            "complaint_count": "1",
        },
    ),
    (
        "罚款低于最低数额",
        {
            "as_of": "2026-11-30",
            "hired_on": "2024-06-01",
            "base_salary": "5000",
            "late_count": "1",
            "complaint_count": "2",
            "fine_per_complaint": "5",
        },
    ),
    ("次数还没有统计", {"as_of": "2026-11-30", "hired_on": "2026-01-05", "base_salary": "4500"}),
)

CHECK = Check(
    id="pay",
    title="客服薪酬与考勤",
    regulation="service",
    summary="是否在试用期内，迟到和投诉各扣多少，扣款后的工资是多少。",
    groups=(
        Group("员工", "service.6.1", PERSON_FACTS),
        Group("考勤", "service.7.1", ATTENDANCE_FACTS),
        Group("投诉", "service.6.1", COMPLAINT_FACTS),
    ),
    fields=(
        "in_probation",
        "lateness_deduction",
        "complaint_fines",
        "total_deduction",
        "pay_after_deductions",
    ),
    decide=decide,
    view=view,
    deciding=(
        "in_probation",
        "lateness_deduction",
        "complaint_fines",
        "total_deduction",
        "pay_after_deductions",
    ),
    examples=_EXAMPLES,
)
