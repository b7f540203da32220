"""Practice for `survey`: find what a file lacks, when it has to be renewed, and the order of what is left to do."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from ...engine.steps import shared_process
from ...model.catalogue import _
from ...model.clauses import clauses, stated
from ...model.dates import months, plus_months
from ...model.outcome import NOT_MET, UNKNOWN
from ...model.wording import interval, quantity, spelled
from ...training import customers
from ...training.exercise import (
    Draft,
    Exercise,
    Solved,
    a_day,
    cite,
    hide,
    missing_labels,
    steps_of,
    still_open,
    to_find_out,
    yes_no,
)
from ...training.questions import (
    DAY,
    MANY,
    ONE,
    OPEN,
    SEQUENCE,
    Part,
    Remark,
    compare_lists,
    named,
    options,
)
from ...training.stories import Facts, day
from ...training.trainees import CLERK, CONTROLLER
from ..facts import TOPIC_FACTS
from ..phrases.survey import LANGUAGE
from ..rules import IN_CHARGE
from ..survey import CHECK

PROCESS = [
    (task.step.act, task.step.who, task.clauses)
    for task in shared_process("survey", dict.fromkeys(CHECK.facts), in_charge=IN_CHARGE)
]
_ACTS = {
    "investigate": "查明要点",
    "confirm": "确认",
    "review": "审核",
    "file": "备案",
    "record": "补充变化",
    "update": "全面更新",
}
_EVERY = stated("credit.12").deadline.within
"""The interval in each of which a file is renewed."""

_TOPICS = {f"credit.8.{number}": fact for number, fact in enumerate(TOPIC_FACTS, 1)}
_COUNT = quantity(len(TOPIC_FACTS))
_TOPIC_NAMES = tuple(fact.name for fact in TOPIC_FACTS)
_HANDLED = ("truthfulness_confirmed", "reviewed_by_department", "filed_with_finance")
COMPLETE, NEXT, CURRENT = "complete", "next", "current"
ASPECTS = {
    "credit.8": COMPLETE,
    **dict.fromkeys(_TOPICS, COMPLETE),
    "credit.10": NEXT,
    "credit.11": NEXT,
    "credit.12": CURRENT,
}


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A file in which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    as_of = a_day(rng)
    topics: Facts = dict.fromkeys(_TOPIC_NAMES, True)
    handled: Facts = dict.fromkeys(_HANDLED, True)
    if focus in _TOPICS:
        topics[_TOPICS[focus].name] = False
    elif focus == "credit.8":
        for name in rng.sample(_TOPIC_NAMES, rng.choice((0, 2, 2, 3))):
            topics[name] = False
    elif focus == "credit.10":
        handled[rng.choice(("truthfulness_confirmed", "filed_with_finance"))] = False
    elif focus == "credit.11":
        handled["reviewed_by_department"] = False
    facts: Facts = {"as_of": as_of.isoformat()}
    if level > 1 or aspect != CURRENT:
        facts |= topics
    if level > 2 or aspect == NEXT:
        facts |= handled
    if level > 1 or aspect == CURRENT:
        facts |= _update(rng, as_of)
    if level >= 3 and aspect != NEXT:
        # Whoever has to survey first has not had it reviewed.
        for name in _HANDLED[rng.randrange(len(_HANDLED)) :]:
            facts[name] = False
    acts = [act for act, _role, _ids in PROCESS]
    draft = Draft(
        facts,
        brief=level == 1,
        cast=customers.cast(rng),
        extra={"aspect": aspect, "acts": rng.sample(acts, len(acts))},
    )
    if level == 4:
        near = {
            COMPLETE: _TOPIC_NAMES,
            NEXT: _HANDLED,
            CURRENT: ("last_full_update", "changed_since_update"),
        }[aspect]
        if focus in _TOPICS:
            near = (_TOPICS[focus].name,)
        _obscure(draft, near, rng)
    return draft


def _update(rng: Random, as_of: date) -> Facts:
    """The last update: of this interval, of the last one, which will do, or an earlier one; now and then at an edge."""
    # Until so many days ago it was most likely in time.
    recent = 80 * _EVERY.months // 3
    last = as_of - timedelta(rng.choice((rng.randrange(1, recent), rng.randrange(recent, recent * 7 // 2))))
    if rng.random() < 0.3:
        month_before = plus_months(last, -_EVERY.months)
        assert month_before
        ended = _EVERY.end(month_before)
        last = ended if rng.random() < 0.5 else ended + timedelta(1)
    changed = rng.random() < 0.45
    facts: Facts = {"last_full_update": last.isoformat(), "changed_since_update": changed}
    return facts | ({"change_recorded": rng.random() < 0.5} if changed else {})


def _obscure(draft: Draft, near: Sequence[str], rng: Random) -> None:
    if rng.random() < 0.65:
        hide(draft, near, rng, 2)
    else:
        hide(draft, [name for name in draft.facts if name not in (*near, "as_of", "change_recorded")], rng, 3)
    if "changed_since_update" in draft.unknown:
        draft.facts.pop("change_recorded", None)
    elif "change_recorded" in draft.facts and rng.random() < 0.3:
        hide(draft, ("change_recorded",), rng, 1)


def deciding(solved: Solved) -> Sequence[str]:
    """What decides the file's completeness, its next step, or whether it is current."""
    aspect, fields = solved.draft.extra["aspect"], solved.fields
    if aspect == COMPLETE:
        if fields["complete"]:
            return ("credit.8",)
        wanted = UNKNOWN if fields["complete"] is None else NOT_MET
        found = [id for id in _TOPICS if solved.status(id) == wanted]
        return (*found, "credit.8") if len(found) == 1 else ("credit.8", *found)
    if aspect == CURRENT:
        if fields["current"] is None:
            return still_open(solved, ("credit.12",))
        return ("credit.12",)
    first, _known = _first_ahead(solved)
    return {
        "confirm": ("credit.10",),
        "review": ("credit.11", "credit.10"),
        "file": ("credit.10",),
    }.get(first, ())


