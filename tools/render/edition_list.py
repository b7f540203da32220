"""A Python-Markdown extension: the line ``::: editions list`` becomes the list of editions, each with its changes."""

from html import escape
from pathlib import Path
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from tools import ROOT
from tools.handbook.clauses import Clause, by_id, read
from tools.publish.editions import Edition, chinese, in_words, read_editions
from tools.render.check_forms import Placeholder


def listing(_id: str, docs: Path) -> str:
    """The HTML of the list, newest edition first."""
    clauses = by_id(read(docs))
    return "\n".join(section(edition, clauses) for edition in reversed(read_editions(docs / "editions.toml")))


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


class EditionList(Extension):
    """Registers the placeholder."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the regulations and of editions.toml"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        docs = Path(self.getConfig("docs"))
        md.parser.blockprocessors.register(
            Placeholder(md, docs, "editions", ["list"], listing), "edition_list", 175
        )


def makeExtension(**options: Any) -> EditionList:
    """The entry that Python-Markdown looks for."""
    return EditionList(**options)
