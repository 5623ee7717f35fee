"""Redirections: which descriptor goes where while a command runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from device.phone.file.filesystem import FileFault, FileSystem
from device.phone.file.writer import SINKS
from device.phone.shell.expand import Expander
from device.phone.shell.state import State
from device.phone.shell.stream import Budget, Closer, FileSink, Io, Null, OpenFile, ShellInput, Sink, encode
from device.phone.shell.syntax import Redirect

Complain = Callable[[str, Io], None]
_NAMED = 3
"""How many descriptors every command has."""


class _BadDescriptor(Exception):
    """A descriptor that is not open was to be used."""


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
        read: Callable[[str], bytes],
        complain: Complain,
    ) -> None:
        self._state, self._files, self._budget = state, files, budget
        self._expander = expander
        self._tty = tty
        """What /dev/tty is."""
        self._read = read
        """Reads a file or device by its absolute path."""
        self._complain = complain

    @contextmanager
    def applied(self, redirects: tuple[Redirect, ...], io: Io, *, kept: bool = False) -> Iterator[Io | None]:
        """The descriptors after redirection; None (and a message) when one is impossible.

        `kept` ones stay open afterwards.
        """
        closers: list[Closer] = []
        inner: Io | None = io
        try:
            for redirect in redirects:
                inner = self._redirect(redirect, inner or io, None if kept else closers)
        except FileFault as fault:
            inner = None
            target = self._expander.text(redirect.target)
            verb = "open" if redirect.kind == "<" else "create"
            self._complain(f"can't {verb} {target}: {fault.text}", io)
        except _BadDescriptor as fault:
            inner = None
            self._complain(f"{fault}: bad file descriptor", io)
        try:
            yield inner
        finally:
            for close in closers:
                try:
                    close()
                except FileFault as fault:
                    self._complain(f"write error: {fault.text}", io)
                    self._state.status = 1

    def keep(self, redirects: tuple[Redirect, ...], io: Io) -> bool:
        """Have these descriptors be those of the shell process from now on: `exec`; whether that went."""
        with self.applied(redirects, io, kept=True) as inner:
            if inner is None:
                return False
            io.stdin, io.out, io.err, io.more = inner.stdin, inner.out, inner.err, inner.more
        return True

    def _redirect(self, redirect: Redirect, io: Io, closers: list[Closer] | None) -> Io:
        target = self._expander.text(redirect.target)
        kind = redirect.kind
        if kind == "<<":
            return self._with_fd(redirect.fd, ShellInput(encode(target)), io)
        if kind == ">&":
            return self._duplicate(redirect.fd, target, io)
        if kind == "<":
            return self._with_fd(redirect.fd, self._input(target, io), io)
        sink = self._open(target, io, kind in (">>", "&>>"), closers)
        if kind.startswith("&"):
            return replace(io, out=sink, err=sink)
        return self._with_fd(redirect.fd, sink, io)

    def _input(self, target: str, io: Io) -> ShellInput:
        if target in ("/dev/null", "/dev/tty"):
            return ShellInput()
        return ShellInput(self._read(self._state.absolute(target)))

    def _with_fd(self, fd: int, end: Sink | ShellInput, io: Io) -> Io:
        """The descriptors with another one in the place of `fd`, where that is of its kind."""
        if fd >= _NAMED:
            return replace(io, more={**io.more, fd: end})
        if isinstance(end, ShellInput):
            return io if fd else replace(io, stdin=end)
        if not fd:
            return io
        return replace(io, out=end) if fd == 1 else replace(io, err=end)

    def _duplicate(self, fd: int, target: str, io: Io) -> Io:
        if target == "-":
            if fd >= _NAMED:
                return replace(io, more={kept: end for kept, end in io.more.items() if kept != fd})
            return self._with_fd(fd, Null() if fd else ShellInput(), io)
        ends: dict[str, Sink | ShellInput] = {"0": io.stdin, "1": io.out, "2": io.err}
        ends |= {str(number): end for number, end in io.more.items()}
        if target not in ends:
            raise _BadDescriptor(target)
        return self._with_fd(fd, ends[target], io)

    def _refuse(self, io: Io, why: FileFault) -> None:
        self._complain(f"write error: {why.text}", io)

    def _open(self, target: str, io: Io, append: bool, closers: list[Closer] | None) -> Sink:
        if target in _DEVICES:
            sinks = {"/dev/stderr": io.err, "/dev/stdout": io.out, "/dev/tty": self._tty}
            return sinks.get(target, Null())
        path = self._state.absolute(target)
        if closers is None:
            if not append or not self._files.exists(path):
                self._files.write(path, b"")
            refuse = partial(self._refuse, replace(io))  # `exec` changes the descriptors themselves
            return OpenFile(self._files, path, self._budget, refuse)
        sink = FileSink(self._files, path, append=append, budget=self._budget)
        closers.append(sink.close)
        return sink
