"""Permitting credit, its limit, term and approvers: articles 21 to 30 and 33 to 35 of the credit regulation.

Unknown facts are filled in every way that matters. Yes-or-no facts and choices are enumerated. Unknown amounts
are not: a limit is the lowest of its caps, so an unknown cap makes it anything from 0 up to the lowest known one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from itertools import product
from operator import itemgetter
from typing import Any, NamedTuple

from ..model import money
from ..model.catalogue import _, language
from ..model.clauses import CONSEQUENCE, STATE, clause, clauses, nothing_to_decide
from ..model.dates import plus_days, plus_months
from ..model.facts import BOOLEAN, CHOICE, DATE, MONEY, Fact, Values
from ..model.outcome import MET, NOT_APPLICABLE, UNKNOWN, Condition, Finding, status
from ..model.settling import BOTH, completions, settled, worth_asking
from ..model.truth import Truth
from .rating import DOWNSTREAM, RATING_NAMES, UPSTREAM, A, B, C

TEMPORARY, LONG_TERM = "temporary", "long_term"
PERMITTED, REFUSED, UNDETERMINED = "permitted", "refused", "undetermined"
WITHIN_LIMIT, OVER_LIMIT = "within_limit", "over_limit"

APPLICATION_FACTS = (
    Fact(
        "requested_kind",
        CHOICE,
        "申请的授信种类",
        "申请临时还是长期预付、赊销？",
        "长期预付、赊销写入购销合同（第二十五条）。",
        choices=((TEMPORARY, "临时预付、赊销"), (LONG_TERM, "长期预付、赊销")),
    ),
    Fact("requested_amount", MONEY, "申请金额", "申请多少预付、赊销？", unit="元"),
    Fact(
        "special_necessity",
        BOOLEAN,
        "确有必要",
        "是否属于非常必要的特殊情况，确有必要授信？",
        "A级客户原来没有赊销的（第二十六条）和B级客户（第二十七条）须回答。",
    ),
    Fact("has_prior_credit", BOOLEAN, "原有预付、赊销", "原来是否已有预付、赊销行为？"),
    Fact("prior_credit_amount", MONEY, "原有预付、赊销额", "原有预付、赊销额是多少？", unit="元"),
    Fact(
        "average_monthly_collection",
        MONEY,
        "平均月回款额",
        "该客户平均每月回款多少？",
        "下游客户须填（解释 I-08）。",
        unit="元",
    ),
    Fact(
        "average_monthly_delivery",
        MONEY,
        "平均月发货量",
        "该供应商平均每月发货多少金额？",
        "上游供应商须填（解释 I-08）。",
        unit="元",
    ),
    Fact(
        "collateral_completed",
        BOOLEAN,
        "抵押手续完备",
        "财产抵押等法律手续是否已严格办理完备？",
        "B级客户须回答。",
    ),
    Fact("collateral_value", MONEY, "抵押资产额度", "抵押资产额度是多少？", "B级客户须填。", unit="元"),
)
TERM_FACTS = (
    Fact(
        "start_date",
        DATE,
        "起算日",
        "从哪一天起算？",
        "赊销自发货之日起算，预付自付款之日起算（第二十三条）。",
    ),
)
TOTAL_FACTS = (
    Fact(
        "receivables_reference_balance",
        MONEY,
        "应收账款基准余额",
        "基准日的应收账款余额是多少？",
        "基准日为组织设置中年份的 1 月 1 日；不清楚时由财务部另行确认。",
        unit="元",
    ),
    Fact(
        "total_credit_granted",
        MONEY,
        "其他客户授信总额",
        "已授予其他全部客户的信用额度合计多少？",
        unit="元",
    ),
)
EXPOSURE_FACTS = (
    Fact(
        "current_exposure", MONEY, "当前占用额", "该客户目前占用我方资金多少（预付款、赊销欠款）？", unit="元"
    ),
    Fact("arrears_unsettled", BOOLEAN, "上次欠款未结清", "上次欠款是否尚未结清？"),
)

_DOMAINS: dict[str, Sequence[Any]] = {
    "arrears_unsettled": BOTH,
    "special_necessity": BOTH,
    "collateral_completed": BOTH,
    "has_prior_credit": BOTH,
    "requested_kind": (TEMPORARY, LONG_TERM),
    "role": (DOWNSTREAM, UPSTREAM),
}
_AMOUNTS = (
    "average_monthly_collection",
    "average_monthly_delivery",
    "prior_credit_amount",
    "collateral_value",
)
_MEASURE = ("role", "average_monthly_collection", "average_monthly_delivery")
_PRIOR = ("has_prior_credit", "prior_credit_amount")
_B_FACTS = (
    "special_necessity",
    "collateral_completed",
    "collateral_value",
    "requested_kind",
    *_PRIOR,
    *_MEASURE,
)

_BOUNDLESS = 1000 * money.BELOW
"""Stands for an amount as large as may be: above every amount that can be given."""

nothing_to_decide("credit.21", "credit", why="定义“授信”；额度和期限由第二十六条至第二十八条决定。")
nothing_to_decide("credit.22", "credit", why="定义“信用额度”；额度由第二十六条至第二十八条决定。")


@clause("credit.23", "credit", facts=("start_date", "requested_kind"), readings=("I-15",))
@lru_cache(4096)
def due_date(start_date: date | None, term: "Term | None") -> date | None:
    """本制度所称回款、到货期限是指给予客户的信用持续期间,即自发货至客户结算回款、自预付款至客户发货到
    我公司仓库并验收合格的期间。
    """
    if start_date is None or term is None:
        return None
    return plus_months(start_date, term.months) if term.months else plus_days(start_date, term.days)


nothing_to_decide("credit.24", "credit", why="引出授信原则；各项原则分别列出。")
nothing_to_decide(
    "credit.24.1", "credit", why="宣示现款现货的原则；何时可以例外由第二十六条、第二十七条决定。"
)
nothing_to_decide("credit.24.2", "credit", why="引出控制措施；各项措施分别列出。")


@clause("credit.24.2.1", "credit", readings=("I-16",))
def total_credit_within_balance(
    receivables_reference_balance: int | None, total_credit_granted: int | None
) -> Truth:
    """对公司实施授信总额控制,原则上授信总额不能超过20xx年1月1日应收帐款的余额数。"""
    if receivables_reference_balance is None or total_credit_granted is None:
        return None
    return total_credit_granted <= receivables_reference_balance


nothing_to_decide("credit.24.2.2", "credit", why="要求按等级区别授信；如何区别由第二十六条至第二十八条决定。")


@clause("credit.24.2.3", "credit", facts=_B_FACTS)
def limit_goes_into_contract(credit: "Credit") -> bool:
    """在购售合同中注明客户的信用额度或客户占用我方资金的最高额度,但在执行过程中,应根据客户信用变化的
    情况,及时调整信用额度。
    """
    return credit.decision == PERMITTED


nothing_to_decide("credit.25", "credit", why="引出对预付、赊销概念的界定。")
nothing_to_decide("credit.25.1", "credit", why="定义“预付、赊销”；申请的种类在第二十六条、第二十七条中使用。")
nothing_to_decide(
    "credit.25.2", "credit", why="定义“长期预付、赊销”；申请的种类在第二十六条、第二十七条中使用。"
)
nothing_to_decide("credit.26", "credit", why="引出A级客户的授信原则；由以下两项决定。", readings=("I-15",))


@clause(
    "credit.26.1",
    "credit",
    facts=("has_prior_credit", "special_necessity", "requested_kind", *_MEASURE),
    readings=("I-08", "I-10", "I-14", "I-15"),
)
def open_to_a_without_prior_credit(special_necessity: bool, requested_kind: str) -> bool:
    """对于原来没有赊销行为的客户,不应授信;实际的经营过程中,在非常必要的特殊情况下,由营销副总、财务总
    监、总经理审批后可以给予临时预付、赊销,原则上预付、赊销信用额度最高不超过该客户的平均月回款额,预付、回
    款期限为1个月以内;
    """
    return special_necessity and requested_kind == TEMPORARY


@clause(
    "credit.26.2",
    "credit",
    facts=(*_PRIOR, "requested_kind", *_MEASURE),
    readings=("I-08", "I-09", "I-11", "I-12", "I-13", "I-14", "I-15"),
)
def open_to_a_with_prior_credit(has_prior_credit: bool) -> bool:
    """对于原来已有预付、赊销行为的客户,由营销副总、财务总监、总经理审批后,可以根据其销售能力和回款情
    况给予长期预付、赊销信用,原则上预付、赊销信用额度最高不超过该客户的平均月发货量和回款额。如果原有预付、
    赊销额低于本条款标准的,信用额度按从低标准执行,并应逐步减少,发货、回款期限为1个月以内。
    """
    return has_prior_credit


@clause("credit.27", "credit", facts=_B_FACTS, readings=("I-08", "I-09", "I-13", "I-14", "I-15", "I-18"))
def open_to_b(special_necessity: bool, collateral_completed: bool) -> bool:
    """对于B级客户,原则上不予授信;确有必要,必须严格办理完备的财产抵押等法律手续后,由营销部经理上报营销
    副总、财务总监、总经理审批,经批准后才可执行长期赊销或临时赊销,其赊销信用额度必须不超过该客户的平均月发
    货量、回款额,同时不超过抵押资产额度。如果原有预付、赊销额低于本条款标准的,信用额度按从低标准执行,并应
    逐步减少。其长期预付、赊销回款期限为1个月,临时预付、赊销回款期限为15天。
    """
    return special_necessity and collateral_completed


@clause("credit.28", "credit", facts=RATING_NAMES, speaks_of=CONSEQUENCE)
def closed_to_c(grade: str) -> bool:
    """对于评为C级的客户,不予授信,不给予任何预付款和赊销。"""
    return grade == C


nothing_to_decide(
    "credit.29", "credit", why="规定对预付、赊销客户进行分类汇总（原文此处残缺）；批量核对可以完成分类。"
)


@clause("credit.30", "credit", facts=_B_FACTS, readings=("I-14",), speaks_of=CONSEQUENCE)
def needs_top_approval(credit: "Credit") -> bool:
    """客户授信额度由总经理、董事长审批后,《客户信用调查评定表》、《客户信用等级分类汇总表》"""
    return credit.decision == PERMITTED


class Term(NamedTuple):
    """How long credit runs: whole months or days, the other being 0."""

    months: int = 0
    days: int = 0

    def to_dict(self) -> dict[str, int]:
        return {"months": self.months} if self.months else {"days": self.days}


class Credit(NamedTuple):
    """The credit of one customer in one completion of the unknown facts."""

    decision: str
    kind: str | None
    limit: int
    term: Term | None
    clause: str | None
    """The article that permits it."""
    because: tuple[str, ...]
    reduced_gradually: bool
    readings: frozenset[str]


class _Outline(NamedTuple):
    """The credit in one completion of the yes-or-no facts and choices, before any amount is looked at."""

    article: str
    kind: str | None
    term: Term | None
    caps: tuple[str, ...]
    """The amounts that cap the limit, the measure of I-08 first; none where credit is refused whatever they are."""
    refused_by: tuple[str, ...]
    readings: frozenset[str]
    statuses: tuple[str, ...]
    """Of the clauses in `_PERMISSION_CLAUSES`."""


class _Ceiling(NamedTuple):
    """What the amounts of one customer make of the caps of an outline."""

    limit: int
    """The lowest amount that is known; the place of it, where amounts are given by their places."""
    by_total: bool
    """The headroom of 24.2.1 is below every other known amount."""
    reduced: bool
    """The amount of prior credit is below the measure."""
    open_caps: tuple[str, ...]
    """The unknown amounts among the caps; where there are any, `limit` is the most that it can be."""


class _Completion(NamedTuple):
    """What one completion of the yes-or-no facts and choices gives, its unknown amounts still open."""

    credit: Credit
    open_caps: tuple[str, ...]

    def deciding(self) -> tuple[Any, ...]:
        credit = self.credit
        return credit.decision, credit.kind, credit.limit, credit.term, self.open_caps


def headroom(balance: int | None, granted: int | None) -> int | None:
    """What the total of credit still leaves, in fen (24.2.1, I-16); None where either figure is unknown."""
    return None if balance is None or granted is None else max(0, balance - granted)


def _outline(facts: Mapping[str, Any], grade: str) -> _Outline:
    """Apply articles 24 to 28 and 35 as far as they do not speak of amounts."""
    prior = facts["has_prior_credit"]
    kind = facts["requested_kind"]
    reasons = ["credit.35"] if had_unsettled_arrears(facts["arrears_unsettled"]) else []
    measure = "average_monthly_collection" if facts["role"] == DOWNSTREAM else "average_monthly_delivery"
    caps = [measure]
    term = Term(months=1)
    if closed_to_c(grade):
        article, is_open = "credit.28", False
    elif grade == B:
        article, is_open = "credit.27", open_to_b(facts["special_necessity"], facts["collateral_completed"])
        caps.append("collateral_value")
        if kind == TEMPORARY:
            term = Term(days=15)
    elif open_to_a_with_prior_credit(prior):
        article, is_open = "credit.26.2", True
    else:
        article, is_open = "credit.26.1", open_to_a_without_prior_credit(facts["special_necessity"], kind)
    if prior:
        caps.append("prior_credit_amount")
    readings = {"I-17"} if reasons else set()
    if not is_open:
        reasons.append(article)
        if article == "credit.26.1" and facts["special_necessity"]:
            readings.add("I-10")
    statuses = _permission_statuses(facts, grade)
    if reasons:
        return _Outline(article, None, None, (), tuple(reasons), frozenset(readings), statuses)
    readings |= _permission_readings(facts, grade, article)
    return _Outline(article, kind, term, tuple(caps), (), frozenset(readings), statuses)


def _ceiling(
    places: Sequence[int], amounts: Sequence[int | None], room: int | None
) -> tuple[int, bool, bool, tuple[str, ...]]:
    """The lowest of the caps, by their places in `_AMOUNTS`, and of the headroom: the fields of a `_Ceiling`, which
    takes long to make."""
    given = [amounts[place] for place in places]
    open_caps: tuple[str, ...] = ()
    if None in given:
        open_caps = tuple([_AMOUNTS[place] for place in places if amounts[place] is None])
    known = [amount for amount in given if amount is not None]
    limit = min(known) if known else _BOUNDLESS
    measure, last = given[0], given[-1]
    reduced = places[-1] == _PRIOR_PLACE and measure is not None and last is not None and last < measure
    if room is not None and room < limit:
        return room, True, reduced, open_caps
    return limit, False, reduced, open_caps


_PRIOR_PLACE = _AMOUNTS.index("prior_credit_amount")


def _completion(outline: _Outline, ceiling: _Ceiling | None) -> _Completion:
    """Put the amounts into an outline; there is no ceiling where credit is refused whatever they are."""
    if ceiling is None:
        return _Completion(_refusal(outline.refused_by, outline.readings), ())
    limit, by_total, reduced, open_caps = ceiling
    because: tuple[str, ...] = (outline.article,)
    if by_total:
        because = ("credit.24.2.1", *(because if limit else ()))
    if limit == 0:
        return _Completion(_refusal(because, outline.readings), ())
    readings = outline.readings | ({"I-13"} if reduced else set())
    credit = Credit(PERMITTED, outline.kind, limit, outline.term, outline.article, because, reduced, readings)
    return _Completion(credit, open_caps)


def _refusal(reasons: tuple[str, ...], readings: frozenset[str]) -> Credit:
    return Credit(REFUSED, None, 0, None, None, reasons, False, readings)


def _permission_readings(facts: Mapping[str, Any], grade: str, article: str) -> set[str]:
    """The readings that permission under `article` relies on."""
    readings = {"I-08", "I-14", "I-15", "I-16"}
    if article != "credit.26.1":
        readings.add("I-09")
    if article == "credit.26.2":
        readings |= {"I-11", "I-12"} if facts["requested_kind"] == TEMPORARY else {"I-12"}
    if grade == B and facts["role"] == UPSTREAM:
        readings.add("I-18")
    return readings


@clause("credit.33", "order", "credit", facts=("current_exposure", "limit"), speaks_of=STATE)
def exposure_above_limit(exposure: int, limit: int) -> bool:
    """对于原预付款、赊销欠款金额大于所给予信用额度的客户,应采取一定的措施,在较短的期间内压缩至信用额
    度之内。
    """
    return exposure > limit > 0


@clause("credit.34", "order", "credit", facts=("current_exposure", "limit"), speaks_of=STATE)
def exposure_without_limit(exposure: int, limit: int) -> bool:
    """对于原来已有预付款、赊销欠款的不享有信用额度的客户,应加大货款清收力度,确保预付款、欠款额只能减
    少不能增加,同时采取一定的资产保全措施,如担保、不动产抵押等。
    """
    return exposure > 0 and limit == 0


@clause("credit.35", "order", "credit", readings=("I-17",), speaks_of=STATE)
def had_unsettled_arrears(arrears_unsettled: Truth) -> Truth:
    """对于预付、赊销客户必须定期对帐、清帐,上次欠款未结清前,原则上不再进行新的预付款、赊销。"""
    return arrears_unsettled


class _Situation(NamedTuple):
    """One completion with amounts chosen too: each unknown one at the ends of what it can be."""

    statuses: tuple[str, ...]
    """Of the clauses in `_PERMISSION_CLAUSES`."""
    credit: Credit
    exposure: int
    requested: int

    @property
    def available(self) -> int:
        return max(0, self.credit.limit - self.exposure)

    @property
    def request(self) -> str | None:
        if self.credit.decision == REFUSED:
            return None
        return WITHIN_LIMIT if self.requested <= self.available else OVER_LIMIT


def _situations(
    completed: Iterable[tuple[tuple[str, ...], _Completion]], exposure: int | None, requested: int | None
) -> list[_Situation]:
    """Every situation that the unknown facts leave, from the statuses and the credit of each completion."""
    # A dict rather than a set keeps the order, and with it the bytes of the outcome.
    credits = dict.fromkeys(
        (statuses, credit) for statuses, completion in completed for credit in _with_limits(completion)
    )
    # All comparisons are monotone in each amount, so what holds at the ends of its range holds within it.
    exposures = (0, 2 * _BOUNDLESS) if exposure is None else (exposure,)
    requests = (0, 4 * _BOUNDLESS) if requested is None else (requested,)
    return [_Situation(*credit, *amounts) for credit in credits for amounts in product(exposures, requests)]


def _missing(unknown: Sequence[str], results: Mapping[tuple[Any, ...], _Completion]) -> tuple[str, ...]:
    """The facts that can still change the credit: of those `unknown`, by which `results` are keyed, and of the caps."""
    worth = worth_asking((*unknown, "grade"), {place: result.deciding() for place, result in results.items()})
    capping = {name for result in results.values() for name in result.open_caps}
    return (*(name for name in worth if name != "grade"), *(name for name in _AMOUNTS if name in capping))


def _with_limits(result: _Completion) -> Iterator[Credit]:
    """The credit at the ends of what its limit can be: as an unknown cap is none, next to none, or no bound."""
    yield result.credit
    if result.open_caps:
        yield _refusal(result.credit.because, result.credit.readings)
        yield result.credit._replace(limit=1)


_PERMISSION_CLAUSES = ("credit.26.1", "credit.26.2", "credit.27", "credit.28")


def _permission_statuses(facts: Mapping[str, Any], grade: str) -> tuple[str, ...]:
    """The statuses of `_PERMISSION_CLAUSES` in one completion; an article for other customers is not applicable."""
    necessity, prior = facts["special_necessity"], facts["has_prior_credit"]
    applicable = (grade == A and not prior, grade == A and prior, grade == B, grade == C)
    truths = (
        open_to_a_without_prior_credit(necessity, facts["requested_kind"]),
        open_to_a_with_prior_credit(prior),
        open_to_b(necessity, facts["collateral_completed"]),
        closed_to_c(grade),
    )
    return tuple(
        status(truth) if applies else NOT_APPLICABLE
        for applies, truth in zip(applicable, truths, strict=True)
    )


APPROVERS = {
    "营销部经理": "submit",
    "营销副总": "approve",
    "财务总监": "approve",
    "总经理": "approve",
    "董事长": "approve",
}


def approvers(credit: Credit) -> list[dict[str, Any]]:
    """Who submits and approves, in order, each with the clauses that require it (I-14); none where refused."""
    if credit.clause is None:
        return []
    required = {
        "营销副总": [credit.clause],
        "财务总监": [credit.clause],
        "总经理": [credit.clause, "credit.30"],
        "董事长": ["credit.30"],
    }
    if credit.clause == "credit.27":
        required = {"营销部经理": [credit.clause], **required}
    return [
        {"role": role, "step": step, "act": APPROVERS[role], "clauses": required_by}
        for step, (role, required_by) in enumerate(required.items(), 1)
    ]


@dataclass(frozen=True, eq=False)
class Grant:
    """What permitting or refusing credit makes of the outcome, as far as settled."""

    credit: dict[str, Any]
    """Figures above zero, and the date, are not in it."""
    limit: int | None
    """Its place among the amounts."""
    available_is_settled: bool
    term: Term | None
    approvers: list[dict[str, Any]] | None
    conditions: tuple[Condition, ...]
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]
    readings: frozenset[str]


class Figures(NamedTuple):
    """The figures of one customer's credit, in fen, and the day it is due, each as far as settled."""

    limit: int | None
    available: int | None
    due: date | None


