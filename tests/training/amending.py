"""Amends the figures that rules state, all at once, in a copy of the checker; and what is trained by such a copy."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import handbook_checker

CASES = """
import json
from handbook_checker.model.settings import Settings
from handbook_checker.training.cases import grade, make
from handbook_checker.training.exercise import LEVELS
from handbook_checker.training.exercises import EXERCISES

def answers(part):
    values = [value for value, label in part.options]
    return {
        "amount": ["0", "100"],
        "day": ["2020-01-01"],
        "one": values,
        "clause": values,
        "many": [[], values],
        "sequence": [[], values[::-1]],
    }[part.kind]

def texts(case):
    for paragraph in case.story:
        yield from (sentence.text for sentence in paragraph)
    for part in case.parts:
        yield part.prompt
        yield from (label for value, label in part.options)
        for answer in answers(part):
            remark = part.departs(answer) if answer != part.expected else None
            if remark:
                yield remark.text
    graded = grade(case, {})
    yield from (part["expected"] for part in graded["parts"] if part["kind"] not in ("amount", "clause"))
    yield from (reason["text"] for reason in graded["reasons"])

found = {}
for check in CHECKS:
    every = set()
    for number in range(COUNT):
        case = make(check, number % len(LEVELS) + 1, f"f{number}", Settings())
        every |= {*texts(case)}
    found[check] = sorted(every)
print(json.dumps(found))
"""


class Figure(NamedTuple):
    """A figure that a rule states, and what it is amended to."""

    checks: tuple[str, ...]
    unit: str
    old: int
    new: int


CALLS = ("days", "months", "years", "yuan", "minutes", "nth_day", "share")
KEYWORDS = ("percent", "percent_then", "too_often")


def copy_of_the_checker(folder: Path) -> Path:
    """A copy of the package within `folder`; returns the package."""
    source = Path(handbook_checker.__file__).parent
    return Path(shutil.copytree(source, folder / source.name, ignore=shutil.ignore_patterns("__pycache__")))


def amend_every_figure(package: Path) -> list[Figure]:
    """Amend every figure in every rule of `package`, each to a number that no rule has of its unit; returns them."""
    modules = {
        path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.glob("*/rules.py"))
    }
    literals = [(path, *found) for path, module in modules.items() for found in _literals(module)]
    taken: dict[str, set[int]] = {}
    for _path, _checks, unit, literal in literals:
        taken.setdefault(unit, set()).add(literal.value)
    figures = []
    edits: dict[Path, list[tuple[ast.Constant, int]]] = {}
    for path, checks, unit, literal in literals:
        new = next(number for number in range(literal.value + 1, 1000) if number not in taken[unit])
        taken[unit].add(new)
        figures.append(Figure(checks, unit, literal.value, new))
        edits.setdefault(path, []).append((literal, new))
    for path, changed in edits.items():
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        # From the end of a line on, for what stands before keeps its offset.
        for literal, new in sorted(changed, key=lambda edit: -edit[0].col_offset):
            line = lines[literal.lineno - 1].encode()
            assert literal.end_col_offset
            lines[literal.lineno - 1] = (
                line[: literal.col_offset] + str(new).encode() + line[literal.end_col_offset :]
            ).decode()
        path.write_text("".join(lines), encoding="utf-8")
    return figures


def _literals(module: ast.Module) -> Iterator[tuple[tuple[str, ...], str, ast.Constant]]:
    """The figures in the rules of a module: the checks that their clauses concern, the unit, where they stand."""
    for function in (node for node in module.body if isinstance(node, ast.FunctionDef)):
        decorators = [each for each in function.decorator_list if isinstance(each, ast.Call)]
        checks = tuple(
            ast.literal_eval(argument)
            for decorator in decorators
            for argument in decorator.args[1:]
            if isinstance(argument, ast.Constant)
        )
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "id", getattr(node.func, "attr", ""))
                given = [(called, argument) for argument in node.args if called in CALLS]
                given += [(each.arg or "", each.value) for each in node.keywords if each.arg in KEYWORDS]
                for unit, value in given:
                    if isinstance(value, ast.Constant) and type(value.value) is int:
                        yield checks, unit, value


def amend_rule(package: Path, function: str, edit: Callable[[ast.Call], None]) -> None:
    """Edit the value that a rule of `package` returns."""
    (path,) = [path for path in package.glob("*/rules.py") if f"def {function}(" in path.read_text("utf-8")]
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            (returned,) = [each.value for each in ast.walk(node) if isinstance(each, ast.Return)]
            assert isinstance(returned, ast.Call)
            edit(returned)
    path.write_text(ast.unparse(module), encoding="utf-8")


def trained(package: Path, cases: int, *checks: str) -> dict[str, list[str]]:
    """Every text of so many cases of each of the checks, or of every check, by the rules in `package`."""
    code = CASES.replace("COUNT", str(cases)).replace("CHECKS", f"{checks!r} or EXERCISES")
    found: dict[str, list[str]] = run_in(package, code)
    return found


def run_in(package: Path, code: str) -> Any:
    """What `code` prints as JSON where the checker is `package`."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=package.parent, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
