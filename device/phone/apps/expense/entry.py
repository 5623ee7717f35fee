"""The form of an expense: name, amount, category, note, date and time."""

from datetime import date, datetime

from device.phone.apps.expense.category import category_strip, led_by
from device.phone.apps.expense.money import cents_of, cleaned
from device.phone.apps.expense.state import AMOUNT, NAME, NOTE, EntryState, ExpenseActivity
from device.phone.apps.expense.store import ExpenseRecord, record, save_record
from device.phone.apps.provider.moment import local_of
from device.phone.system.timetext import clock_text, date_text, to_date_ms
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow, Icon, Input, Text
from device.phone.widget import (
    Back,
    DatePick,
    TimePick,
    button,
    date_picker,
    icon_button,
    page,
    scroll,
    text_field,
    time_picker,
    top_bar,
)

_LONGEST_NAME, _LONGEST_NOTE = 20, 100
"""Characters; what is typed beyond them is not taken."""
Entry = ExpenseActivity[EntryState]


def show_entry(hands: Entry) -> Screen:
    """The form with its bar."""
    tr, state, context = hands.tr, hands.state, hands.context
    title = tr("Update Data") if state.id else tr("Expense Entry")
    strip = category_strip(
        hands.context,
        tr,
        led_by(state.lead),
        state.category,
        state.first,
        lambda number: hands.set(category=number),
        lambda first: hands.set(first=first),
    )
    amount = text_field(
        Input(AMOUNT, tr("Amount"), kind="number", on_text=lambda text: _amount_typed(hands, text)),
        context.text(AMOUNT),
        resource_id="edt_amount",
        error=tr("Cost is Empty") if state.lacks_amount else "",
        trailing=(
            View("TextView", "textinput_suffix_text", Text(hands.currency.symbol, style="body_large")),
        ),
        margin=(24.0, 16.0, 24.0, 0.0),
    )
    form = (
        text_field(
            Input(
                NAME,
                tr("Name"),
                on_text=lambda text: _cut(hands, NAME, text, _LONGEST_NAME),
                on_submit=lambda: context.focus(AMOUNT),
            ),
            context.text(NAME),
            resource_id="edt_name",
            margin=(24.0, 24.0, 24.0, 0.0),
        ),
        amount,
        strip,
        text_field(
            Input(
                NOTE,
                tr("Note"),
                kind="multiline",
                on_text=lambda text: _cut(hands, NOTE, text, _LONGEST_NOTE),
            ),
            context.text(NOTE),
            resource_id="edt_note",
        ),
        _foot(hands),
    )
    body = scroll("entry", form, resource_id="sv_entry", class_name="android.widget.ScrollView")
    return Screen(page(_bar(hands, title), body), overlay=_picker(hands), title=title)


def _bar(hands: Entry, title: str) -> View:
    tr, context = hands.tr, hands.context
    local = local_of(context, hands.state.moment_ms)
    when = f"{date_text(tr, local.date(), short=True)} {clock_text(context, local.hour, local.minute)}"
    actions = (
        icon_button(
            "schedule",
            tr("Time"),
            lambda: hands.set(time=TimePick(local.hour, local.minute)),
            resource_id="time",
            class_name="Button",
        ),
        icon_button(
            "calendar_month",
            tr("Calendar"),
            lambda: hands.set(date=DatePick(local.date())),
            resource_id="calendar",
            class_name="Button",
        ),
    )
    made = top_bar(title, back=Back(hands.context.finish, tr("Navigate up")), subtitle=when, actions=actions)
    made.resource_id = "toolbar"
    return made


def _foot(hands: Entry) -> View:
    """SAVE, and for new expenses the lock that keeps the form open."""
    tr, state = hands.tr, hands.state
    label = tr("UPDATE") if state.id else tr("NEXT") if state.locked else tr("SAVE")
    save = button(label, lambda: _save(hands), resource_id="btn_save", weight=1.0)
    row = View(
        box=Box(width=FILL, padding=(24.0, 24.0, 24.0, 8.0)),
        flow=Flow("row", gap=12.0, align="center"),
        important=False,
    )
    lock = icon_button(
        Icon("lock" if state.locked else "lock_open", "on_primary" if state.locked else "on_surface_variant"),
        tr("Keep the form open"),
        lambda: hands.set(locked=not state.locked),
        resource_id="cv_lock",
        background="primary" if state.locked else "surface_container_high",
        selected=state.locked,
    )
    row.children = (save,) if state.id else (lock, save)
    return row


def _amount_typed(hands: Entry, text: str) -> None:
    if cleaned(text) != text:
        hands.context.set_text(AMOUNT, cleaned(text))
    if hands.state.lacks_amount:
        hands.set(lacks_amount=False)


def _cut(hands: Entry, key: str, text: str, most: int) -> None:
    if len(text) > most:
        hands.context.set_text(key, text[:most])


def _save(hands: Entry) -> None:
    """Into the database; a form without an amount says so."""
    context, state = hands.context, hands.state
    cents = cents_of(context.text(AMOUNT))
    if cents is None:
        hands.set(lacks_amount=True)
        return
    old = record(context, state.id)
    created = old.created_ms if old is not None else state.moment_ms
    name, note = context.text(NAME), context.text(NOTE)
    save_record(
        context,
        ExpenseRecord(old.id if old else 0, name, cents, state.category, note, created, state.moment_ms),
    )
    if state.id:
        context.toast(hands.tr("Data Updated!"))
    elif state.locked:
        for key in (NAME, AMOUNT, NOTE):
            context.set_text(key, "")
        context.focus(NAME)
        context.toast(hands.tr("Saved!"))
        return
    context.finish()


# -- date and time ---------------------------------------------------------------------------------------
def _picker(hands: Entry) -> Overlay | None:
    state, context = hands.state, hands.context
    local = local_of(context, state.moment_ms)

    def move(to: datetime) -> None:
        hands.set(moment_ms=to_date_ms(context, to), date=None, time=None)

    def to_day(day: date) -> None:
        move(local.replace(year=day.year, month=day.month, day=day.day))

    def to_time(hour: int, minute: int) -> None:
        move(local.replace(hour=hour, minute=minute, second=0, microsecond=0))

    def close() -> None:
        hands.context.focus("")
        hands.set(date=None, time=None)

    if state.date is not None:
        return date_picker(hands.context, state.date, lambda pick: hands.set(date=pick), to_day, close)
    if state.time is not None:
        return time_picker(hands.context, state.time, lambda pick: hands.set(time=pick), to_time, close)
    return None
