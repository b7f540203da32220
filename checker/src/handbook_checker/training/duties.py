"""Practice for a self-check of duties: spot the one that was breached."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from random import Random
from types import MappingProxyType
from typing import Any

from ..model.catalogue import _
from ..model.checks import Check
from ..model.clauses import clauses, decided_by, stated
from ..model.facts import COUNT
from ..model.outcome import UNKNOWN
from .exercise import Draft, Exercise, Solved, a_day, cite, hide, to_find_out, yes_no
from .questions import MANY, Part, Remark, compare_lists, named
from .stories import Facts, Language

BREACHES = "breaches"
_STAFF = ("客服小阮", "客服小童", "客服何静", "客服阿岚", "客服郭涛", "客服小尹", "客服罗琪", "客服小贺")
_DUTIES = {1: 3, 2: 5, 3: 8, 4: 7}
"""So many duties a story speaks of, by level."""


def _draw(check: Check, rng: Random, level: int, focus: str) -> Draft:
    """A day on which the duty of `focus` was breached, and at higher levels others too."""
    duties = decided_by(check.id)
    names = [name for entry in duties.values() for name in entry.facts]
    breached = {focus}
    if level >= 2:
        breached |= set(rng.sample([*duties], rng.randrange(0, level)))
    broken = [_breaking(check, clauses()[id].facts, rng) for id in duties if id in breached]
    others = [name for name in names if name not in broken]
    # A story at the lowest level may say of all other duties that they were observed.
    brief = level == 1 and rng.random() < 0.5
    chosen = {*broken, *(others if brief else rng.sample(others, min(len(others), _DUTIES[level])))}
    facts: Facts = {"as_of": a_day(rng).isoformat()}
    facts |= {name: _value(check, name, name not in broken, brief, rng) for name in names if name in chosen}
    draft = Draft(facts, brief=brief, cast={"客服": called(rng)}, extra={"aspect": BREACHES})
    if level == 4:
        # Either the breach itself is in doubt, or something beside it.
        doubtful = rng.random() < 0.6
        if doubtful:
            for name in broken:
                facts[name] = _value(check, name, True, False, rng)
            hide(draft, [name for name in broken if name in clauses()[focus].facts], rng, 1)
        hide(
            draft, [name for name in names if name in facts and name not in broken], rng, 1 if doubtful else 3
        )
        if doubtful:
            # Only the clause in question is to be in doubt.
            for name in draft.unknown[1:]:
                facts[name] = _value(check, name, True, False, rng)
            del draft.unknown[1:]
            facts |= {
                name: _value(check, name, True, False, rng)
                for name in names
                if name not in (*facts, *draft.unknown)
            }
    return draft


def called(rng: Random) -> tuple[str, ...]:
    """Somebody of the department, as they are called at first and then by turns."""
    name = rng.choice(_STAFF)
    return name, name.removeprefix("客服"), name


def _breaking(check: Check, facts: Sequence[str], rng: Random) -> str:
    return rng.choice([name for name in facts if name in check.facts])


def _value(check: Check, name: str, observed: bool, brief: bool, rng: Random) -> Any:
    """A duty as observed or not; where it bounds a count, one close to the bound now and then."""
    if check.facts[name].kind != COUNT:
        return observed
    most = _most(check, name)
    if not observed:
        return rng.choice((most + 1, rng.randrange(most + 5, 5 * most + 6)))
    return 0 if brief else rng.choice((0, most, rng.randrange(most // 9, most) if most else 0))


def _most(check: Check, name: str) -> int:
    """The bound of a count, as its duty states it."""
    most: int = next(stated(id).at_most for id, entry in decided_by(check.id).items() if name in entry.facts)
    return most


def _deciding(check: Check, solved: Solved) -> Sequence[str]:
    """The breached duty; where there is none, the one that is in doubt."""
    breaches = solved.fields["breaches"]
    if breaches:
        # Any of several is right to cite; the case was made for one of them.
        return tuple(sorted(breaches, key=lambda id: id != solved.focus))
    open_ones = tuple(id for id in decided_by(check.id) if solved.status(id) == UNKNOWN)
    return open_ones if len(open_ones) == 1 else ()


def _ask(check: Check, allowed: Mapping[str, str], solved: Solved) -> list[Part]:
    wanted = {1: (), 2: (BREACHES,), 3: (BREACHES, "count"), 4: ("compliant", BREACHES, "missing")}[
        solved.level
    ]
    parts: dict[str, Callable[[], Part]] = {
        "compliant": lambda: _compliant(check, solved),
        BREACHES: lambda: _breaches(check, allowed, solved),
        "missing": lambda: to_find_out(
            solved, check, _("要认定各条是否都做到，还须查明哪些？没有的，选“一项也没有”。")
        ),
    }
    asked = [make() for id, make in parts.items() if id in wanted]
    decided = _deciding(check, solved)
    if not solved.fields["breaches"]:
        prompt = _("还不能认定的是哪一条？")
    elif len(decided) == 1:
        prompt = _("没有做到的是哪一条？")
    else:
        prompt = _("没有做到的不止一条，指出其中一条。")
    # The exercises import this module.
    from .exercises import EXERCISES

    exercise = EXERCISES[check.id]
    return [*asked, cite(prompt, solved, exercise, decided)]


def _compliant(check: Check, solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        breaches = solved.fields["breaches"]
        if breaches:
            text = _("只要有一条没有做到，就不算都做到，不必等其余的查清：{labels}。").format(
                labels=_labels(check, solved, breaches)
            )
            return Remark(text, tuple(breaches), _facts_of(breaches))
        text = _("没有发现没做到的，但{labels}还不清楚，不能认定都做到了。").format(
            labels=_missing(check, solved)
        )
        return Remark(text, tuple(_deciding(check, solved)), solved.outcome.missing)

    return yes_no(
        solved, "compliant", _("各条都做到了吗？"), solved.fields["compliant"], solved.focus, departs
    )


def _missing(check: Check, solved: Solved) -> str:
    return named(_(check.facts[name].label) for name in solved.outcome.missing)


def _facts_of(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for id in ids for name in clauses()[id].facts)


def _labels(check: Check, solved: Solved, ids: Sequence[str]) -> str:
    """The breached duties by the label of the fact that breaks each."""
    values = solved.values
    names = [
        name
        for id in ids
        for name in clauses()[id].facts
        if values[name] is False
        or (check.facts[name].kind == COUNT and (values[name] or 0) > _most(check, name))
    ]
    return named(_(check.facts[name].label) for name in names)


def _breaches(check: Check, allowed: Mapping[str, str], solved: Solved) -> Part:
    """Which of the duties that the story speaks of were breached, by the labels of their facts."""
    labels = {
        id: _("、").join(_(check.facts[name].label) for name in entry.facts if name in check.facts)
        for id, entry in decided_by(check.id).items()
        if any(name in solved.draft.facts or name in solved.draft.unknown for name in entry.facts)
    }
    right = [id for id in labels if id in solved.fields["breaches"]]

    def departs(answer: list[str]) -> Remark:
        compared = compare_lists(answer, right, labels)
        wrongly = [id for id in answer if id not in right]
        unclear = [id for id in wrongly if solved.status(id) == UNKNOWN]
        why = "".join(_(allowed[id]) for id in wrongly if id in allowed)
        if unclear:
            why = _("不清楚的不能算没做到。")
        return Remark(
            _("{compared}。{why}").format(compared=compared, why=why), tuple(right), _facts_of(right)
        )

    prompt = _("能认定没有做到的有哪些？没有的，选“一项也没有”。")
    return Part(BREACHES, prompt, MANY, right, solved.focus, tuple(labels.items()), departs=departs)


def _reasons(check: Check, solved: Solved) -> list[Remark]:
    breaches = solved.fields["breaches"]
    remarks = [
        Remark(
            _("没有做到：{labels}。").format(labels=_labels(check, solved, [id])), (id,), clauses()[id].facts
        )
        for id in breaches
    ]
    open_ones = [id for id in decided_by(check.id) if solved.status(id) == UNKNOWN]
    doubtful = [id for id in open_ones if any(name in solved.draft.unknown for name in clauses()[id].facts)]
    if not breaches:
        text = _("没有发现没做到的；{labels}还不清楚，结论留着。").format(labels=_missing(check, solved))
        remarks.append(Remark(text, tuple(doubtful), solved.outcome.missing))
    elif doubtful:
        remarks.append(Remark(_("有一条没有做到，结论就定了；不清楚的不改变它。"), tuple(doubtful)))
    return remarks


def exercise(
    check: Check,
    language: Language,
    courses: Mapping[str, str],
    allowed: Mapping[str, str] = MappingProxyType({}),
) -> Exercise:
    """The exercise of a self-check; `allowed` says of clauses what they allow, for those who take it for a breach."""
    return Exercise(
        check=check.id,
        language=language,
        courses=courses,
        focuses=tuple(decided_by(check.id)),
        never={},
        draw=partial(_draw, check),
        deciding=partial(_deciding, check),
        ask=partial(_ask, check, allowed),
        reasons=partial(_reasons, check),
    )
