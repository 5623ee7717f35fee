"""Keys of models, by endpoint."""

from agent.settings import Settings
from ui.vault import Vault

_SERVICE = "tapwright"
_USUAL = "OpenAI"


class Keys:
    """One owner's keys. They go in, and to the endpoint; never to a page or a file of ours."""

    def __init__(self, user: str = "") -> None:
        self._vault = Vault(f"{_SERVICE}/{user}" if user else _SERVICE)

    def keep(self, base_url: str, key: str) -> bool:
        """Keep one; whether it will be known after the next start."""
        return self._vault.keep(base_url or _USUAL, key)

    def forget(self, base_url: str) -> None:
        """Keep it no longer."""
        self._vault.forget(base_url or _USUAL)

    def find(self, base_url: str) -> str:
        """The key for an endpoint; "" where none is known."""
        return self._vault.find(base_url or _USUAL)

    def filled(self, settings: Settings) -> Settings:
        """Settings with the key for their endpoint, where a model is asked and none was given otherwise."""
        asks = settings.model not in ("", "offline") or settings.roles
        if not asks or settings.api_key.get_secret_value():
            return settings
        key = self.find(settings.base_url)
        return settings.model_copy(update={"api_key": type(settings.api_key)(key)}) if key else settings
