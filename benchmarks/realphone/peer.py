"""What peers send to a phone for the same five actions, played back in a process of its own.

    python -m benchmarks.realphone.peer autoglm SERIAL

Not their programs: their adb commands and their fixed sleeps in order, as they were recorded of Open-AutoGLM
(one `adb` process a command) and of mobilerun 0.7.4 without its helper app (adbutils, no pictures), and the
libraries that AutoGLM imports. What else they compute is left out, in their favour.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

LAUNCHER = ("-c", "android.intent.category.LAUNCHER", "1")
SETTINGS = "com.android.settings"
ADB_KEYBOARD = "com.android.adbkeyboard/.AdbIME"
GBOARD = "com.google.android.inputmethod.latin/com.android.inputmethod.latin.LatinIME"


@dataclass(frozen=True, slots=True)
class Peer:
    """How a peer begins, looks and acts."""

    begin: Callable[[], None]
    look: Callable[[], None]
    acts: Mapping[str, Callable[[], None]]


def autoglm(serial: str) -> Peer:
    """Open-AutoGLM: a picture by file, the app in front, and a second after each action."""
    import openai  # noqa: F401 - it counts
    from PIL import Image

    folder = Path(tempfile.mkdtemp())

    def adb(*words: str) -> None:
        subprocess.run(["adb", "-s", serial, *words], check=True, capture_output=True)

    def shell(*words: str, pause: float = 0.0) -> None:
        adb("shell", *words)
        time.sleep(pause)

    def begin() -> None:
        subprocess.run(["adb", "version"], check=True, capture_output=True)
        subprocess.run(["adb", "devices"], check=True, capture_output=True)
        shell("ime", "list", "-s")

    def look() -> None:
        shell("screencap", "-p", "/sdcard/tmp.png")
        adb("pull", "/sdcard/tmp.png", str(folder / "tmp.png"))
        with Image.open(folder / "tmp.png") as picture:
            picture.save(BytesIO(), "PNG")
        shell("dumpsys", "window")

    def write() -> None:
        send = ("am", "broadcast", "-a")
        shell("settings", "get", "secure", "default_input_method")
        shell("ime", "set", ADB_KEYBOARD)
        shell(*send, "ADB_INPUT_B64", "--es", "msg", "''", pause=1.0)
        shell(*send, "ADB_CLEAR_TEXT", pause=1.0)
        shell(*send, "ADB_INPUT_B64", "--es", "msg", "d2lmaQ==", pause=1.0)
        shell("ime", "set", GBOARD, pause=1.0)

    return Peer(
        begin,
        look,
        {
            "launch": lambda: shell("monkey", "-p", SETTINGS, *LAUNCHER, pause=1.0),
            "tap": lambda: shell("input", "tap", "540", "474", pause=1.0),
            "type": write,
            "swipe": lambda: shell("input", "swipe", "540", "1800", "540", "600", "1440", pause=1.0),
            "back": lambda: shell("input", "keyevent", "4", pause=1.0),
        },
    )


def mobilerun(serial: str) -> Peer:
    """Mobilerun by adb alone: the tree, a second after each action, a swipe's own time once more."""
    from adbutils import adb

    phone = adb.device(serial)

    def shell(command: str, pause: float = 1.0) -> None:
        phone.shell(command)
        time.sleep(pause)

    def launch() -> None:
        shell("pm list packages", 0.0)
        shell(f"cmd package resolve-activity --brief {SETTINGS}", 0.0)
        shell(f"am start -n {SETTINGS}/.Settings", 2.0)

    return Peer(
        lambda: shell("date", 0.0),
        lambda: shell("uiautomator dump /dev/tty", 0.0),
        {
            "launch": launch,
            "tap": lambda: shell("input tap 540 474"),
            "type": lambda: shell("input text wifi"),
            "swipe": lambda: shell("input swipe 540 1800 540 600 1000", 1.0),
            "back": lambda: shell("input keyevent 4"),
        },
    )


PEERS: Mapping[str, Callable[[str], Peer]] = {"autoglm": autoglm, "mobilerun": mobilerun}


def main() -> int:
    """Play, and print when each time a model was asked (seconds of `time.monotonic`)."""
    name, serial = sys.argv[1:]
    peer = PEERS[name](serial)
    peer.begin()
    asked = [time.monotonic()] if name == "autoglm" else []  # it greets its model before it looks
    decided = []
    for act in peer.acts.values():
        peer.look()
        decided.append(time.monotonic())
        act()
    peer.look()
    decided.append(time.monotonic())
    print(json.dumps({"first": (asked or decided)[0], "decided": decided}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
