"""Selecting a new supplier of raw materials: who is eligible, and how far the selection has come.

The regulation's "new customer" is the new supplier (I-30). A step that nobody knows to be done counts as not done: the
process waits for it all the same.
"""

from typing import Any

from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide, truths
from ..model.facts import AS_OF, BOOLEAN, Fact, Values
from ..model.outcome import MET, NOT_MET, UNKNOWN, Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import Truth, every
from ..model.wording import BAD, GOOD, OPEN, field, headline, section, step, yes_no

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
        "资材部是否已会同技术、设计、质量管理等部门对供应商进行实地调查？",
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
        "资材部长和供应商的法人代表是否已签订供货合同？",
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
) -> Truth:
    """候选客户向本公司提交企业沿革、企业概况、最新年度决算表、产品指南、产品目录等文件。"""
    return every((doc_history, doc_profile, doc_annual_accounts, doc_product_guide, doc_product_catalogue))


@clause("suppliers.2.1.2", "supplier")
def is_interviewed(management_interview: Truth) -> Truth:
    """与新客户的负责人交谈,进一步了解其生产经营情况、经营方针和对本公司的基本看法。"""
    return management_interview


@clause("suppliers.2.1.3", "supplier")
def confers_on_technology(technical_meeting: Truth) -> Truth:
    """新客户技术负责人与本公司技术和质量管理部门负责人进一步商洽合作事宜。"""
    return technical_meeting


@clause("suppliers.2.2", "supplier", readings=("I-31",))
def is_surveyed_on_site(field_survey: Truth) -> Truth:
    """实地调查

    根据一般调查的总体印象作出总体判断,衡量新客户是否符合上述基本原则。在此基础上,资材部会同技术、设计、质
    量管理等部门对新客户进行实地调查。调查结束后,要提出新客户认定申请。
    """
    return field_survey


nothing_to_decide("suppliers.3", "supplier", why="标题；各步骤分别列出。")


@clause("suppliers.3.1", "supplier", readings=("I-31",))
def is_applied_for(
    application_reasons: Truth, application_goods_and_amounts: Truth, application_survey_results: Truth
) -> Truth:
    """提出认定申请报告

    根据一般调查和实地调查结果,向市场主管正式提出新客户选择申请报告。该报告主要包括以下项目:
    """
    return every((application_reasons, application_goods_and_amounts, application_survey_results))


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
def signs_supply_contract(supply_contract_signed: Truth) -> Truth:
    """签订商品供应合同

    与所选定的新客户正式签订供货合同,签订合同者原则上应是本公司的资材部长和新客户的法人代表。
    """
    return supply_contract_signed


@clause("suppliers.3.3", "supplier", readings=("I-32",))
def signs_quality_contract(quality_contract_signed: Truth) -> Truth:
    """签订质量保证合同

    与供应合同同时签订的还有质量保证合同,其签订者与以上相同。
    """
    return quality_contract_signed


@clause("suppliers.3.4", "supplier")
def is_given_code(code_assigned: Truth) -> Truth:
    """设定新客户代码

    为新客户设定代码,进行有关登记准备。
    """
    return code_assigned


@clause("suppliers.3.5", "supplier")
def is_registered(departments_notified: Truth, payment_method_set: Truth, records_archived: Truth) -> Truth:
    """其他事项

    将选定的新客户基本资料通知本企业相关部门;确定购货款的支付方式;

    新客户有关资料的存档。
    """
    return every((departments_notified, payment_method_set, records_archived))


PRINCIPLES = tuple(f"suppliers.1.{number}" for number in range(1, 7))
COMPLETE = "complete"
STAGES = {
    "general_survey": ("suppliers.2.1.1", "suppliers.2.1.2", "suppliers.2.1.3"),
    "field_survey": ("suppliers.2.2",),
    "application": ("suppliers.3.1",),
    "contracts": ("suppliers.3.2", "suppliers.3.3"),
    "registration": ("suppliers.3.4", "suppliers.3.5"),
}
"""The stages in order, each with the clauses of its steps."""

ADDRESSEE = "市场主管"
"""To whom the application goes (I-31)."""
SIGNATORIES = ("资材部长", "法人代表")
"""Who signs both contracts, together: for the company, and for the supplier (I-32)."""

