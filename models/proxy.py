"""An OpenAI-compatible endpoint of this computer in front of another: counts what is used, keeps the key.

    with ModelProxy(Upstream("https://api.openai.com/v1", key)) as proxy:
        ...  # somebody asks proxy.url with proxy.token as the key
        usage, seconds = proxy.taken()

Whoever asks is told what the endpoint says, byte for byte, streams included.
"""

import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import httpx2 as httpx
from pydantic import BaseModel, ConfigDict, ValidationError

from models.price import Price
from models.profile import profile_of
from models.reply import Usage

_HOST = "127.0.0.1"
_HERE = frozenset({_HOST, "localhost", "::1"})
_MOST_SENT = 64_000_000
"""Bytes of a request: some tens of screenshots."""
_MOST_TOLD = 64_000_000
_KEPT = ("content-type", "accept", "openai-beta", "user-agent")
_PASSED = ("content-type", "retry-after", "x-request-id")
_OK, _UNAUTHORIZED, _PAYMENT, _TOO_LARGE, _BAD_GATEWAY = 200, 401, 402, 413, 502


@dataclass(frozen=True, slots=True)
class Upstream:
    """The endpoint that is asked in the end."""

    base_url: str
    api_key: str = ""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """What models cost that no list has, by name."""
    timeout: float = 600.0
    """Seconds that a reply may take."""

    @property
    def is_here(self) -> bool:
        """Whether it is a server of this computer, which lends itself any name and is on no list."""
        return urlsplit(self.base_url).hostname in _HERE

    def price_of(self, model: str) -> Price | None:
        """What a model costs; None where nobody knows."""
        if model in self.prices or self.is_here:
            return self.prices.get(model)
        return profile_of(model).price_of(model)


class _Cached(BaseModel):
    cached_tokens: int | None = None


class _Counts(BaseModel):
    """What either API says of a reply."""

    model_config = ConfigDict(extra="ignore")

    prompt_tokens: int | None = None
    input_tokens: int | None = None
    completion_tokens: int | None = None
    output_tokens: int | None = None
    prompt_tokens_details: _Cached | None = None
    input_tokens_details: _Cached | None = None
    cost: float | None = None


class _Body(BaseModel):
    """A reply, or one event of a stream."""

    model_config = ConfigDict(extra="ignore")

    usage: _Counts | None = None
    response: "_Body | None" = None
    """The whole of it, in the last event of the Responses API."""


