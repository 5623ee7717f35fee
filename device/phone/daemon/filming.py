"""screenrecord as a service: it films what other clients do.

It ends when its client hangs up or presses Ctrl-C, or its time is over: in seconds of the host, as nobody can
tell how far the phone's own time will move.
"""

import shlex
import time
from typing import TYPE_CHECKING

from device.phone.daemon.stream import Service, Stream, StreamClosed
from device.phone.filesystem import FileFault
from device.phone.recording import Recording
from device.phone.shell.command.record import RecordFault, read_order
from device.phone.shell.stream import encode as bytes_of
from device.wire.shellframe import EXIT, STDERR, encode

if TYPE_CHECKING:
    from device.phone.phone import Phone

_WORDS_OF_THE_SHELL = frozenset(";|&<>$`(){}*?\n")
_INTERRUPT = b"\x03"
_LIVE_STEP_S = 0.2
"""How often a phone whose time passes by itself is filmed."""


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
            status, message = await _film(phone, stream, words[1:]), ""
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


async def _film(phone: "Phone", stream: Stream, args: list[str]) -> int:
    order = read_order(args)
    path = order.path if order.path.startswith("/") else f"/{order.path}"
    phone.files.write(path, b"")
    film = Recording(phone, order.size, order.quality)
    begun = time.monotonic()
    end = begun + order.limit_ms / 1000
    try:
        while (left := end - time.monotonic()) > 0 and not film.full:
            stream.wake(min(left, _LIVE_STEP_S) if phone.clock.live else left)
            if _INTERRUPT in await stream.news():
                break
            if phone.clock.live:
                film.capture()
    except StreamClosed:
        pass  # that is how most clients end it; the film is kept
    finally:
        # a phone whose time stands still shows its last picture for as long as the person waited
        waited = 0 if phone.clock.live else int((time.monotonic() - begun) * 1000)
        phone.files.write(path, film.finish(waited))
    return 0
