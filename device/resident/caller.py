"""Calls of the server on the phone: JSON-RPC over streams that are kept, one for each thread that calls."""

import json
import threading
import time
from contextlib import suppress
from dataclasses import dataclass

from device.error import CommandTimeout
from device.link.transport.protocol import Lines, OpenStream
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.resident.http import Garbled, read_answer, request

_IDLE = 3.0
"""Seconds after which a kept stream is not used any more: the server closes it after five."""
_PING = 2.0


class Unreachable(Exception):
    """Nothing was sent: nobody listens."""


class Unanswered(Exception):
    """It was sent, and nobody knows what became of it."""


@dataclass(frozen=True, slots=True)
class Threw(Exception):
    """The server is there and the method failed, in its own words."""

    code: int
    message: str

    def __str__(self) -> str:
        return self.message


class Caller:
    """Speaks to the server at one port of a phone. Safe to use from several threads at once."""

    def __init__(self, transport: Lines, port: int) -> None:
        self._transport = transport
        self._service = f"tcp:{port}"
        self._kept: list[tuple[float, OpenStream]] = []
        self._lock = threading.Lock()
        self._ids = 0

    def ping(self) -> bool:
        """Whether it answers."""
        try:
            return self._ask(request("/ping"), _PING) == b"pong"
        except (Unreachable, Unanswered):
            return False

    def stop(self) -> None:
        """Ask it to end; it may be gone already."""
        with suppress(Unreachable, Unanswered):
            self._ask(request("/stop"), _PING)

    def call(self, method: str, *params: object, timeout: float) -> object:
        """The result of a method. Raises Unreachable, Unanswered or Threw; DeviceError without a phone.

        What is no ASCII goes escaped: the server reads a body without a charset as ASCII.
        """
        self._ids += 1
        asked = {"jsonrpc": "2.0", "id": self._ids, "method": method, "params": params}
        body = self._ask(request("/jsonrpc/0", json.dumps(asked).encode("ascii")), timeout)
        try:
            told = json.loads(body)
            if isinstance(told, dict) and "result" in told:
                return told["result"]
            error = told["error"]
            raise Threw(int(error["code"]), str(error["message"])[:400])
        except (ValueError, KeyError, TypeError) as nonsense:
            raise Unanswered("it answers nonsense") from nonsense

    def close(self) -> None:
        """Let go of the streams. Safe to call twice."""
        with self._lock:
            kept, self._kept = self._kept, []
        for _, line in kept:
            line.close()

    def _ask(self, data: bytes, timeout: float) -> bytes:
        line = self._line(timeout)
        try:
            line.write(data)
            answer = read_answer(line)
        except (ConnectionBroken, CommandTimeout, Garbled) as error:
            line.close()
            raise Unanswered(str(error.args[0])) from error
        if line.has_data:  # its end, or more than was asked for
            line.close()
        else:
            with self._lock:
                self._kept.append((time.monotonic(), line))
        return answer

    def _line(self, timeout: float) -> OpenStream:
        """A stream that nobody uses: one that is fresh and still open, else a new one."""
        while kept := self._take():
            since, line = kept
            if time.monotonic() - since < _IDLE and not line.has_data:  # what comes unasked is its end
                line.allow(timeout)
                return line
            line.close()
        try:
            return self._transport.open(self._service, timeout)
        except (ServiceRefused, CommandTimeout) as error:
            raise Unreachable(str(error.args[0])) from error

    def _take(self) -> tuple[float, OpenStream] | None:
        with self._lock:
            return self._kept.pop() if self._kept else None
