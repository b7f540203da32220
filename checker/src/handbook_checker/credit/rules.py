"""The regulation on customer credit, clause by clause.

A rule is its clause: the docstring has the words, the parameters are the facts that it reads, and the value that it
returns says all that the clause says. Amounts of money are spoken of by name here (`engine.permission.Amount`), but
for articles 32 to 34, which compare them.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..engine.adjustment import Lowering
from ..engine.deadlines import MONTH, QUARTER, Deadline
from ..engine.periods import Elapsed, Window
from ..engine.permission import Amount, Permission
from ..engine.sanctions import Offence, Sanction
from ..engine.steps import Procedure, Step
from ..model.checks import has_begun
from ..model.clauses import CONSEQUENCE, STATE, Applies, clause, nothing_to_decide, rules_returning, stated
from ..model.dates import Period, days, months, years
from ..model.settling import settled
from ..model.truth import Truth, every, negate, some
from .facts import (
    A_FACTS,
    BAR_FACTS,
    C_FACTS,
    DOWNSTREAM,
    EVALUATION_FORM,
    LONG_TERM,
    SURVEY_FORM,
    TEMPORARY,
    TOPIC_FACTS,
    UPSTREAM,
    A,
    B,
    C,
)
from .roles import (
    BUSINESS_SUPERVISOR,
    CFO,
    CHAIR,
    CREDIT_CONTROLLER,
    DEPARTMENT_MANAGER,
    DEPUTY_GM_MARKETING,
    DEPUTY_IN_CHARGE_OF_MARKETING,
    FINANCE,
    FINANCE_DEPARTMENT,
    GENERAL_MANAGER,
    MARKETING_DEPARTMENT,
    MARKETING_MANAGER,
    RELEVANT_DEPARTMENTS,
    SUPERVISOR_IN_MARKETING,
)

RANKS = (MARKETING_MANAGER, DEPUTY_GM_MARKETING, CFO, GENERAL_MANAGER, CHAIR)
"""Everyone in the chain that approves credit, lowest first (I-14)."""

TOPIC_NAMES = tuple(fact.name for fact in TOPIC_FACTS)
PROCEED, NEEDS_WRITTEN_APPROVAL, STOP = "proceed", "needs_written_approval", "stop"
"""What becomes of an order."""

A_NAMES = tuple(fact.name for fact in A_FACTS)
C_NAMES = ("serious_default_2y", *(fact.name for fact in C_FACTS))
BAR_NAMES = tuple(fact.name for fact in BAR_FACTS)
RATING_NAMES = (*dict.fromkeys((*A_NAMES, "as_of", *C_NAMES, *BAR_NAMES)),)
"""What the grade rests on."""


def grade_is(grade: str, **facts: Any) -> Applies:
    """A clause for customers of `grade` whose facts are these."""
    return Applies({"grade": grade, **facts}, tuple(facts))


def measure(role: str, average_monthly_collection: Amount, average_monthly_delivery: Amount) -> Amount:
    """The amount that a customer's business is measured by: what we collect from it, or what it delivers (I-08)."""
    return average_monthly_collection if role == DOWNSTREAM else average_monthly_delivery


nothing_to_decide("credit.1", "credit", why="说明制定本制度的目的；取舍解释时据此判断（解释 I-01）。")
nothing_to_decide("credit.2", "credit", why="定义“信用风险”。")
nothing_to_decide("credit.3", "credit", why="定义“客户信用管理”。")
nothing_to_decide(
    "credit.4", "credit", why="定义“客户”，包括上游供应商和下游客户；填写“客户类别”时据此判断。"
)
nothing_to_decide("credit.6", "credit", why="要求相关部门制定实施细则；不取决于客户的事实。")
nothing_to_decide("credit.7", "survey", why="定义“客户资信调查”；调查是否完成由第八条、第十条决定。")


