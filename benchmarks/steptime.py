"""A whole task on a phone as slow as real ones: ours, ours before, and what peers do, in one run.

    python -m benchmarks.steptime [--before COMMIT] [--rounds 1]

The embedded phone stands behind `benchmarks.realphone.slow`: a picture takes 0.6 s, the UI tree 1.5 s, a
touch 0.1 s, any other command 0.05 s, and 3 MB a second pass the cable. Five actions (open Settings, tap,
type, swipe, back) and the end are told by a model that answers at once; all begins with a fresh process. Ours
meets the phone three times: as a stranger, as one that an earlier run has learned, and with a server on the
phone (`--helper`), by which a picture takes 0.15 s, the tree 0.2 s and a touch 6 ms, once it has started,
which takes a second. Claims, of the stranger too: the whole task takes at most 0.8 of AutoGLM's, the first
call of a model comes in at most 0.35 of the time it took at `BEFORE`, and at most 1.5 MB pass the cable. With
the server the whole task takes at most 0.35 of AutoGLM's, the tap at most 0.4 and typing at most 0.25 of what
they take without it.

Modelled, not run: the phone's speed, and the peers, whose adb commands and sleeps are played back
(`benchmarks.realphone.peer`). Run: our command, the wire, adb, adbutils.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from statistics import median

from benchmarks.realphone.ours import ACTIONS, HELPER, Took, environment, ours
from benchmarks.realphone.peer import ADB_KEYBOARD
from benchmarks.realphone.slow import slowed
from benchmarks.startup import ROOT, checkout
from benchmarks.wire import adb_server
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.timing import Timing

BEFORE = "2e0781eb"
TOTAL, FIRST, MEGABYTES = 0.8, 0.35, 1.5
SERVED_TOTAL, SERVED_TAP, SERVED_TYPE = 0.35, 0.4, 0.25
KNOWN, SERVED = "ours, known", "with the server"


def peer(name: str, timing: Timing) -> Took:
    """A peer's task, played back through an adb server of our own. Raises CalledProcessError."""
    with (
        serve([Phone(seed=1)]) as server,
        slowed(server.ports[0], timing) as (address, traffic),
        tempfile.TemporaryDirectory() as home,
        adb_server(Path(home), str(shutil.which("adb"))) as port,
    ):
        own = {**environment(ROOT, Path(home)), "ANDROID_ADB_SERVER_PORT": str(port)}
        for words in (("connect", address), ("-s", address, "shell", "ime", "enable", ADB_KEYBOARD)):
            subprocess.run(["adb", *words], env=own, check=True, capture_output=True)
        before, began = traffic.down, time.monotonic()
        command = [sys.executable, "-m", "benchmarks.realphone.peer", name, address]
        done = subprocess.run(command, env=own, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        whole = time.monotonic() - began
        traffic.down -= before
    told = json.loads(done.stdout)
    times = told["decided"]
    steps = tuple(after - earlier for earlier, after in pairwise(times))
    return Took(whole, told["first"] - began, steps, traffic)


def sides(commit: str, timing: Timing) -> dict[str, Took]:
    """Each side's task, one after the other."""
    took: dict[str, Took] = {}
    with checkout(commit) as before, tempfile.TemporaryDirectory() as folder:
        state, other = Path(folder) / "now", Path(folder) / "before"
        if before is not None:
            _compiled(before.folder, other)
            took["ours before"] = ours(before.folder, timing, other)
        _compiled(ROOT, state)
        took["ours, a stranger"] = ours(ROOT, timing, state)
        took[KNOWN] = ours(ROOT, timing, state)
        took[SERVED] = ours(ROOT, timing, state, [HELPER])
        for name in ("autoglm", "mobilerun"):
            took[name] = peer(name, timing)
    return took


def _compiled(folder: Path, state: Path) -> None:
    """Have a checkout's modules compiled: a program that was installed is so."""
    state.mkdir()
    command = [sys.executable, "-m", "compileall", "-q", *(name for name in _ROOMS)]
    subprocess.run(command, cwd=folder, check=False, capture_output=True)


_ROOMS = ("agent", "device", "grounding", "models", "ui")


def main() -> int:
    """Print each side's median, and whether the claims hold."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--before", default=BEFORE, metavar="COMMIT")
    options.add_argument("--rounds", type=int, default=1)
    given = options.parse_args()
    rounds = [sides(given.before, Timing()) for _ in range(given.rounds)]
    names = [name for name, _ in ACTIONS]
    print(f"{'seconds':<18}{'whole':>7}{'first':>7}" + "".join(f"{name:>8}" for name in names) + f"{'KB':>9}")
    for side in rounds[0]:
        of = [one[side] for one in rounds]
        steps = (median(one.steps[number] for one in of) for number in range(len(names)))
        first = f"{median(one.whole for one in of):>7.1f}{median(one.first for one in of):>7.1f}"
        kilobytes = median(one.kilobytes for one in of)
        print(f"{side:<18}{first}" + "".join(f"{step:>8.1f}" for step in steps) + f"{kilobytes:>9,.0f}")
    held = [_holds(rounds, side) for side in rounds[0] if side.startswith("ours,")]
    held.append(_holds_served(rounds))
    return 0 if all(held) else 1


def _holds(rounds: list[dict[str, Took]], side: str) -> bool:
    total = median(one[side].whole / one["autoglm"].whole for one in rounds)
    size = max(one[side].kilobytes for one in rounds) / 1000
    told = [f"{total:.2f} of AutoGLM's total (at most {TOTAL})", f"{size:.1f} MB (at most {MEGABYTES})"]
    holds = total <= TOTAL and size <= MEGABYTES
    if "ours before" in rounds[0]:
        first = median(one[side].first / one["ours before"].first for one in rounds)
        told.append(f"first call in {first:.2f} of before (at most {FIRST})")
        holds = holds and first <= FIRST
    print(f"{side}: {', '.join(told)}")
    return holds


def _holds_served(rounds: list[dict[str, Took]]) -> bool:
    names = [name for name, _ in ACTIONS]

    def of_known(name: str) -> float:
        place = names.index(name)
        return median(one[SERVED].steps[place] / one[KNOWN].steps[place] for one in rounds)

    total = median(one[SERVED].whole / one["autoglm"].whole for one in rounds)
    tap, typing = of_known("tap"), of_known("type")
    print(
        f"{SERVED}: {total:.2f} of AutoGLM's total (at most {SERVED_TOTAL}), "
        f"tap {tap:.2f} (at most {SERVED_TAP}) and typing {typing:.2f} (at most {SERVED_TYPE}) of without"
    )
    return total <= SERVED_TOTAL and tap <= SERVED_TAP and typing <= SERVED_TYPE


if __name__ == "__main__":
    sys.exit(main())
