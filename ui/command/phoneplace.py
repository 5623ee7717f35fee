"""Where running phones are written down and their snapshots lie."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.link.running import Registry
    from device.phone.server.shelf import Shelf


def registry() -> "Registry":
    """The embedded phones of this user that run."""
    from device.link.running import Registry
    from ui.app import phones_folder

    return Registry(phones_folder())


def shelf() -> "Shelf":
    """The snapshots of this user that have a name."""
    from device.phone.server.shelf import Shelf
    from ui.app import snapshots_folder

    return Shelf(snapshots_folder())


def is_name(name: str) -> bool:
    """Whether a snapshot is meant by its name, not by its file."""
    return "/" not in name and not name.endswith(".zip")


def snapshot_file(name: str) -> Path:
    """Where a snapshot lies, by its name or its file. Raises ConfigError for what is neither."""
    from device.error import ConfigError
    from device.phone.server.shelf import snapshot_path
    from ui.app import snapshots_folder

    if is_name(name):
        return snapshot_path(snapshots_folder(), name)
    if not name.endswith(".zip"):
        raise ConfigError(f"{name} is no file of a snapshot", "Name one that ends in .zip, or give a name")
    return Path(name)
