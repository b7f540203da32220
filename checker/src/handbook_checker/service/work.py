"""The work of service staff, checked by themselves: parts one to five of the regulation on service staff."""

from ..engine.duties import self_check
from ..model.checks import Check, Group
from ..model.facts import AS_OF, Values
from ..model.outcome import Outcome
from ..model.settings import Settings
from . import examples, wording
from .facts import ATTITUDE_FACTS, DEMAND_FACTS, QUALITY_FACTS, RULE_FACTS, WORK_FACTS


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether every duty of service staff was observed."""
    return self_check("service", values, {"I-33": values["private_call_seconds"] is not None})


CHECK = Check(
    id="service",
    title="客服工作自查",
    regulation="service",
    summary="对照《客服人员管理制度》的工作规定和要求逐条自查，看哪些条没有做到。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("客服的主要工作", "service.1", WORK_FACTS),
        Group("客服工作管理规定", "service.2", RULE_FACTS),
        Group("客服人员的要求", "service.3", DEMAND_FACTS),
        Group("客服人员个人素质要求", "service.4", QUALITY_FACTS),
        Group("客服人员的心理要求", "service.5", ATTITUDE_FACTS),
    ),
    fields={
        "compliant": "符合规定",
        "breaches": "没有做到的条文",
    },
    decide=decide,
    view=wording.work,
    deciding=("compliant",),
    examples=examples.WORK,
)
