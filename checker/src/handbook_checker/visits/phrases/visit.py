"""A return visit to a customer, from the first look at the records to the bill for its cost."""

from ...model.clauses import stated
from ...training.stories import Language, Summary, state
from ..check import CHECK
from ..facts import APPOINTMENT_FACTS, MATERIAL_FACTS, PLAN_FACTS, PREPARATION_FACTS, VISIT_FACTS

_PREPARED = tuple(fact.name for fact in PREPARATION_FACTS)
_PLANNED = tuple(fact.name for fact in (*PLAN_FACTS, APPOINTMENT_FACTS[0], *MATERIAL_FACTS))
_VISITED = tuple(fact.name for fact in VISIT_FACTS[:3])
_FILED = ("supervisor_reviewed", "records_archived")

PLAN, RECORD, REPORT, DEVELOPMENT = (
    stated(id).form for id in ("visits.3.1", "visits.4.2", "visits.5.1", "visits.6.2")
)
REVIEWER, DEVELOPER = (stated(id).who for id in ("visits.5.2", "visits.6.2"))
APPROVER = "、".join(stated("visits.4.3").approved_by)

STATEMENTS = (
    state(
        "kind=routine",
        "{as_of}，主管检查{专员}对{客户}的例行回访",
        "{as_of}，{专员}说起对{客户}的一次例行回访",
        "{客户}的例行回访由{专员}经办，{as_of}拿出来讨论",
    ),
    state(
        "kind=key_customer",
        "{as_of}，主管检查{专员}对大客户{客户}的特定回访",
        "{as_of}，{专员}说起专门回访大客户{客户}的经过",
        "大客户{客户}的特定回访由{专员}经办，{as_of}拿出来讨论",
    ),
    # Looking up the customers
    state("records_reviewed", "先把资料库里的客户信息分析了一遍", "客户资料库里保存的信息都分析过"),
    state(
        "-records_reviewed",
        "资料库没有打开看，保存的客户信息也就没有分析",
        "以前的客户信息没有分析，凭印象就动了手",
    ),
    state("?records_reviewed", "客户信息分析过没有，分析表还没有找到"),
    state("list_made", "要拜访谁列了名单"),
    state("-list_made", "没有列拜访名单，想到哪家去哪家"),
    state("?list_made", "拜访名单列没列，电脑里没有搜到"),
    state("purpose_set", "每家去做什么，目的也定了"),
    state("-purpose_set", "每家去做什么没有定，说是“去聊聊”", "拜访的具体目的没有确定"),
    state("?purpose_set", "拜访目的定了没有，说不清楚"),
    state("list_made purpose_set", "名单列好了，每家的目的也写在后面", "拜访名单和每家的目的都定了"),
    state(
        "records_reviewed list_made purpose_set",
        "分析信息、列名单、定目的，三件事先做了",
        "资料分析过，名单和目的也都定好",
    ),
    # The plan
    state("plan_time", f"{PLAN}写了大概的时间"),
    state("-plan_time", f"{PLAN}没有写时间"),
    state("plan_content", "计划里写明回访内容"),
    state("-plan_content", "计划上回访内容一栏没有写", "回访要谈什么，计划里是空的"),
    state("?plan_content", "计划写没写回访内容，要看原件"),
    state("plan_purpose", "计划里写明回访目的"),
    state("-plan_purpose", "计划上回访目的一栏没有写"),
    state("plan_method", "回访方式按客户的特点选好了"),
    state("-plan_method", "用什么方式回访一直没有选定", "回访方式没有结合客户的特点选，到出门还没有定"),
    state("plan_time plan_content plan_purpose", f"{PLAN}里时间、内容、目的都写了"),
    state(
        "plan_time plan_content plan_purpose plan_method",
        f"{PLAN}写得周全，方式也选定了",
        "回访计划的时间、内容、目的一项不缺，方式也合客户的特点",
    ),
    state("plan_time plan_content", f"{PLAN}写了时间和内容"),
    state("plan_purpose plan_method", "计划里目的写了，方式也选了"),
    state("plan_content plan_purpose", "计划里内容和目的都写了"),
    # The appointment
    state(
        "appointment_made customer_schedule_respected",
        "打电话约好了时间和地点，按客户方便的来",
        "时间、地点事先约过，避开了客户盘点的日子",
        "先问客户哪天得空，再定下时间和地点",
    ),
    state(
        "appointment_made -customer_schedule_respected",
        "时间、地点约是约了，却硬排在客户说过正忙的那天",
        "约时间时没有管客户方不方便，定在人家开股东会的上午",
    ),
    state(
        "appointment_made ?customer_schedule_respected", "时间、地点约过，当时问没问客户方不方便，记不清了"
    ),
    state("appointment_made", "时间和地点已经约好"),
    state("customer_schedule_respected", "约的时间是客户自己挑的", "时间、地点都依着客户的方便"),
    state(
        "-customer_schedule_respected",
        "定的时间正赶上客户最忙的时候，没有替人家考虑",
        "时间、地点只图自己方便，没有照顾客户的安排",
    ),
    state("?customer_schedule_respected", "定的时间合不合客户的方便，没有问过"),
    state("-appointment_made", "没有同客户约时间和地点，直接上了门", "事先没有预约，到了楼下才打电话"),
    state("?appointment_made", "预约过没有，通话记录还没有查"),
    # What is taken along
    state("material_customer_profile", "客户的基本情况备好了"),
    state("-material_customer_profile", "没有带客户的基本情况，见面连对方的职务都叫错了"),
    state("material_service_records", "以往的服务记录备好了"),
    state("-material_service_records", "没有带服务记录，上次修过什么答不上来"),
    state("?material_service_records", "服务记录带没带，包里没有清点"),
    state("material_consumption_traits", "客户的消费特点也备好了"),
    state("-material_consumption_traits", "客户的消费特点没有准备"),
    state("material_customer_profile material_service_records", "基本情况和服务记录都备好了"),
    state("material_service_records material_consumption_traits", "服务记录和消费特点都备好了"),
    state(
        "material_customer_profile material_service_records material_consumption_traits",
        "基本情况、服务记录、消费特点三份资料都带上了",
        "客户的情况、服务记录和消费特点，出门前都备好了",
        "回访要用的资料备得齐全",
    ),
    # The visit
    state("arrived_on_time", "准时到了约定的地点", "到得准时"),
    state("-arrived_on_time", "迟到了四十分钟", "路上耽搁，晚到了半个钟头"),
    state("?arrived_on_time", "是不是准时到的，没有人记得"),
    state(
        "record_form_completed",
        f"谈得热情，需求和意见问得全，{RECORD}也填好了",
        f"需求、意见都记进了{RECORD}",
    ),
    state(
        "-record_form_completed",
        f"交来的{RECORD}只填了客户名称，需求和意见都空着",
        f"谈了十分钟就走，{RECORD}没有填",
    ),
    state("?record_form_completed", "记录表填得怎样，还没有交上来"),
    state("materials_returned", "回来后把资料还给了公司", "带出去的资料当天归还了"),
    state(
        "-materials_returned no_return_approved",
        f"有一份资料被客户留下归不回来，已报{APPROVER}批准",
        f"资料淋湿毁了没法归还，{APPROVER}批准过",
    ),
    state(
        "-materials_returned -no_return_approved",
        f"资料落在出租车上没有归还，也没有报{APPROVER}批准",
        f"带出去的资料没有归还，也没有请{APPROVER}批准",
    ),
    state("-materials_returned ?no_return_approved", f"资料没有归还，{APPROVER}批准过没有还要问"),
    state("?materials_returned", "资料还没还，登记簿上看不出来"),
    state("arrived_on_time record_form_completed", f"准时到场，{RECORD}也认真填了"),
    state(
        "arrived_on_time record_form_completed materials_returned",
        f"准时到场，认真填了{RECORD}，资料也还了",
    ),
    # The report
    state("", "回访在{visit_ended_on}结束", "这次回访{visit_ended_on}做完"),
    state("?visit_ended_on", "回访哪天结束的，记录上没有日期"),
    state("", f"填{REPORT}的日子是{{report_on}}", "报告表的日期是{report_on}"),
    state(
        "",
        f"回访在{{visit_ended_on}}结束，{REPORT}{{report_on}}填好",
        "这次回访{visit_ended_on}做完，报告表的日期写着{report_on}",
        "访完客户是{visit_ended_on}，报告表上写的日期是{report_on}",
    ),
    state("?report_on", f"到今天还没有填{REPORT}"),
    state("supervisor_reviewed", f"{REVIEWER}审查过，提了指导意见"),
    state("-supervisor_reviewed", f"{REVIEWER}还没有审查"),
    state("?supervisor_reviewed", f"{REVIEWER}审查过没有，要等人回来问"),
    state("records_archived", "记录表已经归档"),
    state("-records_archived", "记录表夹在文件堆里，没有归档"),
    state("?records_archived", "记录表归档没有，档案室停电查不了"),
    state(
        "supervisor_reviewed records_archived",
        f"{REVIEWER}审查过，记录表也归了档",
        "该审的审了，该归档的也归了档",
        f"记录表经{REVIEWER}审查，已经归档",
    ),
    state("development_plan_made", f"{DEVELOPER}参考这次回访订了{DEVELOPMENT}"),
    state("-development_plan_made", f"{DEVELOPER}的{DEVELOPMENT}还没有订"),
    # The cost
    state(
        "",
        "申请报销{expense_claim}，限额是{expense_limit}",
        "回访费用报了{expense_claim}，规定的限额为{expense_limit}",
    ),
    state("", "申请报销{expense_claim}"),
    state("", "回访费用的限额为{expense_limit}"),
    state("?expense_claim", "费用单据还没有整理，报多少不知道"),
)

