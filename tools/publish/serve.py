"""Serve the handbook to its author: MkDocs's live reload, and a fresh build when the rules themselves change.

MkDocs watches docs/ by itself. It cannot see that the checker or one of our extensions has changed, because
Python keeps an imported module; so on such a change MkDocs is started again.
"""

import argparse
import contextlib
import socket
import subprocess
import sys
import threading
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tools import ROOT
from tools.handbook.editions import read_editions
from tools.publish.build import DOCS, environment, mkdocs

HOST = "127.0.0.1"
PAUSE = 0.5
"""Seconds of quiet after a change before anything is built: editors write a file in several steps."""


def port_is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


class Changes(FileSystemEventHandler):
    """Tells the main loop that Python code, or the text of a regulation, was written."""

    def __init__(self) -> None:
        self.code = threading.Event()
        self.text = threading.Event()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.event_type in ("opened", "closed", "closed_no_write") or event.is_directory:
            return
        # Many editors write a file beside the old one and give it its name.
        suffixes = {Path(str(path)).suffix for path in (event.src_path, event.dest_path)}
        if ".py" in suffixes:
            self.code.set()
        elif suffixes & {".md", ".toml"}:
            self.text.set()


def serve(port: int) -> int:
    """Serve until interrupted."""
    changes = Changes()
    observer = Observer()
    for folder in ("tools", "checker/src", "docs/regulations"):
        observer.schedule(changes, str(ROOT / folder), recursive=True)
    # Not what lies below: the build itself writes there.
    observer.schedule(changes, str(DOCS), recursive=False)
    observer.start()
    command = mkdocs("serve", "--dev-addr", f"{HOST}:{port}")
    try:
        if update():
            return 1
        while True:
            server = subprocess.Popen(
                command, cwd=ROOT, env=environment(read_editions(DOCS / "editions.toml")[-1])
            )
            try:
                restart = watch(server, changes)
            finally:
                server.terminate()
                server.wait()
            if not restart:
                return server.returncode
    except KeyboardInterrupt:
        return 0
    finally:
        observer.stop()


def update() -> int:
    """Bring docs/generated/ up to date, in a process that has nothing imported yet; 0 when it could."""
    return subprocess.run(
        [sys.executable, "-m", "tools.publish.build", "--generate-only"], cwd=ROOT
    ).returncode


def watch(server: subprocess.Popen[bytes], changes: Changes) -> bool:
    """Keep docs/generated/ fresh; true when the server has to be started again, false when it has ended."""
    while server.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(PAUSE)
        code, text = changes.code.is_set(), changes.text.is_set()
        changes.code.clear()
        changes.text.clear()
        if code or text:
            # A mistake in the middle of an edit must not end the session: the next save tries again.
            failed = update()
            if code and not failed:
                return True
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description="Serve the handbook on this machine.")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    if not port_is_free(port):
        print(
            f"Port {port} on {HOST} is already taken, perhaps by another `make serve`.\n"
            f"Stop that program, or choose another port:  make serve PORT={port + 1}",
            file=sys.stderr,
        )
        return 1
    return serve(port)


if __name__ == "__main__":
    raise SystemExit(main())
