"""The review of the month and the quarter, and a limit that is to be changed."""

from ...model.clauses import stated
from ...model.wording import interval
from ...training.stories import Language, Summary, state
from ..facts import MONTHLY_FACTS, QUARTERLY_FACTS
from ..review import CHECK
from ..rules import REVIEW

_DONE = tuple(fact.name for fact in (*MONTHLY_FACTS, *QUARTERLY_FACTS))

_REPORT, _FORM, _OPINION, _AUDIT, _CHECK = (stated(id) for id in REVIEW)
SUPERVISOR, FORM, MANAGER, AUDITOR, DEPARTMENT = _REPORT.who, _FORM.form, _OPINION.who, _AUDIT.who, _CHECK.who
REPORTED, FILLED_IN, AUDITED, CHECKED = (
    interval(each.every.months) for each in (_REPORT, _FORM, _AUDIT, _CHECK)
)

STATEMENTS = (
    state(
        "",
        f"{{as_of}}，{{检查人}}检查本{REPORTED}的授信管理",
        f"{{as_of}}，{{检查人}}把本{REPORTED}的检查材料摊在桌上",
        f"轮到{{检查人}}在{{as_of}}核对本{REPORTED}的检查做到了哪一步",
    ),
    state(
        "manager_report_done",
        f"{SUPERVISOR}的书面汇报已经交来",
        f"{SUPERVISOR}就额度客户的经营状况写了书面汇报",
    ),
    state(
        "-manager_report_done",
        f"{SUPERVISOR}只在会上口头讲了讲，没有书面汇报",
        f"{SUPERVISOR}的书面汇报还没有动笔",
    ),
    state("?manager_report_done", f"{SUPERVISOR}的书面汇报交没交，内勤记不清了"),
    state(
        "finance_form_done",
        f"{_FORM.who}填好了{FORM}，交{_FORM.addressed_to}核对过",
        f"执行评价表{_FORM.who}已经填好并送去核对",
    ),
    state(
        "-finance_form_done",
        f"{_FORM.who}的{FORM}还是空表",
        f"执行评价表{_FORM.who}还没有填，说数据要过几天才齐",
    ),
    state("?finance_form_done", f"{_FORM.who}的执行评价表填了没有，没有人说得准"),
    state(
        "marketing_opinion_signed",
        f"{MANAGER}审核后签了书面评价意见，报给了{_OPINION.addressed_to}",
        f"{MANAGER}的书面评价意见已经签署上报",
    ),
    state(
        "-marketing_opinion_signed",
        f"{MANAGER}还没有签署书面评价意见",
        f"书面评价意见一栏空着，{MANAGER}说再看看",
    ),
    state("?marketing_opinion_signed", f"{MANAGER}的评价意见签了没有，原件在他手上"),
    state(
        "credit_control_audit_done",
        f"{AUDITOR}稽核过本{AUDITED}的授信执行情况",
        f"{AUDITOR}的稽核记录已经归档",
    ),
    state(
        "-credit_control_audit_done",
        f"{AUDITOR}本{AUDITED}没有稽核",
        f"稽核记录停在上个{AUDITED}，{AUDITOR}还没有查",
    ),
    state("?credit_control_audit_done", f"{AUDITOR}稽核过没有，记录本锁在柜子里"),
    state(
        "quarterly_review_done",
        f"{DEPARTMENT}本{CHECKED}的检查审核也做完了",
        f"{CHECKED}检查已经做过，有会议纪要",
    ),
    state(
        "-quarterly_review_done",
        f"{DEPARTMENT}本{CHECKED}还没有检查审核授信客户",
        f"{CHECKED}检查一推再推，还没有做",
    ),
    state("?quarterly_review_done", f"{CHECKED}检查做没做，要问{DEPARTMENT}"),
    state("manager_report_done finance_form_done", "书面汇报交了，执行评价表也填好送去核对了"),
    state(
        "credit_control_audit_done quarterly_review_done",
        f"稽核记录和{CHECKED}检查的纪要都在",
        f"本{AUDITED}的稽核、本{CHECKED}的检查都已做过",
    ),
    state(
        "manager_report_done finance_form_done marketing_opinion_signed",
        "汇报、评价表、书面评价意见三样齐全",
        f"{SUPERVISOR}写了汇报，{_FORM.who}填了评价表，{MANAGER}签了意见并上报",
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
