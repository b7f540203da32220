"""The regulation on service staff, clause by clause: their work, checked by themselves, and their pay and attendance.

A rule is its clause: the docstring has the words, the parameters are the facts that it reads, and the value that it
returns says all that the clause says.
"""

from datetime import date

from ..engine.deadlines import Running
from ..engine.deductions import Fines, Lateness, Pay, yuan
from ..engine.duties import Duty, minutes
from ..model.clauses import clause, nothing_to_decide
from ..model.dates import months
from ..model.titles import role
from ..model.truth import Truth

SERVICE_STAFF, SALES_STAFF = role("客服人员", "客户服务人员"), role("销售人员")
SALES_DEPARTMENT, DEPARTMENT_MANAGER = role("销售部门"), role("部门经理")

FROM_THIRD, WHOLE_MONTH = "from_third", "whole_month"
"""Whether the higher share is deducted from the time on that is one too many, or for the whole month (I-24)."""

nothing_to_decide("service.1", "service", why="标题；各项要求分别列出。")


@clause("service.1.1", "service")
def supports_sales(supporting_sales: Truth) -> Truth:
    """配合销售人员做好试机、充卡和资金回收工作;"""
    return supporting_sales


@clause("service.1.2", "service")
def records_calls(recording_calls: Truth) -> Truth:
    """接听客户的咨询、投诉电话,做好工作记录;"""
    return recording_calls


@clause("service.1.3", "service")
def builds_working_relations(good_working_relations: Truth) -> Truth:
    """与客户建立良好的工作关系,为进一步开展业务工作奠定良好的基础;"""
    return good_working_relations


nothing_to_decide("service.2", "service", why="标题；各项要求分别列出。")


@clause("service.2.1", "service")
def is_patient(smiling_and_patient: Truth) -> Truth:
    """工作期间应面带微笑,工作认真积极有耐心,负有责任心;"""
    return smiling_and_patient


@clause("service.2.2", "service")
def understands_customers(understanding_customers: Truth) -> Truth:
    """与客户接触的过程中,应积极主动的全面了解客户的情况,及时为其解决问题;"""
    return understanding_customers


@clause("service.2.3", "service")
def reports_daily(daily_report: Truth) -> Duty:
    """根据当天的工作情况,详细的把与客户接触的不同情况以工作报表的形式进行登记,并向部门经理汇报;"""
    return Duty(observed=daily_report, reported_to=DEPARTMENT_MANAGER)


@clause("service.2.4", "service")
def keeps_rules_and_hours(rules_and_attendance: Truth) -> Truth:
    """应严格遵守公司和部门的各项规章制度,按时出勤上下班,做好签到;"""
    return rules_and_attendance


@clause("service.2.5", "service")
def avoids_quarrel_and_harm(no_quarrel_or_harm: Truth) -> Truth:
    """在工作期间,代表公司的形象,应注意语言的技巧,不得与客户发生争执,不得做有损公司利益的事情;"""
    return no_quarrel_or_harm


@clause("service.2.6", "service", readings=("I-33",))
def leaves_private_matters(no_private_matters_at_work: Truth, private_call_seconds: int | None) -> Duty:
    """在上班时,应积极努力工作,不得从事任何与工作无关的事情;不得私自会客,不得接打私人电话(如有不得超过
    3分钟),不得拨打信息台、浏览与工作无关的网站打游戏(抓到一律严惩,决不姑息)等。
    """
    return Duty(observed=no_private_matters_at_work, counted=private_call_seconds, at_most=minutes(3))


nothing_to_decide("service.3", "service", why="标题；各项要求分别列出。")


@clause("service.3.1", "service")
def avoids_exaggeration_and_pressure(no_exaggeration_or_pressure: Truth) -> Truth:
    """客户服务人员不得对用户做出夸大其辞的承诺,或运用某些权威机构的名义对客户施压等;"""
    return no_exaggeration_or_pressure


@clause("service.3.2", "service")
def finds_cause_without_arguing(no_arguing_finding_cause: Truth) -> Truth:
    """客服人员不得与客户争辩,应明确客户投诉的真正原因及想要得到的解决结果;"""
    return no_arguing_finding_cause


@clause("service.3.3", "service")
def answers_carefully(careful_answers: Truth) -> Truth:
    """严格执行公司的相关规定,依据有关规章制度对客户提出的疑问,做细致、明确的回答,如有自己不能确定的事
    项不能信口雌黄,做不负责任的答复;
    """
    return careful_answers


@clause("service.3.4", "service")
def keeps_customer_records(customer_records: Truth) -> Truth:
    """建立完整的客户资料及时反馈客户意见及市场信息,为销售部门开展业务做辅助工作;"""
    return customer_records


