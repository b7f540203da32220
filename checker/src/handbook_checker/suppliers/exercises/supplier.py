"""Practice for `supplier`: whether a candidate is eligible, how far the selection is, what comes next, and who signs."""

from collections.abc import Sequence
from random import Random
from typing import Any

from ...model.catalogue import _
from ...model.clauses import clauses, decided_by, stated
from ...model.outcome import NOT_MET, UNKNOWN
from ...model.wording import quantity
from ...training.exercise import (
    Draft,
    Exercise,
    Solved,
    a_day,
    cite,
    hide,
    missing_labels,
    steps_of,
    to_find_out,
    yes_no,
)
from ...training.questions import (
    MANY,
    ONE,
    OPEN,
    SEQUENCE,
    Part,
    Remark,
    compare_lists,
    named,
    options,
)
from ...training.stories import Facts
from ..check import CHECK
from ..facts import APPLICATION_FACTS
from ..phrases.supplier import LANGUAGE
from ..rules import APPLICATION, PRINCIPLES, PROCESS, STAGES
from ..wording import COMPLETE, STAGE_LABELS

_APPLYING, _SIGNING = stated("suppliers.3.1"), stated("suppliers.3.2")
ADDRESSEE, SIGNATORIES = _APPLYING.addressed_to, _SIGNING.signed_by

ELIGIBLE, NEXT, CONTENT, SIGN = "eligible", "next", "lacking", "signers"
_CONTENTS = tuple(id for id in decided_by("supplier") if id.startswith("suppliers.3.1."))
_COUNT = quantity(len(PRINCIPLES))
ASPECTS = {
    **dict.fromkeys(PRINCIPLES, ELIGIBLE),
    **dict.fromkeys(("suppliers.2.1.1", "suppliers.2.1.2", "suppliers.2.1.3", "suppliers.2.2"), NEXT),
    **dict.fromkeys(("suppliers.3.1", *_CONTENTS), CONTENT),
    **dict.fromkeys(("suppliers.3.2", "suppliers.3.3"), SIGN),
    **dict.fromkeys(("suppliers.3.4", "suppliers.3.5"), NEXT),
}
_STAGE_OF = {id: stage for stage, ids in STAGES.items() for id in ids} | dict.fromkeys(_CONTENTS, APPLICATION)
_PLACES = ("宁州", "溪口", "白石", "东屏", "柳湾", "华岭", "沙洲", "平浦")
_MATERIALS = (
    ("化工", "树脂"),
    ("钢材", "冷轧板"),
    ("塑料", "改性颗粒"),
    ("纸浆", "瓦楞原纸"),
    ("电子", "线束"),
    ("包材", "铝箔"),
)


def _facts_of(id: str) -> tuple[str, ...]:
    return clauses()[id].facts


def draw(rng: Random, level: int, focus: str) -> Draft:
    """A candidate with whom `focus` ought to decide."""
    aspect = ASPECTS[focus]
    facts: Facts = {"as_of": a_day(rng).isoformat()}
    facts |= {name: True for id in PRINCIPLES for name in _facts_of(id)}
    stages = [*STAGES]
    if aspect == ELIGIBLE:
        facts[_facts_of(focus)[0]] = False
        reached = rng.randrange(0, 3) if level > 1 else -1
    else:
        reached = stages.index(_STAGE_OF[focus])
    for stage in stages[: reached + 1]:
        facts |= {name: True for id in STAGES[stage] for name in _facts_of(id)}
    if aspect == ELIGIBLE:
        if level >= 2:
            facts |= {name: rng.random() < 0.6 for id in STAGES[stages[reached]] for name in _facts_of(id)}
    else:
        _unfinished(focus, facts, level, rng)
    draft = Draft(facts, brief=level == 1, cast=_cast(rng), extra={"aspect": aspect})
    if level >= 2:
        steps = list(PROCESS)
        near = focus if focus in PROCESS else rng.choice(steps)
        chosen = [near, *rng.sample([id for id in steps if id != near], level)]
        # The two contracts are signed together, so there is no order between them.
        chosen = [
            id for id in chosen if id != ("suppliers.3.3" if near == "suppliers.3.2" else "suppliers.3.2")
        ]
        draft.extra["order"] = rng.sample(chosen, len(chosen))
    if level == 4:
        _obscure(focus, draft, rng)
    return draft