@clause("credit.8", "survey", facts=TOPIC_NAMES)
def covers_every_topic(*topics: Truth) -> Step:
    """客户资信调查要点主要包括:"""
    return Step(act="investigate", done=every(topics))


@clause("credit.8.1", "survey")
def has_basic_information(basic_information: Truth) -> Truth:
    """客户基本信息"""
    return basic_information


@clause("credit.8.2", "survey")
def names_shareholders_and_management(shareholders_and_management: Truth) -> Truth:
    """主要股东及法定代表人和主要负责人"""
    return shareholders_and_management


@clause("credit.8.3", "survey")
def names_bank_accounts(bank_accounts: Truth) -> Truth:
    """主要往来结算银行帐户"""
    return bank_accounts


@clause("credit.8.4", "survey")
def describes_operations(operations: Truth) -> Truth:
    """企业基本经营状况"""
    return operations


@clause("credit.8.5", "survey")
def describes_finances(finances: Truth) -> Truth:
    """企业财务状况"""
    return finances


@clause("credit.8.6", "survey")
def describes_dealings(dealings_with_us: Truth) -> Truth:
    """本公司与该客户的业务往来情况"""
    return dealings_with_us


@clause("credit.8.7", "survey")
def holds_credit_record(credit_record: Truth) -> Truth:
    """该客户的业务信用记录"""
    return credit_record


@clause("credit.8.8", "survey")
def covers_other_matters(other_matters: Truth) -> Truth:
    """其他需调查的事项"""
    return other_matters


