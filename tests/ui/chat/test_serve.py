"""The server ends quietly, whatever a tab that is still open was waiting for."""

import asyncio
import socket
import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

pytest.importorskip("gradio", reason="needs tapwright[chat]")

from ui.chat.serve import Place, server_for


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
