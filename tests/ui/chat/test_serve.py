"""The server ends quietly, whatever a tab that is still open was waiting for."""

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

pytest.importorskip("gradio", reason="needs tapwright[chat]")

from ui.chat.serve import Place, run, server_for


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

    listening = Place("127.0.0.1", 0).take()
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

    run(Starlette(lifespan=life), Place("127.0.0.1", 0).take(), put_away.set)
    assert in_time == [True]
