"""The embedded phone in this very process: its services called without a socket between.

For practice and benches. What it answers is what the phone's daemon would send, byte for byte, except that a
pushed file is dated by the phone's clock, so that runs repeat exactly. Where the phone's weather breaks the
connection, a command fails and is repeated as over a wire; files, which go no wire's way, do not.
"""

import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cached_property, partial
from typing import TYPE_CHECKING

from device.error import ActionRejected, FileTransferFailed, NoDevice, TreeUnavailable
from device.link.transport.protocol import DEFAULT_TIMEOUT, ShellOutput
from device.link.transport.retry import with_one_reconnect
from device.link.wire.error import ConnectionBroken
from device.look.hierarchy import parse_hierarchy
from device.phone.file.filesystem import FileFault
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.zone import moment_of, offset_minutes, zone_of
from device.phone.weather.disconnect import away, breaks
from device.phone.weather.dump import dumped
from device.screen import Observation, Screenshot, UIElement

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.phone import Phone
    from device.phone.screen.screenshot import ScreenPhoto
    from device.phone.shell.result import ShellResult


@dataclass(frozen=True)
class _DrawnScreenshot(Screenshot):
    """A picture of the embedded phone, drawn once more where its pixels are wanted: decoding takes longer."""

    draw: "Callable[[], Image]" = field(kw_only=True, compare=False)

    @cached_property
    def image(self) -> "Image":
        """The picture (RGB)."""
        return self.draw()


class InProcessTransport:
    """One embedded phone. Calls from several threads take turns."""

    def __init__(self, phone: "Phone", serial: str = "embedded") -> None:
        """Take a phone; its owner keeps it, `close` leaves it as it is."""
        self.phone = phone
        self._serial = serial
        self._turn = threading.RLock()
        self._closed = False
        self.time_left: Callable[[], float] = lambda: math.inf  # nothing here takes long

    @property
    def serial(self) -> str:
        """The name it was given."""
        return self._serial

    def shell(
        self,
        command: str,
        *,
        stdin: bytes = b"",
        timeout: float = DEFAULT_TIMEOUT,
        repeat: bool = True,
    ) -> ShellOutput:
        """Run a command line; see Transport. Nothing here takes long."""
        result = self._run(command, stdin, repeat=repeat)
        return ShellOutput(result.stdout, result.stderr, result.exit_code)

    def exec_out(self, command: str, *, timeout: float = DEFAULT_TIMEOUT) -> bytes:
        """Output of a command byte for byte; see Transport."""
        return self._run(command).merged

    def _run(self, command: str, stdin: bytes = b"", *, repeat: bool = True) -> "ShellResult":
        _carried(command)
        if self._closed:
            raise NoDevice(f"the phone {self._serial} was given back")

        def attempt() -> "ShellResult":
            with self._turn:
                result = self.phone.shell(command, stdin)
                if breaks(self.phone):
                    raise ConnectionBroken("the connection broke", sent=True)
            return result

        return with_one_reconnect(attempt, self.reconnect, self._serial, repeat=repeat)

    def push(self, data: bytes, remote: str, *, mode: int = 0o644) -> None:
        """Write a file on the phone; see Transport."""
        with self._turn:
            try:
                folder = remote.rpartition("/")[0]
                if folder and not self.phone.files.is_dir(folder):
                    self.phone.files.make_directories(folder)
                self.phone.files.write(remote, data, mode=mode)
            except FileFault as fault:
                raise FileTransferFailed(f"{remote}: {fault.text}") from fault

    def pull(self, remote: str) -> bytes:
        """Read a file of the phone; see Transport."""
        with self._turn:
            try:
                return self.phone.files.read(remote)
            except FileFault as fault:
                raise FileTransferFailed(f"{remote}: {fault.text}") from fault

    def reconnect(self) -> None:
        """There is none to be made; raises NoDevice while the phone's weather lets nobody in."""
        if away(self.phone):
            raise NoDevice(f"the phone {self._serial} is away")

    def close(self) -> None:
        """Run nothing more on the phone, which goes on."""
        self._closed = True

    # -- Insight -------------------------------------------------------------------------------------
    def observe(self, *, screenshot: bool, tree: bool) -> Observation:
        """What an observation over the wire would show, from the phone's own frame."""
        with self._turn:
            frame = self.phone.frame()
            front = self.phone.front
            shaded = self.phone.window.shade.focused
            picture = self._picture() if screenshot else None
            elements, tree_error, tree_cut = self._tree() if tree else ((), "", False)
            return Observation(
                screenshot=picture,
                elements=elements,
                package=SYSTEM_UI if shaded else front.package,
                activity="" if shaded else front.name,
                keyboard_shown=self.phone.window.keyboard_shown,
                size=self.phone.size,
                orientation=frame.rotation,
                taken_at=time.time(),
                local_time=self._local_time(),
                secure=screenshot and frame.screen.secure,
                tree_error=tree_error,
                tree_cut=tree_cut,
            )

    def _local_time(self) -> datetime:
        moment = moment_of(self.phone.clock.date_ms)
        ahead = timedelta(minutes=offset_minutes(zone_of(self.phone.clock.timezone), moment))
        return (moment + ahead).replace(microsecond=0, tzinfo=timezone(ahead))

    def _tree(self) -> tuple[tuple[UIElement, ...], str, bool]:
        """The elements; where a dump fails or is cut, what is left of it, why, and whether it is cut."""
        tree = dumped(self.phone)
        if tree.whole:
            return self.phone.frame().elements(), "", False
        try:
            found = parse_hierarchy(tree.text())
        except TreeUnavailable as error:
            return (), error.reason, False
        return found.elements, "", found.cut

    def _picture(self) -> Screenshot:
        photo = self.phone.camera.photo()
        return _DrawnScreenshot(self.phone.size, photo.png, draw=partial(self._drawn, photo))

    def _drawn(self, photo: "ScreenPhoto") -> "Image":
        with self._turn:
            return photo.image()

    def look(self) -> object:
        """Equal for equal screens."""
        with self._turn:
            return self.phone.frame().commands()


def _carried(command: str) -> None:
    if "\0" in command:
        raise ActionRejected("a command for the phone cannot hold a NUL character")
