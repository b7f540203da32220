"""Practice for `review`: what of the monthly and quarterly review is still to be done, by whom, and who signs a new limit."""

from collections.abc import Sequence
from random import Random
from typing import Any

from ...engine.adjustment import NO_CHANGE, PERMITTED, REFUSED
from ...model import money
from ...model.catalogue import _
from ...model.clauses import clauses, stated
from ...model.outcome import NOT_MET, UNKNOWN
from ...model.wording import interval, quantity
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
    to_find_out,
    yes_no,
    yuan,
)
from ...training.questions import MANY, ONE, OPEN, SEQUENCE, Part, Remark, compare_lists, options
from ...training.stories import Facts, amount
from ...training.trainees import CONTROLLER
from ..phrases.review import LANGUAGE
from ..review import CHECK
from ..roles import CFO, CREDIT_CONTROLLER
from ..rules import REVIEW

_OPINION = stated("credit.41")
PROCESS = [(stated(id).act, stated(id).who, clauses()[id].facts[0], id) for id in REVIEW]

STEP, ADJUSTMENT = "next", "adjustment"
_FACT_OF = {clause: fact for _act, _role, fact, clause in PROCESS}
_ACT_OF = {clause: act for act, _role, _fact, clause in PROCESS}
_IDS = tuple(_FACT_OF)
_COUNT = quantity(len(_IDS))
ASPECTS = {**dict.fromkeys(_IDS, STEP), "credit.42": ADJUSTMENT}
_REVIEWERS = ("新来的内勤小许", "财务部的郑蕾", "营销部的顾峰", "稽核员陆宁")


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A review in which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    facts: Facts = {"as_of": a_day(rng).isoformat()}
    if aspect == STEP or level > 1:
        done = dict.fromkeys(_FACT_OF.values(), True)
        if aspect == STEP:
            index = _IDS.index(focus)
            done[_FACT_OF[focus]] = False
            if level >= 2:
                # The first of those not done is the next one, so only later ones may be open as well.
                done |= {_FACT_OF[id]: rng.random() < 0.5 for id in _IDS[index + 1 :]}
        elif level >= 2:
            done = {name: rng.random() < 0.6 for name in done}
        facts |= done
    if aspect == ADJUSTMENT or level > 1:
        previous = int(yuan(rng, 40, 600))
        change = rng.choice((0, 1, -1)) if level > 1 else rng.choice((0, 1, 1, -1))
        facts |= {
            "previous_limit": str(previous),
            "proposed_limit": str(max(0, previous - change * rng.randrange(1, 30) * 1000)),
        }
    cast = {**customers.cast(rng), "检查人": (rng.choice(_REVIEWERS),)}
    acts = [act for act, *_others in PROCESS]
    draft = Draft(
        facts, brief=level == 1, cast=cast, extra={"aspect": aspect, "acts": rng.sample(acts, len(acts))}
    )
    if level == 4:
        near = (_FACT_OF[focus],) if aspect == STEP else ("previous_limit", "proposed_limit")
        others = [name for name in facts if name not in ("as_of", *near)]
        if rng.random() < 0.6:
            hide(draft, near, rng, 1)
        else:
            hide(draft, [name for name in others if name not in ("previous_limit", "proposed_limit")], rng, 2)
    return draft


def deciding(solved: Solved) -> Sequence[str]:
    """The step that is the next one, or the rule on changing a limit."""
    if solved.draft.extra["aspect"] == ADJUSTMENT:
        return ("credit.42",)
    first = _first_ahead(solved)
    return (first,) if first else ()


def _first_ahead(solved: Solved) -> str | None:
    return next((id for id in _IDS if solved.status(id) in (NOT_MET, UNKNOWN)), None)


