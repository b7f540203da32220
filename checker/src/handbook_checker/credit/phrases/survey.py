"""A customer's file that is being looked through."""

from ...model.clauses import stated
from ...model.wording import quantity
from ...training.stories import Language, Summary, state
from ..facts import TOPIC_FACTS
from ..survey import CHECK

_TOPICS = tuple(fact.name for fact in TOPIC_FACTS)

_WHO = {step.act: step.who for step in stated("credit.10").steps}
REVIEWER, FILING = _WHO["review"], _WHO["file"]

STATEMENTS = (
    state(
        "",
        "{as_of}，{业务员}翻开{客户}的资信档案",
        "{as_of}抽查档案，抽到的是{客户}",
        "{as_of}，部门要看{客户}的资信调查做到了哪一步",
        "{业务员}在{as_of}接手{客户}的档案，逐页清点",
    ),
    # The eight topics
    state(
        "basic_information", "名称、地址、证照等基本信息已经查明", "客户的基本信息一项不缺，证照复印件也在"
    ),
    state(
        "-basic_information",
        "基本信息还只有一张名片，地址和证照都没有查",
        "客户基本信息那一页只写了个名称，别的没有查",
    ),
    state("?basic_information", "基本信息那一页被借走了，查没查不清楚"),
    state("shareholders_and_management", "股东、法定代表人和主要负责人都已查明"),
    state(
        "-shareholders_and_management",
        "股东是谁、法定代表人换没换，都没有查",
        "股东和负责人一栏只有一个姓，没有查下去",
    ),
    state("?shareholders_and_management", "股东和负责人查过没有，前任没有交代"),
    state("bank_accounts", "往来结算的银行账户已经核对清楚", "开户行和账号都对过了"),
    state(
        "-bank_accounts",
        "往来结算的银行账户还没有查，开户行一栏是空的",
        "结算账户只记了个户名，账号和开户行都没有查",
    ),
    state("?bank_accounts", "结算账户查过没有，两个人说法不一"),
    state("basic_information shareholders_and_management", "证照、地址、股东和负责人都已查明"),
    state(
        "basic_information shareholders_and_management bank_accounts",
        "营业执照、股东名册、结算账户一应俱全",
        "前三页写得扎实：基本信息、股东和负责人、银行账户都已查明",
        "基本信息、股东和负责人、结算账户这三项都已查明",
    ),
    state("operations", "经营状况去实地看过，记录在案"),
    state(
        "-operations",
        "经营状况没有调查，门店开了几家、货卖到哪里都没有写",
        "经营状况一栏写着“待实地查看”，至今没有去",
    ),
    state("?operations", "经营状况说是看过，记录却还没有找到"),
    state("finances", "近两年的财务报表已经收进档案"),
    state(
        "-finances", "财务状况没有查，报表一张也没有", "财务状况只听对方口头说了几句，没有查证，算不得查明"
    ),
    state("?finances", "财务报表送没送来，收发室正在查登记"),
    state(
        "operations finances",
        "经营状况和财务状况都已查明，报表附后",
        "经营看过现场，财务收了报表，两项都清楚",
    ),
    state("dealings_with_us", "与公司的往来明细已经打印附上"),
    state(
        "-dealings_with_us", "它与公司的往来情况没有整理，合同散在几个人手里", "与公司的往来这一项还是空白"
    ),
    state("?dealings_with_us", "与公司的往来情况有没有附上，目录里看不出来"),
    state("credit_record", "业务信用记录已经调出来归入档案"),
    state("-credit_record", "业务信用记录没有查，那一栏写着“待查”", "业务信用记录还没有去调"),
    state("?credit_record", "信用记录调出来没有，要问信息室"),
    state(
        "dealings_with_us credit_record",
        "往来明细和信用记录都已附上",
        "与公司的往来、业务信用记录，两项都查得清楚",
    ),
    state("other_matters", "别的该查的事项也查过了", "其他须查的事项没有遗漏"),
    state("-other_matters", "另有一起环保投诉需要查，至今没有动手", "还有一项对外担保须查，没有查"),
    state("?other_matters", "还有没有别的事项要查，经办人正在请示"),
    state(
        "dealings_with_us credit_record other_matters",
        "往来、信用记录和其他该查的事项，样样都已查明",
        "往来明细和信用记录都在，此外该查的也没有落下",
        "翻到后半本，往来、信用和其他事项三项也都查清了",
    ),
    state(
        "credit_record other_matters",
        "信用记录和其他该查的事项都有结果",
        "信用记录已调出，别的也查过，没有落下",
    ),
    # Who has done what
    state("truthfulness_confirmed", "填表人已签字确认内容真实", "评定表末页有填表人的签字，确认内容真实"),
    state("-truthfulness_confirmed", "填表人还没有签字确认内容真实", "评定表末页的确认栏空着，填表人没有签"),
    state("?truthfulness_confirmed", "末页缺角，填表人签没签字确认，要看原件"),
    state("reviewed_by_department", f"{REVIEWER}已经审核", "部门的审核章已经盖上"),
    state(
        "-reviewed_by_department", f"表还压在{REVIEWER}桌上，没有审核", f"部门还没有审核，{REVIEWER}出差未归"
    ),
    state("?reviewed_by_department", f"部门审核了没有，要等{REVIEWER}回来问"),
    state("filed_with_finance", f"{FILING}已备案", f"备案的一份已经交到{FILING}"),
    state("-filed_with_finance", f"{FILING}还没有备案", f"送{FILING}备案的一份还夹在档案里，没有送出"),
    state("?filed_with_finance", f"{FILING}备案没有，登记簿一时找不到"),
    state(
        "truthfulness_confirmed reviewed_by_department",
        f"填表人签字确认过，{REVIEWER}也审核了",
    ),
    state(
        "truthfulness_confirmed reviewed_by_department filed_with_finance",
        f"填表人已签字确认，{REVIEWER}审核过，{FILING}也备了案",
        "确认、审核、备案三道手续都已办妥",
    ),
    # Keeping it current
    state(
        "",
        "上一次全面更新在{last_full_update}",
        "封面注明，最近一次全面更新是{last_full_update}",
        "全面更新的日期停在{last_full_update}",
    ),
    state("?last_full_update", "上一次全面更新是哪天，封面上没有写"),
    state("-changed_since_update", "此后客户的情况没有变化", "更新之后问过几回，客户那边一切照旧"),
    state(
        "changed_since_update change_recorded",
        "此后客户换了法定代表人，资料里已经补上",
        "更新之后客户搬了仓库，新地址当周就补进了资料",
    ),
    state(
        "changed_since_update -change_recorded",
        "此后客户换了开户行，资料里还是旧的，没有补充",
        "更新之后客户增加了一个股东，资料至今没有修改",
    ),
    state("changed_since_update ?change_recorded", "此后客户换了负责人，资料改没改还没有对"),
    state("?changed_since_update", "此后情况变没变，还没有问客户"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", *_TOPICS),
        ("truthfulness_confirmed", "reviewed_by_department", "filed_with_finance"),
        ("last_full_update", "changed_since_update", "change_recorded"),
    ),
    statements=STATEMENTS,
    summaries=(
        Summary(
            dict.fromkeys(_TOPICS, True),
            "other_matters",
            (
                f"{quantity(len(_TOPICS))}个调查要点里，没有单独提到的都已查明",
                "调查要点逐项看过，没有写明欠缺的都已查明",
                "除了写到的，调查要点没有空缺",
            ),
        ),
    ),
    leads={
        "truthfulness_confirmed": ("再看手续：", "往后翻，"),
        "last_full_update": ("至于更新，", "最后看日期："),
    },
)
