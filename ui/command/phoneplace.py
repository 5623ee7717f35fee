"""Where running phones are written down and their snapshots lie."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from device.phone.server.registry import Registry


def registry() -> "Registry":
    """The embedded phones of this user that run."""
    from device.phone.server.registry import Registry
    from ui.app import phones_folder

    return Registry(phones_folder())


def snapshot_file(name: str) -> Path:
    """Where a snapshot lies, by its name or its file. Raises ConfigError for what is neither."""
    from device.phone.server.shelf import snapshot_path
    from ui.app import snapshots_folder

    if "/" in name or name.endswith(".zip"):
        return Path(name)
    return snapshot_path(snapshots_folder(), name)
