"""A walk through one app by random input, with everything checked after each event; failures made short."""

import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.fuzzing.check import Problem, problems
from benchmarks.fuzzing.event import PAGE, Chooser, Event, perform
from device.phone.phone import Phone
from device.phone.sample import fill
from device.phone.system.intent import Intent

SHRINK_SECONDS = 8.0
_HTML = b"""<!doctype html><title>Page</title><meta name=viewport content="width=device-width">
<h1>Shopping</h1><form onsubmit="list.innerHTML += `<li>${item.value}</li>`; item.value = ''; return false">
<input id=item placeholder=Item> <select id=much><option>1<option>2<option>3</select>
<label><input type=checkbox id=soon> soon</label> <input type=date> <input type=range>
<textarea>Some words</textarea> <button>Add</button></form><ul id=list><li>Bread</ul>
<canvas id=board width=200 height=120 style="border: 1px solid"></canvas> <a href="#end">To the end</a>
<p id=told style="margin-top: 900px">Nothing yet</p><a id=end href="page.html?again">Again</a><script>
const pen = board.getContext('2d');
board.onclick = e => { pen.fillRect(e.offsetX, e.offsetY, 20, 20); told.textContent = `${e.offsetX}`; };
let ticks = 0; setInterval(() => told.title = ++ticks, 500);
</script>"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A problem, and the events that lead to it."""

    package: str
    seed: int
    problem: Problem
    events: tuple[Event, ...]


def looking(seed: int) -> Phone:
    """A phone in use; language, theme, text size and which way up it is held follow from the seed."""
    rng = Random(f"look {seed}")
    phone = Phone(seed, locale=rng.choice(("en-US", "zh-CN")))
    phone.strict = True  # what an app stumbles over is what is looked for
    phone.settings.put("secure", "ui_night_mode", rng.choice(("1", "2")))
    phone.settings.put("system", "font_scale", rng.choice(("0.85", "1.0", "1.0", "1.3")))
    phone.settings.put("system", "accelerometer_rotation", "0")
    phone.settings.put("system", "user_rotation", rng.choice(("0", "0", "0", "1")))
    if rng.random() < 0.85:
        fill(phone)
    phone.files.write(PAGE, _HTML)
    return phone


def first(package: str, seed: int) -> Phone:
    """Where a walk begins: the app opened; every other browser with a page in it."""
    phone = looking(seed)
    phone.start(Intent(package=package))
    if seed % 2:
        phone.start(Intent("android.intent.action.VIEW", f"file://{PAGE}", "text/html", package))
    return phone


def walk(package: str, seed: int, count: int, *, pictures: float = 1.0) -> Iterator[Failure | None]:
    """`count` events; after each what is newly wrong, or None. A crash of the phone ends it.

    `pictures` is the share of the events after which the screen is painted.
    """
    rng = Random(f"{package} {seed}")
    phone, chooser = first(package, seed), Chooser(package, rng)
    done: list[Event] = []
    seen: set[tuple[str, str]] = set()
    for _ in range(count):
        event: Event = ()
        try:
            event = chooser.next(phone)
            done.append(event)
            perform(phone, event)
            found = list(problems(phone, picture=rng.random() < pictures))
        except Exception as error:  # noqa: BLE001  (any of them is what is looked for)
            yield Failure(package, seed, crashed(error), tuple(done))
            return
        new = [problem for problem in found if (problem.kind, problem.where) not in seen]
        seen.update((problem.kind, problem.where) for problem in new)
        if not new:
            yield None
        for problem in new:
            yield Failure(package, seed, problem, tuple(done))


def crashed(error: Exception) -> Problem:
    """An exception as a problem, named by the line that it comes from."""
    last = traceback.extract_tb(error.__traceback__)[-3:]
    way = " < ".join(f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in reversed(last))
    return Problem("exception", f"{type(error).__name__} {way}", str(error)[:300])


def replayed(package: str, seed: int, events: Sequence[Event]) -> list[Problem]:
    """What is wrong after these events, from the beginning of a walk."""
    phone = first(package, seed)
    try:
        phone.frame().elements()
        phone.camera.image()
        for event in events:
            perform(phone, event)
            phone.frame().elements()
        return list(problems(phone))
    except Exception as error:  # noqa: BLE001  (any of them is what is looked for)
        return [crashed(error)]


def shrunk(failure: Failure) -> Failure:
    """The same failure after fewer events, as far as they are found in some seconds."""
    wanted = (failure.problem.kind, failure.problem.where)
    events = list(failure.events)
    end = time.monotonic() + SHRINK_SECONDS

    def fails(fewer: Sequence[Event]) -> bool:
        found = replayed(failure.package, failure.seed, fewer)
        return wanted in [(problem.kind, problem.where) for problem in found]

    if not fails(events):
        return failure
    size = max(1, len(events) // 2)
    while time.monotonic() < end:
        place = 0
        shorter = False
        while place < len(events) and time.monotonic() < end:
            fewer = events[:place] + events[place + size :]
            if fails(fewer):
                events, shorter = fewer, True
            else:
                place += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    return Failure(failure.package, failure.seed, failure.problem, tuple(events))
