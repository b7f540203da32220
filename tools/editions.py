"""Build every edition of the handbook into one site, so that it can be said what the rule was on a given day.

    site/versions.json          the editions, newest first: what the selector in the header reads
    site/index.html             leads to the newest
    site/runtime/<version>/     Pyodide, once for all editions
    site/<edition>/             the text and the checker of one edition, complete in itself

An edition is a commit of docs/ and checker/, built with today's tools, scripts and looks: the words, the rules and
their Python are the edition's, how they are shown is ours. docs/editions.toml names the commits; any expression that
git understands will do. The newest edition is the working tree. Where the history is missing, as in a shallow clone
or an archive, the earlier editions are left out, and the build says so.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READINGS = ("received", "proposed")
LISTED = "[[edition]]"

TODAYS = (
    "tools",
    "overrides",
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.txt",
    "package.json",
    "docs/assets",
)
"""What an earlier edition is built with: the tools of today."""

REDIRECT = """<!doctype html>
<html lang="zh">
<meta charset="utf-8">
<title>客户管理制度手册</title>
<meta http-equiv="refresh" content="0; url={name}/">
<link rel="canonical" href="{name}/">
<p><a href="{name}/">客户管理制度手册，{name} 版</a></p>
</html>
"""


@dataclass(frozen=True)
class Edition:
    """One edition: its name, the day from which it holds, and where its text and rules are kept."""

    name: str
    date: date
    reading: str
    """Which reading of damaged words it publishes: as received, or as proposed."""
    ref: str | None = None
    """The commit of its docs/ and checker/; the newest edition is the working tree and needs none."""
    summary: str = ""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why a clause differs from the edition before, by clause id."""


def read_editions(path: Path) -> list[Edition]:
    """The editions in docs/editions.toml, oldest first; ValueError names all that is wrong with them."""
    entries = tomllib.loads(path.read_text(encoding="utf-8")).get("edition", [])
    problems = [] if entries else ["docs/editions.toml names no edition"]
    editions = []
    for place, entry in enumerate(entries, 1):
        name = entry.get("name", f"number {place}")
        unknown = entry.keys() - {each.name for each in fields(Edition)}
        problems += [f"edition {name}: unknown key {key}" for key in sorted(unknown)]
        if not re.fullmatch(r"[0-9]{4}\.[0-9]{2}(\.[0-9]+)?", name):
            problems.append(f"edition {name}: the name should look like 2026.12")
        if type(entry.get("date")) is not date:
            problems.append(f"edition {name}: date should be a day such as 2026-12-01")
        if entry.get("reading") not in READINGS:
            problems.append(f"edition {name}: reading should be one of {', '.join(READINGS)}")
        if place < len(entries) and "ref" not in entry:
            problems.append(f"edition {name}: every edition but the newest needs a ref")
        if not unknown:
            editions.append(Edition(**entry))
    names = [edition.name for edition in editions]
    days = [edition.date for edition in editions]
    if not problems and (len(set(names)) < len(names) or days != sorted(set(days))):
        problems.append("each edition needs a name of its own, and a later date than the one before")
    if problems:
        raise ValueError("\n".join(problems))
    return editions


