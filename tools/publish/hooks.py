"""What MkDocs does for us: the pages and the navigation that follow from the handbook, one style sheet of all, and, once
every page stands, the policy and the files to keep offline.

MkDocs calls these by their names (`hooks` in mkdocs.yml).
"""

import hashlib
import os
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.handbook import organisation
from tools.handbook.handbook import read
from tools.publish import offline, policy, theme
from tools.render import pages

LASTING = tuple(
    f"/generated/runtime/{name}*" for name in ("0.", "checker-", "extras-", "spreadsheets-", "stdlib-")
)
"""For a site of one edition alone; tools/publish/editions.py says it for several."""

ICON_COLOUR = "%231f4e8c"
"""The colour of the handbook's own icon, as mkdocs.yml has it."""

serving = False


def on_startup(*, command: str, **_: Any) -> None:
    global serving
    serving = command == "serve"


# Before the theme's own plugins look at it.
@event_priority(100)
def on_config(config: MkDocsConfig, **_: Any) -> MkDocsConfig:
    """Let the navigation name what is registered, where mkdocs.yml says `regulations/*.md` and the like; and give the
    site the name, the logo and the icon of the organisation."""
    docs = Path(config.docs_dir)
    handbook = read(docs)
    config.nav = pages.navigation(config.nav or [], handbook)
    site = handbook.organisation.site
    config.site_name = site.name
    config.site_author = site.company
    if site.logo:
        config.theme["logo"] = site.logo
        config.theme["favicon"] = organisation.icon(site, docs)
    elif site.colour:
        config.theme["favicon"] = config.theme["favicon"].replace(ICON_COLOUR, f"%23{site.colour[1:]}")
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """The home page is headed by the name of the site."""
    return f"# {config.site_name}\n\n{markdown}" if page.is_homepage else markdown


def on_files(files: Files, config: MkDocsConfig, **_: Any) -> Files:
    """Add the page of each check and form that nobody wrote, and send the style sheets as one."""
    for path, content in pages.made(read(Path(config.docs_dir))).items():
        if path not in files.src_uris:
            files.append(File.generated(config, path, content=content))
    return _with_one_sheet(files, config)


def _with_one_sheet(files: Files, config: MkDocsConfig) -> Files:
    """Send the style sheets as one, the theme's first: a page is not drawn before the last of them has come."""
    sheets = [_only(files, f"assets/stylesheets/{name}.*.css") for name in ("main", "palette")]
    bundle = _only(files, "assets/javascripts/bundle.*.js")
    ours = [file for path in config.extra_css if (file := files.get_file_from_path(path))]
    styles = [theme.style(file.content_string) for file in sheets] + [file.content_string for file in ours]
    # What a map would lead to is no longer what is sent.
    maps = [_only(files, f"{file.src_uri}.map") for file in (*sheets, bundle)]
    for file in (*sheets, bundle, *maps, *ours):
        files.remove(file)
    styles.append(organisation.style(read(Path(config.docs_dir)).organisation.site))
    style = _add(files, config, "assets/stylesheets/handbook.{}.min.css", "\n".join(styles))
    script = _add(files, config, "assets/javascripts/theme.{}.min.js", theme.script(bundle.content_string))
    config.extra_css = [style]
    config.extra_javascript = [ExtraScriptValue(script), *config.extra_javascript]
    return files


def _add(files: Files, config: MkDocsConfig, name: str, content: str) -> str:
    path = name.format(hashlib.sha256(content.encode()).hexdigest()[:8])
    files.append(File.generated(config, path, content=content))
    return path


def _only(files: Files, pattern: str) -> File:
    (file,) = (file for file in files if fnmatch(file.src_uri, pattern))
    return file


# After every plugin: the search plugin writes its index late.
@event_priority(-100)
def on_post_build(config: MkDocsConfig, **_: Any) -> None:
    site = Path(config.site_dir)
    policy.apply(site.rglob("*.html"))
    # With several editions, tools/publish/editions.py does this once the runtime has gone to its shared folder.
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
        start_of_policy, mark, after = page.partition("script-src 'self'")
        allowed = policy.policy([page]).partition("script-src 'self'")[2].partition(";")[0]
        content = f"{start_of_policy}{mark}{allowed}{after}".encode() if mark else page.encode()
        start(
            status,
            [each for each in headers if each[0] != "Content-Length"]
            + [("Content-Length", str(len(content)))],
        )
        return [content]

    server.set_app(with_reload)
    return server