def _first_ahead(solved: Solved) -> tuple[str, bool]:
    """The first step of the process that is not known to be done, and whether it is known not to be."""
    items = steps_of(solved, CHECK)
    return next(
        (act, item["state"] != "unknown")
        for (act, _role, _ids), item in zip(PROCESS, items, strict=True)
        if item["state"] != "done"
    )


_CITING = {
    COMPLETE: "资料是否完整，依据哪一条（项）？",
    NEXT: "这一步是哪一条要求的？",
    CURRENT: "更新是否及时，依据哪一条？",
}
_CITING_OPEN = "还不能认定的，首先是哪一条（项）？"


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect, level = solved.draft.extra["aspect"], solved.level
    wanted = {
        1: (aspect,),
        2: (COMPLETE, "lacking", CURRENT, aspect),
        3: (COMPLETE, "lacking", CURRENT, "due", NEXT, "steps"),
        4: (COMPLETE, CURRENT, "due", aspect, "missing"),
    }[level]
    asked = [
        _PARTS[id](solved)
        for id in (COMPLETE, "lacking", CURRENT, "due", NEXT, "steps", "missing")
        if id in wanted
    ]
    is_open = any(part.expected == OPEN for part in asked if part.id == aspect)
    return [*asked, cite(_(_CITING_OPEN if is_open else _CITING[aspect]), solved, EXERCISE, deciding(solved))]


