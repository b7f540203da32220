"""Every string a reader can see, through one gettext catalogue with Chinese as its source.

The catalogues are the plain text files ``locale/<language>.po``: the checker runs from a clean
checkout with the standard library alone, so there is no compiled ``.mo`` to keep in step.
"""

import ast
import re
from functools import cache
from importlib.resources import files

SOURCE_LANGUAGE = "zh"
LANGUAGES = (SOURCE_LANGUAGE, "en")

_ENTRY = re.compile(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', re.MULTILINE)
_language = SOURCE_LANGUAGE


def use(language: str) -> None:
    """Give all texts in `language` from now on; one interpreter speaks one language at a time."""
    global _language
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def language() -> str:
    """The language in use."""
    return _language


@cache
def _messages(language: str) -> dict[str, str]:
    text = (files(__name__.partition(".")[0]) / "locale" / f"{language}.po").read_text(encoding="utf-8")
    joined = [[ast.literal_eval(f"({part})") for part in entry] for entry in _ENTRY.findall(text)]
    return {source: translated for source, translated in joined if source and translated}


def _(message: str) -> str:
    """The text of `message` in the language in use; the Chinese source where it has no translation."""
    return message if _language == SOURCE_LANGUAGE else _messages(_language).get(message, message)
