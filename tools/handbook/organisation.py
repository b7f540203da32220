"""What an organisation fills in: the blanks that the regulations leave, and where the text has them.

The regulations are a template. `docs/organisation.toml` is the one place for what differs from one organisation to
the next; the pages show its values where the text has a blank, and the checker takes the same file as its settings.
"""

import difflib
import json
import os
import re
import tomllib
from base64 import b64encode
from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from handbook_checker.site import (
    Check,
    Settings,
    UnusableFacts,
    defaults,
    fact_value,
    money,
    named,
    parse_settings,
    roles,
    titled,
)
from markupsafe import Markup, escape

from tools import ROOT
from tools.handbook.regulations import Blank

_LATE_RATES = {"from_third": "自当月适用较高标准的那一次起", "whole_month": "当月各次一律适用较高标准"}
_AMOUNTS = ("reference_balance", "base_pay", "expense_limit")

HANDBOOK = "客户管理制度手册"
"""What the site is called where nothing else is set."""
_SITE = ("name", "logo", "colour")
_LOGOS = {".svg": "image/svg+xml", ".png": "image/png"}
LEAST_CONTRAST = 4.5
"""Of white letters on the colour of the site, as WCAG 2.2 asks of text (AA)."""
_DARK = "#1e2229"
"""About the ground of a page in the dark scheme."""
_OWN_WORD = Markup('<b class="own-word" title="制度原文：{}">{}</b>')


class Site(NamedTuple):
    """How the site presents itself."""

    name: str = HANDBOOK
    company: str | None = None
    logo: str | None = None
    """A file below docs/."""
    colour: str | None = None
    """#rrggbb."""


class Organisation(NamedTuple):
    """What docs/organisation.toml says, checked."""

    shown: dict[str, str]
    """What the organisation has filled in, by setting, as the pages show it; nothing where it left all open."""
    settings: Settings
    """What the checker goes by."""
    for_pages: str
    """The same as the checker in the browser takes it, as JSON."""
    site: Site

    def titled(self, text: str) -> str:
        """A text of ours in the organisation's words."""
        return str(titled(text, self.settings.titles))

    def marked(self, text: str) -> Markup:
        """The words of a clause with the organisation's titles, each shown to be its own word."""
        title_of, parts, at = dict(self.settings.titles), [], 0
        for start, end, role in named(text):
            if role in title_of:
                parts += [escape(text[at:start]), _OWN_WORD.format(text[start:end], title_of[role])]
                at = end
        return Markup("").join([*parts, escape(text[at:])])

    def defaults(self, check: Check) -> dict[str, str]:
        """What stands for the facts of a check that the organisation has set, in words."""
        return {
            name: fact_value(check.facts[name], value)
            for name, value in defaults(check.facts, self.settings).items()
            if check.facts[name].default_from in self.shown
        }


def file_of(docs: Path) -> Path:
    """The settings of a handbook; HANDBOOK_ORGANISATION names a file to build this one with instead of its own."""
    other = os.environ.get("HANDBOOK_ORGANISATION") if docs == ROOT / "docs" else None
    return Path(other) if other else docs / "organisation.toml"


def read(docs: Path, blanks: Collection[str]) -> Organisation:
    """What the organisation has set; `blanks` are the settings that the regulations have a blank for.

    A ValueError names every wrong setting at once, in the editor's language.
    """
    path = file_of(docs)
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        hint = "文字和中文的名称要加英文引号，每行一项。"
        raise ValueError(f"{path.name} 不是有效的 TOML 文件：{error}。{hint}") from error
    site = given.get("site", {})
    wrong = {
        (key,): problem for key, value in given.items() if (problem := _problem(key, value, blanks))
    } | _problems_of_site(site, docs, blanks)
    try:
        settings = parse_settings(given)
    except UnusableFacts as error:
        wrong |= {tuple(str(each.fact).split(".", 1)): each.problem for each in error.problems}
    if wrong:
        listed = "\n".join(f"  {'.'.join(key)} = {_given(given, key)}：{text}" for key, text in wrong.items())
        raise ValueError(f"{path.name} 中有 {len(wrong)} 处设置有误：\n{listed}")
    shown = {key: _shown(key, value) for key, value in given.items() if key not in ("titles", "site")}
    deciding = {each.name for each in fields(Settings)}
    for_pages = json.dumps({key: value for key, value in given.items() if key in deciding}, default=str)
    # The editions of one site look alike: an earlier one has its own words and settings, but the name of today.
    todays = os.environ.get("HANDBOOK_SITE")
    looks = tomllib.loads(Path(todays).read_text(encoding="utf-8")) if todays else given
    return Organisation(shown, settings, for_pages, _site(looks.get("site", {}), looks.get("name")))


