"""Whether a shipment or prepayment may go out: articles 31 to 36 of the credit regulation.

Unknown facts are filled in with every choice and truth, and amounts with nothing, one fen and no bound: what is
decided is monotone in each amount but for a limit of 0, so these show every answer that any amount can give.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..model import money
from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clauses
from ..model.facts import AS_OF, Values
from ..model.outcome import MET, NOT_APPLICABLE, UNKNOWN, Condition, Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import BOTH, completions, settled, worth_asking
from ..model.wording import BAD, GOOD, NOTE, OPEN, amount, chain, field, headline, section, yes_no
from .facts import CONTRACT_FACTS, CREDIT_FACTS, EXPOSURE_FACTS, GRADES, ORDER_FACTS, C
from .granting import chain_for
from .rules import (
    clear_before_contract_ends,
    exposure_above_limit,
    exposure_without_limit,
    is_above_limit,
    no_credit_before_arrears_are_settled,
    within_authorised_scope,
)
from .texts import CONDITIONS

PROCEED, NEEDS_WRITTEN_APPROVAL, STOP = "proceed", "needs_written_approval", "stop"

_BOUNDLESS = 1000 * money.BELOW
_AMOUNTS = (0, 1, 2 * _BOUNDLESS)
_DOMAINS: dict[str, tuple[Any, ...]] = {
    "grade": GRADES,
    "arrears_unsettled": BOTH,
    "limit": (0, 1, _BOUNDLESS),
    "current_exposure": _AMOUNTS,
    "order_amount": _AMOUNTS,
    "written_approval": BOTH,
}
"""In the order in which it pays to ask: grade and arrears can stop the order alone."""


class _Case(NamedTuple):
    """One order of which everything is known."""

    decision: str
    exposure_after: int
    excess: int
    statuses: tuple[str, ...]
    """Of the clauses in `_CASE_CLAUSES`."""
    readings: frozenset[str]


_CASE_CLAUSES = ("credit.31", "credit.32", "credit.33", "credit.34", "credit.35")


def _case(facts: Mapping[str, Any]) -> _Case:
    grade, limit, exposure, approved = (
        facts[name] for name in ("grade", "limit", "current_exposure", "written_approval")
    )
    arrears = no_credit_before_arrears_are_settled(facts["arrears_unsettled"]).open is False
    exposure_after = exposure + facts["order_amount"]
    above_limit = is_above_limit(exposure_after, limit)
    readings = {"I-17"} if arrears else set()
    if grade == C or arrears:
        decision = STOP
    elif above_limit:
        decision = PROCEED if approved else NEEDS_WRITTEN_APPROVAL
        readings.add("I-19")
    else:
        decision = PROCEED
    statuses = (
        status(within_authorised_scope(grade, above_limit, approved)),
        status(approved) if above_limit else NOT_APPLICABLE,
        status(exposure_above_limit(exposure, limit)),
        status(exposure_without_limit(exposure, limit)),
        status(arrears),
    )
    return _Case(decision, exposure_after, max(0, exposure_after - limit), statuses, frozenset(readings))


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the order goes out, as far as every way of filling in the unknown facts agrees."""
    cases = {place: _case(facts) for place, facts in completions(values, _DOMAINS)}
    exposure_after = settled(case.exposure_after for case in cases.values())
    excess = settled(case.excess for case in cases.values())
    contract_end = values["contract_end"]
    # An unknown day can always lie near or far, so the window is settled by a known one only.
    window = (
        None if contract_end is None else clear_before_contract_ends(contract_end, values["as_of"]).is_open
    )
    fields: dict[str, Any] = {
        "decision": settled(case.decision for case in cases.values()),
        "exposure_after": None if exposure_after is None else money.yuan(exposure_after),
        "excess": None if excess is None else money.yuan(excess),
        "clearing_window": window,
    }
    readings = frozenset.intersection(*(case.readings for case in cases.values()))
    return Outcome(
        "order",
        values["as_of"],
        fields,
        findings=tuple(_findings(values, list(cases.values()))),
        conditions=(Condition("credit.36", _(CONDITIONS["credit.36"])),) if window else (),
        missing=tuple(worth_asking(tuple(_DOMAINS), {place: case.decision for place, case in cases.items()})),
        readings=tuple(sorted(readings if window is None else readings | {"I-35"})),
    )


def _findings(values: Values, cases: list[_Case]) -> list[Finding]:
    """The findings of 31 to 36; of 33 to 35, that the customer is in that state."""
    statuses = {
        id: settled(case.statuses[place] for case in cases) or UNKNOWN
        for place, id in enumerate(_CASE_CLAUSES)
    }
    statuses["credit.36"] = status(values["contract_cleared_once"])
    registered = clauses()
    # 32 is read for a rating too, and names its facts as well.
    return [
        Finding(id, status_, tuple(name for name in registered[id].facts if name in values))
        for id, status_ in statuses.items()
    ]


