"""The credit check: rating, permitted credit, approvers."""

from functools import cache

from ..model.checks import Check, Group
from ..model.facts import AS_OF, Values
from ..model.outcome import Outcome
from ..model.settings import Settings
from . import granting, rating
from .examples import CREDIT
from .facts import (
    A_FACTS,
    APPLICATION_FACTS,
    BAR_FACTS,
    C_FACTS,
    EXPOSURE_FACTS,
    ROLE,
    TERM_FACTS,
    TOTAL_FACTS,
)
from .wording.credit import view


def decide(values: Values, settings: Settings) -> Outcome:
    """Rate the customer, then permit or refuse credit by the grades still possible."""
    rated = rating.rate(values)
    credit, granted = granting.grant(values, rated.possible)
    return Outcome(
        "credit",
        values["as_of"],
        {
            "rating": rated.field,
            "credit": credit,
            "approvers": granted.approvers,
            "upgrade": rating.upgrade(values, rated),
        },
        rated.findings + granted.findings,
        granted.conditions,
        rated.conflicts,
        rated.missing + granted.missing,
        _both(rated.readings, granted.readings),
    )


@cache
def _both(of_rating: frozenset[str], of_grant: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(of_rating | of_grant))


CHECK = Check(
    id="credit",
    title="客户评级与授信",
    regulation="credit",
    summary="客户评为哪一级，能否授信，额度和期限多少，由谁审批。",
    groups=(
        Group("客户", "credit.4", (AS_OF, ROLE)),
        Group("A级条件", "credit.15", A_FACTS),
        Group("C级情形", "credit.16", C_FACTS),
        Group("新客户与资料", "credit.18", BAR_FACTS),
        Group("授信申请", "credit.26", APPLICATION_FACTS),
        Group("占用与欠款", "credit.33", EXPOSURE_FACTS),
        Group("期限起算", "credit.23", TERM_FACTS),
        Group("授信总额", "credit.24.2.1", TOTAL_FACTS),
    ),
    fields={
        "rating": "评级",
        "credit": "授信",
        "approvers": "审批人",
        "upgrade": "评为A级还需",
    },
    decide=decide,
    view=view,
    deciding=("rating.grade", "credit.decision", "credit.kind", "credit.limit", "credit.term"),
    column_strategy=f"{__package__}.classification",
    examples=CREDIT,
)