class ModelProxy:
    """Serves until the `with` ends. Counts over all threads that ask."""

    def __init__(self, upstream: Upstream, most: float | None = None) -> None:
        """Once `most` US dollars are spent nothing more is asked (None = any)."""
        self._upstream = upstream
        self._most = most
        self.token = f"tapwright-{secrets.token_hex(16)}"
        """The key that whoever asks must show: others on this computer are not to spend."""
        self._lock = threading.Lock()
        self._new, self._seconds = Usage(), 0.0
        self._spent = 0.0
        here = upstream.is_here
        # A proxy named in the environment is never meant for a server on this computer.
        self._client = httpx.Client(timeout=upstream.timeout, trust_env=not here)
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.05,), name="tapwright-model", daemon=True
        )

    def __enter__(self) -> "ModelProxy":
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        self._client.close()

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://{_HOST}:{self._server.server_port}/v1"

    def taken(self) -> tuple[Usage, float]:
        """What was used since the last call, and the seconds that it took."""
        with self._lock:
            told, self._new, self._seconds = (self._new, self._seconds), Usage(), 0.0
        return told

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be asked."""
        return self._most is not None and self._spent >= self._most

    def lets_in(self, authorization: str) -> bool:
        """Whether somebody shows the key."""
        return hmac.compare_digest(authorization.encode(), f"Bearer {self.token}".encode())

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> "_Asked":
        """The answer of the endpoint, to be read while it comes; `path` begins after the base URL."""
        body, model = _wanted(path, body)
        sent = {name: headers[name] for name in _KEPT if name in headers}
        if self._upstream.api_key:
            sent["authorization"] = f"Bearer {self._upstream.api_key}"
        # What is passed on is passed on as it is: it must not come packed.
        sent["accept-encoding"] = "identity"
        request = self._client.build_request(
            method, self._upstream.base_url.rstrip("/") + path, headers=sent, content=body
        )
        began = time.monotonic()
        return _Asked(self._client.send(request, stream=True), began, model)

    def count(self, asked: "_Asked", told: bytes) -> None:
        """Count a reply that came whole."""
        seconds = time.monotonic() - asked.began
        usage = _usage(told, asked.is_stream) if asked.is_reply else None
        with self._lock:
            self._seconds += seconds
            if usage is not None:
                priced = self._priced(usage, asked.model)
                self._new += priced
                self._spent += priced.cost or 0.0

    def _priced(self, usage: Usage, model: str) -> Usage:
        if usage.cost is not None:
            return usage
        price = self._upstream.price_of(model)
        return replace(usage, cost=price.of(usage) if price else None)


@dataclass(slots=True)
class _Asked:
    """A reply that is coming."""

    response: httpx.Response
    began: float
    model: str

    @property
    def is_stream(self) -> bool:
        """Whether it comes in events."""
        return "event-stream" in str(self.response.headers.get("content-type", ""))

    @property
    def is_reply(self) -> bool:
        """Whether a model replied: failures and lists of models cost nothing."""
        return self.response.status_code == _OK and bool(self.model)


def _wanted(path: str, body: bytes) -> tuple[bytes, str]:
    """A request as it is sent on, and the model that it asks; streams are to tell their usage."""
    try:
        asked = json.loads(body) if body else None
    except ValueError:
        return body, ""
    if not isinstance(asked, dict):
        return body, ""
    if asked.get("stream") and path.endswith("/chat/completions"):
        options = asked.get("stream_options")
        asked["stream_options"] = {**(options if isinstance(options, dict) else {}), "include_usage": True}
        body = json.dumps(asked).encode()
    return body, str(asked.get("model") or "")


def _usage(told: bytes, is_stream: bool) -> Usage:
    """What a reply says that it used; one that says nothing is a call of unknown price."""
    texts: Iterable[bytes] = (told,)
    if is_stream:
        texts = (line[5:] for line in told.splitlines() if line.startswith(b"data:"))
    counts = None
    for text in texts:
        with suppress(ValidationError):
            read = _Body.model_validate_json(text)
            counts = read.usage or (read.response.usage if read.response else None) or counts
    if counts is None:
        return Usage(calls=1, cost=None)
    cached = counts.prompt_tokens_details or counts.input_tokens_details or _Cached()
    return Usage(
        prompt_tokens=counts.prompt_tokens or counts.input_tokens or 0,
        completion_tokens=counts.completion_tokens or counts.output_tokens or 0,
        cached_tokens=cached.cached_tokens or 0,
        calls=1,
        cost=counts.cost,
    )


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: ModelProxy) -> None:
        super().__init__((_HOST, 0), _Handler)
        self.proxy = proxy


class _Handler(BaseHTTPRequestHandler):
    """One connection of whoever asks."""

    @property
    def _proxy(self) -> ModelProxy:
        assert isinstance(self.server, _Server)
        return self.server.proxy

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""

    def _serve(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        if not self._proxy.lets_in(self.headers.get("authorization", "")):
            self._refuse(_UNAUTHORIZED, "this endpoint is for the run that began it")
        elif length > _MOST_SENT:
            self._refuse(_TOO_LARGE, "the request is too large")
        elif self._proxy.is_spent and self.command == "POST":
            self._refuse(_PAYMENT, "the money of this run is spent")
        else:
            self._pass_on(self.rfile.read(length))

    def _pass_on(self, body: bytes) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.removeprefix("/v1")
        try:
            asked = self._proxy.ask(self.command, path, headers, body)
        except httpx.HTTPError as error:
            self._refuse(_BAD_GATEWAY, f"the endpoint cannot be reached: {type(error).__name__}")
            return
        told = bytearray()
        with closing(asked.response) as response, suppress(BrokenPipeError, ConnectionResetError):
            self.send_response(response.status_code)
            for name in _PASSED:
                if name in response.headers:
                    self.send_header(name, response.headers[name])
            self.send_header("connection", "close")  # its end is the end of the reply
            self.end_headers()
            try:
                for part in response.iter_raw():
                    told += part[: _MOST_TOLD - len(told)]
                    self.wfile.write(part)
            except httpx.HTTPError:
                self.close_connection = True  # whoever asked sees it break off
        self._proxy.count(asked, bytes(told))

    def _refuse(self, status: int, message: str) -> None:
        body = json.dumps({"error": {"message": message, "type": "tapwright"}}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.send_header("connection", "close")
        self.end_headers()
        self.wfile.write(body)
