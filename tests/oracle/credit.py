"""Articles 15 to 35 of the credit regulation a second time, for the checker's rules to be held against.

A customer of whom everything is known is rated and given credit, clause by clause, in plain Python on plain values: days
are `date`s, amounts whole fen, all else yes or no or one of two words. Nothing here comes from the checker. The two
amounts of 24.2.1 and the first day of the credit may be None.

Whoever amends one of these articles amends it here as well; each figure stands once. The enumeration of every state, the
completions of what is unknown, the DMN model and the benchmark are held to what is written here.
"""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

Facts = Mapping[str, Any]

# Article 15, item 1.
YEARS_OF_COOPERATION = 1
# Article 15, items 3 to 6: what has to be true. Item 2 is the first of article 16 turned round.
A_CONDITIONS = {
    "credit.15.3": "law_abiding_and_reliable",
    "credit.15.4": "good_operations_2y",
    "credit.15.5": "strong_finances",
    "credit.15.6": "meets_annual_standard",
}
# Article 16: any of these makes it C.
C_CONDITIONS = {
    "credit.16.1": "serious_default_2y",
    "credit.16.2": "often_breaks_promises",
    "credit.16.3": "debt_dispute_or_asset_transfer",
    "credit.16.4": "weak_finances",
    "credit.16.5": "poor_operations",
    "credit.16.6": "sharp_decline_or_unfair_conduct",
    "credit.16.7": "serious_illegal_operation",
    "credit.16.8": "ordered_to_suspend_or_rectify",
    "credit.16.9": "seizure_or_freeze_risk",
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


# The rating.


def cooperated_long_enough(since: date, as_of: date) -> bool:
    """Article 15, item 1."""
    return months_after(since, 12 * YEARS_OF_COOPERATION) <= as_of


def failed_a_conditions(facts: Facts) -> list[str]:
    """The items of article 15 that the customer does not meet."""
    met = {
        "credit.15.1": cooperated_long_enough(facts["cooperation_since"], facts["as_of"]),
        "credit.15.2": not facts["serious_default_2y"],
        **{id: facts[name] for id, name in A_CONDITIONS.items()},
    }
    return [id for id, is_met in met.items() if not is_met]


def met_c_conditions(facts: Facts) -> list[str]:
    """The items of article 16 that the customer meets."""
    return [id for id, name in C_CONDITIONS.items() if facts[name]]


def is_barred(facts: Facts) -> bool:
    """Article 18: new, or without all of the key data."""
    return bool(facts["newly_developed"]) or not facts["key_data_complete"]


def grade(facts: Facts) -> str:
    """Articles 15 to 18."""
    if met_c_conditions(facts):
        return "C"
    return "B" if failed_a_conditions(facts) or is_barred(facts) else "A"


# The credit.


class Term(NamedTuple):
    """How long credit runs: so many months, or so many days."""

    months: int = 0
    days: int = 0

    def after(self, day: date) -> date:
        """The day on which credit from `day` is due (article 23)."""
        return months_after(day, self.months) if self.months else day + timedelta(self.days)


class Clause(NamedTuple):
    """What the article on the customer's grade says."""

    id: str
    open: bool
    caps: tuple[int, ...] = ()
    term: Term = Term()
    submitted_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    reduces: bool = False
    """The existing credit is below the standard, and to be reduced step by step."""


def clause_for(facts: Facts, grade: str) -> Clause:
    """Articles 26 to 28."""
    is_temporary = facts["requested_kind"] == "temporary"
    # What is collected from a customer, and what a supplier delivers, a month.
    role = facts["role"]
    monthly = facts["average_monthly_collection" if role == "downstream" else "average_monthly_delivery"]
    prior = (facts["prior_credit_amount"],) if facts["has_prior_credit"] else ()
    reduces = any(amount < monthly for amount in prior)
    if grade == "A" and not prior:
        # 26.1: temporary credit in a special case, up to the monthly business, for a month.
        return Clause(
            "credit.26.1",
            open=facts["special_necessity"] and is_temporary,
            caps=(monthly,),
            term=Term(months=1),
            approved_by=("营销副总", "财务总监", "总经理"),
        )
    if grade == "A":
        # 26.2: as before, but no more than the monthly business, for a month.
        return Clause(
            "credit.26.2",
            open=True,
            caps=(monthly, *prior),
            term=Term(months=1),
            approved_by=("营销副总", "财务总监", "总经理"),
            reduces=reduces,
        )
    if grade == "B":
        # 27: in a special case, with collateral; up to the monthly business and the collateral, a month or 15 days.
        collateral = facts["collateral_value"]
        return Clause(
            "credit.27",
            open=facts["special_necessity"] and facts["collateral_completed"],
            caps=(monthly, collateral, *prior),
            term=Term(days=15) if is_temporary else Term(months=1),
            submitted_by=("营销部经理",),
            approved_by=("营销副总", "财务总监", "总经理"),
            reduces=reduces,
        )
    # 28: none.
    return Clause("credit.28", open=False)


TOP_APPROVERS = ("总经理", "董事长")
"""Article 30: they approve every limit."""
RANKS = ("营销部经理", "营销副总", "财务总监", "总经理", "董事长")


class Credit(NamedTuple):
    """What comes of an application; amounts in fen."""

    grade: str
    decision: str
    kind: str | None
    limit: int
    term: Term | None
    due: date | None
    available: int
    request: str | None
    because: tuple[str, ...]
    approvers: tuple[tuple[str, ...], ...]
    """Each with what it does, and the clauses that ask for it."""
    conditions: tuple[str, ...]


def credit(facts: Facts) -> Credit:
    """Articles 22 to 35."""
    rated = grade(facts)
    clause = clause_for(facts, rated)
    # 35: nothing new before the last debt is settled.
    refused_by = [clause.id] * (not clause.open) + ["credit.35"] * bool(facts["arrears_unsettled"])
    own = 0 if refused_by else min(clause.caps)
    # 24.2.1: all credit together stays within the balance, as far as that is known.
    balance, granted = facts["receivables_reference_balance"], facts["total_credit_granted"]
    headroom = None if balance is None or granted is None else max(0, balance - granted)
    limit = own if headroom is None else min(own, headroom)
    exposure, requested = facts["current_exposure"], facts["requested_amount"]
    available = max(0, limit - exposure)
    beyond = ("credit.33",) if exposure > limit > 0 else ("credit.34",) if exposure > limit else ()
    if not limit:
        because = tuple(refused_by) or (("credit.24.2.1",) if own else (clause.id,))
        return Credit(rated, "refused", None, 0, None, None, 0, None, because, (), beyond)
    start = facts["start_date"]
    # 32: what goes beyond the limit needs an approval of its own; nothing never does.
    is_over = requested > available
    return Credit(
        rated,
        "permitted",
        facts["requested_kind"],
        limit,
        clause.term,
        start and clause.term.after(start),
        available,
        "over_limit" if is_over else "within_limit",
        (*(("credit.24.2.1",) if limit < own else ()), clause.id),
        _chain(clause),
        (
            *(("credit.24.2.1",) if headroom is None else ()),
            "credit.24.2.3",
            *((clause.id,) if clause.reduces else ()),
            *(("credit.32",) if is_over else ()),
            *beyond,
        ),
    )


def _chain(clause: Clause) -> tuple[tuple[str, ...], ...]:
    """Who submits, then everyone who approves, by rank (articles 26, 27 and 30)."""
    asks = {clause.id: clause.approved_by, "credit.30": TOP_APPROVERS}
    return (
        *((role, "submit", clause.id) for role in clause.submitted_by),
        *(
            (role, "approve", *asked_by)
            for role in RANKS
            if (asked_by := tuple(id for id, roles in asks.items() if role in roles))
        ),
    )
