"""Hours of work on several embedded phones in bad weather: nothing leaks, nothing hangs, records are whole.

    python -m benchmarks.soak --minutes 120 [--phones 4] [--weather all,-chinese]

Each phone is served over its socket and worked on by the offline policy, one everyday goal after the other,
with a new seed each time. Afterwards: memory and descriptors have not grown beyond what the first quarter
needed (by more than a fifth, and 60 MB), no run took longer than its limit, each trajectory is read back
whole with an end, and no run ended in a bug. Without --minutes it is over after 5.
"""

import argparse
import gc
import os
import resource
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from agent.build import prepare
from agent.run.event import Ended, Question
from agent.run.status import Cause
from agent.run.trajectory import read_trajectory
from agent.settings import Settings
from device.client import Device
from device.error import ToldToPerson
from device.link.transport.direct import DirectTransport
from device.phone.phone import Phone
from device.phone.server.host import PhoneServer

GOALS = (
    "Turn off Wi-Fi", "Turn on Bluetooth", "Set an alarm for 7:30", "Start a timer for 5 minutes",
    "Open Clock", "Turn on dark theme", "Set the brightness to maximum", "Open Settings",
)  # fmt: skip
LIMIT = 120.0
"""Seconds a run may take."""
GROWTH, SPARE = 1.2, 60 * 1024


@dataclass
class Log:
    """What came of it."""

    ends: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: float = 0.0
    memory: list[int] = field(default_factory=list)
    """KiB, from time to time."""
    files: list[int] = field(default_factory=list)
    """Open descriptors."""


def work(number: int, until: float, weather: str, folder: Path, log: Log) -> None:
    """One phone's share."""
    turn = 0
    while time.monotonic() < until:
        seed = number * 10_000 + turn
        goal = GOALS[seed % len(GOALS)]
        started = time.monotonic()
        with PhoneServer([Phone(seed, weather=weather)]) as server:
            try:
                ended = pursue(goal, server.serials[0], folder / f"{number}-{turn}", folder / "state")
            except ToldToPerson as error:
                log.ends[f"no run: {type(error).__name__}"] += 1
                turn += 1
                continue
        took = time.monotonic() - started
        log.slowest = max(log.slowest, took)
        log.ends[ended.status] += 1
        judge(ended, took, goal, log)
        turn += 1


def pursue(goal: str, serial: str, out: Path, state: Path) -> Ended:
    """One run to its end."""
    settings = Settings(out=out, timeout=LIMIT, max_steps=30, use_memory=False)
    with Device(DirectTransport.dial(serial), state_folder=state) as device:
        run = prepare(settings)(device).run(goal)
        for event in run:
            if isinstance(event, Question):
                run.answer("yes")
        assert run.ended is not None
        return run.ended


def judge(ended: Ended, took: float, goal: str, log: Log) -> None:
    """Take note of what is not as it should be; a record that is whole goes."""
    if ended.cause == Cause.BUG:
        log.problems.append(f"{goal}: {ended.reason}")
    if ended.folder is None:
        return
    read = read_trajectory(ended.folder)
    if took > LIMIT + 30:
        slow = max(read.steps, key=lambda step: step.seconds.total, default=None)
        which = f", {slow.seconds.total:.0f} s of it step {slow.index}" if slow else ""
        log.problems.append(f"{goal}: took {took:.0f} s{which}")
    if read.ending is None or [step.index for step in read.steps] != list(range(1, len(read.steps) + 1)):
        log.problems.append(f"{goal}: the record in {ended.folder} is not whole")
        return
    for path in sorted(ended.folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--minutes", type=float, default=5.0)
    options.add_argument("--phones", type=int, default=4)
    options.add_argument("--weather", default="all,-chinese")
    chosen = options.parse_args()
    log = Log()
    began = time.monotonic()
    until = began + 60 * chosen.minutes
    with tempfile.TemporaryDirectory(prefix="tapwright-soak-") as folder:
        workers = [
            threading.Thread(target=work, args=(number, until, chosen.weather, Path(folder), log))
            for number in range(chosen.phones)
        ]
        for worker in workers:
            worker.start()
        while any(worker.is_alive() for worker in workers):
            time.sleep(min(30.0, 60 * chosen.minutes / 20))
            gc.collect()
            log.memory.append(memory_kib())
            log.files.append(len(os.listdir("/proc/self/fd")))
        for worker in workers:
            worker.join()
    return report(log, (time.monotonic() - began) / 60)


def memory_kib() -> int:
    """What this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1024


def report(log: Log, minutes: float) -> int:
    quarter = max(1, len(log.memory) // 4)
    first, last = max(log.memory[:quarter]), max(log.memory[-quarter:])
    held = last <= first * GROWTH + SPARE and max(log.files[-quarter:]) <= max(log.files[:quarter]) + 20
    for problem in log.problems:
        print(problem)
    ends = ", ".join(f"{count} {status}" for status, count in log.ends.most_common())
    print(f"{sum(log.ends.values())} runs in {minutes:.0f} minutes: {ends}; slowest {log.slowest:.0f} s")
    print(f"memory {first // 1024} MB in the first quarter, {last // 1024} MB in the last")
    print(
        f"open files {max(log.files[:quarter])} and {max(log.files[-quarter:])}; {len(log.problems)} problems"
    )
    return 0 if held and not log.problems else 1


if __name__ == "__main__":
    sys.exit(main())
