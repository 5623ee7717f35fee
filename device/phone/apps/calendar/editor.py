"""An event or task on its own screen: its form."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote

from device.phone.apps.calendar.draft import event_from, is_changed, try_save
from device.phone.apps.calendar.editdialog import edit_overlay
from device.phone.apps.calendar.event import MONTH, NO_REMINDER, TASK, WEEK, YEAR, unit_of
from device.phone.apps.calendar.formrow import form_row, pair_row, spot, value_text
from device.phone.apps.calendar.ics import calendar_text
from device.phone.apps.calendar.moment import day_title, time_text
from device.phone.apps.calendar.picked import ONE
from device.phone.apps.calendar.reminder import reminder_text
from device.phone.apps.calendar.repeating import interval_text, limit_text, rule_text
from device.phone.apps.calendar.state import DESCRIPTION, LOCATION, TITLE, Edit
from device.phone.apps.calendar.store import colour_text, event_types, mark_done
from device.phone.system.intent import VIEW, Intent
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED_ROW, FILL, GROWING, Box, Handler, Icon, Input, Text
from device.phone.widget import (
    Back,
    DatePick,
    TimePick,
    button,
    divider,
    icon_button,
    page,
    plain_field,
    scroll,
    switch,
    top_bar,
)

_INSET = 56.0


def show_editor(hands: Edit) -> Screen:
    """Bar, fields, times, what else there is."""
    state = hands.state
    task = state.type == TASK
    rows = [
        _field(hands, TITLE, hands.tr("Title"), "title"),
        *(() if task else (_location(hands),)),
        _field(hands, DESCRIPTION, hands.tr("Description"), "description"),
        divider(),
        *_times(hands, task),
        divider(),
        *_reminders(hands),
        divider(),
        *_repetition(hands),
        divider(),
        _type(hands),
        _colour(hands),
        *_completion(hands),
    ]
    name = "task" if task else "event"
    body = scroll(
        "form",
        rows,
        resource_id=f"{name}_nested_scrollview",
        class_name="android.widget.ScrollView",
        bottom=48.0,
    )
    bar = _bar(hands, task)
    return Screen(page(bar, body), overlay=edit_overlay(hands), title=bar.children[1].text.content)


def leave_editor(hands: Edit) -> bool:
    """Back: asks when something would be lost. False: the activity closes."""
    if not is_changed(hands):
        return False
    hands.context.focus("")
    hands.open("discard")
    return True


def _bar(hands: Edit, task: bool) -> View:
    tr, original = hands.tr, hands.state.original
    kind = tr("Task") if task else tr("Event")
    if original is None:
        title = tr("New Task") if task else tr("New Event")
    else:
        title = tr("Edit Task") if task else tr("Edit Event")

    def close() -> None:
        if not leave_editor(hands):
            hands.context.finish()

    actions = [icon_button(Icon("check", "primary"), tr("Save"), lambda: try_save(hands), resource_id="save")]
    if original is not None:
        actions += [
            icon_button("delete", tr("Delete"), lambda: _ask_delete(hands), resource_id="delete"),
            icon_button("share", tr("Share"), lambda: _share(hands), resource_id="share"),
            icon_button("more_vert", tr("More options"), lambda: hands.open("menu")),
        ]
    bar = top_bar(title, back=Back(close, tr("Back"), "close"), actions=actions)
    bar.resource_id = "task_toolbar" if task else "event_toolbar"
    bar.content_description = kind
    return bar


def _ask_delete(hands: Edit) -> None:
    hands.context.focus("")
    hands.set(dialog="delete", choice=ONE)


def _share(hands: Edit) -> None:
    event = event_from(hands)
    hands.context.share(calendar_text(hands.context, [event]), event.title)


# -- fields ------------------------------------------------------------------------------------------------
def _field(hands: Edit, key: str, hint: str, name: str) -> View:
    prefix = "task" if hands.state.type == TASK else "event"
    return plain_field(
        Input(key, hint, kind="multiline" if key == DESCRIPTION else "text"),
        resource_id=f"{prefix}_{name}",
        style="title_large" if key == TITLE else "body_large",
        padding=(_INSET, 12.0, 16.0, 12.0),
    )


def _location(hands: Edit) -> View:
    field = _field(hands, LOCATION, hands.tr("Location"), "location")
    field.box = replace(field.box, width=None, weight=1.0)
    place = hands.context.text(LOCATION).strip()

    def show() -> None:
        if not place:
            hands.context.toast(hands.tr("Please add a location to be shown on a map"))
        else:
            hands.send(Intent(VIEW, data=f"geo:0,0?q={quote(place)}"))

    pin = icon_button(
        Icon("location_on", "on_surface_variant"),
        hands.tr("Show on map"),
        show,
        resource_id="event_show_on_map",
    )
    return View(
        box=Box(width=FILL, padding=(0.0, 0.0, 8.0, 0.0)),
        flow=CENTRED_ROW,
        important=False,
        children=(field, pin),
    )


def _times(hands: Edit, task: bool) -> list[View]:
    tr, draft = hands.tr, hands.state.draft
    prefix = "task" if task else "event"
    whole = draft.all_day
    label = fixed("TextView", text=Text(tr("All-day"), style="body_large"), box=GROWING, important=False)
    mark = switch(whole, resource_id=f"{prefix}_all_day", description=tr("All-day"))
    turn = lambda: hands.set(draft=replace(draft, all_day=not whole))  # noqa: E731
    rows = [form_row("schedule", (label, mark), turn, f"{prefix}_all_day_holder")]
    ends = (("", "start"),) if task else (("start", "start"), ("end", "end"))
    for part, which in ends:
        moment = draft.start if which == "start" else draft.end
        stem = f"{prefix}_{part}_" if part else f"{prefix}_"
        parts = [
            value_text(
                f"{stem}date", day_title(hands.context, moment.date()), _ask(hands, which, "date"), weight=1.0
            )
        ]
        if not whole:
            parts.append(
                value_text(f"{stem}time", time_text(hands.context, moment), _ask(hands, which, "time"))
            )
        rows.append(form_row("", parts))
    return rows


def _ask(hands: Edit, which: str, what: str) -> Callable[[], None]:
    """Open the date or time picker for the start or the end."""
    draft = hands.state.draft
    moment = draft.start if which == "start" else draft.end

    def run() -> None:
        hands.context.focus("")
        pick = DatePick(moment.date()) if what == "date" else None
        time = TimePick(moment.hour, moment.minute) if what == "time" else None
        hands.set(dialog=f"{which}_{what}", date=pick, time=time)

    return run


def _open(hands: Edit, dialog: str, place: int = 0, choice: int = 0) -> Handler:
    def run() -> None:
        hands.context.focus("")
        hands.context.scroll_to("select_dialog_listview", 0)
        hands.set(dialog=dialog, place=place, choice=choice)

    return run


def _reminders(hands: Edit) -> list[View]:
    """Those that are set, and one more."""
    tr, reminders = hands.tr, hands.state.draft.reminders
    prefix = "task" if hands.state.type == TASK else "event"
    rows = []
    for place, minutes in enumerate(reminders):
        if place and reminders[place - 1] == NO_REMINDER:
            break
        text = reminder_text(tr, minutes)
        if place and minutes == NO_REMINDER:
            text = tr("Add another reminder")
        view = value_text(f"{prefix}_reminder_{place + 1}", text, _open(hands, "reminder", place), weight=1.0)
        rows.append(form_row("" if place else "notifications", (view,)))
    return rows


def _repetition(hands: Edit) -> list[View]:
    draft, tr = hands.state.draft, hands.tr
    prefix = "task" if hands.state.type == TASK else "event"
    text = value_text(
        f"{prefix}_repetition", interval_text(tr, draft.repeat_interval), _open(hands, "repeat"), weight=1.0
    )
    rows = [form_row("repeat", (text,))]
    if not draft.repeat_interval:
        return rows
    unit = unit_of(draft.repeat_interval)[0]
    if unit in (WEEK, MONTH, YEAR):
        label = tr("Repeat on") if unit == WEEK else tr("Repeat")
        rule = value_text(f"{prefix}_repetition_rule", rule_text(hands.context, draft))
        ask = _open(hands, "rule", choice=draft.repeat_rule)
        rows.append(pair_row(label, rule, ask, f"{prefix}_repetition_rule_holder"))
    limit = value_text(f"{prefix}_repetition_limit", limit_text(hands.context, draft))
    ask = _open(hands, "limit", choice=(draft.repeat_limit > 0) + 2 * (draft.repeat_limit < 0))
    rows.append(pair_row(tr("Repeat till"), limit, ask, f"{prefix}_repetition_limit_holder"))
    return rows


def _type(hands: Edit) -> View:
    draft = hands.state.draft
    types = event_types(hands.context)
    kind = next((kind for kind in types if kind.id == draft.event_type), types[0])
    prefix = "task" if hands.state.type == TASK else "event"
    name = fixed(
        "TextView", f"{prefix}_type", Text(hands.tr(kind.title), style="body_large", max_lines=1), box=GROWING
    )
    return form_row(
        "label",
        (name, spot(colour_text(kind.colour), f"{prefix}_type_color")),
        _open(hands, "type"),
        f"{prefix}_type_holder",
    )


def _colour(hands: Edit) -> View:
    draft = hands.state.draft
    types = event_types(hands.context)
    kind = next((kind for kind in types if kind.id == draft.event_type), types[0])
    prefix = "task" if hands.state.type == TASK else "event"
    label = fixed(
        "TextView", f"{prefix}_color_label", Text(hands.tr("Color"), style="body_large"), box=GROWING
    )
    patch = spot(colour_text(draft.colour or kind.colour), f"{prefix}_color")
    return form_row("palette", (label, patch), _open(hands, "colour"), f"{prefix}_color_holder")


def _completion(hands: Edit) -> list[View]:
    """The button that says a task is done."""
    original = hands.state.original
    if original is None or hands.state.type != TASK:
        return []
    done = original.completed
    label = hands.tr("Mark incomplete") if done else hands.tr("Mark completed")

    def turn() -> None:
        mark_done(hands.context, original, not done)
        hands.context.finish()

    act = button(label, turn, kind="tonal" if done else "filled", resource_id="toggle_mark_complete")
    act.box = replace(act.box, width=FILL)
    return [View(box=Box(width=FILL, padding=(16.0, 24.0, 16.0, 0.0)), children=(act,), important=False)]
