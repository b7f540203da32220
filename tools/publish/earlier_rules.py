"""A regulation's cases, run on the rule that a clause had before: a changed rule needs a case that tells the two apart.

The checker is today's but for the one rule, so that a case fails because of it and of nothing else.
"""

import ast
import builtins
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path("handbook_checker")
_WORDING = {"examples", "texts", "wording"}
"""Modules beside the rules that decide nothing."""


class Rule(NamedTuple):
    """A clause's rule in the source of a checker."""

    module: Path
    """From the folder of the source on."""
    node: ast.FunctionDef

    @property
    def code(self) -> str:
        """What decides: without the docstring, comments and layout."""
        return without_docstrings(self.node)


class Run(NamedTuple):
    """What came of running cases: the first that failed, or why they could not be run."""

    failed: str = ""
    fault: str = ""


def rules_in(source: Path) -> dict[str, Rule]:
    """The rules of a checker by the clauses that they decide, without importing it."""
    found = {}
    for path in sorted((source / PACKAGE).rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (id := _decides(node)):
                found[id] = Rule(path.relative_to(source), node)
    return found


def _decides(node: ast.FunctionDef) -> str | None:
    for decorator in node.decorator_list:
        match decorator:
            case ast.Call(func=ast.Name(id="clause"), args=[ast.Constant(value=str(id)), *_]):
                return id
    return None


def deciding_modules(*sources: Path) -> list[Path]:
    """The modules in which a rule stands, or on which one in the same folder may rest, in any of several checkers."""
    folders = {rule.module.parent for source in sources for rule in rules_in(source).values()}
    found = {
        path.relative_to(source)
        for source in sources
        for folder in folders
        for path in (source / folder).glob("*.py")
        if path.stem not in _WORDING
    }
    return sorted(found)


def code(path: Path) -> str | None:
    """A module as far as it decides anything; None where there is none."""
    return without_docstrings(ast.parse(path.read_text(encoding="utf-8"))) if path.exists() else None


def without_docstrings(tree: ast.AST) -> str:
    """Code as far as it decides anything."""
    tree = ast.parse(ast.unparse(tree))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and ast.get_docstring(node) is not None
        ):
            del node.body[0]
    return ast.dump(tree)


def with_rule_before(id: str, now: Path, before: Path, target: Path) -> None:
    """Put today's checker into `target`, with the rule of clause `id` as it was."""
    shutil.copytree(now / PACKAGE, target / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    rule, earlier = rules_in(now)[id], rules_in(before)[id]
    path = target / rule.module
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    tree = ast.parse("".join(lines))
    earlier.node.name = rule.node.name
    bound = {name for node in tree.body for name in _binds(node)}
    needed = _statements_behind(earlier.node, ast.parse((before / earlier.module).read_text("utf-8")), bound)
    text = "\n".join(ast.unparse(node) for node in (*needed, earlier.node)) + "\n"
    first = min(rule.node.lineno, *(each.lineno for each in rule.node.decorator_list))
    path.write_text("".join([*lines[: first - 1], text, *lines[rule.node.end_lineno :]]), encoding="utf-8")


def with_package_before(regulation: str, now: Path, before: Path, target: Path) -> None:
    """Put today's checker into `target`, with all that belongs to one regulation as it was."""
    shutil.copytree(now / PACKAGE, target / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.rmtree(target / PACKAGE / regulation)
    shutil.copytree(before / PACKAGE / regulation, target / PACKAGE / regulation)


def _statements_behind(rule: ast.AST, module: ast.Module, bound: set[str]) -> list[ast.stmt]:
    """What binds the names that a rule uses and that today's module no longer has, such as an import."""
    found: list[ast.stmt] = []
    missing = [name for name in _uses(rule) if name not in bound]
    while missing:
        name = missing.pop()
        for node in module.body:
            if name in _binds(node) and name not in bound:
                if isinstance(node, ast.ImportFrom | ast.Import):
                    node.names = [each for each in node.names if name == (each.asname or each.name)]
                bound |= {*_binds(node)}
                found.insert(0, node)
                missing += [each for each in _uses(node) if each not in bound]
    return found


def _uses(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load) and not hasattr(builtins, each.id):
            yield each.id


def _binds(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            yield from (each.asname or each.name for each in names)
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign() | ast.AnnAssign():
            yield from (
                each.id
                for each in ast.walk(node)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            )


def run_cases(root: Path, cases: Sequence[str], checker: Path) -> Run:
    """Run cases of the checkout `root` on the checker whose source is `checker`, up to the first that fails."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=line", "-rfE", "-p", "no:cacheprovider"]
    run = subprocess.run(
        # An option of its own puts the checkout's checker before any other.
        [*command, "-o", "pythonpath=", "-o", "console_output_style=classic", *cases],
        cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(checker), str(root)))},
        capture_output=True,
        text=True,
    )
    if run.returncode == 0:
        return Run()
    failed = re.search(r"^FAILED (.+?)(?: - .*)?$", run.stdout, re.MULTILINE)
    if run.returncode == 1 and failed:
        return Run(failed=failed[1])
    lines = (run.stdout + run.stderr).strip().splitlines() or [f"exit {run.returncode}"]
    return Run(fault=next((line for line in lines if line.startswith(("E ", "ERROR"))), lines[-1]))
