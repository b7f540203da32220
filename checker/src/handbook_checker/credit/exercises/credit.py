"""Practice for `credit`: rate the customer, permit or refuse the credit, and say by which clause."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from ...engine.permission import (
    APPROVE,
    PERMITTED,
    REFUSED,
    SUBMIT,
    UNDETERMINED,
    Amount,
    Headroom,
    Permission,
    with_amounts,
)
from ...model import money
from ...model.catalogue import _
from ...model.clauses import Applies, clauses
from ...model.dates import Period
from ...model.outcome import MET, NOT_MET, UNKNOWN
from ...model.wording import length, numeral, quantity, spelled
from ...training import customers
from ...training.exercise import (
    Draft,
    Exercise,
    Solved,
    a_day,
    cite,
    missing_labels,
    still_open,
    to_find_out,
    yuan,
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
    options,
)
from ...training.stories import Facts, amount, day
from ...training.trainees import CLERK, CONTROLLER
from ..check import CHECK
from ..facts import DOWNSTREAM, GRADES, LONG_TERM, TEMPORARY, UPSTREAM, A, B, C
from ..phrases.credit import LANGUAGE
from ..rating import A_CLAUSES, C_CLAUSES, CONTRADICTORY
from ..roles import CREDIT_CONTROLLER, DEPUTY_IN_CHARGE_OF_MARKETING
from ..rules import RANKS, cooperation_lasts, measure

# What a case turns on, by its deciding clause.

RATING, DECISION, LIMIT, DUE, CONTRACT, SIGNED, REQUEST, EXPOSURE, FORCE = (
    "rating",
    "decision",
    "limit",
    "due",
    "contract",
    "signed",
    "request",
    "exposure",
    "force",
)
ASPECTS = {
    **dict.fromkeys(
        (
            "credit.15",
            *(id for id in A_CLAUSES if id != "credit.15.2"),
            "credit.16",
            *C_CLAUSES,
            "credit.17",
            "credit.18",
        ),
        RATING,
    ),
    **dict.fromkeys(("credit.26.1", "credit.26.2", "credit.27", "credit.28", "credit.35"), DECISION),
    "credit.24.2.1": LIMIT,
    "credit.23": DUE,
    "credit.24.2.3": CONTRACT,
    "credit.30": SIGNED,
    "credit.32": REQUEST,
    "credit.33": EXPOSURE,
    "credit.34": EXPOSURE,
    "credit.45": FORCE,
}
NEVER = {
    "credit.15.2": "与第十六条第（一）项说的是同一件事（解释 I-03）：这一项不符合时，第十六条第（一）项就成立，等级由后者决定。",
}

_FACT_OF = {
    **{id: clauses()[id].facts[0] for id in A_CLAUSES},
    **{id: clauses()[id].facts[0] for id in C_CLAUSES},
}
_A_COUNT, _C_COUNT = quantity(len(A_CLAUSES)), quantity(len(C_CLAUSES))
_GOOD_A = ("law_abiding_and_reliable", "good_operations_2y", "strong_finances", "meets_annual_standard")
_SIGNS_OF_C = tuple(_FACT_OF[id] for id in C_CLAUSES)
_FOLLOWS = {
    "serious_default_2y": "law_abiding_and_reliable",
    "often_breaks_promises": "law_abiding_and_reliable",
    "serious_illegal_operation": "law_abiding_and_reliable",
    "ordered_to_suspend_or_rectify": "law_abiding_and_reliable",
    "poor_operations": "good_operations_2y",
    "weak_finances": "strong_finances",
    "seizure_or_freeze_risk": "strong_finances",
}
"""Of a customer of whom the first is true nobody would believe the second."""


_ARTICLES = ("credit.26.1", "credit.26.2", "credit.27")
"""The clauses that open credit, each to customers of one grade."""


def _permitted(id: str, customer: Mapping[str, Any]) -> Permission:
    """What a clause says of the credit of a customer; where a fact is not given, what it says of one who lacks it."""
    entry = clauses()[id]
    assert entry.rule
    amounts = with_amounts(CHECK.facts)
    found: Permission = entry.rule(*(amounts.get(name, customer.get(name)) for name in entry.parameters))
    return found


def _applies(id: str) -> Applies:
    """For whom an article is."""
    applies = clauses()[id].applies
    assert applies
    return applies


def _grade_by(id: str) -> str:
    """The grade for whose customers an article is."""
    return str(_applies(id).wanted["grade"])


def _terms(id: str) -> dict[str, Period]:
    """How long credit runs that a clause opens, by the kind of credit."""
    terms = {kind: _permitted(id, {"requested_kind": kind}).term for kind in (LONG_TERM, TEMPORARY)}
    return {kind: term for kind, term in terms.items() if term}


def _measured_by(role: str | None) -> str:
    """The fact that tells how large the business of a customer of this role is."""
    return measure(role or "", Amount("average_monthly_collection"), Amount("average_monthly_delivery")).fact


# Drawing


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A customer on whom `focus` ought to decide."""
    aspect = ASPECTS[focus]
    as_of = a_day(rng)
    facts = _sound(rng, as_of)
    draft = Draft(facts, cast=customers.cast(rng), extra={"aspect": aspect})
    if aspect == RATING:
        _rated_by(focus, facts, rng, as_of)
    elif aspect == FORCE:
        _around_the_first_day(draft, rng, as_of)
    else:
        grades = {"credit.26.1": (A,), "credit.26.2": (A,), "credit.27": (B,), "credit.28": (C,)}
        _make(
            rng.choice(grades.get(focus, (A, A, B, B) if focus != "credit.34" else GRADES)), facts, rng, as_of
        )
    with_credit = aspect not in (RATING, FORCE) or (level > 1 and aspect != FORCE)
    if with_credit:
        _apply_for(focus, facts, rng, level)
    if level >= 3 and with_credit:
        _enrich(focus, facts, rng)
    if level == 4:
        _obscure(focus, draft, rng)
    draft.brief = level == 1 and (aspect != RATING or rng.random() < 0.4)
    return draft


def _sound(rng: Random, as_of: date) -> Facts:
    return {
        "as_of": as_of.isoformat(),
        "role": rng.choice((DOWNSTREAM, UPSTREAM)),
        "cooperation_since": (_latest_start(as_of) - timedelta(rng.randrange(135, 3035))).isoformat(),
        **dict.fromkeys(_GOOD_A, True),
        **dict.fromkeys(_SIGNS_OF_C, False),
        "newly_developed": False,
        "key_data_complete": True,
    }


