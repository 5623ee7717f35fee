"""The Alarm tab."""

from collections.abc import Callable
from dataclasses import replace

from device.phone.apps.clock.state import ClockActivity, tab_screen
from device.phone.apps.clock.store import (
    SUNDAY_FIRST,
    Alarm,
    add_alarm,
    alarms,
    change_alarm,
    days_text,
    delete_alarm,
    next_time,
    put_back,
    until_text,
)
from device.phone.apps.ringtone import ALARM_SOUNDS, sound_name
from device.phone.system.timetext import clock_text, local_now, weekday_letter, weekday_name
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, FULL_WIDTH, GROWING, Box, Flow, Icon, Input, Surface, Text
from device.phone.widget import (
    Choice,
    TimePick,
    checkbox,
    choice_dialog,
    day_toggle,
    dialog,
    empty,
    fab,
    icon_button,
    scroll,
    snackbar,
    switch,
    text_field,
    time_picker,
)

LABEL = "alarm_label"
SILENT = "silent"
"""What AOSP stores for no sound."""


def show_alarms(hands: ClockActivity) -> Screen:
    """Cards by time of day, and the button for a new one."""
    found = alarms(hands.context)
    cards = [_card(hands, alarm) for alarm in found]
    body = (
        scroll("alarms", cards, resource_id="alarm_recycler_view", gap=8.0, bottom=128.0, sides=16.0)
        if cards
        else View(box=GROWING, children=(empty("alarm_off", hands.tr("No Alarms")),), important=False)
    )
    add = fab("add", hands.tr("Add alarm"), lambda: _ask_time(hands, None), large=True)
    return tab_screen(hands, (body,), fab=add, overlay=_overlay(hands, found), snack=_snack(hands))


def _snack(hands: ClockActivity) -> View | None:
    state = hands.state
    undo = state.undo
    if undo is None or not state.snack or hands.context.clock.uptime_ms >= state.snack_until_ms:
        return None

    def bring_back() -> None:
        put_back(hands.context, undo)
        hands.set(snack="", undo=None)

    return snackbar(state.snack, hands.tr("Undo"), bring_back)


def set_alarm(hands: ClockActivity, hour: int, minute: int, *, label: str = "", days: int = 0) -> None:
    """A new alarm, its card open, and when it will ring."""
    alarm = add_alarm(hands.context, hour, minute, label=label, days=days)
    hands.set(expanded=alarm.id, dialog="", time=None)
    hands.say(until_text(hands.context, next_time(alarm, local_now(hands.context))))


# -- a card --------------------------------------------------------------------------------------------
def _card(hands: ClockActivity, alarm: Alarm) -> View:
    opened = hands.state.expanded == alarm.id
    tr = hands.tr
    time = clock_text(hands.context, alarm.hour, alarm.minutes)
    colour = "on_surface" if alarm.enabled else "on_surface_variant"

    def turn_card() -> None:
        hands.set(expanded=0 if opened else alarm.id)

    parts: list[View] = []
    arrow = icon_button(
        "expand_less" if opened else "expand_more",
        tr("Collapse alarm") if opened else tr("Expand alarm"),
        turn_card,
        resource_id="arrow",
        background="surface_container_highest",
        size=32.0,
    )
    top: list[View] = [_label(hands, alarm, opened), arrow] if opened or alarm.label else []
    if top:
        parts.append(_line(top))
    clock = View(
        "TextView",
        "digital_clock",
        Text(time, style="46/400/56", colour=colour),
        time,
        on_tap=lambda: _ask_time(hands, alarm),
    )
    parts.append(_line([clock, View(box=GROWING, important=False), *(() if top else (arrow,))]))
    days = View(
        "TextView",
        "days_of_week",
        Text(days_text(hands.context, alarm), style="body_medium", colour=colour),
        box=GROWING,
    )
    mark = switch(
        alarm.enabled,
        resource_id="onoff",
        description=f"{time} {alarm.label or tr('Alarm')}",
        on_tap=lambda: _turn(hands, alarm),
    )
    parts.append(_line([days, mark]))
    if opened:
        parts += _details(hands, alarm)
    return View(
        "androidx.cardview.widget.CardView",
        box=Box(width=FILL, padding=(20.0, 14.0, 16.0, 14.0)),
        surface=Surface("primary_container" if alarm.enabled else "surface_container_high", radius=28.0),
        on_tap=turn_card,
        children=parts,
    )


def _line(children: list[View]) -> View:
    return View(box=FULL_WIDTH, flow=Flow("row", gap=8.0, align="center"), children=children, important=False)


def _label(hands: ClockActivity, alarm: Alarm, opened: bool) -> View:
    """The alarm's name; in an open card a tap changes it."""

    def ask() -> None:
        hands.context.set_text(LABEL, alarm.label)
        hands.open("label", alarm.id)
        hands.context.focus(LABEL)

    return View(
        "TextView",
        "edit_label" if opened else "label",
        Text(
            alarm.label or hands.tr("Add label"),
            style="title_small",
            colour="on_surface_variant",
            max_lines=1,
        ),
        icon=Icon("label" if opened else "", "on_surface_variant", size=18.0),
        box=Box(weight=1.0, min_height=32.0),
        flow=Flow("row", gap=8.0, align="center"),
        on_tap=ask if opened else None,
    )


