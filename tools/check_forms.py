"""A Python-Markdown extension: the line ``::: check credit`` becomes that check's form, outcome panel and clauses.

Everything comes from the checker's own facts and registry and from the regulations' words, so a new fact or a new
check needs no work here. The form is plain HTML and can be read, and filled in, before any script runs.
"""

import inspect
import json
import re
import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from handbook_checker import CHECKS, EDITION
from handbook_checker import clauses as registry
from handbook_checker.checks import Check
from handbook_checker.clauses import Clause as Entry
from handbook_checker.settings import Settings
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from tools.clauses import REGULATIONS, Clause, by_id, read

ROOT = Path(__file__).resolve().parent.parent

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


def form(id: str, docs: Path) -> str:
    """The HTML of check `id`, with the words of the regulations in `docs` and the organisation's settings."""
    check = CHECKS[id]
    words = by_id(read(docs))
    registered = registry()
    entries = [
        registered[clause] for clause in words if clause in registered and id in registered[clause].checks
    ]
    return (
        _templates()
        .get_template("check_form.html")
        .render(
            check=check,
            edition=EDITION,
            entries=entries,
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
def _templates() -> Environment:
    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    templates.filters |= {"href": _href, "typed": _typed}
    templates.globals |= {"input_modes": _INPUT_MODES, "placeholders": _PLACEHOLDERS}
    return templates


class CheckProcessor(BlockProcessor):
    """Replaces the line with the form."""

    LINE = re.compile(r"::: check ([a-z]+)")

    def __init__(self, md: Markdown, docs: Path):
        super().__init__(md.parser)
        self.md = md
        self.docs = docs

    def test(self, parent: Element, block: str) -> bool:
        return self.LINE.fullmatch(block.strip()) is not None

    def run(self, parent: Element, blocks: list[str]) -> None:
        line = self.LINE.fullmatch(blocks.pop(0).strip())
        assert line
        if line[1] not in CHECKS:
            raise ValueError(f"{line[0]}: there is no such check; there are {', '.join(CHECKS)}")
        SubElement(parent, "p").text = self.md.htmlStash.store(form(line[1], self.docs))


class CheckForms(Extension):
    """Registers the processor."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the regulations and of organisation.toml"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        # Before paragraphs (10), and before attr_list or tables could take the line for theirs.
        md.parser.blockprocessors.register(
            CheckProcessor(md, Path(self.getConfig("docs"))), "check_form", 175
        )


def makeExtension(**options: Any) -> CheckForms:
    """The entry that Python-Markdown looks for."""
    return CheckForms(**options)
