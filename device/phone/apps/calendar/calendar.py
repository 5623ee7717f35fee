"""The Calendar app: its screens, and the intents that open them."""

import re
from datetime import date

from device.phone.apps.calendar.draft import SAVE, begin, save
from device.phone.apps.calendar.editor import leave_editor, show_editor
from device.phone.apps.calendar.function import FUNCTIONS
from device.phone.apps.calendar.importing import TYPE, is_calendar, take
from device.phone.apps.calendar.main import close_main, show_main
from device.phone.apps.calendar.moment import local_time_of
from device.phone.apps.calendar.notice import COMPLETED_ACTION, pressed, remind
from device.phone.apps.calendar.picked import EVERY
from device.phone.apps.calendar.preference import DAILY, MONTHLY, PACKAGE, number
from device.phone.apps.calendar.schema import DATABASE, SCHEMA
from device.phone.apps.calendar.settings import show_about, show_settings, show_types
from device.phone.apps.calendar.state import (
    ABOUT,
    EVENT_ACTIVITY,
    MAIN,
    SETTINGS,
    TASK_ACTIVITY,
    TYPES,
    CalendarActivity,
    CalendarEditState,
    CalendarMainState,
    CalendarPageState,
)
from device.phone.apps.calendar.week import SCROLL, first_offset
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, Intent
from device.phone.system.timetext import local_now
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."
_AUTHORITY = ("com.android.calendar",)
_VIEWS = range(MONTHLY, 7)
_TIME = re.compile(r"/time/(\d+)")
_VERSION = "6.22.1"


class Calendar(App):
    """Simple Calendar Pro."""

    manifest = Manifest(
        package=PACKAGE,
        label="Calendar",
        icon="calendar_month",
        icon_colours=("#0277BD", "#FFFFFF"),
        main=MAIN,
        databases={DATABASE: SCHEMA},
        activities=(TASK_ACTIVITY, SETTINGS, TYPES, ABOUT),
        filters=(
            IntentFilter(f"{_ACTION}VIEW", MAIN, scheme="content", authorities=_AUTHORITY),
            IntentFilter(f"{_ACTION}VIEW", MAIN, type=TYPE),
            IntentFilter(f"{APP}CALENDAR", MAIN),
            *(
                IntentFilter(f"{_ACTION}{action}", EVENT_ACTIVITY, type=f"vnd.android.cursor.{kind}/event")
                for action in ("INSERT", "EDIT")
                for kind in ("item", "dir")
            ),
            *(
                IntentFilter(f"{_ACTION}{action}", EVENT_ACTIVITY, scheme="content", authorities=_AUTHORITY)
                for action in ("INSERT", "EDIT")
            ),
        ),
        version=_VERSION,
        system=False,
        permissions=(
            "android.permission.READ_CALENDAR",
            "android.permission.WRITE_CALENDAR",
            "android.permission.POST_NOTIFICATIONS",
        ),
        functions=FUNCTIONS,
    )

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The view that was open last, around today or the day the intent names; or a form."""
        if name in (EVENT_ACTIVITY, TASK_ACTIVITY):
            return begin(context, name, intent)
        if name != MAIN:
            return CalendarPageState()
        view = number(context, "view")
        state = CalendarMainState(view if view in _VIEWS else MONTHLY, local_now(context).date())
        context.set(state)
        context.scroll_to(SCROLL, first_offset(CalendarActivity(context, CalendarMainState)))
        if is_calendar(intent):
            return take(context, state, intent.data)
        day = _day_of(context, intent)
        return state if day is None else CalendarMainState(DAILY, day, under=((state.view, state.day),))

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, CalendarEditState):
            return show_editor(CalendarActivity(context, CalendarEditState))
        if isinstance(state, CalendarMainState):
            return show_main(CalendarActivity(context, CalendarMainState))
        page = CalendarActivity(context, CalendarPageState)
        if context.activity.name == TYPES:
            return show_types(page)
        return show_about(page, _VERSION) if context.activity.name == ABOUT else show_settings(page)

    def back(self, context: Context) -> bool:
        """Leaves selection, search and views over views; asks before changes are lost."""
        state = context.activity.state
        if isinstance(state, CalendarEditState):
            return leave_editor(CalendarActivity(context, CalendarEditState))
        return isinstance(state, CalendarMainState) and close_main(
            CalendarActivity(context, CalendarMainState)
        )

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Reminders come."""
        remind(context, since_ms, now_ms)

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """Whether notifications are allowed or not, what was to be saved is saved."""
        if request == SAVE and isinstance(context.activity.state, CalendarEditState):
            save(CalendarActivity(context, CalendarEditState), EVERY)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """The button of a reminder, or a new intent for a screen that is open already."""
        name = context.activity.name
        if intent.action == COMPLETED_ACTION:
            pressed(context, intent)
        if name == MAIN and is_calendar(intent):
            context.set(take(context, context.state(CalendarMainState), intent.data))
            return None
        if name == MAIN and _day_of(context, intent) is None:
            return None
        if name in (MAIN, EVENT_ACTIVITY, TASK_ACTIVITY):
            context.set(self.initial(context, name, intent))
        return None


def _day_of(context: Context, intent: Intent) -> date | None:
    """The day an address like content://com.android.calendar/time/1697328000000 names."""
    found = _TIME.search(intent.data)
    if found is None:
        return None
    return local_time_of(context, int(found[1][:14]) // 1000).date()
