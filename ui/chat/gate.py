"""Who is let in: what is foreign by address, origin or login gets no further, whatever it asks for."""

import hmac
import re
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from device.link.loopback import LOOPBACK
from ui.chat.login import page as login_page
from ui.origin import foreign

_PASS = re.compile(r"[A-Za-z0-9_-]{20,64}")
_TRIES_APART = 1.0
"""Seconds between two tries to log in from one address: who guesses is slow, and slows nobody else."""
_MOST_ADDRESSES = 1000
"""Addresses whose last wrong try is known; beyond them all have to wait."""
_LONGEST_FORM = 4096
_KNOWN_FOR = 30 * 24 * 3600
"""Seconds since its last visit for which a browser that need not log in finds what it left here."""
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
VISITOR = "tapwright.visitor"
"""Where a request's scope tells who asks."""
NONCE = "tapwright.nonce"
"""Where it tells by what the page's own scripts are known."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that was let in."""

    id: str
    """What its cookie says; random, and known to that browser alone."""
    user: str = ""
    """Who logged in; "" where nobody has to."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may come in."""

    port: int
    hosts: frozenset[str] | None = LOOPBACK
    """Names this server is called by; None takes any, which is for servers that ask for a password."""
    logins: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Passwords by name; none means that nobody has to log in."""

    @property
    def cookie(self) -> str:
        """Browsers part cookies by host, not by port."""
        return f"tapwright-{self.port}"


class Gate:
    """Stands before the whole server and knows who was let in."""

    def __init__(self, app: ASGIApp, rule: Rule) -> None:
        self._app = app
        self._rule = rule
        self._admitted: dict[str, Visitor] = {}
        self._trying = threading.Lock()
        self._next_try: dict[str, float] = {}
        """By address, when the next try may come."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in with its visitor, or answer it here."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        asks = HTTPConnection(scope)
        refusal = foreign(asks, self._rule.hosts)
        if refusal:
            await _answer(PlainTextResponse(refusal, 403), scope, receive, send)
            return
        visitor = self._visitor(asks)
        if self._rule.logins and scope["type"] == "http" and scope["path"] in ("/login", "/logout"):
            answer = await self._log_in(Request(scope, receive))
            await _answer(answer, scope, receive, _dressed(send, scope, None, self._rule.cookie))
        elif visitor is None:
            page = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"
            answer = HTMLResponse(login_page(), 401) if page else PlainTextResponse("log in first", 401)
            await _answer(answer, scope, receive, _dressed(send, scope, None, self._rule.cookie))
        else:
            scope[VISITOR] = visitor
            scope[NONCE] = secrets.token_urlsafe(16)
            fresh = None if self._rule.logins else visitor.id
            if scope["type"] == "websocket" and self._rule.logins:
                receive, send = self._while_admitted(visitor, receive, send)
            await self._app(scope, receive, _dressed(send, scope, fresh, self._rule.cookie))

    def _while_admitted(self, visitor: Visitor, receive: Receive, send: Send) -> tuple[Receive, Send]:
        """The two ways of a line that end once its visitor has logged out, in whichever tab."""
        shut = False

        async def close() -> None:
            nonlocal shut
            if not shut:
                shut = True
                await send({"type": "websocket.close", "code": 4401})

        async def receives() -> Message:
            message = await receive()
            if visitor.id in self._admitted or message["type"] == "websocket.disconnect":
                return message
            await close()
            return {"type": "websocket.disconnect", "code": 4401}

        async def sends(message: Message) -> None:
            await (send(message) if visitor.id in self._admitted else close())

        return receives, sends

    def _visitor(self, asks: HTTPConnection) -> Visitor | None:
        """Who asks; None where they have to log in first."""
        known = asks.cookies.get(self._rule.cookie, "")
        if self._rule.logins:
            return self._admitted.get(known)
        return Visitor(known if _PASS.fullmatch(known) else secrets.token_urlsafe(24))

    async def _log_in(self, asks: Request) -> Response:
        if asks.url.path == "/logout":
            self._admitted.pop(asks.cookies.get(self._rule.cookie, ""), None)
            return self._with_pass(RedirectResponse("/", 303), "")
        if asks.method != "POST":
            return RedirectResponse("/", 303)
        body = b""
        async for part in asks.stream():
            body += part
            if len(body) > _LONGEST_FORM:
                return PlainTextResponse("too long", 413)
        form = parse_qs(body.decode("utf-8", "replace"))
        user, password = (form.get(name, [""])[0] for name in ("user", "password"))
        if not self._is_right(user, password, asks.client.host if asks.client else ""):
            return HTMLResponse(login_page(failed=True), 401)
        visitor = Visitor(secrets.token_urlsafe(24), user)
        self._admitted[visitor.id] = visitor
        return self._with_pass(RedirectResponse("/", 303), visitor.id)

    def _is_right(self, user: str, password: str, address: str) -> bool:
        """Whether they are; False, too, while another try from there is too near."""
        with self._trying:
            now = time.monotonic()
            self._next_try = {place: at for place, at in self._next_try.items() if at > now}
            if address in self._next_try or len(self._next_try) >= _MOST_ADDRESSES:
                return False
            known = self._rule.logins.get(user, "")
            right = hmac.compare_digest(password.encode(), known.encode()) and bool(known)
            if not right:
                self._next_try[address] = now + _TRIES_APART
            return right

    def _with_pass(self, answer: Response, value: str) -> Response:
        answer.headers["Set-Cookie"] = _cookie(self._rule.cookie, value)
        return answer


def _cookie(name: str, value: str, seconds: int | None = None) -> str:
    """`seconds` is how long the browser keeps it, be it closed meanwhile; None: until it is closed."""
    lasts = 0 if not value else seconds
    return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict" + (
        "" if lasts is None else f"; Max-Age={lasts}"
    )


def _dressed(
    send: Send, scope: Scope, fresh: str | None, cookie: str
) -> Callable[[Message], Awaitable[None]]:
    """`send` with the headers that keep a browser from running, loading or showing what is not ours."""
    nonce = scope.get(NONCE, "")

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(_HEADERS)
            headers["Content-Security-Policy"] = _policy(nonce)
            if fresh is not None and scope["path"] in ("/", "/together"):
                headers.append("Set-Cookie", _cookie(cookie, fresh, _KNOWN_FOR))
        await send(message)

    return dressed


def _policy(nonce: str) -> str:
    # Gradio evaluates its own templates; what is put into a page, as markup or handler, still cannot run.
    own = f" 'nonce-{nonce}' 'unsafe-eval'" if nonce else ""
    return (
        f"default-src 'self'; script-src 'self'{own}; style-src 'self' 'unsafe-inline';"
        " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:;"
        " object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
    )


async def _answer(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 4401 if answer.status_code == 401 else 4403})
    else:
        await answer(scope, receive, send)
