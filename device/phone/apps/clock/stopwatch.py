"""The Stopwatch tab."""

from device.phone.apps.clock.state import Hands, tab_screen
from device.phone.apps.clock.store import CLOCK
from device.phone.view import FILL, Handler, Screen, Shape, View
from device.phone.widget import icon_button, scroll

RESET, RUNNING, PAUSED = 0, 1, 2
_LAP_LIMIT = 99


def _read(hands: Hands) -> tuple[int, int]:
    """State, and milliseconds on the watch."""
    row = hands.context.database(CLOCK).rows("SELECT state, started_ms, accumulated_ms FROM stopwatch")
    if not row:
        return RESET, 0
    state, started, accumulated = (int(value or 0) for value in row[0])
    return state, accumulated + (hands.phone.clock.uptime_ms - started if state == RUNNING else 0)


def _put(hands: Hands, state: int, accumulated_ms: int) -> None:
    hands.context.database(CLOCK).run(
        "UPDATE stopwatch SET state = ?, started_ms = ?, accumulated_ms = ?",
        state,
        hands.phone.clock.uptime_ms,
        accumulated_ms,
    )


def _reset(hands: Hands) -> None:
    _put(hands, RESET, 0)
    hands.context.database(CLOCK).run("DELETE FROM laps")


def _lap(hands: Hands) -> None:
    hands.context.database(CLOCK).run("INSERT INTO laps (accumulated_ms) VALUES (?)", _read(hands)[1])


def watch_text(ms: int) -> str:
    """As in "01:02.34", with hours from the first on."""
    hours, minutes, seconds = ms // 3_600_000, ms // 60_000 % 60, ms // 1000 % 60
    text = f"{minutes:02d}:{seconds:02d}.{ms % 1000 // 10:02d}"
    return f"{hours}:{text}" if hours else text


def show_stopwatch(hands: Hands) -> Screen:
    """The time, its buttons, the laps."""
    tr = hands.tr
    state, ms = _read(hands)
    running = state == RUNNING
    time = View("TextView", "stopwatch_time_text", watch_text(ms), style="52/400/64", text_align="center")
    ring = View(
        "FrameLayout",
        "stopwatch_circle",
        axis="stack",
        align="center",
        justify="center",
        width=288.0,
        height=288.0,
        shapes=(
            Shape("arc", "surface_container_highest", 6.0),
            Shape("arc", "primary", 6.0, sweep=360.0 * (ms % 60_000) / 60_000),
        ),
        on_tap=lambda: _put(hands, PAUSED if running else RUNNING, _read(hands)[1]),
        children=(time,),
    )
    middle = View(
        width=FILL, align="center", padding=(0.0, 16.0, 0.0, 16.0), children=(ring,), important=False
    )
    main = icon_button(
        "pause" if running else "play_arrow",
        tr("Pause") if running else tr("Start"),
        lambda: _put(hands, PAUSED if running else RUNNING, _read(hands)[1]),
        resource_id="fab",
        size=96.0,
        icon_size=36.0,
        filled=True,
        colour="on_primary_container",
        background="primary_container",
    )
    main.radius = 28.0 if running else 48.0
    side = View(width=56.0, height=56.0, important=False)
    left = right = side
    if state != RESET:
        left = _side("replay", tr("Reset"), "left_button", lambda: _reset(hands))
    if running and len(_laps(hands)) < _LAP_LIMIT:
        right = _side("timer", tr("Lap"), "right_button", lambda: _lap(hands))
    foot = View(
        axis="row", width=FILL, justify="center", align="center", gap=24.0, children=(left, main, right)
    )
    foot.important = False
    foot.padding = (0.0, 8.0, 0.0, 24.0)
    return tab_screen(hands, (middle, _lap_list(hands, ms), foot))


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


def _laps(hands: Hands) -> list[tuple[int, int]]:
    """Number and time on the watch, the latest first."""
    rows = hands.context.database(CLOCK).rows("SELECT number, accumulated_ms FROM laps ORDER BY number DESC")
    return [(int(number or 0), int(ms or 0)) for number, ms in rows]


def _lap_list(hands: Hands, ms: int) -> View:
    laps = _laps(hands)
    if laps:
        laps.insert(0, (laps[0][0] + 1, ms))
    rows = []
    for place, (number, total) in enumerate(laps):
        before = laps[place + 1][1] if place + 1 < len(laps) else 0
        rows.append(
            View(
                "LinearLayout",
                axis="row",
                width=FILL,
                justify="between",
                padding=(48.0, 8.0, 48.0, 8.0),
                children=(
                    View("TextView", "lap_number", f"# {number}", colour="on_surface_variant"),
                    View("TextView", "lap_time", watch_text(total - before)),
                    View("TextView", "lap_total", watch_text(total)),
                ),
            )
        )
    return scroll("laps", rows, resource_id="laps_list")
