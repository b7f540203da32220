"""Permitting or refusing credit, by articles 21 to 30 and 33 to 35.

Unknown facts are filled in every way that matters. Yes-or-no facts and choices are enumerated. Unknown amounts
are not: a limit is the lowest of its caps, so an unknown cap makes it anything from 0 up to the lowest known one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from ..engine import permission
from ..engine.permission import (
    REFUSED,
    UNDETERMINED,
    Amount,
    Approver,
    Caps,
    Ceiling,
    Credit,
    Headroom,
    Outline,
    Permission,
)
from ..engine.ranks import in_order
from ..model import money
from ..model.catalogue import _, language
from ..model.clauses import clauses, rules_returning
from ..model.dates import Period
from ..model.facts import Values
from ..model.outcome import UNKNOWN, Condition, Finding, status
from ..model.settling import BOTH, completions, settled, worth_asking
from ..model.truth import Truth
from .facts import APPLICATION_FACTS, DOWNSTREAM, EXPOSURE_FACTS, LONG_TERM, TEMPORARY, TOTAL_FACTS, UPSTREAM
from .rules import RANKS, credit_is_due, exposure_above_limit, exposure_without_limit, is_above_limit
from .texts import CONDITIONS

WITHIN_LIMIT, OVER_LIMIT = "within_limit", "over_limit"

_DOMAINS: dict[str, Sequence[Any]] = {
    "arrears_unsettled": BOTH,
    "special_necessity": BOTH,
    "collateral_completed": BOTH,
    "has_prior_credit": BOTH,
    "requested_kind": (TEMPORARY, LONG_TERM),
    "role": (DOWNSTREAM, UPSTREAM),
}
_AMOUNTS = (
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
)
"""The amounts that can cap a limit, in the order in which it pays to ask."""
_NAMED_AMOUNTS = permission.with_amounts(
    {fact.name: fact for fact in (*APPLICATION_FACTS, *EXPOSURE_FACTS, *TOTAL_FACTS)}
)

_BOUNDLESS = 1000 * money.BELOW
"""Stands for an amount as large as may be: above every amount that can be given."""

ANSWERS = (*_DOMAINS,)
FIGURES = (
    "receivables_reference_balance",
    "total_credit_granted",
    "current_exposure",
    "requested_amount",
    "start_date",
    *_AMOUNTS,
)
_ANSWERS = itemgetter(*ANSWERS)
_FIGURES = itemgetter(*FIGURES)


@cache
def permitting() -> dict[str, Any]:
    """The clauses that speak of a customer's credit."""
    return rules_returning(Permission, "credit")


class Figures(NamedTuple):
    """The figures of one customer's credit, in fen, and the day it is due, each as far as settled."""

    limit: int | None
    available: int | None
    due: date | None


NOTHING = Figures(0, 0, None)


