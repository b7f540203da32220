"""The classification of all credit customers that article 29 asks for: one line each, and the totals by grade."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from .. import money
from ..catalogue import _
from ..facts import Values
from ..outcome import Outcome
from .granting import APPLICATION_FACTS, EXPOSURE_FACTS, PERMITTED, UNDETERMINED
from .rating import A_FACTS, BAR_FACTS, C_FACTS, GRADES, ROLE
from .wording import DECISIONS, KINDS, rating_clauses, term_in_words

HEADINGS = (
    "信用等级",
    "可能的等级",
    "授信决定",
    "授信种类",
    "信用额度（元）",
    "期限",
    "到期日",
    "审批人",
    "占用超出额度（元）",
    "还需了解",
    "条件",
    "依据条文",
)
_LABELS = {
    fact.name: fact.label
    for fact in (ROLE, *A_FACTS, *C_FACTS, *BAR_FACTS, *APPLICATION_FACTS, *EXPOSURE_FACTS)
}


def cells(values: Values, outcome: Outcome) -> list[str]:
    """One customer's line, in the order of `HEADINGS`; amounts without separators, so that they can be added up."""
    if not outcome.in_force:
        return ["", "", _("制度尚未施行"), *[""] * (len(HEADINGS) - 3)]
    credit, grades, approvers = (outcome.fields[name] for name in ("credit", "rating", "approvers"))
    decision, kind = credit["decision"], credit["kind"]
    beyond = _beyond_limit(values, credit)
    return [
        grades["grade"] or "",
        _("、").join(grades["possible"]),
        _("尚未确定") if decision == UNDETERMINED else _(DECISIONS[decision]),
        _(KINDS[kind]) if kind else "",
        credit["limit"] or "",
        term_in_words(credit["term"]) or "",
        credit["due"] or "",
        " → ".join([approver["role"] for approver in approvers]) if approvers else "",
        money.yuan(beyond) if beyond else "",
        _("、").join([_(_LABELS[name]) for name in outcome.missing]) if outcome.missing else "",
        " ".join([condition.clause for condition in outcome.conditions]),
        " ".join([*rating_clauses(outcome), *(credit["because"] or ())]),
    ]


def _beyond_limit(values: Values, credit: Mapping[str, Any]) -> int:
    """By how much the exposure is above the limit (33, 34), in fen; 0 where either is not settled."""
    exposure, limit = values["current_exposure"], credit["limit"]
    return max(0, exposure - _fen(limit)) if exposure and limit is not None else 0


def _fen(yuan: str) -> int:
    return int(yuan.replace(".", ""))


def count(totals: Counter[str], values: Values, outcome: Outcome) -> None:
    """Add one customer to the totals."""
    if not outcome.in_force:
        return
    credit = outcome.fields["credit"]
    grade = outcome.fields["rating"]["grade"] or "open"
    totals[f"customers {grade}"] += 1
    if credit["decision"] == PERMITTED:
        totals[f"permitted {grade}"] += 1
    if credit["limit"] is None:
        totals["open limits"] += 1
    elif credit["limit"] != "0.00":
        totals[f"limits {grade}"] += _fen(credit["limit"])
    beyond = _beyond_limit(values, credit)
    if beyond:
        totals["customers beyond limit"] += 1
        totals["beyond limit"] += beyond
    balance = values["receivables_reference_balance"]
    # One figure for the whole company: two that differ are enough to show that there is not one.
    if balance is not None and (f"balance {balance}" in totals or totals["balances"] < 2):
        totals["balances"] += f"balance {balance}" not in totals
        totals[f"balance {balance}"] += 1


def summary(totals: Counter[str], balance: int | None = None) -> dict[str, Any]:
    """The totals as plain JSON: by grade, and against the `balance` of 24.2.1, by default the one that all rows give."""
    grades = [
        {
            "grade": grade,
            "label": _("未定") if grade == "open" else _("{grade} 级").format(grade=grade),
            "customers": totals[f"customers {grade}"],
            "permitted": totals[f"permitted {grade}"],
            "limits": money.yuan(totals[f"limits {grade}"]),
        }
        for grade in (*GRADES, "open")
    ]
    balances = [int(key.removeprefix("balance ")) for key in totals if key.startswith("balance ")]
    if balance is None and len(balances) == 1:
        balance = balances[0]
    limits = sum(totals[f"limits {grade}"] for grade in (*GRADES, "open"))
    return {
        "grades": grades,
        "limits": money.yuan(limits),
        "open_limits": totals["open limits"],
        "customers_beyond_limit": totals["customers beyond limit"],
        "beyond_limit": money.yuan(totals["beyond limit"]),
        "balance": None if balance is None else money.yuan(balance),
        "balances_differ": balance is None and len(balances) > 1,
        "above_balance": None if balance is None else money.yuan(max(0, limits - balance)),
        "below_balance": None if balance is None else money.yuan(max(0, balance - limits)),
    }
