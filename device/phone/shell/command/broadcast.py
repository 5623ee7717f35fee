"""am broadcast, and the keyboard ADBKeyboard that is typed on by broadcasts."""

import base64
import binascii
from collections.abc import Callable

from device.phone.shell.call import Call
from device.phone.shell.command.intent import read_intent
from device.phone.system import keycode
from device.phone.system.intent import Intent
from device.phone.system.radio import AIRPLANE_CHANGED, follow_airplane_setting

_KEYBOARD_IDS = (
    "com.android.adbkeyboard/.AdbIME",
    "com.android.adbkeyboard/com.android.adbkeyboard.AdbIME",
)
_FROM_SHELL = 0x400000


def _input_text(call: Call, intent: Intent) -> None:
    call.phone.touch.commit(str(intent.extras.get("msg", "")))


def _input_base64(call: Call, intent: Intent) -> None:
    try:
        text = base64.b64decode(str(intent.extras.get("msg", ""))).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return
    call.phone.touch.commit(text)


def _input_chars(call: Call, intent: Intent) -> None:
    codes = str(intent.extras.get("chars", "")).split(",")
    points = [int(code) for code in codes if code.isascii() and code.isdigit() and int(code) < 0x110000]
    call.phone.touch.commit("".join(chr(point) for point in points if not 0xD800 <= point < 0xE000))


def _input_code(call: Call, intent: Intent) -> None:
    code = intent.extras.get("code", -1)
    if isinstance(code, int) and code >= 0:
        call.phone.touch.key(code)


def _editor_code(call: Call, intent: Intent) -> None:
    """An editor action (go, search, send, next, done) is what Enter does in a field."""
    call.phone.touch.key(keycode.ENTER[0])


def _clear_text(call: Call, intent: Intent) -> None:
    call.phone.touch.clear_field()


_KEYBOARD: dict[str, Callable[[Call, Intent], None]] = {
    "ADB_INPUT_TEXT": _input_text,
    "ADB_INPUT_B64": _input_base64,
    "ADB_INPUT_CHARS": _input_chars,
    "ADB_INPUT_CODE": _input_code,
    "ADB_EDITOR_CODE": _editor_code,
    "ADB_CLEAR_TEXT": _clear_text,
}
"""What ADBKeyboard listens to while it is the keyboard in use."""


def broadcast(call: Call, args: list[str]) -> int:
    """`am broadcast`"""
    given, _ = read_intent(
        args, {"--user": True, "--receiver-permission": True, "--allow-background-activity-starts": False}
    )
    call.line(f"Broadcasting: {given.shown(_FROM_SHELL)}")
    intent = given.intent()
    keyboard = call.phone.settings.text("secure", "default_input_method")
    if given.action in _KEYBOARD and keyboard in _KEYBOARD_IDS:
        _KEYBOARD[given.action](call, intent)
    if given.action == AIRPLANE_CHANGED:
        follow_airplane_setting(call.phone)
    answer = call.phone.broadcast(intent)
    if answer is None:
        call.line("Broadcast completed: result=0")
    else:
        result, data = answer
        call.line(f"Broadcast completed: result={result}" + (f', data="{data}"' if data is not None else ""))
    return 0
