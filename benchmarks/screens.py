"""How quick every single screen of every app is: laid out and listed, drawn again, drawn for the first time.

Claims, each for the median of several rounds: layout with element list under 0.5 ms, a frame from warm
caches under 10 ms, a first frame (every cache empty) under 60 ms. They hold for a phone in use (sample.py);
the screens of crowd.py, on which everything is plenty, are printed for comparison.

In each round of "list" time has passed on the phone, so no frame is at hand: the app says anew what it shows,
all views that can be touched are made, and all of it is laid out and listed. Kept from round to round, as
from any frame to the next, is what parts of a screen may keep: texts broken into lines, what was read of the
data, words and symbols that look the same, where those that look alike lay (toolkit/still.py), and
elements that are equal. No window, list or page is kept. "anew" is the same with the memory of still.py
emptied before each round; it is no claim, and tells what a screen costs of which nothing was seen before.

Times are the processor's, so other programs on the computer lengthen them less than those of a clock, but by
half where they share a core; so each is also given as a multiple of that for the first screen of Settings.
A screen that breaks a claim is measured up to twice more, and the least of each number counts: what else a
computer does only ever lengthens one.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from benchmarks.crowd import WAYS, crowded
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.screen.screenshot import Camera
from device.phone.toolkit.still import alike
from device.phone.tour import tour

LIMITS = {"list": 0.5, "anew": float("inf"), "warm": 10.0, "cold": 60.0}
"""Milliseconds."""
ROUNDS = 15
FEW = 3
"""Rounds of what is slow."""
MORE = 2
"""How often a screen over a limit is measured again."""
COLDS = 6
"""First drawings of each app: they are slow to repeat."""


@dataclass(frozen=True)
class Screen:
    """What one screen took, in milliseconds; 0 where it was not measured."""

    name: str
    list: float
    anew: float
    warm: float
    cold: float

    @property
    def over(self) -> bool:
        """Whether it breaks a claim."""
        return any(getattr(self, kind) >= limit for kind, limit in LIMITS.items())

    def or_less(self, other: "Screen") -> "Screen":
        """The least of each of two measurements."""
        return replace(self, **{kind: min(getattr(self, kind), getattr(other, kind)) for kind in LIMITS})


def milliseconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return (time.process_time() - started) * 1000


def caches(*, looks: bool = False) -> list[Callable[[], None]]:
    """What empties each cache of the drawing code, or only those of what still.py keeps."""
    found = [alike.cache_clear] if looks else []
    for name, module in list(sys.modules.items()):
        if name.startswith("device.phone."):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None and (not looks or hasattr(value.__wrapped__, "is_still")):
                    found.append(clear)
    return found


def forget(clears: Iterable[Callable[[], None]]) -> None:
    for clear in clears:
        clear()


def measured(shown: Phone, *, cold: bool, name: str = "") -> Screen:
    found = once(shown, cold=cold, name=name)
    for _ in range(MORE):
        if found.over:
            found = found.or_less(once(shown, cold=cold, name=name))
    return found


def once(shown: Phone, *, cold: bool, name: str) -> Screen:
    listed = []
    for _ in range(ROUNDS):
        shown.clock.advance(100)  # the frame is made anew
        listed.append(milliseconds(lambda: shown.frame().elements()))
    anew = []
    looks = caches(looks=True)
    for _ in range(FEW):
        forget(looks)
        shown.clock.advance(100)
        anew.append(milliseconds(lambda: shown.frame().elements()))
    shown.camera.image()
    warm = [milliseconds(lambda: Camera(shown).image()) for _ in range(FEW)]
    first = []
    for _ in range(FEW if cold else 0):
        forget(caches())
        shown.clock.advance(100)
        first.append(milliseconds(lambda: Camera(shown).image()))
    told = name or f"{shown.front.component.split('.')[-1]} {shown.front.state}"
    medians = (statistics.median(took) if took else 0.0 for took in (listed, anew, warm, first))
    return Screen(told[:90], *medians)


def screens(phone: Phone, package: str, limit: int) -> Iterator[Screen]:
    """Times of each screen of an app."""
    for number, shown in enumerate(tour(phone, package, limit)):
        yield measured(shown, cold=number < COLDS)


def crowd() -> Iterator[Screen]:
    """Times of the long screens."""
    phone = crowded()
    saved = phone.snapshot()
    for name, way in WAYS.items():
        phone.restore(saved)
        phone.shell("input keyevent HOME")
        way(phone)
        yield measured(phone, cold=True, name=name)


def summary(name: str, found: Iterable[Screen]) -> str:
    line = f"{name:34}"
    for kind in LIMITS:
        took = [value for value in (getattr(screen, kind) for screen in found) if value]
        line += f"  {statistics.median(took):6.2f} ({max(took):6.2f})"
    return line


def say(screen: Screen, simple: Screen, indent: str = "    ") -> None:
    marks = [
        f"{kind} {took:.2f} ms{'!' if took >= limit else ''} ({took / getattr(simple, kind):.1f}x)"
        for kind, limit in LIMITS.items()
        if (took := getattr(screen, kind))
    ]
    print(f"{indent}{', '.join(marks)}  {screen.name}")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screens", description=__doc__)
    parser.add_argument("--screens", type=int, default=60, help="how many screens of each app")
    parser.add_argument("--app", default="", help="only apps whose package has this in it")
    parser.add_argument("--slowest", type=int, default=1, help="how many slow screens of each app to name")
    args = parser.parse_args()
    phone = Phone(seed=7)
    fill(phone)
    phone.shell("am start -n com.android.settings/.Settings")
    simple = measured(phone, cold=True, name="first screen of Settings")
    say(simple, simple, "")
    over = 0
    print(f"{'median (worst) of its screens, ms':34}  {'list':>15}  {'anew':>15}  {'warm':>15}  {'cold':>15}")
    for package, app in phone.apps.items():
        if not app.manifest.main or args.app not in package:
            continue
        phone.shell("input keyevent HOME")
        saved = phone.snapshot()
        found = list(screens(phone, package, args.screens))
        phone.restore(saved)
        print(summary(package, found))
        breaking = [screen for screen in found if screen.over]
        over += len(breaking)
        worst = sorted(
            breaking, key=lambda screen: max(screen.list / 0.5, screen.warm / 10, screen.cold / 60)
        )
        for screen in worst[::-1][: args.slowest]:
            say(screen, simple)
    print(f"{over} screens over a limit")
    if not args.app:
        print("where everything is plenty:")
        for screen in crowd():
            say(screen, simple)
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
