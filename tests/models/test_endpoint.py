"""The client against a real server on loopback: how it asks, and what it makes of the answers."""

import base64
import io
import json
from typing import Annotated, Literal

import pytest
from PIL import Image as Picture
from pydantic import BaseModel, Field

from models.error import BadReply, ModelUnavailable, NoReply, Refused, WordsOnly
from models.known import Known
from models.message import Image, assistant, system, user
from models.price import Price
from models.reply import TokenLogprob
from tests.models.server import Answer, serving


class Tap(BaseModel):
    kind: Literal["tap"] = "tap"
    at: tuple[float, float]
    why: str = ""


class Say(BaseModel):
    kind: Literal["say"] = "say"
    text: str


class Step(BaseModel):
    thought: str
    act: Annotated[Tap | Say, Field(discriminator="kind")]


STEP = {"thought": "t", "act": {"kind": "tap", "at": [1, 2], "why": ""}}
ASK = [system("be brief"), user("what now?")]


def test_a_schema_is_asked_for_and_the_reply_comes_typed(connect, path):
    usage = {
        "prompt_tokens": 1000,
        "completion_tokens": 50,
        "prompt_tokens_details": {"cached_tokens": 400},
    }
    with serving(Answer(STEP, usage=usage)) as server:
        reply = connect(server.url, price=Price(2.0, 10.0, 1.0)).chat(ASK, Step)
    assert reply.value == Step(thought="t", act=Tap(at=(1, 2)))
    assert (reply.usage.prompt_tokens, reply.usage.cached_tokens, reply.usage.calls) == (1000, 400, 1)
    assert reply.usage.cost == pytest.approx((600 * 2 + 400 * 1 + 50 * 10) / 1e6)
    assert json.loads(reply.raw) == STEP
    assert reply.seconds > 0
    assert reply.logprobs is None
    request = server.requests[0]
    assert server.paths == [f"/v1{path}"]
    assert request["model"] == "m"
    assert request["temperature"] == 0.0
    assert request["messages"] == [
        {"role": "system", "content": "be brief"},
        {"role": "user", "content": "what now?"},
    ]
    wanted = request["response_format"]["json_schema"]
    assert wanted["strict"] is True
    assert wanted["name"] == "Step"
    assert "oneOf" not in json.dumps(wanted)
    tap = wanted["schema"]["$defs"]["Tap"]
    assert tap["required"] == ["kind", "at", "why"]
    assert tap["additionalProperties"] is False
    assert tap["properties"]["at"] == {
        "type": "array",
        "minItems": 2,
        "maxItems": 2,
        "items": {"type": "number"},
    }


def test_pictures_go_as_data_urls_and_text_stays_plain_without_them(connect, tmp_path):
    out = io.BytesIO()
    Picture.new("RGB", (2, 2)).save(out, "PNG")
    path = tmp_path / "shot.jpg"
    Picture.new("RGB", (2, 2)).save(path)
    with serving(Answer(STEP)) as server:
        model = connect(server.url)
        model.chat(
            [user("look", Image(out.getvalue()), Image(path=path)), assistant("ok"), user("a", "b")], Step
        )
    parts = server.requests[0]["messages"][0]["content"]
    assert parts[0] == {"type": "text", "text": "look"}
    head, data = parts[1]["image_url"]["url"].split(",")
    assert head == "data:image/png;base64"
    assert base64.b64decode(data) == out.getvalue()
    assert parts[2]["image_url"]["url"].startswith("data:image/jpeg;base64,")
    assert server.requests[0]["messages"][2]["content"] == "a\n\nb"


def test_a_server_without_schemas_is_told_once_and_remembered(connect):
    with serving(Answer(STEP)) as server:
        server.rejects_schema = True
        model = connect(server.url)
        model.chat(ASK, Step)
        model.chat(ASK, Step)
    kinds = [request["response_format"]["type"] for request in server.requests]
    assert kinds == ["json_schema", "json_object", "json_object"]
    assert "in this form" in server.requests[1]["messages"][0]["content"]


