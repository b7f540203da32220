"""The regulation on customer credit: rating, limits, orders, reviews, and acting beyond one's authority."""

from . import check, orders, review, survey, violations

CHECKS = (check.CHECK, survey.CHECK, orders.CHECK, review.CHECK, violations.CHECK)
