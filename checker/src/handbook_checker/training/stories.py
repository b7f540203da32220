"""Stories: facts told in prose. Every sentence tells some of the facts, and every fact that is known is told once."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from ..model import money
from ..model.catalogue import _
from ..model.facts import DATE, MONEY, Fact

Facts = dict[str, Any]
"""Facts as `handbook_checker.check` takes them: amounts and dates as text."""

WRITTEN = object()
"""Stands for a value that is written into the sentence."""

_ALIKE = 2
"""Sentences with so many characters in common at their beginning begin alike."""

_PLACE = re.compile(r"\{([a-z_0-9]+)\}")
_ACTOR = re.compile(r"\{([^a-z{}]+)\}")


class Telling(NamedTuple):
    """A sentence, in several wordings, and the facts that it tells."""

    facts: Mapping[str, Any]
    """True, False, a choice, None for a fact said to be unknown, or `WRITTEN`."""
    when: Mapping[str, Any]
    """Facts that must stand so for the sentence to fit, though it does not tell them."""
    texts: tuple[str, ...]
    """Without the full stop. `{fact}` is an amount, a date or a count, `{客户}` somebody of the cast."""


class Rest(NamedTuple):
    """A sentence that tells in one breath all of its facts that no other sentence tells."""

    facts: Mapping[str, Any]
    place: str
    """The fact whose paragraph it ends: one of the last of its facts."""
    texts: tuple[str, ...]


def tell(spec: str, *texts: str) -> Telling:
    """A telling from ``"strong -weak ?known kind=long @role=upstream"``.

    Said true, said false, said to be unknown, said to be this choice, and fitting only where the role is that.
    """
    facts: Facts = {}
    when: Facts = {}
    for word in spec.split():
        name, _equals, choice = word.lstrip("-?@").partition("=")
        value = choice or {"-": False, "?": None}.get(word[0], True)
        (when if word[0] == "@" else facts)[name] = value
    facts |= dict.fromkeys(_PLACE.findall(texts[0]), WRITTEN)
    return Telling(facts, when, texts)


class Sentence(NamedTuple):
    """A sentence of a story as it is read, and the facts it tells."""

    text: str
    facts: Facts


Story = tuple[tuple[Sentence, ...], ...]
"""Paragraphs of sentences."""


@dataclass(frozen=True)
class Language:
    """All the sentences there are for one check."""

    facts: Mapping[str, Fact]
    paragraphs: Sequence[Sequence[str]]
    """The facts in the order in which they are told."""
    tellings: Sequence[Telling]
    rests: Sequence[Rest] = ()
    leads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What may stand before the first sentence of a paragraph, by the fact it begins with."""

    @cached_property
    def by_fact(self) -> dict[str, list[Telling]]:
        found: dict[str, list[Telling]] = {}
        for telling in self.tellings:
            for name in telling.facts:
                found.setdefault(name, []).append(telling)
        return found


Cast = Mapping[str, Sequence[str]]
"""Who takes part, by the name of the role: how they are called at first, and then by turns."""


def compose(
    language: Language,
    facts: Mapping[str, Any],
    unknown: Iterable[str],
    cast: Cast,
    rng: Random,
    *,
    brief: bool = False,
) -> Story:
    """Tell `facts`, and of those in `unknown` that nobody knows them; `brief` where a sentence may tell the rest."""
    told: Facts = {**facts, **dict.fromkeys(unknown)}
    rest = _rest(language, told) if brief else None
    names = _Names(cast, rng)
    story: list[tuple[Sentence, ...]] = []
    done: set[str] = set()
    for paragraph in language.paragraphs:
        sentences: list[Sentence] = []
        for name in paragraph:
            if name not in told or name in done or (rest and rest.facts.get(name, WRITTEN) == told[name]):
                continue
            telling = _choose(language.by_fact.get(name, ()), told, done, rng, rest)
            if telling is None:
                raise LookupError(f"no sentence tells {name}={told[name]!r} in {dict(told)}")
            done |= telling.facts.keys()
            lead = _lead(language, name, rng) if not sentences and story else ""
            text = lead + _fill(language, names.choose(telling.texts), told, names)
            sentences.append(Sentence(text + "。", {name: told[name] for name in telling.facts}))
        if rest and rest.place in paragraph:
            covered = {name: value for name, value in rest.facts.items() if name not in done}
            sentences.append(Sentence(_fill(language, names.choose(rest.texts), told, names) + "。", covered))
        if sentences:
            story.append(tuple(sentences))
    return tuple(story)


