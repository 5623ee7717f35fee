"""cmd statusbar, and `service call statusbar`: the shade from the shell."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from device.phone.screen.shade.tile import TILES
from device.phone.shell.call import Call
from device.phone.system.shade import change, collapse, expand

if TYPE_CHECKING:
    from device.phone.screen.handset import Handset


def _expand_settings(phone: "Handset") -> None:
    change(phone, panel="")
    expand(phone, "full")


def _expand_notifications(phone: "Handset") -> None:
    change(phone, panel="")
    expand(phone, "compact")


_VERBS: dict[str, Callable[["Handset"], None]] = {
    "expand-notifications": _expand_notifications,
    "expand-settings": _expand_settings,
    "collapse": collapse,
}
_CALLS = {"1": "expand-notifications", "2": "collapse"}
"""Transaction codes of IStatusBarService."""

_HELP = """Status bar commands:
  help
    Print this help text.
  expand-notifications
    Open the notifications panel.
  expand-settings
    Open the notifications panel and expand quick settings if present.
  collapse
    Collapse the notifications and settings panel.
  check-support, get-status-icons, get-tiles
"""


def status_bar(call: Call) -> int:
    """`cmd statusbar VERB`"""
    verb = call.args[0] if call.args else ""
    if verb == "get-status-icons":
        for name in ("clock", "wifi", "mobile", "battery"):
            call.line(name)
        return 0
    if verb == "check-support":
        call.line("true")
        return 0
    if verb == "get-tiles":
        call.line(",".join(tile.name for tile in TILES))
        return 0
    act = _VERBS.get(verb)
    if act is not None:
        act(call.phone)
        return 0
    if verb not in ("", "help", "-h"):
        return call.unknown(verb)
    call.out(_HELP)
    return 255


def call_status_bar(call: Call, code: str) -> None:
    """`service call statusbar CODE`: 1 expands the notifications, 2 closes the shade."""
    verb = _CALLS.get(code)
    if verb is not None:
        _VERBS[verb](call.phone)
