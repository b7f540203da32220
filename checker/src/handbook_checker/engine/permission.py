"""What clauses permit, put together: whether there is credit, of which kind, up to which limit, how long, approved by whom.

A clause that speaks of credit returns a `Permission`. Of those that apply to a customer, credit is refused if any closes
it; the limit is the lowest of all caps; the chain is everyone who is asked for, with the clauses that ask for them.

A clause speaks of amounts without knowing them: it is given an `Amount` for each, and says which of them cap the limit.
So what it says follows from yes-or-no facts and choices alone, once for all customers who answer them alike.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..model.clauses import CONSEQUENCE, STATE, Clause
from ..model.dates import Period
from ..model.facts import MONEY, Fact
from ..model.outcome import MET, NOT_APPLICABLE, status
from ..model.truth import Truth

PERMITTED, REFUSED, UNDETERMINED = "permitted", "refused", "undetermined"
SUBMIT, APPROVE = "submit", "approve"


class Headroom(NamedTuple):
    """What a balance leaves beyond what is granted already, never below nothing."""

    balance: str
    granted: str
    """The names of the two facts."""

    @staticmethod
    def of(balance: int | None, granted: int | None) -> int | None:
        """What is left, in fen; None where either is unknown."""
        return None if balance is None or granted is None else max(0, balance - granted)

    @staticmethod
    def is_kept(balance: int | None, granted: int | None) -> Truth:
        """Whether no more is granted than the balance."""
        return None if balance is None or granted is None else granted <= balance


class Amount(NamedTuple):
    """An amount of the customer by the name of its fact, or a share of it, in percent."""

    fact: str
    percent: int = 100

    def share(self, percent: int) -> "Amount":
        """So many percent of the amount, rounded down to whole fen."""
        return self._replace(percent=percent)

    def less(self, granted: "Amount") -> Headroom:
        """What the amount leaves beyond `granted`."""
        return Headroom(self.fact, granted.fact)

    def of(self, amount: int | None) -> int | None:
        """The amount, in fen, where its fact is `amount`; None where that is unknown."""
        return amount if amount is None or self.percent == 100 else amount * self.percent // 100


class Permission(NamedTuple):
    """What one clause says of a customer's credit."""

    open: bool | None = None
    """Whether the clause opens credit or closes it; None where it leaves that to others."""
    kinds: tuple[str, ...] = ()
    """The kinds of credit that it opens; every kind where it names none."""
    caps: tuple[Amount, ...] = ()
    """The amounts that the limit may not exceed."""
    lowered_to: Amount | None = None
    """An existing amount that caps the limit as well, and asks for a gradual reduction where it is below the standard."""
    standard: Amount | None = None
    """The amount that `lowered_to` is compared with."""
    headroom: Headroom | None = None
    """What the total of credit leaves: a cap where it is known, to be confirmed where it is not."""
    term: Period | None = None
    """How long credit runs that the clause opens."""
    submitted_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    recorded_in: str = ""
    """The document that the limit goes into."""
    readings: tuple[str, ...] = ()
    """The readings relied on where credit is permitted."""
    readings_if_refused: tuple[str, ...] = ()
    """Those relied on where the clause closes credit."""
    reading_if_lowered: str = ""
    """One more, where the limit is lowered."""

    def opens(self, kind: str) -> bool | None:
        """Whether the clause opens credit of `kind`."""
        return self.open and (not self.kinds or kind in self.kinds)


class Approver(NamedTuple):
    """Somebody of the chain: the role, whether it submits or approves, and the clauses that ask for it."""

    role: str
    act: str
    clauses: tuple[str, ...]


class Reduction(NamedTuple):
    """An existing amount that is to be reduced step by step where it is below the standard, by which clause."""

    clause: str
    existing: Amount
    standard: Amount
    reading: str


class Caps(NamedTuple):
    """The amounts behind a limit."""

    amounts: tuple[Amount, ...]
    reductions: tuple[Reduction, ...]


NO_CAPS = Caps((), ())


class Outline(NamedTuple):
    """Credit for one way of filling in the yes-or-no facts and choices, before any amount is looked at."""

    opened_by: tuple[str, ...]
    refused_by: tuple[str, ...]
    kind: str | None
    term: Period | None
    caps: Caps
    headroom_by: str
    """The clause that caps the total of credit, if any."""
    chain: tuple[Approver, ...]
    recorded_by: tuple[str, ...]
    readings: frozenset[str]
    if_permitted: tuple[str, ...]
    if_refused: tuple[str, ...]
    """The status of each clause that opens, closes or asks for approval, by what comes of the credit."""