def _given(given: dict[str, Any], key: tuple[str, ...]) -> str:
    """A setting as it stands in the file."""
    value: Any = given
    for part in key:
        value = value[part]
    return repr(value)


def _problem(key: str, value: Any, blanks: Collection[str]) -> str | None:
    match key:
        case "reference_year":
            if type(value) is not int or not 2000 <= value <= 2099:
                return "应为 2000 至 2099 之间的年份，不加引号。"
        case "effective_from" | "expense_limit" | "reference_balance" | "base_pay" | "late_rate_applies":
            return None  # the checker's own settings: it says itself what is wrong with them
        case "titles" | "site":
            return None
        case _ if key in blanks or key == "name":
            return _problem_of_line(value)
        case _ if key in roles():
            return "职务的名称应写在 [titles] 一行之下；请去掉该行开头的“# ”。"
        case _ if key in _SITE:
            return "应写在 [site] 一行之下；请去掉该行开头的“# ”。"
        case _:
            return _unknown(key, {*blanks, "titles", "site"})
    return None


def _problem_of_line(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip() or "\n" in value:
        return "应为一行不空的文字。"
    return None


def _unknown(key: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(key, known, 1)
    return (
        f"没有这项设置。是否指 {near[0]}？"
        if near
        else f"没有这项设置；可用的有：{'、'.join(sorted(known))}。"
    )


def _problems_of_site(site: Any, docs: Path, blanks: Collection[str]) -> dict[tuple[str, ...], str]:
    """What is wrong with the settings of the site, by key."""
    if not isinstance(site, dict):
        return {("site",): "应为一张表：先写一行 [site]，名称、标志和颜色写在它下面。"}
    found: dict[tuple[str, ...], str] = {}
    for key, value in site.items():
        match key:
            case "name":
                problem = _problem_of_line(value)
            case "logo":
                problem = _problem_of_logo(value, docs)
            case "colour":
                problem = _problem_of_colour(value)
            case _ if key in blanks:
                problem = f"应写在 [titles] 和 [site] 之前；[site] 之下只有 {'、'.join(_SITE)}。"
            case _:
                problem = _unknown(key, _SITE)
        if problem:
            found["site", key] = problem
    return found


def _problem_of_logo(value: Any, docs: Path) -> str | None:
    right = "应为 docs/ 之下一个 SVG 或 PNG 文件的路径，例如 assets/images/logo.svg"
    if not isinstance(value, str) or Path(value).suffix.lower() not in _LOGOS:
        return f"{right}。"
    path = (docs / value).resolve()
    if not path.is_relative_to(docs.resolve()):
        return f"{right}；这个文件不在 docs/ 之下。"
    return None if path.is_file() else f"{right}；没有这个文件。"


def _problem_of_colour(value: Any) -> str | None:
    if not isinstance(value, str) or not re.fullmatch("#[0-9a-fA-F]{6}", value):
        return "应为 #rrggbb 形式的颜色，例如 #1f4e8c。"
    ratio = contrast(value, "#ffffff")
    if ratio < LEAST_CONTRAST:
        return (
            f"颜色过浅，白字在上面看不清：对比度为 {ratio:.2f}，应不低于 {LEAST_CONTRAST}。"
            f"同一色调可用 {_until(value, '#000000', '#ffffff')}。"
        )
    return None


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart, from 1 to 21, as WCAG 2.2 defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _rgb(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour.removeprefix("#")))


def _mixed(one: str, other: str, percent: int) -> str:
    """A colour with so many percent of another in it."""
    parts = [a + (b - a) * percent // 100 for a, b in zip(_rgb(one), _rgb(other), strict=True)]
    return "#" + bytes(parts).hex()


def _until(colour: str, towards: str, ground: str) -> str:
    """The first colour on the way to black or white that can be read on a ground."""
    for percent in range(0, 101, 2):
        found = _mixed(colour, towards, percent)
        if contrast(found, ground) >= LEAST_CONTRAST:
            return found
    raise AssertionError(f"{towards} cannot be read on {ground}")


def _site(given: dict[str, str], company: str | None) -> Site:
    company, colour = company and company.strip(), given.get("colour")
    name = given.get("name", "").strip() or f"{company or ''}{HANDBOOK}"
    return Site(name, company, given.get("logo"), colour and colour.lower())


def palette(colour: str) -> dict[str, dict[str, str]]:
    """What a colour makes of each scheme: `ink` is what can be acted on, `wash` the ground that lies behind it.

    Letters in ink can be read on the page, on its sunken parts and on the wash, so ink is a shade darker or lighter
    than the colour where it has to be.
    """
    wash = _mixed("#ffffff", colour, 10)
    light = {"ink": _until(colour, "#000000", _mixed(wash, "#000000", 4)), "wash": wash}
    ink = _until(colour, "#ffffff", _mixed(_DARK, "#ffffff", 12))
    return {"default": light, "slate": {"ink": ink, "wash": _mixed(_DARK, ink, 10)}}


def style(site: Site) -> str:
    """The style sheet of the organisation's colour: the head of the page, links and whatever can be acted on."""
    if not site.colour:
        return ""
    head = "".join(f"--md-primary-fg-color{shade}:{site.colour};" for shade in ("", "--light", "--dark"))
    schemes = "".join(
        f'[data-md-color-scheme="{scheme}"]{{{head}--md-primary-bg-color:#fff;--md-primary-bg-color--light:#fff;'
        f"--md-accent-fg-color:{of['ink']};--md-accent-fg-color--transparent:{of['wash']};"
        f"--md-typeset-a-color:{of['ink']};--ink:{of['ink']};--ink-wash:{of['wash']}}}"
        for scheme, of in palette(site.colour).items()
    )
    # What stands on the colour itself.
    return (
        f"{schemes}.md-header :focus-visible,.md-tabs :focus-visible{{outline-color:#fff}}"
        ".md-tabs__item--active{box-shadow:inset 0 -.1rem #fff}"
        ".md-search__form{--sunk:#ffffff26;--line:#ffffff59}"
    )


def icon(site: Site, docs: Path) -> str | None:
    """The logo as a data URI: browsers fetch an icon anew whenever the address changes."""
    if not site.logo:
        return None
    kind = _LOGOS[Path(site.logo).suffix.lower()]
    return f"data:{kind};base64,{b64encode((docs / site.logo).read_bytes()).decode()}"


def _shown(key: str, value: Any) -> str:
    if key in _AMOUNTS:
        amount = money.grouped(money.fen(str(value)) or 0).removesuffix(".00")
        return amount if key == "base_pay" else f"{amount} 元"
    if key == "effective_from":
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return f"{day.year}年{day.month}月{day.day}日"
    return _LATE_RATES.get(value, str(value).strip()) if key == "late_rate_applies" else str(value).strip()


def gaps(blank: Blank, paragraphs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where a blank stands in the words of its clause: the paragraph, start and end; nothing where it is gone."""
    last = len(paragraphs) - 1
    if not blank.where:
        return [(last, len(paragraphs[last]), len(paragraphs[last]))]
    return [
        (number, *match.span())
        for number, text in enumerate(paragraphs)
        for match in re.finditer(blank.where, text)
    ]
