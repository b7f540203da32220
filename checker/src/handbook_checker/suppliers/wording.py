"""The outcome of selecting a new supplier in words."""

from typing import Any

from ..engine.steps import Step, steps
from ..model.catalogue import _
from ..model.clauses import clauses
from ..model.facts import Values
from ..model.outcome import MET, NOT_MET, Outcome
from ..model.wording import BAD, GOOD, OPEN, STEP_STATES, field, headline, section, step, yes_no
from .facts import APPLICATION_FACTS, CONTRACT_FACTS, FIELD_FACTS, REGISTRATION_FACTS, SURVEY_FACTS
from .rules import APPLICATION, CONTRACTS, FIELD_SURVEY, GENERAL_SURVEY, PRINCIPLES, PROCESS, REGISTRATION

COMPLETE = "complete"
STAGE_LABELS = {
    GENERAL_SURVEY: "一般调查",
    FIELD_SURVEY: "实地调查",
    APPLICATION: "提出认定申请",
    CONTRACTS: "签订合同",
    REGISTRATION: "登记和存档",
    COMPLETE: "全部办妥",
}
_TEXTS = {
    "suppliers.2.1.1": "提交企业沿革、企业概况、最新年度决算表、产品指南、产品目录",
    "suppliers.2.1.2": "与供应商的负责人交谈",
    "suppliers.2.1.3": "进一步商洽合作事宜",
    "suppliers.2.2": "会同{together_with}进行实地调查",
    "suppliers.3.1": "向{addressee}提出选择申请报告",
    "suppliers.3.2": "签订供货合同",
    "suppliers.3.3": "签订质量保证合同",
    "suppliers.3.4": "设定供应商代码，进行登记准备",
    "suppliers.3.5": "通知相关部门，确定支付方式，资料存档",
}
"""What each step is."""
_FACTS = {
    fact.name: fact
    for fact in (*SURVEY_FACTS, *FIELD_FACTS, *APPLICATION_FACTS, *CONTRACT_FACTS, *REGISTRATION_FACTS)
}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Whether the supplier is eligible, where the selection stands, and who applies and signs."""
    fields = outcome.fields
    ours, theirs = fields["signatories"]
    return {
        "headline": _headline(outcome),
        "sections": [
            section("steps", "办到哪一步", "steps", _steps(values, outcome)),
            section(
                "result",
                "认定与签约",
                "fields",
                (
                    field("符合选择原则", yes_no(fields["eligible"]), ("suppliers.1",)),
                    field("所在阶段", _(STAGE_LABELS[fields["stage"]])),
                    field("报告提交给", _(fields["addressee"]), ("suppliers.3.1",)),
                    field(
                        "合同签订人",
                        _("公司的{ours}和供应商的{theirs}").format(ours=_(ours), theirs=_(theirs)),
                        ("suppliers.3.2", "suppliers.3.3"),
                        _("两份合同同时签订"),
                    ),
                ),
            ),
        ],
    }


def _headline(outcome: Outcome) -> dict[str, str]:
    eligible, stage = outcome.fields["eligible"], outcome.fields["stage"]
    where = _(STAGE_LABELS[stage])
    if eligible is False:
        failed = [
            finding
            for finding in outcome.findings
            if finding.clause in PRINCIPLES and finding.status == NOT_MET
        ]
        return headline(BAD, _("不符合选择原则（{count} 项），不再办理").format(count=len(failed)))
    if eligible is None:
        return headline(OPEN, _("是否符合选择原则尚未确定；所在阶段：{stage}").format(stage=where))
    if stage == COMPLETE:
        return headline(GOOD, _("符合选择原则，手续全部办妥"))
    return headline(GOOD, _("符合选择原则；所在阶段：{stage}").format(stage=where))


def _steps(values: Values, outcome: Outcome) -> list[dict[str, Any]]:
    """Every step with its state; the next one is the first that is not known to be done, unless all is off."""
    statuses = {finding.clause: finding.status for finding in outcome.findings}
    ahead = [id for id in PROCESS if statuses[id] != MET and outcome.fields["eligible"] is not False]
    return [
        step(
            _text(id, each) + _lacking(id, values),
            "next" if ahead[:1] == [id] else STEP_STATES[statuses[id]],
            _(each.who or "条文没有写明由谁办理"),
            each.by and _(each.by),
            (id,),
        )
        for id, each in steps("supplier", values).items()
    ]


def _text(id: str, taken: Step) -> str:
    return _(_TEXTS[id]).format(together_with=_(taken.together_with), addressee=_(taken.addressed_to))


def _lacking(id: str, values: Values) -> str:
    """What is still lacking of a step that was begun."""
    names = clauses()[id].facts
    lacking = [name for name in names if not values[name]]
    if len(lacking) in (0, len(names)):
        return ""
    labels = _("、").join(_(_FACTS[name].label) for name in lacking)
    return _("（还差：{labels}）").format(labels=labels)
