"""What must stay secret: in the system's keyring where there is one, else for as long as the program runs."""

import threading


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
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            return False
        try:
            keyring.set_password(self._service, name, secret)
        except (KeyringError, RuntimeError):
            return False
        return True

    def forget(self, name: str) -> None:
        """Keep it no longer."""
        with self._lock:
            self._known[name] = ""
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            return
        try:
            keyring.delete_password(self._service, name)
        except (KeyringError, RuntimeError):
            return

    def find(self, name: str) -> str:
        """The one of that name; "" where none is known."""
        with self._lock:
            known = self._known.get(name)
        if known is not None:
            return known
        found = _asked(self._service, name)
        with self._lock:
            self._known[name] = found
        return found


def _asked(service: str, name: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(service, name) or ""
    except (KeyringError, RuntimeError):
        return ""
