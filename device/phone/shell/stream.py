"""Where a command's bytes come from and go to, and how much there may be of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from device.phone.file.filesystem import FileSystem, NoSpace

MAX_STEPS = 200_000
MAX_BYTES = 256 * 1024 * 1024
MAX_FILED = 2 * 1024 * 1024 * 1024
"""Bytes that may go into files: more than a phone's storage takes."""
PREFIX = 256 * 1024
"""Bytes that are taken of an endless input by who reads all of it."""
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
    overrun: bool = False
    """Whether the command that runs has read to an end that its input does not have."""
    left_ms: int | None = None
    """How long a `timeout` around what runs lets it still sleep."""
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


@dataclass(slots=True)
class Endless:
    """Bytes that never end: a device's, or those of a pipe whose writer would go on for ever.

    Commands run one after the other, so no writer can wait for its reader. Who wants all of it gets a
    beginning, and is known from then on as one that would never end: see launch.py.
    """

    budget: Budget
    draw: Callable[[int], bytes]
    """Makes the next so many bytes; fewer where nothing more was written."""

    def take(self, size: int) -> bytes:
        """The next so many. Raises Exhausted when they are more than a script may write."""
        if size > self.budget.bytes:
            raise Exhausted("too much output")
        data = self.draw(size)
        self.budget.overrun |= len(data) < size
        return data

    def rest(self) -> bytes:
        """A beginning of all that follows."""
        self.budget.overrun = True
        return self.draw(PREFIX)


def dried_up(_: int) -> bytes:
    """Draws from a pipe: what was written into it is all there is."""
    return b""


class Input:
    """Standard input: shared by the commands of a compound, each taking up where the last stopped."""

    __slots__ = ("_at", "_data", "_more")

    def __init__(self, data: bytes = b"", more: Endless | None = None) -> None:
        """`more` follows the data; without it they are all there is."""
        self._data, self._more = data, more
        self._at = 0

    @property
    def endless(self) -> Endless | None:
        """What follows for ever, where nothing comes before it."""
        return self._more if self._at == len(self._data) else None

    def rest(self) -> bytes:
        """All that is left."""
        found = self._data[self._at :] if self._at else self._data
        self._at = len(self._data)
        return found + self._more.rest() if self._more is not None else found

    def take(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        found = self._data[self._at : self._at + size]
        self._at += len(found)
        short = size - len(found)
        return found + self._more.take(short) if self._more is not None and short else found

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
        self._data, self._at, self._more = b"", 0, None

    def line(self) -> bytes:
        """The next line with its newline; b"" at the end."""
        end = self._data.find(b"\n", self._at) + 1
        if not end and self._more is not None:
            self._data, self._at = self._data[self._at :] + self._more.draw(PREFIX), 0
            end = self._data.find(b"\n") + 1
            self._more.budget.overrun |= not end
        end = end or len(self._data)
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


@dataclass(slots=True)
class Pipe(Buffer):
    """A pipe: its reader may have enough before its writer is done."""

    more: Endless | None = None
    """What the writer only passes on follows."""


class Null:
    """/dev/null"""

    def write(self, data: bytes) -> None:
        """Forget them."""


class FileSink:
    """A file that output is redirected to. It is made at once and filled on close, as far as it fits."""

    def __init__(
        self, files: FileSystem, path: str, *, append: bool, budget: Budget, mode: int | None = None
    ) -> None:
        """`mode` is that of a file that is not there yet."""
        self._files, self._path, self._budget = files, path, budget
        if append and files.exists(path):
            self._before = files.read(path)
        else:
            self._before = b""
            files.write(path, b"", mode=None if files.exists(path) else mode)
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


class OpenFile:
    """A file that `exec` opened for writing: it stays open from command to command.

    What is written is put into the file by `flush`, before anything else may look at it.
    """

    __slots__ = ("_budget", "_files", "_path", "_pieces")

    def __init__(self, files: FileSystem, path: str, *, append: bool, budget: Budget) -> None:
        if not append or not files.exists(path):
            files.write(path, b"")
        self._files, self._path, self._budget = files, path, budget
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Take them."""
        self._budget.output(len(data))
        self._pieces.append(data)

    def flush(self) -> None:
        """Add them to the file, as far as they fit; one that is gone stays gone."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        if data and self._files.exists(self._path):
            before = self._files.read(self._path)
            self._budget.file(len(before) + len(data))
            self._files.write_fitting(self._path, before + data)


@dataclass(slots=True)
class Io:
    """A command's descriptors. `exec` changes those of the shell process that it runs in."""

    stdin: Input
    out: Sink
    err: Sink
    more: Mapping[int, Sink | Input] = field(default_factory=dict)
    """Those from 3 on."""


Closer = Callable[[], None]
