"""Where a repository still says what an amendment replaced: a list to look at, for some of it may be meant.

What is replaced is a figure, such as 15天, which others write 十五天, 15 days or `days(15)`; or words, long enough to
be known again elsewhere. A figure counts where it stands near the clause's name or in what belongs to its regulation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from tools.handbook.figures import figures, numerals

NEAR = 8
"""So many lines above and below the name of a clause are near it."""

_CODE = {
    "年": (r"years\({}\)", r"\byears\W{{1,4}}{}\b", r"P{}Y\b", r"\b{} years?\b"),
    "月": (r"months\({}\)", r"\bmonths\W{{1,4}}{}\b", r"P{}M\b", r"\b{} months?\b"),
    "天": (r"days\({}\)", r"\bdays\W{{1,4}}{}\b", r"P{}D\b", r"\b{} days?\b", r"nth_day\({}\)"),
    "分钟": (r"minutes\({}\)", r"\b{} minutes?\b"),
    "次": (r"\b{} times\b",),
    "元": (r"yuan\({}\)", r"\b{} yuan\b"),
    "%": (r"\b{} percent\b", r"\bpercent\w*\W{{1,4}}{}\b", r"share\({}\)", r"百分之{}"),
    "时": (r"{}",),
}
"""How programs and English write a figure."""
_UNITS = {"月": "个?月", "天": "[天日]", "%": " ?[%％]"}
_ENGLISH = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_ENOUGH = 4
"""So many characters in a row are sure to mean the same elsewhere."""
_WORD = re.compile(r"《[^》]+》|[\u4e00-\u9fff]+")


class Spot(NamedTuple):
    """A line that still says it."""

    path: str
    line: int
    text: str


def replaced(before: str, now: str) -> list[re.Pattern[str]]:
    """Patterns for what the words of a clause no longer say: its figures, and the words that were exchanged."""
    then, still = (Counter((each.value, each.unit) for each in figures(text)) for text in (before, now))
    found = [figure(value, unit) for value, unit in then - still]
    in_figures = {index for each in figures(before) for index in range(each.start, each.end)}
    for operation, start, end, _, _ in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if operation in ("replace", "delete") and not in_figures.issuperset(range(start, end)):
            found += [re.compile(re.escape(words)) for words in _known_again(before, start, end)]
    return list(dict.fromkeys(found))


def _common(text: str) -> list[re.Pattern[str]]:
    """Patterns for figures of a text that everyday language is full of, such as 一年."""
    return [figure(each.value, each.unit) for each in figures(text) if each.value in ("1", "2", "3")]


def figure(value: str, unit: str) -> re.Pattern[str]:
    """However a text or a program may write a figure."""
    written = "|".join(numerals(value))
    patterns = [rf"(?<![\d.一二三四五六七八九十])(?:{written}) ?{_UNITS.get(unit, re.escape(unit))}(?![度])"]
    spoken = [value]
    if value.isdigit() and int(value) < len(_ENGLISH):
        spoken.append(_ENGLISH[int(value)])
    patterns += [
        each.format(number) for each in _CODE.get(unit, ()) for number in (*spoken, *numerals(value))
    ]
    return re.compile("|".join(dict.fromkeys(patterns)), re.IGNORECASE)


def _known_again(text: str, start: int, end: int) -> Iterator[str]:
    """The words that were exchanged, or where they are short, they and their neighbours on either side."""
    for word in _WORD.finditer(text):
        if word.end() <= start or end <= word.start():
            continue
        if word[0].startswith("《"):
            yield word[0]
            continue
        first, last = max(start, word.start()), min(end, word.end())
        more = max(0, _ENOUGH - (last - first))
        around = {text[first : min(last + more, word.end())], text[max(first - more, word.start()) : last]}
        yield from sorted(words for words in around if len(words) >= _ENOUGH)


class Search(NamedTuple):
    """What to look for, and where: anywhere what no other clause says, the rest where this clause is spoken of."""

    patterns: Sequence[re.Pattern[str]]
    unique: Sequence[re.Pattern[str]]
    """Those of the patterns that no other clause says."""
    names: Sequence[str]
    """What the clause is called."""
    own: Sequence[str]
    """The folders and files of its regulation."""


def search(before: str, now: str, others: Iterable[str], names: Sequence[str], own: Sequence[str]) -> Search:
    """What to look for once a clause says `now` and no longer `before`; `others` are the words of all other clauses."""
    patterns = replaced(before, now)
    others = [now, *others]
    unique = [each for each in patterns if each not in _common(before) and not any(map(each.search, others))]
    return Search(patterns, unique, names, own)


def still_said(root: Path, paths: Iterable[str], wanted: Search) -> list[Spot]:
    """The lines of text files that still say it."""
    named = re.compile("|".join(_naming(name) for name in wanted.names))
    found = []
    for path in paths:
        try:
            lines = (root / path).read_text(encoding="utf-8").splitlines()
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        is_own = any(path == each or path.startswith(f"{each}/") for each in wanted.own)
        near = {
            number + more
            for number, line in enumerate(lines)
            if not is_own and named.search(line)
            for more in range(-NEAR, NEAR + 1)
        }
        for number, line in enumerate(lines):
            patterns = wanted.patterns if is_own or number in near else wanted.unique
            if any(pattern.search(line) for pattern in patterns):
                found.append(Spot(path, number + 1, line.strip()))
    return found


def _naming(name: str) -> str:
    """A pattern for the name of a clause: its id, which is not the beginning of another's, or its number in words."""
    return rf"(?<![\w.]){re.escape(name)}(?!\d|\.\d)" if name.isascii() else re.escape(name)
