"""The content security policy: on every page the same, without a hole, and wide enough for what the build put there."""

import base64
import hashlib
import json
import re

import pytest

from tools.publish import policy


@pytest.fixture(scope="module")
def policies(site):
    pages = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    found = {
        path: re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        for path, page in pages.items()
    }
    assert len(found) > 15
    return found


def test_every_page_has_one_policy_and_all_the_same(policies):
    assert {path for path, found in policies.items() if len(found) != 1} == set()
    assert len({found[0] for found in policies.values()}) == 1


def test_it_allows_no_text_to_become_code(policies):
    (given,) = {found[0] for found in policies.values()}
    rules = {name: values for name, *values in (rule.split() for rule in given.split("; "))}
    for name in ("script-src", "style-src"):
        sources = [value for value in rules[name] if not re.fullmatch(r"'sha256-[\w+/]{43}='", value)]
        assert sources == (["'self'", "'wasm-unsafe-eval'"] if name == "script-src" else ["'self'"])
    assert {name: rules[name] for name in ("default-src", "object-src", "base-uri", "form-action")} == {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_it_stands_before_what_it_rules_and_within_what_a_browser_reads_first(site):
    for path in site.rglob("*.html"):
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        assert head.index("Content-Security-Policy") < min(head.index("<script"), head.index("<link")), path
        assert head.encode().index(b"charset") < 1024, path


def test_no_page_has_a_style_or_a_deed_in_an_attribute(site):
    """No hash can allow these."""
    for path in site.rglob("*.html"):
        page = re.sub(r"<script.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert re.findall(r"<[^>]*\s(?:style|on[a-z]+)=[\"'][^>]*>", page) == [], path


def test_the_headers_file_has_the_same_policy(policies, site):
    (given,) = {found[0] for found in policies.values()}
    headers = (site / "_headers").read_text(encoding="utf-8")
    assert f"  Content-Security-Policy: {given}; frame-ancestors 'self'\n" in headers
    for named in re.findall(r"^/generated\S+", headers, re.MULTILINE):
        assert list(site.glob(named.lstrip("/"))), named


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("<script>alert(1)</script>", "alert(1)"),
        ('<script type="module">import "./a.js"</script>', 'import "./a.js"'),
        ("<style>p { color: red }</style>", "p { color: red }"),
        ('<script src="a.js"></script>', None),
        ('<script type="application/json">{}</script>', None),
    ],
)
def test_what_stands_in_a_page_is_allowed_by_its_hash(page, allowed):
    digests = re.findall(r"'sha256-([^']+)'", policy.policy([page]))
    if allowed is None:
        assert digests == []
    else:
        assert digests == [base64.b64encode(hashlib.sha256(allowed.encode()).digest()).decode()]


def test_a_page_without_the_place_for_a_policy_is_refused():
    with pytest.raises(ValueError, match="charset"):
        policy.with_policy("<html><head></head></html>", "default-src 'self'")


def test_the_list_of_files_is_whole(site):
    """Everything that a page of the build names is kept with it, but for the browser's Python."""
    listed = json.loads((site / "files.json").read_text(encoding="utf-8"))["files"]
    named = {
        name
        for page in site.rglob("*.html")
        for name in re.findall(r'(?:src|href)="(?:\.\./)*(assets/[^"#?]+)"', page.read_text(encoding="utf-8"))
    }
    assert named
    assert named - listed.keys() == set()
    assert not [name for name in listed if name.endswith((".wasm", ".whl", ".map"))]
    assert {"index.html", "search/search_index.json", "generated/runtime/manifest.json"} <= listed.keys()
