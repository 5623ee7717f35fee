"""getevent and sendevent: the kernel's input devices, as harnesses speak to them."""

import re

from device.phone.console.finger import report
from device.phone.shell.call import Call, Command, UsageFault
from device.phone.system.display import PHYSICAL_SIZE

_TOUCHSCREEN, _BUTTONS = "/dev/input/event2", "/dev/input/event0"
_NUMBER = re.compile(r"-?\d{1,10}|0x[0-9a-fA-F]{1,8}", re.ASCII)
_AXES = (
    (0x2F, "ABS_MT_SLOT", 9), (0x30, "ABS_MT_TOUCH_MAJOR", 255), (0x35, "ABS_MT_POSITION_X", 0),
    (0x36, "ABS_MT_POSITION_Y", 0), (0x39, "ABS_MT_TRACKING_ID", 65535), (0x3A, "ABS_MT_PRESSURE", 255),
)  # fmt: skip


def getevent(call: Call) -> int:
    """Which devices there are. Nobody touches the glass while a command runs, so no event comes."""
    options = call.options("tnsSvdpilqc:r")
    if "s" in options or not ("p" in options or "i" in options):
        options.flags.setdefault("brief", 1)
    wide, high = PHYSICAL_SIZE
    labels = "l" in options
    for number, (path, name) in enumerate(((_TOUCHSCREEN, "fts"), (_BUTTONS, "gpio_keys")), 1):
        if options.rest and path not in options.rest:
            continue
        call.line(f'add device {number}: {path}\n  name:     "{name}"')
        if "brief" in options:
            continue
        call.line("  events:")
        if path == _BUTTONS:
            keys = ("KEY_VOLUMEDOWN", "KEY_VOLUMEUP", "KEY_POWER") if labels else ("0072", "0073", "0074")
            call.line(f"    KEY (0001): {'  '.join(keys)}")
        else:
            call.line(f"    KEY (0001): {'BTN_TOUCH' if labels else '014a'}")
            _show_axes(call, {0x35: wide - 1, 0x36: high - 1}, labels=labels)
        call.line("  input props:")
        call.line(
            ("    INPUT_PROP_DIRECT" if labels else "    0001") if path == _TOUCHSCREEN else "    <none>"
        )
    return 0


def _show_axes(call: Call, ends: dict[int, int], *, labels: bool) -> None:
    for place, (code, name, most) in enumerate(_AXES):
        shown = f"{name:<20}" if labels else f"{code:04x} "
        start = "    ABS (0003): " if not place else " " * 16
        call.line(
            f"{start}{shown} : value 0, min 0, max {ends.get(code, most)}, fuzz 0, flat 0, resolution 0"
        )


def sendevent(call: Call) -> int:
    """`sendevent DEVICE TYPE CODE VALUE`"""
    if len(call.args) != 4:
        raise UsageFault("Needs 4 arguments")
    device, *words = call.args
    if device not in (_TOUCHSCREEN, _BUTTONS):
        return call.complain(f"{device}: No such file or directory")
    for word in words:
        if not _NUMBER.fullmatch(word):
            raise UsageFault(f"bad number '{word}'")
    kind, code, value = (int(word, 0) if word.startswith("0x") else int(word) for word in words)
    report(call.phone, kind, code, value - 2**32 if value >= 2**31 else value)
    return 0


COMMANDS: dict[str, Command] = {"getevent": getevent, "sendevent": sendevent}
