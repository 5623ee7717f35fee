"""Tasks, suites and the benchmark runner.

import tasks

frames = tasks.load("20260101-090000-world-default")  # frames.tries, frames.steps
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tasks.frame import Frames


def load(run: str, out: Path | str = "bench", ledger: str = "") -> "Frames":
    """A run as frames of pandas: `tries` and `steps`; `out` is the folder of the runs.

    Raises ConfigError for no such run, and where pandas is not installed.
    """
    from tasks import frame  # noqa: PLC0415 - whoever imports a module of this package wants that alone

    return frame.load(run, Path(out), ledger)