NOTHING = Figures(0, 0, None)


def grant(values: Values, grades: tuple[str, ...]) -> tuple[dict[str, Any], Grant]:
    """Permit or refuse credit to a customer of one of `grades`: the credit with its figures, and all else."""
    granted, figures = grant_amounts(outlines(grades, *_ANSWERS(values)), *_FIGURES(values))
    if figures is NOTHING:
        return granted.credit, granted
    limit, available, due = figures
    credit = granted.credit | {
        "limit": None if limit is None else money.yuan(limit),
        "available": None if available is None else money.yuan(available),
        "due": None if due is None else due.isoformat(),
    }
    return credit, granted


ANSWERS = (*_DOMAINS,)
FIGURES = (
    "arrears_unsettled",
    "receivables_reference_balance",
    "total_credit_granted",
    "current_exposure",
    "requested_amount",
    "start_date",
    *_AMOUNTS,
)
_ANSWERS = itemgetter(*ANSWERS)
_FIGURES = itemgetter(*FIGURES)


def grant_amounts(
    outlines: "Outlines",
    arrears: Truth,
    balance: int | None,
    total: int | None,
    exposure: int | None,
    requested: int | None,
    start_date: date | None,
    *amounts: int | None,
) -> tuple[Grant, Figures]:
    """Permit or refuse credit by the answers to `ANSWERS`, of which `outlines` is what they leave open, and `FIGURES`.

    The rules ask of an amount whether it is below another one, or nothing, or unknown, and no more. So customers
    whose amounts stand in the same order differ in their figures alone, and all else is remembered by that order.
    """
    within = total_credit_within_balance(balance, total)
    if not outlines.caps:
        # Refused, however high the amounts; but an exposure without a limit has to come down.
        return _grant(outlines, (), exposure and 1, None, within, arrears, language()), NOTHING
    room = headroom(balance, total)
    ceilings = [_ceiling(caps, amounts, room) for caps in outlines.places]
    # A request is within what the exposure leaves of the limit when both together are within the limit.
    used = exposure or 0
    wanted = used + (requested or 0)
    order = sorted({0, 1, used, wanted, *[limit for limit, _by_total, _reduced, _open in ceilings]})
    place = order.index
    granted = _grant(
        outlines,
        tuple([(place(limit), by_total, reduced, caps) for limit, by_total, reduced, caps in ceilings]),
        None if exposure is None else place(used),
        None if requested is None else place(wanted) - place(used),
        within,
        arrears,
        language(),
    )
    if granted.limit == 0:
        return granted, NOTHING
    limit = None if granted.limit is None else order[granted.limit]
    # Where the limit or the exposure is open, what is available is settled only when it is nothing.
    available = max(0, (limit or 0) - used) if granted.available_is_settled else None
    return granted, Figures(limit, available, due_date(start_date, granted.term))


