"""The types of the checker's surface as TypeScript's, for the check of the pages' scripts.

    python -m tools.export.surface_types      writes build/types/handbook_checker.d.ts

`handbook_checker/replies.py` declares what pages ask and receive; nothing is declared twice.
"""

import inspect
import types
import typing
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, is_typeddict

from handbook_checker.site import replies

from tools import ROOT

TARGET = ROOT / "build" / "types" / "handbook_checker.d.ts"
_SIMPLE = {str: "string", int: "number", bool: "boolean", type(None): "null", Any: "unknown"}


def declarations(module: types.ModuleType) -> str:
    """Every TypedDict of a module, and every other name for a type, as TypeScript.

    `ValueError` where something else than JSON's values is declared.
    """
    named = {
        name: value
        for name, value in vars(module).items()
        if is_typeddict(value) or get_origin(value) in (Literal, Union, types.UnionType)
    }
    parts = [
        _interface(value) if is_typeddict(value) else f"export type {name} = {_type(value)};"
        for name, value in named.items()
    ]
    return "\n".join(parts) + "\n"


def _interface(declared: Any) -> str:
    hints = typing.get_type_hints(declared, include_extras=True)
    lines = [
        f"  {_key(name)}{'?' if _optional(hint) else ''}: {_type(hint)};" for name, hint in hints.items()
    ]
    says = inspect.getdoc(declared) if declared.__doc__ else None
    head = [f"/** {says} */"] if says else []
    return "\n".join([*head, f"export interface {declared.__name__} {{", *lines, "}"])


def _key(name: str) -> str:
    return name if name.isidentifier() else f'"{name}"'


def _optional(hint: Any) -> bool:
    return get_origin(hint) is NotRequired


def _type(hint: Any) -> str:
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if is_typeddict(hint):
        return str(hint.__name__)
    if origin is NotRequired:
        return _type(inner[0])
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin in (Union, types.UnionType):
        return " | ".join(_type(each) for each in inner)
    if origin is list:
        return f"({_type(inner[0])})[]"
    if origin is dict and inner[0] is str:
        return f"Record<string, {_type(inner[1])}>"
    raise ValueError(f"{hint} is no JSON value that TypeScript has a type for")


def main() -> None:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(declarations(replies), encoding="utf-8")


if __name__ == "__main__":
    main()
