"""A customer return visit, step by step, and what of its cost is reimbursed.

An absent `report_on` is no gap in what is known: it says that there is no report yet. So it makes the report late once
its day has passed, and leaves 5.1 open until then.
"""

from collections.abc import Mapping
from typing import Any

from ..model import money
from ..model.checks import Check, Group
from ..model.clauses import clauses, results, truth
from ..model.facts import AS_OF, Values
from ..model.outcome import Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import Truth, every
from .examples import EXAMPLES
from .facts import (
    APPOINTMENT_FACTS,
    EXPENSE_FACTS,
    FILING_FACTS,
    KIND,
    MATERIAL_FACTS,
    PLAN_FACTS,
    PREPARATION_FACTS,
    REPORT_FACTS,
    VISIT_FACTS,
)
from .rules import REPORT, STEPS
from .wording import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the visit met every clause so far, which step is next, and who bears its cost."""
    found = results("visit", values)
    met = {id: truth(found[id]) for id in (*STEPS, "visits.7.2")}
    compliant = every(met[id] for id in STEPS)
    deadline, expenses = found[REPORT].deadline, found["visits.7.2"]
    due = deadline.due if values["visit_ended_on"] else None
    fields: dict[str, Any] = {
        "compliant": compliant,
        "next_step": next((id for id in STEPS if not met[id]), None),
        "report_due": due and due.isoformat(),
        "report_late": deadline.late,
        "reimbursable": _yuan(expenses.paid),
        "self_paid": _yuan(expenses.own),
    }
    registered = clauses()
    relied = {
        "I-28": values["visit_ended_on"] is not None,
        "I-29": expenses.limit is not None and expenses.paid is not None,
    }
    return Outcome(
        "visit",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status(is_met), registered[id].facts) for id, is_met in met.items()),
        missing=tuple(_missing(values, met, compliant, deadline.late)),
        readings=tuple(reading for reading, relied_on in relied.items() if relied_on),
    )


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else money.yuan(fen)


def _missing(values: Values, met: Mapping[str, Truth], compliant: Truth, late: Truth) -> list[str]:
    """The unknown facts that can still change the answer, in the order of the visit."""
    registered = clauses()
    # While no clause is known to be missed, whatever leaves one open can decide.
    wanted = {name for id in STEPS if met[id] is None and compliant is None for name in registered[id].facts}
    wanted = wanted | {"visit_ended_on", "report_on"} if late is None else wanted - {"visit_ended_on"}
    # The report before the end of the visit: with that known to lie days back, no report would count as a late one.
    order = [
        name
        for id in STEPS
        for name in (("report_on", "visit_ended_on") if id == REPORT else registered[id].facts)
    ]
    return [name for name in order if name in wanted and values[name] is None]


CHECK = Check(
    id="visit",
    title="客户回访",
    regulation="visits",
    summary="回访办到哪一步，下一步由谁在什么时候之前做什么，费用报销多少。",
    groups=(
        Group("核对", "visits.1.2", (AS_OF, KIND)),
        Group("调取客户资料", "visits.2", PREPARATION_FACTS),
        Group("回访计划", "visits.3.1", PLAN_FACTS),
        Group("预约", "visits.3.2", APPOINTMENT_FACTS),
        Group("回访资料", "visits.3.3", MATERIAL_FACTS),
        Group("实施回访", "visits.4", VISIT_FACTS),
        Group("整理回访记录", "visits.5", REPORT_FACTS),
        Group("资料保存和使用", "visits.6", FILING_FACTS),
        Group("回访费用", "visits.7", EXPENSE_FACTS),
    ),
    fields={
        "compliant": "符合规定",
        "next_step": "最早的未办环节",
        "report_due": "报告期限",
        "report_late": "报告逾期",
        "reimbursable": "可报销（元）",
        "self_paid": "自行负担（元）",
    },
    decide=decide,
    view=view,
    deciding=("compliant", "report_late"),
    examples=EXAMPLES,
)
