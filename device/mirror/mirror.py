"""The stream of one phone's screen: the latest picture, when it last changed, and a new one on demand.

A screen that stands still sends nothing, so that the latest picture proves nothing by itself: where it has
to be of now, the server is asked for a new stream, which begins with the screen as it is.
"""

import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from typing import TYPE_CHECKING

from device.error import CommandTimeout, DeviceError
from device.link.transport.protocol import Lines, OpenStream, Transport
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.mirror.decoder import decoded
from device.mirror.packet import NoVideo, VideoPacket, read_video
from device.mirror.serverfile import ServerFile
from device.state.vendorquirk import check_allowed

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from PIL.Image import Image

REMOTE = "/data/local/tmp/tapwright-scrcpy.jar"
"""A name of our own; the server deletes it itself once it runs."""
_OPTIONS = (
    "tunnel_forward=true audio=false control=true clipboard_autosync=false power_on=false cleanup=true "
    "video_codec=h264 video_codec_options=i-frame-interval=10"
)
"""Nothing is woken or copied that was not asked for."""
RESET = b"\x11"
"""What asks the server for a new stream, which begins with the screen as it is."""
_WIDEST = 1440
"""Pixels of the longer side of what is relayed to a page."""
_STARTING, _FRESH = 10.0, 1.5
"""Seconds within which it has to begin, and a new picture to come."""
_LONG = 1e6
_POLL = 0.05


class _Unable(Exception):
    """The stream does not begin; the message says why."""


