"""The regulation on customer return visits, clause by clause.

A rule is its clause: the docstring has the words, the parameters are the facts that it reads, and the value that it
returns says all that the clause says.
"""

from datetime import date

from ..engine.deadlines import Deadline, nth_day
from ..engine.deductions import Reimbursement
from ..engine.steps import Step
from ..model.clauses import clause, nothing_to_decide, rules_returning, stated
from ..model.titles import role
from ..model.truth import Truth, every, some

SPECIALIST = role("客户服务专员")
SUPERVISOR = role("客户服务主管")
SERVICE_DEPARTMENT = role("客户服务部")
SERVICE_STAFF = f"{SERVICE_DEPARTMENT}相关人员"
MARKET_DEVELOPMENT = role("市场开拓部")

RECORD_FORM = "《客户回访记录表》"

ROUTINE, KEY_CUSTOMER = "routine", "key_customer"

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
    return None if kind is None else kind in (ROUTINE, KEY_CUSTOMER)


nothing_to_decide("visits.2", "visit", why="标题；各项规定分别列出。")


@clause("visits.2.1", "visit")
def reviews_records(records_reviewed: Truth) -> Step:
    """客户服务专员根据客户资料库和客户回访的相关规定对所保存的客户信息进行分析。"""
    return Step(who=SPECIALIST, done=records_reviewed)


@clause("visits.2.2", "visit")
def makes_list(list_made: Truth) -> Step:
    """客户服务专员根据客户资料确定要拜访的客户名单。"""
    return Step(who=SPECIALIST, done=list_made)


@clause("visits.2.3", "visit")
def sets_purpose(purpose_set: Truth) -> Step:
    """客户服务专员根据客户资料确定每个客户拜访的具体目的。"""
    return Step(who=SPECIALIST, done=purpose_set)


nothing_to_decide("visits.3", "visit", why="标题；各项规定分别列出。")


@clause("visits.3.1", "visit")
def plans_visit(plan_time: Truth, plan_content: Truth, plan_purpose: Truth, plan_method: Truth) -> Step:
    """制订回访计划

    客户服务专员根据客户资料制订《客户回访计划》,包括客户回访的大概时间、回访内容、回访目的等。客户服务专
    员要根据业务情况结合客户特点选择适合的回访方式。
    """
    return Step(
        who=SPECIALIST,
        form="《客户回访计划》",
        done=every((plan_time, plan_content, plan_purpose, plan_method)),
    )


nothing_to_decide("visits.3.2", "visit", why="标题；各项规定分别列出。")


@clause("visits.3.2.1", "visit")
def makes_appointment(appointment_made: Truth) -> Step:
    """客户服务专员及时同客户联系,与客户预约回访的时间和地点"""
    return Step(who=SPECIALIST, done=appointment_made)


@clause("visits.3.2.2", "visit")
def respects_customer_schedule(customer_schedule_respected: Truth) -> Step:
    """时间和地点的预约要充分考虑客户的时间安排,不打扰客户。"""
    return Step(who=SPECIALIST, by="预约时", done=customer_schedule_respected)


@clause("visits.3.3", "visit")
def prepares_materials(
    material_customer_profile: Truth, material_service_records: Truth, material_consumption_traits: Truth
) -> Step:
    """准备回访资料

    客户服务专员根据《客户回访计划》准备客户回访的相关资料,包括客户基本情况(姓名、职务、年龄等)、客户服务
    的相关记录和客户消费特点等。
    """
    return Step(
        who=SPECIALIST,
        done=every((material_customer_profile, material_service_records, material_consumption_traits)),
    )


nothing_to_decide("visits.4", "visit", why="标题；各项规定分别列出。")


@clause("visits.4.1", "visit")
def arrives_on_time(arrived_on_time: Truth) -> Step:
    """客户服务专员要准时到达回访地点。"""
    return Step(who=SPECIALIST, by="约定的时间", done=arrived_on_time)


@clause("visits.4.2", "visit")
def completes_record_form(record_form_completed: Truth) -> Step:
    """客户服务专员要热情、全面了解客户的需求和对服务的意见,并认真填写《客户回访记录表》。"""
    return Step(who=SPECIALIST, form=RECORD_FORM, done=record_form_completed)


@clause("visits.4.3", "visit")
def accounts_for_materials(materials_returned: Truth, no_return_approved: Truth) -> Step:
    """回访结束后,客户服务专员要及时将回访的相关资料归还给公司,如果由于客观原因确实无法归还,应报客户服
    务主管批准。
    """
    return Step(
        who=SPECIALIST,
        by="回访结束后及时",
        done=some((materials_returned, no_return_approved)),
        approved_by=(SUPERVISOR,),
    )


nothing_to_decide("visits.5", "visit", why="标题；各项规定分别列出。")


@clause("visits.5.1", "visit", readings=("I-28",))
def reports_next_day(visit_ended_on: date | None, report_on: date | None, as_of: date) -> Step:
    """客户服务专员在结束回访的第二天应根据回访过程和结果,根据《客户回访记录表》,填写《客户回访报告表》,
    主要对客户的回访过程和回访结果进行汇总
    """
    return Step(
        who=SPECIALIST,
        form="《客户回访报告表》",
        deadline=Deadline(
            event="回访结束", since=visit_ended_on, within=nth_day(2), done_on=report_on, as_of=as_of
        ),
    )


@clause("visits.5.2", "visit")
def is_reviewed_by_supervisor(supervisor_reviewed: Truth) -> Step:
    """主管领导审阅

    客户服务主管对客户服务专员的《客户回访记录》、《客户回访报告表》进行审查,并提出指导意见。
    """
    return Step(who=SUPERVISOR, done=supervisor_reviewed)


nothing_to_decide("visits.6", "visit", why="标题；各项规定分别列出。")


@clause("visits.6.1", "visit")
def archives_record_form(records_archived: Truth) -> Step:
    """客户服务部相关人员对《客户回访记录表》进行归档"""
    return Step(who=SERVICE_STAFF, form=RECORD_FORM, done=records_archived)


@clause("visits.6.2", "visit")
def makes_development_plan(development_plan_made: Truth) -> Step:
    """相关市场开拓部参考客户回访的相关资料制订《客户开发计划》和客户销售策略。"""
    return Step(who=MARKET_DEVELOPMENT, form="《客户开发计划》", done=development_plan_made)


nothing_to_decide("visits.7", "visit", why="标题；各项规定分别列出。")
nothing_to_decide("visits.7.1", "visit", why="要求整理报销凭证和单据（原文此处残缺）；没有可供判断的标准。")


@clause("visits.7.2", "visit", readings=("I-29",))
def claims_within_limit(expense_claim: int | None, expense_limit: int | None) -> Reimbursement:
    """回访费用的报销额度应控制在限定的范围内,超额部分自行负担"""
    return Reimbursement(claim=expense_claim, limit=expense_limit)


FURTHER = "visits.6.2"
"""What another department does with the visit, and not a step of it."""
STEPS = tuple(id for id in rules_returning(Step, "visit") if id != FURTHER)
"""The clauses that a visit has to meet, in order."""
REPORT = next(id for id in STEPS if stated(id).deadline)
"""The step that has a time limit."""
