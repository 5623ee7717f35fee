"""A verb of a Device as somebody used it, with the screen before it."""

from dataclasses import dataclass
from functools import cached_property

from agent.perception.compare import fingerprint
from device.screen import Bounds, Observation, Point


@dataclass(frozen=True)
class Touch:
    """A verb and the screen before it."""

    seen: Observation
    verb: str
    points: tuple[Point, ...] = ()
    bounds: Bounds | None = None
    text: str = ""
    number: float = 0.0

    @cached_property
    def page(self) -> str:
        """What the screen before it is known by."""
        return fingerprint(self.seen)

    @property
    def looks_around(self) -> bool:
        """Whether it only shows more of a page."""
        return self.verb.startswith("scroll_") or self.is_upright

    @property
    def is_upright(self) -> bool:
        """Whether it is a finger moved up or down rather than to a side."""
        if self.verb != "swipe":
            return False
        start, end = self.points
        return abs(end.x - start.x) < abs(end.y - start.y)

    def same_as(self, after: "Touch | None") -> bool:
        """Whether the screen before another one looks as the screen before this one."""
        return after is not None and self.page == after.page
