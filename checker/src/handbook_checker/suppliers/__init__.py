"""The regulation on selecting new suppliers of raw materials."""

from . import check

CHECKS = (check.CHECK,)
