"""What is settled while facts are missing, by every way of filling them in.

A field is settled when all completions give it one value; a fact is worth asking when two completions
that differ in it alone give different results.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

Value = TypeVar("Value")

BOTH = (True, False)


def settled(values: Iterable[Value]) -> Value | None:
    """The one value that all completions give; None where they differ."""
    iterator = iter(values)
    first = next(iterator)
    for other in iterator:
        if other != first:
            return None
    return first


def completions(
    facts: Mapping[str, Any], domains: Mapping[str, Sequence[Any]]
) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Every filling-in of the facts named in `domains`: its place, and the facts with it."""
    choices = [(facts[name],) if facts[name] is not None else domain for name, domain in domains.items()]
    return [(place, {**facts, **dict(zip(domains, place, strict=True))}) for place in product(*choices)]


def worth_asking(names: Sequence[str], results: Mapping[tuple[Any, ...], Hashable]) -> list[str]:
    """Those of `names` that alone can change the result; `results` is keyed by one value for each name."""
    found = []
    for index, name in enumerate(names):
        seen: dict[tuple[Any, ...], Hashable] = {}
        for place, result in results.items():
            others = place[:index] + place[index + 1 :]
            if seen.setdefault(others, result) != result:
                found.append(name)
                break
    return found
