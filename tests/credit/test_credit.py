"""The credit check, clause by clause: a sound customer, and one fact changed at a time.

Each row names the clause or reading, what is changed against the sound customer, and what is expected.
"""

import pytest
from handbook_checker import check, clauses
from handbook_checker.credit import rating, rules

SOUND = {
    "as_of": "2026-11-24",
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
    "requested_kind": "long_term",
    "special_necessity": True,
    "has_prior_credit": True,
    "prior_credit_amount": "90000",
    "average_monthly_collection": "100000",
    "average_monthly_delivery": "70000",
    "collateral_completed": True,
    "collateral_value": "80000",
    "arrears_unsettled": False,
}
B = {"meets_annual_standard": False}
C = {"weak_finances": True, "strong_finances": False}
NEW = {"has_prior_credit": False, "prior_credit_amount": None, "requested_kind": "temporary"}
UNRATED = dict.fromkeys(rules.RATING_NAMES, None)


def outcome(*changes):
    facts = dict(SOUND)
    for change in changes:
        facts |= change
    return check("credit", facts).to_dict()


def status(outcome, clause):
    return next(finding["status"] for finding in outcome["findings"] if finding["clause"] == clause)


@pytest.mark.parametrize(
    ("clause", "change", "status_", "possible"),
    [
        ("credit.15.1", {}, "met", "A"),
        ("credit.15.1", {"cooperation_since": "2025-11-24"}, "met", "A"),
        ("credit.15.1", {"cooperation_since": "2025-11-25"}, "not_met", "B"),
        ("credit.15.1", {"cooperation_since": None}, "unknown", "AB"),
        # I-02: from 29 February the year ends on the last day of February.
        ("credit.15.1", {"cooperation_since": "2024-02-29", "as_of": "2025-02-27"}, "not_met", "B"),
        ("credit.15.1", {"cooperation_since": "2024-02-29", "as_of": "2025-02-28"}, "met", "A"),
        # I-03: one fact for both clauses.
        ("credit.15.2", {"serious_default_2y": True}, "not_met", "C"),
        ("credit.16.1", {"serious_default_2y": True}, "met", "C"),
        ("credit.15.2", {"serious_default_2y": None}, "unknown", "AC"),
        ("credit.16.1", {"serious_default_2y": None}, "unknown", "AC"),
        ("credit.15.3", {"law_abiding_and_reliable": False}, "not_met", "B"),
        ("credit.15.3", {"law_abiding_and_reliable": None}, "unknown", "AB"),
        ("credit.15.4", {"good_operations_2y": False}, "not_met", "B"),
        ("credit.15.4", {"good_operations_2y": None}, "unknown", "AB"),
        ("credit.15.5", {"strong_finances": False}, "not_met", "B"),
        ("credit.15.5", {"strong_finances": None}, "unknown", "AB"),
        ("credit.15.6", {"meets_annual_standard": False}, "not_met", "B"),
        ("credit.15.6", {"meets_annual_standard": None}, "unknown", "AB"),
        ("credit.16.2", {}, "not_met", "A"),
        ("credit.16.2", {"often_breaks_promises": True}, "met", "C"),
        ("credit.16.2", {"often_breaks_promises": None}, "unknown", "AC"),
        ("credit.16.3", {"debt_dispute_or_asset_transfer": True}, "met", "C"),
        ("credit.16.3", {"debt_dispute_or_asset_transfer": None}, "unknown", "AC"),
        ("credit.16.4", {"weak_finances": True}, "met", "C"),
        ("credit.16.4", {"weak_finances": None}, "unknown", "AC"),
        ("credit.16.5", {"poor_operations": True}, "met", "C"),
        ("credit.16.5", {"poor_operations": None}, "unknown", "AC"),
        ("credit.16.6", {"sharp_decline_or_unfair_conduct": True}, "met", "C"),
        ("credit.16.6", {"sharp_decline_or_unfair_conduct": None}, "unknown", "AC"),
        ("credit.16.7", {"serious_illegal_operation": True}, "met", "C"),
        ("credit.16.7", {"serious_illegal_operation": None}, "unknown", "AC"),
        ("credit.16.8", {"ordered_to_suspend_or_rectify": True}, "met", "C"),
        ("credit.16.8", {"ordered_to_suspend_or_rectify": None}, "unknown", "AC"),
        ("credit.16.9", {"seizure_or_freeze_risk": True}, "met", "C"),
        ("credit.16.9", {"seizure_or_freeze_risk": None}, "unknown", "AC"),
        ("credit.17", {}, "not_met", "A"),
        ("credit.17", B, "met", "B"),
        ("credit.17", C, "not_met", "C"),
        ("credit.17", {"strong_finances": None}, "unknown", "AB"),
        ("credit.17", {**B, "seizure_or_freeze_risk": None}, "unknown", "BC"),
        # I-04 and I-05: the bar is strict, and an unknown fact is no bar.
        ("credit.18", {}, "not_met", "A"),
        ("credit.18", {"newly_developed": True}, "met", "B"),
        ("credit.18", {"newly_developed": None}, "unknown", "AB"),
        ("credit.18", {"key_data_complete": False}, "met", "B"),
        ("credit.18", {"key_data_complete": None}, "unknown", "AB"),
        ("credit.18", {"key_data_complete": False, "newly_developed": None}, "met", "B"),
        # I-01: C prevails over A. I-06: everything unknown leaves everything possible.
        ("credit.15.5", {"weak_finances": True}, "met", "C"),
        ("credit.15.5", UNRATED | {"as_of": "2026-11-24"}, "unknown", "ABC"),
    ],
)
def test_rating(clause, change, status_, possible):
    found = outcome(change)
    assert status(found, clause) == status_
    assert "".join(found["rating"]["possible"]) == possible
    assert found["rating"]["grade"] == (possible if len(possible) == 1 else None)