@dataclass(frozen=True, eq=False)
class Outlines:
    """What the yes-or-no facts and choices of a customer leave open; one object for all customers of whom it is true."""

    unknown: tuple[str, ...]
    of: tuple[tuple[tuple[Any, ...], _Outline], ...]
    """An outline for each completion of the `unknown` facts and the grade."""

    @cached_property
    def caps(self) -> tuple[tuple[str, ...], ...]:
        """The different sets of caps."""
        return tuple(dict.fromkeys(outline.caps for place, outline in self.of if outline.caps))

    @cached_property
    def places(self) -> tuple[tuple[int, ...], ...]:
        """The same, each cap by its place in `_AMOUNTS`."""
        return tuple(tuple(map(_AMOUNTS.index, caps)) for caps in self.caps)


@cache
def outlines(grades: tuple[str, ...], *answers: Any) -> Outlines:
    """What the answers to `ANSWERS` leave open."""
    facts = dict(zip(_DOMAINS, answers, strict=True))
    unknown = tuple(name for name, answer in facts.items() if answer is None)
    completed = [facts for place, facts in completions(facts, _DOMAINS)]
    return _same_outlines(
        unknown,
        tuple(
            ((*(facts[name] for name in unknown), grade), _outline(facts, grade))
            for facts in completed
            for grade in grades
        ),
    )


