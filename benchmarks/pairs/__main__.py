"""How the offline brain tells goals apart that differ by little: on and off, do and don't, now and when.

    python -m benchmarks.pairs [--language NAME] [--show]

290 pairs in eight languages, written by somebody who had seen neither the code nor the docs. Each goal has a
phone of its own, whose state is judged before and after. The person says yes to what the guard asks, and to a
plan where something is to be done; else no. Claim: nothing wrong is done.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from agent.build import build
from agent.run.event import Question
from agent.run.status import CLAIMED
from agent.settings import Settings
from benchmarks.ordinary.inventory import inventory
from benchmarks.pairs.pair import KNOWN, Half, Pair, pairs
from benchmarks.pairs.stage import staged
from benchmarks.pairs.verdict import Verdict, verdict
from device.client import Device
from device.link.transport.inprocess import InProcessTransport


def pursued(half: Half, language: str) -> tuple[Verdict, bool]:
    """What became of a goal, and whether the run claims to have reached it."""
    phone = staged(half, language)
    before = inventory(phone)
    with tempfile.TemporaryDirectory() as folder, Device(InProcessTransport(phone)) as device:
        run = build(Settings(runs=Path(folder)), device).run(half.goal)
        for event in run:
            if isinstance(event, Question):
                is_plan = event.kind == "ask"
                run.answer("no" if is_plan and half.expect.nothing else "yes")
        assert run.ended is not None
        return verdict(half, before, inventory(phone), run.ended.answer), run.ended.status in CLAIMED


def main() -> int:
    """Run, print; 1 when something wrong was done."""
    parser = argparse.ArgumentParser("python -m benchmarks.pairs", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--language", default="", help="only pairs in this one, as German")
    parser.add_argument("--show", action="store_true", help="print each goal that was not done")
    said = parser.parse_args()
    chosen = [pair for pair in pairs() if said.language in ("", pair.language)]
    counted: Counter[tuple[str, str]] = Counter()
    for pair in chosen:
        for half in pair.halves:
            found, claimed = pursued(half, pair.language)
            column = _column(half, found, claimed)
            counted.update({(pair.language, column): 1, (pair.kind, column): 1})
            if said.show and found is not Verdict.DONE:
                print(f"{found:<5} {'claimed' if claimed else '':<8}{pair.id} {half.goal}", flush=True)
    _print(chosen, counted)
    return int(any(column == "wrong" for _, column in counted))


def _column(half: Half, found: Verdict, claimed: bool) -> str:
    if found is Verdict.WRONG:
        return "wrong"
    if half.expect.nothing:
        return "left alone"
    if claimed and found is Verdict.IDLE:
        return "claimed, not so"
    return str(found)


def _print(chosen: list[Pair], counted: Counter[tuple[str, str]]) -> None:
    columns = ("done", "idle", "left alone", "claimed, not so", "wrong")
    print(f"{'':<22}" + "".join(f"{column:>17}" for column in columns))
    languages = dict.fromkeys(pair.language for pair in chosen)
    for name in (*languages, *dict.fromkeys(pair.kind for pair in chosen)):
        known = "" if name in KNOWN or name not in languages else " (unknown)"
        print(f"{name + known:<22}" + "".join(f"{counted[name, column]:>17}" for column in columns))


if __name__ == "__main__":
    sys.exit(main())
