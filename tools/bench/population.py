"""Customers from a seed: as the table that the checker reads, and as the plain values that the peers take.

Every fact that bears on the grade, the decision or the limit is known, since the peers know no third truth value, and the
two figures of 24.2.1 are left out, which then only adds a condition. Dates are the checker's own work: the peers are told
whether cooperation has lasted long enough. So are the words of a table, which the peers get as truths and whole fen.
"""

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handbook_checker.site import CHECKS

from tests.oracle import credit as oracle

AS_OF = date(2026, 11, 24)
AMOUNTS = (
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
    "requested_amount",
    "current_exposure",
)
_LEFT_OUT = ("receivables_reference_balance", "total_credit_granted")
_MOST_FEN = 2_000_000_000
"""OpenFisca counts in 32 bits."""


class Customer(NamedTuple):
    facts: dict[str, Any]
    """As the checker takes them; amounts in yuan, as text."""
    values: dict[str, Any]
    """As the peers take them; amounts in fen."""
    known: dict[str, Any]
    """As the oracle takes them; amounts in fen, days as dates."""


def customers(count: int) -> Iterator[Customer]:
    """So many customers, about a third of each grade; the same for the same number."""
    rng = random.Random(count)
    for _ in range(count):
        since = date.fromordinal(AS_OF.toordinal() - rng.randrange(1, 2500))
        answers: dict[str, Any] = {
            **{name: rng.random() < 0.92 for name in oracle.A_CONDITIONS.values()},
            **{name: rng.random() < 0.04 for name in oracle.C_CONDITIONS.values()},
            "newly_developed": rng.random() < 0.05,
            "key_data_complete": rng.random() < 0.95,
            "special_necessity": rng.random() < 0.6,
            "collateral_completed": rng.random() < 0.6,
            "has_prior_credit": rng.random() < 0.5,
            "arrears_unsettled": rng.random() < 0.1,
            "role": rng.choice(("downstream", "upstream")),
            "requested_kind": rng.choice(("temporary", "long_term")),
        }
        amounts = {name: min(_MOST_FEN, int(100 * rng.lognormvariate(12, 1.5))) for name in AMOUNTS}
        start = date.fromordinal(AS_OF.toordinal() + rng.randrange(1, 60))
        facts = {
            "as_of": AS_OF.isoformat(),
            "cooperation_since": since.isoformat(),
            **answers,
            **{name: f"{fen // 100}.{fen % 100:02d}" for name, fen in amounts.items()},
            "start_date": start.isoformat(),
        }
        days = {"as_of": AS_OF, "cooperation_since": since, "start_date": start}
        yield Customer(
            facts,
            {"cooperated_a_year": oracle.cooperated_long_enough(since, AS_OF), **answers, **amounts},
            {**answers, **amounts, **days, **dict.fromkeys(_LEFT_OUT)},
        )


def write_table(made: Iterable[Customer], path: Path) -> None:
    """The customers as a table such as an office has it."""
    facts_of = CHECKS["credit"].facts
    names = [name for name in facts_of if name not in _LEFT_OUT]
    words = {True: "是", False: "否"}
    choices = {text: label for fact in facts_of.values() for text, label in fact.choices}
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["编号", *(facts_of[name].label for name in names)])
        for number, customer in enumerate(made, 1):
            cells = (customer.facts[name] for name in names)
            writer.writerow(
                [
                    f"{number:07d}",
                    *(words[cell] if isinstance(cell, bool) else choices.get(cell, cell) for cell in cells),
                ]
            )
