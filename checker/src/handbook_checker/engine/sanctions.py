"""What follows where somebody did what they may not."""

from typing import NamedTuple

from ..model.truth import Truth


class Offence(NamedTuple):
    """An act, what is ordered because of it, and what the sanctions are weighed by."""

    committed: Truth
    order: str
    """What the offender has to do."""
    liable: tuple[str, ...]
    """On whom sanctions may be imposed."""
    corrected: Truth
    loss: int | None
    """In fen."""

    @property
    def truth(self) -> Truth:
        return self.committed


class Sanction(NamedTuple):
    """A sanction that is open where the offence was committed; which one is chosen is for the company to say (I-22)."""

    kind: str
    open: Truth

    @property
    def truth(self) -> Truth:
        return self.open
