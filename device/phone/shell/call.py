"""How a command is called, and how it reads its options."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from device.phone.shell.device import read
from device.phone.shell.state import State
from device.phone.shell.stream import PREFIX, Budget, Io, ShellInput, decode, encode

if TYPE_CHECKING:
    from device.phone.file.filesystem import FileSystem
    from device.phone.screen.handset import Handset

Run = Callable[[list[str], Io], int]


class UsageFault(Exception):
    """The options are wrong: `<name>: <message>` on stderr, exit 1."""


@dataclass(slots=True)
class Options:
    """What was given: how often each flag, the value of each option that takes one, and the rest."""

    flags: dict[str, int] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def __contains__(self, flag: str) -> bool:
        return flag in self.flags or flag in self.values

    def value(self, name: str, default: str = "") -> str:
        """The last value of an option."""
        return self.values[name][-1] if name in self.values else default

    def number(self, name: str, default: int) -> int:
        """The last value as a whole number. Raises UsageFault."""
        text = self.value(name, str(default))
        try:
            return int(text)
        except ValueError:
            raise UsageFault(f"{text} not a number") from None


class Call:
    """One command being run."""

    __slots__ = ("_run", "args", "budget", "io", "name", "phone", "shell")

    def __init__(
        self, name: str, args: list[str], phone: "Handset", shell: State, io: Io, budget: Budget, run: Run
    ) -> None:
        self.name = name
        self.args = args
        """Without the name."""
        self.phone = phone
        self.shell = shell
        self.io = io
        self.budget = budget
        self._run = run

    @property
    def files(self) -> "FileSystem":
        """The phone's."""
        return self.phone.files

    @property
    def env(self) -> Mapping[str, str]:
        """Exported variables."""
        return self.shell.environment()

    def out(self, data: str | bytes) -> None:
        """Write to stdout."""
        self.io.out.write(encode(data) if isinstance(data, str) else data)

    def line(self, text: str = "") -> None:
        """Write a line to stdout."""
        self.io.out.write(encode(text + "\n"))

    def err(self, text: str) -> None:
        """Write a line to stderr."""
        self.io.err.write(encode(text + "\n"))

    def complain(self, message: str, status: int = 1) -> int:
        """`<name>: <message>` on stderr; the exit code."""
        self.err(f"{self.name}: {message}")
        return status

    def unknown(self, verb: str) -> int:
        """What most services of the system say, on stdout, to a verb they do not have; the exit code."""
        self.line(f"Unknown command: {verb}")
        return 255

    def path(self, path: str) -> str:
        """A path seen from the working directory."""
        return self.shell.absolute(path)

    def open(self, path: str, size: int = PREFIX) -> ShellInput:
        """A file, or `size` bytes of a device, to read from, or with "-" stdin."""
        return self.io.stdin if path == "-" else ShellInput(read(self.phone, self.path(path), size))

    def read(self, path: str) -> bytes:
        """All of it."""
        return self.open(path).rest()

    def stdin(self) -> bytes:
        """All of standard input."""
        return self.io.stdin.rest()

    def stdin_text(self) -> str:
        """All of it, decoded so that writing it gives the same bytes."""
        return decode(self.io.stdin.rest())

    def run(self, argv: list[str], io: Io | None = None) -> int:
        """Run another command; its exit code."""
        return self._run(argv, io or self.io)

    def options(self, spec: str, long: Mapping[str, str] | None = None) -> Options:
        """Read options: letters, each with a colon where it takes a value, also behind operands.

        `long` gives the letter for a --name. Raises UsageFault for what is not in `spec`.
        """
        return read_options(self.args, spec, long or {})


Command = Callable[[Call], int]


def read_options(args: list[str], spec: str, long: Mapping[str, str]) -> Options:
    """See Call.options. In a spec that starts with + the first operand ends the options."""
    found = Options()
    queue = args[::-1]
    while queue:
        arg = queue.pop()
        if arg == "--":
            found.rest += queue[::-1]
            break
        if arg.startswith("--"):
            _long(arg[2:], spec, long, queue, found)
        elif arg.startswith("-") and arg != "-":
            _short(arg[1:], spec, queue, found)
        else:
            found.rest.append(arg)
            if spec.startswith("+"):
                found.rest += queue[::-1]
                break
    return found


def _short(cluster: str, spec: str, queue: list[str], found: Options) -> None:
    while cluster:
        letter, cluster = cluster[0], cluster[1:]
        place = spec.find(letter)
        if place < 0 or letter in ":+":
            raise UsageFault(f"Unknown option '{letter}'")
        if spec[place + 1 : place + 2] != ":":
            found.flags[letter] = found.flags.get(letter, 0) + 1
            continue
        if not cluster and not queue:
            raise UsageFault(f"Missing argument to -{letter}")
        found.values.setdefault(letter, []).append(cluster or queue.pop())
        return


def _long(text: str, spec: str, long: Mapping[str, str], queue: list[str], found: Options) -> None:
    name, equals, value = text.partition("=")
    letter = long.get(name)
    if letter is None:
        raise UsageFault(f"Unknown option '--{name}'")
    if spec[spec.find(letter) + 1 : spec.find(letter) + 2] != ":":
        found.flags[letter] = found.flags.get(letter, 0) + 1
        return
    if not equals:
        if not queue:
            raise UsageFault(f"Missing argument to --{name}")
        value = queue.pop()
    found.values.setdefault(letter, []).append(value)
