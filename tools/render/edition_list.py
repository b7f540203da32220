"""The line ``::: editions list``: the editions, each with its changes."""

from html import escape

from tools.handbook.clauses import Clause
from tools.handbook.editions import Edition, chinese, in_words
from tools.handbook.handbook import Handbook


def listing(_id: str, handbook: Handbook) -> str:
    """The HTML of the list, newest edition first."""
    return "\n".join(section(edition, handbook.clauses) for edition in reversed(handbook.editions))


def section(edition: Edition, clauses: dict[str, Clause]) -> str:
    """One edition: from when it holds, what it is, and each change with its reason."""
    _, notes = in_words(edition)
    changes = "\n".join(
        f'<li>{cited(id, clauses)}：{escape(reason)} <a href="../compare/#?clause={id}">历次修订</a></li>'
        for id, reason in edition.reasons.items()
    )
    more = f"<details><summary>改动 {len(edition.reasons)} 条（项）及其原因</summary><ul>{changes}</ul></details>"
    return f"""<section class="edition" id="edition-{edition.name}">
<h2>{edition.name} 版</h2>
<p>{chinese(edition.date)}起施行。{notes}。{escape(edition.summary)}</p>
{more if changes else ""}
</section>"""


def cited(id: str, clauses: dict[str, Clause]) -> str:
    """A clause as a link to it; one that a later edition has dropped, by its id."""
    clause = clauses.get(id)
    return f'<a href="../../regulations/{clause.regulation}/#{id}">{clause.citation}</a>' if clause else id
