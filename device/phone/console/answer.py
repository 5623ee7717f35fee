"""What a console command gives back, and how it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset


class Refused(Exception):
    """The command was not done; the message is what the console says behind `KO: `."""


class ConsolePlace(Protocol):
    """What the console needs beyond the phone itself: where it runs and where snapshots are kept."""

    @property
    def phone(self) -> "Handset":
        """Whose console it is."""
        ...

    @property
    def name(self) -> str:
        """Of the virtual device."""
        ...

    def end(self) -> None:
        """End the phone. Raises Refused when only the program that serves it may."""
        ...

    def pause(self, paused: bool) -> None:
        """Let the phone stand still, deaf to adb, or go on."""
        ...

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        ...

    def snapshots(self) -> list[tuple[str, int, int]]:
        """The snapshots kept: name, bytes, when saved (milliseconds since 1970)."""
        ...

    def save(self, name: str) -> None:
        """Keep the whole phone under a name. Raises Refused for a name that is none."""
        ...

    def load(self, name: str) -> None:
        """Put the phone back. Raises Refused when there is no such snapshot."""
        ...

    def delete(self, name: str) -> None:
        """Forget one. Raises Refused when there is no such snapshot."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines to print, the last of them OK or KO."""

    lines: tuple[str, ...]
    end: bool = False
    """Whether the console hangs up."""


Verb = Callable[[ConsolePlace, str], list[str]]
"""One command: given what stands behind its name, the lines before OK. Raises Refused."""


@dataclass(frozen=True, slots=True)
class ConsoleEntry:
    """A command in a table of commands."""

    verb: Verb
    about: str
    """One line of help."""


Table = dict[str, ConsoleEntry]
