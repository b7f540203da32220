"""Where a wrong answer on rating and credit departs from the rules, in words that name the slip."""

import pytest
from handbook_checker import check
from handbook_checker.credit.exercises.credit import ASPECTS
from handbook_checker.model.dates import Period
from handbook_checker.model.wording import length

from tests.training.departures import departs

GOOD_A = {
    "as_of": "2027-03-01",
    "role": "downstream",
    "cooperation_since": "2022-01-01",
    **dict.fromkeys(
        ("law_abiding_and_reliable", "good_operations_2y", "strong_finances", "meets_annual_standard"), True
    ),
    **dict.fromkeys(
        (
            "serious_default_2y",
            "often_breaks_promises",
            "debt_dispute_or_asset_transfer",
            "weak_finances",
            "poor_operations",
            "sharp_decline_or_unfair_conduct",
            "serious_illegal_operation",
            "ordered_to_suspend_or_rectify",
            "seizure_or_freeze_risk",
            "newly_developed",
        ),
        False,
    ),
    "key_data_complete": True,
    "requested_kind": "temporary",
    "requested_amount": "300000",
    "special_necessity": True,
    "has_prior_credit": True,
    "prior_credit_amount": "90000",
    "average_monthly_collection": "120000",
    "average_monthly_delivery": "70000",
    "collateral_completed": True,
    "collateral_value": "80000",
    "arrears_unsettled": False,
    "current_exposure": "20000",
    "start_date": "2027-01-31",
}
B = {"meets_annual_standard": False}
C = {"weak_finances": True, "strong_finances": False}


def term(**facts):
    return check("credit", GOOD_A | facts).fields["credit"]["term"]


def key(term):
    """A term as the answer to the question for it."""
    return " ".join(str(part) for item in term.items() for part in item)


def in_words(term):
    return length(Period(**term))


TEMPORARY_TERM, LONG_TERM = term(**B), term(**B, requested_kind="long_term")
APPROVERS = [approver["role"] for approver in check("credit", GOOD_A).fields["approvers"]]


@pytest.mark.parametrize(
    ("facts", "part", "answer", "focus", "remark", "clauses"),
    [
        (B, "grade", "A", "credit.15.6", "“年度回款、发货达标”不符合，而A级要求六项同时符合", ["credit.15.6"]),
        (B, "grade", "C", "credit.15.6", "A级条件有一项不符合，只说明不是A级；C级要有第十六条的情形", ["credit.16", "credit.17"]),
        (C, "grade", "B", "credit.16.4", "“资金实力不足”属于C级情形，出现任何一项就评为C级", ["credit.16.4", "credit.16"]),
        ({"weak_finances": True}, "grade", "A", "credit.16.4", "C级优先（解释 I-01）", ["credit.16.4", "credit.16"]),
        ({"key_data_complete": False}, "grade", "A", "credit.18", "关键资料不全：新开发或关键资料不全的客户不列入A级", ["credit.18"]),
        ({}, "grade", "B", "credit.15", "没有降为B级的理由", ["credit.15", "credit.18"]),
        ({}, "grade", "C", "credit.15", "谈不上C级", ["credit.16"]),
        (C, "decision", "permitted", "credit.28", "C级客户不予授信", ["credit.28"]),
        ({"arrears_unsettled": True}, "decision", "permitted", "credit.35", "上次欠款未结清之前", ["credit.35"]),
        ({"has_prior_credit": False, "special_necessity": False}, "decision", "permitted", "credit.26.1", "除非属于非常必要的特殊情况", ["credit.26.1"]),
        ({"has_prior_credit": False, "requested_kind": "long_term"}, "decision", "permitted", "credit.26.1", "只能给予临时的", ["credit.26.1"]),
        (B | {"collateral_completed": False}, "decision", "permitted", "credit.27", "这里缺“抵押手续完备”", ["credit.27"]),
        ({}, "decision", "refused", "credit.26.2", "不必另有特殊必要（解释 I-12）", ["credit.26.2"]),
        # The limit: each way to come to a wrong one.
        ({}, "limit", "12万", "credit.26.2", "您取的是“平均月回款额”，可是几个上限中应取最低的", ["credit.26.2"]),
        ({}, "limit", "8万", "credit.26.2", "抵押资产额度只限制B级客户", ["credit.26.2"]),
        ({}, "limit", "7万", "credit.26.2", "您减去了当前占用", ["credit.26.2", "credit.22"]),
        ({}, "limit", "30万", "credit.26.2", "额度不由申请的金额决定", ["credit.26.2", "credit.22"]),
        ({"average_monthly_delivery": "60000"}, "limit", "6万", "credit.26.2", "下游客户看平均月回款额，上游供应商看平均月发货量（解释 I-08）", ["credit.26.2"]),
        ({}, "limit", "19万", "credit.26.2", "回款和发货不相加（解释 I-09）", ["credit.26.2"]),
        ({}, "limit", "0", "credit.26.2", "既然可以授信，额度就不是 0", ["credit.26.2"]),
        (C, "limit", "9万", "credit.28", "不予授信，额度就是 0", ["credit.28"]),
        # Term and approvers.
        (B, "term", key(LONG_TERM), "credit.27", f"期限是 {in_words(TEMPORARY_TERM)}", ["credit.27"]),
        (B | {"requested_kind": "long_term"}, "term", key(TEMPORARY_TERM), "credit.27", f"长期预付、赊销，期限是 {in_words(LONG_TERM)}", ["credit.27"]),
        ({}, "term", key(TEMPORARY_TERM), "credit.26.2", "A级客户无论临时、长期", ["credit.26.2"]),
        ({}, "approvers", APPROVERS[:-1], "credit.26.2", f"漏了“{APPROVERS[-1]}”", ["credit.26.2", "credit.30"]),
        ({}, "approvers", APPROVERS[::-1], "credit.26.2", "只是先后次序不对", ["credit.26.2", "credit.30"]),
        (C, "approvers", APPROVERS[:1], "credit.28", "不必报谁审批", ["credit.28"]),
    ],
)  # fmt: skip
def test_credit(facts, part, answer, focus, remark, clauses):
    aspect = ASPECTS[focus]
    grading = departs("credit", GOOD_A | facts, part, answer, focus, extra={"aspect": aspect})
    assert remark in grading["text"]
    assert grading["clauses"] == clauses


