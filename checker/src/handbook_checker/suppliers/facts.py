"""What the check of a new supplier asks."""

from ..model.facts import BOOLEAN, Fact
from .rules import MATERIALS_DEPARTMENT, OTHER_DEPARTMENTS, SIGNERS

PRINCIPLE_FACTS = (
    Fact(
        "quality_equipment_and_technology",
        BOOLEAN,
        "设备和技术",
        "供应商是否具备满足本企业质量要求的设备和技术？",
    ),
    Fact("on_time_delivery", BOOLEAN, "按时供货", "供应商是否具备按时供货的管理能力？"),
    Fact(
        "management_finance_and_credit",
        BOOLEAN,
        "经营、财务和信用",
        "供应商是否达到较高的经营水平，具有较强的财务能力和较好的信用？",
    ),
    Fact("cooperative_attitude", BOOLEAN, "合作态度", "供应商是否具有积极的合作态度？"),
    Fact("confidentiality", BOOLEAN, "保密", "供应商是否遵守双方在商业上和技术上的保密原则？"),
    Fact("cost_level", BOOLEAN, "成本", "供应商的成本管理和成本水平是否符合公司的要求？"),
)
SURVEY_FACTS = (
    Fact("doc_history", BOOLEAN, "企业沿革", "候选供应商是否已提交企业沿革？"),
    Fact("doc_profile", BOOLEAN, "企业概况", "候选供应商是否已提交企业概况？"),
    Fact("doc_annual_accounts", BOOLEAN, "最新年度决算表", "候选供应商是否已提交最新年度决算表？"),
    Fact("doc_product_guide", BOOLEAN, "产品指南", "候选供应商是否已提交产品指南？"),
    Fact("doc_product_catalogue", BOOLEAN, "产品目录", "候选供应商是否已提交产品目录？"),
    Fact(
        "management_interview",
        BOOLEAN,
        "与负责人交谈",
        "是否已与供应商的负责人交谈，了解其生产经营情况、经营方针和对公司的基本看法？",
    ),
    Fact(
        "technical_meeting",
        BOOLEAN,
        "技术商洽",
        "供应商的技术负责人与公司技术和质量管理部门的负责人是否已商洽合作事宜？",
    ),
)
FIELD_FACTS = (
    Fact(
        "field_survey",
        BOOLEAN,
        "实地调查",
        f"{MATERIALS_DEPARTMENT}是否已会同{OTHER_DEPARTMENTS}对供应商进行实地调查？",
    ),
)
APPLICATION_FACTS = (
    Fact(
        "application_reasons",
        BOOLEAN,
        "交易的理由和方针",
        "申请报告是否写明与供应商交易的理由和今后交易的基本方针？",
    ),
    Fact(
        "application_goods_and_amounts",
        BOOLEAN,
        "商品目录与金额",
        "申请报告是否写明交易商品的目录与金额？",
    ),
    Fact(
        "application_survey_results",
        BOOLEAN,
        "调查资料与结果",
        "申请报告是否附有调查资料与调查结果？",
    ),
)
CONTRACT_FACTS = (
    Fact(
        "supply_contract_signed",
        BOOLEAN,
        "供货合同",
        f"{SIGNERS}是否已签订供货合同？",
    ),
    Fact(
        "quality_contract_signed",
        BOOLEAN,
        "质量保证合同",
        "质量保证合同是否已由相同的签订人与供货合同同时签订？",
    ),
)
REGISTRATION_FACTS = (
    Fact("code_assigned", BOOLEAN, "供应商代码", "是否已为供应商设定代码，做好有关登记准备？"),
    Fact(
        "departments_notified",
        BOOLEAN,
        "通知相关部门",
        "是否已将选定供应商的基本资料通知企业内的相关部门？",
    ),
    Fact("payment_method_set", BOOLEAN, "支付方式", "是否已确定购货款的支付方式？"),
    Fact("records_archived", BOOLEAN, "资料存档", "供应商的有关资料是否已存档？"),
)
