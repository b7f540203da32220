"""The review of the month and the quarter, and a limit that is to be changed."""

from ...training.stories import Language, Summary, state
from ..facts import MONTHLY_FACTS, QUARTERLY_FACTS
from ..review import CHECK

_DONE = tuple(fact.name for fact in (*MONTHLY_FACTS, *QUARTERLY_FACTS))

STATEMENTS = (
    state(
        "",
        "{as_of}，{检查人}检查本月的授信管理",
        "{as_of}，{检查人}把本月的检查材料摊在桌上",
        "轮到{检查人}在{as_of}核对本月的检查做到了哪一步",
    ),
    state("manager_report_done", "业务主管的书面汇报已经交来", "业务主管就额度客户的经营状况写了书面汇报"),
    state("-manager_report_done", "业务主管只在会上口头讲了讲，没有书面汇报", "业务主管的书面汇报还没有动笔"),
    state("?manager_report_done", "业务主管的书面汇报交没交，内勤记不清了"),
    state(
        "finance_form_done",
        "财务部填好了《客户授信额度执行评价表》，交营销部经理核对过",
        "执行评价表财务部已经填好并送去核对",
    ),
    state(
        "-finance_form_done",
        "财务部的《客户授信额度执行评价表》还是空表",
        "执行评价表财务部还没有填，说数据要月底才齐",
    ),
    state("?finance_form_done", "财务部的执行评价表填了没有，没有人说得准"),
    state(
        "marketing_opinion_signed",
        "营销部经理审核后签了书面评价意见，报给了营销主管副总",
        "营销部经理的书面评价意见已经签署上报",
    ),
    state(
        "-marketing_opinion_signed",
        "营销部经理还没有签署书面评价意见",
        "书面评价意见一栏空着，营销部经理说再看看",
    ),
    state("?marketing_opinion_signed", "营销部经理的评价意见签了没有，原件在他手上"),
    state(
        "credit_control_audit_done",
        "财务部信用控制主管稽核过本月的授信执行情况",
        "信用控制主管的稽核记录已经归档",
    ),
    state(
        "-credit_control_audit_done",
        "信用控制主管这个月没有稽核",
        "稽核记录停在上个月，信用控制主管本月还没有查",
    ),
    state("?credit_control_audit_done", "信用控制主管稽核过没有，记录本锁在柜子里"),
    state("quarterly_review_done", "营销部本季度的检查审核也做完了", "季度检查已经做过，有会议纪要"),
    state("-quarterly_review_done", "营销部本季度还没有检查审核授信客户", "季度检查一推再推，还没有做"),
    state("?quarterly_review_done", "季度检查做没做，要问营销部"),
    state("manager_report_done finance_form_done", "书面汇报交了，执行评价表也填好送去核对了"),
    state(
        "credit_control_audit_done quarterly_review_done",
        "稽核记录和季度检查的纪要都在",
        "本月的稽核、本季度的检查都已做过",
    ),
    state(
        "manager_report_done finance_form_done marketing_opinion_signed",
        "汇报、评价表、经理的书面意见三样齐全",
        "业务主管写了汇报，财务部填了评价表，营销部经理签了意见并上报",
    ),
    state(
        "",
        "同时要定{客户}的额度：原来{previous_limit}，拟改为{proposed_limit}",
        "会上还提出，{客户}的信用额度由{previous_limit}改为{proposed_limit}",
        "材料里附了一张调整单：{客户}，原额度{previous_limit}，拟调整为{proposed_limit}",
    ),
    state("?proposed_limit", "{客户}的原额度是{previous_limit}，拟调成多少还没有填"),
    state("?previous_limit", "{客户}的额度拟定为{proposed_limit}，原来是多少要查旧批文"),
)

LANGUAGE = Language(
    facts=CHECK.facts,
    paragraphs=(("as_of", *_DONE), ("previous_limit", "proposed_limit")),
    statements=STATEMENTS,
    summaries=(
        Summary(
            dict.fromkeys(_DONE, True),
            "quarterly_review_done",
            ("没有提到的几项都已按规定办妥", "其余各项检查都已做完", "除此之外，该办的都办了"),
        ),
    ),
)
