"""The work of service staff, as it kept to the regulation or did not."""

from ...model.clauses import stated
from ...training.stories import Language, Summary, state
from ..facts import ATTITUDE_FACTS, DEMAND_FACTS, QUALITY_FACTS, RULE_FACTS, WORK_FACTS
from ..work import CHECK

_DUTIES = tuple(
    fact.name for fact in (*WORK_FACTS, *RULE_FACTS, *DEMAND_FACTS, *QUALITY_FACTS, *ATTITUDE_FACTS)
)

REPORTED_TO = stated("service.2.3").reported_to

STATEMENTS = (
    state(
        "",
        "{as_of}，部门经理同{客服}谈一个月来的工作",
        "{as_of}，{客服}交来一份自查，同事也说了些看法",
        "质检员在{as_of}整理了{客服}的记录",
    ),
    # The main work
    state(
        "supporting_sales", "销售人员出去试机、充卡、收款，{客服}随叫随到", "试机、充卡和收款的事，配合得很顺"
    ),
    state(
        "-supporting_sales",
        "销售人员请去帮忙试机，推说那是销售的事，一次也没有去",
        "充卡的单子压了一周，收款也不肯搭把手，销售人员有怨言",
    ),
    state("?supporting_sales", "配合销售的情况，要问外勤的同事"),
    state("recording_calls", "咨询和投诉电话都接，通通记在工作簿上", "每个电话后面都有一行记录"),
    state(
        "-recording_calls",
        "接了一上午的咨询电话，工作记录一个字也没有写",
        "投诉电话接是接了，事后没有留下任何工作记录",
    ),
    state("?recording_calls", "电话的工作记录，簿子还没有交上来"),
    state("good_working_relations", "几位大客户都愿意找{客服}办事", "跟客户处得熟络，续约也谈得拢"),
    state(
        "-good_working_relations",
        "管了半年的客户，连名字也叫不上来，合作谈到一半就断了联系",
        "客户换了两拨，没有一家建立起稳定的工作关系",
    ),
    state("?good_working_relations", "跟客户的关系处得怎样，回访还没有做"),
    # The rules of work
    state(
        "smiling_and_patient", "工作时面带微笑，有耐心，做事认真", "再啰嗦的客户也能耐心听完，脸上总带着笑"
    ),
    state(
        "-smiling_and_patient",
        "柜台前板着一张脸，客户问第二遍就说“刚才讲过了”",
        "做事毛躁没有耐心，单子填错了也不肯重来",
    ),
    state("?smiling_and_patient", "柜台上的态度怎样，那几天没有录像"),
    state(
        "understanding_customers",
        "客户的情况问得仔细，难处当场就帮着解决",
        "跟客户打交道，总先弄清人家要什么，再想办法",
    ),
    state(
        "-understanding_customers",
        "客户说设备坏了，没有问型号也没有问地址，事情就搁下了",
        "客户的需求从不主动问，问题拖了五天没有人解决",
    ),
    state("?understanding_customers", "对客户情况了解到什么程度，还没有抽查"),
    state(
        "daily_report",
        f"当天的工作报表填得详细，下班前报给{REPORTED_TO}",
        f"每天的报表分情况登记，{REPORTED_TO}一看就明白",
    ),
    state(
        "-daily_report",
        "工作报表一周没有交，问起来说“都在脑子里”",
        "报表只写了“正常”两个字，接触客户的情况没有登记，也没有汇报",
    ),
    state("?daily_report", f"当天的报表交没交，{REPORTED_TO}出差没有看到"),
    state("rules_and_attendance", "规章制度都遵守，上下班按时签到", "考勤表上没有一次迟到早退"),
    state("-rules_and_attendance", "这个月有四天没有签到，还提前半小时下班", "请同事代签到，自己十点才来"),
    state("?rules_and_attendance", "考勤机坏了几天，出勤情况还在补录"),
    state(
        "no_quarrel_or_harm",
        "跟客户说话有分寸，没有红过脸，也没有损害公司的事",
        "说话注意方式，从不与客户争吵",
    ),
    state(
        "-no_quarrel_or_harm",
        "在大厅里跟客户大吵了一架，保安来了才劝开",
        "把公司还没有公布的底价透露给了同行的熟人",
        "同客户争执起来，当众摔了登记本",
    ),
    state("?no_quarrel_or_harm", "听说跟客户起过冲突，当事的客户还没有联系上"),
    state("no_private_matters_at_work", "上班不会客、不上闲网，埋头做事", "工作时间没有办过一件私事"),
    state(
        "-no_private_matters_at_work",
        "上班时间浏览购物网站，还打了两局游戏",
        "上午有朋友来访，在会客室聊了一个钟头",
        "工作时间拨打信息台听股评",
    ),
    state("?no_private_matters_at_work", "上班有没有做私事，网管的日志还没有导出"),
    state(
        "",
        "上班时最长的一个私人电话打了{private_call_seconds}秒",
        "话单上最长的一次私人通话是{private_call_seconds}秒",
    ),
    state("private_call_seconds=0", "上班没有接打过私人电话", "话单上一个私人电话也没有"),
    state("?private_call_seconds", "私人电话打了多久，话单还没有调来"),
    # What is demanded
    state(
        "no_exaggeration_or_pressure", "介绍产品有一说一，不夸大也不拿权威机构压人", "从不对用户许做不到的愿"
    ),
    state(
        "-no_exaggeration_or_pressure",
        "对用户拍胸脯说“十年不坏，坏了赔十台”",
        "声称产品是某权威机构指定的，不买就要受处罚，用来压客户下单",
    ),
    state("?no_exaggeration_or_pressure", "推销时许过什么诺，录音还没有听"),
    state(
        "no_arguing_finding_cause",
        "接到投诉先问清原因，再问对方想要什么结果",
        "处理投诉不争长短，原因和诉求都问得明白",
    ),
    state(
        "-no_arguing_finding_cause",
        "处理投诉时没有问原因，也没有问对方要什么结果，就记了“客户不满”四个字",
        "投诉单上只有一句“已解释”，真正的原因和客户想要的结果都没有弄明白",
    ),
    state("?no_arguing_finding_cause", "投诉的原因弄清没有，投诉单还没有归档"),
    state("careful_answers", "答疑细致明确，拿不准的先查了再回", "不确定的事从不随口答应"),
    state(
        "-careful_answers",
        "客户问保修年限，没有查规定，随口答“大概五年吧”",
        "拿不准退货的规定，却一口咬定“可以退”，结果退不了",
    ),
    state("?careful_answers", "答复得对不对，还要拿规定来核"),
    state(
        "customer_records",
        "客户资料建得齐全，市场上的消息也及时反馈给销售",
        "客户档案一户一份，意见随时转给销售部门",
    ),
    state(
        "-customer_records",
        "经手三十户客户，资料只建了七户，意见也没有反馈过",
        "客户反映的意见压在手里半个月，销售部门毫不知情",
    ),
    state("?customer_records", "客户资料建全了没有，系统升级查不了"),
    state("presenting_new_services", "每月向客户介绍一次新业务", "公司的新服务项目，老客户都收到了介绍"),
    state(
        "-presenting_new_services",
        "公司上了三个新服务项目，半年来没有向客户介绍过一个",
        "老客户不知道有新业务，问起才晓得从来没有人介绍",
    ),
    state("?presenting_new_services", "新业务介绍过没有，客户那边还没有回音"),
    # Qualities
    state("responsibility_and_dedication", "有责任心，肯钻研，同事都说敬业", "进取心强，看问题也敏锐"),
    state(
        "-responsibility_and_dedication",
        "到点就走，难办的事能推就推，谈不上进取和敬业",
        "缺一股进取的劲头，交代的事做到哪里算哪里",
    ),
    state("?responsibility_and_dedication", "敬业不敬业，试用期的鉴定还没有写"),
    state("sound_mind_and_habits", "仪表整齐，待人亲切，品行正直", "精神饱满，习惯良好，为人正派"),
    state("-sound_mind_and_habits", "仪表邋遢，随地吐痰的习惯屡说不改", "报销时虚填了一笔车费，品行上有亏"),
    state("?sound_mind_and_habits", "品行习惯怎样，刚来不久还看不准"),
    state("relations_and_self_image", "人缘好，交际广", "在各部门都有说得上话的朋友，自我形象也好"),
    state(
        "-relations_and_self_image",
        "独来独往，部门里外没有几个说得上话的人",
        "人际上很封闭，办事找不到人搭手",
    ),
    state("?relations_and_self_image", "人缘怎么样，还没有做过民意测评"),
    state("product_knowledge", "公司的产品和服务项目讲得头头是道", "产品知识考了满分"),
    state(
        "-product_knowledge", "公司有几种产品也说不全，客户问参数就答不上来", "服务项目的收费标准记错了两处"
    ),
    state("?product_knowledge", "产品知识的考试还没有出分"),
    # Attitude
    state(
        "lasting_cooperation",
        "总想着怎样同客户长久合作，不只图眼前这一单",
        "留住客户之外，还替客户想明年的计划",
    ),
    state(
        "-lasting_cooperation",
        "嘴上说“这单做完就算了，爱来不来”",
        "只想着把眼前的客户糊弄住，长久合作从没有放在心上",
    ),
    state("?lasting_cooperation", "有没有长久合作的心思，一次面谈看不出来"),
    state(
        "warm_polite_calls", "接客户电话热情有礼，肯替客户着想", "电话里“您好”“请”不离口，说起公司也有底气"
    ),
    state(
        "-warm_polite_calls",
        "接电话冷冰冰的，“您好”两个字从不说",
        "电话里对客户说“我们公司也就这样”，毫无信心，也不讲礼貌用语",
    ),
    state("?warm_polite_calls", "接电话的用语怎样，抽听的录音还没有结果"),
    state("no_personal_moods", "家里有事，接起电话照样笑着说话", "再累也不把情绪带到电话里"),
    state(
        "-no_personal_moods",
        "跟家里闹了别扭，一上午接电话都带着火气",
        "心情不好，接电话时唉声叹气，客户听得出来",
    ),
    state("?no_personal_moods", "有没有把情绪带进来，同组的人不愿多说"),
    state("hearing_complaints_out", "客户投诉时由着对方说完，再弄清原委", "投诉电话从不打断，让客户把气撒完"),
    state(
        "-hearing_complaints_out",
        "客户才说了半句，就打断说“我知道了”",
        "投诉电话里抢着说话，客户一直没有机会把事情讲完",
    ),
    state("?hearing_complaints_out", "投诉电话是怎样接的，录音只剩后半段"),
    state(
        "apologising_rightly",
        "查明是公司的责任，当天就上报并致歉",
        "分清了责任：不是公司的错，没有随口道歉，只把情况说明白",
    ),
    state(
        "-apologising_rightly",
        "送错货明明是公司的责任，却既不上报也不致歉",
        "查明是客户自己摔坏的，却连声道歉说“都怪我们”",
    ),
    state("?apologising_rightly", "责任在哪一方还在查，致歉对不对不好说"),
    # Together
    state("supporting_sales recording_calls", "配合销售没有二话，电话记录也齐全"),
    state(
        "supporting_sales recording_calls good_working_relations",
        "主要工作都做得好：配合销售，记录电话，同客户关系融洽",
    ),
    state("smiling_and_patient understanding_customers", "待客有笑脸有耐心，客户的情况也摸得清"),
    state("daily_report rules_and_attendance", "报表天天交，签到没有缺"),
    state("responsibility_and_dedication sound_mind_and_habits", "敬业，品行也正"),
    state("relations_and_self_image product_knowledge", "人缘好，产品也熟"),
    state("warm_polite_calls no_personal_moods", "接电话热情有礼，也不带个人情绪"),
    state("customer_records presenting_new_services", "客户资料建得全，新业务也按期介绍"),
    state("no_exaggeration_or_pressure careful_answers", "介绍产品不夸大，答疑也有根据"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(
        ("as_of", *(fact.name for fact in (*WORK_FACTS, *RULE_FACTS))),
        tuple(fact.name for fact in (*DEMAND_FACTS, *QUALITY_FACTS)),
        tuple(fact.name for fact in ATTITUDE_FACTS),
    ),
    statements=STATEMENTS,
    summaries=(
        Summary(
            {name: True for name in _DUTIES if name != "private_call_seconds"},
            "apologising_rightly",
            ("别的要求都做到了", "除此之外，各条都没有问题", "其余的规定都照做了"),
        ),
    ),
)
