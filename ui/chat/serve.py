"""The server of `agent chat`: what it answers, and running it."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from types import FrameType
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from device.error import ConfigError, ToldToPerson
from ui.chat.asset import FOLDER
from ui.chat.gate import Gate, Rule
from ui.chat.late import Late
from ui.chat.leave import leave
from ui.chat.once import Once
from ui.chat.past import past_routes
from ui.chat.who import visitor_of

if TYPE_CHECKING:
    from ui.chat.hall import Hall

_SWEEP = 10.0
"""Seconds between two looks for sessions that nobody comes back to."""
_PICTURE_WIDTH = 640
_KEPT = "private, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class ListenAddress:
    """Where to listen."""

    host: str
    port: int

    def take(self) -> socket.socket:
        """The socket, listening. Raises ConfigError where it can't be had."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        taken = socket.socket(family, socket.SOCK_STREAM)
        if os.name == "posix":  # elsewhere it would let two have the port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((self.host, self.port))
            taken.listen(128)
        except OSError as error:
            taken.close()
            raise ConfigError(
                f"cannot listen on {self.host} port {self.port}: {error.strerror or error}",
                "Give another --port; 0 takes a free one",
            ) from error
        return taken


def application(hall: "Once[Hall]", rule: Rule, page: Late) -> ASGIApp:
    """All of the server, behind its gate."""
    routes = [
        WebSocketRoute("/line", _line(hall)),
        Route("/picture/{session}/{task:int}/{name}", _picture(hall)),
        Route("/drop/{session}", _drop(hall), methods=["POST"]),
        *past_routes(hall),
        Route("/together", lambda _request: FileResponse(FOLDER / "together.html")),
        Mount("/asset", StaticFiles(directory=FOLDER)),
        Mount("/", page),
    ]

    @contextlib.asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        sweeping = asyncio.create_task(_sweep(hall))
        async with page.life():
            yield
        sweeping.cancel()

    return Gate(Starlette(routes=routes, lifespan=life), rule)


class Server(uvicorn.Server):
    """One that says that it is told to end before it has ended, which can take long."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending
        self._is_told_again = False

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ctrl-C, or the system's wish; a second one ends the program at once."""
        if self.should_exit:
            leave()
        else:
            threading.Thread(target=self._ending, name="tapwright-ending", daemon=True).start()
        super().handle_exit(sig, frame)

    def after_end(self, _sig: int, _frame: FrameType | None) -> None:
        """The same while it does not serve; once it has ended, uvicorn raises once more what ended it."""
        if not self.should_exit:
            raise KeyboardInterrupt
        if self._is_told_again:
            leave()
        self._is_told_again = True


def run(app: ASGIApp, listening: socket.socket, ending: Callable[[], None]) -> None:
    """Serve until Ctrl-C, or until the system ends it; `ending` is called at once then, in another thread."""
    server = server_for(app, ending)
    usual = {sign: signal.signal(sign, server.after_end) for sign in (signal.SIGINT, signal.SIGTERM)}
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
    for sign, handler in usual.items():
        signal.signal(sign, handler)


def server_for(app: ASGIApp, ending: Callable[[], None] = lambda: None) -> Server:
    """What serves it, to be run in whatever thread; only the main one hears of Ctrl-C."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="websockets-sansio",
        ws_max_size=1 << 20,
        ws_per_message_deflate=False,  # pictures are packed already
        timeout_graceful_shutdown=2,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_worth_telling)
    return Server(config, ending)


def _is_worth_telling(told: logging.LogRecord) -> bool:
    """A tab that is still open when the server ends, and what it waited for, is nothing to complain of."""
    raised = told.exc_info[0] if told.exc_info else None
    is_broken_off = raised is not None and issubclass(raised, asyncio.CancelledError)
    return not is_broken_off and not told.getMessage().startswith("Cancel ")


async def _sweep(hall: "Once[Hall]") -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        if hall.made is not None:
            await run_in_threadpool(hall.made.sweep)


def _line(hall: "Once[Hall]") -> Callable[[WebSocket], object]:
    async def line(socket: WebSocket) -> None:
        from ui.chat.line import TabConnection

        await TabConnection(socket, await run_in_threadpool(hall), visitor_of(socket)).serve()

    return line


def _drop(hall: "Once[Hall]") -> Callable[[Request], object]:
    async def take(request: Request) -> Response:
        from ui.chat.drop import drop

        return await drop(hall, request)

    return take


def _picture(hall: "Once[Hall]") -> Callable[[Request], object]:
    async def picture(request: Request) -> Response:
        """A step's screen, small."""
        from tasks.bundle.webp import webp

        session, task, name = (request.path_params[part] for part in ("session", "task", "name"))

        def small() -> bytes:
            seat = hall().seat(visitor_of(request), session)
            return webp(seat.session.picture(task, f"shots/{name}"), 80, _PICTURE_WIDTH)[1]

        try:
            data = await run_in_threadpool(small)
        except (ToldToPerson, OSError):
            raise HTTPException(404) from None
        return Response(data, media_type="image/webp", headers={"Cache-Control": _KEPT})

    return picture
