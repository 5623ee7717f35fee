"""screenrecord as a service: it films what other clients do.

It ends when its client hangs up or presses Ctrl-C, or its time is over: in seconds of the host, as nobody can
tell how far the phone's own time will move.
"""

import shlex
import time
from typing import TYPE_CHECKING

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import EXIT, STDERR, STDIN, FrameReader, encode
from device.phone.file.filesystem import FileFault
from device.phone.screen.recording import Recording
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.shell.command.record import RecordFault, read_order
from device.phone.shell.stream import encode as bytes_of

if TYPE_CHECKING:
    from device.phone.phone import Phone

_WORDS_OF_THE_SHELL = frozenset(";|&<>$`(){}*?\n")
_INTERRUPT = b"\x03"
_STEP_S = 0.2
"""How often it is seen whether the film is over; a phone whose time passes by itself is filmed as often."""


def filming(phone: "Phone", name: str) -> Service | None:
    """The service for `shell...:screenrecord ARGUMENTS`; None for anything more than that."""
    head, _, command = name.partition(":")
    if not command.strip().startswith("screenrecord") or _WORDS_OF_THE_SHELL & set(command):
        return None
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    if words[0] != "screenrecord":
        return None
    framed = head.startswith("shell,") and "v2" in head.split(",")

    async def serve(stream: Stream) -> None:
        try:
            status, message = await _film(phone, stream, words[1:], framed=framed), ""
        except RecordFault as fault:
            status, message = fault.status, f"{fault}\n"
        except FileFault:
            status, message = 134, "ERROR: couldn't open file\n"
        said = bytes_of(message)
        if framed:
            await stream.write((encode(STDERR, said) if said else b"") + encode(EXIT, bytes((status,))))
        else:
            await stream.write(said)

    return serve


async def _film(phone: "Phone", stream: Stream, args: list[str], *, framed: bool) -> int:
    order = read_order(args)
    path = order.path if order.path.startswith("/") else f"/{order.path}"
    begun = time.monotonic()

    def waited() -> int:
        """A phone whose time stands still shows its last picture for as long as the person waited."""
        return 0 if phone.clock.live else int((time.monotonic() - begun) * 1000)

    film = Recording(phone, path, order.size, order.quality, waited)
    frames = FrameReader()
    end = begun + order.limit_ms / 1000
    try:
        while (left := end - time.monotonic()) > 0 and not (film.full or film.over):
            stream.wake(min(left, _STEP_S))
            typed = await stream.news()
            if framed:
                typed = b"".join(frame.body for frame in frames.feed(typed) if frame.kind == STDIN)
            if _INTERRUPT in typed:
                break
            if phone.clock.live:
                film.capture()
    except (StreamClosed, ProtocolError):
        pass  # that is how most clients end it; the film is kept
    finally:
        film.finish()
    return 0
