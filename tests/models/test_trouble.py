"""Failures on the way: which are tried again, how long is waited, and what the person is told."""

import email.utils
import socket
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from models.error import BadReply, ContextTooSmall, ModelUnavailable
from models.message import Image, user
from models.notice import noticing
from models.retry import Failure, Retries, retry_after
from tests.models.clock import Clock
from tests.models.server import Answer, Server, serving


class Word(BaseModel):
    word: str


ASK = [user("?")]
GOOD = Answer({"word": "yes"})


def down(status, message="no", **headers):
    return Answer(status=status, error={"message": message}, headers=headers)


@pytest.mark.parametrize("status", [408, 409, 429, 500, 502, 503, 504, 529])
def test_passing_trouble_is_sat_out(connect, patience, status):
    with serving(down(status), down(status), GOOD) as server:
        reply = connect(server.url).chat(ASK, Word)
    assert reply.value.word == "yes"
    assert reply.usage.calls == 1
    assert patience.waits == [0.5, 1.0]


def test_patience_is_bounded(connect, patience):
    with (
        serving(down(503, "loading model")) as server,
        pytest.raises(ModelUnavailable, match=r"HTTP 503: loading model; waited 2\d\d s for it") as caught,
    ):
        connect(server.url).chat(ASK, Word)
    assert patience.waits[:7] == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0], "growing, up to half a minute"
    assert 270 < sum(patience.waits) <= 300
    assert len(server.requests) == len(patience.waits) + 1
    assert caught.value.exit_code == 3
    assert "--patience" in str(caught.value)


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "10"}])
def test_a_quota_for_a_minute_and_a_half_is_sat_out_and_the_person_sees_why(connect, headers):
    """A provider that counts requests by the minute, on a clock that only sleeping moves."""
    clock = Clock()
    told = []
    server = Server(GOOD)
    server.closed = lambda: down(429, "requests per minute", **headers) if clock.now < 90 else None
    with serving(server=server), noticing(told.append):
        model = connect(server.url, retries=Retries(sleep=clock.sleep, jitter=lambda: 0.0))
        assert model.chat(ASK, Word).usage.calls == 1
    assert 90 <= clock.now < 125
    assert told
    assert all(line.startswith("waiting ") and "requests per minute" in line for line in told)


def test_a_server_that_restarts_is_waited_for_once_it_has_answered(connect):
    clock = Clock()
    with serving(GOOD) as server:
        model = connect(server.url, retries=Retries(sleep=clock.sleep, jitter=lambda: 0.0))
        model.chat(ASK, Word)
        address = urlsplit(server.url)
    back = ExitStack()
    clock.when(60, lambda: back.enter_context(serving(GOOD, port=address.port)))
    with back:
        assert model.chat(ASK, Word).value.word == "yes"
    assert 60 <= clock.now < 100


def test_a_page_instead_of_a_model_is_waited_for_once_it_has_answered(connect, patience):
    page = Answer(body=b"<html>Back soon</html>")
    with serving(GOOD, page, page, page, page, GOOD) as server:
        model = connect(server.url)
        model.chat(ASK, Word)
        assert model.chat(ASK, Word).value.word == "yes"
    assert len(patience.waits) == 4


def test_a_reply_cut_in_the_middle_is_asked_for_again(connect, patience):
    with serving(*[Answer({"word": "no"}, cut_at=30)] * 5, GOOD) as server:
        assert connect(server.url).chat(ASK, Word).value.word == "yes"
    assert len(patience.waits) == 5


@pytest.mark.parametrize(
    ("words", "stated"),
    [
        ("This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.", 4096),
        ("At most 1 image(s) may be provided in one prompt.", None),
        ("the request exceeds the available context size, try increasing it", None),
        ("request (9000 tokens) exceeds the available context size (8192 tokens), try increasing it", 8192),
        ("prompt is too long: 210000 tokens > 200000 maximum", 200000),
        ("The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).", 1048576),
    ],
)
def test_a_question_that_is_too_long_is_told_apart(connect, patience, words, stated):
    with serving(down(400, words)) as server, pytest.raises(ContextTooSmall, match="larger context") as error:
        connect(server.url).chat(ASK, Word)
    assert error.value.stated == stated
    assert len(server.requests) == 1
    assert patience.waits == []


