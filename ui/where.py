"""Which run is meant."""

from pathlib import Path

from agent.settings import Settings
from device.error import ConfigError
from ui.app import served_runs


def run_folder_of(name: str, settings: Settings) -> Path:
    """A run's folder from its path, its name, or the unique beginning of its name. Raises ConfigError.

    Those of the chat page and the MCP server are found by name as well.
    """
    if Path(name).is_dir():
        return Path(name)
    folders = [folder for folder in (settings.runs, served_runs()) if folder.is_dir()]
    if folders and name and "/" not in name:
        paths = {path.name: path for folder in reversed(folders) for path in folder.iterdir()}
        found = [path for _, path in sorted(paths.items()) if path.name.startswith(name)]
        exact = [path for path in found if path.name == name]
        if exact or len(found) == 1:
            return (exact or found)[0]
        if found:
            raise ConfigError(f"{len(found)} runs begin with {name}: {', '.join(p.name for p in found[:5])}")
    raise ConfigError(f"there is no run {name}", f"Runs are kept in {settings.runs}/")
