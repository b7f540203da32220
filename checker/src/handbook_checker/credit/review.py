"""The monthly and quarterly review, and changing a limit: articles 36 (the second) to 42 of the credit regulation."""

from typing import Any

from ..engine.adjustment import NO_CHANGE, PERMITTED, REFUSED
from ..engine.steps import Step, Task, with_dues
from ..model.checks import Check, Group
from ..model.clauses import clauses, results
from ..model.facts import AS_OF, Values
from ..model.outcome import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import every
from . import examples
from .facts import LIMIT_FACTS, MONTHLY_FACTS, QUARTERLY_FACTS
from .rules import REVIEW
from .wording.review import view

_ADJUSTMENT_STATUSES = {PERMITTED: MET, NO_CHANGE: NOT_APPLICABLE, REFUSED: NOT_MET, None: UNKNOWN}


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the review is complete, what is still to be done, and whether the limit may be changed."""
    found = results("review", values)
    tasks = [Task(found[id], (id,)) for id in REVIEW]
    done = [task.step.done for task in tasks]
    complete = every(done)
    adjustment = found["credit.42"]
    registered = clauses()
    fields: dict[str, Any] = {
        "complete": complete,
        "steps": (
            None
            if None in done
            else with_dues([task for task in tasks if not task.step.done], values["as_of"])
        ),
        "adjustment": adjustment.change,
        # Nothing is lower than a limit of 0; otherwise it is open who approves while it is open whether it becomes lower.
        "approvers": (
            _approvers(found["credit.41"], adjustment.change)
            if adjustment.change or adjustment.before == 0
            else None
        ),
    }
    statuses = {
        "credit.36bis": NOT_APPLICABLE,
        **{id: status(found[id].done) for id in sorted(REVIEW)},
        "credit.42": _ADJUSTMENT_STATUSES[adjustment.change],
    }
    asked = [name for id in REVIEW if complete is None for name in registered[id].facts]
    asked += registered["credit.42"].facts
    return Outcome(
        "review",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()),
        missing=tuple(name for name in asked if values[name] is None),
        readings=("I-20",) if adjustment.change else (),
    )


def _approvers(opinion: Step, change: str | None) -> list[dict[str, Any]]:
    """Who submits, reviews and approves a lower limit."""
    return [
        {"role": role, "step": number, "act": act, "clauses": ["credit.41"]}
        for number, (role, act) in enumerate(opinion.chain if change == PERMITTED else (), 1)
    ]


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
    fields={
        "complete": "完整",
        "steps": "接下来由谁办",
        "adjustment": "调整",
        "approvers": "审批人",
    },
    deciding=("complete", "adjustment"),
    decide=decide,
    view=view,
    examples=examples.REVIEW,
)
