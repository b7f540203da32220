"""A static server on the loopback address that compresses beforehand and counts what it sends."""

import gzip
import hashlib
import mimetypes
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
_HASH_OR_VERSION = re.compile(r"/\d+\.\d+\.\d+/|[.-][0-9a-f]{8,}[./]")
_WORTH_IT = 0.95
"""Compressed is sent what becomes smaller than this share of itself; archives hardly do."""


class Sent(NamedTuple):
    """An answer: when it was asked for (in ms, as JavaScript counts), the file, its status and the bytes of its body."""

    at: float
    path: Path
    status: int
    bytes: int


class _Content(NamedTuple):
    body: bytes
    encoding: str | None
    tag: str


def _content(path: Path, host: str) -> _Content:
    plain = path.read_bytes()
    if path.name == "sitemap.xml":
        # Material follows a link without loading the page anew where this map has its address, port and all.
        plain = re.sub(rb"https?://localhost/", f"http://{host}/".encode(), plain)
    tag = f'"{hashlib.sha256(plain).hexdigest()[:16]}"'
    packed = gzip.compress(plain, 9, mtime=0)
    return (
        _Content(packed, "gzip", tag) if len(packed) < _WORTH_IT * len(plain) else _Content(plain, None, tag)
    )


class Site(NamedTuple):
    """A folder that is being served."""

    url: str
    sent: list[Sent]


@contextmanager
def serving(folder: Path, all_immutable: bool = False) -> Iterator[Site]:
    """Serve a folder. Browsers may keep what has a hash or a version in its address, and have to ask again about the
    rest; with `all_immutable`, they may keep all but the pages themselves."""
    sent: list[Sent] = []
    handler = partial(_Handler, folder, all_immutable, sent, cache(_content))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", sent)
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Without it, an answer's last packet can wait for an acknowledgement of the one before.
    disable_nagle_algorithm = True

    def __init__(
        self,
        folder: Path,
        all_immutable: bool,
        sent: list[Sent],
        content: Callable[[Path, str], _Content],
        *connection: object,
    ) -> None:
        self.folder, self.all_immutable, self.sent, self.content = folder, all_immutable, sent, content
        super().__init__(*connection)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        asked = time.time() * 1000
        address = unquote(urlsplit(self.path).path)
        path = self.folder / address.lstrip("/")
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.sent.append(Sent(asked, path, 404, 0))
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        content = self.content(path, self.headers["Host"])
        status = 304 if self.headers["If-None-Match"] == content.tag else 200
        body = content.body if status == 200 else b""
        self.sent.append(Sent(asked, path, status, len(body)))
        page = path.suffix == ".html"
        keep = not page and (self.all_immutable or bool(_HASH_OR_VERSION.search(address)))
        self.send_response(status)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if keep else "no-cache")
        self.send_header("ETag", content.tag)
        if status == 200:
            self.send_header(
                "Content-Type",
                _TYPES.get(path.suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream",
            )
            self.send_header("Content-Length", str(len(body)))
            if content.encoding:
                self.send_header("Content-Encoding", content.encoding)
        # A page that is left, or thinks better of it, hangs up.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body)
