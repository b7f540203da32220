"""Two thousand cases of each check: what they state, what is right, and which clause decides."""

from functools import cache
from importlib import import_module
from statistics import mean
from typing import Any

import handbook_checker
import pytest
from handbook_checker import CHECKS
from handbook_checker.model.clauses import decided_by
from handbook_checker.model.settings import Settings
from handbook_checker.training.cases import Case, grade, make
from handbook_checker.training.exercise import LEVELS
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.questions import OPEN, is_right, understood

from tests.training.reading import read

CASES, BLOCK = 2000, 500

every_check = pytest.mark.parametrize("check", EXERCISES)


@cache
def cases(check: str) -> list[Case]:
    return [make(check, number % len(LEVELS) + 1, f"p{number}", Settings()) for number in range(CASES)]


def test_every_check_of_a_regulation_with_exercises_is_practised():
    practised = {CHECKS[check].regulation for check in EXERCISES}
    assert [*EXERCISES] == [id for id, check in CHECKS.items() if check.regulation in practised]


@every_check
def test_no_story_contradicts_its_case(check):
    for case in cases(check):
        facts, unknown = read(check, case.story)
        draft = case.solved.draft
        assert facts == draft.facts, case.seed
        assert sorted(unknown) == sorted(draft.unknown), case.seed
        # What the story marks in a sentence is what the sentence says.
        assert facts == {
            name: value
            for paragraph in case.story
            for sentence in paragraph
            for name, value in sentence.facts.items()
            if value is not None
        }


RIGHT_ANSWERS = [
    import_module(f"tests.{name}.right_answers")
    for name in dict.fromkeys(CHECKS[check].regulation for check in EXERCISES)
]
"""What each regulation's tests say of its exercises."""
RIGHT = {check: right for answers in RIGHT_ANSWERS for check, right in answers.RIGHT.items()}


def of_every_regulation(name: str) -> dict[str, Any]:
    return {key: value for answers in RIGHT_ANSWERS for key, value in getattr(answers, name, {}).items()}


GATHERING, ABOVE = of_every_regulation("GATHERING"), of_every_regulation("ABOVE")
SAME_SENTENCE = {pair for answers in RIGHT_ANSWERS for pair in getattr(answers, "SAME_SENTENCE", ())}

NOT_OF_THE_OUTCOME = {"clause", "order"}
"""The deciding clause has tests of its own; the order of the steps is the regulation's own."""


@every_check
def test_what_is_right_is_what_the_checker_says(check):
    asked = set()
    for case in cases(check):
        settings = Settings(effective_from=case.solved.settings.effective_from)
        outcome = handbook_checker.check(check, case.solved.draft.facts, settings).to_dict()
        for part in case.parts:
            asked.add(part.id)
            if part.id in NOT_OF_THE_OUTCOME:
                continue
            if part.id == "missing":
                right: Any = set(outcome["missing"])
            else:
                right = RIGHT[check][part.id](case, outcome)
            if right is ...:
                # The steps are not settled as a whole, but the first of them may be.
                continue
            given = set(part.expected) if isinstance(right, set) else part.expected
            assert given == (OPEN if right is None else right), (case.seed, part.id)
    assert asked - NOT_OF_THE_OUTCOME - {"missing"} == RIGHT[check].keys()


@every_check
def test_the_right_answers_are_graded_as_right_and_nothing_else_is(check):
    for case in cases(check)[:160]:
        right = {part.id: part.expected for part in case.parts}
        graded = grade(case, right)
        assert graded["right"] == graded["asked"] == len(case.parts), case.seed
        assert all(part["yours"] and part["yours"] == part["expected"] for part in graded["parts"]), case.seed
        assert grade(case, {})["right"] == 0
        for part in case.parts:
            for wrong in others(part):
                if not is_right(part, understood(part, wrong)):
                    result = next(
                        each for each in grade(case, {part.id: wrong})["parts"] if each["id"] == part.id
                    )
                    assert not result["right"]
                    if part.kind != "clause":
                        # Whoever is wrong is shown where the reasoning departs.
                        assert result["departs"]["text"].endswith("。"), (case.seed, part.id, wrong)


