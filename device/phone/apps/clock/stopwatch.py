"""The Stopwatch tab."""

from device.phone.apps.clock.state import Hands, tab_screen
from device.phone.apps.clock.watchstore import (
    LAP_LIMIT,
    PAUSED,
    RESET,
    RUNNING,
    laps_of,
    put_watch,
    read_watch,
    reset_watch,
    take_lap,
)
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, Handler, Screen, Shape, View
from device.phone.widget import icon_button, scroll
from device.phone.widget.figure import fitting

_RING, _LOW_RING = 288.0, 208.0
"""dp across; low where the phone lies on its side."""
_RIM = 32.0
"""dp of it that the time leaves free."""


def watch_text(ms: int) -> str:
    """As in "01:02.34", with hours from the first on."""
    hours, minutes, seconds = ms // 3_600_000, ms // 60_000 % 60, ms // 1000 % 60
    text = f"{minutes:02d}:{seconds:02d}.{ms % 1000 // 10:02d}"
    return f"{hours}:{text}" if hours else text


def show_stopwatch(hands: Hands) -> Screen:
    """The time, its buttons, the laps."""
    tr = hands.tr
    state, ms = read_watch(hands.context)
    running = state == RUNNING
    wide, high = hands.context.size
    size, style = (_RING, "52/400/64") if wide < high else (_LOW_RING, "38/400/48")
    text = watch_text(ms)
    style = fitting(text, style, size - _RIM, hands.context.font_scale)
    time = fixed("TextView", "stopwatch_time_text", text, style=style, text_align="center")
    ring = View(
        "FrameLayout",
        "stopwatch_circle",
        axis="stack",
        align="center",
        justify="center",
        width=size,
        height=size,
        shapes=(
            Shape("arc", "surface_container_highest", 6.0),
            Shape("arc", "primary", 6.0, sweep=360.0 * (ms % 60_000) / 60_000),
        ),
        on_tap=lambda: put_watch(hands.context, PAUSED if running else RUNNING, read_watch(hands.context)[1]),
        children=(time,),
    )
    middle = View(
        width=FILL, align="center", padding=(0.0, 16.0, 0.0, 16.0), children=(ring,), important=False
    )
    main = icon_button(
        "pause" if running else "play_arrow",
        tr("Pause") if running else tr("Start"),
        lambda: put_watch(hands.context, PAUSED if running else RUNNING, read_watch(hands.context)[1]),
        resource_id="fab",
        size=96.0,
        icon_size=36.0,
        filled=True,
        colour="on_primary_container",
        background="primary_container",
    )
    main.radius = 28.0 if running else 48.0
    side = fixed(width=56.0, height=56.0, important=False)
    left = right = side
    if state != RESET:
        left = _side("replay", tr("Reset"), "left_button", lambda: reset_watch(hands.context))
    if running and len(laps_of(hands.context)) < LAP_LIMIT:
        right = _side("timer", tr("Lap"), "right_button", lambda: take_lap(hands.context))
    foot = View(
        axis="row", width=FILL, justify="center", align="center", gap=24.0, children=(left, main, right)
    )
    foot.important = False
    foot.padding = (0.0, 8.0, 0.0, 24.0)
    laps = _lap_list(hands, ms)
    if wide < high:
        return tab_screen(hands, (middle, laps, foot))
    aside = View(weight=1.0, height=FILL, children=(laps, foot), important=False)
    middle.width, middle.weight = None, 1.0
    halves = View(
        axis="row", width=FILL, weight=1.0, align="center", children=(middle, aside), important=False
    )
    return tab_screen(hands, (halves,))


def _side(icon: str, label: str, name: str, on_tap: Handler) -> View:
    return icon_button(
        icon,
        label,
        on_tap,
        resource_id=name,
        size=56.0,
        colour="on_secondary_container",
        background="secondary_container",
    )


def _lap_list(hands: Hands, ms: int) -> View:
    laps = laps_of(hands.context)
    if laps:
        laps.insert(0, (laps[0][0] + 1, ms))
    rows = []
    for place, (number, total) in enumerate(laps):
        before = laps[place + 1][1] if place + 1 < len(laps) else 0
        rows.append(
            fixed(
                "LinearLayout",
                axis="row",
                width=FILL,
                justify="between",
                padding=(48.0, 8.0, 48.0, 8.0),
                children=(
                    fixed("TextView", "lap_number", f"# {number}", colour="on_surface_variant"),
                    fixed("TextView", "lap_time", watch_text(total - before)),
                    fixed("TextView", "lap_total", watch_text(total)),
                ),
            )
        )
    return scroll("laps", rows, resource_id="laps_list")
