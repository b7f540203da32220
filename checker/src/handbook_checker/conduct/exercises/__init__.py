"""How each check of the regulation is practised."""

from ...training.duties import exercise
from ...training.trainees import SERVICE
from ..check import CHECK
from ..phrases.conduct import LANGUAGE

EXERCISES = (exercise(CHECK, LANGUAGE, courses={SERVICE: "行为规范"}),)