def _unfinished(focus: str, facts: Facts, level: int, rng: Random) -> None:
    """Leave the step of `focus` undone, and at higher levels later steps of the same stage too."""
    names = _facts_of(focus)
    if focus in _CONTENTS:
        facts[names[0]] = False
    elif focus == "suppliers.3.1":
        facts |= dict.fromkeys(rng.sample(names, rng.choice((2, 3))), False)
    elif len(names) > 1:
        facts |= dict.fromkeys(rng.sample(names, 1 if level == 1 else rng.randrange(1, 3)), False)
    else:
        facts[names[0]] = False
    ids = STAGES[_STAGE_OF[focus]]
    if level >= 2 and focus in ids:
        for id in ids[ids.index(focus) + 1 :]:
            if rng.random() < 0.5:
                facts[_facts_of(id)[0]] = False


def _cast(rng: Random) -> dict[str, tuple[str, ...]]:
    trade, goods = rng.choice(_MATERIALS)
    return {"供应商": (f"{rng.choice(_PLACES)}{trade}厂",), "料": (goods,)}


def _obscure(focus: str, draft: Draft, rng: Random) -> None:
    can_be_unknown = {
        name for statement in LANGUAGE.statements for name, value in statement.facts.items() if value is None
    }
    near = [name for name in _facts_of(focus) if draft.facts.get(name) is False and name in can_be_unknown]
    principles = [name for id in PRINCIPLES for name in _facts_of(id)]
    if near and rng.random() < 0.5:
        hide(draft, near, rng, 1)
    else:
        hide(draft, [name for name in principles if name not in near], rng, 2)


def deciding(solved: Solved) -> Sequence[str]:
    """The principle that fails, or the step that comes next."""
    aspect = solved.draft.extra["aspect"]
    if aspect == ELIGIBLE:
        wanted = UNKNOWN if solved.fields["eligible"] is None else NOT_MET
        found = tuple(id for id in PRINCIPLES if solved.status(id) == wanted)
        return found if len(found) == 1 else ()
    first = _first_ahead(solved)
    if aspect == CONTENT:
        lacking = [id for id in _CONTENTS if not solved.values[_facts_of(id)[0]]]
        if first != "suppliers.3.1" or not lacking:
            return ()
        return (lacking[0], "suppliers.3.1") if len(lacking) == 1 else ("suppliers.3.1", *lacking)
    return (first,) if first else ()


def _first_ahead(solved: Solved) -> str | None:
    """The first step of the stage that is not known to be done."""
    stage = solved.fields["stage"]
    if stage == COMPLETE:
        return None
    return next(id for id in STAGES[stage] if solved.status(id) in (NOT_MET, UNKNOWN))


_SIGNERS = (*SIGNATORIES, ADDRESSEE, "供应商的业务经理", "质量管理部门负责人", "总经理")
_ADDRESSEES = ("总经理", "财务总监", ADDRESSEE, "质量管理部门")
_CITING = {
    ELIGIBLE: "不符合的是哪一项原则？",
    NEXT: "下一步是哪一项的要求？",
    CONTENT: "申请报告所缺的，是哪一项的要求？",
    SIGN: "这一步是哪一项的要求？",
}


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect, level = solved.draft.extra["aspect"], solved.level
    wanted = {
        1: (aspect,),
        2: (ELIGIBLE, "stage", aspect, "order"),
        3: (ELIGIBLE, "stage", aspect, SIGN, "addressee", "order"),
        4: (ELIGIBLE, "stage", aspect, "failing", "missing", "order"),
    }[level]
    order = (ELIGIBLE, "failing", "stage", NEXT, CONTENT, SIGN, "addressee", "order", "missing")
    asked = [_PARTS[id](solved) for id in order if id in wanted]
    prompt = _CITING[aspect]
    if aspect == ELIGIBLE and solved.fields["eligible"] is None:
        prompt = "还不能认定的是哪一项原则？"
    return [*asked, cite(_(prompt), solved, EXERCISE, deciding(solved))]


