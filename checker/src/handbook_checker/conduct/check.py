"""Conduct of service staff, checked by themselves."""

from ..engine.duties import self_check
from ..model.checks import Check, Group
from ..model.facts import AS_OF, Values
from ..model.outcome import Outcome
from ..model.settings import Settings
from . import rules  # noqa: F401 (the self-check finds them in the registry)
from .examples import EXAMPLES
from .facts import CARE_FACTS, DAILY_FACTS
from .wording import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether every duty of conduct was observed."""
    return self_check("conduct", values, {})


CHECK = Check(
    id="conduct",
    title="客服行为规范自查",
    regulation="conduct",
    summary="对照行为规范逐条自查，看哪些条没有做到。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("客服人员的管理", "conduct.1", CARE_FACTS),
        Group("日常行为规范", "conduct.2", DAILY_FACTS),
    ),
    fields={
        "compliant": "符合规定",
        "breaches": "没有做到的条文",
    },
    decide=decide,
    view=view,
    deciding=("compliant",),
    examples=EXAMPLES,
)
