"""Ready-made cases of the check of a new supplier."""

from typing import Any

from .facts import (
    APPLICATION_FACTS,
    CONTRACT_FACTS,
    FIELD_FACTS,
    PRINCIPLE_FACTS,
    REGISTRATION_FACTS,
    SURVEY_FACTS,
)

_ELIGIBLE = dict.fromkeys((fact.name for fact in PRINCIPLE_FACTS), True)
_SURVEYED = dict.fromkeys((fact.name for fact in (*SURVEY_FACTS, *FIELD_FACTS)), True)
_SETTLED = dict.fromkeys(
    (fact.name for fact in (*APPLICATION_FACTS, *CONTRACT_FACTS, *REGISTRATION_FACTS)), True
)
EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("手续全部办妥", {**_ELIGIBLE, **_SURVEYED, **_SETTLED}),
    (
        "调查完毕，正在写申请报告",
        {**_ELIGIBLE, **_SURVEYED, "application_reasons": True, "application_survey_results": True},
    ),
    (
        "刚开始调查，能否入选还不清楚",
        {
            "quality_equipment_and_technology": True,
            "on_time_delivery": True,
            "doc_history": True,
            "doc_profile": True,
            "doc_product_catalogue": True,
        },
    ),
    ("成本不符合要求", {**_ELIGIBLE, **_SURVEYED, "cost_level": False}),
)
