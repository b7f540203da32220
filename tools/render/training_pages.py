"""A Python-Markdown extension: the line ``::: training practice`` becomes that training page.

The scripts ask the checker for the cases; what stands on a page before they run is made here, from the same package.
"""

from pathlib import Path
from typing import Any

from handbook_checker import CHECKS, EDITION
from handbook_checker.model.clauses import decided_by
from markdown import Markdown
from markdown.extensions import Extension

from tools import ROOT
from tools.handbook.clauses import REGULATIONS, by_id, read
from tools.render.check_forms import Placeholder, settings, templates

PAGES = ("practice", "cards", "courses", "course", "sheet", "class", "coverage")


def page(id: str, docs: Path) -> str:
    """The HTML of a training page, with the organisation's settings and the words of the regulations in `docs`."""
    # The checker of an earlier edition may have no training; its pages then ask for none.
    from handbook_checker.training import courses
    from handbook_checker.training.exercise import LEVELS
    from handbook_checker.training.exercises import EXERCISES

    practised = [CHECKS[id] for id in EXERCISES]
    regulations = {
        id: title for id, title in REGULATIONS.items() if any(check.regulation == id for check in practised)
    }
    checks = {check.id: check for id in regulations for check in practised if check.regulation == id}
    return (
        templates()
        .get_template("training_page.html")
        .render(
            page=id,
            edition=EDITION,
            settings=settings(docs / "organisation.toml"),
            checks=checks,
            regulations=regulations,
            levels=LEVELS,
            courses=courses,
            exercises=EXERCISES,
            with_rule={check: list(decided_by(check)) for check in checks},
            words=by_id(read(docs)),
        )
    )


class TrainingPages(Extension):
    """Registers the placeholder."""

    def __init__(self, **options: Any):
        self.config = {"docs": [str(ROOT / "docs"), "the folder of the regulations and of organisation.toml"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:
        docs = Path(self.getConfig("docs"))
        md.parser.blockprocessors.register(
            Placeholder(md, docs, "training", PAGES, page), "training_page", 175
        )


def makeExtension(**options: Any) -> TrainingPages:
    """The entry that Python-Markdown looks for."""
    return TrainingPages(**options)
