"""A stand-in for the server's jar, and a phone whose server is befallen by something."""

import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from device.link.transport.direct import DirectTransport
from device.link.transport.protocol import OpenStream

Comes = Callable[[OpenStream, "Faulty"], bytes]
"""Hears the server, or does not, and tells what comes of it."""


@dataclass(frozen=True)
class Fault:
    """What befalls one call."""

    comes: Comes
    heard: bool = True
    """Whether the server does what it was asked."""


def server_jar() -> bytes:
    """What the embedded phone takes for it."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("classes.dex", "Lcom/wetest/uia2/Main;")
    return out.getvalue()


class Faulty(DirectTransport):
    """A way to a phone on which what is `armed` befalls the next call of the server."""

    armed: Fault | None = None
    struck = 0
    fills = 0
    """How often a field was to be filled."""
    latest: OpenStream
    """The stream to the server that was opened last."""

    def open(self, service: str, timeout: float) -> OpenStream:
        line = super().open(service, timeout)
        if not service.startswith("tcp:"):
            return line
        self.latest = line
        return _Line(line, self)

    def await_end(self, seconds: float = 10.0) -> None:
        """Wait until the end of the stream has come: what is called before then can't know of it."""
        until = time.monotonic() + seconds
        while not self.latest.has_data and time.monotonic() < until:
            time.sleep(0.005)
        assert self.latest.has_data


class _Line:
    """One stream to the server."""

    def __init__(self, line: OpenStream, phone: Faulty) -> None:
        self._line, self._phone = line, phone
        self._fault: Fault | None = None
        self.close, self.allow = line.close, line.allow

    @property
    def has_data(self) -> bool:
        return self._line.has_data

    def write(self, data: bytes) -> None:
        phone = self._phone
        phone.fills += b'"setText"' in data
        if data.startswith(b"POST") and phone.armed is not None:
            self._fault, phone.armed = phone.armed, None
            phone.struck += 1
        if self._fault is None or self._fault.heard:
            self._line.write(data)

    def read(self) -> bytes:
        fault, self._fault = self._fault, None
        return self._line.read() if fault is None else fault.comes(self._line, self._phone)
