"""What marks up the words of a regulation: docs/regulations/<id>.toml, and docs/handbook.toml, which registers them.

Both belong to the edition's own commit, for they speak of its words. What is wrong in one is named with its file, its
key and what to do.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tools.handbook.entries import load, record, texts
from tools.handbook.forms import Form, forms_in

REGISTER = "handbook.toml"
KINDS = {
    "purpose",
    "scope",
    "definition",
    "principle",
    "rule",
    "duty",
    "procedure",
    "sanction",
    "meta",
    "blank",
    "heading",
}
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Implied(NamedTuple):
    """Where a clause speaks of another without its number."""

    clause: str
    words: str
    target: str


class Blank(NamedTuple):
    """A gap in a clause that a setting fills."""

    clause: str
    setting: str
    title: str
    where: str | None = None
    """A pattern of the words that stand for the value; None where the text leaves the matter open altogether."""
    has_default: bool = False
    """Whether something applies where nothing is filled in, so that no blank is shown."""


class Reading(NamedTuple):
    """How the checker reads what can be read in two ways, or says too little."""

    id: str
    title: str
    clauses: tuple[str, ...]
    doubt: str
    reading: str


class Regulation(NamedTuple):
    """A regulation without its words."""

    id: str
    title: str
    summary: str = ""
    """What it is about, in a sentence."""
    kinds: Mapping[str, str] = {}
    """The nature of clauses, by id; that of the regulation itself holds for all that have none above them."""
    implied: tuple[Implied, ...] = ()
    blanks: tuple[Blank, ...] = ()
    readings: tuple[Reading, ...] = ()
    forms: tuple[Form, ...] = ()

    @property
    def file(self) -> str:
        """Its file, as messages name it."""
        return f"docs/regulations/{self.id}.toml"


class Register(NamedTuple):
    """docs/handbook.toml."""

    regulations: tuple[str, ...]
    """The ids, in the order of the site."""
    first_checks: str | None = None
    """The regulation whose checks come before those of the others."""


def read_register(docs: Path) -> Register:
    """The regulations of the handbook; ValueError names what is wrong with docs/handbook.toml."""
    file = f"docs/{REGISTER}"
    given = load(docs / REGISTER, file)
    ids = given.get("regulations")
    problems = [f"{file}: unknown key {key}; remove it" for key in given.keys() - {*Register._fields}]
    if not (isinstance(ids, list) and ids and all(isinstance(id, str) for id in ids)):
        raise ValueError(
            "\n".join([*problems, f'{file}: regulations should be a list of ids, such as ["credit"]'])
        )
    problems += [
        f"{file}: regulations: “{id}” should be small letters and digits"
        for id in ids
        if not _ID.fullmatch(id)
    ]
    problems += [f"{file}: regulations: {id} stands twice" for id in {*ids} if ids.count(id) > 1]
    first = given.get("first_checks")
    if first is not None and first not in ids:
        problems.append(
            f"{file}: first_checks: {first} is not registered; name one that is, or remove the key"
        )
    if problems:
        raise ValueError("\n".join(problems))
    return Register((*ids,), first)


def read_regulation(docs: Path, id: str) -> Regulation:
    """What marks up regulation `id`; ValueError names all that is not as it should be, apart from the words."""
    file = f"docs/regulations/{id}.toml"
    given = load(docs / f"regulations/{id}.toml", file)
    problems: list[str] = []

    def entries(key: str, read: Callable[[Any], Iterable[Any]], kind: type) -> tuple[Any, ...]:
        value = given.pop(key, kind())
        if not isinstance(value, kind):
            problems.append(f"{file}: {key} should be {'a table' if kind is dict else 'a list of tables'}")
            return ()
        try:
            return (*read(value),)
        except ValueError as error:
            problems.extend(f"{file}: {line}" for line in str(error).splitlines())
            return ()

    kinds = dict(entries("kinds", _kinds, dict))
    implied = entries("implied", _implied, dict)
    blanks = entries("blanks", _blanks, list)
    readings = entries("readings", _readings, dict)
    forms = entries("forms", forms_in, list)
    headings = {key: given.pop(key, "") for key in ("title", "summary")}
    problems += [
        f"{file}: {key} should be a line of text"
        for key, text in headings.items()
        if not isinstance(text, str) or not text.strip()
    ]
    problems += [f"{file}: unknown key {key}; remove it or correct its name" for key in sorted(given)]
    if problems:
        raise ValueError("\n".join(problems))
    return Regulation(id, headings["title"], headings["summary"], kinds, implied, blanks, readings, forms)


def _kinds(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for kind, ids in given.items():
        if kind not in KINDS:
            raise ValueError(f"kinds.{kind}: no such kind; there are {', '.join(sorted(KINDS))}")
        for id in texts(ids, f"kinds.{kind}"):
            if id in seen:
                raise ValueError(f"kinds: {id} is both {seen[id]} and {kind}; remove one")
            seen[id] = kind
            yield id, kind


def _implied(given: Mapping[str, Any]) -> Iterator[Implied]:
    for clause, phrases in given.items():
        if not isinstance(phrases, dict) or not all(isinstance(each, str) for each in phrases.values()):
            raise ValueError(f'implied."{clause}" should be {{ "words" = "clause", … }}')
        yield from (Implied(clause, words, target) for words, target in phrases.items())


def _blanks(given: list[Any]) -> Iterator[Blank]:
    for number, entry in enumerate(given, 1):
        blank: Blank = record(Blank, entry, f"blanks, number {number}")
        try:
            re.compile(blank.where or "")
        except re.error as error:
            raise ValueError(f"blanks: {blank.clause}: where is no pattern: {error}") from error
        yield blank


def _readings(given: Mapping[str, Any]) -> Iterator[Reading]:
    for id, entry in given.items():
        reading: Reading = record(Reading, {"id": id, **entry}, f"readings.{id}")
        yield reading._replace(clauses=texts(reading.clauses, f"readings.{id}.clauses"))
