"""OpenAI's Responses API: what it has of its own, and how a server that lacks it is found out.

All that both APIs promise alike is tested by both, in the other tests of this folder.
"""

import pytest
from pydantic import BaseModel

from models.error import BadReply, ModelUnavailable, Refused
from models.known import Known
from models.message import Image, assistant, system, user
from models.price import Price
from models.reply import TokenLogprob
from tests.models.server import Answer, Server, serving


class Word(BaseModel):
    word: str


ASK = [system("be brief"), user("what now?")]
GOOD = Answer({"word": "yes"})
PNG = b"\x89PNG\r\n\x1a\n"
MODEL = "gpt-5"


@pytest.fixture
def path() -> str:
    """The address is given without an API."""
    return ""


def paths(server: Server) -> list[str]:
    return [path.rpartition("/")[2] for path in server.paths]


def test_a_request_holds_all_it_needs_and_has_nothing_stored(connect):
    with serving(GOOD) as server:
        model = connect(server.url, model=MODEL, max_tokens=64, logprobs=True)
        model.chat([system("rules"), user("look", Image(PNG)), assistant("I see"), user("go on")], Word)
    request = server.received[0]
    assert server.paths == ["/v1/responses"]
    assert request["store"] is False
    assert "previous_response_id" not in request
    assert request["max_output_tokens"] == 64
    assert request["include"] == ["message.output_text.logprobs"]
    assert [each["role"] for each in request["input"]] == ["system", "user", "assistant", "user"]
    assert request["input"][1]["content"] == [
        {"type": "input_text", "text": "look"},
        {"type": "input_image", "image_url": "data:image/png;base64,iVBORw0KGgo=", "detail": "auto"},
    ]
    wanted = request["text"]["format"]
    assert (wanted["type"], wanted["name"], wanted["strict"]) == ("json_schema", "Word", True)


def test_tools_are_not_made_strict_so_that_a_parameter_may_be_left_out(connect):
    with serving(Answer(None, calls=(("Word", '{"word": "yes"}'),))) as server:
        reply = connect(server.url, model=MODEL, channel="tools").chat(ASK, Word)
    assert reply.value.word == "yes"
    (tool,) = server.received[0]["tools"]
    assert (tool["type"], tool["name"], tool["strict"]) == ("function", "Word", False)
    assert "text" not in server.received[0]


def test_cached_tokens_are_counted_and_priced(connect):
    usage = {"prompt_tokens": 2000, "completion_tokens": 10, "prompt_tokens_details": {"cached_tokens": 1500}}
    with serving(Answer({"word": "yes"}, usage=usage)) as server:
        reply = connect(server.url, model=MODEL, price=Price(2.0, 10.0, 0.5)).chat(ASK, Word)
    assert reply.usage.cached_tokens == 1500
    assert reply.usage.cost == pytest.approx((500 * 2 + 1500 * 0.5 + 10 * 10) / 1e6)


def test_thoughts_are_kept(connect):
    whole = {"type": "reasoning", "content": [{"type": "reasoning_text", "text": "in full"}], "summary": []}
    with serving(Answer({"word": "a"}, thoughts="in short"), Answer({"word": "b"}, items=(whole,))) as server:
        model = connect(server.url, model=MODEL)
        assert [model.chat(ASK, Word).thoughts for _ in range(2)] == ["in short", "in full"]


def test_log_probabilities_come_with_the_text(connect):
    found = {"content": [{"token": "{", "logprob": -0.5, "bytes": [123], "top_logprobs": []}]}
    with serving(Answer({"word": "yes"}, logprobs=found)) as server:
        reply = connect(server.url, model=MODEL, logprobs=True).chat(ASK, Word)
    assert reply.logprobs == (TokenLogprob("{", -0.5),)


@pytest.mark.parametrize(
    ("parameter", "words"),
    [
        ("temperature", "Unsupported parameter: 'temperature' is not supported with this model."),
        ("max_tokens", "max_output_tokens must be at least 16"),
        ("logprobs", "logprobs are not supported with reasoning models."),
    ],
)
def test_a_parameter_that_is_rejected_is_left_out_from_then_on(connect, parameter, words):
    with serving(GOOD) as server:
        server.rejects_parameters = {parameter: words}
        model = connect(server.url, model=MODEL, max_tokens=8, logprobs=True)
        model.chat(ASK, Word)
        model.chat(ASK, Word)
    assert [parameter in request for request in server.requests] == [True, False, False]
    assert set(paths(server)) == {"responses"}


