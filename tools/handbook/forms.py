"""The forms that a regulation names, as its docs/regulations/<id>.toml lists them.

The questions are the checker's facts, group by group, and the results are those of its outcomes. What a form adds is
what neither has: the order on paper, the room that is left for the pen, and who signs by which clause.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tools.handbook.entries import record, texts


class Fact(NamedTuple):
    """A fact of a check: asked on the blank form, answered on the filled one."""

    check: str
    name: str
    lines: int = 1
    """Room beside the answer, in lines."""
    beside: str = ""
    """What that room is for, where it is for more than remarks."""


class Result(NamedTuple):
    """A result of a check, by the label that its outcome gives it."""

    check: str
    label: str
    clauses: tuple[str, ...]


class Room(NamedTuple):
    """Something to write by hand that no check asks for."""

    label: str
    clauses: tuple[str, ...] = ()
    lines: int = 1


class Matter(NamedTuple):
    """A clause that says itself what is to be looked at, with room for what was found."""

    clause: str
    conflicts_of: str | None = None
    """The check whose contradictory facts stand here."""
    lines: int = 1


class Group(NamedTuple):
    """All facts of a group of a check; as a part of its own, under the group's title and clause."""

    check: str
    title: str
    lines: int = 1


Row = Fact | Result | Room | Matter | Group


class Part(NamedTuple):
    """Rows under a title and the clauses that ask for them."""

    title: str
    clauses: tuple[str, ...]
    rows: tuple[Row, ...]


class Signature(NamedTuple):
    """A place to sign; the clauses name the role."""

    role: str
    act: str
    clauses: tuple[str, ...]


class Form(NamedTuple):
    """One form: what identifies the case, then its parts, or a row for each customer, then the signatures."""

    id: str
    title: str
    checks: tuple[str, ...]
    """The checks whose cases fill it."""
    purpose: str
    clauses: tuple[str, ...]
    """The clauses that ask for the form."""
    signatures: tuple[Signature, ...]
    filled_by: tuple[str, ...] = ()
    """The clauses by which the first who signs fills it in, where they are not those of the signature."""
    heading: tuple[Row, ...] = ()
    """Facts and room."""
    parts: tuple[Part | Group, ...] = ()
    columns: tuple[Row, ...] = ()
    """Facts, results and room."""
    rows: int = 0
    """Rows of a blank register."""


def forms_in(given: list[Any]) -> Iterator[Form]:
    """The forms of a regulation; ValueError names what is wrong with one."""
    for number, entry in enumerate(given, 1):
        form: Form = record(Form, entry, f"forms, number {number}")
        name = f"forms, {form.id}"
        yield form._replace(
            checks=texts(form.checks, f"{name}: checks"),
            clauses=texts(form.clauses, f"{name}: clauses"),
            signatures=(*_listed(Signature, form.signatures, f"{name}: signatures"),),
            filled_by=texts(form.filled_by, f"{name}: filled_by"),
            heading=(*_rows(form.heading, f"{name}: heading", (Fact, Room)),),
            parts=(*_parts(form.parts, name),),
            columns=(*_rows(form.columns, f"{name}: columns", (Fact, Result, Room)),),
        )


def _parts(given: Any, name: str) -> Iterator[Part | Group]:
    for number, entry in enumerate(_list(given, f"{name}: parts"), 1):
        here = f"{name}: parts, number {number}"
        if isinstance(entry, dict) and "group" in entry:
            yield from (row for row in _rows([entry], here, (Group,)) if isinstance(row, Group))
        else:
            part: Part = record(Part, entry, here)
            rows = (*_rows(part.rows, f"{here}: rows", (Fact, Result, Room, Matter, Group)),)
            yield Part(part.title, texts(part.clauses, f"{here}: clauses"), rows)


_CALLED: dict[str, type] = {"fact": Fact, "result": Result, "room": Room, "matter": Matter, "group": Group}
"""What a row is, by the key that says so."""


def _rows(given: Any, name: str, allowed: tuple[type, ...]) -> Iterator[Row]:
    for number, entry in enumerate(_list(given, name), 1):
        here = f"{name}, number {number}"
        keys = [key for key, kind in _CALLED.items() if kind in allowed]
        if not isinstance(entry, dict) or len(entry.keys() & {*keys}) != 1:
            raise ValueError(f"{here} should be a table with one of the keys {', '.join(keys)}")
        (key,) = entry.keys() & {*keys}
        yield _row(key, dict(entry), here)


def _row(key: str, entry: dict[str, Any], name: str) -> Row:
    if key == "fact":
        check, dot, fact = str(entry.pop("fact")).partition(".")
        if not dot:
            raise ValueError(f'{name}: fact should be "check.fact"')
        entry |= {"check": check, "name": fact}
    else:
        # A form speaks of a row by its key, our tuple by what it holds.
        entry[{"matter": "clause", "group": "title"}.get(key, "label")] = entry.pop(key)
    row: Row = record(_CALLED[key], entry, name)
    return row if isinstance(row, Fact | Matter | Group) else row._replace(clauses=texts(row.clauses, name))


def _listed(kind: type, given: Any, name: str) -> Iterator[Any]:
    for number, entry in enumerate(_list(given, name), 1):
        each = record(kind, entry, f"{name}, number {number}")
        yield each._replace(clauses=texts(each.clauses, f"{name}, number {number}: clauses"))


def _list(given: Any, name: str) -> list[Any] | tuple[Any, ...]:
    if not isinstance(given, list | tuple):
        raise ValueError(f"{name} should be a list")
    return given


def clauses_of(form: Form) -> Iterator[str]:
    """Every clause that a form names."""
    yield from (*form.clauses, *form.filled_by)
    for signature in form.signatures:
        yield from signature.clauses
    for part in form.parts:
        yield from part.clauses if isinstance(part, Part) else ()
    for row in rows_of(form):
        if isinstance(row, Matter):
            yield row.clause
        elif isinstance(row, Result | Room):
            yield from row.clauses


def rows_of(form: Form) -> Iterator[Row]:
    """Every row and column of a form."""
    yield from (*form.heading, *form.columns)
    for part in form.parts:
        yield from (part,) if isinstance(part, Group) else part.rows
