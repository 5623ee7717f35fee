"""The Timer tab: a keypad for a new one, cards of those that are set."""

from collections.abc import Callable
from dataclasses import dataclass

from device.phone.apps.clock.state import Hands, tab_screen
from device.phone.apps.clock.store import CLOCK
from device.phone.database import Row
from device.phone.view import FILL, Overlay, Screen, Shape, View
from device.phone.widget import Choice, button, dialog, fab, icon_button, key, keypad, scroll, text_field

RUNNING, PAUSED, RESET = 1, 2, 4
"""As AOSP numbers the states of a timer."""
_MINUTE = 60_000
_LABEL = "timer_label"


@dataclass(frozen=True, slots=True)
class Timer:
    """One timer."""

    id: int
    state: int
    length_ms: int
    """As it was set."""
    total_ms: int
    """With the minutes added."""
    remaining_ms: int
    """When it was last started or paused."""
    started_ms: int
    label: str

    def left(self, uptime_ms: int) -> int:
        """Milliseconds to go; below 0 once it is over."""
        passed = uptime_ms - self.started_ms if self.state == RUNNING else 0
        return self.remaining_ms - passed


def _timer(row: Row) -> Timer:
    number, state, length, total, remaining, started = (int(value or 0) for value in row[:6])
    return Timer(number, state, length, total, remaining, started, str(row[6]))


def timers(hands: Hands) -> list[Timer]:
    """All of them, the newest first."""
    return [
        _timer(row)
        for row in hands.context.database(CLOCK).rows(
            "SELECT _id, state, length_ms, total_ms, remaining_ms, started_ms, label FROM timers "
            "ORDER BY _id DESC"
        )
    ]


def add_timer(hands: Hands, length_ms: int, label: str = "") -> None:
    """Start a new timer."""
    hands.context.database(CLOCK).run(
        "INSERT INTO timers (state, length_ms, total_ms, remaining_ms, started_ms, label) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        RUNNING,
        length_ms,
        length_ms,
        length_ms,
        hands.phone.clock.uptime_ms,
        label,
    )
    hands.set(digits="", adding=False)


def _put(hands: Hands, timer: Timer, state: int, remaining_ms: int, total_ms: int) -> None:
    hands.context.database(CLOCK).run(
        "UPDATE timers SET state = ?, remaining_ms = ?, total_ms = ?, started_ms = ? WHERE _id = ?",
        state,
        remaining_ms,
        total_ms,
        hands.phone.clock.uptime_ms,
        timer.id,
    )


def _start(hands: Hands, timer: Timer) -> None:
    _put(hands, timer, RUNNING, timer.left(hands.phone.clock.uptime_ms), timer.total_ms)


def _pause(hands: Hands, timer: Timer) -> None:
    _put(hands, timer, PAUSED, timer.left(hands.phone.clock.uptime_ms), timer.total_ms)


def _reset(hands: Hands, timer: Timer) -> None:
    _put(hands, timer, RESET, timer.length_ms, timer.length_ms)


def _add_minute(hands: Hands, timer: Timer) -> None:
    """A minute more; one that is over runs for a minute again."""
    left = timer.left(hands.phone.clock.uptime_ms)
    if left <= 0:
        _put(hands, timer, RUNNING, _MINUTE, _MINUTE)
    else:
        state = RUNNING if timer.state == RUNNING else timer.state
        _put(hands, timer, state, left + _MINUTE, timer.total_ms + _MINUTE)


def _delete(hands: Hands, timer: Timer) -> None:
    hands.context.database(CLOCK).run("DELETE FROM timers WHERE _id = ?", timer.id)


# -- screens -------------------------------------------------------------------------------------------
def show_timers(hands: Hands) -> Screen:
    """The keypad when there is no timer or one is being added, else the cards."""
    found = timers(hands)
    if not found or hands.state.adding:
        return _setup(hands, bool(found))
    cards = [_card(hands, timer) for timer in found]
    body = scroll("timers", cards, resource_id="timers_list", gap=12.0, bottom=128.0, sides=16.0)
    add = fab("add", hands.tr("Add timer"), lambda: hands.set(adding=True, digits=""), large=True)
    return tab_screen(hands, (body,), fab=add, overlay=_overlay(hands, found))


def length_of(digits: str) -> tuple[int, int, int]:
    """Hours, minutes and seconds as typed on the keypad: the last two digits are seconds."""
    filled = digits.rjust(6, "0")
    return int(filled[:2]), int(filled[2:4]), int(filled[4:])


def _setup(hands: Hands, others: bool) -> Screen:
    digits, tr = hands.state.digits, hands.tr
    hours, minutes, seconds = length_of(digits)
    length_ms = (hours * 3600 + minutes * 60 + seconds) * 1000
    shown = View(
        "TextView",
        "timer_setup_time",
        tr("{:02d}h {:02d}m {:02d}s").format(hours, minutes, seconds),
        tr("{} hours, {} minutes, {} seconds").format(hours, minutes, seconds),
        style="52/400/64",
        colour="primary" if digits else "on_surface_variant",
        width=FILL,
        text_align="center",
        padding=(0.0, 4.0, 0.0, 12.0),
    )
    pad = View(width=FILL, align="center", children=(_keypad(hands),), important=False)
    row = [View(width=80.0, height=80.0, important=False)] * 3
    if length_ms:
        start = fab("play_arrow", tr("Start"), lambda: add_timer(hands, length_ms))
        start.width, start.height, start.radius = 80.0, 80.0, 28.0
        start.icon_filled = True
        row[1] = start
    if others:
        row[0] = icon_button(
            "delete",
            tr("Delete"),
            lambda: hands.set(adding=False, digits=""),
            size=80.0,
            resource_id="left_button",
        )
    foot = View(axis="row", width=FILL, justify="center", gap=8.0, children=row, important=False)
    foot.padding = (0.0, 12.0, 0.0, 12.0)
    gap = View(weight=1.0, important=False)
    return tab_screen(hands, (shown, pad, foot, gap))


