"""Where a command's bytes come from and go to, and how much there may be of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from device.phone.file.filesystem import FileFault, FileSystem, NoSpace

MAX_STEPS = 200_000
MAX_BYTES = 256 * 1024 * 1024
MAX_FILED = 2 * 1024 * 1024 * 1024
"""Bytes that may go into files: more than a phone's storage takes."""
PREFIX = 256 * 1024
"""Bytes that who reads a device to its end is given of it."""
MAX_TEXT = 64 * 1024 * 1024
"""Characters that expansions may make, so that a doubling variable ends before the memory does."""
EXTERNAL_COST = 20
"""Steps that a program costs; a builtin costs one."""


def encode(text: str) -> bytes:
    """Text as the bytes it was read from; what never was bytes becomes something harmless."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def decode(data: bytes) -> str:
    """Bytes as text that `encode` turns back into them."""
    return data.decode("utf-8", "surrogateescape")


def well_formed(text: str) -> str:
    """Text as an app may be given it: no half characters, no NUL."""
    if text.isascii() and "\0" not in text:
        return text
    return encode(text).decode("utf-8", "replace").replace("\0", "")


class Exhausted(Exception):
    """The script did more than a script may."""


@dataclass(slots=True)
class Budget:
    """What one call of the shell may still do, so that an endless loop ends."""

    steps: int = MAX_STEPS
    bytes: int = MAX_BYTES
    filed: int = MAX_FILED
    text: int = MAX_TEXT
    slept_ms: int = 0
    """How long it has slept on a live phone."""

    def step(self, cost: int = 1) -> None:
        """A command or a turn of a loop. Raises Exhausted."""
        self.steps -= cost
        if self.steps < 0:
            raise Exhausted("too many steps")

    def output(self, size: int) -> None:
        """Bytes written. Raises Exhausted."""
        self.bytes -= size
        if self.bytes < 0:
            raise Exhausted("too much output")

    def file(self, size: int) -> None:
        """Bytes written into a file. Raises Exhausted."""
        self.filed -= size
        if self.filed < 0:
            raise Exhausted("too much output")

    def expansion(self, size: int) -> None:
        """Characters that a variable or a substitution became. Raises Exhausted."""
        self.text -= size
        if self.text < 0:
            raise Exhausted("too much text")


class ShellInput:
    """Standard input: shared by the commands of a compound, each taking up where the last stopped."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._at = 0

    def rest(self) -> bytes:
        """All that is left."""
        found = self.ahead
        self._at = len(self._data)
        return found

    def take(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        found = self._data[self._at : self._at + size]
        self._at += len(found)
        return found

    @property
    def ahead(self) -> bytes:
        """What is left of the data, not taken."""
        return self._data[self._at :] if self._at else self._data

    @property
    def left(self) -> int:
        """How many bytes that is."""
        return len(self._data) - self._at

    def clear(self) -> None:
        """Let go of it all."""
        self._data, self._at = b"", 0

    def line(self) -> bytes:
        """The next line with its newline; b"" at the end."""
        end = self._data.find(b"\n", self._at) + 1 or len(self._data)
        found = self._data[self._at : end]
        self._at = end
        return found


class Sink(Protocol):
    """Takes bytes."""

    def write(self, data: bytes) -> None:
        """Take them."""


@dataclass(slots=True)
class Collector:
    """One descriptor of the shell itself; the pieces of all descriptors keep their order in time."""

    fd: int
    pieces: list[tuple[int, bytes]]
    budget: Budget

    def write(self, data: bytes) -> None:
        """Take them."""
        if data:
            self.budget.output(len(data))
            self.pieces.append((self.fd, data))


@dataclass(slots=True)
class Buffer:
    """A pipe, or what a substitution collects."""

    budget: Budget
    pieces: list[bytes] = field(default_factory=list)

    def write(self, data: bytes) -> None:
        """Take them."""
        self.budget.output(len(data))
        self.pieces.append(data)

    def value(self) -> bytes:
        """All of it."""
        return b"".join(self.pieces)


class Null:
    """/dev/null"""

    def write(self, data: bytes) -> None:
        """Forget them."""


class FileSink:
    """A file that output is redirected to. It is made at once and filled on close, as far as it fits."""

    def __init__(self, files: FileSystem, path: str, *, append: bool, budget: Budget) -> None:
        self._files, self._path, self._budget = files, path, budget
        if append and files.exists(path):
            self._before = files.read(path)
        else:
            self._before = b""
            files.write(path, b"")
        self._left = files.room(path) - len(self._before)
        self._pieces: list[bytes] = []
        self.full = False
        """Whether something did not fit."""

    def write(self, data: bytes) -> None:
        """Take them, those that fit."""
        self.full = self.full or len(data) > self._left
        data = data[: max(0, self._left)]
        self._budget.file(len(data))
        self._left -= len(data)
        if data:
            self._pieces.append(data)

    def close(self) -> None:
        """Fill the file; raises FileFault when the storage is full."""
        if self._pieces:
            self._files.write_fitting(self._path, self._before + b"".join(self._pieces))
        if self.full:
            raise NoSpace(self._path)


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that `exec` opened for writing: it stays open from command to command."""

    files: FileSystem
    path: str
    budget: Budget
    refuse: Callable[[FileFault], None]
    """Hears of what does not fit."""

    def write(self, data: bytes) -> None:
        """Add them to the file, as far as they fit; one that is gone stays gone."""
        if data and self.files.exists(self.path):
            before = self.files.read(self.path)
            self.budget.file(len(before) + len(data))
            try:
                self.files.write_fitting(self.path, before + data)
            except FileFault as fault:
                self.refuse(fault)


@dataclass(slots=True)
class Io:
    """A command's descriptors. `exec` changes those of the shell process that it runs in."""

    stdin: ShellInput
    out: Sink
    err: Sink
    more: Mapping[int, Sink | ShellInput] = field(default_factory=dict)
    """Those from 3 on."""


Closer = Callable[[], None]
