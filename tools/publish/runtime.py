"""Make docs/generated/runtime/: the Python that runs in the reader's browser, and the checker for it.

    manifest.json               where the other files are; the worker reads it first
    0.29.5/                     Pyodide itself, as npm has it, with the whole standard library
    stdlib-<hash>.zip           the part of the standard library that the checker uses, as bytecode
    checker-<hash>/             the checker's wheel, as bytecode, and the lock file that names it and its hash
    extras-<hash>.zip           the portfolio and the training: the part of the checker that no check uses, hence not in the wheel
    spreadsheets-<hash>.zip     what reads and writes XLSX, as bytecode; fetched by a page that meets such a file

Every address but the manifest's changes with its content, so a browser may keep the files for ever.

Compiling the standard library's source takes most of the time of a stock start, at every visit. Hence the bytecode,
and hence Python 3.13 for the build: `pyodide py-compile` writes the bytecode of the Python that runs it. What the
checker uses is not written down anywhere but found out: the finished wheel is booted once on the whole library, every
module of it and of the extras is imported and every example answered, and what then stands in `sys.modules` is taken. A
page that meets an ImportError all the same falls back to the whole library.

pyodide-build does the work: `python -m build` makes the wheel, `pyodide lockfile add-wheels` enters it into a lock, and
`pyodide py-compile` compiles it and corrects the lock. `pyodide build` itself is not used: even for pure Python it asks for a
cross-build environment, from a host that cannot be reached everywhere, and for pure Python it would add nothing.

`py-compile` must not see a folder twice, or it strips the bytecode that it made and exits 0. So each build starts in an
empty folder, and ends by booting the result. Dates inside the archives are set to one fixed day: the same sources
give the same bytes.
"""

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from filelock import FileLock

from tools import ROOT

RUNTIME = ROOT / "docs" / "generated" / "runtime"
PYODIDE = ROOT / "node_modules" / "pyodide"
CHECKER = ROOT / "checker"
BOOT = Path(__file__).with_name("boot.mjs")
SCRATCH = ROOT / "build"
KEPT = Path(os.environ["HANDBOOK_RUNTIMES"]) if os.environ.get("HANDBOOK_RUNTIMES") else None
"""Where runtimes are kept by what they are made of, so that an edition that is published again is not compiled again."""

PYODIDE_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")

EXTRAS = ("tables", "training", "exercises", "phrases", "classification.py", "decisions.py")
"""What of the checker, and of each regulation, no check uses: who checks a customer does not wait for them."""

HERE_ALONE = ("__main__.py", "replies.py")
"""What runs in no browser: the command line, and the types of what pages receive."""

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip archive can name."""

# A date for the archives of `python -m build`; with it set, py_compile also writes the source's hash, not its date.
ENVIRONMENT = os.environ | {"SOURCE_DATE_EPOCH": "315532800"}

# What this itself imports is counted along, hence so little.
FIND_MODULES = """
import importlib, json, sys

for module in CHECKER_MODULES:
    importlib.import_module(module)
import handbook_checker

for id, check in handbook_checker.CHECKS.items():
    for _, facts in check.examples:
        # As typed, so that the reading of entries is taken along; and one mistake, for the messages.
        for entries in (facts, facts | {"as_of": "?"}):
            handbook_checker.site.answer("check", json.dumps({"check": id, "entries": entries, "settings": None}))

# What JavaScript receives when Python fails is Python too.
from pyodide.code import eval_code
try:
    eval_code("1 / 0")
except ZeroDivisionError:
    import traceback
    traceback.format_exc()

json.dumps(sorted(
    name for name, module in sys.modules.items()
    if getattr(getattr(module, "__spec__", None), "origin", None) not in (None, "frozen", "built-in")
))
"""

# What reading and writing a spreadsheet takes beyond all that; a small one shows it.
FIND_SPREADSHEET_MODULES = """
import io, json, sys
from handbook_checker.tables.spreadsheets import csv_to_spreadsheet, spreadsheet_to_csv

