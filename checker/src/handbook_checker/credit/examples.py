"""Ready-made cases of each check of the regulation."""

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

_SOUND_ORDER: dict[str, Any] = {
    "as_of": "2026-11-24",
    "grade": "A",
    "limit": "15万",
    "current_exposure": "6万",
    "order_amount": "5万",
    "arrears_unsettled": False,
    "contract_end": "2027-06-30",
}
ORDER: tuple[tuple[str, dict[str, Any]], ...] = (
    ("额度之内", _SOUND_ORDER),
    ("超出额度，尚未批准", {**_SOUND_ORDER, "grade": "B", "order_amount": "12万", "written_approval": False}),
    ("超出额度，已有批准文书", {**_SOUND_ORDER, "order_amount": "12万", "written_approval": True}),
    ("上次欠款未结清", {**_SOUND_ORDER, "arrears_unsettled": True, "current_exposure": "18万"}),
    ("C级客户，仍有占用", {**_SOUND_ORDER, "grade": "C", "limit": "0", "current_exposure": "42,000"}),
    ("合同将要到期", {**_SOUND_ORDER, "contract_end": "2026-12-20", "contract_cleared_once": False}),
)

_SOUND_CUSTOMER = {
    "role": "downstream",
    "cooperation_since": "2023-03-01",
    "serious_default_2y": False,
    "law_abiding_and_reliable": True,
    "good_operations_2y": True,
    "strong_finances": True,
    "meets_annual_standard": True,
    "often_breaks_promises": False,
    "debt_dispute_or_asset_transfer": False,
    "weak_finances": False,
    "poor_operations": False,
    "sharp_decline_or_unfair_conduct": False,
    "serious_illegal_operation": False,
    "ordered_to_suspend_or_rectify": False,
    "seizure_or_freeze_risk": False,
    "newly_developed": False,
    "key_data_complete": True,
    "arrears_unsettled": False,
}
CREDIT: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "A级：老客户申请长期赊销",
        {
            **_SOUND_CUSTOMER,
            "requested_kind": "long_term",
            "requested_amount": "10万",
            "has_prior_credit": True,
            "prior_credit_amount": "18万",
            "average_monthly_collection": "15万",
            "current_exposure": "3万",
            "start_date": "2026-12-01",
        },
    ),
    (
        "B级：年度回款未达标，有抵押",
        {
            **_SOUND_CUSTOMER,
            "meets_annual_standard": False,
            "requested_kind": "temporary",
            "requested_amount": "6万",
            "special_necessity": True,
            "has_prior_credit": False,
            "average_monthly_collection": "8万",
            "collateral_completed": True,
            "collateral_value": "5万",
            "current_exposure": "0",
            "start_date": "2026-12-01",
        },
    ),
    (
        "C级：连续亏损，仍有欠款",
        {
            **_SOUND_CUSTOMER,
            "good_operations_2y": False,
            "poor_operations": True,
            "requested_kind": "temporary",
            "current_exposure": "42,000",
        },
    ),
    (
        "尚不能定级：资料不全",
        {
            "role": "upstream",
            "cooperation_since": "2025-06-15",
            "serious_default_2y": False,
            "law_abiding_and_reliable": True,
            "strong_finances": True,
            "newly_developed": False,
            "requested_kind": "long_term",
            "average_monthly_delivery": "20万",
        },
    ),
    (
        "资料互相矛盾",
        {
            **_SOUND_CUSTOMER,
            "weak_finances": True,
            "requested_kind": "long_term",
            "has_prior_credit": True,
            "prior_credit_amount": "9万",
        },
    ),
)
