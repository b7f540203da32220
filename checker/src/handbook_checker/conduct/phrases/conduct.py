"""A day in the customer service department, as somebody kept to the rules of conduct or did not."""

from ...training.stories import Language, Summary, state
from ..check import CHECK
from ..facts import CARE_FACTS, DAILY_FACTS

_DUTIES = tuple(fact.name for fact in (*CARE_FACTS, *DAILY_FACTS))

STATEMENTS = (
    state(
        "",
        "{as_of}，部门请{客服}对照行为规范自查",
        "{as_of}，班组长把{客服}这一周的表现记了下来",
        "{as_of}的例行检查，轮到{客服}",
    ),
    state(
        "responsible_attitude",
        "接手的事情件件有回音，对客户、对岗位都尽心",
        "轮到谁都不愿跑的老客户，{客服}照样上门，把事情办完才走",
    ),
    state(
        "-responsible_attitude",
        "客户当面托办的急事，随口一句“明天再说”就搁下，第二天也没有跟进",
        "客户托办的事记在便签上，便签丢了也不当回事，说反正不归自己管",
        "交接班时漏交了三位客户的急件，被问起还说“又不是我的客户”",
    ),
    state("?responsible_attitude", "对客户、对岗位尽不尽心，接手的班长还看不出来"),
    state(
        "improving_skills",
        "每月参加一次产品培训，沟通技巧也在练，客户评分比上季高",
        "业务手册翻得卷了边，新话术学得最快",
    ),
    state(
        "-improving_skills",
        "入职两年没有参加过一次培训，客户问起新产品只会念说明书",
        "业务考核连着三回不及格，发下来的学习材料也没有拆封",
        "专业知识停在老产品上，让去学新系统，总说用不着",
    ),
    state("?improving_skills", "业务学习有没有跟上，培训记录还没有调来"),
    state(
        "conveying_service_idea",
        "跟客户谈起公司的服务理念，讲得明白，也处处维护公司的形象",
        "开场白里总不忘说明公司的服务承诺，客户听得进去",
    ),
    state(
        "-conveying_service_idea",
        "客户问公司的服务理念是什么，笑着答“都是写在墙上给人看的”",
        "当着客户的面说公司的使命是空话，弄得客户也跟着摇头",
        "从不向客户提公司的服务理念，还劝客户“别信宣传册上那些”",
    ),
    state("?conveying_service_idea", "跟客户怎样介绍公司的理念，没有录音可查"),
    state(
        "meetings_and_instructions",
        "部门会议场场到，上级布置的服务指令当天落实，还提过两条改进建议",
        "例会从不缺席，指令照办，上月提的排班建议已经采纳",
    ),
    state(
        "-meetings_and_instructions",
        "这个月的部门会议缺了三次，上级要求的回电指令也没有执行",
        "上级下达了当天回复客户的指令，{客服}拖了一个星期没有办",
        "开会坐在最后一排打瞌睡，布置的服务指令压着不做，建议更是一条也没有提过",
    ),
    state("?meetings_and_instructions", "开会、执行指令的情况，要看部门的签到簿"),
    state("tidy_desk", "桌面收拾得干干净净", "走过工位，文件分门别类，桌上一尘不染"),
    state(
        "-tidy_desk",
        "桌上堆着几天没有收的文件和杯子，找一份单子要翻半天",
        "工位上积了一层灰，旧报表从桌角滑到地上也没有捡",
        "桌面乱得放不下键盘，抽屉也关不上",
    ),
    state("?tidy_desk", "工位正在搬迁，桌面收拾得怎样看不到"),
    state("decent_appearance", "衣着得体，工作牌端端正正挂在胸前", "穿着大方，工作牌每天都佩戴"),
    state(
        "-decent_appearance",
        "穿着拖鞋背心来上班，工作牌也没有戴",
        "头发蓬乱，衬衫上留着油渍，工作牌塞在口袋里",
        "工作牌丢了半个月也没有补办，衣着也很随便",
    ),
    state("?decent_appearance", "那天的着装没有人留意"),
    state(
        "courteous_answering",
        "电话响两声就接，语气热情有礼",
        "来电总是很快接起，话说得和气",
        "接电话从不让客户久等，说话客气周到",
    ),
    state(
        "-courteous_answering",
        "电话响了十几声才接，开口就是“什么事快说”",
        "接听电话时拖腔拉调，客户多问一句就不耐烦",
        "上午有四个电话没有接，回拨过去语气生硬",
    ),
    state("?courteous_answering", "接听电话的情况，录音还没有听"),
    state(
        "no_idling_or_snacks", "工作时间专心做事，视频、音乐、零食都不沾", "一整天都在忙手上的活，没有做别的"
    ),
    state(
        "-no_idling_or_snacks",
        "上班时塞着耳机看了一集电视剧",
        "工作时间嗑着瓜子，手机里的歌一首接一首",
        "客户排着队，屏幕上却开着球赛直播",
    ),
    state("?no_idling_or_snacks", "工作时间有没有做别的事，监控正在调取"),
    state("no_private_use_of_resources", "公司的电话、打印机只用来办公", "公家的东西从不拿来办私事"),
    state(
        "-no_private_use_of_resources",
        "用公司的打印机给孩子印了一大摞试卷",
        "借公司的车送亲戚去机场，油费也挂在公司账上",
        "拿公司的快递账户寄了两箱自家的特产",
    ),
    state("?no_private_use_of_resources", "公司的资源有没有挪作私用，行政部还在核"),
    state(
        "tidy_desk decent_appearance",
        "桌面整洁，着装得体，工作牌也戴着",
        "工位清爽，人也精神，工作牌戴得端正",
        "衣着、工作牌、桌面三样都合规矩",
    ),
    state("responsible_attitude improving_skills", "办事尽心，业务也学得勤", "对客户上心，专业知识也在长进"),
    state(
        "conveying_service_idea meetings_and_instructions",
        "服务理念讲得好，会议和指令都不落下，也提过建议",
        "谈起公司的服务理念头头是道；开会、执行指令、提建议样样积极",
    ),
    state(
        "no_idling_or_snacks no_private_use_of_resources",
        "上班不做闲事，公家的东西也不私用",
        "工作时间专心，也从不占公司的便宜",
        "手上总有正事做，公司的资源只用来办公",
    ),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(("as_of", *_DUTIES),),
    statements=STATEMENTS,
    summaries=(
        Summary(
            dict.fromkeys(_DUTIES, True),
            "no_private_use_of_resources",
            ("别的方面都照规范做到了", "除此之外，没有什么可挑剔的", "其余各条都没有问题"),
        ),
    ),
)
