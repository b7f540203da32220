"""What is said of a wrong answer to one question of a case."""

from collections.abc import Mapping
from typing import Any

from handbook_checker import CHECKS
from handbook_checker.model.checks import run
from handbook_checker.model.settings import Settings
from handbook_checker.training.exercise import Draft, Solved
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.questions import graded


def departs(
    check: str,
    facts: Mapping[str, Any],
    part: str,
    answer: Any,
    focus: str,
    level: int = 3,
    extra: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What is remark of an answer to one question on a case."""
    values, outcome = run(CHECKS[check], facts, Settings())
    draft = Draft(dict(facts), extra=extra or {})
    solved = Solved(level, focus, draft, values, outcome, Settings())
    (asked,) = [each for each in EXERCISES[check].ask(solved) if each.id == part]
    grading = graded(asked, answer)
    assert not grading["right"], (grading["expected"], answer)
    remark: dict[str, Any] = grading["departs"]
    return remark
