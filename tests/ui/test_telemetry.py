"""What leaves this computer: a run speaks to its phone and its model, whatever the environment offers."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from device.phone.server.host import serve
from tests.boot import fresh_phone
from tests.models.server import Answer, serving

SECRET = "meet me at the old mill"
GOAL = f"Open Settings, Clock, Contacts, Markor, Tasks and Draw for: {SECRET}"
LISTENED = """
import sys
def tell(event, details):
    if event == "socket.connect":
        print("CONNECT", details[1], file=sys.stderr, flush=True)
    elif event == "socket.getaddrinfo":
        print("NAME", details[0], file=sys.stderr, flush=True)
    elif event == "import" and details[0] == "gradio":
        print("GRADIO", file=sys.stderr, flush=True)
sys.addaudithook(tell)
"""
"""Tells of every connection that a program opens, and of every name that it looks up."""


class Listener:
    """A server of somebody's who collects: it takes every connection and keeps what comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.heard = bytearray()
        self.times = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                taken, _ = self._socket.accept()
            except OSError:
                return
            self.times += 1
            with closing(taken):
                taken.settimeout(2)
                try:
                    while part := taken.recv(1 << 16):
                        self.heard += part
                        if b"\r\n\r\n" in self.heard:
                            taken.sendall(b"HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}")
                except OSError:
                    continue

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener()
    yield made
    made.close()


def offers(listener: Listener) -> dict[str, str]:
    """What a developer's shell may hold for other programs."""
    names = ("LANGSMITH", "LANGCHAIN")
    return {
        **{f"{name}_TRACING": "true" for name in names[:1]},
        **{f"{name}_TRACING_V2": "true" for name in names},
        **{f"{name}_API_KEY": "lsv2_pt_key" for name in names},
        **{f"{name}_ENDPOINT": listener.url for name in names},
        "LANGSMITH_OTEL_ENABLED": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": listener.url,
        "OTEL_TRACES_EXPORTER": "otlp",
        "HF_ENDPOINT": listener.url,
        "GRADIO_ANALYTICS_ENABLED": "True",
    }


def decided(**action: object) -> Answer:
    return Answer(content=json.dumps({"thought": SECRET, "actions": [action]}))


def run_goal(listener: Listener, **more: str) -> tuple[str, set[int]]:
    """A run of several steps with such an environment; its standard error, and the ports that it may use."""
    apps = ("Settings", "Clock", "Contacts", "Markor", "Tasks", "Draw")
    opened = [decided(action_type="open_app", app_name=name) for name in apps]
    given_up = decided(action_type="status", goal_status="infeasible", reason="no")
    with serve([fresh_phone()]) as phones, serving(*opened, given_up) as model:
        words = ["run", GOAL, "--device", phones.serials[0], "--preset", "single", "--out", "mine"]
        words += ["--model", "m", "--base-url", model.url, "--max-steps", "9"]
        done = subprocess.run(
            [sys.executable, "-c", f"{LISTENED}\nfrom ui.cli import main; main({words!r})"],
            env={**os.environ, **offers(listener), **more},
            capture_output=True,
            text=True,
            timeout=200,
            check=False,
        )
        assert len(model.requests) >= 7, done.stderr
        own = {phones.ports[0], int(model.url.split(":")[2].split("/")[0])}
    return done.stderr, own | {int(os.environ["ANDROID_ADB_SERVER_PORT"])}


def test_a_run_tells_nobody_but_its_model_and_its_phone(listener: Listener) -> None:
    told, own = run_goal(listener)
    ports = {int(line.rpartition(",")[2].strip(" )")) for line in told.splitlines() if "CONNECT (" in line}
    assert ports <= own
    assert not [line for line in told.splitlines() if line.startswith("NAME") and "127.0.0.1" not in line]
    assert (listener.times, bytes(listener.heard)) == (0, b"")


def test_tracing_is_had_for_the_asking(listener: Listener) -> None:
    Path("tapwright.toml").write_text("tracing = true\n")
    run_goal(listener)
    assert listener.times


def test_the_chat_page_tells_nobody(listener: Listener) -> None:
    words = ["chat", "--device", "embedded", "--port", "0", "--no-browser", "--json"]
    code = f"{LISTENED}\nfrom ui.cli import main; main({words!r})"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code],
        env={**os.environ, **offers(listener)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    url = json.loads(process.stdout.readline())["url"]
    with suppress(HTTPError):  # what Gradio itself answers, once it is there
        urlopen(f"{url}/gradio_api/info", timeout=120).close()
    process.send_signal(signal.SIGTERM)
    _, told = process.communicate(timeout=60)
    assert "GRADIO" in told
    here = ("127.0.0.1", "localhost", "::1", "b''", "None")
    said = [line for line in told.splitlines() if line.startswith(("NAME", "CONNECT ("))]
    assert not [line for line in said if not any(one in line for one in here)]
    assert (listener.times, bytes(listener.heard)) == (0, b"")
