"""The Timer tab: a keypad for a new one, cards of those that are set."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from device.phone.apps.clock.state import ClockActivity, tab_screen
from device.phone.apps.clock.timersetup import show_setup
from device.phone.apps.clock.timerstore import (
    MINUTE,
    RESET,
    RUNNING,
    Timer,
    add_minute,
    delete,
    pause,
    rename,
    reset,
    start,
    timers,
)
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import (
    CENTRED_ROW,
    FILL,
    FULL_WIDTH,
    Box,
    Flow,
    Icon,
    Input,
    Shape,
    Surface,
    Text,
)
from device.phone.widget import Choice, button, dialog, fab, icon_button, scroll, text_field
from device.phone.widget.figure import fitting

_LABEL = "timer_label"
_RING, _RIM = 196.0, 36.0
"""dp across, and how much of it what is left leaves free."""


def remaining_text(ms: int) -> str:
    """As in "1:15:30", "15:30", "30"; with a minus once it is over."""
    seconds = -(-ms // 1000) if ms >= 0 else -ms // 1000
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    text = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}" if minutes else f"{rest}"
    return f"-{text}" if ms < 0 and seconds else text


def show_timers(hands: ClockActivity) -> Screen:
    """The keypad when there is no timer or one is being added, else the cards."""
    found = timers(hands.context)
    if not found or hands.state.adding:
        return show_setup(hands, bool(found))
    cards = [_card(hands, timer) for timer in found]
    body = scroll("timers", cards, resource_id="timers_list", gap=12.0, bottom=128.0, sides=16.0)
    add = fab("add", hands.tr("Add timer"), lambda: hands.set(adding=True, digits=""), large=True)
    return tab_screen(hands, (body,), fab=add, overlay=_overlay(hands, found))


def timer_title(tr: Callable[[str], str], timer: Timer) -> str:
    """A timer without a name is called by its length: "1h 15m 30s Timer"."""
    if timer.label:
        return timer.label
    seconds = timer.length_ms // 1000
    parts = ((seconds // 3600, tr("{}h")), (seconds // 60 % 60, tr("{}m")), (seconds % 60, tr("{}s")))
    return tr("{} Timer").format(" ".join(unit.format(count) for count, unit in parts if count))


def _card(hands: ClockActivity, timer: Timer) -> View:
    left = timer.left(hands.context.clock.uptime_ms)
    middle = View(
        box=Box(width=FILL, padding=(0.0, 8.0, 0.0, 12.0)),
        flow=Flow(align="center"),
        children=(_ring(hands, timer, left),),
        important=False,
    )
    return View(
        "androidx.cardview.widget.CardView",
        box=Box(width=FILL, padding=(20.0, 8.0, 12.0, 20.0)),
        surface=Surface("surface_container_high", radius=28.0),
        children=(_head(hands, timer), middle, _foot(hands, timer, left)),
    )


def _head(hands: ClockActivity, timer: Timer) -> View:
    """Name and cross."""

    def ask_label() -> None:
        hands.context.set_text(_LABEL, timer.label)
        hands.open("timer_label", timer.id)
        hands.context.focus(_LABEL)

    name = View(
        "TextView",
        "timer_label",
        Text(timer_title(hands.tr, timer), style="title_medium", max_lines=1),
        box=Box(weight=1.0, padding=(0.0, 8.0, 0.0, 8.0)),
        on_tap=ask_label,
    )
    close = icon_button(
        "close", hands.tr("Delete"), lambda: delete(hands.context, timer), resource_id="close"
    )
    return View(box=FULL_WIDTH, flow=CENTRED_ROW, children=(name, close), important=False)


def _ring(hands: ClockActivity, timer: Timer, left: int) -> View:
    """What is left, as an arc and in figures."""
    over = left <= 0
    share = 0.0 if over else min(1.0, left / max(1, timer.total_ms))
    return View(
        "android.view.View",
        "timer_time",
        box=Box(width=_RING, height=_RING),
        flow=Flow("stack", align="center", justify="center"),
        shapes=(
            Shape("arc", "surface_container_highest", 8.0),
            Shape(
                "arc", "error" if over else "primary", 8.0, start=360.0 * (1.0 - share), sweep=360.0 * share
            ),
        ),
        important=False,
        children=(_ring_text(hands, timer, left), _reset_button(hands, timer)),
    )


def _foot(hands: ClockActivity, timer: Timer, left: int) -> View:
    """A minute more; start, pause or stop."""
    tr = hands.tr
    more = button(
        f"+{remaining_text(MINUTE)}",
        lambda: add_minute(hands.context, timer),
        kind="tonal",
        resource_id="reset_add",
    )
    more.content_description = tr("Add 1 minute")
    more.box = replace(more.box, height=56.0, weight=1.0)
    more.surface = replace(more.surface, radius=28.0)
    running = timer.state == RUNNING
    if left <= 0 and running:
        label, icon, act = tr("Stop"), "stop", lambda: reset(hands.context, timer)
    elif running:
        label, icon, act = tr("Pause"), "pause", lambda: pause(hands.context, timer)
    else:
        label, icon, act = tr("Start"), "play_arrow", lambda: start(hands.context, timer)
    main = icon_button(
        Icon(icon, "on_primary", filled=True), label, act, background="primary", resource_id="play_pause"
    )
    main.box = replace(main.box, width=None, height=56.0, weight=1.0)
    main.surface = replace(main.surface, radius=28.0)
    return View(box=FULL_WIDTH, flow=Flow("row", gap=12.0), children=(more, main), important=False)


def _ring_text(hands: ClockActivity, timer: Timer, left: int) -> View:
    text = remaining_text(left)
    return View(
        "TextView",
        "timer_text",
        Text(
            text,
            style=fitting(text, "44/400/52", _RING - _RIM, hands.context.font_scale),
            colour="error" if left <= 0 else "on_surface",
            align="center",
        ),
    )


def _reset_button(hands: ClockActivity, timer: Timer) -> View:
    untouched = timer.state == RESET
    view = icon_button(
        "replay",
        hands.tr("Reset"),
        lambda: reset(hands.context, timer),
        resource_id="reset",
        enabled=not untouched,
    )
    view.box = replace(view.box, place=(0.5, 0.82))
    return view


def _overlay(hands: ClockActivity, found: Sequence[Timer]) -> Overlay | None:
    timer = next((timer for timer in found if timer.id == hands.state.target), None)
    if timer is None or hands.state.dialog != "timer_label":
        return None

    def accept() -> None:
        rename(hands.context, timer, hands.context.text(_LABEL).strip())
        hands.close()

    field = text_field(Input(_LABEL, hands.tr("Label"), on_submit=accept), hands.context.text(_LABEL))
    return dialog(
        hands.tr("Add label"),
        (field,),
        accept=Choice(hands.tr("OK"), accept),
        cancel=Choice(hands.tr("Cancel"), hands.close),
    )
