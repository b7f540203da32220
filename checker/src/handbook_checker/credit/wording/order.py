"""The outcome of the check of an order in words."""

from typing import Any

from ...model.catalogue import _
from ...model.facts import Values
from ...model.outcome import MET, NOT_APPLICABLE, Outcome
from ...model.wording import BAD, GOOD, NOTE, OPEN, amount, chain, field, headline, section, yes_no
from ..facts import C
from ..granting import chain_for
from ..rules import NEEDS_WRITTEN_APPROVAL, PROCEED, STOP
from ..texts import CLEARING_WINDOW, CONDITIONS

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
                    field(CLEARING_WINDOW, yes_no(fields["clearing_window"]), ("credit.36",)),
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
