"""The entries of a regulation's tables that no longer fit its words, each with what to do about it."""

from collections.abc import Iterator, Mapping

from tools.handbook import organisation
from tools.handbook.clauses import Clause, proposed
from tools.handbook.forms import clauses_of
from tools.handbook.links import place_of
from tools.handbook.regulations import Regulation


def problems_in_words(regulation: Regulation, clauses: Mapping[str, Clause]) -> Iterator[str]:
    """The entries of a regulation's tables that no longer fit its words."""
    file, page = regulation.file, f"docs/regulations/{regulation.id}.md"
    named = [
        *((f"kinds.{kind}", id) for id, kind in regulation.kinds.items() if id != regulation.id),
        *((f'implied."{each.clause}"', each.clause) for each in regulation.implied),
        *((f"blanks: {each.setting}", each.clause) for each in regulation.blanks),
    ]
    for key, id in named:
        if id not in clauses or clauses[id].regulation != regulation.id:
            yield f"{file}: {key} names {id}, which {page} does not have; correct the id, or remove the entry"
    targets = [
        *((f'implied."{each.clause}"', each.target) for each in regulation.implied),
        *((f"readings.{reading.id}", id) for reading in regulation.readings for id in reading.clauses),
        *((f"forms, {form.id}", id) for form in regulation.forms for id in clauses_of(form)),
    ]
    for key, id in targets:
        if id not in clauses:
            yield f"{file}: {key} names {id}, but no regulation has such a clause; correct the id, or remove the entry"
    for each in regulation.implied:
        if each.clause in clauses and place_of(each.words, _paragraphs(clauses[each.clause])) is None:
            yield (
                f'{file}: implied."{each.clause}": the words “{each.words}”, which speak of {each.target}, are gone from '
                f"the clause; quote the words that do, or remove the entry"
            )
    for blank in regulation.blanks:
        if blank.clause in clauses and not organisation.gaps(blank, _paragraphs(clauses[blank.clause])):
            yield (
                f"{file}: blanks: {blank.clause} no longer has the blank for {blank.setting} ({blank.where}); "
                f"correct where, or remove the entry"
            )


def _paragraphs(clause: Clause) -> list[str]:
    return [*map(proposed, clause.paragraphs)]
