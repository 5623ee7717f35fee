"""A slider and where its touches landed: how to come to a value, and when there is no coming nearer.

Most sliders have steps, and many are not linear. So a touch is placed between the two nearest that are known
to have landed below and above. A step shows where two places gave one value; where the way that is left
between below and above is shorter than such a step, there is no room for the value wanted. Only touches that
moved the slider are known to have landed: one may have got lost.
"""

import re
from dataclasses import dataclass
from typing import Literal

from agent.action.action import Click, Drag
from agent.offline.step.history import Past
from agent.offline.step.move import Act
from device.screen import UIElement
from grounding.target import Target

_RELATIVE = 20
"""What `up` and `down` mean, in percent of the whole."""
_INSIDE = 0.15
"""How near to a known place a touch between two of them may lie, as a part of the way."""
_LONGEST = 3
"""Touches without effect after which the next is placed where the value is known to be another one."""
_MOST = 20
"""Touches after which it is given up."""
_NAME = re.compile(r"\(from (\d+)% to (\d+)% at (\d+\.\d+)\)$")


def wanted_level(percent: int | Literal["up", "down"], shown: int, last: str) -> int:
    """The value to reach; what `up` means was settled with the first slide and stands in its name."""
    if not isinstance(percent, str):
        return percent
    settled = _NAME.search(last)
    if settled is not None:
        return int(settled[2])
    return min(100, max(0, shown + (_RELATIVE if percent == "up" else -_RELATIVE)))


@dataclass(frozen=True)
class Reach:
    """What is known of a slider, in percent: places along it, and the values they gave."""

    shown: int
    wanted: int
    landed: tuple[tuple[float, int], ...]
    """Place and value of each touch that moved it, oldest first."""
    idle: tuple[float, ...]
    """Places of the touches since then that did nothing: they got lost, or it was at their value already."""
    doubtful: tuple[float, ...]
    """The same, of those right before the last that moved it."""
    count: int

    @classmethod
    def of(cls, past: Past, name: str, shown: int, wanted: int) -> "Reach":
        """Read from the history: each touch is called by the value before it and its place."""
        touches = [
            (step, found) for text, step in past.touched(name) if (found := _NAME.search(text)) is not None
        ]
        values = [*(int(found[1]) for _, found in touches), shown][1:]
        landed: list[tuple[float, int]] = []
        idle: list[float] = []
        doubtful: list[float] = []
        for (_, found), after in zip(touches, values, strict=True):
            if after != int(found[1]):
                landed.append((float(found[3]), after))
                doubtful, idle = idle, []
            else:
                idle.append(float(found[3]))
        return cls(shown, wanted, tuple(landed), tuple(idle), tuple(doubtful), len(touches))

    @property
    def spent(self) -> bool:
        """Whether it was tried often enough."""
        return self.count >= _MOST

    @property
    def below(self) -> tuple[float, int] | None:
        """The touch that came nearest from below."""
        return max((touch for touch in self.landed if touch[1] < self.wanted), default=None)

    @property
    def above(self) -> tuple[float, int] | None:
        """The touch that came nearest from above."""
        return min((touch for touch in self.landed if touch[1] > self.wanted), default=None)

    @property
    def jumps(self) -> bool:
        """Whether the value wanted is jumped over, so that the slider has none such."""
        if self.below is None or self.above is None:
            return False
        steps = [
            abs(place - other)
            for place, value in self.landed
            for other, same in self.landed
            if value == same and value in (self.below[1], self.above[1])
        ]
        return 0 <= self.above[0] - self.below[0] < max(steps)

    @property
    def nearest(self) -> int:
        """The one of the two values around it that is nearer, the lower one of two that are as near."""
        assert self.below is not None
        assert self.above is not None
        return min(self.below[1], self.above[1], key=lambda value: abs(value - self.wanted))

    def slide(self, slider: UIElement, name: str) -> Act:
        """The next touch."""
        box, wanted, shown = slider.bounds, self.wanted, self.shown
        thought = f"It shows {shown}% and shall show {wanted}%"
        y = float(box.center.y)
        if wanted in (0, 100):  # to its very end, which no tap may reach
            thumb = min(box.left + box.width * shown / 100, box.right - 1)
            edge = box.left if wanted == 0 else box.right - 1
            called = f"{name} (from {shown}% to {wanted}% at {float(wanted):.1f})"
            start = Target(description=called, point=(thumb, y))
            return Act(Drag(start=start, end=Target(point=(edge, y))), thought, f"{wanted}%")
        place = self._aim()
        x = min(max(box.left + box.width * place / 100, box.left + 1), box.right - 2)
        called = f"{name} (from {shown}% to {wanted}% at {place:.2f})"
        return Act(Click(target=Target(description=called, point=(x, y))), thought, f"{wanted}%")

    def _aim(self) -> float:
        """Where to touch."""
        below, above = self.below, self.above
        if below is None or above is None or below[0] >= above[0]:
            return self._aim_anywhere()
        if self.jumps:
            return (below if self.nearest == below[1] else above)[0]
        here, there = (below[0], above[0]) if self.shown < self.wanted else (above[0], below[0])
        low, high = below[0], above[0]
        believed = [place for place in (*self.idle, *self.doubtful) if low < place < high]
        if believed and not self.idle:  # of these it is not known whether they gave the other value
            return min(believed, key=lambda place: abs(place - here))
        if len(self.idle) >= _LONGEST:
            return there
        if believed:
            near = min(
                (place for place in self.idle if low < place < high), key=lambda place: abs(place - there)
            )
            return (near + there) / 2
        share = (self.wanted - below[1]) / (above[1] - below[1])
        return low + (high - low) * min(1 - _INSIDE, max(_INSIDE, share))

    def _aim_anywhere(self) -> float:
        """Where it was not yet on both sides of the value: on by what is missing, then further each time."""
        place, value = self.landed[-1] if self.landed else (float(self.wanted), self.shown)
        missing = self.wanted - value
        if not self.landed:
            missing *= max(0, len(self.idle) - 1)
        elif self.idle:
            missing *= 2 ** (len(self.idle) - 1)
        return min(99.9, max(0.1, place + missing))
