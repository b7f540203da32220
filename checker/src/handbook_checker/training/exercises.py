"""The exercises of every regulation that has any."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from .. import REGULATIONS
from .exercise import Exercise


def _of(regulation: ModuleType) -> tuple[Exercise, ...]:
    """The exercises of a regulation; it may have none."""
    name = f"{regulation.__name__}.exercises"
    found: tuple[Exercise, ...] = import_module(name).EXERCISES if find_spec(name) else ()
    return found


EXERCISES: dict[str, Exercise] = {
    exercise.check: exercise for regulation in REGULATIONS for exercise in _of(regulation)
}
"""The exercises by check."""
