"""The pay check: somebody whose pay is whole, and one fact changed at a time."""

import json
import random
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import product

import pytest
from handbook_checker import CHECKS, Settings, UnusableFacts, check
from handbook_checker.site import answer

WHOLE = {
    "as_of": "2026-11-24",
    "base_salary": "4500",
    "late_count": 0,
    "complaint_count": 0,
    "hired_on": "2025-03-03",
}
FIELDS = CHECKS["pay"].fields


def outcome(changes=(), settings=None):
    return check("pay", WHOLE | dict(changes), settings).to_dict()


def status(outcome, clause):
    return next(finding["status"] for finding in outcome["findings"] if finding["clause"] == clause)


def test_pay_that_is_whole():
    found = outcome()
    assert {name: found[name] for name in FIELDS} == {
        "in_probation": False,
        "lateness_deduction": "0.00",
        "complaint_fines": "0.00",
        "total_deduction": "0.00",
        "pay_after_deductions": "4500.00",
    }
    assert [(finding["clause"], finding["status"]) for finding in found["findings"]] == [
        ("service.6.1", "met"),
        ("service.6.2", "not_applicable"),
        ("service.6.3", "not_applicable"),
        ("service.7.1", "met"),
        ("service.7.2", "not_applicable"),
    ]
    assert (found["conditions"], found["conflicts"], found["missing"]) == ([], [], [])
    assert found["readings"] == ["I-27"]


@pytest.mark.parametrize(
    ("as_of", "hired_on", "in_probation"),
    [
        ("2026-11-24", "2026-08-24", False),
        ("2026-11-24", "2026-08-25", True),
        ("2026-11-24", "2026-11-24", True),
        # Three calendar months; where the day does not exist, the last of the month.
        ("2026-02-27", "2025-11-30", True),
        ("2026-02-28", "2025-11-30", False),
        ("2028-02-28", "2027-11-30", True),
        ("2028-02-29", "2027-11-30", False),
        ("2026-04-29", "2026-01-31", True),
        ("2026-04-30", "2026-01-31", False),
        ("9999-12-31", "9999-10-01", True),
        ("2026-11-24", None, None),
        # In the first three months there are, nobody can have been hired earlier.
        ("0001-03-31", None, True),
        ("0001-04-01", None, None),
    ],
)
def test_probation(as_of, hired_on, in_probation):
    found = outcome({"as_of": as_of, "hired_on": hired_on})
    assert found["in_probation"] is in_probation
    assert found["missing"] == (["hired_on"] if in_probation is None else [])


@pytest.mark.parametrize(
    ("base", "late", "rate", "of_organisation", "deduction"),
    [
        ("4500", 1, None, "from_third", "45.00"),
        ("4500", 2, None, "from_third", "90.00"),
        # I-24: from the third on, unless the organisation or the case says otherwise.
        ("4500", 3, None, "from_third", "315.00"),
        ("4500", 4, None, "from_third", "540.00"),
        ("4500", 2, None, "whole_month", "90.00"),
        ("4500", 3, None, "whole_month", "675.00"),
        ("4500", 4, None, "whole_month", "900.00"),
        ("4500", 3, "whole_month", "from_third", "675.00"),
        ("4500", 3, "from_third", "whole_month", "315.00"),
        # Half up, and once: twice 0.005 is a fen, not two.
        ("0.49", 1, None, "from_third", "0.00"),
        ("0.50", 1, None, "from_third", "0.01"),
        ("0.50", 2, None, "from_third", "0.01"),
        ("0.75", 2, None, "from_third", "0.02"),
        ("3333.33", 3, None, "from_third", "233.33"),
        ("9999999999999.99", 10_000, None, "from_third", "4999199999999995.00"),
        # Nothing of nothing.
        ("0", None, None, "from_third", "0.00"),
        (None, 0, None, "from_third", "0.00"),
        (None, 1, None, "from_third", None),
        ("0.01", None, None, "from_third", None),
        (None, None, None, "from_third", None),
    ],
)
def test_lateness(base, late, rate, of_organisation, deduction):
    facts = {"base_salary": base, "late_count": late, "late_rate_applies": rate}
    found = outcome(facts, Settings(late_rate_applies=of_organisation))
    assert found["lateness_deduction"] == deduction
    assert found["total_deduction"] == deduction
    assert "late_rate_applies" not in found["missing"]
    assert ("I-24" in found["readings"]) is (late is not None and late >= 3)


@pytest.mark.parametrize(
    ("late", "status_"), [(0, "met"), (2, "met"), (3, "not_met"), (10_000, "not_met"), (None, "unknown")]
)
def test_being_late_three_times_is_once_too_often(late, status_):
    assert status(outcome({"late_count": late}), "service.7.1") == status_