def _latest_start(as_of: date) -> date:
    """The latest day from which the cooperation has lasted as long as grade A asks for."""
    day = cooperation_lasts(None, as_of).latest_since
    assert day
    return day


def _spoil(name: str, facts: Facts, rng: Random, as_of: date) -> None:
    """Let a condition of grade A fail, a sign of grade C show, or the customer be barred from A."""
    if name == "cooperation_since":
        edge = _latest_start(as_of)
        most = max(4, (as_of - edge).days - 65)
        facts[name] = (edge + timedelta(rng.choice((1, 2, rng.randrange(3, most))))).isoformat()
    elif name == "newly_developed":
        # New, and yet with us for as long as grade A asks for.
        since = _latest_start(as_of) - timedelta(rng.randrange(90))
        facts |= {name: True, "cooperation_since": since.isoformat()}
    else:
        facts[name] = name in _SIGNS_OF_C
        if name in _FOLLOWS:
            facts[_FOLLOWS[name]] = False
        if name == "sharp_decline_or_unfair_conduct":
            facts["good_operations_2y"] = rng.random() < 0.5


def _rated_by(focus: str, facts: Facts, rng: Random, as_of: date) -> None:
    if focus == "credit.15":
        if rng.random() < 0.4:
            facts["cooperation_since"] = (_latest_start(as_of) - timedelta(rng.randrange(3))).isoformat()
    elif focus == "credit.16":
        for name in rng.sample(_SIGNS_OF_C, 2):
            _spoil(name, facts, rng, as_of)
    elif focus == "credit.17":
        for name in rng.sample((*_GOOD_A, "cooperation_since"), 2):
            _spoil(name, facts, rng, as_of)
    elif focus == "credit.18":
        _spoil(rng.choice(("newly_developed", "key_data_complete")), facts, rng, as_of)
    else:
        _spoil(_FACT_OF[focus], facts, rng, as_of)


def _make(grade: str, facts: Facts, rng: Random, as_of: date) -> None:
    if grade == B:
        _spoil(rng.choice((*_GOOD_A, "cooperation_since", "key_data_complete")), facts, rng, as_of)
    elif grade == C:
        _spoil(rng.choice(_SIGNS_OF_C), facts, rng, as_of)


def _grade_of(facts: Facts) -> str:
    if any(facts[name] for name in _SIGNS_OF_C):
        return C
    as_of, since = date.fromisoformat(facts["as_of"]), date.fromisoformat(facts["cooperation_since"])
    sound = all(facts[name] for name in _GOOD_A) and cooperation_lasts(since, as_of).truth
    return A if sound and facts["key_data_complete"] and not facts["newly_developed"] else B


