"""Selecting a new supplier of raw materials: who is eligible, and how far the selection has come.

A step that nobody knows to be done counts as not done: the process waits for it all the same.
"""

from typing import Any

from ..engine.steps import Task, listed, process
from ..model.checks import Check, Group
from ..model.clauses import clauses, results, truth
from ..model.facts import AS_OF, Values
from ..model.outcome import Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import every
from .examples import EXAMPLES
from .facts import (
    APPLICATION_FACTS,
    CONTRACT_FACTS,
    FIELD_FACTS,
    PRINCIPLE_FACTS,
    REGISTRATION_FACTS,
    SURVEY_FACTS,
)
from .rules import PRINCIPLES
from .wording import COMPLETE, view


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the supplier meets every principle, how far the selection is, and what comes next."""
    found = results("supplier", values)
    met = {id: truth(result) for id, result in found.items()}
    eligible = every(met[id] for id in PRINCIPLES)
    ahead = [task for task in process(found) if not task.step.truth]
    stage = ahead[0].step.stage if ahead else COMPLETE
    fields: dict[str, Any] = {
        "eligible": eligible,
        "stage": stage,
        # Nothing comes next with a supplier who is not eligible, and while that is open nobody can say.
        "next_steps": (
            [] if eligible is False or not ahead else _next_steps(values, ahead, stage) if eligible else None
        ),
        "signatories": [*found["suppliers.3.2"].signed_by],
        "addressee": found["suppliers.3.1"].addressed_to,
    }
    registered = clauses()
    asked = [name for id in PRINCIPLES for name in registered[id].facts if eligible is None]
    return Outcome(
        "supplier",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status(is_met), registered[id].facts) for id, is_met in met.items()),
        missing=tuple(name for name in asked if values[name] is None),
        readings=("I-30", "I-31", "I-32"),
    )


def _next_steps(values: Values, ahead: list[Task], stage: str) -> list[dict[str, Any]]:
    """The steps of the stage that are not known to be done, by whom, and the facts that they wait for."""
    registered = clauses()
    of_stage = [task for task in ahead if task.step.stage == stage]
    return [
        {**item, "facts": [name for name in registered[item["clauses"][0]].facts if not values[name]]}
        for item in listed(of_stage)
    ]


CHECK = Check(
    id="supplier",
    title="新供应商选择",
    regulation="suppliers",
    summary="候选供应商是否符合选择原则，选择办到哪一步，下一步由谁做什么。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("选择原则", "suppliers.1", PRINCIPLE_FACTS),
        Group("一般调查", "suppliers.2.1", SURVEY_FACTS),
        Group("实地调查", "suppliers.2.2", FIELD_FACTS),
        Group("认定申请", "suppliers.3.1", APPLICATION_FACTS),
        Group("签订合同", "suppliers.3.2", CONTRACT_FACTS),
        Group("登记和存档", "suppliers.3.4", REGISTRATION_FACTS),
    ),
    fields={
        "eligible": "符合选择原则",
        "stage": "所在阶段",
        "next_steps": "接下来由谁办",
        "signatories": "合同签订人",
        "addressee": "报告提交给",
    },
    decide=decide,
    view=view,
    deciding=("eligible",),
    examples=EXAMPLES,
)
