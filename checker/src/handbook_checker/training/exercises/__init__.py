"""The exercises by check, in the order of the contract."""

from . import credit, duties, order, pay, review, supplier, survey, violation, visit
from .exercise import Exercise

EXERCISES: dict[str, Exercise] = {
    each.check: each
    for each in (
        credit.EXERCISE,
        survey.EXERCISE,
        order.EXERCISE,
        review.EXERCISE,
        violation.EXERCISE,
        visit.EXERCISE,
        *duties.EXERCISES.values(),
        pay.EXERCISE,
        supplier.EXERCISE,
    )
}
