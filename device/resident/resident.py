"""What the server on the phone gives to eye and hand, and how they go on without it.

It is used only where its owner said so. A look that failed is repeated, on a server that is started again
where need be; a touch is never repeated once it was sent: nobody knows then, and the screen is looked at.
After some failures it is given up for the rest of the run: said once, and all goes adb's own way.
"""

import base64
import binascii
import threading
import time
from concurrent.futures import Executor, Future
from contextlib import suppress

from device.error import ActionRejected, ConfigError, DeviceError, TreeTooLarge, TreeUnavailable
from device.link.transport.protocol import Lines, Transport
from device.look.hierarchy import Hierarchy, parse_hierarchy
from device.look.window import apps_only, keyboard_of
from device.resident.caller import Threw, Unanswered, Unreachable
from device.resident.jar import Jar
from device.resident.server import NotStarted, Server
from device.resident.toast import with_toast
from device.screen import Bounds
from device.state.restoration import Record
from device.state.vendorquirk import check_allowed

_STARTS = 3
"""Starts in one run; a server that keeps dying is given up."""
_TREE, _PICTURE, _SHORT = 10.0, 8.0, 5.0
"""Seconds that a call may take."""
_DEPTH = 100
_QUALITY = 80
"""Of the JPEG."""
_TRIES, _PAUSE = 3, 0.2
"""Times that a tree is asked for that is none, and the seconds between."""
_TOAST_SHOWN = 3.0
"""Seconds for which a toast counts as shown."""
_NO_METHOD = -32601
_DEAD = ("UiAutomation not connected", "DeadObjectException", "DeadSystemRuntimeException")
"""The server is there, and what it reads the screen by is not."""
_FOCUSED = {"mask": 0x20000, "childOrSibling": [], "childOrSiblingSelector": [], "focused": True}


class _Undone(ActionRejected):
    """The phone says that it did not do it."""


