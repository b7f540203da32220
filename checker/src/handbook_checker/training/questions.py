"""What is asked of a case, how an answer is compared with what is right, and how both are worded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from ..model import money
from ..model.catalogue import _
from ..model.entry import understand
from ..model.facts import DATE, MONEY, Fact
from .stories import amount, day

ONE, MANY, SEQUENCE, AMOUNT, DAY, CLAUSE = "one", "many", "sequence", "amount", "day", "clause"
"""Choose one; choose any number; put in order; an amount in yuan; a day; cite a clause."""

OPEN = "open"
"""The answer that what is known does not settle the question."""

Options = tuple[tuple[str, str], ...]

_TYPED = {AMOUNT: Fact("", MONEY, "", ""), DAY: Fact("", DATE, "", "")}


class Remark(NamedTuple):
    """Something said about an answer, with the clauses that say so and the facts of the story it rests on."""

    text: str
    clauses: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "clauses": list(self.clauses), "facts": list(self.facts)}


def _silent(answer: Any) -> Remark | None:
    return None


@dataclass(frozen=True)
class Part:
    """One question on a case, and what is right."""

    id: str
    prompt: str
    kind: str
    expected: Any
    """An option; a list of options; an amount or a day as the checker writes them; a clause; or `OPEN`."""
    clause: str
    """Where a mistake is counted."""
    options: Options = ()
    can_be_open: bool = False
    can_be_none: bool = True
    """Where several can be chosen, or put in order: whether it may be none of them."""
    accepted: tuple[str, ...] = ()
    """Further clauses that are right as well."""
    departs: Callable[[Any], Remark | None] = _silent
    """Where the reasoning behind a wrong answer departs from the rules."""

    def to_dict(self) -> dict[str, Any]:
        """The question alone."""
        return {
            "id": self.id,
            "prompt": self.prompt,
            "kind": self.kind,
            "options": [list(option) for option in self.options],
            "can_be_open": self.can_be_open,
            "can_be_none": self.can_be_none and self.kind in (MANY, SEQUENCE),
        }


def understood(part: Part, answer: Any) -> Any:
    """An answer as it is compared: None where there is none, or none that can be read."""
    if answer == OPEN:
        return OPEN if part.can_be_open else None
    if part.kind in _TYPED:
        return _typed(part.kind, answer) if isinstance(answer, str) else None
    if part.kind in (MANY, SEQUENCE):
        if not isinstance(answer, list):
            return None
        known = [value for value, label in part.options]
        chosen = [value for value in dict.fromkeys(map(str, answer)) if value in known]
        return chosen if part.kind == SEQUENCE else [value for value in known if value in chosen]
    if part.kind == CLAUSE:
        return answer if isinstance(answer, str) and answer else None
    return answer if answer in [value for value, label in part.options] else None


def _typed(kind: str, answer: str) -> str | None:
    value = str(understand(_TYPED[kind], answer) or "")
    if kind == DAY:
        try:
            return date.fromisoformat(value).isoformat()
        except ValueError:
            return None
    fen = money.fen(value)
    return None if fen is None else money.yuan(fen)


def is_right(part: Part, answer: Any) -> bool:
    """Whether an answer, as `understood`, is right."""
    if part.kind == CLAUSE:
        return answer == part.expected or answer in part.accepted
    if part.kind == MANY and isinstance(part.expected, list) and isinstance(answer, list):
        return set(answer) == set(part.expected)
    return bool(answer == part.expected) and answer is not None


def graded(part: Part, answer: Any) -> dict[str, Any]:
    """One part graded: right or wrong, both answers in words, and where the reasoning departs."""
    given = understood(part, answer)
    right = is_right(part, given)
    remark = None if right or given is None else part.departs(given)
    return {
        "id": part.id,
        "prompt": part.prompt,
        "kind": part.kind,
        "right": right,
        "answered": given is not None,
        "yours": in_words(part, given),
        "expected": in_words(part, part.expected),
        "accepted": list(dict.fromkeys((part.expected, *part.accepted))) if part.kind == CLAUSE else [],
        "clause": part.clause,
        "departs": remark and remark.to_dict(),
    }


def in_words(part: Part, answer: Any) -> str:
    """An answer as people read it; of a clause its id, which the page has a name for."""
    if answer is None:
        return _("没有作答")
    if answer == OPEN:
        return _("还不能确定")
    labels = dict(part.options)
    if part.kind == CLAUSE:
        return str(answer)
    if part.kind == AMOUNT:
        return amount(answer)
    if part.kind == DAY:
        return day(date.fromisoformat(answer))
    if part.kind == MANY:
        return _("、").join(labels[value] for value in answer) or _("一项也没有")
    if part.kind == SEQUENCE:
        return _(" → ").join(labels[value] for value in answer) or _("没有")
    return labels.get(answer, str(answer))


def options(labels: Mapping[str, str]) -> Options:
    """Options from values and labels."""
    return tuple((value, _(label)) for value, label in labels.items())


def named(labels: Iterable[str]) -> str:
    """Names in quotation marks, one after another."""
    return "".join(f"“{label}”" for label in labels)


def compare_lists(given: Sequence[str], right: Sequence[str], labels: Mapping[str, str]) -> str:
    """What is too much, what is lacking, or that only the order is wrong."""
    extra = [labels[value] for value in given if value not in right]
    lacking = [labels[value] for value in right if value not in given]
    parts = []
    if extra:
        parts.append(_("多选了{names}").format(names=named(extra)))
    if lacking:
        parts.append(_("漏了{names}").format(names=named(lacking)))
    return _("，").join(parts) if parts else _("各项都对，只是先后次序不对")
