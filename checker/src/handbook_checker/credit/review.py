"""The monthly and quarterly review, and changing a limit: articles 36 (the second) to 42 of the credit regulation."""

from collections.abc import Sequence
from typing import Any

from ..model import money
from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide
from ..model.dates import month_end, quarter_end
from ..model.facts import AS_OF, BOOLEAN, MONEY, Fact, Values
from ..model.outcome import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import Truth, every
from ..model.wording import (
    BAD,
    GOOD,
    OPEN,
    amount,
    chain,
    field,
    headline,
    progress,
    section,
    step,
    yes_no,
)

PERMITTED, NO_CHANGE, REFUSED = "permitted", "no_change", "refused"

MONTHLY_FACTS = (
    Fact(
        "manager_report_done",
        BOOLEAN,
        "书面汇报",
        "业务主管本月是否已就享有信用额度客户的经营状况做出书面汇报？",
        "业务主管对汇报的真实性负全部责任。",
    ),
    Fact(
        "finance_form_done",
        BOOLEAN,
        "执行评价表",
        "财务部本月是否已填写《客户授信额度执行评价表》，并交营销部经理核对？",
        "财务部门对财务数据的真实性负责。",
    ),
    Fact(
        "marketing_opinion_signed",
        BOOLEAN,
        "书面评价意见",
        "营销部经理是否已审核书面汇报、签署书面评价意见，并上报营销主管副总？",
    ),
    Fact(
        "credit_control_audit_done",
        BOOLEAN,
        "信用稽核",
        "财务部信用控制主管本月是否已稽核营销部的授信及执行情况？",
    ),
)
QUARTERLY_FACTS = (
    Fact("quarterly_review_done", BOOLEAN, "季度检查", "营销部本季度是否已检查审核授信客户？"),
)
LIMIT_FACTS = (
    Fact("previous_limit", MONEY, "原信用额度", "原来的信用额度是多少？", unit="元"),
    Fact("proposed_limit", MONEY, "拟调整额度", "拟调整为多少？", "不调整时，填原来的额度。", unit="元"),
)
_LIMIT_NAMES = tuple(fact.name for fact in LIMIT_FACTS)

nothing_to_decide(
    "credit.36bis",
    "review",
    why="要求营销部建立回收责任制；是否建立不取决于某一次检查的事实。",
    readings=("I-23",),
)


@clause("credit.37", "review")
def is_audited(credit_control_audit_done: Truth) -> Truth:
    """财务部信用控制主管每月必须稽核营销部的授信及执行情况。"""
    return credit_control_audit_done


@clause("credit.38", "review")
def is_reviewed(quarterly_review_done: Truth) -> Truth:
    """营销部必须建立授信客户的月度、季度检查审核制度,对客户授信实施动态管理,根据客户信用情况的变化及
    时上报调整授信额度,确保授信安全,发现问题立即采取适当的解决措施。
    """
    return quarterly_review_done


@clause("credit.39", "review")
def is_reported(manager_report_done: Truth) -> Truth:
    """业务主管每月度要对享有信用额度客户的经营状况做出书面汇报,并对汇报的真实性负全部责任。"""
    return manager_report_done


@clause("credit.40", "review")
def has_evaluation_form(finance_form_done: Truth) -> Truth:
    """财务部负责提供相应的财务数据及往来情况资料,每月填写《客户授信额度执行评价表》后交营销部经理核对,
    财务部门对财务数据的真实性负责。
    """
    return finance_form_done


@clause("credit.41", "review")
def has_signed_opinion(marketing_opinion_signed: Truth) -> Truth:
    """营销部经理审核业务主管的书面汇报后,签署书面评价意见,上报营销主管副总,必要时可对客户的信用额度进
    行调整,报总经理、董事长批准后作为营销部、财务部门下一步的监控依据。
    """
    return marketing_opinion_signed


@clause("credit.42", "review", readings=("I-20",))
def adjustment(previous_limit: int | None, proposed_limit: int | None) -> str | None:
    """原则上调整后的信用额度应低于原信用额度。"""
    # Never settled by one of the two: the other can always be equal to it, and be something else.
    if previous_limit is None or proposed_limit is None:
        return None
    if proposed_limit == previous_limit:
        return NO_CHANGE
    return PERMITTED if proposed_limit < previous_limit else REFUSED


PROCESS = (
    ("report", "业务主管", "manager_report_done", "credit.39"),
    ("fill_in", "财务部", "finance_form_done", "credit.40"),
    ("sign", "营销部经理", "marketing_opinion_signed", "credit.41"),
    ("audit", "财务部信用控制主管", "credit_control_audit_done", "credit.37"),
    ("review", "营销部", "quarterly_review_done", "credit.38"),
)
"""Act, who does it, the fact that tells whether it is done, and the clause that asks for it."""

