"""How one event looks in a list."""

from datetime import date

from device.phone.apps.activity import toggled
from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.moment import span_text
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.state import EVENT_ACTIVITY, TASK_ACTIVITY, Main
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Surface, Text

ROW = 76.0
"""dp of a row at the normal text size."""
SECTION = 44.0
"""dp of a day's heading."""


def open_event(hands: Main, event: CalendarEvent) -> None:
    """Its own screen."""
    name = TASK_ACTIVITY if event.is_task else EVENT_ACTIVITY
    hands.context.start(name, event_id=event.id, event_occurrence_ts=event.start_ts)


def event_row(hands: Main, event: CalendarEvent, day: date) -> View:
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
        fixed(
            "TextView", "event_item_title", Text(event.title, style="body_large", colour=strong, max_lines=1)
        ),
        fixed(
            "TextView",
            "event_item_time",
            Text(span_text(hands.context, event, day), style="body_medium", colour=weak, max_lines=1),
        ),
    ]
    if below:
        text = " ".join(below.split())
        words.append(
            fixed(
                "TextView", "event_item_description", Text(text, style="body_small", colour=weak, max_lines=1)
            )
        )
    bar = View(
        "ImageView",
        "event_item_color_bar",
        box=Box(width=6.0, height=FILL),
        surface=Surface(hands.colour(event), radius=3.0),
        important=False,
    )
    column = View(
        box=Box(height=FILL, weight=1.0), flow=Flow(justify="center"), children=words, important=False
    )
    return View(
        "android.view.ViewGroup",
        "event_item_frame",
        box=Box(width=FILL, padding=(16.0, 6.0, 16.0, 6.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("secondary_container" if selected else ""),
        selected=selected,
        on_tap=act,
        on_long_press=turn,
        children=(bar, column, *_signs(hands, event)),
    )


def _ink(hands: Main, event: CalendarEvent) -> tuple[str, str]:
    """Colours of title and rest: what is over is dimmed."""
    context = hands.context
    over = event.end_ts * 1000 < context.clock.date_ms and not event.is_task
    done = event.is_task and event.completed
    if (over and number(context, "dim_past_events")) or (done and number(context, "dim_completed_tasks")):
        return "on_surface_variant", "outline"
    return "on_surface", "on_surface_variant"


def _signs(hands: Main, event: CalendarEvent) -> list[View]:
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
        "ImageView", name, content_description=label, icon=Icon(icon, "on_surface_variant", size=20.0)
    )


def section_row(text: str, *, strong: bool) -> View:
    """A day's heading; today's is coloured."""
    return View(
        "TextView",
        "event_section_title",
        Text(text, style="title_small", colour="primary" if strong else "on_surface_variant", max_lines=1),
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 6.0)),
        flow=Flow(justify="end"),
    )


def month_row(text: str) -> View:
    """A month's heading."""
    return View(
        "TextView",
        "event_section_month",
        Text(text, style="title_large", colour="on_surface", max_lines=1),
        box=Box(width=FILL, padding=(16.0, 8.0, 16.0, 0.0)),
        flow=Flow(justify="end"),
    )


def nothing(hands: Main, text: str, action: str, name: str) -> View:
    """What an empty list says, and the way to a new event."""
    say = fixed(
        "TextView", f"{name}_placeholder", Text(text, style="body_large", colour="on_surface_variant")
    )
    parts = [say]
    if action:
        say_2 = View(
            "TextView",
            f"{name}_placeholder_2",
            Text(action, style="body_large", colour="primary"),
            box=Box(padding=(16.0, 12.0, 16.0, 12.0)),
            on_tap=lambda: hands.context.start(EVENT_ACTIVITY),
        )
        parts.append(say_2)
    return View(
        box=Box(width=FILL, weight=1.0, padding=(24.0, 48.0, 24.0, 0.0)),
        flow=Flow(gap=4.0, align="center"),
        children=parts,
        important=False,
    )
