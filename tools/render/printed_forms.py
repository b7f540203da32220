"""The line ``::: form assessment``: a form to print, blank as it stands.

`printed-form.js` fills in a case that has been checked: every cell says which fact or result belongs there. What the
forms hold is in the regulations' tables (`handbook.forms`).
"""

import json
from collections.abc import Callable, Iterator, Mapping

from handbook_checker import site
from handbook_checker.site import CHECKS, fact_value, kinds

from tools.handbook.clauses import Clause, numeral
from tools.handbook.editions import in_words
from tools.handbook.forms import Fact, Form, Group, Part, Row
from tools.handbook.handbook import Handbook
from tools.render.check_forms import clauses_reading, entries_of
from tools.render.templates import render

_PENS = {kinds.DATE: "　　年　　月　　日"}
_MOST_CITED = 2


def form(id: str, handbook: Handbook) -> str:
    """The HTML of the blank form `id`."""
    printed = handbook.forms[id]
    words = handbook.clauses
    return render(
        "printed_form.html",
        form=printed,
        regulation_title=handbook.regulation_of(printed).title,
        organisation=handbook.organisation.site.company,
        edition=in_words(handbook.edition)[0],
        settings=handbook.organisation.for_pages,
        titled=handbook.organisation.titled,
        marked=handbook.organisation.marked,
        checks={id: CHECKS[id] for id in printed.checks},
        fact_names=json.dumps({id: list(CHECKS[id].facts) for id in printed.checks}),
        names=json.dumps(_names(printed, words), ensure_ascii=False),
        words=words,
        parts=[_part(part) for part in printed.parts],
        numeral=numeral,
        asking=_asking(printed, words),
        options=_options,
        kind=lambda row: type(row).__name__,
        pens=_PENS,
        abreast=_abreast(printed),
    )


def _part(part: Part | Group) -> Part:
    """A part with a row for each fact of its groups."""
    if isinstance(part, Group):
        clause = _group(part).clause
        part = Part(part.title, (clause,) if clause else (), (part,))
    rows: list[Row] = []
    for row in part.rows:
        if isinstance(row, Group):
            rows += _facts(row)
        else:
            rows.append(row)
    return part._replace(rows=tuple(rows))


def _group(group: Group) -> site.Group:
    (found,) = (each for each in CHECKS[group.check].groups if each.title == group.title)
    return found


def _facts(group: Group) -> Iterator[Fact]:
    yield from (
        Fact(group.check, fact.name, group.lines) for fact in _group(group).facts if fact != kinds.AS_OF
    )


def _asking(printed: Form, words: Mapping[str, Clause]) -> Callable[..., list[str]]:
    """What tells the clauses to cite beside a fact: those that read it or, where there is not the room for so many,
    the one under which the check asks for it."""
    entries = {id: entries_of(id, words) for id in printed.checks}
    groups = {
        (id, fact.name): group for id in printed.checks for group in CHECKS[id].groups for fact in group.facts
    }

    def asking(fact: Fact, most: int = _MOST_CITED) -> list[str]:
        reading = clauses_reading(fact.name, entries[fact.check], CHECKS[fact.check])
        clause = groups[fact.check, fact.name].clause
        return reading if len(reading) <= most or clause is None else [clause]

    return asking


def _abreast(printed: Form) -> int:
    """How many sign side by side: all where they find room, else two."""
    count = len(printed.signatures)
    return count if printed.columns or count <= 3 else 2


def _names(printed: Form, words: Mapping[str, Clause]) -> dict[str, str]:
    """What the clauses are called that an outcome may cite."""
    return {entry.id: words[entry.id].name for id in printed.checks for entry in entries_of(id, words)}


def _options(fact: kinds.Fact) -> list[str]:
    """The answers to tick, in the words in which the checker gives them back; none where one writes."""
    if fact.kind == kinds.BOOLEAN:
        return [fact_value(fact, value) for value in (True, False)]
    return [fact_value(fact, value) for value, _label in fact.choices]
