"""Entries of a TOML file as plain values; what is wrong with one is said in a sentence that names it."""

import tomllib
from pathlib import Path
from typing import Any


def load(path: Path, name: str) -> dict[str, Any]:
    """A TOML file; a ValueError says that it is missing, or where it is broken."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ValueError(f"{name} is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{name} is no valid TOML: {error}") from error


def record(kind: type, entry: Any, name: str) -> Any:
    """A named tuple of a TOML table; ValueError where a key is missing, unknown or of another type."""
    fields: dict[str, Any] = kind.__annotations__
    if not isinstance(entry, dict):
        raise ValueError(f"{name} should be a table")
    unknown = entry.keys() - fields
    missing = fields.keys() - entry.keys() - kind._field_defaults.keys()  # type: ignore[attr-defined]
    if unknown or missing:
        problems = [f"unknown key {key}" for key in sorted(unknown)] + [
            f"no {key}" for key in sorted(missing)
        ]
        raise ValueError(f"{name}: {', '.join(problems)}; its keys are {', '.join(fields)}")
    simple: dict[Any, type] = {str: str, int: int, bool: bool, str | None: str}
    for key, value in entry.items():
        wanted = simple.get(fields[key])
        if wanted and type(value) is not wanted:
            raise ValueError(f"{name}: {key} should be {_CALLED[wanted]}")
    return kind(**entry)


_CALLED = {str: "text", int: "a whole number", bool: "true or false"}


def texts(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(each, str) for each in value):
        raise ValueError(f"{name} should be a list of texts")
    return (*value,)
