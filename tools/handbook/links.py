"""What clauses say of one another, and the terms that they define for one another."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from tools.handbook.clauses import HAN, Clause, number, proposed
from tools.handbook.regulations import Implied, Regulation

_MENTION = re.compile(
    rf"(?:《(?P<title>[^》]+)》)?第(?P<article>[{HAN}]+)条"
    rf"(?:第[(（]?(?P<item>[{HAN}]+|\d+)[)）]?项(?:第(?P<point>[①-⑳])目)?)?"
)
_DEFINITION = re.compile(
    r"(?:本制度所称(?P<so_called>.+?)是指|(?P<term>[^,，。:：]+)[:：]指|客户(?P<graded>信用等级)分)"
)


class Link(NamedTuple):
    """Words that lead to a clause, by their offsets in the proposed reading of a paragraph."""

    paragraph: int
    start: int
    end: int
    target: str
    defines: bool
    """Whether the target defines the words, or is a clause that they speak of."""


Term = tuple[str, re.Pattern[str], str]
"""A defined term, where it stands, and the clause that defines it."""


def links(
    regulations: Mapping[str, Regulation], members: Mapping[str, Iterable[Clause]]
) -> dict[str, list[Link]]:
    """What each clause says of other clauses, and the defined terms that it uses, by clause id.

    A term is linked where a clause first uses it, and never in its own definition.
    """
    ids = {clause.id for clauses in members.values() for clause in clauses if clause.id}
    titles = {regulation.title: id for id, regulation in regulations.items()}
    found: dict[str, list[Link]] = {}
    for regulation, clauses in members.items():
        terms = _patterns(definitions(clauses))
        implied: dict[str, list[Implied]] = {}
        for each in regulations[regulation].implied:
            implied.setdefault(each.clause, []).append(each)
        for clause in clauses:
            if clause.id:
                paragraphs = [*map(proposed, clause.paragraphs)]
                candidates = (
                    *_mentions(clause, paragraphs, titles, ids),
                    *_implied(implied.get(clause.id, ()), paragraphs),
                    *_terms(terms, paragraphs),
                )
                found[clause.id] = [link for link in _taken(candidates) if link.target != clause.id]
    return found


def _taken(candidates: Iterable[tuple[str, Link]]) -> list[Link]:
    """The candidates that overlap none before them, in the order of the words."""
    taken: list[Link] = []
    linked: set[str] = set()
    for words, link in candidates:
        free = all(
            link.end <= other.start or other.end <= link.start
            for other in taken
            if other.paragraph == link.paragraph
        )
        if free and not (link.defines and words in linked):
            taken.append(link)
            linked.add(words)
    return sorted(taken)


def definitions(clauses: Iterable[Clause]) -> dict[str, str]:
    """The terms that a regulation defines, each with the clause that does."""
    matches = ((clause.id, _DEFINITION.match(clause.proposed)) for clause in clauses)
    return {next(filter(None, match.groups())): id for id, match in matches if id and match}


def _mentions(
    clause: Clause, paragraphs: Sequence[str], titles: Mapping[str, str], ids: set[str]
) -> Iterator[tuple[str, Link]]:
    for paragraph, text in enumerate(paragraphs):
        for match in _MENTION.finditer(text):
            regulation = titles.get(match["title"]) if match["title"] else clause.regulation
            if not regulation:
                continue
            numbers = filter(None, match.group("article", "item", "point"))
            target = ".".join([regulation, *(str(number(each)) for each in numbers)])
            if target not in ids:
                raise ValueError(f"{clause.id}: “{match[0]}” is mentioned, but there is no clause {target}")
            yield match[0], Link(paragraph, *match.span(), target, False)


def place_of(words: str, paragraphs: Sequence[str]) -> tuple[int, int] | None:
    """The paragraph that has the words first, and their offset in it; None where they are gone."""
    offsets = ((paragraph, text.find(words)) for paragraph, text in enumerate(paragraphs))
    return next(((paragraph, offset) for paragraph, offset in offsets if offset >= 0), None)


def _implied(implied: Iterable[Implied], paragraphs: Sequence[str]) -> Iterator[tuple[str, Link]]:
    for each in implied:
        # A handbook that was read has them all; `handbook.problems_in_words` sees to it.
        if found := place_of(each.words, paragraphs):
            paragraph, start = found
            yield each.words, Link(paragraph, start, start + len(each.words), each.target, False)


def _patterns(definitions: Mapping[str, str]) -> list[Term]:
    """The terms, the longest first. Within 《…》 the words are the name of a document."""
    longest_first = sorted(definitions, key=len, reverse=True)
    return [
        (term, re.compile(rf"《[^》]*》|({re.escape(term)})"), definitions[term]) for term in longest_first
    ]


def _terms(terms: Iterable[Term], paragraphs: Sequence[str]) -> Iterator[tuple[str, Link]]:
    for term, pattern, target in terms:
        for paragraph, text in enumerate(paragraphs):
            if term in text:
                for match in pattern.finditer(text):
                    if match[1]:
                        yield term, Link(paragraph, *match.span(), target, True)
