"""What the checks of service staff ask: of their work, and of their pay."""

from ..model import money
from ..model.clauses import stated
from ..model.facts import AS_OF, BOOLEAN, CHOICE, COUNT, DATE, MONEY, Fact
from ..model.wording import numeral, quantity
from .rules import DEPARTMENT_MANAGER, FROM_THIRD, WHOLE_MONTH

_LONGEST = stated("service.2.6").at_most
_LEAST = money.yuan(stated("service.6.1").fines.least).removesuffix(".00")
_LATENESS = stated("service.7.1")
_OFTEN, _NTH = quantity(_LATENESS.too_often), numeral(_LATENESS.too_often)

# Their work

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
        f"您是否根据当天的工作情况，把与客户接触的不同情况详细登记在工作报表中，并向{DEPARTMENT_MANAGER}汇报？",
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
        f"没有接打的填 0；确有必要的，至多 {_LONGEST // 60} 分钟，即 {_LONGEST} 秒（解释 I-33）。",
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


# Their pay

PERSON_FACTS = (
    AS_OF,
    Fact("hired_on", DATE, "入职日期", "员工是哪一天入职的？", past=True),
    Fact(
        "base_salary",
        MONEY,
        "基本工资",
        "基本工资每月多少？",
        "数额由公司规定（解释 I-27）。",
        unit="元",
        default_from="base_pay",
    ),
)
ATTENDANCE_FACTS = (
    Fact("late_count", COUNT, "当月迟到次数", "当月迟到几次？", "没有迟到的填 0。", unit="次"),
    Fact(
        "late_rate_applies",
        CHOICE,
        f"{_LATENESS.percent_then}% 的适用范围",
        f"当月迟到{_OFTEN}次以上的，{_LATENESS.percent_then}% 从第{_NTH}次起适用，还是当月各次都适用？",
        "不清楚时，按组织设置（解释 I-24）。",
        choices=((FROM_THIRD, f"从第{_NTH}次起"), (WHOLE_MONTH, "当月各次")),
        default_from="late_rate_applies",
    ),
)
COMPLAINT_FACTS = (
    Fact(
        "complaint_count",
        COUNT,
        "投诉次数",
        "客户和销售人员对其投诉几次？",
        "没有投诉的填 0。",
        unit="次",
    ),
    Fact(
        "fine_per_complaint",
        MONEY,
        "每次罚款",
        "每次投诉罚款多少？",
        f"视情节而定，最低 {_LEAST} 元；不填时，按 {_LEAST} 元计算（解释 I-26）。",
        unit="元",
    ),
)