_same_outlines = cache(Outlines)


@lru_cache(20_000)
def _grant(
    outlines: Outlines,
    ceilings: tuple[tuple[int, bool, bool, tuple[str, ...]], ...],
    exposure: int | None,
    requested: int | None,
    within_balance: Truth,
    arrears_unsettled: Truth,
    language: str,
) -> Grant:
    """The grant to every customer whose amounts stand in this order; each amount is given by its place in it."""
    ceiling_of = {caps: _Ceiling(*ceiling) for caps, ceiling in zip(outlines.caps, ceilings, strict=True)}
    completed = [
        (place, outline, _completion(outline, ceiling_of.get(outline.caps))) for place, outline in outlines.of
    ]
    situations = _situations(
        ((outline.statuses, completion) for place, outline, completion in completed), exposure, requested
    )
    credits = [situation.credit for situation in situations]
    decision = settled(credit.decision for credit in credits) or UNDETERMINED
    limit = settled(credit.limit for credit in credits)
    available = settled(situation.available for situation in situations)
    term = settled(credit.term for credit in credits)
    request = settled(situation.request for situation in situations)
    return Grant(
        {
            "decision": decision,
            "kind": settled(credit.kind for credit in credits),
            "limit": money.yuan(0) if limit == 0 else None,
            "available": money.yuan(0) if available == 0 else None,
            "term": term and term.to_dict(),
            "due": None,
            "request": request,
            "because": None if decision == UNDETERMINED else _because(credits),
        },
        limit,
        available is not None,
        term,
        settled(approvers(credit) for credit in credits),
        tuple(_conditions(within_balance is None, situations)),
        _findings(within_balance, arrears_unsettled, situations),
        _missing(outlines.unknown, {place: completion for place, outline, completion in completed}),
        frozenset.intersection(*(credit.readings for credit in credits))
        | ({"I-19"} if request == OVER_LIMIT else set()),
    )


