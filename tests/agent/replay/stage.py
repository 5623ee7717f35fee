"""Records a run on one embedded phone and does it again on another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from agent.brain.modelbrain import ModelBrain
from agent.build import Agent, build
from agent.preset.preset import PRESETS
from agent.replay.script import Script, script_of
from agent.run.event import Ended, Question, StepDone
from agent.run.run import Run
from agent.run.step import Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.apps.provider.contact import Contact, Labelled
from device.phone.apps.provider.contactchange import save_contact
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.script import decide, says

Answers = Callable[[Question], str]


@dataclass
class Seen:
    """What a run came to, and what it told on the way."""

    ended: Ended
    steps: list[Step] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)

    @property
    def thoughts(self) -> str:
        return "\n".join(step.thought for step in self.steps)


@contextmanager
def hand(phone: Phone) -> Iterator[Device]:
    with Device(InProcessTransport(phone)) as device:
        yield device


def play(run: Run, answers: Answers = lambda _question: "yes") -> Seen:
    steps: list[Step] = []
    asked: list[Question] = []
    for event in run:
        if isinstance(event, StepDone):
            steps.append(event.step)
        if isinstance(event, Question):
            asked.append(event)
            run.answer(answers(event))
    assert run.ended is not None
    return Seen(run.ended, steps, asked)


def recorded(goal: str, phone: Phone, folder: Path, answers: Answers = lambda _question: "yes") -> Script:
    """The script of a run of the offline policy."""
    with hand(phone) as device:
        play(build(Settings(out=folder), device).run(goal), answers)
    return script_of(read_trajectory(folder))


def acted(goal: str, acts: Sequence[dict[str, object]], phone: Phone, folder: Path) -> Script:
    """The script of a run in which a scripted model does these things and is believed."""
    done: dict[str, object] = {"action_type": "status", "goal_status": "complete", "reason": "done"}
    items: list[Item] = [
        *(decide(act) for act in (*acts, done)), says("confirm", reached=True, evidence="it shows"),
    ]  # fmt: skip
    with hand(phone) as device:
        brain = ModelBrain(ScriptedModel(items), pictures=False)
        seen = play(Agent(device, brain, TreeGrounder(), PRESETS["default"], Settings(out=folder)).run(goal))
    assert seen.ended.status == "complete", seen.ended.reason
    return script_of(read_trajectory(folder))


def replayed(
    script: Script,
    phone: Phone,
    folder: Path,
    *,
    alone: bool = True,
    answers: Answers = lambda _question: "yes",
) -> Seen:
    """A replay with the offline policy behind it, or with nobody."""
    with hand(phone) as device:
        return play(build(Settings(out=folder), device).replay(script, alone=alone), answers)


def add_people(phone: Phone, *names: str) -> None:
    for number, name in enumerate(names):
        first, _, last = name.partition(" ")
        save_contact(
            phone.context(),
            Contact(first=first, last=last, phones=(Labelled(f"55501{number:05}", "Mobile"),)),
        )