_ADJUSTMENTS = {PERMITTED: "可以，须报批", NO_CHANGE: "额度没有变，不算调整", REFUSED: "不可以"}
_ROLES = (*(role for role, _act in _OPINION.chain), CFO, CREDIT_CONTROLLER)


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect = solved.draft.extra["aspect"]
    wanted = {
        1: (aspect,),
        2: ("outstanding", ADJUSTMENT, aspect),
        3: ("steps", "due", ADJUSTMENT, "approvers", aspect),
        4: ("complete", ADJUSTMENT, "approvers", aspect, "missing"),
    }[solved.level]
    order = ("complete", "outstanding", STEP, "steps", ADJUSTMENT, "approvers", "missing")
    asked = [_PARTS[id](solved) for id in order if id in wanted]
    is_open = any(part.expected == OPEN for part in asked if part.id == aspect)
    if aspect == ADJUSTMENT:
        prompt = _("额度能不能这样调整，依据哪一条？")
    elif is_open:
        prompt = _("办没办妥还不清楚的，首先是哪一条的要求？")
    else:
        prompt = _("没有办妥的，排在最前的是哪一条的要求？")
    return [*asked, cite(prompt, solved, EXERCISE, deciding(solved))]


def _act_labels(solved: Solved) -> dict[str, str]:
    items = dict(zip((act for act, *_others in PROCESS), steps_of(solved, CHECK), strict=True))
    return {
        act: _("{who}：{text}").format(who=items[act]["who"], text=items[act]["text"])
        for act in solved.draft.extra["acts"]
    }


def _step_clause(solved: Solved) -> str:
    return solved.focus if ASPECTS[solved.focus] == STEP else _first_ahead(solved) or "credit.38"


def _order_words(solved: Solved) -> str:
    labels = _act_labels(solved)
    first = _first_ahead(solved)
    if first is None:
        return _("{count}项都已办妥。").format(count=_COUNT)
    state = _("办没办妥还不清楚") if solved.status(first) == UNKNOWN else _("还没有办")
    text = _("次序是{order}；最前的一项{state}：“{step}”。")
    order = _("、").join(_(CHECK.facts[name].label) for name in _FACT_OF.values())
    return text.format(order=order, state=state, step=labels[_ACT_OF[first]])


