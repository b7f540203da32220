"""The regulation on selecting new suppliers, clause by clause; its "new customer" is the new supplier (I-30).

A rule is its clause: the docstring has the words, the parameters are the facts that it reads, and the value that it
returns says all that the clause says.
"""

from ..engine.steps import Step
from ..model.clauses import clause, decided_by, nothing_to_decide, rules_returning, stated
from ..model.titles import role
from ..model.truth import Truth, every

CANDIDATE, LEGAL_REPRESENTATIVE = "候选供应商", "法人代表"
QUALITY_HEAD = role("技术和质量管理部门负责人")
TECHNICAL_HEADS = f"供应商技术负责人、公司{QUALITY_HEAD}"
MATERIALS_DEPARTMENT, MATERIALS_HEAD = role("资材部"), role("资材部长")
MARKET_SUPERVISOR = role("市场主管")
OTHER_DEPARTMENTS = "技术、设计、质量管理等部门"
SIGNERS = f"{MATERIALS_HEAD}和供应商的{LEGAL_REPRESENTATIVE}"

GENERAL_SURVEY, FIELD_SURVEY, APPLICATION = "general_survey", "field_survey", "application"
CONTRACTS, REGISTRATION = "contracts", "registration"

nothing_to_decide("suppliers.0", "supplier", why="说明制定本制度的目的。")
nothing_to_decide("suppliers.1", "supplier", why="标题；各项原则分别列出。", readings=("I-30",))


@clause("suppliers.1.1", "supplier")
def has_equipment_and_technology(quality_equipment_and_technology: Truth) -> Truth:
    """新客户必须具备满足本企业质量要求的设备和技术要求。"""
    return quality_equipment_and_technology


@clause("suppliers.1.2", "supplier")
def delivers_on_time(on_time_delivery: Truth) -> Truth:
    """新客户必须具备按时供货的管理能力。"""
    return on_time_delivery


@clause("suppliers.1.3", "supplier")
def is_well_managed_and_sound(management_finance_and_credit: Truth) -> Truth:
    """新客户必须达到较高的经营水平,具有较强的财务能力和较好的信用。"""
    return management_finance_and_credit


@clause("suppliers.1.4", "supplier")
def is_cooperative(cooperative_attitude: Truth) -> Truth:
    """新客户必须具有积极的合作态度。"""
    return cooperative_attitude


@clause("suppliers.1.5", "supplier")
def keeps_confidences(confidentiality: Truth) -> Truth:
    """新客户必须遵守双方在商业上和技术上的保密原则。"""
    return confidentiality


@clause("suppliers.1.6", "supplier")
def meets_cost_demands(cost_level: Truth) -> Truth:
    """新客户的成本管理和成本水平必须符合本公司要求。"""
    return cost_level


nothing_to_decide("suppliers.2", "supplier", why="标题；各步骤分别列出。")
nothing_to_decide("suppliers.2.1", "supplier", why="标题；一般调查的各步骤分别列出。")


@clause("suppliers.2.1.1", "supplier")
def submits_documents(
    doc_history: Truth,
    doc_profile: Truth,
    doc_annual_accounts: Truth,
    doc_product_guide: Truth,
    doc_product_catalogue: Truth,
) -> Step:
    """候选客户向本公司提交企业沿革、企业概况、最新年度决算表、产品指南、产品目录等文件。"""
    return Step(
        stage=GENERAL_SURVEY,
        who=CANDIDATE,
        act="submit_documents",
        done=every((doc_history, doc_profile, doc_annual_accounts, doc_product_guide, doc_product_catalogue)),
    )


@clause("suppliers.2.1.2", "supplier")
def is_interviewed(management_interview: Truth) -> Step:
    """与新客户的负责人交谈,进一步了解其生产经营情况、经营方针和对本公司的基本看法。"""
    return Step(stage=GENERAL_SURVEY, act="interview", done=management_interview)


@clause("suppliers.2.1.3", "supplier")
def confers_on_technology(technical_meeting: Truth) -> Step:
    """新客户技术负责人与本公司技术和质量管理部门负责人进一步商洽合作事宜。"""
    return Step(stage=GENERAL_SURVEY, who=TECHNICAL_HEADS, act="confer", done=technical_meeting)


