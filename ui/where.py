"""Which run is meant."""

from pathlib import Path

from agent.settings import Settings
from device.error import ConfigError


def run_folder_of(name: str, settings: Settings) -> Path:
    """A run's folder from its path, its name, or the unique beginning of its name. Raises ConfigError."""
    if Path(name).is_dir():
        return Path(name)
    if settings.runs.is_dir() and name and "/" not in name:
        found = sorted(path for path in settings.runs.iterdir() if path.name.startswith(name))
        exact = [path for path in found if path.name == name]
        if exact or len(found) == 1:
            return (exact or found)[0]
        if found:
            raise ConfigError(f"{len(found)} runs begin with {name}: {', '.join(p.name for p in found[:5])}")
    raise ConfigError(f"there is no run {name}", f"Runs are kept in {settings.runs}/")
