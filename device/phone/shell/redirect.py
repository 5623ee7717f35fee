"""Redirections: which descriptor goes where while a command runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from device.phone.filesystem import FileFault, FileSystem
from device.phone.filewriter import SINKS
from device.phone.shell.control import Abort
from device.phone.shell.device import Devices
from device.phone.shell.expand import Expander
from device.phone.shell.state import State
from device.phone.shell.stream import Budget, Closer, FileSink, Input, Io, Null, Sink, encode
from device.phone.shell.syntax import Redirect

Complain = Callable[[str, Io], None]
_DEVICES = frozenset({*SINKS, "/dev/stdout", "/dev/stderr"})


class Redirector:
    """Opens what a shell process redirects to."""

    def __init__(
        self,
        state: State,
        files: FileSystem,
        budget: Budget,
        expander: Expander,
        tty: Sink,
        devices: Devices,
        complain: Complain,
    ) -> None:
        self._state, self._files, self._budget = state, files, budget
        self._expander = expander
        self._tty = tty
        """What /dev/tty is."""
        self._devices = devices
        self._complain = complain

    @contextmanager
    def applied(self, redirects: tuple[Redirect, ...], io: Io) -> Iterator[Io | None]:
        """The descriptors after redirection; None (and a message) when one is impossible."""
        closers: list[Closer] = []
        inner: Io | None = io
        try:
            for redirect in redirects:
                inner = self._redirect(redirect, inner or io, closers)
        except FileFault as fault:
            inner = None
            target = self._expander.text(redirect.target)
            verb = "open" if redirect.kind == "<" else "create"
            self._complain(f"can't {verb} {target}: {fault.text}", io)
        try:
            yield inner
        finally:
            for close in closers:
                try:
                    close()
                except FileFault as fault:
                    self._complain(f"write error: {fault.text}", io)
                    self._state.status = 1

    def _redirect(self, redirect: Redirect, io: Io, closers: list[Closer]) -> Io:
        target = self._expander.text(redirect.target)
        kind = redirect.kind
        if kind == "<<":
            return replace(io, stdin=Input(encode(target)))
        if kind == ">&":
            return self._duplicate(redirect.fd, target, io)
        if kind == "<":
            return replace(io, stdin=self._input(target))
        sink = self._open(target, io, kind in (">>", "&>>"), closers)
        if kind.startswith("&"):
            return replace(io, out=sink, err=sink)
        return self._with_fd(redirect.fd, sink, io)

    def _input(self, target: str) -> Input:
        if target in ("/dev/null", "/dev/tty"):
            return Input()
        path = self._state.absolute(target)
        endless = self._devices.open(path)
        return Input(more=endless) if endless is not None else Input(self._files.read(path))

    def _with_fd(self, fd: int, sink: Sink, io: Io) -> Io:
        if fd == 1:
            return replace(io, out=sink)
        return replace(io, err=sink) if fd == 2 else io

    def _duplicate(self, fd: int, target: str, io: Io) -> Io:
        if target == "-":
            return replace(io, stdin=Input()) if fd == 0 else self._with_fd(fd, Null(), io)
        if target in ("1", "2"):
            return self._with_fd(fd, io.out if target == "1" else io.err, io)
        if target == "0" or (target.isdigit() and fd == 0):
            return io
        raise Abort(self._bad_descriptor(target, io))

    def _bad_descriptor(self, target: str, io: Io) -> int:
        self._complain(f"{target}: bad file descriptor", io)
        return 1

    def _open(self, target: str, io: Io, append: bool, closers: list[Closer]) -> Sink:
        if target in _DEVICES:
            sinks = {"/dev/stderr": io.err, "/dev/stdout": io.out, "/dev/tty": self._tty}
            return sinks.get(target, Null())
        mode = 0o666 & ~self._state.umask if self._state.umask else None
        path = self._state.absolute(target)
        sink = FileSink(self._files, path, append=append, budget=self._budget, mode=mode)
        closers.append(sink.close)
        return sink