@pytest.mark.parametrize(
    ("finish", "error", "words"),
    [("length", BadReply, "cut off"), ("content_filter", Refused, "content filter")],
)
def test_an_incomplete_reply_is_told_by_its_reason(connect, finish, error, words):
    usage = {"prompt_tokens": 100, "completion_tokens": 4000}
    with (
        serving(Answer({"word": "y"}, finish=finish, usage=usage)) as server,
        pytest.raises(error, match=words),
    ):
        connect(server.url, model=MODEL).chat(ASK, Word)


@pytest.mark.parametrize(
    "body",
    [
        b'{"status": "failed", "error": {"code": "server_error", "message": "try again"}, "output": []}',
        b'{"status": "failed", "error": {"code": "rate_limit_exceeded", "message": "slow"}, "output": []}',
        b'{"status": "incomplete", "incomplete_details": {"reason": "steered"}, "output": []}',
        b'{"status": "cancelled", "output": []}',
    ],
)
def test_a_failure_that_comes_as_a_good_answer_is_sat_out(connect, patience, body):
    with serving(Answer(body=body), Answer(body=body), GOOD) as server:
        reply = connect(server.url, model=MODEL).chat(ASK, Word)
    assert reply.value.word == "yes"
    assert reply.usage.calls == 1
    assert len(patience.waits) == 2


def test_a_picture_that_the_model_cannot_read_is_told(connect, patience):
    error = b'{"code": "invalid_image", "message": "not a valid image"}'
    failed = Answer(body=b'{"status": "failed", "output": [], "error": ' + error + b"}")
    with serving(failed) as server, pytest.raises(ModelUnavailable, match="not a valid image"):
        connect(server.url, model=MODEL).chat(ASK, Word)
    assert patience.waits == []


@pytest.mark.parametrize(
    "lacking",
    [
        Answer(status=404, body=b'{"detail": "Not Found"}'),
        Answer(status=405, body=b""),
        Answer(body=b"<html>It works!</html>"),
        Answer(status=400, error={"message": "The Responses API is not enabled for this model"}),
        Answer(status=422, error={"message": "store: extra inputs are not permitted"}),
    ],
)
def test_a_server_without_it_is_asked_by_chat_completions_and_that_is_remembered(
    connect, patience, tmp_path, lacking
):
    def known() -> Known:
        return Known(MODEL, "u", tmp_path / "models.json")

    with serving(lacking, GOOD) as server:
        model = connect(server.url, model=MODEL, known=known())
        model.chat(ASK, Word)
        model.chat(ASK, Word)
        connect(server.url, model=MODEL, known=known()).chat(ASK, Word)
    assert paths(server) == ["responses", "completions", "completions", "completions"]
    assert patience.waits == []


def test_a_server_that_has_it_is_never_taken_to_lack_it(connect, patience, tmp_path):
    """Bad replies, and an answer that is not found behind a gateway, say nothing of the API."""
    stray, gone = Answer("Sure!"), Answer(status=404, error={"message": "no such route"})
    with serving(GOOD, stray, GOOD, gone, GOOD) as server:
        model = connect(server.url, model=MODEL, known=Known(MODEL, "u", tmp_path / "models.json"))
        for _ in range(2):
            model.chat(ASK, Word)
        with pytest.raises(ModelUnavailable):
            model.chat(ASK, Word)
        model.chat(ASK, Word)
    assert set(paths(server)) == {"responses"}
    assert Known(MODEL, "u", tmp_path / "models.json").api is None


def test_a_model_that_is_nowhere_says_nothing_of_the_api(connect, tmp_path):
    unknown = Answer(
        status=404, error={"message": "The model `gpt-5` does not exist", "code": "model_not_found"}
    )
    with serving(unknown) as server, pytest.raises(ModelUnavailable, match="no model 'gpt-5'"):
        connect(server.url, model=MODEL, known=Known(MODEL, "u", tmp_path / "models.json")).chat(ASK, Word)
    assert Known(MODEL, "u", tmp_path / "models.json").api is None


@pytest.mark.parametrize(
    ("model", "path", "tried"),
    [
        ("gpt-4o", "", ["responses"]),
        ("openai/gpt-5-mini", "", ["responses"]),
        ("gpt-4o", "/chat/completions", ["completions"]),
        ("qwen3-vl-8b", "", ["completions"]),
        ("qwen3-vl-8b", "/responses", ["responses"]),
    ],
)
def test_the_models_family_tells_the_api_unless_the_address_does(connect, model, path, tried):
    with serving(GOOD) as server:
        assert connect(server.url, model=model).chat(ASK, Word).value.word == "yes"
    assert paths(server) == tried
