"""The power key and those for calls: the display goes off and on, calls are taken and ended."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from device.phone.system import audiofocus as focus
from device.phone.system import keycode
from device.phone.system.fault import guarded
from device.phone.system.intent import Activity, Intent
from device.phone.system.shade import collapse, open_panel

if TYPE_CHECKING:
    from device.phone.system.system import System

_CALL_BUTTON = "android.intent.action.CALL_BUTTON"
KEYS = frozenset(
    (keycode.POWER, keycode.SLEEP, keycode.WAKEUP, keycode.CALL, keycode.ENDCALL, keycode.HEADSETHOOK)
)


def press(system: "System", code: int, *, long: bool = False) -> None:
    """One of KEYS, pressed while the display is on. The power key held down opens the power menu."""
    if code == keycode.POWER and long:
        open_panel(system, "power")
    elif code in (keycode.POWER, keycode.SLEEP):
        sleep(system)
    elif code == keycode.ENDCALL:
        if not _taken(system, code):
            sleep(system)  # as Settings.System.END_BUTTON_BEHAVIOR has it
    elif code in (keycode.CALL, keycode.HEADSETHOOK):
        if _taken(system, code):
            return
        if code == keycode.CALL:
            system.start(Intent(_CALL_BUTTON))
        else:
            focus.press(system, "play-pause")


def _taken(system: "System", code: int) -> bool:
    """Whether an app had a call that the key answers or ends."""
    return any(
        guarded(system, package, partial(app.key, system.context(Activity(0, package, "")), code), False)
        for package, app in system.apps.items()
    )


def sleep(system: "System") -> None:
    """The display goes off. Apps stay open, as there is no lock screen; the shade does not."""
    system.show_keyboard(False)
    collapse(system)
    _light(system, on=False)


def wake(system: "System") -> None:
    """The display goes on."""
    _light(system, on=True)


def _light(system: "System", *, on: bool) -> None:
    if system.hardware.asleep is on:
        system.hardware = replace(system.hardware, asleep=not on)
        system.events.note("phone", "awake" if on else "asleep")