def test_a_server_without_any_format_gets_the_schema_in_the_prompt(connect):
    with serving(Answer("Sure!\n```json\n" + json.dumps(STEP) + "\n```\nAnything else?")) as server:
        server.rejects_schema = server.rejects_object = True
        reply = connect(server.url).chat(ASK, Step)
    assert reply.value.thought == "t"
    assert len(server.requests) == 3
    assert "response_format" not in server.requests[-1]


def test_a_server_that_ignores_the_schema_is_told_the_form_in_words(connect, tmp_path):
    known = Known("m", "u", tmp_path / "models.json")
    stray = Answer("I would tap. " + json.dumps(STEP))
    with serving(stray, Answer(STEP), stray, stray, Answer(""), stray, Answer(STEP)) as server:
        model = connect(server.url, known=known)
        for _ in range(6):
            model.chat(ASK, Step)
        connect(server.url, known=Known("m", "u", tmp_path / "models.json")).chat(ASK, Step)
    told = ["in this form" in request["messages"][0]["content"] for request in server.requests]
    assert told == [False] * 6 + [True] * 2, "not after one bad reply; and in later runs from the start"


def test_the_form_stands_once_and_in_front_also_in_a_repair(connect):
    with serving(Answer("{}"), Answer(STEP)) as server:
        connect(server.url, channel="text").chat(ASK, Step)
    first, second = (request["messages"] for request in server.requests)
    assert second[: len(first)] == first, "what was said before is a prefix"
    assert json.dumps(second).count("in this form") == 1
    assert '"act": {"kind": "tap", "at": [number, number], "why"?: text} | ' in first[0]["content"]


@pytest.mark.parametrize("path", ["/chat/completions"])
def test_parameters_that_are_rejected_are_dropped_or_renamed(connect):
    with serving(Answer(STEP)) as server:
        server.rejects_parameters = {
            "temperature": "Unsupported value: 'temperature' does not support 0.0 with this model.",
            "max_tokens": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
            "logprobs": "logprobs are not available",
        }
        model = connect(server.url, max_tokens=77, logprobs=True)
        model.chat(ASK, Step)
        model.chat(ASK, Step)
    last = server.requests[-1]
    assert {"temperature", "max_tokens", "logprobs"}.isdisjoint(last)
    assert last["max_completion_tokens"] == 77
    assert len(server.requests) == 5


def test_one_repair_round_tells_the_model_what_was_wrong(connect):
    with serving(Answer({"thought": "t", "act": {"kind": "tap"}}), Answer(STEP)) as server:
        reply = connect(server.url).chat(ASK, Step)
    assert reply.value.thought == "t"
    assert reply.usage.calls == 2
    assert reply.usage.tokens == 240
    said = server.requests[1]["messages"]
    assert [message["role"] for message in said] == ["system", "user", "assistant", "user"]
    assert "act.tap.at is missing.\n" in said[-1]["content"]


