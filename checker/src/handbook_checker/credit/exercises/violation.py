"""Practice for `violation`: whether article 43 applies, what has to be ordered, and which sanction somebody has in mind."""

from collections.abc import Sequence
from random import Random
from typing import Any

from ...model.catalogue import _
from ...model.clauses import clauses, stated
from ...model.wording import quantity
from ...training import customers
from ...training.exercise import Draft, Exercise, Solved, a_day, cite, to_find_out, yes_no, yuan
from ...training.questions import ONE, OPEN, Part, Remark, options
from ...training.stories import Facts
from ...training.trainees import CLERK, CONTROLLER
from ..phrases.violation import LANGUAGE
from ..rules import SANCTIONS
from ..violations import CHECK

APPLIES, SANCTION = "applies", "sanction"
ASPECTS = {"credit.43": APPLIES, **dict.fromkeys(SANCTIONS, SANCTION)}
_IN_MIND = {
    "credit.43.1": (
        "公司打算当面给他一个警告，记在人事档案里，不扩散",
        "副总的意思是书面警告他一次，下不为例",
    ),
    "credit.43.2": (
        "公司打算在全员会上点名批评，并把通报贴在公告栏",
        "副总的意思是发一份通报，让各部门都知道这件事",
    ),
    "credit.43.3": (
        "公司打算免去他的职务，记大过一次",
        "副总的意思是给他降级的处分，调离岗位",
    ),
    "credit.43.4": (
        "公司打算扣发他当季的奖金，并罚款两千元",
        "副总的意思是让他拿出一部分钱来，作为对损失的处罚",
    ),
    "credit.43.5": (
        "公司打算把材料移送司法机关，追究他的法律责任",
        "副总的意思是委托律师起诉，追究到底",
    ),
}
_COUNT, _ORDER = quantity(len(SANCTIONS)), stated("credit.43").order
_PEOPLE = ("营销部的小覃", "采购员小邓", "业务员施雯", "区域经理老范", "仓储主管小葛", "业务员彭亮")


def draw(rng: Random, level: int, focus: str) -> Draft:
    """An act on which `focus` ought to decide."""
    aspect = ASPECTS[focus]
    exceeded: bool | None = rng.random() < (0.6 if aspect == APPLIES else 0.8)
    if level == 1 and aspect == SANCTION:
        exceeded = True
    facts: Facts = {"as_of": a_day(rng).isoformat(), "exceeded_authority": exceeded}
    if level > 1 and exceeded:
        facts["economic_loss"] = rng.choice(("0", yuan(rng, 1, 90)))
    if level > 2 and exceeded:
        facts["corrected_in_time"] = rng.random() < 0.5
    draft = Draft(
        facts, cast={**customers.cast(rng), "当事人": (rng.choice(_PEOPLE),)}, extra={"aspect": aspect}
    )
    if aspect == SANCTION or level > 2:
        proposed = focus if aspect == SANCTION else rng.choice([*SANCTIONS])
        draft.extra["proposed"] = proposed
        draft.remarks = [_(rng.choice(_IN_MIND[proposed]))]
    if level == 4:
        _obscure(draft, rng)
    return draft


def _obscure(draft: Draft, rng: Random) -> None:
    """Leave it open whether there was a violation, or what it cost."""
    facts = draft.facts
    names = ["exceeded_authority"]
    if facts["exceeded_authority"] and rng.random() < 0.5:
        names = [rng.choice(("economic_loss", "corrected_in_time"))]
    for name in names:
        del facts[name]
        draft.unknown.append(name)


def deciding(solved: Solved) -> Sequence[str]:
    """Article 43 itself, or the item of the sanction that is meant."""
    if solved.draft.extra["aspect"] == APPLIES:
        return ("credit.43",)
    return (solved.draft.extra["proposed"],)


def ask(solved: Solved) -> list[Part]:
    """The questions, the deciding clause last."""
    aspect, level = solved.draft.extra["aspect"], solved.level
    wanted = {
        1: (aspect,),
        2: (APPLIES, "orders", aspect),
        3: (APPLIES, "orders", SANCTION, "choice"),
        4: (APPLIES, "orders", SANCTION, "choice", "missing"),
    }[level]
    asked = [_PARTS[id](solved) for id in (APPLIES, "orders", SANCTION, "choice", "missing") if id in wanted]
    if aspect == SANCTION:
        prompt = _("打算给予的，是第四十三条的哪一项处分？")
    elif solved.fields["applies"] is None:
        prompt = _("还不能认定的是哪一条？")
    else:
        prompt = _("依据哪一条？")
    return [*asked, cite(prompt, solved, EXERCISE, deciding(solved))]