APPROVERS = (
    ("营销部经理", "submit"),
    ("营销主管副总", "review"),
    ("总经理", "approve"),
    ("董事长", "approve"),
)


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the review is complete, what is still to be done, and whether the limit may be changed."""
    done = [values[fact] for _act, _role, fact, _clause in PROCESS]
    complete = every(done)
    limits = [values[name] for name in _LIMIT_NAMES]
    change = adjustment(*limits)
    fields: dict[str, Any] = {
        "complete": complete,
        "steps": None if None in done else _steps(values),
        "adjustment": change,
        "approvers": _approvers(limits, change),
    }
    asked = [fact for _act, _role, fact, _clause in PROCESS if complete is None]
    return Outcome(
        "review",
        values["as_of"],
        fields,
        findings=tuple(_findings(values, change)),
        missing=tuple(name for name in (*asked, *_LIMIT_NAMES) if values[name] is None),
        readings=("I-20",) if change else (),
    )


def _due(act: str, values: Values) -> str | None:
    """The day by which a step recurs: the month's end, the quarter's for the quarterly review; the opinion has none."""
    if act == "sign":
        return None
    ends = quarter_end if act == "review" else month_end
    return ends(values["as_of"]).isoformat()


def _steps(values: Values) -> list[dict[str, Any]]:
    """What is still to be done, in order, by whom and by when."""
    ahead = [process for process in PROCESS if not values[process[2]]]
    return [
        {"role": role, "step": place, "act": act, "clauses": [id], "due": _due(act, values)}
        for place, (act, role, _fact, id) in enumerate(ahead, 1)
    ]


def _approvers(limits: Sequence[int | None], change: str | None) -> list[dict[str, Any]] | None:
    """Who submits, reviews and approves a lower limit; None where it is open whether the limit becomes lower."""
    previous, _proposed = limits
    # Nothing is lower than a limit of 0.
    if change is None and previous != 0:
        return None
    return [
        {"role": role, "step": place, "act": act, "clauses": ["credit.41"]}
        for place, (role, act) in enumerate(APPROVERS if change == PERMITTED else (), 1)
    ]


_ADJUSTMENT_STATUSES = {PERMITTED: MET, NO_CHANGE: NOT_APPLICABLE, REFUSED: NOT_MET, None: UNKNOWN}


def _findings(values: Values, change: str | None) -> list[Finding]:
    """The findings of articles 36 (the second) to 42."""
    done_by = {id: values[fact] for _act, _role, fact, id in PROCESS}
    statuses = {
        "credit.36bis": NOT_APPLICABLE,
        **{id: status(done_by[id]) for id in sorted(done_by)},
        "credit.42": _ADJUSTMENT_STATUSES[change],
    }
    registered = clauses()
    return [Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()]


_STEP_TEXTS = {
    "report": "就享有信用额度客户的经营状况做出书面汇报",
    "fill_in": "提供财务数据和往来资料，填写《客户授信额度执行评价表》，交营销部经理核对",
    "sign": "审核书面汇报，签署书面评价意见，上报营销主管副总",
    "audit": "稽核营销部的授信及执行情况",
    "review": "对授信客户进行季度检查审核",
}
_COMPLETE = {True: "检查已经完成", False: "检查尚未完成", None: "检查是否完成尚未确定"}
_ADJUSTMENTS = {
    PERMITTED: "额度可以调低，须经审批",
    NO_CHANGE: "额度不作调整",
    REFUSED: "额度不得调高",
    None: "额度能否调整尚未确定",
}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Where the review stands, and what becomes of the limit."""
    fields = outcome.fields
    complete, change = fields["complete"], fields["adjustment"]
    settled = complete is not None and change is not None
    tone = BAD if complete is False or change == REFUSED else GOOD if settled else OPEN
    text = _("{complete}；{adjustment}").format(
        complete=_(_COMPLETE[complete]), adjustment=_(_ADJUSTMENTS[change])
    )
    previous, proposed = (None if values[name] is None else money.yuan(values[name]) for name in _LIMIT_NAMES)
    states = progress([values[fact] for _act, _role, fact, _clause in PROCESS])
    return {
        "headline": headline(tone, text),
        "sections": [
            section(
                "steps",
                "办到哪一步",
                "steps",
                (
                    step(
                        _(_STEP_TEXTS[act]),
                        state,
                        _(role),
                        "" if state == "done" else _due(act, values) or "",
                        (id,),
                    )
                    for (act, role, _fact, id), state in zip(PROCESS, states, strict=True)
                ),
            ),
            section(
                "result",
                "额度调整",
                "fields",
                (
                    field("检查完成", yes_no(complete), [id for *_rest, id in PROCESS]),
                    field("原信用额度", amount(previous), ("credit.42",)),
                    field("拟调整额度", amount(proposed), ("credit.42",)),
                    field("调整", change and _(_ADJUSTMENTS[change]), ("credit.42",)),
                ),
            ),
            section("approvers", "由谁审批", "chain", chain(fields["approvers"] or ())),
        ],
    }


_FINISHED: dict[str, Any] = {
    "as_of": "2026-11-24",
    **{fact: True for _act, _role, fact, _clause in PROCESS},
}
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("检查完成，调低额度", {**_FINISHED, "previous_limit": "15万", "proposed_limit": "12万"}),
    (
        "评价意见尚未签署",
        {
            **_FINISHED,
            "marketing_opinion_signed": False,
            "quarterly_review_done": False,
            "previous_limit": "15万",
            "proposed_limit": "15万",
        },
    ),
    ("拟调高额度", {**_FINISHED, "previous_limit": "8万", "proposed_limit": "10万"}),
    ("只知道一部分", {"as_of": "2026-11-24", "manager_report_done": True, "previous_limit": "8万"}),
)

CHECK = Check(
    id="review",
    title="检查与额度调整",
    regulation="credit",
    summary="月度、季度检查是否完成，信用额度能否调整，由谁审批。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("每月", "credit.39", MONTHLY_FACTS),
        Group("每季度", "credit.38", QUARTERLY_FACTS),
        Group("额度调整", "credit.42", LIMIT_FACTS),
    ),
    fields=("complete", "steps", "adjustment", "approvers"),
    deciding=("complete", "adjustment"),
    decide=decide,
    view=view,
    examples=_EXAMPLES,
)