@clause("suppliers.2.2", "supplier", readings=("I-31",))
def is_surveyed_on_site(field_survey: Truth) -> Step:
    """实地调查

    根据一般调查的总体印象作出总体判断,衡量新客户是否符合上述基本原则。在此基础上,资材部会同技术、设计、质
    量管理等部门对新客户进行实地调查。调查结束后,要提出新客户认定申请。
    """
    return Step(
        stage=FIELD_SURVEY,
        by="一般调查之后",
        who=MATERIALS_DEPARTMENT,
        together_with=OTHER_DEPARTMENTS,
        act="survey",
        done=field_survey,
    )


nothing_to_decide("suppliers.3", "supplier", why="标题；各步骤分别列出。")


@clause("suppliers.3.1", "supplier", readings=("I-31",))
def is_applied_for(
    application_reasons: Truth, application_goods_and_amounts: Truth, application_survey_results: Truth
) -> Step:
    """提出认定申请报告

    根据一般调查和实地调查结果,向市场主管正式提出新客户选择申请报告。该报告主要包括以下项目:
    """
    return Step(
        stage=APPLICATION,
        by="实地调查结束后",
        who=MATERIALS_DEPARTMENT,
        act="apply",
        addressed_to=MARKET_SUPERVISOR,
        done=every((application_reasons, application_goods_and_amounts, application_survey_results)),
    )


@clause("suppliers.3.1.1", "supplier")
def states_reasons(application_reasons: Truth) -> Truth:
    """与新客户交易的理由及今后交易的基本方针。"""
    return application_reasons


@clause("suppliers.3.1.2", "supplier")
def states_goods_and_amounts(application_goods_and_amounts: Truth) -> Truth:
    """交易商品目录与金额。"""
    return application_goods_and_amounts


@clause("suppliers.3.1.3", "supplier")
def states_survey_results(application_survey_results: Truth) -> Truth:
    """调查资料与调查结果。"""
    return application_survey_results


@clause("suppliers.3.2", "supplier", readings=("I-32",))
def signs_supply_contract(supply_contract_signed: Truth) -> Step:
    """签订商品供应合同

    与所选定的新客户正式签订供货合同,签订合同者原则上应是本公司的资材部长和新客户的法人代表。
    """
    return Step(
        stage=CONTRACTS,
        who=SIGNERS,
        act="sign",
        signed_by=(MATERIALS_HEAD, LEGAL_REPRESENTATIVE),
        done=supply_contract_signed,
    )


@clause("suppliers.3.3", "supplier", readings=("I-32",))
def signs_quality_contract(quality_contract_signed: Truth) -> Step:
    """签订质量保证合同

    与供应合同同时签订的还有质量保证合同,其签订者与以上相同。
    """
    return Step(
        stage=CONTRACTS,
        by="与供货合同同时",
        who=SIGNERS,
        act="sign",
        signed_by=(MATERIALS_HEAD, LEGAL_REPRESENTATIVE),
        done=quality_contract_signed,
    )


@clause("suppliers.3.4", "supplier")
def is_given_code(code_assigned: Truth) -> Step:
    """设定新客户代码

    为新客户设定代码,进行有关登记准备。
    """
    return Step(stage=REGISTRATION, act="assign_code", done=code_assigned)


@clause("suppliers.3.5", "supplier")
def is_registered(departments_notified: Truth, payment_method_set: Truth, records_archived: Truth) -> Step:
    """其他事项

    将选定的新客户基本资料通知本企业相关部门;确定购货款的支付方式;

    新客户有关资料的存档。
    """
    return Step(
        stage=REGISTRATION,
        act="register",
        done=every((departments_notified, payment_method_set, records_archived)),
    )


PRINCIPLES = tuple(id for id in decided_by("supplier") if id.startswith("suppliers.1."))
"""The clauses that a supplier has to meet."""
PROCESS = tuple(rules_returning(Step, "supplier"))
"""The clauses of the steps, in order."""
STAGES = {
    stage: tuple(id for id in PROCESS if stated(id).stage == stage)
    for stage in (GENERAL_SURVEY, FIELD_SURVEY, APPLICATION, CONTRACTS, REGISTRATION)
}
"""The stages in order, each with the clauses of its steps."""
