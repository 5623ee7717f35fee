"""What a step takes on the slow phone by adb and by the server on it, without our own program around it.

    python -m benchmarks.realphone.steps [--rounds 3]

One process, one phone behind `benchmarks.realphone.slow` for each way, and what a run does there: a look, an
app opened, a tap, typing into the field (with the look that reads it back), a swipe, Back; each with the look
after it.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from agent.action.cursor import put_cursor
from benchmarks.realphone.slow import slowed
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.timing import Timing
from device.resident.jar import find_jar
from device.screen import Observation, UIElement

WAYS = ("by adb", "by the server")


def steps(way: str) -> dict[str, float]:
    """Seconds of each, in order."""
    took: dict[str, float] = {}
    with (
        serve([Phone(seed=1)]) as server,
        slowed(server.ports[0], Timing()) as (address, _),
        tempfile.TemporaryDirectory() as folder,
        Device(DirectTransport.dial(address), state_folder=Path(folder), build="known") as device,
    ):

        def timed(name: str, do: Callable[[], object]) -> Observation:
            began = time.perf_counter()
            do()
            seen = device.see()[1]
            took[name] = time.perf_counter() - began
            return seen

        if way == WAYS[1]:
            device.use_server(find_jar())
            assert device.served
        for _ in range(3):  # the way of pictures is learned
            device.see(anew=True)
        timed("look", lambda: device.see(anew=True))
        seen = timed("launch", lambda: device.open_app("Settings"))
        search = next(e for e in seen.elements if e.text == "Search settings")
        seen = timed("tap", lambda: device.tap(search.bounds.center))
        field = next(e for e in seen.elements if e.is_editable)
        timed("type", lambda: _type(device, seen, field))
        timed("swipe", lambda: device.scroll("down"))
        timed("back", device.back)
    return took


def _type(device: Device, seen: Observation, field: UIElement) -> None:
    device.type_text("wifi", field=put_cursor(field.bounds.center, seen, device))


def main() -> None:
    """Print the medians, and the share that is left by the server."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--rounds", type=int, default=3)
    rounds = [{way: steps(way) for way in WAYS} for _ in range(options.parse_args().rounds)]
    names = list(rounds[0][WAYS[0]])
    print(f"{'seconds':<15}" + "".join(f"{name:>8}" for name in names))
    for way in WAYS:
        print(f"{way:<15}" + "".join(f"{median(one[way][name] for one in rounds):>8.2f}" for name in names))
    shares = (median(one[WAYS[1]][name] / one[WAYS[0]][name] for one in rounds) for name in names)
    print(f"{'share':<15}" + "".join(f"{share:>8.2f}" for share in shares))


if __name__ == "__main__":
    main()
