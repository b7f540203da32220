"""How each check of the regulation is practised."""

from . import credit, order, review, survey, violation

EXERCISES = (credit.EXERCISE, survey.EXERCISE, order.EXERCISE, review.EXERCISE, violation.EXERCISE)
