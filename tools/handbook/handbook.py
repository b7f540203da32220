"""The handbook of one edition, read once and handed on: whatever reads docs/ reads it here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook_checker import site

from tools.handbook import organisation
from tools.handbook.clauses import Clause, body, parse
from tools.handbook.editions import Edition, read_editions
from tools.handbook.forms import Form
from tools.handbook.links import Link, links
from tools.handbook.organisation import Organisation
from tools.handbook.problems import problems_in_words
from tools.handbook.regulations import (
    REGISTER,
    Reading,
    Register,
    Regulation,
    read_register,
    read_regulation,
)


@dataclass(frozen=True, eq=False)
class Handbook:
    """The regulations with their words, and what follows from them."""

    docs: Path
    register: Register
    regulations: Mapping[str, Regulation]
    """By id, in the order of the site."""
    texts: Mapping[str, str]
    """The words of each, as its page has them."""
    members: Mapping[str, list[Clause]]
    """The clauses and chapter headings of each, in order."""

    @cached_property
    def clauses(self) -> dict[str, Clause]:
        """Every clause by id."""
        return {clause.id: clause for members in self.members.values() for clause in members if clause.id}

    @cached_property
    def links(self) -> dict[str, list[Link]]:
        """What each clause says of others, and the defined terms that it uses, by clause id."""
        return links(self.regulations, self.members)

    @cached_property
    def refers_to(self) -> dict[str, list[str]]:
        """The clauses that each clause speaks of."""
        return {
            id: list(dict.fromkeys(link.target for link in found if not link.defines))
            for id, found in self.links.items()
        }

    @cached_property
    def referred_by(self) -> dict[str, list[str]]:
        """The clauses that speak of each clause."""
        found: dict[str, list[str]] = {id: [] for id in self.clauses}
        for id, targets in self.refers_to.items():
            for target in targets:
                found[target].append(id)
        return found

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """The register of interpretations by id, in the order of the ids."""
        found = [reading for each in self.regulations.values() for reading in each.readings]
        return {reading.id: reading for reading in sorted(found)}

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms that the regulations name, by id."""
        return {form.id: form for each in self.regulations.values() for form in each.forms}

    def regulation_of(self, form: Form) -> Regulation:
        """The regulation that names a form."""
        return next(each for each in self.regulations.values() if form in each.forms)

    @cached_property
    def checks(self) -> dict[str, site.Check]:
        """The checks by id, in the order of the site."""
        order = [*self.regulations]
        found = [check for check in site.CHECKS.values() if check.regulation in order]
        first = self.register.first_checks
        found.sort(key=lambda check: (check.regulation != first, order.index(check.regulation)))
        return {check.id: check for check in found}

    @cached_property
    def editions(self) -> list[Edition]:
        """The editions, oldest first."""
        return read_editions(self.docs / "editions.toml")

    @property
    def edition(self) -> Edition:
        """The newest edition: the one that the words belong to."""
        return self.editions[-1]

    @cached_property
    def organisation(self) -> Organisation:
        """What the organisation has set."""
        blanks = [blank for each in self.regulations.values() for blank in each.blanks]
        return organisation.read(self.docs, {blank.setting for blank in blanks})


_read: dict[Path, tuple[list[tuple[str, int, int]], Handbook]] = {}


def read(docs: Path) -> Handbook:
    """The handbook under `docs`; read again only once a file has changed, so that every page may ask for it.

    ValueError names all that is wrong with the words and what marks them up, in the first file that has something.
    """
    files = [*docs.glob("*.toml"), *docs.glob("regulations/*"), organisation.file_of(docs)]
    state = sorted((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
    known = _read.get(docs)
    if known is None or known[0] != state:
        known = _read[docs] = (state, _read_anew(docs))
    return known[1]


def _read_anew(docs: Path) -> Handbook:
    register = read_register(docs)
    for id in register.regulations:
        if not (docs / f"regulations/{id}.md").exists():
            raise ValueError(
                f"docs/{REGISTER} registers {id}, but docs/regulations/{id}.md is missing; write it, or take {id} off the list"
            )
    regulations = {id: read_regulation(docs, id) for id in register.regulations}
    texts = {id: body((docs / f"regulations/{id}.md").read_text(encoding="utf-8")) for id in regulations}
    members = {id: parse(regulation, texts[id]) for id, regulation in regulations.items()}
    handbook = Handbook(docs, register, regulations, texts, members)
    problems = [*_twice(handbook)]
    for regulation in regulations.values():
        problems += problems_in_words(regulation, handbook.clauses)
    if problems:
        raise ValueError("\n".join(problems))
    return handbook


def _twice(handbook: Handbook) -> Iterator[str]:
    seen: dict[str, str] = {}
    for regulation in handbook.regulations.values():
        named = [
            *((f"readings.{reading.id}", "a number of its own") for reading in regulation.readings),
            *((f"forms, {form.id}", "an id of its own") for form in regulation.forms),
            *(((f"title “{regulation.title}”"), "a title of its own"),),
        ]
        for name, advice in named:
            if name in seen:
                yield f"{regulation.file}: {name} stands in {seen[name]} too; give it {advice}"
            seen[name] = regulation.file
