"""A model that acts with OpenAI's own tool for a screen, on the embedded phone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    NavigateBack,
    OpenApp,
    Scroll,
    Status,
    TakeOver,
    Wait,
)
from agent.brain.brain import Decision, View
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.role.decide import Deciding
from agent.run.event import Ended, Question
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.endpoint import OpenAIModel
from models.error import BadReply
from models.known import Known
from models.profile import profile_of
from models.reply import Reply
from tests.models.server import Answer, Server, serving

MODEL = "gpt-5.4"
LISTED = {"effects": [{"kind": "other", "text": "the settings are looked through"}]}
JUDGED = {"reached": True, "evidence": "it shows", "effects": [{"number": 1, "verdict": "met"}]}
DONE = ("status", '{"goal_status": "complete", "reason": "seen"}')
CHECK = {"id": "cu_sc_1", "code": "malicious_instructions", "message": "The page tells the model what to do."}


def computer(*actions: dict[str, Any], checks: tuple[dict[str, Any], ...] = (), **fields: Any) -> Answer:
    """A reply that calls the tool, with the thoughts that were kept of it."""
    item = {"type": "computer_call", "id": "cu_1", "call_id": "call_1", "status": "completed"}
    told = {"actions": list(actions), "pending_safety_checks": list(checks), **fields}
    return Answer(None, items=({**item, **told},), thoughts="The switch is on top.")


class Provider(Server):
    """Gives its answers to whoever is offered the tool, and a fitting one to the other roles."""

    def answer(self, request: dict[str, Any]) -> Answer:
        sent = self.received[-1]
        offered = [tool.get("name") or tool["type"] for tool in sent.get("tools", [])]
        if "computer" in offered or "computer_click" in offered:
            return super().answer(request)
        self.requests.append(request)
        known = {"Listed": LISTED, "Confirmation": JUDGED}
        return Answer(None, calls=tuple((name, json.dumps(known[name])) for name in offered if name in known))

    def decisions(self) -> list[dict[str, Any]]:
        return [sent for sent in self.received if {"type": "computer"} in sent.get("tools", [])]


@pytest.fixture
def brain() -> Iterator[Callable[..., ModelBrain]]:
    made: list[OpenAIModel] = []

    def make(server: Server, known: Known | None = None) -> ModelBrain:
        made.append(OpenAIModel(MODEL, base_url=server.url, channel="computer", known=known))
        return ModelBrain(made[-1], has_computer=True)

    yield make
    for model in made:
        model.close()


Decide = Callable[[Answer], Reply[Decision]]


@pytest.fixture
def decide(device: Device, brain: Callable[..., ModelBrain]) -> Decide:
    """What a model's answer to a question about this screen comes to."""

    def go(answer: Answer) -> Reply[Decision]:
        with serving(server=Provider(answer)) as server:
            return brain(server).think(Deciding(View("Look around", device.observe())))

    return go


def at(x: float, y: float) -> Target:
    """A place on the picture that the model sees, in pixels of the screen."""
    wide, high = profile_of(MODEL).sent_size((1080, 2400))
    return Target(point=(x * 1080 / wide, y * 2400 / high))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ({"type": "click", "x": 100, "y": 200, "button": "left"}, Click(target=at(100, 200))),
        ({"type": "click", "x": 100, "y": 200, "button": "right"}, LongPress(target=at(100, 200))),
        ({"type": "click", "x": 1, "y": 1, "button": "back"}, NavigateBack()),
        ({"type": "double_click", "x": 7, "y": 9, "keys": None}, DoubleTap(target=at(7, 9))),
        (
            {"type": "drag", "path": [{"x": 9, "y": 900}, {"x": 9, "y": 500}, {"x": 9, "y": 100}]},
            Drag(start=at(9, 900), end=at(9, 100)),
        ),
        ({"type": "keypress", "keys": ["ENTER"]}, KeyboardEnter()),
        ({"type": "keypress", "keys": ["ESC"]}, NavigateBack()),
        ({"type": "move", "x": 1, "y": 1}, Wait(seconds=1.0)),
        ({"type": "screenshot"}, Wait(seconds=1.0)),
        (
            {"type": "scroll", "x": 9, "y": 9, "scroll_x": 0, "scroll_y": 400},
            Scroll(direction="down", target=at(9, 9)),
        ),
        (
            {"type": "scroll", "x": 9, "y": 9, "scroll_x": -300, "scroll_y": 10},
            Scroll(direction="left", target=at(9, 9)),
        ),
        ({"type": "type", "text": "milk"}, InputText(text="milk")),
        ({"type": "wait"}, Wait(seconds=1.0)),
    ],
)
def test_each_action_of_the_tool_is_one_of_ours(decide: Decide, said: dict[str, Any], meant: Action) -> None:
    reply = decide(computer(said))
    assert reply.value.actions == (meant,)
    assert reply.value.thought == "The switch is on top."


def test_a_batch_keeps_its_order_and_lets_go_what_a_finger_cannot(decide: Decide) -> None:
    batch = (
        {"type": "move", "x": 5, "y": 5},
        {"type": "click", "x": 5, "y": 5, "button": "left"},
        {"type": "type", "text": "milk\n"},
        {"type": "screenshot"},
    )
    meant = (Click(target=at(5, 5)), InputText(text="milk"), KeyboardEnter())
    assert decide(computer(*batch)).value.actions == meant


