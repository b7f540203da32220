"""The work of service staff, checked by themselves: parts one to five of the regulation on service staff."""

from typing import Any

from ..conduct.check import self_check, self_check_view
from ..model.checks import Check, Group
from ..model.clauses import clause, nothing_to_decide
from ..model.facts import AS_OF, BOOLEAN, COUNT, Fact, Values
from ..model.outcome import Outcome
from ..model.settings import Settings
from ..model.truth import Truth, every

LONGEST_PRIVATE_CALL = 3 * 60
"""In seconds (I-33)."""

WORK_FACTS = (
    Fact("supporting_sales", BOOLEAN, "配合销售", "您是否配合销售人员做好试机、充卡和资金回收工作？"),
    Fact("recording_calls", BOOLEAN, "接听和记录", "您是否接听客户的咨询、投诉电话，并做好工作记录？"),
    Fact(
        "good_working_relations",
        BOOLEAN,
        "客户关系",
        "您是否与客户建立良好的工作关系，为进一步开展业务工作奠定良好的基础？",
    ),
)
RULE_FACTS = (
    Fact(
        "smiling_and_patient",
        BOOLEAN,
        "微笑和耐心",
        "工作期间您是否面带微笑，工作认真、积极、有耐心，负有责任心？",
    ),
    Fact(
        "understanding_customers",
        BOOLEAN,
        "了解客户",
        "与客户接触的过程中，您是否积极主动地全面了解客户的情况，及时为其解决问题？",
    ),
    Fact(
        "daily_report",
        BOOLEAN,
        "工作报表",
        "您是否根据当天的工作情况，把与客户接触的不同情况详细登记在工作报表中，并向部门经理汇报？",
    ),
    Fact(
        "rules_and_attendance",
        BOOLEAN,
        "遵守制度和考勤",
        "您是否严格遵守公司和部门的各项规章制度，按时上下班，做好签到？",
    ),
    Fact(
        "no_quarrel_or_harm",
        BOOLEAN,
        "不争执、不损害公司利益",
        "工作期间您是否注意语言的技巧，做到了不与客户发生争执，不做有损公司利益的事情？",
    ),
    Fact(
        "no_private_matters_at_work",
        BOOLEAN,
        "上班不做私事",
        "上班时您是否努力工作，做到了不做与工作无关的事，不私自会客，不拨打信息台，不浏览与工作无关的网站，不打游戏？",
        "私人电话的时长在下一项填写。",
    ),
    Fact(
        "private_call_seconds",
        COUNT,
        "最长的私人电话",
        "上班时您接打的私人电话，最长的一次是多少秒？",
        "没有接打的填 0；确有必要的，至多 3 分钟，即 180 秒（解释 I-33）。",
        unit="秒",
    ),
)
DEMAND_FACTS = (
    Fact(
        "no_exaggeration_or_pressure",
        BOOLEAN,
        "不夸大、不施压",
        "您是否做到了不对用户作夸大其辞的承诺，不运用权威机构的名义对客户施压？",
    ),
    Fact(
        "no_arguing_finding_cause",
        BOOLEAN,
        "不争辩、查明投诉",
        "您是否做到了不与客户争辩，并弄清客户投诉的真正原因和想要得到的解决结果？",
    ),
    Fact(
        "careful_answers",
        BOOLEAN,
        "明确答复",
        "您是否严格执行公司的相关规定，依据有关规章制度细致、明确地回答客户的疑问，对自己不能确定的事项没有信口雌黄、作不负责任的答复？",
    ),
    Fact(
        "customer_records",
        BOOLEAN,
        "客户资料和反馈",
        "您是否建立完整的客户资料，及时反馈客户意见和市场信息，为销售部门开展业务做辅助工作？",
    ),
    Fact(
        "presenting_new_services",
        BOOLEAN,
        "新业务介绍",
        "您是否定期向客户提供公司新的业务项目和相应的新服务项目，和客户保持良好的合作关系？",
    ),
)
QUALITY_FACTS = (
    Fact(
        "responsibility_and_dedication",
        BOOLEAN,
        "责任心和敬业精神",
        "您是否有责任心、进取心、敏锐的洞察力和敬业精神？",
    ),
    Fact(
        "sound_mind_and_habits",
        BOOLEAN,
        "心智、仪表和习惯",
        "您是否有健全的心智、整齐的仪表、良好的习惯、亲切的微笑、饱满的热情与正直的品质？",
    ),
    Fact(
        "relations_and_self_image", BOOLEAN, "人际关系和自我形象", "您是否有广泛的人际关系和良好的自我形象？"
    ),
    Fact("product_knowledge", BOOLEAN, "产品和服务知识", "您对公司的产品和服务项目是否有深入的了解和认识？"),
)
ATTITUDE_FACTS = (
    Fact(
        "lasting_cooperation",
        BOOLEAN,
        "长久合作的心态",
        "您是否怀有这样的心态：不仅想把客户留住，还要与客户建立长久的合作关系？",
    ),
    Fact(
        "warm_polite_calls",
        BOOLEAN,
        "热情和礼貌用语",
        "接听客户电话时，您是否注入热情，运用礼貌用语，多站在客户的角度想问题，说话尊重对方，并对自己的企业有信心？",
    ),
    Fact(
        "no_personal_moods",
        BOOLEAN,
        "不带个人情绪",
        "接听电话时您是否也面带微笑，做到了不把个人的情绪带到工作中来？",
    ),
    Fact(
        "hearing_complaints_out",
        BOOLEAN,
        "倾听投诉",
        "接听客户的投诉电话时，您是否做到了不打断客户，让客户去说，使客户有发泄的机会，从而了解投诉的真正原因？",
        "没有接到投诉电话的，选“是”。",
    ),
    Fact(
        "apologising_rightly",
        BOOLEAN,
        "上报和致歉",
        "接听完投诉电话后，您是否分清了责任：是公司责任的，根据情节轻重决定是否上报，并及时、主动向客户致歉；不是公司责任的，没有说出致歉的话语？",
        "没有接到投诉电话的，选“是”。",
    ),
)

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
def reports_daily(daily_report: Truth) -> Truth:
    """根据当天的工作情况,详细的把与客户接触的不同情况以工作报表的形式进行登记,并向部门经理汇报;"""
    return daily_report


