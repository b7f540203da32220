"""Ready-made cases of the self-check of conduct."""

from typing import Any

from .facts import CARE_FACTS, DAILY_FACTS

_ALL_OBSERVED = dict.fromkeys((fact.name for fact in (*CARE_FACTS, *DAILY_FACTS)), True)
EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("各条都做到", _ALL_OBSERVED),
    ("桌面零乱，上班听歌", {**_ALL_OBSERVED, "tidy_desk": False, "no_idling_or_snacks": False}),
    ("只查日常行为", dict.fromkeys((fact.name for fact in DAILY_FACTS), True)),
)
