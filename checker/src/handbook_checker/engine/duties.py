"""Self-checks: whether somebody observed every duty that a regulation asks of them.

Each duty stands on facts of its own, true where it was observed. Nothing is inferred from one duty to another.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..model.catalogue import _
from ..model.clauses import clauses, truths
from ..model.facts import COUNT, Fact, Values
from ..model.outcome import MET, NOT_MET, Finding, Outcome, status
from ..model.truth import Truth, every
from ..model.wording import BAD, GOOD, OPEN, field, headline, section


def minutes(count: int) -> int:
    """So many minutes, in seconds."""
    return 60 * count


class Duty(NamedTuple):
    """A duty that is observed, where it has a bound within it, and where something is reported to somebody."""

    observed: Truth
    counted: int | None = None
    at_most: int | None = None
    reported_to: str = ""

    @property
    def truth(self) -> Truth:
        """Whether it is observed, and what is counted stays within the bound."""
        if self.at_most is None:
            return self.observed
        return every((self.observed, None if self.counted is None else self.counted <= self.at_most))


def self_check(check: str, values: Values, readings: Mapping[str, bool]) -> Outcome:
    """Whether every duty of `check` was observed, and which were not; `readings` says which were relied on."""
    found = truths(check, values)
    compliant = every(found.values())
    registered = clauses()
    # While nothing is breached, any duty that is still open can become the first breach.
    asked = [name for id in found for name in registered[id].facts if found[id] is None and compliant is None]
    return Outcome(
        check,
        values["as_of"],
        {"compliant": compliant, "breaches": [id for id, observed in found.items() if observed is False]},
        findings=tuple(Finding(id, status(observed), registered[id].facts) for id, observed in found.items()),
        missing=tuple(name for name in asked if values[name] is None),
        readings=tuple(reading for reading, relied_on in readings.items() if relied_on),
    )


def self_check_view(facts: Mapping[str, Fact], values: Values, outcome: Outcome) -> dict[str, Any]:
    """How many duties were observed, and those that were not."""
    statuses = [finding.status for finding in outcome.findings]
    met, breached = statuses.count(MET), statuses.count(NOT_MET)
    unanswered = len(statuses) - met - breached
    if breached:
        answer = headline(BAD, _("有 {count} 条没有做到").format(count=breached))
    elif not unanswered:
        answer = headline(GOOD, _("各条都做到了"))
    elif met:
        answer = headline(OPEN, _("已回答的都做到了，还有 {count} 条待回答").format(count=unanswered))
    else:
        answer = headline(OPEN, _("共 {count} 条，尚未回答").format(count=unanswered))
    count = _("{count} 条")
    return {
        "headline": answer,
        "sections": [
            section(
                "breaches",
                "没有做到的",
                "list",
                (
                    _breach(finding, facts, values)
                    for finding in outcome.findings
                    if finding.status == NOT_MET
                ),
            ),
            section(
                "result",
                "自查情况",
                "fields",
                (
                    field("做到", count.format(count=met)),
                    field("没有做到", count.format(count=breached)),
                    field("待回答", count.format(count=unanswered)),
                ),
            ),
        ],
    }


def _breach(finding: Finding, facts: Mapping[str, Fact], values: Values) -> dict[str, Any]:
    """A duty that was not observed, by the facts that say so: a no, or a count beyond its bound."""
    breaking = [name for name in finding.facts if values[name] is False]
    breaking = breaking or [name for name in finding.facts if facts[name].kind == COUNT]
    return {
        "text": _("、").join(_(facts[name].label) for name in breaking),
        "clauses": [finding.clause],
        "readings": list(clauses()[finding.clause].readings),
        "facts": breaking,
    }
