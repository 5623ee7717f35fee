"""What a person does on the phone by hand, from the page."""

import threading
import time
from contextlib import suppress

from device.client import Device
from device.error import ActionRejected, DeviceError
from device.screen import Point
from ui.chat.wish import Copy, Finger, Hand, Key, Paste, Pinch, Swipe, Tap, Turn, Type
from ui.service.told import NotNow, Standing

_MINE = frozenset({"idle", "taken_over"})
_GET = ("settings", "get", "system")
_PUT = ("settings", "put", "system")
_TURNED = "user_rotation"
_BY_ITSELF = "accelerometer_rotation"
_LEADS_ON = frozenset({"back", "home", "app_switch"})
Done = dict[str, object] | None
STALE = 2.0
"""Seconds after which a touch that had to wait is aimed at a screen that may be gone."""


def may_touch(standing: Standing) -> bool:
    """Whether the phone is the person's at the moment, and not the agent's."""
    if standing.activity == "asking":
        return standing.question is not None and standing.question.kind == "take_over"
    return standing.activity in _MINE or (standing.activity == "paused" and standing.holding)


class Fingers:
    """The person's fingers on one phone; one touch at a time."""

    def __init__(self, device: Device) -> None:
        self._device = device
        self._turn = threading.Lock()
        self._down: Point | None = None
        """Where the finger is that was put down and not taken up."""
        self._two: tuple[Point, Point] | None = None
        """The same of two fingers."""
        self._by_itself = ""
        """Whether the phone turned by itself before it was turned by hand, in its own word."""

    def do(self, hand: Hand, standing: Standing, asked_at: float) -> Done:
        """Do what was asked for at a time, by the monotonic clock; what the tab is told of it, if anything.

        Raises NotNow while the phone is the agent's, and for a touch that had to wait too long;
        ActionRejected or a DeviceError where it can't be done.
        """
        is_down = (self._down is not None and isinstance(hand, Finger)) or (
            self._two is not None and isinstance(hand, Pinch)
        )
        if not may_touch(standing) and not is_down:
            raise NotNow("the agent has the phone", "Take over to use it")
        with self._turn:
            if not is_down and _is_aimed(hand) and time.monotonic() - asked_at > STALE:
                raise NotNow("the phone was busy: a touch that had to wait was left out")
            return self._do(hand)

    def _do(self, hand: Hand) -> Done:
        device = self._device
        match hand:
            case Tap(do="tap", x=x, y=y):
                device.tap(Point(x, y))
            case Tap(do="double_tap", x=x, y=y):
                device.double_tap(Point(x, y))
            case Tap(x=x, y=y):
                device.long_press(Point(x, y))
            case Finger():
                self._finger(hand)
            case Pinch():
                self._pinch(hand)
            case Swipe(x=x, y=y, to_x=to_x, to_y=to_y, seconds=seconds):
                device.swipe(Point(x, y), Point(to_x, to_y), seconds)
            case Type(text=text):
                device.type_text(text)
            case Paste(text=text):
                return self._paste(text)
            case Copy():
                return self._copy()
            case Key(name=name):
                device.press(name)
            case Turn():
                self._rotate()
        return None

    def lift(self) -> None:
        """Take up the finger that a tab left on the screen, if it did."""
        with self._turn, suppress(DeviceError, ActionRejected):
            if self._two is not None:
                (one, other), self._two = self._two, None
                self._device.fingers("up", one, other)
            if self._down is not None:
                self._finger(Finger(do="finger_up", x=self._down.x, y=self._down.y))

    def _paste(self, text: str) -> Done:
        try:
            self._device.type_text(text)
        except ActionRejected:
            if not self._device.clipboard.reachable():
                raise
            self._device.clipboard.put(text)
            return {"is": "on_clipboard"}
        return None

    def _copy(self) -> Done:
        self._device.press("KEYCODE_COPY")
        if not self._device.clipboard.reachable():
            raise ActionRejected("this phone's clipboard can't be read")
        return {"is": "copied", "text": self._device.clipboard.look()}

    def _finger(self, hand: Finger) -> None:
        """One that was never put down, as where its touch came too late, moves nothing."""
        point = Point(hand.x, hand.y)
        if hand.do == "finger_down":
            self._device.finger("down", point)
            self._down = point
        elif self._down is not None:
            is_up = hand.do == "finger_up"
            self._down = None if is_up else point
            self._device.finger("up" if is_up else "move", point)

    def _pinch(self, hand: Pinch) -> None:
        """A second finger joins the first, whose own gesture comes to nothing then."""
        both = Point(hand.x, hand.y), Point(hand.to_x, hand.to_y)
        if hand.do == "pinch_down":
            if self._down is not None:
                self._device.finger("cancel", self._down)
                self._down = None
            self._device.fingers("down", *both)
            self._two = both
        elif self._two is not None:
            is_up = hand.do == "pinch_up"
            self._two = None if is_up else both
            self._device.fingers("up" if is_up else "move", *both)

    def _rotate(self) -> None:
        """To its left side, or upright where it lies on one."""
        now = self._device.shell([*_GET, _TURNED]).text.strip()
        if not now.isdecimal():
            raise ActionRejected("this phone does not say how it is turned")
        if now != "0":
            self._set(_TURNED, "0")
            self._set(_BY_ITSELF, self._by_itself)
            return
        self._by_itself = self._device.shell([*_GET, _BY_ITSELF]).text.strip()
        self._set(_BY_ITSELF, "0")
        self._set(_TURNED, "1")

    def _set(self, name: str, value: str) -> None:
        if value.isdecimal():
            self._device.shell([*_PUT, name, value])


def _is_aimed(hand: Hand) -> bool:
    """Whether it is meant for what the screen shows; text and what edits it belong to a field."""
    return not isinstance(hand, Type | Paste | Copy | Key) or (
        isinstance(hand, Key) and hand.name in _LEADS_ON
    )
