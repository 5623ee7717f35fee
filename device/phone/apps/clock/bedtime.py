"""The Bedtime tab and the Clock's settings page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from device.phone.apps.clock.state import ClockActivity, tab_screen
from device.phone.apps.clock.store import SUNDAY_FIRST, prefer, preferences
from device.phone.system.intent import Intent
from device.phone.system.timetext import clock_text, weekday_letter, weekday_name
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, Box, Flow
from device.phone.widget import (
    Back,
    Choice,
    TimePick,
    choice_dialog,
    day_toggle,
    page,
    scroll,
    section,
    switch_tile,
    tile,
    time_picker,
    top_bar,
)

_SLEEP, _WAKE = ("bedtime", "23:00"), ("wake_up", "07:00")
_WEEKDAYS = "31"


def _time(chosen: dict[str, str], entry: tuple[str, str]) -> tuple[int, int]:
    key, default = entry
    hour, minute = chosen.get(key, default).split(":")
    return int(hour), int(minute)


def show_bedtime(hands: ClockActivity) -> Screen:
    """When to sleep and to wake up, on which days."""
    tr, context = hands.tr, hands.context
    chosen = dict(preferences(context))
    days = int(chosen.get("bedtime_days", _WEEKDAYS))
    sleep, wake = _time(chosen, _SLEEP), _time(chosen, _WAKE)
    length = ((wake[0] * 60 + wake[1]) - (sleep[0] * 60 + sleep[1])) % 1440

    def turn_day(day: int) -> Callable[[], None]:
        return lambda: prefer(context, "bedtime_days", str(days ^ 1 << day))

    def ask(entry: tuple[str, str], time: tuple[int, int]) -> Callable[[], None]:
        return lambda: hands.set(dialog=entry[0], time=TimePick(*time))

    toggles = View(
        "LinearLayout",
        "repeat_days",
        box=Box(width=FILL, padding=(24.0, 8.0, 24.0, 16.0)),
        flow=Flow("row", justify="between"),
        children=[
            day_toggle(weekday_letter(tr, day), weekday_name(tr, day), bool(days >> day & 1), turn_day(day))
            for day in SUNDAY_FIRST
        ],
    )
    on = chosen.get("bedtime_on", "0") == "1"
    rows = [
        switch_tile(
            tr("Use bedtime schedule"),
            on,
            lambda wanted: prefer(context, "bedtime_on", str(int(wanted))),
            icon="bedtime",
        ),
        section(tr("Schedule")),
        tile(tr("Bedtime"), clock_text(hands.context, *sleep), icon="bedtime", on_tap=ask(_SLEEP, sleep)),
        tile(tr("Wake-up"), clock_text(hands.context, *wake), icon="sunny", on_tap=ask(_WAKE, wake)),
        tile(tr("Time in bed"), tr("{} hr {} min").format(length // 60, length % 60), icon="hotel"),
        section(tr("Days")),
        toggles,
    ]
    body = scroll("bedtime", rows, resource_id="bedtime_list")
    return tab_screen(hands, (body,), overlay=_picker(hands))


def _picker(hands: ClockActivity) -> Overlay | None:
    state = hands.state
    if state.dialog not in (_SLEEP[0], _WAKE[0]) or state.time is None:
        return None

    def accept(hour: int, minute: int) -> None:
        prefer(hands.context, state.dialog, f"{hour:02d}:{minute:02d}")
        hands.close()

    return time_picker(hands.context, state.time, lambda pick: hands.set(time=pick), accept, hands.close)


# -- settings ------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Setting:
    """A choice of the Clock's settings page."""

    key: str
    title: str
    section: str
    default: str
    options: Sequence[tuple[str, str]]


SETTINGS = (
    Setting("silence_after", "Silence after", "Alarms", "10", (
        ("1", "1 minute"), ("5", "5 minutes"), ("10", "10 minutes"), ("20", "20 minutes"), ("-1", "Never"),
    )),
    Setting("snooze", "Snooze length", "Alarms", "10", (
        ("5", "5 minutes"), ("10", "10 minutes"), ("15", "15 minutes"), ("30", "30 minutes"),
    )),
    Setting("volume_increase", "Gradually increase volume", "Alarms", "0", (
        ("0", "Never"), ("15", "15 seconds"), ("30", "30 seconds"), ("60", "60 seconds"),
    )),
    Setting("week_start", "Start week on", "Alarms", "sunday", (
        ("saturday", "Saturday"), ("sunday", "Sunday"), ("monday", "Monday"),
    )),
    Setting("timer_vibrate", "Timer vibrate", "Timers", "0", (("0", "Off"), ("1", "On"))),
)  # fmt: skip


def show_settings(hands: ClockActivity) -> Screen:
    """Choices for alarms and timers, and the way to date and time."""
    tr, context = hands.tr, hands.context
    chosen = preferences(context)
    rows = [
        section(tr("Clock")),
        tile(
            tr("Change date & time"),
            on_tap=lambda: context.open(Intent("android.settings.DATE_SETTINGS")),
        ),
    ]
    heading = ""
    for setting in SETTINGS:
        if setting.section != heading:
            heading = setting.section
            rows.append(section(tr(heading)))
        value = chosen.get(setting.key, setting.default)
        label = dict(setting.options).get(value, value)
        ask = partial(hands.open, setting.key)
        rows.append(tile(tr(setting.title), tr(label), on_tap=ask))
    bar = top_bar(tr("Settings"), back=Back(context.finish, tr("Navigate up")))
    return Screen(page(bar, scroll("clock_settings", rows)), overlay=_choice(hands), title=tr("Settings"))


def _choice(hands: ClockActivity) -> Overlay | None:
    setting = next((setting for setting in SETTINGS if setting.key == hands.state.dialog), None)
    if setting is None:
        return None
    tr = hands.tr
    values = [value for value, _ in setting.options]
    now = preferences(hands.context).get(setting.key, setting.default)

    def choose(value: str) -> Callable[[], None]:
        def run() -> None:
            prefer(hands.context, setting.key, value)
            hands.close()

        return run

    return choice_dialog(
        tr(setting.title),
        [tr(label) for _, label in setting.options],
        values.index(now) if now in values else -1,
        [choose(value) for value in values],
        Choice(tr("Cancel"), hands.close),
    )
