"""One direction only: tools know nothing of the checker but its surface."""

import ast

import pytest
from handbook_checker import site

from tools import ROOT

# It measures how the checker decides many customers at once, from within, as its peers are measured from within.
FROM_WITHIN = ROOT / "tools/bench/engines/checker.py"
MODULES = sorted({*(ROOT / "tools").rglob("*.py")} - {FROM_WITHIN})


def imported(path):
    """The modules that a file imports, and what it imports of the checker itself as if that were a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module == "handbook_checker":
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_tool_imports_the_surface_of_the_checker_alone(path):
    of_the_checker = {name for name in imported(path) if name.partition(".")[0] == "handbook_checker"}
    assert of_the_checker <= {"handbook_checker.site"}


def test_the_surface_has_all_that_it_says():
    assert [name for name in site.__all__ if not hasattr(site, name)] == []
