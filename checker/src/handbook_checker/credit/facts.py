"""What the checks of the credit regulation ask."""

from ..model.facts import BOOLEAN, CHOICE, DATE, MONEY, Fact
from .roles import (
    BUSINESS_SUPERVISOR,
    CREDIT_CONTROLLER,
    DEPUTY_IN_CHARGE_OF_MARKETING,
    FINANCE,
    FINANCE_DEPARTMENT,
    MARKETING_DEPARTMENT,
    MARKETING_MANAGER,
    RELEVANT_DEPARTMENTS,
)

A, B, C = GRADES = ("A", "B", "C")
DOWNSTREAM, UPSTREAM = "downstream", "upstream"
TEMPORARY, LONG_TERM = "temporary", "long_term"
SURVEY_FORM = "《客户信用调查评定表》"
EVALUATION_FORM = "《客户授信额度执行评价表》"

# Rating a customer

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

# Applying for credit

APPLICATION_FACTS = (
    Fact(
        "requested_kind",
        CHOICE,
        "申请的授信种类",
        "申请临时还是长期预付、赊销？",
        "长期预付、赊销写入购销合同（第二十五条）。",
        choices=((TEMPORARY, "临时预付、赊销"), (LONG_TERM, "长期预付、赊销")),
    ),
    Fact("requested_amount", MONEY, "申请金额", "申请多少预付、赊销？", unit="元"),
    Fact(
        "special_necessity",
        BOOLEAN,
        "确有必要",
        "是否属于非常必要的特殊情况，确有必要授信？",
        "A级客户原来没有赊销的（第二十六条）和B级客户（第二十七条）须回答。",
    ),
    Fact("has_prior_credit", BOOLEAN, "原有预付、赊销", "原来是否已有预付、赊销行为？"),
    Fact("prior_credit_amount", MONEY, "原有预付、赊销额", "原有预付、赊销额是多少？", unit="元"),
    Fact(
        "average_monthly_collection",
        MONEY,
        "平均月回款额",
        "该客户平均每月回款多少？",
        "下游客户须填（解释 I-08）。",
        unit="元",
    ),
    Fact(
        "average_monthly_delivery",
        MONEY,
        "平均月发货量",
        "该供应商平均每月发货多少金额？",
        "上游供应商须填（解释 I-08）。",
        unit="元",
    ),
    Fact(
        "collateral_completed",
        BOOLEAN,
        "抵押手续完备",
        "财产抵押等法律手续是否已严格办理完备？",
        "B级客户须回答。",
    ),
    Fact("collateral_value", MONEY, "抵押资产额度", "抵押资产额度是多少？", "B级客户须填。", unit="元"),
)
TERM_FACTS = (
    Fact(
        "start_date",
        DATE,
        "起算日",
        "从哪一天起算？",
        "赊销自发货之日起算，预付自付款之日起算（第二十三条）。",
    ),
)
TOTAL_FACTS = (
    Fact(
        "receivables_reference_balance",
        MONEY,
        "应收账款基准余额",
        "基准日的应收账款余额是多少？",
        "基准日为组织设置中年份的 1 月 1 日；不清楚时由财务部另行确认。",
        unit="元",
        default_from="reference_balance",
    ),
    Fact(
        "total_credit_granted",
        MONEY,
        "其他客户授信总额",
        "已授予其他全部客户的信用额度合计多少？",
        unit="元",
    ),
)
EXPOSURE_FACTS = (
    Fact(
        "current_exposure", MONEY, "当前占用额", "该客户目前占用我方资金多少（预付款、赊销欠款）？", unit="元"
    ),
    Fact("arrears_unsettled", BOOLEAN, "上次欠款未结清", "上次欠款是否尚未结清？"),
)


# An order

CREDIT_FACTS = (
    Fact(
        "grade",
        CHOICE,
        "信用等级",
        "该客户评为哪一级？",
        "等级由“客户评级与授信”评定。",
        choices=tuple((grade, f"{grade}级") for grade in GRADES),
    ),
    Fact("limit", MONEY, "信用额度", "该客户的信用额度是多少？", "不享有信用额度的，填 0。", unit="元"),
)
ORDER_FACTS = (
    Fact("order_amount", MONEY, "本次金额", "本次发货或预付款的金额是多少？", unit="元"),
    Fact(
        "written_approval",
        BOOLEAN,
        "正式批准文书",
        "对超出额度的发货或预付款，是否已得到上级相关部门的正式批准文书？",
        "上级相关部门即信用额度的审批人（解释 I-19）。",
    ),
)
CONTRACT_FACTS = (
    Fact("contract_end", DATE, "合同到期日", "购销合同哪一天到期？"),
    Fact(
        "contract_cleared_once",
        BOOLEAN,
        "合同期内清零",
        "合同期内，预付款发货、赊销欠款是否已回收清零一次？",
    ),
)

