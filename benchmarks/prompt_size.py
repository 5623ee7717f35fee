"""How long the decision prompt is, part by part, over the screens of every app of the embedded phone.

The screens are those of a walk through each app of a phone in use (sample.py), and the long ones of crowd.py.
With each goes the record of a run of 12 steps that was really made, among them a form of four fields decided
at once and a step that failed, with a note and a line of feedback. What varies from screen to screen is the
element list; all else is the same on each. Sizes are in characters.

Claim, against the figures of BEFORE: element list and record take at most 60% of what they did, summed
over all screens, and the standing orders no more than they did. It is checked for six screens of each app.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from agent.action.action import Action, Click, InputText, NavigateBack, Note, OpenApp, Scroll, Status
from agent.brain.brain import Confirmation, CoreBrain, Decision, Judgement, View
from agent.brain.modelbrain import ModelBrain
from agent.build import Agent
from agent.preset.preset import DEFAULT
from agent.role.decide import Deciding
from agent.run.appnames import app_names
from agent.run.event import StepDone
from agent.run.step import Noted, Outcome, Plan, Step
from agent.settings import Settings
from benchmarks.crowd import WAYS, crowded
from device.client import Device
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.tour import tour
from device.screen import Observation
from device.state.appname import InstalledApp, names_of
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.error import BadReply
from models.message import Message
from models.reply import Reply, Usage

T = TypeVar("T")
BEFORE = {"rules": 398_176, "actions": 103_776, "so far": 400_752, "screen": 182_031}
"""What commit 6fc7ae0a took on these screens, six of each app, added up."""
VARIES = ("so far", "screen")
ORDERS = ("rules", "actions")
SHARE = 0.6
SCREENS = 6
GOAL = (
    "Add Lena Fischer of Bosch to my contacts, her mobile number is 0170 5551234, and write her number down "
    "in a note called people.md"
)


def field(name: str, text: str) -> Action:
    return InputText(text=text, target=Target(description=name))


def on(name: str) -> Action:
    return Click(target=Target(description=name))


APPS = app_names((InstalledApp(package, "", names_of(package)) for package in Phone().apps), GOAL)


DECISIONS = (
    Decision(
        thought="The goal starts with a new contact, so I open the Contacts app first.",
        actions=(OpenApp(app_name="Contacts"),),
        expectation="The list of contacts is shown.",
    ),
    Decision(
        thought="The list of contacts is shown and Lena Fischer is not in it. The button in the lower right "
        "corner creates a contact.",
        actions=(on("Create contact"),),
        expectation="An empty form for a new contact.",
    ),
    Decision(
        thought="The form is empty. I fill in first name, last name, company and phone at once, all of which "
        "the goal gives.",
        actions=(
            field("First name", "Lena"),
            field("Last name", "Fischer"),
            field("Company", "Bosch"),
            field("Phone", "0170 5551234"),
        ),
        expectation="The four fields hold what the goal gives.",
    ),
    Decision(
        thought="All four fields are filled in as the goal says, so the contact can be saved.",
        actions=(on("Save"),),
        expectation="The contact Lena Fischer is shown.",
    ),
    Decision(
        thought="The contact is saved with the right number. I keep the number, since the next screen will "
        "not show it.",
        actions=(
            Note(text="Lena Fischer, Bosch, mobile 0170 5551234; saved in Contacts, checked on her page"),
        ),
    ),
    Decision(
        thought="Now for the note: Markor is where notes with the ending .md are kept.",
        actions=(OpenApp(app_name="Markor"),),
        expectation="The list of Markor's files.",
    ),
    Decision(
        thought="I look for people.md in the list before I create it.",
        actions=(on("people.md"),),
        expectation="The note people.md is open.",
    ),
    Decision(
        thought="There is no people.md in the part of the list that is shown. It may lie further down.",
        actions=(Scroll(direction="down"),),
        expectation="More files.",
    ),
    Decision(
        thought="The list does not go on, so there is no such note yet; I go back to the top and create it.",
        actions=(NavigateBack(),),
    ),
)


class Walker:
    """A brain that decides what DECISIONS say."""

    name = "walker"

    def __init__(self) -> None:
        self._left = list(DECISIONS)

    def plan(self, view: View) -> Reply[Plan]:
        """Two sub-goals."""
        goals = ("Lena Fischer is among the contacts", "people.md holds her number")
        return Reply(Plan(subgoals=goals), Usage(), "", 0)

    def decide(self, view: View) -> Reply[Decision]:
        """The next of them."""
        over = Decision(thought="done", actions=(Status(goal_status="infeasible"),))
        return Reply(self._left.pop(0) if self._left else over, Usage(), "", 0)

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """As the cheap check has it."""
        return Reply(Judgement(outcome=Outcome.UNCERTAIN, evidence=suspicion), Usage(), "", 0)

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Never asked."""
        return Reply(Confirmation(reached=None, evidence=""), Usage(), "", 0)


