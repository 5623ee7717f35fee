"""Replies and errors in the shapes that vLLM gives them.

They follow its source of 2026: `protocol.py` and `serving.py` in `vllm/entrypoints/openai/chat_completion`,
`params.py` and `online_renderer.py` in `vllm/renderers`, the limits of `vllm/multimodal/processing`, and
`vllm/v1/structured_output/backend_xgrammar.py`.
"""

import json
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field

from models.error import BadReply, ContextTooSmall, ModelUnavailable
from models.known import Known
from models.message import Image, system, user
from tests.models.server import Answer, serving

MODEL = "Qwen/Qwen3-VL-8B-Instruct"
ASK = [system("orders"), user("what now?")]


class Tap(BaseModel):
    kind: Literal["tap"] = "tap"
    at: tuple[int, int]


class Say(BaseModel):
    kind: Literal["say"] = "say"
    text: str


class Decided(BaseModel):
    why: str
    deeds: tuple[Annotated[Tap | Say, Field(discriminator="kind")], ...] = Field(min_length=1)


WHOLE = '{"why": "w", "deeds": [{"kind": "tap", "at": [1, 2]}]}'


@pytest.fixture
def path() -> str:
    """Its Chat Completions."""
    return ""


def replied(
    content: str | None, *calls: tuple[str, str], finish: str = "stop", tokens: int = 20, **fields: Any
) -> Answer:
    """A whole completion, with the fields that only vLLM has."""
    message: dict[str, Any] = {"role": "assistant", "content": content, "refusal": None, "annotations": None}
    message |= {"audio": None, "function_call": None, "reasoning": None, **fields}
    if calls:  # it leaves the field out where there are none
        message["tool_calls"] = [
            {
                "id": f"chatcmpl-tool-{n}",
                "type": "function",
                "function": {"name": name, "arguments": arguments},
            }
            for n, (name, arguments) in enumerate(calls)
        ]
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": finish, "stop_reason": None}
    usage = {"prompt_tokens": 900, "total_tokens": 900 + tokens, "completion_tokens": tokens}
    whole = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": MODEL}
    whole |= {"choices": [{**choice, "token_ids": None}], "service_tier": None, "system_fingerprint": None}
    whole |= {"usage": {**usage, "prompt_tokens_details": None}, "prompt_logprobs": None, "metrics": None}
    return Answer(body=json.dumps(whole).encode())


def refused(
    message: str, status: int = 400, kind: str = "BadRequestError", param: str | None = None
) -> Answer:
    return Answer(status=status, error={"message": message, "type": kind, "param": param, "code": status})


def older(message: str, status: int = 400) -> Answer:
    """An error as releases before 0.10 send it, not nested."""
    told = {"object": "error", "message": message, "type": "BadRequestError", "param": None, "code": status}
    return Answer(status=status, body=json.dumps(told).encode())


TAP, SAY = ("tap", '{"at": [1, 2]}'), ("say", '{"text": "hi"}')
BOTH = (Tap(at=(1, 2)), Say(text="hi"))


@pytest.mark.parametrize(
    "answer",
    [
        replied("", TAP, SAY, finish="tool_calls"),  # tool_choice "required"
        replied(None, TAP, SAY, finish="tool_calls"),  # "auto"
        replied("", TAP, SAY, finish="stop"),  # a named tool
    ],
)
def test_parallel_calls_are_a_batch(connect, answer):
    with serving(answer) as server:
        reply = connect(server.url, model=MODEL, channel="tools").chat(ASK, Decided)
    assert reply.value.deeds == BOTH
    assert len(server.requests) == 1


@pytest.mark.parametrize("field", ["reasoning", "reasoning_content"])
@pytest.mark.parametrize(
    "answer", [lambda **told: replied(WHOLE, **told), lambda **told: replied("", TAP, **told)]
)
def test_what_its_reasoning_parser_takes_out_is_kept_as_the_thought(connect, answer, field):
    with serving(answer(**{field: "The button is below."})) as server:
        reply = connect(server.url, model=MODEL).chat(ASK, Decided)
    assert reply.thoughts == "The button is below."
    assert reply.value.deeds == BOTH[:1]
    assert len(server.requests) == 1


def test_thoughts_that_no_parser_took_out_are_passed_over(connect):
    with serving(replied(f"The button is below.</think>\n\n{WHOLE}")) as server:
        assert connect(server.url, model=MODEL).chat(ASK, Decided).value.deeds == BOTH[:1]
    assert len(server.requests) == 1


