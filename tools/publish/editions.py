"""Build every edition of the handbook into one site, so that it can be said what the rule was on a given day.

    site/versions.json          the editions, newest first: what the selector in the header reads
    site/index.html             leads to the newest
    site/runtime/<version>/     Pyodide, once for all editions that need the same
    site/<edition>/             the text and the checker of one edition, complete in itself

An edition is a commit of docs/ and checker/, built with today's tools, scripts and looks: the words, the rules and
their Python are the edition's, how they are shown is ours. docs/editions.toml names the commits; any expression that
git understands will do. The newest edition is the working tree. Where the history is missing, as in a shallow clone
or an archive, the earlier editions are left out, and the build says so.

An earlier edition's folder is the same bytes whatever came after it: pages that must know the others ask versions.json.
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
import time
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

from tools import ROOT
from tools.handbook import organisation
from tools.handbook.editions import LISTED, Edition, read_editions
from tools.handbook.handbook import read
from tools.publish import offline, policy

LASTING = (
    "/runtime/*",
    *(f"/*/generated/runtime/{name}-*" for name in ("checker", "extras", "spreadsheets")),
)

LAYOUTS = (1,)
"""The layouts of docs/ and of `handbook_checker.site` that these tools can build.

Layout 1 is docs/handbook.toml, editions.toml, organisation.toml, regulations/<id>.md and .toml, index.md, and
reference/interpretations.md, compare.md and offline.md, which every page leads to; other pages may be missing.
"""

SURFACE = "checker/src/handbook_checker/site.py"

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
<head><meta charset="utf-8">
<title>{site}</title>
<meta http-equiv="refresh" content="0; url={name}/">
<link rel="canonical" href="{name}/"></head>
<p><a href="{name}/">{site}，{name} 版</a></p>
</html>
"""


def commit_of(edition: Edition) -> str | None:
    """The commit that holds an earlier edition; None where this clone does not have it."""
    found = git("rev-parse", "--verify", "--quiet", f"{edition.ref}^{{commit}}")
    return found.stdout.decode().strip() if found.returncode == 0 else None


def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True)


def take_out(edition: Edition, commit: str, folder: Path) -> None:
    """Put the docs/ and checker/ of an edition's commit into `folder`; ValueError where these tools cannot read them."""
    archive = git("archive", commit, "docs", "checker")
    if archive.returncode:
        raise RuntimeError(archive.stderr.decode())
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
        files.extractall(folder, filter="data")
    surface = folder / SURFACE
    layout = layout_in(surface.read_text(encoding="utf-8")) if surface.exists() else None
    if layout not in LAYOUTS:
        raise ValueError(
            f"edition {edition.name}: its layout is {layout or 'from before layouts had a number'}, and these tools know "
            f"{', '.join(map(str, LAYOUTS))} alone; publish it anew, or build it with the tools of its time"
        )


def layout_in(surface: str) -> int | None:
    """The layout that the surface of a checker names; None where it names none."""
    found = re.search(r"^LAYOUT = (\d+)$", surface, re.MULTILINE)
    return int(found[1]) if found else None


