"""The doctor's checks of this computer: room and rights for runs, and which extras are there."""

import os
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from agent.settings import Settings
from device.state.checkup import Finding
from ui.app import state_folder

_EXTRAS = {
    "grounding": ("torch", "transformers"),
    "ocr": ("rapidocr",),
    "chat": ("gradio",),
    "media": ("av",),
    "mcp": ("mcp",),
    "fleet": ("ray",),
    "schedule": ("apscheduler",),
    "fast": ("uiautomator2",),
}
_LITTLE = 500 * 1024 * 1024
_NONE = 1024 * 1024


def check_system() -> Finding:
    """Whether Tapwright was ever run on a system such as this one."""
    system: str = sys.platform
    if system == "linux":
        return Finding("system", "ok", "Linux, where Tapwright is tested")
    text = "Windows: simulated in tests, and never run" if system == "win32" else f"{system}: never run"
    return Finding("system", "note", text, "Tell us what does not work; see docs/windows.md")


def check_host(settings: Settings) -> Iterator[Finding]:
    """Whether runs can be recorded, and leases kept."""
    for check, folder in (("runs", settings.runs), ("state", state_folder())):
        place = _there(folder.absolute())
        hint = "Set TAPWRIGHT_RUNS or --out" if check == "runs" else "Set TAPWRIGHT_STATE"
        free = shutil.disk_usage(place).free
        if not os.access(place, os.W_OK):
            yield Finding(check, "bad", f"{place} may not be written to", hint)
        elif free < _NONE:
            yield Finding(check, "bad", f"no room is left for {folder}", f"Make room there. Or: {hint}")
        elif free < _LITTLE:
            text = f"little room is left for {folder}"
            yield Finding(check, "note", text, "A run takes about 1 MB a step where its pictures change")
        else:
            yield Finding(check, "ok", str(folder))


def check_extras() -> Iterator[Finding]:
    """What can be added."""
    there = [name for name, needs in _EXTRAS.items() if all(find_spec(need) for need in needs)]
    missing = [name for name in _EXTRAS if name not in there]
    hint = f"pip install 'tapwright[{missing[0]}]' where that is wanted" if missing else ""
    text = ", ".join(there) or "none"
    text += f"; not there: {', '.join(missing)}" if missing else ""
    yield Finding("extras", "ok", text, hint)


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that exists."""
    return next(path for path in (folder, *folder.parents) if path.exists())
