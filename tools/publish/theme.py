"""The theme's sheets and script without what no reader of this handbook has a use for.

A page on a phone spends most of its time before the first line in what the theme brings for every kind of site.
Each cut names what it takes away; the build stops where the theme no longer holds the text that a cut is made from.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import tinycss2

# Styles of what mkdocs.yml does not turn on. `tests/site/test_theme.py` fails once a page has one of these classes.
COMPONENTS = (
    "admonition abstract bug danger example failure info note question quote success tip warning",
    "arithmatex critic emojione footnote gemoji giscus headerlink highlight highlighttable katex-html keys mermaid twemoji",
    "card cards grid tabbed-\\w+ task-list-\\w+",
    "md-annotation md-author md-button md-clipboard md-code__\\w+ md-consent md-content--post md-draft md-feedback",
    "md-header__source md-input md-meta md-nav--integrated md-nav__container md-nav__source md-pagination md-path",
    "md-pin md-post md-profile md-progress md-search__suggest md-select md-sidebar--post md-social md-source",
    "md-source-file md-status md-tag md-tags md-tooltip md-tooltip2",
)
_PARTS = "|".join(" ".join(COMPONENTS).split())
UNUSED_CLASS = re.compile(rf"(?:{_PARTS})(?:(?:--|__)[\w-]+)?")
# The handbook runs from left to right, and its colours are its own.
_UNUSED = re.compile(
    rf"\.{UNUSED_CLASS.pattern}(?![\w-])|\[dir=rtl\]"
    r"|\[data-md-color-(?:primary|accent)=(?!custom\b)|\[data-md-color-switching\]"
)
_NOT = re.compile(r":not\([^()]*\)")


@cache
def style(sheet: str) -> str:
    """A sheet of the theme's with the rules that can apply to a page of the handbook, without its comments."""
    # Every browser that runs the checker knows the pseudo-class, which the theme's script stands in for by a class.
    native = sheet.replace(".focus-visible", ":focus-visible")
    return "".join(_used(tinycss2.parse_stylesheet(native, skip_comments=True, skip_whitespace=True)))


def _used(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "error":
            raise ValueError(f"line {rule.source_line} of the theme's sheet: {rule.message}")
        if rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inner = "".join(_used(tinycss2.parse_rule_list(rule.content, skip_whitespace=True)))
            if inner:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}"
        elif rule.type == "qualified-rule":
            selectors = "".join("\n" if token == "," else token.serialize() for token in rule.prelude)
            used = [each for each in selectors.split("\n") if not _UNUSED.search(_NOT.sub("", each))]
            if used:
                yield f"{','.join(used)}{{{tinycss2.serialize(rule.content)}}}"
        else:
            yield rule.serialize()


class Cut(NamedTuple):
    """A part of the theme's minified script that no reader needs, and what stands there instead."""

    takes: str
    saves: str
    """Measured on the credit regulation, on a phone's screen, with a processor four times slower: medians of 9 to 13 visits
    with all cuts and with all but this one. Two series with the same cuts differ by less than 12 ms; what saves less, or
    less than 10 KB, is not worth a cut."""
    theirs: str
    ours: str


_CUTS = (
    Cut(
        "A class for what has the focus, which styles the whole page once more and listens to every move of a pointer.",
        "38 ms of styling and layout",
        'typeof document!="undefined"&&e(document)',
        "0",
    ),
    Cut(
        "The index and the worker of a search that nobody has opened.",
        "71 KB, compressed, in five requests, and 30 ms when a pointer first moves",
        'L($(location.protocol!=="file:"),Je("search")).pipe(Re(',
        'Je("search").pipe(Re(',
    ),
    Cut(
        "The same for words to mark, unless the address names some.",
        "57 KB, compressed: the index",
        'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))]).pipe(',
        'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(o=>z([t,$(o)]))).pipe(',
    ),
    Cut(
        "The start of the search's worker before its first message; what listens before waits for it.",
        "14 KB, compressed, in two requests",
        "function Mn(e,t=new Worker(e)){",
        "function Mn(e,t=((u,w,l=[])=>({addEventListener:(...a)=>w?w.addEventListener(...a):l.push(a),"
        "removeEventListener:(...a)=>w?.removeEventListener(...a),"
        "postMessage(m){if(!w){w=new Worker(u);for(let a of l)w.addEventListener(...a)}w.postMessage(m)}}))(e)){",
    ),
    Cut(
        "The element that tells a browser of light and dark, and styles every element anew; site.css says it.",
        "94 ms of styling and layout",
        'let o=x("meta",{name:"color-scheme"});document.head.appendChild(o);',
        'let o=x("meta",{name:"color-scheme"});',
    ),
    Cut(
        "Absolute addresses for what the head holds, with which the style sheet is read once more …",
        "53 ms of styling, together with the next",
        'function vi(e){for(let t of M("[href], [src]",e))',
        'function vi(e){for(let t of M("[href]:not(link), [src]",e))',
    ),
    Cut(
        "… as they tell whether the next page has the same sheet; its name, which holds its hash, tells that too.",
        "10 ms of styling at each step to a page of another folder, which would read the sheet again",
        "t.set(r.outerHTML,r)",
        't.set(r.rel==="stylesheet"?r.href.split("/").pop():r.outerHTML,r)',
    ),
)


def script(bundle: str) -> str:
    """The theme's script without what it does for every page that is only read."""
    for cut in _CUTS:
        if bundle.count(cut.theirs) != 1:
            raise ValueError(f"the theme's script changed, this cut is to be made anew: {cut.takes}")
        bundle = bundle.replace(cut.theirs, cut.ours)
    return re.sub(r"\n//# sourceMappingURL=.*", "", bundle)