def others(part: Any) -> list[Any]:
    """Other answers to a question: each option, none and all of them, other amounts and days."""
    values = [value for value, label in part.options]
    if part.kind in ("one", "clause"):
        found: list[Any] = values
    elif part.kind in ("many", "sequence"):
        found = [[], values, values[:1], values[::-1]]
    elif part.kind == "amount":
        found = ["0", "12345.00", "12万"]
    else:
        found = ["2020-01-01"]
    return [*found, OPEN] if part.can_be_open else found


@every_check
def test_a_wrong_answer_of_an_outcome_is_never_also_right(check):
    for case in cases(check):
        for part in case.parts:
            assert is_right(part, understood(part, part.expected)), (case.seed, part.id)
            if part.can_be_open:
                assert is_right(part, OPEN) == (part.expected == OPEN)


@every_check
def test_every_clause_with_a_rule_decides_once_in_five_hundred(check):
    exercise = EXERCISES[check]
    with_rule = {*decided_by(check)}
    assert {*exercise.focuses} | {*exercise.never} == with_rule
    assert not {*exercise.focuses} & {*exercise.never}
    for start in range(0, CASES, BLOCK):
        block = cases(check)[start : start + BLOCK]
        deciding = {exercise.deciding(case.solved)[0] for case in block}
        assert deciding == {*exercise.focuses}
        # And alone: no other clause would have been right to cite but the one above it, which gathers it.
        alone = {case.focus for case in block if only(case)}
        assert alone >= {*exercise.focuses} - GATHERING.get(check, set())


def only(case: Case) -> bool:
    (part,) = [part for part in case.parts if part.kind == "clause"]
    above = ABOVE.get(case.focus.rpartition(".")[0]) or ABOVE.get(case.focus)
    return all(id == above or (case.focus, id) in SAME_SENTENCE for id in part.accepted)


@every_check
def test_why_a_clause_never_decides_is_said(check):
    for id, why in EXERCISES[check].never.items():
        assert why.endswith("。"), id


@every_check
def test_levels_differ(check):
    by_level = {level: [case for case in cases(check) if case.level == level] for level in LEVELS}
    measures = {
        level: {
            "facts stated": mean(sum(len(s.facts) for p in case.story for s in p) for case in found),
            "sentences": mean(sum(len(p) for p in case.story) for case in found),
            "questions": mean(len(case.parts) for case in found),
            "in doubt": mean(
                bool(case.solved.draft.unknown) or bool(case.solved.outcome.conflicts) for case in found
            ),
            "open answers": mean(any(part.can_be_open for part in case.parts) for case in found),
        }
        for level, found in by_level.items()
    }
    for level, measured in measures.items():
        print(f"{check} {level}: " + ", ".join(f"{name} {value:.1f}" for name, value in measured.items()))

    def work(level: int) -> float:
        """What there is to read and to answer."""
        return measures[level]["sentences"] + measures[level]["questions"]

    assert work(1) < work(2) < work(3)
    assert work(2) < work(4)
    assert measures[1]["questions"] < measures[2]["questions"] <= measures[3]["questions"]
    assert measures[4]["in doubt"] == 1 or check == "credit"
    assert measures[4]["in doubt"] > 0.9
    assert measures[4]["open answers"] > 0.9
    for level in (1, 2, 3):
        assert measures[level]["open answers"] == 0
        assert measures[level]["in doubt"] < 0.5


@every_check
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_gives_the_same_case(check, level):
    first = make(check, level, "again", Settings())
    make.cache_clear()
    second = make(check, level, "again", Settings())
    assert first is not second
    assert first.to_dict() == second.to_dict()
    assert first.to_dict() != make(check, level, "other", Settings()).to_dict()
