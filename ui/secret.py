"""A person's own passwords and codes, by the names that tasks call them: `{{secret:bank}}`."""

import json
import re
from contextlib import suppress
from pathlib import Path

from device.atomicfile import write_whole
from device.error import ConfigError
from ui.app import secrets_file
from ui.vault import Vault

_NAME = re.compile(r"\w[\w.-]{0,39}")


class Secrets:
    """One owner's. What they are is in the vault alone; a file keeps what they are called."""

    def __init__(self, file: Path, user: str = "") -> None:
        self._file = file
        self._vault = Vault(f"tapwright secrets/{user}" if user else "tapwright secrets")

    @property
    def names(self) -> tuple[str, ...]:
        """What they are called."""
        with suppress(OSError, ValueError):
            read = json.loads(self._file.read_text("utf-8"))
            return tuple(sorted(name for name in read if isinstance(name, str)))
        return ()

    def keep(self, name: str, secret: str) -> bool:
        """Keep one; whether it will be known after the next start. Raises ConfigError for what is no name."""
        if not _NAME.fullmatch(name):
            raise ConfigError("a secret's name is one word", "Call it, say, bank")
        if not secret:
            raise ConfigError("there is nothing to keep", "Type the secret itself, too")
        self._write({*self.names, name})
        return self._vault.keep(name, secret)

    def forget(self, name: str) -> None:
        """Keep it no longer. Raises ConfigError."""
        self._vault.forget(name)
        self._write({*self.names} - {name})

    def find(self, name: str) -> str:
        """The one of that name, for the phone to type. Raises KeyError."""
        found = self._vault.find(name)
        if not found:
            raise KeyError(name)
        return found

    def _write(self, names: set[str]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, json.dumps(sorted(names)).encode(), mode=0o600)
        except OSError as error:
            raise ConfigError(f"cannot write {self._file}: {error.strerror}") from error


def own_secrets(user: str = "") -> Secrets:
    """Those of whoever logs in under a name; "" where nobody has to."""
    return Secrets(secrets_file(user), user)
