"""How quick every single screen of every app is: laid out and listed, drawn again, drawn for the first time.

Claims, each a median over the screens of one app: layout with element list under 0.5 ms, a frame from warm
caches under 10 ms, a first frame (every cache empty, fonts on disk) under 60 ms. The worst screen is named.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.screenshot import Camera
from device.phone.tour import tour

LIMITS = {"list": 0.5, "warm": 10.0, "cold": 60.0}
"""Milliseconds."""
ROUNDS = 7


@dataclass(frozen=True)
class Screen:
    """What one screen took, in milliseconds."""

    name: str
    list: float
    warm: float
    cold: float


def milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return (time.perf_counter() - started) * 1000


def forget() -> None:
    """Empty every cache of the drawing code."""
    for name, module in list(sys.modules.items()):
        if name.startswith("device.phone."):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None:
                    clear()


def measured(shown: Phone, *, cold: bool) -> Screen:
    """One screen; a first drawing is slow to repeat, so only some screens have one."""
    listed = []
    for _ in range(ROUNDS):
        shown.clock.advance(100)  # the frame is made anew
        listed.append(milliseconds(lambda: shown.frame().elements()))
    shown.camera.image()
    warm = [milliseconds(lambda: Camera(shown).image()) for _ in range(3)]
    first = 0.0
    if cold:
        forget()
        shown.clock.advance(100)
        first = milliseconds(lambda: Camera(shown).image())
    name = f"{shown.front.component.split('.')[-1]} {shown.front.state}"[:110]
    return Screen(name, statistics.median(listed), statistics.median(warm), first)


def screens(phone: Phone, package: str, limit: int, colds: int) -> Iterator[Screen]:
    """Times of each screen of an app."""
    for number, shown in enumerate(tour(phone, package, limit)):
        yield measured(shown, cold=number < colds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--screens", type=int, default=60, help="how many screens of each app")
    parser.add_argument("--app", default="", help="only apps whose package has this in it")
    args = parser.parse_args()
    phone = Phone(seed=7)
    fill(phone)
    over = False
    print(f"{'package':46} screens   list   warm   cold  ms, median (worst)")
    for package, app in phone.apps.items():
        if not app.manifest.main or args.app not in package:
            continue
        phone.shell("input keyevent HOME")
        saved = phone.snapshot()
        found = list(screens(phone, package, args.screens, 6))
        phone.restore(saved)
        line = f"{package:46} {len(found):7}"
        for kind, limit in LIMITS.items():
            took = [value for value in (getattr(screen, kind) for screen in found) if value]
            middle = statistics.median(took)
            line += f"  {middle:5.2f} ({max(took):.2f})"
            over |= middle >= limit
        print(line)
        slowest = max(found, key=lambda screen: screen.list)
        if slowest.list >= LIMITS["list"]:
            print(f"    slowest list: {slowest.list:.2f} ms  {slowest.name}")
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
