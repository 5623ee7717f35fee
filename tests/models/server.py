"""A real HTTP server on loopback that speaks Chat Completions and Responses, and misbehaves on demand."""

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
    items: tuple[dict[str, Any], ...] = ()
    """Further items of the output of a response."""
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
        """As Chat Completions has them, by whichever API they came."""
        self.received: list[dict[str, Any]] = []
        """As they came."""
        self.models: tuple[str, ...] | None = None
        """What it lists; None for a server that tells of none."""
        self.key = ""
        """The key without which it lists nothing; "" for none."""
        self.lacks_responses = False
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

    def listing(self, authorization: str | None) -> Answer:
        """What it says of its models to who shows that."""
        if self.models is None:
            return Answer(status=404, body=b"{}")
        if self.key and authorization != f"Bearer {self.key}":
            return Answer(status=401, body=b"{}")
        return Answer(body=json.dumps({"data": [{"id": name} for name in self.models]}).encode())

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

        def do_GET(self) -> None:
            self._send(server.listing(self.headers["authorization"]))

        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["content-length"])))
            server.headers.append(dict(self.headers))
            server.paths.append(self.path)
            server.received.append(request)
            by_responses = self.path.endswith("/responses")
            if by_responses and server.lacks_responses:
                self._send(Answer(status=404, body=b'{"detail": "Not Found"}'))
                return
            asked = as_chat(request) if by_responses else request
            answer = server.answer(asked) if server.is_up else Answer(hang_up=True)
            time.sleep(answer.delay)
            if answer.hang_up:
                self.close_connection = True
                self.connection.close()
                return
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            written = response_body if self.path.endswith("/responses") else _body
            body = answer.body if answer.body is not None else written(answer)
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


def as_chat(request: dict[str, Any]) -> dict[str, Any]:
    """A request of the Responses API as the same one of Chat Completions."""
    asked = {key: value for key, value in request.items() if key in ("model", "temperature", "tool_choice")}
    asked["messages"] = [{**each, "content": _chat_content(each["content"])} for each in request["input"]]
    if "max_output_tokens" in request:
        asked["max_tokens"] = request["max_output_tokens"]
    if request.get("include"):
        asked["logprobs"] = True
    if "tools" in request:
        told = [{key: value for key, value in tool.items() if key != "type"} for tool in request["tools"]]
        asked["tools"] = [{"type": "function", "function": tool} for tool in told]
    if "text" in request:
        wanted = dict(request["text"]["format"])
        kind = wanted.pop("type")
        asked["response_format"] = {"type": kind, **({kind: wanted} if wanted else {})}
    return asked


def _chat_content(content: Any) -> Any:
    if isinstance(content, str):
        return content
    return [
        {"type": "text", "text": part["text"]}
        if part["type"] == "input_text"
        else {"type": "image_url", "image_url": {"url": part["image_url"]}}
        for part in content
    ]


def response_body(answer: Answer) -> bytes:
    """The answer as the Responses API gives it."""
    if answer.error is not None:
        return _body(answer)
    reply: dict[str, Any] = {"id": "resp_x", "object": "response", "created_at": 1, "model": "m"}
    why = {"length": "max_output_tokens"}.get(answer.finish, answer.finish)
    is_whole = why in ("stop", "tool_calls")
    reply |= {"status": "completed" if is_whole else "incomplete", "error": None}
    reply["incomplete_details"] = None if is_whole else {"reason": why}
    reply["output"] = [*_thinking(answer), *_saying(answer), *_calling(answer)]
    if answer.usage is not None:
        reply["usage"] = _response_usage(answer.usage)
    return json.dumps(reply).encode()


def _thinking(answer: Answer) -> list[dict[str, Any]]:
    if answer.thoughts is None:
        return []
    return [
        {"type": "reasoning", "id": "rs_1", "summary": [{"type": "summary_text", "text": answer.thoughts}]}
    ]


def _saying(answer: Answer) -> list[dict[str, Any]]:
    if answer.refusal is not None:
        parts: list[dict[str, Any]] = [{"type": "refusal", "refusal": answer.refusal}]
    elif answer.content is None:
        return []
    else:
        content = answer.content
        texts = [one["text"] for one in content] if isinstance(content, list) else [content]
        parts = [
            {
                "type": "output_text",
                "text": text if isinstance(text, str) else json.dumps(text),
                "annotations": [],
            }
            for text in texts
        ]
        if answer.logprobs:
            parts[0]["logprobs"] = answer.logprobs["content"]
    return [{"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": parts}]


def _calling(answer: Answer) -> list[dict[str, Any]]:
    return [
        {"type": "function_call", "id": f"fc_{n}", "call_id": f"c{n}", "name": name, "arguments": arguments}
        for n, (name, arguments) in enumerate(answer.calls)
    ] + list(answer.items)


def _response_usage(usage: dict[str, Any]) -> dict[str, Any]:
    named = {
        "input_tokens": usage["prompt_tokens"],
        "output_tokens": usage["completion_tokens"],
        "total_tokens": usage["prompt_tokens"] + usage["completion_tokens"],
    }
    if cached := usage.get("prompt_tokens_details"):
        named["input_tokens_details"] = cached
    return named | {key: usage[key] for key in ("cost",) if key in usage}
