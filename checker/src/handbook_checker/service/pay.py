"""Pay and attendance of service staff: parts six and seven of the regulation on service staff."""

from ..model import money
from ..model.checks import Check, Group
from ..model.clauses import clauses, results, truth
from ..model.facts import Values
from ..model.outcome import NOT_APPLICABLE, Finding, Outcome, status
from ..model.settings import Settings
from . import examples, wording
from .facts import ATTENDANCE_FACTS, COMPLAINT_FACTS, PERSON_FACTS


def decide(values: Values, settings: Settings) -> Outcome:
    """What is deducted for lateness and complaints, and what is left of the base salary."""
    found = results("pay", values)
    pay, lateness = found["service.6.1"], found["service.7.1"]
    late, fined = lateness.amount, pay.fines.amount
    amounts = {
        "lateness_deduction": late,
        "complaint_fines": fined,
        "total_deduction": None if late is None or fined is None else late + fined,
        "pay_after_deductions": pay.after(lateness),
    }
    in_probation = pay.probation.truth
    wanted = {
        "hired_on": in_probation is None,
        # Whatever the counts are, a larger salary leaves more or loses more.
        "base_salary": True,
        "late_count": pay.base != 0,
        "complaint_count": True,
    }
    relied = {
        "I-24": lateness.truth is False,
        "I-25": bool(late or fined),
        "I-26": pay.fines.is_below_least or (bool(pay.fines.times) and pay.fines.each is None),
        "I-27": True,
    }
    registered = clauses()
    statuses = {
        id: status(truth(found[id])) if id in found else NOT_APPLICABLE
        for id in ("service.6.1", "service.6.2", "service.6.3", "service.7.1", "service.7.2")
    }
    return Outcome(
        "pay",
        values["as_of"],
        {
            "in_probation": in_probation,
            **{name: None if fen is None else money.yuan(fen) for name, fen in amounts.items()},
        },
        findings=tuple(Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()),
        conditions=tuple(wording.conditions(late, pay.fines)),
        missing=tuple(name for name, can_matter in wanted.items() if can_matter and values[name] is None),
        readings=tuple(reading for reading, relied_on in relied.items() if relied_on),
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
    fields={
        "in_probation": "试用期内",
        "lateness_deduction": "迟到扣款（元）",
        "complaint_fines": "投诉罚款（元）",
        "total_deduction": "扣款合计（元）",
        "pay_after_deductions": "扣款后的工资（元）",
    },
    decide=decide,
    view=wording.pay,
    deciding=(
        "in_probation",
        "lateness_deduction",
        "complaint_fines",
        "total_deduction",
        "pay_after_deductions",
    ),
    examples=examples.PAY,
)
