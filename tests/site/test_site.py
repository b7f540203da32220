"""The built site as a whole: strict, self-contained, linked throughout, and the same wherever it is built."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from handbook_checker import EDITION

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def pages(site) -> dict[str, BeautifulSoup]:
    """The pages by their path on the site, such as /regulations/credit/."""
    return {
        f"/{file.relative_to(site).as_posix().removesuffix('index.html')}": BeautifulSoup(
            file.read_text(encoding="utf-8"), "html.parser"
        )
        for file in sorted(site.rglob("*.html"))
    }


def test_the_build_says_nothing(site):
    """No warning, no notice: --strict makes errors of warnings, and this of the rest."""
    said = (site.parent / "site.log").read_text(encoding="utf-8").splitlines()
    assert said[0] == "exit 0"
    assert [line for line in said[1:] if re.search("warning|error|deprecat", line, re.IGNORECASE)] == []


LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "ping", "background"}


def addresses(page: BeautifulSoup) -> Iterator[tuple[str, str, str]]:
    for tag in page.find_all(True):
        for name, value in tag.attrs.items():
            if name in LOADS | {"href"} and isinstance(value, str):
                yield tag.name, name, value


def test_nothing_is_loaded_from_another_host(pages):
    found = [
        (path, tag, value)
        for path, page in pages.items()
        for tag, name, value in addresses(page)
        if urlsplit(value).netloc and (name in LOADS or tag == "link")
    ]
    assert found == []


@pytest.mark.parametrize("suffix", ["css", "html"])
def test_no_style_names_another_host(site, suffix):
    outside = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", re.IGNORECASE)
    files = sorted(site.rglob(f"*.{suffix}"))
    assert files
    assert [file.name for file in files if outside.search(file.read_text(encoding="utf-8"))] == []


def test_every_page_refuses_other_hosts(pages):
    for path, page in pages.items():
        policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
        assert policy, path
        assert "://" not in policy["content"]
        assert "default-src 'self';" in policy["content"]
        assert "form-action 'none'" in policy["content"]


def test_links_lead_somewhere(site, pages):
    """Every link within the site, those in templates and in generated HTML too, and the anchor it names."""
    ids = {path: {tag["id"] for tag in page.find_all(id=True)} for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for tag, name, value in addresses(page):
            link = urlsplit(value)
            if link.scheme or link.netloc:
                continue
            target, fragment = urldefrag(urljoin(path, value))
            # A case stands behind the anchor: #credit.15.1?role=downstream
            anchor = unquote(fragment).partition("?")[0]
            target = target.partition("?")[0]
            if target in ids:
                if anchor and not anchor.startswith("__") and anchor not in ids[target]:
                    broken.append((path, value))
            elif not (site / unquote(target).lstrip("/")).is_file():
                broken.append((path, tag, name, value))
    assert broken == []


def test_ids_are_unique(pages):
    for path, page in pages.items():
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert sorted(ids) == sorted(set(ids)), path


def test_the_home_page_leads_to_every_page(pages):
    """To the page itself, or to the first page of its section."""
    home = pages["/"].find("article")
    linked = {urljoin("/", urldefrag(link["href"]).url) for link in home.find_all("a", href=True)} - {"/"}
    unmet = [path for path in pages if not path.startswith(tuple(linked))]
    assert sorted(unmet) == ["/", "/404.html"]


def test_the_home_page_says_where_facts_go(pages):
    assert "所填内容只在本机计算，不会上传。" in pages["/"].find("article").get_text()


def test_the_edition_stands_on_every_page_and_in_the_checker(pages):
    newest = tomllib.loads((ROOT / "docs" / "editions.toml").read_text(encoding="utf-8"))["edition"][-1]
    assert newest["name"] == EDITION
    date = newest["date"]
    words = f"{EDITION} 版，{date.year}年{date.month}月{date.day}日"
    for path, page in pages.items():
        assert words in page.find("footer").get_text(), path


REQUIREMENTS = ["requirements.txt", "requirements-node.txt", "tools/bench/requirements.txt"]
PACKAGE_LOCKS = ["package-lock.json", "tools/bench/package-lock.json"]


@pytest.mark.parametrize("lock", [*REQUIREMENTS, *PACKAGE_LOCKS, ".npmrc"])
def test_locks_name_no_host(lock):
    text = (ROOT / lock).read_text()
    # npm notes where a package asks for donations.
    assert "://" not in re.sub(r'"funding": (\{[^}]*\}|\[[^\]]*\])', "", text)
    assert not re.search(r"--(extra-)?index-url|--find-links|^registry", text, re.MULTILINE)


def test_every_locked_package_has_a_hash():
    for lock in REQUIREMENTS:
        requirements = re.findall(r"^[^\s#].*(?:\n    --hash.*)*", (ROOT / lock).read_text(), re.MULTILINE)
        assert requirements
        assert [text for text in requirements if "==" not in text or "--hash=sha256:" not in text] == []
    for lock in PACKAGE_LOCKS:
        packages = json.loads((ROOT / lock).read_text())["packages"]
        assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_a_taken_port_is_named(site_url):
    port = urlsplit(site_url).port
    run = subprocess.run(
        [sys.executable, "-m", "tools.publish.serve", "--port", str(port)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert f"Port {port} on 127.0.0.1 is already taken" in run.stderr
    assert f"make serve PORT={port + 1}" in run.stderr
    assert "Traceback" not in run.stderr
