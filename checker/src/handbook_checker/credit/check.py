"""The credit check: rating, permitted credit, approvers."""

from functools import cache

from ..model.checks import Check, Group
from ..model.facts import AS_OF, Values
from ..model.outcome import Outcome
from ..model.settings import Settings
from . import granting, rating
from .facts import (
    A_FACTS,
    APPLICATION_FACTS,
    BAR_FACTS,
    C_FACTS,
    EXPOSURE_FACTS,
    ROLE,
    TERM_FACTS,
    TOTAL_FACTS,
)
from .wording.credit import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Rate the customer, then permit or refuse credit by the grades still possible."""
    rated = rating.rate(values)
    credit, granted = granting.grant(values, rated.possible)
    return Outcome(
        "credit",
        values["as_of"],
        {
            "rating": rated.field,
            "credit": credit,
            "approvers": granted.approvers,
            "upgrade": rating.upgrade(values, rated),
        },
        rated.findings + granted.findings,
        granted.conditions,
        rated.conflicts,
        rated.missing + granted.missing,
        _both(rated.readings, granted.readings),
    )


@cache
def _both(of_rating: frozenset[str], of_grant: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(of_rating | of_grant))


_SOUND = {
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
_EXAMPLES = (
    (
        "A级：老客户申请长期赊销",
        {
            **_SOUND,
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
            **_SOUND,
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
            **_SOUND,
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
            **_SOUND,
            "weak_finances": True,
            "requested_kind": "long_term",
            "has_prior_credit": True,
            "prior_credit_amount": "9万",
        },
    ),
)


CHECK = Check(
    id="credit",
    title="客户评级与授信",
    regulation="credit",
    summary="客户评为哪一级，能否授信，额度和期限多少，由谁审批。",
    groups=(
        Group("客户", "credit.4", (AS_OF, ROLE)),
        Group("A级条件", "credit.15", A_FACTS),
        Group("C级情形", "credit.16", C_FACTS),
        Group("新客户与资料", "credit.18", BAR_FACTS),
        Group("授信申请", "credit.26", APPLICATION_FACTS),
        Group("占用与欠款", "credit.33", EXPOSURE_FACTS),
        Group("期限起算", "credit.23", TERM_FACTS),
        Group("授信总额", "credit.24.2.1", TOTAL_FACTS),
    ),
    fields=("rating", "credit", "approvers", "upgrade"),
    decide=decide,
    view=view,
    deciding=("rating.grade", "credit.decision", "credit.kind", "credit.limit", "credit.term"),
    column_strategy=f"{__package__}.classification",
    examples=_EXAMPLES,
)
