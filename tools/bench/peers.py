"""The two peers' sites: a page each with one line of Python, and a home page with a link to it, built by their own tools.

Their pages fetch Pyodide and more from other hosts. Here every such address is one of the site itself, so that no network
lies between and the browser's cache works as it would.
"""

import hashlib
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from tools.bench.paths import NO_NOTICE, PEERS_NODE, PEERS_PYTHON, PYODIDE, WORK, run

ANSWER = "first-answer"
ADDRESS = "/answer/"
LINK = ".md-content a[href$='answer/']"
_HOME = "# Peer\n\n[To the answer](answer.md)\n"
_CODE = 'print("first-" + "answer")'

# As the theme's own starter configuration has it, as far as it concerns one page with an editor.
_THEME = """\
site_name: Peer
site_url: http://localhost/
theme: {name: pyodide-mkdocs-theme, font: false}
exclude_docs: "**/*.py"
plugins:
  - search
  - pyodide_macros: {on_error_fail: true, build: {ides_id_hash_mode: relative}, project: {id: bench}}
markdown_extensions:
  - md_in_html
  - admonition
  - attr_list
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.inlinehilite
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.arithmatex: {generic: true}
"""
_EXEC = """\
site_name: Peer
site_url: http://localhost/
theme: {name: material, font: false}
plugins: [search, markdown-exec]
markdown_extensions: [pymdownx.superfences]
"""

PEERS = {
    "pyodide-mkdocs-theme": {
        "mkdocs.yml": _THEME,
        "docs/index.md": _HOME,
        "docs/answer.md": '# Peer\n\n{{ IDE("exo", AUTO_RUN=True) }}\n',
        "docs/exo.py": f"# --- PYODIDE:code --- #\n{_CODE}\n",
    },
    "markdown-exec": {
        "mkdocs.yml": _EXEC,
        "docs/index.md": _HOME,
        "docs/answer.md": f'# Peer\n\n```pyodide version="0.29.5"\n{_CODE}\n```\n',
    },
}

# What other hosts would send, and the file or folder of npm's package that it is.
_ELSEWHERE = (
    (r"https://cdn\.jsdelivr\.net/pyodide/v[\d.]+/full/", "pyodide/"),
    (r"https://cdn\.jsdelivr\.net/npm/lodash@[\d.]+/", "lodash/"),
    (r"https://cdn\.jsdelivr\.net/npm/jquery@[\d.]+(?=\")", "jquery/dist/jquery.min.js"),
    (r"https://cdn\.jsdelivr\.net/npm/jquery\.terminal@[\d.]+/", "jquery.terminal/"),
    (r"https://cdn\.jsdelivr\.net/npm/mathjax@3/", "mathjax/"),
    (r"https://cdn\.jsdelivr\.net/npm/ace-builds@[\d.]+/", "ace-builds/"),
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/ace/1\.16\.0/", "ace-builds-1-16/src-min-noconflict/"),
    (r"https://cdnjs\.cloudflare\.com/ajax/libs/highlight\.js/11\.7\.0/", "@highlightjs/cdn-assets-11-7/"),
    # The network serves these minified; npm's package has the originals.
    (
        r"https://cdn\.jsdelivr\.net/npm/highlightjs-themes@[\d.]+/([\w-]+?)(?:\.min)?\.css",
        r"highlightjs-themes/\1.css",
    ),
)
_PACKAGES = {
    "pyodide-mkdocs-theme": ("lodash", "jquery", "jquery.terminal", "mathjax", "ace-builds"),
    "markdown-exec": ("ace-builds-1-16", "@highlightjs/cdn-assets-11-7", "highlightjs-themes"),
}
_WHEEL = """
import importlib.metadata, json, sys
distribution = importlib.metadata.distribution("micropip")
print(json.dumps([distribution.version, [[str(file), str(file.locate())] for file in distribution.files]]))
"""


def build(name: str) -> Path:
    """Build one peer's site; returns its folder."""
    folder = WORK / "peers" / name
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in PEERS[name].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    run([PEERS_PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site"], cwd=folder, env=NO_NOTICE)
    site = folder / "site"
    for file in [*site.rglob("*.html"), *site.rglob("*.js")]:
        text = file.read_text(encoding="utf-8")
        local = _without_other_hosts(text)
        if local != text:
            file.write_text(local, encoding="utf-8")
    for package in _PACKAGES[name]:
        shutil.copytree(PEERS_NODE / package, site / "vendor" / package)
    _copy_pyodide(site / "vendor" / "pyodide")
    return site


def _without_other_hosts(text: str) -> str:
    for address, held in _ELSEWHERE:
        text = re.sub(address, f"/vendor/{held}", text)
    # The hashes are those of the files elsewhere.
    return re.sub(r'^\s*integrity: "sha256-[^"]+",?\n', "", text, flags=re.MULTILINE)


def _copy_pyodide(target: Path) -> None:
    """Pyodide as npm has it, and micropip, which markdown-exec always loads and npm's package lacks."""
    shutil.copytree(PYODIDE, target)
    version, files = json.loads(
        subprocess.run([PEERS_PYTHON, "-c", _WHEEL], check=True, capture_output=True, text=True).stdout
    )
    lock_path = target / "pyodide-lock.json"
    lock = json.loads(lock_path.read_text(encoding="utf-8"))
    entry = lock["packages"]["micropip"]
    if entry["version"] != version:
        raise RuntimeError(f"Pyodide wants micropip {entry['version']}; requirements.in has {version}")
    wheel = target / entry["file_name"]
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in files:
            if "__pycache__" not in name and not name.startswith(".."):
                archive.write(held, name)
    entry["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
    lock_path.write_text(json.dumps(lock), encoding="utf-8")
