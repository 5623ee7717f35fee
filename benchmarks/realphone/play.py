"""Ten steps on a phone and how long each takes, by the code of whichever checkout is on the path.

    PYTHONPATH=CHECKOUT python benchmarks/realphone/play.py ADDRESS

So it asks of `device` only what it had in each of them. Prints when each step began and ended, in seconds of
`time.monotonic`, as JSON.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from device.client import Device
from device.link.transport.direct import DirectTransport

Spans = dict[str, tuple[float, float]]
"""By the name of a step, when it began and ended."""
LEARNING = 3
"""Looks before anything counts, in which the way of pictures is learned."""


def play(device: Device, look: Callable[[], object], write: Callable[[Any, Any], object]) -> Spans:
    """The steps in turn, each with the look after it; `write` types into a field that a look showed."""
    spans: Spans = {}

    def timed(name: str, do: Callable[[], object], see: Callable[[], Any]) -> Any:
        began = time.monotonic()
        do()
        seen = see()
        spans[name] = began, time.monotonic()
        return seen

    def step(name: str, do: Callable[[], object]) -> Any:
        return timed(name, do, lambda: device.see()[1])

    for _ in range(LEARNING):
        look()
    timed("look", look, lambda: None)
    step("open app", lambda: device.open_app("Settings"))
    step("scroll", lambda: device.scroll("down"))
    seen = step("scroll back", lambda: device.scroll("up"))
    search = next(e for e in seen.elements if e.text == "Search settings")
    seen = step("tap", lambda: device.tap(search.bounds.center))
    field = next(e for e in seen.elements if e.is_editable)
    step("input_text", lambda: write(seen, field))
    step("back", device.back)
    step("back again", device.back)
    step("home", device.home)
    step("another app", lambda: device.open_app("Clock"))
    step("its back", device.back)
    return spans


def _main() -> None:
    """Play as the checkout did that typing cost four looks in: see, touch, settle, type, see."""
    from agent.action import perform  # of that checkout

    (address,) = sys.argv[1:]
    with (
        tempfile.TemporaryDirectory() as folder,
        Device(DirectTransport.dial(address), state_folder=Path(folder)) as device,
    ):

        def write(seen: Any, field: Any) -> None:
            perform._put_cursor(field.bounds.center, seen, device)  # type: ignore[attr-defined]
            device.type_text("wifi")

        print(json.dumps(play(device, device.see, write)))


if __name__ == "__main__":
    _main()
