"""What the self-check of conduct asks."""

from ..model.facts import BOOLEAN, Fact

CARE_FACTS = (
    Fact(
        "responsible_attitude",
        BOOLEAN,
        "负责的态度",
        "您是否本着对客户负责、对岗位负责的态度，时刻保持和提高良好的服务素养？",
    ),
    Fact(
        "improving_skills",
        BOOLEAN,
        "服务水平",
        "您是否竭诚为公司服务，加强专业知识，提高沟通技巧，不断提高客户服务水平？",
    ),
    Fact(
        "conveying_service_idea",
        BOOLEAN,
        "使命和服务理念",
        "您是否牢记使命和企业文化，向客户传递服务理念，维护良好的形象？",
    ),
    Fact(
        "meetings_and_instructions",
        BOOLEAN,
        "会议、指令和建议",
        "您是否积极参加公司的有关会议，严格执行上级下达的服务指令，并对客服部门的发展提出合理化建议？",
        "三项都做到的，选“是”。",
    ),
)
DAILY_FACTS = (
    Fact("tidy_desk", BOOLEAN, "桌面整洁", "您是否时刻保持桌面干净、整洁？"),
    Fact(
        "decent_appearance",
        BOOLEAN,
        "个人形象",
        "您是否穿着得体大方，佩戴好工作牌，保持良好的个人形象？",
    ),
    Fact("courteous_answering", BOOLEAN, "接听电话", "您接听电话是否及时，态度热情、端正、有礼貌？"),
    Fact(
        "no_idling_or_snacks",
        BOOLEAN,
        "工作时间专心工作",
        "工作时间您是否做到了不看视频、不听歌、不吃零食，也不做其他与工作不相干的事？",
    ),
    Fact(
        "no_private_use_of_resources",
        BOOLEAN,
        "不公物私用",
        "您是否做到了不利用公司资源做私人的事情？",
    ),
)
