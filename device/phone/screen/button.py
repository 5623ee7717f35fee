"""The power key and those for calls: the display goes off and on, calls are taken and ended."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.apps.dialer.call import RINGING, answer_call, call_state, hang_up
from device.phone.system import audiofocus as focus
from device.phone.system import keycode
from device.phone.system.intent import Intent
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
        if not hang_up(system.context()):
            sleep(system)  # as Settings.System.END_BUTTON_BEHAVIOR has it
    elif code in (keycode.CALL, keycode.HEADSETHOOK):
        if call_state(system.context()) == RINGING:
            answer_call(system.context())
        elif code == keycode.CALL:
            system.start(Intent(_CALL_BUTTON))
        else:
            focus.press(system, "play-pause")


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
