"""Embedded phones that were started for sessions: written down, so that none outlives what it is for."""

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from device.error import NoDevice
from device.link.running import Registry, RunningPhone


class Started:
    """A small file for each such phone, by the number of its process."""

    def __init__(self, registry: Registry, state_folder: Path) -> None:
        self._registry = registry
        self._folder = state_folder / "started"

    def note(self, serial: str, runs: Path) -> None:
        """Such a phone runs; the runs on it are recorded in that folder."""
        mark = self._mark(self._registry.find(serial))
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(json.dumps({"serial": serial, "runs": str(runs.absolute())}))

    def has(self, serial: str) -> bool:
        """Whether a running phone is one of them."""
        with suppress(NoDevice):
            return self._mark(self._registry.find(serial)).exists()
        return False

    def forget(self, phone: RunningPhone) -> None:
        """It is gone."""
        self._mark(phone).unlink(missing_ok=True)

    def left(self) -> Iterator[tuple[str, Path]]:
        """Serial and folder of runs of each that still runs, in somebody's hand or not."""
        marks = sorted(self._folder.glob("*"))
        running = {(str(one.pid), one.serial) for one in self._registry.all()} if marks else set()
        for mark in marks:
            with suppress(OSError, ValueError, KeyError, TypeError):
                noted = json.loads(mark.read_text("utf-8"))
                if (mark.name, noted["serial"]) in running:
                    yield noted["serial"], Path(noted["runs"])
                    continue
            mark.unlink(missing_ok=True)

    def _mark(self, phone: RunningPhone) -> Path:
        return self._folder / str(phone.pid)
