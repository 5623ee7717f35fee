"""Two apps that share the screen: the one in front above, another below, as windows and trees tell it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.screen.dump import PROLOG, xml_of
from device.phone.screen.windowdump import window_tag
from device.phone.server.vendorpicture import Programs, answer
from device.phone.shell.call import Call
from device.phone.shell.command.dump import COMMANDS as _DUMP
from device.phone.shell.command.screen import COMMANDS as _SCREEN
from device.screen import Bounds, UIElement

if TYPE_CHECKING:
    from device.phone.phone import Phone

_BELOW = "am start -n com.google.android.deskclock/com.android.deskclock.DeskClock"


def split(phone: "Phone") -> Programs:
    """Says so with its windows; a dump has the app in front alone, unless it is asked for all windows."""
    other = phone.fork()
    other.shell(_BELOW)

    def told(call: Call) -> int:
        said, status = answer(call, _DUMP["dumpsys"])
        call.out(said + (b"    mWindowingMode=multi-window\n" if call.args[:1] == ["window"] else b""))
        return status

    def dump(call: Call) -> int:
        above = tuple(_halved(call.phone.frame().elements(), 0))
        if call.args[:1] != ["dump"] or "/dev/tty" not in call.args:
            return _SCREEN["uiautomator"](call)
        if "--windows" not in call.args:
            call.out(xml_of(above))
            return 0
        below = tuple(_halved(other.frame().elements(), call.phone.size[1] // 2))
        windows = "".join(
            window_tag(layer, layer, "TYPE_APPLICATION", elements, active=elements is above)
            + xml_of(elements).decode().removeprefix(PROLOG)
            + "</window>"
            for layer, elements in enumerate((below, above))
        )
        call.out(f'{PROLOG}<displays><display id="0">{windows}</display></displays>'.encode())
        return 0

    return {"dumpsys": told, "uiautomator": dump}


def _halved(elements: Iterable[UIElement], top: int) -> Iterable[UIElement]:
    """The same on half the height."""
    for element in elements:
        box = element.bounds
        yield replace(element, bounds=Bounds(box.left, top + box.top // 2, box.right, top + box.bottom // 2))
