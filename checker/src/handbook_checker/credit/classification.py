"""The classification of all credit customers that article 29 asks for: one line each, and the totals by grade."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from ..engine.permission import PERMITTED, UNDETERMINED
from ..model.catalogue import _, language
from ..model.checks import has_begun
from ..model.money import fen, grouped, yuan
from ..model.settings import Settings
from ..model.titles import Titles, titled
from ..tables.layout import to_csv
from . import granting, rating
from .facts import A_FACTS, APPLICATION_FACTS, BAR_FACTS, C_FACTS, EXPOSURE_FACTS, GRADES, ROLE
from .granting import Grant, grant_amounts, outlines
from .rating import Rating, cooperated_long_enough, rate_answers
from .wording.credit import DECISIONS, KINDS, rating_clauses, term_in_words

HEADINGS = (
    "信用等级",
    "可能的等级",
    "授信决定",
    "授信种类",
    "信用额度（元）",
    "期限",
    "到期日",
    "审批人",
    "占用超出额度（元）",
    "还需了解",
    "条件",
    "依据条文",
)
BALANCE = "receivables_reference_balance"

_LABELS = {
    fact.name: fact.label
    for fact in (ROLE, *A_FACTS, *C_FACTS, *BAR_FACTS, *APPLICATION_FACTS, *EXPOSURE_FACTS)
}


class Line(NamedTuple):
    """What the classification says of one customer."""

    csv: str
    """The cells in the order of `HEADINGS`; amounts without separators, so that they can be added up."""
    shared: "_Shared"
    limit: int | None
    beyond: int
    """By how much the exposure is above the limit (33, 34), in fen; 0 where either is not settled."""
    balance: int | None


@dataclass(frozen=True, eq=False)
class _Shared:
    """What the lines of all customers have in common who are in the same position, whatever their amounts and dates."""

    csv: tuple[str, ...]
    """The text around the cells of the limit, the due date and what is beyond the limit."""
    counted: tuple[str, ...]
    """What a customer is counted as; nothing before the regulation is in force."""
    limits: str
    """The total that a limit is added to."""


def lines(columns: Mapping[str, Sequence[Any]], settings: Settings) -> list[Line]:
    """Classify customers; `columns` holds their facts by name, one customer after the other."""
    spoken = language()
    rated = [
        *map(
            rate_answers,
            map(cooperated_long_enough, columns["cooperation_since"], columns["as_of"]),
            zip(*[columns[name] for name in rating.ANSWERS], strict=True),
        )
    ]
    open_ = map(outlines, [each.possible for each in rated], *[columns[name] for name in granting.ANSWERS])
    granted = map(grant_amounts, open_, *[columns[name] for name in granting.FIGURES])
    days, exposures = columns["as_of"], columns["current_exposure"]
    balances = columns[BALANCE]
    found = []
    is_open = {day: has_begun(day, settings.effective_from) for day in {*days}}
    for of_rating, (of_grant, (limit, _available, due)), day, exposure, balance in zip(
        rated, granted, days, exposures, balances, strict=True
    ):
        if not is_open[day]:
            found.append(_not_in_force(spoken))
            continue
        shared = _shared(of_rating, of_grant, spoken, settings.titles)
        beyond = exposure - limit if exposure and limit is not None and exposure > limit else 0
        before_limit, before_due, before_beyond, after = shared.csv
        text = (
            f"{before_limit}{'' if limit is None else yuan(limit)}{before_due}{due.isoformat() if due else ''}"
            f"{before_beyond}{yuan(beyond) if beyond else ''}{after}"
        )
        found.append(_line(Line, (text, shared, limit, beyond, balance)))
    return found


# The class itself takes three times as long, which is a twentieth of all.
_line = tuple.__new__

_FIGURE = "\0"
"""Stands for a customer's own figure in a text that several share."""


