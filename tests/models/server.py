"""A real HTTP server on loopback that speaks chat/completions and misbehaves on demand."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """One scripted HTTP answer."""

    content: Any = "{}"
    status: int = 200
    error: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    refusal: str | None = None
    calls: tuple[tuple[str, str], ...] = ()
    """Tools that are called: name and arguments."""
    usage: dict[str, Any] | None = field(
        default_factory=lambda: {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    )
    logprobs: Any = None
    delay: float = 0.0
    body: bytes | None = None
    trickle: float = 0.0
    """Seconds of keep-alive blanks before the body."""
    thoughts: str | None = None
    hang_up: bool = False
    cut_at: int = 0
    """Bytes of the body after which the line breaks; 0 for none."""


class Server:
    """Gives its answers in turn, the last one for ever; keeps the requests."""

    def __init__(self, *answers: Answer) -> None:
        self.answers = list(answers) or [Answer()]
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.paths: list[str] = []
        self.rejects_schema = False
        self.rejects_object = False
        self.rejects_parameters: dict[str, str] = {}
        self.closed: Callable[[], Answer | None] = lambda: None
        """The answer to whoever comes now, instead of the next of the answers."""
        self.is_up = True
        self.lock = threading.Lock()
        self.url = ""

    def answer(self, request: dict[str, Any]) -> Answer:
        with self.lock:
            self.requests.append(request)
            kind = (request.get("response_format") or {}).get("type", "")
            if (kind == "json_schema" and self.rejects_schema) or (
                kind == "json_object" and self.rejects_object
            ):
                return Answer(status=400, error={"message": f"response_format {kind} is not supported"})
            for name, message in self.rejects_parameters.items():
                if name in request:
                    return Answer(status=400, error={"message": message, "param": name})
            if (closed := self.closed()) is not None:
                return closed
            return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer, server: Server | None = None, port: int = 0) -> Iterator[Server]:
    """Serves these answers, or a server that makes its own."""
    server = server or Server(*answers)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.headers.append(dict(self.headers))
            server.paths.append(self.path)
            answer = server.answer(request) if server.is_up else Answer(hang_up=True)
            time.sleep(answer.delay)
            if answer.hang_up:
                self.close_connection = True
                self.connection.close()
                return
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            body = answer.body if answer.body is not None else _body(answer)
            blanks = int(answer.trickle / 0.05)
            self.send_response(answer.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body) + blanks))
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for _ in range(blanks):
                    self.wfile.write(b" ")
                    time.sleep(0.05)
                self.wfile.write(body[: answer.cut_at or None])
                if answer.cut_at:
                    self.close_connection = True
                    self.connection.close()
            except OSError:  # the client gave up, as it should
                self.close_connection = True

        def log_message(self, format: str, *args: Any) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: Any, client_address: Any) -> None:
            pass

    http = Quiet(("127.0.0.1", port), Handler)
    server.url = f"http://127.0.0.1:{http.server_address[1]}/v1"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.is_up = False
        http.shutdown()
        thread.join()
        http.server_close()


def _body(answer: Answer) -> bytes:
    if answer.error is not None:
        return json.dumps({"error": answer.error}).encode()
    content = answer.content if isinstance(answer.content, str | list | None) else json.dumps(answer.content)
    message = {"role": "assistant", "content": content, "refusal": answer.refusal}
    if answer.calls:
        message["tool_calls"] = [
            {"id": f"c{n}", "type": "function", "function": {"name": name, "arguments": arguments}}
            for n, (name, arguments) in enumerate(answer.calls)
        ]
    if answer.thoughts is not None:
        message["reasoning_content"] = answer.thoughts
    choice = {"index": 0, "message": message, "finish_reason": answer.finish, "logprobs": answer.logprobs}
    reply: dict[str, Any] = {
        "id": "x",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [choice],
    }
    if answer.usage is not None:
        reply["usage"] = answer.usage
    return json.dumps(reply).encode()