@pytest.mark.parametrize(
    ("complaints", "fine", "fines", "status_", "conditions", "reading"),
    [
        (0, None, "0.00", "met", [], False),
        # I-26: where no fine is stated, the least.
        (1, None, "10.00", "met", ["法律审查"], True),
        (3, None, "30.00", "met", ["法律审查"], True),
        (3, "10", "30.00", "met", ["法律审查"], False),
        (2, "12.34", "24.68", "met", ["法律审查"], False),
        # A fine below it is contrary to the clause, whether or not there was a complaint.
        (2, "9.99", "20.00", "not_met", ["9.99 元，低于", "法律审查"], True),
        (2, "0", "20.00", "not_met", ["0.00 元，低于", "法律审查"], True),
        (0, "5", "0.00", "not_met", ["5.00 元，低于"], True),
        (None, "5", None, "not_met", ["5.00 元，低于"], True),
        (None, None, None, "met", [], False),
        (None, "50", None, "met", [], False),
        (10_000, "9999999999999.99", "99999999999999900.00", "met", ["法律审查"], False),
    ],
)
def test_complaints(complaints, fine, fines, status_, conditions, reading):
    found = outcome({"complaint_count": complaints, "fine_per_complaint": fine})
    assert found["complaint_fines"] == fines
    assert status(found, "service.6.1") == status_
    assert [condition["clause"] for condition in found["conditions"]] == ["service.6.1"] * len(conditions)
    for condition, words in zip(found["conditions"], conditions, strict=True):
        assert words in condition["text"]
    assert ("I-26" in found["readings"]) is reading
    assert "fine_per_complaint" not in found["missing"]


@pytest.mark.parametrize(
    ("changes", "total", "left", "missing"),
    [
        ({"late_count": 4, "complaint_count": 1}, "550.00", "3950.00", []),
        ({"late_count": 1, "base_salary": "0.50"}, "0.01", "0.49", []),
        # Never below nothing.
        ({"complaint_count": 449}, "4490.00", "10.00", []),
        ({"complaint_count": 450}, "4500.00", "0.00", []),
        ({"complaint_count": 451}, "4510.00", "0.00", []),
        ({"late_count": 21}, "4365.00", "135.00", []),
        ({"late_count": 22}, "4590.00", "0.00", []),
        # Nothing is left, whatever else is known.
        ({"complaint_count": 450, "late_count": None}, None, "0.00", ["late_count"]),
        ({"complaint_count": 449, "late_count": None}, None, None, ["late_count"]),
        ({"late_count": 22, "complaint_count": None}, None, "0.00", ["complaint_count"]),
        ({"late_count": 21, "complaint_count": None}, None, None, ["complaint_count"]),
        ({"base_salary": "0", "late_count": None, "complaint_count": None}, None, "0.00", ["complaint_count"]),
        ({"base_salary": "0", "late_count": None}, "0.00", "0.00", []),
        ({"base_salary": None, "late_count": 22}, None, "0.00", ["base_salary"]),
        ({"base_salary": None, "late_count": 21}, None, None, ["base_salary"]),
        ({"base_salary": None, "late_count": 20, "late_rate_applies": "whole_month"}, None, "0.00", ["base_salary"]),
        ({"base_salary": None, "late_count": 19, "late_rate_applies": "whole_month"}, None, None, ["base_salary"]),
        ({"base_salary": None}, "0.00", None, ["base_salary"]),
        ({"base_salary": None, "complaint_count": 2}, "20.00", None, ["base_salary"]),
        ({"base_salary": None, "late_count": None}, None, None, ["base_salary", "late_count"]),
    ],
)  # fmt: skip
def test_what_is_left(changes, total, left, missing):
    found = outcome(changes)
    assert (found["total_deduction"], found["pay_after_deductions"]) == (total, left)
    assert found["missing"] == missing


@pytest.mark.parametrize(
    ("changes", "clauses"),
    [
        ({}, []),
        ({"late_count": 1}, ["service.7.1"]),
        ({"complaint_count": 1}, ["service.6.1"]),
        ({"late_count": 1, "complaint_count": 1}, ["service.6.1", "service.7.1"]),
        ({"late_count": None, "complaint_count": 1}, ["service.6.1"]),
        # Without a salary there may be nothing to deduct from; of half a fen nothing is deducted.
        ({"late_count": 1, "base_salary": None}, []),
        ({"late_count": 1, "base_salary": "0.49"}, []),
        ({"late_count": None, "complaint_count": None}, []),
    ],
)
def test_every_deduction_needs_legal_review(changes, clauses):
    found = outcome(changes)
    assert [condition["clause"] for condition in found["conditions"]] == clauses
    assert all("法律审查" in condition["text"] for condition in found["conditions"])
    assert ("I-25" in found["readings"]) is bool(clauses)


