"""A candidate who would like to supply raw materials."""

from ...model.clauses import clauses, stated
from ...model.wording import quantity
from ...training.stories import Language, Summary, state
from ..check import CHECK
from ..facts import (
    APPLICATION_FACTS,
    CONTRACT_FACTS,
    FIELD_FACTS,
    PRINCIPLE_FACTS,
    REGISTRATION_FACTS,
    SURVEY_FACTS,
)
from ..rules import PRINCIPLES

_PRINCIPLES = tuple(fact.name for fact in PRINCIPLE_FACTS)
_SURVEY = tuple(fact.name for fact in SURVEY_FACTS)
_FIELD = tuple(fact.name for fact in FIELD_FACTS)
_APPLICATION = tuple(fact.name for fact in APPLICATION_FACTS)
_CONTRACTS = tuple(fact.name for fact in CONTRACT_FACTS)
_REGISTRATION = tuple(fact.name for fact in REGISTRATION_FACTS)

SURVEYING, APPLYING = stated("suppliers.2.2"), stated("suppliers.3.1")
COUNT = quantity(len(PRINCIPLES))
DOCUMENTS, CONTENTS = (quantity(len(clauses()[id].facts)) for id in ("suppliers.2.1.1", "suppliers.3.1"))

STATEMENTS = (
    state(
        "",
        f"{{as_of}}，{APPLYING.who}商议要不要把{{供应商}}列为{{料}}的新供应商",
        "{as_of}，{供应商}的档案又厚了一些，它想给我方供应{料}",
        f"{APPLYING.who}的小殷在{{as_of}}汇报{{供应商}}的进展，这家厂想供{{料}}",
    ),
    state(
        "quality_equipment_and_technology",
        "设备是新的，工艺和检测都达到我方的质量要求",
        "生产线和检验手段都过得硬，质量有保证",
    ),
    state(
        "-quality_equipment_and_technology",
        "关键设备用了二十年，检测靠外包，达不到我方的质量要求",
        "没有恒温车间，做不出我方要求的精度",
    ),
    state("?quality_equipment_and_technology", "设备和技术够不够格，技术部还没有看过"),
    state("on_time_delivery", "生产计划排得清楚，按时供货没有问题", "交货管理得法，同行说它从不误期"),
    state(
        "-on_time_delivery",
        "订单一多就乱，问过的三家客户都被它误过交期",
        "没有排产计划，什么时候能交货自己也说不准",
    ),
    state("?on_time_delivery", "能不能按时供货，还没有人打听过"),
    state("management_finance_and_credit", "经营水平较高，财务稳健，信用也好", "年年盈利，银行信用等级不错"),
    state(
        "-management_finance_and_credit",
        "去年亏了一大笔，还欠着两家银行的逾期贷款",
        "管理松散，在同行里的信用也不好",
    ),
    state("?management_finance_and_credit", "财务和信用怎样，征信报告还没有回来"),
    state("cooperative_attitude", "谈起合作很积极，有问必答", "听说我方要来，专门腾出人手配合"),
    state("-cooperative_attitude", "约了四次才肯见面，谈到改进要求就推托", "对合作爱答不理，说我方的量太小"),
    state("?cooperative_attitude", "合作的意愿如何，只见过业务员，还说不准"),
    state("confidentiality", "签了保密协议，商业和技术资料都管得严", "一向替客户保守商业和技术秘密"),
    state("-confidentiality", "把别家客户的图纸随手拿给我们看，谈不上保密", "曾因泄露客户配方惹过官司"),
    state("?confidentiality", "保密做得怎样，没有查证"),
    state("cost_level", "成本核算清楚，报价合我方的要求", "成本管得细，价格有竞争力，符合我方要求"),
    state("-cost_level", "成本居高不下，报价比我方的要求高出两成", "说不清成本怎样构成，价格超出我方的要求"),
    state("?cost_level", "成本明细还没有提供，合不合要求看不出来"),
    state(
        "quality_equipment_and_technology on_time_delivery",
        "设备技术过硬，也能按时供货",
        "工艺达到我方的质量要求，排产也从容，误不了期",
        "质量有保证，交货也准时",
    ),
    state(
        "management_finance_and_credit cooperative_attitude",
        "经营稳健、信用好，合作也积极",
        "经营水平较高，财务稳健、信用好，谈合作也热心",
        "账目清楚、信用良好，对合作有诚意",
    ),
    state(
        "confidentiality cost_level",
        "守得住秘密，成本也合要求",
        "对客户的资料守口如瓶，报价也在我方的要求之内",
        "保密有制度，价格也符合要求",
    ),
    # The general survey
    state("doc_history", "企业沿革已经交来", "送来了企业沿革"),
    state("-doc_history", "企业沿革没有交", "文件里少了企业沿革"),
    state("doc_profile", "企业概况已经交来", "有一份企业概况"),
    state("-doc_profile", "企业概况没有交", "文件里少了企业概况"),
    state("doc_annual_accounts", "最新年度的决算表已经交来"),
    state("-doc_annual_accounts", "最新年度的决算表没有交，只给了前年的", "决算表说还在审计，没有交"),
    state("doc_product_guide", "产品指南已经交来", "收到了产品指南"),
    state("-doc_product_guide", "产品指南没有交", "产品指南正在重印，还没有交"),
    state("doc_product_catalogue", "产品目录已经交来", "附了产品目录"),
    state("-doc_product_catalogue", "产品目录没有交", "产品目录答应补，还没有补来"),
    state("?doc_annual_accounts", "决算表交没交，收件登记看不清"),
    state("doc_history doc_profile", "企业沿革和概况都交了", "沿革、概况两份文件收到了"),
    state("doc_product_guide doc_product_catalogue", "产品指南和目录都交了", "产品指南、产品目录也收齐了"),
    state(
        "doc_history doc_profile doc_annual_accounts doc_product_guide doc_product_catalogue",
        f"沿革、概况、决算表、产品指南和目录{DOCUMENTS}份文件都交齐了",
        f"该交的{DOCUMENTS}份文件一份不缺",
    ),
    state("management_interview", "与它的负责人谈过一次", "已同它的负责人谈过经营方针"),
    state("-management_interview", "还没有同它的负责人交谈过", "负责人出国在外，一直没有谈成"),
    state("?management_interview", "同负责人谈过没有，记录还没有找到"),
    state("technical_meeting", "双方的技术和质量负责人也商洽过", "技术商洽已经开过会"),
    state("-technical_meeting", "双方的技术负责人还没有坐下来商洽", "技术商洽约了两次都没有开成"),
    state("?technical_meeting", "技术商洽开过没有，要问质量部"),
    state(
        "management_interview technical_meeting",
        "负责人谈过了，技术上也商洽过了",
        "同负责人的交谈、技术上的商洽都已做过",
        "双方负责人见过面，技术和质量负责人也开过会",
    ),
    # On site, application
    state(
        "field_survey", f"{SURVEYING.who}会同{SURVEYING.together_with}到厂里实地调查过", "实地调查已经做完"
    ),
    state("-field_survey", "实地调查还没有去", "还没有到厂里实地看过"),
    state("?field_survey", "实地调查去过没有，出差单还没有核对"),
    state("application_reasons", "申请报告里写明了交易的理由和今后的方针"),
    state(
        "-application_reasons",
        "申请报告没有写为什么要同它交易，今后的方针也没有",
        "申请报告漏写了交易的理由和基本方针",
    ),
    state("?application_reasons", "申请报告写没写交易的理由，那一页还没有看到"),
    state("application_goods_and_amounts", "交易商品的目录和金额也列了"),
    state(
        "-application_goods_and_amounts",
        "申请报告没有列交易商品的目录和金额",
        "买哪些货、多少金额，申请报告里没有",
    ),
    state("?application_goods_and_amounts", "申请报告列没列商品目录和金额，附件打不开"),
    state("application_survey_results", "调查资料和调查结果附在后面", "调查的资料、结果都随报告附上"),
    state("-application_survey_results", "申请报告没有附调查资料和结果", "调查的资料和结果没有附进申请报告"),
    state("?application_survey_results", "申请报告附没附调查资料，原件送去复印了"),
    state(
        "-application_reasons -application_goods_and_amounts -application_survey_results",
        "申请报告还没有动笔，理由、商品目录与金额、调查结果一项也没有",
    ),
    state(
        "application_reasons application_goods_and_amounts application_survey_results",
        f"申请报告{CONTENTS}项内容齐全：理由方针、商品金额、调查结果",
    ),
    state("supply_contract_signed", "供货合同已经签订"),
    state("-supply_contract_signed", "供货合同还没有签", "供货合同还在走流程，没有签"),
    state("?supply_contract_signed", "供货合同签了没有，法务还没有答复"),
    state("quality_contract_signed", "质量保证合同已经签订"),
    state("-quality_contract_signed", "质量保证合同没有签", "质量保证合同说以后再补，没有签"),
    state("?quality_contract_signed", "质量保证合同签了没有，法务还在找"),
    state("supply_contract_signed quality_contract_signed", "供货合同和质量保证合同已同时签订"),
    state("-supply_contract_signed -quality_contract_signed", "供货合同和质量保证合同都还没有签"),
    state("code_assigned", "供应商代码已经设定"),
    state("-code_assigned", "供应商代码还没有设定"),
    state("?code_assigned", "代码设没设，信息部没有回音"),
    state("departments_notified", "基本资料已通知相关部门"),
    state("-departments_notified", "相关部门还没有接到它的基本资料"),
    state("payment_method_set", "货款的支付方式定下来了"),
    state("-payment_method_set", "货款怎样支付还没有定"),
    state("records_archived", "有关资料已经存档"),
    state("-records_archived", "有关资料没有存档"),
    state("departments_notified payment_method_set records_archived", "通知发了，支付方式定了，资料也存了档"),
    state("departments_notified payment_method_set", "部门通知过了，支付方式也定了"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", *_PRINCIPLES),
        (*_SURVEY, *_FIELD, *_APPLICATION),
        (*_CONTRACTS, *_REGISTRATION),
    ),
    statements=STATEMENTS,
    summaries=(
        Summary(
            dict.fromkeys(_PRINCIPLES, True),
            "cost_level",
            ("其余的选择原则都符合", "没有提到的几条原则，它都符合"),
        ),
        Summary(
            dict.fromkeys((*_PRINCIPLES, *_SURVEY), True),
            "field_survey",
            (f"{COUNT}条选择原则都符合，一般调查里没有提到的几步也办了",),
        ),
        Summary(
            dict.fromkeys((*_PRINCIPLES, *_SURVEY, *_FIELD), True),
            "application_survey_results",
            (f"{COUNT}条选择原则都符合，一般调查和实地调查里没有提到的也都办了",),
        ),
        Summary(
            dict.fromkeys((*_PRINCIPLES, *_SURVEY, *_FIELD, *_APPLICATION), True),
            "application_survey_results",
            ("原则都符合，两次调查和申请报告里没有提到的也都办妥",),
        ),
        Summary(
            dict.fromkeys((*_PRINCIPLES, *_SURVEY, *_FIELD, *_APPLICATION, *_CONTRACTS), True),
            "quality_contract_signed",
            ("原则都符合，调查、申请、签约各步里没有提到的也都办妥",),
        ),
        Summary(
            dict.fromkeys(
                (*_PRINCIPLES, *_SURVEY, *_FIELD, *_APPLICATION, *_CONTRACTS, *_REGISTRATION), True
            ),
            "records_archived",
            ("原则都符合，从调查到登记存档，没有提到的也都办妥",),
        ),
    ),
    leads={
        "doc_history": ("再看手续：", "办到哪一步呢？"),
        "supply_contract_signed": ("往后看，",),
    },
)
