"""Choosing when to be reminded."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from device.phone.apps.calendar.event import NO_REMINDER
from device.phone.apps.calendar.reminder import CHOICES, reminder_text
from device.phone.apps.calendar.state import NUMBER, Edit
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, Input
from device.phone.widget import Choice, choice_dialog, dialog, radio_tile, text_field

_UNITS = ((1, "Minutes"), (60, "Hours"), (1440, "Days"), (10_080, "Weeks"))


def remind_dialog(hands: Edit) -> Overlay:
    """The usual ones, or one's own."""
    return _custom(hands) if hands.state.dialog == "custom_reminder" else _usual(hands)


def _put(hands: Edit, minutes: int) -> None:
    """Set it; those that are not set come last."""
    draft = hands.state.draft
    held = list(draft.reminders)
    held[hands.state.place] = minutes
    first, second, third = sorted(set(held) - {NO_REMINDER})[:3] + [NO_REMINDER] * (
        3 - len(set(held) - {NO_REMINDER})
    )
    hands.context.focus("")
    hands.set(draft=replace(draft, reminders=(first, second, third)), dialog="")


def _usual(hands: Edit) -> Overlay:
    tr = hands.tr
    now = hands.state.draft.reminders[hands.state.place]
    values = list(CHOICES) if now in CHOICES else sorted({*CHOICES, now})

    def choose(minutes: int) -> Callable[[], None]:
        return lambda: _put(hands, minutes)

    def custom() -> None:
        hands.context.set_text(NUMBER, "15")
        hands.set(dialog="custom_reminder", choice=0)
        hands.context.focus(NUMBER)

    return choice_dialog(
        tr("Reminder"),
        [*(reminder_text(tr, value) for value in values), tr("Custom")],
        values.index(now),
        [*(choose(value) for value in values), custom],
        Choice(tr("Cancel"), hands.close),
    )


def _custom(hands: Edit) -> Overlay:
    tr, context = hands.tr, hands.context

    def close() -> None:
        context.focus("")
        hands.close()

    def accept() -> None:
        typed = context.text(NUMBER).strip()
        if typed.isdecimal() and len(typed) < 6:
            _put(hands, int(typed) * _UNITS[hands.state.choice][0])

    field = text_field(
        Input(NUMBER, tr("Number"), kind="number"),
        context.text(NUMBER),
        resource_id="dialog_custom_interval_value",
    )
    rows = [
        radio_tile(
            tr(name),
            place == hands.state.choice,
            partial(hands.set, choice=place),
            dialog=True,
        )
        for place, (_, name) in enumerate(_UNITS)
    ]
    units = View("RadioGroup", "dialog_radio_view", box=FULL_WIDTH, children=rows)
    return dialog(
        tr("Custom"), (field, units), accept=Choice(tr("OK"), accept), cancel=Choice(tr("Cancel"), close)
    )
