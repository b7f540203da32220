"""The checker of the policy handbook: facts in, an outcome with its clauses out.

>>> check("credit", {"weak_finances": True}).fields["rating"]["grade"]
'C'
"""

import pkgutil
import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any

from .edition import EDITION
from .model.checks import Check, run
from .model.clauses import clauses
from .model.facts import UnusableFacts
from .model.outcome import Outcome
from .model.settings import Settings

__all__ = ["CHECKS", "EDITION", "REGULATIONS", "Outcome", "Settings", "UnusableFacts", "check", "clauses"]

_SHARED = {"engine", "model", "tables", "training"}
"""The packages that serve every regulation; each other one is a regulation."""

REGULATIONS: tuple[ModuleType, ...] = tuple(
    import_module(f"{__name__}.{module.name}")
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name)
    if module.ispkg and module.name not in _SHARED
)
"""The package of each regulation; its `CHECKS` are what it decides."""

CHECKS: dict[str, Check] = {check.id: check for regulation in REGULATIONS for check in regulation.CHECKS}
"""The checks by id."""


def check(id: str, facts: Mapping[str, Any], settings: Settings | None = None) -> Outcome:
    """The outcome of check `id` for `facts`; `UnusableFacts` names every fact that cannot be used."""
    return run(CHECKS[id], facts, settings or Settings())[1]


def extend_by(archive: str) -> None:
    """Let every package here find the modules in `archive` as well: what no check needs may come later."""
    for name, module in [*sys.modules.items()]:
        if name.partition(".")[0] == __name__ and hasattr(module, "__path__"):
            module.__path__.append(f"{archive}/{name.replace('.', '/')}")
