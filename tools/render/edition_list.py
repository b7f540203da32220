"""The line ``::: editions list``: the editions, each with its changes."""

from html import escape

from tools.handbook.editions import Edition, chinese, in_words
from tools.handbook.handbook import Handbook


def listing(_id: str, handbook: Handbook) -> str:
    """The HTML of the list, newest edition first."""
    return "\n".join(section(edition, handbook) for edition in reversed(handbook.editions))


def section(edition: Edition, handbook: Handbook) -> str:
    """One edition: from when it holds, what it is, and each change with its reason."""
    _, notes = in_words(edition)
    changes = "\n".join(
        f"<li>{cited(id, handbook)}：{escape(reason)}{history(id)}</li>"
        for id, reason in edition.reasons.items()
    )
    more = f"<details><summary>改动 {len(edition.reasons)} 条（项）及其原因</summary><ul>{changes}</ul></details>"
    return f"""<section class="edition" id="edition-{edition.name}">
<h2>{edition.name} 版</h2>
<p>{chinese(edition.date)}起施行。{notes}。{escape(edition.summary)}</p>
{more if changes else ""}
</section>"""


def cited(id: str, handbook: Handbook) -> str:
    """A clause or a regulation as a link to it; one that a later edition has dropped, by its id."""
    if id in handbook.regulations:
        return f'<a href="../../regulations/{id}/">《{handbook.regulations[id].title}》</a>'
    clause = handbook.clauses.get(id)
    return f'<a href="../../regulations/{clause.regulation}/#{id}">{clause.citation}</a>' if clause else id


def history(id: str) -> str:
    """A link to all that was changed in a clause."""
    return f' <a href="../compare/#?clause={id}">历次修订</a>' if "." in id else ""