def _eligible(solved: Solved) -> Part:
    def departs(answer: Any) -> Remark:
        return _eligible_words(solved)

    clause = solved.focus if ASPECTS[solved.focus] == ELIGIBLE else "suppliers.1.1"
    prompt = _("它符合新供应商的选择原则吗？")
    return yes_no(solved, ELIGIBLE, prompt, solved.fields["eligible"], clause, departs)


def _labels(ids: Sequence[str]) -> str:
    return named(_(CHECK.facts[name].label) for id in ids for name in _facts_of(id))


def _eligible_words(solved: Solved) -> Remark:
    failed = [id for id in PRINCIPLES if solved.status(id) == NOT_MET]
    unclear = [id for id in PRINCIPLES if solved.status(id) == UNKNOWN]
    if failed:
        text = _("{count}项原则须全部符合，{labels}不符合，就不能入选，手续办到哪一步都一样。").format(
            count=_COUNT, labels=_labels(failed)
        )
        return Remark(text, tuple(failed), tuple(name for id in failed for name in _facts_of(id)))
    if unclear:
        text = _("{labels}还不清楚，其余符合，能不能入选定不下来。").format(labels=_labels(unclear))
        return Remark(text, tuple(unclear), tuple(name for id in unclear for name in _facts_of(id)))
    return Remark(
        _("{count}项原则全部符合。手续没有办完，不影响它符合原则。").format(count=_COUNT), PRINCIPLES
    )


def _failing(solved: Solved) -> Part:
    labels = {id: _(CHECK.facts[_facts_of(id)[0]].label) for id in PRINCIPLES}
    right = [id for id in PRINCIPLES if solved.status(id) == NOT_MET]

    def departs(answer: list[str]) -> Remark:
        text = _("{compared}。不清楚的不能算不符合。").format(compared=compare_lists(answer, right, labels))
        return Remark(text, tuple(right))

    prompt = _("能认定不符合的原则有哪些？没有的，选“一项也没有”。")
    clause = right[0] if right else PRINCIPLES[0]
    return Part("failing", prompt, MANY, right, clause, tuple(labels.items()), departs=departs)


def _stage(solved: Solved) -> Part:
    stage = solved.fields["stage"]

    def departs(answer: Any) -> Remark:
        first = _first_ahead(solved)
        if first is None:
            return Remark(_("各步都已办妥。"))
        text = _(
            "阶段看的是第一个没有全部办妥的：“{stage}”里，“{step}”还没有办妥。没有写到的，不能算办妥。"
        ).format(stage=_(STAGE_LABELS[stage]), step=_step_labels(solved)[first])
        return Remark(text, (first,), _facts_of(first))

    prompt = _("选择办到了哪个阶段？")
    first = _first_ahead(solved)
    return Part("stage", prompt, ONE, stage, first or "suppliers.3.5", options(STAGE_LABELS), departs=departs)


def _step_labels(solved: Solved) -> dict[str, str]:
    """Each step in words, without what it still lacks, which would give the answer away."""
    items = steps_of(solved, CHECK)
    return {id: item["text"].partition("（")[0] for id, item in zip(PROCESS, items, strict=True)}


