"""The power key and those for calls: the display goes off and on, calls are taken and ended."""

from dataclasses import replace
from typing import TYPE_CHECKING

from device.phone.apps.dialer.call import RINGING, answer_call, call_state, hang_up
from device.phone.screen.shade.state import collapse, open_panel
from device.phone.system import audiofocus as focus
from device.phone.system import keycode
from device.phone.system.intent import Intent

if TYPE_CHECKING:
    from device.phone.phone import Phone

_CALL_BUTTON = "android.intent.action.CALL_BUTTON"
KEYS = frozenset(
    (keycode.POWER, keycode.SLEEP, keycode.WAKEUP, keycode.CALL, keycode.ENDCALL, keycode.HEADSETHOOK)
)


def press(phone: "Phone", code: int, *, long: bool = False) -> None:
    """One of KEYS, pressed while the display is on. The power key held down opens the power menu."""
    if code == keycode.POWER and long:
        open_panel(phone, "power")
    elif code in (keycode.POWER, keycode.SLEEP):
        sleep(phone)
    elif code == keycode.ENDCALL:
        if not hang_up(phone):
            sleep(phone)  # as Settings.System.END_BUTTON_BEHAVIOR has it
    elif code in (keycode.CALL, keycode.HEADSETHOOK):
        if call_state(phone) == RINGING:
            answer_call(phone)
        elif code == keycode.CALL:
            phone.start(Intent(_CALL_BUTTON))
        else:
            focus.press(phone, "play-pause")


def sleep(phone: "Phone") -> None:
    """The display goes off. Apps stay open, as there is no lock screen; the shade does not."""
    phone.show_keyboard(False)
    collapse(phone)
    _light(phone, on=False)


def wake(phone: "Phone") -> None:
    """The display goes on."""
    _light(phone, on=True)


def _light(phone: "Phone", *, on: bool) -> None:
    if phone.hardware.asleep is on:
        phone.hardware = replace(phone.hardware, asleep=not on)
        phone.events.note("phone", "awake" if on else "asleep")