class Mirror:
    """The stream; off until `begin`."""

    def __init__(
        self, transport: Transport, pool: Executor, relay: Callable[[VideoPacket], None] | None = None
    ) -> None:
        """`relay` takes each packet, to be decoded elsewhere; None has them decoded here."""
        self._relay = relay
        self._transport = transport
        self._pool = pool
        self._starting: Future[None] | None = None
        self._lines: list[OpenStream] = []
        self._control: OpenStream | None = None
        self._watching: threading.Thread | None = None
        self._news = threading.Condition()
        self._frame: VideoFrame | None = None
        self._on = False
        self.count = 0
        """Pictures that came."""
        self._keys = 0
        self.changed_at = 0.0
        """When the latest came that was not asked for (seconds of `time.monotonic`)."""
        self._asked = 0
        """New streams that were asked for and have not begun."""
        self.remarks: list[str] = []
        """What the person may not expect, each to be told once."""

    def begin(self, server: ServerFile) -> None:
        """Have it start while other things are done; after `close` as well."""
        self._frame = None
        self._starting = self._pool.submit(self._start, server)

    @property
    def runs(self) -> bool:
        """Whether pictures come; a start that was begun is waited for."""
        if self._starting is not None:
            self._starting.result()
        return self._on

    def fresh(self) -> "Image | None":
        """The screen as it is now; None where no picture of it comes."""
        if not self.runs or self._control is None:
            return None
        with self._news:
            before = self._keys
            self._asked += 1
        if not self._sent(RESET):
            return None
        with self._news:
            came = self._news.wait_for(lambda: self._keys > before or not self._on, _FRESH)
            frame = self._frame if came and self._on else None
        if frame is None:
            return None
        image: Image = frame.to_image()  # type: ignore[no-untyped-call]
        return image

    @property
    def size(self) -> tuple[int, int] | None:
        """The pixels of the pictures, in which touches are counted; None where none come."""
        frame = self._frame if self.runs else None
        return (frame.width, frame.height) if frame is not None else None

    def send(self, message: bytes) -> bool:
        """Have the server do something, once; whether it was sent.

        It tells of nothing that it did, and of what Android forbade it in a line that it prints: raises
        DeviceError for one that is there.
        """
        if self.runs:
            check_allowed(self._printed())
        return self.runs and self._sent(message)

    def _printed(self) -> str:
        """What the server printed since; a process whose output nobody takes stands still."""
        said, line = b"", self._lines[0]
        with suppress(ConnectionBroken, CommandTimeout):
            while line.has_data and (piece := line.read()):
                said += piece
        return said.decode("utf-8", "replace")

    def _sent(self, message: bytes) -> bool:
        if self._control is None:
            return False
        try:
            self._control.allow(_FRESH)
            self._control.write(message)
        except (ConnectionBroken, CommandTimeout):
            self._end("it hung up")
            return False
        return True

    def renew(self) -> None:
        """Have a new stream begin, with the screen as it is."""
        with self._news:
            self._asked += 1
        self._sent(RESET)

    def rest(self, mark: int, quiet: float, patience: float) -> None:
        """Wait until nothing has changed for `quiet` seconds, or nothing since `mark` for `patience`."""
        end = time.monotonic() + patience
        with self._news:
            while self._on and (left := end - time.monotonic()) > 0:
                if self.count == mark:
                    self._news.wait(left)
                    continue
                since = time.monotonic() - self.changed_at
                if since >= quiet:
                    return
                self._news.wait(min(left, quiet - since))

    def close(self) -> None:
        """End it. Safe to call twice."""
        starting, self._starting = self._starting, None
        if starting is not None:
            with suppress(DeviceError):
                starting.result()
        self._on = False
        for line in self._lines:
            line.close()
        self._lines = []
        if self._watching is not None:
            self._watching.join(_FRESH)
            self._watching = None

    # -- its own thread ------------------------------------------------------------------------------------
    def _start(self, server: ServerFile) -> None:
        try:
            video = self._opened(server)
        except (_Unable, ServiceRefused, ConnectionBroken, CommandTimeout) as error:
            self._end(f"it does not start ({str(error.args[0])[:160]})")
            return
        self._on = True
        name = "tapwright-mirror"
        self._watching = threading.Thread(
            target=self._watch, args=(video, server.major), name=name, daemon=True
        )
        self._watching.start()
        with self._news:
            if not self._news.wait_for(lambda: self.count > 0 or self._keys > 0, _STARTING):
                self._end("no picture came")

    def _opened(self, server: ServerFile) -> OpenStream:
        """The server running, and its two sockets: the one with the video, whose dummy byte came."""
        if not isinstance(self._transport, Lines):
            raise _Unable("this phone has no streams")
        number = secrets.randbelow(1 << 31)
        self._transport.push(server.data, REMOTE, mode=0o644)
        command = f"CLASSPATH={REMOTE} app_process / com.genymobile.scrcpy.Server {server.version}"
        options = f"{_OPTIONS} max_size={_WIDEST}" if self._relay else _OPTIONS
        line = self._transport.open(f"shell:{command} scid={number:08x} {options}", _STARTING)
        self._lines.append(line)
        video = self._dialled(f"localabstract:scrcpy_{number:08x}", line)
        self._control = self._transport.open(f"localabstract:scrcpy_{number:08x}", _STARTING)
        self._lines.append(self._control)
        return video

    def _dialled(self, socket: str, line: OpenStream) -> OpenStream:
        """The first socket; until the server listens it is refused, or closes without a byte."""
        assert isinstance(self._transport, Lines)
        end, said = time.monotonic() + _STARTING, b""
        while time.monotonic() < end:
            with suppress(ServiceRefused):
                video = self._transport.open(socket, _STARTING)
                if (first := video.read()) == b"\0":
                    self._lines.append(video)
                    return video
                if first:
                    raise _Unable("what listens there is no server of scrcpy")
                video.close()
            if line.has_data:
                piece = line.read()
                said += piece
                if not piece:
                    break
            time.sleep(_POLL)
        lines = [
            text for text in said.decode("utf-8", "replace").splitlines() if "rror" in text or "xcept" in text
        ]
        raise _Unable(lines[-1].strip() if lines else "it does not answer")

    def _watch(self, video: OpenStream, major: int) -> None:
        """Decode what comes until it ends."""
        video.allow(_LONG)
        waiting = bytearray()

        def read(count: int) -> bytes:
            while len(waiting) < count:
                piece = video.read()
                if not piece:
                    raise NoVideo("it ended")
                waiting.extend(piece)
            data = bytes(waiting[:count])
            del waiting[:count]
            return data

        packets = read_video(read, major)
        try:
            if self._relay is not None:
                for packet in packets:
                    self._relay(packet)
                    if not packet.is_config:
                        self._count(is_key=packet.is_key)
                return
            for is_key, frame in decoded(packets):
                self._frame = frame
                self._count(is_key=is_key)
        except (NoVideo, ConnectionBroken, CommandTimeout) as error:
            if self._on:
                self._end(str(error.args[0]))

    def _count(self, *, is_key: bool) -> None:
        with self._news:
            self._keys += is_key
            if is_key and self._asked:
                self._asked -= 1
            else:
                self.count += 1
                self.changed_at = time.monotonic()
            self._news.notify_all()

    def _end(self, why: str) -> None:
        with self._news:
            self._on = False
            self.remarks.append(_GIVEN_UP.format(why))
            self._news.notify_all()


_GIVEN_UP = "The stream of the phone's screen is not used: {}. It goes on with single pictures"
