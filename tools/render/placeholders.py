"""A Python-Markdown extension: a line such as ``::: check credit`` becomes what it names, made of the handbook.

Lines that stand for HTML are replaced while blocks are taken apart; those that stand for Markdown before, so that
MkDocs follows their links and knows their headings.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from tools import ROOT
from tools.handbook.handbook import Handbook, read
from tools.render import check_forms, edition_list, lists, portfolio_page, printed_forms, training_pages

_LINE = re.compile(r"::: (?P<word>[a-z]+) (?P<id>[a-z0-9-]+)")


class Kind(NamedTuple):
    """What the first word of a line stands for."""

    known: Callable[[Handbook], Iterable[str]]
    """The ids that may follow."""
    render: Callable[[str, Handbook], str]


HTML: Mapping[str, Kind] = {
    "check": Kind(lambda handbook: handbook.checks, check_forms.form),
    "form": Kind(lambda handbook: handbook.forms, printed_forms.form),
    "portfolio": Kind(lambda handbook: handbook.checks, portfolio_page.page),
    "training": Kind(lambda handbook: training_pages.PAGES, training_pages.page),
    "editions": Kind(lambda handbook: ["list"], edition_list.listing),
}
MARKDOWN: Mapping[str, Kind] = {
    "handbook": Kind(lambda handbook: lists.LISTS, lists.listing),
}


def _rendered(kinds: Mapping[str, Kind], line: str, docs: Path) -> str | None:
    """What a line stands for; None where it is none of ours. ValueError where its id names nothing."""
    match = _LINE.fullmatch(line.strip())
    if match is None or match["word"] not in kinds:
        return None
    kind, handbook = kinds[match["word"]], read(docs)
    known = [*kind.known(handbook)]
    if match["id"] not in known:
        raise ValueError(f"“{match[0]}” names none of: {', '.join(known)}")
    return kind.render(match["id"], handbook)


class Html(BlockProcessor):
    """Replaces the lines that stand for HTML."""

    def __init__(self, md: Markdown, docs: Path):
        super().__init__(md.parser)
        self.md = md
        self.docs = docs

    def test(self, parent: Element, block: str) -> bool:
        match = _LINE.fullmatch(block.strip())
        return match is not None and match["word"] in HTML

    def run(self, parent: Element, blocks: list[str]) -> None:
        html = _rendered(HTML, blocks.pop(0), self.docs)
        SubElement(parent, "p").text = self.md.htmlStash.store(html or "")


class Lines(Preprocessor):
    """Replaces the lines that stand for Markdown."""

    def __init__(self, md: Markdown, docs: Path):
        super().__init__(md)
        self.docs = docs

    def run(self, lines: list[str]) -> list[str]:
        replaced = [(line, _rendered(MARKDOWN, line, self.docs)) for line in lines]
        return [part for line, text in replaced for part in ([line] if text is None else text.splitlines())]


class Placeholders(Extension):
    """Registers the two."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the handbook"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        docs = Path(self.getConfig("docs"))
        md.preprocessors.register(Lines(md, docs), "handbook_lines", 100)
        # Before paragraphs (10), and before attr_list or tables could take the line for theirs.
        md.parser.blockprocessors.register(Html(md, docs), "handbook_html", 175)


def makeExtension(**options: Any) -> Placeholders:
    """The entry that Python-Markdown looks for."""
    return Placeholders(**options)
