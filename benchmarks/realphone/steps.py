"""What a step takes on the slow phone by adb, by the server on it, and with a stream of its screen besides.

    python -m benchmarks.realphone.steps [--rounds 3]

The stream is that of scrcpy's server as the embedded phone plays it, its pictures undelayed; a tap's floor is
what has to be waited for one after the other: the touch, and the list of elements.

One process, one phone behind `benchmarks.realphone.slow` for each way, and what a run does there: a look, an
app opened, a tap, typing into the field (with the look that reads it back), a swipe, Back; each with the look
after it.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from zipfile import ZipFile

from agent.action.cursor import put_cursor
from benchmarks.realphone.slow import slowed
from device.client import Device
from device.link.transport.direct import DirectTransport
from device.mirror.serverfile import ServerFile
from device.phone.phone import Phone
from device.phone.server.host import serve
from device.phone.weather.timing import Timing
from device.resident.jar import find_jar
from device.screen import Observation, UIElement

WAYS = ("by adb", "by the server", "and a stream")
FLOOR = Timing().served_touch + Timing().served_tree


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

        if way != WAYS[0]:
            device.use_server(find_jar())
            assert device.served
        if way == WAYS[2]:
            device.use_stream(_stand_in())
            assert device.streams
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


def _stand_in() -> ServerFile:
    """What the embedded phone takes for scrcpy's server."""
    out = BytesIO()
    with ZipFile(out, "w") as made:
        made.writestr("classes.dex", "Lcom/genymobile/scrcpy/Server; 3.3.4")
    return ServerFile(out.getvalue(), "3.3.4")


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
    for way in WAYS[1:]:
        shares = (median(one[way][name] / one[WAYS[0]][name] for one in rounds) for name in names)
        print(f"{'share ' + way[-8:]:<15}" + "".join(f"{share:>8.2f}" for share in shares))
    for way in WAYS[1:]:
        times = median(one[way]["tap"] for one in rounds) / FLOOR
        print(f"a tap {way}: {times:.2f} of its floor of {FLOOR:.2f} s")


if __name__ == "__main__":
    main()
