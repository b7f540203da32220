"""The clauses of the regulations, read from their plain text.

The five pages hold the words of the regulations and nothing else: no ids, no HTML. What a clause is, and
what it is called, follows from the way Chinese regulations number themselves, so an author writes as in any
regulation, and every page, test and program names a clause in the same way. Nothing here knows of MkDocs.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from handbook_checker import clauses as registry

REGULATIONS = {
    "conduct": "客服人员行为规范",
    "credit": "客户信用管理制度",
    "visits": "客户回访管理制度",
    "service": "客服人员管理制度",
    "suppliers": "新供应商选择制度",
}

# What the words alone do not tell: the nature of a clause. Items share that of the clause above them, unless
# it is a mere heading.
_KINDS = {
    id: kind
    for kind, ids in {
        "purpose": "credit.1 visits.1.1.1 visits.1.1.2 visits.1.1.3 suppliers.0",
        "scope": "visits.1.2",
        "definition": "credit.2 credit.3 credit.4 credit.7 credit.14 credit.21 credit.22 credit.23 credit.25",
        "principle": "credit.6 credit.24",
        "rule": "credit credit.24.2 visits.7.2 service.6.1 service.7.1 suppliers.1",
        "duty": "conduct service credit.12 credit.13 credit.31 credit.33 credit.34 credit.36bis credit.37 "
        "credit.38 credit.39 credit.40 credit.41",
        "procedure": "visits suppliers credit.9 credit.10 credit.19 credit.20 credit.29",
        "sanction": "credit.43",
        "meta": "credit.44 credit.45",
        "blank": "service.6.2 service.6.3",
        "heading": "visits.1.1 visits.3.2 suppliers.2.1",
    }.items()
    for id in ids.split()
}

# Where a clause speaks of another without its number: the clause, the words, the clause they mean.
_IMPLIED = (
    ("credit.11", "《客户信用调查评定表》", "credit.10"),
    ("credit.12", "《客户信用调查评定表》", "credit.10"),
    ("credit.17", "A、", "credit.15"),
    ("credit.17", "C级评定条件", "credit.16"),
    ("credit.18", "信用A级", "credit.15"),
    ("credit.19", "《客户信用调查评定表》", "credit.10"),
    ("credit.26", "A级客户", "credit.15"),
    ("credit.27", "B级客户", "credit.17"),
    ("credit.28", "C级的客户", "credit.16"),
    ("credit.29", "《客户信用调查评定表》", "credit.10"),
    ("credit.30", "《客户信用调查评定表》", "credit.10"),
    ("credit.30", "《客户信用等级分类汇总表》", "credit.19"),
    ("credit.41", "业务主管的书面汇报", "credit.39"),
    ("credit.42", "调整后的信用额度", "credit.41"),
    ("visits.3.3", "《客户回访计划》", "visits.3.1"),
    ("visits.5.1", "《客户回访记录表》", "visits.4.2"),
    ("visits.5.2", "《客户回访报告表》", "visits.5.1"),
    ("visits.6.1", "《客户回访记录表》", "visits.4.2"),
    ("suppliers.2.2", "一般调查的总体印象", "suppliers.2.1"),
    ("suppliers.2.2", "上述基本原则", "suppliers.1"),
    ("suppliers.3.1", "一般调查", "suppliers.2.1"),
    ("suppliers.3.1", "实地调查结果", "suppliers.2.2"),
    ("suppliers.3.3", "供应合同", "suppliers.3.2"),
    ("suppliers.3.3", "与以上相同", "suppliers.3.2"),
)

_HAN = "一二三四五六七八九十"
_MARKERS = {
    "chapter": re.compile(rf"第([{_HAN}]+)章"),
    "article": re.compile(rf"第([{_HAN}]+)条\s*"),
    "section": re.compile(rf"([{_HAN}]+)、\s*"),
    "number": re.compile(r"(\d+)[.、．](?!\d)\s*"),
    "bracket": re.compile(rf"[(（]?(\d+|(?<=[(（])[{_HAN}]+)[)）]\s*"),
    "circle": re.compile(r"([①-⑳])\s*"),
}
_MENTION = re.compile(
    rf"(?:《(?P<title>[^》]+)》)?第(?P<article>[{_HAN}]+)条"
    rf"(?:第[(（]?(?P<item>[{_HAN}]+|\d+)[)）]?项(?:第(?P<point>[①-⑳])目)?)?"
)
_DEFINITION = re.compile(
    r"(?:本制度所称(?P<so_called>.+?)是指|(?P<term>[^,，。:：]+)[:：]指|客户(?P<graded>信用等级)分)"
)
_CRITIC = re.compile(
    r"\{~~(?P<old>.*?)~>(?P<new>.*?)~~\}|\{\+\+(?P<added>.*?)\+\+\}|\{--(?P<removed>.*?)--\}|\{>>(?P<lost>.*?)<<\}"
)


class Span(NamedTuple):
    """A run of words, and where it stands."""

    reading: str
    """"same": in both readings; "old": only as received; "new": only in the proposed one; "lost": a note."""
    text: str


Words = tuple[Span, ...]


class Link(NamedTuple):
    """Words that lead to a clause, by their place in the proposed reading of a paragraph."""

    paragraph: int
    start: int
    end: int
    target: str
    defines: bool
    """Whether the target defines the words, or is a clause that they speak of."""


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


def split(text: Words, places: Iterable[int]) -> list[Words]:
    """Cut words at places counted in the proposed reading; a rejected word stays with what follows it."""
    parts: list[list[Span]] = [[]]
    cuts = sorted(places)
    at = 0
    for span in text:
        while cuts and at >= cuts[0]:
            parts.append([])
            del cuts[0]
        if span.reading in ("old", "lost"):
            parts[-1].append(span)
            continue
        rest = span.text
        while cuts and at + len(rest) > cuts[0]:
            head, rest = rest[: cuts[0] - at], rest[cuts[0] - at :]
            at = cuts.pop(0)
            parts[-1].append(Span(span.reading, head))
            parts.append([])
        parts[-1].append(Span(span.reading, rest))
        at += len(rest)
    parts += [[] for _ in cuts]
    return [tuple(part) for part in parts]


@dataclass(frozen=True)
class Clause:
    """A clause, or the heading of a chapter, which has no id and cannot be cited."""

    id: str | None
    regulation: str
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
        return f"《{REGULATIONS[self.regulation]}》{self.name}"


def number(numeral: str) -> int:
    """The value of 四十三, of 12 or of ③."""
    if "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    if numeral.isdigit():
        return int(numeral)
    tens, ten, units = numeral.rpartition("十")
    return (_HAN.index(tens) + 1 if tens else 1) * 10 * bool(ten) + (_HAN.index(units) + 1 if units else 0)


def numeral(value: int) -> str:
    """The Chinese numeral of a value below 100."""
    tens, units = divmod(value, 10)
    return (_HAN[tens - 1] if tens > 1 else "") + "十" * bool(tens) + (_HAN[units - 1] if units else "")


def body(page: str) -> str:
    """The words of a page without its front matter."""
    return re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.DOTALL).strip()


def parse(regulation: str, text: str) -> list[Clause]:
    """Read the clauses and chapter headings of a regulation from its text, in order."""
    found: list[Clause] = []
    above: list[tuple[str, str, str]] = []  # marker, id and name of each clause that is still open
    headings = 0
    for block in re.split(r"\n\s*\n", text.strip()):
        heading = re.match(r"#+\s*", block)
        spans = words(block[heading.end() :] if heading else block)
        plain = proposed(spans)
        marker, match = _marker(plain)
        if marker == "chapter" and match:
            above.clear()
            found.append(Clause(None, regulation, match[0], plain, "heading", 0, (), (spans,)))
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
        outer, parent, outer_name = above[-1] if above else ("", regulation, "")
        id = f"{parent}.{value}"
        label, name = _called(marker, outer, match[1] if match else "", plain)
        if marker == "article" and any(clause.id == id for clause in found):
            id, label, name = f"{id}bis", f"{label}(重号)", f"{name}（重号）"
        if any(clause.id == id for clause in found):
            raise ValueError(f"{id}: this number stands twice, see “{plain[:20]}”")
        printed_label, rest = split(spans, [match.end() if match else 0])
        kind = "heading" if heading else _kind(id)
        found.append(
            Clause(id, regulation, label, outer_name + name, kind, len(above) + 1, printed_label, (rest,))
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


def _kind(id: str) -> str:
    parts = id.split(".")
    for length in range(len(parts), 0, -1):
        kind = _KINDS.get(".".join(parts[:length]))
        if kind and (kind != "heading" or length == len(parts)):
            return kind
    raise KeyError(id)


def read(docs: Path) -> dict[str, list[Clause]]:
    """Every regulation of the handbook, clause by clause."""
    pages = {regulation: docs / f"regulations/{regulation}.md" for regulation in REGULATIONS}
    return {
        regulation: parse(regulation, body(page.read_text("utf-8"))) for regulation, page in pages.items()
    }


def by_id(handbook: Mapping[str, list[Clause]]) -> dict[str, Clause]:
    """The clauses of the whole handbook by their ids."""
    return {clause.id: clause for clauses in handbook.values() for clause in clauses if clause.id}


def links(handbook: Mapping[str, list[Clause]]) -> dict[str, list[Link]]:
    """What each clause says of other clauses, and the defined terms that it uses, by clause id.

    A term is linked where a clause first uses it, and never in its own definition.
    """
    clauses = by_id(handbook)
    terms = {regulation: definitions(members) for regulation, members in handbook.items()}
    found: dict[str, list[Link]] = {}
    for id, clause in clauses.items():
        taken: list[Link] = []
        candidates = (
            *_mentions(clause, clauses),
            *_implied(clause),
            *_terms(clause, terms[clause.regulation]),
        )
        linked: set[str] = set()
        for words_linked, link in candidates:
            free = all(
                link.end <= other.start or other.end <= link.start
                for other in taken
                if other.paragraph == link.paragraph
            )
            if free and not (link.defines and words_linked in linked):
                taken.append(link)
                linked.add(words_linked)
        found[id] = sorted(link for link in taken if link.target != id)
    return found


def definitions(clauses: Iterable[Clause]) -> dict[str, str]:
    """The terms that a regulation defines, each with the clause that does."""
    matches = ((clause.id, _DEFINITION.match(clause.proposed)) for clause in clauses)
    return {next(filter(None, match.groups())): id for id, match in matches if id and match}


def _mentions(clause: Clause, clauses: Mapping[str, Clause]) -> Iterator[tuple[str, Link]]:
    regulations = {title: regulation for regulation, title in REGULATIONS.items()}
    for paragraph, text in enumerate(map(proposed, clause.paragraphs)):
        for match in _MENTION.finditer(text):
            regulation = regulations.get(match["title"]) if match["title"] else clause.regulation
            if not regulation:
                continue
            numbers = filter(None, match.group("article", "item", "point"))
            target = ".".join([regulation, *(str(number(each)) for each in numbers)])
            if target not in clauses:
                raise ValueError(f"{clause.id}: “{match[0]}” is mentioned, but there is no clause {target}")
            yield match[0], Link(paragraph, *match.span(), target, False)


def _implied(clause: Clause) -> Iterator[tuple[str, Link]]:
    for id, phrase, target in _IMPLIED:
        if id != clause.id:
            continue
        places = [(number, proposed(text).find(phrase)) for number, text in enumerate(clause.paragraphs)]
        place = next(((paragraph, at) for paragraph, at in places if at >= 0), None)
        if place is None:
            raise ValueError(f"{id}: the words “{phrase}”, which speak of {target}, are gone; see _IMPLIED")
        paragraph, at = place
        yield phrase, Link(paragraph, at, at + len(phrase), target, False)


def _terms(clause: Clause, definitions: Mapping[str, str]) -> Iterator[tuple[str, Link]]:
    for term in sorted(definitions, key=len, reverse=True):
        for paragraph, text in enumerate(map(proposed, clause.paragraphs)):
            # Within 《…》 the words are the name of a document.
            for match in re.finditer(rf"《[^》]*》|({re.escape(term)})", text):
                if match[1]:
                    yield term, Link(paragraph, *match.span(), definitions[term], True)


def write(docs: Path, path: Path) -> None:
    """Write what programs may want to know of each clause; the same text gives the same bytes."""
    handbook = read(docs)
    registered = registry()
    refers_to = {
        id: list(dict.fromkeys(link.target for link in found if not link.defines))
        for id, found in links(handbook).items()
    }
    lines = []
    for id, clause in by_id(handbook).items():
        rule = registered[id]
        record = {
            "id": id,
            "regulation": clause.regulation,
            "label": clause.label,
            "kind": clause.kind,
            "printed": {
                "received": received(clause.printed_label).strip(),
                "proposed": proposed(clause.printed_label).strip(),
            },
            "received": clause.received,
            "proposed": clause.proposed,
            "checks": rule.checks,
            "readings": rule.readings,
            "refers_to": refers_to[id],
            "referred_by": [other for other, targets in refers_to.items() if id in targets],
            "citation": clause.citation,
            "source": rule.source,
            "nothing_to_decide": rule.nothing_to_decide,
        }
        lines.append(json.dumps(record, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
