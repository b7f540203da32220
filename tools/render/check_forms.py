"""A Python-Markdown extension: the line ``::: check credit`` becomes that check's form, outcome panel and clauses.

Everything comes from the checker's own facts and registry and from the regulations' words, so a new fact or a new
check needs no work here. The form is plain HTML and can be read, and filled in, before any script runs.
"""

import inspect
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from handbook_checker import CHECKS, EDITION
from handbook_checker import clauses as registry
from handbook_checker.model.checks import Check
from handbook_checker.model.clauses import Clause as Entry
from handbook_checker.model.settings import Settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from tools import ROOT
from tools.handbook.clauses import REGULATIONS, Clause, by_id, proposed, read
from tools.handbook.forms import forms_of

_INPUT_MODES = {"money": "decimal", "count": "numeric", "date": None}
_PLACEHOLDERS = {"money": "例如 12万", "count": "例如 3", "date": "例如 2026-1-5"}


def clauses_reading(fact: str, entries: list[Entry], check: Check) -> list[str]:
    """The clauses to cite beside a fact.

    A clause that speaks of a result (the grade, the credit) reads every fact behind it; citing it beside each of
    them would bury the clause that asks for the fact. It is cited only where there is no other.
    """
    reading = [entry for entry in entries if fact in entry.facts]
    asking = [entry for entry in reading if entry.rule and _own_parameters(entry) & check.facts.keys()]
    return [entry.id for entry in asking or reading]


def _own_parameters(entry: Entry) -> set[str]:
    assert entry.rule
    return set(inspect.signature(entry.rule).parameters)


def entries_of(check: str, words: Mapping[str, Clause]) -> list[Entry]:
    """What the registry holds of the clauses that concern `check`, in the order of the regulations."""
    registered = registry()
    return [registered[id] for id in words if id in registered and check in registered[id].checks]


def form(id: str, docs: Path) -> str:
    """The HTML of check `id`, with the words of the regulations in `docs` and the organisation's settings."""
    check = CHECKS[id]
    words = by_id(read(docs))
    entries = entries_of(id, words)
    return (
        templates()
        .get_template("check_form.html")
        .render(
            check=check,
            edition=EDITION,
            entries=entries,
            # An edition from before the forms has no page for them.
            forms=[each for each in forms_of(id) if (docs / f"forms/{each.id}.md").exists()],
            words=words,
            reading={name: clauses_reading(name, entries, check) for name in check.facts},
            regulation_title=REGULATIONS[check.regulation],
            settings=settings(docs / "organisation.toml"),
        )
    )


def settings(path: Path) -> str:
    """The organisation's settings as the checker in the browser takes them; those that decide nothing stay out."""
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    deciding = {field.name for field in fields(Settings)}
    return json.dumps({name: value for name, value in given.items() if name in deciding}, default=str)


def _href(clause: Clause) -> str:
    return f"../../regulations/{clause.regulation}/#{clause.id}"


def _typed(facts: dict[str, Any]) -> str:
    """An example's facts as a person would type them."""
    return json.dumps({name: _text(value) for name, value in facts.items()}, ensure_ascii=False)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


@cache
def templates() -> Environment:
    """The templates beside this file; what they are not given is an error."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"href": _href, "proposed": proposed, "typed": _typed}
    environment.globals |= {"input_modes": _INPUT_MODES, "placeholders": _PLACEHOLDERS}
    return environment


class Placeholder(BlockProcessor):
    """Replaces the line ``::: word id`` with the HTML that `render` makes of the id; `known` lists the ids."""

    def __init__(
        self, md: Markdown, docs: Path, word: str, known: Iterable[str], render: Callable[[str, Path], str]
    ):
        super().__init__(md.parser)
        self.line = re.compile(rf"::: {word} ([a-z-]+)")
        self.md = md
        self.docs = docs
        self.known = known
        self.render = render

    def test(self, parent: Element, block: str) -> bool:
        return self.line.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        line = self.line.fullmatch(blocks.pop(0).strip())
        assert line
        if line[1] not in self.known:
            raise ValueError(f"“{line[0]}” names none of: {', '.join(self.known)}")
        SubElement(parent, "p").text = self.md.htmlStash.store(self.render(line[1], self.docs))


class CheckForms(Extension):
    """Registers the processor."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the regulations and of organisation.toml"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        # Before paragraphs (10), and before attr_list or tables could take the line for theirs.
        md.parser.blockprocessors.register(
            Placeholder(md, Path(self.getConfig("docs")), "check", CHECKS, form), "check_form", 175
        )


def makeExtension(**options: Any) -> CheckForms:
    """The entry that Python-Markdown looks for."""
    return CheckForms(**options)