def _because(credits: Sequence[Credit]) -> list[str]:
    """The clauses behind the decision in every completion; where none is common to all, those behind it in any."""
    in_all = set(credits[0].because).intersection(*(credit.because for credit in credits))
    in_any = {id for credit in credits for id in credit.because}
    return sorted(in_all or in_any, key=_place)


@cache
def _place(id: str) -> int:
    """Where a clause stands among all."""
    return [*clauses()].index(id)


def _conditions(room_unknown: bool, situations: Sequence[_Situation]) -> list[Condition]:
    """The conditions that hold in every situation, in the order of the articles."""
    permitted = [situation.credit.decision == PERMITTED for situation in situations]
    articles = {situation.credit.clause for situation in situations}
    texts = [
        (
            "credit.24.2.1",
            all(permitted) and room_unknown,
            _("授信前由财务部确认：加上本额度后，授信总额不超过基准日的应收账款余额。"),
        ),
        ("credit.24.2.3", all(permitted), _("在购销合同中注明信用额度，并随客户信用变化及时调整。")),
        *(
            (
                article,
                articles == {article} and all(situation.credit.reduced_gradually for situation in situations),
                _("原有预付、赊销额低于本条款标准：信用额度从低执行，并应逐步减少。"),
            )
            for article in ("credit.26.2", "credit.27")
        ),
        (
            "credit.32",
            all(situation.request == OVER_LIMIT for situation in situations),
            _("申请金额超出可用额度：须先取得上级相关部门的正式批准文书，方可办理。"),
        ),
        (
            "credit.33",
            all(exposure_above_limit(situation.exposure, situation.credit.limit) for situation in situations),
            _("当前占用额大于信用额度：应采取措施，在较短期间内压缩至信用额度之内。"),
        ),
        (
            "credit.34",
            all(
                exposure_without_limit(situation.exposure, situation.credit.limit) for situation in situations
            ),
            _(
                "不享有信用额度而仍有占用：应加大货款清收力度，占用额只减不增，并采取担保、不动产抵押等资产保全措施。"
            ),
        ),
    ]
    return [Condition(id, text) for id, holds, text in texts if holds]


def _findings(
    within_balance: Truth, arrears_unsettled: Truth, situations: Sequence[_Situation]
) -> tuple[Finding, ...]:
    """The findings of 24.2.1 to 35."""
    statuses = {
        "credit.24.2.1": status(within_balance),
        **{
            id: settled(situation.statuses[place] for situation in situations) or UNKNOWN
            for place, id in enumerate(_PERMISSION_CLAUSES)
        },
        "credit.30": settled(MET if needs_top_approval(s.credit) else NOT_APPLICABLE for s in situations)
        or UNKNOWN,
        "credit.33": status(settled(exposure_above_limit(s.exposure, s.credit.limit) for s in situations)),
        "credit.34": status(settled(exposure_without_limit(s.exposure, s.credit.limit) for s in situations)),
        "credit.35": status(had_unsettled_arrears(arrears_unsettled)),
    }
    return tuple(_finding(id, status_) for id, status_ in statuses.items())


@cache
def _finding(id: str, status: str) -> Finding:
    # 33 and 34 are read for an order too, where the limit is a fact; here it is decided.
    return Finding(id, status, tuple(name for name in clauses()[id].facts if name != "limit"))
