"""What must stay secret: in the system's keyring where there is one, else for as long as the program runs."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Vault:
    """Secrets of one kind and one owner, by name. They are in no file, log or page of ours."""

    def __init__(self, service: str) -> None:
        """`service` is what the keyring files them under."""
        self._service = service
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def keep(self, name: str, secret: str) -> bool:
        """Keep one; whether it will be known after the next start."""
        with self._lock:
            self._known[name] = secret
        return _tried(lambda keyring: keyring.set_password(self._service, name, secret) or True, False)

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        with self._lock:
            self._known[name] = ""
        _tried(lambda keyring: keyring.delete_password(self._service, name), None)

    def find(self, name: str) -> str:
        """The one of that name; "" where none is known."""
        with self._lock:
            known = self._known.get(name)
        if known is not None:
            return known
        found = _tried(lambda keyring: keyring.get_password(self._service, name) or "", "")
        with self._lock:
            self._known[name] = found
        return found


def _tried(ask: Callable[[Any], T], without: T) -> T:
    """What the system's keyring says; `without` where there is none, or it fails."""
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return without
    try:
        return ask(keyring)
    except (KeyringError, RuntimeError):
        return without
