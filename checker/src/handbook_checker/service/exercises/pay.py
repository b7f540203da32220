"""Practice for `pay`: work out what is deducted and what is left."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from ...model import money
from ...model.catalogue import _
from ...model.clauses import stated
from ...model.wording import numeral, quantity, spelled
from ...training.duties import called
from ...training.exercise import (
    Draft,
    Exercise,
    Solved,
    a_day,
    cite,
    hide,
    missing_labels,
    to_find_out,
    yes_no,
)
from ...training.questions import AMOUNT, OPEN, Part, Remark
from ...training.stories import Facts, amount, day
from ...training.trainees import SERVICE
from ..pay import CHECK
from ..phrases.pay import LANGUAGE
from ..rules import FROM_THIRD, WHOLE_MONTH

_PAY, _LATE = stated("service.6.1"), stated("service.7.1")
_PROBATION, _LEAST = _PAY.probation.period, money.yuan(_PAY.fines.least).removesuffix(".00")

LATENESS, FINES = "lateness", "fines"
ASPECTS = {"service.6.1": FINES, "service.7.1": LATENESS}


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A month's pay in which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    as_of = a_day(rng)
    facts: Facts = {"as_of": as_of.isoformat(), "base_salary": str(rng.randrange(32, 80) * 100)}
    if level >= 2 or aspect == LATENESS:
        often = _LATE.too_often
        facts["late_count"] = (
            rng.choice((1, max(1, often - 1)))
            if level == 1
            else rng.choice((0, 1, often - 1, often, often, often + 1, often + 2))
        )
    if level >= 2 or aspect == FINES:
        facts["complaint_count"] = rng.randrange(1, 5) if aspect == FINES else rng.randrange(0, 4)
        # Below the least that the clause allows, now and then, once somebody can see it.
        least = _PAY.fines.least // money.FEN_PER_YUAN
        too_low = (max(1, least // 2), max(1, least * 4 // 5))
        fines = (
            (least, 2 * least, 3 * least, 5 * least)
            if level == 1
            else (*too_low, least, 2 * least, 5 * least)
        )
        if facts["complaint_count"] and rng.random() < 0.8:
            facts["fine_per_complaint"] = str(rng.choice(fines))
    if level >= 3:
        edge = _PROBATION.before(as_of)
        assert edge
        length = (as_of - edge).days
        hired = rng.choice(
            (
                edge,
                edge + timedelta(1),
                as_of - timedelta(rng.randrange(3, min(85, max(4, length - 4)))),
                as_of - timedelta(rng.randrange(max(120, length + 28), max(2000, 2 * length + 28))),
            )
        )
        facts["hired_on"] = hired.isoformat()
        if aspect == LATENESS:
            facts["late_count"] = _LATE.too_often - 1 + rng.choice((0, 1, 2, 3, 4))
        if rng.random() < 0.25:
            facts["late_rate_applies"] = rng.choice((FROM_THIRD, WHOLE_MONTH))
    draft = Draft(facts, cast={"客服": called(rng)}, extra={"aspect": aspect})
    if level == 4:
        near = "late_count" if aspect == LATENESS else "complaint_count"
        names = ["base_salary", "late_count", "complaint_count", "hired_on"]
        hide(draft, [near] if rng.random() < 0.4 else [name for name in names if name != near], rng, 2)
        if "complaint_count" in draft.unknown:
            facts.pop("fine_per_complaint", None)
    return draft


def percent_for(count: int, rule: str) -> int:
    """What so many times late in a month cost, in percent of the base salary."""
    percent: int = _LATE._replace(all_then=rule == WHOLE_MONTH).percent_for(count)
    return percent


def deciding(solved: Solved) -> Sequence[str]:
    """The clause under which the case asks for an amount."""
    return (solved.focus,)


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect = solved.draft.extra["aspect"]
    wanted = {
        1: (aspect,),
        2: (LATENESS, FINES, "total"),
        3: (LATENESS, FINES, "total", "after", "probation", "allowed"),
        4: (LATENESS, FINES, "total", "after", "probation", "missing"),
    }[solved.level]
    order = (LATENESS, FINES, "total", "after", "probation", "allowed", "missing")
    asked = [_PARTS[id](solved) for id in order if id in wanted]
    prompt = _("迟到的扣款依据哪一项？") if aspect == LATENESS else _("投诉的罚款依据哪一项？")
    return [*asked, cite(prompt, solved, EXERCISE, deciding(solved))]


def _money(solved: Solved, id: str, prompt: str, field: str, clause: str, departs: Any) -> Part:
    right = solved.fields[field] or OPEN
    return Part(id, prompt, AMOUNT, right, clause, can_be_open=solved.level == 4, departs=departs)


def _lateness_words(solved: Solved) -> str:
    """How the deduction for being late is worked out."""
    values = solved.values
    base, count = values["base_salary"], values["late_count"]
    if solved.fields["lateness_deduction"] is None:
        return _("基本工资或迟到次数不清楚，迟到扣款算不出来。")
    if not count:
        return _("没有迟到，不扣。")
    assert base is not None
    rule = _rate(solved)
    percent = percent_for(count, rule)
    often = _LATE.too_often
    if count < often:
        text = _("每次 {lower}%，{count} 次共 {percent}%")
    elif rule == WHOLE_MONTH:
        text = _("{often}次以上，当月各次都按 {higher}%，{count} 次共 {percent}%")
    elif often > 1:
        text = _("前{before}次各 {lower}%，从第{nth}次起各 {higher}%，{count} 次共 {percent}%（解释 I-24）")
    else:
        text = _("每次 {higher}%，{count} 次共 {percent}%")
    way = text.format(
        lower=_LATE.percent,
        higher=_LATE.percent_then,
        before=quantity(often - 1),
        nth=numeral(often),
        often=quantity(often),
        count=count,
        percent=percent,
    )
    return _("{way}；{base}的 {percent}% 是{amount}。").format(
        way=way,
        base=amount(money.yuan(base)),
        percent=percent,
        amount=amount(solved.fields["lateness_deduction"]),
    )


def _rate(solved: Solved) -> str:
    """From which lateness the higher rate applies: as the story says, or as the organisation has set it."""
    return str(solved.values["late_rate_applies"] or solved.settings.late_rate_applies)


def _lateness(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        base, count = solved.values["base_salary"], solved.values["late_count"]
        given = money.fen(answer) if answer and answer != OPEN else None
        slip = ""
        if base and count and given is not None and solved.fields["lateness_deduction"] is not None:
            lower, higher = _LATE.percent, _LATE.percent_then
            every_time, once = _("您对每一次都按 {percent}% 扣了。"), _("您只扣了一次 {percent}%。")
            ways = {
                base * higher * count // 100: every_time.format(percent=higher),
                base * lower * count // 100: every_time.format(percent=lower),
                base * higher // 100: once.format(percent=higher),
                base * lower // 100: once.format(percent=lower),
                base * percent_for(count, FROM_THIRD) // 100: _(
                    "您从第{nth}次起才按 {percent}% 扣，而这里的规定是当月各次都按 {percent}%。"
                ).format(nth=numeral(_LATE.too_often), percent=higher),
            }
            slip = ways.get(given, "")
        return Remark(
            slip + _lateness_words(solved),
            ("service.7.1",),
            ("late_count", "base_salary", "late_rate_applies"),
        )

    prompt = _("迟到扣多少元？")
    return _money(solved, LATENESS, prompt, "lateness_deduction", "service.7.1", departs)


def _fines_words(solved: Solved) -> str:
    """How the fines are worked out."""
    values = solved.values
    count, fine = values["complaint_count"], values["fine_per_complaint"]
    if count is None:
        return _("投诉次数不清楚，罚款算不出来。")
    if not count:
        return _("没有投诉，不罚。")
    used = _PAY.fines._replace(each=fine).counted
    why = ""
    if fine is None:
        why = _("没有写明每次罚多少，按最低的 {least} 元（解释 I-26）；").format(least=_LEAST)
    elif fine < _PAY.fines.least:
        why = _("写的是每次{fine}，低于最低的 {least} 元，按 {least} 元算（解释 I-26）；").format(
            fine=amount(money.yuan(fine)), least=_LEAST
        )
    return why + _("{count} 次，每次{used}，共{fines}。").format(
        count=count, used=amount(money.yuan(used)), fines=amount(solved.fields["complaint_fines"])
    )


def _fines(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        return Remark(_fines_words(solved), ("service.6.1",), ("complaint_count", "fine_per_complaint"))

    return _money(solved, FINES, _("投诉罚多少元？"), "complaint_fines", "service.6.1", departs)


def _total(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        if solved.fields["total_deduction"] is None:
            return Remark(
                _("{labels}不清楚，合计算不出来。").format(labels=missing_labels(solved, CHECK)),
                ("service.7.1", "service.6.1"),
            )
        return Remark(_("合计是迟到扣款加投诉罚款。"), ("service.7.1", "service.6.1"))

    return _money(solved, "total", _("一共扣多少元？"), "total_deduction", solved.focus, departs)


def _after(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        fields = solved.fields
        if fields["pay_after_deductions"] is None:
            return Remark(
                _("基本工资或扣款不清楚，剩多少算不出来。"), ("service.6.1",), solved.outcome.missing
            )
        if fields["total_deduction"] is None:
            return Remark(
                _("无论不清楚的事实怎样，剩下的都是{left}。").format(
                    left=amount(fields["pay_after_deductions"])
                ),
                ("service.6.1",),
            )
        return Remark(_("基本工资减去扣款合计，最低为 0（解释 I-25）。"), ("service.6.1", "service.7.1"))

    prompt = _("扣款之后还剩多少元？提成、奖金不计。")
    return _money(solved, "after", prompt, "pay_after_deductions", solved.focus, departs)


def _probation(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        hired = solved.values["hired_on"]
        if hired is None:
            return Remark(_("入职日期不清楚，不能认定。"), ("service.6.1",))
        ends = _PROBATION.after(hired)
        assert ends
        text = _("{hired}入职，试用期{period}，到{ends}就满了；核对日期是{as_of}。").format(
            hired=day(hired),
            period=spelled(_PROBATION),
            ends=day(ends),
            as_of=day(solved.values["as_of"]),
        )
        return Remark(text, ("service.6.1",), ("hired_on", "as_of"))

    return yes_no(
        solved, "probation", _("还在试用期内吗？"), solved.fields["in_probation"], "service.6.1", departs
    )


def _allowed(solved: Solved) -> Part:
    right = solved.status("service.6.1") == "met"

    def departs(answer: Any) -> Remark:
        text = _(
            "罚款最低每次 {least} 元；写明低于 {least} 元的，不合规定。没有写明的，按 {least} 元算，不算违反。"
        )
        return Remark(text.format(least=_LEAST), ("service.6.1",), ("fine_per_complaint",))

    return yes_no(solved, "allowed", _("罚款的标准合不合规定？"), right, "service.6.1", departs)


def _missing(solved: Solved) -> Part:
    return to_find_out(solved, CHECK, _("要把各项都算出来，还须查明哪些？没有的，选“一项也没有”。"))


_PARTS = {
    LATENESS: _lateness,
    FINES: _fines,
    "total": _total,
    "after": _after,
    "probation": _probation,
    "allowed": _allowed,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """The sums, one by one."""
    ids = [part.id for part in ask(solved)]
    remarks = []
    if LATENESS in ids:
        remarks.append(Remark(_lateness_words(solved), ("service.7.1",), ("late_count",)))
    if FINES in ids:
        remarks.append(Remark(_fines_words(solved), ("service.6.1",), ("complaint_count",)))
    if "after" in ids:
        remark = _after(solved).departs(None)
        assert remark
        remarks.append(remark)
    if "probation" in ids:
        remark = _probation(solved).departs(None)
        assert remark
        remarks.append(remark)
    return remarks


EXERCISE = Exercise(
    check="pay",
    language=LANGUAGE,
    courses={SERVICE: "考勤与扣款"},
    focuses=tuple(ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
