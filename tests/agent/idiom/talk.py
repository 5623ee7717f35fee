"""Runs on the embedded phone of models that are asked in their own language, behind a real endpoint."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Question
from agent.run.run import Run
from agent.settings import Settings
from device.client import Device
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from models.known import Known
from models.retry import Retries
from tests.models.server import Answer, Server, serving

Part = str | int
"""A text, or the number of the turn whose screenshot it is."""
Said = tuple[str, tuple[Part, ...]]
"""A message: who says it, and what."""
Talking = Callable[..., Run]
"""Has the turns of a model of this name on the embedded phone."""


class Speaker(Server):
    """A model that has these replies for decisions, and a fitting one for whatever else it is asked."""

    def __init__(self, *replies: str | Answer) -> None:
        super().__init__(*(reply if isinstance(reply, Answer) else Answer(reply) for reply in replies))
        self.turns: list[dict[str, Any]] = []
        self.meanwhile: Callable[[], object] = lambda: None
        """What goes on while the model thinks."""

    def answer(self, request: dict[str, Any]) -> Answer:
        if "response_format" not in request:
            self.turns.append(request)
            self.meanwhile()
            return super().answer(request)
        match request["response_format"]["json_schema"]["name"]:
            case "Listed":
                return Answer({"effects": [{"kind": "other", "text": "it is looked at"}]})
            case _:
                return Answer({"reached": True, "evidence": "it shows", "untried": ""})

    def heard(self, turn: int) -> list[Said]:
        """The messages of a decision, counted from 1."""
        pictures: dict[str, int] = {}
        for number, request in enumerate(self.turns[:turn], 1):
            for url in urls(request):
                pictures.setdefault(url, number)
        return [(message["role"], _parts(message, pictures)) for message in self.turns[turn - 1]["messages"]]


def urls(request: dict[str, Any]) -> list[str]:
    """The pictures of a request."""
    contents = (message["content"] for message in request["messages"])
    parts = (part for content in contents if not isinstance(content, str) for part in content)
    return [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]


def _parts(message: dict[str, Any], pictures: dict[str, int]) -> tuple[Part, ...]:
    content = message["content"]
    if isinstance(content, str):
        return (content,)
    return tuple(
        part["text"] if part["type"] == "text" else pictures[part["image_url"]["url"]] for part in content
    )


@contextmanager
def talking(
    model: str,
    speaker: Speaker,
    device: Device,
    settings: Settings,
    *,
    preset: str = "single",
    begin: Callable[[Agent], Run] = lambda agent: agent.run("Look at the device I mean"),
) -> Iterator[Run]:
    """A run whose model has this name, which is what it is known by."""
    with serving(server=speaker):
        asked = OpenAIModel(model, base_url=speaker.url, retries=Retries(0.0))
        known = Known(model, path=settings.runs / "models.json")
        brain = ModelBrain(asked, known=known)
        run = begin(Agent(device, brain, TreeGrounder(), PRESETS[preset], settings))
        yield run
        run.close()
        asked.close()


def finish(run: Run, answer: str = "") -> None:
    """Let a run come to its end, with one answer to whatever it asks."""
    for event in run:
        if isinstance(event, Question):
            run.answer(answer)


def words(messages: list[Said]) -> str:
    """All texts of messages, one below the other."""
    return "\n".join(part for _, parts in messages for part in parts if isinstance(part, str))
