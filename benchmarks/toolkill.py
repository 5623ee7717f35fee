"""Kills runs with SIGKILL at every row of a tool's step, and goes on with them: effects once, or told.

Claims: a call with a key has its effect exactly once; one without is never made twice unless the person, who
is told that it may have been made, says so.

    python -m benchmarks.toolkill [--rounds N]

Each run is a process of its own that ends itself at one place: after the intent is on disk, before the
effect, after it, and after the result is on disk. Another process resumes it. Nobody is there to be asked.
"""

import argparse
import os
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

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
from device.link.transport.inprocess import InProcessTransport
from device.phone.phone import Phone
from grounding.tree import TreeGrounder
from models.scripted import Item, ScriptedModel
from tests.agent.script import complete, decide, says, told

PLACES = ("after the intent", "before the effect", "after the effect", "after the result")
ONCE, TOLD, LOST, TWICE = "once", "told", "lost in silence", "twice"
_EFFECTS = says("effects", effects=[{"kind": "create", "text": "a note", "content": "milk"}])
_REACHED = says("confirm", reached=True, evidence="it is kept")
_CALL = decide({"action_type": "tool_call", "name": "keep_note", "arguments": {"text": "milk"}})


class Victim:
    """A process that works, or dies at a place."""

    def __init__(self, folder: Path, place: str, *, keyed: bool) -> None:
        self._folder, self._place, self._keyed = folder, place, keyed
        self._kept = folder / "kept"

    def _at(self, place: str) -> None:
        if place == self._place:
            os.kill(os.getpid(), signal.SIGKILL)

    def _tool(self) -> Tool:
        def keep(key: str) -> str:
            self._at("before the effect")
            known = self._kept.read_text().splitlines() if self._kept.exists() else []
            if not key or key not in known:
                with self._kept.open("a") as file:
                    file.write(f"{key}\n")
            self._at("after the effect")
            return "kept"

        def keyed(text: str, *, key: str) -> str:
            """Keep a note."""
            return keep(key)

        def plain(text: str) -> str:
            """Keep a note."""
            return keep("")

        function = keyed if self._keyed else plain
        function.__name__ = "keep_note"
        return as_tool(function)

    def agent(self, device: Device, *script: Item) -> Agent:
        """An agent with the tool, and with the journal watched."""
        intent, result = Journal.intent, Journal.result

        def killed_at_intent(journal: Journal, step: Step) -> None:
            intent(journal, step)
            self._at("after the intent")

        def killed_at_result(journal: Journal, step: Step) -> None:
            result(journal, step)
            self._at("after the result")

        patch.object(Journal, "intent", killed_at_intent).start()
        patch.object(Journal, "result", killed_at_result).start()
        brain = ModelBrain(ScriptedModel(script), pictures=False)
        settings = Settings(out=self._folder / "run")
        return Agent(device, brain, TreeGrounder(), PRESETS["default"], settings, tools=[self._tool()])


def killed(folder: Path, phone: Phone, place: str, *, keyed: bool) -> None:
    """Begin a run, and die in it."""
    with Device(InProcessTransport(phone.fork())) as device:
        victim = Victim(folder, place, keyed=keyed)
        victim.agent(device, _EFFECTS, _CALL, complete(), _REACHED).run("Keep a note that says milk").finish()


def resumed(folder: Path, phone: Phone, *, keyed: bool) -> None:
    """Go on with it; what the person is asked is kept."""
    trajectory = read_trajectory(folder / "run")
    done = any(step.performed for step in trajectory.steps)
    script = (complete(), _REACHED) if done else (_CALL, complete(), _REACHED)
    with Device(InProcessTransport(phone.fork())) as device:
        run = Victim(folder, "", keyed=keyed).agent(device, *script).resume(trajectory)
        asked = [event.text for event in told(run) if isinstance(event, Question)]
        (folder / "asked").write_text("\n".join(asked))
        run.close()


def apart(work: Callable[[], None]) -> int:
    """Do something in a process of its own; how it ended, as `os.waitstatus_to_exitcode` has it."""
    child = os.fork()
    if not child:
        try:
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def fate(phone: Phone, place: str, *, keyed: bool) -> str:
    """What came of a call that was killed at a place and gone on with."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if apart(lambda: killed(folder, phone, place, keyed=keyed)) != -signal.SIGKILL:
            return f"was not killed {place}"
        apart(lambda: resumed(folder, phone, keyed=keyed))
        kept = len((folder / "kept").read_text().splitlines()) if (folder / "kept").exists() else 0
        asked = (folder / "asked").read_text() if (folder / "asked").exists() else ""
    if kept > 1:
        return TWICE
    if "which may have been made" in asked:
        return TOLD
    return ONCE if kept else LOST


def main() -> int:
    """Kill and go on, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50, help="at each place, with a key and without")
    rounds = parser.parse_args().rounds
    phone = Phone(seed=1)
    with tempfile.TemporaryDirectory() as name:  # what a run loads is loaded once, before the forks
        killed(Path(name), phone, "", keyed=True)
    good = True
    for keyed in (True, False):
        for place in PLACES:
            found = Counter(fate(phone, place, keyed=keyed) for _ in range(rounds))
            how = "with a key" if keyed else "without"
            print(
                f"{how}, killed {place}: {', '.join(f'{n} {name}' for name, n in found.items())}", flush=True
            )
            good &= set(found) <= ({ONCE} if keyed else {ONCE, TOLD})
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