nothing_to_decide("credit.9", "survey", why="引出资料的取得渠道；各渠道分别列出。")
_CHANNEL = "列出取得资料的一种渠道；从哪种渠道取得，不影响资料是否完整。"
nothing_to_decide("credit.9.1", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.2", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.3", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.4", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.5", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.6", "survey", why=_CHANNEL)


@clause("credit.10", "survey")
def is_truthful_and_filed(truthfulness_confirmed: Truth, filed_with_finance: Truth) -> Procedure:
    """营销部业务主管负责进行客户资信前期调查,保证所收集客户资信资料的真实性,认真填写《客户信用调查评
    定表》,上报部门经理审核,财务部门备案。填表人应对《客户信用调查评定表》内容的真实性负全部责任。
    """
    return Procedure(
        (
            Step(who=SUPERVISOR_IN_MARKETING, act="investigate", form=SURVEY_FORM),
            Step(who=SUPERVISOR_IN_MARKETING, act="confirm", done=truthfulness_confirmed),
            Step(who=DEPARTMENT_MANAGER, act="review"),
            Step(who=FINANCE, act="file", done=filed_with_finance),
        )
    )


@clause("credit.11", "survey")
def is_reviewed_by_departments(reviewed_by_department: Truth) -> Step:
    """相关部门对报送来的客户资信资料和《客户信用调查评定表》进行审核,重点审核以下内容:"""
    return Step(who=RELEVANT_DEPARTMENTS, act="review", done=reviewed_by_department)


nothing_to_decide(
    "credit.11.1",
    "survey",
    "credit",
    why="列出审核重点，是否已审核在第十一条回答；资料互相矛盾由“客户评级与授信”指出（解释 I-07）。",
    readings=("I-07",),
)
_FOCUS = "列出审核重点；是否已审核在第十一条回答。"
nothing_to_decide("credit.11.2", "survey", why=_FOCUS)
nothing_to_decide("credit.11.3", "survey", why=_FOCUS)
nothing_to_decide("credit.11.4", "survey", why=_FOCUS)


@clause("credit.12", "survey", readings=("I-21",))
def is_kept_current(
    last_full_update: date | None, changed_since_update: Truth, change_recorded: Truth, as_of: date
) -> Procedure:
    """客户资信资料和《客户信用调查评定表》每季度要全面更新一次,期间如果发生变化,应及时对相关资料进行
    补充修改。
    """
    return Procedure(
        (
            Step(act="record", done=some((negate(changed_since_update), change_recorded))),
            Step(act="update", deadline=Deadline(since=last_full_update, within=QUARTER, as_of=as_of)),
        )
    )


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


@clause("credit.15", "credit", facts=(*A_NAMES, "as_of"), readings=("I-01", "I-06"))
def meets_every_a_condition(conditions: Sequence[Truth]) -> Truth:
    """评为信用A级的客户应同时符合以下条件:"""
    return every(conditions)


@clause("credit.15.1", "credit", readings=("I-02",))
def cooperation_lasts(cooperation_since: date | None, as_of: date) -> Elapsed:
    """双方业务合作一年或以上。"""
    return Elapsed(since=cooperation_since, period=years(1), on=as_of)


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


@clause("credit.16", "credit", facts=C_NAMES, readings=("I-01", "I-06"), speaks_of=STATE)
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
nothing_to_decide("credit.21", "credit", why="定义“授信”；额度和期限由第二十六条至第二十八条决定。")
nothing_to_decide("credit.22", "credit", why="定义“信用额度”；额度由第二十六条至第二十八条决定。")


@clause("credit.23", "credit", facts=("start_date", "requested_kind"), readings=("I-15",))
def credit_is_due(start_date: date | None, term: Period | None) -> date | None:
    """本制度所称回款、到货期限是指给予客户的信用持续期间,即自发货至客户结算回款、自预付款至客户发货到
    我公司仓库并验收合格的期间。
    """
    return term.after(start_date) if start_date and term else None


nothing_to_decide("credit.24", "credit", why="引出授信原则；各项原则分别列出。")
nothing_to_decide(
    "credit.24.1", "credit", why="宣示现款现货的原则；何时可以例外由第二十六条、第二十七条决定。"
)
nothing_to_decide("credit.24.2", "credit", why="引出控制措施；各项措施分别列出。")


@clause("credit.24.2.1", "credit", readings=("I-16",))
def total_credit_within_balance(
    receivables_reference_balance: Amount, total_credit_granted: Amount
) -> Permission:
    """对公司实施授信总额控制,原则上授信总额不能超过20xx年1月1日应收帐款的余额数。"""
    return Permission(
        headroom=receivables_reference_balance.less(total_credit_granted),
        readings=("I-16",),
    )


nothing_to_decide("credit.24.2.2", "credit", why="要求按等级区别授信；如何区别由第二十六条至第二十八条决定。")

_BEHIND_ANY_CREDIT = (
    "special_necessity",
    "collateral_completed",
    "collateral_value",
    "requested_kind",
    "has_prior_credit",
    "prior_credit_amount",
    "role",
    "average_monthly_collection",
    "average_monthly_delivery",
)


@clause("credit.24.2.3", "credit", facts=_BEHIND_ANY_CREDIT)
def limit_goes_into_contract() -> Permission:
    """在购售合同中注明客户的信用额度或客户占用我方资金的最高额度,但在执行过程中,应根据客户信用变化的
    情况,及时调整信用额度。
    """
    return Permission(recorded_in="购销合同")


nothing_to_decide("credit.25", "credit", why="引出对预付、赊销概念的界定。")
nothing_to_decide("credit.25.1", "credit", why="定义“预付、赊销”；申请的种类在第二十六条、第二十七条中使用。")
nothing_to_decide(
    "credit.25.2", "credit", why="定义“长期预付、赊销”；申请的种类在第二十六条、第二十七条中使用。"
)
nothing_to_decide("credit.26", "credit", why="引出A级客户的授信原则；由以下两项决定。", readings=("I-15",))


@clause(
    "credit.26.1",
    "credit",
    applies=grade_is(A, has_prior_credit=False),
    readings=("I-08", "I-10", "I-14", "I-15"),
)
def credit_for_a_without_prior_credit(
    special_necessity: bool,
    requested_kind: str,
    role: str,
    average_monthly_collection: Amount,
    average_monthly_delivery: Amount,
) -> Permission:
    """对于原来没有赊销行为的客户,不应授信;实际的经营过程中,在非常必要的特殊情况下,由营销副总、财务总
    监、总经理审批后可以给予临时预付、赊销,原则上预付、赊销信用额度最高不超过该客户的平均月回款额,预付、回
    款期限为1个月以内;
    """
    return Permission(
        open=special_necessity,
        approved_by=(DEPUTY_GM_MARKETING, CFO, GENERAL_MANAGER),
        kinds=(TEMPORARY,),
        caps=(measure(role, average_monthly_collection, average_monthly_delivery),),
        term=months(1),
        readings=("I-08", "I-14", "I-15"),
        readings_if_refused=("I-10",) if special_necessity and requested_kind == LONG_TERM else (),
    )


@clause(
    "credit.26.2",
    "credit",
    applies=grade_is(A, has_prior_credit=True),
    readings=("I-08", "I-09", "I-11", "I-12", "I-13", "I-14", "I-15"),
)
def credit_for_a_with_prior_credit(
    prior_credit_amount: Amount,
    requested_kind: str,
    role: str,
    average_monthly_collection: Amount,
    average_monthly_delivery: Amount,
) -> Permission:
    """对于原来已有预付、赊销行为的客户,由营销副总、财务总监、总经理审批后,可以根据其销售能力和回款情
    况给予长期预付、赊销信用,原则上预付、赊销信用额度最高不超过该客户的平均月发货量和回款额。如果原有预付、
    赊销额低于本条款标准的,信用额度按从低标准执行,并应逐步减少,发货、回款期限为1个月以内。
    """
    standard = measure(role, average_monthly_collection, average_monthly_delivery)
    return Permission(
        open=True,
        approved_by=(DEPUTY_GM_MARKETING, CFO, GENERAL_MANAGER),
        kinds=(LONG_TERM, TEMPORARY),
        caps=(standard,),
        lowered_to=prior_credit_amount,
        standard=standard,
        term=months(1),
        readings=(
            "I-08",
            "I-09",
            *(("I-11",) if requested_kind == TEMPORARY else ()),
            "I-12",
            "I-14",
            "I-15",
        ),
        reading_if_lowered="I-13",
    )


@clause(
    "credit.27",
    "credit",
    applies=grade_is(B),
    readings=("I-08", "I-09", "I-13", "I-14", "I-15", "I-18"),
)
def credit_for_b(
    special_necessity: bool,
    collateral_completed: bool,
    collateral_value: Amount,
    requested_kind: str,
    has_prior_credit: bool,
    prior_credit_amount: Amount,
    role: str,
    average_monthly_collection: Amount,
    average_monthly_delivery: Amount,
) -> Permission:
    """对于B级客户,原则上不予授信;确有必要,必须严格办理完备的财产抵押等法律手续后,由营销部经理上报营销
    副总、财务总监、总经理审批,经批准后才可执行长期赊销或临时赊销,其赊销信用额度必须不超过该客户的平均月发
    货量、回款额,同时不超过抵押资产额度。如果原有预付、赊销额低于本条款标准的,信用额度按从低标准执行,并应
    逐步减少。其长期预付、赊销回款期限为1个月,临时预付、赊销回款期限为15天。
    """
    standard = measure(role, average_monthly_collection, average_monthly_delivery)
    return Permission(
        open=special_necessity and collateral_completed,
        submitted_by=(MARKETING_MANAGER,),
        approved_by=(DEPUTY_GM_MARKETING, CFO, GENERAL_MANAGER),
        kinds=(LONG_TERM, TEMPORARY),
        caps=(standard, collateral_value),
        lowered_to=prior_credit_amount if has_prior_credit else None,
        standard=standard,
        term=days(15) if requested_kind == TEMPORARY else months(1),
        readings=("I-08", "I-09", "I-14", "I-15", *(("I-18",) if role == UPSTREAM else ())),
        reading_if_lowered="I-13",
    )


@clause("credit.28", "credit", applies=grade_is(C), facts=RATING_NAMES, speaks_of=CONSEQUENCE)
def no_credit_for_c() -> Permission:
    """对于评为C级的客户,不予授信,不给予任何预付款和赊销。"""
    return Permission(open=False)


nothing_to_decide(
    "credit.29", "credit", why="规定对预付、赊销客户进行分类汇总（原文此处残缺）；批量核对可以完成分类。"
)


@clause("credit.30", "credit", facts=_BEHIND_ANY_CREDIT, readings=("I-14",), speaks_of=CONSEQUENCE)
def limit_needs_top_approval() -> Permission:
    """客户授信额度由总经理、董事长审批后,《客户信用调查评定表》、《客户信用等级分类汇总表》"""
    return Permission(approved_by=(GENERAL_MANAGER, CHAIR), readings=("I-14",))


@clause(
    "credit.31",
    "order",
    facts=("grade", "limit", "current_exposure", "order_amount", "written_approval"),
)
def within_authorised_scope(grade: str, above_limit: bool, written_approval: bool) -> bool:
    """营销部应严格执行客户信用管理制度,按照授权批准的授信范围和额度区分ABC类客户进行预付和赊销,加大货
    物催收入库和货款清收的力度,确保资产的安全。
    """
    return grade != C and (written_approval or not above_limit)


@clause(
    "credit.32",
    "order",
    "credit",
    facts=("limit", "current_exposure", "order_amount", "written_approval", "requested_amount"),
    readings=("I-19",),
)
def is_above_limit(exposure_after: int, limit: int) -> bool:
    """营销部经理和财务部信用控制主管具体承担对营销部授信执行情况的日常监督职责,应加强对业务单据的审核,
    对于超出信用额度的预付款和发货,必须在得到上级相关部门的正式批准文书之后,方可办理。发生超越授权和重大风
    险情况,应及时上报。
    """
    return exposure_after > limit


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
def no_credit_before_arrears_are_settled(arrears_unsettled: bool) -> Permission:
    """对于预付、赊销客户必须定期对帐、清帐,上次欠款未结清前,原则上不再进行新的预付款、赊销。"""
    return Permission(open=False if arrears_unsettled else None, readings_if_refused=("I-17",))


@clause(
    "credit.36", "order", facts=("contract_end", "as_of", "contract_cleared_once"), readings=("I-23", "I-35")
)
def clear_before_contract_ends(contract_end: date, as_of: date) -> Window:
    """合同期内预付款发货、客户的赊销欠款要回收清零一次。合同到期前一个月内,营销部应与客户确定下一个年
    度的合作方式,并对客户欠货、欠款全部进行清收。
    """
    return Window(last_day=contract_end, period=months(1), on=as_of)


nothing_to_decide(
    "credit.36bis",
    "review",
    why="要求营销部建立回收责任制；是否建立不取决于某一次检查的事实。",
    readings=("I-23",),
)


@clause("credit.37", "review")
def is_audited(credit_control_audit_done: Truth) -> Step:
    """财务部信用控制主管每月必须稽核营销部的授信及执行情况。"""
    return Step(who=CREDIT_CONTROLLER, every=MONTH, act="audit", done=credit_control_audit_done)


@clause("credit.38", "review")
def is_reviewed_quarterly(quarterly_review_done: Truth) -> Step:
    """营销部必须建立授信客户的月度、季度检查审核制度,对客户授信实施动态管理,根据客户信用情况的变化及
    时上报调整授信额度,确保授信安全,发现问题立即采取适当的解决措施。
    """
    return Step(who=MARKETING_DEPARTMENT, every=QUARTER, act="review", done=quarterly_review_done)


@clause("credit.39", "review")
def is_reported(manager_report_done: Truth) -> Step:
    """业务主管每月度要对享有信用额度客户的经营状况做出书面汇报,并对汇报的真实性负全部责任。"""
    return Step(who=BUSINESS_SUPERVISOR, every=MONTH, act="report", done=manager_report_done)


@clause("credit.40", "review")
def has_evaluation_form(finance_form_done: Truth) -> Step:
    """财务部负责提供相应的财务数据及往来情况资料,每月填写《客户授信额度执行评价表》后交营销部经理核对,
    财务部门对财务数据的真实性负责。
    """
    return Step(
        who=FINANCE_DEPARTMENT,
        every=MONTH,
        act="fill_in",
        form=EVALUATION_FORM,
        addressed_to=MARKETING_MANAGER,
        done=finance_form_done,
    )


@clause("credit.41", "review")
def has_signed_opinion(marketing_opinion_signed: Truth) -> Step:
    """营销部经理审核业务主管的书面汇报后,签署书面评价意见,上报营销主管副总,必要时可对客户的信用额度进
    行调整,报总经理、董事长批准后作为营销部、财务部门下一步的监控依据。
    """
    return Step(
        who=MARKETING_MANAGER,
        act="sign",
        addressed_to=DEPUTY_IN_CHARGE_OF_MARKETING,
        done=marketing_opinion_signed,
        submitted_by=(MARKETING_MANAGER,),
        reviewed_by=(DEPUTY_IN_CHARGE_OF_MARKETING,),
        approved_by=(GENERAL_MANAGER, CHAIR),
    )


@clause("credit.42", "review", readings=("I-20",))
def only_lowers_limits(previous_limit: int | None, proposed_limit: int | None) -> Lowering:
    """原则上调整后的信用额度应低于原信用额度。"""
    return Lowering(previous_limit, proposed_limit)


@clause(
    "credit.43",
    "violation",
    readings=("I-22",),
    speaks_of=STATE,
)
def exceeds_authority(
    exceeded_authority: Truth, corrected_in_time: Truth, economic_loss: int | None
) -> Offence:
    """公司和营销部在其权限范围之内,对被授权人超越授信范围从事业务经营的行为,须令其限期纠正和补救,并视
    越权行为的性质和造成的经济损失对其主要负责人和直接责任人予以下列处分:
    """
    return Offence(
        committed=exceeded_authority,
        order="限期纠正和补救",
        liable=("主要负责人", "直接责任人"),
        corrected=corrected_in_time,
        loss=economic_loss,
    )


@clause("credit.43.1", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_warning(applies: Truth) -> Sanction:
    """警告;"""
    return Sanction("警告", applies)


@clause("credit.43.2", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_public_criticism(applies: Truth) -> Sanction:
    """通报批评;"""
    return Sanction("通报批评", applies)


@clause("credit.43.3", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_disciplinary_action(applies: Truth) -> Sanction:
    """行政处分;"""
    return Sanction("行政处分", applies)


@clause("credit.43.4", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_economic_penalty(applies: Truth) -> Sanction:
    """经济处罚;"""
    return Sanction("经济处罚", applies)


@clause("credit.43.5", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_legal_liability(applies: Truth) -> Sanction:
    """追究法律责任。"""
    return Sanction("追究法律责任", applies)


nothing_to_decide("credit.44", "violation", why="规定由公司负责解释本制度；不取决于任何事实。")


@clause("credit.45", "credit", facts=("as_of",), readings=("I-34",))
def takes_effect(as_of: date, effective_from: date | None = None) -> bool:
    """本办法自颁布之日起实施。"""
    return has_begun(as_of, effective_from)


IN_CHARGE = "credit.10"
"""The clause that charges somebody with a customer's file, and with what is done to it where others name nobody."""
REVIEW = ("credit.39", "credit.40", "credit.41", "credit.37", "credit.38")
"""The clauses of a review, in the order in which it is done."""
SANCTIONS = {id: stated(id).kind for id in rules_returning(Sanction, "violation")}
"""The sanctions, by the clause that names each."""