def test_calls_cut_off_at_the_longest_length_are_no_answer(connect):
    cut = replied("", ("tap", '{"at": [1,'), finish="length", tokens=4096)
    with serving(cut) as server, pytest.raises(BadReply, match="cut off"):
        connect(server.url, model=MODEL, channel="tools").chat(ASK, Decided)


@pytest.mark.parametrize("finish", ["abort", "error"])
def test_a_reply_that_its_engine_gave_up_is_asked_for_again(connect, patience, finish):
    with serving(replied('{"why": "w', finish=finish), replied(WHOLE)) as server:
        assert connect(server.url, model=MODEL).chat(ASK, Decided).value.deeds == BOTH[:1]
    assert len(patience.waits) == 1


@pytest.mark.parametrize(
    "answer",
    [
        refused(
            "You passed 5000 input tokens and requested 0 output tokens. However, the model's context length "
            "is only 4096 tokens, resulting in a maximum input length of 4096 tokens. Please reduce the "
            "length of the input prompt.",
            param="input_tokens",
        ),
        refused(
            "This model's maximum context length is 4096 tokens. However, you requested 0 output tokens and "
            "your prompt contains at least 4097 input tokens, for a total of at least 4097 tokens."
        ),
        older("This model's maximum context length is 4096 tokens. However, you requested 5000 tokens."),
        refused(
            "The decoder prompt (length 5000) is longer than the maximum model length of 4096. Make sure "
            "that `max_model_len` is no smaller than the number of text tokens plus multimodal tokens."
        ),
    ],
)
def test_a_question_that_is_too_long_is_told_apart(connect, patience, answer):
    with serving(answer) as server, pytest.raises(ContextTooSmall):
        connect(server.url, model=MODEL).chat([user("look", Image(b"\x89PNG\r\n\x1a\n"))], Decided)
    assert len(server.requests) == 1
    assert patience.waits == []


@pytest.mark.parametrize(
    "words",
    [
        '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
        'tool_choice="required" requires --tool-call-parser to be set',
    ],
)
@pytest.mark.parametrize("error", [refused, older])
def test_a_server_started_without_tools_is_asked_by_schema_from_then_on(connect, tmp_path, words, error):
    def known() -> Known:
        return Known(MODEL, "u", tmp_path / "models.json")

    with serving(error(words), replied(WHOLE)) as server:
        connect(server.url, model=MODEL, channel="tools", known=known()).chat(ASK, Decided)
        connect(server.url, model=MODEL, known=known()).chat(ASK, Decided)
    assert ["tools" in request for request in server.requests] == [True, False, False]
    assert known().channel == "schema"


@pytest.mark.parametrize(
    "words",
    [
        "Failed to transform json schema into a grammar: unsupported keyword",
        "The provided JSON schema contains features not supported by xgrammar.",
    ],
)
def test_a_schema_that_its_grammar_cannot_hold_is_told_in_words(connect, words):
    with serving(refused(words), replied(f"```json\n{WHOLE}\n```")) as server:
        assert connect(server.url, model=MODEL).chat(ASK, Decided).value.deeds == BOTH[:1]
    assert [request["response_format"]["type"] for request in server.requests] == [
        "json_schema",
        "json_object",
    ]
    assert "in this form" in server.requests[1]["messages"][0]["content"]


@pytest.mark.parametrize(
    "words",
    [
        f"{MODEL} is not a multimodal model",
        "At most 0 image(s) may be provided in one prompt.",
    ],
)
def test_a_model_that_sees_no_pictures_goes_by_the_words(connect, words):
    with serving(refused(words, param="image"), replied(WHOLE)) as server:
        model = connect(server.url, model=MODEL)
        for _ in range(2):
            model.chat([user("look", Image(b"\x89PNG\r\n\x1a\n"))], Decided)
    assert [type(request["messages"][0]["content"]) for request in server.requests] == [list, str, str]


def test_an_unknown_model_is_told(connect):
    words = "The model `m` does not exist."
    gone = refused(words, 404, "NotFoundError", "model")
    with serving(gone) as server, pytest.raises(ModelUnavailable, match="no model"):
        connect(server.url, model=MODEL).chat(ASK, Decided)
    assert len(server.requests) == 1


def test_a_fault_of_its_engine_is_sat_out(connect, patience):
    with serving(refused("Internal server error", 500, "InternalServerError"), replied(WHOLE)) as server:
        connect(server.url, model=MODEL).chat(ASK, Decided)
    assert len(patience.waits) == 1