def test_a_question_that_leaves_no_room_for_a_reply_is_too_long(connect):
    full = Answer('{"word": "y', finish="length", usage={"prompt_tokens": 4076, "completion_tokens": 20})
    with serving(full) as server:
        with pytest.raises(ContextTooSmall, match="4076 tokens"):
            connect(server.url).chat(ASK, Word)
        with pytest.raises(BadReply, match="cut off"):
            connect(server.url, max_tokens=20).chat(ASK, Word)


@pytest.mark.parametrize(
    ("key", "said", "told"),
    [
        ("k", "max tokens: the token k is no key", "max tokens: the token k is no key"),
        ("k", "Incorrect API key provided: k. You can find tokens", "provided: ***. You can find tokens"),
        ("abc-def-ghi-jkl", "who is abc-def-ghi-jkl?", "who is ***?"),
    ],
)
def test_a_short_key_is_struck_out_only_where_it_is_named_one(connect, key, said, told):
    with serving(down(400, said)) as server, pytest.raises(ModelUnavailable) as caught:
        connect(server.url, api_key=key).chat(ASK, Word)
    assert told in str(caught.value)


def test_retry_after_is_heeded_in_both_forms(connect, patience):
    date = email.utils.formatdate(time.time() + 30, usegmt=True)
    answers = [
        down(429, **{"Retry-After": "7"}),
        down(503, **{"Retry-After": date}),
        down(429, **{"retry-after-ms": "2500"}),
    ]
    with serving(*answers, GOOD) as server:
        connect(server.url).chat(ASK, Word)
    assert patience.waits[0] == 7
    assert 25 < patience.waits[1] <= 30
    assert patience.waits[2] == 2.5


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_says_come_back_at_once_is_not_hammered(connect, patience, status):
    with (
        serving(down(status, "no", **{"Retry-After": "0"})) as server,
        pytest.raises(ModelUnavailable, match=r"waited 2\d\d s for it"),
    ):
        connect(server.url).chat(ASK, Word)
    assert patience.waits[:5] == [0.5, 1.0, 2.0, 4.0, 8.0], "as if it had said nothing"
    assert len(server.requests) < 20


def test_a_servers_own_words_are_told_as_it_said_them(connect):
    small = {"message": "exceeds the available context size, try increasing it", "code": 400}
    odd = {"message": "Bad value", "param": "user", "code": "bad_user"}
    with serving(Answer(status=400, error=small), Answer(status=400, error=odd)) as server:
        with pytest.raises(ModelUnavailable, match=r"try increasing it\. Use a model"):
            connect(server.url).chat(ASK, Word)
        with pytest.raises(ModelUnavailable, match=r"Bad value \(user, bad_user\)$"):
            connect(server.url).chat(ASK, Word)


def test_nobody_waits_an_hour(connect, patience):
    with (
        serving(down(429, "slow down", **{"Retry-After": "3600"})) as server,
        pytest.raises(ModelUnavailable, match="slow down"),
    ):
        connect(server.url).chat(ASK, Word)
    assert patience.waits == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (down(401, "Incorrect API key: sk-very-secret-123456"), ["refused the key", "OPENAI_API_KEY"]),
        (down(403, "no"), ["refused the key", "OPENAI_API_KEY"]),
        (down(404, "The model `m` does not exist"), ["no model 'm'", "/v1"]),
        (down(402, "pay"), ["no credit"]),
        (Answer(status=429, error={"message": "Over", "code": "insufficient_quota"}), ["no credit"]),
        (down(400, "This model's maximum context length is 8192 tokens"), ["maximum context length"]),
        (Answer(status=422, body=b'{"detail": "nope"}'), ["HTTP 422", "nope"]),
    ],
)  # fmt: skip
def test_lasting_trouble_is_told_at_once(connect, patience, answer, words):
    with (
        serving(answer) as server,
        pytest.raises(ModelUnavailable) as caught,
    ):
        connect(server.url).chat(ASK, Word)
    assert len(server.requests) == 1
    assert patience.waits == []
    told = str(caught.value)
    assert all(word in told for word in words)
    assert server.url in told
    assert "secret" not in told
    assert "\n" not in told


