"""`event ...`: fingers and keys as the kernel would report them, and typed text."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.console.answer import ConsoleEntry, ConsolePlace, Refused, Table
from device.phone.system import keycode
from device.phone.system.display import natural_size

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset

Point = tuple[int, int]
_TYPES = {"EV_SYN": 0, "EV_KEY": 1, "EV_REL": 2, "EV_ABS": 3, "EV_SW": 5}
_AXES = {"ABS_X": 0, "ABS_Y": 1, "ABS_MT_POSITION_X": 0x35, "ABS_MT_POSITION_Y": 0x36}
_SHORTEST_MS = 300
"""A finger's way takes so long at least: nobody waits between two events here."""
_LONGEST_WAY = 2_000
"""Points of a finger's way that are kept; beyond them only where it is now."""
_ACROSS, _DOWN = (0, 0x35), (1, 0x36)
_TOUCH = 330
_SLOT, _TRACKING = 0x2F, 0x39
"""ABS_MT_SLOT: which finger is told of; ABS_MT_TRACKING_ID: the number of a finger, -1 when it is lifted."""
_KEYS: dict[str, tuple[int, str]] = {
    "KEY_BACK": (158, "BACK"), "KEY_HOME": (102, "MOVE_HOME"), "KEY_HOMEPAGE": (172, "HOME"),
    "KEY_APPSELECT": (0x244, "APP_SWITCH"), "KEY_POWER": (116, "POWER"), "KEY_MENU": (139, "MENU"),
    "KEY_VOLUMEUP": (115, "VOLUME_UP"), "KEY_VOLUMEDOWN": (114, "VOLUME_DOWN"), "KEY_SEND": (231, "CALL"),
    "KEY_END": (107, "MOVE_END"), "KEY_ENTER": (28, "ENTER"), "KEY_BACKSPACE": (14, "DEL"),
    "KEY_SPACE": (57, "SPACE"), "KEY_TAB": (15, "TAB"), "KEY_ESC": (1, "ESCAPE"),
    "KEY_UP": (103, "DPAD_UP"), "KEY_DOWN": (108, "DPAD_DOWN"), "KEY_LEFT": (105, "DPAD_LEFT"),
    "KEY_RIGHT": (106, "DPAD_RIGHT"), "KEY_SLEEP": (142, "SLEEP"), "KEY_WAKEUP": (143, "WAKEUP"),
    **{f"KEY_{digit}": (2 + (digit - 1) % 10, str(digit)) for digit in range(10)},
    **{f"KEY_{char}": (16 + place, char) for place, char in enumerate("QWERTYUIOP")},
    **{f"KEY_{char}": (30 + place, char) for place, char in enumerate("ASDFGHJKL")},
    **{f"KEY_{char}": (44 + place, char) for place, char in enumerate("ZXCVBNM")},
}  # fmt: skip
"""Name -> code of the kernel, and Android's name."""
_CODES = {
    "EV_KEY": {"BTN_TOUCH": _TOUCH, **{name: code for name, (code, _) in _KEYS.items()}},
    "EV_ABS": _AXES,
}
_ANDROID = dict(_KEYS.values())


def _types(place: ConsolePlace, rest: str) -> list[str]:
    return ["event <type> can be an integer or one of the following aliases:"] + [
        f"    {name:<8} ({len(_CODES[name])} code aliases)" if name in _CODES else f"    {name}"
        for name in _TYPES
    ]


def _codes(place: ConsolePlace, rest: str) -> list[str]:
    if not rest:
        raise Refused("argument missing, try 'event codes <type>'")
    if rest not in _TYPES:
        raise Refused("bad argument, see 'help event codes' for valid event types")
    names = _CODES.get(rest)
    if not names:
        return ["no code aliases defined for this type"]
    return [f"type '{rest}' accepts the following <code> aliases:", *(f"    {name}" for name in names)]


def _text(place: ConsolePlace, rest: str) -> list[str]:
    if not rest:
        raise Refused("argument missing, try 'event text <message>'")
    if not place.phone.touch.text(rest):
        raise Refused("no text field has the focus")
    return []


def _send(place: ConsolePlace, rest: str) -> list[str]:
    words = rest.split()
    if not words:
        raise Refused("Usage: event send <type>:<code>:<value> ...")
    for kind, code, value in [_triple(word) for word in words]:
        if kind == _TYPES["EV_KEY"] and code == _TOUCH:
            _touched(place.phone, value != 0)
        else:
            report(place.phone, kind, code, value)
    return []


def report(phone: "Handset", kind: int, code: int, value: int) -> None:
    """One event of an input device: what a finger does is known when a report ends that lifts it."""
    now = phone.hardware
    if kind == _TYPES["EV_ABS"] and code == _SLOT:
        phone.hardware = replace(now, slot=value)
    elif kind == _TYPES["EV_ABS"] and now.slot:
        _second(phone, code, value)
    elif (kind, code) == (0, 0) and (now.pinched or (now.finger_on and now.second_on)):
        _pinch(phone)
    elif kind == _TYPES["EV_ABS"] and code == _TRACKING:
        phone.hardware = replace(now, finger_on=value >= 0)
    elif kind == _TYPES["EV_ABS"]:
        x, y = now.finger
        x, y = (value, y) if code in _ACROSS else (x, value) if code in _DOWN else (x, y)
        phone.hardware = replace(now, finger=(x, y))
    elif kind == _TYPES["EV_KEY"] and code == _TOUCH:
        phone.hardware = replace(now, finger_on=value != 0)
    elif kind == _TYPES["EV_KEY"] and value == 0 and code in _ANDROID:
        phone.touch.key(keycode.NAMES[_ANDROID[code]])
    elif (kind, code) == (0, 0) and now.finger_on and now.finger_down is not None:
        move(phone, now.finger)
    elif (kind, code) == (0, 0) and now.finger_on != (now.finger_down is not None):
        _touched(phone, now.finger_on)


