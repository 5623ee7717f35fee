"""Two fingers at once, as the touch screen's own driver would report them: `input` knows only one."""

import re
from dataclasses import dataclass

from device.error import ActionRejected
from device.link.transport.protocol import Transport
from device.look.observe import Eye
from device.screen import Point
from device.state.vendorquirk import check_allowed

_KINDS = {"SLOT": 0x2F, "POSITION_X": 0x35, "POSITION_Y": 0x36, "TRACKING_ID": 0x39}
_AXIS = re.compile(r"ABS_MT_(POSITION_[XY])\s*:\s*value -?\d+, min (-?\d+), max (-?\d+)")
_ABS, _KEY, _TOUCH = 3, 1, 330
_REFUSED = "this phone takes no two fingers from adb ({})"
_LIFTED = 4_294_967_295
"""-1, as every version of `sendevent` takes it."""


@dataclass(frozen=True, slots=True)
class TouchPanel:
    """The screen's driver, and what it counts places in."""

    path: str
    across: tuple[int, int]
    """The least and the greatest value of x, on the screen held upright."""
    down: tuple[int, int]

    def place(self, point: Point, size: tuple[int, int], rotation: int) -> tuple[int, int]:
        """A pixel of the screen as it is turned, in what the driver counts in."""
        wide, high = size if rotation % 2 == 0 else size[::-1]
        x, y = point.x, point.y
        x, y = ((x, y), (wide - 1 - y, x), (wide - 1 - x, high - 1 - y), (y, high - 1 - x))[rotation]
        return _scaled(x, wide, self.across), _scaled(y, high, self.down)


class TwoFingers:
    """Puts two fingers down, moves them and takes them up."""

    def __init__(self, transport: Transport, eye: Eye) -> None:
        self._transport = transport
        self._eye = eye
        self._panel: TouchPanel | None = None
        self._size, self._rotation = (0, 0), 0
        """How the screen was when they were put down."""

    def do(self, does: str, places: tuple[Point, Point]) -> None:
        """Put both `down`, `move` them, take them `up`. Raises ActionRejected where that is refused."""
        if does == "down":
            if self._panel is None:
                self._panel = _panel(self._transport.shell("getevent -lp").text)
            front = self._eye.front()
            self._size, self._rotation = front.size or self._eye.size(), front.rotation or 0
            self._report([*self._moved(places, begins=True), (_KEY, _TOUCH, 1)])
        elif does == "move":
            self._report(self._moved(places, begins=False))
        else:
            self._up()

    def _up(self) -> None:
        slots = [(_ABS, _KINDS["SLOT"], slot) for slot in (0, 1)]
        lifted = [event for slot in slots for event in (slot, (_ABS, _KINDS["TRACKING_ID"], _LIFTED))]
        self._report([*lifted, (_KEY, _TOUCH, 0), slots[0]])

    def _moved(self, places: tuple[Point, Point], *, begins: bool) -> list[tuple[int, int, int]]:
        assert self._panel is not None
        events = []
        for slot, point in enumerate(places):
            x, y = self._panel.place(point, self._size, self._rotation)
            events.append((_ABS, _KINDS["SLOT"], slot))
            if begins:
                events.append((_ABS, _KINDS["TRACKING_ID"], slot + 1))
            events += [(_ABS, _KINDS["POSITION_X"], x), (_ABS, _KINDS["POSITION_Y"], y)]
        return events

    def _report(self, events: list[tuple[int, int, int]]) -> None:
        assert self._panel is not None
        path = self._panel.path
        line = " && ".join(f"sendevent {path} {' '.join(map(str, event))}" for event in [*events, (0, 0, 0)])
        output = self._transport.shell(line, repeat=False)
        said = (output.stderr + output.stdout).decode("utf-8", "replace").strip()
        check_allowed(said)
        if output.exit_code or said:
            raise ActionRejected(_REFUSED.format(said.splitlines()[0] if said else "it failed"))


def _panel(told: str) -> TouchPanel:
    """The first device that tells both places of several fingers. Raises ActionRejected where none does."""
    for part in told.split("add device ")[1:]:
        axes = {name: (int(least), int(most)) for name, least, most in _AXIS.findall(part)}
        path = re.search(r"/dev/input/\w+", part)
        if path is not None and len(axes) == 2:
            return TouchPanel(path[0], axes["POSITION_X"], axes["POSITION_Y"])
    raise ActionRejected(_REFUSED.format("it tells of no touch screen"))


def _scaled(at: int, pixels: int, span: tuple[int, int]) -> int:
    least, most = span
    return least + round(at * (most - least) / max(1, pixels - 1))