def record() -> list[Step]:
    """The steps of a run of Walker, those that were looked at after."""
    phone = Phone(seed=7)
    fill(phone)
    with tempfile.TemporaryDirectory() as folder, Device(InProcessTransport(phone)) as device:
        agent = Agent(
            device,
            CoreBrain(Walker()),
            TreeGrounder(),
            DEFAULT,
            Settings(runs=Path(folder), guard="allow:all"),
        )
        steps = [event.step for event in agent.run(GOAL) if isinstance(event, StepDone)]
    return steps[:12]


def screens(limit: int) -> Iterator[tuple[str, Observation]]:
    """What a phone in use shows, at most `limit` screens of an app; then the long ones of a crowded phone."""
    phone = Phone(seed=7)
    fill(phone)
    with Device(InProcessTransport(phone)) as device:
        for package, app in phone.apps.items():
            if not app.manifest.main:
                continue
            phone.shell("input keyevent HOME")
            saved = phone.snapshot()
            for number, shown in enumerate(tour(phone, package, limit)):
                yield (
                    f"{package} {number} {shown.front.component.split('.')[-1]}",
                    device.observe(screenshot=False),
                )
            phone.restore(saved)
    phone = crowded()
    saved = phone.snapshot()
    with Device(InProcessTransport(phone)) as device:
        for name, way in WAYS.items():
            phone.restore(saved)
            phone.shell("input keyevent HOME")
            way(phone)
            yield name, device.observe(screenshot=False)


class Listener:
    """A model that only takes down what it is asked."""

    name = "gpt-5"
    said: tuple[Message, ...] = ()

    def chat(self, messages: Sequence[Message], reply: type[T], *, role: str = "") -> Reply[T]:
        """No reply, ever."""
        self.said = tuple(messages)
        raise BadReply("it only listens")


@dataclass(frozen=True)
class Prompt:
    """One prompt by its headings."""

    name: str
    parts: dict[str, str]

    def size(self, part: str) -> int:
        """Characters of a part, 0 where there is none."""
        return len(self.parts.get(part, ""))


def prompt(name: str, observation: Observation, view: View) -> Prompt:
    """The decision prompt on a screen."""
    listener = Listener()
    with suppress(BadReply):
        ModelBrain(listener).think(Deciding(replace(view, observation=observation), several=True, asks=True))
    parts: dict[str, str] = {}
    heading = "opening"
    for message in listener.said:
        for line in message.text.splitlines(keepends=True):
            if line.startswith("# "):
                heading = line[2:].strip().lower()
            parts[heading] = parts.get(heading, "") + line
    return Prompt(name, parts)


def views(steps: list[Step], observation: Observation) -> View:
    return View(
        goal=GOAL,
        observation=observation,
        plan=steps[-1].plan,
        steps=tuple(steps),
        feedback=(f"Step {steps[-1].index} changed nothing: the screen is the same as before",),
        apps=APPS,
        notes=(Noted(text="Lena Fischer, Bosch, mobile 0170 5551234", place="com.google.android.contacts"),),
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prompt_size", description=__doc__)
    parser.add_argument("--screens", type=int, default=SCREENS, help="how many screens of each app")
    parser.add_argument("--show", default="", help="print the prompts of the screens with this in their name")
    parser.add_argument(
        "--long", type=int, default=0, help="name so many of the screens with the longest lists"
    )
    args = parser.parse_args()
    steps = record()
    found = []
    for name, observation in screens(args.screens):
        made = prompt(name, observation, views(steps, observation))
        found.append(made)
        if args.show and args.show in name:
            print(f"== {name}", "".join(made.parts.values()), sep="\n")
    names = list(dict.fromkeys(name for made in found for name in made.parts))
    print(f"{len(found)} screens, a record of {len(steps)} steps\n")
    print(f"{'part':24}{'median':>8}{'largest':>8}{'all':>10}")
    for name in names:
        sizes = [made.size(name) for made in found]
        print(f"{name:24}{statistics.median(sizes):8.0f}{max(sizes):8}{sum(sizes):10}")
    totals = [sum(len(text) for text in made.parts.values()) for made in found]
    print(f"{'whole prompt':24}{statistics.median(totals):8.0f}{max(totals):8}{sum(totals):10}")
    for made in sorted(found, key=lambda each: -each.size("screen"))[: args.long]:
        print(f"  {made.size('screen'):6} {made.name}")
    return int(args.screens == SCREENS and not held(found))


def held(found: list[Prompt]) -> bool:
    """Whether the claim holds, which is said as well."""
    now = {part: sum(made.size(part) for made in found) for part in BEFORE}
    varies, orders = (
        sum(now[part] for part in parts) / sum(BEFORE[part] for part in parts) for parts in (VARIES, ORDERS)
    )
    print(f"\nrecord and screen {varies:.1%} of what they took (at most {SHARE:.0%}), orders {orders:.1%}")
    return varies <= SHARE and orders <= 1.0


if __name__ == "__main__":
    sys.exit(main())