# Surveying a customer

TOPIC_FACTS = (
    Fact("basic_information", BOOLEAN, "客户基本信息", "客户基本信息是否已经查明？"),
    Fact(
        "shareholders_and_management",
        BOOLEAN,
        "股东和负责人",
        "主要股东、法定代表人和主要负责人是否已经查明？",
    ),
    Fact("bank_accounts", BOOLEAN, "结算银行账户", "主要往来结算银行账户是否已经查明？"),
    Fact("operations", BOOLEAN, "经营状况", "企业基本经营状况是否已经查明？"),
    Fact("finances", BOOLEAN, "财务状况", "企业财务状况是否已经查明？"),
    Fact("dealings_with_us", BOOLEAN, "与公司的往来", "公司与该客户的业务往来情况是否已经查明？"),
    Fact("credit_record", BOOLEAN, "业务信用记录", "该客户的业务信用记录是否已经查明？"),
    Fact(
        "other_matters",
        BOOLEAN,
        "其他事项",
        "其他需调查的事项是否已经查明？",
        "没有其他需调查的事项时，选“是”。",
    ),
)
PROCEDURE_FACTS = (
    Fact(
        "truthfulness_confirmed",
        BOOLEAN,
        "真实性已确认",
        f"填表人是否已确认资料和{SURVEY_FORM}的内容真实？",
        "填表人对内容的真实性负全部责任。",
    ),
    Fact(
        "reviewed_by_department",
        BOOLEAN,
        "部门已审核",
        f"{RELEVANT_DEPARTMENTS}是否已审核资料和{SURVEY_FORM}？",
        "重点审核资料有无矛盾、业务往来、信用记录和其他需关注的事项。",
    ),
    Fact("filed_with_finance", BOOLEAN, "财务已备案", f"{SURVEY_FORM}是否已在{FINANCE}备案？"),
)
UPDATE_FACTS = (
    Fact(
        "last_full_update",
        DATE,
        "上次全面更新日",
        f"资料和{SURVEY_FORM}上一次全面更新是在哪一天？",
        past=True,
    ),
    Fact("changed_since_update", BOOLEAN, "此后有变化", "上次全面更新之后，客户情况是否发生过变化？"),
    Fact(
        "change_recorded",
        BOOLEAN,
        "变化已补充",
        "发生的变化是否已在资料中补充修改？",
        "没有发生变化时，不必回答。",
    ),
)

# Reviewing credit

MONTHLY_FACTS = (
    Fact(
        "manager_report_done",
        BOOLEAN,
        "书面汇报",
        f"{BUSINESS_SUPERVISOR}本月是否已就享有信用额度客户的经营状况做出书面汇报？",
        f"{BUSINESS_SUPERVISOR}对汇报的真实性负全部责任。",
    ),
    Fact(
        "finance_form_done",
        BOOLEAN,
        "执行评价表",
        f"{FINANCE_DEPARTMENT}本月是否已填写{EVALUATION_FORM}，并交{MARKETING_MANAGER}核对？",
        f"{FINANCE}对财务数据的真实性负责。",
    ),
    Fact(
        "marketing_opinion_signed",
        BOOLEAN,
        "书面评价意见",
        f"{MARKETING_MANAGER}是否已审核书面汇报、签署书面评价意见，并上报{DEPUTY_IN_CHARGE_OF_MARKETING}？",
    ),
    Fact(
        "credit_control_audit_done",
        BOOLEAN,
        "信用稽核",
        f"{CREDIT_CONTROLLER}本月是否已稽核{MARKETING_DEPARTMENT}的授信及执行情况？",
    ),
)
QUARTERLY_FACTS = (
    Fact(
        "quarterly_review_done", BOOLEAN, "季度检查", f"{MARKETING_DEPARTMENT}本季度是否已检查审核授信客户？"
    ),
)
LIMIT_FACTS = (
    Fact("previous_limit", MONEY, "原信用额度", "原来的信用额度是多少？", unit="元"),
    Fact("proposed_limit", MONEY, "拟调整额度", "拟调整为多少？", "不调整时，填原来的额度。", unit="元"),
)

# Acting beyond one's authority

ACT_FACTS = (
    Fact(
        "exceeded_authority",
        BOOLEAN,
        "超越授信范围",
        "被授权人是否超越授信范围从事业务经营？",
    ),
)
CONSEQUENCE_FACTS = (
    Fact("corrected_in_time", BOOLEAN, "按期纠正补救", "是否已在限期内纠正和补救？"),
    Fact("economic_loss", MONEY, "经济损失", "越权行为造成了多少经济损失？", unit="元"),
)
