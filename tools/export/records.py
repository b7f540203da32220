"""What pages and other programs may ask of an edition, as JSON; the same text and rules give the same bytes."""

import json
from collections.abc import Iterable
from pathlib import Path

from handbook_checker.site import Check
from handbook_checker.site import clauses as registry

from tools.handbook.clauses import proposed, received
from tools.handbook.editions import Edition
from tools.handbook.handbook import Handbook


def write_clauses(handbook: Handbook, path: Path) -> None:
    """Each clause: its words in both readings, its checks and its rule, and the clauses that it speaks of."""
    registered = registry()
    lines = []
    for id, clause in handbook.clauses.items():
        rule = registered[id]
        record = {
            "id": id,
            "regulation": clause.regulation,
            "label": clause.label,
            "kind": clause.kind,
            "printed": {
                "received": received(clause.printed_label).strip(),
                "proposed": proposed(clause.printed_label).strip(),
            },
            "received": clause.received,
            "proposed": clause.proposed,
            "checks": rule.checks,
            "readings": rule.readings,
            "refers_to": handbook.refers_to[id],
            "referred_by": handbook.referred_by[id],
            "citation": clause.citation,
            "source": rule.source,
            "nothing_to_decide": rule.nothing_to_decide,
        }
        shown = handbook.organisation.titled(clause.proposed)
        if shown != clause.proposed:
            # As people read it here; the words of the regulation stay beside it.
            record["shown"] = shown
        lines.append(json.dumps(record, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def write_edition(edition: Edition, path: Path) -> None:
    """What the pages of another edition may ask of this one, besides its clauses."""
    record = {
        "name": edition.name,
        "date": edition.date.isoformat(),
        "reading": edition.reading,
        "summary": edition.summary,
        "reasons": edition.reasons,
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_facts(checks: Iterable[Check], path: Path) -> None:
    """The facts of each check and its examples, for pages that read a table of customers or make some up."""
    record = {
        check.id: {
            "facts": [
                {"name": fact.name, "label": fact.label, "kind": fact.kind, "choices": dict(fact.choices)}
                for fact in check.facts.values()
            ],
            "examples": [facts for _, facts in check.examples],
        }
        for check in checks
    }
    path.write_text(json.dumps(record, ensure_ascii=False, default=str) + "\n", encoding="utf-8")
