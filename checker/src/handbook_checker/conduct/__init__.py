"""The regulation on the conduct of customer service."""

from . import check

CHECKS = (check.CHECK,)
