"""The steps that turn docs/ and checker/ into the site, in order.

`python -m tools.publish.build` is what `make site` runs; `tools.publish.serve` runs the same steps before it serves.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from handbook_checker import CHECKS

from tools import ROOT
from tools.export import akoma_ntoso, dmn, flash_cards
from tools.handbook import clauses
from tools.publish import vendor
from tools.publish.editions import Edition, in_words, read_editions, write_edition
from tools.publish.runtime import make_runtime
from tools.render import portfolio_page

DOCS = ROOT / "docs"


def generate() -> None:
    """Bring docs/generated/ up to date with the regulations and the checker; the rest is left alone."""
    clauses.write(DOCS, DOCS / "generated" / "clauses.json")
    editions = read_editions(DOCS / "editions.toml")
    write_edition(editions[-1], DOCS / "generated" / "edition.json")
    akoma_ntoso.write(DOCS, editions, DOCS / "generated" / "akn")
    dmn.write(DOCS, DOCS / "generated" / "dmn" / "credit.dmn")
    write_facts(DOCS / "generated" / "facts.json")
    # The library that marks changed words; MkDocs copies what lies in docs/ alone.
    shutil.copyfile(ROOT / "node_modules" / "diff" / "dist" / "diff.min.js", DOCS / "generated" / "diff.js")
    vendor.copy(DOCS / "generated" / "vendor")
    portfolio_page.write(DOCS / "generated" / "portfolio")
    flash_cards.write(DOCS, DOCS / "generated" / "training", editions[-1].date)
    make_runtime()


def write_facts(path: Path) -> None:
    """The facts of each check and its examples, for pages that read a table of customers or make some up."""
    record = {
        id: {
            "facts": [
                {"name": fact.name, "label": fact.label, "kind": fact.kind, "choices": dict(fact.choices)}
                for fact in check.facts.values()
            ],
            "examples": [facts for _, facts in check.examples],
        }
        for id, check in CHECKS.items()
    }
    path.write_text(json.dumps(record, ensure_ascii=False, default=str) + "\n", encoding="utf-8")


def mkdocs(*arguments: str) -> list[str]:
    """The command line that runs MkDocs; `python -m` lets it import our Markdown extensions from tools/."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def edition() -> Edition:
    """The edition that is built: the newest in the list."""
    return read_editions(DOCS / "editions.toml")[-1]


def environment() -> dict[str, str]:
    """MkDocs's environment: the edition for mkdocs.yml, and no notice of Material's end of life at every run."""
    newest = edition()
    name, notes = in_words(newest)
    return os.environ | {
        # What MkDocs dates does not depend on the day of the build.
        "SOURCE_DATE_EPOCH": str(int(datetime(*newest.date.timetuple()[:3], tzinfo=UTC).timestamp())),
        "HANDBOOK_EDITION": name,
        "HANDBOOK_EDITION_NOTES": notes,
        "NO_MKDOCS_2_WARNING": "1",
    }


def build(site_dir: Path) -> None:
    """Build the whole site into `site_dir`; any warning of MkDocs is an error."""
    generate()
    # Not --quiet: it keeps the warnings from --strict as well.
    subprocess.run(
        mkdocs("build", "--strict", "--site-dir", str(site_dir)),
        cwd=ROOT,
        env=environment(),
        check=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the handbook.")
    parser.add_argument("--site-dir", type=Path, default=ROOT / "site")
    parser.add_argument(
        "--generate-only", action="store_true", help="bring docs/generated/ up to date and stop"
    )
    arguments = parser.parse_args()
    try:
        if arguments.generate_only:
            generate()
        else:
            build(arguments.site_dir.resolve())
    except subprocess.CalledProcessError as error:
        return error.returncode
    except (RuntimeError, ValueError) as error:
        # Something in docs/ or checker/ is not as it must be, and the message says what.
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