def _turn(hands: ClockActivity, alarm: Alarm) -> None:
    change_alarm(hands.context, alarm.id, "enabled", int(not alarm.enabled))
    if not alarm.enabled:
        hands.say(until_text(hands.context, next_time(alarm, local_now(hands.context))))


def _details(hands: ClockActivity, alarm: Alarm) -> list[View]:
    """The lower part of an open card: days, sound, vibration, delete."""
    tr, context = hands.tr, hands.context

    def turn_day(day: int) -> Callable[[], None]:
        return lambda: change_alarm(context, alarm.id, "daysofweek", alarm.days ^ 1 << day)

    days = View(
        "LinearLayout",
        "repeat_days",
        box=Box(width=FILL, padding=(0.0, 12.0, 4.0, 8.0)),
        flow=Flow("row", justify="between"),
        children=[
            day_toggle(
                weekday_letter(tr, day), weekday_name(tr, day), bool(alarm.days >> day & 1), turn_day(day)
            )
            for day in SUNDAY_FIRST
        ],
    )
    sound = _sound_name(hands, alarm.ringtone)
    ring = _row("notifications_active", sound, lambda: hands.open("sound", alarm.id), "choose_ringtone")
    ring.content_description = f"{tr('Ringtone')} {sound}"
    shake = _row(
        "vibration",
        tr("Vibrate"),
        lambda: change_alarm(context, alarm.id, "vibrate", int(not alarm.vibrate)),
        "",
    )
    shake.text = replace(shake.text, content="")
    shake.icon = replace(shake.icon, name="")
    shake.children = (
        fixed(icon=Icon("vibration", "on_surface_variant"), important=False),
        fixed("TextView", text=Text(tr("Vibrate"), style="body_medium"), box=GROWING),
        checkbox(alarm.vibrate, resource_id="vibrate_onoff", description=tr("Vibrate")),
    )

    def delete() -> None:
        delete_alarm(context, alarm.id)
        hands.set(expanded=0)
        hands.say(tr("Alarm deleted"), alarm)

    return [days, ring, shake, _row("delete", tr("Delete"), delete, "delete")]


def _row(icon: str, text: str, on_tap: Callable[[], None], name: str) -> View:
    return View(
        "TextView",
        name,
        Text(text, style="body_medium"),
        icon=Icon(icon),
        box=Box(width=FILL, min_height=48.0, padding=(0.0, 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=16.0, align="center"),
        on_tap=on_tap,
    )


def _sound_name(hands: ClockActivity, uri: str | None) -> str:
    if uri == SILENT:
        return hands.tr("Silent")
    if uri is None:
        default = sound_name(hands.context.settings.text("system", "alarm_alert"))
        return hands.tr("Default ({})").format(default or hands.tr("None"))
    return sound_name(uri)


# -- dialogs -------------------------------------------------------------------------------------------
def _ask_time(hands: ClockActivity, alarm: Alarm | None) -> None:
    now = local_now(hands.context)
    pick = TimePick(alarm.hour, alarm.minutes) if alarm else TimePick(now.hour, now.minute)
    hands.set(dialog="time", target=alarm.id if alarm else 0, time=pick)


def _overlay(hands: ClockActivity, found: list[Alarm]) -> Overlay | None:
    state = hands.state
    if state.dialog == "time" and state.time is not None:
        return time_picker(
            hands.context,
            state.time,
            lambda pick: hands.set(time=pick),
            lambda hour, minute: _accept_time(hands, hour, minute),
            hands.close,
        )
    alarm = next((alarm for alarm in found if alarm.id == state.target), None)
    if alarm is not None and state.dialog == "label":
        return _label_dialog(hands, alarm)
    if alarm is not None and state.dialog == "sound":
        return _sound_dialog(hands, alarm)
    return None


def _accept_time(hands: ClockActivity, hour: int, minute: int) -> None:
    number = hands.state.target
    hands.close()
    if not number:
        set_alarm(hands, hour, minute)
        return
    change_alarm(hands.context, number, "time", hour, minute)
    alarm = next(alarm for alarm in alarms(hands.context) if alarm.id == number)
    hands.say(until_text(hands.context, next_time(alarm, local_now(hands.context))))


def _label_dialog(hands: ClockActivity, alarm: Alarm) -> Overlay:
    def accept() -> None:
        change_alarm(hands.context, alarm.id, "label", hands.context.text(LABEL).strip())
        hands.close()

    field = text_field(
        Input(LABEL, hands.tr("Label"), on_submit=accept), hands.context.text(LABEL), resource_id="edit_text"
    )
    return dialog(
        hands.tr("Add label"),
        (field,),
        accept=Choice(hands.tr("OK"), accept),
        cancel=Choice(hands.tr("Cancel"), hands.close),
    )


def _sound_dialog(hands: ClockActivity, alarm: Alarm) -> Overlay:
    values: list[str | None] = [SILENT, None, *(uri for uri, _ in ALARM_SOUNDS)]

    def choose(value: str | None) -> Callable[[], None]:
        def run() -> None:
            change_alarm(hands.context, alarm.id, "ringtone", value)
            hands.close()

        return run

    return choice_dialog(
        hands.tr("Alarm sound"),
        [_sound_name(hands, value) for value in values],
        values.index(alarm.ringtone) if alarm.ringtone in values else -1,
        [choose(value) for value in values],
        Choice(hands.tr("Cancel"), hands.close),
    )
