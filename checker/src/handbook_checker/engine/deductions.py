"""Pay and what is taken off it, and expenses and what is paid back.

What is deducted is a share of the base salary, kept as whole percent until the sum is known and rounded once. An unknown
amount can be any, an unknown count too, so each result is looked at where it could still be settled without them.
"""

from typing import NamedTuple

from ..model.money import FEN_PER_YUAN
from ..model.truth import Truth
from .deadlines import Running


def yuan(amount: int) -> int:
    """So many yuan, in fen."""
    return amount * FEN_PER_YUAN


class Lateness(NamedTuple):
    """What is deducted for being late in a month: a share of a salary each time, and a higher one for too often."""

    hours: tuple[str, str]
    """When work begins and ends."""
    of: int | None
    times: int | None
    percent: int
    too_often: int
    """So many times are against the clause, and the higher share applies."""
    percent_then: int
    all_then: bool
    """Whether the higher share then applies to every time, and not from that time on (I-24)."""

    def percent_for(self, times: int) -> int:
        """What so many times cost, in percent."""
        if times < self.too_often:
            return self.percent * times
        lower = 0 if self.all_then else self.too_often - 1
        return self.percent * lower + self.percent_then * (times - lower)

    @property
    def truth(self) -> Truth:
        """Whether it was not too often."""
        return None if self.times is None else self.times < self.too_often

    @property
    def amount(self) -> int | None:
        """What is deducted, in fen."""
        if 0 in (self.of, self.times):
            return 0
        if self.of is None or self.times is None:
            return None
        # Half a fen is rounded up, as I-25 has it.
        return (self.of * self.percent_for(self.times) + 50) // 100

    @property
    def takes_all(self) -> bool:
        """Whether nothing is left of any salary: from a hundred percent on; short of it something is of a large one."""
        return self.times is not None and self.percent_for(self.times) >= 100


class Fines(NamedTuple):
    """A fine for each of so many times, never below the least."""

    times: int | None
    each: int | None
    least: int

    @property
    def is_below_least(self) -> bool:
        return self.each is not None and self.each < self.least

    @property
    def counted(self) -> int:
        """What is taken for each, in fen (I-26)."""
        return max(self.each or 0, self.least)

    @property
    def amount(self) -> int | None:
        """What is taken in all, in fen."""
        return None if self.times is None else self.times * self.counted


class Pay(NamedTuple):
    """A salary, how long somebody is on probation, and what complaints cost."""

    base: int | None
    probation: Running
    fines: Fines

    @property
    def truth(self) -> Truth:
        """Whether no fine is below the least that is allowed."""
        return not self.fines.is_below_least

    def after(self, lateness: Lateness) -> int | None:
        """The base salary less what is deducted, in fen, never below nothing (I-25)."""
        if self.base is None:
            return 0 if lateness.takes_all else None
        late, fined = lateness.amount, self.fines.amount
        # What is unknown can be nothing, and can be more.
        if self.base <= (late or 0) + (fined or 0):
            return 0
        return None if late is None or fined is None else self.base - late - fined


class Reimbursement(NamedTuple):
    """Expenses that are paid back up to a limit, in fen (I-29)."""

    claim: int | None
    limit: int | None

    @property
    def truth(self) -> Truth:
        """Whether the claim stays within the limit."""
        if self.claim == 0:
            return True
        return None if self.claim is None or self.limit is None else self.claim <= self.limit

    @property
    def paid(self) -> int | None:
        """The lower of claim and limit; nothing, where either is nothing."""
        if 0 in (self.claim, self.limit):
            return 0
        return None if self.claim is None or self.limit is None else min(self.claim, self.limit)

    @property
    def own(self) -> int | None:
        """What of the claim is above the limit, and borne by whoever claims it."""
        if self.claim == 0:
            return 0
        return None if self.claim is None or self.limit is None else max(0, self.claim - self.limit)
