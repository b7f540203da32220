"""The content security policy: what a page of the handbook may load and run, which is what this site itself brings.

The browser refuses everything else: another host, a form that would be sent, code made from text. Scripts within a
page run only where their hash stands in the policy. Instant navigation goes on under the policy of the page that
was opened first, so all pages of a site have one policy, with the hashes of them all.

Each page carries it. `_headers` has it again for hosts that read such a file, with what a page cannot say of itself.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

HEADERS = """\
/*
  Content-Security-Policy: {policy}; frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cache-Control: no-cache
{lasting}"""

LASTING = """\
{path}
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
"""

INLINE = re.compile(r"<(script|style)((?![^>]*\ssrc=)[^>]*)>(.*?)</\1>", re.DOTALL)
PLACE = '<meta charset="utf-8">'
"""Behind it, as a browser looks for the letters' encoding in the first 1,024 bytes alone."""


def policy(pages: Iterable[str]) -> str:
    """The policy for pages that are shown in one visit."""
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for kind, attributes, content in INLINE.findall(page):
            if "application/json" not in attributes:
                digest = hashlib.sha256(content.encode()).digest()
                hashes[kind].add(f"'sha256-{base64.b64encode(digest).decode()}'")
    rules: dict[str, Sequence[str]] = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "'wasm-unsafe-eval'", *sorted(hashes["script"])],
        "style-src": ["'self'", *sorted(hashes["style"])],
        # The theme's signs are pictures within its style sheets.
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def apply(paths: Iterable[Path]) -> None:
    """Give the pages of a built site their policy."""
    pages = {path: path.read_text(encoding="utf-8") for path in paths}
    given = policy(pages.values())
    for path, page in pages.items():
        path.write_text(with_policy(page, given), encoding="utf-8")


def with_policy(page: str, given: str) -> str:
    """A page with its policy, in front of everything that it rules."""
    before, mark, after = page.partition(PLACE)
    if not mark:
        raise ValueError(f"no {PLACE} in the page, behind which its policy would stand")
    return f'{before}{mark}<meta http-equiv="Content-Security-Policy" content="{given}">{after}'


def headers(site: Path, lasting: Iterable[str]) -> str:
    """`_headers` for a whole site; `lasting` are the paths of files that never change."""
    given = policy(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html")))
    return HEADERS.format(policy=given, lasting="".join(LASTING.format(path=path) for path in lasting))