_PREPARATION = dict.fromkeys(_PREPARED, True)
_PLANNING = {**_PREPARATION, **dict.fromkeys(_PLANNED, True)}
_VISITING = {**_PLANNING, **dict.fromkeys(_VISITED, True)}
_FILING = {**_VISITING, **dict.fromkeys(_FILED, True)}

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", "kind", *_PREPARED, *_PLANNED[:5], "customer_schedule_respected", *_PLANNED[5:]),
        (*_VISITED, "no_return_approved", "visit_ended_on", "report_on", *_FILED, "development_plan_made"),
        ("expense_claim", "expense_limit"),
    ),
    statements=STATEMENTS,
    summaries=(
        Summary(_PREPARATION, "purpose_set", ("动手前的其他准备都做了",)),
        Summary(
            _PLANNING, "material_consumption_traits", ("出门前的其余各步都照程序办了", "别的准备都没有落下")
        ),
        Summary(
            _VISITING,
            "materials_returned",
            ("从准备到归还资料，没有提到的都照程序办了", "其余各步都没有问题"),
        ),
        Summary(_FILING, "records_archived", ("从准备到归档，没有提到的都照程序办了", "其余各步都没有问题")),
    ),
    leads={
        "arrived_on_time": ("到了回访那天，",),
        "expense_claim": ("最后看报销：", "至于花费，"),
    },
)