def _next(solved: Solved) -> Part:
    steps = solved.fields["next_steps"]
    first = _first_ahead(solved)
    labels = _step_labels(solved) | {"none": _("不再办理")}
    right = OPEN if steps is None else steps[0]["clauses"][0] if steps else "none"

    def departs(answer: Any) -> Remark:
        if right == "none" or right == OPEN:
            return _eligible_words(solved)
        assert first
        text = _("在“{stage}”阶段，第一个没有办妥的是“{step}”。").format(
            stage=_(STAGE_LABELS[solved.fields["stage"]]), step=labels[first]
        )
        return Remark(text, (first,), _facts_of(first))

    prompt = _("下一步办什么？")
    return Part(
        NEXT,
        prompt,
        ONE,
        right,
        solved.focus,
        tuple(labels.items()),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _lacking(solved: Solved) -> Part:
    labels = {fact.name: fact.label for fact in APPLICATION_FACTS}
    right = [name for name in labels if solved.values[name] is False]

    def departs(answer: list[str]) -> Remark:
        compared = compare_lists(answer, right, {name: _(label) for name, label in labels.items()})
        ids = tuple(id for id in _CONTENTS if _facts_of(id)[0] in right)
        return Remark(
            _("{compared}。申请报告须有这{count}项。").format(
                compared=compared, count=quantity(len(_CONTENTS))
            ),
            ("suppliers.3.1", *ids),
            tuple(right),
        )

    prompt = _("能认定申请报告缺哪几项？一项不缺的，选“一项也没有”。")
    return Part(CONTENT, prompt, MANY, right, solved.focus, options(labels), departs=departs)


def _signers(solved: Solved) -> Part:
    labels = {role: role for role in _SIGNERS}
    labels[SIGNATORIES[1]] = _("供应商的{role}").format(role=SIGNATORIES[1])
    right = list(solved.fields["signatories"])

    def departs(answer: list[str]) -> Remark:
        text = _("{compared}。两份合同都由{signers}签，同时签订（解释 I-32）。").format(
            compared=compare_lists(answer, right, labels), signers=_(_SIGNING.who)
        )
        return Remark(text, ("suppliers.3.2", "suppliers.3.3"))

    clause = solved.focus if ASPECTS[solved.focus] == SIGN else "suppliers.3.2"
    expected = [value for value in labels if value in right]
    prompt = _("供货合同和质量保证合同由谁签？")
    return Part(
        SIGN, prompt, MANY, expected, clause, tuple(labels.items()), can_be_none=False, departs=departs
    )


def _addressee(solved: Solved) -> Part:
    labels = {role: role for role in _ADDRESSEES}

    def departs(answer: Any) -> Remark:
        text = _("由{who}向{addressee}提出（解释 I-31）。")
        return Remark(
            text.format(who=_(_APPLYING.who), addressee=_(_APPLYING.addressed_to)), ("suppliers.3.1",)
        )

    prompt = _("选择申请报告向谁提出？")
    return Part(
        "addressee",
        prompt,
        ONE,
        solved.fields["addressee"],
        "suppliers.3.1",
        options(labels),
        departs=departs,
    )


def _order(solved: Solved) -> Part:
    words = _step_labels(solved)
    shuffled = solved.draft.extra["order"]
    labels = {id: words[id] for id in shuffled}
    right = [id for id in PROCESS if id in shuffled]

    def departs(answer: list[str]) -> Remark:
        stages = _("、").join(_(STAGE_LABELS[stage]) for stage in STAGES)
        text = _("{compared}。次序是{stages}。").format(
            compared=compare_lists(answer, right, labels), stages=stages
        )
        return Remark(text, tuple(right))

    clause = solved.focus if solved.focus in shuffled else right[0]
    prompt = _("把下面几步按制度的先后排好。")
    return Part(
        "order", prompt, SEQUENCE, right, clause, tuple(labels.items()), can_be_none=False, departs=departs
    )


def _missing(solved: Solved) -> Part:
    return to_find_out(solved, CHECK, _("要认定它符不符合选择原则，还须查明哪些？没有的，选“一项也没有”。"))


_PARTS = {
    ELIGIBLE: _eligible,
    "failing": _failing,
    "stage": _stage,
    NEXT: _next,
    CONTENT: _lacking,
    SIGN: _signers,
    "addressee": _addressee,
    "order": _order,
    "missing": _missing,
}


def reasons(solved: Solved) -> list[Remark]:
    """The principles, then how far the selection is."""
    remarks = [_eligible_words(solved)]
    if solved.fields["eligible"] is False:
        return remarks
    if solved.fields["eligible"] is None:
        remarks[0] = remarks[0]._replace(
            text=remarks[0].text + _("须查明{labels}。").format(labels=missing_labels(solved, CHECK))
        )
    remark = _stage(solved).departs(None)
    assert remark
    return [*remarks, remark]


EXERCISE = Exercise(
    check="supplier",
    language=LANGUAGE,
    courses={},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