def _rest(language: Language, told: Mapping[str, Any]) -> Rest | None:
    """The sentence that spares most others."""
    spared = [
        (sum(told.get(name, WRITTEN) == value for name, value in rest.facts.items()), -len(rest.facts), place)
        for place, rest in enumerate(language.rests)
        # What it covers has to be told, one way or the other: of a fact that is passed over it would tell too much.
        if rest.facts.keys() <= told.keys()
    ]
    return language.rests[max(spared)[-1]] if spared else None


def _choose(
    tellings: Iterable[Telling], told: Mapping[str, Any], done: set[str], rng: Random, rest: Rest | None
) -> Telling | None:
    """One of those that fit; the more a sentence tells, the likelier it is."""
    fitting = [
        telling
        for telling in tellings
        if not done & telling.facts.keys()
        and all(
            # Nobody writes of 0元; where nothing is owed a sentence says so.
            name in told
            and (str(told[name]) not in ("None", "0") if value is WRITTEN else _is(told[name], value))
            for name, value in telling.facts.items()
        )
        and all(_is(told.get(name), value) for name, value in telling.when.items())
        # The rest would tell them again.
        and not (rest and any(rest.facts.get(name, WRITTEN) == told[name] for name in telling.facts))
    ]
    if not fitting:
        return None
    return rng.choices(fitting, [(len(telling.facts) + len(telling.when)) ** 3 for telling in fitting])[0]


def _is(value: Any, said: Any) -> bool:
    """Whether a fact is what a sentence says it is; counts are written in the sentences as text."""
    return bool(value == said) or (isinstance(said, str) and str(value) == said)


def _lead(language: Language, name: str, rng: Random) -> str:
    leads = language.leads.get(name, ())
    return _(rng.choice(leads)) if leads and rng.random() < 0.6 else ""


class _Names:
    """Calls everybody by full name once, and then by turns, and lets no two sentences begin alike where it can."""

    def __init__(self, cast: Cast, rng: Random):
        self.cast = cast
        self.rng = rng
        self.last: dict[str, str] = {}
        self.began: set[str] = set()

    def choose(self, texts: Sequence[str]) -> str:
        """A wording, one that begins in a way of its own where there is one."""
        chinese = [_(text) for text in texts]
        fresh = [text for text in chinese if text[:_ALIKE] not in self.began]
        text = self.rng.choice(fresh or chinese)
        self.began.add(text[:_ALIKE])
        return text

    def call(self, role: str) -> str:
        first, *others = self.cast[role]
        if role not in self.last or not others:
            name = first
        else:
            name = self.rng.choice([other for other in others if other != self.last[role]] or others)
        self.last[role] = name
        return name


def _fill(language: Language, text: str, told: Mapping[str, Any], names: _Names) -> str:
    text = _PLACE.sub(lambda place: written(language.facts[place[1]], told[place[1]]), text)
    return _ACTOR.sub(lambda actor: names.call(actor[1]), text)


def written(fact: Fact, value: Any) -> str:
    """An amount, a date or a count as it is written in a letter."""
    if fact.kind == MONEY:
        return amount(value)
    if fact.kind == DATE:
        return day(date.fromisoformat(value))
    return str(value)


def amount(yuan: str) -> str:
    """``"86500"`` as 8.65万元, ``"4200"`` as 4200元."""
    fen = money.fen(yuan)
    assert fen is not None
    whole, rest = divmod(fen, money.FEN_PER_YUAN)
    if whole >= 10_000 and not rest and whole % 100 == 0:
        return _("{number}万元").format(
            number=f"{whole // 10_000}.{whole % 10_000 // 100:02d}".rstrip("0").rstrip(".")
        )
    return _("{number}元").format(number=f"{whole}.{rest:02d}" if rest else whole)


def day(date: date) -> str:
    """A day as it is written in a letter."""
    return _("{year}年{month}月{day}日").format(year=date.year, month=date.month, day=date.day)
