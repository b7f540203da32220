"""The registry of clauses: every clause of the handbook, with the function that decides it or why none does.

A clause is decided by one small function. Its docstring is the clause in the proposed reading, word for word;
its parameters are the facts that it reads.
"""

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from .truth import Truth

REQUIREMENT, STATE, CONSEQUENCE = "requirement", "state", "consequence"

Rule = TypeVar("Rule", bound=Callable[..., Any])


class Applies(NamedTuple):
    """For whom a clause is: the grade and the facts that a customer must have."""

    wanted: Mapping[str, Any]
    facts: tuple[str, ...]
    """Those of the names that are facts of the check itself."""

    def __call__(self, customer: Mapping[str, Any]) -> bool:
        return all(customer[name] == value for name, value in self.wanted.items())


class Clause(NamedTuple):
    """One clause: its id, the checks it concerns, the facts it reads, the readings it depends on."""

    id: str
    checks: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[str, ...]
    source: str
    rule: Callable[..., Any] | None = None
    nothing_to_decide: str | None = None
    speaks_of: str = REQUIREMENT
    """What meeting the clause means: a requirement kept, a state to be guarded against, or a consequence that follows."""
    parameters: tuple[str, ...] = ()
    """What its rule is given; where it takes any number, the facts."""
    applies: Applies | None = None
    """For whom it is; None where it is for everyone."""


_registry: dict[str, Clause] = {}


def _source(file: str, line: int) -> str:
    # Code that was compiled for the browser names its file from the package on, not by its full path.
    package = __name__.partition(".")[0]
    return f"{Path(file).as_posix().rpartition(f'{package}/')[2]}:{line}"


def _register(entry: Clause) -> None:
    if entry.id in _registry:
        raise ValueError(f"{entry.id} is registered twice: {_registry[entry.id].source}, {entry.source}")
    _registry[entry.id] = entry


def clause(
    id: str,
    *checks: str,
    facts: tuple[str, ...] | None = None,
    readings: tuple[str, ...] = (),
    speaks_of: str = REQUIREMENT,
    applies: Applies | None = None,
) -> Callable[[Rule], Rule]:
    """Register the decorated function as the rule of clause `id`, decided by `checks`.

    The facts that it reads are those that say for whom it is, and its parameters; `facts` names them where they are
    others, as with a clause that speaks of the grade.
    """

    def register(rule: Rule) -> Rule:
        code = inspect.unwrap(rule).__code__
        source = _source(code.co_filename, code.co_firstlineno)
        parameters = code.co_varnames[: code.co_argcount]
        if code.co_flags & inspect.CO_VARARGS and facts:
            parameters = facts
        read = (*(applies.facts if applies else ()), *parameters) if facts is None else facts
        entry = Clause(
            id,
            checks,
            read,
            readings,
            source,
            rule,
            speaks_of=speaks_of,
            parameters=parameters,
            applies=applies,
        )
        _register(entry)
        return rule

    return register


def nothing_to_decide(id: str, *checks: str, why: str, readings: tuple[str, ...] = ()) -> None:
    """Register clause `id` as one that leaves nothing to decide, and say why; `checks` is where it matters."""
    caller = inspect.currentframe()
    assert caller is not None
    assert caller.f_back is not None
    source = _source(caller.f_back.f_code.co_filename, caller.f_back.f_lineno)
    _register(Clause(id, checks, (), readings, source, nothing_to_decide=why))


def clauses() -> dict[str, Clause]:
    """Every registered clause by id."""
    return dict(_registry)


def decided_by(check: str) -> dict[str, Clause]:
    """The clauses with a rule that concern `check`, in the order of their registration."""
    return {id: entry for id, entry in _registry.items() if check in entry.checks and entry.rule}


def rules_returning(kind: type, check: str) -> dict[str, Clause]:
    """The clauses that `check` decides whose rule returns a value of `kind`."""
    return {
        id: entry
        for id, entry in decided_by(check).items()
        if entry.rule and entry.rule.__annotations__.get("return") is kind
    }


def results(check: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the rule of each clause that `check` decides returns for `facts`."""
    return {
        id: entry.rule(*(facts[name] for name in entry.parameters))
        for id, entry in decided_by(check).items()
        if entry.rule
    }


def stated(id: str) -> Any:
    """What clause `id` states whatever the facts are: its figures, roles and times, with no fact known."""
    entry = _registry[id]
    assert entry.rule
    return entry.rule(*(None for _ in entry.parameters))


def truth(result: Any) -> Truth:
    """Whether a clause is kept, by what its rule returned: yes, no or unknown, or a value that has it as its `truth`."""
    found: Truth = result if result is None or isinstance(result, bool) else result.truth
    return found


def truths(check: str, facts: Mapping[str, Any]) -> dict[str, Truth]:
    """What each clause that `check` decides says of `facts`, where it says yes or no."""
    return {id: truth(result) for id, result in results(check, facts).items()}
