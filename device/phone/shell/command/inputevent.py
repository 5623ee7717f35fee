"""getevent, sendevent: the touch screen as the kernel has it."""

import re

from device.phone.console import finger
from device.phone.shell.call import Call, Command
from device.phone.system.display import natural_size

_DEVICE = "/dev/input/event1"
_NUMBER = re.compile(r"-?\d{1,10}")
_HALF = 1 << 31
"""A value has 32 bits with a sign."""
_AXIS = "value 0, min 0, max {}, fuzz 0, flat 0, resolution 0"


def _get(call: Call) -> int:
    """Only what it has to tell of the devices; no event comes by itself here."""
    if "p" not in "".join(call.args).replace("-", ""):
        return call.complain("only -p is there")
    wide, high = natural_size(call.phone.settings)
    call.line(f"add device 1: {_DEVICE}")
    call.line('  name:     "touchscreen"')
    call.line("  events:")
    tops = {"SLOT": 1, "POSITION_X": wide - 1, "POSITION_Y": high - 1, "TRACKING_ID": 65535}
    for place, (name, top) in enumerate(tops.items()):
        head = "    ABS (0003): " if place == 0 else " " * 16
        call.line(f"{head}{'ABS_MT_' + name:<22}: {_AXIS.format(top)}")
    call.line("  input props:\n    INPUT_PROP_DIRECT")
    return 0


def _send(call: Call) -> int:
    if len(call.args) != 4 or not all(_NUMBER.fullmatch(each) for each in call.args[1:]):
        return call.complain("Needs 4 arguments")
    device, kind, code, value = call.args
    if device != _DEVICE:
        return call.complain(f"{device}: No such file or directory")
    finger.report(call.phone, int(kind), int(code), (int(value) + _HALF) % (2 * _HALF) - _HALF)
    return 0


COMMANDS: dict[str, Command] = {"getevent": _get, "sendevent": _send}
