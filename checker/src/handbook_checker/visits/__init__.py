"""The regulation on customer return visits."""

from . import check

CHECKS = (check.CHECK,)
