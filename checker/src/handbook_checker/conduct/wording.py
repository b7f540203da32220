"""The self-check of conduct in words."""

from typing import Any

from ..engine.duties import self_check_view
from ..model.facts import Values
from ..model.outcome import Outcome
from .facts import CARE_FACTS, DAILY_FACTS

_FACTS = {fact.name: fact for fact in (*CARE_FACTS, *DAILY_FACTS)}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """How many duties of conduct were observed, and which were not."""
    return self_check_view(_FACTS, values, outcome)
