"""A clone of this project to publish editions in, so that no test touches the project's own history."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

from tools import ROOT
from tools.handbook.editions import LISTED, Edition, read_editions
from tools.publish.editions import LAYOUTS, SURFACE, commit_of, git, layout_in, take_out

TEMPLATE = "2026.11"
"""The edition that tests amend. Where the handbook has gone on from there, they go back to its commit: what its owner
has amended since is no affair of theirs."""

AMENDED = {
    "docs/regulations/credit.md": [
        ("临时预付、赊销回款期限为15天", "临时预付、赊销回款期限为10天"),
        ("有效地控制商品购销过程中的信用风险", "有效地控制商品购销全过程中的信用风险"),
    ],
    "checker/src/handbook_checker/credit/rules.py": [
        ("临时预付、赊销回款期限为15天", "临时预付、赊销回款期限为10天"),
        ("days(15)", "days(10)"),
    ],
    "tests/credit/test_credit.py": [('{"days": 15}', '{"days": 10}')],
}
"""A term that is shorter, and words alone: what the third edition changes, in credit.27 and in credit.1."""

REASONS = {"credit.27": "缩短B级客户的临时期限，控制回款风险。", "credit.1": "写明控制及于购销的全过程。"}
THIRD = Edition(name="2027.01", date=date(2027, 1, 1), reading="proposed", reasons=REASONS)


def template() -> list[Edition]:
    """The editions up to the one that tests amend."""
    editions = read_editions(ROOT / "docs" / "editions.toml")
    upto = next((index for index, each in enumerate(editions) if each.name == TEMPLATE), len(editions) - 1)
    return editions[: upto + 1]


def clone(folder: Path) -> Path:
    """The project as it stands in the working tree, with its history, or one like it where that has not the editions."""
    *earlier, newest = template()
    if all(map(can_be_built, earlier)):
        run("git", "clone", "--quiet", str(ROOT), str(folder), at=folder.parent)
        take_over(folder)
    else:
        run("git", "init", "--quiet", str(folder), at=folder.parent)
        take_over(folder)
        text = (folder / "docs" / "editions.toml").read_text(encoding="utf-8")
        for count, edition in enumerate(earlier, 1):
            name_edition(folder, edition.name, LISTED.join(text.split(LISTED)[: count + 1]))
            commit(folder, f"Publish edition {edition.name}")
        take_over(folder)
    if newest.ref and (published := commit_of(newest)):
        # Scripts and looks are today's, as with every earlier edition.
        for name in ("docs", "checker", "tests"):
            shutil.rmtree(folder / name)
        run("git", "checkout", "--quiet", published, "--", "docs", "checker", "tests", at=folder)
        shutil.rmtree(folder / "docs" / "assets")
        shutil.copytree(ROOT / "docs" / "assets", folder / "docs" / "assets")
    (folder / ".git" / "info").mkdir(exist_ok=True)
    (folder / ".git" / "info" / "exclude").write_text("/node_modules\n", encoding="utf-8")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    commit(folder, "Take over the working tree")
    return folder


def checker(folder: Path) -> Path:
    """A copy of the checker of the edition that tests amend; returns its package."""
    newest = template()[-1]
    package = Path("checker/src/handbook_checker")
    if newest.ref and (published := commit_of(newest)):
        folder.mkdir(parents=True)
        take_out(newest, published, folder)
    else:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    return folder / package


def can_be_built(edition: Edition) -> bool:
    """Whether this clone has the commit of an edition, and today's tools know its layout."""
    surface = git("show", f"{commit_of(edition)}:{SURFACE}")
    return surface.returncode == 0 and layout_in(surface.stdout.decode()) in LAYOUTS


def take_over(folder: Path) -> None:
    """Copy what git knows of the working tree, and what it would take in."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    for name in listed.stdout.decode().rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def amend(folder: Path, reasons: dict[str, str] = REASONS) -> None:
    """Publish the newest edition, open the third and amend the two clauses, as CONTRIBUTING tells."""
    publish(folder)
    list_edition(folder, THIRD, reasons)
    edit(folder, AMENDED)


def publish(folder: Path) -> None:
    """Commit the newest edition by its name."""
    commit(folder, f"Publish edition {read_editions(folder / 'docs' / 'editions.toml')[-1].name}")


def list_edition(folder: Path, edition: Edition, reasons: dict[str, str]) -> None:
    """List another edition after the newest; nothing is committed."""
    previous = read_editions(folder / "docs" / "editions.toml")[-1]
    head, found, newest = (folder / "docs" / "editions.toml").read_text(encoding="utf-8").rpartition(LISTED)
    ref = f"ref = 'HEAD^{{/^Publish edition {re.escape(previous.name)}}}'"
    listed = "\n".join(f'"{clause}" = "{reason}"' for clause, reason in reasons.items())
    text = f"""{head}{found}
{ref}{newest}
{LISTED}
name = "{edition.name}"
date = {edition.date.isoformat()}
reading = "{edition.reading}"
[edition.reasons]
{listed}
"""
    name_edition(folder, edition.name, text)


def edit(folder: Path, replacements: dict[str, list[tuple[str, str]]]) -> None:
    """Replace words in files; each has to be there. A line break of a docstring may stand among them."""
    for name, pairs in replacements.items():
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in pairs:
            pattern = r"(?:\n +)?".join(map(re.escape, old)) if name.endswith(".py") else re.escape(old)
            text, count = re.subn(pattern, lambda _, new=new: new, text)
            assert count, (name, old)
        (folder / name).write_text(text, encoding="utf-8")


def name_edition(folder: Path, name: str, listed: str) -> None:
    (folder / "docs" / "editions.toml").write_text(listed, encoding="utf-8")
    checker = folder / "checker" / "src" / "handbook_checker" / "edition.py"
    text = re.sub(r'EDITION = ".*"', f'EDITION = "{name}"', checker.read_text(encoding="utf-8"))
    checker.write_text(text, encoding="utf-8")


def commit(folder: Path, message: str) -> None:
    run("git", "add", "--all", at=folder)
    identity = ("-c", "user.name=Editor", "-c", "user.email=editor@localhost", "-c", "commit.gpgsign=false")
    run("git", *identity, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", message, at=folder)


def run(*command: str, at: Path) -> str:
    return subprocess.run(command, cwd=at, capture_output=True, text=True, check=True).stdout
