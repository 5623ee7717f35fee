"""Where routines are kept: a file each, whose name no text of anybody's can lead elsewhere."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from agent.routine.routine import Routine, called
from device.atomicfile import write_whole
from device.error import ConfigError

_SUFFIX = ".json"


class RoutineBook:
    """The routines of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, routine: Routine, *, anew: bool = False) -> Path:
        """Keep it; its file. Raises ConfigError where one of that name is kept, unless `anew`."""
        path = self._file(routine.name)
        if path.exists() and not anew:
            raise ConfigError(f'there is a routine "{routine.name}"', "Remove it first, or save it anew")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, routine.model_dump_json(indent=1).encode())
        except (OSError, UnicodeEncodeError) as error:
            raise ConfigError(f"cannot keep the routine in {self._folder}: {error}") from error
        return path

    def all(self) -> tuple[Routine, ...]:
        """By name; a file that is none is left out."""
        return tuple(sorted(self._readable(), key=lambda routine: routine.name.casefold()))

    def find(self, name: str) -> Routine:
        """The routine of exactly that name. Raises ConfigError naming those there are."""
        folded = " ".join(name.split()).casefold()
        for routine in self._readable():
            if routine.name.casefold() == folded:
                return routine
        raise self._none(name)

    def call(self, said: str) -> tuple[Routine, dict[str, str]]:
        """The routine that a text calls for, with the values in it; the most closely named of several.

        Raises ConfigError naming those there are.
        """
        fitting = [
            (routine, values) for routine in self.all() if (values := called(said, routine)) is not None
        ]
        if not fitting:
            raise self._none(said)
        return min(fitting, key=lambda pair: sum(map(len, pair[1].values())))

    def remove(self, name: str) -> Routine:
        """Forget it. Raises ConfigError where there is none of that name."""
        routine = self.find(name)
        try:
            self._file(routine.name).unlink(missing_ok=True)
        except OSError as error:
            raise ConfigError(f"cannot remove the routine: {error.strerror}") from error
        return routine

    def _none(self, name: str) -> ConfigError:
        names = [f'"{routine.name}"' for routine in self.all()]
        there = (
            f"There are: {', '.join(names[:20])}" if names else "Save one with: agent routine save RUN NAME"
        )
        return ConfigError(f'there is no routine "{" ".join(name.split())}"', there)

    def _readable(self) -> Iterator[Routine]:
        for path in self._folder.glob(f"*{_SUFFIX}") if self._folder.is_dir() else ():
            try:
                yield Routine.model_validate_json(path.read_bytes())
            except (OSError, ValidationError):
                continue

    def _file(self, name: str) -> Path:
        """Its words, to be told by a person, and a digest, to be told from any other by the machine."""
        slug = "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:40] or "routine"
        digest = hashlib.sha256(name.casefold().encode()).hexdigest()[:12]
        return self._folder / f"{slug}-{digest}{_SUFFIX}"
