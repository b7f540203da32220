"""Practice for `order`: let a shipment go, ask for the written approval first, or stop it."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from ...engine.permission import SUBMIT
from ...model import money
from ...model.catalogue import _
from ...model.clauses import stated
from ...model.outcome import MET, NOT_APPLICABLE
from ...model.wording import spelled
from ...training import customers
from ...training.exercise import (
    Draft,
    Exercise,
    Solved,
    a_day,
    cite,
    hide,
    missing_labels,
    still_open,
    to_find_out,
    yes_no,
    yuan,
)
from ...training.questions import AMOUNT, ONE, OPEN, SEQUENCE, Part, Remark, compare_lists, options
from ...training.stories import Facts, amount, day
from ...training.trainees import CLERK, CONTROLLER
from ..facts import GRADES, C
from ..granting import chain_for
from ..orders import CHECK
from ..phrases.order import LANGUAGE
from ..roles import CREDIT_CONTROLLER, DEPUTY_IN_CHARGE_OF_MARKETING
from ..rules import NEEDS_WRITTEN_APPROVAL, PROCEED, RANKS, STOP

_BEFORE_END = stated("credit.36").period
"""The time before a contract ends in which everything is cleared."""

DECISION, STATE, CONTRACT = "decision", "state", "window"
ASPECTS = {
    "credit.31": DECISION,
    "credit.32": DECISION,
    "credit.33": STATE,
    "credit.34": STATE,
    "credit.35": DECISION,
    "credit.36": CONTRACT,
}


def draw(rng: Random, level: int, focus: str) -> Draft:
    """An order on which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    as_of = a_day(rng)
    grade = rng.choice("AB")
    limit = int(yuan(rng, 40, 500))
    exposure = rng.randrange(0, limit // 1000 + 1) * 1000
    room = limit - exposure
    order = rng.randrange(0, room // 1000 + 1) * 1000
    if focus == "credit.32" or (focus in ("credit.33", "credit.35", "credit.36") and rng.random() < 0.5):
        order = room + rng.choice((1, rng.randrange(1, 200))) * 1000
    if focus == "credit.31" and rng.random() < 0.5:
        grade, limit = C, 0
        exposure, order = rng.choice((0, exposure)), order or 20_000
    elif focus == "credit.31" and rng.random() < 0.3:
        order = room
    if focus == "credit.33":
        exposure = limit + rng.randrange(1, 150) * 1000
    elif focus == "credit.34":
        grade, limit = rng.choice(GRADES), 0
        exposure = rng.randrange(5, 300) * 1000
    order = order or 10_000
    facts: Facts = {
        "as_of": as_of.isoformat(),
        "grade": grade,
        "limit": str(limit),
        "current_exposure": str(exposure),
        "arrears_unsettled": focus == "credit.35",
        "order_amount": str(order),
    }
    if exposure + order > limit or level >= 3:
        facts["written_approval"] = rng.random() < 0.5
    if aspect == CONTRACT or level >= 3:
        facts |= _contract(rng, as_of)
    if level == 1:
        needed = {
            STATE: ("as_of", "grade", "limit", "current_exposure"),
            CONTRACT: ("as_of", "contract_end", "contract_cleared_once"),
            DECISION: tuple(facts),
        }[aspect]
        facts = {name: facts[name] for name in needed}
    draft = Draft(facts, cast=customers.cast(rng), extra={"aspect": aspect})
    if level == 4:
        near = {
            "credit.31": ("limit", "current_exposure", "grade"),
            "credit.32": ("written_approval", "order_amount", "limit"),
            "credit.35": ("arrears_unsettled",),
        }.get(focus, ())
        others = (
            "grade",
            "limit",
            "current_exposure",
            "order_amount",
            "written_approval",
            "arrears_unsettled",
        )
        hide(draft, near if near and rng.random() < 0.6 else others, rng, 2)
    return draft


def _contract(rng: Random, as_of: date) -> Facts:
    """A contract that ends within the time in which it is to be cleared, or one day outside, or later."""
    edge = _BEFORE_END.after(as_of)
    assert edge
    within = (edge - as_of).days
    end = rng.choice(
        (
            edge,
            edge + timedelta(1),
            as_of + timedelta(rng.randrange(0, min(28, within))),
            as_of + timedelta(rng.randrange(max(40, within + 9), max(400, 2 * within))),
        )
    )
    return {"contract_end": end.isoformat(), "contract_cleared_once": rng.random() < 0.5}


def deciding(solved: Solved) -> Sequence[str]:
    """What decides whether the order goes out, what the customer's state asks for, or the clearing."""
    aspect = solved.draft.extra["aspect"]
    if aspect == CONTRACT:
        return ("credit.36",) if solved.fields["clearing_window"] is not None else ()
    if aspect == STATE:
        return tuple(id for id in ("credit.33", "credit.34") if solved.status(id) == MET)
    decision = solved.fields["decision"]
    if decision is None:
        return still_open(solved, ("credit.35", "credit.32", "credit.31"))
    if decision == STOP:
        stopped_by = {
            "credit.31": solved.values["grade"] == C,
            "credit.35": bool(solved.values["arrears_unsettled"]),
        }
        return tuple(id for id, stops in stopped_by.items() if stops)
    if decision == PROCEED and solved.status("credit.32") == NOT_APPLICABLE:
        return ("credit.31",)
    return ("credit.32",)


_DECISIONS = {PROCEED: "可以办理", NEEDS_WRITTEN_APPROVAL: "须先取得正式批准文书", STOP: "不得办理"}
_STATES = {
    "none": "没有别的要求",
    "credit.33": "在较短期间内把占用压缩至信用额度之内",
    "credit.34": "加大清收力度，占用只减不增，并采取保全措施",
}
_ROLES = (*RANKS, DEPUTY_IN_CHARGE_OF_MARKETING, CREDIT_CONTROLLER)
_CITING = {
    DECISION: "这样决定，依据哪一条？",
    STATE: "现有占用须这样处理，依据哪一条？",
    CONTRACT: "合同到期前的清收，依据哪一条？",
}
_CITING_OPEN = "还不能认定、因而决定不下来的，首先是哪一条？"


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect = solved.draft.extra["aspect"]
    wanted = {
        1: (aspect,),
        2: (DECISION, "after", aspect),
        3: (DECISION, "after", "excess", CONTRACT, STATE, "approvers"),
        4: (DECISION, "after", "excess", aspect, "missing"),
    }[solved.level]
    order = (DECISION, "after", "excess", STATE, CONTRACT, "approvers", "missing")
    asked = [_PARTS[id](solved) for id in order if id in wanted]
    is_open = any(part.expected == OPEN for part in asked if part.id == aspect)
    return [*asked, cite(_(_CITING_OPEN if is_open else _CITING[aspect]), solved, EXERCISE, deciding(solved))]


def _decision(solved: Solved) -> Part:
    return Part(
        DECISION,
        _("这一笔能不能办？"),
        ONE,
        solved.fields["decision"] or OPEN,
        solved.focus if ASPECTS[solved.focus] == DECISION else "credit.31",
        options(_DECISIONS),
        can_be_open=solved.level == 4,
        departs=lambda answer: _why(solved),
    )


def _why(solved: Solved) -> Remark:
    fields, values = solved.fields, solved.values
    decision = fields["decision"]
    if decision is None:
        text = _("还定不下来：{labels}不清楚。").format(labels=missing_labels(solved, CHECK))
        return Remark(text, tuple(deciding(solved)), solved.outcome.missing)
    if decision == STOP and values["grade"] == C:
        return Remark(_("C级客户不给予任何预付款和赊销，有批准文书也不行。"), ("credit.31",), ("grade",))
    if decision == STOP:
        text = _("上次欠款没有结清，不再进行新的预付款、赊销（解释 I-17），有批准文书也不行。")
        return Remark(text, ("credit.35",), ("arrears_unsettled",))
    if decision == NEEDS_WRITTEN_APPROVAL:
        text = _("{sum}，没有正式批准文书，须先取得才能办理。口头答应不算。").format(sum=_sum(solved))
        return Remark(text, ("credit.32",), ("written_approval",))
    if solved.status("credit.32") == NOT_APPLICABLE:
        return Remark(_("{sum}，不须另外批准。").format(sum=_sum(solved)), ("credit.31",))
    if fields["excess"] is None:
        return Remark(
            _("无论超不超出额度，都已有正式批准文书，可以办理。"), ("credit.32",), ("written_approval",)
        )
    return Remark(
        _("{sum}，但已有正式批准文书，可以办理。").format(sum=_sum(solved)),
        ("credit.32",),
        ("written_approval",),
    )


def _sum(solved: Solved) -> str:
    fields, values = solved.fields, solved.values
    if fields["exposure_after"] is None or values["limit"] is None:
        return _("超出信用额度") if solved.status("credit.32") != NOT_APPLICABLE else _("没有超出信用额度")
    text = (
        _("占用{exposure}加本次{order}，合计{after}，超出额度{limit}")
        if fields["excess"] != money.yuan(0)
        else _("占用{exposure}加本次{order}，合计{after}，在额度{limit}之内")
    )
    return text.format(
        exposure=amount(money.yuan(values["current_exposure"])),
        order=amount(money.yuan(values["order_amount"])),
        after=amount(fields["exposure_after"]),
        limit=amount(money.yuan(values["limit"])),
    )


def _after(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        if solved.fields["exposure_after"] is None:
            return Remark(_("现有占用或本次金额不清楚，合计算不出来。"), ("credit.32",))
        return Remark(
            _("办理后的占用是现有占用加上本次金额。"), ("credit.32",), ("current_exposure", "order_amount")
        )

    right = solved.fields["exposure_after"] or OPEN
    prompt = _("办理之后，占用合计多少元？")
    return Part("after", prompt, AMOUNT, right, "credit.32", can_be_open=solved.level == 4, departs=departs)


def _excess(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        if solved.fields["excess"] is None:
            return Remark(_("占用、本次金额或额度不清楚，超出多少算不出来。"), ("credit.32",))
        return Remark(_("超出额是办理后的占用减去信用额度，不足的算 0。"), ("credit.32",), ("limit",))

    right = solved.fields["excess"] or OPEN
    prompt = _("超出信用额度多少元？没有超出的，填 0。")
    return Part("excess", prompt, AMOUNT, right, "credit.32", can_be_open=solved.level == 4, departs=departs)


def _state(solved: Solved) -> Part:
    right = next((id for id in ("credit.33", "credit.34") if solved.status(id) == MET), "none")

    def departs(answer: str) -> Remark:
        limit, exposure = solved.values["limit"], solved.values["current_exposure"]
        verdict = {
            "credit.33": _("有额度而占用已大于额度，按第三十三条压缩"),
            "credit.34": _("没有额度而仍有占用，按第三十四条只减不增"),
            "none": _("占用没有超过额度，没有别的要求"),
        }[right]
        text = _("不算本次，现有占用{exposure}，额度{limit}：{verdict}。").format(
            exposure=amount(money.yuan(exposure)), limit=amount(money.yuan(limit)), verdict=verdict
        )
        return Remark(text, () if right == "none" else (right,), ("limit", "current_exposure"))

    prompt = _("不论这一笔办不办，它现有的占用须怎样处理？")
    clause = solved.focus if ASPECTS[solved.focus] == STATE else "credit.33"
    return Part(STATE, prompt, ONE, right, clause, options(_STATES), departs=departs)


def _window(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        end = solved.values["contract_end"]
        begins = _BEFORE_END.before(end)
        assert begins
        text = _(
            "合同{end}到期，到期前{period}内是从{begins}到{end}，首尾两天都算（解释 I-35）；核对日期是{as_of}。"
        ).format(
            end=day(end),
            period=spelled(_BEFORE_END),
            begins=day(begins),
            as_of=day(solved.values["as_of"]),
        )
        return Remark(text, ("credit.36",), ("contract_end", "as_of"))

    prompt = _("是不是已在合同到期前{period}内，须对欠货、欠款全部清收？").format(period=spelled(_BEFORE_END))
    return yes_no(solved, CONTRACT, prompt, solved.fields["clearing_window"], "credit.36", departs)


def _approvers(solved: Solved) -> Part:
    needs = solved.fields["decision"] == NEEDS_WRITTEN_APPROVAL
    sections = CHECK.view(solved.values, solved.outcome)["sections"]
    chain = next(section["items"] for section in sections if section["id"] == "approvers")
    right = [item["role"] for item in chain]
    labels = {role: role for role in _ROLES}

    def departs(answer: list[str]) -> Remark:
        if not needs:
            return Remark(_("这一笔不是等批准文书，不必报谁批准。"), tuple(deciding(solved)[:1]))
        text = _("{compared}。批准文书来自信用额度的审批人（解释 I-19）{submitted}。")
        return Remark(
            text.format(compared=compare_lists(answer, right, labels), submitted=_submitted_words()),
            ("credit.32",),
        )

    prompt = _("须取得批准文书的，依次由谁上报、批准？不须取得的，选“一个也没有”。")
    return Part("approvers", prompt, SEQUENCE, right, "credit.32", options(labels), departs=departs)


def _submitted_words() -> str:
    """Of which grades the limit is submitted to its approvers, and by whom."""
    submitted = {
        grade: [each.role for each in chain_for(grade) if each.act == SUBMIT]
        for grade in GRADES
        if grade != C
    }
    return "".join(
        _("；{grade}级先由{roles}上报").format(grade=grade, roles=_("、").join(roles))
        for grade, roles in submitted.items()
        if roles
    )


def _missing(solved: Solved) -> Part:
    return to_find_out(solved, CHECK, _("要决定这一笔能不能办，还须查明哪些？没有的，选“一项也没有”。"))


_PARTS = {
    DECISION: _decision,
    "after": _after,
    "excess": _excess,
    STATE: _state,
    CONTRACT: _window,
    "approvers": _approvers,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """Grade and arrears first, then the sum against the limit; the state and the contract where they were asked for."""
    remarks = []
    ids = [part.id for part in ask(solved)]
    for id, make in ((DECISION, _decision), (STATE, _state), (CONTRACT, _window)):
        remark = make(solved).departs(None) if id in ids else None
        if remark:
            remarks.append(remark)
    return remarks


EXERCISE = Exercise(
    check="order",
    language=LANGUAGE,
    courses={CLERK: "发货前的核对", CONTROLLER: "超额的单据"},
    focuses=tuple(ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
