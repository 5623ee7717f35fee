"""scrcpy's server as the system's own scrcpy carries it, and its version: both have to match exactly."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from device.error import ConfigError

KNOWN = (3, 4)
"""The versions whose protocol is known."""
DECODER = "pip install 'tapwright[media]'"
_NAME = "scrcpy-server"
_VERSION = re.compile(r"scrcpy v?(\d+)((?:\.\d+)*)")
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class ServerFile:
    """The file, and the version it says it is."""

    data: bytes
    version: str

    @property
    def major(self) -> int:
        """The first part of its version."""
        return int(self.version.partition(".")[0])


def find_server() -> ServerFile:
    """Read it. Raises ConfigError where scrcpy or PyAV is missing, or is of a version that is not known."""
    if find_spec("av") is None:
        raise ConfigError("the stream of the phone's screen can't be decoded here", f"Install: {DECODER}")
    program = shutil.which("scrcpy")
    if program is None:
        raise ConfigError(
            "scrcpy is not installed here",
            "Install version 3 or 4, as your system's package or from its releases on GitHub",
        )
    try:
        told = subprocess.run(  # noqa: S603 - the program of that name, with a fixed argument
            [program, "--version"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ConfigError("scrcpy does not tell its version", "Install it anew") from error
    path = next((place for place in _places(Path(program)) if place.is_file()), None)
    if path is None:
        raise ConfigError(f"scrcpy is here without its server ({_NAME})", "Install it anew")
    return checked(path.read_bytes(), told)


def checked(data: bytes, told: str) -> ServerFile:
    """The file with the version that `scrcpy --version` tells. Raises ConfigError where that is not known."""
    found = _VERSION.search(told)
    if found is None or int(found[1]) not in KNOWN:
        version = found[0] if found else "of a version it does not tell"
        raise ConfigError(f"scrcpy here is {version}; versions 3 and 4 are known", "Install one of those")
    return ServerFile(data, found[1] + found[2])


def _places(program: Path) -> Iterator[Path]:
    """Where releases and packages put it: beside the program, or in the shared folder of its prefix."""
    for place in (program, program.resolve()):
        yield place.parent / _NAME
        yield place.parent.parent / "share" / "scrcpy" / _NAME
