"""The server's file, as the package `uiautomator2` carries it; the package itself is never imported."""

import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path

from device.error import ConfigError

KNOWN = "0.4."
"""How the versions begin whose protocol is known."""
INSTALL = "pip install 'tapwright[fast]'"
_ASSETS, _NAME = "assets", "u2.jar"


@dataclass(frozen=True, slots=True)
class Jar:
    """The file, and the version it says it is."""

    data: bytes
    version: str


def find_jar() -> Jar:
    """Read it. Raises ConfigError where it is not installed, or of a version that is not known."""
    try:
        found = importlib.util.find_spec("uiautomator2")
    except (ImportError, ValueError):
        found = None
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        raise ConfigError("the server for the phone is not installed here", f"Install it: {INSTALL}")
    return read_jar(Path(places[0]) / _ASSETS)


def read_jar(folder: Path) -> Jar:
    """The file in a folder, beside which `version.json` tells its version. Raises ConfigError."""
    try:
        version = str(json.loads((folder / "version.json").read_text("utf-8"))[_NAME])
        data = (folder / _NAME).read_bytes()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(
            f"the package uiautomator2 does not hold the phone's server ({folder})", f"Renew it: {INSTALL}"
        ) from error
    if not version.startswith(KNOWN):
        raise ConfigError(
            f"the package uiautomator2 holds version {version} of the phone's server, and {KNOWN}x is known",
            f"Take another version of the package: {INSTALL}",
        )
    return Jar(data, version)