@pytest.mark.parametrize(
    ("case", "changes", "decision", "limit", "term", "because"),
    [
        ("26.2: the lower of measure and prior credit", [], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("26.2: measure below prior", [{"prior_credit_amount": "100000.01"}], "permitted", "100000.00", {"months": 1}, ["credit.26.2"]),
        ("I-08: upstream is measured by delivery", [{"role": "upstream"}], "permitted", "70000.00", {"months": 1}, ["credit.26.2"]),
        ("I-08: direction unknown", [{"role": None}], "permitted", None, {"months": 1}, ["credit.26.2"]),
        ("I-11: temporary instead", [{"requested_kind": "temporary"}], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("I-12: no necessity asked of A", [{"special_necessity": False}], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("26.1: A without prior credit", [NEW], "permitted", "100000.00", {"months": 1}, ["credit.26.1"]),
        ("26.1: prior amount is ignored", [NEW, {"prior_credit_amount": "5"}], "permitted", "100000.00", {"months": 1}, ["credit.26.1"]),
        ("26.1: no necessity", [NEW, {"special_necessity": False}], "refused", "0.00", None, ["credit.26.1"]),
        ("26.1: necessity unknown", [NEW, {"special_necessity": None}], "undetermined", None, None, None),
        ("I-10: long term", [NEW, {"requested_kind": "long_term"}], "refused", "0.00", None, ["credit.26.1"]),
        ("27: long term", [B], "permitted", "80000.00", {"months": 1}, ["credit.27"]),
        ("27: temporary", [B, {"requested_kind": "temporary"}], "permitted", "80000.00", {"days": 15}, ["credit.27"]),
        ("27: kind unknown", [B, {"requested_kind": None}], "permitted", "80000.00", None, ["credit.27"]),
        ("27: measure is lowest", [B, {"average_monthly_collection": "1000.5"}], "permitted", "1000.50", {"months": 1}, ["credit.27"]),
        ("27: prior credit is lowest", [B, {"prior_credit_amount": "2"}], "permitted", "2.00", {"months": 1}, ["credit.27"]),
        ("27: no prior credit", [B, NEW], "permitted", "80000.00", {"days": 15}, ["credit.27"]),
        ("27: no necessity", [B, {"special_necessity": False}], "refused", "0.00", None, ["credit.27"]),
        ("27: no collateral", [B, {"collateral_completed": False}], "refused", "0.00", None, ["credit.27"]),
        ("27: neither known", [B, {"special_necessity": None, "collateral_completed": None}], "undetermined", None, None, None),
        ("27: one refuses whatever the other", [B, {"special_necessity": False, "collateral_completed": None}], "refused", "0.00", None, ["credit.27"]),
        ("I-18: B upstream", [B, {"role": "upstream"}], "permitted", "70000.00", {"months": 1}, ["credit.27"]),
        ("28: C", [C], "refused", "0.00", None, ["credit.28"]),
        ("35: arrears, A", [{"arrears_unsettled": True}], "refused", "0.00", None, ["credit.35"]),
        ("35: arrears, C", [C, {"arrears_unsettled": True}], "refused", "0.00", None, ["credit.28", "credit.35"]),
        ("35: arrears, unrated", [UNRATED, {"arrears_unsettled": True}], "refused", "0.00", None, ["credit.35"]),
        ("35: unknown", [{"arrears_unsettled": None}], "undetermined", None, None, None),
        ("24.2.1: headroom caps", [{"receivables_reference_balance": "50000", "total_credit_granted": "20000"}], "permitted", "30000.00", {"months": 1}, ["credit.24.2.1", "credit.26.2"]),
        ("24.2.1: ample headroom", [{"receivables_reference_balance": "500000", "total_credit_granted": "20000"}], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("24.2.1: no headroom", [{"receivables_reference_balance": "20000", "total_credit_granted": "20000"}], "refused", "0.00", None, ["credit.24.2.1"]),
        ("24.2.1: exceeded already", [{"receivables_reference_balance": "10000", "total_credit_granted": "20000"}], "refused", "0.00", None, ["credit.24.2.1"]),
        ("I-16: headroom unknown", [{"receivables_reference_balance": "10000"}], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("a cap of 0 refuses", [{"average_monthly_collection": "0"}], "refused", "0.00", None, ["credit.26.2"]),
        ("a cap of 0 refuses whatever the other", [{"average_monthly_collection": 0, "prior_credit_amount": None}], "refused", "0.00", None, ["credit.26.2"]),
        ("an unknown cap may be 0", [{"average_monthly_collection": None}], "undetermined", None, None, None),
        ("an unknown cap that does not count", [{"average_monthly_delivery": None}], "permitted", "90000.00", {"months": 1}, ["credit.26.2"]),
        ("refused whatever the grade", [UNRATED, {"special_necessity": False, "has_prior_credit": False}], "refused", "0.00", None, ["credit.26.1", "credit.27", "credit.28"]),
        ("one fen", [{"prior_credit_amount": "0.01"}], "permitted", "0.01", {"months": 1}, ["credit.26.2"]),
        ("the largest amounts", [{"prior_credit_amount": "9999999999999.99", "average_monthly_collection": "9999999999999.98"}], "permitted", "9999999999999.98", {"months": 1}, ["credit.26.2"]),
    ],
    ids=lambda value: value if isinstance(value, str) and ":" in value else None,
)  # fmt: skip
def test_credit(case, changes, decision, limit, term, because):
    credit = outcome(*changes)["credit"]
    assert (credit["decision"], credit["limit"], credit["term"], credit["because"]) == (
        decision,
        limit,
        term,
        because,
    )
    facts = SOUND | {name: value for change in changes for name, value in change.items()}
    assert credit["kind"] == (facts["requested_kind"] if decision == "permitted" else None)


A_CHAIN = [
    ("营销副总", 1, "approve", ["credit.26.2"]),
    ("财务总监", 2, "approve", ["credit.26.2"]),
    ("总经理", 3, "approve", ["credit.26.2", "credit.30"]),
    ("董事长", 4, "approve", ["credit.30"]),
]
B_CHAIN = [
    ("营销部经理", 1, "submit", ["credit.27"]),
    ("营销副总", 2, "approve", ["credit.27"]),
    ("财务总监", 3, "approve", ["credit.27"]),
    ("总经理", 4, "approve", ["credit.27", "credit.30"]),
    ("董事长", 5, "approve", ["credit.30"]),
]


@pytest.mark.parametrize(
    ("changes", "chain"),
    [
        ([], A_CHAIN),
        (
            [NEW],
            [(role, step, act, [c.replace("26.2", "26.1") for c in ids]) for role, step, act, ids in A_CHAIN],
        ),
        ([B], B_CHAIN),
        ([C], []),
        ([{"arrears_unsettled": True}], []),
        ([{"arrears_unsettled": None}], None),
        ([{"strong_finances": None}], None),
    ],
)
def test_approvers(changes, chain):
    approvers = outcome(*changes)["approvers"]
    found = approvers and [(step["role"], step["step"], step["act"], step["clauses"]) for step in approvers]
    assert found == chain


@pytest.mark.parametrize(
    ("clause", "changes", "expected"),
    [
        ("credit.24.2.1", [], "unknown"),
        ("credit.24.2.1", [{"receivables_reference_balance": "1", "total_credit_granted": "1"}], "met"),
        (
            "credit.24.2.1",
            [{"receivables_reference_balance": "1", "total_credit_granted": "1.01"}],
            "not_met",
        ),
        ("credit.26.1", [], "not_applicable"),
        ("credit.26.1", [NEW], "met"),
        ("credit.26.1", [NEW, {"special_necessity": False}], "not_met"),
        ("credit.26.1", [NEW, {"requested_kind": "long_term"}], "not_met"),
        ("credit.26.1", [NEW, {"requested_kind": None}], "unknown"),
        ("credit.26.1", [B, NEW], "not_applicable"),
        ("credit.26.2", [], "met"),
        ("credit.26.2", [NEW], "not_applicable"),
        ("credit.26.2", [{"has_prior_credit": None}], "unknown"),
        ("credit.26.2", [{"strong_finances": None}], "unknown"),
        ("credit.27", [], "not_applicable"),
        ("credit.27", [B], "met"),
        ("credit.27", [B, {"collateral_completed": False}], "not_met"),
        ("credit.27", [B, {"collateral_completed": None}], "unknown"),
        ("credit.28", [], "not_applicable"),
        ("credit.28", [C], "met"),
        ("credit.28", [{"weak_finances": None}], "unknown"),
        ("credit.30", [], "met"),
        ("credit.30", [C], "not_applicable"),
        ("credit.30", [{"arrears_unsettled": None}], "unknown"),
        ("credit.33", [], "unknown"),
        ("credit.33", [{"current_exposure": "90000"}], "not_met"),
        ("credit.33", [{"current_exposure": "90000.01"}], "met"),
        ("credit.33", [C], "not_met"),
        ("credit.33", [C, {"current_exposure": "5"}], "not_met"),
        ("credit.34", [C], "unknown"),
        ("credit.34", [C, {"current_exposure": "0"}], "not_met"),
        ("credit.34", [C, {"current_exposure": "0.01"}], "met"),
        ("credit.34", [{"current_exposure": "90000.01"}], "not_met"),
        ("credit.34", [], "not_met"),
        ("credit.35", [], "not_met"),
        ("credit.35", [{"arrears_unsettled": True}], "met"),
        ("credit.35", [{"arrears_unsettled": None}], "unknown"),
    ],
)
def test_findings_on_credit(clause, changes, expected):
    assert status(outcome(*changes), clause) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([{"prior_credit_amount": "100000"}], ["credit.24.2.1", "credit.24.2.3"]),
        ([], ["credit.24.2.1", "credit.24.2.3", "credit.26.2"]),
        ([B], ["credit.24.2.1", "credit.24.2.3", "credit.27"]),
        ([NEW], ["credit.24.2.1", "credit.24.2.3"]),
        (
            [NEW, {"receivables_reference_balance": "900000", "total_credit_granted": "0"}],
            ["credit.24.2.3"],
        ),
        (
            [NEW, {"requested_amount": "100000"}, {"current_exposure": "0"}],
            ["credit.24.2.1", "credit.24.2.3"],
        ),
        (
            [NEW, {"requested_amount": "100000.01"}],
            ["credit.24.2.1", "credit.24.2.3", "credit.32"],
        ),
        ([NEW, {"current_exposure": "100001"}], ["credit.24.2.1", "credit.24.2.3", "credit.33"]),
        ([C, {"current_exposure": "1"}], ["credit.34"]),
        ([C, {"requested_amount": "1"}], []),
        ([UNRATED], []),
    ],
)
def test_conditions(changes, expected):
    assert [condition["clause"] for condition in outcome(*changes)["conditions"]] == expected


@pytest.mark.parametrize(
    ("limit", "exposure", "requested", "available", "compared"),
    [
        ([], "40000", "50000", "50000.00", "within_limit"),
        ([], "40000", "50000.01", "50000.00", "over_limit"),
        ([], "90000.01", "0.01", "0.00", "over_limit"),
        ([], None, "90000.01", None, "over_limit"),
        ([], None, "90000", None, None),
        ([], None, "0", None, "within_limit"),
        ([], "40000", None, "50000.00", None),
        ([C], None, "1", "0.00", None),
        ([{"role": None}], "95000", "1", "0.00", "over_limit"),
        ([{"role": None}], "10000", "80000.01", None, "over_limit"),
        ([{"role": None}], "10000", "60000", None, "within_limit"),
        ([{"role": None}], "10000", "70000", None, None),
        ([{"prior_credit_amount": None}], "100000", "1", "0.00", None),
    ],
)
def test_available_and_request(limit, exposure, requested, available, compared):
    credit = outcome(*limit, {"current_exposure": exposure, "requested_amount": requested})["credit"]
    assert (credit["available"], credit["request"]) == (available, compared)


@pytest.mark.parametrize(
    ("changes", "start", "due"),
    [
        ([], "2026-12-01", "2027-01-01"),
        ([], "2027-01-31", "2027-02-28"),
        ([], "2028-01-31", "2028-02-29"),
        ([], None, None),
        ([B, {"requested_kind": "temporary"}], "2026-12-20", "2027-01-04"),
        ([B, {"requested_kind": None}], "2026-12-20", None),
        ([C], "2026-12-20", None),
        ([], "9999-12-31", None),
    ],
)
def test_due_date(changes, start, due):
    """I-15: a month ends on the same day of the next, or on its last day; public holidays move nothing."""
    assert outcome(*changes, {"start_date": start})["credit"]["due"] == due


@pytest.mark.parametrize(
    ("changes", "upgrade"),
    [
        ([], []),
        (
            [{"cooperation_since": "2026-02-28"}],
            [("as_of", "2026-11-24", "2027-02-28", "credit.15.1")],
        ),
        ([{"cooperation_since": None}], [("cooperation_since", None, "2025-11-24", "credit.15.1")]),
        (
            [{"cooperation_since": None, "as_of": "2025-02-28"}],
            [("cooperation_since", None, "2024-02-29", "credit.15.1")],
        ),
        ([{"serious_default_2y": True}], [("serious_default_2y", True, False, "credit.15.2")]),
        (
            [{"strong_finances": False, "weak_finances": True}],
            [("strong_finances", False, True, "credit.15.5"), ("weak_finances", True, False, "credit.16.4")],
        ),
        (
            [{"newly_developed": True, "key_data_complete": None}],
            [("newly_developed", True, False, "credit.18"), ("key_data_complete", None, True, "credit.18")],
        ),
    ],
)
def test_upgrade(changes, upgrade):
    found = outcome(*changes)["upgrade"]
    assert [
        (change["fact"], change["now"], change["needed"], change["clause"]) for change in found
    ] == upgrade


@pytest.mark.parametrize("pair", rating.CONTRADICTORY)
def test_contradictory_facts_are_reported_and_rated(pair):
    """I-07: both facts of the pair are true; the rating is still given, by I-01."""
    found = outcome(dict.fromkeys(pair, True))
    assert found["conflicts"] == [{"facts": list(pair), "clause": "credit.11.1"}]
    assert found["rating"]["grade"] == "C"
    assert {"I-01", "I-07"} <= set(found["readings"])


@pytest.mark.parametrize(
    ("reading", "relied_on", "not_relied_on"),
    [
        ("I-01", [{"weak_finances": True}], []),
        ("I-02", [], [{"cooperation_since": None}]),
        ("I-03", [], [{"serious_default_2y": None}]),
        ("I-04", [{"newly_developed": True}], []),
        ("I-05", [{"newly_developed": None}], []),
        ("I-06", [{"newly_developed": None}], []),
        ("I-07", [{"weak_finances": True}], [C]),
        ("I-08", [], [C]),
        ("I-09", [], [NEW]),
        ("I-10", [NEW, {"requested_kind": "long_term"}], [NEW]),
        ("I-11", [{"requested_kind": "temporary"}], []),
        ("I-12", [], [NEW]),
        ("I-13", [], [{"prior_credit_amount": "100000"}]),
        ("I-14", [], [C]),
        ("I-15", [], [C]),
        ("I-16", [], [C]),
        ("I-17", [{"arrears_unsettled": True}], []),
        ("I-18", [B, {"role": "upstream"}], [B]),
        ("I-19", [{"requested_amount": "90000.01"}], []),
    ],
)
def test_readings(reading, relied_on, not_relied_on):
    assert reading in outcome(*relied_on)["readings"]
    assert reading not in outcome(*not_relied_on)["readings"]


def test_missing_is_empty_when_settled():
    assert outcome()["missing"] == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ([{"strong_finances": None}], ["strong_finances"]),
        ([B, {"strong_finances": None}], []),
        ([C, {"strong_finances": None, "poor_operations": None}], []),
        ([B, {"poor_operations": None}], ["poor_operations"]),
        ([{"prior_credit_amount": None}], ["prior_credit_amount"]),
        ([{"has_prior_credit": None}], ["has_prior_credit"]),
        ([{"average_monthly_delivery": None}], []),
        ([{"role": None}], ["role"]),
        ([{"role": None, "average_monthly_delivery": "100000"}], []),
        ([{"current_exposure": None, "requested_amount": None, "start_date": None}], []),
        ([{"receivables_reference_balance": None, "total_credit_granted": None}], []),
        ([B, {"requested_kind": None}], ["requested_kind"]),
    ],
)
def test_missing(changes, missing):
    assert outcome(*changes)["missing"] == missing


def test_findings_are_the_contracts_and_name_facts_of_the_check():
    expected = [
        *(f"credit.15.{n}" for n in range(1, 7)),
        *(f"credit.16.{n}" for n in range(1, 10)),
        *(f"credit.{n}" for n in ("17", "18", "24.2.1", "26.1", "26.2", "27", "28", "30", "33", "34", "35")),
    ]
    findings = outcome()["findings"]
    assert [finding["clause"] for finding in findings] == expected
    assert all(
        finding["facts"]
        and set(finding["facts"])
        <= {*SOUND, "current_exposure", "receivables_reference_balance", "total_credit_granted"}
        for finding in findings
    )
    assert set(expected) <= clauses().keys()
