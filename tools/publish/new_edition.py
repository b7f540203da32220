"""Check that an amendment is ready to be published: what `make new-edition` runs.

The newest edition in docs/editions.toml is held against the commit of the one before. Every clause whose words
changed needs a reason, every reason a change. Where a clause has a rule, its docstring has to be the new words; and
where the rule changed too, a case has to fail on the rule before. A mere change of words needs no new case.

Where the repository still says what an amended clause no longer does is listed, to be looked at.
"""

import sys
import tempfile
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import NamedTuple

from handbook_checker.site import EDITION
from handbook_checker.site import clauses as registry

from tools import ROOT
from tools.handbook.clauses import Clause, proposed, received
from tools.handbook.editions import Edition, read_editions
from tools.handbook.handbook import read
from tools.publish import agreement, earlier_rules, replaced_words
from tools.publish.editions import commit_of, git, take_out
from tools.publish.replaced_words import Spot

SOURCE = Path("checker/src")
CHECKER = SOURCE / "handbook_checker"
CASES = "tests"
_OF_EARLIER = (
    "docs/generated/",
    "docs/editions.toml",
    "tests/content/source/",
    "tests/content/clause-inventory.tsv",
    "tests/editions/",
    "tests/adoption/",
)
"""What tells of earlier editions, or amends one of its own for a test."""


class Examined(NamedTuple):
    """What is to be said of an amendment."""

    problems: list[str]
    """All that keeps it from being published."""
    cases: list[str]
    """For each changed rule a case that fails on the rule before."""
    changed: int
    """How many clauses read otherwise."""
    still_said: list[Spot]
    """Where else the replaced words or figures stand."""


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


def examine(edition: Edition, before: Edition, commit: str) -> Examined:
    """Hold the working tree against the edition before."""
    with tempfile.TemporaryDirectory() as folder:
        earlier = Path(folder)
        take_out(before, commit, earlier)
        handbook = read(ROOT / "docs")
        handbook_before = read(earlier / "docs")
        old, new = handbook_before.clauses, handbook.clauses
        of_cases, cases = _of_cases(old, new, earlier, commit)
    changed = changed_clauses(old, new, before, edition)
    came_or_went = handbook_before.regulations.keys() ^ handbook.regulations.keys()
    problems = [
        *agreement.problems(handbook),
        *_of_words(changed, came_or_went, edition, before),
        *_of_docstrings(new),
        *of_cases,
    ]
    amended = [id for id in old if id in new and _text(old[id]) != _text(new[id])]
    still_said = {spot: None for id in amended for spot in _still_said(id, old, new)}
    return Examined(problems, cases, len(changed), [*still_said])


def _text(clause: Clause) -> str:
    return "".join(map(proposed, clause.paragraphs))


def _of_words(changed: Sequence[str], came_or_went: Set[str], edition: Edition, before: Edition) -> list[str]:
    """Whether the list of editions agrees with the checker, and each change with its reason."""
    found = []
    if edition.name != EDITION:
        found.append(f"{CHECKER}/edition.py says {EDITION}, docs/editions.toml {edition.name}")
    found += [
        f"{id}: its words changed, but docs/editions.toml gives no reason"
        for id in changed
        if not edition.reason(id)
    ]
    return found + [
        f"{id}: docs/editions.toml gives a reason, but the words are those of {before.name}"
        for id in edition.reasons
        if id not in {*changed, *came_or_went}
    ]


def _of_docstrings(new: Mapping[str, Clause]) -> list[str]:
    """Whether each rule quotes its clause."""
    found = []
    for id, entry in registry().items():
        if entry.rule and id in new:
            page = _text(new[id])
            docstring = "".join(line.strip() for line in (entry.rule.__doc__ or "").splitlines())
            if page != docstring:
                found.append(f"{id}: the page says “{page}”, the docstring ({entry.source}) “{docstring}”")
    return found


