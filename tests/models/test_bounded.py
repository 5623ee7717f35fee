"""What a model's server sends costs no more than so much memory and time, however much it is."""

import http.server
import json
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from device.budget import REPLY_BYTES, REPLY_LENGTH
from models.endpoint import OpenAIModel
from models.error import BadReply, ModelUnavailable
from models.message import user
from models.retry import Retries
from tests.device.hostile import bomb
from tests.models.server import Answer, serving

MEGABYTE = 1 << 20


@contextmanager
def flooding(
    parts: Callable[[], Iterator[bytes]], status: int = 200, packing: str = ""
) -> Iterator[OpenAIModel]:
    """A server that sends what it likes, and a model behind it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            if packing:
                self.send_header("content-encoding", packing)
            self.end_headers()
            try:
                for part in parts():
                    self.wfile.write(part)
            except OSError:
                return

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    model = OpenAIModel(
        "m", base_url=f"http://127.0.0.1:{server.server_port}/v1", timeout=3.0, retries=Retries(0)
    )
    try:
        yield model
    finally:
        model.close()
        server.shutdown()
        server.server_close()


def endless(part: bytes = b" " * MEGABYTE) -> Iterator[bytes]:
    while True:
        yield part


def dripping() -> Iterator[bytes]:
    while True:
        time.sleep(0.1)
        yield b" "


BOMB = bomb(1000, b" ")


@pytest.mark.parametrize(
    ("parts", "status", "packing"),
    [
        (endless, 200, ""),
        (endless, 500, ""),
        (endless, 400, ""),
        (lambda: iter([BOMB]), 200, "gzip"),
        (lambda: iter([BOMB]), 503, "gzip"),
        (lambda: iter([BOMB]), 200, "br"),
        (dripping, 200, ""),
        (dripping, 500, ""),
    ],
)
def test_an_answer_without_end_is_none(
    parts: Callable[[], Iterator[bytes]], status: int, packing: str
) -> None:
    with flooding(parts, status, packing) as model:
        tracemalloc.start()
        began = time.monotonic()
        try:
            with pytest.raises((BadReply, ModelUnavailable)):
                model.chat([user("what now?")], str)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 5 * REPLY_BYTES
    assert time.monotonic() - began < 20


def test_a_reply_that_is_a_book_is_told_to_the_model() -> None:
    with serving(Answer(content="a" * (REPLY_LENGTH + 1))) as server:
        model = OpenAIModel("m", base_url=server.url)
        with pytest.raises(BadReply, match="more than 200,000 characters"):
            model.chat([user("what now?")], str)
        model.close()


@pytest.mark.parametrize(
    "reply", ["[" * REPLY_LENGTH, '{"a":' * 30_000, "{" * REPLY_LENGTH, '{"a": "' * 28_000]
)
def test_a_reply_that_is_made_to_be_hard_to_read_is_refused_soon(reply: str) -> None:
    with serving(Answer(content=reply)) as server:
        model = OpenAIModel("m", base_url=server.url)
        began = time.monotonic()
        with pytest.raises(BadReply):
            model.chat([user("what now?")], dict[str, int])
        assert time.monotonic() - began < 10
        model.close()


def test_half_a_character_is_no_reason_to_stop() -> None:
    content = json.dumps({"thought": "half \ud83d, whole \ud83d\ude00"})
    with serving(Answer(content=content), Answer(content="outer \ud83d half")) as server:
        model = OpenAIModel("m", base_url=server.url)
        value = model.chat([user("what now?")], dict[str, str]).value
        assert value == {"thought": "half \ufffd, whole \U0001f600"}
        assert model.chat([user("what now?")], str).value == "outer \ufffd half"
        model.close()
