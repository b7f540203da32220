"""The credit check's outcome in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from ...engine.permission import PERMITTED, REFUSED, UNDETERMINED
from ...model.catalogue import _
from ...model.clauses import stated
from ...model.facts import Values
from ...model.outcome import Finding, Outcome
from ...model.wording import BAD, GOOD, OPEN, amount, chain, fact_value, field, headline, section, spelled
from .. import granting, rating
from ..facts import A_FACTS, APPLICATION_FACTS, BAR_FACTS, C_FACTS, A, B, C

DECISIONS = {PERMITTED: "可以授信", REFUSED: "不予授信"}
_REQUESTS = {granting.WITHIN_LIMIT: "在可用额度之内", granting.OVER_LIMIT: "超出可用额度"}
KINDS = dict(APPLICATION_FACTS[0].choices)
_FACTS = {fact.name: fact for fact in (*A_FACTS, *C_FACTS, *BAR_FACTS)}


def term_in_words(term: dict[str, int] | None) -> str | None:
    """A settled term as people read it."""
    if term is None:
        return None
    if "months" in term:
        return _("{months} 个月").format(months=term["months"])
    return _("{days} 天").format(days=term["days"])


def view(values: Values, outcome: Outcome) -> dict[str, Any]:
    """Headline, rating and credit, approvers, and what would have to change for grade A."""
    fields = outcome.fields
    credit = fields["credit"]
    refused = credit["decision"] == REFUSED
    rows = [
        field(
            "信用等级",
            _grade(fields["rating"]),
            rating_clauses(fields["rating"]["possible"], outcome.findings),
        ),
        field(
            "授信决定",
            DECISIONS.get(credit["decision"]) and _(DECISIONS[credit["decision"]]),
            credit["because"] or (),
        ),
    ]
    if not refused:
        article = credit["because"] or ()
        rows += [
            field("授信种类", credit["kind"] and _(KINDS[credit["kind"]]), article),
            field("信用额度", amount(credit["limit"]), article),
            field("期限", term_in_words(credit["term"]), article),
        ]
        if values["start_date"]:
            rows.append(field("到期日", credit["due"], ("credit.23",)))
        if values["current_exposure"] is not None:
            rows.append(field("可用额度", amount(credit["available"]), ("credit.22",)))
        if values["requested_amount"] is not None:
            rows.append(
                field("申请金额", credit["request"] and _(_REQUESTS[credit["request"]]), ("credit.32",))
            )
    return {
        "headline": _headline(fields),
        "sections": [
            section("result", "评级与授信", "fields", rows),
            section("approvers", "审批", "chain", chain(fields["approvers"] or ())),
            section("upgrade", "评为A级还需", "list", (_change(change) for change in fields["upgrade"])),
        ],
    }


def _grade(rating_field: dict[str, Any]) -> str:
    if rating_field["grade"]:
        return _("{grade} 级").format(grade=rating_field["grade"])
    return _("未定，可能为 {grades} 级").format(grades=_("、").join(rating_field["possible"]))


def rating_clauses(possible: Sequence[str], findings: Iterable[Finding]) -> list[str]:
    """The clauses that the grade rests on: the C conditions met, else the A conditions failed, else articles 15 and 17."""
    if [*possible] == [C]:
        return [f.clause for f in findings if f.clause in rating.C_CLAUSES and f.status == "met"]
    if [*possible] == [B]:
        statuses = {finding.clause: finding.status for finding in findings}
        failed = [id for id in rating.A_CLAUSES if statuses[id] == "not_met"]
        return [*failed, *(["credit.18"] if statuses["credit.18"] == "met" else []), "credit.17"]
    return ["credit.15"] if [*possible] == [A] else []


def _headline(fields: dict[str, Any]) -> dict[str, str]:
    grade, credit = _grade(fields["rating"]), fields["credit"]
    if credit["decision"] == REFUSED:
        return headline(BAD, _("{grade}，不予授信").format(grade=grade))
    if credit["decision"] == UNDETERMINED or credit["limit"] is None:
        return headline(OPEN, _("{grade}，授信尚未确定").format(grade=grade))
    limit, term = amount(credit["limit"]), term_in_words(credit["term"])
    if term is None:
        return headline(GOOD, _("{grade}，可授信 {limit}").format(grade=grade, limit=limit))
    return headline(
        GOOD, _("{grade}，可授信 {limit}，期限 {term}").format(grade=grade, limit=limit, term=term)
    )


def _change(change: dict[str, Any]) -> dict[str, Any]:
    name, needed = change["fact"], change["needed"]
    if name == "as_of":
        text = _("等到 {day}：双方合作满{period}。").format(
            day=needed, period=spelled(stated("credit.15.1").period)
        )
    elif name == "cooperation_since":
        text = _("查明合作起始日，须不晚于 {day}。").format(day=needed)
    else:
        fact = _FACTS[name]
        text = _("“{label}”应为“{needed}”（现为“{now}”）。").format(
            label=_(fact.label), needed=fact_value(fact, needed), now=fact_value(fact, change["now"])
        )
    return {"text": text, "clauses": [change["clause"]], "readings": [], "facts": [name]}
