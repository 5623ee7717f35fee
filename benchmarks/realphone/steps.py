"""What a step takes on a slow phone: as before, by adb, by the server on it, with a stream besides, at least.

    python -m benchmarks.realphone.steps [--profile pixel]

Every profile of `real:` weather, with the server on the phone at both ends of what is published of such ones.
The phone stands behind `benchmarks.realphone.slow`; the steps are those of `benchmarks.realphone.play`, the
"before" with the code of `BEFORE`. A step is told in seconds of this computer and, after a stroke, in those
in which the phone worked on what was asked of it: the latter does not depend on what else this computer does.

Modelled: the phone's latencies, its cable, the stream's delay. Run: all of our code, and the phone's own
protocols. The floor is the slowest single thing that has to be waited for where the server is used. Claims:
by it a tap takes at most 1.3 of that and 0.4 of what it took before, `input_text` at most 0.25.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from agent.action.cursor import put_cursor
from benchmarks.realphone.play import Spans, play
from benchmarks.realphone.slow import Asked, slowed
from benchmarks.startup import ROOT, checkout
from benchmarks.steptime import BEFORE
from device.client import Device
from device.hand.gesture import SCROLL_SECONDS
from device.link.transport.direct import DirectTransport
from device.mirror.serverfile import ServerFile
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.timing import PROFILES, Timing
from device.resident.jar import find_jar
from device.screen import Observation, UIElement

ADB, SERVED, STREAMED, OLD = "by adb", "by the server", "and a stream", "before"
ENDS: Mapping[str, Mapping[str, float]] = {
    # Tree: "u2 tree, other report", hmdriver2#10. Stream: "Published 35-70 ms", scrcpy's README.
    "fast": {"served_tree": 0.1, "frame": 0.035},
    # Tree: "Resident tree, 57-137 nodes", mobilecli#286, upper end. Stream: the same, upper end.
    "slow": {"served_tree": 1.0, "frame": 0.07},
}
"""Rows of `reference/fast-phone.md`. A touch by the server has one figure there, 6 ms (mobilecli#412), and a
picture by it none: 0.15 s is assumed."""
SHOWN = ("look", "tap", "input_text", "open app")
TAP, TYPE, FLOOR = 0.4, 0.25, 1.3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one step takes, in seconds."""

    wall: float
    worked: float
    """In which the phone worked on what was asked of it."""


Costs = Mapping[str, Cost]


@contextmanager
def _slow_phone(timing: Timing) -> Iterator[tuple[str, list[Asked]]]:
    with serve([Phone(seed=1)]) as server, slowed(server.ports[0], timing) as (address, traffic):
        yield address, traffic.asked


def costs(way: str, timing: Timing) -> Costs:
    """Each step by one of our ways of today."""
    with (
        _slow_phone(timing) as (address, asked),
        tempfile.TemporaryDirectory() as folder,
        Device(DirectTransport.dial(address), state_folder=Path(folder)) as device,
    ):
        if way in {SERVED, STREAMED}:
            device.use_server(find_jar())
            assert device.served
        if way == STREAMED:
            device.use_stream(_stand_in())
            assert device.streams

        def write(seen: Observation, field: UIElement) -> None:
            device.type_text("wifi", field=put_cursor(field.bounds.center, seen, device))

        return _told(play(device, lambda: device.see(anew=True), write), asked)


def costs_before(folder: Path, timing: Timing) -> Costs:
    """Each step by the code of a checkout, in a process of its own."""
    with _slow_phone(timing) as (address, asked):
        done = subprocess.run(
            [sys.executable, str(ROOT / "benchmarks/realphone/play.py"), address],
            env={"PYTHONPATH": str(folder)},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return _told(json.loads(done.stdout), asked)


def floor(timing: Timing) -> Costs:
    """The slowest single thing of each step: what the finger takes, or what it takes to see once."""
    seen = max(timing.served_tree, timing.served_picture)
    moved = SCROLL_SECONDS + timing.served_touch
    names = {"scroll": max(seen, moved), "scroll back": max(seen, moved)}
    steps = ("look", "open app", "scroll", "scroll back", "tap", "input_text")
    rest = ("back", "back again", "home", "another app", "its back")
    return {name: Cost(least := names.get(name, seen), least) for name in (*steps, *rest)}


def _told(spans: Spans, asked: Sequence[Asked]) -> Costs:
    return {name: Cost(end - began, _worked(asked, began, end)) for name, (began, end) in spans.items()}


def _worked(asked: Sequence[Asked], began: float, end: float) -> float:
    """Seconds of a span in which at least one thing that was asked for was being done."""
    worked, until = 0.0, began
    for one in sorted(asked, key=lambda one: one.at):
        if began <= one.at < end:
            worked += max(0.0, one.at + one.seconds - max(until, one.at))
            until = max(until, one.at + one.seconds)
    return worked


def _stand_in() -> ServerFile:
    """What the embedded phone takes for scrcpy's server."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("classes.dex", "Lcom/genymobile/scrcpy/Server; 3.3.4")
    return ServerFile(out.getvalue(), "3.3.4")


def _row(name: str, of: Costs) -> str:
    task = [cost for step, cost in of.items() if step != "look"]
    shown = [*(of[step] for step in SHOWN), Cost(sum(c.wall for c in task), sum(c.worked for c in task))]
    return f"{name:<22}" + "".join(f"{f'{cost.wall:.2f} / {cost.worked:.2f}':>16}" for cost in shown)


def _claims(served: Costs, before: Costs, least: Costs) -> str:
    """How the server's steps lie to what they took before, and to the floor, by the phone's work."""
    tap, write = (served[step].worked / before[step].worked for step in ("tap", "input_text"))
    times = served["tap"].worked / least["tap"].worked
    told = f"tap {tap:.2f} (at most {TAP}) and input_text {write:.2f} (at most {TYPE}) of before"
    return f"  {told}; tap {times:.2f} of the floor (at most {FLOOR})"


def main() -> None:
    """Print a table for each profile, and how the claims stand."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--profile", action="append", choices=PROFILES)
    given = options.parse_args().profile or list(PROFILES)
    heads = "".join(f"{head:>16}" for head in (*SHOWN, "10-step task"))
    with checkout(BEFORE) as old:
        for name in given:
            timing = PROFILES[name]
            print(f"{f'real:{name}':<22}{heads}")
            before = costs_before(old.folder, timing) if old is not None else None
            if before is not None:
                print(_row(OLD, before))
            print(_row(ADB, costs(ADB, timing)), flush=True)
            for end, published in ENDS.items():
                at_end = replace(timing, **published)
                served, least = costs(SERVED, at_end), floor(at_end)
                print(_row(f"{SERVED}, {end}", served))
                print(_row(f"{STREAMED}, {end}", costs(STREAMED, at_end)))
                print(_row(f"floor, {end}", least), flush=True)
                if before is not None:
                    print(_claims(served, before, least))


if __name__ == "__main__":
    main()
