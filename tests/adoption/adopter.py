"""What an adopter of the handbook does, in a clone of it: edit files, `make new-edition`, `make site`.

The modules are called that the targets call, with this interpreter, so that no environment is made for a clone.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.conftest import FIXTURES
from tests.editions import scratch
from tests.editions.scratch import run

PACKAGE = "checker/src/handbook_checker"
EDITION_FILES = {"docs/editions.toml", f"{PACKAGE}/edition.py"}
"""What every new edition changes."""


class Adopter(NamedTuple):
    """A clone in which the newest edition is a commit by its name, so that the next can be made."""

    clone: Path
    runtimes: Path
    """Where runtimes are kept that have been made."""

    def python(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join(str(self.clone / part) for part in (".", "checker/src"))
        # A run of pytest within this one shares nothing with the workers of this one.
        outer = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
        environment = outer | {"PYTHONPATH": path, "HANDBOOK_RUNTIMES": str(self.runtimes)}
        # What tests of this checkout build has nothing filled in; what the adopter builds has their own file.
        del environment["HANDBOOK_ORGANISATION"]
        ran = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.clone,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert not check or ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"
        return ran

    def new_edition(self, *, check: bool = True) -> subprocess.CompletedProcess[str]:
        """`make new-edition`."""
        return self.python("-m", "tools.publish.new_edition", check=check)

    def make_site(self, site: Path) -> Path:
        """`make site`, into a folder of its own."""
        self.python("-m", "tools.publish.editions", "--site-dir", str(site))
        return site

    def test(self, *arguments: str) -> str:
        """`make test`, or as much of it as the arguments name."""
        options = ("-q", "-p", "no:cacheprovider", "--tb=short", "-o", "console_output_style=classic")
        return self.python("-m", "pytest", *options, *arguments, check=False).stdout

    def changed(self) -> set[str]:
        """The files that are not as in the last commit."""
        lines = run("git", "status", "--porcelain", "--untracked-files=all", at=self.clone).splitlines()
        return {line[3:] for line in lines}

    def reset(self) -> None:
        """Undo everything since the last commit."""
        run("git", "reset", "--quiet", "--hard", at=self.clone)
        run("git", "clean", "--quiet", "-d", "--force", at=self.clone)


def adopt(folder: Path, runtimes: Path) -> Adopter:
    """Clone the handbook, with its newest edition committed by its name."""
    clone = scratch.clone(folder)
    shutil.copyfile(FIXTURES / "organisation-empty.toml", clone / "docs" / "organisation.toml")
    scratch.publish(clone)
    return Adopter(clone, runtimes)
