"""Ready-made cases of the checks of service staff."""

from typing import Any

from ..engine.duties import minutes
from ..model import money
from ..model.clauses import stated
from ..model.wording import numeral
from .facts import ATTITUDE_FACTS, DEMAND_FACTS, QUALITY_FACTS, RULE_FACTS, WORK_FACTS

_TOO_LONG = stated("service.2.6").at_most + minutes(1)
_LEAST = stated("service.6.1").fines.least

_DUTIES = (*WORK_FACTS, *RULE_FACTS, *DEMAND_FACTS, *QUALITY_FACTS, *ATTITUDE_FACTS)
_ALL_OBSERVED: dict[str, Any] = {
    **dict.fromkeys((fact.name for fact in _DUTIES), True),
    "private_call_seconds": "0",
}
WORK: tuple[tuple[str, dict[str, Any]], ...] = (
    ("各条都做到", _ALL_OBSERVED),
    (
        f"私人电话打了{numeral(_TOO_LONG // 60)}分钟",
        {**_ALL_OBSERVED, "private_call_seconds": str(_TOO_LONG)},
    ),
    ("与客户争执，没有交工作报表", {**_ALL_OBSERVED, "no_quarrel_or_harm": False, "daily_report": False}),
    ("只查接听电话", dict.fromkeys((fact.name for fact in ATTITUDE_FACTS), True)),
)

PAY: tuple[tuple[str, dict[str, Any]], ...] = (
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
            "fine_per_complaint": money.yuan(_LEAST // 2).removesuffix(".00"),
        },
    ),
    ("次数还没有统计", {"as_of": "2026-11-30", "hired_on": "2026-01-05", "base_salary": "4500"}),
)
