"""What a person does on the phone by hand, from the page."""

import threading
import time

from device.client import Device
from device.error import ActionRejected
from device.screen import Point
from ui.chat.wish import Hand, Key, Swipe, Tap, Turn, Type
from ui.service.told import NotNow, Standing

_MINE = frozenset({"idle", "taken_over"})
_GET = ("settings", "get", "system")
_PUT = ("settings", "put", "system")
_TURNED = "user_rotation"
_BY_ITSELF = "accelerometer_rotation"
_LEADS_ON = frozenset({"back", "home", "app_switch"})
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
        self._by_itself = ""
        """Whether the phone turned by itself before it was turned by hand, in its own word."""

    def do(self, hand: Hand, standing: Standing, asked_at: float) -> None:
        """Do what was asked for at a time, by the monotonic clock.

        Raises NotNow while the phone is the agent's, and for a touch that had to wait too long;
        ActionRejected or a DeviceError where it can't be done.
        """
        if not may_touch(standing):
            raise NotNow("the agent has the phone", "Take over to use it")
        with self._turn:
            if _is_aimed(hand) and time.monotonic() - asked_at > STALE:
                raise NotNow("the phone was busy: a touch that had to wait was left out")
            self._do(hand)

    def _do(self, hand: Hand) -> None:
        device = self._device
        match hand:
            case Tap(do="tap", x=x, y=y):
                device.tap(Point(x, y))
            case Tap(do="double_tap", x=x, y=y):
                device.double_tap(Point(x, y))
            case Tap(x=x, y=y):
                device.long_press(Point(x, y))
            case Swipe(x=x, y=y, to_x=to_x, to_y=to_y, seconds=seconds):
                device.swipe(Point(x, y), Point(to_x, to_y), seconds)
            case Type(text=text):
                device.type_text(text)
            case Key(name=name):
                device.press(name)
            case Turn():
                self._rotate()

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
    return not isinstance(hand, Type | Key) or (isinstance(hand, Key) and hand.name in _LEADS_ON)