@lru_cache(4096)
def _shared(rated: Rating, granted: Grant, language: str, titles: Titles) -> _Shared:
    credit, grade = granted.credit, rated.field["grade"]
    decision, kind = credit["decision"], credit["kind"]
    cells = (
        grade or "",
        _("、").join(rated.possible),
        _("尚未确定") if decision == UNDETERMINED else _(DECISIONS[decision]),
        _(KINDS[kind]) if kind else "",
        _FIGURE,
        term_in_words(credit["term"]) or "",
        _FIGURE,
        " → ".join([titled(approver["role"], titles) for approver in granted.approvers or ()]),
        _FIGURE,
        titled(_("、").join([_(_LABELS[name]) for name in (*rated.missing, *granted.missing)]), titles),
        " ".join([condition.clause for condition in granted.conditions]),
        " ".join([*rating_clauses(rated.possible, rated.findings), *(credit["because"] or ())]),
    )
    counted = grade or "open"
    kinds = ("customers", "permitted") if decision == PERMITTED else ("customers",)
    return _Shared(_split(cells), tuple(f"{kind} {counted}" for kind in kinds), f"limits {counted}")


@cache
def _not_in_force(language: str) -> Line:
    cells = ["", "", _("制度尚未施行"), *[""] * (len(HEADINGS) - 3)]
    text = "".join(_split(cells))
    return Line(text, _Shared((text,), (), ""), 0, 0, None)


def _split(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(to_csv([cells]).removesuffix("\r\n").split(_FIGURE))


def count(totals: Counter[str], lines: Sequence[Line]) -> None:
    """Add customers to the totals."""
    for shared, customers in Counter([line.shared for line in lines]).items():
        for key in shared.counted:
            totals[key] += customers
    for _csv, shared, limit, beyond, balance in lines:
        if limit:
            totals[shared.limits] += limit
        elif limit is None:
            totals["open limits"] += 1
        if beyond:
            totals["customers beyond limit"] += 1
            totals["beyond limit"] += beyond
        # One figure for the whole company: two that differ are enough to show that there is not one.
        if balance is not None and totals["balances"] < 2:
            totals["balances"] += f"balance {balance}" not in totals
            totals[f"balance {balance}"] += 1


def summary(totals: Counter[str], balance: int | None = None) -> dict[str, Any]:
    """The totals as plain JSON: by grade, and against the `balance` of 24.2.1, by default the one that all rows give."""
    grades = [
        {
            "grade": grade,
            "label": _("未定") if grade == "open" else _("{grade} 级").format(grade=grade),
            "customers": totals[f"customers {grade}"],
            "permitted": totals[f"permitted {grade}"],
            "limits": yuan(totals[f"limits {grade}"]),
        }
        for grade in (*GRADES, "open")
    ]
    balances = [int(key.removeprefix("balance ")) for key in totals if key.startswith("balance ")]
    if balance is None and len(balances) == 1:
        balance = balances[0]
    limits = sum(totals[f"limits {grade}"] for grade in (*GRADES, "open"))
    return {
        "grades": grades,
        "limits": yuan(limits),
        "open_limits": totals["open limits"],
        "customers_beyond_limit": totals["customers beyond limit"],
        "beyond_limit": yuan(totals["beyond limit"]),
        "balance": None if balance is None else yuan(balance),
        "balances_differ": balance is None and len(balances) > 1,
        "above_balance": None if balance is None else yuan(max(0, limits - balance)),
        "below_balance": None if balance is None else yuan(max(0, balance - limits)),
    }


def summary_in_words(summary: Mapping[str, Any]) -> list[str]:
    """The totals in sentences."""
    lines = []
    for grade in summary.get("grades", ()):
        text = _("{label}：{customers:,} 户，可授信 {permitted:,} 户，额度合计 {limits} 元。")
        lines.append(text.format(**grade | {"limits": _grouped(grade["limits"])}))
    lines.append(_("信用额度合计 {limits} 元。").format(limits=_grouped(summary["limits"])))
    if summary.get("balance"):
        text = _("应收账款基准余额 {balance} 元，合计超出 {above} 元。")
        lines.append(
            text.format(balance=_grouped(summary["balance"]), above=_grouped(summary["above_balance"]))
        )
    if summary.get("customers_beyond_limit"):
        text = _("{customers:,} 户的占用超出额度，共超出 {amount} 元。")
        customers, amount = summary["customers_beyond_limit"], _grouped(summary["beyond_limit"])
        lines.append(text.format(customers=customers, amount=amount))
    return lines


def _grouped(yuan: str) -> str:
    amount = fen(yuan)
    # A sum may be above every single amount that can be given.
    return yuan if amount is None else grouped(amount)