def _complete(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        text = _("{count}项都办妥才算完成。").format(count=_COUNT)
        return Remark(text + _order_words(solved), (_step_clause(solved),))

    intervals = dict.fromkeys(stated(id).every.months for id in REVIEW if stated(id).every)
    prompt = _("{intervals}的检查都完成了吗？").format(
        intervals=_("、").join(_("本{interval}").format(interval=interval(each)) for each in intervals)
    )
    return yes_no(solved, "complete", prompt, solved.fields["complete"], _step_clause(solved), departs)


def _outstanding(solved: Solved) -> Part:
    labels = _act_labels(solved)
    right = [act for act in labels if act in {_ACT_OF[id] for id in _IDS if solved.status(id) == NOT_MET}]

    def departs(answer: list[str]) -> Remark:
        text = _("{compared}。").format(compared=compare_lists(answer, right, labels))
        return Remark(
            text,
            tuple(id for id in _IDS if _ACT_OF[id] in right),
            tuple(_FACT_OF[id] for id in _IDS if _ACT_OF[id] in right),
        )

    prompt = _("哪些还没有办？都办了的，选“一项也没有”。")
    return Part("outstanding", prompt, MANY, right, _step_clause(solved), options(labels), departs=departs)


def _next(solved: Solved) -> Part:
    labels = _act_labels(solved)
    first = _first_ahead(solved)
    assert first
    right = OPEN if solved.status(first) == UNKNOWN else _ACT_OF[first]

    def departs(answer: Any) -> Remark:
        return Remark(_order_words(solved), (first,), (_FACT_OF[first],))

    prompt = _("按制度的次序，下一件该谁做什么？")
    return Part(
        STEP, prompt, ONE, right, first, options(labels), can_be_open=solved.level == 4, departs=departs
    )


def _steps(solved: Solved) -> Part:
    labels = _act_labels(solved)
    right = [step["act"] for step in solved.fields["steps"] or ()]

    def departs(answer: list[str]) -> Remark:
        text = _("{compared}。{order}").format(
            compared=compare_lists(answer, right, labels), order=_order_words(solved)
        )
        return Remark(text, (_step_clause(solved),))

    prompt = _("把还没有办的按先后排好。都办了的，选“一项也没有”。")
    return Part("steps", prompt, SEQUENCE, right, _step_clause(solved), options(labels), departs=departs)


def _adjustment(solved: Solved) -> Part:
    right = solved.fields["adjustment"]

    def departs(answer: Any) -> Remark:
        values = solved.values
        if right is None:
            text = _("{labels}不清楚，高低无从比较。").format(labels=missing_labels(solved, CHECK))
            return Remark(text, ("credit.42",), ("previous_limit", "proposed_limit"))
        text = _("原额度{previous}，拟改为{proposed}：{verdict}（解释 I-20）。").format(
            previous=amount(money.yuan(values["previous_limit"])),
            proposed=amount(money.yuan(values["proposed_limit"])),
            verdict={
                PERMITTED: _("低于原额度，可以调整"),
                NO_CHANGE: _("相等，不算调整"),
                REFUSED: _("调整后的额度应当低于原额度，不能调高"),
            }[right],
        )
        return Remark(text, ("credit.42",), ("previous_limit", "proposed_limit"))

    prompt = _("信用额度能不能这样调整？")
    return Part(
        ADJUSTMENT,
        prompt,
        ONE,
        right or OPEN,
        "credit.42",
        options(_ADJUSTMENTS),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _approvers(solved: Solved) -> Part:
    chain = solved.fields["approvers"]
    right = None if chain is None else [approver["role"] for approver in chain]
    labels = {role: role for role in _ROLES}

    def departs(answer: Any) -> Remark:
        if right is None:
            return Remark(_("额度会不会调低还不清楚，是否报批也就没有定。"), ("credit.42",))
        if not right:
            return Remark(_("额度没有调低，不须报批。"), ("credit.42",))
        steps = (
            (_OPINION.submitted_by, _("{roles}上报")),
            (_OPINION.reviewed_by, _("{roles}审核")),
            (_OPINION.approved_by, _("报{roles}批准")),
        )
        rule = _("，").join(text.format(roles=_("、").join(roles)) for roles, text in steps if roles)
        given = answer if isinstance(answer, list) else []
        return Remark(
            _("{compared}。{rule}。").format(compared=compare_lists(given, right, labels), rule=rule),
            ("credit.41",),
        )

    return Part(
        "approvers",
        _("调整额度依次经过谁？不须报批的，选“一个也没有”。"),
        SEQUENCE,
        OPEN if right is None else right,
        "credit.41" if right else "credit.42",
        options(labels),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _missing(solved: Solved) -> Part:
    return to_find_out(
        solved, CHECK, _("要认定检查是否完成、额度能否调整，还须查明哪些？没有的，选“一项也没有”。")
    )


_PARTS = {
    "complete": _complete,
    "outstanding": _outstanding,
    STEP: _next,
    "steps": _steps,
    ADJUSTMENT: _adjustment,
    "approvers": _approvers,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """What is still to be done, and what becomes of the limit."""
    ids = {part.id for part in ask(solved)}
    remarks = []
    if ids & {"complete", "outstanding", STEP, "steps"}:
        remarks.append(Remark(_order_words(solved), (_step_clause(solved),)))
    if ADJUSTMENT in ids:
        remark = _adjustment(solved).departs(None)
        assert remark
        remarks.append(remark)
    if solved.fields["approvers"]:
        chain = _(" → ").join(approver["role"] for approver in solved.fields["approvers"])
        remarks.append(Remark(_("调低额度依次经过：{chain}。").format(chain=chain), ("credit.41",)))
    return remarks


EXERCISE = Exercise(
    check="review",
    language=LANGUAGE,
    courses={CONTROLLER: "定期检查和额度调整"},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
