"""The regulation on the conduct of customer service, clause by clause.

Every clause is a duty of its own, and stands on a fact of its own.
"""

from ..model.clauses import clause, nothing_to_decide
from ..model.titles import role
from ..model.truth import Truth

SERVICE_STAFF, SERVICE_DEPARTMENT = role("客服人员"), role("客服部门", "客服部")

nothing_to_decide("conduct.1", "conduct", why="标题；各项要求分别列出。")


@clause("conduct.1.1", "conduct")
def is_responsible(responsible_attitude: Truth) -> Truth:
    """客服人员本着对客户负责,对岗位负责的态度,应时刻保持和提高良好的服务素养。"""
    return responsible_attitude


@clause("conduct.1.2", "conduct")
def improves_skills(improving_skills: Truth) -> Truth:
    """客服人员应竭诚为公司服务,加强专业知识,提高沟通技巧,不断提高客户服务水平。"""
    return improving_skills


@clause("conduct.1.3", "conduct")
def conveys_service_idea(conveying_service_idea: Truth) -> Truth:
    """所有工作人员应牢记使命和企业文化,向客户传递服务理念,维护良好的形象。"""
    return conveying_service_idea


@clause("conduct.1.4", "conduct")
def joins_meetings_and_follows_instructions(meetings_and_instructions: Truth) -> Truth:
    """所有客服人员应积极参加公司的有关会议,严格执行上级下达的服务指令,并有责任对客服部门发展提出合理
    化建议。
    """
    return meetings_and_instructions


nothing_to_decide("conduct.2", "conduct", why="标题；各项要求分别列出。")


@clause("conduct.2.1", "conduct")
def keeps_desk_tidy(tidy_desk: Truth) -> Truth:
    """时刻保持桌面的干净、整洁。"""
    return tidy_desk


@clause("conduct.2.2", "conduct")
def appears_decently(decent_appearance: Truth) -> Truth:
    """个人形象代表公司形象,穿着应得体大方,佩戴好工作牌,保持良好的个人形象。"""
    return decent_appearance


@clause("conduct.2.3", "conduct")
def answers_courteously(courteous_answering: Truth) -> Truth:
    """接听电话要及时,态度热情、端正、有礼貌。"""
    return courteous_answering


@clause("conduct.2.4", "conduct")
def keeps_to_work(no_idling_or_snacks: Truth) -> Truth:
    """工作时间不得看视频、听歌,禁止吃零食等其他与工作不相干事宜。"""
    return no_idling_or_snacks


@clause("conduct.2.5", "conduct")
def leaves_resources_alone(no_private_use_of_resources: Truth) -> Truth:
    """不得利用公司资源做私人事情。"""
    return no_private_use_of_resources
