"""The checker of the policy handbook: facts in, an outcome with its clauses out.

>>> check("credit", {"weak_finances": True}).fields["rating"]["grade"]
'C'
"""

from collections.abc import Mapping
from typing import Any

from . import conduct, credit, pay, service, suppliers, visits
from .checks import Check, run
from .clauses import clauses
from .credit import orders, review, survey, violations
from .edition import EDITION
from .facts import UnusableFacts
from .outcome import Outcome
from .settings import Settings

__all__ = ["CHECKS", "EDITION", "Outcome", "Settings", "UnusableFacts", "check", "clauses"]

CHECKS: dict[str, Check] = {
    each.id: each
    for each in (
        credit.CHECK,
        survey.CHECK,
        orders.CHECK,
        review.CHECK,
        violations.CHECK,
        visits.CHECK,
        conduct.CHECK,
        service.CHECK,
        pay.CHECK,
        suppliers.CHECK,
    )
}
"""The checks by id, in the order of the contract."""


def check(id: str, facts: Mapping[str, Any], settings: Settings | None = None) -> Outcome:
    """The outcome of check `id` for `facts`; `UnusableFacts` names every fact that cannot be used."""
    return run(CHECKS[id], facts, settings or Settings())[1]