def _of_cases(
    old: Mapping[str, Clause], new: Mapping[str, Clause], earlier: Path, commit: str
) -> tuple[list[str], list[str]]:
    """Whether a case fails on the rule before, for each clause whose words and rule changed; and which does."""
    problems, shown = [], []
    now, before = ROOT / SOURCE, earlier / SOURCE
    rules, rules_before = earlier_rules.rules_in(now), earlier_rules.rules_in(before)
    other_code = [
        path
        for path in earlier_rules.deciding_modules(now, before)
        if earlier_rules.code(now / path) not in (None, earlier_rules.code(before / path))
    ]
    cases = changed_cases(commit)
    for id, rule in rules.items():
        if id not in new or (id in old and _text(old[id]) == _text(new[id])):
            continue
        if id not in rules_before:
            if not any(id in text for text in cases.values()):
                problems.append(f"{id}: a rule where there was none, but no case in {CASES}/ that names it")
            continue
        regulation = new[id].regulation
        is_other = rule.code != rules_before[id].code
        if not is_other and not any(regulation in path.parts for path in other_code):
            continue
        folder = f"{CASES}/{regulation}/"
        # What is as it was in the edition before passed on its rules.
        files = [name for name in cases if name.startswith(f"{folder}test_")]
        with tempfile.TemporaryDirectory() as target:
            if is_other:
                earlier_rules.with_rule_before(id, now, before, Path(target))
            else:
                # What changed stands beside the rule.
                earlier_rules.with_package_before(regulation, now, before, Path(target))
            run = earlier_rules.run_cases(ROOT, files, Path(target)) if files else earlier_rules.Run()
        if run.fault:
            problems.append(f"{id}: the cases in {folder} cannot be run on the rule before: {run.fault}")
        elif not run.failed:
            problems.append(f"{id}: words and code changed, but no case in {folder} fails on the rule before")
        elif earlier_rules.run_cases(ROOT, [run.failed], now) != earlier_rules.Run():
            problems.append(f"{id}: {run.failed} fails on the rule before, and on today's too")
        else:
            shown.append(f"{id}: {run.failed} fails on the rule before")
    if other_code and not cases:
        listed = ", ".join(path.relative_to(earlier_rules.PACKAGE).as_posix() for path in other_code)
        problems.append(f"the code of {listed} changed, but no case in {CASES}/")
    return problems, shown


def changed_cases(commit: str) -> dict[str, str]:
    """The text of every file of cases that is not as it was in the commit, by its name."""
    names = git("diff", "--name-only", "-z", "--diff-filter=d", commit, "--", CASES).stdout
    names += git("ls-files", "-z", "--others", "--exclude-standard", "--", CASES).stdout
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in names.decode().split("\0") if name}


def _still_said(id: str, old: Mapping[str, Clause], new: Mapping[str, Clause]) -> list[Spot]:
    """Where the repository still says what a clause no longer does; what tells of earlier editions does so rightly."""
    clause = new[id]
    regulation = clause.regulation
    wanted = replaced_words.search(
        _text(old[id]),
        _text(clause),
        others=[_text(other) for other in new.values() if other is not clause],
        names=(id, clause.name),
        own=(
            f"docs/regulations/{regulation}.md",
            f"docs/regulations/{regulation}.toml",
            f"{CHECKER.as_posix()}/{regulation}",
            f"{CASES}/{regulation}",
            f"{CASES}/oracle/{regulation}.py",
        ),
    )
    if not wanted.patterns:
        return []
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.decode().split("\0")
    paths = [
        path
        for path in listed
        if path.startswith(("docs/", "checker/", "tests/", "tools/")) and not path.startswith(_OF_EARLIER)
    ]
    return replaced_words.still_said(ROOT, paths, wanted)


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
    found = examine(edition, before, commit)
    if found.still_said:
        print("These still say what an amended clause no longer does. Look at each:")
        print(*(f"  {path}:{line}: {text[:100]}" for path, line, text in found.still_said), sep="\n")
    if found.problems:
        print(*found.problems, sep="\n", file=sys.stderr)
        return 1
    print(*found.cases, sep="\n", end="\n" * bool(found.cases))
    log = git("log", "-1", "--format=%h %s", commit).stdout.decode().strip()
    print(f"Edition {edition.name}: {found.changed} clauses differ from {log}, each with its reason;")
    print(
        f"text, docstrings and cases agree. Once `make test` passes, commit it as “Publish edition {edition.name}”."
    )
    return 0


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except ValueError as error:
        raise SystemExit(str(error)) from None
