"""How each check of the regulation is practised."""

from . import supplier

EXERCISES = (supplier.EXERCISE,)
