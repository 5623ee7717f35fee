"""The client against `transformers serve`, with tiny models that are made on the spot.

That server leaves schemas, the choice of a tool and log-probabilities aside, and says nothing of it; by its
Responses API it streams unless it is told not to.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from models.channel import Channel
from models.endpoint import OpenAIModel
from models.error import BadReply, ModelUnavailable
from models.message import system, user
from models.retry import Retries

pytestmark = [pytest.mark.full, pytest.mark.timeout(300)]
_STARTS_WITHIN = 240.0
"""Seconds, on a computer that is busy otherwise."""
CHANNELS: tuple[Channel, ...] = ("schema", "tools", "told_schema", "object", "text")
ASK = [system("Pick."), user("How many apples, and of which colour?")]


class Choice(BaseModel):
    colour: Literal["red", "green"]
    count: int = Field(ge=0, le=9)


@dataclass(frozen=True)
class Served:
    url: str
    folder: Path


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("models")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(__file__).with_name("tinyserve.py")
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, str(program), str(folder), str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            _await(f"http://127.0.0.1:{port}/health", process, folder / "log")
            yield Served(f"http://127.0.0.1:{port}/v1", folder)
        finally:
            process.terminate()
            process.wait()


def _await(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            opener.open(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"it did not start: {log.read_text()[-2000:]}")


@pytest.fixture(params=["/chat/completions", "/responses"])
def connect(served: Served, request: pytest.FixtureRequest) -> Iterator[Callable[..., OpenAIModel]]:
    made = []

    def make(name: str, channel: Channel | None = None) -> OpenAIModel:
        made.append(
            OpenAIModel(
                str(served.folder / name),
                base_url=served.url + request.param,
                max_tokens=24,
                timeout=60,
                retries=Retries(0),
                logprobs=True,
                channel=channel,
            )
        )
        return made[-1]

    yield make
    for model in made:
        model.close()


@pytest.mark.parametrize("channel", CHANNELS)
def test_an_answer_is_read_by_every_channel(connect: Callable[..., OpenAIModel], channel: Channel) -> None:
    reply = connect("said", channel).chat(ASK, Choice)
    assert reply.value == Choice(colour="red", count=3)
    assert reply.usage.calls == 1
    assert reply.usage.prompt_tokens > len(ASK[1].text)
    assert reply.usage.completion_tokens == 2, "the answer, and its end"


def test_where_it_leaves_tools_aside_the_form_is_told(connect: Callable[..., OpenAIModel]) -> None:
    model = connect("said", "tools")
    first, second = (model.chat(ASK, Choice).usage for _ in range(2))
    assert second.prompt_tokens > first.prompt_tokens + 50


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_model_that_rambles_gives_a_bad_reply(
    connect: Callable[..., OpenAIModel], channel: Channel
) -> None:
    """By Chat Completions the server tells that the reply is cut off, by Responses it does not."""
    with pytest.raises(BadReply) as caught:
        connect("random", channel).chat(ASK, Choice)
    assert caught.value.usage.completion_tokens == 24 * caught.value.usage.calls


def test_plain_words_come_as_they_are(connect: Callable[..., OpenAIModel]) -> None:
    assert connect("said").chat(ASK, str).value.startswith('{"colour"')


def test_a_model_that_it_cannot_load_is_told(connect: Callable[..., OpenAIModel]) -> None:
    with pytest.raises(ModelUnavailable):
        connect("nowhere").chat(ASK, Choice)
