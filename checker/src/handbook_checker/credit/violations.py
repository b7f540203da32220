"""Acting beyond one's authority: articles 43 and 44 of the credit regulation."""

from typing import Any

from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clauses
from ..model.facts import AS_OF, Values
from ..model.outcome import NOT_APPLICABLE, Finding, Outcome, status
from ..model.settings import Settings
from . import examples
from .facts import ACT_FACTS, CONSEQUENCE_FACTS
from .rules import SANCTIONS, exceeds_authority
from .wording.violation import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether article 43 applies, and then what has to be ordered and which sanctions are open; it never picks one."""
    registered = clauses()
    offence = exceeds_authority(*(values[name] for name in registered["credit.43"].facts))
    applies = offence.committed
    orders = [{"clause": "credit.43", "text": _(offence.order)}]
    sanctions = [{"clause": id, "text": _(kind)} for id, kind in SANCTIONS.items()]
    fields: dict[str, Any] = {
        "applies": applies,
        "orders": None if applies is None else orders if applies else [],
        "sanctions": None if applies is None else sanctions if applies else [],
        "discretionary": True,
    }
    statuses = {
        "credit.43": status(applies),
        **dict.fromkeys(SANCTIONS, NOT_APPLICABLE if applies is False else status(applies)),
        "credit.44": NOT_APPLICABLE,
    }
    return Outcome(
        "violation",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()),
        missing=("exceeded_authority",) if applies is None else (),
        readings=("I-22",),
    )


CHECK = Check(
    id="violation",
    title="越权处理",
    regulation="credit",
    summary="超越授信范围的行为须如何处理，可以给予哪些处分。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("越权行为", "credit.43", ACT_FACTS),
        Group("纠正与损失", "credit.43", CONSEQUENCE_FACTS),
    ),
    fields={
        "applies": "超越授信范围",
        "orders": "须令其",
        "sanctions": "可予的处分",
        "discretionary": "由公司裁量",
    },
    deciding=("applies",),
    decide=decide,
    view=view,
    examples=examples.VIOLATION,
)
