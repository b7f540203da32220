"""The editions, as docs/editions.toml lists them."""

import re
import tomllib
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

READINGS = ("received", "proposed")
LISTED = "[[edition]]"
Day = date


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition: its name, the day from which it holds, and where its text and rules are kept."""

    name: str
    date: Day
    reading: str
    """Which reading of damaged words it publishes: as received, or as proposed."""
    ref: str | None = None
    """The commit of its docs/ and checker/; the newest edition is the working tree and needs none."""
    summary: str = ""
    owner: str = ""
    """Who answers for the text and says what it means."""
    reviewed: Day | None = None
    """The day of the last review, where it is not the day from which the edition holds."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why a clause differs from the edition before, by clause id; by that of a regulation, where all of it came or went."""

    def reason(self, clause: str) -> str | None:
        """Why a clause differs from the edition before."""
        return self.reasons.get(clause, self.reasons.get(clause.partition(".")[0]))


def read_editions(path: Path) -> list[Edition]:
    """The editions in docs/editions.toml, oldest first; ValueError names all that is wrong with them."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("edition", [])
    problems = [] if entries else ["docs/editions.toml names no edition"]
    editions = []
    for number, entry in enumerate(entries, 1):
        name = entry.get("name", f"number {number}")
        unknown = entry.keys() - {each.name for each in fields(Edition)}
        problems += [f"edition {name}: unknown key {key}" for key in sorted(unknown)]
        if not re.fullmatch(r"[0-9]{4}\.[0-9]{2}(\.[0-9]+)?", name):
            problems.append(f"edition {name}: the name should look like 2026.12")
        if type(entry.get("date")) is not date:
            problems.append(f"edition {name}: date should be a day such as 2026-12-01")
        if type(entry.get("reviewed", date.max)) is not date:
            problems.append(f"edition {name}: reviewed should be a day such as 2026-12-01")
        if entry.get("reading") not in READINGS:
            problems.append(f"edition {name}: reading should be one of {', '.join(READINGS)}")
        problems += [
            f"edition {name}: {clause}: the reason should be a sentence"
            for clause, reason in entry.get("reasons", {}).items()
            if not (isinstance(reason, str) and reason.strip())
        ]
        if number < len(entries) and "ref" not in entry:
            problems.append(f"edition {name}: every edition but the newest needs a ref")
        if not unknown:
            editions.append(Edition(**entry))
    names = [edition.name for edition in editions]
    days = [edition.date for edition in editions]
    if not problems and (len(set(names)) < len(names) or days != sorted(set(days))):
        problems.append("each edition needs a name of its own, and a later date than the one before")
    if problems:
        raise ValueError("\n".join(problems))
    return editions


def in_words(edition: Edition) -> tuple[str, str]:
    """An edition as every page names it: its name and date, and what else is to be known of it."""
    notes = (
        "文字以收到的原文为准" if edition.reading == "received" else "文字为校订后的读法",
        f"{chinese(edition.reviewed or edition.date)}最近审核",
        f"由{edition.owner}负责解释" if edition.owner else "",
    )
    return f"{edition.name} 版，{chinese(edition.date)}", "，".join(filter(None, notes))


def chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
