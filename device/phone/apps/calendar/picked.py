"""Events selected in a list: their bar, and the question before they go."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.calendar.agenda import found_events, reach
from device.phone.apps.calendar.day import events_on
from device.phone.apps.calendar.event import CalendarEvent
from device.phone.apps.calendar.ics import calendar_text
from device.phone.apps.calendar.preference import AGENDA
from device.phone.apps.calendar.state import Main
from device.phone.apps.calendar.store import delete_events, end_before, events_between, leave_out
from device.phone.system.context import Context
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import Box, Text
from device.phone.widget import Choice, alert, dialog, icon_button, radio_tile, selection_bar

ONE, FUTURE, EVERY = range(3)
"""What of a repeating event."""


def _listed(hands: Main) -> list[CalendarEvent]:
    """What the list on the screen holds."""
    state = hands.state
    if state.searching:
        return found_events(hands)
    if state.view == AGENDA:
        return list(events_between(hands.context, *reach(hands)))
    return events_on(hands, state.day)


def chosen_events(hands: Main) -> list[CalendarEvent]:
    """The selected ones."""
    return [event for event in _listed(hands) if (event.id, event.start_ts) in hands.state.selected]


def selection(hands: Main) -> View:
    """How many, share, delete."""
    tr = hands.tr
    chosen = chosen_events(hands)

    def share() -> None:
        text = calendar_text(hands.context, chosen)
        hands.set(selected=())
        hands.context.share(text)

    actions = [
        icon_button("share", tr("Share"), share, resource_id="cab_share"),
        icon_button(
            "delete", tr("Delete"), lambda: hands.set(dialog="delete", choice=ONE), resource_id="cab_delete"
        ),
    ]
    bar = selection_bar(len(chosen), lambda: hands.set(selected=()), actions, tr("Done"))
    bar.resource_id = "action_mode_bar"
    return bar


def delete_dialog(hands: Main) -> Overlay:
    """Are you sure, and of repeating ones how much."""
    chosen = chosen_events(hands)

    def delete() -> None:
        for event in chosen:
            delete_event(hands.context, event, hands.state.choice if event.repeat_interval else EVERY)
        hands.set(dialog="", selected=())

    return ask_delete(
        hands.tr,
        chosen,
        hands.state.choice,
        lambda choice: hands.set(choice=choice),
        delete,
        hands.close,
    )


def delete_event(context: Context, event: CalendarEvent, how: int) -> None:
    """Only this time, this and all that follow, or all."""
    if how == ONE:
        leave_out(context, event)
    elif how == FUTURE:
        end_before(context, event)
    else:
        delete_events(context, [event.id])


def ask_delete(
    tr: Callable[[str], str],
    chosen: list[CalendarEvent],
    choice: int,
    on_choice: Callable[[int], None],
    on_accept: Callable[[], None],
    on_cancel: Callable[[], None],
) -> Overlay:
    """The question; `choice` is marked among the answers for repeating events."""
    accept, cancel = Choice(tr("Yes"), on_accept), Choice(tr("No"), on_cancel)
    if not any(event.repeat_interval for event in chosen):
        task = len(chosen) == 1 and chosen[0].is_task
        one = tr("Are you sure you want to delete this task?") if task else ""
        one = one or tr("Are you sure you want to delete this event?")
        many = tr("Are you sure you want to delete {} items?").format(len(chosen))
        return alert("", one if len(chosen) == 1 else many, accept=accept, cancel=cancel)
    several = len(chosen) > 1
    said = tr("The selection contains repeating events") if several else tr("The event is repeatable")
    labels = (
        tr("Delete the selected occurrence only"),
        tr("Delete this and all future occurrences"),
        tr("Delete all occurrences"),
    )
    rows = [
        radio_tile(label, place == choice, partial(on_choice, place), dialog=True)
        for place, label in enumerate(labels)
    ]
    words = View(
        "TextView",
        "delete_event_repeat_description",
        Text(said, style="body_medium", colour="on_surface_variant"),
        box=Box(padding=(24.0, 0.0, 24.0, 0.0)),
    )
    return dialog("", (words, *rows), accept=accept, cancel=cancel)