def test_nothing_known():
    found = check("pay", {"as_of": "2026-11-24"}).to_dict()
    assert {name: found[name] for name in FIELDS} == dict.fromkeys(FIELDS)
    assert found["missing"] == ["hired_on", "base_salary", "late_count", "complaint_count"]


def test_nobody_is_hired_after_the_day_of_the_check():
    with pytest.raises(UnusableFacts) as unusable:
        outcome({"hired_on": "2026-11-25"})
    assert [problem.fact for problem in unusable.value.problems] == ["hired_on"]


AS_OF = date(2026, 11, 24)
CHOICES = {
    "hired_on": [None, "2026-08-24", "2026-08-25"],
    "base_salary": [None, "0", "0.01", "33.33", "4500"],
    "late_count": [None, 0, 1, 2, 3, 20, 21, 22],
    "complaint_count": [None, 0, 1, 450],
    "fine_per_complaint": [None, "5", "10", "37.5"],
    "late_rate_applies": [None, "from_third", "whole_month"],
}
STAND_INS = {
    "hired_on": ["2020-01-01", "2026-11-24"],
    "base_salary": ["0", "0.01", "1000", "1" + "0" * 20],
    "late_count": [0, 1, 2, 3, 100],
    "complaint_count": [0, 1, 10_000],
}


def decided(facts):
    """What a person of whom everything is known is paid: occurrence by occurrence, in decimals."""
    base, late = Decimal(facts["base_salary"]), facts["late_count"]
    higher_from = 3 if facts["late_rate_applies"] != "whole_month" or late < 3 else 1
    rates = [Decimal("0.05") if time >= higher_from else Decimal("0.01") for time in range(1, late + 1)]
    deduction = (base * sum(rates, Decimal())).quantize(Decimal("0.01"), ROUND_HALF_UP)
    fine = max(Decimal(facts["fine_per_complaint"] or 10), Decimal(10))
    fines = Decimal("1.00") * facts["complaint_count"] * fine
    left = max(Decimal("0.00"), base + Decimal("0.00") - deduction - fines)
    return facts["hired_on"] > "2026-08-24", *(
        f"{amount:.2f}" for amount in (deduction, fines, deduction + fines, left)
    )


@pytest.mark.parametrize("seed", range(8))
def test_agrees_with_every_completion(seed):
    rng = random.Random(seed)
    for _ in range(60):
        facts = {name: rng.choice(values) for name, values in CHOICES.items()}
        domains = {name: values for name, values in STAND_INS.items() if facts[name] is None}
        completions = [facts | dict(zip(domains, place, strict=True)) for place in product(*domains.values())]
        results = [decided(completion) for completion in completions]
        found = check("pay", {"as_of": AS_OF.isoformat(), **facts}).to_dict()
        columns = [set(column) for column in zip(*results, strict=True)]
        expected = [column.pop() if len(column) == 1 else None for column in columns]
        assert [found[name] for name in FIELDS] == expected, facts
        assert set(found["missing"]) == {
            name
            for name, domain in domains.items()
            if any(len({decided(one | {name: value}) for value in domain}) > 1 for one in completions)
        }, facts
        reviewed = any("法律审查" in condition["text"] for condition in found["conditions"])
        assert reviewed is all(result[3] != "0.00" for result in results), facts


@pytest.mark.parametrize(
    ("changes", "tone", "text"),
    [
        ({}, "good", "没有扣款，工资 4,500.00 元"),
        ({"late_count": "4", "complaint_count": "1"}, "note", "扣款 550.00 元，扣款后的工资 3,950.00 元"),
        ({"late_count": "22", "complaint_count": ""}, "note", "扣款不少于基本工资，扣款后的工资为 0.00 元"),
        ({"base_salary": ""}, "open", "扣款后的工资尚未确定"),
    ],
)
def test_view(changes, tone, text):
    view = json.loads(answer("check", json.dumps({"check": "pay", "entries": WHOLE | changes})))["view"]
    assert view["headline"] == {"tone": tone, "text": text}
    rows = next(part for part in view["sections"] if part["id"] == "result")["items"]
    assert [row["label"] for row in rows] == ["试用期内", "迟到扣款", "投诉罚款", "扣款合计", "扣款后的工资"]


def test_examples_show_what_their_titles_say():
    replies = {
        title: json.loads(answer("check", json.dumps({"check": "pay", "entries": facts})))["outcome"]
        for title, facts in CHECKS["pay"].examples
    }
    assert {title: [found[name] for name in FIELDS] for title, found in replies.items()} == {
        "没有迟到，没有投诉": [False, "0.00", "0.00", "0.00", "4500.00"],
        "试用期内，迟到四次，投诉一次": [True, "456.00", "10.00", "466.00", "3334.00"],
        "罚款低于最低数额": [False, "50.00", "20.00", "70.00", "4930.00"],
        "次数还没有统计": [False, None, None, None, None],
    }
