"""Ready-made cases of the checks of survey, review and violation."""

from typing import Any

from .facts import MONTHLY_FACTS, QUARTERLY_FACTS, TOPIC_FACTS

_WHOLE = {
    **dict.fromkeys((fact.name for fact in TOPIC_FACTS), True),
    "truthfulness_confirmed": True,
    "reviewed_by_department": True,
    "filed_with_finance": True,
    "last_full_update": "2026-08-20",
    "changed_since_update": False,
    "as_of": "2026-11-24",
}
SURVEY: tuple[tuple[str, dict[str, Any]], ...] = (
    ("资料完整，更新及时", _WHOLE),
    ("缺财务状况，尚未审核", {**_WHOLE, "finances": False, "reviewed_by_department": False}),
    ("已过更新期限", {**_WHOLE, "last_full_update": "2026-05-30"}),
    ("有变化而未补充", {**_WHOLE, "changed_since_update": True, "change_recorded": False}),
    (
        "刚开始调查",
        {"basic_information": True, "bank_accounts": True, "dealings_with_us": True, "as_of": "2026-11-24"},
    ),
)

_FINISHED: dict[str, Any] = {
    "as_of": "2026-11-24",
    **dict.fromkeys((fact.name for fact in (*MONTHLY_FACTS, *QUARTERLY_FACTS)), True),
}
REVIEW: tuple[tuple[str, dict[str, Any]], ...] = (
    ("检查完成，调低额度", {**_FINISHED, "previous_limit": "15万", "proposed_limit": "12万"}),
    (
        "评价意见尚未签署",
        {
            **_FINISHED,
            "marketing_opinion_signed": False,
            "quarterly_review_done": False,
            "previous_limit": "15万",
            "proposed_limit": "15万",
        },
    ),
    ("拟调高额度", {**_FINISHED, "previous_limit": "8万", "proposed_limit": "10万"}),
    ("只知道一部分", {"as_of": "2026-11-24", "manager_report_done": True, "previous_limit": "8万"}),
)

VIOLATION: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "超越授信范围，未按期纠正",
        {"exceeded_authority": True, "corrected_in_time": False, "economic_loss": "3.5万"},
    ),
    (
        "已按期纠正，没有损失",
        {"exceeded_authority": True, "corrected_in_time": True, "economic_loss": "0"},
    ),
    ("没有越权", {"exceeded_authority": False}),
    ("是否越权尚不清楚", {"economic_loss": "8000"}),
)