def commit_of(edition: Edition) -> str | None:
    """The commit that holds an earlier edition; None where this clone does not have it."""
    found = git("rev-parse", "--verify", "--quiet", f"{edition.ref}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True)


def lay_out(edition: Edition, commit: str, folder: Path) -> None:
    """Make `folder` a checkout of the edition's docs/ and checker/ with today's tools."""
    archive = git("archive", commit, "docs", "checker")
    if archive.returncode:
        raise RuntimeError(archive.stderr.decode())
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    shutil.rmtree(folder / "docs" / "assets", ignore_errors=True)
    for path in TODAYS:
        source = ROOT / path
        if source.is_dir():
            shutil.copytree(source, folder / path, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / path)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    # The edition that is built is the last in the list, as the newest is in the working tree.
    listed = (ROOT / "docs" / "editions.toml").read_text(encoding="utf-8").split(LISTED)
    upto = next(place for place, entry in enumerate(listed) if f'"{edition.name}"' in entry)
    (folder / "docs" / "editions.toml").write_text(LISTED.join(listed[: upto + 1]), encoding="utf-8")
    mkdocs = folder / "mkdocs.yml"
    mkdocs.write_text(
        without_missing_pages(mkdocs.read_text(encoding="utf-8"), folder / "docs"), encoding="utf-8"
    )


def without_missing_pages(config: str, docs: Path) -> str:
    """mkdocs.yml without the pages that an earlier edition does not have, and without headings left empty."""
    page = re.compile(r"^( *)- .*?([\w/-]+\.md)\n", re.MULTILINE)
    kept = page.sub(lambda line: line[0] if (docs / line[2]).exists() else "", config)
    return re.sub(r"^  - [^:\n]+:\n(?!      )", "", kept, flags=re.MULTILINE)


def build_edition(edition: Edition, folder: Path, target: Path) -> None:
    """Build the checkout in `folder` into `target`."""
    path = os.pathsep.join(str(folder / part) for part in (".", "checker/src"))
    environment = os.environ | {"PYTHONPATH": path, "HANDBOOK_PATH": f"{edition.name}/", "HANDBOOK_VERSIONS": "mike"}
    command = [sys.executable, "-m", "tools.build", "--site-dir", str(target)]
    subprocess.run(command, cwd=folder, env=environment, check=True)
    said = subprocess.run(
        [sys.executable, "-c", "import handbook_checker; print(handbook_checker.EDITION)"],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    if said != edition.name:
        raise RuntimeError(f"edition {edition.name}: its checker calls itself {said}")


def share_runtime(site: Path, edition: Edition) -> None:
    """Move Pyodide out of the edition, to be stored once for each of its versions."""
    runtime = site / edition.name / "generated" / "runtime"
    manifest_path = runtime / "manifest.json"
    manifest = json.loads(manifest_path.read_text(encoding="utf-8"))
    version = manifest["pyodide"].rstrip("/")
    shared = site / "runtime" / version
    if shared.exists():
        shutil.rmtree(runtime / version)
    else:
        shared.parent.mkdir(exist_ok=True)
        shutil.move(runtime / version, shared)
    outside = "../../../runtime/"
    for key in ("pyodide", "stdlib", "fullStdlib"):
        if manifest[key].startswith(f"{version}/"):
            manifest[key] = outside + manifest[key]
    manifest_path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def build_site(site: Path) -> list[Edition]:
    """Build every edition that this clone has into `site`; returns them, oldest first."""
    *earlier, newest = read_editions(ROOT / "docs" / "editions.toml")
    with tempfile.TemporaryDirectory(prefix="editions-", dir=scratch()) as folder:
        work = Path(folder)
        made = work / "site"
        made.mkdir()
        built = []
        for edition in earlier:
            commit = commit_of(edition)
            if commit is None:
                print(f"Edition {edition.name} is left out: this clone has no history of it ({edition.ref}).")
                continue
            lay_out(edition, commit, work / edition.name)
            build_edition(edition, work / edition.name, made / edition.name)
            built.append(edition)
        build_edition(newest, ROOT, made / newest.name)
        built.append(newest)
        for edition in built:
            share_runtime(made, edition)
        write_versions(made, built)
        if site.exists():
            shutil.rmtree(site)
        shutil.move(made, site)
    return built


def scratch() -> Path:
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    return folder


def write_versions(site: Path, editions: list[Edition]) -> None:
    """What the selector reads, and the way from the root to the newest edition."""
    newest = editions[-1]
    versions = [
        {
            "version": edition.name,
            "title": f"{edition.name} 版",
            "aliases": ["latest"] if edition is newest else [],
            "properties": {
                "date": edition.date.isoformat(),
                "reading": edition.reading,
                "summary": edition.summary,
            },
        }
        for edition in reversed(editions)
    ]
    (site / "versions.json").write_text(
        json.dumps(versions, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    (site / "index.html").write_text(REDIRECT.format(name=newest.name), encoding="utf-8")


def sizes(site: Path, editions: list[Edition]) -> Iterator[str]:
    """What each edition adds, in bytes; and what all share."""
    for name in (*(edition.name for edition in editions), "runtime"):
        size = sum(path.stat().st_size for path in (site / name).rglob("*") if path.is_file())
        yield f"{name}\t{size:,} bytes"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build every edition of the handbook.")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    site = parser.parse_args().site_dir.resolve()
    try:
        editions = build_site(site)
    except (ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
    print("\n".join(sizes(site, editions)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
