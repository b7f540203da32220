"""A shipment or a prepayment that waits to be let go."""

from ...training.stories import Language, state
from ..orders import CHECK

STATEMENTS = (
    state(
        "",
        "{as_of}，{业务员}拿着{客户}的业务单据来办手续",
        "{as_of}，{客户}的一笔业务送到了审单窗口",
        "{业务员}在{as_of}递上一张单据，对方是{客户}",
        "{as_of}临下班，{客户}的单据排到了最后一张",
    ),
    state("grade=A", "评定表上它是A级", "它的信用等级是A级"),
    state("grade=B", "评定表上它是B级", "它的信用等级是B级"),
    state("grade=C", "评定表上它是C级", "今年它被评为C级"),
    state("grade=A", "它是A级客户，信用额度{limit}", "查系统，信用等级A级，额度{limit}"),
    state("grade=B", "它是B级客户，信用额度{limit}", "查系统，信用等级B级，额度{limit}"),
    state("grade=C limit=0", "它是C级客户，不享有信用额度，额度为 0", "系统显示信用等级C级，信用额度 0"),
    state("?grade", "它评为哪一级，新的评定表还没有批下来", "评级正在重做，眼下是哪一级说不准"),
    state("", "信用额度是{limit}", "批给它的信用额度为{limit}"),
    state("limit=0", "它不享有信用额度，额度为 0", "它眼下没有信用额度，系统里记作 0"),
    state("?limit", "额度是多少，批文还没有找到", "信用额度要等财务部回复"),
    state(
        "",
        "目前占用{current_exposure}",
        "账上已有占用{current_exposure}",
        "还没有收回的占用是{current_exposure}",
    ),
    state("current_exposure=0", "目前没有占用我方资金，占用额为 0", "账上的占用已经清零"),
    state("?current_exposure", "目前占用多少，对账单还没有出来"),
    state("-arrears_unsettled", "上次的欠款已经结清", "上一次的款项没有尾欠"),
    state("arrears_unsettled", "上次的欠款至今没有结清", "上一次的款项还挂着尾数，没有结清"),
    state("?arrears_unsettled", "上次的欠款结清没有，财务部还没有回话"),
    state(
        "-arrears_unsettled",
        "账上占用{current_exposure}都没有到期，上次的欠款也已结清",
        "眼下占用{current_exposure}，上一次的款项已经了结",
        "上次的欠款已清，现有{current_exposure}占用还没有到期",
    ),
    state("", "这一次的金额是{order_amount}", "本次要办的是{order_amount}", "单据上写着{order_amount}"),
    state("?order_amount", "本次的金额单据上涂改过，要重开", "本次多少钱，等仓库过磅才知道"),
    state(
        "written_approval", "单据后面附着上级相关部门的正式批准文书", "上级的正式批准文书已经送到，编号齐全"
    ),
    state(
        "-written_approval",
        "没有批准文书，经办人只说领导口头答应过",
        "附件里没有上级的批准文书，只有一条聊天截图",
    ),
    state("?written_approval", "有没有正式的批准文书，经办人说在路上，还没有见到"),
    state("", "购销合同到{contract_end}为止", "双方的合同{contract_end}到期"),
    state("contract_cleared_once", "合同期内欠款已经清零过一次", "合同期内，占用回收清零过"),
    state("-contract_cleared_once", "合同期内占用一直没有清零过", "合同期内，欠款从未回收清零"),
    state("contract_cleared_once", "购销合同到{contract_end}为止，期内已经清零过一次"),
    state("-contract_cleared_once", "购销合同到{contract_end}为止，期内一次也没有清零"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", "grade", "limit", "current_exposure", "arrears_unsettled"),
        ("order_amount", "written_approval"),
        ("contract_end", "contract_cleared_once"),
    ),
    statements=STATEMENTS,
    leads={"contract_end": ("合同方面，", "再看合同：")},
)