class Resident:
    """The server of one phone; off until `begin`."""

    def __init__(self, transport: Transport, record: Record, pool: Executor) -> None:
        self._transport = transport
        self._server = Server(transport, record) if isinstance(transport, Lines) else None
        self._pool = pool
        self._lock = threading.RLock()
        self._jar: Jar | None = None
        self._starting: Future[None] | None = None
        self._starts = 0
        self._toast: tuple[float, str] = (0.0, "")
        self._keyboard = ""
        """The package of the phone's keyboard."""
        self.news: list[str] = []
        """What the person may not expect, each to be told once."""

    # -- its life ----------------------------------------------------------------------------------------
    def begin(self, jar: Jar) -> None:
        """Have it used from now on; it starts while other things are done."""
        if self._server is not None:
            self._jar, self._starts = jar, 0
            self._starting = self._pool.submit(self._start)

    @property
    def serves(self) -> bool:
        """Whether it is used; a start that was begun is waited for."""
        starting = self._starting
        if starting is not None:
            starting.result()
        return self._jar is not None and self._server is not None and self._server.caller is not None

    def repair(self) -> None:
        """End what an earlier run left that was killed."""
        if self._server is not None:
            self._server.repair()

    def close(self) -> None:
        """End it and take it off the phone. Raises DeviceError where that can't be done now."""
        starting, self._starting, self._jar = self._starting, None, None
        if starting is not None:
            with suppress(DeviceError):
                starting.result()
        if self._server is not None and starting is not None:
            self._server.stop()

    def _start(self) -> None:
        assert self._server is not None
        assert self._jar is not None
        self._starts += 1
        asked = self._pool.submit(keyboard_of, self._transport)
        try:
            self._server.start(self._jar)
            self._keyboard = asked.result()
        except (NotStarted, ConfigError, ActionRejected) as error:
            self._give_up(f"it does not start ({error})")

    def _renew(self, used: object, why: str) -> None:
        """Start it again after it failed; nothing where another thread has done so since."""
        with self._lock:
            if self._server is None or self._server.caller is not used or self._jar is None:
                return
            if self._starts >= _STARTS:
                self._give_up(f"it failed {_STARTS} times ({why})")
                return
            self._server.stop()
            self._start()

    def _give_up(self, why: str) -> None:
        self._jar = None
        self.news.append(f"The server on the phone is not used any more: {why}. It goes on by adb alone")
        if self._server is not None:
            self._server.stop()

    # -- looking -----------------------------------------------------------------------------------------
    def tree(self, *, every: bool) -> Hierarchy | None:
        """The UI tree of the window in front, or of `every` app's; None where it is to be had by adb only.

        The toast that is shown, or was just now, comes last. Raises TreeUnavailable.
        """
        found = None
        for left in reversed(range(_TRIES)):
            told = self._read("dumpWindowHierarchy", False, _DEPTH, not every, timeout=_TREE)
            if not self.serves:
                return None
            found = _parsed(told)
            if found is not None or not left:
                break
            time.sleep(_PAUSE)
        if found is None:
            raise TreeUnavailable("the server on the phone gives no element list")
        if self._server is not None:
            self._server.drain()
        return with_toast(apps_only(found, self._keyboard) if every else found, self._shown_toast())

    def picture(self) -> bytes | None:
        """A JPEG file; None where it is to be had by adb only."""
        told = self._read("takeScreenshot", 1, _QUALITY, timeout=_PICTURE)
        if not isinstance(told, str):
            return None
        try:
            return base64.b64decode(told, validate=True)
        except binascii.Error:
            return None

    def _shown_toast(self) -> str:
        now = time.monotonic()
        told = self._read("getLastToast", timeout=_SHORT)
        if isinstance(told, str) and told:
            self._toast = now, told
            self._read("clearLastToast", timeout=_SHORT)
        since, text = self._toast
        return text if now - since < _TOAST_SHOWN else ""

    # -- the clipboard -------------------------------------------------------------------------------------
    def copied(self) -> str | None:
        """What is on the clipboard; None where it can't be told."""
        told = self._read("getClipboard", timeout=_SHORT)
        return told if isinstance(told, str) else None

    def copy(self, text: str) -> bool:
        """Put a text on the clipboard, as often as asked; whether it was."""
        self._read("setClipboard", "", text, timeout=_SHORT)
        return (self.copied() or "") == text

    # -- touching ------------------------------------------------------------------------------------------
    def act(self, method: str, *params: object, seconds: float = 0.0) -> bool:
        """Do something on the phone, once; False where nothing was sent and it is to be done another way.

        `seconds` is what it takes by itself. Raises ActionRejected where the phone would not do it, or where
        nobody knows whether it did.
        """
        caller = self._server.caller if self.serves and self._server else None
        if caller is None:
            return False
        try:
            done = caller.call(method, *params, timeout=seconds + _SHORT)
        except Unreachable as gone:
            self._renew(caller, str(gone))
            return False
        except Unanswered as lost:
            self._renew(caller, str(lost))
            raise ActionRejected(
                "the phone gave no answer, and the touch was not repeated; look whether it was done"
            ) from lost
        except Threw as threw:
            check_allowed(threw.message)
            if threw.code == _NO_METHOD:
                return False
            raise _Undone(f"the phone did not do it ({threw.message[:120]})") from threw
        if done is False:
            raise _Undone("the phone did not take the touch")
        return True

    def focus(self) -> Bounds | None:
        """Where the view lies that has the focus now; None where none has, or it can't be told."""
        told = self._read("objInfo", _FOCUSED, timeout=_SHORT)
        box = told.get("visibleBounds") if isinstance(told, dict) else None
        match box:
            case {"left": int(left), "top": int(top), "right": int(right), "bottom": int(bottom)}:
                return Bounds(left, top, right, bottom)
        return None

    def fill(self, text: str) -> bool:
        """Have the field that has the focus hold a text; False where it is to be typed another way.

        Raises ActionRejected where nobody knows whether it was done.
        """
        try:
            return self.act("setText", _FOCUSED, text)
        except _Undone:
            return False

    def _read(self, method: str, *params: object, timeout: float) -> object:
        """The result of what may be repeated; None where it can't be had."""
        while self.serves and self._server is not None and (caller := self._server.caller) is not None:
            try:
                return caller.call(method, *params, timeout=timeout)
            except (Unreachable, Unanswered) as lost:
                self._renew(caller, str(lost))
            except Threw as threw:
                if any(word in threw.message for word in _DEAD):
                    self._renew(caller, threw.message)
                elif threw.code == _NO_METHOD:
                    self._give_up(f"it does not know {method}")
                else:
                    return None
        return None


def _parsed(told: object) -> Hierarchy | None:
    """What was told, as a tree; None where it is none."""
    try:
        return parse_hierarchy(told.encode("utf-8", "replace")) if isinstance(told, str) else None
    except TreeTooLarge:
        raise
    except TreeUnavailable:
        return None
