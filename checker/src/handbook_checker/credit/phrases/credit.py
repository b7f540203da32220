"""A customer who is to be rated, and perhaps given credit."""

from ...training.stories import Language, Summary, state
from ..check import CHECK
from ..roles import DEPUTY_GM_MARKETING

_GRADED = (
    "cooperation_since serious_default_2y law_abiding_and_reliable good_operations_2y strong_finances "
    "meets_annual_standard often_breaks_promises debt_dispute_or_asset_transfer weak_finances poor_operations "
    "sharp_decline_or_unfair_conduct serious_illegal_operation ordered_to_suspend_or_rectify seizure_or_freeze_risk "
    "newly_developed key_data_complete"
).split()
_GOOD = {
    "law_abiding_and_reliable",
    "good_operations_2y",
    "strong_finances",
    "meets_annual_standard",
    "key_data_complete",
}

STATEMENTS = (
    # Who it is
    state(
        "role=downstream",
        "{as_of}，{业务员}送来{客户}的资料，这家公司从我方进{货}",
        "{as_of}，{客户}的资料摆到了桌上：它向我方购{货}，是下游客户",
        "{业务员}在{as_of}报来一份资料，说的是{客户}，一家向我方进{货}的商贸公司",
        "{as_of}上午，{业务员}谈起{客户}，我方的{货}有一部分就卖给它",
    ),
    state(
        "role=upstream",
        "{as_of}，{业务员}送来{客户}的资料，我方的{货}由这家公司供应",
        "{as_of}，{客户}的资料摆到了桌上：它向我方供应{货}，是上游供应商",
        "{业务员}在{as_of}报来一份资料，说的是{客户}，一家给我方供{货}的厂商",
        "{as_of}上午，{业务员}谈起{客户}，我方每月都向它订{货}",
    ),
    state(
        "?role",
        "{as_of}，{业务员}转来{客户}的资料，里面没有写明它是向我方购货还是供货",
        "{as_of}，{客户}的资料送到了，封面上的客户类别一栏却是空的",
    ),
    state(
        "",
        "双方自{cooperation_since}起做生意",
        "合作从{cooperation_since}开始",
        "第一笔业务成交于{cooperation_since}",
        "往来账的头一笔记在{cooperation_since}",
        "双方的第一份合同签于{cooperation_since}，当天开始合作",
    ),
    state(
        "?cooperation_since",
        "双方从哪一天开始合作，旧账册已经查不到",
        "合作起始日几个人说法不一，还没有核实",
    ),
    state(
        "-newly_developed key_data_complete",
        "它不是新开发的客户，关键资料也收齐了",
        "老早就不算新开发的客户，证照、报表等关键资料样样都有",
        "关键资料一份不少，也不是新开发的客户",
        "档案里关键资料齐全，也不在新开发客户的名单上",
    ),
    state("newly_developed", "它列在新开发客户的名单上", "在营销部的登记里，它属于新开发的客户"),
    state("-newly_developed", "它不在新开发客户的名单上", "在营销部的登记里，它不算新开发的客户"),
    state("?newly_developed", "算不算新开发的客户，登记表上没有填", "营销部还没有说清它是不是新开发的客户"),
    state("key_data_complete", "关键资料都收齐了", "档案里该有的关键资料一份不缺"),
    state(
        "-key_data_complete",
        "关键资料还不齐，最近一年的审计报告催了两次也没有送来",
        "档案里缺了银行资信证明等关键资料",
        "关键资料没有收全，股东名册和完税证明都还空着",
    ),
    state("?key_data_complete", "关键资料齐不齐，还没有清点", "资料交接刚做完，关键资料是否齐全尚待清点"),
    # Default in the last two years
    state(
        "-serious_default_2y @role=downstream",
        "近两年的货款都按期到账，没有发生过不良欠款或其他严重违约",
        "翻遍近两年的往来账，没有一笔不良欠款，也没有别的严重违约",
        "这两年货款偶有早晚三五天，严重违约一次也没有",
    ),
    state(
        "-serious_default_2y @role=upstream",
        "近两年都按期交货，没有发生过不良欠货或其他严重违约",
        "翻遍近两年的收货单，没有一笔不良欠货，也没有别的严重违约",
        "这两年交货偶有早晚三五天，严重违约一次也没有",
    ),
    state("-serious_default_2y", "近两年没有发生过不良欠款、欠货，也没有其他严重违约"),
    state(
        "serious_default_2y @role=downstream",
        "去年有一笔货款拖了七个多月，最后靠律师函才收回",
        "一年前它收货后拒不付款，这笔不良欠款至今记在账上，已作坏账准备",
        "去年春天它单方面毁约退货，货款也欠了大半年，财务部按严重违约登记在册",
    ),
    state(
        "serious_default_2y @role=upstream",
        "去年有一批货付了款却拖了七个多月才交，最后靠律师函催来",
        "一年前它收款后拒不发货，这笔不良欠货至今记在账上",
        "去年春天它单方面毁约，预付的货款大半年没有交货，财务部按严重违约登记在册",
    ),
    state("serious_default_2y", "去年发生过一次严重违约，最后对簿公堂才了结"),
    state(
        "?serious_default_2y",
        "近两年有没有不良欠款、欠货，往来账还没有对完",
        "前任业务员走得急，近两年有没有严重违约，一时说不清",
    ),
    # Lawful and reliable, promises, illegal business
    state(
        "law_abiding_and_reliable -often_breaks_promises -serious_illegal_operation",
        "经营上守法，合同签了就照着履行，答应的事没有落空过，也没有违法经营的记录",
        "市场监管和税务都没有处罚记录，合同条条照办，说好的日子从不变卦",
        "同行提起它，都说守法、守约、说话算数",
    ),
    state(
        "-law_abiding_and_reliable -often_breaks_promises -serious_illegal_operation",
        "去年因广告用语受过一次警告，合同里的小条款也常要提醒才办，称不上严格守法履约，但答应的事大多做到，更没有严重违法",
        "税务上有过两次逾期申报，履约也打些折扣，守法守约只能算中等；不过没有严重违法，也不是常常食言",
    ),
    state(
        "-law_abiding_and_reliable often_breaks_promises -serious_illegal_operation",
        "答应的日子十次有六次不作数，催办单攒了一摞，履约谈不上严格；违法经营倒没有",
        "说好月底办的事，一拖就是下个月，今年已经是第五回；没有查到违法经营，但守约二字说不上",
    ),
    state(
        "-law_abiding_and_reliable -often_breaks_promises serious_illegal_operation",
        "答应的事倒还兑现，可上月它因销售假冒产品被立案，属于严重违法经营",
        "它因无证经营危险品被查处，违法情节严重；平日答应的事还算做到",
    ),
    state(
        "-law_abiding_and_reliable often_breaks_promises serious_illegal_operation",
        "它一面屡次失信于人，说好的事常不兑现，一面又因虚开发票被立案，违法情节严重",
    ),
    state(
        "law_abiding_and_reliable often_breaks_promises",
        "推荐信里说它守法守约、信守承诺，我方的催办单上，它答应的日子却经常不作数",
        "自评表写着“严格履约、信守承诺”，经办人附的便条却说它经常不兑现承诺，两份材料都盖了章",
    ),
    state(
        "law_abiding_and_reliable serious_illegal_operation",
        "资信报告称它守法经营、信守承诺，市场监管部门的网站上却挂着它严重违法经营的处罚决定",
        "材料前半部分写它守法守信，后半部分又附了一份认定它严重违法经营的处罚书",
    ),
    state("law_abiding_and_reliable", "经营上守法，签了合同就照着履行，信守承诺"),
    state(
        "-law_abiding_and_reliable",
        "在守法守约上只能算中等，称不上严格履约",
        "履约时常要人提醒，达不到严格守约的要求",
    ),
    state(
        "?law_abiding_and_reliable",
        "是否守法守约，派去了解的人还没有回来",
        "问了两家同行，对它守不守信用，说法不一，尚待查证",
    ),
    state(
        "often_breaks_promises",
        "经常说了不算，答应的付款日、交货日改了又改",
        "承诺经常落空，经办人已经不敢凭它一句话安排车次",
    ),
    state("-often_breaks_promises", "答应的事一般都做到，没有经常食言的情形"),
    state("?often_breaks_promises", "是不是经常食言，接手的人刚来，还说不准"),
    state(
        "serious_illegal_operation",
        "上月因走私原料被立案，属于严重违法经营",
        "它因偷税数额巨大被移送公安，属于严重违法经营",
    ),
    state("-serious_illegal_operation", "没有发现严重违法经营"),
    state("?serious_illegal_operation", "外面传它违法经营，是真是假还没有查实"),
    state("-often_breaks_promises -serious_illegal_operation", "平日不大食言，也没有发现严重违法经营"),
    # Operations
    state(
        "good_operations_2y -poor_operations -sharp_decline_or_unfair_conduct",
        "最近连续两年生意良好，营业额稳中有升，也没有听说它有不公正的做法",
        "连续两年经营良好，营业额有升无降，同行也说它做事公道",
        "门店从三家开到五家，连续两年经营良好，产销平稳，竞争也公道",
        "近两年的报表年年有利润，经营状况良好，产销没有下滑，做事也公正",
    ),
    state(
        "-good_operations_2y -poor_operations -sharp_decline_or_unfair_conduct",
        "生意不好不坏，去年保本，今年微利，说不上连续两年良好；不过没有严重亏损，产销也没有大跌，更没有不公正的做法",
        "前年小亏，去年扭转，连续两年良好是谈不上的；眼下经营正常，产销平稳，做事也还公道",
    ),
    state(
        "-good_operations_2y poor_operations -sharp_decline_or_unfair_conduct",
        "去年亏掉了三成净资产，今年营业额又连着几个月往下走，经营状况不良",
        "仓库里积压着大半年的货，报表连年严重亏损，经营不良是明摆着的",
    ),
    state(
        "good_operations_2y -poor_operations sharp_decline_or_unfair_conduct",
        "生意连续两年良好，没有亏损，可它为了抢标散布同行的谣言，被协会点名批评行为不公正",
        "两年来经营良好，只是上季度查实它暗中给我方的采购员回扣，行为不公正",
    ),
    state(
        "-good_operations_2y -poor_operations sharp_decline_or_unfair_conduct",
        "账面还没有亏损，但主打产品的产销最近连续严重下滑，三个月掉了一半，连续两年良好就说不上了",
        "它的主要产品遇上新国标，产量和销量最近一路大跌，去年的底子还在，暂时没有亏损，只是称不上连续两年良好",
    ),
    state(
        "-good_operations_2y poor_operations sharp_decline_or_unfair_conduct",
        "去年严重亏损，经营不良，主打产品的产销最近又连续大跌",
    ),
    state(
        "good_operations_2y poor_operations",
        "它自己送来的报表说连续两年经营良好，税务底账显示的却是连年严重亏损",
        "行业协会的评语是连续两年经营良好，银行的贷后报告却写着营业额已连跌数月、经营不良",
    ),
    state("good_operations_2y", "连续两年经营状况良好", "近两年的利润表都拿得出手，经营状况良好"),
    state("-good_operations_2y", "这两年的生意时好时坏，谈不上连续良好"),
    state(
        "?good_operations_2y",
        "近两年经营得好不好，要实地看过才知道，人还没有去",
        "这两年经营得怎么样，几个人说法不一，还定不下来",
    ),
    state("poor_operations", "经营状况不良，去年严重亏损"),
    state("-poor_operations", "没有严重亏损，营业额也没有持续下滑"),
    state("?poor_operations", "有没有亏损、营业额是不是在下滑，还在打听"),
    state("sharp_decline_or_unfair_conduct", "上季度查实它串通投标，行为不公正"),
    state("-sharp_decline_or_unfair_conduct", "产销没有大起大落，做事也还公道"),
    state("?sharp_decline_or_unfair_conduct", "听说它的产销最近掉得厉害，还没有拿到数字"),
    state("-poor_operations -sharp_decline_or_unfair_conduct", "没有亏损或产销大跌的情形，做事也公正"),
    # Money
    state(
        "strong_finances -weak_finances",
        "账上现金充裕，负债率不到三成，偿债能力强",
        "实缴资本两千万元，没有一笔逾期贷款，资金实力雄厚",
        "银行给它的授信用了还不到一半，资金雄厚，还债不成问题",
    ),
    state(
        "-strong_finances -weak_finances",
        "资金规模中等，谈不上雄厚，不过到期的债都还得上",
        "家底不厚，周转还算正常，没有还不上债的情形",
        "资金实力一般，银行贷款按期付息，还不到不足的地步",
    ),
    state(
        "-strong_finances weak_finances",
        "账上常年只剩几万元周转，银行贷款已经展期两次，资金明显不足",
        "靠民间借款维持进货，到期的债常常还不上，资金实力不足",
        "负债率超过九成，员工工资也拖了两个月，偿债能力较差",
    ),
    state(
        "strong_finances weak_finances",
        "它报来的表上资金雄厚、没有负债，银行的回函却说两笔贷款逾期、资金不足",
        "评估报告称其资金实力雄厚、偿债能力强，财务部从票据市场查到的却是资金不足、承兑逾期",
    ),
    state("strong_finances", "资金实力雄厚，偿债能力强"),
    state("-strong_finances", "资金规模不大，够不上雄厚"),
    state(
        "?strong_finances", "资金是否雄厚，财务部还在核实", "它的家底有多厚，目前只有自己一面之词，尚待核实"
    ),
    state("weak_finances", "资金实力不足，到期的债常要拖"),
    state("-weak_finances", "没有资金不足、还不上债的情形"),
    state(
        "?weak_finances",
        "有没有资金不足、偿债吃力的情形，银行的回函还没有收到",
        "听说它最近四处借钱，资金是不是不足，还没有证实",
    ),
    # The yearly standard
    state(
        "meets_annual_standard @role=downstream",
        "年度回款超过了我方定的标准",
        "去年的回款达到了公司制定的年度标准",
        "按年度标准看，它的回款达标",
    ),
    state(
        "meets_annual_standard @role=upstream",
        "年度发货超过了我方定的标准",
        "去年的发货达到了公司制定的年度标准",
        "按年度标准看，它的发货达标",
    ),
    state("meets_annual_standard", "年度回款、发货达到了公司制定的标准"),
    state(
        "-meets_annual_standard @role=downstream",
        "年度回款比公司制定的标准少了一成半，没有达标",
        "去年的回款离公司定的年度标准还差二十多万元",
    ),
    state(
        "-meets_annual_standard @role=upstream",
        "年度发货比公司制定的标准少了一成半，没有达标",
        "去年的发货离公司定的年度标准还差两百多箱",
    ),
    state("-meets_annual_standard", "年度回款、发货没有达到公司制定的标准"),
    state(
        "?meets_annual_standard",
        "年度数字财务部还在汇总，达没达标要等下周",
        "年度达标与否，统计口径还没有定下来",
    ),
    # Disputes, orders of the authorities, seizure
    state(
        "-debt_dispute_or_asset_transfer -ordered_to_suspend_or_rectify -seizure_or_freeze_risk",
        "在法院和政府网站上，没有查到它的债务纠纷、停业整改或查封冻结",
        "债务官司没有，停业整改没有，银行账号也没有被冻结的危险",
        "公开信息里既无债务纠纷和资产转移，也无责令停业整改，更谈不上查封冻结",
    ),
    state(
        "debt_dispute_or_asset_transfer",
        "两个月前它把厂房低价过户给老板的亲戚，债权人已经告上法庭",
        "它与三家供货商的债务官司正在打，还有转移设备的举动",
        "法院网站上能查到它的不良债务纠纷，标的不小",
    ),
    state("-debt_dispute_or_asset_transfer", "没有查到不良债务纠纷，也没有转移资产"),
    state("?debt_dispute_or_asset_transfer", "听说它有债务官司，案号还没有查到"),
    state(
        "ordered_to_suspend_or_rectify",
        "上月环保部门责令它停业整改，通知书还贴在大门上",
        "消防检查没有通过，主管机关已经下达限期整改的决定",
        "它刚被市场监管局责令停业整改，复工日期未定",
    ),
    state("-ordered_to_suspend_or_rectify", "没有被国家机关责令停业、整改"),
    state("?ordered_to_suspend_or_rectify", "有人说它被责令整改过，文书还没有见到"),
    state(
        "seizure_or_freeze_risk",
        "债权人已申请保全，它的银行账号随时可能被冻结",
        "法院执行局上周来过，仓库和账户都有被查封、冻结的危险",
    ),
    state("-seizure_or_freeze_risk", "没有被查封、冻结账号的危险"),
    state("?seizure_or_freeze_risk", "账户会不会被冻结，要等法院的消息"),
    state(
        "-debt_dispute_or_asset_transfer -ordered_to_suspend_or_rectify", "没有债务官司，也没有被责令停业整改"
    ),
    state("-debt_dispute_or_asset_transfer -seizure_or_freeze_risk", "债务官司和查封冻结的风险都没有"),
    state("-ordered_to_suspend_or_rectify -seizure_or_freeze_risk", "停业整改和查封冻结的情形都没有"),
    # What is asked for
    state(
        "requested_kind=temporary @role=downstream",
        "这一次它想临时赊一批货，金额{requested_amount}",
        "它提出临时赊销{requested_amount}",
        "眼下的请求是临时赊销，数额{requested_amount}",
    ),
    state(
        "requested_kind=temporary @role=upstream",
        "这一次它请我方临时预付{requested_amount}",
        "它提出临时预付货款{requested_amount}",
        "眼下的请求是临时预付，数额{requested_amount}",
    ),
    state(
        "requested_kind=long_term @role=downstream",
        "它希望把赊销写进购销合同，长期赊销，本次先用{requested_amount}",
        "它申请长期赊销，本次金额{requested_amount}",
    ),
    state(
        "requested_kind=long_term @role=upstream",
        "它希望把预付写进购销合同，长期预付，本次先付{requested_amount}",
        "它申请长期预付，本次金额{requested_amount}",
    ),
    state("requested_kind=temporary", "申请的是临时预付、赊销", "它要的是一次性的临时预付、赊销"),
    state("requested_kind=long_term", "申请的是长期预付、赊销", "它要的是写进合同的长期预付、赊销"),
    state(
        "?requested_kind", "申请书没有写明是临时的还是长期的", "是临时还是长期，申请书上两个格子都没有打钩"
    ),
    state("", "这一次申请的金额是{requested_amount}", "申请金额写着{requested_amount}"),
    state(
        "special_necessity",
        f"{DEPUTY_GM_MARKETING}在申请上批注：属于非常必要的特殊情况，确有必要",
        "这批货关系到一个重点工程的工期，经研究，确属非常必要的特殊情况",
    ),
    state(
        "-special_necessity",
        "申请理由只写着“方便周转”，看不出有什么特殊的必要",
        "问下来只是想缓一缓付款，没有非常必要的特殊情况",
    ),
    state(
        "?special_necessity",
        "是否确有必要，申请理由一栏还空着",
        "有没有非常必要的特殊情况，经办人答应补一份说明",
    ),
    state(
        "-has_prior_credit", "原来一直现款现货，没有赊销、预付的往来", "以前从未赊过账，也没有收付过预付款"
    ),
    state(
        "has_prior_credit",
        "原来就有赊销、预付的往来，数额一直在{prior_credit_amount}",
        "以往已有预付、赊销，额度是{prior_credit_amount}",
    ),
    state(
        "has_prior_credit ?prior_credit_amount",
        "原来就有赊销、预付的往来，数额多少旧合同上看不清",
        "以往已有预付、赊销，原来的额度还要向财务部查",
    ),
    state(
        "?has_prior_credit", "原来有没有赊销、预付，旧合同还没有找到", "以前是否赊过账、预付过款，说法不一"
    ),
    state(
        "",
        "平均每月回款{average_monthly_collection}",
        "近一年平均月回款额为{average_monthly_collection}",
        "财务部算出的平均月回款额是{average_monthly_collection}",
    ),
    state(
        "?average_monthly_collection", "平均月回款额财务部还没有算出来", "每月平均回款多少，要等财务部的数字"
    ),
    state(
        "",
        "平均每月发货{average_monthly_delivery}",
        "近一年平均月发货金额为{average_monthly_delivery}",
        "仓库统计的平均月发货量折合{average_monthly_delivery}",
    ),
    state(
        "?average_monthly_delivery", "平均月发货量仓库还没有统计出来", "每月平均发货多少，仓库的数字要到周五"
    ),
    state(
        "collateral_completed",
        "名下一处仓库已经抵押给我方，手续完备，抵押额度{collateral_value}",
        "财产抵押等法律手续已严格办妥，抵押资产作价{collateral_value}",
    ),
    state(
        "-collateral_completed",
        "财产抵押只是口头答应，法律手续还没有办",
        "抵押合同签了，登记却没有办，手续不完备",
    ),
    state("collateral_completed ?collateral_value", "财产抵押手续已经办妥，抵押额度要等评估报告"),
    state("?collateral_completed", "抵押手续办到哪一步，法务还没有回话"),
    state("", "抵押资产的额度为{collateral_value}"),
    state("?collateral_value", "抵押资产值多少，评估报告还没有出来"),
    # What is owed
    state("-arrears_unsettled", "上次的欠款已经结清", "对过账，上一次的款项没有尾欠"),
    state(
        "arrears_unsettled",
        "上次的欠款还没有结清",
        "对账时发现，上一次的款项还挂着尾数没有了结",
        "上一批的账至今未清",
    ),
    state("?arrears_unsettled", "上次的欠款结清没有，财务还没有回话", "上一次的款项是否了结，对账单还在路上"),
    state(
        "",
        "目前它占用我方资金{current_exposure}",
        "账上现有占用{current_exposure}",
        "眼下尚有{current_exposure}占用未收回",
    ),
    state("current_exposure=0", "目前没有占用我方资金", "账上的占用已经清零"),
    state("-arrears_unsettled", "账上现有占用{current_exposure}，都还没有到期，上次的欠款也已结清"),
    state("arrears_unsettled", "账上现有占用{current_exposure}，其中上次的欠款还没有结清"),
    state(
        "@role=downstream",
        "如果批准，货在{start_date}发出",
        "仓库排定{start_date}发货",
        "货物定于{start_date}装车",
    ),
    state(
        "@role=upstream",
        "如果批准，货款在{start_date}付出",
        "出纳排定{start_date}付款",
        "预付款定于{start_date}汇出",
    ),
    # The total
    state(
        "",
        "财务部提供的数字是：基准日应收账款余额{receivables_reference_balance}，已授予其他客户的额度合计{total_credit_granted}",
        "授信总额这一头，基准日应收账款余额为{receivables_reference_balance}，其他客户已经占去{total_credit_granted}",
    ),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", "role", "cooperation_since", "newly_developed", "key_data_complete"),
        (
            "serious_default_2y",
            "law_abiding_and_reliable",
            "often_breaks_promises",
            "serious_illegal_operation",
            "good_operations_2y",
            "poor_operations",
            "sharp_decline_or_unfair_conduct",
            "strong_finances",
            "weak_finances",
            "meets_annual_standard",
            "debt_dispute_or_asset_transfer",
            "ordered_to_suspend_or_rectify",
            "seizure_or_freeze_risk",
        ),
        (
            "requested_kind",
            "requested_amount",
            "special_necessity",
            "has_prior_credit",
            "prior_credit_amount",
            "average_monthly_collection",
            "average_monthly_delivery",
            "collateral_completed",
            "collateral_value",
        ),
        (
            "arrears_unsettled",
            "current_exposure",
            "start_date",
            "receivables_reference_balance",
            "total_credit_granted",
        ),
    ),
    statements=STATEMENTS,
    summaries=(
        Summary(
            {name: name in _GOOD for name in _GRADED if name != "cooperation_since"},
            "seizure_or_freeze_risk",
            (
                "评级的各项都查过了：除这里写明的以外，A级条件样样符合，C级情形一样没有，也不是新客户，资料齐全",
                "除了写到的，A级的条件都具备，C级的情形一样没有，关键资料齐全，也不是新开发的客户",
                "评级表逐项看下来，没有另外写明的都没有问题：A级条件符合，C级情形没有，资料齐全，不是新开发的客户",
            ),
        ),
    ),
    leads={
        "serious_default_2y": ("先看信用记录：", "据财务部说，"),
        "requested_kind": ("再看申请：", "说到授信，"),
        "special_necessity": ("再看申请：", "说到授信，"),
        "arrears_unsettled": ("财务部又补充说，", "还有一点，"),
        "current_exposure": ("财务部又补充说，", "还有一点，"),
    },
)
