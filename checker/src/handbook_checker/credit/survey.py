"""Whether a customer's file is complete and current: articles 7 to 12 of the credit regulation."""

from datetime import date
from typing import Any

from ..engine.steps import shared_process, with_dues
from ..model.checks import Check, Group
from ..model.clauses import clauses, results, truth
from ..model.facts import AS_OF, Values
from ..model.outcome import Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import BOTH, completions, worth_asking
from . import examples
from .facts import PROCEDURE_FACTS, TOPIC_FACTS, UPDATE_FACTS
from .rules import IN_CHARGE, TOPIC_NAMES, is_kept_current
from .wording.survey import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the file covers every topic and is up to date, and what is to be done next."""
    found = results("survey", values)
    met = {id: truth(result) for id, result in found.items()}
    complete = met.pop("credit.8")
    as_of = values["as_of"]
    # Both the day due and being overdue are monotone in the day of the last update: its first and last days do.
    domains = {
        "last_full_update": (date.min, as_of),
        "changed_since_update": BOTH,
        "change_recorded": BOTH,
    }
    kept = {
        completion: is_kept_current(*(facts[name] for name in (*domains, "as_of")))
        for completion, facts in completions(values, domains)
    }
    can_matter = worth_asking(
        tuple(domains), {completion: (each.deadline.dues, each.truth) for completion, each in kept.items()}
    )
    deadline = found["credit.12"].deadline
    tasks = shared_process("survey", values, in_charge=IN_CHARGE)
    is_open = None in [task.step.finished for task in tasks] or len(deadline.dues) > 1
    fields: dict[str, Any] = {
        "complete": complete,
        "next_update_due": deadline.due and deadline.due.isoformat(),
        "current": met["credit.12"],
        "steps": None if is_open else with_dues([task for task in tasks if not task.step.finished], as_of),
    }
    registered = clauses()
    return Outcome(
        "survey",
        as_of,
        fields,
        findings=tuple(Finding(id, status(is_met), registered[id].facts) for id, is_met in met.items()),
        missing=(*(name for name in TOPIC_NAMES if complete is None and values[name] is None), *can_matter),
        readings=("I-21",) if values["last_full_update"] else (),
    )


CHECK = Check(
    id="survey",
    title="资信调查",
    regulation="credit",
    summary="客户资料是否完整，更新是否及时，下一步由谁做什么。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("调查要点", "credit.8", TOPIC_FACTS),
        Group("填报、审核与备案", "credit.10", PROCEDURE_FACTS),
        Group("更新", "credit.12", UPDATE_FACTS),
    ),
    fields={
        "complete": "完整",
        "next_update_due": "下次全面更新不晚于",
        "current": "更新及时",
        "steps": "接下来由谁办",
    },
    deciding=("complete", "current", "next_update_due"),
    decide=decide,
    view=view,
    examples=examples.SURVEY,
)