@pytest.mark.parametrize("content", ["[1, 2]", "{broken", '{"thought": 1}'])
def test_after_the_repair_round_it_is_a_bad_reply_with_its_cost(connect, content):
    with (
        serving(Answer(content)) as server,
        pytest.raises(BadReply, match="also after a repair round") as caught,
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == 2
    assert caught.value.usage.calls == 2


@pytest.mark.parametrize("content", ["", None, "<think>{}</think>"])
def test_two_empty_replies_end_it_with_what_the_model_thought(connect, content):
    with (
        serving(Answer(content, thoughts="I am not sure what to do.")) as server,
        pytest.raises(NoReply, match="an empty reply, twice; it thought: I am not sure") as caught,
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == 2
    assert caught.value.usage.calls == 2


def test_words_where_a_form_was_due_are_told(connect):
    with serving(Answer("Sure! Tap Settings.")) as server:
        with pytest.raises(WordsOnly, match="in words, not in the form, twice: Sure! Tap Settings") as caught:
            connect(server.url).chat(ASK, Step)
        assert caught.value.channel == "tools"
        assert "their own phone" in server.requests[1]["messages"][-1]["content"], "it may be a refusal"
        with pytest.raises(WordsOnly) as caught:
            connect(server.url, channel="tools").chat(ASK, Step)
        assert caught.value.channel == "schema"
    assert len(server.requests) == 4


def test_a_refusal_in_words_is_one_where_the_model_says_so(connect):
    with (
        serving(Answer("I can't help with that."), Answer("**REFUSED:** it may do\nharm.")) as server,
        pytest.raises(Refused, match=r"^it may do harm\.$"),
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == 2


def test_words_after_a_refusal_are_another(connect):
    with (
        serving(Answer(None, refusal="I can't do that."), Answer("I will not.")) as server,
        pytest.raises(Refused, match=r"^I will not\.$") as caught,
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == caught.value.usage.calls == 2


def test_a_refusal_is_asked_once_in_other_words(connect):
    with serving(Answer(None, refusal="I can't do that."), Answer(STEP)) as server:
        reply = connect(server.url).chat(ASK, Step)
    assert reply.value.thought == "t"
    assert reply.usage.calls == 2
    last = server.requests[1]["messages"][-2:]
    assert last[0] == {"role": "assistant", "content": "I can't do that."}
    assert "their own phone" in last[1]["content"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(STEP, finish="content_filter"), "content filter"),
        (Answer(None, refusal="I must not"), "I must not"),
    ],
)
def test_a_second_refusal_ends_it_in_the_models_own_words(connect, answer, words):
    with (
        serving(answer) as server,
        pytest.raises(Refused, match=words) as caught,
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == 2
    assert caught.value.usage.completion_tokens == 40


def test_a_reply_that_was_cut_off_is_no_reply(connect):
    usage = {"prompt_tokens": 100, "completion_tokens": 16_384}
    with (
        serving(Answer(STEP, finish="length", usage=usage)) as server,
        pytest.raises(BadReply, match="cut off"),
    ):
        connect(server.url).chat(ASK, Step)
    assert len(server.requests) == 1


def test_plain_text_needs_no_schema(connect):
    with serving(Answer("<think>hm</think> Good morning. ")) as server:
        reply = connect(server.url).chat(ASK, str)
    assert reply.value == "Good morning."
    assert "response_format" not in server.requests[0]


def test_values_that_are_no_objects_are_wrapped(connect):
    with serving(Answer({"reply": ["a", "b"]})) as server:
        reply = connect(server.url).chat(ASK, list[str])
    assert reply.value == ["a", "b"]
    assert server.requests[0]["response_format"]["json_schema"]["schema"]["type"] == "object"


def test_logprobs_and_content_in_parts(connect):
    found = {"content": [{"token": "{", "logprob": -0.5, "bytes": [123], "top_logprobs": []}]}
    parts = [{"type": "text", "text": json.dumps(STEP)[:5]}, {"type": "text", "text": json.dumps(STEP)[5:]}]
    with serving(Answer(parts, logprobs=found, usage=None)) as server:
        reply = connect(server.url, logprobs=True).chat(ASK, Step)
    assert server.requests[0]["logprobs"] is True
    assert reply.logprobs == (TokenLogprob("{", -0.5),)
    assert reply.usage.tokens == 0
    assert reply.usage.cost is None


@pytest.mark.parametrize("path", ["/chat/completions"])
def test_the_servers_own_bill_wins(connect):
    usage = {"prompt_tokens": 10, "completion_tokens": 2, "prompt_cache_hit_tokens": 4, "cost": 0.25}
    with serving(Answer(STEP, usage=usage)) as server:
        reply = connect(server.url, price=Price(1, 1)).chat(ASK, Step)
    assert reply.usage.cost == 0.25
    assert reply.usage.cached_tokens == 4


def test_unavailable_names_no_key_anywhere(connect):
    with serving(Answer(status=400, error={"message": "bad key sk-very-secret-123456"})) as server:
        model = connect(server.url)
        with pytest.raises(ModelUnavailable) as caught:
            model.chat(ASK, Step)
    assert "secret" not in repr(model) + str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
