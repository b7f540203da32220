"""One clone for each worker, put back for each test of adoption; and for all of them the runtimes that were made."""

import os
import shutil
from pathlib import Path

import pytest

from tests.adoption.adopter import Adopter, adopt
from tools import ROOT


@pytest.fixture(scope="session")
def runtimes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.getbasetemp()
    kept = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "runtimes"
    # Those that this checkout has made already are called by what they are made of, so that none can be mistaken.
    for made in (ROOT / "docs" / "generated" / "runtime", *(ROOT / "build" / "runtimes").glob("*")):
        if (made / ".inputs").exists():
            shutil.copytree(made, kept / (made / ".inputs").read_text(encoding="utf-8"), dirs_exist_ok=True)
    return kept


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory, runtimes: Path) -> Adopter:
    return adopt(tmp_path_factory.mktemp("adoption") / "clone", runtimes)


@pytest.fixture
def adopter(untouched: Adopter) -> Adopter:
    """The clone as it was cloned."""
    untouched.reset()
    return untouched


collect_ignore = ["fixture"]
"""A regulation that is added to a clone; its cases are for that clone."""
