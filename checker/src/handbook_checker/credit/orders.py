"""Whether a shipment or prepayment may go out: articles 31 to 36 of the credit regulation.

Unknown facts are filled in with every choice and truth, and amounts with nothing, one fen and no bound: what is
decided is monotone in each amount but for a limit of 0, so these show every answer that any amount can give.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from ..model import money
from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses
from ..model.dates import plus_months
from ..model.facts import AS_OF, BOOLEAN, CHOICE, DATE, MONEY, Fact, Values
from ..model.outcome import MET, NOT_APPLICABLE, UNKNOWN, Condition, Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import BOTH, completions, settled, worth_asking
from ..model.wording import BAD, GOOD, NOTE, OPEN, amount, chain, field, headline, section, yes_no
from .granting import (
    APPROVERS,
    EXPOSURE_FACTS,
    exposure_above_limit,
    exposure_without_limit,
    had_unsettled_arrears,
)
from .rating import GRADES, A, C

PROCEED, NEEDS_WRITTEN_APPROVAL, STOP = "proceed", "needs_written_approval", "stop"

CREDIT_FACTS = (
    Fact(
        "grade",
        CHOICE,
        "信用等级",
        "该客户评为哪一级？",
        "等级由“客户评级与授信”评定。",
        choices=tuple((grade, f"{grade}级") for grade in GRADES),
    ),
    Fact("limit", MONEY, "信用额度", "该客户的信用额度是多少？", "不享有信用额度的，填 0。", unit="元"),
)
ORDER_FACTS = (
    Fact("order_amount", MONEY, "本次金额", "本次发货或预付款的金额是多少？", unit="元"),
    Fact(
        "written_approval",
        BOOLEAN,
        "正式批准文书",
        "对超出额度的发货或预付款，是否已得到上级相关部门的正式批准文书？",
        "上级相关部门即信用额度的审批人（解释 I-19）。",
    ),
)
CONTRACT_FACTS = (
    Fact("contract_end", DATE, "合同到期日", "购销合同哪一天到期？"),
    Fact(
        "contract_cleared_once",
        BOOLEAN,
        "合同期内清零",
        "合同期内，预付款发货、赊销欠款是否已回收清零一次？",
    ),
)

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


@clause(
    "credit.31",
    "order",
    facts=("grade", "limit", "current_exposure", "order_amount", "written_approval"),
)
def within_authorised_scope(grade: str, above_limit: bool, written_approval: bool) -> bool:
    """营销部应严格执行客户信用管理制度,按照授权批准的授信范围和额度区分ABC类客户进行预付和赊销,加大货
    物催收入库和货款清收的力度,确保资产的安全。
    """
    return grade != C and (written_approval or not above_limit)


@clause(
    "credit.32",
    "order",
    "credit",
    facts=("limit", "current_exposure", "order_amount", "written_approval", "requested_amount"),
    readings=("I-19",),
)
def is_above_limit(exposure_after: int, limit: int) -> bool:
    """营销部经理和财务部信用控制主管具体承担对营销部授信执行情况的日常监督职责,应加强对业务单据的审核,
    对于超出信用额度的预付款和发货,必须在得到上级相关部门的正式批准文书之后,方可办理。发生超越授权和重大风
    险情况,应及时上报。
    """
    return exposure_after > limit


@clause(
    "credit.36", "order", facts=("contract_end", "as_of", "contract_cleared_once"), readings=("I-23", "I-35")
)
def in_clearing_window(contract_end: date, as_of: date) -> bool:
    """合同期内预付款发货、客户的赊销欠款要回收清零一次。合同到期前一个月内,营销部应与客户确定下一个年
    度的合作方式,并对客户欠货、欠款全部进行清收。
    """
    begins = plus_months(contract_end, -1)
    return (begins is None or begins <= as_of) and as_of <= contract_end


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
    arrears = had_unsettled_arrears(facts["arrears_unsettled"])
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
    window = None if contract_end is None else in_clearing_window(contract_end, values["as_of"])
    fields: dict[str, Any] = {
        "decision": settled(case.decision for case in cases.values()),
        "exposure_after": None if exposure_after is None else money.yuan(exposure_after),
        "excess": None if excess is None else money.yuan(excess),
        "clearing_window": window,
    }
    readings = frozenset.intersection(*(case.readings for case in cases.values()))
    text = _("合同到期前一个月内：与客户确定下一年度的合作方式，并对欠货、欠款全部清收。")
    return Outcome(
        "order",
        values["as_of"],
        fields,
        findings=tuple(_findings(values, list(cases.values()))),
        conditions=(Condition("credit.36", text),) if window else (),
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
_STATES = {
    "credit.33": "当前占用额大于信用额度：应采取措施，在较短期间内压缩至信用额度之内。",
    "credit.34": "不享有信用额度而仍有占用：应加大货款清收力度，占用额只减不增，并采取担保、不动产抵押等资产保全措施。",
}


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
                    {"text": _(text), "clauses": [id], "readings": []}
                    for id, text in _STATES.items()
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
    roles = [role for role, act in APPROVERS.items() if grade != A or act == "approve"]
    return [
        {"role": role, "step": place, "act": APPROVERS[role], "clauses": ["credit.32"]}
        for place, role in enumerate(roles, 1)
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
