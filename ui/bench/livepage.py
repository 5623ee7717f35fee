"""The page of an experiment: a file that its browser reads again every few seconds while it goes on."""

import time
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from device.atomicfile import save_file
from ui.bench.bar import minutes
from ui.bench.experiment import Progress, links
from ui.bench.standing import next_line, varied
from ui.report.shell import FOLDER

_TELLING = 5
"""Tries that tell how long others take."""
_OFTEN = 2.0
"""Seconds between two writings while nothing ends."""


class LivePage:
    """Written as often as somebody may look."""

    def __init__(self, path: Path) -> None:
        self.path = path
        loader = FileSystemLoader(FOLDER)
        made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._template = made.get_template("experiment.html")
        self._style = (FOLDER / "page.css").read_text("utf-8")
        self._written_at = 0.0
        self._running = -1
        self._before: int | None = None
        """Tries that had an outcome when it was first written."""

    @property
    def is_written(self) -> bool:
        """Whether it was ever written here."""
        return self._written_at > 0

    def __call__(self, progress: Progress) -> None:
        """Write it where it is time to, or a run began or ended. Raises ConfigError where that cannot be."""
        now = time.monotonic()
        running = next((n for n, each in enumerate(progress.runs) if each.is_running), -1)
        if progress.is_over or running != self._running or now - self._written_at >= _OFTEN:
            self._written_at, self._running = now, running
            save_file(self.path, self.html(progress).encode(), parents=True)

    def html(self, progress: Progress) -> str:
        """The page as it is now."""
        if self._before is None:
            self._before = progress.done
        gone = time.time() - progress.began_at
        names = {each.entry.run: each.entry.who for each in progress.runs}
        return self._template.render(
            told=progress,
            style=self._style,
            names=names,
            made_of={each.name: each.made_of for each in progress.experiment.agents},
            links=links(progress, self.path.parent),
            gone=minutes(gone),
            before=self._before,
            left=self._left(progress, gone, progress.done - self._before),
            now=time.strftime("%Y-%m-%d %H:%M:%S"),
            next_line=lambda field: next_line(field, names.__getitem__),
            varied=varied,
        )

    def _left(self, progress: Progress, gone: float, tried: int) -> str:
        """How long the rest takes if it goes on like this; "" where too little was tried to tell."""
        rest = progress.planned - progress.done
        return minutes(gone * rest / tried) if rest and tried >= _TELLING and not progress.is_over else ""