@clause("service.2.4", "service")
def keeps_rules_and_hours(rules_and_attendance: Truth) -> Truth:
    """应严格遵守公司和部门的各项规章制度,按时出勤上下班,做好签到;"""
    return rules_and_attendance


@clause("service.2.5", "service")
def avoids_quarrel_and_harm(no_quarrel_or_harm: Truth) -> Truth:
    """在工作期间,代表公司的形象,应注意语言的技巧,不得与客户发生争执,不得做有损公司利益的事情;"""
    return no_quarrel_or_harm


@clause("service.2.6", "service", readings=("I-33",))
def leaves_private_matters(no_private_matters_at_work: Truth, private_call_seconds: int | None) -> Truth:
    """在上班时,应积极努力工作,不得从事任何与工作无关的事情;不得私自会客,不得接打私人电话(如有不得超过
    3分钟),不得拨打信息台、浏览与工作无关的网站打游戏(抓到一律严惩,决不姑息)等。
    """
    brief = None if private_call_seconds is None else private_call_seconds <= LONGEST_PRIVATE_CALL
    return every((no_private_matters_at_work, brief))


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


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether every duty of service staff was observed."""
    return self_check("service", values, {"I-33": values["private_call_seconds"] is not None})


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """The self-check in words."""
    return self_check_view(CHECK.facts, values, outcome)


_DUTIES = (*WORK_FACTS, *RULE_FACTS, *DEMAND_FACTS, *QUALITY_FACTS, *ATTITUDE_FACTS)
_ALL_OBSERVED: dict[str, Any] = {
    **dict.fromkeys((fact.name for fact in _DUTIES), True),
    "private_call_seconds": "0",
}
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("各条都做到", _ALL_OBSERVED),
    ("私人电话打了四分钟", {**_ALL_OBSERVED, "private_call_seconds": "240"}),
    ("与客户争执，没有交工作报表", {**_ALL_OBSERVED, "no_quarrel_or_harm": False, "daily_report": False}),
    ("只查接听电话", dict.fromkeys((fact.name for fact in ATTITUDE_FACTS), True)),
)

CHECK = Check(
    id="service",
    title="客服工作自查",
    regulation="service",
    summary="对照客服人员管理制度的工作规定和要求逐条自查，看哪些条没有做到。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("客服的主要工作", "service.1", WORK_FACTS),
        Group("客服工作管理规定", "service.2", RULE_FACTS),
        Group("客服人员的要求", "service.3", DEMAND_FACTS),
        Group("客服人员个人素质要求", "service.4", QUALITY_FACTS),
        Group("客服人员的心理要求", "service.5", ATTITUDE_FACTS),
    ),
    fields=("compliant", "breaches"),
    decide=decide,
    view=view,
    deciding=("compliant",),
    examples=_EXAMPLES,
)
