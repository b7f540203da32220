"""Conduct of service staff, checked by themselves: the regulation on conduct, and what every self-check shares.

Each duty stands on a fact of its own, true where it was observed. Nothing is inferred from one duty to another.
"""

from collections.abc import Mapping
from typing import Any

from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide, truths
from ..model.facts import AS_OF, BOOLEAN, COUNT, Fact, Values
from ..model.outcome import MET, NOT_MET, Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import Truth, every
from ..model.wording import BAD, GOOD, OPEN, field, headline, section

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


def self_check(check: str, values: Values, readings: Mapping[str, bool]) -> Outcome:
    """Whether every duty of `check` was observed, and which were not; `readings` says which were relied on."""
    found = truths(check, values)
    compliant = every(found.values())
    registered = clauses()
    # While nothing is breached, any duty that is still open can become the first breach.
    asked = [name for id in found for name in registered[id].facts if found[id] is None and compliant is None]
    return Outcome(
        check,
        values["as_of"],
        {"compliant": compliant, "breaches": [id for id, observed in found.items() if observed is False]},
        findings=tuple(Finding(id, status(observed), registered[id].facts) for id, observed in found.items()),
        missing=tuple(name for name in asked if values[name] is None),
        readings=tuple(reading for reading, relied_on in readings.items() if relied_on),
    )


def self_check_view(facts: Mapping[str, Fact], values: Values, outcome: Outcome) -> dict[str, Any]:
    """How many duties were observed, and those that were not."""
    statuses = [finding.status for finding in outcome.findings]
    met, breached = statuses.count(MET), statuses.count(NOT_MET)
    unanswered = len(statuses) - met - breached
    if breached:
        answer = headline(BAD, _("有 {count} 条没有做到").format(count=breached))
    elif not unanswered:
        answer = headline(GOOD, _("各条都做到了"))
    elif met:
        answer = headline(OPEN, _("已回答的都做到了，还有 {count} 条待回答").format(count=unanswered))
    else:
        answer = headline(OPEN, _("共 {count} 条，尚未回答").format(count=unanswered))
    count = _("{count} 条")
    return {
        "headline": answer,
        "sections": [
            section(
                "breaches",
                "没有做到的",
                "list",
                (
                    _breach(finding, facts, values)
                    for finding in outcome.findings
                    if finding.status == NOT_MET
                ),
            ),
            section(
                "result",
                "自查情况",
                "fields",
                (
                    field("做到", count.format(count=met)),
                    field("没有做到", count.format(count=breached)),
                    field("待回答", count.format(count=unanswered)),
                ),
            ),
        ],
    }


def _breach(finding: Finding, facts: Mapping[str, Fact], values: Values) -> dict[str, Any]:
    """A duty that was not observed, by the facts that say so: a no, or a count beyond its bound."""
    breaking = [name for name in finding.facts if values[name] is False]
    breaking = breaking or [name for name in finding.facts if facts[name].kind == COUNT]
    return {
        "text": _("、").join(_(facts[name].label) for name in breaking),
        "clauses": [finding.clause],
        "readings": list(clauses()[finding.clause].readings),
        "facts": breaking,
    }


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether every duty of conduct was observed."""
    return self_check("conduct", values, {})


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """The self-check in words."""
    return self_check_view(CHECK.facts, values, outcome)


_ALL_OBSERVED = dict.fromkeys((fact.name for fact in (*CARE_FACTS, *DAILY_FACTS)), True)
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("各条都做到", _ALL_OBSERVED),
    ("桌面零乱，上班听歌", {**_ALL_OBSERVED, "tidy_desk": False, "no_idling_or_snacks": False}),
    ("只查日常行为", dict.fromkeys((fact.name for fact in DAILY_FACTS), True)),
)

CHECK = Check(
    id="conduct",
    title="客服行为规范自查",
    regulation="conduct",
    summary="对照行为规范逐条自查，看哪些条没有做到。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("客服人员的管理", "conduct.1", CARE_FACTS),
        Group("日常行为规范", "conduct.2", DAILY_FACTS),
    ),
    fields=("compliant", "breaches"),
    decide=decide,
    view=view,
    deciding=("compliant",),
    examples=_EXAMPLES,
)
