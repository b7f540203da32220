"""The exercises of every regulation."""

from importlib import import_module

from .. import REGULATIONS
from .exercise import Exercise

EXERCISES: dict[str, Exercise] = {
    exercise.check: exercise
    for regulation in REGULATIONS
    for exercise in import_module(f"{regulation.__name__}.exercises").EXERCISES
}
"""The exercises by check."""
