"""A run in a process of its own, to be killed: it sends one message."""

from multiprocessing.connection import Connection
from pathlib import Path

from agent.action.action import Action, Click, InputText, OpenApp, Status
from agent.brain.brain import Confirmation, CoreBrain, Decision, Judgement, View
from agent.build import Agent
from agent.preset.preset import DEFAULT
from agent.run.journal import holds_run
from agent.run.step import Plan, Step
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.screen import Observation, UIElement
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.reply import Reply, Usage

NUMBER, MESSAGE = "+15550104477", "On my way"
GOAL = f"Send {MESSAGE!r} to {NUMBER}"


class Careful:
    """Goes by what the screen shows, step by step."""

    name = "careful"

    def plan(self, view: View) -> Reply[Plan]:
        return Reply(Plan(subgoals=("it is sent",)), Usage(), "", 0)

    def decide(self, view: View) -> Reply[Decision]:
        return Reply(Decision(thought="next", actions=(next_action(view.observation),)), Usage(), "", 0)

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        return Reply(Judgement(outcome="uncertain", evidence=suspicion), Usage(), "", 0)

    def confirm(self, view: View) -> Reply[Confirmation]:
        sent = isinstance(next_action(view.observation), Status)
        return Reply(Confirmation(reached=sent, evidence="the message stands there"), Usage(), "", 0)


class Bookkeeper(Careful):
    """Goes by the record: what was done is done, and the screen counts only where the record is in doubt."""

    name = "bookkeeper"
    WAY = (
        "open", "conversations_fab", "new_conversation_address", "new_conversation_confirm",
        "thread_type_message", "thread_send_message", "done",
    )  # fmt: skip

    def decide(self, view: View) -> Reply[Decision]:
        doubtful = bool(view.steps) and view.steps[-1].outcome in ("uncertain", "wrong_page")
        done = sum(step.outcome == "success" and not step.error for step in view.steps)
        action = next_action(view.observation)
        if not doubtful and done < len(self.WAY):
            action = on_the_way(self.WAY[done], view.observation)
        return Reply(Decision(thought="by the book", actions=(action,)), Usage(), "", 0)


def on_the_way(stop: str, screen: Observation) -> Action:
    target = Target(
        element=next((e.index for e in screen.elements if e.resource_id.endswith(f":id/{stop}")), 999)
    )
    match stop:
        case "open":
            return OpenApp(app_name="com.simplemobiletools.smsmessenger")
        case "new_conversation_address":
            return InputText(text=NUMBER, target=target, clear=True)
        case "thread_type_message":
            return InputText(text=MESSAGE, target=target, clear=True)
        case "done":
            return Status(goal_status="complete")
        case _:
            return Click(target=target)


BRAINS = {"careful": Careful, "bookkeeper": Bookkeeper}


def next_action(screen: Observation) -> Action:
    def find(name: str) -> UIElement | None:
        return next((e for e in screen.elements if e.resource_id.endswith(f":id/{name}")), None)

    def click(name: str) -> Action:
        element = find(name)
        assert element is not None, name
        return Click(target=Target(element=element.index))

    if not screen.package.endswith("smsmessenger"):
        return OpenApp(app_name="com.simplemobiletools.smsmessenger")
    if (field := find("thread_type_message")) is not None:
        if any(e.text == MESSAGE and e.resource_id.endswith("thread_message_body") for e in screen.elements):
            return Status(goal_status="complete")
        if field.text == MESSAGE:
            return click("thread_send_message")
        return InputText(text=MESSAGE, target=Target(element=field.index), clear=True)
    if (address := find("new_conversation_address")) is not None:
        if address.text == NUMBER:
            return click("new_conversation_confirm")
        return InputText(text=NUMBER, target=Target(element=address.index), clear=True)
    known = next((e for e in screen.elements if e.text == NUMBER), None)
    return Click(target=Target(element=known.index)) if known else click("conversations_fab")


def work(serial: str, folder: Path, brain: str, door: Connection) -> None:
    """Begin the run of a folder, or go on with it; says when it is about to touch the phone, and its end."""
    with Device(DirectTransport.dial(serial)) as device:
        settings = Settings(out=folder, allow=frozenset({"send"}))
        agent = Agent(device, CoreBrain(BRAINS[brain]()), TreeGrounder(), DEFAULT, settings)
        run = agent.resume(read_trajectory(folder)) if holds_run(folder) else agent.run(GOAL)
        door.send("begun")
        end = run.finish()
        door.send(f"{end.status} {end.reason}")
