"""Acting beyond one's authority: articles 43 and 44 of the credit regulation."""

from typing import Any

from ..model.catalogue import _
from ..model.checks import Check, Group
from ..model.clauses import STATE, clause, clauses, nothing_to_decide
from ..model.facts import AS_OF, BOOLEAN, MONEY, Fact, Values
from ..model.outcome import NOT_APPLICABLE, Finding, Outcome, status
from ..model.settings import Settings
from ..model.truth import Truth
from ..model.wording import BAD, GOOD, OPEN, fact_value, field, headline, section, yes_no

ACT_FACTS = (
    Fact(
        "exceeded_authority",
        BOOLEAN,
        "超越授信范围",
        "被授权人是否超越授信范围从事业务经营？",
    ),
)
CONSEQUENCE_FACTS = (
    Fact("corrected_in_time", BOOLEAN, "按期纠正补救", "是否已在限期内纠正和补救？"),
    Fact("economic_loss", MONEY, "经济损失", "越权行为造成了多少经济损失？", unit="元"),
)


@clause(
    "credit.43",
    "violation",
    facts=("exceeded_authority", "corrected_in_time", "economic_loss"),
    readings=("I-22",),
    speaks_of=STATE,
)
def exceeds_authority(exceeded_authority: Truth) -> Truth:
    """公司和营销部在其权限范围之内,对被授权人超越授信范围从事业务经营的行为,须令其限期纠正和补救,并视
    越权行为的性质和造成的经济损失对其主要负责人和直接责任人予以下列处分:
    """
    return exceeded_authority


@clause("credit.43.1", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_warning(applies: Truth) -> Truth:
    """警告;"""
    return applies


@clause("credit.43.2", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_public_criticism(applies: Truth) -> Truth:
    """通报批评;"""
    return applies


@clause("credit.43.3", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_disciplinary_action(applies: Truth) -> Truth:
    """行政处分;"""
    return applies


@clause("credit.43.4", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_economic_penalty(applies: Truth) -> Truth:
    """经济处罚;"""
    return applies


@clause("credit.43.5", "violation", facts=("exceeded_authority",), readings=("I-22",))
def open_to_legal_liability(applies: Truth) -> Truth:
    """追究法律责任。"""
    return applies


nothing_to_decide("credit.44", "violation", why="规定由公司负责解释本制度；不取决于任何事实。")

SANCTIONS = {
    "credit.43.1": "警告",
    "credit.43.2": "通报批评",
    "credit.43.3": "行政处分",
    "credit.43.4": "经济处罚",
    "credit.43.5": "追究法律责任",
}


def decide(values: Values, settings: Settings) -> Outcome:
    """Whether article 43 applies, and then what has to be ordered and which sanctions are open; it never picks one."""
    applies = exceeds_authority(values["exceeded_authority"])
    orders = [{"clause": "credit.43", "text": _("限期纠正和补救")}]
    sanctions = [{"clause": id, "text": _(text)} for id, text in SANCTIONS.items()]
    fields: dict[str, Any] = {
        "applies": applies,
        "orders": None if applies is None else orders if applies else [],
        "sanctions": None if applies is None else sanctions if applies else [],
        "discretionary": True,
    }
    statuses = {
        "credit.43": status(applies),
        **dict.fromkeys(SANCTIONS, NOT_APPLICABLE if applies is False else status(applies)),
        "credit.44": NOT_APPLICABLE,
    }
    registered = clauses()
    return Outcome(
        "violation",
        values["as_of"],
        fields,
        findings=tuple(Finding(id, status_, registered[id].facts) for id, status_ in statuses.items()),
        missing=("exceeded_authority",) if applies is None else (),
        readings=("I-22",),
    )


_HEADLINES = {
    True: (BAD, "超越授信范围：须令其限期纠正和补救，并视性质和损失予以处分"),
    False: (GOOD, "没有超越授信范围，第四十三条不适用"),
    None: (OPEN, "是否超越授信范围尚未确定"),
}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """What has to be ordered, which sanctions are open, and that the choice is the company's."""
    fields = outcome.fields
    tone, text = _HEADLINES[fields["applies"]]
    known = [fact for fact in CONSEQUENCE_FACTS if fields["applies"] and values[fact.name] is not None]
    choice = _("给予哪一种处分，由公司视越权行为的性质和造成的经济损失决定；这里不代为选择。")
    return {
        "headline": headline(tone, _(text)),
        "sections": [
            section(
                "result",
                "越权行为",
                "fields",
                (
                    field("超越授信范围", yes_no(fields["applies"]), ("credit.43",)),
                    *(
                        field(fact.label, fact_value(fact, values[fact.name]), ("credit.43",))
                        for fact in known
                    ),
                ),
            ),
            section(
                "orders",
                "须令其",
                "list",
                (
                    {"text": order["text"], "clauses": [order["clause"]], "readings": []}
                    for order in fields["orders"] or ()
                ),
            ),
            section(
                "sanctions",
                "对主要负责人和直接责任人可予的处分",
                "list",
                (
                    *(
                        {"text": sanction["text"], "clauses": [sanction["clause"]], "readings": []}
                        for sanction in fields["sanctions"] or ()
                    ),
                    *(
                        [{"text": choice, "clauses": ["credit.43"], "readings": ["I-22"]}]
                        if fields["sanctions"]
                        else ()
                    ),
                ),
            ),
        ],
    }


_EXAMPLES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "超越授信范围，未按期纠正",
        {"exceeded_authority": True, "corrected_in_time": False, "economic_loss": "3.5万"},
    ),
    (
        "已按期纠正，没有损失",
        {"exceeded_authority": True, "corrected_in_time": True, "economic_loss": "0"},
    ),
    ("没有越权", {"exceeded_authority": False}),
    ("是否越权尚不清楚", {"economic_loss": "8000"}),
)

CHECK = Check(
    id="violation",
    title="越权处理",
    regulation="credit",
    summary="超越授信范围的行为须如何处理，可以给予哪些处分。",
    groups=(
        Group("核对", None, (AS_OF,)),
        Group("越权行为", "credit.43", ACT_FACTS),
        Group("纠正与损失", "credit.43", CONSEQUENCE_FACTS),
    ),
    fields=("applies", "orders", "sanctions", "discretionary"),
    deciding=("applies",),
    decide=decide,
    view=view,
    examples=_EXAMPLES,
)
