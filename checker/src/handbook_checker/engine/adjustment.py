"""Changing a limit."""

from typing import NamedTuple

from ..model.truth import Truth

PERMITTED, NO_CHANGE, REFUSED = "permitted", "no_change", "refused"


class Lowering(NamedTuple):
    """A change of a limit that may only lower it, both in fen (I-20)."""

    before: int | None
    after: int | None

    @property
    def change(self) -> str | None:
        """What becomes of it. Never settled by one of the two: the other can always be equal to it, and something else."""
        if self.before is None or self.after is None:
            return None
        if self.after == self.before:
            return NO_CHANGE
        return PERMITTED if self.after < self.before else REFUSED

    @property
    def truth(self) -> Truth:
        """Whether the limit is not raised."""
        return None if self.change is None else self.change != REFUSED
