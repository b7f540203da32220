"""A Python-Markdown extension: a regulation's plain words become a page whose every clause can be linked to.

The page holds only the words of the regulation (see `handbook.clauses`). What stands beside them on the site comes from
elsewhere: rules from the checker's registry, interpretations and blanks from what marks the words up, the values of
blanks from the organisation's settings. The words are taken before anything else reads them, because to Markdown
``1. `` is a list whose numbers it counts itself.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from handbook_checker.site import clauses as registry
from handbook_checker.site import named
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from tools import ROOT
from tools.handbook.clauses import Clause, Words, proposed, split
from tools.handbook.handbook import Handbook, read
from tools.handbook.links import Link
from tools.handbook.organisation import Organisation, gaps
from tools.handbook.regulations import Blank
from tools.render.templates import render


class Piece(NamedTuple):
    """Words of a paragraph that are plain, a link, a blank, or a role; a blank without words follows the clause."""

    words: Words
    link: Link | None = None
    blank: Blank | None = None
    value: str | None = None
    """What the organisation filled in."""
    title: str | None = None
    """What the organisation calls the role."""
    parts: Sequence["Piece"] = ()
    """The words of a link, in which roles may be named."""


def page(regulation: str, handbook: Handbook) -> str:
    """The HTML of a regulation's page."""
    members = handbook.members[regulation]
    has_chapters = any(clause.id is None for clause in members)
    return render(
        "regulation.html",
        title=handbook.regulations[regulation].title,
        edition=handbook.edition,
        clauses=[
            {
                "clause": clause,
                "tag": f"h{min(clause.level + 1 + has_chapters, 6) if clause.id else 2}",
                "title": clause.kind == "heading" or len(clause.paragraphs) > 1,
                "shape": _shape(clause),
                "indent": clause.level - 1 if has_chapters else max(clause.level - 2, 0),
                "paragraphs": _paragraphs(clause, handbook),
                "toc": handbook.organisation.titled(_toc_label(clause)),
            }
            for clause in members
        ],
        corrections=sum(
            _corrections(words) for clause in members for words in (clause.printed_label, *clause.paragraphs)
        ),
        registry=registry(),
        titled=handbook.organisation.titled,
        readings=handbook.readings,
        referred_by=handbook.referred_by,
        clause_of=handbook.clauses,
    )


def _shape(clause: Clause) -> str:
    if clause.kind == "heading" and clause.level == 1:
        return "part"
    return "article" if clause.label.startswith("第") else "item"


def _toc_label(clause: Clause) -> str:
    words = proposed(clause.paragraphs[0])
    label = proposed(clause.printed_label).strip()
    if not label and clause.kind != "heading":
        return clause.name
    if clause.kind != "heading":
        words = words[:16] + "…" * (len(words) > 16)
    return label + words if label.endswith("、") else f"{label} {words}".strip()


def _corrections(words: Words) -> int:
    """How many corrections the words hold; one that replaces a word is one, not two."""
    changes = [span.reading for span in words]
    return changes.count("new") + changes.count("old") - list(pairwise(changes)).count(("old", "new"))


def _paragraphs(clause: Clause, handbook: Handbook) -> list[list[Piece]]:
    found = handbook.links.get(clause.id or "", [])
    organisation = handbook.organisation
    filled = organisation.shown
    empty = _gaps(clause, handbook)
    paragraphs = []
    for number, words in enumerate(clause.paragraphs):
        here = [
            (start, end, blank)
            for paragraph, start, end, blank in empty
            if paragraph == number and (blank.setting in filled or not blank.has_default)
        ]
        marks = [
            (start, end, Piece((), None, blank, filled.get(blank.setting)))
            for start, end, blank in here
            if start < end
        ]
        titles = _titles(words, organisation)
        for link in found:
            if link.paragraph != number:
                continue
            # A role within a link, such as “业务主管的书面汇报”, is marked inside it.
            titles = [mark for mark in titles if mark[1] <= link.start or link.end <= mark[0]]
            marks.append((link.start, link.end, Piece((), link)))
        pieces = [
            piece._replace(parts=_pieces(piece.words, _titles(piece.words, organisation)))
            if piece.link
            else piece
            for piece in _pieces(words, [*marks, *titles])
        ]
        pieces += [
            Piece((), None, blank, filled.get(blank.setting)) for start, end, blank in here if start == end
        ]
        paragraphs.append(pieces)
    return paragraphs


def _titles(words: Words, organisation: Organisation) -> list[tuple[int, int, Piece]]:
    """The roles in words that have another title here."""
    title_of = dict(organisation.settings.titles)
    # Looking for roles takes a while, and most organisations rename none.
    found = named(proposed(words)) if title_of else []
    return [(start, end, Piece((), title=title_of[role])) for start, end, role in found if role in title_of]


def _pieces(words: Words, marks: list[tuple[int, int, Piece]]) -> list[Piece]:
    """Words cut into what is marked and what is plain."""
    marks = sorted(marks, key=lambda mark: mark[:2])
    parts = split(words, [offset for start, end, _ in marks for offset in (start, end)])
    pieces = [Piece(part) for part in parts]
    pieces[1::2] = [
        piece._replace(words=part) for (_, _, piece), part in zip(marks, parts[1::2], strict=True)
    ]
    return pieces


def _gaps(clause: Clause, handbook: Handbook) -> list[tuple[int, int, int, Blank]]:
    """The blanks of a clause in order: the paragraph, start and end in its words, and what fills them."""
    blanks = [each for each in handbook.regulations[clause.regulation].blanks if each.clause == clause.id]
    paragraphs = [proposed(words) for words in clause.paragraphs] if blanks else []
    found = [(*gap, blank) for blank in blanks for gap in gaps(blank, paragraphs)]
    return sorted(found, key=lambda gap: gap[:3])


class TakeWords(Preprocessor):
    """Takes the words of a regulation's page away, and remembers which regulation it is."""

    def __init__(self, md: Markdown, docs: Path):
        super().__init__(md)
        self.docs = docs
        self.regulation: str | None = None

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).strip()
        texts = read(self.docs).texts
        self.regulation = next((id for id, words in texts.items() if words == text), None)
        return [] if self.regulation else lines


class PutPage(Treeprocessor):
    """Puts the page made of them in their place, as elements, so that MkDocs checks its links and contents."""

    def __init__(self, md: Markdown, words: TakeWords):
        super().__init__(md)
        self.words = words

    def run(self, root: ElementTree.Element) -> None:
        if self.words.regulation:
            root.append(ElementTree.fromstring(page(self.words.regulation, read(self.words.docs))))


class ClauseSyntax(Extension):
    """Registers the two."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the handbook"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        words = TakeWords(md, Path(self.getConfig("docs")))
        md.preprocessors.register(words, "regulation_words", 100)
        # After inline patterns (20), which would read the words again; before the table of contents (5).
        md.treeprocessors.register(PutPage(md, words), "regulation_page", 15)


def makeExtension(**options: Any) -> ClauseSyntax:
    """The entry that Python-Markdown looks for."""
    return ClauseSyntax(**options)
