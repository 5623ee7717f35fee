"""Gradio's part of the server, brought in behind the door: it takes longer to load than all the rest.

Until it is there the page is answered as it was kept the last time, and what needs Gradio itself waits.
"""

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.chat.early import HERE, PAGE, THEME, Early
from ui.chat.gate import NONCE
from ui.service.background import Background
from ui.telemetry import silence_libraries

_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_WRITES = frozenset({"/gradio_api/queue/join", "/gradio_api/cancel", "/gradio_api/reset"})
"""All that the page itself tells Gradio; it would take files, too, and build apps."""
_SWITCH = 0.0005
"""Seconds for which the loading may keep others waiting, while it goes on."""


class Late:
    """An application that is made in the background; requests wait for it."""

    def __init__(self, make: Callable[[], Starlette], early: Early) -> None:
        self._make = make
        self._early = early
        self._app: asyncio.Future[Starlette] | None = None

    @contextlib.asynccontextmanager
    async def life(self) -> AsyncIterator[None]:
        """From its start to its end; where it is not there by then, nobody waits for it any more."""
        silence_libraries()
        self._app = asyncio.get_running_loop().create_future()
        ending = asyncio.Event()
        living = asyncio.create_task(self._live(self._app, ending))
        yield
        ending.set()
        if not self._app.done():
            living.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await living

    async def _live(self, there: "asyncio.Future[Starlette]", ending: asyncio.Event) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH)
        try:
            making = Background("tapwright-page").submit(lambda: _in_loop(self._make))
            app = await asyncio.wrap_future(making)
        except asyncio.CancelledError:
            there.cancel()
            raise
        except BaseException as error:
            there.set_exception(error)
            raise
        finally:
            sys.setswitchinterval(usual)
        async with app.router.lifespan_context(app):
            there.set_result(app)
            self._early.keep({path: await fetched(app, path) for path in (PAGE, THEME)})
            await ending.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait until it is there, and let it answer."""
        assert self._app is not None
        is_page = scope["type"] == "http" and scope["path"] == PAGE
        answers: ASGIApp | None = None
        if scope["type"] == "http" and scope["method"] not in _READS and scope["path"] not in _WRITES:
            answers = PlainTextResponse("there is nothing here", 404)
        elif not self._app.done() and scope["type"] == "http" and scope["method"] == "GET":
            answers = self._early.answer(scope["path"], str(HTTPConnection(scope).base_url).rstrip("/"))
        if answers is None:
            try:
                answers = await asyncio.shield(self._app)
            except asyncio.CancelledError:  # the server is ended before all of it was there
                answers = PlainTextResponse("the server is ending", 503)
        if is_page:
            await answers(_plain(scope), receive, _signed(send, scope[NONCE]))
        else:
            await answers(scope, receive, send)


def _in_loop(make: Callable[[], Starlette]) -> Starlette:
    """Made where a loop runs: where none does, Gradio begins several and closes none."""

    async def made() -> Starlette:
        return make()

    return asyncio.run(made())


async def fetched(app: ASGIApp, path: str) -> str:
    """What an application answers there, to one who asks at `HERE`."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", HERE.removeprefix("http://").encode())],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 1),
    }
    body = b""

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal body
        body += message.get("body", b"")

    await app(scope, receive, send)
    return body.decode()


def _plain(scope: Scope) -> Scope:
    """The same request, answered without being packed."""
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]}


def _signed(send: Send, nonce: str) -> Send:
    """`send` that marks the scripts of the page as ours; a browser runs no others."""
    start: Message = {}
    body = b""

    async def signed(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start":
            start = message
            return
        body += message.get("body", b"")
        if message.get("more_body"):
            return
        whole = sign(body, nonce)
        headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
        length = (b"content-length", str(len(whole)).encode())
        await send({**start, "headers": [*headers, length]})
        await send({"type": "http.response.body", "body": whole})

    return signed


def sign(page: bytes, nonce: str) -> bytes:
    """The page with its scripts marked. Text in its data has no `<` of its own: Gradio writes it escaped."""
    return page.replace(b"<script", b'<script nonce="' + nonce.encode() + b'"')
