"""What is known of one phone's pictures: learned once, and kept for as long as its Android stays the same."""

import math
from contextlib import suppress
from typing import Literal, Self

from device.error import ConfigError
from device.state.restoration import Record

Way = Literal["png", "rgba", "packed"]
"""How a picture comes over the wire."""
COMPARED = ("screencap", "screencap -p")
"""How a picture is taken that is only hashed, on the phone."""
_WAYS: tuple[Way, ...] = ("png", "rgba", "packed")


class Acquaintance:
    """What is known of one phone. Several Devices of the phone share it, so that none learns it again."""

    def __init__(self, record: Record | None = None, build: str = "") -> None:
        """Go by what was written down of the phone while it ran the system that `build` names.

        Nothing is kept without a record or a build. What does not fit any more is learned anew by whoever
        meets it.
        """
        self._record = record if build else None
        self._build = build
        self.way: Way | None = None
        """The quickest way of pictures; None while not all were tried."""
        self.took: dict[Way, float] = {}
        """Seconds until the pixels could be used, by the ways tried; infinity where there is no such way."""
        self.compared = ""
        """The quicker one of COMPARED; "" while it is not known."""
        self.seconds: float | None = None
        """What a picture that is only compared takes; None before one was."""
        self._recall()

    @classmethod
    def with_phone_inside(cls) -> Self:
        """What is known of a phone of this very process: it is not timed, which a busy computer upsets."""
        known = cls()
        known.way, known.took, known.compared, known.seconds = "png", {"png": 0.0}, COMPARED[1], 0.0
        return known

    def _recall(self) -> None:
        kept = self._record.kept() if self._record is not None else None
        if not kept or kept.get("build") != self._build:
            return
        way = next((way for way in _WAYS if way == kept.get("picture")), None)
        self.compared = next((one for one in COMPARED if one == kept.get("compared")), "")
        with suppress(ValueError):
            self.seconds = float(kept.get("look", ""))
            took = float(kept.get("took", ""))
            if way is not None:
                self.way, self.took = way, {way: took}

    def keep(self) -> None:
        """Write down what was learned; a folder that takes nothing leaves the next run a stranger."""
        if self._record is None or self.way is None or self.seconds is None:
            return
        took = f"{self.took.get(self.way, math.inf):.6f}"
        learned = {"build": self._build, "picture": self.way, "took": took, "look": f"{self.seconds:.6f}"}
        with suppress(ConfigError):
            self._record.keep({**learned, "compared": self.compared})
