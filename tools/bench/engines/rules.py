"""The rating and credit rules as the peers are given them: the first rule that fits decides, as in a decision table.

That is the least work that still names a clause. The checker names the state of every clause.
"""

from collections.abc import Mapping

Facts = Mapping[str, bool | str]

C_RULES = {
    "serious_default_2y": "credit.16.1",
    "often_breaks_promises": "credit.16.2",
    "debt_dispute_or_asset_transfer": "credit.16.3",
    "weak_finances": "credit.16.4",
    "poor_operations": "credit.16.5",
    "sharp_decline_or_unfair_conduct": "credit.16.6",
    "serious_illegal_operation": "credit.16.7",
    "ordered_to_suspend_or_rectify": "credit.16.8",
    "seizure_or_freeze_risk": "credit.16.9",
}
"""Facts that make the grade C when true."""
A_RULES = {
    "cooperated_a_year": "credit.15.1",
    "law_abiding_and_reliable": "credit.15.3",
    "good_operations_2y": "credit.15.4",
    "strong_finances": "credit.15.5",
    "meets_annual_standard": "credit.15.6",
    "key_data_complete": "credit.18",
}
"""Facts that make the grade B when false; a default made it C before."""

GRADE: list[tuple[Facts, str, str]] = [
    *(({fact: True}, "C", clause) for fact, clause in C_RULES.items()),
    *(({fact: False}, "B", clause) for fact, clause in A_RULES.items()),
    ({"newly_developed": True}, "B", "credit.18"),
    ({}, "A", "credit.15"),
]
"""Facts, the grade and the clause."""

PERMISSION: list[tuple[Facts, bool, str]] = [
    ({"arrears_unsettled": True}, False, "credit.35"),
    ({"grade": "C"}, False, "credit.28"),
    ({"grade": "A", "has_prior_credit": True}, True, "credit.26.2"),
    ({"grade": "A", "special_necessity": True, "requested_kind": "temporary"}, True, "credit.26.1"),
    ({"grade": "A"}, False, "credit.26.1"),
    ({"special_necessity": True, "collateral_completed": True}, True, "credit.27"),
    ({}, False, "credit.27"),
]
"""Facts, whether credit is open and the clause."""
