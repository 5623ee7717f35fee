"""How one event looks in a list."""

from datetime import date

from device.phone.apps.calendar.event import Event
from device.phone.apps.calendar.moment import span_text
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.state import EVENT_ACTIVITY, TASK_ACTIVITY, Main
from device.phone.apps.hands import toggled
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import FILL, View

ROW = 76.0
"""dp of a row at the normal text size."""
SECTION = 44.0
"""dp of a day's heading."""


def open_event(hands: Main, event: Event) -> None:
    """Its own screen."""
    name = TASK_ACTIVITY if event.is_task else EVENT_ACTIVITY
    hands.context.start(name, event_id=event.id, event_occurrence_ts=event.start_ts)


def event_row(hands: Main, event: Event, day: date) -> View:
    """A coloured bar, the title, when it is on `day`; then place or description."""
    picked = (event.id, event.start_ts)
    selected = picked in hands.state.selected

    def turn() -> None:
        hands.set(selected=toggled(hands.state.selected, picked))

    def act() -> None:
        if hands.state.selected:
            turn()
        else:
            open_event(hands, event)

    strong, weak = _ink(hands, event)
    below = event.location or event.description
    if number(hands.context, "replace_description") == 0:
        below = event.description or event.location
    words = [
        fixed("TextView", "event_item_title", event.title, style="body_large", colour=strong, max_lines=1),
        fixed(
            "TextView",
            "event_item_time",
            span_text(hands.context, event, day),
            style="body_medium",
            colour=weak,
            max_lines=1,
        ),
    ]
    if below:
        text = " ".join(below.split())
        words.append(
            fixed("TextView", "event_item_description", text, style="body_small", colour=weak, max_lines=1)
        )
    bar = View("ImageView", "event_item_color_bar", width=6.0, height=FILL, important=False)
    bar.background, bar.radius = hands.colour(event), 3.0
    column = View(weight=1.0, height=FILL, justify="center", children=words, important=False)
    return View(
        "android.view.ViewGroup",
        "event_item_frame",
        axis="row",
        width=FILL,
        align="center",
        gap=12.0,
        padding=(16.0, 6.0, 16.0, 6.0),
        background="secondary_container" if selected else "",
        selected=selected,
        on_tap=act,
        on_long_press=turn,
        children=(bar, column, *_signs(hands, event)),
    )


def _ink(hands: Main, event: Event) -> tuple[str, str]:
    """Colours of title and rest: what is over is dimmed."""
    context = hands.context
    over = event.end_ts * 1000 < context.clock.date_ms and not event.is_task
    done = event.is_task and event.completed
    if (over and number(context, "dim_past_events")) or (done and number(context, "dim_completed_tasks")):
        return "on_surface_variant", "outline"
    return "on_surface", "on_surface_variant"


def _signs(hands: Main, event: Event) -> list[View]:
    """Whether it repeats, and whether it is a task."""
    signs = []
    if event.repeat_interval:
        signs.append(_sign("event_item_repeat_image", "repeat", hands.tr("Repetition")))
    if event.is_task:
        icon = "task_alt" if event.completed else "radio_button_unchecked"
        label = hands.tr("Task completed") if event.completed else hands.tr("Task")
        signs.append(_sign("event_item_task_image", icon, label))
    return signs


def _sign(name: str, icon: str, label: str) -> View:
    return View(
        "ImageView", name, content_description=label, icon=icon, icon_size=20.0, colour="on_surface_variant"
    )


def section_row(text: str, *, strong: bool) -> View:
    """A day's heading; today's is coloured."""
    return View(
        "TextView",
        "event_section_title",
        text,
        style="title_small",
        colour="primary" if strong else "on_surface_variant",
        width=FILL,
        justify="end",
        max_lines=1,
        padding=(16.0, 8.0, 16.0, 6.0),
    )


def month_row(text: str) -> View:
    """A month's heading."""
    return View(
        "TextView",
        "event_section_month",
        text,
        style="title_large",
        colour="on_surface",
        width=FILL,
        justify="end",
        max_lines=1,
        padding=(16.0, 8.0, 16.0, 0.0),
    )


def nothing(hands: Main, text: str, action: str, name: str) -> View:
    """What an empty list says, and the way to a new event."""
    say = fixed("TextView", f"{name}_placeholder", text, style="body_large", colour="on_surface_variant")
    parts = [say]
    if action:
        say_2 = View("TextView", f"{name}_placeholder_2", action, style="body_large", colour="primary")
        say_2.on_tap = lambda: hands.context.start(EVENT_ACTIVITY)
        say_2.padding = (16.0, 12.0, 16.0, 12.0)
        parts.append(say_2)
    box = View(weight=1.0, width=FILL, align="center", gap=4.0, padding=(24.0, 48.0, 24.0, 0.0))
    box.children, box.important = parts, False
    return box
