"""The server as a process of the phone: pushed, started, stopped, and taken away again."""

import secrets
import time
from contextlib import suppress
from typing import Protocol

from device.error import CommandTimeout
from device.link.transport.protocol import Lines, OpenStream, Transport, quote
from device.link.wire.error import ConnectionBroken, ServiceRefused
from device.resident.caller import Caller
from device.resident.jar import Jar
from device.state.restoration import Record

REMOTE = "/data/local/tmp/tapwright-u2.jar"
"""A name of our own: what other programs pushed stays theirs."""
MAIN = "com.wetest.uia2.Main"
_LOWEST, _PORTS = 20_000, 20_000
"""The ports among which one is picked anew for each start."""
_PATIENCE = 20.0
"""Seconds within which it has to answer."""
_POLL = 0.05
_QUIET = 3.0
"""Seconds within which it has to be gone."""
_TAKEN = "already registered"


class NotStarted(Exception):
    """The phone does not run it; the message says why."""


class Reach(Transport, Lines, Protocol):
    """A transport that keeps services open."""


class Server:
    """At most one running server on one phone."""

    def __init__(self, transport: Reach, record: Record) -> None:
        self._transport = transport
        self._record = record
        self._line: OpenStream | None = None
        self._said = b""
        self._pushed = False
        self.caller: Caller | None = None
        """What speaks to it while it runs."""

    def start(self, jar: Jar) -> None:
        """Push and start it, and wait until it answers.

        Raises NotStarted, with the phone's own words where it has any, and ConfigError where nothing can be
        noted down that would take it away after a kill.
        """
        port = _LOWEST + secrets.randbelow(_PORTS)
        self._record.keep({"port": str(port)})
        self._pushed = True
        self._transport.push(jar.data, REMOTE, mode=0o644)
        command = f"CLASSPATH={REMOTE} app_process / {MAIN} -p {port}"
        try:
            # Not `exec:`, whose commands outlive their stream.
            self._line, self._said = self._transport.open(f"shell:{command}", _PATIENCE), b""
        except ServiceRefused as refused:
            raise NotStarted(str(refused.args[0])) from refused
        self.caller = Caller(self._transport, port)
        deadline = time.monotonic() + _PATIENCE
        while not self.caller.ping():
            if self._ended(_POLL) or time.monotonic() > deadline:
                raise NotStarted(self._reason())
        if _TAKEN in self._said.decode("utf-8", "replace"):
            raise NotStarted(self._reason())

    def drain(self) -> None:
        """Take what it printed: a process whose output nobody takes stands still."""
        line = self._line
        with suppress(ConnectionBroken, CommandTimeout):
            while line is not None and line.has_data and line.read():
                pass

    def stop(self) -> None:
        """End it and take its file away, so that others may read the screen. Raises DeviceError."""
        if self._line is not None:
            self._line.close()
            self._line = None
        caller, self.caller = self.caller, None
        if caller is not None:
            _await_end(caller)
        if self._pushed:
            self._transport.shell(quote(["rm", "-f", REMOTE]))
            self._pushed = False
        self._record.drop()

    def repair(self) -> None:
        """End what an earlier run left running that was killed."""
        kept = self._record.kept()
        if kept is None:
            return
        port = str(kept.get("port", ""))
        if port.isdecimal():
            _await_end(Caller(self._transport, int(port)))
        self._transport.shell(quote(["rm", "-f", REMOTE]))
        self._record.drop()

    def _ended(self, seconds: float) -> bool:
        """Whether its process ended within a moment."""
        if self._line is None:
            return True
        self._line.allow(seconds)
        try:
            piece = self._line.read()
        except CommandTimeout:
            return False
        except ConnectionBroken:
            return True
        self._said += piece
        return not piece

    def _reason(self) -> str:
        lines = [line.strip() for line in self._said.decode("utf-8", "replace").splitlines() if line.strip()]
        if any(_TAKEN in line for line in lines):
            return "another program reads the phone's screen already"
        telling = (line for line in lines if "rror" in line or "xception" in line)
        return next(telling, lines[-1] if lines else "it does not answer")[:160]


def _await_end(caller: Caller) -> None:
    """Until it answers no more; it is asked to end where it does not by itself."""
    deadline = time.monotonic() + _QUIET
    try:
        if caller.ping():
            caller.stop()
        while caller.ping() and time.monotonic() < deadline:
            time.sleep(_POLL)
    finally:
        caller.close()
