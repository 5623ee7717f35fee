"""The endpoint: `/v1/chat/completions` on loopback, answered by the run that the model's name belongs to."""

import json
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Protocol, Self, cast

_CHARACTERS = 4
"""Of a prompt to a token, as a rule of thumb."""
_PICTURE = 1000
"""Tokens of a picture."""


class Speaker(Protocol):
    """Whoever answers for one run's model."""

    def speak(self, reply: str, schema: Mapping[str, object], request: Mapping[str, object]) -> str:
        """The reply to one request; `reply` is the name of the schema that was asked for, "" for none."""
        ...


class Endpoint:
    """A server for the models of this process."""

    def __init__(self) -> None:
        self._speakers: dict[str, Speaker] = {}
        self.failures: list[BaseException] = []
        """What speakers raised."""
        self._pool = ThreadPoolExecutor(2)
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                status, body = endpoint._answered(json.loads(self.rfile.read(length)))
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def url(self) -> str:
        """Its base URL."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._pool.shutdown()

    def put(self, model: str, speaker: Speaker) -> None:
        """Have a model of this name answered for; the one before it falls silent."""
        self._speakers = {model: speaker}

    def _answered(self, request: Mapping[str, object]) -> tuple[int, bytes]:
        speaker = self._speakers.get(str(request["model"]))
        if speaker is None:
            return 404, _error("no such model")
        name, schema = _asked(request)
        spoken = self._pool.submit(speaker.speak, name, schema, request)
        failure = spoken.exception()
        if failure is not None:
            self.failures.append(failure)
            return 404, _error("the bench itself failed")
        return 200, _completion(spoken.result(), request)


def _asked(request: Mapping[str, object]) -> tuple[str, Mapping[str, object]]:
    """Name and schema of the reply that is asked for."""
    form = cast(Mapping[str, Mapping[str, object]], request.get("response_format") or {})
    wanted = form.get("json_schema", {})
    return str(wanted.get("name", "")), cast(Mapping[str, object], wanted.get("schema", {}))


def _completion(text: str, request: Mapping[str, object]) -> bytes:
    prompt = sum(_tokens(message) for message in cast(Sequence[Mapping[str, object]], request["messages"]))
    usage = {"prompt_tokens": prompt, "completion_tokens": len(text) // _CHARACTERS}
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
    return json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage}).encode()


def _tokens(message: Mapping[str, object]) -> int:
    content = message["content"]
    if isinstance(content, str):
        return len(content) // _CHARACTERS
    parts = cast(Sequence[Mapping[str, str]], content)
    return sum(len(one["text"]) // _CHARACTERS if one["type"] == "text" else _PICTURE for one in parts)


def _error(message: str) -> bytes:
    return json.dumps({"error": {"message": message}}).encode()
