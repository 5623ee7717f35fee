"""One owner's settings: what the program was started with, what they chose since, keys and secrets."""

import threading
from collections.abc import Callable
from pathlib import Path

from agent.settings import Settings
from device.error import ConfigError
from ui.chat.setting.choice import Choice, keep_choice, read_choice
from ui.chat.setting.key import Keys
from ui.secret import own_secrets


class OwnSettings:
    """Whoever logged in under one name, or everybody where nobody has to."""

    def __init__(self, begun: Settings, file: Path, fixed: frozenset[str], user: str = "") -> None:
        """`file` keeps what is chosen; `fixed` are settings that the command line gave: they stay."""
        self.keys = Keys(user)
        self.secrets = own_secrets(user)
        self._begun = begun
        self._file = file
        self._fixed = fixed
        self._lock = threading.Lock()
        self._choice = read_choice(file) or Choice()
        try:
            self._chosen = self._over(self._choice)
        except ConfigError:
            self._choice, self._chosen = Choice(), begun

    @property
    def now(self) -> Settings:
        """What the next task goes by."""
        with self._lock:
            return self.keys.filled(self._chosen)

    @property
    def fixed(self) -> frozenset[str]:
        """What can't be changed here."""
        return self._fixed

    def would(self, choice: Choice, key: str = "") -> Settings:
        """What it would come to, with a key that is not kept. Raises ConfigError for what cannot be."""
        settings = self._over(choice)
        if key:
            return settings.model_copy(update={"api_key": type(settings.api_key)(key)})
        return self.keys.filled(settings)

    def change(self, choice: Choice, check: Callable[[Settings], object]) -> Settings:
        """Choose; what it comes to. Raises ConfigError, with nothing changed, for what cannot be."""
        settings = self._over(choice)
        check(self.keys.filled(settings))
        keep_choice(choice, self._file)
        with self._lock:
            self._choice, self._chosen = choice, settings
            return self.keys.filled(settings)

    def _over(self, choice: Choice) -> Settings:
        kept = choice.model_copy(update={name: None for name in self._fixed if name in Choice.model_fields})
        chosen = kept.over(self._begun)
        given = {name: getattr(self._begun, name) for name in self._fixed if name in Settings.model_fields}
        return chosen.model_copy(update=given)