def _apply_for(focus: str, facts: Facts, rng: Random, level: int) -> None:
    """An application with all that the customer's article asks for."""
    grade = _grade_of(facts)
    if level == 4 and grade == C:
        # Once a sign of grade C is in doubt, the customer may be one of grade B.
        grade = B
    permitted = focus in (
        "credit.24.2.1",
        "credit.24.2.3",
        "credit.23",
        "credit.30",
        "credit.32",
        "credit.33",
        "credit.35",
    )
    wanted = permitted or rng.random() < 0.6
    measured = _measured_by(facts["role"])
    facts |= {"requested_kind": rng.choice((TEMPORARY, LONG_TERM)), "arrears_unsettled": focus == "credit.35"}
    if level > 1 or focus in ("credit.32", "credit.24.2.1"):
        facts["requested_amount"] = yuan(rng, 10, 400)
    if grade == A:
        prior = {"credit.26.1": False, "credit.26.2": True}.get(focus, rng.random() < 0.6)
        facts[measured] = yuan(rng, 30, 600)
        facts["has_prior_credit"] = prior
        if prior:
            facts["prior_credit_amount"] = yuan(rng, 20, 700)
        else:
            facts["special_necessity"] = wanted
            kinds = _permitted("credit.26.1", facts).kinds
            if permitted and kinds and facts["requested_kind"] not in kinds:
                facts["requested_kind"] = kinds[0]
    elif grade == B:
        facts |= {
            "special_necessity": wanted or rng.random() < 0.4,
            "collateral_completed": wanted or rng.random() < 0.4,
            "has_prior_credit": rng.random() < 0.5,
            measured: yuan(rng, 30, 600),
        }
        if facts["has_prior_credit"]:
            facts["prior_credit_amount"] = yuan(rng, 20, 700)
        if facts["collateral_completed"]:
            facts["collateral_value"] = yuan(rng, 20, 900)
    if focus in ("credit.32", "credit.33", "credit.34"):
        facts["current_exposure"] = yuan(rng, 5, 800)
    if focus == "credit.23":
        facts["start_date"] = _start(facts, rng)
    if focus == "credit.24.2.1":
        article = {A: "credit.26.2" if facts.get("has_prior_credit") else "credit.26.1"}.get(
            grade, "credit.27"
        )
        lowest = min(
            cap.of(int(facts[cap.fact])) or 0
            for cap in _caps_of(_permitted(article, facts))
            if cap.fact in facts
        )
        room = rng.randrange(1, max(2, lowest // 1000)) * 1000
        _total(facts, room, rng)


def _start(facts: Facts, rng: Random) -> str:
    """A day soon after; month ends now and then, where counting is a matter of care."""
    start = date.fromisoformat(facts["as_of"]) + timedelta(rng.randrange(1, 25))
    if rng.random() < 0.3:
        start = (start.replace(day=1) + timedelta(62)).replace(day=1) - timedelta(1)
    return start.isoformat()


def _total(facts: Facts, room: int, rng: Random) -> None:
    granted = rng.randrange(80, 900) * 10_000
    facts |= {"receivables_reference_balance": str(granted + room), "total_credit_granted": str(granted)}


def _enrich(focus: str, facts: Facts, rng: Random) -> None:
    """Facts that matter besides, and facts that do not: the other measure, a collateral that grade A does not need."""
    grade = _grade_of(facts)
    facts.setdefault("start_date", _start(facts, rng))
    if rng.random() < 0.6:
        facts.setdefault("current_exposure", yuan(rng, 0, 80))
    for name in ("average_monthly_collection", "average_monthly_delivery"):
        if rng.random() < 0.4:
            facts.setdefault(name, yuan(rng, 30, 600))
    if grade == A and rng.random() < 0.4:
        facts |= {"collateral_completed": True, "collateral_value": yuan(rng, 20, 900)}
    if grade == C and rng.random() < 0.5:
        facts |= {
            "special_necessity": True,
            "collateral_completed": True,
            "collateral_value": yuan(rng, 20, 900),
        }
    if "receivables_reference_balance" not in facts and rng.random() < 0.4:
        _total(facts, rng.randrange(80, 300) * 10_000, rng)
    if focus in ("credit.35", "credit.28", "credit.16") and rng.random() < 0.5:
        facts["meets_annual_standard"] = False


_NEVER_OBSCURED = {
    "as_of",
    "current_exposure",
    "requested_amount",
    "start_date",
    "receivables_reference_balance",
    "total_credit_granted",
}
_NEAR = {
    "credit.18": ("newly_developed", "key_data_complete"),
    "credit.26.1": ("special_necessity", "has_prior_credit"),
    "credit.26.2": ("prior_credit_amount", "average_monthly_collection", "average_monthly_delivery"),
    "credit.27": ("special_necessity", "collateral_completed", "collateral_value"),
    "credit.35": ("arrears_unsettled",),
    **{id: (name,) for id, name in _FACT_OF.items()},
}
"""The facts that leave a clause open when they are unknown."""


def _obscure(focus: str, draft: Draft, rng: Random) -> None:
    """Take facts away: the deciding one, or some that turn out not to matter; or let two contradict each other."""
    facts = draft.facts
    near = [name for name in _NEAR.get(focus, ()) if name in facts]
    pairs = [
        pair
        for pair in CONTRADICTORY
        if _FACT_OF.get(focus) == pair[1] or (focus in ("credit.16", "credit.28") and facts[pair[1]])
    ]
    turn = rng.random()
    if pairs and turn < 0.4:
        facts[rng.choice(pairs)[0]] = True
        return
    if near and turn < 0.7:
        hidden = [rng.choice(near)]
    else:
        others = [name for name in facts if name not in (*_NEVER_OBSCURED, *near, "role", "requested_kind")]
        hidden = rng.sample(others, min(len(others), rng.randrange(1, 4)))
    if "has_prior_credit" in hidden:
        hidden.append("prior_credit_amount")
    if "collateral_completed" in hidden:
        hidden.append("collateral_value")
    for name in hidden:
        if facts.pop(name, None) is not None and name not in ("prior_credit_amount", "collateral_value"):
            draft.unknown.append(name)
    for name, whole in (
        ("prior_credit_amount", "has_prior_credit"),
        ("collateral_value", "collateral_completed"),
    ):
        if name in hidden and facts.get(whole):
            draft.unknown.append(name)


def _around_the_first_day(draft: Draft, rng: Random, as_of: date) -> None:
    first = as_of + timedelta(rng.choice((-1, 0, 1, 1, 2, rng.randrange(3, 60))))
    draft.settings = {"effective_from": first.isoformat()}
    draft.remarks = [_("本制度自{day}起颁布施行").format(day=day(first))]


# Deciding


def deciding(solved: Solved) -> Sequence[str]:
    """The clauses that decide what the case turns on."""
    aspect = solved.draft.extra["aspect"]
    if aspect == FORCE:
        return ("credit.45",)
    if not solved.outcome.in_force:
        return ()
    if aspect == RATING:
        return _deciding_rating(solved)
    credit, conditions = (
        solved.fields["credit"],
        [condition.clause for condition in solved.outcome.conditions],
    )
    if aspect == DECISION:
        return _deciding_credit(solved)
    if aspect == LIMIT:
        return tuple(id for id in credit["because"] or () if id == "credit.24.2.1")
    if aspect == DUE:
        return ("credit.23",) if credit["due"] else ()
    if aspect == SIGNED:
        return ("credit.30",) if solved.fields["approvers"] else ()
    wanted = {CONTRACT: ("credit.24.2.3",), REQUEST: ("credit.32",), EXPOSURE: ("credit.33", "credit.34")}[
        aspect
    ]
    return tuple(id for id in wanted if id in conditions)


def _deciding_rating(solved: Solved) -> Sequence[str]:
    possible = solved.fields["rating"]["possible"]
    if possible == [C]:
        met = [id for id in C_CLAUSES if solved.status(id) == MET]
        return (*met, "credit.16") if len(met) == 1 else ("credit.16", *met)
    if possible == [A]:
        return ("credit.15",)
    if possible == [B]:
        failed = _failed(solved)
        return (*failed, "credit.17") if len(failed) == 1 else ("credit.17", *failed)
    return _open_rating(solved)


def _open_rating(solved: Solved) -> tuple[str, ...]:
    # Of the two clauses that ask of a default, article 16 decides (I-03).
    return tuple(
        sorted(still_open(solved, (*A_CLAUSES, *C_CLAUSES, "credit.18")), key=lambda id: id == "credit.15.2")
    )


def _failed(solved: Solved) -> list[str]:
    failed = [id for id in A_CLAUSES if solved.status(id) == NOT_MET]
    return [*failed, *(["credit.18"] if solved.status("credit.18") == MET else [])]


def _deciding_credit(solved: Solved) -> Sequence[str]:
    credit = solved.fields["credit"]
    if credit["decision"] == UNDETERMINED:
        of_credit = still_open(solved, ("credit.35", "credit.26.1", "credit.26.2", "credit.27", "credit.28"))
        return of_credit or _open_rating(solved)
    because = credit["because"] or []
    return tuple(sorted(because, key=lambda id: id == "credit.24.2.1"))


# Asking

_DECISIONS = {PERMITTED: "可以授信", REFUSED: "不予授信"}
_SHORT = {TEMPORARY: "临时", LONG_TERM: "长期"}
_KINDS = dict(CHECK.facts["requested_kind"].choices)
_ROLE_LABELS = dict(CHECK.facts["role"].choices)
_REQUESTS = {"within_limit": "在可用额度之内", "over_limit": "超出可用额度", "none": "不予授信，无从比较"}
_EXPOSURES = {
    "none": "不须另外处理",
    "credit.33": "在较短期间内压缩至信用额度之内",
    "credit.34": "加大清收力度，只减不增，并采取资产保全措施",
}
_RECORDED_IN = _permitted("credit.24.2.3", {}).recorded_in
_TOP = _permitted("credit.30", {}).approved_by
_CONDITIONS = {
    "credit.24.2.1": "由财务部确认授信总额没有超过基准余额",
    "credit.24.2.3": f"在{_RECORDED_IN}中注明信用额度",
    **{id: f"信用额度从低执行，并逐步减少（{_grade_by(id)}级）" for id in ("credit.26.2", "credit.27")},
    "credit.32": "先取得上级相关部门的正式批准文书",
    "credit.33": "把占用压缩至信用额度之内",
    "credit.34": "清收占用，采取资产保全措施",
}
_ROLES = (*RANKS, DEPUTY_IN_CHARGE_OF_MARKETING, CREDIT_CONTROLLER)
_CITING = {
    RATING: "决定信用等级的是哪一条（项）？",
    DECISION: "决定能否授信的是哪一条（项）？",
    LIMIT: "最后把额度定在这个数上的是哪一条（目）？",
    DUE: "到期日怎样起算，依据哪一条？",
    CONTRACT: f"哪一条（目）要求把额度写进{_RECORDED_IN}？",
    SIGNED: f"额度还须{'、'.join(_TOP)}审批，依据哪一条？",
    REQUEST: "超出可用额度的部分，按哪一条办理？",
    EXPOSURE: "现有占用的处理，依据哪一条？",
    FORCE: "依据哪一条？",
}
_CITING_OPEN = "还不能认定、因而结论定不下来的，首先是哪一条（项）？"
_ALWAYS = {
    1: (),
    2: ("grade", "decision", "limit"),
    3: ("grade", "decision", "limit", "term", "approvers"),
    4: ("grade", "decision", "limit", "term", "missing", "conflict"),
}
_CORE = {
    RATING: "grade",
    DECISION: "decision",
    LIMIT: "limit",
    DUE: "due",
    CONTRACT: "conditions",
    SIGNED: "approvers",
    REQUEST: "request",
    EXPOSURE: "exposure",
    FORCE: "force",
}
_ORDER = (
    "force",
    "grade",
    "decision",
    "limit",
    "term",
    "due",
    "request",
    "exposure",
    "conditions",
    "approvers",
    "missing",
    "conflict",
)


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect = solved.draft.extra["aspect"]
    if aspect == FORCE:
        parts = [_force(solved)]
    else:
        wanted = {_CORE[aspect], *_ALWAYS[solved.level]}
        if solved.level == 4 and not solved.outcome.conflicts:
            wanted.discard("conflict")
        parts = [_PARTS[id](solved) for id in _ORDER if id in wanted]
    decided = deciding(solved)
    is_open = any(part.expected == OPEN for part in parts if part.id == _CORE[aspect]) or (
        aspect == RATING and len(solved.fields["rating"]["possible"]) > 1
    )
    prompt = _CITING_OPEN if is_open else _CITING[aspect]
    return [*parts, cite(_(prompt), solved, EXERCISE, decided)]


def _main(solved: Solved, aspect: str) -> str:
    """Where a mistake in an aspect counts: under the clause that decides it."""
    if aspect == solved.draft.extra["aspect"]:
        return solved.focus
    decided = {RATING: _deciding_rating, DECISION: _deciding_credit}[aspect](solved)
    return decided[0] if decided else solved.focus


def _force(solved: Solved) -> Part:
    labels = {"yes": "能，制度已经施行", "no": "不能，制度当时还没有施行"}
    right = "yes" if solved.outcome.in_force else "no"
    first = solved.settings.effective_from
    assert first

    def departs(answer: Any) -> Remark:
        text = _("制度自{first}起施行，核对日期是{as_of}：{verdict}。施行当天就能评。").format(
            first=day(first),
            as_of=day(solved.values["as_of"]),
            verdict=_("当天已在施行之列") if right == "yes" else _("那时还没有施行，不作评定"),
        )
        return Remark(text, ("credit.45",), ("as_of",))

    prompt = _("在核对日期这一天，能不能按本制度给它评级？")
    return Part("force", prompt, ONE, right, "credit.45", options(labels), departs=departs)


def _grade(solved: Solved) -> Part:
    possible = solved.fields["rating"]["possible"]
    labels = {grade: _("{grade} 级").format(grade=grade) for grade in GRADES}
    clause = _main(solved, RATING)
    if solved.level < 4:
        return Part(
            "grade",
            _("评为哪一级？"),
            ONE,
            possible[0],
            clause,
            options(labels),
            departs=lambda answer: _wrong_grade(solved, answer),
        )
    return Part(
        "grade",
        _("可能是哪几级？已经定下来的，只选那一级。"),
        MANY,
        possible,
        clause,
        options(labels),
        can_be_none=False,
        departs=lambda answer: _wrong_grades(solved, answer),
    )


def _labels(ids: Sequence[str]) -> str:
    registered = clauses()
    names = dict.fromkeys(
        name for id in ids for name in registered[id].facts if name in CHECK.facts and name != "as_of"
    )
    return named(_(CHECK.facts[name].label) for name in names)


def _facts_of(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for id in ids for name in clauses()[id].facts))


def _wrong_grade(solved: Solved, answer: str) -> Remark:
    """Which step of articles 15 to 18 the answer leaves out."""
    (grade,) = solved.fields["rating"]["possible"]
    met = [id for id in C_CLAUSES if solved.status(id) == MET]
    failed = _failed(solved)
    if grade == C:
        text = _("{labels}属于C级情形，出现任何一项就评为C级，不必再看A级条件。").format(labels=_labels(met))
        if answer == A and solved.status("credit.15") != NOT_MET and not failed:
            text = _(
                "A级条件虽然都符合，但出现了C级情形{labels}：第十六条说“任何”，C级优先（解释 I-01）。"
            ).format(labels=_labels(met))
        return Remark(text, (*met, "credit.16"), _facts_of(met))
    if grade == B and answer == A:
        if failed == ["credit.18"]:
            text = _("{count}项A级条件都符合，可是{labels}：新开发或关键资料不全的客户不列入A级。").format(
                count=_A_COUNT, labels=_why_barred(solved)
            )
        else:
            text = _("{labels}不符合，而A级要求{count}项同时符合。").format(
                count=_A_COUNT, labels=_labels([id for id in failed if id != "credit.18"])
            )
        return Remark(text, tuple(failed), _facts_of(failed))
    if grade == B:
        text = _("A级条件有一项不符合，只说明不是A级；C级要有第十六条的情形，这里一种也没有，所以是B级。")
        return Remark(text, ("credit.16", "credit.17"), _facts_of(failed))
    if answer == B:
        text = _(
            "{count}项A级条件全部符合，没有C级情形，也不属于新开发或资料不全，没有降为B级的理由。"
        ).format(count=_A_COUNT)
        return Remark(text, ("credit.15", "credit.18"))
    return Remark(_("第十六条的情形一种也没有，谈不上C级。"), ("credit.16",))


def _why_barred(solved: Solved) -> str:
    if solved.values["newly_developed"]:
        return _("它是新开发的客户")
    return _("关键资料不全")


def _wrong_grades(solved: Solved, answer: list[str]) -> Remark:
    possible = solved.fields["rating"]["possible"]
    for grade in GRADES:
        if grade in possible and grade not in answer:
            return _why_possible(solved, grade)
    (extra, *_more) = [grade for grade in answer if grade not in possible] or [""]
    return _why_impossible(solved, extra)


def _why_possible(solved: Solved, grade: str) -> Remark:
    open_c = [id for id in C_CLAUSES if solved.status(id) == UNKNOWN]
    open_a = [id for id in (*A_CLAUSES, "credit.18") if solved.status(id) == UNKNOWN]
    met = [id for id in C_CLAUSES if solved.status(id) == MET]
    if grade == C and met:
        return Remark(
            _("{labels}已经是C级情形，等级就定了。").format(labels=_labels(met)),
            (*met, "credit.16"),
            _facts_of(met),
        )
    if grade == C:
        text = _("C级还可能：{labels}还不清楚，若是属实，就评为C级。").format(labels=_labels(open_c))
        return Remark(text, tuple(open_c), _facts_of(open_c))
    if grade == A:
        text = _("A级还可能：已经知道的条件都符合，没有一项排除A级。")
        return Remark(text, ("credit.15", *open_a))
    failed = _failed(solved)
    if failed:
        text = _("B级还可能：{labels}不利于A级，而C级情形尚未认定。").format(labels=_labels(failed))
        return Remark(text, (*failed, "credit.17"), _facts_of(failed))
    text = _("B级还可能：{labels}还不清楚，若不符合，又没有C级情形，就是B级。").format(labels=_labels(open_a))
    return Remark(text, (*open_a, "credit.17"), _facts_of(open_a))


def _why_impossible(solved: Solved, grade: str) -> Remark:
    met = [id for id in C_CLAUSES if solved.status(id) == MET]
    failed = _failed(solved)
    if met:
        text = _("{labels}已经是C级情形，不清楚的事实怎样都改变不了，只能是C级。").format(labels=_labels(met))
        return Remark(text, (*met, "credit.16"), _facts_of(met))
    if grade == C:
        return Remark(
            _("C级已经排除：{count}种情形都查清了，一种也没有。").format(count=_C_COUNT), ("credit.16",)
        )
    if grade == A:
        text = _("A级已经排除：{labels}过不了关。").format(labels=_labels(failed))
        return Remark(text, tuple(failed), _facts_of(failed))
    text = _("B级已经排除：A级条件都已符合，没有一项能使它落到B级。")
    return Remark(text, ("credit.15", "credit.17"))


def _decision(solved: Solved) -> Part:
    decision = solved.fields["credit"]["decision"]
    return Part(
        "decision",
        _("能否授信？"),
        ONE,
        OPEN if decision == UNDETERMINED else decision,
        _main(solved, DECISION),
        options(_DECISIONS),
        can_be_open=solved.level == 4,
        departs=lambda answer: _wrong_decision(solved, answer),
    )


def _wrong_decision(solved: Solved, answer: str) -> Remark:
    decision = solved.fields["credit"]["decision"]
    if decision == UNDETERMINED:
        open_ids = _deciding_credit(solved)
        text = _("还定不下来：{labels}不清楚，答案不同，结论就不同。").format(
            labels=missing_labels(solved, CHECK)
        )
        return Remark(text, tuple(open_ids), solved.outcome.missing)
    why = _why_refused(solved) if decision == REFUSED else _why_permitted(solved)
    if answer != OPEN:
        return why
    return why._replace(text=_("不清楚的事实怎样都改变不了结论：") + why.text)


def _why_refused(solved: Solved) -> Remark:
    because, values = solved.fields["credit"]["because"], solved.values
    texts = []
    for id in because:
        if id == "credit.28":
            texts.append(_("C级客户不予授信，不给予任何预付款和赊销"))
        elif id == "credit.35":
            texts.append(_("上次欠款未结清之前，不再进行新的预付款、赊销"))
        elif id == "credit.24.2.1":
            texts.append(_("授信总额已没有余地"))
        elif id == "credit.26.1" and values["special_necessity"]:
            kinds = _permitted(id, values).kinds
            text = _("原来没有赊销的A级客户只能给予{kinds}的，申请的却是{kind}的（解释 I-10）")
            texts.append(
                text.format(
                    kinds=_("、").join(_(_SHORT[kind]) for kind in kinds),
                    kind=_(_SHORT[values["requested_kind"]]),
                )
            )
        elif id == "credit.26.1":
            texts.append(_("原来没有赊销的A级客户不应授信，除非属于非常必要的特殊情况"))
        elif id == "credit.27":
            lacking = [
                _(CHECK.facts[name].label)
                for name in ("special_necessity", "collateral_completed")
                if values[name] is False
            ]
            texts.append(
                _("B级客户原则上不予授信，须确有必要并且抵押手续完备，这里缺{labels}").format(
                    labels=named(lacking)
                )
            )
    return Remark(
        _("；").join(texts) + _("。"),
        tuple(because),
        _facts_of([id for id in because if id in ("credit.26.1", "credit.27", "credit.35")]),
    )


def _why_permitted(solved: Solved) -> Remark:
    because = solved.fields["credit"]["because"]
    text = {
        "credit.26.1": _("A级客户原来没有赊销，但属于非常必要的特殊情况，可以给予{kinds}。").format(
            kinds=_("、").join(_(_KINDS[kind]) for kind in _permitted("credit.26.1", solved.values).kinds)
        ),
        "credit.26.2": _("A级客户原来已有预付、赊销，可以授信，不必另有特殊必要（解释 I-12）。"),
        "credit.27": _("B级客户确有必要，抵押等手续也已完备，可以授信。"),
    }
    articles = [id for id in because if id in text]
    if len(articles) != 1:
        # The grade is open, and every grade that is left permits it.
        return Remark(_("还可能的各级都可以授信。"), tuple(because))
    return Remark(text[articles[0]], tuple(because))


def _caps_of(*permissions: Permission) -> list[Amount]:
    """The amounts that cap a limit, those of an earlier credit last."""
    found = [cap for permission in permissions for cap in permission.caps]
    found += [permission.lowered_to for permission in permissions if permission.lowered_to]
    return [*dict.fromkeys(found)]


def _opened_by(solved: Solved) -> list[str]:
    """The articles by which credit is opened; while none is settled, those for the grades that are possible."""
    settled = [id for id in solved.fields["credit"]["because"] or () if id in _ARTICLES]
    customers = [{**solved.values, "grade": grade} for grade in solved.fields["rating"]["possible"]]
    return settled or [id for id in _ARTICLES if any(_applies(id)(each) for each in customers)]


def _named(cap: Amount) -> str:
    """A cap by the label under which the story speaks of its amount, and what share of it counts."""
    label = _(CHECK.facts[cap.fact].label)
    return label if cap.percent == 100 else _("{label}的 {percent}%").format(label=label, percent=cap.percent)


def _known_caps(solved: Solved) -> dict[str, int]:
    """What caps the limit, in fen, by its name."""
    values = solved.values
    articles = _opened_by(solved)
    found = _caps_of(*(_permitted(id, values) for id in articles))
    if articles[0] not in (solved.fields["credit"]["because"] or ()):
        # While the article is open, so is what only one of them caps it by.
        found = [cap for cap in found if all(cap in _caps_of(_permitted(id, values)) for id in articles)]
    caps = {_named(cap): cap.of(values[cap.fact]) for cap in found}
    total = _permitted("credit.24.2.1", values).headroom
    if total:
        caps[_("授信总额的余地")] = Headroom.of(values[total.balance], values[total.granted])
    return {name: cap for name, cap in caps.items() if cap is not None}


def _limit(solved: Solved) -> Part:
    limit = solved.fields["credit"]["limit"]
    return Part(
        "limit",
        _("信用额度是多少元？不予授信的，填 0。"),
        AMOUNT,
        limit or OPEN,
        _main(solved, DECISION) if solved.draft.extra["aspect"] != LIMIT else solved.focus,
        can_be_open=solved.level == 4,
        departs=lambda answer: _wrong_limit(solved, answer),
    )


def _wrong_limit(solved: Solved, answer: str) -> Remark:
    credit, values = solved.fields["credit"], solved.values
    because = tuple(credit["because"] or ())
    if credit["decision"] == REFUSED:
        return Remark(_("不予授信，额度就是 0。"), because)
    if credit["limit"] is None:
        text = _("额度还定不下来：{labels}不清楚。").format(labels=missing_labels(solved, CHECK))
        return Remark(text, because or tuple(_deciding_credit(solved)), solved.outcome.missing)
    if answer == OPEN:
        return Remark(_("额度已经定了：") + _cap_words(solved), because)
    if answer == money.yuan(0):
        return Remark(_("既然可以授信，额度就不是 0：") + _cap_words(solved), because)
    fen = money.fen(answer)
    assert fen is not None
    taken = [label for label, cap in _known_caps(solved).items() if cap == fen]
    if taken:
        text = _("您取的是{label}，可是几个上限中应取最低的：").format(label=named(taken))
        return Remark(text + _cap_words(solved), because)
    if fen == values["requested_amount"]:
        return Remark(_("额度不由申请的金额决定：") + _cap_words(solved), (*because, "credit.22"))
    whole = _counted_whole(solved, fen)
    if whole:
        return Remark(whole + _cap_words(solved), because)
    if values["current_exposure"] and fen == (money.fen(credit["limit"]) or 0) - values["current_exposure"]:
        return Remark(
            _("您减去了当前占用，得出的是可用额度；信用额度本身不减占用：") + _cap_words(solved),
            (*because, "credit.22"),
        )
    measures = {role: _measured_by(role) for role in _ROLE_LABELS}
    other = [values[name] for role, name in measures.items() if role != values["role"]]
    if fen in other:
        text = _("，").join(
            _("{role}看{measure}").format(role=_(_ROLE_LABELS[role]), measure=_(CHECK.facts[name].label))
            for role, name in measures.items()
        )
        return Remark(_("{text}（解释 I-08）：").format(text=text) + _cap_words(solved), because)
    both = [values[name] for name in measures.values()]
    if None not in both and fen == sum(both):
        return Remark(_("回款和发货不相加（解释 I-09）：") + _cap_words(solved), because)
    return Remark(_("几个上限中取最低的：") + _cap_words(solved), because)


def _counted_whole(solved: Solved, fen: int) -> str:
    """What is wrong with taking an amount that caps the limit by a share of it, or not at all for this grade."""
    values, opened_by = solved.values, _opened_by(solved)
    for cap in _caps_of(*(_permitted(id, values) for id in opened_by)):
        if fen == values[cap.fact] and cap.percent != 100:
            label = _(CHECK.facts[cap.fact].label)
            return _("{label}只按 {percent}% 算：").format(label=label, percent=cap.percent)
    capped = [
        id for id in _ARTICLES if "collateral_value" in {cap.fact for cap in _permitted(id, values).caps}
    ]
    if fen == values["collateral_value"] and not {*capped} & {*opened_by}:
        return _("抵押资产额度只限制{grades}级客户的额度：").format(
            grades=_("、").join(dict.fromkeys(map(_grade_by, capped)))
        )
    return ""


def _cap_words(solved: Solved) -> str:
    caps = _known_caps(solved)
    listed = _("，").join(f"{label}{amount(money.yuan(cap))}" for label, cap in caps.items())
    return _("{caps}；额度为{limit}。").format(caps=listed, limit=amount(solved.fields["credit"]["limit"]))


def _key(term: Period) -> str:
    """A term as the answer to a question."""
    return f"months {term.months}" if term.months else f"days {term.days}"


def _term_key(solved: Solved) -> str:
    credit = solved.fields["credit"]
    if credit["decision"] == REFUSED:
        return "none"
    return _key(Period(**credit["term"])) if credit["term"] else OPEN


def _term_labels() -> dict[str, str]:
    """The terms that there are, as the answers to choose from."""
    terms = {_key(term): length(term) for id in _ARTICLES for term in _terms(id).values()}
    return {**terms, "none": "不予授信，没有期限"}


def _term(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        because = tuple(solved.fields["credit"]["because"] or ())
        right = _term_key(solved)
        if right == OPEN:
            return Remark(
                _("期限还定不下来：{labels}不清楚。").format(labels=missing_labels(solved, CHECK)), because
            )
        if right == "none":
            return Remark(_("不予授信，也就没有期限。"), because)
        return Remark(_term_words(solved), because)

    return Part(
        "term",
        _("期限是多久？"),
        ONE,
        _term_key(solved),
        _main(solved, DECISION),
        options(_term_labels()),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _term_words(solved: Solved) -> str:
    """How long credit runs, and whether that depends on its kind."""
    article = _opened_by(solved)[-1]
    grade, terms, kind = _grade_by(article), _terms(article), solved.values["requested_kind"]
    others = {other: term for other, term in terms.items() if other != kind and term != terms.get(kind)}
    if not others or kind not in terms:
        return _("{grade}级客户无论{kinds}，期限都在 {term}以内。").format(
            grade=grade,
            kinds=_("、").join(_(_SHORT[kind]) for kind in reversed(terms)),
            term=length(Period(**solved.fields["credit"]["term"])),
        )
    ((other, differing),) = others.items()
    return _("{grade}级客户的{kind}，期限是 {term}；{other}的才是 {differing}。").format(
        grade=grade,
        kind=_(_KINDS[kind]),
        term=length(terms[kind]),
        other=_(_SHORT[other]),
        differing=length(differing),
    )


def _due(solved: Solved) -> Part:
    def departs(answer: str) -> Remark:
        return Remark(
            _due_words(day(solved.values["start_date"]), Period(**solved.fields["credit"]["term"])),
            ("credit.23",),
            ("start_date",),
        )

    prompt = _("最迟哪一天到期？")
    return Part("due", prompt, DAY, solved.fields["credit"]["due"], "credit.23", departs=departs)


def _due_words(start: str, term: Period) -> str:
    """How a term is counted."""
    if term.days:
        text = _("自{start}起算 {term}，起算日的次日为第一天，第{last}天到期，节假日不顺延（解释 I-15）。")
        return text.format(start=start, term=length(term), last=numeral(term.days))
    month, there = _("下个月"), _("下个月")
    if term.months > 1:
        month, there = _("{term}后").format(term=spelled(term)), _("那个月")
    text = _("自{start}起算 {term}，到{month}的同一天；{there}没有这一天的，到月末那天（解释 I-15）。")
    return text.format(start=start, term=length(term), month=month, there=there)


def _request(solved: Solved) -> Part:
    credit = solved.fields["credit"]
    right = "none" if credit["decision"] == REFUSED else credit["request"] or OPEN

    def departs(answer: str) -> Remark:
        if credit["available"] is None:
            return Remark(_("可用额度还定不下来。"), ("credit.32",))
        text = _("可用额度是信用额度减去当前占用，为{available}；申请{requested}。").format(
            available=amount(credit["available"]),
            requested=amount(money.yuan(solved.values["requested_amount"])),
        )
        return Remark(text, ("credit.32",), ("current_exposure", "requested_amount"))

    return Part(
        "request",
        _("申请的金额在不在可用额度之内？"),
        ONE,
        right,
        "credit.32",
        options(_REQUESTS),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _exposure(solved: Solved) -> Part:
    conditions = [condition.clause for condition in solved.outcome.conditions]
    right = next((id for id in ("credit.33", "credit.34") if id in conditions), "none")

    def departs(answer: str) -> Remark:
        limit, exposure = solved.fields["credit"]["limit"], solved.values["current_exposure"]
        text = _("现有占用{exposure}，信用额度{limit}：").format(
            exposure=amount(money.yuan(exposure)), limit=amount(limit)
        )
        verdict = {
            "credit.33": _("有额度而占用大于额度，按第三十三条压缩。"),
            "credit.34": _("没有额度而仍有占用，按第三十四条只减不增并保全资产。"),
            "none": _("占用没有超过额度，不须处理。"),
        }
        return Remark(text + verdict[right], () if right == "none" else (right,), ("current_exposure",))

    return Part(
        "exposure",
        _("它现在的占用怎样处理？"),
        ONE,
        right,
        solved.focus,
        options(_EXPOSURES),
        departs=departs,
    )


def _conditions(solved: Solved) -> Part:
    right = [id for id in _CONDITIONS if id in {condition.clause for condition in solved.outcome.conditions}]

    def departs(answer: list[str]) -> Remark:
        text = compare_lists(answer, right, {id: _(label) for id, label in _CONDITIONS.items()})
        return Remark(_("对照核对结果的“条件与提醒”：{text}。").format(text=text), tuple(right))

    prompt = _("批准之外还须办哪些事？没有的，选“一项也没有”。")
    return Part("conditions", prompt, MANY, right, "credit.24.2.3", options(_CONDITIONS), departs=departs)


def _approvers(solved: Solved) -> Part:
    chain = solved.fields["approvers"]
    right = None if chain is None else [approver["role"] for approver in chain]
    labels = {role: role for role in _ROLES}

    def departs(answer: Any) -> Remark:
        credit = solved.fields["credit"]
        because = tuple(id for id in credit["because"] or () if id != "credit.24.2.1")
        if right is None:
            return Remark(_("能否授信还没有定，由谁审批也就没有定。"), because)
        if not right:
            return Remark(_("不予授信，不必报谁审批。"), because)
        if answer == OPEN:
            return Remark(
                _("审批人已经定了：{chain}。").format(chain=_(" → ").join(right)), (*because, "credit.30")
            )
        rule = _approval_words(chain or ())
        return Remark(
            _("{text}。{rule}").format(text=compare_lists(answer, right, labels), rule=rule),
            (*because, "credit.30"),
        )

    return Part(
        "approvers",
        _("依次由谁上报、审批？不须审批的，选“一个也没有”。"),
        SEQUENCE,
        OPEN if right is None else right,
        "credit.30" if right else _main(solved, DECISION),
        options(labels),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _approval_words(chain: Sequence[Mapping[str, Any]]) -> str:
    """Who is asked for by the article of the grade, who by the other clauses, and who by both."""

    def asked(act: str, own: bool) -> list[str]:
        return [
            each["role"]
            for each in chain
            if each["act"] == act and any((id in _ARTICLES) == own for id in each["clauses"])
        ]

    submit, approve, further = asked(SUBMIT, True), asked(APPROVE, True), asked(APPROVE, False)
    twice = [role for role in approve if role in further]
    article = next((id for each in chain for id in each["clauses"] if id in _ARTICLES), None)
    steps = (
        (submit, _("由{roles}上报；")),
        (approve, _("{roles}审批") if submit else _("由{roles}审批")),
        (further, _("，再由{roles}审批额度") if approve else _("由{roles}审批额度")),
        (twice, _("，{roles}只出现一次（解释 I-14）")),
    )
    texts = [text.format(roles=_("、").join(roles)) for roles, text in steps if roles]
    who = _("{grade}级").format(grade=_grade_by(article)) if article else ""
    return _("{who}{text}。").format(who=who, text="".join(texts))


def _missing(solved: Solved) -> Part:
    prompt = _("要把等级、授信、额度和期限定下来，还须查明哪些？没有的，选“一项也没有”。")
    return to_find_out(solved, CHECK, prompt)


def _conflict(solved: Solved) -> Part:
    names = {
        " ".join(pair): _("、").join(_(CHECK.facts[name].label) for name in pair) for pair in CONTRADICTORY
    }
    right = [" ".join(conflict.facts) for conflict in solved.outcome.conflicts]

    def departs(answer: list[str]) -> Remark:
        text = _("不能同时属实的是{pairs}。等级照样评定，但资料须复核（解释 I-07）。").format(
            pairs=named(names[pair] for pair in right)
        )
        return Remark(
            text,
            ("credit.11.1",),
            tuple(name for conflict in solved.outcome.conflicts for name in conflict.facts),
        )

    return Part(
        "conflict", _("哪些资料互相矛盾？"), MANY, right, solved.focus, options(names), departs=departs
    )


_PARTS = {
    "grade": _grade,
    "decision": _decision,
    "limit": _limit,
    "term": _term,
    "due": _due,
    "request": _request,
    "exposure": _exposure,
    "conditions": _conditions,
    "approvers": _approvers,
    "missing": _missing,
    "conflict": _conflict,
}


# Explaining


def reasons(solved: Solved) -> list[Remark]:
    """From article 16 by 15 and 18 to the grade, and on to the credit as far as it was asked for."""
    if not solved.outcome.in_force or solved.draft.extra["aspect"] == FORCE:
        return [_force(solved).departs(None) or Remark("")]
    steps = _steps_of_rating(solved)
    if solved.draft.extra["aspect"] != RATING or solved.level > 1:
        steps += _steps_of_credit(solved)
    return steps


def _steps_of_rating(solved: Solved) -> list[Remark]:
    possible = solved.fields["rating"]["possible"]
    met = [id for id in C_CLAUSES if solved.status(id) == MET]
    open_c = [id for id in C_CLAUSES if solved.status(id) == UNKNOWN]
    if met:
        text = _("先看第十六条：有{labels}，出现任何一种就评为C级。").format(labels=_labels(met))
        return [Remark(text, (*met, "credit.16"), _facts_of(met))]
    steps = []
    if open_c:
        steps.append(
            Remark(
                _("先看第十六条：{labels}还不清楚，C级不能排除。").format(labels=_labels(open_c)),
                tuple(open_c),
                _facts_of(open_c),
            )
        )
    else:
        steps.append(
            Remark(
                _("先看第十六条：{count}种情形一种也没有，不是C级。").format(count=_C_COUNT), ("credit.16",)
            )
        )
    failed = [id for id in A_CLAUSES if solved.status(id) == NOT_MET]
    open_a = [id for id in A_CLAUSES if solved.status(id) == UNKNOWN]
    if failed:
        text = _("再看第十五条：{labels}不符合，不是A级。").format(labels=_labels(failed))
        steps.append(Remark(text, tuple(failed), _facts_of(failed)))
    elif open_a:
        text = _("再看第十五条：{labels}还不清楚，其余符合。").format(labels=_labels(open_a))
        steps.append(Remark(text, tuple(open_a), _facts_of(open_a)))
    else:
        steps.append(
            Remark(_("再看第十五条：{count}项条件全部符合。").format(count=_A_COUNT), ("credit.15",))
        )
    barred = solved.status("credit.18")
    if not failed and barred == MET:
        text = _("又看第十八条：{why}，不列入A级。").format(why=_why_barred(solved))
        steps.append(Remark(text, ("credit.18",), _facts_of(["credit.18"])))
    elif not failed and barred == UNKNOWN:
        text = _("又看第十八条：是否新开发、资料是否齐全还不清楚。")
        steps.append(Remark(text, ("credit.18",), _facts_of(["credit.18"])))
    if possible == [B]:
        steps.append(Remark(_("既不是A级，也不是C级，定为B级。"), ("credit.17",)))
    elif len(possible) > 1:
        steps.append(
            Remark(
                _("所以还可能是 {grades} 级。").format(grades=_("、").join(possible)),
                ("credit.15", "credit.16", "credit.17"),
            )
        )
    return steps


def _steps_of_credit(solved: Solved) -> list[Remark]:
    credit = solved.fields["credit"]
    if credit["decision"] == UNDETERMINED:
        text = _("授信还定不下来：{labels}不清楚。").format(labels=missing_labels(solved, CHECK))
        return [Remark(text, tuple(_deciding_credit(solved)), solved.outcome.missing)]
    if credit["decision"] == REFUSED:
        return [_why_refused(solved)]
    steps = [_why_permitted(solved)]
    if credit["limit"] is None:
        text = _("额度还定不下来：{labels}不清楚。").format(labels=missing_labels(solved, CHECK))
        steps.append(Remark(text, tuple(credit["because"]), solved.outcome.missing))
    else:
        steps.append(Remark(_("额度取几个上限中最低的：") + _cap_words(solved), tuple(credit["because"])))
    if credit["due"]:
        due = date.fromisoformat(credit["due"])
        text = _("期限{term}，自{start}起算，到{due}为止。").format(
            term=length(Period(**credit["term"])).replace(" ", ""),
            start=day(solved.values["start_date"]),
            due=day(due),
        )
        steps.append(Remark(text, ("credit.23",), ("start_date",)))
    if solved.fields["approvers"]:
        chain = [approver["role"] for approver in solved.fields["approvers"]]
        ids = tuple(
            dict.fromkeys(id for approver in solved.fields["approvers"] for id in approver["clauses"])
        )
        steps.append(Remark(_("审批依次是：{chain}。").format(chain=_(" → ").join(chain)), ids))
    return steps


EXERCISE = Exercise(
    check="credit",
    language=LANGUAGE,
    courses={CLERK: "客户评级和授信", CONTROLLER: "资料不全和互相矛盾的评级"},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never=NEVER,
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