def _keypad(hands: Hands) -> View:
    def press(typed: str) -> Callable[[], None]:
        def run() -> None:
            digits = (hands.state.digits + typed).lstrip("0")
            if len(digits) <= 6:
                hands.set(digits=digits)

        return run

    def digit(typed: str) -> View:
        return key(typed, press(typed), resource_id=f"timer_setup_digit_{typed}")

    back = key(
        "",
        lambda: hands.set(digits=hands.state.digits[:-1]),
        icon="backspace",
        description=hands.tr("Delete"),
        resource_id="timer_setup_delete",
        background="secondary_container",
        colour="on_secondary_container",
        on_long_press=lambda: hands.set(digits=""),
    )
    rows = [[digit(typed) for typed in row] for row in ("123", "456", "789")]
    return keypad([*rows, [digit("00"), digit("0"), back]])


def remaining_text(ms: int) -> str:
    """As in "1:15:30", "15:30", "30"; with a minus once it is over."""
    seconds = -(-ms // 1000) if ms >= 0 else -ms // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}" if minutes else f"{rest}"
    return f"-{text}" if ms < 0 and seconds else text


def _title(hands: Hands, timer: Timer) -> str:
    """A timer without a name is called by its length: "1h 15m 30s Timer"."""
    if timer.label:
        return timer.label
    seconds = timer.length_ms // 1000
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return hands.tr("{} Timer").format(" ".join(f"{count}{unit}" for count, unit in parts if count))


def _card(hands: Hands, timer: Timer) -> View:
    tr = hands.tr
    left = timer.left(hands.phone.clock.uptime_ms)
    over = left <= 0
    running = timer.state == RUNNING

    def ask_label() -> None:
        hands.context.set_text(_LABEL, timer.label)
        hands.open("timer_label", timer.id)
        hands.context.focus(_LABEL)

    name = View(
        "TextView", "timer_label", _title(hands, timer), style="title_medium", weight=1.0, on_tap=ask_label
    )
    name.max_lines = 1
    name.padding = (0.0, 8.0, 0.0, 8.0)
    close = icon_button("close", tr("Delete"), lambda: _delete(hands, timer), resource_id="close")
    head = View(axis="row", width=FILL, align="center", children=(name, close), important=False)
    share = 0.0 if over else min(1.0, left / max(1, timer.total_ms))
    colour = "error" if over else "primary"
    ring = View(
        "android.view.View",
        "timer_time",
        axis="stack",
        align="center",
        justify="center",
        width=196.0,
        height=196.0,
        shapes=(
            Shape("arc", "surface_container_highest", 8.0),
            Shape("arc", colour, 8.0, start=360.0 * (1.0 - share), sweep=360.0 * share),
        ),
        important=False,
        children=(_ring_text(hands, timer, left), _reset_button(hands, timer)),
    )
    middle = View(width=FILL, align="center", children=(ring,), important=False)
    middle.padding = (0.0, 8.0, 0.0, 12.0)
    more = button(
        f"+{remaining_text(_MINUTE)}",
        lambda: _add_minute(hands, timer),
        kind="tonal",
        resource_id="reset_add",
    )
    more.content_description = tr("Add 1 minute")
    more.height, more.radius, more.weight = 56.0, 28.0, 1.0
    if over and running:
        label, icon, act = tr("Stop"), "stop", lambda: _reset(hands, timer)
    elif running:
        label, icon, act = tr("Pause"), "pause", lambda: _pause(hands, timer)
    else:
        label, icon, act = tr("Start"), "play_arrow", lambda: _start(hands, timer)
    main = icon_button(
        icon, label, act, colour="on_primary", background="primary", filled=True, resource_id="play_pause"
    )
    main.width, main.height, main.radius, main.weight = None, 56.0, 28.0, 1.0
    foot = View(axis="row", width=FILL, gap=12.0, children=(more, main), important=False)
    return View(
        "androidx.cardview.widget.CardView",
        "",
        width=FILL,
        padding=(20.0, 8.0, 12.0, 20.0),
        radius=28.0,
        background="surface_container_high",
        children=(head, middle, foot),
    )


def _ring_text(hands: Hands, timer: Timer, left: int) -> View:
    return View(
        "TextView",
        "timer_text",
        remaining_text(left),
        style="44/400/52",
        colour="error" if left <= 0 else "on_surface",
        text_align="center",
    )


def _reset_button(hands: Hands, timer: Timer) -> View:
    untouched = timer.state == RESET
    view = icon_button(
        "replay", hands.tr("Reset"), lambda: _reset(hands, timer), resource_id="reset", enabled=not untouched
    )
    view.place = (0.5, 0.82)
    return view


def _overlay(hands: Hands, found: list[Timer]) -> Overlay | None:
    timer = next((timer for timer in found if timer.id == hands.state.target), None)
    if timer is None or hands.state.dialog != "timer_label":
        return None

    def accept() -> None:
        hands.context.database(CLOCK).run(
            "UPDATE timers SET label = ? WHERE _id = ?", hands.context.text(_LABEL).strip(), timer.id
        )
        hands.close()

    field = text_field(_LABEL, hands.tr("Label"), hands.context.text(_LABEL), on_submit=accept)
    return dialog(
        hands.tr("Add label"),
        (field,),
        accept=Choice(hands.tr("OK"), accept),
        cancel=Choice(hands.tr("Cancel"), hands.close),
    )