@pytest.mark.parametrize(
    ("facts", "answer", "remark"),
    [
        # 31 January: a month later is 28 February; an account by 30 days, or by the 31st day, is wrong.
        ({}, "2027-03-02", "下个月没有这一天的，到月末那天（解释 I-15）"),
        (B, "2027-02-14", "起算日的次日为第一天，第十五天到期"),
    ],
)
def test_the_due_date(facts, answer, remark):
    grading = departs("credit", GOOD_A | facts, "due", answer, "credit.23", extra={"aspect": "due"})
    assert remark in grading["text"]


@pytest.mark.parametrize(
    ("unknown", "facts", "answer", "remark"),
    [
        (("weak_finances",), {}, ["A"], "C级还可能：“资金实力不足”还不清楚"),
        (("strong_finances",), {}, ["A"], "B级还可能：“资金实力雄厚”还不清楚"),
        (("strong_finances",), {}, ["B"], "A级还可能"),
        (("weak_finances",), B | {"strong_finances": False}, ["A", "B", "C"], "A级已经排除"),
        (("good_operations_2y",), C, ["B", "C"], "“资金实力不足”已经是C级情形"),
        (("strong_finances",), {}, ["A", "B", "C"], "C级已经排除"),
    ],
)
def test_grades_that_are_still_possible(unknown, facts, answer, remark):
    known = {name: value for name, value in (GOOD_A | facts).items() if name not in unknown}
    grading = departs("credit", known, "grade", answer, "credit.15", level=4, extra={"aspect": "rating"})
    assert remark in grading["text"]


@pytest.mark.parametrize(
    ("facts", "answer", "remark"),
    [
        ({"written_approval": True, "grade": "C", "limit": "0"}, "proceed", "有批准文书也不行"),
        (
            {"written_approval": False, "order_amount": "900000"},
            "proceed",
            "没有正式批准文书，须先取得才能办理",
        ),
        (
            {"written_approval": True, "order_amount": "900000"},
            "needs_written_approval",
            "但已有正式批准文书，可以办理",
        ),
        ({}, "needs_written_approval", "在额度15万元之内，不须另外批准"),
        ({"arrears_unsettled": True}, "proceed", "上次欠款没有结清"),
    ],
)
def test_letting_an_order_go(facts, answer, remark):
    order = {
        "as_of": "2027-03-01",
        "grade": "A",
        "limit": "150000",
        "current_exposure": "20000",
        "order_amount": "30000",
        "arrears_unsettled": False,
    } | facts
    grading = departs("order", order, "decision", answer, "credit.31", level=2, extra={"aspect": "decision"})
    assert remark in grading["text"]
