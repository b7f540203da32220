"""The regulation on service staff: their work, pay and attendance."""

from . import pay, work

CHECKS = (work.CHECK, pay.CHECK)
