"""The outcome of a review in words."""

from typing import Any

from ...engine.adjustment import NO_CHANGE, PERMITTED, REFUSED
from ...engine.steps import Step, steps
from ...model import money
from ...model.catalogue import _
from ...model.facts import Values
from ...model.outcome import Outcome
from ...model.wording import (
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
from ..facts import LIMIT_FACTS
from ..roles import MARKETING_DEPARTMENT
from ..rules import REVIEW

_TEXTS = {
    "report": "就享有信用额度客户的经营状况做出书面汇报",
    "fill_in": "提供财务数据和往来资料，填写{form}，交{addressee}核对",
    "sign": "审核书面汇报，签署书面评价意见，上报{addressee}",
    "audit": "稽核{audited}的授信及执行情况",
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
    previous, proposed = (
        None if values[fact.name] is None else money.yuan(values[fact.name]) for fact in LIMIT_FACTS
    )
    return {
        "headline": headline(tone, text),
        "sections": [
            section("steps", "办到哪一步", "steps", _steps(values)),
            section(
                "result",
                "额度调整",
                "fields",
                (
                    field("检查完成", yes_no(complete), REVIEW),
                    field("原信用额度", amount(previous), ("credit.42",)),
                    field("拟调整额度", amount(proposed), ("credit.42",)),
                    field("调整", change and _(_ADJUSTMENTS[change]), ("credit.42",)),
                ),
            ),
            section("approvers", "由谁审批", "chain", chain(fields["approvers"] or ())),
        ],
    }


def _steps(values: Values) -> list[dict[str, Any]]:
    """Every step with its state; while it is not done, by which day it is to be."""
    taken = steps("review", values)
    states = progress([taken[id].done for id in REVIEW])
    return [
        step(
            _text(taken[id]),
            state,
            _(taken[id].who),
            "" if state == "done" else _by(taken[id], values),
            (id,),
        )
        for id, state in zip(REVIEW, states, strict=True)
    ]


def _text(taken: Step) -> str:
    return _(_TEXTS[taken.act]).format(
        form=_(taken.form), addressee=_(taken.addressed_to), audited=_(MARKETING_DEPARTMENT)
    )


def _by(taken: Step, values: Values) -> str:
    due = taken.due(values["as_of"])
    return due.isoformat() if due else ""
