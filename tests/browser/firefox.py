"""Debian's Firefox, driven over WebDriver BiDi: Playwright drives no Firefox but its own build, which is not Debian's."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection, connect

TAB = "\ue004"
_LIMIT_S = 30


class Tab:
    """A tab of Firefox and what it logged: the errors of page and console, and the addresses that were asked for."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.sent = 0
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.send("session.new", capabilities={})
        self.send("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command, and note what happens until it is answered."""
        self.sent += 1
        self.connection.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        while (answer := json.loads(self.connection.recv(_LIMIT_S))).get("id") != self.sent:
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                self.errors.append(answer["params"]["text"])
            if answer.get("method") == "network.beforeRequestSent":
                self.requests.append(answer["params"]["request"]["url"])
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address: str) -> None:
        self.send("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def reload(self) -> None:
        self.send("browsingContext.reload", context=self.context, wait="complete")

    def back(self) -> None:
        self.send("browsingContext.traverseHistory", context=self.context, delta=-1)

    def read(self, expression: str) -> Any:
        """The value of an expression in the page."""
        answer = self.send(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self.context},
            awaitPromise=False,
        )
        if answer["type"] == "exception":
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']['text']}")
        return json.loads(answer["result"].get("value", "null"))

    def wait(self, expression: str) -> None:
        """Wait until an expression holds."""
        end = time.monotonic() + _LIMIT_S
        while not self.read(expression):
            assert time.monotonic() < end, f"never so: {expression}"
            time.sleep(0.05)

    def click(self, selector: str) -> None:
        """Click the first of the elements that can be seen."""
        element = self.send(
            "script.callFunction",
            functionDeclaration="""selector => {
                const seen = [...document.querySelectorAll(selector)].find(element => element.checkVisibility());
                seen.scrollIntoView({ block: "center" });
                return seen;
            }""",
            arguments=[{"type": "string", "value": selector}],
            target={"context": self.context},
            awaitPromise=False,
        )["result"]
        middle = {"type": "element", "element": {"sharedId": element["sharedId"]}}
        self._act(
            "pointer",
            [
                {"type": "pointerMove", "x": 0, "y": 0, "origin": middle},
                {"type": "pointerDown", "button": 0},
                {"type": "pointerUp", "button": 0},
            ],
        )

    def type(self, text: str) -> None:
        """Press the keys of a text, one after another."""
        self._act("key", [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")])

    def _act(self, device: str, actions: list[dict[str, Any]]) -> None:
        source = {"type": device, "id": device, "actions": actions}
        self.send("input.performActions", context=self.context, actions=[source])


@contextmanager
def firefox(profile: Path) -> Iterator[Tab]:
    """Firefox with a new profile in the folder."""
    program = shutil.which("firefox-esr")
    if program is None:
        pytest.fail("the browser tests need Firefox: run tools/browser.sh, or `make test`", pytrace=False)
    command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        try:
            output = ""
            while not (address := re.search(r"BiDi listening on (ws://\S+)", output)):
                output = process.stderr.readline()
                assert output, "Firefox ended before it listened"
            with connect(f"{address[1]}/session", max_size=None) as connection:
                yield Tab(connection)
        finally:
            process.terminate()