PROCESS = {
    "suppliers.2.1.1": ("submit_documents", "候选供应商"),
    "suppliers.2.1.2": ("interview", None),
    "suppliers.2.1.3": ("confer", "供应商技术负责人、公司技术和质量管理部门负责人"),
    "suppliers.2.2": ("survey", "资材部"),
    "suppliers.3.1": ("apply", "资材部"),
    "suppliers.3.2": ("sign", "资材部长和供应商的法人代表"),
    "suppliers.3.3": ("sign", "资材部长和供应商的法人代表"),
    "suppliers.3.4": ("assign_code", None),
    "suppliers.3.5": ("register", None),
}
"""What each step does, and who does it, where the clause says."""


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the supplier meets every principle, how far the selection is, and what comes next."""
    found = truths("supplier", values)
    eligible = every(found[id] for id in PRINCIPLES)
    stage = next((stage for stage, ids in STAGES.items() if not all(found[id] for id in ids)), COMPLETE)
    registered = clauses()
    fields: dict[str, Any] = {
        "eligible": eligible,
        "stage": stage,
        "next_steps": _next_steps(values, found, eligible, stage),
        "signatories": list(SIGNATORIES),
        "addressee": ADDRESSEE,
    }
    asked = [name for id in PRINCIPLES for name in registered[id].facts if eligible is None]
    return Outcome(
        "supplier",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status(truth), registered[id].facts) for id, truth in found.items()),
        missing=tuple(name for name in asked if values[name] is None),
        readings=("I-30", "I-31", "I-32"),
    )


def _next_steps(
    values: Values, found: dict[str, Truth], eligible: Truth, stage: str
) -> list[dict[str, Any]] | None:
    """The steps of the stage that are not known to be done, by whom, and the facts that they wait for.

    Empty with a supplier who is not eligible; None while that is open.
    """
    if eligible is False or stage == COMPLETE:
        return []
    if eligible is None:
        return None
    registered = clauses()
    ahead = [id for id in STAGES[stage] if not found[id]]
    return [
        {
            "role": PROCESS[id][1],
            "step": place,
            "act": PROCESS[id][0],
            "clauses": [id],
            "facts": [name for name in registered[id].facts if not values[name]],
        }
        for place, id in enumerate(ahead, 1)
    ]


_STAGES = {
    "general_survey": "一般调查",
    "field_survey": "实地调查",
    "application": "提出认定申请",
    "contracts": "签订合同",
    "registration": "登记和存档",
    COMPLETE: "全部办妥",
}
_STEP_TEXTS = {
    "suppliers.2.1.1": ("提交企业沿革、企业概况、最新年度决算表、产品指南、产品目录", ""),
    "suppliers.2.1.2": ("与供应商的负责人交谈", ""),
    "suppliers.2.1.3": ("进一步商洽合作事宜", ""),
    "suppliers.2.2": ("会同技术、设计、质量管理等部门进行实地调查", "一般调查之后"),
    "suppliers.3.1": ("向市场主管提出选择申请报告", "实地调查结束后"),
    "suppliers.3.2": ("签订供货合同", ""),
    "suppliers.3.3": ("签订质量保证合同", "与供货合同同时"),
    "suppliers.3.4": ("设定供应商代码，进行登记准备", ""),
    "suppliers.3.5": ("通知相关部门，确定支付方式，资料存档", ""),
}
"""Each step in words, and by when."""


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Whether the supplier is eligible, where the selection stands, and who applies and signs."""
    fields = outcome.fields
    return {
        "headline": _headline(outcome),
        "sections": [
            section("steps", "办到哪一步", "steps", _steps(values, outcome)),
            section(
                "result",
                "认定与签约",
                "fields",
                (
                    field("符合选择原则", yes_no(fields["eligible"]), ("suppliers.1",)),
                    field("所在阶段", _(_STAGES[fields["stage"]])),
                    field("报告提交给", _(fields["addressee"]), ("suppliers.3.1",)),
                    field(
                        "合同签订人",
                        _("公司的{ours}和供应商的{theirs}").format(
                            ours=_(SIGNATORIES[0]), theirs=_(SIGNATORIES[1])
                        ),
                        ("suppliers.3.2", "suppliers.3.3"),
                        _("两份合同同时签订"),
                    ),
                ),
            ),
        ],
    }