_HEADLINES = {
    PROCEED: (GOOD, "可以办理"),
    NEEDS_WRITTEN_APPROVAL: (NOTE, "超出信用额度，须先取得正式批准文书"),
    STOP: (BAD, "不得办理"),
    None: (OPEN, "能否办理尚未确定"),
}
_STATES = ("credit.33", "credit.34")


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """The decision with its reasons, the figures, who has to approve, and what else the customer's state asks for."""
    fields = outcome.fields
    decision = fields["decision"]
    statuses = {finding.clause: finding.status for finding in outcome.findings}
    approvers = _approvers(values["grade"]) if decision == NEEDS_WRITTEN_APPROVAL else ()
    tone, text = _HEADLINES[decision]
    return {
        "headline": headline(tone, _(text)),
        "sections": [
            section("reasons", "理由", "list", _reasons(values, fields, statuses)),
            section(
                "result",
                "金额与合同",
                "fields",
                (
                    field("办理后占用额", amount(fields["exposure_after"]), ("credit.32",)),
                    field("超出信用额度", amount(fields["excess"]), ("credit.32",)),
                    field("合同到期前一个月内", yes_no(fields["clearing_window"]), ("credit.36",)),
                ),
            ),
            section("approvers", "由谁批准", "chain", chain(approvers)),
            section(
                "states",
                "另须注意",
                "list",
                (
                    {"text": _(CONDITIONS[id]), "clauses": [id], "readings": []}
                    for id in _STATES
                    if statuses[id] == MET
                ),
            ),
        ],
    }


def _reasons(values: Values, fields: dict[str, Any], statuses: dict[str, str]) -> list[dict[str, Any]]:
    """Why the order goes out or does not."""
    decision = fields["decision"]
    reasons: list[tuple[str, str, list[str]]] = []
    if values["grade"] == C:
        reasons.append((_("C级客户不予授信，不给予任何预付款和赊销（第二十八条）。"), "credit.31", []))
    if values["arrears_unsettled"]:
        reasons.append((_("上次欠款尚未结清：结清之前，不再进行新的预付款、赊销。"), "credit.35", ["I-17"]))
    if decision == NEEDS_WRITTEN_APPROVAL:
        reasons.append((_("超出信用额度，还没有正式批准文书。"), "credit.32", ["I-19"]))
    if decision == PROCEED and statuses["credit.32"] == MET:
        reasons.append((_("超出信用额度，已得到正式批准文书。"), "credit.32", ["I-19"]))
    elif decision == PROCEED and statuses["credit.32"] == NOT_APPLICABLE:
        reasons.append((_("在信用额度之内。"), "credit.31", []))
    elif decision == PROCEED:
        reasons.append((_("无论是否超出信用额度，都已得到正式批准文书。"), "credit.32", []))
    return [{"text": text, "clauses": [id], "readings": readings} for text, id, readings in reasons]


def _approvers(grade: str) -> list[dict[str, Any]]:
    """The approvers of the limit, from whom the approval has to come (I-19); grade B is submitted first (I-14)."""
    return [
        {"role": approver.role, "step": step, "act": approver.act, "clauses": ["credit.32"]}
        for step, approver in enumerate(chain_for(grade), 1)
    ]


_SOUND: dict[str, Any] = {
    "as_of": "2026-11-24",
    "grade": "A",
    "limit": "15万",
    "current_exposure": "6万",
    "order_amount": "5万",
    "arrears_unsettled": False,
    "contract_end": "2027-06-30",
}
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("额度之内", _SOUND),
    ("超出额度，尚未批准", {**_SOUND, "grade": "B", "order_amount": "12万", "written_approval": False}),
    ("超出额度，已有批准文书", {**_SOUND, "order_amount": "12万", "written_approval": True}),
    ("上次欠款未结清", {**_SOUND, "arrears_unsettled": True, "current_exposure": "18万"}),
    ("C级客户，仍有占用", {**_SOUND, "grade": "C", "limit": "0", "current_exposure": "42,000"}),
    ("合同将要到期", {**_SOUND, "contract_end": "2026-12-20", "contract_cleared_once": False}),
)

CHECK = Check(
    id="order",
    title="发货与预付审核",
    regulation="credit",
    summary="这一笔发货或预付款能否办理，超出信用额度多少，是否须先取得批准文书。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("等级与额度", "credit.31", CREDIT_FACTS),
        Group("占用与欠款", "credit.33", EXPOSURE_FACTS),
        Group("本次业务", "credit.32", ORDER_FACTS),
        Group("合同", "credit.36", CONTRACT_FACTS),
    ),
    fields=("decision", "exposure_after", "excess", "clearing_window"),
    deciding=("decision",),
    decide=decide,
    view=view,
    examples=_EXAMPLES,
)
