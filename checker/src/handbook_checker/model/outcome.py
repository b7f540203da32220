"""The outcome of a check: the same facts give the same bytes, wherever it runs."""

import json
from datetime import date
from typing import Any, NamedTuple

from ..edition import EDITION
from .titles import Titles, titled
from .truth import Truth

MET, NOT_MET, UNKNOWN, NOT_APPLICABLE = "met", "not_met", "unknown", "not_applicable"


class Finding(NamedTuple):
    """What one clause says of the facts; `status` speaks of the clause as written."""

    clause: str
    status: str
    facts: tuple[str, ...]


class Condition(NamedTuple):
    """Something that has to be done or confirmed, under the clause that asks for it."""

    clause: str
    text: str


class Conflict(NamedTuple):
    """Facts that cannot both be true, under the clause that asks for them to be compared."""

    facts: tuple[str, ...]
    clause: str


class Outcome(NamedTuple):
    """The answer of one check; `fields` are the check's own. Outcomes share their parts: only read them."""

    check: str
    as_of: date
    fields: dict[str, Any]
    findings: tuple[Finding, ...] = ()
    conditions: tuple[Condition, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    in_force: bool = True
    edition: str = EDITION
    titles: Titles = ()
    """What the organisation calls the roles; everything above is in the words of the regulations."""

    def to_dict(self) -> dict[str, Any]:
        """The outcome as plain JSON values, its keys in the order of the contract, with the organisation's titles."""
        plain = {
            "check": self.check,
            "edition": self.edition,
            "as_of": self.as_of.isoformat(),
            "in_force": self.in_force,
            "findings": [
                {"clause": finding.clause, "status": finding.status, "facts": list(finding.facts)}
                for finding in self.findings
            ],
            "conditions": [
                {"clause": condition.clause, "text": condition.text} for condition in self.conditions
            ],
            "conflicts": [
                {"facts": list(conflict.facts), "clause": conflict.clause} for conflict in self.conflicts
            ],
            "missing": list(self.missing),
            "readings": list(self.readings),
            **_copy(self.fields),
        }
        shown: dict[str, Any] = titled(plain, self.titles)
        return shown

    def to_json(self) -> str:
        """The one way in which an outcome is written."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def _copy(value: Any) -> Any:
    """A copy of plain JSON values, all the way down: outcomes share what is the same in them."""
    if isinstance(value, dict):
        return {name: _copy(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_copy(part) for part in value]
    return value


def status(truth: Truth) -> str:
    """The status of a clause whose condition is `truth`."""
    return UNKNOWN if truth is None else MET if truth else NOT_MET
