"""A step's time on a slow phone: the embedded one with a real phone's delays injected.

    python -m benchmarks.steptime [--steps 6]

The phone answers over its socket; each command waits as long as a real phone's would: a picture 0.6 s, a dump
of the UI tree 1.5 s, a touch 0.1 s. A step is one touch and the look that follows it. Claim: on a screen that
settles at once, a step takes at most its slowest single call plus the settle reads (pictures that are only
compared) plus 15 %. For comparison the same step one thing after the other, as `settle` and `observe` do it,
and what the peers' steps take: figures measured in their own code.
"""

import argparse
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from device.client import Device
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.phone.phone import Phone
from device.phone.server.host import serve

PICTURE, TREE, TOUCH = 0.6, 1.5, 0.1
MARGIN = 1.15
_DELAYS = (
    (re.compile(r"\bscreencap\b"), PICTURE),
    (re.compile(r"\buiautomator\b"), TREE),
    (re.compile(r"^input\b"), TOUCH),
)
PEERS = {"minitap": 0.55, "mobilerun": 1.02, "Open-AutoGLM": 1.19}
"""Seconds a tap step of theirs takes on a phone without any delay: sleeps and their own work."""


@dataclass
class SlowTransport:
    """A phone whose commands take as long as a real one's."""

    inner: DirectTransport
    compared: int = 0
    """Pictures that were only compared."""
    calls: list[str] = field(default_factory=list)

    @property
    def serial(self) -> str:
        """As of the phone itself."""
        return self.inner.serial

    @property
    def time_left(self) -> Callable[[], float]:
        """As of the phone itself."""
        return self.inner.time_left

    @time_left.setter
    def time_left(self, time_left: Callable[[], float]) -> None:
        self.inner.time_left = time_left

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        """Wait, and run it."""
        self._wait(command)
        return self.inner.shell(command, stdin=stdin, timeout=timeout, repeat=repeat)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Wait, and run it."""
        self._wait(command)
        return self.inner.exec_out(command, timeout=timeout)

    def _wait(self, command: str) -> None:
        self.calls.append(command)
        self.compared += "md5sum" in command
        time.sleep(next((seconds for pattern, seconds in _DELAYS if pattern.search(command)), 0.0))
        slept = re.match(r"sleep ([\d.]+)", command)
        if slept:
            time.sleep(float(slept[1]))

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """As the phone does."""
        self.inner.push(data, remote, mode=mode)

    def pull(self, remote: str) -> bytes:
        """As the phone does."""
        return self.inner.pull(remote)

    def reconnect(self) -> None:
        """As the phone does."""
        self.inner.reconnect()

    def close(self) -> None:
        """As the phone does."""
        self.inner.close()


def steps(device: Device, slow: SlowTransport, count: int, *, at_once: bool) -> list[tuple[float, int]]:
    """Seconds and settle reads of each step, without the first look, which finds out how slow it is."""
    device.shell(["am", "start", "-n", "com.android.settings/.Settings$NetworkDashboardActivity"])
    device.see()
    device.see()
    found = []
    for number in range(count):
        compared, started = slow.compared, time.perf_counter()
        device.press("dpad_down" if number % 2 else "tab")
        if at_once:
            still, seen = device.see()
        else:
            still, seen = device.settle(), device.observe()
        assert still
        assert seen.elements
        found.append((time.perf_counter() - started, slow.compared - compared))
    return found


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--steps", type=int, default=6)
    count = options.parse_args().steps
    with serve([Phone(seed=1)]) as server:
        slow = SlowTransport(DirectTransport.dial(server.serials[0]))
        with Device(slow) as device:
            ours = steps(device, slow, count, at_once=True)
            plain = steps(device, slow, count, at_once=False)
            device.see()
            before = len([call for call in slow.calls if "uiautomator" in call])
            started = time.perf_counter()
            device.see()
            idle = time.perf_counter() - started
            dumps = len([call for call in slow.calls if "uiautomator" in call]) - before
    reads = statistics.median(read for _, read in ours)
    seconds = statistics.median(second for second, _ in ours)
    bound = (TREE + reads * PICTURE) * MARGIN
    print(f"a step, all at once            {seconds:.2f} s ({reads:.0f} settle reads; bound {bound:.2f} s)")
    print(f"a step, one after the other    {statistics.median(second for second, _ in plain):.2f} s")
    print(f"a look where nothing changed   {idle:.2f} s, {dumps} dumps of the tree")
    for name, own in PEERS.items():
        whole = PICTURE + TREE + TOUCH + own
        print(f"{name}: {own:.2f} s of sleeps and own work; {whole:.2f} s with these calls in a row")
    return 0 if seconds <= bound and not dumps else 1


if __name__ == "__main__":
    sys.exit(main())