def with_amounts(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The money facts of a check as clauses are given them."""
    return {name: Amount(name) for name, fact in facts.items() if fact.kind == MONEY}


def permissions(clauses: Mapping[str, Clause], customer: Mapping[str, Any]) -> dict[str, Permission]:
    """What each of the clauses that apply to a customer says; no fact of it that they read is unknown."""
    return {
        id: entry.rule(*[customer[name] for name in entry.parameters])
        for id, entry in clauses.items()
        if entry.rule and (entry.applies is None or entry.applies(customer))
    }


def chain(found: Mapping[str, Permission], ranks: Sequence[str]) -> tuple[Approver, ...]:
    """Everyone whom the permissions ask for, whoever submits first, then by rank."""
    asked: dict[tuple[str, str], list[str]] = {}
    for id, permission in found.items():
        for act, roles in ((SUBMIT, permission.submitted_by), (APPROVE, permission.approved_by)):
            for role in roles:
                asked.setdefault((act, role), []).append(id)
    order = sorted(asked, key=lambda each: (each[0] != SUBMIT, ranks.index(each[1])))
    return tuple(Approver(role, act, tuple(asked[act, role])) for act, role in order)


def outline(
    clauses: Mapping[str, Clause], found: Mapping[str, Permission], kind: str, ranks: Sequence[str]
) -> Outline:
    """Put the permissions of the clauses that apply together; `ranks` are the roles of the chain in order."""
    refused_by = tuple(id for id, permission in found.items() if permission.opens(kind) is False)
    opened_by = tuple(id for id, permission in found.items() if permission.opens(kind))
    relied = [found[id].readings_if_refused for id in refused_by] or [
        each.readings for each in found.values()
    ]
    readings = frozenset(reading for readings in relied for reading in readings)
    statuses = [_statuses(clauses[id], found.get(id), kind) for id in with_status(clauses)]
    if_permitted = tuple(permitted for permitted, _refused in statuses)
    if_refused = tuple(refused for _permitted, refused in statuses)
    if refused_by:
        return Outline(
            opened_by, refused_by, None, None, NO_CAPS, "", (), (), readings, if_permitted, if_refused
        )
    terms = [found[id].term for id in opened_by if found[id].term]
    return Outline(
        opened_by,
        (),
        kind,
        terms[0] if terms else None,
        _caps(found),
        next((id for id, permission in found.items() if permission.headroom), ""),
        chain(found, ranks),
        tuple(id for id, permission in found.items() if permission.recorded_in),
        readings,
        if_permitted,
        if_refused,
    )


def with_status(clauses: Mapping[str, Clause]) -> tuple[str, ...]:
    """The clauses that are met or not: those for some customers, and those that speak of a state or a consequence.

    What requires something of all credit alike, such as that it be recorded, is a condition instead.
    """
    return tuple(
        id for id, entry in clauses.items() if entry.applies or entry.speaks_of in (STATE, CONSEQUENCE)
    )


def _statuses(entry: Clause, permission: Permission | None, kind: str) -> tuple[str, str]:
    """The status of a clause where credit is permitted, and where it is refused."""
    if permission is None:
        return NOT_APPLICABLE, NOT_APPLICABLE
    opens = permission.opens(kind)
    if entry.speaks_of == CONSEQUENCE:
        return MET, NOT_APPLICABLE if opens is None else MET
    found = status(opens is False if entry.speaks_of == STATE else opens)
    return found, found


def _caps(found: Mapping[str, Permission]) -> Caps:
    amounts = [
        cap
        for permission in found.values()
        for cap in (*permission.caps, permission.lowered_to)
        if cap is not None
    ]
    reductions = tuple(
        Reduction(id, permission.lowered_to, permission.standard, permission.reading_if_lowered)
        for id, permission in found.items()
        if permission.lowered_to and permission.standard
    )
    return Caps(tuple(dict.fromkeys(amounts)), reductions)


class Ceiling(NamedTuple):
    """What the amounts of one customer make of the caps of an outline."""

    limit: int
    """The lowest amount that is known, in fen."""
    by_headroom: bool
    """The headroom is below every other known amount."""
    reduced_by: tuple[str, ...]
    """The clauses by which the existing amount is to be reduced, each with the reading relied on."""
    open_caps: tuple[str, ...]
    """The unknown facts among the caps; where there are any, `limit` is the most that it can be."""


class Credit(NamedTuple):
    """The credit of one customer in one completion of the unknown facts."""

    decision: str
    kind: str | None
    limit: int
    term: Period | None
    chain: tuple[Approver, ...]
    because: tuple[str, ...]
    asked_by: tuple[str, ...]
    """The clauses that ask for something beside the approval."""
    readings: frozenset[str]
    statuses: tuple[str, ...]


def credit(outline: Outline, ceiling: Ceiling | None, headroom_is_known: bool) -> Credit:
    """Put the amounts into an outline; there is no ceiling where credit is refused whatever they are."""
    if ceiling is None:
        return refusal(outline, outline.refused_by)
    because = (outline.headroom_by,) if ceiling.by_headroom else ()
    if ceiling.limit:
        because = (*because, *outline.opened_by)
    if ceiling.limit == 0:
        return refusal(outline, because or outline.opened_by)
    return Credit(
        PERMITTED,
        outline.kind,
        ceiling.limit,
        outline.term,
        outline.chain,
        because,
        (
            *outline.recorded_by,
            *ceiling.reduced_by,
            *((outline.headroom_by,) if outline.headroom_by and not headroom_is_known else ()),
        ),
        outline.readings.union(
            reduction.reading
            for reduction in outline.caps.reductions
            if reduction.clause in ceiling.reduced_by
        ),
        outline.if_permitted,
    )


def refusal(outline: Outline, because: tuple[str, ...]) -> Credit:
    """No credit, by the clauses that refuse it."""
    return Credit(REFUSED, None, 0, None, (), because, (), outline.readings, outline.if_refused)
