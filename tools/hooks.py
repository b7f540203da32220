"""What MkDocs does for us: one style sheet of all, and, once every page stands, the policy and the files to keep offline.

MkDocs calls these by their names (`hooks` in mkdocs.yml).
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files

from tools import offline, policy

LASTING = tuple(
    f"/generated/runtime/{name}*" for name in ("0.", "checker-", "rest-", "spreadsheets-", "stdlib-")
)
"""For a site of one edition alone; tools/editions.py says it for several."""

serving = False


def on_startup(*, command: str, **_: Any) -> None:
    global serving
    serving = command == "serve"


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Send the site's style sheets as one: a page is not drawn before the last of them has come."""
    sheets = [file for path in config.extra_css if (file := files.get_file_from_path(path))]
    content = "\n".join(sheet.content_string for sheet in sheets)
    name = f"assets/stylesheets/handbook.{hashlib.sha256(content.encode()).hexdigest()[:8]}.min.css"
    for sheet in sheets:
        files.remove(sheet)
    files.append(File.generated(config, name, content=content))
    config.extra_css = [name]
    _restyle_less(files, config)
    return files


def _restyle_less(files: Files, config: MkDocsConfig) -> None:
    """Take from the theme's sheet of colours what makes each page style all its elements twice more before it answers.

    The theme sets an attribute on the body and takes it away at once, so that no colour fades while it is changed.
    """
    (palette,) = (
        file for file in files.css_files() if file.src_uri.startswith("assets/stylesheets/palette.")
    )
    content, found = _SWITCHING.subn("", palette.content_string)
    if found != 1:
        raise ValueError(f"{palette.src_uri} does not speak of the change of colours as it did")
    files.remove(palette)
    files.append(File.generated(config, palette.src_uri, content=content))


_SWITCHING = re.compile(r"\[data-md-color-switching\] \*[^}]*}")


# After every plugin: the search plugin writes its index late.
@event_priority(-100)
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    site = Path(config.site_dir)
    policy.apply(site.rglob("*.html"))
    if not os.environ.get("HANDBOOK_PATH"):
        (site / "_headers").write_text(policy.headers(site, LASTING), encoding="utf-8")
    offline.write(site, offline.files_of(site), watched=serving)


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """MkDocs writes a script into each page that it serves, to load the page again after a change; let that run too."""
    application = server.get_app()
    assert application

    def with_reload(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        answered: list[Any] = []
        parts = application(environ, lambda *answer: answered.extend(answer))  # type: ignore[arg-type]
        status, headers = answered[:2]
        if ("Content-Type", "text/html") not in headers:
            start(status, headers)
            return parts
        page = b"".join(parts).decode()
        start_of_policy, mark, rest = page.partition("script-src 'self'")
        allowed = policy.policy([page]).partition("script-src 'self'")[2].partition(";")[0]
        content = f"{start_of_policy}{mark}{allowed}{rest}".encode() if mark else page.encode()
        start(
            status,
            [each for each in headers if each[0] != "Content-Length"]
            + [("Content-Length", str(len(content)))],
        )
        return [content]

    server.set_app(with_reload)
    return server
