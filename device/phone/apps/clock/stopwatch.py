"""The Stopwatch tab."""

from dataclasses import replace

from device.phone.apps.clock.state import ClockActivity, tab_screen
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
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, Box, Flow, Handler, Icon, Shape, Text
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


def show_stopwatch(hands: ClockActivity) -> Screen:
    """The time, its buttons, the laps."""
    tr = hands.tr
    state, ms = read_watch(hands.context)
    running = state == RUNNING
    wide, high = hands.context.size
    size, style = (_RING, "52/400/64") if wide < high else (_LOW_RING, "38/400/48")
    text = watch_text(ms)
    style = fitting(text, style, size - _RIM, hands.context.font_scale)
    time = fixed("TextView", "stopwatch_time_text", Text(text, style=style, align="center"))
    ring = View(
        "FrameLayout",
        "stopwatch_circle",
        box=Box(width=size, height=size),
        flow=Flow("stack", align="center", justify="center"),
        shapes=(
            Shape("arc", "surface_container_highest", 6.0),
            Shape("arc", "primary", 6.0, sweep=360.0 * (ms % 60_000) / 60_000),
        ),
        on_tap=lambda: put_watch(hands.context, PAUSED if running else RUNNING, read_watch(hands.context)[1]),
        children=(time,),
    )
    middle = View(
        box=Box(width=FILL, padding=(0.0, 16.0, 0.0, 16.0)),
        flow=Flow(align="center"),
        children=(ring,),
        important=False,
    )
    main = icon_button(
        Icon("pause" if running else "play_arrow", "on_primary_container", size=36.0, filled=True),
        tr("Pause") if running else tr("Start"),
        lambda: put_watch(hands.context, PAUSED if running else RUNNING, read_watch(hands.context)[1]),
        resource_id="fab",
        size=96.0,
        background="primary_container",
    )
    main.surface = replace(main.surface, radius=28.0 if running else 48.0)
    side = fixed(box=Box(width=56.0, height=56.0), important=False)
    left = right = side
    if state != RESET:
        left = _side("replay", tr("Reset"), "left_button", lambda: reset_watch(hands.context))
    if running and len(laps_of(hands.context)) < LAP_LIMIT:
        right = _side("timer", tr("Lap"), "right_button", lambda: take_lap(hands.context))
    foot = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 24.0)),
        flow=Flow("row", gap=24.0, align="center", justify="center"),
        children=(left, main, right),
        important=False,
    )
    laps = _lap_list(hands, ms)
    if wide < high:
        return tab_screen(hands, (middle, laps, foot))
    aside = View(box=Box(height=FILL, weight=1.0), children=(laps, foot), important=False)
    middle.box = replace(middle.box, width=None, weight=1.0)
    halves = View(
        box=Box(width=FILL, weight=1.0), flow=CENTRED_ROW, children=(middle, aside), important=False
    )
    return tab_screen(hands, (halves,))


def _side(icon: str, label: str, name: str, on_tap: Handler) -> View:
    return icon_button(
        Icon(icon, "on_secondary_container"),
        label,
        on_tap,
        resource_id=name,
        size=56.0,
        background="secondary_container",
    )


def _lap_list(hands: ClockActivity, ms: int) -> View:
    laps = laps_of(hands.context)
    if laps:
        laps.insert(0, (laps[0][0] + 1, ms))
    rows = []
    for place, (number, total) in enumerate(laps):
        before = laps[place + 1][1] if place + 1 < len(laps) else 0
        rows.append(
            fixed(
                "LinearLayout",
                box=Box(width=FILL, padding=(48.0, 8.0, 48.0, 8.0)),
                flow=Flow("row", justify="between"),
                children=(
                    fixed("TextView", "lap_number", Text(f"# {number}", colour="on_surface_variant")),
                    fixed("TextView", "lap_time", Text(watch_text(total - before))),
                    fixed("TextView", "lap_total", Text(watch_text(total))),
                ),
            )
        )
    return scroll("laps", rows, resource_id="laps_list")
