"""Calls that begin and do not return: they may have been made, and everybody is told so."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from agent import as_tool
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.effect.deed import deed_lines
from agent.node.act import TOOL_LOG
from agent.preset.preset import PRESETS
from agent.run.event import Ended, Question
from agent.run.trajectory import Trajectory, read_trajectory
from agent.settings import Settings
from agent.tool.tool import CallBroken, Tool, Toolbox, ToolFailed
from device.client import Device
from grounding.tree import TreeGrounder
from models.scripted import Item
from tests.agent.script import Recorder, complete, decide, says, told
from ui.past.saved import saved
from ui.words import remarks

CREATES = says("effects", effects=[{"kind": "create", "text": "a note", "object": "milk"}])
REACHED = says("confirm", reached=True, evidence="it is kept")
MAYBE = "it may have been made: keep_note failed: TimeoutError: the desk is silent"


class Desk:
    """Keeps notes, and breaks down once it has kept the first."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.keys: list[str] = []

    def plain(self) -> Tool:
        @as_tool
        def keep_note(text: str) -> str:
            """Keep a note."""
            return self._keep(text)

        return keep_note

    def keyed(self) -> Tool:
        @as_tool
        def keep_note(text: str, *, key: str) -> str:
            """Keep a note."""
            self.keys.append(key)
            return self._keep(text)

        return keep_note

    def _keep(self, text: str) -> str:
        self.kept.append(text)
        if len(self.kept) == 1:
            raise TimeoutError("the desk is silent")
        return "kept"


def call(text: str = "milk") -> Item:
    return decide({"action_type": "tool_call", "name": "keep_note", "arguments": {"text": text}})


Outcome = tuple[Trajectory, list[str], Recorder]


@pytest.fixture
def run_with(device: Device, tmp_path: Path) -> Callable[..., Outcome]:
    def go(tool: Tool, *items: Item, answer: str = "", **settings: float) -> Outcome:
        model = Recorder([CREATES, *items, complete(), REACHED])
        chosen = Settings.model_validate({"runs": tmp_path / "runs", **settings})
        brain = ModelBrain(model, pictures=False)
        run = Agent(device, brain, TreeGrounder(), PRESETS["default"], chosen, tools=[tool]).run(
            "Keep a note that says milk"
        )
        events = told(run, answer)
        assert isinstance(events[-1], Ended)
        questions = [event.text for event in events if isinstance(event, Question)]
        return read_trajectory(run.folder), questions, model

    return go


def test_a_call_that_raised_is_told_as_one_that_may_have_been_made(run_with: Callable[..., Outcome]) -> None:
    trajectory, _, model = run_with(Desk().plain(), call())
    step = trajectory.steps[0]
    assert step.performed
    assert MAYBE in step.error
    asked = model.asked_of("decide")[1]
    assert MAYBE in asked
    assert "not made" not in asked
    assert MAYBE in deed_lines(trajectory.steps)
    assert any(remark.startswith(MAYBE) for remark in remarks(step))
    spared = saved(trajectory, trajectory.folder.parent)
    assert spared is not None
    assert spared.calls == 1


@pytest.mark.parametrize("answer", ["yes", ""])
def test_a_repeat_of_it_is_asked_about(run_with: Callable[..., Outcome], answer: str) -> None:
    desk = Desk()
    _, questions, _ = run_with(desk.plain(), call(), call(), answer=answer)
    assert any("which may have been made" in question for question in questions)
    assert len(desk.kept) == 1 + bool(answer)


def test_a_repeat_has_the_same_key_and_needs_no_question(run_with: Callable[..., Outcome]) -> None:
    desk = Desk()
    _, questions, _ = run_with(desk.keyed(), call(), call(), call())
    assert questions == []
    first, second, third = desk.keys
    assert first == second, "nobody knows whether the first was made"
    assert third != second, "the second returned"


def test_the_model_has_type_and_line_and_the_log_the_traceback(run_with: Callable[..., Outcome]) -> None:
    trajectory, _, _ = run_with(Desk().plain(), call())
    assert f"({Path(__file__).name}, line " in trajectory.steps[0].error
    log = (trajectory.folder / TOOL_LOG).read_text()
    assert "Traceback" in log
    assert 'raise TimeoutError("the desk is silent")' in log


def test_a_call_ends_with_its_own_time_and_with_that_of_the_run(run_with: Callable[..., Outcome]) -> None:
    @as_tool(timeout=0.3)
    def keep_note(text: str) -> str:
        """Keep a note."""
        time.sleep(30)
        return text

    with pytest.raises(CallBroken, match=r"may have been made: keep_note did not return within 0\.3 seconds"):
        Toolbox((keep_note,)).call("keep_note", {"text": "milk"}, "")

    @as_tool
    def keep_note_long(text: str) -> str:
        """Keep a note."""
        time.sleep(30)
        return text

    slow = decide({"action_type": "tool_call", "name": "keep_note_long", "arguments": {"text": "milk"}})
    began = time.monotonic()
    trajectory, _, _ = run_with(keep_note_long, slow, timeout=4)
    assert time.monotonic() - began < 15
    assert "may have been made" in trajectory.steps[0].error


def test_what_did_not_begin_was_not_made() -> None:
    with pytest.raises(ToolFailed) as wrong:
        Toolbox((Desk().plain(),)).call("keep_note", {"text": 3}, "")
    assert not isinstance(wrong.value, CallBroken)


def test_a_reader_that_failed_just_failed() -> None:
    @as_tool(changes=False)
    def look_up(name: str) -> str:
        """Look up."""
        raise KeyError(name)

    with pytest.raises(CallBroken, match=r"^look_up failed: KeyError: 'Bob' \("):
        Toolbox((look_up,)).call("look_up", {"name": "Bob"}, "")


def test_a_result_that_is_no_json_is_the_tools_failure() -> None:
    @as_tool
    def keep_note(text: str) -> object:
        """Keep a note."""
        return object()

    told_so = "it may have been made: it returned, but what keep_note returned is no JSON"
    with pytest.raises(CallBroken, match=told_so):
        Toolbox((keep_note,)).call("keep_note", {"text": "milk"}, "")


def test_a_long_result_says_how_much_is_left_out(run_with: Callable[..., Outcome]) -> None:
    @as_tool(changes=False)
    def keep_note(text: str) -> str:
        """Keep a note."""
        return text * 300_000

    _, _, model = run_with(keep_note, call())
    assert "(1196000 more characters)" in model.asked_of("decide")[1]
