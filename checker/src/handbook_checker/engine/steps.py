"""Steps of a process as their clauses state them: who takes each, by when, and whether it is done."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from ..model.clauses import results
from ..model.truth import Truth, every
from .deadlines import Deadline, Interval

SUBMIT, REVIEW, APPROVE = "submit", "review", "approve"


class Step(NamedTuple):
    """One step, as one clause states it."""

    who: str = ""
    """Who takes it; empty where the clause names nobody."""
    by: str = ""
    """When it is to be taken, in words, where no day says so."""
    every: Interval | None = None
    """How often it recurs."""
    deadline: Deadline | None = None
    done: Truth = True
    """Whether what the clause asks for is done; true where it leaves all of that to other clauses."""
    act: str = ""
    """What is done, as outcomes name it."""
    form: str = ""
    """The document that is filled in or made."""
    stage: str = ""
    """The stage of the process to which it belongs."""
    together_with: str = ""
    addressed_to: str = ""
    signed_by: tuple[str, ...] = ()
    submitted_by: tuple[str, ...] = ()
    reviewed_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()

    @property
    def truth(self) -> Truth:
        """Whether the clause is kept."""
        return self.deadline.truth if self.deadline else self.done

    @property
    def finished(self) -> Truth:
        """Whether nothing is left to do: of what recurs, the next time always lies ahead."""
        return False if self.deadline and self.deadline.recurs else self.truth

    def due(self, as_of: date) -> date | None:
        """The day until which it is to be taken, where the clause sets one and it is known."""
        return self.deadline.due if self.deadline else self.every and self.every.end(as_of)

    @property
    def chain(self) -> list[tuple[str, str]]:
        """Everyone through whose hands it goes, with what each does."""
        acts = ((SUBMIT, self.submitted_by), (REVIEW, self.reviewed_by), (APPROVE, self.approved_by))
        return [(role, act) for act, roles in acts for role in roles]


class Procedure(NamedTuple):
    """Several steps that one clause asks for, in order."""

    steps: tuple[Step, ...]

    @property
    def truth(self) -> Truth:
        """Whether the clause is kept in each of them."""
        return every(step.truth for step in self.steps)

    @property
    def deadline(self) -> Deadline:
        """The time limit of the step that has one."""
        return next(step.deadline for step in self.steps if step.deadline)


class Task(NamedTuple):
    """A step of a process, and the clauses that ask for it."""

    step: Step
    clauses: tuple[str, ...]


def process(found: Mapping[str, Any]) -> list[Task]:
    """The steps among what clauses state, in order; `found` is by clause."""
    tasks = []
    for id, value in found.items():
        steps = value.steps if isinstance(value, Procedure) else (value,)
        tasks += [Task(step, (id,)) for step in steps if isinstance(step, Step)]
    return tasks


def steps(check: str, values: Mapping[str, Any]) -> dict[str, Step]:
    """The steps of the process that `check` decides, in order, by the clause that states each."""
    return {task.clauses[0]: task.step for task in process(results(check, values))}


def shared_process(check: str, values: Mapping[str, Any], in_charge: str) -> list[Task]:
    """The process that `check` decides, where several clauses speak of one act, and some name nobody who does it.

    Of each act whoever is named first does it; what names nobody falls to whom clause `in_charge` names first.
    """
    tasks = process(results(check, values))
    charged = next(task for task in tasks if task.clauses == (in_charge,))
    by_act: dict[str, Task] = {}
    for task in tasks:
        other = by_act.get(task.step.act)
        if other:
            who, form = other.step.who or task.step.who, other.step.form or task.step.form
            done = every((other.step.done, task.step.done))
            task = Task(other.step._replace(who=who, form=form, done=done), (*other.clauses, *task.clauses))
        by_act[task.step.act] = task
    return [
        each
        if each.step.who
        else Task(each.step._replace(who=charged.step.who), each.clauses + charged.clauses)
        for each in by_act.values()
    ]


def listed(tasks: Iterable[Task]) -> list[dict[str, Any]]:
    """The tasks as outcomes carry them, numbered from 1."""
    return [
        {"role": task.step.who or None, "step": number, "act": task.step.act, "clauses": [*task.clauses]}
        for number, task in enumerate(tasks, 1)
    ]


def with_dues(tasks: Sequence[Task], as_of: date) -> list[dict[str, Any]]:
    """The tasks as outcomes carry them, with the day by which each is to be taken."""
    dues = [task.step.due(as_of) for task in tasks]
    return [{**item, "due": due and due.isoformat()} for item, due in zip(listed(tasks), dues, strict=True)]
