"""How each check of the regulation is practised."""

from . import visit

EXERCISES = (visit.EXERCISE,)
