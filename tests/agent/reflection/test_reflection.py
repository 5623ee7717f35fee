"""Reflection on demand and what it is shown: how sure the operator was, which parts of the screen changed."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Picture

from agent.brain.certainty import certainty
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.perception.frame import framed
from agent.perception.region import changed_regions
from agent.preset.preset import PRESETS
from agent.run.event import StepDone
from agent.run.run import Run
from agent.run.step import Step
from agent.settings import Settings
from device.client import Device
from device.screen import Bounds, Screenshot
from grounding.tree import TreeGrounder
from models.message import Image, Message
from models.reply import Reply, TokenLogprob
from models.scripted import Item
from tests.agent.script import Recorder, click, decide, says, told

T = TypeVar("T")
SIZE = (540, 1200)
REPLY = json.dumps({"thought": "t", "actions": [{"action_type": "click", "target": {"element": 1}}]})


def pieces(text: str, size: int, name: float, rest: float = -3.0) -> tuple[TokenLogprob, ...]:
    """The text in tokens: those that touch the action's name are `name` likely, the others `rest`."""
    start = text.index('"action_type": "') + len('"action_type": "')
    end = text.index('"', start)
    return tuple(
        TokenLogprob(text[at : at + size], name if at < end and at + size > start else rest)
        for at in range(0, len(text), size)
    )


# -- how sure ------------------------------------------------------------------------------------------
@given(st.integers(1, 40), st.floats(-9, 0))
def test_only_the_tokens_that_name_the_action_count(size: int, name: float) -> None:
    assert certainty(REPLY, pieces(REPLY, size, name)) == pytest.approx(name)


@pytest.mark.parametrize(
    ("raw", "tokens"),
    [(REPLY, None), (REPLY, ()), ("no action", pieces(REPLY, 3, 0)), (REPLY, pieces(REPLY, 3, 0)[:-1])],
)
def test_where_it_cannot_be_told_it_is_not_told(raw: str, tokens: tuple[TokenLogprob, ...] | None) -> None:
    assert certainty(raw, tokens) is None


# -- what changed --------------------------------------------------------------------------------------
def drawn(*boxes: Bounds) -> Screenshot:
    image = Picture.new("RGBA", SIZE, "white")
    for box in boxes:
        image.paste("black", (box.left, box.top, box.right, box.bottom))
    return Screenshot(SIZE, image.tobytes(), "rgba")


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 370), st.integers(60, 1000), st.integers(40, 170), st.integers(40, 170))
def test_a_change_is_boxed_to_the_cell(left: int, top: int, width: int, height: int) -> None:
    box = Bounds(left, top, left + width, top + height)
    (found,) = changed_regions(drawn(), drawn(box))
    assert found.intersection(box) == box
    assert found.width - box.width < 16
    assert found.height - box.height < 16


def test_small_changes_the_status_bar_and_pictures_unlike_make_no_box() -> None:
    cursor, clock = Bounds(300, 700, 304, 760), Bounds(40, 10, 200, 40)
    assert changed_regions(drawn(), drawn(cursor, clock)) == ()
    assert changed_regions(None, drawn()) == ()
    assert changed_regions(Screenshot((9, 9), b"\0" * 324, "rgba"), drawn()) == ()


def test_boxes_come_largest_first_and_are_drawn_on_a_copy() -> None:
    small, large = Bounds(100, 300, 200, 400), Bounds(200, 600, 500, 900)
    boxes = changed_regions(drawn(), drawn(small, large))
    assert [box.intersection(part) == part for box, part in zip(boxes, (large, small), strict=True)] == [
        True
    ] * 2
    picture = drawn(small).image
    marked = framed(picture, boxes)
    assert marked.getpixel((boxes[0].left, boxes[0].top)) == (255, 0, 0)
    assert picture.getpixel((boxes[0].left, boxes[0].top)) == (255, 255, 255)


# -- in a run ------------------------------------------------------------------------------------------
class Sure(Recorder):
    """A script whose operator is as sure of its first action as it is told to be; keeps the pictures."""

    def __init__(self, items: Sequence[Item], sureness: float | None) -> None:
        super().__init__(items)
        self._sureness = sureness
        self.shown: list[list[Picture.Image]] = []

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        said = super().chat(messages, reply, role=role)
        parts = [part for message in messages for part in message.parts if isinstance(part, Image)]
        self.shown.append([Picture.open(io.BytesIO(part.data)) for part in parts])
        if role != "operate" or self._sureness is None:
            return said
        tokens = pieces(said.raw, 3, self._sureness)
        return Reply(said.value, said.usage, said.raw, said.seconds, tokens)


ITEMS = [
    says("classify", kind="other"),
    decide({"action_type": "open_app", "app_name": "Clock"}, role="operate"),
    decide(click("8:30 AM Alarm"), role="operate"),
    decide({"action_type": "status", "goal_status": "complete"}, role="operate"),
    *[says("reflect", outcome="success", evidence="it did")] * 2,
    says("review", on_track=True),
    says("confirm", reached=True, evidence="it is on"),
]
Play = Callable[[float | None], tuple[list[Step], Sure]]


@pytest.fixture
def play(device: Device, tmp_path: Path) -> Iterator[Play]:
    runs: list[Run] = []

    def begin(sureness: float | None) -> tuple[list[Step], Sure]:
        model = Sure(ITEMS, sureness)
        chosen = Settings(runs=tmp_path / "runs", preset="coloragent")
        agent = Agent(device, ModelBrain(model), TreeGrounder(), PRESETS["coloragent"], chosen)
        runs.append(agent.run("Turn on the 8:30 AM alarm"))
        events = told(runs[-1], "yes")
        assert runs[-1].ended is not None
        assert runs[-1].ended.status == "complete", runs[-1].ended.reason
        return [event.step for event in events if isinstance(event, StepDone)], model

    yield begin
    for run in runs:
        run.close()


@pytest.mark.parametrize(
    ("sureness", "asked"),
    [(-0.001, 0), (-0.01, 2), (-0.5, 2), (None, 0)],
    ids=["sure", "at the limit", "unsure", "no log-probabilities, nothing in doubt"],
)
def test_coloragent_reflects_on_demand(play: Play, sureness: float | None, asked: int) -> None:
    steps, model = play(sureness)
    assert model.roles.count("reflect") == asked
    assert [step.certainty for step in steps] == [None if sureness is None else pytest.approx(sureness)] * 3


def test_reflection_sees_both_screens_with_what_changed_framed(play: Play) -> None:
    _, model = play(-0.5)
    shown = [pictures for role, pictures in zip(model.roles, model.shown, strict=True) if role == "reflect"]
    assert [len(pictures) for pictures in shown] == [2] * 2
    flipped = shown[-1]
    for picture in flipped:
        red = np.asarray(picture.convert("RGB")).astype(int)
        framed_pixels = (red[..., 0] > 180) & (red[..., 1] < 90) & (red[..., 2] < 90)
        assert framed_pixels.sum() > 200, "the switch that flipped is framed"
    confirm = next(p for role, p in zip(model.roles, model.shown, strict=True) if role == "confirm")
    assert len(confirm) == 3, "the goal is judged by the last three screens"
