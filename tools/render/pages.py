"""The pages of checks and forms, which nobody has to write, and the navigation that follows from the handbook."""

from typing import Any

from tools.handbook.handbook import Handbook

_HEAD = """---
title: {title}
hide:
  - toc
---
"""
_CHECK = """
# {title}

{summary}填写的内容只在本机核对，不会发送到任何地方。

::: check {id}
"""
_FORM = """
::: form {id}
"""


def made(handbook: Handbook) -> dict[str, str]:
    """The Markdown of the page of each check and of each form, by its path; a page that somebody wrote goes before."""
    return {
        f"checks/{check.id}.md": (_HEAD + _CHECK).format(
            id=check.id, title=check.title, summary=check.summary
        )
        for check in handbook.checks.values()
    } | {
        f"forms/{form.id}.md": (_HEAD + _FORM).format(id=form.id, title=form.title)
        for form in handbook.forms.values()
    }


def navigation(nav: list[Any], handbook: Handbook) -> list[Any]:
    """The navigation of mkdocs.yml with what is registered for `regulations/*.md`, `checks/*.md` and `forms/*.md`."""
    listed: dict[str, list[Any]] = {
        "regulations/*.md": [
            {each.title: f"regulations/{each.id}.md"} for each in handbook.regulations.values()
        ],
        "checks/*.md": [{check.title: f"checks/{check.id}.md"} for check in handbook.checks.values()],
        "forms/*.md": [f"forms/{form.id}.md" for form in handbook.forms.values()],
    }
    found: list[Any] = []
    for entry in nav:
        if isinstance(entry, dict):
            ((title, below),) = entry.items()
            found.append({title: navigation(below, handbook) if isinstance(below, list) else below})
        else:
            found += listed.get(entry, [entry])
    return found
