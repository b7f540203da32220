"""A customer return visit, step by step, and what of its cost is reimbursed: the regulation on return visits.

An absent `report_on` is no gap in what is known: it says that there is no report yet. So it makes the report late once
its day has passed, and leaves 5.1 open until then.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..model import money
from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide, truths
from ..model.dates import plus_days
from ..model.facts import AS_OF, BOOLEAN, CHOICE, DATE, MONEY, Fact, Values
from ..model.outcome import MET, NOT_MET, UNKNOWN, Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import settled
from ..model.truth import Truth, every, negate, some
from ..model.wording import BAD, GOOD, OPEN, amount, field, headline, section, step, yes_no

KIND = Fact(
    "kind",
    CHOICE,
    "回访种类",
    "这次是例行回访，还是针对大客户的特定回访？",
    "两种回访的要求相同。",
    choices=(("routine", "例行回访"), ("key_customer", "大客户特定回访")),
)
PREPARATION_FACTS = (
    Fact(
        "records_reviewed",
        BOOLEAN,
        "客户信息已分析",
        "是否已根据客户资料库和客户回访的相关规定，分析所保存的客户信息？",
    ),
    Fact("list_made", BOOLEAN, "拜访名单已确定", "是否已根据客户资料确定要拜访的客户名单？"),
    Fact("purpose_set", BOOLEAN, "拜访目的已确定", "是否已确定每个客户拜访的具体目的？"),
)
PLAN_FACTS = (
    Fact("plan_time", BOOLEAN, "计划写明时间", "《客户回访计划》是否写明回访的大概时间？"),
    Fact("plan_content", BOOLEAN, "计划写明内容", "《客户回访计划》是否写明回访内容？"),
    Fact("plan_purpose", BOOLEAN, "计划写明目的", "《客户回访计划》是否写明回访目的？"),
    Fact("plan_method", BOOLEAN, "回访方式已选定", "是否已根据业务情况，结合客户特点选定回访方式？"),
)
APPOINTMENT_FACTS = (
    Fact("appointment_made", BOOLEAN, "时间、地点已预约", "是否已同客户预约回访的时间和地点？"),
    Fact(
        "customer_schedule_respected",
        BOOLEAN,
        "照顾客户的时间安排",
        "预约的时间和地点是否充分考虑了客户的时间安排，不打扰客户？",
    ),
)
MATERIAL_FACTS = (
    Fact(
        "material_customer_profile",
        BOOLEAN,
        "备有客户基本情况",
        "是否已备好客户基本情况（姓名、职务、年龄等）？",
    ),
    Fact("material_service_records", BOOLEAN, "备有服务记录", "是否已备好客户服务的相关记录？"),
    Fact("material_consumption_traits", BOOLEAN, "备有消费特点", "是否已备好客户消费特点的资料？"),
)
VISIT_FACTS = (
    Fact("arrived_on_time", BOOLEAN, "准时到达", "是否准时到达回访地点？"),
    Fact(
        "record_form_completed",
        BOOLEAN,
        "记录表已填写",
        "是否热情、全面地了解客户的需求和对服务的意见，并认真填写了《客户回访记录表》？",
    ),
    Fact("materials_returned", BOOLEAN, "资料已归还", "回访结束后，是否已将回访的相关资料归还给公司？"),
    Fact(
        "no_return_approved",
        BOOLEAN,
        "不归还已获批准",
        "由于客观原因确实无法归还的，是否已报客户服务主管批准？",
        "资料已经归还的，不必回答。",
    ),
)
REPORT_FACTS = (
    Fact("visit_ended_on", DATE, "回访结束日", "回访是哪一天结束的？", past=True),
    Fact(
        "report_on",
        DATE,
        "报告填写日",
        "《客户回访报告表》是哪一天填写的？",
        "还没有填写的，留空。",
        past=True,
    ),
    Fact(
        "supervisor_reviewed",
        BOOLEAN,
        "主管已审查",
        "客户服务主管是否已审查记录和报告，并提出指导意见？",
    ),
)
FILING_FACTS = (
    Fact("records_archived", BOOLEAN, "记录表已归档", "《客户回访记录表》是否已归档？"),
    Fact(
        "development_plan_made",
        BOOLEAN,
        "开发计划已制订",
        "市场开拓部是否已参考回访资料，制订《客户开发计划》和客户销售策略？",
        "由市场开拓部办理，不影响本次回访是否符合规定。",
    ),
)
EXPENSE_FACTS = (
    Fact("expense_claim", MONEY, "申请报销金额", "申请报销多少回访费用？", unit="元"),
    Fact(
        "expense_limit",
        MONEY,
        "费用限额",
        "回访费用的限额是多少？",
        "不填时，按组织设置中的限额（解释 I-29）。",
        unit="元",
    ),
)
_TIMING = ("visit_ended_on", "report_on", "as_of")

nothing_to_decide("visits.1", "visit", why="标题；各项规定分别列出。")
nothing_to_decide("visits.1.1", "visit", why="标题；各项目的分别列出。")
nothing_to_decide("visits.1.1.1", "visit", why="说明回访的目的；不取决于某一次回访的事实。")
nothing_to_decide("visits.1.1.2", "visit", why="说明回访的目的；不取决于某一次回访的事实。")
nothing_to_decide("visits.1.1.3", "visit", why="说明回访的目的；不取决于某一次回访的事实。")


@clause("visits.1.2", "visit")
def is_covered(kind: str | None) -> Truth:
    """适用范围

    本控制程序适用于客户服务专员对客户进行的例行回访和针对大客户的特定回访。
    """
    return None if kind is None else kind in dict(KIND.choices)


nothing_to_decide("visits.2", "visit", why="标题；各项规定分别列出。")


@clause("visits.2.1", "visit")
def reviews_records(records_reviewed: Truth) -> Truth:
    """客户服务专员根据客户资料库和客户回访的相关规定对所保存的客户信息进行分析。"""
    return records_reviewed


@clause("visits.2.2", "visit")
def makes_list(list_made: Truth) -> Truth:
    """客户服务专员根据客户资料确定要拜访的客户名单。"""
    return list_made


@clause("visits.2.3", "visit")
def sets_purpose(purpose_set: Truth) -> Truth:
    """客户服务专员根据客户资料确定每个客户拜访的具体目的。"""
    return purpose_set


nothing_to_decide("visits.3", "visit", why="标题；各项规定分别列出。")


@clause("visits.3.1", "visit")
def plans_visit(plan_time: Truth, plan_content: Truth, plan_purpose: Truth, plan_method: Truth) -> Truth:
    """制订回访计划

    客户服务专员根据客户资料制订《客户回访计划》,包括客户回访的大概时间、回访内容、回访目的等。客户服务专
    员要根据业务情况结合客户特点选择适合的回访方式。
    """
    return every((plan_time, plan_content, plan_purpose, plan_method))


nothing_to_decide("visits.3.2", "visit", why="标题；各项规定分别列出。")


@clause("visits.3.2.1", "visit")
def makes_appointment(appointment_made: Truth) -> Truth:
    """客户服务专员及时同客户联系,与客户预约回访的时间和地点"""
    return appointment_made


@clause("visits.3.2.2", "visit")
def respects_customer_schedule(customer_schedule_respected: Truth) -> Truth:
    """时间和地点的预约要充分考虑客户的时间安排,不打扰客户。"""
    return customer_schedule_respected


@clause("visits.3.3", "visit")
def prepares_materials(
    material_customer_profile: Truth, material_service_records: Truth, material_consumption_traits: Truth
) -> Truth:
    """准备回访资料

    客户服务专员根据《客户回访计划》准备客户回访的相关资料,包括客户基本情况(姓名、职务、年龄等)、客户服务
    的相关记录和客户消费特点等。
    """
    return every((material_customer_profile, material_service_records, material_consumption_traits))


nothing_to_decide("visits.4", "visit", why="标题；各项规定分别列出。")


@clause("visits.4.1", "visit")
def arrives_on_time(arrived_on_time: Truth) -> Truth:
    """客户服务专员要准时到达回访地点。"""
    return arrived_on_time


@clause("visits.4.2", "visit")
def completes_record_form(record_form_completed: Truth) -> Truth:
    """客户服务专员要热情、全面了解客户的需求和对服务的意见,并认真填写《客户回访记录表》。"""
    return record_form_completed


@clause("visits.4.3", "visit")
def accounts_for_materials(materials_returned: Truth, no_return_approved: Truth) -> Truth:
    """回访结束后,客户服务专员要及时将回访的相关资料归还给公司,如果由于客观原因确实无法归还,应报客户服
    务主管批准。
    """
    return some((materials_returned, no_return_approved))


nothing_to_decide("visits.5", "visit", why="标题；各项规定分别列出。")


@clause("visits.5.1", "visit", readings=("I-28",))
def reports_next_day(visit_ended_on: date | None, report_on: date | None, as_of: date) -> Truth:
    """客户服务专员在结束回访的第二天应根据回访过程和结果,根据《客户回访记录表》,填写《客户回访报告表》,
    主要对客户的回访过程和回访结果进行汇总
    """
    late = is_report_late(visit_ended_on, report_on, as_of)
    # Not late and not written: it can still be written in time, or late.
    return None if late is False and report_on is None else negate(late)


@clause("visits.5.2", "visit")
def is_reviewed_by_supervisor(supervisor_reviewed: Truth) -> Truth:
    """主管领导审阅

    客户服务主管对客户服务专员的《客户回访记录》、《客户回访报告表》进行审查,并提出指导意见。
    """
    return supervisor_reviewed


nothing_to_decide("visits.6", "visit", why="标题；各项规定分别列出。")


@clause("visits.6.1", "visit")
def archives_record_form(records_archived: Truth) -> Truth:
    """客户服务部相关人员对《客户回访记录表》进行归档"""
    return records_archived


@clause("visits.6.2", "visit")
def makes_development_plan(development_plan_made: Truth) -> Truth:
    """相关市场开拓部参考客户回访的相关资料制订《客户开发计划》和客户销售策略。"""
    return development_plan_made


nothing_to_decide("visits.7", "visit", why="标题；各项规定分别列出。")
nothing_to_decide("visits.7.1", "visit", why="要求整理报销凭证和单据（原文此处残缺）；没有可供判断的标准。")


@clause("visits.7.2", "visit", readings=("I-29",))
def claims_within_limit(expense_claim: int | None, expense_limit: int | None) -> Truth:
    """回访费用的报销额度应控制在限定的范围内,超额部分自行负担"""
    if expense_claim == 0:
        return True
    if expense_claim is None or expense_limit is None:
        return None
    return expense_claim <= expense_limit


def report_due(visit_ended_on: date) -> date | None:
    """The day after the visit, by whose end the report is due (I-28); None where the calendar ends before."""
    return plus_days(visit_ended_on, 1)


def is_report_late(visit_ended_on: date | None, report_on: date | None, as_of: date) -> Truth:
    """Whether the report was written, or is still unwritten, after the day it was due."""
    # The earlier a visit ended the later its report: what holds at both ends of the days it can have ended on holds.
    ends = (date.min, as_of) if visit_ended_on is None else (visit_ended_on,)
    dues = [report_due(end) for end in ends]
    return settled(due is not None and (report_on or as_of) > due for due in dues)


def reimbursable(claim: int | None, limit: int | None) -> int | None:
    """The lower of claim and limit; nothing, where either is nothing."""
    if 0 in (claim, limit):
        return 0
    return None if claim is None or limit is None else min(claim, limit)


def self_paid(claim: int | None, limit: int | None) -> int | None:
    """What of the claim is above the limit."""
    if claim == 0:
        return 0
    return None if claim is None or limit is None else max(0, claim - limit)


STEPS = (
    "visits.2.1",
    "visits.2.2",
    "visits.2.3",
    "visits.3.1",
    "visits.3.2.1",
    "visits.3.2.2",
    "visits.3.3",
    "visits.4.1",
    "visits.4.2",
    "visits.4.3",
    "visits.5.1",
    "visits.5.2",
    "visits.6.1",
)
"""The clauses that a visit has to meet, in order; 6.2 binds another department, and 7 is about money."""


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the visit met every clause so far, which step is next, and who bears its cost."""
    if values["expense_limit"] is None:
        values = {**values, "expense_limit": settings.expense_limit}
    found = truths("visit", values)
    compliant = every(found[id] for id in STEPS)
    late = is_report_late(*(values[name] for name in _TIMING))
    ended, claim, limit = (values[name] for name in ("visit_ended_on", "expense_claim", "expense_limit"))
    due = ended and report_due(ended)
    paid = reimbursable(claim, limit)
    fields: dict[str, Any] = {
        "compliant": compliant,
        "next_step": next((id for id in STEPS if not found[id]), None),
        "report_due": due and due.isoformat(),
        "report_late": late,
        "reimbursable": _yuan(paid),
        "self_paid": _yuan(self_paid(claim, limit)),
    }
    registered = clauses()
    relied = {"I-28": ended is not None, "I-29": limit is not None and paid is not None}
    return Outcome(
        "visit",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status(found[id]), registered[id].facts) for id in (*STEPS, "visits.7.2")),
        missing=tuple(_missing(values, found, compliant, late)),
        readings=tuple(reading for reading, relied_on in relied.items() if relied_on),
    )


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else money.yuan(fen)


