"""Our direct client against adbutils on one embedded phone: a shell round trip, and a screenshot.

Claims: the shell at least 10 times faster, the screenshot at least 2 times. The phone runs in a process of
its own, adbutils goes through an adb server of ours, and both take turns in one run. A screenshot counts as
each hands it over, not yet decoded, of a screen that the phone has drawn already: the way is measured, not
the phone. What a caller sees with the drawing, and until the pixels are there, is printed beside it.
"""

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import adbutils
from PIL import Image

from benchmarks.own_phone import own_phones
from benchmarks.port import own_port
from device.link.wire.client import AdbConnection
from device.phone.server.detached import StartOptions

SHELLS, SHOTS = 200, 20
SIZE_MB = 60


@contextmanager
def adb_server(home: Path, binary: str = "") -> Iterator[int]:
    """A private adb server, of a certain binary or adbutils' own; its port."""
    with own_port() as port:
        private = {"HOME": str(home), "ADB_MDNS": "0", "ADB_USB": "0", "ADB_EMU": "0"}
        private |= {"ANDROID_ADB_SERVER_PORT": str(port), "ANDROID_ADB_LOG_PATH": str(home / "adb.log")}
        environment = {**os.environ, **private}
        adb = [binary or adbutils.adb_path(), "-P", str(port)]
        subprocess.run([*adb, "start-server"], env=environment, check=True, capture_output=True)
    try:
        yield port
    finally:
        subprocess.run([*adb, "kill-server"], env=environment, check=False, capture_output=True)


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def alternately(
    count: int, ours: Callable[[], object], theirs: Callable[[], object], between: Callable[[], object]
) -> tuple[float, float]:
    """Median milliseconds of each, taking turns."""
    took: tuple[list[float], list[float]] = ([], [])
    for _ in range(count):
        for times, call in zip(took, (ours, theirs), strict=True):
            between()
            times.append(timed(call))
    return statistics.median(took[0]), statistics.median(took[1])


def pixels(picture: Image.Image) -> Image.Image:
    picture.load()
    return picture


def compare(phone: AdbConnection, device: adbutils.AdbDevice) -> bool:
    """Print both claims and what surrounds them; whether the claims hold."""
    swipes = cycle(("540 1500 540 900", "540 900 540 1500"))

    def stay() -> None:
        pass

    def change() -> None:
        phone.shell(f"input swipe {next(swipes)} 200")

    def ours() -> bytes:
        return phone.exec_out("screencap -p")

    def theirs() -> Image.Image:
        picture: Image.Image = device.screenshot(error_ok=False)
        return picture

    def our_pixels() -> Image.Image:
        return pixels(Image.open(io.BytesIO(ours())))

    def their_pixels() -> Image.Image:
        return pixels(theirs())

    phone.shell("am start -a android.settings.SETTINGS")
    same = our_pixels().convert("RGB").tobytes() == their_pixels().convert("RGB").tobytes()
    shell = alternately(SHELLS, lambda: phone.shell("true"), lambda: device.shell("true"), stay)
    shot = alternately(SHOTS, ours, theirs, stay)
    say("shell `true`", shell, "at least 10x")
    say("screenshot", shot, "at least 2x")
    say("  until its pixels are there", alternately(SHOTS, our_pixels, their_pixels, stay))
    say("  of a screen that changed", alternately(SHOTS, ours, theirs, change))
    say("  both", alternately(SHOTS, our_pixels, their_pixels, change))
    print(f"pixels equal: {same}")
    return same and shell[1] >= 10 * shell[0] and shot[1] >= 2 * shot[0]


def say(name: str, times: tuple[float, float], claim: str = "") -> None:
    ours, theirs = times
    print(
        f"{name}: ours {ours:.2f} ms, adbutils {theirs:.2f} ms: {theirs / ours:.1f}x {claim and f'({claim})'}"
    )


def files(phone: AdbConnection) -> None:
    data = os.urandom(SIZE_MB * 1024 * 1024)
    push = timed(lambda: phone.push(data, "/sdcard/big"))
    back: list[bytes] = []
    pull = timed(lambda: back.append(phone.pull("/sdcard/big")))
    print(f"{SIZE_MB} MB: push {push:.0f} ms, pull {pull:.0f} ms, identical: {back[0] == data}")


def main() -> int:
    """Run, print; 1 when a claim does not hold."""
    argparse.ArgumentParser(prog="python -m benchmarks.wire", description=__doc__).parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        own_phones(StartOptions(seed=1)) as (served,),
        adb_server(Path(folder)) as port,
    ):
        client = adbutils.AdbClient(port=port)
        client.connect(served.serial)
        with AdbConnection.connect("127.0.0.1", served.port) as phone:
            held = compare(phone, client.device(serial=served.serial))
            files(phone)
        client.disconnect(served.serial)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