def _why(solved: Solved) -> Remark:
    text = {
        True: _("超越授信范围，第四十三条就适用；补救没有、有没有损失，只影响处分的轻重。"),
        False: _("没有超越授信范围，第四十三条不适用，也就没有处分。"),
        None: _("是否超越授信范围还没有查清，第四十三条适不适用定不下来。"),
    }[solved.fields["applies"]]
    return Remark(text, ("credit.43",), ("exceeded_authority",))


def _applies(solved: Solved) -> Part:
    prompt = _("第四十三条适用吗？")
    return yes_no(solved, APPLIES, prompt, solved.fields["applies"], "credit.43", lambda answer: _why(solved))


def _orders(solved: Solved) -> Part:
    orders = solved.fields["orders"]
    right = None if orders is None else bool(orders)

    def departs(answer: Any) -> Remark:
        if not right:
            return _why(solved)
        text = _("只要越权，就须令其{order}，不看有没有损失。").format(order=_(_ORDER))
        return Remark(text, ("credit.43",), ("exceeded_authority",))

    return yes_no(
        solved, "orders", _("须不须令其{order}？").format(order=_(_ORDER)), right, "credit.43", departs
    )


def _sanction(solved: Solved) -> Part:
    sanctions = solved.fields["sanctions"]
    proposed = solved.draft.extra["proposed"]
    right = None if sanctions is None else proposed in [sanction["clause"] for sanction in sanctions]

    def departs(answer: Any) -> Remark:
        why = _why(solved)
        if not right:
            return why
        text = _("{count}种处分都可以给予，选哪一种由公司视越权的性质和损失决定（解释 I-22）。")
        return Remark(text.format(count=_COUNT), (proposed, "credit.43"), ("exceeded_authority",))

    return yes_no(solved, SANCTION, _("打算给予的处分，制度允许吗？"), right, proposed, departs)


_CHOICES = {
    "company": "制度没有限定，由公司视性质和损失决定",
    "economic": f"有损失的，必须给予{SANCTIONS['credit.43.4']}",
    "warning": f"没有损失的，只能给予{SANCTIONS['credit.43.1']}",
    "none": "不适用第四十三条，没有处分",
}


def _choice(solved: Solved) -> Part:
    applies = solved.fields["applies"]
    right = OPEN if applies is None else "company" if applies and solved.fields["discretionary"] else "none"

    def departs(answer: Any) -> Remark:
        if right != "company":
            return _why(solved)
        text = _(
            "第四十三条列出{count}种处分，没有写明什么情形用哪一种；由公司视越权的性质和损失决定（解释 I-22）。"
        )
        return Remark(text.format(count=_COUNT), ("credit.43",))

    prompt = _("应给予哪一种处分，制度怎么说？")
    return Part(
        "choice",
        prompt,
        ONE,
        right,
        "credit.43",
        options(_CHOICES),
        can_be_open=solved.level == 4,
        departs=departs,
    )


def _missing(solved: Solved) -> Part:
    return to_find_out(solved, CHECK, _("要认定第四十三条适不适用，还须查明哪些？没有的，选“一项也没有”。"))


_PARTS = {APPLIES: _applies, "orders": _orders, SANCTION: _sanction, "choice": _choice, "missing": _missing}


def reasons(solved: Solved) -> list[Remark]:
    """Whether the article applies, and what it leaves to the company."""
    remarks = [_why(solved)]
    if solved.fields["applies"] and "proposed" in solved.draft.extra:
        sanction = _(SANCTIONS[solved.draft.extra["proposed"]])
        text = _("打算给予的是“{sanction}”，在{count}种处分之内；选哪一种由公司决定（解释 I-22）。").format(
            sanction=sanction, count=_COUNT
        )
        remarks.append(Remark(text, (solved.draft.extra["proposed"],)))
    return remarks


EXERCISE = Exercise(
    check="violation",
    language=LANGUAGE,
    courses={CLERK: "越权的后果", CONTROLLER: "越权的后果"},
    focuses=tuple(id for id in clauses() if id in ASPECTS),
    never={},
    draw=draw,
    deciding=deciding,
    ask=ask,
    reasons=reasons,
)
