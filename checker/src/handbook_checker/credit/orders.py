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
from ..model.outcome import NOT_APPLICABLE, UNKNOWN, Condition, Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import BOTH, completions, settled, worth_asking
from .examples import ORDER
from .facts import CONTRACT_FACTS, CREDIT_FACTS, EXPOSURE_FACTS, GRADES, ORDER_FACTS, C
from .rules import (
    NEEDS_WRITTEN_APPROVAL,
    PROCEED,
    STOP,
    clear_before_contract_ends,
    exposure_above_limit,
    exposure_without_limit,
    is_above_limit,
    no_credit_before_arrears_are_settled,
    within_authorised_scope,
)
from .texts import CLEARING_WINDOW, CONDITIONS
from .wording import order

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
    cases = {completion: _case(facts) for completion, facts in completions(values, _DOMAINS)}
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
        missing=tuple(
            worth_asking(tuple(_DOMAINS), {completion: case.decision for completion, case in cases.items()})
        ),
        readings=tuple(sorted(readings if window is None else readings | {"I-35"})),
    )


def _findings(values: Values, cases: list[_Case]) -> list[Finding]:
    """The findings of 31 to 36; of 33 to 35, that the customer is in that state."""
    statuses = {
        id: settled(case.statuses[index] for case in cases) or UNKNOWN
        for index, id in enumerate(_CASE_CLAUSES)
    }
    statuses["credit.36"] = status(values["contract_cleared_once"])
    registered = clauses()
    # 32 is read for a rating too, and names its facts as well.
    return [
        Finding(id, status_, tuple(name for name in registered[id].facts if name in values))
        for id, status_ in statuses.items()
    ]


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
    fields={
        "decision": "决定",
        "exposure_after": "办理后占用额（元）",
        "excess": "超出信用额度（元）",
        "clearing_window": CLEARING_WINDOW,
    },
    deciding=("decision",),
    decide=decide,
    view=order.view,
    examples=ORDER,
)