spreadsheet_to_csv(io.BytesIO(csv_to_spreadsheet(io.BytesIO("A,B\\n1,2\\n".encode()))))
print(json.dumps({
    name: module.__spec__.origin for name, module in sys.modules.items()
    if getattr(getattr(module, "__spec__", None), "origin", None) not in (None, "frozen", "built-in")
}))
"""
SPREADSHEET_PACKAGES = ("xlsx2csv", "xlsxwriter")

SMOKE = """
import json
import handbook_checker.site
json.dumps(sorted(handbook_checker.CHECKS))
"""


def make_runtime(target: Path = RUNTIME) -> None:
    """Bring `target` up to date; where nothing it is made of has changed, leave it alone."""
    inputs = digest_of_inputs()
    stamp = target / ".inputs"
    # On the same disk as the result, so that the finished runtime is moved into place at once.
    SCRATCH.mkdir(exist_ok=True)
    with FileLock(SCRATCH / "runtime.lock"), tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
        if stamp.exists() and stamp.read_text() == inputs:
            return
        work = Path(folder)
        made = work / "runtime"
        kept = KEPT / inputs if KEPT else None
        if kept and kept.exists():
            shutil.copytree(kept, made)
        else:
            build_runtime(made, work)
            (made / ".inputs").write_text(inputs)
            if kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                with tempfile.TemporaryDirectory(dir=kept.parent) as beside, suppress(OSError):
                    # Where another build has kept the same meanwhile, its is as good.
                    shutil.copytree(made, Path(beside) / "runtime").rename(kept)
        if target.exists():
            shutil.move(target, work / "old")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(made, target)


def digest_of_inputs() -> str:
    """One hash over everything that the runtime is made of."""
    digest = hashlib.sha256()
    sources = sorted(
        path for path in (CHECKER / "src").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    for path in (
        *sources,
        CHECKER / "pyproject.toml",
        ROOT / "requirements.txt",
        PYODIDE / "package.json",
        Path(__file__),
        BOOT,
    ):
        digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def build_runtime(made: Path, work: Path) -> None:
    """Build the whole runtime into `made`, with `work` as an empty folder to work in."""
    version = json.loads((PYODIDE / "package.json").read_text())["version"]
    (made / version).mkdir(parents=True)
    for name in PYODIDE_FILES:
        shutil.copyfile(PYODIDE / name, made / version / name)
    extras = pack(made, work, "extras", extra_sources())
    manifest: dict[str, str | dict[str, str]] = {
        "pyodide": f"{version}/",
        "stdlib": f"{version}/python_stdlib.zip",
        "fullStdlib": f"{version}/python_stdlib.zip",
        "lock": f"{build_checker(made, work)}/pyodide-lock.json",
        "extras": extras,
    }
    write_manifest(made, manifest)
    modules = find_modules(made)
    library = manifest["stdlib"] = trim_library(made, work, modules)
    manifest["spreadsheets"] = spreadsheet_library(made, work, modules)
    manifest["files"] = {
        name: integrity(made / name)
        for name in (
            *(f"{version}/{file}" for file in PYODIDE_FILES if file != "python_stdlib.zip"),
            library,
            extras,
            *(str(file.relative_to(made)) for file in sorted(made.glob("checker-*/*"))),
        )
    }
    write_manifest(made, manifest)
    if not json.loads(boot(made, SMOKE)):
        raise RuntimeError("the compiled checker knows no check")


def write_manifest(made: Path, manifest: Mapping[str, object]) -> None:
    (made / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def build_checker(made: Path, work: Path) -> str:
    """The checker's wheel, compiled and entered in a lock; returns the name of their folder."""
    folder, source = work / "checker", work / "source"
    shutil.copytree(CHECKER, source, ignore=shutil.ignore_patterns("__pycache__", *HERE_ALONE, *EXTRAS))
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, source)
    (wheel,) = folder.glob("*.whl")

    # Pyodide compares `info` with itself, so it is taken over; of the packages, the site has none but ours.
    stock = json.loads((PYODIDE / "pyodide-lock.json").read_text())
    empty, lock = work / "empty-lock.json", folder / "pyodide-lock.json"
    empty.write_text(json.dumps({"info": stock["info"], "packages": {}}))
    # The lock takes the wheel before it is compiled: pyodide-lock does not accept the tag of a compiled wheel.
    pyodide("lockfile", "add-wheels", "--input", empty, "--output", lock, "--base-path", folder, wheel)
    pyodide("py-compile", "--silent", "--no-keep", folder)
    (wheel,) = folder.glob("*.whl")
    drop_dates(wheel)
    locked = json.loads(lock.read_text())
    locked["packages"]["handbook-checker"]["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock.write_text(json.dumps(locked, indent=2) + "\n")

    name = f"checker-{short_hash(wheel, lock)}"
    folder.rename(made / name)
    return name


def extra_sources() -> dict[str, bytes]:
    """The sources of `EXTRAS` by their names in an archive."""
    package = CHECKER / "src" / "handbook_checker"
    files = [
        file for file in sorted(package.rglob("*.py")) if {*EXTRAS} & {*file.relative_to(package).parts[:2]}
    ]
    return {file.relative_to(package.parent).as_posix(): file.read_bytes() for file in files}


def find_modules(runtime: Path, *options: str) -> list[str]:
    """Every module that the checker and its extras bring into a runtime, but for those in its binary."""
    source = CHECKER / "src"
    paths = (file.relative_to(source).with_suffix("").parts for file in sorted(source.rglob("*.py")))
    names = [".".join(path).removesuffix(".__init__") for path in paths if f"{path[-1]}.py" not in HERE_ALONE]
    found: list[str] = json.loads(
        boot(runtime, FIND_MODULES.replace("CHECKER_MODULES", repr(names)), *options)
    )
    return found


def trim_library(made: Path, work: Path, modules: Iterable[str]) -> str:
    """The named modules of the standard library, compiled, in one archive; returns its file name."""
    return pack(made, work, "stdlib", library_sources(modules))


def spreadsheet_library(made: Path, work: Path, modules: Iterable[str]) -> str:
    """The packages for spreadsheets, and what of the standard library they need beyond `modules`, likewise."""
    found = json.loads(run(sys.executable, "-c", FIND_SPREADSHEET_MODULES))
    # A package lies in one archive or the other as a whole, or Python would not find its second half.
    there = {module.partition(".")[0] for module in modules}
    sources = library_sources(module for module in found if module.partition(".")[0] not in there)
    for module, origin in found.items():
        if module.partition(".")[0] in SPREADSHEET_PACKAGES:
            path = module.replace(".", "/")
            name = f"{path}/__init__.py" if origin.endswith("__init__.py") else f"{path}.py"
            sources[name] = Path(origin).read_bytes()
    return pack(made, work, "spreadsheets", sources)


def library_sources(modules: Iterable[str]) -> dict[str, bytes]:
    """The sources of those of the modules that Pyodide's standard library has, by their names in an archive."""
    with zipfile.ZipFile(PYODIDE / "python_stdlib.zip") as library:
        paths = [module.replace(".", "/") for module in modules]
        wanted = {name for path in paths for name in (f"{path}.py", f"{path}/__init__.py")}
        return {name: library.read(name) for name in library.namelist() if name in wanted}


def pack(made: Path, work: Path, name: str, sources: Mapping[str, bytes]) -> str:
    """Compile sources into one archive; returns its file name."""
    packed = work / name / f"{name}.zip"
    packed.parent.mkdir()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, source in sources.items():
            archive.writestr(path, source)
    # Without docstrings, a fifth of the bytes: nobody asks these modules for help.
    pyodide("py-compile", "--silent", "--no-keep", packed, optimize=2)
    drop_dates(packed)
    target = f"{name}-{short_hash(packed)}.zip"
    packed.rename(made / target)
    return target


def drop_dates(archive: Path) -> None:
    """Write the archive again so that its bytes follow from its content alone."""
    with zipfile.ZipFile(archive) as old:
        entries = {name: old.read(name) for name in sorted(old.namelist())}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, content)


def integrity(file: Path) -> str:
    """What a browser compares a file with that it fetches."""
    return f"sha256-{base64.b64encode(hashlib.sha256(file.read_bytes()).digest()).decode()}"


def short_hash(*files: Path) -> str:
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def node() -> str:
    """The Node of the machine; where it has none, the one that the Makefile put beside this Python."""
    search = f"{os.environ['PATH']}{os.pathsep}{Path(sys.executable).parent}"
    found = shutil.which("node", path=search)
    if found is None:
        raise RuntimeError("no Node was found: `make serve` or `make test` installs one")
    return found


def boot(runtime: Path, code: str, *options: str) -> str:
    """Run Python code in the runtime under Node; the value of its last expression, a string."""
    return run(node(), BOOT, runtime, *options, input=code)


def pyodide(*arguments: str | Path, optimize: int = 0) -> str:
    return run(Path(sys.executable).parent / "pyodide", *arguments, PYTHONOPTIMIZE=str(optimize))


def run(*command: str | Path, input: str | None = None, **variables: str) -> str:
    """Run a command quietly; when it fails, say all that it said."""
    environment = ENVIRONMENT | variables
    done = subprocess.run(command, input=input, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout
