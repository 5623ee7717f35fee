"""logcat as a service: new lines go to the client as they come, until it hangs up.

Anything more than a logcat alone (a pipe, a -d) is the shell's, which shows what there is.
"""

import re
import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from device.link.wire.packet import ProtocolError
from device.link.wire.shellframe import EXIT, STDIN, STDOUT, FrameReader, encode
from device.phone.server.daemon.answer import lines_ended
from device.phone.server.daemon.stream import Service, Stream, StreamClosed
from device.phone.shell.call import UsageFault
from device.phone.shell.command.log import LogOrder, log_entries, log_head, read_log_order
from device.phone.shell.command.log_format import log_text
from device.phone.shell.stream import encode as bytes_of
from device.phone.system.log import Line

if TYPE_CHECKING:
    from device.phone.phone import Phone

_COMMAND = re.compile(
    r"""\s*(?:export ANDROID_LOG_TAGS=(?:"[^"]*"|'[^']*');\s*)?(?:exec\s+)?(logcat\b[^;|&<>$`(){}\n]*)\s*"""
)
"""`adb logcat` puts the export and the exec before it."""
_INTERRUPT = b"\x03"
_STEP_S = 0.1
"""How often it is seen whether the log has grown."""


def following(phone: "Phone", name: str) -> Service | None:
    """The service for `shell...:logcat ARGUMENTS`; None where it is to end, and for anything else."""
    head, _, command = name.partition(":")
    found = _COMMAND.fullmatch(command)
    if found is None:
        return None
    try:
        order = read_log_order(shlex.split(found[1])[1:])
    except (ValueError, UsageFault):
        return None  # the shell complains
    if order.ends or order.file:
        return None
    arguments = head.split(",")[1:]

    async def serve(stream: Stream) -> None:
        follower = _Follower(phone, stream, order, framed="v2" in arguments, terminal="pty" in arguments)
        try:
            await follower.serve()
        except (StreamClosed, ProtocolError):
            return

    return serve


class _Follower:
    """One client that follows the log."""

    def __init__(
        self, phone: "Phone", stream: Stream, order: LogOrder, *, framed: bool, terminal: bool
    ) -> None:
        self._phone, self._stream, self._order = phone, stream, order
        self._framed, self._terminal = framed, terminal
        self._frames = FrameReader()
        self._count = 0
        self._last: Line | None = None
        self._shown = 0

    async def serve(self) -> None:
        """Until the client goes or interrupts it, or so many lines were shown as were asked for."""
        await self._say(log_head(self._order))
        await self._show(self._order, self._news())
        order = replace(self._order, latest=None)
        while order.most is None or self._shown < order.most:
            self._stream.wake(_STEP_S)
            typed = await self._stream.news()
            if self._framed:
                typed = b"".join(frame.body for frame in self._frames.feed(typed) if frame.kind == STDIN)
            if _INTERRUPT in typed:
                break
            await self._show(order, self._news())
        if self._framed:
            await self._stream.write(encode(EXIT, b"\0"))

    def _news(self) -> Sequence[Line]:
        """What was written since; the log may have been cleared meanwhile, or lost its oldest."""
        log, count = self._phone.log.lines, self._count
        if count > len(log) or (count and log[count - 1] is not self._last):
            known = (place + 1 for place in range(len(log) - 1, -1, -1) if log[place] is self._last)
            count = next(known, 0)
        self._count, self._last = len(log), log[-1] if log else None
        return log[count:]

    async def _show(self, order: LogOrder, log: Sequence[Line]) -> None:
        if not log:
            return
        entries = log_entries(order, log)
        if order.most is not None:
            entries = entries[: order.most - self._shown]
        self._shown += len(entries)
        await self._say(log_text(self._phone, {}, order.style, entries))

    async def _say(self, text: str) -> None:
        data = bytes_of(text)
        if self._terminal:
            data = b"".join(piece for _, piece in lines_ended([(1, data)]))
        if data:
            await self._stream.write(encode(STDOUT, data) if self._framed else data)
