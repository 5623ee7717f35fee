"""What earlier runs learned of a phone's pictures, kept for as long as its Android stays the same."""

import math
from contextlib import suppress

from device.error import ConfigError
from device.look.picture import Shutter, Way
from device.look.settle import Watch
from device.state.restoration import Record

_WAYS: tuple[Way, ...] = ("png", "rgba", "packed")


class Acquaintance:
    """What is known of one phone before it is looked at."""

    def __init__(self, record: Record, build: str, shutter: Shutter, watch: Watch) -> None:
        """`build` names the phone's system; "" where nothing is kept."""
        self._record = record
        self._build = build
        self._shutter = shutter
        self._watch = watch

    def recall(self) -> None:
        """Go by what was learned; what does not fit any more is learned anew by whoever meets it."""
        kept = self._record.kept() if self._build else None
        if not kept or kept.get("build") != self._build:
            return
        way = next((way for way in _WAYS if way == kept.get("picture")), None)
        with suppress(ValueError):
            self._watch.seconds = float(kept.get("look", ""))
            took = float(kept.get("took", ""))
            if way is not None:
                self._shutter.way, self._shutter.took = way, {way: took}

    def keep(self) -> None:
        """Write down what was learned; a folder that takes nothing leaves the next run a stranger."""
        way, seconds = self._shutter.way, self._watch.seconds
        if not self._build or way is None or seconds is None:
            return
        took = self._shutter.took.get(way, math.inf)
        learned = {"build": self._build, "picture": way, "took": f"{took:.6f}", "look": f"{seconds:.6f}"}
        with suppress(ConfigError):
            self._record.keep(learned)
