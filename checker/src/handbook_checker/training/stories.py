"""Stories: facts in prose. Every sentence states some of the facts, and every fact that is known is stated once."""

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

_FACT = re.compile(r"\{([a-z_0-9]+)\}")
_ACTOR = re.compile(r"\{([^a-z{}]+)\}")


class Statement(NamedTuple):
    """A sentence, in several wordings, and the facts that it states."""

    facts: Mapping[str, Any]
    """True, False, a choice, None for a fact that nobody knows, or `WRITTEN`."""
    when: Mapping[str, Any]
    """Facts that must stand so for the sentence to fit, though it does not state them."""
    texts: tuple[str, ...]
    """Without the full stop. `{fact}` is an amount, a date or a count, `{客户}` somebody of the cast."""


class Summary(NamedTuple):
    """A sentence that states at once all of its facts that no other sentence states."""

    facts: Mapping[str, Any]
    ends: str
    """The fact whose paragraph it ends: one of the last of its facts."""
    texts: tuple[str, ...]


def state(spec: str, *texts: str) -> Statement:
    """A statement from ``"strong -weak ?known kind=long @role=upstream"``.

    That it is true, false, unknown, this choice, and fitting only where the role is that.
    """
    facts: Facts = {}
    when: Facts = {}
    for word in spec.split():
        name, _equals, choice = word.lstrip("-?@").partition("=")
        value = choice or {"-": False, "?": None}.get(word[0], True)
        (when if word[0] == "@" else facts)[name] = value
    facts |= dict.fromkeys(_FACT.findall(texts[0]), WRITTEN)
    return Statement(facts, when, texts)


class Sentence(NamedTuple):
    """A sentence of a story as it is read, and the facts it states."""

    text: str
    facts: Facts


Story = tuple[tuple[Sentence, ...], ...]
"""Paragraphs of sentences."""


@dataclass(frozen=True)
class Language:
    """All the sentences there are for one check."""

    facts: Mapping[str, Fact]
    paragraphs: Sequence[Sequence[str]]
    """The facts in the order in which they are stated."""
    statements: Sequence[Statement]
    summaries: Sequence[Summary] = ()
    leads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """What may stand before the first sentence of a paragraph, by the fact it begins with."""

    @cached_property
    def by_fact(self) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = {}
        for statement in self.statements:
            for name in statement.facts:
                found.setdefault(name, []).append(statement)
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
    """State `facts`, and of those in `unknown` that nobody knows them; `brief` where a summary may state most of them."""
    wanted: Facts = {**facts, **dict.fromkeys(unknown)}
    summary = _summary(language, wanted) if brief else None
    names = _Names(cast, rng)
    story: list[tuple[Sentence, ...]] = []
    stated: set[str] = set()
    for paragraph in language.paragraphs:
        sentences: list[Sentence] = []
        for name in paragraph:
            if (
                name not in wanted
                or name in stated
                or (summary and summary.facts.get(name, WRITTEN) == wanted[name])
            ):
                continue
            statement = _choose(language.by_fact.get(name, ()), wanted, stated, rng, summary)
            if statement is None:
                raise LookupError(f"no sentence states {name}={wanted[name]!r} in {dict(wanted)}")
            stated |= statement.facts.keys()
            lead = _lead(language, name, rng) if not sentences and story else ""
            text = lead + _fill(language, names.choose(statement.texts), wanted, names)
            sentences.append(Sentence(text + "。", {name: wanted[name] for name in statement.facts}))
        if summary and summary.ends in paragraph:
            covered = {name: value for name, value in summary.facts.items() if name not in stated}
            sentences.append(
                Sentence(_fill(language, names.choose(summary.texts), wanted, names) + "。", covered)
            )
        if sentences:
            story.append(tuple(sentences))
    return tuple(story)


def _summary(language: Language, wanted: Mapping[str, Any]) -> Summary | None:
    """The summary that spares most sentences."""
    spared = [
        (
            sum(wanted.get(name, WRITTEN) == value for name, value in summary.facts.items()),
            -len(summary.facts),
            index,
        )
        for index, summary in enumerate(language.summaries)
        # What it covers has to be stated, one way or the other: of a fact that is passed over it would say too much.
        if summary.facts.keys() <= wanted.keys()
    ]
    return language.summaries[max(spared)[-1]] if spared else None


def _choose(
    statements: Iterable[Statement],
    wanted: Mapping[str, Any],
    stated: set[str],
    rng: Random,
    summary: Summary | None,
) -> Statement | None:
    """One of those that fit; the more a sentence states, the likelier it is."""
    fitting = [
        statement
        for statement in statements
        if not stated & statement.facts.keys()
        and all(
            # Nobody writes of 0元; where nothing is owed a sentence says so.
            name in wanted
            and (str(wanted[name]) not in ("None", "0") if value is WRITTEN else _agrees(wanted[name], value))
            for name, value in statement.facts.items()
        )
        and all(_agrees(wanted.get(name), value) for name, value in statement.when.items())
        # The summary would state them again.
        and not (
            summary and any(summary.facts.get(name, WRITTEN) == wanted[name] for name in statement.facts)
        )
    ]
    if not fitting:
        return None
    return rng.choices(fitting, [(len(statement.facts) + len(statement.when)) ** 3 for statement in fitting])[
        0
    ]


def _agrees(value: Any, stated: Any) -> bool:
    """Whether a fact is what a sentence says it is; counts are written in the sentences as text."""
    return bool(value == stated) or (isinstance(stated, str) and str(value) == stated)


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


def _fill(language: Language, text: str, wanted: Mapping[str, Any], names: _Names) -> str:
    text = _FACT.sub(lambda found: written(language.facts[found[1]], wanted[found[1]]), text)
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
    whole, part = divmod(fen, money.FEN_PER_YUAN)
    if whole >= 10_000 and not part and whole % 100 == 0:
        return _("{number}万元").format(
            number=f"{whole // 10_000}.{whole % 10_000 // 100:02d}".rstrip("0").rstrip(".")
        )
    return _("{number}元").format(number=f"{whole}.{part:02d}" if part else whole)


def day(date: date) -> str:
    """A day as it is written in a letter."""
    return _("{year}年{month}月{day}日").format(year=date.year, month=date.month, day=date.day)
