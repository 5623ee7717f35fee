"""The keypad on which a new timer is set."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.clock.state import ClockActivity, tab_screen
from device.phone.apps.clock.timerstore import add_timer
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Text
from device.phone.widget import fab, icon_button, key, keypad
from device.phone.widget.figure import fitting

_KEY, _LOW_KEY = 80.0, 50.0
"""dp across; low where the phone lies on its side."""
_SIDES = 32.0
"""dp left free beside the time."""
_INK = 0.9
"""Of a key's breadth, what "00" may have: letters that are wider are higher than the key."""


def length_of(digits: str) -> tuple[int, int, int]:
    """Hours, minutes and seconds as typed on the keypad: the last two digits are seconds."""
    filled = digits.rjust(6, "0")
    return int(filled[:2]), int(filled[2:4]), int(filled[4:])


def show_setup(hands: ClockActivity, others: bool) -> Screen:
    """The keypad; with `others` there are timers to go back to."""
    digits, tr = hands.state.digits, hands.tr
    hours, minutes, seconds = length_of(digits)
    length_ms = (hours * 3600 + minutes * 60 + seconds) * 1000
    wide, high = hands.context.size
    low = wide > high
    text = tr("{:02d}h {:02d}m {:02d}s").format(hours, minutes, seconds)
    room = hands.context.display.room_size[0] / hands.context.density / (2 if low else 1) - _SIDES
    shown = fixed(
        "TextView",
        "timer_setup_time",
        Text(
            text,
            style=fitting(text, "52/400/64", room, hands.context.font_scale),
            colour="primary" if digits else "on_surface_variant",
            align="center",
        ),
        tr("{} hours, {} minutes, {} seconds").format(hours, minutes, seconds),
        box=Box(width=FILL, padding=(0.0, 4.0, 0.0, 12.0)),
    )
    size = _LOW_KEY if low else _KEY
    pad = View(box=FULL_WIDTH, flow=Flow(align="center"), children=(_keypad(hands, size),), important=False)
    row = [View(box=Box(width=80.0, height=80.0), important=False)] * 3
    if length_ms:
        start = fab("play_arrow", tr("Start"), lambda: _begin(hands, length_ms))
        start.box = replace(start.box, width=80.0, height=80.0)
        start.surface = replace(start.surface, radius=28.0)
        start.icon = replace(start.icon, filled=True)
        row[1] = start
    if others:
        row[0] = icon_button(
            "delete",
            tr("Delete"),
            lambda: hands.set(adding=False, digits=""),
            size=80.0,
            resource_id="left_button",
        )
    foot = View(
        box=Box(width=FILL, padding=(0.0, 12.0, 0.0, 12.0)),
        flow=Flow("row", gap=8.0, justify="center"),
        children=row,
        important=False,
    )
    gap = fixed(box=GROWING, important=False)
    if not low:
        return tab_screen(hands, (shown, pad, foot, gap))
    aside = View(box=GROWING, flow=Flow(justify="center"), children=(shown, foot), important=False)
    pad.box = replace(pad.box, width=None, weight=1.0)
    halves = View(box=Box(width=FILL, weight=1.0), flow=CENTRED_ROW, children=(aside, pad), important=False)
    return tab_screen(hands, (halves,))


def _keypad(hands: ClockActivity, size: float) -> View:
    def press(typed: str) -> Callable[[], None]:
        def run() -> None:
            digits = (hands.state.digits + typed).lstrip("0")
            if len(digits) <= 6:
                hands.set(digits=digits)

        return run

    style = fitting("00", "headline_large", size * _INK, hands.context.font_scale)

    def digit(typed: str) -> View:
        made = key(typed, press(typed), resource_id=f"timer_setup_digit_{typed}", size=size)
        made.text = replace(made.text, style=style)
        return made

    back = key(
        Icon("backspace", "on_secondary_container", size=28.0),
        lambda: hands.set(digits=hands.state.digits[:-1]),
        description=hands.tr("Delete"),
        resource_id="timer_setup_delete",
        size=size,
        background="secondary_container",
        on_long_press=lambda: hands.set(digits=""),
    )
    rows = [[digit(typed) for typed in row] for row in ("123", "456", "789")]
    return keypad([*rows, [digit("00"), digit("0"), back]])


def _begin(hands: ClockActivity, length_ms: int) -> None:
    """Start a timer, and show it."""
    add_timer(hands.context, length_ms)
    hands.set(digits="", adding=False)
