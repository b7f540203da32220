"""Whether words, rules and registration belong together: the build stops where they do not, and says what to do."""

from collections.abc import Iterable, Iterator

from handbook_checker import site

from tools.handbook.forms import Fact, Group, Result, rows_of
from tools.handbook.handbook import Handbook
from tools.handbook.regulations import REGISTER, Regulation

CHECKER = "checker/src/handbook_checker"


def problems(handbook: Handbook) -> list[str]:
    """All that does not."""
    registered = [*handbook.regulations]
    packages = [module.__name__.rpartition(".")[2] for module in site.REGULATIONS]
    folder = handbook.docs / "regulations"
    # Below it as well: MkDocs publishes a page wherever it lies.
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".toml"))
    add = f"add {{}} to regulations in docs/{REGISTER}, or remove it"
    found = [
        f"docs/regulations/{path.relative_to(folder)}: {path.stem} is not registered; {add.format(path.stem)}"
        for path in files
        if path.stem not in registered or path.parent != folder
    ]
    found += [
        f"{CHECKER}/{id}/: {id} is not registered; {add.format(id)}"
        for id in packages
        if id not in registered
    ]
    found += [
        f"docs/{REGISTER} registers {id}, but it has no package of rules; write {CHECKER}/{id}/"
        for id in registered
        if id not in packages
    ]
    if found:
        return found
    entries = site.clauses()
    for id, regulation in handbook.regulations.items():
        ids = [clause.id for clause in handbook.members[id] if clause.id]
        unruled = [clause for clause in ids if clause not in entries]
        if unruled:
            found.append(
                f"docs/regulations/{id}.md: {_few(unruled)}: neither a rule nor a reason why there is none; "
                f"write @clause or nothing_to_decide in {CHECKER}/{id}/"
            )
        found += _problems_in_forms(regulation)
    gone = [id for id in entries if id not in handbook.clauses]
    found += [
        f"{entries[id].source}: there is no clause {id}; remove its rule, or correct the id" for id in gone
    ]
    found += [
        f"{entry.source}: {entry.id} goes by {reading}, which no regulation's readings have; write it, or correct the number"
        for entry in entries.values()
        for reading in entry.readings
        if reading not in handbook.readings
    ]
    return found


def _problems_in_forms(regulation: Regulation) -> Iterator[str]:
    for form in regulation.forms:
        rows = [*rows_of(form)]
        named = [*form.checks, *(row.check for row in rows if isinstance(row, Fact | Result | Group))]
        unknown = [check for check in dict.fromkeys(named) if check not in site.CHECKS]
        for id in unknown:
            yield f"{regulation.file}: forms, {form.id}: there is no check {id}; correct the id, or remove the row"
        for row in rows:
            if isinstance(row, Fact | Group) and row.check not in unknown:
                check = site.CHECKS[row.check]
                if isinstance(row, Fact) and row.name not in check.facts:
                    yield (
                        f"{regulation.file}: forms, {form.id}: {row.check} has no fact {row.name}; correct it, "
                        f"or remove the row"
                    )
                elif isinstance(row, Group) and row.title not in {group.title for group in check.groups}:
                    yield (
                        f"{regulation.file}: forms, {form.id}: {row.check} has no group “{row.title}”; correct it, "
                        f"or remove the row"
                    )


def _few(ids: Iterable[str]) -> str:
    listed = [*ids]
    return ", ".join(listed[:3]) + (f" and {len(listed) - 3} more" if len(listed) > 3 else "")
