"""The settings, the event types, and about the app."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from device.phone.apps.calendar.event import REGULAR, EventType
from device.phone.apps.calendar.preference import prefer, preferences
from device.phone.apps.calendar.reminder import CHOICES, length_text, reminder_text
from device.phone.apps.calendar.schema import REGULAR_COLOUR
from device.phone.apps.calendar.state import NAME, TYPES, Page
from device.phone.apps.calendar.store import colour_text, delete_type, event_types, save_type
from device.phone.apps.calendar.typepick import name_type
from device.phone.system.timetext import DAYS, is_24_hour
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import Box, Handler, Surface
from device.phone.widget import (
    Back,
    Choice,
    TileLook,
    alert,
    choice_dialog,
    icon_button,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    top_bar,
)

_DURATIONS = (0, 15, 30, 45, 60, 120)


@dataclass(frozen=True, slots=True)
class _CalendarSetting:
    """One preference of the page; without options it is a switch."""

    key: str
    title: str
    options: Sequence[tuple[str, str]] = ()


def _pages(hands: Page) -> tuple[tuple[str, tuple[_CalendarSetting, ...]], ...]:
    tr = hands.tr
    weekdays = [(str(day), tr(DAYS[day])) for day in (6, 0, 5)]
    lengths = [(str(minutes), length_text(tr, minutes)) for minutes in _DURATIONS]
    reminders = [(str(minutes), reminder_text(tr, minutes)) for minutes in CHOICES]
    return (
        (tr("General"), (
            _CalendarSetting("first_day_of_week", tr("First day of the week"), weekdays),
        )),
        (tr("New events"), (
            _CalendarSetting("default_duration", tr("Default duration"), lengths),
            _CalendarSetting("default_reminder", tr("Default reminder"), reminders),
        )),
        (tr("Event lists"), (
            _CalendarSetting("replace_description", tr("Replace event description with location")),
            _CalendarSetting("dim_past_events", tr("Dim past events")),
        )),
        (tr("Tasks"), (
            _CalendarSetting("allow_creating_tasks", tr("Allow creating tasks")),
            _CalendarSetting("dim_completed_tasks", tr("Dim completed tasks")),
        )),
    )  # fmt: skip


def show_settings(hands: Page) -> Screen:
    """Switches and choices by section."""
    tr, context = hands.tr, hands.context
    chosen = preferences(context)
    rows: list[View] = []
    for heading, settings in _pages(hands):
        rows.append(section(heading))
        for setting in settings:
            rows.append(_setting_row(hands, setting, chosen[setting.key]))
        if heading == tr("General"):
            full = is_24_hour(context)
            rows.append(
                switch_tile(
                    tr("Use 24-hour time format"),
                    full,
                    lambda on: context.settings.put("system", "time_12_24", "24" if on else "12"),
                )
            )
            rows.append(tile(tr("Manage event types"), on_tap=lambda: hands.context.start(TYPES)))
    bar = _bar(hands, tr("Settings"))
    body = scroll("settings", rows, resource_id="settings_nested_scrollview")
    return Screen(page(bar, body), overlay=_choice(hands, chosen), title=tr("Settings"))


def _bar(hands: Page, title: str, actions: Sequence[View] = ()) -> View:
    return top_bar(title, back=Back(hands.context.finish, hands.tr("Back")), actions=actions)


def _setting_row(hands: Page, setting: _CalendarSetting, value: str) -> View:
    if setting.options:
        label = dict(setting.options).get(value, value)
        return tile(setting.title, label, on_tap=lambda: hands.open(setting.key))
    return switch_tile(
        setting.title, value == "1", lambda on: prefer(hands.context, setting.key, str(int(on)))
    )


def _choice(hands: Page, chosen: Mapping[str, str]) -> Overlay | None:
    for _, settings in _pages(hands):
        for setting in settings:
            if setting.key == hands.state.dialog and setting.options:
                return _options(hands, setting, chosen[setting.key])
    return None


def _options(hands: Page, setting: _CalendarSetting, value: str) -> Overlay:
    values = [option for option, _ in setting.options]

    def choose(option: str) -> Handler:
        return hands.context.then(lambda: prefer(hands.context, setting.key, option), hands.close)

    return choice_dialog(
        setting.title,
        [label for _, label in setting.options],
        values.index(value) if value in values else -1,
        [choose(option) for option in values],
        Choice(hands.tr("Cancel"), hands.close),
    )


# -- event types -------------------------------------------------------------------------------------------
def show_types(hands: Page) -> Screen:
    """Every type; a tap changes it, the bin deletes it."""
    tr = hands.tr
    types = event_types(hands.context)
    add = icon_button("add", tr("Add new type"), _edit(hands, EventType(0, "", REGULAR_COLOUR)))
    rows = [_type_row(hands, kind) for kind in types]
    body = scroll("types", rows, resource_id="manage_event_types_list")
    title = tr("Manage event types")
    return Screen(page(_bar(hands, title, (add,)), body), overlay=_type_overlay(hands, types), title=title)


def _edit(hands: Page, kind: EventType) -> Handler:
    def run() -> None:
        hands.context.set_text(NAME, hands.tr(kind.title) if kind.id == REGULAR else kind.title)
        hands.set(dialog="name", target=kind.id, colour=kind.colour)
        hands.context.focus(NAME)

    return run


def _type_row(hands: Page, kind: EventType) -> View:
    spot = fixed(
        box=Box(width=24.0, height=24.0),
        surface=Surface(colour_text(kind.colour), radius=12.0),
        important=False,
    )
    bin_ = icon_button("delete", hands.tr("Delete"), lambda: hands.set(dialog="delete", target=kind.id))
    return tile(
        hands.tr(kind.title),
        leading=spot,
        trailing=() if kind.id == REGULAR else (bin_,),
        on_tap=_edit(hands, kind),
        look=TileLook(title_id="event_type_title", gap=16.0),
    )


def _type_overlay(hands: Page, types: tuple[EventType, ...]) -> Overlay | None:
    state, tr, context = hands.state, hands.tr, hands.context

    def close() -> None:
        context.focus("")
        hands.set(dialog="", target=0)

    def accept() -> None:
        name = context.text(NAME).strip()
        others = [kind.title.casefold() for kind in types if kind.id != state.target]
        if not name or name.casefold() in others:
            said = tr("Type with this title already exists") if name else tr("Title cannot be empty")
            context.toast(said)
            return
        save_type(hands.context, EventType(state.target, name, hands.state.colour))
        close()

    def delete() -> None:
        delete_type(hands.context, state.target)
        close()

    if state.dialog == "name":
        title = tr("Edit type") if state.target else tr("Add new type")
        recolour: Callable[[int], None] = lambda colour: hands.set(colour=colour)  # noqa: E731
        return name_type(tr, context.text(NAME), state.colour, recolour, accept, close, title=title)
    if state.dialog == "delete":
        said = tr("Deleting an event type moves its events to the regular type. Proceed?")
        return alert("", said, accept=Choice(tr("Yes"), delete), cancel=Choice(tr("No"), close))
    return None


def show_about(hands: Page, version: str) -> Screen:
    """What this app is."""
    tr = hands.tr
    rows = [
        tile(
            tr("Simple Calendar Pro"), tr("Events, tasks and reminders, without ads"), icon="calendar_month"
        ),
        tile(tr("Version"), version, icon="info"),
    ]
    body = scroll("about", rows, resource_id="about_nested_scrollview")
    return Screen(page(_bar(hands, tr("About")), body), title=tr("About"))
