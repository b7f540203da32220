"""Rating a customer A, B or C: articles 13 to 18 of the credit regulation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..clauses import clause, clauses, nothing_to_decide
from ..dates import latest_day_a_year_before, plus_months
from ..facts import BOOLEAN, CHOICE, DATE, Fact, Values
from ..outcome import Conflict, Finding, status
from ..settling import settled
from ..truth import Truth, every, negate, some

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


@clause("credit.16", "credit", facts=_C_NAMES, readings=("I-01", "I-06"))
def shows_any_c_condition(conditions: Sequence[Truth]) -> Truth:
    """出现以下任何情况的客户,应评为信用C级:"""
    return some(conditions)


@clause("credit.16.1", "credit", readings=("I-03",))
def had_serious_default(serious_default_2y: Truth) -> Truth:
    """过往2年内与我方合作曾发生过不良欠款、欠货或其他严重违约行为;"""
    return serious_default_2y


@clause("credit.16.2", "credit")
def breaks_promises(often_breaks_promises: Truth) -> Truth:
    """经常不兑现承诺;"""
    return often_breaks_promises


@clause("credit.16.3", "credit")
def disputes_debts_or_moves_assets(debt_dispute_or_asset_transfer: Truth) -> Truth:
    """出现不良债务纠纷,或严重的转移资产行为;"""
    return debt_dispute_or_asset_transfer


@clause("credit.16.4", "credit")
def has_weak_finances(weak_finances: Truth) -> Truth:
    """资金实力不足,偿债能力较差"""
    return weak_finances


@clause("credit.16.5", "credit")
def has_poor_operations(poor_operations: Truth) -> Truth:
    """生产、经营状况不良,严重亏损,或营业额持续多月下滑;"""
    return poor_operations


@clause("credit.16.6", "credit")
def declines_sharply_or_acts_unfairly(sharp_decline_or_unfair_conduct: Truth) -> Truth:
    """最近对方产品生产、销售出现连续严重下滑现象,或有不公正行为;"""
    return sharp_decline_or_unfair_conduct


@clause("credit.16.7", "credit")
def operates_illegally(serious_illegal_operation: Truth) -> Truth:
    """发现有严重违法经营现象;"""
    return serious_illegal_operation


@clause("credit.16.8", "credit")
def was_ordered_to_suspend_or_rectify(ordered_to_suspend_or_rectify: Truth) -> Truth:
    """出现国家机关责令停业、整改情况;"""
    return ordered_to_suspend_or_rectify


@clause("credit.16.9", "credit")
def risks_seizure_or_freeze(seizure_or_freeze_risk: Truth) -> Truth:
    """有被查封、冻结银行账号危险的。"""
    return seizure_or_freeze_risk


@clause("credit.17", "credit", facts=RATING_NAMES, readings=("I-06",))
def is_grade_b(possible: Sequence[str]) -> Truth:
    """不符合A、C级评定条件的客户定为B级。"""
    return settled(grade == B for grade in possible)


@clause("credit.18", "credit", readings=("I-04", "I-05"))
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
RATING_CLAUSES = (*A_CLAUSES, *C_CLAUSES, "credit.18")


def clause_truths(values: Values) -> dict[str, Truth]:
    """What each condition of articles 15, 16 and 18 says of the facts."""
    registered = clauses()
    rules = ((id, registered[id]) for id in RATING_CLAUSES)
    return {id: entry.rule(*[values[name] for name in entry.facts]) for id, entry in rules if entry.rule}


def possible_grades(truths: dict[str, Truth]) -> tuple[str, ...]:
    """Exactly the grades that some way of filling in the unknown facts gives (I-01, I-04 to I-06)."""
    c_conditions = shows_any_c_condition([truths[id] for id in C_CLAUSES])
    if c_conditions:
        return (C,)
    fit_for_a = every([*(truths[id] for id in A_CLAUSES), negate(truths["credit.18"])])
    # 15.2 fails only with 16.1, and then the grade is C: of the A conditions the others alone can lead to B.
    fit_apart_from_default = every(
        [*(truths[id] for id in A_CLAUSES if id != "credit.15.2"), negate(truths["credit.18"])]
    )
    possible = (
        (A, fit_for_a is not False),
        (B, fit_apart_from_default is not True),
        (C, c_conditions is None),
    )
    return tuple(grade for grade, can_be in possible if can_be)


def rating_missing(values: Values, possible: Sequence[str]) -> list[str]:
    """The unknown facts that can still change the grade; a C condition settles it alone, so those come first."""
    if possible == (C,):
        return []
    # An A condition matters only while A is still within reach.
    reach_a = (*_A_NAMES, *_BAR_NAMES) if A in possible else ()
    return [name for name in dict.fromkeys((*_C_NAMES, *reach_a)) if values[name] is None]


def rating_findings(truths: dict[str, Truth], possible: Sequence[str]) -> list[Finding]:
    """The findings of 15.1 to 18."""
    registered = clauses()
    statuses = {id: status(truth) for id, truth in truths.items()}
    statuses["credit.17"] = status(is_grade_b(possible))
    order = (*A_CLAUSES, *C_CLAUSES, "credit.17", "credit.18")
    return [Finding(id, statuses[id], registered[id].facts) for id in order]


def conflicts(values: Values) -> list[Conflict]:
    """Facts that contradict each other (credit.11.1, I-07)."""
    return [Conflict(pair, "credit.11.1") for pair in CONTRADICTORY if all(values[name] for name in pair)]


def upgrade(values: Values, truths: dict[str, Truth]) -> list[dict[str, Any]]:
    """The fewest changes that give grade A: each condition stands on a fact of its own, so all that fail have to change."""
    changes: list[tuple[str, Any, Any, str]] = []
    if not truths["credit.15.1"]:
        since, as_of = values["cooperation_since"], values["as_of"]
        if since is None:
            fact, now, needed = "cooperation_since", None, latest_day_a_year_before(as_of)
        else:
            fact, now, needed = "as_of", as_of.isoformat(), plus_months(since, 12)
        changes.append((fact, now, needed and needed.isoformat(), "credit.15.1"))
    wanted = {
        "credit.15.2": ("serious_default_2y", False),
        **{id: (_A_NAMES[place], True) for place, id in enumerate(A_CLAUSES) if place >= 2},
        **{id: (_C_NAMES[place], False) for place, id in enumerate(C_CLAUSES) if place >= 1},
    }
    wanted_for_18 = (("newly_developed", False), ("key_data_complete", True))
    pairs = [
        *((name, needed, id) for id, (name, needed) in wanted.items()),
        *((*want, "credit.18") for want in wanted_for_18),
    ]
    changes += [(name, values[name], needed, id) for name, needed, id in pairs if values[name] is not needed]
    keys = ("fact", "now", "needed", "clause")
    return [dict(zip(keys, change, strict=True)) for change in changes]


def rating_readings(values: Values, truths: dict[str, Truth], possible: Sequence[str]) -> set[str]:
    """The readings that the rating relied on."""
    all_a = meets_every_a_condition([truths[id] for id in A_CLAUSES])
    any_c = shows_any_c_condition([truths[id] for id in C_CLAUSES])
    barred = truths["credit.18"]
    contradictory = bool(conflicts(values))
    relied = {
        "I-01": any_c and (all_a or contradictory),
        "I-02": truths["credit.15.1"] is not None,
        "I-03": values["serious_default_2y"] is not None,
        "I-04": barred and not any_c and all_a is not False,
        "I-05": barred is None and A in possible,
        "I-06": any(values[name] is None for name in RATING_NAMES),
        "I-07": contradictory,
    }
    return {id for id, relies in relied.items() if relies}
