"""The server's services: the command that runs it, and its socket, once for the video and once for control.

Frames are encoded when the screen changes and when a client asks for a new stream; a still screen
sends nothing. It ends with the stream of its command, or with its last socket.
"""

import struct
from functools import partial
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from device.link.wire.packet import ProtocolError
from device.phone.server.appprocess import code_of, say
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.server.mirror.control import Controls
from device.phone.server.mirror.encoder import Encoder, can_encode
from device.phone.server.mirror.order import MAIN, MirrorOrder, read_order

if TYPE_CHECKING:
    from PIL.Image import Image

    from device.phone.phone import Phone

_LOOK_S = 0.1
_FRAME_S = 0.02
"""How often it is seen whether the screen has changed."""
_NAME = 64
_running: "WeakKeyDictionary[Phone, dict[str, MirrorServer]]" = WeakKeyDictionary()


class MirrorServer:
    """One running server."""

    def __init__(self, phone: "Phone", order: MirrorOrder) -> None:
        self.phone, self.order = phone, order
        self.over = False
        self.roles = ["video", *(["control"] if order.wants("control") else [])]
        """What the next connections are for."""
        self.encoder = Encoder(order.size(phone.size))
        self._shown: Image | None = None

    def reset(self) -> None:
        """Begin the stream anew, with the screen as it is."""
        self.encoder, self._shown = Encoder(self.order.size(self.phone.size)), None

    def news(self) -> bytes:
        """The packets of what has changed since; another size begins a new stream."""
        image = self.phone.camera.image()
        if image is self._shown:  # the same object as long as nothing changes
            return b""
        if self.order.size(self.phone.size) != self.encoder.size:
            self.reset()
        self._shown = image
        return self.encoder.packets(image)


def mirroring(phone: "Phone", name: str) -> Service | None:
    """The service for the command that starts the server; None for anything else, or without its file."""
    head, _, command = name.partition(":")
    order = read_order(command)
    code = code_of(phone, order.path, MAIN) if order is not None else b""
    if order is None or not code or not can_encode():
        return None
    framed = "v2" in head.split(",")

    async def serve(stream: Stream) -> None:
        tell = partial(say, stream, framed=framed)
        if order.version.encode() not in code:
            await tell(
                "[server] ERROR: Exception on thread Thread[main,5,main]\n"
                "java.lang.IllegalArgumentException: "
                f"The server version does not match the client ({order.version})\n",
                1,
            )
            return
        if order.wants("cleanup"):
            phone.files.remove(order.path)
        mirror = MirrorServer(phone, order)
        there = _running.setdefault(phone, {})
        there[order.socket] = mirror
        try:
            await tell("[server] INFO: Device: [Google] google Pixel 6 (Android 13)\n")
            while not mirror.over:
                stream.wake(_LOOK_S)
                await stream.news()
        finally:
            mirror.over = True
            there.pop(order.socket, None)

    return serve


def watching(phone: "Phone", name: str) -> Service | None:
    """The service for a socket of the server; None, so that it is refused, where nobody listens there."""
    mirror = _running.get(phone, {}).get(name)
    if mirror is None or not mirror.roles:
        return None
    role = mirror.roles.pop(0)

    async def serve(stream: Stream) -> None:
        try:
            await (_film(mirror, stream) if role == "video" else _obey(mirror, stream))
        except (StreamClosed, ProtocolError):
            pass
        finally:
            mirror.over = True

    return serve


async def _film(mirror: MirrorServer, stream: Stream) -> None:
    """The handshake, then packets as the screen changes."""
    if mirror.order.wants("send_dummy_byte"):
        await stream.write(b"\0")
    while mirror.roles:  # the name comes once all are connected
        stream.wake(_FRAME_S)
        await stream.news()
    if mirror.order.wants("send_device_meta"):
        await stream.write(mirror.phone.properties.get("ro.product.model", "").encode().ljust(_NAME, b"\0"))
    if mirror.order.wants("send_codec_meta"):
        await stream.write(b"h264" + struct.pack(">II", *mirror.encoder.size))
    while not mirror.over:
        data = mirror.news()
        if data:
            await stream.write(data)
        else:
            stream.wake(_FRAME_S)
            await stream.news()


async def _obey(mirror: MirrorServer, stream: Stream) -> None:
    controls = Controls(mirror.phone, lambda: mirror.encoder.size, mirror.reset)
    while not mirror.over:
        stream.wake(_LOOK_S)
        piece = await stream.news()
        said = controls.feed(piece) if piece else b""
        if said:
            await stream.write(said)
