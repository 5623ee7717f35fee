"""The phone's one UiAutomation: who reads the screen and touches it holds it, and keeps all others out."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from device.phone.system.system import System

_holders: "WeakKeyDictionary[System, Holder]" = WeakKeyDictionary()


class Holder(Protocol):
    """A program that holds it."""

    @property
    def name(self) -> str:
        """As `ps` shows it."""
        ...

    def end(self) -> None:
        """Killed, or its client is gone."""
        ...


@dataclass(frozen=True, slots=True)
class AlreadyRegistered(Exception):
    """Another program holds it."""

    def __str__(self) -> str:
        return (
            "java.lang.IllegalStateException: UiAutomationService "
            "android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@5c2already registered!"
        )


def holder(system: "System") -> Holder | None:
    """Who holds it; a program that only reads the screen once holds it no longer than that."""
    return _holders.get(system)


def take(system: "System", program: Holder) -> None:
    """Hold it from now on. Raises AlreadyRegistered."""
    if system in _holders:
        raise AlreadyRegistered
    _holders[system] = program


def give_back(system: "System", program: Holder) -> None:
    """Hold it no longer; nothing where another does."""
    if _holders.get(system) is program:
        del _holders[system]
