"""The Clock app: its tabs, its pages, and the intents that set alarms and timers."""

from device.phone.apps.clock.alarm import set_alarm, show_alarms
from device.phone.apps.clock.bedtime import show_bedtime, show_settings
from device.phone.apps.clock.dismissing import dismiss_alarm, dismiss_timer, number_of, snooze_alarm
from device.phone.apps.clock.notice import ALARM_ACTIVITY, SHOW_STOPWATCH, keep_notices, pressed
from device.phone.apps.clock.ringscreen import show_ringing
from device.phone.apps.clock.state import (
    ALARM,
    SETTINGS_ACTIVITY,
    STOPWATCH,
    TABS,
    TIMER,
    ClockActivity,
    ClockAppState,
)
from device.phone.apps.clock.stopwatch import show_stopwatch
from device.phone.apps.clock.store import SCHEMAS, add_alarm, preferences
from device.phone.apps.clock.timer import show_timers
from device.phone.apps.clock.timerstore import add_timer
from device.phone.apps.clock.world import CITY_ACTIVITY, show_city_search, show_world
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.passing import pass_time
from device.phone.toolkit.view import Screen

MAIN = "com.android.deskclock.DeskClock"
_API = "com.android.deskclock.HandleApiCalls"
_ACTION = "android.intent.action."
_EXTRA = "android.intent.extra.alarm."
_SETTING = ("SET_ALARM", "SET_TIMER", "SHOW_ALARMS", "SHOW_TIMERS")
_ENDING = ("DISMISS_ALARM", "SNOOZE_ALARM", "DISMISS_TIMER")
_SHOW = (show_alarms, show_world, show_timers, show_stopwatch, show_bedtime)
"""By tab."""
_MOST_SECONDS = 86_400


class Clock(App):
    """Google's Clock."""

    manifest = Manifest(
        package="com.google.android.deskclock",
        label="Clock",
        icon="schedule",
        icon_colours=("#4285F4", "#FFFFFF"),
        main=MAIN,
        databases=SCHEMAS,
        activities=(CITY_ACTIVITY, SETTINGS_ACTIVITY, ALARM_ACTIVITY),
        apart=(_API,),
        filters=(
            *(IntentFilter(_ACTION + action, _API) for action in (*_SETTING, *_ENDING)),
            IntentFilter(SHOW_STOPWATCH, MAIN),
        ),
        version="7.5",
        permissions=("android.permission.POST_NOTIFICATIONS", "android.permission.SCHEDULE_EXACT_ALARM"),
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The tab that was open last, or that the intent names."""
        if name == _API:
            context.set(ClockAppState())
            _answer(ClockActivity(context), intent)
            return ClockAppState()
        if intent.action == SHOW_STOPWATCH:
            return ClockAppState(STOPWATCH)
        tab = preferences(context).get("tab", str(ALARM))
        return ClockAppState(int(tab) if tab in map(str, range(len(TABS))) else ALARM)

    def screen(self, context: Context) -> Screen:
        """A tab or a page."""
        hands = ClockActivity(context)
        if context.activity.name == CITY_ACTIVITY:
            return show_city_search(hands)
        if context.activity.name == ALARM_ACTIVITY:
            return show_ringing(context)
        if context.activity.name == SETTINGS_ACTIVITY:
            return show_settings(hands)
        return _SHOW[hands.state.tab](hands)

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Alarms and timers that came due ring."""
        keep_notices(context, since_ms, now_ms)

    def receive(self, context: Context, intent: Intent) -> None:
        """A button of a notification, or an intent for the Clock that is open already."""
        if intent.action == SHOW_STOPWATCH:
            ClockActivity(context).show_tab(STOPWATCH)
        else:
            pressed(context, intent)

    def back(self, context: Context) -> bool:
        """Leaves the keypad for the timers that there are."""
        hands = ClockActivity(context)
        if hands.state.tab == TIMER and hands.state.adding:
            hands.set(adding=False, digits="")
            return True
        return False


def _answer(hands: ClockActivity, intent: Intent) -> None:
    """What an intent asks for; its own activity closes, and unless it says otherwise the Clock shows."""
    context = hands.context
    extras = intent.extras
    quiet = bool(extras.get(_EXTRA + "SKIP_UI", False))
    hour, minute = extras.get(_EXTRA + "HOUR"), extras.get(_EXTRA + "MINUTES", 0)
    label = str(extras.get(_EXTRA + "MESSAGE", ""))
    seconds = number_of(extras.get(_EXTRA + "LENGTH"))
    context.finish()
    name = intent.action.removeprefix(_ACTION)
    if name in _ENDING:
        pass_time(context.system)  # what is due by now rings before somebody ends it
    if name == "DISMISS_ALARM":
        if not dismiss_alarm(context, intent):
            _show(context, ALARM)
    elif name == "SNOOZE_ALARM":
        snooze_alarm(context, intent)
    elif name == "DISMISS_TIMER":
        dismiss_timer(context, intent)
    elif name.endswith("ALARM") and hour is not None:
        if quiet:
            add_alarm(context, number_of(hour) % 24, number_of(minute) % 60, label=label)
            return
        set_alarm(_show(context, ALARM), number_of(hour) % 24, number_of(minute) % 60, label=label)
    elif name == "SET_TIMER" and 0 < seconds <= _MOST_SECONDS:
        add_timer(context, seconds * 1000, label)
        if not quiet:
            _show(context, TIMER)
    else:
        _show(context, TIMER if "TIMER" in name else ALARM)


def _show(context: Context, tab: int) -> ClockActivity:
    """Bring the Clock to the front, on a tab."""
    context.open(Intent(component=f"{context.package}/{MAIN}"))
    hands = ClockActivity(context.of(context.front))
    hands.show_tab(tab)
    return hands
