"""What a run waits for on the slow phone: each thing asked of it, when, and how long the phone takes for it.

    python -m benchmarks.realphone.timeline [--helper]

The five actions of `benchmarks.realphone.ours` by our own command, in a process of its own. Seconds of this
computer vary with what else it does; how often the phone is asked, and what it takes for each, does not.
"""

import argparse
import tempfile
from pathlib import Path

from benchmarks.realphone.ours import ACTIONS, HELPER, Took, ours
from benchmarks.realphone.slow import Asked
from benchmarks.startup import ROOT
from device.phone.weather.timing import Timing

_WIDTH = 96


def rows(took: Took) -> list[str]:
    """A line for each wait, under the step that it belongs to."""
    names = ["until the first decision", *(name for name, _ in ACTIONS), "the end"]
    ends = [*took.decided, took.whole]
    told, begin = [], 0.0
    for name, end in zip(names, ends, strict=True):
        asked = [one for one in took.traffic.asked if begin <= one.at < end]
        told.append(f"{name}: {end - begin:.2f} s, {len(asked)} things asked")
        told += [f"  {one.at - begin:6.2f} +{one.seconds:.2f}  {_short(one)}" for one in asked]
        begin = end
    return told


def _short(one: Asked) -> str:
    return " ".join(one.what.split())[:_WIDTH]


def main() -> None:
    """Print the waits of a phone that an earlier run has learned."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument(HELPER, action="store_true")
    given = [HELPER] if options.parse_args().helper else []
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder)
        ours(ROOT, Timing(), state, given)
        print("\n".join(rows(ours(ROOT, Timing(), state, given))))


if __name__ == "__main__":
    main()
