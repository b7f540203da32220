"""The outcome of a violation in words."""

from typing import Any

from ...model.catalogue import _
from ...model.clauses import stated
from ...model.facts import Values
from ...model.outcome import Outcome
from ...model.wording import BAD, GOOD, OPEN, fact_value, field, headline, section, yes_no
from ..facts import CONSEQUENCE_FACTS

_HEADLINES = {
    True: (BAD, "超越授信范围：须令其{order}，并视性质和损失予以处分"),
    False: (GOOD, "没有超越授信范围，第四十三条不适用"),
    None: (OPEN, "是否超越授信范围尚未确定"),
}


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """What has to be ordered, which sanctions are open, and that the choice is the company's."""
    fields = outcome.fields
    offence = stated("credit.43")
    tone, text = _HEADLINES[fields["applies"]]
    known = [fact for fact in CONSEQUENCE_FACTS if fields["applies"] and values[fact.name] is not None]
    choice = _("给予哪一种处分，由公司视越权行为的性质和造成的经济损失决定；这里不代为选择。")
    return {
        "headline": headline(tone, _(text).format(order=_(offence.order))),
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
                _("对{liable}可予的处分").format(liable=_("和").join(_(each) for each in offence.liable)),
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
