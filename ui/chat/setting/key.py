"""Keys of models: in the system's keyring where there is one, else for as long as the program runs."""

import threading

from agent.settings import Settings

_SERVICE = "tapwright"
_USUAL = "OpenAI"


class Keys:
    """One owner's keys, by endpoint. They go in, and to the endpoint; never to a page or a file of ours."""

    def __init__(self, user: str = "") -> None:
        self._service = f"{_SERVICE}/{user}" if user else _SERVICE
        self._known: dict[str, str] = {}
        self._lock = threading.Lock()

    def keep(self, base_url: str, key: str) -> bool:
        """Keep one; whether it will be known after the next start."""
        with self._lock:
            self._known[base_url] = key
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            return False
        try:
            keyring.set_password(self._service, base_url or _USUAL, key)
        except (KeyringError, RuntimeError):
            return False
        return True

    def forget(self, base_url: str) -> None:
        """Keep it no longer."""
        with self._lock:
            self._known[base_url] = ""
        try:
            import keyring
            from keyring.errors import KeyringError
        except ImportError:
            return
        try:
            keyring.delete_password(self._service, base_url or _USUAL)
        except (KeyringError, RuntimeError):
            return

    def find(self, base_url: str) -> str:
        """The key for an endpoint; "" where none is known."""
        with self._lock:
            known = self._known.get(base_url)
        if known is not None:
            return known
        found = _asked(self._service, base_url)
        with self._lock:
            self._known[base_url] = found
        return found

    def filled(self, settings: Settings) -> Settings:
        """Settings with the key for their endpoint, where a model is asked and none was given otherwise."""
        asks = settings.model not in ("", "offline") or settings.roles
        if not asks or settings.api_key.get_secret_value():
            return settings
        key = self.find(settings.base_url)
        return settings.model_copy(update={"api_key": type(settings.api_key)(key)}) if key else settings


def _asked(service: str, base_url: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(service, base_url or _USUAL) or ""
    except (KeyringError, RuntimeError):
        return ""
