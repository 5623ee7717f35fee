"""How quick the embedded phone is, on a seeded tour through its apps.

Claims: 2,000 steps/s with element lists, 100 frames/s drawn from warm caches, snapshot and restore of the
whole phone under 10 ms, with data in all apps and all of it changed in between. A step is one input event
after which the screen differs; events that changed nothing cost their time and do not count. All times are
the processor's, which other programs on the computer lengthen less than those of a clock.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from random import Random

from device.phone.phone import Phone
from device.phone.sample import fill
from device.screen import UIElement

STEPS = 3000
FRAMES = 400
HOME, BACK = 3, 4


def tour(phone: Phone, rng: Random) -> Iterator[None]:
    """Endless input: mostly taps on what can be tapped, some scrolling, some back, home now and then."""
    while True:
        choice = rng.random()
        elements = phone.frame().elements()
        tappable = [e for e in elements if e.is_clickable and e.is_enabled and e.bounds.area]
        if choice < 0.02 or not tappable:
            phone.touch.key(HOME)
            phone.touch.swipe(540, 1800, 540, 600)
        elif choice < 0.15:
            phone.touch.key(BACK)
        elif choice < 0.3:
            up = rng.random() < 0.6
            phone.touch.swipe(540, 1700 if up else 900, 540, 900 if up else 1700)
        else:
            centre = rng.choice(tappable).bounds.center
            phone.touch.tap(centre.x, centre.y)
        yield


def drive(phone: Phone, count: int, look: Callable[[Phone], object]) -> tuple[float, int, int]:
    """Seconds, events and pages seen, until `count` events have changed what `look` sees."""
    phone.reset()
    changed = 0
    pages: list[tuple[str, object]] = []
    before: tuple[UIElement, ...] = phone.frame().elements()
    started = time.process_time()
    for events, _ in enumerate(tour(phone, Random(7)), 1):
        look(phone)
        after = phone.frame().elements()
        changed += after != before
        before = after
        pages.append((phone.front.component, phone.front.state))
        if changed >= count:
            seconds = time.process_time() - started
            return seconds, events, len({(name, str(state)) for name, state in pages})
    raise AssertionError("the tour ended")


def stir(phone: Phone, number: int) -> None:
    """Change something in every app's data, in the settings and among the files."""
    change = f"CREATE TABLE IF NOT EXISTS stirred (x); INSERT INTO stirred VALUES ({number})"
    for path in phone.shell("find /data/data -type f").stdout.decode().split("\n"):
        if "/databases/" in path:
            phone.shell(f"sqlite3 '{path}' '{change}'")
    phone.shell(f"settings put system screen_brightness {number}; echo {number} > /sdcard/Documents/stirred")


def main() -> int:
    """Run, print; 1 when a claim does not hold."""
    argparse.ArgumentParser(prog="python -m benchmarks.phone", description=__doc__).parse_args()
    phone = Phone(seed=7)
    drive(phone, STEPS, lambda p: p.frame().elements())  # imports what apps need, photos and pages among it
    seconds, events, pages = drive(phone, STEPS, lambda p: p.frame().elements())
    steps = STEPS / seconds
    print(f"steps with element lists: {steps:,.0f}/s ({STEPS} of {events} events changed the screen)")
    print(f"  in {pages} states of the apps")
    drive(phone, FRAMES, lambda p: p.camera.image())  # warms masks and glyphs
    seconds, events, _ = drive(phone, FRAMES, lambda p: p.camera.image())
    frames = FRAMES / seconds
    print(f"frames from warm caches: {frames:,.0f}/s ({FRAMES} of {events} events, each drawn)")
    phone.reset()
    fill(phone)
    walk = tour(phone, Random(8))
    took = []
    for number in range(100):
        next(walk)
        stir(phone, number)
        started = time.process_time()
        saved = phone.snapshot()
        middle = time.process_time()
        next(walk)
        stir(phone, number + 100)
        again = time.process_time()
        phone.restore(saved)
        phone.frame()
        took.append(middle - started + time.process_time() - again)
    both = statistics.median(took) * 1000
    print(f"snapshot + restore, everything changed: {both:.2f} ms median, {max(took) * 1000:.2f} worst")
    return int(steps < 2000 or frames < 100 or both >= 10)


if __name__ == "__main__":
    sys.exit(main())
