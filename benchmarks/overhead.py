"""What a step of the loop costs beside model and phone.

Claim: under 30 ms a step, everything counted that is neither the brain's nor the phone's time: the ring,
comparing screens, pictures to disk, the journal's fsync, LangGraph's own work.
"""

import statistics
import sys
import tempfile
from pathlib import Path

from agent.action.action import Action, Click, NavigateBack, OpenApp, Scroll, Status
from agent.brain.brain import Confirmation, CoreBrain, Decision, Judgement, View
from agent.build import Agent
from agent.preset.preset import DEFAULT
from agent.run.event import StepDone
from agent.run.step import Outcome, Plan, Step
from agent.settings import Settings
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer
from device.screen import Observation
from grounding.target import Target
from grounding.tree import TreeGrounder
from models.reply import Reply, Usage

STEPS = 120
LIMIT_MS = 30.0
TOUR: tuple[Action, ...] = (
    OpenApp(app_name="Settings"),
    Click(target=Target(description="Network & internet")),
    NavigateBack(),
    Scroll(direction="down"),
    Scroll(direction="up"),
    Click(target=Target(description="Connected devices")),
    NavigateBack(),
)


class Tourist:
    """A brain that goes round the Settings app."""

    name = "tourist"

    def __init__(self) -> None:
        self._count = 0

    def plan(self, view: View) -> Reply[Plan]:
        """One goal."""
        return Reply(Plan(subgoals=("see it all",)), Usage(), "", 0)

    def decide(self, view: View) -> Reply[Decision]:
        """The next stop."""
        action = TOUR[self._count % len(TOUR)]
        self._count += 1
        if self._count > STEPS:
            action = Status(goal_status="complete")
        return Reply(Decision(thought="on", actions=(action,)), Usage(), "", 0)

    def reflect(self, view: View, step: Step, before: Observation, suspicion: str) -> Reply[Judgement]:
        """Never in doubt."""
        return Reply(Judgement(outcome=Outcome.SUCCESS, evidence=suspicion), Usage(), "", 0)

    def confirm(self, view: View) -> Reply[Confirmation]:
        """Always content."""
        return Reply(Confirmation(reached=True, evidence="toured"), Usage(), "", 0)


def tour(device: Device) -> list[Step]:
    preset = DEFAULT.model_copy(update={"max_strikes": 10**6})
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(runs=Path(folder), max_steps=STEPS + 2)
        run = Agent(device, CoreBrain(Tourist()), TreeGrounder(), preset, settings).run("see it all")
        return [event.step for event in run if isinstance(event, StepDone)]


def report(way: str, steps: list[Step]) -> bool:
    failed = [step.error for step in steps if step.error]
    own = [step.seconds.overhead * 1000 for step in steps[len(TOUR) :]]
    median, p95 = statistics.median(own), sorted(own)[int(len(own) * 0.95)]
    phone = statistics.median(step.seconds.device * 1000 for step in steps)
    print(f"{way}: {len(steps)} steps, {len(failed)} failed")
    for error in dict.fromkeys(failed):
        print(f"  {error}")
    print(f"  own time a step: median {median:.1f} ms, p95 {p95:.1f} ms (median under {LIMIT_MS:.0f})")
    print(f"  the phone's time a step: median {phone:.1f} ms")
    return median < LIMIT_MS and not failed


def main() -> int:
    with Device(InProcessTransport(Phone(seed=1))) as device:
        held = report("phone in this process", tour(device))
    with PhoneServer([Phone(seed=1)]) as server, Device(DirectTransport.dial(server.serials[0])) as device:
        held &= report("phone over the wire", tour(device))
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
