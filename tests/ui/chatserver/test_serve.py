"""The server ends quietly, whatever a tab that is still open was waiting for."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from device.phone.server.host import PhoneServer
from tests.boot import fresh_phone
from ui.chat.early import Early
from ui.chat.late import Late
from ui.chat.leave import INTERRUPTED
from ui.chat.serve import ListenAddress, run, server_for


def test_what_is_broken_off_by_the_end_prints_no_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    begun = threading.Semaphore(0)

    async def wait(_: Request) -> Response:
        begun.release()
        await asyncio.sleep(600)
        return Response()

    async def line(tab: WebSocket) -> None:
        await tab.accept()
        begun.release()
        await asyncio.sleep(600)

    listening = ListenAddress("127.0.0.1", 0).take()
    place = listening.getsockname()
    server = server_for(Starlette(routes=[Route("/wait", wait), WebSocketRoute("/line", line)]))
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    serving.start()
    with socket.create_connection(place) as asking, connect(f"ws://127.0.0.1:{place[1]}/line"):
        asking.sendall(b"GET /wait HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        for _ in (wait, line):
            begun.acquire()
        server.should_exit = True
        serving.join()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_what_is_in_hand_ends_at_the_signal_not_after_the_server(wish: signal.Signals) -> None:
    """Here the server cannot even end before it: its own end waits for that."""
    put_away = threading.Event()
    in_time: list[bool] = []

    @contextlib.asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        threading.Timer(0.2, os.kill, (os.getpid(), wish)).start()
        yield
        in_time.append(await asyncio.to_thread(put_away.wait, 20))

    run(Starlette(lifespan=life), ListenAddress("127.0.0.1", 0).take(), put_away.set)
    assert in_time == [True]


def test_a_page_that_is_not_made_yet_holds_up_no_end(tmp_path: Path) -> None:
    making, going = threading.Event(), threading.Event()

    def make() -> Starlette:
        making.set()
        assert going.wait(60)
        return Starlette()

    async def served() -> None:
        late = Late(make, Early(tmp_path))
        async with late.life():
            await asyncio.to_thread(making.wait, 60)

    asyncio.run(served())
    assert not going.is_set(), "it ended while the page was still being made"
    going.set()


@pytest.fixture
def phone(own_folder: None) -> Iterator[str]:
    """The serial of a phone that is attached: to start one would cost each program two seconds."""
    with PhoneServer([fresh_phone()]) as serving:
        yield serving.serials[0]


def _chat(tmp_path: Path, phone: str, before: str) -> subprocess.Popen[str]:
    """A chat in a program of its own, with a line of code run first in it; returns once it serves."""
    code = (
        f"from device.link.transport import server; server.adb_binary = lambda: ''\n{before}\n"
        "from ui.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "chat", "--port", "0", "--no-browser", "--json", "--no-memory",
         "--device", phone],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )  # fmt: skip
    assert process.stdout is not None
    with urlopen(json.loads(process.stdout.readline())["url"]):
        return process


def _ended(process: subprocess.Popen[str]) -> int:
    """Its exit code, once it has ended by itself."""
    process.communicate(timeout=60)
    return process.returncode


_STUCK = "import threading; from ui.chat import open as o; o._close = lambda chat: threading.Event().wait()"
"""Makes its end wait for what never comes."""


def test_a_second_interrupt_ends_it_at_once(tmp_path: Path, phone: str) -> None:
    process = _chat(tmp_path, phone, _STUCK)
    assert process.stderr is not None
    process.send_signal(signal.SIGINT)
    assert "Ctrl-C again ends at once" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert _ended(process) == INTERRUPTED


def test_one_interrupt_ends_it_whatever_its_end_waits_for(tmp_path: Path, phone: str) -> None:
    process = _chat(tmp_path, phone, f"{_STUCK}; from ui.chat import leave; leave.LONGEST = 0.5")
    process.send_signal(signal.SIGINT)
    assert _ended(process) == 0
