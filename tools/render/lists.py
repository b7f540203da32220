"""The line ``::: handbook regulations``, and its like: what the handbook has, as Markdown for the one page that lists it."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from tools.handbook.clauses import Clause
from tools.handbook.forms import Form
from tools.handbook.handbook import Handbook


def _regulations(handbook: Handbook) -> Iterator[str]:
    """For the home page: each regulation, what it is about, and its checks."""
    for regulation in handbook.regulations.values():
        checks = [check for check in handbook.checks.values() if check.regulation == regulation.id]
        yield f"[{regulation.title}](regulations/{regulation.id}.md)"
        yield f":   {regulation.summary}"
        if checks:
            yield f":   核对：{'、'.join(f'[{check.title}](checks/{check.id}.md)' for check in checks)}"
        yield ""


def _downloads(handbook: Handbook) -> Iterator[str]:
    """For the page of editions: the file of each regulation."""
    for regulation in handbook.regulations.values():
        yield f"- [{regulation.title}](../generated/akn/{regulation.id}.xml)"


def _forms(handbook: Handbook) -> Iterator[str]:
    """For the overview of forms: who fills each in, by which clauses, and from which checks."""
    yield "| 表单 | 由谁填写 | 填写依据 | 用哪项核对的结果 |"
    yield "| --- | --- | --- | --- |"
    for form in handbook.forms.values():
        checks = [handbook.checks[id] for id in form.checks]
        yield (
            "| "
            + " | ".join(
                (
                    f"[{form.title}]({form.id}.md)",
                    form.signatures[0].role,
                    _cited([handbook.clauses[id] for id in _filled_by(form)]),
                    "、".join(f"[{check.title}](../checks/{check.id}.md)" for check in checks),
                )
            )
            + " |"
        )


def _filled_by(form: Form) -> Sequence[str]:
    return form.filled_by or form.signatures[0].clauses


def _readings(handbook: Handbook) -> Iterator[str]:
    """For the page of interpretations: each with its clauses, the doubt, and how it is read."""
    for reading in handbook.readings.values():
        cited = _cited([handbook.clauses[id] for id in reading.clauses])
        yield f"## {reading.id} {reading.title} {{ #{reading.id} }}"
        for title, text in (("条文", cited), ("疑问", reading.doubt), ("解释", reading.reading)):
            yield from ("", title, f":   {text}")
        yield ""


def _cited(clauses: Sequence[Clause]) -> str:
    """Clauses as links, the first in full and others of its regulation by their names."""
    return "、".join(
        f"[{clause.name if before and before.regulation == clause.regulation else clause.citation}]"
        f"(../regulations/{clause.regulation}.md#{clause.id})"
        for before, clause in zip((None, *clauses), clauses, strict=False)
    )


LISTS: Mapping[str, Callable[[Handbook], Iterator[str]]] = {
    "regulations": _regulations,
    "downloads": _downloads,
    "forms": _forms,
    "readings": _readings,
}


def listing(id: str, handbook: Handbook) -> str:
    """The Markdown of a list."""
    return "\n".join(LISTS[id](handbook))
