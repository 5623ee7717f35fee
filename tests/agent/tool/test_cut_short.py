"""A run that is cut short in a tool's call: the effect is there once, or the person is asked."""

from pathlib import Path

import pytest

from agent import as_tool
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import PRESETS
from agent.run.event import Question
from agent.run.journal import Journal
from agent.run.step import Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from agent.tool.tool import Tool
from device.client import Device
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.script import complete, decide, says, told

CREATES = says("effects", effects=[{"kind": "create", "text": "a note", "content": "milk"}])
REACHED = says("confirm", reached=True, evidence="it is kept")
PLACES = ("after the intent", "before the effect", "after the effect", "after the result")


class Killed(BaseException):
    """The process is no more."""


class Notes:
    """A place for notes that may be killed in a call."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.keys: set[str] = set()
        self.killed = ""

    def at(self, place: str) -> None:
        """Die, if this is the place."""
        if self.killed == place:
            self.killed = ""
            raise Killed

    def keyed(self) -> Tool:
        def keep_note(text: str, *, key: str) -> str:
            """Keep a note."""
            self.at("before the effect")
            if key not in self.keys:
                self.keys.add(key)
                self.kept.append(text)
            self.at("after the effect")
            return "kept"

        return as_tool(keep_note)

    def plain(self) -> Tool:
        def keep_note(text: str) -> str:
            """Keep a note."""
            self.at("before the effect")
            self.kept.append(text)
            self.at("after the effect")
            return "kept"

        return as_tool(keep_note)


def call() -> Item:
    return decide({"action_type": "tool_call", "name": "keep_note", "arguments": {"text": "milk"}})


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> Notes:
    notes = Notes()
    intent, result = Journal.intent, Journal.result

    def killed_at_intent(journal: Journal, step: Step) -> None:
        intent(journal, step)
        notes.at("after the intent")

    def killed_at_result(journal: Journal, step: Step) -> None:
        result(journal, step)
        notes.at("after the result")

    monkeypatch.setattr(Journal, "intent", killed_at_intent)
    monkeypatch.setattr(Journal, "result", killed_at_result)
    return notes


@pytest.mark.parametrize(
    ("place", "again"), [*((place, True) for place in PLACES[:3]), *((place, False) for place in PLACES)]
)
def test_a_call_with_a_key_has_its_effect_once(
    device: Device, tmp_path: Path, notes: Notes, place: str, again: bool
) -> None:
    items = (call(), complete(), REACHED) if again else (complete(), REACHED)
    resumed(device, tmp_path, notes, notes.keyed(), place, items)
    made = place in PLACES[2:]
    assert notes.kept == (["milk"] if made or again else [])


@pytest.mark.parametrize("place", PLACES[:3])
@pytest.mark.parametrize("answer", ["yes", "no", ""])
def test_a_call_without_a_key_is_asked_about_before_it_is_made_again(
    device: Device, tmp_path: Path, notes: Notes, place: str, answer: str
) -> None:
    questions = resumed(device, tmp_path, notes, notes.plain(), place, (call(), complete(), REACHED), answer)
    assert any("which may have been made" in question for question in questions)
    assert len(notes.kept) == (place == PLACES[2]) + (answer == "yes")


def resumed(
    device: Device,
    folder: Path,
    notes: Notes,
    tool: Tool,
    place: str,
    items: tuple[Item, ...],
    answer: str = "",
) -> list[str]:
    """Kill a run at a place, go on with it, and return what the person was asked."""

    def agent(*script: Item) -> Agent:
        brain = ModelBrain(ScriptedModel(script), pictures=False)
        settings = Settings(runs=folder / "runs")
        return Agent(device, brain, TreeGrounder(), PRESETS["default"], settings, tools=[tool])

    notes.killed = place
    run = agent(CREATES, call()).run("Keep a note that says milk")
    with pytest.raises(Killed):
        run.finish()
    run.close()
    again = agent(*items).resume(read_trajectory(run.folder))
    questions = [event.text for event in told(again, answer) if isinstance(event, Question)]
    again.close()
    return questions