def test_the_variable_named_is_the_one_the_key_came_from(connect):
    with serving(down(401)) as server:
        with pytest.raises(ModelUnavailable, match="Check MY_KEY"):
            connect(server.url, key_variable="MY_KEY").chat(ASK, Word)
        with pytest.raises(ModelUnavailable, match="wants a key"):
            connect(server.url, api_key="").chat(ASK, Word)


def test_nobody_listens(connect, patience):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(ModelUnavailable) as caught:
            connect(url).chat(ASK, Word)
    assert url in str(caught.value)
    assert len(patience.waits) == 2


def test_a_broken_line_is_tried_again(connect, patience):
    with serving(Answer(hang_up=True), GOOD) as server:
        assert connect(server.url).chat(ASK, Word).value.word == "yes"
    assert len(patience.waits) == 1


def test_a_silent_server_runs_into_the_time_out(connect):
    with serving(Answer(delay=1.0)) as server:
        with pytest.raises(ModelUnavailable, match=r"no reply from m within 0\.2 s"):
            connect(server.url, timeout=0.2).chat(ASK, Word)
        while len(server.requests) < 2:  # it reads the second when it comes to it
            time.sleep(0.01)


def test_blanks_do_not_keep_a_call_alive_for_ever(connect):
    with (
        serving(Answer({"word": "late"}, trickle=600.0)) as server,
        pytest.raises(ModelUnavailable, match="within"),
    ):
        connect(server.url, timeout=0.3).chat(ASK, Word)


@pytest.mark.parametrize("body", [b"<html>It works!</html>", b"{}", b'{"choices": []}', b"", b"\xff\xfe"])
def test_something_that_is_no_model_answers(connect, body):
    with (
        serving(Answer(body=body)) as server,
        pytest.raises(ModelUnavailable, match="does not answer as an OpenAI-compatible endpoint"),
    ):
        connect(server.url).chat(ASK, Word)


def test_a_broken_grammar_on_the_server_is_not_hammered(connect, patience):
    with serving(down(500, "failed to parse grammar"), GOOD) as server:
        assert connect(server.url).chat(ASK, Word).value.word == "yes"
    assert patience.waits == []
    assert server.requests[1]["response_format"] == {"type": "json_object"}


def test_jitter_never_makes_a_wait_longer():
    waits = []
    Retries(2, sleep=waits.append, jitter=lambda: 1.0).run(lambda: Failure("server", "no"))
    assert waits == [0.25, 0.5, 1.0]


@given(st.text(max_size=40))
def test_any_retry_after_header_is_read_without_trouble(value):
    seconds = retry_after({"retry-after": value})
    assert seconds is None or 0 <= seconds < float("inf")


@pytest.mark.parametrize("status", [400, 500])
def test_a_model_that_sees_no_pictures_goes_by_the_words(connect, patience, status):
    blind = Answer(
        status=status, error={"message": "image input is not supported - hint: provide the mmproj"}
    )
    with serving(blind, Answer("hi")) as server:
        model = connect(server.url)
        assert model.chat([user("look", Image(b"\x89PNG\r\n\x1a\n"))], str).value == "hi"
        assert model.chat([user("again", Image(b"\x89PNG\r\n\x1a\n"))], str).value == "hi"
    assert [type(request["messages"][0]["content"]) for request in server.requests] == [list, str, str]
    assert patience.waits == []
