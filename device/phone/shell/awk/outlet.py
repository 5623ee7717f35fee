"""Where print writes to, and what getline reads from, besides stdout and the input."""

from dataclasses import dataclass, field

from device.phone.file.filesystem import FileFault
from device.phone.shell.awk.fault import AwkFault
from device.phone.shell.awk.record import Source
from device.phone.shell.call import Call
from device.phone.shell.stream import EXTERNAL_COST, Buffer, Input, Io

MAX_OPEN = 256


@dataclass(slots=True)
class _Written:
    """What goes into a file or a command when it is closed."""

    kind: str
    before: bytes
    pieces: Buffer


@dataclass(slots=True)
class Outlets:
    """Files and commands that a program has open, by name."""

    call: Call
    _written: dict[str, _Written] = field(default_factory=dict)
    _read: dict[str, Source] = field(default_factory=dict)

    def write(self, kind: str, name: str, data: bytes) -> None:
        """Write to a file (>, >>) or a command (|). Raises AwkFault."""
        if name in ("/dev/stdout", "-") and kind != "|":
            self.call.out(data)
        elif name == "/dev/stderr" and kind != "|":
            self.call.io.err.write(data)
        else:
            if name not in self._written:
                self._written[name] = self._opened(kind, name)
            self._written[name].pieces.write(data)

    def _opened(self, kind: str, name: str) -> _Written:
        self._room()
        before = b""
        if kind != "|":
            files, path = self.call.files, self.call.path(name)
            try:
                before = files.read(path) if kind == ">>" and files.exists(path) else b""
                files.write(path, before)
            except FileFault as fault:
                raise AwkFault(f"can't redirect to {name}: {fault.text}") from fault
        return _Written(kind, before, Buffer(self.call.devices.budget))

    def _room(self) -> None:
        if len(self._written) + len(self._read) >= MAX_OPEN:
            raise AwkFault("too many open files")

    def run(self, command: str, stdin: Input | None = None) -> int:
        """Run a command; its exit code."""
        self.call.devices.budget.step(EXTERNAL_COST)
        io = self.call.io
        return self.call.run(["sh", "-c", command], Io(stdin or io.stdin, io.out, io.err))

    def source(self, kind: str, name: str) -> Source | None:
        """What getline reads: a file's records (<) or a command's (|); None when there is no such file."""
        if name not in self._read:
            self._room()
            if kind == "|":
                self.call.devices.budget.step(EXTERNAL_COST)
                io, said = self.call.io, Buffer(self.call.devices.budget)
                self.call.run(["sh", "-c", name], Io(io.stdin, said, io.err))
                self._read[name] = Source(Input(said.value()))
            else:
                try:
                    self._read[name] = Source(self.call.open(name))
                except FileFault:
                    return None
        return self._read[name]

    def close(self, name: str) -> int:
        """Finish one; its exit code, -1 when it was not open. Raises AwkFault when it does not fit."""
        if self._read.pop(name, None) is not None:
            return 0
        written = self._written.pop(name, None)
        if written is None:
            return -1
        data = written.pieces.value()
        if written.kind == "|":
            return self.run(name, Input(data))
        try:
            self.call.files.write_fitting(self.call.path(name), written.before + data)
        except FileFault as fault:
            raise AwkFault(f"write error on {name}: {fault.text}") from fault
        return 0

    def close_all(self) -> None:
        """Finish all of them, in the order in which they were opened."""
        for name in list(self._written):
            self.close(name)
