"""What the check of a return visit asks."""

from ..model.facts import BOOLEAN, CHOICE, DATE, MONEY, Fact
from .rules import KEY_CUSTOMER, MARKET_DEVELOPMENT, ROUTINE, SUPERVISOR

KIND = Fact(
    "kind",
    CHOICE,
    "回访种类",
    "这次是例行回访，还是针对大客户的特定回访？",
    "两种回访的要求相同。",
    choices=((ROUTINE, "例行回访"), (KEY_CUSTOMER, "大客户特定回访")),
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
        f"由于客观原因确实无法归还的，是否已报{SUPERVISOR}批准？",
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
        f"{SUPERVISOR}是否已审查记录和报告，并提出指导意见？",
    ),
)
FILING_FACTS = (
    Fact("records_archived", BOOLEAN, "记录表已归档", "《客户回访记录表》是否已归档？"),
    Fact(
        "development_plan_made",
        BOOLEAN,
        "开发计划已制订",
        f"{MARKET_DEVELOPMENT}是否已参考回访资料，制订《客户开发计划》和客户销售策略？",
        f"由{MARKET_DEVELOPMENT}办理，不影响本次回访是否符合规定。",
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
        default_from="expense_limit",
    ),
)