def _second(phone: "Handset", code: int, value: int) -> None:
    """One event of the second finger; more than two are not felt."""
    now, (x, y) = phone.hardware, phone.hardware.second
    if now.slot > 1:
        return
    if code == _TRACKING:
        phone.hardware = replace(now, second_on=value >= 0)
    else:
        x, y = (value, y) if code in _ACROSS else (x, value) if code in _DOWN else (x, y)
        phone.hardware = replace(now, second=(x, y))


def _pinch(phone: "Handset") -> None:
    """A report with two fingers: what the first did so far comes to nothing, until both are lifted."""
    now, before = phone.hardware, phone.hardware.pinched
    forget(phone)
    both = (_turned(phone, now.finger), _turned(phone, now.second))
    if now.finger_on and now.second_on:
        phone.hardware = replace(phone.hardware, pinched=both)
        if before is not None:
            phone.touch.pinch(before, both)
    elif not (now.finger_on or now.second_on):
        phone.hardware = replace(phone.hardware, pinched=None)


def _turned(phone: "Handset", at: Point) -> Point:
    """A pixel of the screen held upright, as one of the screen as it is turned."""
    (wide, high), (x, y) = natural_size(phone.settings), at
    return ((x, y), (y, wide - 1 - x), (wide - 1 - x, high - 1 - y), (high - 1 - y, x))[
        phone.frame().rotation
    ]


def _triple(word: str) -> tuple[int, int, int]:
    parts = word.split(":")
    if len(parts) != 3:
        raise Refused(f"invalid event format in '{word}', it should be '<type>:<code>:<value>'")
    kind = _TYPES.get(parts[0])
    if kind is None and re.fullmatch(r"\d{1,5}", parts[0]):
        kind = int(parts[0])
    if kind is None:
        raise Refused(f"invalid event type in '{word}', try 'event types' for valid values")
    code = _CODES.get(parts[0], {}).get(parts[1])
    if code is None and re.fullmatch(r"(0x[0-9a-fA-F]{1,4}|\d{1,5})", parts[1]):
        code = int(parts[1], 0) if parts[1].startswith("0x") else int(parts[1])
    if code is None:
        raise Refused(f"invalid event code in '{word}', try 'event codes {parts[0]}' for valid values")
    if not re.fullmatch(r"-?\d{1,9}", parts[2]):
        raise Refused(f"invalid event value in '{word}', integer expected")
    return kind, code, int(parts[2])


def _mouse(place: ConsolePlace, rest: str) -> list[str]:
    words = rest.split()
    if len(words) != 4 or not all(re.fullmatch(r"\d{1,5}", word) for word in words):
        raise Refused("Usage: event mouse <x> <y> <device> <buttonstate>")
    x, y, _, buttons = map(int, words)
    place.phone.hardware = replace(place.phone.hardware, finger=(x, y))
    _touched(place.phone, buttons != 0)
    return []


def _touched(phone: "Handset", down: bool) -> None:
    """A finger is put down or lifted; what it did is known when it is lifted."""
    now = phone.hardware = replace(phone.hardware, finger_on=down)
    if not down:
        lift(phone, now.finger)
    elif now.finger_down is None:
        press(phone, now.finger)
    else:
        move(phone, now.finger)


def press(phone: "Handset", at: Point) -> None:
    """A finger is put down on a pixel."""
    since = phone.clock.uptime_ms
    phone.hardware = replace(phone.hardware, finger_down=at, finger_since=since, finger_way=())


def move(phone: "Handset", to: Point) -> None:
    """The finger that is down moves on, if one is; what scrolls under it goes along."""
    _go(phone, to)
    now = phone.hardware
    if now.finger_down is not None and now.finger_way:
        phone.touch.follow((now.finger_down, *now.finger_way))


def _go(phone: "Handset", to: Point) -> None:
    now = phone.hardware
    if now.finger_down is not None and to != (now.finger_way or (now.finger_down,))[-1]:
        phone.hardware = replace(now, finger_way=(*now.finger_way[: _LONGEST_WAY - 1], to))


def lift(phone: "Handset", at: Point) -> None:
    """The finger that is down, if one is, is lifted: what it did happens now."""
    _go(phone, at)
    now = phone.hardware
    if now.finger_down is None:
        return
    if now.finger_scrolls is not None:
        phone.touch.follow((now.finger_down, *now.finger_way))
        forget(phone)
        return
    forget(phone)
    ms = max(_SHORTEST_MS, phone.clock.uptime_ms - now.finger_since)
    phone.touch.trace((now.finger_down, *now.finger_way), ms)


def forget(phone: "Handset") -> None:
    """No finger is down, and what one did so far comes to nothing."""
    phone.hardware = replace(
        phone.hardware, finger_down=None, finger_since=0, finger_way=(), finger_scrolls=None
    )


COMMANDS: Table = {
    "send": ConsoleEntry(_send, "send a series of events to the kernel"),
    "types": ConsoleEntry(_types, "list all <type> aliases"),
    "codes": ConsoleEntry(_codes, "list all <code> aliases for a given <type>"),
    "text": ConsoleEntry(_text, "simulate keystrokes from a given text"),
    "mouse": ConsoleEntry(_mouse, "simulate a mouse event: <x> <y> <device> <buttonstate>"),
}
