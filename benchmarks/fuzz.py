"""Random input to every app of the embedded phone, and whether everything still holds after each event.

Claims, for 100,000 taps, long presses, swipes, drags, texts, keys, turns, intents and so on: no exception,
and after each event the frame is the one that a phone forked then shows, the picture painted from the one
before equals one painted from scratch, every text that shows has ink, inside its bounds, that can be told
from its ground, and a tap on the middle of what can be touched reaches it or what is drawn over it. The
phones are in use, in two languages, two themes, three text sizes, upright and on their side.
"""

import argparse
import json
import re
import shlex
import sys
import time
from collections import Counter
from collections.abc import Iterable

from benchmarks.fuzzing.event import Event
from benchmarks.fuzzing.walk import Failure, replayed, shrunk, walk
from device.phone.apps import installed_apps

STEPS = 200
"""Events of one walk; then it goes on in the next app, on another phone."""


def packages(part: str = "") -> list[str]:
    """The apps that can be opened, those whose package has `part` in it."""
    return [
        app.manifest.package for app in installed_apps() if app.manifest.main and part in app.manifest.package
    ]


def command(failure: Failure) -> str:
    """What shows a failure again."""
    events = shlex.quote(json.dumps(failure.events, ensure_ascii=True))
    return f"python -m benchmarks.fuzz --app {failure.package} --seed {failure.seed} --replay {events}"


def tell(failure: Failure) -> None:
    problem = failure.problem
    print(f"{problem.kind}: {problem.where}\n    {problem.told}\n    {command(failure)}", flush=True)


def run(
    apps: list[str], events: int, seed: int, *, pictures: float = 1.0, shrink: bool = True
) -> list[Failure]:
    """Walks through the apps in turn; every different failure once, told as it is found."""
    found: dict[tuple[str, str], Failure] = {}
    counts: Counter[str] = Counter()
    left, number = events, 0
    began = time.process_time()
    while left > 0:
        package = apps[number % len(apps)]
        most = min(STEPS, left)
        print(f"  {events - left:,} of {events:,} events; {package} ...", file=sys.stderr, flush=True)
        for failure in walk(package, seed + number, most, pictures=pictures):
            if failure is None:
                continue
            problem = failure.problem
            counts[problem.kind] += 1
            if (problem.kind, problem.where) not in found:
                found[problem.kind, problem.where] = failure
                tell(shrunk(failure) if shrink else failure)
        left -= most
        number += 1
        if number % len(apps) == 0:
            each = (time.process_time() - began) * 1000 / (events - left)
            print(f"  {events - left:,} events, {len(found)} failures, {each:.1f} ms each", flush=True)
    told = ", ".join(f"{count} x {kind}" for kind, count in sorted(counts.items())) or "no failure"
    print(f"{events:,} events over {len(apps)} apps: {len(found)} different failures ({told})")
    return list(found.values())


def count(text: str) -> int:
    """A number of events."""
    if not re.fullmatch(r"\d{1,12}", text) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of events above 0")
    return int(text)


def share(text: str) -> float:
    """A part of all, from 0 to 1."""
    if not re.fullmatch(r"0|1|[01]?\.\d+", text) or float(text) > 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no share between 0 and 1")
    return float(text)


def steps(text: str) -> list[list[str | int]]:
    """The events of a failure's line."""
    try:
        given = json.loads(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"it is no JSON ({error})") from error
    if not isinstance(given, list) or not all(isinstance(event, list) and event for event in given):
        raise argparse.ArgumentTypeError("it is no list of events, each a list of its name and numbers")
    return given


def again(package: str, seed: int, events: Iterable[list[str | int]]) -> int:
    """Replay, and print what is wrong at the end."""
    done: list[Event] = [tuple(event) for event in events]
    found = replayed(package, seed, done)
    for problem in found:
        print(f"{problem.kind}: {problem.where}\n    {problem.told}")
    print(f"{len(found)} problems after {len(done)} events")
    return int(bool(found))


def main() -> int:
    """Run, print; 1 when something does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--events", type=count, default=100_000, help="how many (default: 100000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first walk; each further one adds 1")
    parser.add_argument("--app", default="", help="only apps whose package has this in it")
    parser.add_argument(
        "--pictures", type=share, default=1.0, help="share of the events painted (default: all)"
    )
    parser.add_argument("--replay", type=steps, help="events as JSON, as a failure's line names them")
    args = parser.parse_args()
    apps = packages(args.app)
    if not apps:
        parser.error(f"no app has {args.app!r} in its package; there are: {', '.join(packages())}")
    if args.replay is not None:
        return again(apps[0], args.seed, args.replay)
    return int(bool(run(apps, args.events, args.seed, pictures=args.pictures)))


if __name__ == "__main__":
    sys.exit(main())
