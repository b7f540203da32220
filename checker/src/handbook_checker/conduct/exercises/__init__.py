"""How each check of the regulation is practised."""

from ...training.duties import exercise
from ..check import CHECK
from ..phrases.conduct import LANGUAGE

EXERCISES = (exercise(CHECK, LANGUAGE),)
