"""Our own command, in a process of its own, on the slow phone; with a model that answers at once."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import cast

from benchmarks.fallible.server import Endpoint
from benchmarks.fallible.witness import least
from benchmarks.realphone.slow import Traffic, slowed
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.timing import Timing

GOAL = "Search the settings for wifi"
TEXT = "wifi"
ACTIONS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("launch", {"action_type": "open_app", "app_name": "Settings"}),
    ("tap", {"action_type": "click", "target": {"description": "Search settings"}}),
    ("type", {"action_type": "input_text", "text": TEXT, "target": {"description": "Search settings"}}),
    ("swipe", {"action_type": "scroll", "direction": "down"}),
    ("back", {"action_type": "navigate_back"}),
)
_END = {"action_type": "status", "goal_status": "complete"}
_MODEL = "script"
_NUMBER = "R5CT1234ABC"
"""By which the phone is known again."""
HELPER = "--helper"
_START = "from ui.cli import main; main()"


@dataclass
class Script:
    """A model that has its replies at hand, and keeps when it was asked for each."""

    asked: list[tuple[float, str]] = field(default_factory=list)
    """When (seconds of `time.monotonic`), and for which reply."""
    decided: list[float] = field(default_factory=list)
    """When it was asked what to do, once an action and once for the end."""

    def speak(self, reply: str, schema: Mapping[str, object], request: Mapping[str, object]) -> str:
        """The reply to one request."""
        del request
        now = time.monotonic()
        self.asked.append((now, reply))
        match reply:
            case "Decision":
                action = ACTIONS[len(self.decided)][1] if len(self.decided) < len(ACTIONS) else _END
                self.decided.append(now)
                return json.dumps({"thought": "next", "actions": [action]})
            case "Listed":
                said: Mapping[str, object] = {"effects": [{"kind": "open", "text": GOAL}]}
            case "Confirmation":
                said = {"reached": True, "evidence": "it was searched for"}
            case _:
                said = {}
        return json.dumps({**cast(Mapping[str, object], least(schema, schema)), **said})


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of one whole task, and what it moved."""

    whole: float
    first: float
    """From the start to the first time a model is asked."""
    steps: tuple[float, ...]
    """From being told an action to asking for the next."""
    traffic: Traffic
    decided: tuple[float, ...] = ()
    """When a model was asked what to do, from the start."""

    @property
    def kilobytes(self) -> float:
        """From the phone."""
        return self.traffic.down / 1000


def ours(folder: Path, timing: Timing, state: Path, options: Sequence[str] = ()) -> Took:
    """The task by the command of a checkout; `state` is where it keeps what it learns of phones."""
    script, phone = Script(), Phone(seed=1)
    with (
        serve([phone]) as server,
        slowed(server.ports[0], timing) as (address, traffic),
        Endpoint() as endpoint,
        tempfile.TemporaryDirectory() as out,
    ):
        server.call(lambda: phone.renumber(_NUMBER))
        endpoint.put(_MODEL, script)
        flags = ["--model", _MODEL, "--base-url", endpoint.url, "--device", address, "--out", f"{out}/run"]
        if HELPER in options:
            agree = [sys.executable, "-c", _START, "setup", HELPER, "--yes", "--device", address]
            subprocess.run(
                agree, cwd=folder, env=environment(folder, state), check=True, stdout=subprocess.DEVNULL
            )
        traffic.down, traffic.asked = 0, []
        began = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", _START, "run", GOAL, *flags, *options],
            cwd=folder,
            env=environment(folder, state),
            check=False,
            capture_output=True,
            text=True,
        )
        ended = time.monotonic()
        if endpoint.failures:
            raise endpoint.failures[0]
    if len(script.decided) != len(ACTIONS) + 1:
        raise RuntimeError(f"the task was not made: {done.stdout}{done.stderr}")
    times = script.decided
    steps = tuple(after - before for before, after in pairwise(times))
    traffic.asked = [replace(asked, at=asked.at - began) for asked in traffic.asked]
    decided = tuple(at - began for at in times)
    return Took(ended - began, script.asked[0][0] - began, steps, traffic, decided)


def environment(folder: Path, state: Path) -> dict[str, str]:
    """Without a home of the person's, and with no adb server to be found."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAPWRIGHT_")}
    own = {"HOME": str(state), "TAPWRIGHT_STATE": str(state / "state"), "ANDROID_ADB_SERVER_PORT": str(port)}
    return {**kept, **own, "PYTHONPATH": str(folder), "OPENAI_API_KEY": "none"}
