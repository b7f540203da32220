"""The steps that turn docs/ and checker/ into the site, in order.

`python -m tools.build` is what `make site` runs; `tools.serve` runs the same steps before it serves.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from tools import clauses
from tools.editions import read_editions
from tools.runtime import make_runtime

ROOT = Path(__file__).resolve().parent.parent


def generate() -> None:
    """Bring docs/generated/ up to date with the regulations and the checker; the rest is left alone."""
    clauses.write(ROOT / "docs", ROOT / "docs" / "generated" / "clauses.json")
    make_runtime()


def mkdocs(*arguments: str) -> list[str]:
    """The command line that runs MkDocs; `python -m` lets it import our Markdown extensions from tools/."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def edition() -> str:
    """The newest edition, in the words that the pages show."""
    newest = read_editions(ROOT / "docs" / "editions.toml")[-1]
    return f"{newest.name} 版，{newest.date.year}年{newest.date.month}月{newest.date.day}日"


def environment() -> dict[str, str]:
    """MkDocs's environment: the edition for mkdocs.yml, and no notice of Material's end of life at every run."""
    return os.environ | {"HANDBOOK_EDITION": edition(), "NO_MKDOCS_2_WARNING": "1"}


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
