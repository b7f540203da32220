"""The steps that turn docs/ and checker/ into the site, in order.

`python -m tools.publish.build` is what `make site` runs; `tools.publish.serve` runs the same steps before it serves.
"""

import argparse
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from click import ClickException
from handbook_checker.site import EDITION
from mkdocs.__main__ import cli

from tools import ROOT
from tools.export import akoma_ntoso, dmn, flash_cards, records, table_templates
from tools.handbook.editions import Edition, in_words
from tools.handbook.handbook import Handbook, read
from tools.publish import agreement, vendor
from tools.publish.runtime import make_runtime

DOCS = ROOT / "docs"


def generate() -> Handbook:
    """Bring docs/generated/ up to date with the regulations and the checker; the rest is left alone.

    ValueError names what does not belong together, before anything is written.
    """
    handbook = read(DOCS)
    if problems := agreement.problems(handbook):
        raise ValueError("\n".join(problems))
    checks = [*handbook.checks.values()]
    made = DOCS / "generated"
    records.write_clauses(handbook, made / "clauses.json")
    records.write_edition(handbook.edition, made / "edition.json")
    records.write_facts(checks, made / "facts.json")
    akoma_ntoso.write(handbook, made / "akn")
    dmn.write(handbook, made / "dmn")
    table_templates.write(checks, made / "portfolio", handbook.organisation.site.company or "")
    flash_cards.write(handbook, made / "training")
    # The library that marks changed words; MkDocs copies what lies in docs/ alone.
    shutil.copyfile(ROOT / "node_modules" / "diff" / "dist" / "diff.min.js", made / "diff.js")
    vendor.copy(made / "vendor")
    make_runtime()
    return handbook


def mkdocs(*arguments: str) -> list[str]:
    """A command line that runs MkDocs; `python -m` lets it import our Markdown extensions from tools/."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def environment(edition: Edition) -> dict[str, str]:
    """MkDocs's environment: the edition for mkdocs.yml, and no notice of Material's end of life at every run."""
    name, notes = in_words(edition)
    return os.environ | {
        # What MkDocs dates does not depend on the day of the build.
        "SOURCE_DATE_EPOCH": str(int(datetime(*edition.date.timetuple()[:3], tzinfo=UTC).timestamp())),
        "HANDBOOK_EDITION": name,
        "HANDBOOK_EDITION_NOTES": notes,
        "NO_MKDOCS_2_WARNING": "1",
    }


def build(site_dir: Path) -> None:
    """Build the whole site into `site_dir`; any warning of MkDocs is an error."""
    handbook = generate()
    if handbook.edition.name != EDITION:
        raise ValueError(
            f"docs/editions.toml ends with {handbook.edition.name}, but the checker calls itself {EDITION}"
        )
    os.environ |= environment(handbook.edition)
    os.chdir(ROOT)
    # In this process, which has the handbook read. Not --quiet: it keeps the warnings from --strict as well.
    cli(["build", "--strict", "--site-dir", str(site_dir)], standalone_mode=False)


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
    except ClickException as error:
        error.show()
        return 1
    except (RuntimeError, ValueError) as error:
        # Something in docs/ or checker/ is not as it must be, and the message says what.
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
