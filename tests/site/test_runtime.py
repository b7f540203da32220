"""The browser's runtime, booted under Node as the page's worker boots it."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tools.publish import runtime


@pytest.fixture(scope="session")
def made() -> Path:
    runtime.make_runtime()
    return runtime.RUNTIME


@pytest.fixture(scope="session")
def manifest(made: Path) -> dict:
    return json.loads((made / "manifest.json").read_text())


ANSWER_EXAMPLES = """
import json
import handbook_checker, handbook_checker.site
answers = [
    handbook_checker.site.answer("check", json.dumps({"check": id, "entries": facts, "settings": None}))
    for id, check in handbook_checker.CHECKS.items()
    for _, facts in check.examples
]
json.dumps(answers)
"""


@pytest.mark.parametrize("library", ["trimmed", "full"])
def test_every_example_is_answered_as_here(made, library):
    here: dict = {}
    exec(ANSWER_EXAMPLES, here)
    assert here["answers"]
    assert json.loads(runtime.boot(made, ANSWER_EXAMPLES, library)) == here["answers"]


def test_trimmed_library_holds_all_that_was_loaded(made):
    """Whatever the standard library lends must come from the archive; nothing may be missing from it."""
    assert runtime.find_modules(made) == runtime.find_modules(made, "full")


def test_the_lock_names_the_wheel_and_its_hash(made, manifest):
    lock = made / manifest["lock"]
    packages = json.loads(lock.read_text())["packages"]
    assert list(packages) == ["handbook-checker"]
    wheel = lock.parent / packages["handbook-checker"]["file_name"]
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() == packages["handbook-checker"]["sha256"]
    assert packages["handbook-checker"]["imports"] == ["handbook_checker"]


def test_the_wheel_holds_bytecode_only(made, manifest):
    (wheel,) = (made / manifest["lock"]).parent.glob("*.whl")
    assert "-cp313-" in wheel.name
    names = [
        name for archive in (wheel, made / manifest["extras"]) for name in zipfile.ZipFile(archive).namelist()
    ]
    sources = {
        path.relative_to(runtime.CHECKER / "src").as_posix()
        for path in (runtime.CHECKER / "src").rglob("*.py")
        if path.name not in runtime.HERE_ALONE
    }
    assert {name[:-1] for name in names if name.endswith(".pyc")} == sources
    assert not [name for name in names if name.endswith(".py")]


def test_names_change_with_the_content(made, manifest):
    """So that a browser may keep what it has; Pyodide's own files lie under its version."""
    for name in ("stdlib", "extras", "spreadsheets"):
        archive = made / manifest[name]
        assert archive.name == f"{name}-{runtime.short_hash(archive)}.zip"
    lock = made / manifest["lock"]
    (wheel,) = lock.parent.glob("*.whl")
    assert lock.parent.name == f"checker-{runtime.short_hash(wheel, lock)}"
    version = json.loads((runtime.PYODIDE / "package.json").read_text())["version"]
    assert manifest["pyodide"] == f"{version}/"
    assert manifest["fullStdlib"].startswith(manifest["pyodide"])


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_same_sources_give_the_same_bytes(made, tmp_path):
    again = tmp_path / "runtime"
    runtime.make_runtime(again)
    assert contents(again) == contents(made)


def test_nothing_is_built_again_without_a_change(made):
    before = {path: path.stat().st_mtime_ns for path in made.rglob("*")}
    runtime.make_runtime()
    assert {path: path.stat().st_mtime_ns for path in made.rglob("*")} == before
