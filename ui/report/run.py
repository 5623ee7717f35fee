"""The report of one run: a single HTML file, each step of it at an address of its own."""

from pathlib import Path

from agent.run.trajectory import Trajectory
from device.atomicfile import save_file
from models.reply import Usage
from ui.report.picture import shrink
from ui.report.shell import Matter, rendered, screens
from ui.words import VERDICTS

_TONES = {"green": "won", "red": "failed", "yellow": "damage"}
"""Classes of the page by the colour of an ending."""


def run_page(run: Trajectory) -> str:
    """The page. Raises ConfigError where what the run asked can't be read."""
    status = run.ending.status if run.ending is not None else ""
    return rendered(
        "run.html",
        Matter((run,), shrink(screens(run))),
        ("viewer.js",),
        run=run,
        usage=sum(run.usage.values(), Usage()),
        tone=_TONES[VERDICTS.get(status, "yellow")],
    )


def write_run(run: Trajectory, path: Path) -> int:
    """Write it to a file; its size in bytes. Raises ConfigError where that can't be."""
    content = run_page(run).encode(errors="replace")
    save_file(path, content, parents=True)
    return len(content)