@clause("service.3.5", "service")
def presents_new_services(presenting_new_services: Truth) -> Truth:
    """定期向客户提供本公司新的业务项目及相应的新服务项目,和客户保持良好的合作关系"""
    return presenting_new_services


nothing_to_decide("service.4", "service", why="标题；各项要求分别列出。")


@clause("service.4.1", "service")
def is_dedicated(responsibility_and_dedication: Truth) -> Truth:
    """客服人员要有责任心,进取心,敏锐的洞察力和敬业精神;"""
    return responsibility_and_dedication


@clause("service.4.2", "service")
def is_sound_of_mind_and_habit(sound_mind_and_habits: Truth) -> Truth:
    """要有健全的心智,整齐的仪表,良好的习惯,亲切的微笑,饱满的热情与正直的品质"""
    return sound_mind_and_habits


@clause("service.4.3", "service")
def has_relations_and_self_image(relations_and_self_image: Truth) -> Truth:
    """广泛的人际关系和良好的自我形象;"""
    return relations_and_self_image


@clause("service.4.4", "service")
def knows_products(product_knowledge: Truth) -> Truth:
    """对公司的产品和服务项目要有深入的了解和认识;"""
    return product_knowledge


nothing_to_decide("service.5", "service", why="标题；各项要求分别列出。")


@clause("service.5.1", "service")
def wants_lasting_cooperation(lasting_cooperation: Truth) -> Truth:
    """要持有不仅想把客户留住,还要与客户建立长久合作关系的心态;"""
    return lasting_cooperation


@clause("service.5.2", "service")
def is_warm_and_polite(warm_polite_calls: Truth) -> Truth:
    """接听客户电话要注入热情,运用礼貌用语,要多站在客户的角度想问题,说话要尊重对方,要对自己的企业有信
    心;
    """
    return warm_polite_calls


@clause("service.5.3", "service")
def leaves_moods_at_home(no_personal_moods: Truth) -> Truth:
    """接听电话时也要面带微笑,决不允许把个人的情绪带到工作中来;"""
    return no_personal_moods


@clause("service.5.4", "service")
def hears_complaints_out(hearing_complaints_out: Truth) -> Truth:
    """接听客户的投诉电话时,不允许打断客户,要去听客户说,要让客户去说,使客户有发泄的机会,一吐为快,了解
    客户投诉的真正原因;
    """
    return hearing_complaints_out


@clause("service.5.5", "service")
def apologises_rightly(apologising_rightly: Truth) -> Truth:
    """接听完客户的投诉电话时,如果是本公司的责任,要根据情节轻重,决定是否要上报并及时、主动向客户致歉,
    如果不是本公司的责任,决不要说出致歉的话语,以免让客户觉得责任仍在本公司
    """
    return apologising_rightly


nothing_to_decide("service.6", "pay", why="标题；各项规定分别列出。")


@clause(
    "service.6.1",
    "pay",
    readings=("I-25", "I-26", "I-27"),
)
def pays_after_complaints(
    base_salary: int | None,
    hired_on: date | None,
    as_of: date,
    complaint_count: int | None,
    fine_per_complaint: int | None,
) -> Pay:
    """客服人员的工资标准:

    基本工资 元,试用期三个月,工作期间如没有客户和销售人员的投诉,则基本工资发放。如有客户与销售人员投诉,视
    情节严重性而定,最低罚款10元/次
    """
    return Pay(
        base=base_salary,
        probation=Running(since=hired_on, period=months(3), on=as_of),
        fines=Fines(times=complaint_count, each=fine_per_complaint, least=yuan(10)),
    )


nothing_to_decide(
    "service.6.2",
    "pay",
    why="提成的发放办法留空，由公司在组织设置中填写；这里不计算提成（解释 I-27）。",
    readings=("I-27",),
)
nothing_to_decide(
    "service.6.3",
    "pay",
    why="奖金的发放办法留空，由公司在组织设置中填写；这里不计算奖金（解释 I-27）。",
    readings=("I-27",),
)
nothing_to_decide("service.7", "pay", why="标题；各项规定分别列出。")


@clause("service.7.1", "pay", readings=("I-24", "I-25"))
def deducts_for_lateness(base_salary: int | None, late_count: int | None, late_rate_applies: str) -> Lateness:
    """出勤情况:

    上班时间:早8:30——17:30

    迟到人次/日扣除标准为基本工资总额的1%,最多每月不得超过三次,超过三次(含)以上者,扣除人次/日标准为基本工
    资总额的5%。
    """
    return Lateness(
        hours=("8:30", "17:30"),
        times=late_count,
        of=base_salary,
        percent=1,
        too_often=3,
        percent_then=5,
        all_then=late_rate_applies == WHOLE_MONTH,
    )


nothing_to_decide(
    "service.7.2",
    "pay",
    why="要求工作态度和每日工作报告；没有写明对薪酬的影响，不影响计算。",
)
