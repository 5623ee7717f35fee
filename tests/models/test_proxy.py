"""Whoever asks through the proxy hears what the endpoint says, and what it used is counted."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2 as httpx
import pytest

from models.price import Price
from models.proxy import ModelProxy, Upstream
from models.reply import Usage
from tests.models.server import Answer, Server, serving

ASKED = {"model": "any", "messages": [{"role": "user", "content": "hello"}]}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Answer(content="hi")) as found:
        yield found


def upstream(server: Server, price: Price | None = None) -> Upstream:
    return Upstream(server.url, "the key", {"any": price} if price else {})


def post(proxy: ModelProxy, path: str = "/chat/completions", **more: Any) -> httpx.Response:
    key = {"authorization": f"Bearer {more.pop('key', proxy.token)}"}
    return httpx.post(proxy.url + path, json={**ASKED, **more}, headers=key, trust_env=False)


def test_a_reply_comes_through_and_is_counted_at_its_price(server: Server) -> None:
    with ModelProxy(upstream(server, Price(prompt=2.0, completion=10.0))) as proxy:
        told = post(proxy)
        usage, seconds = proxy.taken()
        again, _ = proxy.taken()
    assert told.json()["choices"][0]["message"]["content"] == "hi"
    assert server.headers[0]["authorization"] == "Bearer the key"
    assert usage == Usage(100, 20, 0, 1, (100 * 2 + 20 * 10) / 1e6)
    assert seconds > 0
    assert again == Usage()


def test_what_has_no_price_is_told_to_have_none(server: Server) -> None:
    with ModelProxy(upstream(server)) as proxy:
        post(proxy)
        assert proxy.taken()[0] == Usage(100, 20, 0, 1, None)


def test_the_other_api_is_counted_too(server: Server) -> None:
    with ModelProxy(upstream(server)) as proxy:
        post(proxy, "/responses", input=ASKED["messages"])
        assert proxy.taken()[0].tokens == 120


def test_nobody_else_asks(server: Server) -> None:
    with ModelProxy(upstream(server)) as proxy:
        assert post(proxy, key="guessed").status_code == 401
        assert proxy.taken()[0] == Usage()
    assert server.requests == []


def test_a_failure_comes_through_and_costs_nothing() -> None:
    slow = Answer(status=429, error={"message": "slow down"})
    with serving(slow) as server, ModelProxy(upstream(server)) as proxy:
        told = post(proxy)
        assert proxy.taken()[0] == Usage()
    assert told.status_code == 429
    assert told.json()["error"]["message"] == "slow down"


def test_an_endpoint_that_is_gone_is_told() -> None:
    with serving() as server:
        url = server.url
    with ModelProxy(Upstream(url)) as proxy:
        assert post(proxy).status_code == 502


def test_once_the_money_is_spent_nothing_more_is_asked(server: Server) -> None:
    with ModelProxy(upstream(server, Price(1e4, 0.0)), most=1.0) as proxy:
        assert [post(proxy).status_code for _ in range(3)] == [200, 402, 402]
    assert len(server.requests) == 1


def test_a_stream_is_passed_on_and_asked_what_it_used() -> None:
    events = [
        {"choices": [{"delta": {"content": "hi"}}]},
        {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}},
    ]
    body = b"".join(b"data: " + json.dumps(each).encode() + b"\n\n" for each in events) + b"data: [DONE]\n\n"
    streamed = Answer(body=body, headers={"content-type": "text/event-stream"})
    with serving(streamed) as server, ModelProxy(upstream(server)) as proxy:
        told = post(proxy, stream=True)
        usage, _ = proxy.taken()
    assert told.content == body
    assert server.received[0]["stream_options"] == {"include_usage": True}
    assert usage.tokens == 10
