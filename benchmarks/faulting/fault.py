"""The faults, each as what it does to a scene at the moment it strikes."""

import errno
import http.server
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import BinaryIO

from benchmarks.faulting.scene import APP, Scene
from device.error import DeviceBusy
from device.link.transport.server import answers
from device.link.transport.stop import stop_server
from device.phone.server.port import open_port
from device.phone.server.vendor import play

Strike = Callable[[Scene], None]
_AWAY = 0.3


class Killed(BaseException):
    """Stands for SIGKILL: nothing of ours gets to run after it but what another process does."""


# -- the line and the phone ------------------------------------------------------------------------------
def unplugged(scene: Scene) -> None:
    """Gone for good."""
    done = scene.server.remove
    scene.server.call(lambda: done(scene.phone))
    time.sleep(0.05)


def replugged(scene: Scene) -> None:
    """Gone, and back on the same port before anybody has dialled twice."""
    port = scene.server.ports[0]
    scene.server.call(lambda: scene.server.remove(scene.phone))
    for _ in range(100):
        time.sleep(0.02)
        if not scene.server.served:
            break
    time.sleep(0.1)
    scene.server.add(scene.phone, open_port(port))


def line_cut(scene: Scene) -> None:
    """Every connection breaks; the phone is there."""

    def cut() -> None:
        for connection in list(scene.server.daemons[0]._connections):
            connection.abort()

    scene.server.call(cut)


def adb_killed(scene: Scene) -> None:
    """The adb server ends, as `adb kill-server` ends it; a new one knows of no phone."""
    stop_server(scene.adb)
    while answers(scene.adb):
        time.sleep(0.01)


def rebooted(scene: Scene) -> None:
    """It restarts, and is away meanwhile."""
    scene.server.call(scene.server.daemons[0].reboot)


def hung(scene: Scene) -> None:
    """Its daemon takes nothing any more."""
    scene.server.call(lambda: scene.server.daemons[0].pause(True))


def cut_short(scene: Scene) -> None:
    """What the phone sends ends in the middle, once."""
    scene.spoil = lambda data: data[: len(data) // 2]


def nothing_sent(scene: Scene) -> None:
    """The phone sends nothing, once."""
    scene.spoil = lambda _data: b""


def storage_full(scene: Scene) -> None:
    """Not a byte is left on the phone."""
    scene.server.call(lambda: scene.phone.files.write("/data/local/tmp/fill", bytes(scene.phone.files.free)))


def app_crashed(scene: Scene) -> None:
    """The app in front is gone, and the phone says so."""
    scene.server.call(lambda: scene.phone.shell(f"am crash {APP}"))


def keyboard_lost(scene: Scene) -> None:
    """Somebody takes the keyboard off the phone."""
    scene.server.call(lambda: scene.phone.shell("pm uninstall com.android.adbkeyboard"))


def time_jumped(scene: Scene) -> None:
    """The phone's clock is a day further."""
    scene.server.call(lambda: scene.phone.shell("date 101612002023"))


def turned(scene: Scene) -> None:
    """The screen turns."""
    scene.server.call(lambda: scene.phone.shell("settings put system user_rotation 1"))


def screen_off(scene: Scene) -> None:
    """The display goes dark, behind a lock screen that asks for nothing."""
    scene.server.call(lambda: play(scene.phone, "locked"))


def locked(scene: Scene) -> None:
    """The display goes dark, and a PIN is asked for."""
    scene.server.call(lambda: play(scene.phone, "pin"))


def call_comes(scene: Scene) -> None:
    """Somebody else's window comes in front."""
    scene.server.call(lambda: scene.phone.shell("am start -a android.settings.SETTINGS"))


# -- the model -------------------------------------------------------------------------------------------
def _says(status: int, body: bytes, times: int = 1) -> Strike:
    left = times

    def strike(scene: Scene) -> None:
        nonlocal left
        left = times

        def answer(handler: http.server.BaseHTTPRequestHandler) -> bool:
            nonlocal left
            if left <= 0:
                return False
            left -= 1
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
            return True

        scene.answer = answer

    return strike


def too_late(scene: Scene) -> None:
    """The endpoint takes the question and says nothing."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> bool:
        time.sleep(2.0)
        handler.close_connection = True
        return True

    scene.answer = answer


def endpoint_gone(scene: Scene) -> None:
    """It hangs up on every question."""

    def answer(handler: http.server.BaseHTTPRequestHandler) -> bool:
        handler.close_connection = True
        return True

    scene.answer = answer


# -- this computer ---------------------------------------------------------------------------------------
def killed(scene: Scene) -> None:
    """SIGKILL."""
    _end(scene, Killed())


def interrupted(scene: Scene) -> None:
    """Ctrl-C."""
    _end(scene, KeyboardInterrupt())


def _end(scene: Scene, how: BaseException) -> None:
    """Here and now; from the endpoint's thread, at the run's next command."""
    if scene.phase == "decide":
        scene.pending = how
    else:
        raise how


def disk_full(scene: Scene) -> None:
    """Not a byte is left where the run is recorded."""
    assert scene.run is not None
    journal = scene.run._context.journal
    assert journal._file is not None
    journal._file = _Full(journal._file)  # type: ignore[assignment]


def state_full(scene: Scene) -> None:
    """Nothing more can be noted down of what is to be put back on the phone."""
    for kind in ("keyboard", "animation"):
        with suppress(FileExistsError):  # what is noted down already stays
            (scene.folder / kind).symlink_to("/dev/full")


class _Full:
    """A file on a full disk."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, _data: bytes) -> int:
        """No room."""
        raise OSError(errno.ENOSPC, "No space left on device")

    def fileno(self) -> int:
        """As of the file."""
        return self._file.fileno()

    def close(self) -> None:
        """As of the file."""
        self._file.close()


def second_agent(scene: Scene) -> None:
    """Another run wants the same phone: it is refused, and this one goes on."""
    try:
        scene.device()
    except DeviceBusy:
        return
    raise AssertionError("two runs have one phone")


FAULTS: Mapping[str, Strike] = {
    "unplugged": unplugged,
    "plugged in again": replugged,
    "line cut": line_cut,
    "adb server killed": adb_killed,
    "phone rebooted": rebooted,
    "phone hangs": hung,
    "answer cut short": cut_short,
    "no answer": nothing_sent,
    "storage full": storage_full,
    "app crashed": app_crashed,
    "keyboard lost": keyboard_lost,
    "time jumped": time_jumped,
    "screen turned": turned,
    "screen off": screen_off,
    "locked by PIN": locked,
    "another app in front": call_comes,
    "model: 429 once": _says(429, b'{"error": {"message": "slow down"}}'),
    "model: 429 for good": _says(429, b'{"error": {"message": "slow down"}}', 99),
    "model: 500 once": _says(500, b"oops"),
    "model: 500 for good": _says(500, b"oops", 99),
    "model: garbage": _says(200, b"<html>not a model</html>", 99),
    "model: no reply": too_late,
    "model: hangs up": endpoint_gone,
    "run killed": killed,
    "Ctrl-C": interrupted,
    "disk full": disk_full,
    "state folder full": state_full,
    "two runs, one phone": second_agent,
}
BY_ADB = frozenset({"adb server killed"})
"""Those that need an adb server between run and phone."""