def _complete(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        lacking = [fact for fact in TOPIC_FACTS if solved.values[fact.name] is False]
        unclear = [fact for fact in TOPIC_FACTS if solved.values[fact.name] is None]
        if lacking:
            text = _("{count}个要点缺一不可，这里还缺{labels}。").format(
                count=_COUNT, labels=named(_(fact.label) for fact in lacking)
            )
        elif unclear:
            text = _("{labels}查没查明还不清楚，完整与否要看它。").format(
                labels=named(_(fact.label) for fact in unclear)
            )
        else:
            text = _("{count}个要点都已查明。审核、备案是另外的手续，不影响资料完整。").format(count=_COUNT)
        return Remark(text, ("credit.8",), tuple(fact.name for fact in (*lacking, *unclear)))

    clause = solved.focus if ASPECTS[solved.focus] == COMPLETE else "credit.8"
    return yes_no(
        solved,
        COMPLETE,
        _("{count}个调查要点都完整吗？").format(count=_COUNT),
        solved.fields["complete"],
        clause,
        departs,
    )


def _lacking(solved: Solved) -> Part:
    labels = {fact.name: fact.label for fact in TOPIC_FACTS}
    right = [name for name in labels if solved.values[name] is False]

    def departs(answer: list[str]) -> Remark:
        compared = compare_lists(answer, right, {name: _(label) for name, label in labels.items()})
        return Remark(_("{compared}。").format(compared=compared), ("credit.8",), tuple(right))

    prompt = _("缺哪几项？一项不缺的，选“一项也没有”。")
    return Part("lacking", prompt, MANY, right, "credit.8", options(labels), departs=departs)


def _current(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        values = solved.values
        if solved.fields["current"] is None:
            text = _("{labels}不清楚，更新是否及时还定不下来。").format(labels=missing_labels(solved, CHECK))
            return Remark(text, ("credit.12",), solved.outcome.missing)
        return Remark(_update_words(values), ("credit.12",), ("last_full_update", "change_recorded"))

    return yes_no(solved, CURRENT, _("更新及时吗？"), solved.fields["current"], "credit.12", departs)


def _update_words(values: Mapping[str, Any]) -> str:
    """Whether the file was renewed in time, and what changed was recorded, in a sentence."""
    parts = []
    last = values["last_full_update"]
    due = last and _EVERY.after(last)
    if due:
        text = _("上次更新在{last}，下一次最迟在下个{interval}的末日{due}，到{as_of}{late}")
        late = _("已经过期") if values["as_of"] > due else _("没有过期")
        parts.append(
            text.format(
                last=day(last),
                interval=interval(_EVERY.months),
                due=day(due),
                as_of=day(values["as_of"]),
                late=late,
            )
        )
    if values["changed_since_update"]:
        parts.append(
            {True: _("变化已经补充"), False: _("发生的变化没有补充"), None: _("变化补充没有还不清楚")}[
                values["change_recorded"]
            ]
        )
    return _("；").join(parts) + _("。")


def _due(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        if solved.values["last_full_update"] is None:
            return Remark(_("上次全面更新的日期不清楚，下一次的期限也就定不下来。"), ("credit.12",))
        text = _("每{interval}全面更新一次：不是满{period}，而是到下个{interval}的末日为止（解释 I-21）。")
        text = text.format(interval=interval(_EVERY.months), period=spelled(months(_EVERY.months)))
        return Remark(text + _update_words(solved.values), ("credit.12",), ("last_full_update",))

    due = solved.fields["next_update_due"]
    prompt = _("下一次全面更新最迟在哪一天？")
    return Part("due", prompt, DAY, due or OPEN, "credit.12", can_be_open=solved.level == 4, departs=departs)


def _act_labels(solved: Solved) -> dict[str, str]:
    items = dict(zip((act for act, _role, _ids in PROCESS), steps_of(solved, CHECK), strict=True))
    return {
        act: _("{who}：{text}").format(who=items[act]["who"], text=items[act]["text"])
        for act in solved.draft.extra["acts"]
    }


def _acts_in_order() -> str:
    return _("、").join(_(_ACTS[act]) for act, _role, _ids in PROCESS)


def _next(solved: Solved) -> Part:
    first, known = _first_ahead(solved)
    right = first if known else OPEN
    labels = _act_labels(solved)

    def departs(answer: str) -> Remark:
        text = _("次序是{acts}；第一个没有办妥的是“{step}”。")
        if right == OPEN:
            text = _("前面有一步办没办妥还不清楚：“{step}”。")
        ids = next(ids for act, _role, ids in PROCESS if act == first)
        return Remark(text.format(acts=_acts_in_order(), step=labels[first]), ids)

    prompt = _("下一步该谁做什么？")
    clause = solved.focus if ASPECTS[solved.focus] == NEXT else "credit.10"
    return Part(
        NEXT, prompt, ONE, right, clause, options(labels), can_be_open=solved.level == 4, departs=departs
    )


def _steps(solved: Solved) -> Part:
    labels = _act_labels(solved)
    right = [step["act"] for step in solved.fields["steps"] or ()]

    def departs(answer: list[str]) -> Remark:
        text = _("{compared}。次序是{acts}。").format(
            compared=compare_lists(answer, right, labels), acts=_acts_in_order()
        )
        return Remark(text, ("credit.10", "credit.12"))

    prompt = _("把还没有办的步骤按先后排好，包括下一次全面更新。")
    return Part("steps", prompt, SEQUENCE, right, "credit.10", options(labels), departs=departs)


def _missing(solved: Solved) -> Part:
    return to_find_out(
        solved, CHECK, _("要认定资料是否完整、更新是否及时，还须查明哪些？没有的，选“一项也没有”。")
    )


_PARTS = {
    COMPLETE: _complete,
    "lacking": _lacking,
    CURRENT: _current,
    "due": _due,
    NEXT: _next,
    "steps": _steps,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """Completeness, renewal, and the next step, as far as they were asked for."""
    remarks = []
    ids = [part.id for part in ask(solved)]
    for id, make in ((COMPLETE, _complete), (CURRENT, _current), (NEXT, _next)):
        remark = make(solved).departs(None) if id in ids else None
        if remark:
            remarks.append(remark)
    return remarks


EXERCISE = Exercise(
    check="survey",
    language=LANGUAGE,
    courses={CLERK: "资信调查", CONTROLLER: "资信调查"},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
