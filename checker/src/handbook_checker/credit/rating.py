"""Rating a customer A, B or C: articles 13 to 18 of the credit regulation."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from ..model.clauses import CONSEQUENCE, STATE, clause, clauses, nothing_to_decide
from ..model.dates import latest_day_a_year_before, plus_months
from ..model.facts import BOOLEAN, CHOICE, DATE, Fact, Values
from ..model.outcome import Conflict, Finding, status
from ..model.settling import settled
from ..model.truth import Truth, every, negate, some

A, B, C = GRADES = ("A", "B", "C")
DOWNSTREAM, UPSTREAM = "downstream", "upstream"

ROLE = Fact(
    "role",
    CHOICE,
    "客户类别",
    "该客户是下游客户还是上游供应商？",
    "向我方购货的是下游客户，向我方供货的是上游供应商（第四条）。",
    choices=((DOWNSTREAM, "下游客户"), (UPSTREAM, "上游供应商")),
)
A_FACTS = (
    Fact("cooperation_since", DATE, "合作起始日", "双方从哪一天开始业务合作？", past=True),
    Fact(
        "serious_default_2y",
        BOOLEAN,
        "近两年严重违约",
        "过去两年内，与我方合作是否发生过不良欠款、欠货或其他严重违约行为？",
        "这一项同时回答第十五条第（二）项和第十六条第（一）项。",
    ),
    Fact("law_abiding_and_reliable", BOOLEAN, "守法守信", "是否守法经营、严格履约、信守承诺？"),
    Fact("good_operations_2y", BOOLEAN, "近两年经营良好", "最近连续两年经营状况是否良好？"),
    Fact("strong_finances", BOOLEAN, "资金实力雄厚", "是否资金实力雄厚、偿债能力强？"),
    Fact(
        "meets_annual_standard",
        BOOLEAN,
        "年度回款、发货达标",
        "年度回款、发货是否达到公司制定的标准？",
        "标准由公司另行制定。",
    ),
)
C_FACTS = (
    Fact("often_breaks_promises", BOOLEAN, "经常不兑现承诺", "是否经常不兑现承诺？"),
    Fact(
        "debt_dispute_or_asset_transfer",
        BOOLEAN,
        "债务纠纷或转移资产",
        "是否出现不良债务纠纷，或严重的转移资产行为？",
    ),
    Fact("weak_finances", BOOLEAN, "资金实力不足", "是否资金实力不足、偿债能力较差？"),
    Fact(
        "poor_operations",
        BOOLEAN,
        "经营不良",
        "生产、经营状况是否不良，严重亏损，或营业额持续多月下滑？",
    ),
    Fact(
        "sharp_decline_or_unfair_conduct",
        BOOLEAN,
        "产销严重下滑或行为不公正",
        "最近对方产品的生产、销售是否连续严重下滑，或对方有不公正行为？",
    ),
    Fact("serious_illegal_operation", BOOLEAN, "严重违法经营", "是否发现有严重违法经营现象？"),
    Fact(
        "ordered_to_suspend_or_rectify", BOOLEAN, "被责令停业、整改", "是否出现国家机关责令停业、整改的情况？"
    ),
    Fact("seizure_or_freeze_risk", BOOLEAN, "查封、冻结风险", "是否有被查封、冻结银行账号的危险？"),
)
BAR_FACTS = (
    Fact("newly_developed", BOOLEAN, "新开发客户", "是否为新开发的客户？"),
    Fact("key_data_complete", BOOLEAN, "关键资料齐全", "客户的关键资料是否齐全？"),
)
_A_NAMES = tuple(fact.name for fact in A_FACTS)
_C_NAMES = ("serious_default_2y", *(fact.name for fact in C_FACTS))
_BAR_NAMES = tuple(fact.name for fact in BAR_FACTS)
RATING_NAMES = (*dict.fromkeys((*_A_NAMES, "as_of", *_C_NAMES, *_BAR_NAMES)),)

CONTRADICTORY = (
    ("strong_finances", "weak_finances"),
    ("good_operations_2y", "poor_operations"),
    ("law_abiding_and_reliable", "often_breaks_promises"),
    ("law_abiding_and_reliable", "serious_illegal_operation"),
)
"""Pairs of facts that cannot both be true (I-07)."""

nothing_to_decide(
    "credit.13",
    "credit",
    why="规定所有交易客户都须评级；评级本身由第十五条至第十八条决定。",
    readings=("I-06",),
)
nothing_to_decide(
    "credit.14",
    "credit",
    why="只说明三个等级的含义；属于哪一级由第十五条至第十八条决定。",
    readings=("I-06",),
)


@clause("credit.15", "credit", facts=(*_A_NAMES, "as_of"), readings=("I-01", "I-06"))
def meets_every_a_condition(conditions: Sequence[Truth]) -> Truth:
    """评为信用A级的客户应同时符合以下条件:"""
    return every(conditions)


@clause("credit.15.1", "credit", readings=("I-02",))
@lru_cache(4096)
def cooperated_a_year(cooperation_since: date | None, as_of: date) -> Truth:
    """双方业务合作一年或以上。"""
    if cooperation_since is None:
        return None
    anniversary = plus_months(cooperation_since, 12)
    return anniversary is not None and anniversary <= as_of


@clause("credit.15.2", "credit", readings=("I-03",))
def no_serious_default(serious_default_2y: Truth) -> Truth:
    """过去2年内与我方合作没有发生不良欠款、欠货和其他严重违约行为。"""
    return negate(serious_default_2y)


@clause("credit.15.3", "credit")
def is_law_abiding_and_reliable(law_abiding_and_reliable: Truth) -> Truth:
    """守法经营、严格履约、信守承诺。"""
    return law_abiding_and_reliable


@clause("credit.15.4", "credit")
def has_good_operations(good_operations_2y: Truth) -> Truth:
    """最近连续2年经营状况良好。"""
    return good_operations_2y


@clause("credit.15.5", "credit")
def has_strong_finances(strong_finances: Truth) -> Truth:
    """资金实力雄厚、偿债能力强"""
    return strong_finances


@clause("credit.15.6", "credit")
def reaches_annual_standard(meets_annual_standard: Truth) -> Truth:
    """年度回款、发货达到我公司制定的标准。"""
    return meets_annual_standard


@clause("credit.16", "credit", facts=_C_NAMES, readings=("I-01", "I-06"), speaks_of=STATE)
def shows_any_c_condition(conditions: Sequence[Truth]) -> Truth:
    """出现以下任何情况的客户,应评为信用C级:"""
    return some(conditions)


@clause("credit.16.1", "credit", readings=("I-03",), speaks_of=STATE)
def had_serious_default(serious_default_2y: Truth) -> Truth:
    """过往2年内与我方合作曾发生过不良欠款、欠货或其他严重违约行为;"""
    return serious_default_2y


@clause("credit.16.2", "credit", speaks_of=STATE)
def breaks_promises(often_breaks_promises: Truth) -> Truth:
    """经常不兑现承诺;"""
    return often_breaks_promises


@clause("credit.16.3", "credit", speaks_of=STATE)
def disputes_debts_or_moves_assets(debt_dispute_or_asset_transfer: Truth) -> Truth:
    """出现不良债务纠纷,或严重的转移资产行为;"""
    return debt_dispute_or_asset_transfer


@clause("credit.16.4", "credit", speaks_of=STATE)
def has_weak_finances(weak_finances: Truth) -> Truth:
    """资金实力不足,偿债能力较差"""
    return weak_finances


@clause("credit.16.5", "credit", speaks_of=STATE)
def has_poor_operations(poor_operations: Truth) -> Truth:
    """生产、经营状况不良,严重亏损,或营业额持续多月下滑;"""
    return poor_operations


@clause("credit.16.6", "credit", speaks_of=STATE)
def declines_sharply_or_acts_unfairly(sharp_decline_or_unfair_conduct: Truth) -> Truth:
    """最近对方产品生产、销售出现连续严重下滑现象,或有不公正行为;"""
    return sharp_decline_or_unfair_conduct


@clause("credit.16.7", "credit", speaks_of=STATE)
def operates_illegally(serious_illegal_operation: Truth) -> Truth:
    """发现有严重违法经营现象;"""
    return serious_illegal_operation


@clause("credit.16.8", "credit", speaks_of=STATE)
def was_ordered_to_suspend_or_rectify(ordered_to_suspend_or_rectify: Truth) -> Truth:
    """出现国家机关责令停业、整改情况;"""
    return ordered_to_suspend_or_rectify


@clause("credit.16.9", "credit", speaks_of=STATE)
def risks_seizure_or_freeze(seizure_or_freeze_risk: Truth) -> Truth:
    """有被查封、冻结银行账号危险的。"""
    return seizure_or_freeze_risk


@clause("credit.17", "credit", facts=RATING_NAMES, readings=("I-06",), speaks_of=CONSEQUENCE)
def is_grade_b(possible: Sequence[str]) -> Truth:
    """不符合A、C级评定条件的客户定为B级。"""
    return settled(grade == B for grade in possible)


@clause("credit.18", "credit", readings=("I-04", "I-05", "I-06"), speaks_of=STATE)
def barred_from_grade_a(newly_developed: Truth, key_data_complete: Truth) -> Truth:
    """原则上新开发或关键资料不全的客户不应列入信用A级。"""
    return some((newly_developed, negate(key_data_complete)))


nothing_to_decide("credit.19", "credit", why="规定由谁初步评级、填写何表；不取决于客户的事实。")
nothing_to_decide(
    "credit.20", "credit", why="列出评级时重点审查的项目；审查结果体现在第十五条、第十六条各项的事实中。"
)
nothing_to_decide(
    "credit.20.1", "credit", why="提示审查资料的真实性；是否确认真实在“资信调查”核对（第十条）。"
)
nothing_to_decide(
    "credit.20.2", "credit", why="提示审查资产负债和经营状况；结果填入第十五条第（四）（五）项等事实。"
)
nothing_to_decide(
    "credit.20.3", "credit", why="提示审查往来交易及回款；结果填入第十五条第（二）（六）项等事实。"
)

A_CLAUSES = tuple(f"credit.15.{number}" for number in range(1, 7))
C_CLAUSES = tuple(f"credit.16.{number}" for number in range(1, 10))


@dataclass(frozen=True, eq=False)
class Article:
    """What an article says of one set of answers, and what follows from that alone; one object for each set."""

    verdicts: tuple[Truth, ...]
    findings: tuple[Finding, ...]
    values: Mapping[str, Truth]
    unknown: tuple[str, ...]
    changes: tuple[dict[str, Any], ...]
    """What has to change for grade A."""


@dataclass(frozen=True, eq=False)
class Rating:
    """The grades still possible, and what rating the customer adds to the outcome; one object for all of the same articles."""

    possible: tuple[str, ...]
    field: dict[str, Any]
    findings: tuple[Finding, ...]
    conflicts: tuple[Conflict, ...]
    missing: tuple[str, ...]
    readings: frozenset[str]
    changes: tuple[dict[str, Any], ...]
    """What has to change for grade A, apart from the passing of a year."""


# Many customers together give few sets of answers to one article, though hardly two of them agree in everything. So an
# article is remembered by the answers to it, and a rating by its articles.


def rate(values: Values) -> Rating:
    """Rate a customer."""
    return rate_answers(cooperated_a_year(values["cooperation_since"], values["as_of"]), _ANSWERS(values))


ANSWERS = (*_A_NAMES[1:], *_C_NAMES, *_BAR_NAMES)
_ANSWERS = itemgetter(*ANSWERS)


@lru_cache(4096)
def rate_answers(cooperated: Truth, answers: tuple[Truth, ...]) -> Rating:
    """Rate a customer by the answers to `ANSWERS`."""
    to_15, to_16 = len(_A_NAMES) - 1, len(_A_NAMES) - 1 + len(_C_NAMES)
    return _rating(
        _article_15(cooperated, *answers[:to_15]),
        _article_16(*answers[to_15:to_16]),
        _article_18(*answers[to_16:]),
    )


@lru_cache(20_000)
def _rating(article_15: Article, article_16: Article, article_18: Article) -> Rating:
    verdicts = (*article_15.verdicts, *article_16.verdicts, *article_18.verdicts)
    possible = possible_grades(*verdicts)
    unknown_to_a = (*article_15.unknown, *article_18.unknown)
    # A C condition settles the grade alone, so those come first; an A condition matters while A is within reach.
    missing = () if possible == (C,) else (*article_16.unknown, *(unknown_to_a if A in possible else ()))
    contradictory = conflicts(article_15.values, article_16.values)
    return Rating(
        possible,
        {"grade": possible[0] if len(possible) == 1 else None, "possible": [*possible]},
        (*article_15.findings, *article_16.findings, _finding_17(possible), *article_18.findings),
        contradictory,
        missing,
        _rating_readings(
            *verdicts,
            "cooperation_since" in article_15.unknown,
            "serious_default_2y" in article_16.unknown,
            bool(article_16.unknown or unknown_to_a),
            bool(contradictory),
        ),
        (*article_15.changes, *article_16.changes, *article_18.changes),
    )


@cache
def _article_15(cooperated: Truth, *answers: Truth) -> Article:
    values = dict(zip(_A_NAMES[1:], answers, strict=True))
    truths = {"credit.15.1": cooperated, **_truths(A_CLAUSES[1:], values)}
    apart_from_default = every(truth for id, truth in truths.items() if id != "credit.15.2")
    wanted = [
        (name, name != "serious_default_2y", id) for name, id in zip(values, A_CLAUSES[1:], strict=True)
    ]
    return Article(
        (meets_every_a_condition([*truths.values()]), apart_from_default),
        _findings(truths),
        values,
        # Article 16 asks whether there was a default (I-03).
        tuple(
            name
            for name, truth in zip(_A_NAMES, truths.values(), strict=True)
            if truth is None and name != "serious_default_2y"
        ),
        _changes(wanted, values),
    )


@cache
def _article_16(*answers: Truth) -> Article:
    values = dict(zip(_C_NAMES, answers, strict=True))
    truths = _truths(C_CLAUSES, values)
    # Article 15 has the change of a default.
    wanted = [(name, False, id) for name, id in zip(_C_NAMES[1:], C_CLAUSES[1:], strict=True)]
    return Article(
        (shows_any_c_condition([*truths.values()]),),
        _findings(truths),
        values,
        _unknown(values),
        _changes(wanted, values),
    )


@cache
def _article_18(*answers: Truth) -> Article:
    values = dict(zip(_BAR_NAMES, answers, strict=True))
    truths = _truths(("credit.18",), values)
    wanted = [("newly_developed", False, "credit.18"), ("key_data_complete", True, "credit.18")]
    return Article(
        tuple(truths.values()), _findings(truths), values, _unknown(values), _changes(wanted, values)
    )


def _truths(ids: Sequence[str], values: Mapping[str, Truth]) -> dict[str, Truth]:
    """What each of the clauses says of the facts that it reads."""
    registered = clauses()
    rules = ((id, registered[id]) for id in ids)
    return {id: entry.rule(*[values[name] for name in entry.facts]) for id, entry in rules if entry.rule}


def _findings(truths: Mapping[str, Truth]) -> tuple[Finding, ...]:
    return tuple(_finding(id, status(truth)) for id, truth in truths.items())


@cache
def _finding(id: str, status: str) -> Finding:
    return Finding(id, status, clauses()[id].facts)


@cache
def _finding_17(possible: tuple[str, ...]) -> Finding:
    return _finding("credit.17", status(is_grade_b(possible)))


def _unknown(values: Mapping[str, Truth]) -> tuple[str, ...]:
    return tuple(name for name, value in values.items() if value is None)


@cache
def possible_grades(
    all_a: Truth, all_a_apart_from_default: Truth, any_c: Truth, barred: Truth
) -> tuple[str, ...]:
    """Exactly the grades that some way of filling in the unknown facts gives (I-01, I-04 to I-06)."""
    if any_c:
        return (C,)
    # 15.2 fails only with 16.1, and then the grade is C: of the A conditions the others alone can lead to B.
    possible = (
        (A, every((all_a, negate(barred))) is not False),
        (B, every((all_a_apart_from_default, negate(barred))) is not True),
        (C, any_c is None),
    )
    return tuple(grade for grade, can_be in possible if can_be)


def conflicts(a_values: Mapping[str, Truth], c_values: Mapping[str, Truth]) -> tuple[Conflict, ...]:
    """Facts that contradict each other (credit.11.1, I-07): an A condition, and a C condition."""
    return tuple(
        Conflict((a_name, c_name), "credit.11.1")
        for a_name, c_name in CONTRADICTORY
        if a_values[a_name] and c_values[c_name]
    )


def _changes(
    wanted: Iterable[tuple[str, bool, str]], values: Mapping[str, Truth]
) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"fact": name, "now": values[name], "needed": needed, "clause": id}
        for name, needed, id in wanted
        if values[name] is not needed
    )


def upgrade(values: Values, rated: Rating) -> list[dict[str, Any]]:
    """The fewest changes that give grade A: each condition stands on a fact of its own, so all that fail have to change."""
    return [*_time_to_pass(values["cooperation_since"], values["as_of"]), *rated.changes]


@lru_cache(4096)
def _time_to_pass(since: date | None, as_of: date) -> tuple[dict[str, Any], ...]:
    """The change that 15.1 needs, if any."""
    if cooperated_a_year(since, as_of):
        return ()
    if since is None:
        fact, now, needed = "cooperation_since", None, latest_day_a_year_before(as_of)
    else:
        fact, now, needed = "as_of", as_of.isoformat(), plus_months(since, 12)
    return ({"fact": fact, "now": now, "needed": needed and needed.isoformat(), "clause": "credit.15.1"},)


@cache
def _rating_readings(
    all_a: Truth,
    all_a_apart_from_default: Truth,
    any_c: Truth,
    barred: Truth,
    cooperation_unknown: bool,
    default_unknown: bool,
    any_unknown: bool,
    contradictory: bool,
) -> frozenset[str]:
    """The readings that the rating relied on."""
    possible = possible_grades(all_a, all_a_apart_from_default, any_c, barred)
    relied = {
        "I-01": any_c and (all_a or contradictory),
        "I-02": not cooperation_unknown,
        "I-03": not default_unknown,
        "I-04": barred and not any_c and all_a is not False,
        "I-05": barred is None and A in possible,
        "I-06": any_unknown,
        "I-07": contradictory,
    }
    return frozenset(id for id, relies in relied.items() if relies)
