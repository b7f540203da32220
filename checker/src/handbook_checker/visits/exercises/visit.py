"""Practice for `visit`: put the steps in order, find the one that was missed, and settle the report and the cost."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from ...engine.deadlines import Deadline
from ...model import money
from ...model.catalogue import _
from ...model.clauses import clauses, stated
from ...model.dates import Period
from ...model.outcome import NOT_MET, UNKNOWN
from ...model.wording import numeral, spelled
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
)
from ...training.questions import (
    AMOUNT,
    DAY,
    MANY,
    ONE,
    OPEN,
    SEQUENCE,
    Part,
    Remark,
    compare_lists,
    named,
)
from ...training.stories import Facts, amount, day
from ...training.trainees import SERVICE
from ..check import CHECK
from ..phrases.visit import LANGUAGE
from ..rules import FURTHER, STEPS

MISSED, REPORT, COST, WHO = "missed", "late", "reimbursable", "who"
_PROCESS = (*STEPS, FURTHER)
ASPECTS = {**dict.fromkeys(STEPS, MISSED), "visits.5.1": REPORT, FURTHER: WHO, "visits.7.2": COST}
NEVER = {
    "visits.1.2": "例行回访和大客户特定回访都适用本程序，填写的事实里没有不适用的情形，所以它从不改变结论。",
}
_PARTS = {2: "调取资料", 3: "准备", 4: "实施", 5: "整理记录", 6: "保存和使用"}
_SPECIALIST, _SUPERVISOR, _REPORT, _PLAN = (
    stated(id) for id in ("visits.2.1", "visits.5.2", "visits.5.1", FURTHER)
)
_STAFF = ("小阮", "小童", "何静", "阿岚", "郭涛", "小尹", "罗琪", "小贺")
_AFTER = ("no_return_approved",)


def _facts_of(id: str) -> tuple[str, ...]:
    return clauses()[id].facts


def _part(id: str) -> int:
    """The part of the regulation to which a step belongs."""
    return int(id.split(".")[1])


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A visit in which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    as_of = a_day(rng)
    facts: Facts = {"as_of": as_of.isoformat(), "kind": rng.choice(("routine", "key_customer"))}
    steps = [id for id in STEPS if _part(id) <= (_part(focus) if aspect == MISSED and level < 3 else 6)]
    if level == 1 and aspect in (REPORT, COST, WHO):
        steps = []
    for id in steps:
        if id != "visits.5.1":
            facts |= {name: True for name in _facts_of(id) if name not in _AFTER}
    if "visits.5.1" in steps or aspect == REPORT:
        _report(facts, rng, in_time=aspect != REPORT)
    if aspect == MISSED:
        _miss(focus, facts, rng)
        if level >= 2:
            later = [id for id in steps if STEPS.index(id) > STEPS.index(focus) and id != "visits.5.1"]
            for id in rng.sample(later, min(len(later), rng.randrange(0, level))):
                _miss(id, facts, rng)
    elif aspect != MISSED and steps and rng.random() < 0.5:
        _miss(rng.choice([id for id in steps if id != "visits.5.1"]), facts, rng)
    if not facts.get("appointment_made", True):
        # Where nothing was arranged there is no saying whether the time suited.
        facts.pop("customer_schedule_respected", None)
    if facts.get("materials_returned") is False:
        facts.setdefault("no_return_approved", rng.random() < 0.5)
    if aspect == WHO or (level >= 3 and rng.random() < 0.5):
        facts["development_plan_made"] = rng.random() < 0.3
    if aspect == WHO:
        facts |= {"records_archived": True, "supervisor_reviewed": True}
    if aspect == COST or level >= 3:
        facts |= _cost(rng)
    chosen = [focus if focus in _PROCESS else rng.choice(STEPS)]
    chosen += rng.sample([id for id in _PROCESS if id not in chosen], min(level + 1, 5))
    draft = Draft(
        facts,
        brief=level == 1 and aspect == MISSED,
        cast={**customers.cast(rng), "专员": _called(rng)},
        extra={"aspect": aspect, "order": rng.sample(chosen, len(chosen))},
    )
    if facts.get("visit_ended_on") and "report_on" not in facts:
        draft.unknown.append("report_on")
    if level == 4:
        _obscure(focus, aspect, draft, rng)
    return draft


def _called(rng: Random) -> tuple[str, ...]:
    name = rng.choice(_STAFF)
    return f"{_SPECIALIST.who}{name}", name


def _miss(id: str, facts: Facts, rng: Random) -> None:
    """Let a step be missed: one of the facts it stands on."""
    name = rng.choice([name for name in _facts_of(id) if name not in _AFTER])
    facts[name] = False
    if id == "visits.4.3":
        facts["no_return_approved"] = False


def _report(facts: Facts, rng: Random, *, in_time: bool) -> None:
    """When the visit ended and its report was written: on the last day, earlier, later, or not at all."""
    as_of = date.fromisoformat(facts["as_of"])
    within = _REPORT.deadline.within
    longest = (within.after(as_of) - as_of).days
    ended = as_of - timedelta(rng.randrange(longest + 1, longest + 29))
    facts["visit_ended_on"] = ended.isoformat()
    in_time_days = (within.after(ended) - ended).days
    after = (
        rng.choice((0, in_time_days, in_time_days))
        if in_time
        else rng.choice(
            (
                0,
                in_time_days,
                in_time_days,
                in_time_days + 1,
                in_time_days + 1,
                in_time_days + rng.randrange(2, 11),
                None,
            )
        )
    )
    if after is None:
        return
    facts["report_on"] = min(as_of, ended + timedelta(after)).isoformat()


def _cost(rng: Random) -> Facts:
    limit = rng.randrange(20, 80) * 10
    claim = rng.choice((limit, limit - rng.randrange(1, 15) * 10, limit + rng.randrange(1, 40) * 10))
    return {"expense_claim": str(claim), "expense_limit": str(limit)}


def _obscure(focus: str, aspect: str, draft: Draft, rng: Random) -> None:
    can_be_unknown = {
        name for statement in LANGUAGE.statements for name, value in statement.facts.items() if value is None
    }
    near: tuple[str, ...] = {
        MISSED: _facts_of(focus) if focus in STEPS else (),
        REPORT: ("visit_ended_on",),
        COST: ("expense_claim",),
    }.get(aspect, ())
    near = tuple(name for name in near if name in can_be_unknown and name not in _AFTER)
    if near and rng.random() < 0.5:
        hide(draft, near, rng, 1)
    else:
        others = [
            name
            for name in draft.facts
            if name in can_be_unknown and name not in (*near, "visit_ended_on", "report_on")
        ]
        hide(draft, others, rng, 3)
    if "appointment_made" in draft.unknown:
        draft.facts.pop("customer_schedule_respected", None)
    if "materials_returned" in draft.unknown:
        draft.facts.pop("no_return_approved", None)
    if "no_return_approved" in draft.unknown and draft.facts.get("materials_returned") is not False:
        draft.unknown.remove("no_return_approved")
    if "visit_ended_on" in draft.unknown:
        draft.facts.pop("report_on", None)
        if "report_on" in draft.unknown:
            draft.unknown.remove("report_on")
    if "expense_claim" in draft.unknown and rng.random() < 0.5:
        draft.facts.pop("expense_limit", None)


def deciding(solved: Solved) -> Sequence[str]:
    """The earliest step that was missed or is in doubt; for the rest, the clause that the case asks about."""
    aspect = solved.draft.extra["aspect"]
    if aspect == MISSED:
        first = solved.fields["next_step"]
        return (first,) if first else ()
    return (solved.focus,)


_CITING = {
    MISSED: "最早没有做到的，是哪一项的要求？",
    REPORT: "报告的期限，依据哪一项？",
    COST: "报销的限度，依据哪一项？",
    WHO: "这件事是哪一项规定的？",
}
_WHO = (*dict.fromkeys((_SPECIALIST.who, _SUPERVISOR.who, stated("visits.6.1").who, _PLAN.who)), "财务部")


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect, level = solved.draft.extra["aspect"], solved.level
    wanted = {
        1: (aspect,),
        2: (MISSED, aspect, "order"),
        3: (MISSED, aspect, "due", REPORT, COST, "self_paid", "order"),
        4: ("compliant", MISSED, aspect, REPORT, COST, "self_paid", "missing", "order"),
    }[level]
    order = ("compliant", MISSED, "due", REPORT, COST, "self_paid", WHO, "order", "missing")
    asked = [_QUESTIONS[id](solved) for id in order if id in wanted]
    prompt = _CITING[aspect]
    if aspect == MISSED and solved.status(solved.focus) == UNKNOWN:
        prompt = "做没做到还不清楚的，最早是哪一项的要求？"
    return [*asked, cite(_(prompt), solved, EXERCISE, deciding(solved))]


def _labels(solved: Solved) -> dict[str, str]:
    items = {item["clauses"][0]: item["text"] for item in steps_of(solved, CHECK)}
    return {id: items[id] for id in _PROCESS}


def _compliant(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        return _missed_words(solved)

    prompt = _("到目前为止，各步都做到了吗？")
    return yes_no(solved, "compliant", prompt, solved.fields["compliant"], _missed_clause(solved), departs)


def _missed_clause(solved: Solved) -> str:
    return solved.focus if ASPECTS[solved.focus] == MISSED else solved.fields["next_step"] or "visits.6.1"


def _missed_words(solved: Solved) -> Remark:
    labels = _labels(solved)
    missed = [id for id in STEPS if solved.status(id) == NOT_MET]
    doubtful = {*solved.draft.unknown}
    unclear = [id for id in STEPS if solved.status(id) == UNKNOWN and doubtful & {*_facts_of(id)}]
    if missed:
        text = _("没有做到的是{steps}。").format(steps=named(labels[id] for id in missed))
        return Remark(text, tuple(missed), tuple(name for id in missed for name in _facts_of(id)))
    if unclear:
        text = _("没有发现没做到的，但{steps}还不清楚。").format(steps=named(labels[id] for id in unclear))
        return Remark(text, tuple(unclear), tuple(name for id in unclear for name in _facts_of(id)))
    return Remark(_("没有发现没做到的。没有写到的，还不能算做到。"))


def _missed(solved: Solved) -> Part:
    spoken_of = {*solved.draft.facts, *solved.draft.unknown}
    labels = {
        id: label
        for id, label in _labels(solved).items()
        if id in STEPS and spoken_of & {*_facts_of(id)} - {"as_of"}
    }
    right = [id for id in labels if solved.status(id) == NOT_MET]

    def departs(answer: list[str]) -> Remark:
        words = _missed_words(solved)
        compared = compare_lists(answer, right, labels)
        note = ""
        if "visits.4.3" in answer and "visits.4.3" not in right:
            note = _("资料归还了，或者不归还已获批准，都算做到。")
        return Remark(
            _("{compared}。{note}").format(compared=compared, note=note), words.clauses, words.facts
        )

    prompt = _("能认定没有做到的有哪些？没有的，选“一项也没有”。")
    return Part(MISSED, prompt, MANY, right, _missed_clause(solved), tuple(labels.items()), departs=departs)


def _due(solved: Solved) -> Part:
    due = solved.fields["report_due"]

    def departs(answer: Any) -> Remark:
        text = _("报告在{within}填写（解释 I-28）。").format(within=_within(_REPORT.deadline))
        return Remark(text, ("visits.5.1",), ("visit_ended_on",))

    prompt = _("{form}最迟哪一天填写？").format(form=_(_REPORT.form))
    return Part("due", prompt, DAY, due or OPEN, "visits.5.1", can_be_open=solved.level == 4, departs=departs)


def _within(deadline: Deadline) -> str:
    """Until when something is to be done, as counted from the day of the event, which is the first (I-28)."""
    event, within = _(deadline.event), deadline.within
    if isinstance(within, Period) and within.days:
        return _("{event}的第{last}天终了之前").format(event=event, last=numeral(within.days + 1))
    assert isinstance(within, Period)
    return _("{event}后{period}内").format(event=event, period=spelled(within))


def _late(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        values, due = solved.values, solved.fields["report_due"]
        if values["visit_ended_on"] is None:
            return Remark(_("回访哪天结束不清楚，逾没逾期定不下来。"), ("visits.5.1",), ("visit_ended_on",))
        ended, last = values["visit_ended_on"], date.fromisoformat(due)
        if values["report_on"]:
            text = _("回访{ended}结束，报告最迟{due}填写，实际{written}填写。").format(
                ended=day(ended), due=day(last), written=day(values["report_on"])
            )
        else:
            text = _("回访{ended}结束，报告最迟{due}填写，到{as_of}还没有填。").format(
                ended=day(ended), due=day(last), as_of=day(values["as_of"])
            )
        return Remark(text, ("visits.5.1",), ("visit_ended_on", "report_on"))

    prompt = _("报告逾期了吗？")
    return yes_no(solved, REPORT, prompt, solved.fields["report_late"], "visits.5.1", departs)


def _cost_words(solved: Solved) -> str:
    values = solved.values
    claim, limit = values["expense_claim"], values["expense_limit"]
    if claim is None or solved.fields["reimbursable"] is None:
        return _("报销金额或限额不清楚，报多少算不出来。")
    text = _("申请{claim}，限额{limit}：报销两者中低的，为{paid}，超出的{own}自行负担（解释 I-29）。")
    return text.format(
        claim=amount(money.yuan(claim)),
        limit=amount(money.yuan(limit if limit is not None else solved.settings.expense_limit or 0)),
        paid=amount(solved.fields["reimbursable"]),
        own=amount(solved.fields["self_paid"]),
    )


def _amount(id: str, field: str, prompt: str) -> Any:
    def make(solved: Solved) -> Part:
        def departs(answer: Any) -> Remark:
            return Remark(_cost_words(solved), ("visits.7.2",), ("expense_claim", "expense_limit"))

        right = solved.fields[field] or OPEN
        return Part(
            id, _(prompt), AMOUNT, right, "visits.7.2", can_be_open=solved.level == 4, departs=departs
        )

    return make


def _who(solved: Solved) -> Part:
    items = {item["clauses"][0]: item for item in steps_of(solved, CHECK)}
    right = items[FURTHER]["who"]
    labels = {role: role for role in _WHO}

    def departs(answer: Any) -> Remark:
        text = _("参考回访资料制订{form}和客户销售策略，是{who}的事，不影响这次回访是否合规。")
        return Remark(text.format(form=_(_PLAN.form), who=_(_PLAN.who)), (FURTHER,))

    prompt = _("参考这次回访的资料制订{form}，该由谁办？").format(form=_(_PLAN.form))
    return Part(WHO, prompt, ONE, right, FURTHER, tuple(labels.items()), departs=departs)


def _order(solved: Solved) -> Part:
    words = _labels(solved)
    shuffled = solved.draft.extra["order"]
    labels = {id: words[id] for id in shuffled}
    right = [id for id in _PROCESS if id in shuffled]

    def departs(answer: list[str]) -> Remark:
        parts = _("、").join(_(_PARTS[part]) for part in dict.fromkeys(map(_part, _PROCESS)))
        text = _("{compared}。次序是{parts}。").format(
            compared=compare_lists(answer, right, labels), parts=parts
        )
        return Remark(text, tuple(right))

    clause = solved.focus if solved.focus in shuffled else right[0]
    return Part(
        "order",
        _("把下面几步按程序的先后排好。"),
        SEQUENCE,
        right,
        clause,
        tuple(labels.items()),
        can_be_none=False,
        departs=departs,
    )


def _missing(solved: Solved) -> Part:
    return to_find_out(
        solved, CHECK, _("要认定各步是否做到、报告是否逾期，还须查明哪些？没有的，选“一项也没有”。")
    )


_QUESTIONS = {
    "compliant": _compliant,
    MISSED: _missed,
    "due": _due,
    REPORT: _late,
    COST: _amount(COST, "reimbursable", "可以报销多少元？"),
    "self_paid": _amount("self_paid", "self_paid", "自行负担多少元？"),
    WHO: _who,
    "order": _order,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """What was missed, when the report was due, and who bears the cost, as far as they were asked for."""
    ids = [part.id for part in ask(solved)]
    remarks = []
    if MISSED in ids:
        remarks.append(_missed_words(solved))
    for id, make in ((REPORT, _late), (COST, _QUESTIONS[COST]), (WHO, _who)):
        remark = make(solved).departs(None) if id in ids else None
        if remark:
            remarks.append(remark)
    if "missing" in ids and solved.outcome.missing:
        remarks.append(
            Remark(
                _("还须查明{labels}。").format(labels=missing_labels(solved, CHECK)),
                (),
                solved.outcome.missing,
            )
        )
    return remarks


EXERCISE = Exercise(
    check="visit",
    language=LANGUAGE,
    courses={SERVICE: "客户回访的步骤和期限"},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never=NEVER,
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
