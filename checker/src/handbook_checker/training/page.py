"""What the training pages ask: JSON text in, JSON text out."""

import json
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from ..model.catalogue import _
from ..model.facts import Problem, UnusableFacts
from ..model.settings import Settings, parse_settings
from . import courses
from .cases import Case, grade, make, seed_for
from .exercise import LEVELS
from .exercises import EXERCISES
from .questions import in_words

_LEAN = 0.7
"""How often the next case turns on a clause that was missed, where there is one."""


def answer(request: str) -> str:
    """Answer ``{"ask", "settings", …}``; ``{"errors"}`` names everything that cannot be used."""
    try:
        asked = json.loads(request)
        settings = parse_settings(_object(asked.get("settings")))
        reply = _ANSWERS[asked["ask"]](asked, settings)
    except UnusableFacts as unusable:
        reply = {"errors": [problem.to_dict() for problem in unusable.problems]}
    # In ASCII, for a name may hold half a character, which cannot be encoded otherwise.
    return json.dumps(reply)


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _case(asked: Mapping[str, Any], settings: Settings) -> Case:
    check, level, seed = asked.get("check"), asked.get("level"), courses.whole_text(asked.get("seed", ""))
    if check not in EXERCISES or level not in LEVELS or not 0 < len(seed) <= 80:
        raise UnusableFacts([Problem(None, _("链接里的题目不完整：应有核对、难度和题目编号。"))])
    return make(check, level, seed, settings)


def _show(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    return _case(asked, settings).to_dict()


def _next(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The case of a new seed, which leans towards the clauses that were missed."""
    check, level, seed = asked.get("check"), asked.get("level"), courses.whole_text(asked.get("seed", ""))
    missed = {
        id: count
        for id, count in _object(asked.get("missed")).items()
        if isinstance(count, int) and count > 0
    }
    if check in EXERCISES and level in LEVELS:
        rng = Random(f"{seed} next")
        wanted = [id for id in EXERCISES[check].focuses if id in missed]
        if wanted and rng.random() < _LEAN:
            seed = seed_for(check, level, seed, rng.choices(wanted, [missed[id] for id in wanted]))
    return _show({**asked, "seed": seed}, settings)


def _grade(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    return grade(_case(asked, settings), _object(asked.get("answers")))


def _course(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    course = courses.parse(_object(asked.get("course")))
    return {"course": course.to_dict(), "cases": [case.to_dict() for case in courses.cases(course, settings)]}


def _sheet(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """A course to be printed: every case with its solution."""
    course = courses.parse(_object(asked.get("course")))
    cases = []
    for case in courses.cases(course, settings):
        solution = grade(case, {})
        right = [
            {
                "id": part.id,
                "kind": part.kind,
                "text": in_words(part, part.expected),
                "accepted": list(part.accepted),
            }
            for part in case.parts
        ]
        cases.append({**case.to_dict(), "right": right, "reasons": solution["reasons"]})
    return {"course": course.to_dict(), "cases": cases}


def _finish(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    return courses.finish(
        courses.parse(_object(asked.get("course"))), _object(asked.get("attempt")), settings
    )


def _code(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    return courses.check_code(asked)


def _class(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Several result files, by their names: those that can be read, and what is wrong with the others."""
    people: list[dict[str, Any]] = []
    unusable: list[dict[str, Any]] = []
    for file in asked.get("files", []):
        name, text = str(_object(file).get("name", "")), _object(file).get("text")
        try:
            people.append({"file": name, **courses.verify(_read(text), settings)})
        except UnusableFacts as problems:
            unusable.append({"file": name, "problems": [problem.problem for problem in problems.problems]})
    return {"people": people, "clauses": courses.class_of(people), "unusable": unusable}


def _read(text: Any) -> Mapping[str, Any]:
    try:
        found = json.loads(text) if isinstance(text, str) else None
    # Besides JSON's own error, a number may be too long for int(), and values nested beyond reason.
    except (ValueError, RecursionError):
        found = None
    return _object(found)


def _exercises(asked: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """The clauses that can be practised, by check."""
    return {id: list(exercise.focuses) for id, exercise in EXERCISES.items()}


_ANSWERS: dict[str, Callable[[Mapping[str, Any], Settings], dict[str, Any]]] = {
    "case": _show,
    "next": _next,
    "grade": _grade,
    "course": _course,
    "sheet": _sheet,
    "finish": _finish,
    "code": _code,
    "class": _class,
    "exercises": _exercises,
}
