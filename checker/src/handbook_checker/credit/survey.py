"""Whether a customer's file is complete and current: articles 7 to 12 of the credit regulation."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import clause, clauses, nothing_to_decide
from ..model.dates import plus_months, quarter_end
from ..model.facts import AS_OF, BOOLEAN, DATE, Fact, Values
from ..model.outcome import Finding, Outcome, status
from ..model.settings import Settings
from ..model.settling import BOTH, completions, settled, worth_asking
from ..model.truth import Truth, every, negate, some
from ..model.wording import BAD, GOOD, OPEN, field, headline, progress, section, step, yes_no

TOPIC_FACTS = (
    Fact("basic_information", BOOLEAN, "客户基本信息", "客户基本信息是否已经查明？"),
    Fact(
        "shareholders_and_management",
        BOOLEAN,
        "股东和负责人",
        "主要股东、法定代表人和主要负责人是否已经查明？",
    ),
    Fact("bank_accounts", BOOLEAN, "结算银行账户", "主要往来结算银行账户是否已经查明？"),
    Fact("operations", BOOLEAN, "经营状况", "企业基本经营状况是否已经查明？"),
    Fact("finances", BOOLEAN, "财务状况", "企业财务状况是否已经查明？"),
    Fact("dealings_with_us", BOOLEAN, "与公司的往来", "公司与该客户的业务往来情况是否已经查明？"),
    Fact("credit_record", BOOLEAN, "业务信用记录", "该客户的业务信用记录是否已经查明？"),
    Fact(
        "other_matters",
        BOOLEAN,
        "其他事项",
        "其他需调查的事项是否已经查明？",
        "没有其他需调查的事项时，选“是”。",
    ),
)
PROCEDURE_FACTS = (
    Fact(
        "truthfulness_confirmed",
        BOOLEAN,
        "真实性已确认",
        "填表人是否已确认资料和《客户信用调查评定表》的内容真实？",
        "填表人对内容的真实性负全部责任。",
    ),
    Fact(
        "reviewed_by_department",
        BOOLEAN,
        "部门已审核",
        "相关部门是否已审核资料和《客户信用调查评定表》？",
        "重点审核资料有无矛盾、业务往来、信用记录和其他需关注的事项。",
    ),
    Fact("filed_with_finance", BOOLEAN, "财务已备案", "《客户信用调查评定表》是否已在财务部门备案？"),
)
UPDATE_FACTS = (
    Fact(
        "last_full_update",
        DATE,
        "上次全面更新日",
        "资料和《客户信用调查评定表》上一次全面更新是在哪一天？",
        past=True,
    ),
    Fact("changed_since_update", BOOLEAN, "此后有变化", "上次全面更新之后，客户情况是否发生过变化？"),
    Fact(
        "change_recorded",
        BOOLEAN,
        "变化已补充",
        "发生的变化是否已在资料中补充修改？",
        "没有发生变化时，不必回答。",
    ),
)
_TOPIC_NAMES = tuple(fact.name for fact in TOPIC_FACTS)
_TOPIC_CLAUSES = tuple(f"credit.8.{number}" for number in range(1, 9))

nothing_to_decide("credit.7", "survey", why="定义“客户资信调查”；调查是否完成由第八条、第十条决定。")


@clause("credit.8", "survey", facts=_TOPIC_NAMES)
def covers_every_topic(topics: Sequence[Truth]) -> Truth:
    """客户资信调查要点主要包括:"""
    return every(topics)


@clause("credit.8.1", "survey")
def has_basic_information(basic_information: Truth) -> Truth:
    """客户基本信息"""
    return basic_information


@clause("credit.8.2", "survey")
def names_shareholders_and_management(shareholders_and_management: Truth) -> Truth:
    """主要股东及法定代表人和主要负责人"""
    return shareholders_and_management


@clause("credit.8.3", "survey")
def names_bank_accounts(bank_accounts: Truth) -> Truth:
    """主要往来结算银行帐户"""
    return bank_accounts


@clause("credit.8.4", "survey")
def describes_operations(operations: Truth) -> Truth:
    """企业基本经营状况"""
    return operations


@clause("credit.8.5", "survey")
def describes_finances(finances: Truth) -> Truth:
    """企业财务状况"""
    return finances


@clause("credit.8.6", "survey")
def describes_dealings(dealings_with_us: Truth) -> Truth:
    """本公司与该客户的业务往来情况"""
    return dealings_with_us


@clause("credit.8.7", "survey")
def holds_credit_record(credit_record: Truth) -> Truth:
    """该客户的业务信用记录"""
    return credit_record


@clause("credit.8.8", "survey")
def covers_other_matters(other_matters: Truth) -> Truth:
    """其他需调查的事项"""
    return other_matters


nothing_to_decide("credit.9", "survey", why="引出资料的取得渠道；各渠道分别列出。")
_CHANNEL = "列出取得资料的一种渠道；从哪种渠道取得，不影响资料是否完整。"
nothing_to_decide("credit.9.1", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.2", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.3", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.4", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.5", "survey", why=_CHANNEL)
nothing_to_decide("credit.9.6", "survey", why=_CHANNEL)


@clause("credit.10", "survey")
def is_truthful_and_filed(truthfulness_confirmed: Truth, filed_with_finance: Truth) -> Truth:
    """营销部业务主管负责进行客户资信前期调查,保证所收集客户资信资料的真实性,认真填写《客户信用调查评
    定表》,上报部门经理审核,财务部门备案。填表人应对《客户信用调查评定表》内容的真实性负全部责任。
    """
    return every((truthfulness_confirmed, filed_with_finance))


@clause("credit.11", "survey")
def is_reviewed(reviewed_by_department: Truth) -> Truth:
    """相关部门对报送来的客户资信资料和《客户信用调查评定表》进行审核,重点审核以下内容:"""
    return reviewed_by_department


nothing_to_decide(
    "credit.11.1",
    "survey",
    "credit",
    why="列出审核重点，是否已审核在第十一条回答；资料互相矛盾由“客户评级与授信”指出（解释 I-07）。",
    readings=("I-07",),
)
_FOCUS = "列出审核重点；是否已审核在第十一条回答。"
nothing_to_decide("credit.11.2", "survey", why=_FOCUS)
nothing_to_decide("credit.11.3", "survey", why=_FOCUS)
nothing_to_decide("credit.11.4", "survey", why=_FOCUS)


@clause("credit.12", "survey", readings=("I-21",))
def is_kept_current(
    last_full_update: date, changed_since_update: bool, change_recorded: bool, as_of: date
) -> bool:
    """客户资信资料和《客户信用调查评定表》每季度要全面更新一次,期间如果发生变化,应及时对相关资料进行
    补充修改。
    """
    return not is_overdue(last_full_update, as_of) and (change_recorded or not changed_since_update)


def next_update_due(last_full_update: date) -> date | None:
    """The last day of the quarter after that of the last full update (I-21); None where the calendar ends before."""
    next_quarter = plus_months(last_full_update, 3)
    return next_quarter and quarter_end(next_quarter)


def is_overdue(last_full_update: date, as_of: date) -> bool:
    """Whether the day by which a full update was due has passed."""
    due = next_update_due(last_full_update)
    return due is not None and as_of > due


PROCESS = (
    ("investigate", "营销部业务主管", ("credit.8", "credit.10")),
    ("confirm", "营销部业务主管", ("credit.10",)),
    ("review", "部门经理", ("credit.10", "credit.11")),
    ("file", "财务部门", ("credit.10",)),
    ("record", "营销部业务主管", ("credit.12", "credit.10")),
    ("update", "营销部业务主管", ("credit.12", "credit.10")),
)
"""Act, who does it, and by which clauses. Article 12 names nobody: the file is his whom article 10 charges with it."""


def _done(values: Values) -> list[Truth]:
    """Whether each step of the process is done; the next full update always lies ahead."""
    return [
        every(values[name] for name in _TOPIC_NAMES),
        values["truthfulness_confirmed"],
        values["reviewed_by_department"],
        values["filed_with_finance"],
        some((negate(values["changed_since_update"]), values["change_recorded"])),
        False,
    ]


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether the file covers every topic and is up to date, and what is to be done next."""
    complete = covers_every_topic([values[name] for name in _TOPIC_NAMES])
    as_of = values["as_of"]
    # Both the day due and being overdue are monotone in the day of the last update: its first and last days do.
    domains = {
        "last_full_update": (date.min, as_of),
        "changed_since_update": BOTH,
        "change_recorded": BOTH,
    }
    results = {
        place: (
            next_update_due(facts["last_full_update"]),
            is_kept_current(*(facts[name] for name in (*domains, "as_of"))),
        )
        for place, facts in completions(values, domains)
    }
    dues = {due for due, _current in results.values()}
    due = settled(dues)
    current = settled(current for _due, current in results.values())
    done = _done(values)
    fields: dict[str, Any] = {
        "complete": complete,
        "next_update_due": due and due.isoformat(),
        "current": current,
        "steps": None if None in done or len(dues) > 1 else _steps(done, due),
    }
    return Outcome(
        "survey",
        as_of,
        fields,
        findings=tuple(_findings(values, current)),
        missing=(
            *(name for name in _TOPIC_NAMES if complete is None and values[name] is None),
            *worth_asking(tuple(domains), results),
        ),
        readings=("I-21",) if values["last_full_update"] else (),
    )