def _headline(outcome: Outcome) -> dict[str, str]:
    eligible, stage = outcome.fields["eligible"], outcome.fields["stage"]
    where = _(_STAGES[stage])
    if eligible is False:
        failed = [
            finding
            for finding in outcome.findings
            if finding.clause in PRINCIPLES and finding.status == NOT_MET
        ]
        return headline(BAD, _("不符合选择原则（{count} 项），不再办理").format(count=len(failed)))
    if eligible is None:
        return headline(OPEN, _("是否符合选择原则尚未确定；所在阶段：{stage}").format(stage=where))
    if stage == COMPLETE:
        return headline(GOOD, _("符合选择原则，手续全部办妥"))
    return headline(GOOD, _("符合选择原则；所在阶段：{stage}").format(stage=where))


def _steps(values: Values, outcome: Outcome) -> list[dict[str, Any]]:
    """Every step with its state; the next one is the first that is not known to be done, unless all is off."""
    statuses = {finding.clause: finding.status for finding in outcome.findings}
    states = {MET: "done", NOT_MET: "todo", UNKNOWN: "unknown"}
    ahead = [id for id in PROCESS if statuses[id] != MET and outcome.fields["eligible"] is not False]
    items = []
    for id, (_act, who) in PROCESS.items():
        text, by = _STEP_TEXTS[id]
        state = "next" if ahead[:1] == [id] else states[statuses[id]]
        doer = _(who) if who else _("条文没有写明由谁办理")
        items.append(step(_(text) + _lacking(id, values), state, doer, by and _(by), (id,)))
    return items


def _lacking(id: str, values: Values) -> str:
    """What is still lacking of a step that was begun."""
    names = clauses()[id].facts
    lacking = [name for name in names if not values[name]]
    if len(lacking) in (0, len(names)):
        return ""
    labels = _("、").join(_(CHECK.facts[name].label) for name in lacking)
    return _("（还差：{labels}）").format(labels=labels)


_ELIGIBLE = dict.fromkeys((fact.name for fact in PRINCIPLE_FACTS), True)
_SURVEYED = dict.fromkeys((fact.name for fact in (*SURVEY_FACTS, *FIELD_FACTS)), True)
_SETTLED = dict.fromkeys(
    (fact.name for fact in (*APPLICATION_FACTS, *CONTRACT_FACTS, *REGISTRATION_FACTS)), True
)
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("手续全部办妥", {**_ELIGIBLE, **_SURVEYED, **_SETTLED}),
    (
        "调查完毕，正在写申请报告",
        {**_ELIGIBLE, **_SURVEYED, "application_reasons": True, "application_survey_results": True},
    ),
    (
        "刚开始调查，能否入选还不清楚",
        {
            "quality_equipment_and_technology": True,
            "on_time_delivery": True,
            "doc_history": True,
            "doc_profile": True,
            "doc_product_catalogue": True,
        },
    ),
    ("成本不符合要求", {**_ELIGIBLE, **_SURVEYED, "cost_level": False}),
)

CHECK = Check(
    id="supplier",
    title="新供应商选择",
    regulation="suppliers",
    summary="候选供应商是否符合选择原则，选择办到哪一步，下一步由谁做什么。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("选择原则", "suppliers.1", PRINCIPLE_FACTS),
        Group("一般调查", "suppliers.2.1", SURVEY_FACTS),
        Group("实地调查", "suppliers.2.2", FIELD_FACTS),
        Group("认定申请", "suppliers.3.1", APPLICATION_FACTS),
        Group("签订合同", "suppliers.3.2", CONTRACT_FACTS),
        Group("登记和存档", "suppliers.3.4", REGISTRATION_FACTS),
    ),
    fields=("eligible", "stage", "next_steps", "signatories", "addressee"),
    decide=decide,
    view=view,
    deciding=("eligible",),
    examples=_EXAMPLES,
)