@dataclass(frozen=True, eq=False)
class Grant:
    """What permitting or refusing credit makes of the outcome, as far as settled."""

    credit: dict[str, Any]
    """Figures above zero, and the date, are not in it."""
    limit: int | None
    """In fen, or by its rank where the amounts were ranked."""
    available_is_settled: bool
    term: Period | None
    approvers: list[dict[str, Any]] | None
    conditions: tuple[Condition, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    readings: frozenset[str]


def grant(values: Values, grades: tuple[str, ...]) -> tuple[dict[str, Any], Grant]:
    """Permit or refuse credit to a customer of one of `grades`: the credit with its figures, and all else."""
    granted, figures = grant_amounts(outlines(grades, *_ANSWERS(values)), *_FIGURES(values))
    if figures is NOTHING:
        return granted.credit, granted
    limit, available, due = figures
    credit = granted.credit | {
        "limit": None if limit is None else money.yuan(limit),
        "available": None if available is None else money.yuan(available),
        "due": None if due is None else due.isoformat(),
    }
    return credit, granted


# Before any amount is looked at.


@dataclass(frozen=True, eq=False)
class Outlines:
    """What the yes-or-no facts and choices of a customer leave open; one object for all customers of whom it is true."""

    unknown: tuple[str, ...]
    by_answers: tuple[tuple[tuple[Any, ...], Outline], ...]
    """An outline for each completion of the `unknown` facts and the grade."""

    @cached_property
    def caps(self) -> tuple[Caps, ...]:
        """The different sets of caps."""
        return tuple(
            dict.fromkeys(outline.caps for _answers, outline in self.by_answers if outline.caps.amounts)
        )

    @cached_property
    def measured(self) -> tuple[tuple[tuple[tuple[int, Amount], ...], tuple[Any, ...]], ...]:
        """The same, each amount with the index of its fact in `_AMOUNTS`."""

        def indexed(amount: Amount) -> tuple[int, Amount]:
            return _AMOUNTS.index(amount.fact), amount

        return tuple(
            (
                tuple(map(indexed, caps.amounts)),
                tuple(
                    (reduction.clause, indexed(reduction.existing), indexed(reduction.standard))
                    for reduction in caps.reductions
                ),
            )
            for caps in self.caps
        )


@cache
def outlines(grades: tuple[str, ...], *answers: Any) -> Outlines:
    """What the answers to `ANSWERS` leave open."""
    facts = dict(zip(_DOMAINS, answers, strict=True))
    unknown = tuple(name for name, answer in facts.items() if answer is None)
    return _same_outlines(
        unknown,
        tuple(
            ((*(completed[name] for name in unknown), grade), _outline({**completed, "grade": grade}))
            for _filled, completed in completions(facts, _DOMAINS)
            for grade in grades
        ),
    )


_same_outlines = cache(Outlines)


def _outline(customer: Mapping[str, Any]) -> Outline:
    found = permission.permissions(permitting(), {**_NAMED_AMOUNTS, **customer})
    return permission.outline(permitting(), found, customer["requested_kind"], RANKS)


def chain_for(grade: str) -> tuple[Approver, ...]:
    """The chain that approves credit of a grade, whoever the customer is."""
    customers = (
        {**_NAMED_AMOUNTS, **customer, "grade": grade}
        for _filled, customer in completions(dict.fromkeys(_DOMAINS), _DOMAINS)
    )
    found: dict[str, Permission] = {}
    for customer in customers:
        found |= permission.permissions(permitting(), customer)
    return permission.chain(found, RANKS)


# The amounts of one customer.


def grant_amounts(
    outlines: Outlines,
    balance: int | None,
    total: int | None,
    exposure: int | None,
    requested: int | None,
    start_date: date | None,
    *amounts: int | None,
) -> tuple[Grant, Figures]:
    """Permit or refuse credit by the answers to `ANSWERS`, of which `outlines` is what they leave open, and `FIGURES`.

    The amounts are ranked before the decision (`engine.ranks`), which is remembered by their ranks.
    """
    within = Headroom.is_kept(balance, total)
    if not outlines.caps:
        # Refused, however high the amounts; but an exposure without a limit has to come down.
        return decide_ranked(outlines, (), exposure and 1, None, within, language()), NOTHING
    room = Headroom.of(balance, total)
    ceilings = [ceiling(caps, reductions, amounts, room) for caps, reductions in outlines.measured]
    used = exposure or 0
    after = used + (requested or 0)
    order = in_order((used, after, *[limit for limit, _by_headroom, _reduced, _open in ceilings]))
    rank = order.index
    granted = decide_ranked(
        outlines,
        tuple([(rank(limit), *others) for limit, *others in ceilings]),
        None if exposure is None else rank(used),
        None if requested is None else rank(after),
        within,
        language(),
    )
    if granted.limit == 0:
        return granted, NOTHING
    limit = None if granted.limit is None else order[granted.limit]
    # Where the limit or the exposure is open, what is available is settled only when it is nothing.
    available = max(0, (limit or 0) - used) if granted.available_is_settled else None
    return granted, Figures(limit, available, _due(start_date, granted.term))


_due = lru_cache(4096)(credit_is_due)


def ceiling(
    caps: Sequence[tuple[int, Amount]],
    reductions: Sequence[tuple[str, tuple[int, Amount], tuple[int, Amount]]],
    amounts: Sequence[int | None],
    room: int | None,
) -> tuple[int, bool, tuple[str, ...], tuple[str, ...]]:
    """The lowest of the caps, given with the index of each amount, and of the headroom: the fields of a `Ceiling`."""
    given = [amount.of(amounts[index]) for index, amount in caps]
    open_caps: tuple[str, ...] = ()
    if None in given:
        open_caps = tuple([amount.fact for index, amount in caps if amounts[index] is None])
    known = [amount for amount in given if amount is not None]
    limit = min(known) if known else _BOUNDLESS
    reduced: tuple[str, ...] = ()
    for clause, (existing_index, existing), (standard_index, standard) in reductions:
        now, most = existing.of(amounts[existing_index]), standard.of(amounts[standard_index])
        if now is not None and most is not None and now < most:
            reduced = (*reduced, clause)
    if room is not None and room < limit:
        return room, True, reduced, open_caps
    return limit, False, reduced, open_caps


def decide(
    outlines: Outlines,
    ceilings: tuple[tuple[int, bool, tuple[str, ...], tuple[str, ...]], ...],
    exposure: int | None,
    after: int | None,
    within_balance: Truth,
    language: str,
) -> Grant:
    """The grant for amounts of which only their order counts: a `Ceiling` for each set of caps, the exposure now and
    after the request (beside an exposure of 0 where that is unknown), and whether the total of credit is within the balance.
    """
    ceiling_of = {caps: Ceiling(*ceiling) for caps, ceiling in zip(outlines.caps, ceilings, strict=True)}
    completed = [
        _completion(answers, outline, ceiling_of.get(outline.caps), within_balance is not None)
        for answers, outline in outlines.by_answers
    ]
    situations = _situations(completed, exposure, after)
    credits = [situation.credit for situation in situations]
    decision = settled(credit.decision for credit in credits) or UNDETERMINED
    limit = settled(credit.limit for credit in credits)
    available = settled(situation.available for situation in situations)
    term = settled(credit.term for credit in credits)
    request = settled(situation.request for situation in situations)
    chain = settled(credit.chain for credit in credits)
    return Grant(
        {
            "decision": decision,
            "kind": settled(credit.kind for credit in credits),
            "limit": money.yuan(0) if limit == 0 else None,
            "available": money.yuan(0) if available == 0 else None,
            "term": term and term.to_dict(),
            "due": None,
            "request": request,
            "because": None if decision == UNDETERMINED else _because(credits),
        },
        limit,
        available is not None,
        term,
        None if chain is None else _approvers(chain),
        tuple(_conditions(situations)),
        _findings(within_balance, situations),
        _missing(outlines.unknown, completed),
        frozenset.intersection(*(credit.readings for credit in credits))
        | ({"I-19"} if request == OVER_LIMIT else set()),
    )


decide_ranked = lru_cache(20_000)(decide)
"""`decide` by ranks, of which many customers have the same."""


class _Completion(NamedTuple):
    """What one completion of the yes-or-no facts and choices gives, its unknown amounts still open."""

    answers: tuple[Any, ...]
    outline: Outline
    credit: Credit
    open_caps: tuple[str, ...]

    def deciding(self) -> tuple[Any, ...]:
        credit = self.credit
        return credit.decision, credit.kind, credit.limit, credit.term, self.open_caps


def _completion(
    answers: tuple[Any, ...], outline: Outline, ceiling: Ceiling | None, headroom_is_known: bool
) -> _Completion:
    credit = permission.credit(outline, ceiling, headroom_is_known)
    open_caps = ceiling.open_caps if ceiling and credit.decision != REFUSED else ()
    return _Completion(answers, outline, credit, open_caps)


class _Situation(NamedTuple):
    """One completion with amounts chosen too: each unknown one at the ends of what it can be."""

    credit: Credit
    exposure: int
    after: int
    """The exposure with the request."""

    @property
    def available(self) -> int:
        return max(0, self.credit.limit - self.exposure)

    @property
    def request(self) -> str | None:
        if self.credit.decision == REFUSED:
            return None
        # A request for nothing is within every limit.
        within = self.after == self.exposure or not is_above_limit(self.after, self.credit.limit)
        return WITHIN_LIMIT if within else OVER_LIMIT


def _situations(
    completed: Iterable[_Completion], exposure: int | None, after: int | None
) -> list[_Situation]:
    """Every situation that the unknown facts leave."""
    # A dict rather than a set keeps the order, and with it the bytes of the outcome.
    credits = dict.fromkeys(credit for completion in completed for credit in _with_limits(completion))
    # All comparisons are monotone in each amount, so what holds at the ends of its range holds within it.
    exposures = (0, 2 * _BOUNDLESS) if exposure is None else (exposure,)
    requests = (0, 4 * _BOUNDLESS) if after is None else (after - (exposure or 0),)
    return [
        _Situation(credit, used, used + more)
        for credit in credits
        for used, more in product(exposures, requests)
    ]


def _with_limits(completion: _Completion) -> Iterator[Credit]:
    """The credit at the ends of what its limit can be: as an unknown cap is none, next to none, or no bound."""
    credit = completion.credit
    yield credit
    if completion.open_caps:
        yield permission.refusal(completion.outline, credit.because)._replace(readings=credit.readings)
        yield credit._replace(limit=1)


def _missing(unknown: Sequence[str], completed: Sequence[_Completion]) -> tuple[str, ...]:
    """The facts that can still change the credit: of those `unknown`, and of the caps."""
    results = {completion.answers: completion.deciding() for completion in completed}
    worth = worth_asking((*unknown, "grade"), results)
    capping = {name for completion in completed for name in completion.open_caps}
    return (*(name for name in worth if name != "grade"), *(name for name in _AMOUNTS if name in capping))


def _approvers(chain: Sequence[Approver]) -> list[dict[str, Any]]:
    return [
        {"role": role, "step": step, "act": act, "clauses": list(asked_by)}
        for step, (role, act, asked_by) in enumerate(chain, 1)
    ]


def _because(credits: Sequence[Credit]) -> list[str]:
    """The clauses behind the decision in every completion; where none is common to all, those behind it in any."""
    in_all = set(credits[0].because).intersection(*(credit.because for credit in credits))
    in_any = {id for credit in credits for id in credit.because}
    return sorted(in_all or in_any, key=_order)


@cache
def _order(id: str) -> int:
    """Where a clause comes among all."""
    return [*clauses()].index(id)


def _conditions(situations: Sequence[_Situation]) -> list[Condition]:
    """The conditions that hold in every situation, in the order of the articles."""
    holding = set(situations[0].credit.asked_by).intersection(
        *(situation.credit.asked_by for situation in situations)
    )
    compared = {
        "credit.32": (situation.request == OVER_LIMIT for situation in situations),
        "credit.33": (exposure_above_limit(each.exposure, each.credit.limit) for each in situations),
        "credit.34": (exposure_without_limit(each.exposure, each.credit.limit) for each in situations),
    }
    holding |= {id for id, holds in compared.items() if all(holds)}
    return [Condition(id, _(CONDITIONS[id])) for id in sorted(holding, key=_order)]


def _findings(within_balance: Truth, situations: Sequence[_Situation]) -> tuple[Finding, ...]:
    """The findings of 24.2.1 to 35."""
    statuses = {
        **{
            id: settled(situation.credit.statuses[index] for situation in situations) or UNKNOWN
            for index, id in enumerate(permission.with_status(permitting()))
        },
        "credit.24.2.1": status(within_balance),
        "credit.33": status(settled(exposure_above_limit(s.exposure, s.credit.limit) for s in situations)),
        "credit.34": status(settled(exposure_without_limit(s.exposure, s.credit.limit) for s in situations)),
    }
    return tuple(_finding(id, statuses[id]) for id in sorted(statuses, key=_order))


@cache
def _finding(id: str, status: str) -> Finding:
    # 33 and 34 are read for an order too, where the limit is a fact; here it is decided.
    return Finding(id, status, tuple(name for name in clauses()[id].facts if name != "limit"))