def _steps(done: Sequence[Truth], due: date | None) -> list[dict[str, Any]]:
    """What is still to be done, in order, by whom and, for the next full update, by when."""
    ahead = [process for process, is_done in zip(PROCESS, done, strict=True) if not is_done]
    return [
        {
            "role": role,
            "step": place,
            "act": act,
            "clauses": list(ids),
            "due": due.isoformat() if due and act == "update" else None,
        }
        for place, (act, role, ids) in enumerate(ahead, 1)
    ]


def _findings(values: Values, current: Truth) -> list[Finding]:
    """The findings of 8.1 to 8.8, 10, 11 and 12."""
    truths = {
        **{id: values[name] for id, name in zip(_TOPIC_CLAUSES, _TOPIC_NAMES, strict=True)},
        "credit.10": is_truthful_and_filed(values["truthfulness_confirmed"], values["filed_with_finance"]),
        "credit.11": is_reviewed(values["reviewed_by_department"]),
        "credit.12": current,
    }
    registered = clauses()
    return [Finding(id, status(truth), registered[id].facts) for id, truth in truths.items()]


_STEP_TEXTS = {
    "investigate": "进行资信调查，查明八个要点，填写《客户信用调查评定表》",
    "confirm": "确认资料和评定表内容真实",
    "review": "审核资料和评定表",
    "file": "将评定表备案",
    "record": "把发生的变化补充修改到资料中",
    "update": "全面更新资料和评定表",
}
_COMPLETE = {True: "资料完整", False: "资料不完整", None: "资料是否完整尚未确定"}
_CURRENT = {True: "更新及时", False: "更新不及时", None: "更新是否及时尚未确定"}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Whether the file is complete and current, and where it stands in the process."""
    complete, current, due = (outcome.fields[name] for name in ("complete", "current", "next_update_due"))
    lacking = [fact for fact in TOPIC_FACTS if values[fact.name] is False]
    lacks = (
        _("缺：{topics}").format(topics=_("、").join(_(fact.label) for fact in lacking)) if lacking else ""
    )
    last = values["last_full_update"]
    overdue = last is not None and is_overdue(last, values["as_of"])
    rows = [
        field("资料完整", yes_no(complete), ("credit.8",), lacks),
        field("更新及时", yes_no(current), ("credit.12",), _lag(values, overdue)),
    ]
    if last is None or due is not None:
        rows.append(field("下次全面更新不晚于", due, ("credit.12",)))
    tone = BAD if False in (complete, current) else OPEN if None in (complete, current) else GOOD
    text = _("{complete}；{current}").format(complete=_(_COMPLETE[complete]), current=_(_CURRENT[current]))
    return {
        "headline": headline(tone, text),
        "sections": [
            section("result", "客户资料", "fields", rows),
            section("steps", "办到哪一步", "steps", _step_items(values, due, overdue)),
        ],
    }


def _lag(values: Values, overdue: bool) -> str:
    """Why the file is not current, in words."""
    reasons: list[str] = []
    if overdue:
        reasons.append(_("已过全面更新的期限"))
    if values["changed_since_update"] and values["change_recorded"] is False:
        reasons.append(_("发生的变化尚未补充修改"))
    return _("；").join(reasons)


def _step_items(values: Values, due: str | None, overdue: bool) -> list[dict[str, Any]]:
    """Every step of the process with its state."""
    by = _("{day}（已逾期）").format(day=due) if overdue else due or ""
    return [
        step(_(_STEP_TEXTS[act]), state, _(role), by if act == "update" else "", ids)
        for (act, role, ids), state in zip(PROCESS, progress(_done(values)), strict=True)
    ]


_WHOLE = {
    **dict.fromkeys(_TOPIC_NAMES, True),
    "truthfulness_confirmed": True,
    "reviewed_by_department": True,
    "filed_with_finance": True,
    "last_full_update": "2026-08-20",
    "changed_since_update": False,
    "as_of": "2026-11-24",
}
_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("资料完整，更新及时", _WHOLE),
    ("缺财务状况，尚未审核", {**_WHOLE, "finances": False, "reviewed_by_department": False}),
    ("已过更新期限", {**_WHOLE, "last_full_update": "2026-05-30"}),
    ("有变化而未补充", {**_WHOLE, "changed_since_update": True, "change_recorded": False}),
    (
        "刚开始调查",
        {"basic_information": True, "bank_accounts": True, "dealings_with_us": True, "as_of": "2026-11-24"},
    ),
)

CHECK = Check(
    id="survey",
    title="资信调查",
    regulation="credit",
    summary="客户资料是否完整，更新是否及时，下一步由谁做什么。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("调查要点", "credit.8", TOPIC_FACTS),
        Group("填报、审核与备案", "credit.10", PROCEDURE_FACTS),
        Group("更新", "credit.12", UPDATE_FACTS),
    ),
    fields=("complete", "next_update_due", "current", "steps"),
    deciding=("complete", "current", "next_update_due"),
    decide=decide,
    view=view,
    examples=_EXAMPLES,
)
