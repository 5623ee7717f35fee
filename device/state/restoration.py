"""What is to be put back on a phone, on this computer's disk before it is changed there.

A run that is killed in between leaves the record, and the next one that takes the phone goes by it.
"""

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from device.atomicfile import write_whole
from device.error import ConfigError


class Record:
    """One thing of one phone that was changed; without a folder nothing outlasts the process."""

    def __init__(self, state_folder: Path | None, kind: str, serial: str) -> None:
        name = re.sub(r"[^A-Za-z0-9._-]", "_", serial)
        self._path = state_folder / kind / f"{name}.json" if state_folder else None

    @property
    def outlasts(self) -> bool:
        """Whether it is there for the next process too."""
        return self._path is not None

    def keep(self, values: Mapping[str, str | bool]) -> None:
        """Write down what was there. Raises ConfigError where it cannot be: leave it as it is then."""
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._path, json.dumps(dict(values)).encode())
        except OSError as error:
            where = f"{self._path.parent}: {error.strerror}"
            raise ConfigError(
                f"cannot note down what is to be put back on the phone in {where}",
                "Make room there, or name another folder with TAPWRIGHT_STATE",
            ) from error

    def kept(self) -> dict[str, str | bool] | None:
        """What is to be put back; None where nothing is. A record that cannot be read is an empty one."""
        if self._path is None or not os.access(self._path, os.R_OK):
            return None
        try:
            found = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def drop(self) -> None:
        """It was put back."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)
