"""Where the screens of the Calendar are, and what they all need."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.calendar.event import EVENT, NO_REMINDER, REGULAR, CalendarEvent
from device.phone.apps.calendar.preference import PACKAGE
from device.phone.apps.calendar.store import colour_text, event_types
from device.phone.system.context import Context
from device.phone.system.timetext import local_now
from device.phone.widget import DatePick, TimePick

MAIN = f"{PACKAGE}.activities.MainActivity"
EVENT_ACTIVITY = f"{PACKAGE}.activities.EventActivity"
TASK_ACTIVITY = f"{PACKAGE}.activities.TaskActivity"
SETTINGS = f"{PACKAGE}.activities.SettingsActivity"
TYPES = f"{PACKAGE}.activities.ManageEventTypesActivity"
ABOUT = f"{PACKAGE}.activities.AboutActivity"
SEARCH, TITLE, LOCATION, DESCRIPTION = "search", "title", "location", "description"
NAME, NUMBER = "name", "number"
"""Keys of the text fields."""

Picked = tuple[int, int]
"""An occurrence: the event's id and its start."""


@dataclass(frozen=True, slots=True)
class CalendarMainState:
    """The main screen."""

    view: int
    """One of the preference's views."""
    day: date
    """What the view is around: a day of the month, week or year that shows."""
    under: tuple[tuple[int, date], ...] = ()
    """Views that Back returns to, each with its day; the last comes first."""
    since: date = date.min
    """First day of the event list."""
    until: date = date.max
    """Its last."""
    searching: bool = False
    selected: tuple[Picked, ...] = ()
    dialog: str = ""
    choice: int = 0
    """Of a dialog with several answers."""
    file: str = ""
    """Address of the file whose events are to be imported."""
    pick: DatePick | None = None
    types: tuple[int, ...] = ()
    """Event types ticked in the filter."""


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """What is being edited, the texts aside (they are in the fields). Times are local."""

    start: datetime
    end: datetime
    all_day: bool = False
    reminders: tuple[int, int, int] = (NO_REMINDER, NO_REMINDER, NO_REMINDER)
    repeat_interval: int = 0
    repeat_rule: int = 0
    repeat_limit: int = 0
    event_type: int = REGULAR
    colour: int = 0


@dataclass(frozen=True, slots=True)
class CalendarEditState:
    """The event or task being edited."""

    draft: CalendarDraft
    type: int = EVENT
    original: CalendarEvent | None = None
    """The occurrence that was opened; None for a new one."""
    saved: CalendarDraft | None = None
    """What it was when it was opened."""
    texts: tuple[str, str, str] = ("", "", "")
    """The texts then."""
    dialog: str = ""
    place: int = 0
    """Which reminder a dialog is about."""
    choice: int = 0
    """Marked in a dialog with several answers; in the weekly one a bit for each day."""
    date: DatePick | None = None
    time: TimePick | None = None


@dataclass(frozen=True, slots=True)
class CalendarPageState:
    """The settings, the event types, about."""

    dialog: str = ""
    target: int = 0
    """Event type a dialog is about; 0 = a new one."""
    colour: int = 0


S = TypeVar("S", bound=CalendarMainState | CalendarEditState | CalendarPageState)


class CalendarActivity(AppActivity[S]):
    """An activity of the Calendar, with its state at hand."""

    __slots__ = ("_colours", "today")

    def __init__(self, context: Context, kind: type[S]) -> None:
        super().__init__(context, kind)
        self.today: date = local_now(context).date()
        """By the phone's own clock."""
        self._colours: dict[int, int] = {}

    def colour(self, event: CalendarEvent) -> str:
        """The event's own, else its type's, as "#RRGGBB"."""
        if not self._colours:
            types = event_types(self.context)
            self._colours = {0: types[0].colour, **{kind.id: kind.colour for kind in types}}
        return colour_text(event.colour or self._colours.get(event.event_type, self._colours[0]))


Main = CalendarActivity[CalendarMainState]
Edit = CalendarActivity[CalendarEditState]
Page = CalendarActivity[CalendarPageState]