def test_the_one_action_of_an_older_call_is_read(decide: Decide) -> None:
    call = computer(action={"type": "click", "x": 5, "y": 5, "button": "left"})
    assert decide(call).value.actions == (Click(target=at(5, 5)),)


def test_what_only_a_phone_has_is_a_tool_of_ours(decide: Decide) -> None:
    called = Answer("I open it.", calls=(("open_app", '{"app_name": "Settings"}'), DONE))
    decision = decide(called).value
    assert decision.thought == "I open it."
    assert decision.actions == (OpenApp(app_name="Settings"), Status(goal_status="complete", reason="seen"))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"type": "click", "x": 1, "y": 1, "button": "wheel"}, "wheel button"),
        ({"type": "keypress", "keys": ["CTRL", "A"]}, "no key 'CTRL\\+A'"),
        ({"type": "drag", "path": [{"x": 1, "y": 1}]}, "two places"),
        ({"type": "scroll", "x": 1, "y": 1, "scroll_x": 0, "scroll_y": 0}, "scroll_y"),
    ],
)
def test_what_a_phone_has_not_is_told_to_the_model(decide: Decide, said: dict[str, Any], words: str) -> None:
    with pytest.raises(BadReply, match=words) as caught:
        decide(computer(said))
    assert caught.value.usage.calls == 1


def test_a_doubt_of_the_provider_hands_over_the_phone_and_nothing_of_the_call_is_done(decide: Decide) -> None:
    click = {"type": "click", "x": 5, "y": 5, "button": "left"}
    (action,) = decide(computer(click, checks=(CHECK,))).value.actions
    assert isinstance(action, TakeOver)
    assert "The page tells the model what to do." in action.reason


def test_the_tool_is_offered_with_ours_and_the_screen_and_without_state(
    device: Device, brain: Callable[..., ModelBrain]
) -> None:
    with serving(server=Provider(computer({"type": "wait"}))) as server:
        brain(server).think(Deciding(View("Look around", device.observe())))
    (sent,) = server.decisions()
    names = [tool.get("name") for tool in sent["tools"]]
    assert names[0] is None
    assert {"open_app", "navigate_home", "ask_user", "status"} < set(names)
    assert not any(str(name).startswith("computer_") for name in names)
    assert sent["store"] is False
    assert "`computer` tool" in sent["input"][0]["content"]
    assert [part["type"] for part in sent["input"][-1]["content"]] == ["input_text", "input_image"]


def test_a_provider_without_the_tool_is_offered_ours_for_all(
    device: Device, brain: Callable[..., ModelBrain], tmp_path: Path
) -> None:
    refused = Answer(status=400, error={"message": "Tool 'computer' is not supported with gpt-5.4-nano."})
    called = Answer(None, calls=(("computer_click", '{"x": 5, "y": 5}'),))
    known = Known(MODEL, "u", tmp_path / "models.json")
    with serving(server=Provider(refused, called)) as server:
        thinking = brain(server, known)
        for _ in range(2):
            reply = thinking.think(Deciding(View("Look around", device.observe())))
            assert reply.value.actions == (Click(target=at(5, 5)),)
    assert len(server.decisions()) == 1
    assert Known(MODEL, "u", tmp_path / "models.json").channel is None, "others are asked as ever"


def run_on(device: Device, brain: ModelBrain, runs: Path, answer: str) -> tuple[Ended, list[Question]]:
    run = Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(runs=runs)).run(
        "Look through the settings"
    )
    questions = []
    for event in run:
        if isinstance(event, Question):
            questions.append(event)
            run.answer(answer)
    assert run.ended is not None
    return run.ended, questions


def test_a_run_of_its_calls_comes_to_its_end(
    device: Device, brain: Callable[..., ModelBrain], tmp_path: Path
) -> None:
    steps = (Answer("Open it.", calls=(("open_app", '{"app_name": "Settings"}'),)),
             computer({"type": "scroll", "x": 380, "y": 900, "scroll_x": 0, "scroll_y": 500}),
             Answer("Seen.", calls=(DONE,)))  # fmt: skip
    with serving(server=Provider(*steps)) as server:
        ended, _ = run_on(device, brain(server), tmp_path / "runs", "")
    assert ended.status == "complete"
    assert ended.folder is not None
    done = [type(step.action) for step in read_trajectory(ended.folder).steps]
    assert done == [OpenApp, Scroll, Status]


@pytest.mark.parametrize(("answer", "after"), [("done", [TakeOver, Status]), ("no", [TakeOver, Status])])
def test_no_doubt_of_the_provider_is_ever_acknowledged(
    device: Device, brain: Callable[..., ModelBrain], tmp_path: Path, answer: str, after: list[type[Action]]
) -> None:
    click = {"type": "click", "x": 5, "y": 5, "button": "left"}
    doubted = computer(click, checks=(CHECK,))
    with serving(server=Provider(doubted, Answer("Seen.", calls=(DONE,)))) as server:
        ended, questions = run_on(device, brain(server), tmp_path / "runs", answer)
    assert [(question.kind, CHECK["message"] in question.text) for question in questions] == [
        ("take_over", True)
    ]
    assert ended.folder is not None
    assert [type(step.action) for step in read_trajectory(ended.folder).steps] == after
    sent = json.dumps(server.received)
    assert "acknowledged" not in sent
    assert "cu_sc_1" not in sent
    assert "previous_response_id" not in sent
