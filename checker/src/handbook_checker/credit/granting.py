"""Permitting credit, its limit, term and approvers: articles 21 to 30 and 33 to 35 of the credit regulation.

Unknown facts are filled in every way that matters. Yes-or-no facts and choices are enumerated. Unknown amounts
are not: a limit is the lowest of its caps, so an unknown cap makes it anything from 0 up to the lowest known one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import Any, NamedTuple

from .. import money
from ..catalogue import _
from ..clauses import clause, clauses, nothing_to_decide
from ..dates import plus_days, plus_months
from ..facts import BOOLEAN, CHOICE, DATE, MONEY, Fact, Values
from ..outcome import MET, NOT_APPLICABLE, UNKNOWN, Condition, Finding, status
from ..settling import BOTH, completions, settled, worth_asking
from ..truth import Truth
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
_TOTAL_NAMES = tuple(fact.name for fact in TOTAL_FACTS)
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


@clause("credit.28", "credit", facts=RATING_NAMES)
def closed_to_c(grade: str) -> bool:
    """对于评为C级的客户,不予授信,不给予任何预付款和赊销。"""
    return grade == C


nothing_to_decide(
    "credit.29", "credit", why="规定对预付、赊销客户进行分类汇总（原文此处残缺）；批量核对可以完成分类。"
)


@clause("credit.30", "credit", facts=_B_FACTS, readings=("I-14",))
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


class _Completion(NamedTuple):
    """What one completion of the yes-or-no facts and choices gives, its unknown amounts still open."""

    credit: Credit
    open_caps: frozenset[str]
    """The unknown amounts that cap the limit; where there are any, `credit.limit` is the most it can be."""

    def deciding(self) -> tuple[Any, ...]:
        credit = self.credit
        return credit.decision, credit.kind, credit.limit, credit.term, self.open_caps


def headroom(values: Mapping[str, Any]) -> int | None:
    """What the total of credit still leaves, in fen (24.2.1, I-16); None where either figure is unknown."""
    balance, granted = (values[name] for name in _TOTAL_NAMES)
    return None if balance is None or granted is None else max(0, balance - granted)


def _completion(facts: Mapping[str, Any], grade: str) -> _Completion:
    """Apply articles 24 to 28 and 35 to facts of which only amounts may be unknown."""
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
    if reasons:
        return _Completion(_refusal(reasons, readings), frozenset())

    readings |= _permission_readings(facts, grade, article)
    known = {name: facts[name] for name in caps if facts[name] is not None}
    limit = min(known.values(), default=_BOUNDLESS)
    reasons = [article]
    room = headroom(facts)
    if room is not None and room < limit:
        limit = room
        reasons = ["credit.24.2.1", *([article] if limit else [])]
    if limit == 0:
        return _Completion(_refusal(reasons, readings), frozenset())
    reduced = (
        prior
        and {measure, "prior_credit_amount"} <= known.keys()
        and known["prior_credit_amount"] < known[measure]
    )
    readings |= {"I-13"} if reduced else set()
    credit = Credit(PERMITTED, kind, limit, term, article, tuple(reasons), reduced, frozenset(readings))
    return _Completion(credit, frozenset(name for name in caps if facts[name] is None))


def _refusal(reasons: Iterable[str], readings: Iterable[str]) -> Credit:
    return Credit(REFUSED, None, 0, None, None, tuple(reasons), False, frozenset(readings))


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


@clause("credit.33", "order", "credit", facts=("current_exposure",))
def exposure_above_limit(exposure: int, limit: int) -> bool:
    """对于原预付款、赊销欠款金额大于所给予信用额度的客户,应采取一定的措施,在较短的期间内压缩至信用额
    度之内。
    """
    return exposure > limit > 0


@clause("credit.34", "order", "credit", facts=("current_exposure",))
def exposure_without_limit(exposure: int, limit: int) -> bool:
    """对于原来已有预付款、赊销欠款的不享有信用额度的客户,应加大货款清收力度,确保预付款、欠款额只能减
    少不能增加,同时采取一定的资产保全措施,如担保、不动产抵押等。
    """
    return exposure > 0 and limit == 0


@clause("credit.35", "order", "credit", readings=("I-17",))
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


def _situations(values: Values, grades: Sequence[str]) -> tuple[list[_Situation], list[str]]:
    """Every situation that the unknown facts leave, and those facts that can still change the credit."""
    results: dict[tuple[Any, ...], _Completion] = {}
    # A dict rather than a set keeps the order, and with it the bytes of the outcome.
    credits: dict[tuple[tuple[str, ...], Credit], None] = {}
    for place, facts in completions(values, _DOMAINS):
        for grade in grades:
            result = results[(*place, grade)] = _completion(facts, grade)
            statuses = _permission_statuses(facts, grade)
            credits.update(((statuses, credit), None) for credit in _with_limits(result))
    # All comparisons are monotone in each amount, so what holds at the ends of its range holds within it.
    exposures = (0, 2 * _BOUNDLESS) if values["current_exposure"] is None else (values["current_exposure"],)
    requests = (0, 4 * _BOUNDLESS) if values["requested_amount"] is None else (values["requested_amount"],)
    situations = [
        _Situation(*credit, *amounts) for credit in credits for amounts in product(exposures, requests)
    ]
    names = (*_DOMAINS, "grade")
    missing = worth_asking(names, {place: result.deciding() for place, result in results.items()})
    capping = {name for result in results.values() for name in result.open_caps}
    return situations, [name for name in missing if name != "grade"] + [
        name for name in _AMOUNTS if name in capping
    ]


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


def grant(values: Values, grades: Sequence[str]) -> dict[str, Any]:
    """The credit, approvers, conditions, findings, missing facts and readings, as far as they are settled."""
    situations, missing = _situations(values, grades)
    credits = [situation.credit for situation in situations]
    decision = settled(credit.decision for credit in credits) or UNDETERMINED
    limit = settled(credit.limit for credit in credits)
    term = settled(credit.term for credit in credits)
    available = settled(situation.available for situation in situations)
    due = due_date(values["start_date"], term)
    request = settled(situation.request for situation in situations)
    return {
        "credit": {
            "decision": decision,
            "kind": settled(credit.kind for credit in credits),
            "limit": None if limit is None else money.yuan(limit),
            "available": None if available is None else money.yuan(available),
            "term": term and term.to_dict(),
            "due": due and due.isoformat(),
            "request": request,
            "because": None if decision == UNDETERMINED else _because(credits),
        },
        "approvers": settled(approvers(credit) for credit in credits),
        "conditions": _conditions(values, situations),
        "findings": _findings(values, situations),
        "missing": missing,
        "readings": frozenset.intersection(*(credit.readings for credit in credits))
        | ({"I-19"} if request == OVER_LIMIT else set()),
    }


def _because(credits: Sequence[Credit]) -> list[str]:
    """The clauses behind the decision in every completion; where none is common to all, those behind it in any."""
    in_all = set(credits[0].because).intersection(*(credit.because for credit in credits))
    in_any = {id for credit in credits for id in credit.because}
    return [id for id in clauses() if id in (in_all or in_any)]


def _conditions(values: Values, situations: Sequence[_Situation]) -> list[Condition]:
    """The conditions that hold in every situation, in the order of the articles."""
    room_unknown = headroom(values) is None
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


def _findings(values: Values, situations: Sequence[_Situation]) -> list[Finding]:
    """The findings of 24.2.1 to 35."""
    statuses = {
        "credit.24.2.1": status(total_credit_within_balance(*(values[name] for name in _TOTAL_NAMES))),
        **{
            id: settled(situation.statuses[place] for situation in situations) or UNKNOWN
            for place, id in enumerate(_PERMISSION_CLAUSES)
        },
        "credit.30": settled(MET if needs_top_approval(s.credit) else NOT_APPLICABLE for s in situations)
        or UNKNOWN,
        "credit.33": status(settled(exposure_above_limit(s.exposure, s.credit.limit) for s in situations)),
        "credit.34": status(settled(exposure_without_limit(s.exposure, s.credit.limit) for s in situations)),
        "credit.35": status(had_unsettled_arrears(values["arrears_unsettled"])),
    }
    registered = clauses()
    return [Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()]