def lay_out(edition: Edition, commit: str, folder: Path) -> None:
    """Make `folder` a checkout of the edition's docs/ and checker/ with today's tools."""
    take_out(edition, commit, folder)
    shutil.rmtree(folder / "docs" / "assets", ignore_errors=True)
    for path in TODAYS:
        source = ROOT / path
        if source.is_dir():
            shutil.copytree(source, folder / path, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, folder / path)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    if logo := read(ROOT / "docs").organisation.site.logo:
        (folder / "docs" / logo).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "docs" / logo, folder / "docs" / logo)
    # The edition that is built is the last in the list, as the newest is in the working tree.
    listed = (ROOT / "docs" / "editions.toml").read_text(encoding="utf-8").split(LISTED)
    upto = next(index for index, entry in enumerate(listed) if f'"{edition.name}"' in entry)
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
    environment = os.environ | {
        "PYTHONPATH": path,
        "HANDBOOK_PATH": f"{edition.name}/",
        "HANDBOOK_VERSIONS": "mike",
        "HANDBOOK_SITE": str(organisation.file_of(ROOT / "docs")),
    }
    if folder != ROOT:
        # An earlier edition's checker never changes, so that its runtime need not be made again.
        environment.setdefault("HANDBOOK_RUNTIMES", str(ROOT / "build" / "runtimes"))
    command = [sys.executable, "-m", "tools.publish.build", "--site-dir", str(target)]
    subprocess.run(command, cwd=folder, env=environment, check=True)


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
    library = manifest["stdlib"]
    if not library.startswith(f"{version}/"):
        # Its name tells its content, and most amendments import nothing new.
        (runtime / library).replace(shared / library)
        manifest["stdlib"] = f"{version}/{library}"
        manifest["files"][manifest["stdlib"]] = manifest["files"].pop(library)
    for key in ("pyodide", "stdlib", "fullStdlib"):
        manifest[key] = outside + manifest[key]
    manifest["files"] = {
        outside + name if name.startswith(f"{version}/") else name: digest
        for name, digest in manifest["files"].items()
    }
    manifest_path.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def build_site(site: Path) -> dict[Edition, float]:
    """Build every edition that this clone has into `site`; returns them, oldest first, with the seconds each took."""
    *earlier, newest = read_editions(ROOT / "docs" / "editions.toml")
    with tempfile.TemporaryDirectory(prefix="editions-", dir=scratch()) as folder:
        work = Path(folder)
        made = work / "site"
        made.mkdir()
        built: dict[Edition, float] = {}
        folders: dict[Edition, Path] = {}
        for edition in earlier:
            commit = commit_of(edition)
            if commit is None:
                print(f"Edition {edition.name} is left out: this clone has no history of it ({edition.ref}).")
                continue
            folders[edition] = work / edition.name
            lay_out(edition, commit, folders[edition])
        folders[newest] = ROOT
        for edition, source in folders.items():
            start = time.monotonic()
            build_edition(edition, source, made / edition.name)
            share_runtime(made, edition)
            # The runtime's list has changed with its place.
            offline.write(made / edition.name, offline.files_of(made / edition.name))
            built[edition] = time.monotonic() - start
        write_versions(made, [*built])
        policy.apply([made / "index.html"])
        offline.write(made, [made / "index.html", made / "versions.json"], watched=True)
        (made / "_headers").write_text(policy.headers(made, LASTING), encoding="utf-8")
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
    (site / "index.html").write_text(
        REDIRECT.format(name=newest.name, site=escape(read(ROOT / "docs").organisation.site.name)),
        encoding="utf-8",
    )


def size(*paths: Path) -> int:
    """The bytes of files, and of those in folders."""
    files = (file for path in paths for file in (path.rglob("*") if path.is_dir() else (path,)))
    return sum(file.stat().st_size for file in files if file.is_file())


def report(site: Path, built: dict[Edition, float]) -> Iterator[str]:
    """What each edition took to build, and the bytes that it adds; and the bytes that all share."""
    for edition, seconds in built.items():
        folder = site / edition.name
        parts = {
            "pages": [*folder.rglob("*.html")],
            "search": [folder / "search"],
            "checker": [folder / "generated" / "runtime"],
        }
        sizes = {part: size(*paths) for part, paths in parts.items()}
        sizes["scripts, styles, data"] = size(folder) - sum(sizes.values())
        listed = ", ".join(f"{part} {bytes:,}" for part, bytes in sizes.items())
        yield f"{edition.name}: {seconds:.1f} s, {size(folder):,} bytes ({listed})"
    yield f"shared runtime: {size(site / 'runtime'):,} bytes"


def main() -> int:
    parser = argparse.ArgumentParser(description="Build every edition of the handbook.")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    site = parser.parse_args().site_dir.resolve()
    try:
        built = build_site(site)
    except (ValueError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return error.returncode
    print(*report(site, built), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
