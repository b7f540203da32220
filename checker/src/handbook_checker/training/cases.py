"""A case: drawn from its seed, written as a story, asked, and graded by what the checker says of its facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import Any

from .. import CHECKS
from ..model.checks import run
from ..model.settings import Settings, parse_settings
from ..model.titles import Titles, titled
from .exercise import Exercise, Solved
from .exercises import EXERCISES
from .questions import Part, graded
from .stories import Sentence, Story, compose

_ATTEMPTS = 500
_SEEDS = 400
"""So many seeds are looked at for one whose case turns on a wanted clause: enough to find every clause."""


@dataclass(frozen=True)
class Case:
    """A case and its solution."""

    check: str
    level: int
    seed: str
    story: Story
    parts: tuple[Part, ...]
    solved: Solved
    attempts: int
    """How many drafts it took until the clause decided."""

    @property
    def focus(self) -> str:
        """The deciding clause."""
        return self.solved.focus

    def to_dict(self) -> dict[str, Any]:
        """What a trainee is shown."""
        return {
            "check": self.check,
            "level": self.level,
            "seed": self.seed,
            "title": CHECKS[self.check].title,
            "story": [
                [{"text": sentence.text, "facts": list(sentence.facts)} for sentence in paragraph]
                for paragraph in self.story
            ],
            "questions": [part.to_dict() for part in self.parts],
        }


def _random(check: str, level: int, seed: str) -> Random:
    return Random(f"{check} {level} {seed}")


def focus_of(check: str, level: int, seed: str) -> str:
    """The clause on which the case of a seed turns."""
    return _random(check, level, seed).choice(EXERCISES[check].focuses)


def seed_for(check: str, level: int, seed: str, wanted: Collection[str]) -> str:
    """A seed made from `seed` whose case turns on one of the wanted clauses; `seed` itself where none is to be had."""
    for number in range(_SEEDS):
        found = f"{seed}-{number}" if number else seed
        if focus_of(check, level, found) in wanted:
            return found
    return seed


@lru_cache(64)
def make(check: str, level: int, seed: str, settings: Settings) -> Case:
    """The case of a seed: the same wherever it is made."""
    exercise = EXERCISES[check]
    rng = _random(check, level, seed)
    focus = rng.choice(exercise.focuses)
    solved, attempts = _solve(exercise, level, focus, settings, rng)
    draft = solved.draft
    facts = {name: value for name, value in draft.facts.items() if value is not None}
    story = compose(exercise.language, facts, draft.unknown, draft.cast, rng, brief=draft.brief)
    if draft.remarks:
        story = (*story, tuple(Sentence(f"{text}。", {}) for text in draft.remarks))
    if settings.titles:
        story = tuple(
            tuple(sentence._replace(text=titled(sentence.text, settings.titles)) for sentence in paragraph)
            for paragraph in story
        )
    parts = tuple(_with_titles(part, settings.titles) for part in exercise.ask(solved))
    return Case(check, level, seed, story, parts, solved, attempts)


def _with_titles(part: Part, titles: Titles) -> Part:
    """A question in the organisation's words; an answer is still told by its value."""
    labels = tuple((value, titled(label, titles)) for value, label in part.options)
    return replace(part, prompt=titled(part.prompt, titles), options=labels) if titles else part


def _solve(exercise: Exercise, level: int, focus: str, settings: Settings, rng: Random) -> tuple[Solved, int]:
    for attempt in range(_ATTEMPTS):
        draft = exercise.draw(rng, level, focus)
        # Of the organisation's settings the day of coming into force would leave nothing to practise before it.
        own = parse_settings(draft.settings).effective_from
        # What a story does not say stays unknown, whatever the organisation has set; of the limit of a visit's cost
        # the exercise says itself.
        used = replace(settings, effective_from=own, base_pay=None, reference_balance=None)
        values, outcome = run(CHECKS[exercise.check], draft.facts, used)
        solved = Solved(level, focus, draft, values, outcome, used)
        decided = exercise.deciding(solved)
        obscure = draft.unknown or outcome.conflicts or draft.settings
        if decided and decided[0] == focus and (level < 4 or obscure):
            return solved, attempt + 1
    raise RuntimeError(f"no case of level {level} turns on {focus}")


def grade(case: Case, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Each part graded, the way to the answer, and the facts that lead to the same case on the check's own page."""
    exercise = EXERCISES[case.check]
    titles = case.solved.settings.titles
    parts = [graded(part, answers.get(part.id)) for part in case.parts]
    # The questions have the organisation's titles already, and with them both answers.
    parts = [part | {"departs": titled(part["departs"], titles)} for part in parts]
    return {
        "check": case.check,
        "level": case.level,
        "seed": case.seed,
        "deciding": case.focus,
        "parts": parts,
        "right": sum(part["right"] for part in parts),
        "asked": len(parts),
        "reasons": [titled(remark.to_dict(), titles) for remark in exercise.reasons(case.solved)],
        "readings": list(case.solved.outcome.readings),
        "facts": {
            name: _typed(value) for name, value in case.solved.draft.facts.items() if value is not None
        },
    }


def _typed(value: Any) -> str:
    """A fact as the check's form holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
