"""Fingers and keys: by the servers on the phone that run, else by `input`, which every Android has."""

import re

from device.error import ActionRejected
from device.hand.keyname import ALIASES, KEY_NAMES
from device.hand.twofinger import TwoFingers
from device.link.transport.protocol import Transport
from device.look.observe import Eye
from device.mirror.message import DOWN, KEYS, UP, pressed, touched
from device.resident.resident import Resident
from device.screen import Bounds, Direction, Point
from device.state.trait import GESTURES
from device.state.vendorquirk import check_allowed

SCROLL_SECONDS, SWIPE_SECONDS = 0.5, 0.4
"""How long a finger moves that scrolls, and one that swipes."""
_LAST_KEY = 400
_EDGE = 0.09
"""Part of the screen's short side that belongs to the system at either side (40 dp and a finger's width)."""
_STEP_MS = 5
"""What the server on the phone takes for each step of a swipe."""
_SERVED_KEYS = {"BACK": "back", "HOME": "home", "ENTER": "enter", "DEL": "delete", "APP_SWITCH": "recent"}
"""What that server calls the keys that are pressed most."""
_COMPLAINT = re.compile(r"error|exception|unknown|invalid|usage:|no such|not found", re.IGNORECASE)


class Gesture:
    """The hands on one phone."""

    def __init__(self, transport: Transport, eye: Eye, resident: Resident) -> None:
        self._transport = transport
        self._eye = eye
        self._resident = resident
        self._two = TwoFingers(transport, eye)
        self.acted = False
        """Whether something was done since that was last set to False."""
        self._gestures: bool | None = None
        """Whether the phone is steered by gestures; None before that mattered."""

    def tap(self, point: Point) -> None:
        """Touch shortly."""
        spot = self._spot(point)
        if not (self._served("click", point.x, point.y) or self._streamed(point)):
            self._input(f"tap {spot}")

    def double_tap(self, point: Point) -> None:
        """Touch shortly twice, in one round trip so that the pause between is the phone's own."""
        spot = self._spot(point)
        self._input(f"tap {spot}", f"tap {spot}")

    def long_press(self, point: Point, seconds: float) -> None:
        """Touch and stay."""
        spot, ms = self._spot(point), _milliseconds(seconds)
        served = self._served("click", point.x, point.y, ms, seconds=seconds)
        if not (served or self._streamed(point, seconds)):
            self._input(f"swipe {spot} {spot} {ms}", seconds=seconds)

    def swipe(self, start: Point, end: Point, seconds: float) -> None:
        """Move a finger."""
        start = self._inset(start, end)
        way, ms = f"{self._spot(start)} {self._spot(end)}", _milliseconds(seconds)
        steps = max(2, ms // _STEP_MS)
        if not self._served("swipe", start.x, start.y, end.x, end.y, steps, seconds=seconds):
            self._input(f"swipe {way} {ms}", seconds=seconds)

    def drag(self, start: Point, end: Point, seconds: float) -> None:
        """Take hold, carry, let go."""
        self._input(
            f"draganddrop {self._spot(start)} {self._spot(end)} {_milliseconds(seconds)}", seconds=seconds
        )

    def finger(self, does: str, point: Point) -> None:
        """Put a finger `down`, `move` it, take it `up` or `cancel` it: one of a gesture's parts at a time."""
        self._input(f"motionevent {does.upper()} {self._spot(point)}")

    def fingers(self, does: str, places: tuple[Point, Point]) -> None:
        """The same with two fingers."""
        for place in places:
            self._spot(place)
        self.acted = True
        self._two.do(does, places)

    def scroll(self, direction: Direction, bounds: Bounds) -> None:
        """Show more of what lies in `direction`: the finger goes the other way, half the box's length."""
        self.swipe(*scroll_stroke(direction, bounds), SCROLL_SECONDS)

    def press(self, key: str | int) -> None:
        """Press a key by name or code. Raises ActionRejected for a key Android does not know."""
        argument = key_argument(key)
        plain = argument.removeprefix("KEYCODE_")
        name, code = _SERVED_KEYS.get(plain), KEYS.get(plain)
        if name is not None and self._served("pressKey", name):
            return
        if code is None or not self._sent(pressed(code)):
            self._input(f"keyevent {argument}")

    def _inset(self, start: Point, end: Point) -> Point:
        """Where a swipe may begin: from a side's edge, a phone steered by gestures takes it for Back."""
        size = self._eye.last_size
        if size is None:
            return start
        edge = max(1, round(min(size) * _EDGE))
        left, right = start.x < edge < end.x, start.x >= size[0] - edge > end.x
        level = abs(end.x - start.x) >= abs(end.y - start.y)
        if not (left or right) or not level or not self._steered_by_gestures():
            return start
        return Point(edge if left else size[0] - edge - 1, start.y)

    def _steered_by_gestures(self) -> bool:
        if self._gestures is None:
            told = self._transport.shell("settings get secure navigation_mode").text.strip()
            self._gestures = told == GESTURES
        return self._gestures

    def _spot(self, point: Point) -> str:
        """A point as two arguments. Raises ActionRejected when it lies outside the screen."""
        size = self._eye.last_size
        if point.x < 0 or point.y < 0 or (size is not None and (point.x >= size[0] or point.y >= size[1])):
            shown = f"{size[0]}x{size[1]}" if size else "unknown size"
            raise ActionRejected(f"({point.x}, {point.y}) lies outside the screen ({shown})")
        return f"{point.x} {point.y}"

    def _served(self, method: str, *params: int | str, seconds: float = 0.0) -> bool:
        """Whether the server on the phone did it; False where it was not asked."""
        self.acted = True
        return self._resident.act(method, *params, seconds=seconds)

    def _streamed(self, point: Point, seconds: float = 0.0) -> bool:
        """Whether the server that streams the screen was told of a touch; False where none does."""
        mirror, screen = self._eye.mirror, self._eye.last_size
        video = mirror.size if mirror is not None else None
        if video is None or screen is None or not self._sent(touched(DOWN, point, screen, video)):
            return False
        if seconds:
            self._transport.shell(f"sleep {seconds:.3f}", timeout=seconds + 30.0)
        self._sent(touched(UP, point, screen, video))
        return True

    def _sent(self, message: bytes) -> bool:
        self.acted = True
        return self._eye.mirror is not None and self._eye.mirror.send(message)

    def _input(self, *actions: str, seconds: float = 0.0) -> None:
        """Run `input` once for each action, in one round trip."""
        self.acted = True
        line = " && ".join(f"input {action}" for action in actions)
        output = self._transport.shell(line, timeout=seconds + 30.0, repeat=False)
        said = (output.stderr + output.stdout).decode("utf-8", "replace").strip()
        check_allowed(said)
        if output.exit_code or _COMPLAINT.search(said):
            raise ActionRejected(
                f"input {actions[0].split()[0]}: {said.splitlines()[0] if said else 'failed'}"
            )


def scroll_stroke(direction: Direction, bounds: Bounds) -> tuple[Point, Point]:
    """Start and end of the finger that shows more of what lies in `direction`, within a box.

    Raises ActionRejected for what is no direction.
    """
    center, across, down = bounds.center, bounds.width // 4, bounds.height // 4
    ahead = {"down": (0, down), "up": (0, -down), "right": (across, 0), "left": (-across, 0)}.get(direction)
    if ahead is None:
        raise ActionRejected(f"cannot scroll {direction!r}: it must be up, down, left or right")
    x, y = ahead
    return Point(center.x + x, center.y + y), Point(center.x - x, center.y - y)


def key_argument(key: str | int) -> str:
    """A key as `input keyevent` takes it. Raises ActionRejected for what cannot be a key.

    A single digit in a string is the key with that digit on it, not Android's code.
    """
    if isinstance(key, int) or (key.strip().isdecimal() and len(key.strip()) > 1):
        code = int(key)
        if not 0 < code < _LAST_KEY:
            raise ActionRejected(f"there is no key {code}")
        return str(code)
    name = re.sub(r"[\s-]+", "_", key.strip()).upper().removeprefix("KEYCODE_")
    name = ALIASES.get(name, name)
    if name not in KEY_NAMES:
        raise ActionRejected(f"there is no key {key!r}")
    return f"KEYCODE_{name}"


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