def _missing(values: Values, found: Mapping[str, Truth], compliant: Truth, late: Truth) -> list[str]:
    """The unknown facts that can still change the answer, in the order of the visit."""
    registered = clauses()
    # While no clause is known to be missed, whatever leaves one open can decide.
    wanted = {
        name for id in STEPS if found[id] is None and compliant is None for name in registered[id].facts
    }
    wanted = wanted | {"visit_ended_on", "report_on"} if late is None else wanted - {"visit_ended_on"}
    # The report before the end of the visit: with that known to lie days back, no report would count as a late one.
    order = [
        name
        for id in STEPS
        for name in (("report_on", "visit_ended_on") if id == "visits.5.1" else registered[id].facts)
    ]
    return [name for name in order if name in wanted and values[name] is None]


_SPECIALIST, _SUPERVISOR = "客户服务专员", "客户服务主管"
_PROCESS = {
    "visits.2.1": ("分析所保存的客户信息", _SPECIALIST, ""),
    "visits.2.2": ("确定要拜访的客户名单", _SPECIALIST, ""),
    "visits.2.3": ("确定每个客户拜访的具体目的", _SPECIALIST, ""),
    "visits.3.1": ("制订《客户回访计划》，选定回访方式", _SPECIALIST, ""),
    "visits.3.2.1": ("预约回访的时间和地点", _SPECIALIST, ""),
    "visits.3.2.2": ("照顾客户的时间安排", _SPECIALIST, "预约时"),
    "visits.3.3": ("准备回访资料", _SPECIALIST, ""),
    "visits.4.1": ("准时到达回访地点", _SPECIALIST, "约定的时间"),
    "visits.4.2": ("了解需求和意见，填写《客户回访记录表》", _SPECIALIST, ""),
    "visits.4.3": ("归还回访资料；确实无法归还的，报客户服务主管批准", _SPECIALIST, "回访结束后及时"),
    "visits.5.1": ("填写《客户回访报告表》", _SPECIALIST, "回访结束的次日"),
    "visits.5.2": ("审查记录和报告，提出指导意见", _SUPERVISOR, ""),
    "visits.6.1": ("将《客户回访记录表》归档", "客户服务部相关人员", ""),
    "visits.6.2": ("参考回访资料，制订《客户开发计划》和客户销售策略", "市场开拓部", ""),
}
"""Each step in words, who does it, and by when."""


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Where the visit stands, when its report is due, and who bears its cost."""
    fields = outcome.fields
    steps = section("steps", "办到哪一步", "steps", _steps(values, outcome))
    report = [
        field("报告期限", fields["report_due"], ("visits.5.1",)),
        field("报告逾期", yes_no(fields["report_late"]), ("visits.5.1",)),
    ]
    expenses = [
        field("可报销", amount(fields["reimbursable"]), ("visits.7.2",)),
        field("自行负担", amount(fields["self_paid"]), ("visits.7.2",)),
    ]
    claimed = values["expense_claim"] is not None
    return {
        "headline": _headline(outcome),
        "sections": [
            steps,
            section("report", "回访报告", "fields", report if values["visit_ended_on"] else ()),
            section("expenses", "回访费用", "fields", expenses if claimed else ()),
        ],
    }


def _headline(outcome: Outcome) -> dict[str, str]:
    missed = [
        finding.clause
        for finding in outcome.findings
        if finding.clause in STEPS and finding.status == NOT_MET
    ]
    if outcome.fields["compliant"]:
        return headline(GOOD, _("各环节都符合规定"))
    if missed:
        text = _("有 {count} 个环节不符合规定，最早的是：{step}")
        return headline(BAD, text.format(count=len(missed), step=_(_PROCESS[missed[0]][0])))
    text = _("没有发现不符合规定的环节；下一步：{step}")
    return headline(OPEN, text.format(step=_(_PROCESS[outcome.fields["next_step"]][0])))


def _steps(values: Values, outcome: Outcome) -> list[dict[str, Any]]:
    """Every step with its state; the next one is the first that is not known to be done."""
    truth = {finding.clause: finding.status for finding in outcome.findings}
    truth["visits.6.2"] = status(makes_development_plan(values["development_plan_made"]))
    states = {MET: "done", NOT_MET: "todo", UNKNOWN: "unknown"}
    return [
        step(
            _(text),
            "next" if id == outcome.fields["next_step"] else states[truth[id]],
            _(who),
            _due(outcome) if id == "visits.5.1" and outcome.fields["report_due"] else by and _(by),
            (id,),
        )
        for id, (text, who, by) in _PROCESS.items()
    ]


def _due(outcome: Outcome) -> str:
    """The day by which the report is due, and whether it has passed."""
    due = outcome.fields["report_due"]
    return (
        _("{day}（已逾期）").format(day=due)
        if outcome.fields["report_late"]
        else _("不晚于 {day}").format(day=due)
    )


_DONE = {
    **dict.fromkeys((fact.name for fact in (*PREPARATION_FACTS, *PLAN_FACTS, *APPOINTMENT_FACTS)), True),
    **dict.fromkeys((fact.name for fact in (*MATERIAL_FACTS, *VISIT_FACTS[:3])), True),
    "kind": "routine",
    "visit_ended_on": "2026-11-19",
    "report_on": "2026-11-20",
    "supervisor_reviewed": True,
    "records_archived": True,
    "expense_claim": "180",
    "expense_limit": "200",
    "as_of": "2026-11-24",
}
_AFTER_VISIT = ("report_on", "supervisor_reviewed", "records_archived")
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("例行回访，全部办妥", _DONE),
    (
        "大客户回访，报告逾期",
        {
            **{name: typed for name, typed in _DONE.items() if name not in _AFTER_VISIT},
            "kind": "key_customer",
            "expense_claim": "350",
        },
    ),
    (
        "正在准备，还没有预约",
        {
            **dict.fromkeys((fact.name for fact in (*PREPARATION_FACTS, *PLAN_FACTS)), True),
            "kind": "routine",
            "appointment_made": False,
            "as_of": "2026-11-24",
        },
    ),
    ("资料无法归还，已经批准", {**_DONE, "materials_returned": False, "no_return_approved": True}),
)

CHECK = Check(
    id="visit",
    title="客户回访",
    regulation="visits",
    summary="回访办到哪一步，下一步由谁在什么时候之前做什么，费用报销多少。",
    groups=(
        Group("核对", "visits.1.2", (AS_OF, KIND)),
        Group("调取客户资料", "visits.2", PREPARATION_FACTS),
        Group("回访计划", "visits.3.1", PLAN_FACTS),
        Group("预约", "visits.3.2", APPOINTMENT_FACTS),
        Group("回访资料", "visits.3.3", MATERIAL_FACTS),
        Group("实施回访", "visits.4", VISIT_FACTS),
        Group("整理回访记录", "visits.5", REPORT_FACTS),
        Group("资料保存和使用", "visits.6", FILING_FACTS),
        Group("回访费用", "visits.7", EXPENSE_FACTS),
    ),
    fields=("compliant", "next_step", "report_due", "report_late", "reimbursable", "self_paid"),
    decide=decide,
    view=view,
    deciding=("compliant", "report_late"),
    examples=_EXAMPLES,
)
