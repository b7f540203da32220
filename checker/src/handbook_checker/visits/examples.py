"""Ready-made cases of the check of a return visit."""

from typing import Any

from .facts import APPOINTMENT_FACTS, MATERIAL_FACTS, PLAN_FACTS, PREPARATION_FACTS, VISIT_FACTS
from .rules import KEY_CUSTOMER, ROUTINE

_DONE = {
    **dict.fromkeys((fact.name for fact in (*PREPARATION_FACTS, *PLAN_FACTS, *APPOINTMENT_FACTS)), True),
    **dict.fromkeys((fact.name for fact in (*MATERIAL_FACTS, *VISIT_FACTS[:3])), True),
    "kind": ROUTINE,
    "visit_ended_on": "2026-11-19",
    "report_on": "2026-11-20",
    "supervisor_reviewed": True,
    "records_archived": True,
    "expense_claim": "180",
    "expense_limit": "200",
    "as_of": "2026-11-24",
}
_AFTER_VISIT = ("report_on", "supervisor_reviewed", "records_archived")
EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("例行回访，全部办妥", _DONE),
    (
        "大客户回访，报告逾期",
        {
            **{name: typed for name, typed in _DONE.items() if name not in _AFTER_VISIT},
            "kind": KEY_CUSTOMER,
            "expense_claim": "350",
        },
    ),
    (
        "正在准备，还没有预约",
        {
            **dict.fromkeys((fact.name for fact in (*PREPARATION_FACTS, *PLAN_FACTS)), True),
            "kind": ROUTINE,
            "appointment_made": False,
            "as_of": "2026-11-24",
        },
    ),
    ("资料无法归还，已经批准", {**_DONE, "materials_returned": False, "no_return_approved": True}),
)
