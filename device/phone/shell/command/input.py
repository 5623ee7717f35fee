"""input: fingers and keys."""

import re
from collections.abc import Callable

from device.phone.console import finger
from device.phone.screen.pressing import SLOP
from device.phone.screen.touch import DOUBLE_TAP_MS
from device.phone.shell.call import Call, Command
from device.phone.shell.command.intent import died
from device.phone.system import keycode

_SOURCES = frozenset({
    "touchscreen", "touchpad", "touchnavigation", "mouse", "stylus", "keyboard", "dpad", "gamepad",
    "joystick", "trackball", "rotaryencoder",
})  # fmt: skip
_DEFAULT_SWIPE_MS = 300
_DEFAULT_DRAG_MS = 1000
_POINT = re.compile(r"[-+]?\d{1,10}(\.\d*)?|[-+]?\.\d+")
_MOST = 2**31 - 1
_ARGUMENT = "java.lang.IllegalArgumentException"
_USAGE = """Usage: input [<source>] [-d DISPLAY_ID] <command> [<arg>...]
      text <string>
      keyevent [--longpress|--doubletap] [--delay <ms between keycodes>] <key code number or name> ...
      tap <x> <y>
      swipe, draganddrop <x1> <y1> <x2> <y2> [duration(ms)]
      motionevent <DOWN|UP|MOVE|CANCEL> <x> <y>
      keycombination [-t duration(ms)] <key code 1> <key code 2> ...
"""


class _Refused(Exception):
    """The arguments do not fit; the message is that of the IllegalArgumentException."""


class _Missing(Exception):
    """So many arguments are there, and one more is needed."""


def _numbers(args: list[str], least: int, most: int) -> list[int]:
    """The numbers that the arguments begin with, from `least` to `most` of them; what follows is not read."""
    for arg in args[:most]:
        if not _POINT.fullmatch(arg) or abs(float(arg)) > _MOST:
            raise ValueError(arg)
    if len(args) < least:
        raise _Missing
    return [int(float(arg)) for arg in args[:most]]


def _tap(call: Call, args: list[str]) -> None:
    """Two touches of one script at one place, with nothing in between, are a double tap."""
    x, y = _numbers(args, 2, 2)
    touch, clock, last = call.phone.touch, call.phone.clock, call.shell.tapped
    if last and clock.uptime_ms - last[2] < DOUBLE_TAP_MS and max(abs(last[0] - x), abs(last[1] - y)) < SLOP:
        touch.tap_again(x, y)
        call.shell.tapped = None
    else:
        touch.tap(x, y)
        call.shell.tapped = (x, y, clock.uptime_ms)


def _swipe(call: Call, args: list[str]) -> None:
    x1, y1, x2, y2, *ms = _numbers(args, 4, 5)
    call.phone.touch.swipe(x1, y1, x2, y2, ms[0] if ms else _DEFAULT_SWIPE_MS)


def _drag(call: Call, args: list[str]) -> None:
    x1, y1, x2, y2, *ms = _numbers(args, 4, 5)
    call.phone.touch.drag(x1, y1, x2, y2, ms[0] if ms else _DEFAULT_DRAG_MS)


def _text(call: Call, args: list[str]) -> None:
    if not args:
        raise _Missing
    text = args[0]
    lines = text.replace("\t", "").split("\n")
    if not all(line.isascii() and line.isprintable() for line in lines):
        raise UnicodeError(text)
    for place, line in enumerate(text.replace("%s", " ").split("\n")):
        if place:
            call.phone.touch.key(keycode.ENTER[0])
        if line:
            call.phone.touch.text(line)


def _key_event(call: Call, args: list[str]) -> None:
    queue = args[::-1]
    codes: list[str] = []
    repeat, long = 1, False
    while queue:
        arg = queue.pop()
        if arg in ("--delay", "--duration"):
            del queue[-1:]
        elif arg == "--longpress":
            long = True
        elif arg == "--async":
            continue
        elif arg == "--doubletap":
            repeat = 2
        else:
            codes.append(arg)
    if not codes:
        raise _Missing
    for name in codes:
        code = keycode.code_of(name)
        for _ in range(repeat):
            call.phone.touch.key(0 if code is None else code, long=long)


def _combination(call: Call, args: list[str]) -> None:
    if args[:1] == ["-t"]:
        args = args[2:]
    if not args:
        raise _Missing
    codes = []
    for name in args:
        code = keycode.code_of(name)
        if not code:
            raise _Refused(f"Unknown keycode: {name}")
        codes.append(code)
    if len(codes) < 2:
        raise _Refused("keycombination requires at least 2 keycodes")
    call.phone.touch.key_combination(codes)


def _motion(call: Call, args: list[str]) -> None:
    """DOWN, MOVE and UP as commands of their own: the gesture happens at UP, along all of the way."""
    if not args:
        raise _Missing
    kind = args[0].upper()
    if kind not in ("DOWN", "UP", "MOVE", "CANCEL"):
        raise _Refused(f"Unknown action: {args[0]}")
    if kind == "CANCEL" and len(args) < 3:
        finger.forget(call.phone)
        return
    x, y = _numbers(args[1:], 2, 2)
    if kind == "CANCEL":
        finger.forget(call.phone)
    else:
        {"DOWN": finger.press, "MOVE": finger.move, "UP": finger.lift}[kind](call.phone, (x, y))


_VERBS: dict[str, Callable[[Call, list[str]], None]] = {
    "tap": _tap, "swipe": _swipe, "draganddrop": _drag, "text": _text, "keyevent": _key_event,
    "keycombination": _combination, "motionevent": _motion,
}  # fmt: skip


def input_(call: Call) -> int:
    """Fingers and keys. A command that it does not have is told, and is no failure."""
    given = [arg for arg in call.args if arg]
    args = given[1:] if given[:1] and given[0] in _SOURCES else list(given)
    if args[:1] == ["-d"]:
        args = args[2:]
    if not args or args[0] in ("help", "-h"):
        call.out(_USAGE)
        return 0
    verb = args.pop(0)
    action = _VERBS.get(verb)
    if action is None:
        call.line(f"Unknown command: {verb}")
        return 0
    try:
        action(call, args)
    except _Missing:
        return died(call, given[0], _ARGUMENT, f'Argument expected after "{given[-1]}"')
    except _Refused as refusal:
        return died(call, given[0], _ARGUMENT, str(refusal))
    except UnicodeError:  # there is no key for it: the real command dies of just this
        return died(
            call, given[0], "java.lang.NullPointerException", "Attempt to get length of null array\n"
            "\tat com.android.server.input.InputShellCommand.sendText(InputShellCommand.java:311)",
        )  # fmt: skip
    except ValueError:
        return died(call, given[0], _ARGUMENT, f"Error: Invalid arguments for command: {verb}")
    return 0


COMMANDS: dict[str, Command] = {"input": input_}
