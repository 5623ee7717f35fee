"""Hostile strings typed through a real shell: each arrives as it is, and nothing else happens.

    python -m benchmarks.typing [--strings 200] [--daemon]

Every string goes the way of `Device.type_text`, to programs that stand in for Android's `input`, `am`, `ime`
and log what arguments they were given. By default the shell is this computer's /bin/sh; with `--daemon` it is
the one behind Debian's adbd (apt install adbd; needs root, as it runs in a network of its own), reached by
our own client. Side effects are looked for in the folder the shell stands in: files the strings try to make.
"""

import argparse
import base64
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from device.client import Device
from device.error import DeviceError
from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput, Transport

ADBD = Path("/usr/lib/android-sdk/platform-tools/adbd")
PORT = 15_999
_INSIDE = "TAPWRIGHT_TYPING_INSIDE"
_LOG = """#!/bin/sh
{
  printf '%s\\0' "$(basename "$0")"
  for each; do printf '%s\\0' "$each"; done
  printf '\\1'
} >> "$LOG"
"""
_IME = """#!/bin/sh
case "$1" in
  list) echo com.android.adbkeyboard/.AdbIME ;;
  set) echo "Input method $2 selected for user #0" ;;
esac
"""
_PROGRAMS = {
    "input": _LOG,
    "am": _LOG,
    "ime": _IME,
    "settings": "#!/bin/sh\necho com.maker/.Ime\n",
    "dumpsys": "#!/bin/sh\necho mInputShown=true\n",
    "uiautomator": "#!/bin/sh\necho 'ERROR: null root node returned by UiTestAutomationBridge.' >&2\n",
}
_PIECES = (
    "'", "\"", "`", "\\", "$", "$(touch canary)", "`touch canary`", "; touch canary",
    "| touch canary", "& touch canary", "&& touch canary", "|| touch canary", "> canary",
    "< /etc/passwd", "2>&1", "*", "?", "[a-z]", "{a,b}", "~", "~root", "!", "!!", "#", "%s", "%",
    "%%s", "\\n", "\\0", "$HOME", "${IFS}", "$'\\x41'", "$((1+1))", "-n", "--", "-e", "=", ":",
    "''", "\"\"", "'\"'\"'", "\\'", " ", "  ", "a", "Z", "0", "hello world", "rm -rf /", "exit 1",
    "()", "(){ :;}", "<<E", "你好", "é", "🙂", "مرحبا", "हिन्दी", "\u200b", "ﬁ", "%20", "&amp;",
    "<b>", "\u202e",
)  # fmt: skip


def hostile(count: int, seed: int = 1) -> list[str]:
    """Each piece alone, then as many mixtures of them as wanted."""
    chance = random.Random(seed)
    mixed = ("".join(chance.choices(_PIECES, k=chance.randint(2, 12))) for _ in iter(int, 1))
    found = list(_PIECES)
    while len(found) < count:
        found.append(next(mixed))
    return found[:count]


class LocalShell:
    """The computer's own /bin/sh as if it were a phone's."""

    serial = "sh"

    def __init__(self, place: Path) -> None:
        self._place = place
        self.time_left: Callable[[], float] = lambda: math.inf

    def shell(
        self, command: str, *, stdin: bytes = b"", timeout: float = DEFAULT_TIMEOUT, repeat: bool = True
    ) -> ShellOutput:
        """Run it."""
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd=self._place, env=environment(self._place), input=stdin,
            capture_output=True, timeout=timeout, check=False,
        )  # fmt: skip
        return ShellOutput(done.stdout, done.stderr, done.returncode)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Run it."""
        done = self.shell(command, timeout=timeout)
        return done.stdout + done.stderr

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """No files here."""
        raise NotImplementedError

    def pull(self, remote: str) -> bytes:
        """No files here."""
        raise NotImplementedError

    def reconnect(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


def environment(place: Path) -> dict[str, str]:
    """With the programs that stand in for Android's before all others."""
    return {
        "PATH": f"{place}/bin:/usr/bin:/bin",
        "LOG": f"{place}/log",
        "HOME": str(place),
        "ADBD_PORT": str(PORT),
    }


def prepare(place: Path) -> None:
    """Put the programs there."""
    (place / "bin").mkdir()
    for name, text in _PROGRAMS.items():
        (place / "bin" / name).write_text(text)
        (place / "bin" / name).chmod(0o755)


def arrived(place: Path) -> str:
    """What the programs were given to type since the last look."""
    log = place / "log"
    calls = [call.split(b"\0")[:-1] for call in log.read_bytes().split(b"\1")[:-1]] if log.exists() else []
    log.unlink(missing_ok=True)
    text = ""
    for program, *given in calls:
        if program == b"input" and given[:1] == [b"text"] and len(given) == 2:
            text += given[1].decode().replace("%s", " ")
        elif program == b"am" and b"ADB_INPUT_B64" in given:
            text += base64.b64decode(given[-1]).decode()
        else:
            text += f"<{program!r} {given!r}>"
    return text


def check(device: Device, place: Path, text: str) -> str:
    """Type it; "" when it arrived and nothing else happened, else what did."""
    before = sorted(path.name for path in place.iterdir())
    try:
        device.type_text(text)
    except DeviceError as error:
        return f"error: {error}"
    got = arrived(place)
    after = sorted(path.name for path in place.iterdir())
    if after != before:
        return f"side effect: {sorted(set(after) ^ set(before))}"
    return "" if got == text else f"arrived as {got!r}"


@contextmanager
def daemon(place: Path) -> Iterator[Transport]:
    """Debian's adbd in a network of our own, whose shell stands in `place`."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with (place.parent / "adbd.log").open("wb") as log:
        served = subprocess.Popen([ADBD], cwd=place, env=environment(place), stdout=log, stderr=log)
    try:
        for left in reversed(range(50)):
            try:
                transport = DirectTransport("127.0.0.1", PORT)
                break
            except DeviceError:
                if not left:
                    raise
                time.sleep(0.1)
        yield transport
        transport.close()
    finally:
        served.kill()
        served.wait()


def main() -> int:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--strings", type=int, default=200)
    options.add_argument("--daemon", action="store_true")
    chosen = options.parse_args()
    if chosen.daemon and not os.environ.get(_INSIDE):
        if not ADBD.exists() or not shutil.which("unshare"):
            print("adbd is not here: apt-get install adbd")
            return 2
        again = ["unshare", "-n", sys.executable, "-m", "benchmarks.typing", *sys.argv[1:]]
        return subprocess.run(again, env={**os.environ, _INSIDE: "1"}, check=False).returncode
    with tempfile.TemporaryDirectory(prefix="tapwright-typing-") as folder:
        place = Path(folder) / "phone"
        place.mkdir()
        prepare(place)
        if chosen.daemon:
            with daemon(place) as transport:
                return report(transport, place, chosen.strings, "Debian's adbd")
        return report(LocalShell(place), place, chosen.strings, "/bin/sh")


def report(transport: Transport, place: Path, count: int, name: str) -> int:
    wrong = []
    with Device(transport) as device:
        for text in hostile(count):
            said = check(device, place, text)
            if said:
                wrong.append((text, said))
    for text, said in wrong:
        print(f"{text!r}: {said}")
    print(
        f"{count - len(wrong)} of {count} hostile strings arrived intact through {name}, with no side effect"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
