"""What opens over the form of an event."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from device.phone.apps.calendar.draft import move_start, save, try_save
from device.phone.apps.calendar.picked import EVERY, ask_delete, delete_event
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.remindpick import remind_dialog
from device.phone.apps.calendar.repeatpick import REPEAT_DIALOGS
from device.phone.apps.calendar.state import Edit
from device.phone.apps.calendar.typepick import colour_dialog, type_dialog
from device.phone.toolkit.view import Overlay
from device.phone.toolkit.viewpart import Handler
from device.phone.widget import Choice, alert, choice_dialog, date_picker, menu, time_picker


def edit_overlay(hands: Edit) -> Overlay | None:
    """The dialog, picker or menu that is open."""
    shown = _OVERLAYS.get(hands.state.dialog)
    return shown(hands) if shown is not None else None


def close(hands: Edit) -> None:
    """Close it, and what it held."""
    hands.context.focus("")
    hands.set(dialog="", date=None, time=None)


# -- times -----------------------------------------------------------------------------------------------
def _pick_date(hands: Edit, start: bool) -> Overlay | None:
    state = hands.state
    if state.date is None:
        return None
    moment = state.draft.start if start else state.draft.end

    def accept(day: date) -> None:
        _put(hands, start, datetime.combine(day, moment.time()))

    return date_picker(
        hands.context,
        state.date,
        lambda pick: hands.set(date=pick),
        accept,
        lambda: close(hands),
        first_weekday=number(hands.context, "first_day_of_week"),
    )


def _pick_time(hands: Edit, start: bool) -> Overlay | None:
    state = hands.state
    if state.time is None:
        return None
    moment = state.draft.start if start else state.draft.end

    def accept(hour: int, minute: int) -> None:
        hands.context.focus("")
        _put(hands, start, moment.replace(hour=hour, minute=minute))

    return time_picker(
        hands.context, state.time, lambda pick: hands.set(time=pick), accept, lambda: close(hands)
    )


def _put(hands: Edit, start: bool, moment: datetime) -> None:
    """A new start takes the end along; a new end stands alone."""
    if start:
        move_start(hands, moment)
    else:
        hands.set(draft=replace(hands.state.draft, end=moment), dialog="", date=None, time=None)


# -- questions and menu ------------------------------------------------------------------------------------
def _menu(hands: Edit) -> Overlay:
    return menu(
        [(hands.tr("Duplicate"), lambda: _duplicate(hands))],
        hands.close,
        anchor=(1.0, 0.03),
    )


def _duplicate(hands: Edit) -> None:
    """The same again, as a new event that is not saved yet."""
    hands.set(original=None, saved=None, dialog="")


def _discard(hands: Edit) -> Overlay:
    tr = hands.tr

    def keep() -> None:
        hands.close()
        try_save(hands)

    return alert(
        "",
        tr("You have unsaved changes. Save before exit?"),
        accept=Choice(tr("Save"), keep),
        cancel=Choice(tr("Discard"), hands.context.finish),
    )


def _delete(hands: Edit) -> Overlay | None:
    original = hands.state.original
    if original is None:
        return None

    def delete() -> None:
        how = hands.state.choice if original.repeat_interval else EVERY
        delete_event(hands.context, original, how)
        hands.context.finish()

    return ask_delete(
        hands.tr,
        [original],
        hands.state.choice,
        lambda choice: hands.set(choice=choice),
        delete,
        hands.close,
    )


def _update(hands: Edit) -> Overlay:
    """How much of a repeating event the changes are for."""
    tr = hands.tr
    labels = (
        tr("Update the selected occurrence only"),
        tr("Update this and all future occurrences"),
        tr("Update all occurrences"),
    )

    def choose(how: int) -> Handler:
        return lambda: save(hands, how)

    return choice_dialog(
        tr("The event is repeatable"),
        labels,
        -1,
        [choose(place) for place in range(len(labels))],
        Choice(tr("Cancel"), hands.close),
    )


_OVERLAYS: dict[str, Callable[[Edit], Overlay | None]] = {
    "start_date": lambda hands: _pick_date(hands, True),
    "end_date": lambda hands: _pick_date(hands, False),
    "start_time": lambda hands: _pick_time(hands, True),
    "end_time": lambda hands: _pick_time(hands, False),
    "menu": _menu,
    "discard": _discard,
    "delete": _delete,
    "update": _update,
    "reminder": remind_dialog,
    "custom_reminder": remind_dialog,
    "type": type_dialog,
    "new_type": type_dialog,
    "colour": colour_dialog,
    **REPEAT_DIALOGS,
}
