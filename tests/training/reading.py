"""Reads a story back: what it says, from its words alone, by the sentences that there are for a check."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from handbook_checker.model.entry import understand
from handbook_checker.model.facts import COUNT, DATE, MONEY, Fact
from handbook_checker.training.exercises import EXERCISES
from handbook_checker.training.stories import WRITTEN, Statement, Story, Summary

PLACEHOLDER = re.compile(r"\\\{([^{}]+?)\\\}")


WRITING = {
    MONEY: "[0-9]+(?:[.][0-9]{1,2})?万?元",
    DATE: "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日",
    COUNT: "[0-9]+",
}


def pattern(text: str, facts: Mapping[str, Fact]) -> re.Pattern[str]:
    """A sentence with any value where a fact is written, and anybody where somebody is named."""

    def group(found: re.Match[str]) -> str:
        name = found[1].replace("\\", "")
        return f"(?P<{name}>{WRITING[facts[name].kind]})" if name in facts else ".{1,20}?"

    return re.compile(PLACEHOLDER.sub(group, re.escape(text)))


@cache
def sentences(check: str) -> dict[str, list[tuple[re.Pattern[str], Statement | Summary]]]:
    """Every wording of a check by its first two characters; under "" those that begin with a fact or a person."""
    language = EXERCISES[check].language
    found: dict[str, list[tuple[re.Pattern[str], Statement | Summary]]] = {}
    for meant in (*language.statements, *language.summaries):
        for text in meant.texts:
            key = "" if "{" in text[:2] else text[:2]
            found.setdefault(key, []).append((pattern(text, language.facts), meant))
    return found


@cache
def leads(check: str) -> list[str]:
    return sorted(
        {lead for group in EXERCISES[check].language.leads.values() for lead in group}, key=len, reverse=True
    )


def meanings(
    check: str, sentence: str, known: dict[str, Any]
) -> list[tuple[Statement | Summary, dict[str, str]]]:
    """What a sentence can mean, where the facts in `known` stand; more than one meaning is one too many."""
    text = sentence.removesuffix("。")
    wordings = [text, *(text.removeprefix(lead) for lead in leads(check) if text.startswith(lead))]
    found = {}
    for wording in wordings:
        for shape, meant in (*sentences(check).get(wording[:2], ()), *sentences(check).get("", ())):
            match = shape.fullmatch(wording)
            when = getattr(meant, "when", {})
            if match and all(known.get(name) == value for name, value in when.items()):
                found[id(meant)] = (meant, match.groupdict())
    return list(found.values())


def read(check: str, story: Story) -> tuple[dict[str, Any], list[str]]:
    """The facts that a story states and those it says are unknown; `AssertionError` where a sentence is unclear."""
    facts: dict[str, Any] = {}
    unknown: list[str] = []
    summaries: list[Summary] = []
    for sentence in (sentence for paragraph in story for sentence in paragraph if sentence.facts):
        found = meanings(check, sentence.text, facts)
        # Two summaries may be worded alike, and differ in how far the story has come.
        if all(isinstance(meant, Summary) for meant, _ in found):
            summaries.append(next(meant for meant, _ in found if sentence.facts.keys() <= meant.facts.keys()))
            continue
        assert len(found) == 1, (sentence.text, [meant for meant, _ in found])
        meant, written = found[0]
        for name, value in meant.facts.items():
            assert name not in facts, f"{name} is stated twice"
            assert name not in unknown, f"{name} is stated twice"
            if value is None:
                unknown.append(name)
            else:
                facts[name] = typed(check, name, written[name] if value is WRITTEN else value)
    for summary in summaries:
        facts |= {name: value for name, value in summary.facts.items() if name not in (*facts, *unknown)}
    return facts, unknown


def typed(check: str, name: str, value: Any) -> Any:
    """A value as the facts hold it: what is written is understood as a person would type it."""
    fact = EXERCISES[check].language.facts[name]
    understood = understand(fact, value) if isinstance(value, str) else value
    return int(understood) if fact.kind == COUNT else understood


def words(story: Story) -> str:
    return "".join(sentence.text for paragraph in story for sentence in paragraph)


def texts(check: str) -> Iterable[str]:
    """Every wording that there is for a check."""
    language = EXERCISES[check].language
    for meant in (*language.statements, *language.summaries):
        yield from meant.texts
