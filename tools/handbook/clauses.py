"""The clauses of the regulations, read from their plain text.

Their pages hold the words of the regulations and nothing else: no ids, no HTML. What a clause is, and
what it is called, follows from the way Chinese regulations number themselves, so an author writes as in any
regulation, and every page, test and program names a clause in the same way. Nothing here knows of MkDocs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from tools.handbook.regulations import Regulation

HAN = "一二三四五六七八九十"
_MARKERS = {
    "chapter": re.compile(rf"第([{HAN}]+)章"),
    "article": re.compile(rf"第([{HAN}]+)条\s*"),
    "section": re.compile(rf"([{HAN}]+)、\s*"),
    "number": re.compile(r"(\d+)[.、．](?!\d)\s*"),
    "bracket": re.compile(rf"[(（]?(\d+|(?<=[(（])[{HAN}]+)[)）]\s*"),
    "circle": re.compile(r"([①-⑳])\s*"),
}
_CRITIC = re.compile(
    r"\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{>>(?P<lost>.*?)<<\}"
)


class Span(NamedTuple):
    """A run of words, and where it stands."""

    reading: str
    """"same": in both readings; "old": only as received; "new": only in the proposed one; "lost": a note."""
    text: str


Words = tuple[Span, ...]


def words(marked: str) -> Words:
    """Take text with CriticMarkup apart into the spans of its two readings."""
    spans = []
    end = 0
    for mark in _CRITIC.finditer(marked):
        spans.append(Span("same", marked[end : mark.start()]))
        spans += [
            Span("old", mark["old"] or mark["removed"] or ""),
            Span("new", mark["new"] or mark["added"] or ""),
            Span("lost", mark["lost"] or ""),
        ]
        end = mark.end()
    spans.append(Span("same", marked[end:]))
    return tuple(span for span in spans if span.text)


def received(text: Words) -> str:
    """The words as they were received: every correction rejected."""
    return "".join(span.text for span in text if span.reading in ("same", "old"))


def proposed(text: Words) -> str:
    """The proposed reading: every correction accepted."""
    return "".join(span.text for span in text if span.reading in ("same", "new"))


def split(text: Words, offsets: Iterable[int]) -> list[Words]:
    """Cut words at offsets counted in the proposed reading; a rejected word stays with what follows it."""
    parts: list[list[Span]] = [[]]
    cuts = sorted(offsets)
    at = 0
    for span in text:
        while cuts and at >= cuts[0]:
            parts.append([])
            del cuts[0]
        if span.reading in ("old", "lost"):
            parts[-1].append(span)
            continue
        tail = span.text
        while cuts and at + len(tail) > cuts[0]:
            head, tail = tail[: cuts[0] - at], tail[cuts[0] - at :]
            at = cuts.pop(0)
            parts[-1].append(Span(span.reading, head))
            parts.append([])
        parts[-1].append(Span(span.reading, tail))
        at += len(tail)
    parts += [[] for _ in cuts]
    return [tuple(part) for part in parts]


@dataclass(frozen=True)
class Clause:
    """A clause, or the heading of a chapter, which has no id and cannot be cited."""

    id: str | None
    regulation: str
    regulation_title: str
    label: str
    name: str
    kind: str
    level: int
    printed_label: Words
    paragraphs: tuple[Words, ...]

    @property
    def received(self) -> str:
        """The clause as it was received, without its label."""
        return " / ".join(map(received, self.paragraphs))

    @property
    def proposed(self) -> str:
        """The clause in the proposed reading, without its label."""
        return " / ".join(map(proposed, self.paragraphs))

    @property
    def citation(self) -> str:
        """How a letter or a decision cites the clause."""
        return f"《{self.regulation_title}》{self.name}"


def number(numeral: str) -> int:
    """The value of 四十三, of 12 or of ③."""
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    if numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    return (HAN.index(tens) + 1 if tens else 1) * 10 * bool(ten) + (HAN.index(units) + 1 if units else 0)


def numeral(value: int) -> str:
    """The Chinese numeral of a value below 100."""
    tens, units = divmod(value, 10)
    return (HAN[tens - 1] if tens > 1 else "") + "十" * bool(tens) + (HAN[units - 1] if units else "")


def body(page: str) -> str:
    """The words of a page without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL).strip()


def parse(regulation: Regulation, text: str) -> list[Clause]:
    """Read the clauses and chapter headings of a regulation from its text, in order.

    ValueError where a number stands twice, or where nothing says what a clause is.
    """
    found: list[Clause] = []
    ids: set[str] = set()
    above: list[tuple[str, str, str]] = []  # marker, id and name of each clause that is still open
    headings = 0
    for block in re.split(r"\n\s*\n", text.strip()):
        heading = re.match(r"#+\s*", block)
        spans = words(block[heading.end() :] if heading else block)
        plain = proposed(spans)
        marker, match = _marker(plain)
        if marker == "chapter" and match:
            above.clear()
            found.append(
                Clause(None, regulation.id, regulation.title, match[0], plain, "heading", 0, (), (spans,))
            )
            continue
        if match:
            value = number(match[1])
        elif heading:
            marker, value = "heading", (headings := headings + 1)
        elif not found:
            marker, value = "preamble", 0
        else:
            found[-1] = replace(found[-1], paragraphs=(*found[-1].paragraphs, spans))
            continue
        while any(open_marker == marker for open_marker, _, _ in above):
            above.pop()
        outer, parent, outer_name = above[-1] if above else ("", regulation.id, "")
        id = f"{parent}.{value}"
        label, name = _called(marker, outer, match[1] if match else "", plain)
        if marker == "article" and id in ids:
            id, label, name = f"{id}bis", f"{label}(重号)", f"{name}（重号）"
        if id in ids:
            raise ValueError(f"{id}: this number stands twice, see “{plain[:20]}”")
        printed_label, extra = split(spans, [match.end() if match else 0])
        kind = "heading" if heading else _kind(regulation, id)
        ids.add(id)
        found.append(
            Clause(
                id,
                regulation.id,
                regulation.title,
                label,
                outer_name + name,
                kind,
                len(above) + 1,
                printed_label,
                (extra,),
            )
        )
        if marker != "preamble":
            above.append((marker, id, outer_name + name))
    return found


def _marker(plain: str) -> tuple[str, re.Match[str] | None]:
    for marker, pattern in _MARKERS.items():
        if match := pattern.match(plain):
            return marker, match
    return "", None


def _called(marker: str, outer: str, printed: str, plain: str) -> tuple[str, str]:
    """The label of a clause, however its number is printed, and its name within the clause above it."""
    match marker, outer:
        case "preamble", _:
            return "(序)", "序言"
        case "heading", _:
            return "", f"“{plain.rstrip('：:')}”"
        case "article", _:
            return f"第{printed}条", f"第{printed}条"
        case "section", _:
            return printed, f"第{printed}部分"
        case "number" | "bracket", "article":
            return f"({printed})", f"第（{numeral(number(printed))}）项"
        case "bracket", _:
            return f"({printed})", f"第（{printed}）目"
        case "circle", _:
            return printed, f"第{printed}目"
        case _:
            return printed, f"第{printed}项"


def _kind(regulation: Regulation, id: str) -> str:
    parts = id.split(".")
    for length in range(len(parts), 0, -1):
        kind = regulation.kinds.get(".".join(parts[:length]))
        if kind and (kind != "heading" or length == len(parts)):
            return kind
    raise ValueError(
        f"{regulation.file}: kinds has nothing for {id}; name it there, or {regulation.id} for all that it does not name"
    )
