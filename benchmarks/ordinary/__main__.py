"""Make the walks of the ordinary cases, and print for each whether its goal is reached.

python -m benchmarks.ordinary --walk            # all of them
python -m benchmarks.ordinary --walk --screen shopping-to-bob
"""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

from benchmarks.ordinary.case import OrdinaryCase
from benchmarks.ordinary.sheet import cases
from benchmarks.ordinary.walk import Walked, walked


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk or list, print; 1 when a walk does not reach its goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--walk", action="store_true", help="make the walks; without it they are listed")
    parser.add_argument("--failed", action="store_true", help="print only those that do not reach their goal")
    parser.add_argument("--screen", action="store_true", help="print what shows where a walk went wrong")
    parser.add_argument("names", nargs="*", help="cases, or owners; all where none is named")
    args = parser.parse_args(arguments)
    chosen = [case for case in cases() if not args.names or {case.name, case.owner.name} & set(args.names)]
    if not args.walk:
        _list(chosen)
        return 0
    reached = 0
    for case in chosen:
        outcome = walked(case)
        reached += outcome.reached
        if not (args.failed and outcome.reached):
            _tell(outcome, screen=args.screen)
    print(f"{reached} of {len(chosen)}")
    return int(reached < len(chosen))


def _list(chosen: Sequence[OrdinaryCase]) -> None:
    for case in chosen:
        asks = ", ".join(f"{wanted.kind} {wanted.of}" for wanted in case.asks)
        print(f"{case.name:28} {case.goal}" + (f" [{asks}]" if asks else ""))
    kinds = Counter(kind for case in chosen for kind in {wanted.kind for wanted in case.asks})
    languages = Counter(case.owner.language for case in chosen)
    told = [*languages.items(), ("sensitive", sum(bool(case.asks) for case in chosen)), *kinds.items()]
    print(f"{len(chosen)} cases:", ", ".join(f"{name} {count}" for name, count in told))


def _tell(outcome: Walked, *, screen: bool) -> None:
    print(f"{'reached' if outcome.reached else 'FAILED':8} {outcome.case.name}", flush=True)
    if outcome.reached:
        return
    for line in (outcome.stopped, *outcome.missed):
        if line:
            print(f"{'':8} {line}")
    if screen:
        shown = [one for one in outcome.screen.elements if one.label or one.is_editable]
        print("         " + " | ".join(f"{one.label} #{one.resource_id.rpartition('/')[2]}" for one in shown))


if __name__ == "__main__":
    sys.exit(main())
