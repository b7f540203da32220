"""The line ``::: check credit``: that check's form, outcome panel and clauses.

Everything comes from the checker's own facts and registry and from the regulations' words, so a new fact or a new
check needs no work here. The form is plain HTML and can be read, and filled in, before any script runs.
"""

import inspect
from collections.abc import Mapping

from handbook_checker.site import EDITION, Check, clauses
from handbook_checker.site import Clause as Entry

from tools.handbook.clauses import Clause
from tools.handbook.handbook import Handbook
from tools.render.templates import render


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
    registered = clauses()
    return [registered[id] for id in words if id in registered and check in registered[id].checks]


def form(id: str, handbook: Handbook) -> str:
    """The HTML of check `id`, with the words of the regulations and the organisation's settings."""
    check = handbook.checks[id]
    words = handbook.clauses
    entries = entries_of(id, words)
    return render(
        "check_form.html",
        check=check,
        edition=EDITION,
        entries=entries,
        forms=[form for form in handbook.forms.values() if id in form.checks],
        words=words,
        reading={name: clauses_reading(name, entries, check) for name in check.facts},
        regulation_title=handbook.regulations[check.regulation].title,
        settings=handbook.organisation.for_pages,
        titled=handbook.organisation.titled,
        marked=handbook.organisation.marked,
        own=handbook.organisation.defaults(check),
    )
