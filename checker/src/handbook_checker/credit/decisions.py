"""Rating a customer and permitting credit as decisions, which the DMN model is made of.

What decides stands in the rules alone: the tables here come from calling them. Here stands only how the decisions rest
on one another, and what people call them.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from ..engine import decisions, permission
from ..engine.decisions import (
    ANY,
    BOTH,
    KNOWN_OR_NOT,
    MORE,
    NOTHING,
    NOTHING_OR_MORE,
    RULE_ORDER,
    Answer,
    Decision,
    Model,
    Row,
    after,
    literal,
    name_of,
    tabulate,
    with_test,
)
from ..engine.periods import Elapsed
from ..engine.permission import PERMITTED, REFUSED, SUBMIT, Approver, Ceiling, Headroom, Outline, Reduction
from ..model.clauses import clauses
from .check import CHECK
from .facts import GRADES
from .granting import ANSWERS, OVER_LIMIT, WITHIN_LIMIT, outlines, permitting
from .rating import A_CLAUSES, C_CLAUSES, possible_grades
from .rules import (
    RANKS,
    exposure_above_limit,
    exposure_without_limit,
    is_above_limit,
    meets_every_a_condition,
    shows_any_c_condition,
)

COOPERATION, A_CONDITIONS, C_CONDITIONS = "合作期限已满", "符合全部A级条件", "出现C级情形"
BARRED, GRADE = "不应列入A级", "信用等级"
OPEN, DECIDING = "条文准许授信", "决定授信的条文"
CAP, HEADROOM, HEADROOM_IS_LOWER, LIMIT = "最高额度", "授信总额余额", "总额余额更低", "信用额度"
DECISION, KIND, TERM, DUE, BECAUSE = "授信决定", "授信种类", "授信期限", "到期日", "决定的依据"
AVAILABLE, EXPOSURE_AFTER, REQUEST = "可用额度", "申请后占用额", "申请金额与额度"
APPROVERS, CONDITIONS = "审批人", "条件与提醒"
APPROVER = ("职务", "行为", "条文")
"""What is said of each approver."""

_FACTS = CHECK.facts


def _fact(name: str) -> str:
    return name_of(_FACTS[name])


# In the order in which a reader asks: what rules credit out, who it is, what is asked for.
_CASES = {
    _fact("arrears_unsettled"): BOTH,
    GRADE: decisions.one_of(GRADES),
    **{
        _fact(name): decisions.answers_to(_FACTS[name])
        for name in (
            "has_prior_credit",
            "special_necessity",
            "collateral_completed",
            "requested_kind",
            "role",
        )
    },
}


def model() -> Model:
    """The decisions from the first to the last."""
    return Model(
        CHECK.id,
        CHECK.title,
        "金额以元计；事实须齐全，授信总额的两项可以为 null。",
        _FACTS,
        (*_rating(), *_permission(), *_limit(), *_credit(), _conditions(), _approvers()),
    )


# Articles 15 to 18.


def _rating() -> Iterator[Decision]:
    conditions = {}
    for id in (*A_CLAUSES, *C_CLAUSES, "credit.18"):
        entry = clauses()[id]
        assert entry.rule
        if entry.rule.__annotations__["return"] is Elapsed:
            elapsed = entry.rule(*entry.parameters)
            yield Decision(
                "cooperation", COOPERATION, "boolean", decisions.has_elapsed(elapsed, _FACTS), (id,)
            )
            conditions[id] = (COOPERATION, BOTH)
        elif len(entry.parameters) == 1:
            (name,) = entry.parameters
            truths = {test: entry.rule(answer) for test, answer in BOTH.items()}
            conditions[id] = (_fact(name), truths)
    for name, label, article, ids, verdict in (
        ("a_conditions", A_CONDITIONS, "credit.15", A_CLAUSES, meets_every_a_condition),
        ("c_conditions", C_CONDITIONS, "credit.16", C_CLAUSES, shows_any_c_condition),
    ):
        rows = decisions.conditions({id: conditions[id] for id in ids}, article, verdict)
        yield Decision(name, label, "boolean", rows=rows, policy=ANY)
    bars = clauses()["credit.18"]
    rows = tabulate(
        {_fact(name): BOTH for name in bars.parameters},
        lambda *answers: ((bars.id,), (literal(bars.rule and bars.rule(*answers)),)),
    )
    yield Decision("barred", BARRED, "boolean", rows=rows)
    rows = tabulate({C_CONDITIONS: BOTH, A_CONDITIONS: BOTH, BARRED: BOTH}, _grade)
    yield Decision("grade", GRADE, "string", rows=rows, choices=GRADES)


def _grade(any_c: bool, all_a: bool, barred: bool) -> Answer:
    (grade,) = possible_grades(all_a, all_a, any_c, barred)
    by = "credit.16" if any_c else "credit.17" if not all_a else "credit.18" if barred else "credit.15"
    return (by,), (literal(grade),)


# Articles 24 to 28, 30 and 35.


@cache
def _outline(*case: Any) -> Outline:
    """What the clauses say to a customer who answers `_CASES` so."""
    given = dict(zip(_CASES, case, strict=True))
    ((_unknown, outline),) = outlines((given[GRADE],), *[given[_fact(name)] for name in ANSWERS]).by_answers
    return outline


def _where_permitted(says: Callable[[Outline], tuple[str, ...]]) -> tuple[Row, ...]:
    """The rows of what is said where there is a limit, of those customers who can have one."""

    def answer(*case: Any) -> Answer | None:
        outline = _outline(*case)
        return None if outline.refused_by else (outline.opened_by, says(outline))

    return tuple(with_test(row, LIMIT, MORE) for row in tabulate(_CASES, answer))


def _deciding_clauses() -> tuple[str, ...]:
    """The clauses that open or refuse credit."""
    deciding = {id for outline in _every_outline() for id in (*outline.opened_by, *outline.refused_by)}
    return tuple(id for id in permitting() if id in deciding)


def _every_outline() -> list[Outline]:
    return [_outline(*case) for case in decisions.combinations(_CASES)]


def _permission() -> Iterator[Decision]:
    def is_open(*case: Any) -> Answer:
        outline = _outline(*case)
        return outline.refused_by or outline.opened_by, (literal(not outline.refused_by),)

    def decides(id: str, *case: Any) -> Answer | None:
        outline = _outline(*case)
        return (id,), (literal(id) if id in (outline.refused_by or outline.opened_by) else "",)

    yield Decision("open", OPEN, "boolean", rows=tabulate(_CASES, is_open))
    rows = [row for id in permitting() for row in tabulate(_CASES, partial(decides, id)) if row.values[0]]
    yield Decision("deciding", DECIDING, "string", rows=tuple(rows), policy=RULE_ORDER, is_list=True)


def _headroom() -> tuple[str, Headroom]:
    """What the total of credit leaves, and the clause that says so."""
    id = next(outline.headroom_by for outline in _every_outline() if outline.headroom_by)
    room = permission.permissions({id: permitting()[id]}, permission.with_amounts(_FACTS))[id].headroom
    assert room
    return id, room


def _limit() -> Iterator[Decision]:
    def cap(*case: Any) -> Answer | None:
        outline = _outline(*case)
        lowest = decisions.lowest(outline.caps.amounts, _FACTS)
        return None if outline.refused_by else (outline.opened_by, (lowest,))

    id, room = _headroom()
    both_known = {_fact(room.balance): KNOWN_OR_NOT, _fact(room.granted): KNOWN_OR_NOT}

    def left(*known: Any) -> Answer:
        return (id,), (literal(None) if None in known else decisions.headroom(room, _FACTS),)

    def lower(known: Any) -> Answer:
        return (id,), (literal(False) if known is None else f"{HEADROOM} < {CAP}",)

    refusing = {id for outline in _every_outline() for id in outline.refused_by}
    rows = (
        Row(tuple(id for id in permitting() if id in refusing), {OPEN: "false"}, ("0",)),
        *(with_test(row, OPEN, "true") for row in tabulate(_CASES, cap)),
    )
    yield Decision("cap", CAP, "number", rows=rows)
    yield Decision("headroom", HEADROOM, "number", rows=tabulate(both_known, left))
    yield Decision(
        "headroom_is_lower", HEADROOM_IS_LOWER, "boolean", rows=tabulate({HEADROOM: KNOWN_OR_NOT}, lower)
    )
    rows = tabulate(
        {HEADROOM_IS_LOWER: BOTH}, lambda lower: ((id,), (HEADROOM,)) if lower else (("credit.22",), (CAP,))
    )
    yield Decision("limit", LIMIT, "number", rows=rows)


def _credit() -> Iterator[Decision]:
    an_open_one = next(outline for outline in _every_outline() if not outline.refused_by)
    outline = an_open_one._replace(opened_by=(DECIDING,))

    def because(lower: bool, limit: int) -> Answer:
        found = permission.credit(outline, Ceiling(limit, lower, (), ()), True).because
        named = tuple(id for id in found if id != DECIDING)
        if DECIDING not in found:
            return named, (literal(named),)
        both = f"concatenate({literal(named)}, {DECIDING})" if named else DECIDING
        return (*named, *_deciding_clauses()), (both,)

    def decision(limit: int) -> Answer:
        return ("credit.22",), (literal(PERMITTED if limit else REFUSED),)

    yield Decision(
        "decision",
        DECISION,
        "string",
        rows=tabulate({LIMIT: NOTHING_OR_MORE}, decision),
        choices=(PERMITTED, REFUSED),
    )
    kind = _fact("requested_kind")
    rows = tabulate(
        {LIMIT: NOTHING_OR_MORE}, lambda limit: (("credit.25.2",), (kind if limit else literal(None),))
    )
    yield Decision("kind", KIND, "string", rows=rows)
    rows = (
        Row(("credit.23",), {LIMIT: NOTHING}, (literal(None),)),
        *_where_permitted(lambda outline: (literal(outline.term),)),
    )
    yield Decision("term", TERM, "string", rows=rows)
    start = _fact("start_date")
    rows = tabulate(
        {TERM: KNOWN_OR_NOT, start: KNOWN_OR_NOT},
        lambda *known: (("credit.23",), (literal(None) if None in known else after(start, TERM),)),
    )
    yield Decision("due", DUE, "date", rows=rows)
    rows = tabulate({HEADROOM_IS_LOWER: BOTH, LIMIT: NOTHING_OR_MORE}, because)
    yield Decision("because", BECAUSE, "string", rows=rows, is_list=True)
    exposure, requested = _fact("current_exposure"), _fact("requested_amount")
    yield Decision("available", AVAILABLE, "number", f"max(0, {LIMIT} - {exposure})", ("credit.22",))
    yield Decision("exposure_after", EXPOSURE_AFTER, "number", f"{exposure} + {requested}", ("credit.32",))

    def request(limit: int, requested: int, beyond: bool) -> Answer:
        if not limit:
            return ("credit.32",), (literal(None),)
        exceeds = requested and _compared(is_above_limit, limit, beyond)
        return ("credit.32",), (literal(OVER_LIMIT if exceeds else WITHIN_LIMIT),)

    rows = tabulate(
        {LIMIT: NOTHING_OR_MORE, requested: NOTHING_OR_MORE, EXPOSURE_AFTER: _BEYOND_LIMIT}, request
    )
    yield Decision("request", REQUEST, "string", rows=rows)


_BEYOND_LIMIT = {f"<= {LIMIT}": False, f"> {LIMIT}": True}


def _compared(rule: Callable[[int, int], bool], limit: int, beyond: bool) -> bool:
    """What a rule says of an exposure beyond the limit or not, the limit being nothing or more."""
    limits = (1, 2, 1000) if limit else (0,)
    exposures = (0, 1, 2, 3, 999, 1000, 1001)
    found = {rule(used, most) for most in limits for used in exposures if (used > most) is beyond}
    if len(found) > 1:
        raise ValueError(
            f"{rule.__name__} does more than compare the exposure with the limit: no table says that"
        )
    return found.pop()


def _approvers() -> Decision:
    everyone = dict.fromkeys(each for outline in _every_outline() for each in outline.chain)
    rows = [
        row
        for each in sorted(everyone, key=lambda each: (each.act != SUBMIT, RANKS.index(each.role)))
        for row in _rows_where(
            partial(_asks, each),
            each.clauses,
            (each.role, each.act, " ".join(each.clauses)),
        )
    ]
    return Decision(
        "approvers", APPROVERS, "approver", rows=tuple(rows), policy=RULE_ORDER, parts=APPROVER, is_list=True
    )


def _asks(approver: Approver, outline: Outline) -> bool:
    return approver in outline.chain


def _rows_where(
    holds: Callable[[Outline], bool], clauses: tuple[str, ...], values: tuple[str, ...]
) -> tuple[Row, ...]:
    """The rows of a permitted credit of which something holds, by these clauses and with these values."""
    rows = _where_permitted(lambda outline: (literal(holds(outline)),))
    return tuple(
        row._replace(clauses=clauses, values=tuple(map(literal, values)))
        for row in rows
        if row.values == (literal(True),)
    )


def _conditions() -> Decision:
    rows: list[Row] = []
    reductions = dict.fromkeys(each for outline in _every_outline() for each in outline.caps.reductions)
    for id in permitting():
        named = ((id,), (id,))
        kept = _rows_where(partial(_keeps_headroom, id), *named)
        rows += [with_test(row, HEADROOM, literal(None)) for row in kept]
        rows += _rows_where(partial(_is_recorded, id), *named)
        for each in reductions:
            if each.clause == id:
                existing, standard = (decisions.amount(of, _FACTS) for of in (each.existing, each.standard))
                lowered = _rows_where(partial(_reduces, each), *named)
                rows += [with_test(row, existing, f"< {standard}") for row in lowered]
    rows.append(Row(("credit.32",), {REQUEST: literal(OVER_LIMIT)}, (literal("credit.32"),)))
    rows += _rows_of("credit.33", exposure_above_limit)
    rows += _rows_of("credit.34", exposure_without_limit)
    return Decision("conditions", CONDITIONS, "string", rows=tuple(rows), policy=RULE_ORDER, is_list=True)


def _keeps_headroom(id: str, outline: Outline) -> bool:
    return outline.headroom_by == id


def _is_recorded(id: str, outline: Outline) -> bool:
    return id in outline.recorded_by


def _reduces(reduction: Reduction, outline: Outline) -> bool:
    return reduction in outline.caps.reductions


def _rows_of(id: str, rule: Callable[[int, int], bool]) -> list[Row]:
    """The rows of a clause that compares the exposure with the limit, where it holds."""
    found = tabulate(
        {LIMIT: NOTHING_OR_MORE, _fact("current_exposure"): _BEYOND_LIMIT},
        lambda limit, beyond: ((id,), (literal(_compared(rule, limit, beyond)),)),
    )
    return [row._replace(values=(literal(id),)) for row in found if row.values == (literal(True),)]
