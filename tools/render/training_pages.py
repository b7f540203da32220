"""The line ``::: training practice``: that training page.

The scripts ask the checker for the cases; what stands on a page before they run is made here, from the same package.
"""

from handbook_checker.site import EDITION, courses, decided_by, exercises, levels

from tools.handbook.handbook import Handbook
from tools.render.templates import render

PAGES = ("practice", "cards", "courses", "course", "sheet", "class", "coverage")


def page(id: str, handbook: Handbook) -> str:
    """The HTML of a training page, with the organisation's settings and the words of the regulations."""
    practised = exercises()
    checks = {id: check for id, check in handbook.checks.items() if id in practised}
    return render(
        "training_page.html",
        page=id,
        edition=EDITION,
        settings=handbook.organisation.for_pages,
        titled=handbook.organisation.titled,
        checks=checks,
        first=next(iter(checks), None),
        regulations=handbook.regulations,
        levels=levels(),
        courses=courses(),
        # A course is offered where all that it asks can be practised.
        ready=[(about, course) for about, course in courses().READY if checks.keys() >= {*course.checks}],
        exercises=practised,
        with_rule={check: list(decided_by(check)) for check in checks},
        words=handbook.clauses,
    )
