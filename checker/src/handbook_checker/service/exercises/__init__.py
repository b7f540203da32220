"""How each check of the regulation is practised."""

from ...training.duties import exercise
from ..phrases.service import LANGUAGE
from ..work import CHECK
from . import pay

EXERCISES = (exercise(CHECK, LANGUAGE), pay.EXERCISE)
