"""Check that an amendment is ready to be published: what `make new-edition` runs.

The newest edition in docs/editions.toml is held against the commit of the one before. Every clause whose words
changed needs a reason, every reason a change. Where a clause has a rule, its docstring has to be the new words; and
where the code behind it changed too, so must cases that name the clause. A mere change of words needs no new case.
"""

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from handbook_checker.site import EDITION
from handbook_checker.site import clauses as registry

from tools import ROOT
from tools.handbook.clauses import Clause, proposed, received
from tools.handbook.editions import Edition, read_editions
from tools.handbook.handbook import read
from tools.publish import agreement
from tools.publish.editions import commit_of, git, take_out

CHECKER = Path("checker/src/handbook_checker")
CASES = "tests"


def words(clause: Clause | None, edition: Edition) -> tuple[str, ...]:
    """What a reader of the edition sees of a clause; nothing where it has no such clause."""
    reading = received if edition.reading == "received" else proposed
    return (
        tuple(reading(part).strip() for part in (clause.printed_label, *clause.paragraphs)) if clause else ()
    )


def changed_clauses(
    old: dict[str, Clause], new: dict[str, Clause], before: Edition, after: Edition
) -> list[str]:
    """The clauses that a reader of the newer edition finds other than in the older."""
    ids = dict.fromkeys((*new, *old))
    return [id for id in ids if words(old.get(id), before) != words(new.get(id), after)]


def problems(edition: Edition, before: Edition, commit: str) -> list[str]:
    """All that keeps the newest edition from being published."""
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder)
        take_out(before, commit, earlier)
        handbook = read(ROOT / "docs")
        old, new = read(earlier / "docs").clauses, handbook.clauses
        changed = changed_clauses(old, new, before, edition)
        other_code = {
            path.as_posix()
            for path in modules(ROOT, earlier)
            if code(ROOT / CHECKER / path) != code(earlier / CHECKER / path)
        }
    found = agreement.problems(handbook)
    if edition.name != EDITION:
        found.append(f"{CHECKER}/edition.py says {EDITION}, docs/editions.toml {edition.name}")
    found += [
        f"{id}: its words changed, but docs/editions.toml gives no reason"
        for id in changed
        if id not in edition.reasons
    ]
    found += [
        f"{id}: docs/editions.toml gives a reason, but the words are those of {before.name}"
        for id in edition.reasons
        if id not in changed
    ]
    cases = changed_cases(commit)
    # Modules that decide no clause, such as those of the training, have tests of their own.
    deciding = {
        entry.source.rpartition(":")[0] for entry in registry().values() if entry.rule and entry.source
    }
    other_code &= deciding
    for id, entry in registry().items():
        if entry.rule is None or not entry.source or id not in new:
            continue
        page = "".join(map(proposed, new[id].paragraphs))
        docstring = "".join(line.strip() for line in (entry.rule.__doc__ or "").splitlines())
        if page != docstring:
            found.append(f"{id}: the page says “{page}”, the docstring ({entry.source}) “{docstring}”")
        amended = id not in old or "".join(map(proposed, old[id].paragraphs)) != page
        if (
            amended
            and entry.source.rpartition(":")[0] in other_code
            and not any(id in text for text in cases)
        ):
            found.append(f"{id}: words and code changed, but no case in {CASES}/ that names it")
    if other_code and not cases:
        found.append(f"the code of {', '.join(sorted(other_code))} changed, but no case in {CASES}/")
    return found


def modules(*roots: Path) -> Iterable[Path]:
    """The modules of the checker in any of several checkouts, but for the one that names the edition."""
    found = {path.relative_to(root / CHECKER) for root in roots for path in (root / CHECKER).rglob("*.py")}
    return sorted(found - {Path("edition.py")})


def code(path: Path) -> str | None:
    """A module as far as it decides anything: without comments, layout and docstrings."""
    if not path.exists():
        return None
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            del node.body[0]
    return ast.dump(tree)


def changed_cases(commit: str) -> list[str]:
    """The text of every file of cases that is not as it was in the commit."""
    names = git("diff", "--name-only", "-z", "--diff-filter=d", commit, "--", CASES).stdout
    names += git("ls-files", "-z", "--others", "--exclude-standard", "--", CASES).stdout
    return [(ROOT / name).read_text(encoding="utf-8") for name in names.decode().split("\0") if name]


def main() -> int:
    editions = read_editions(ROOT / "docs" / "editions.toml")
    if len(editions) < 2:
        print("docs/editions.toml names one edition: there is none before to hold it against.")
        return 0
    before, edition = editions[-2:]
    commit = commit_of(before)
    if commit is None:
        print(f"This clone has no history of edition {before.name} ({before.ref}).", file=sys.stderr)
        return 1
    found = problems(edition, before, commit)
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    log = subprocess.run(
        ["git", "log", "-1", "--format=%h %s", commit], cwd=ROOT, capture_output=True, text=True
    )
    print(
        f"Edition {edition.name}: {len(edition.reasons)} clauses differ from {log.stdout.strip()}, each with its reason;"
    )
    print(
        f"text, docstrings and cases agree. Once `make test` passes, commit it as “Publish edition {edition.name}”."
    )
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except ValueError as error:
        raise SystemExit(str(error)) from None
