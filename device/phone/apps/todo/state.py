"""Where the screens of Tasks are, and what they all need."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.todo.ordering import ALL
from device.phone.apps.todo.task import TodoTask
from device.phone.widget import DatePick, TimePick

PACKAGE = "org.tasks"
HOME = "com.todoroo.astrid.activity.MainActivity"
EDITOR = "com.todoroo.astrid.activity.TaskEditActivity"
SETTINGS = "org.tasks.preferences.MainPreferences"
LIST_SETTINGS = "org.tasks.activities.ListSettingsActivity"
SEARCH, TITLE, NOTES, NAME = "search", "title", "notes", "name"
"""Keys of the text fields."""
ROWS, EDIT = "tasks", "edit"
"""Keys of what scrolls."""
SNACK_MS = 3_500


@dataclass(frozen=True, slots=True)
class DuePick:
    """A due or start date being chosen."""

    kind: Literal["due", "start"] = "due"
    day: date | None = None
    time: tuple[int, int] | None = None
    """Hour and minute; None = all day."""
    date: DatePick | None = None
    """The calendar is open."""
    clock: TimePick | None = None
    """The dial is open."""


@dataclass(frozen=True, slots=True)
class HomeState:
    """A list of tasks."""

    filter: str = ALL
    searching: bool = False
    selected: tuple[int, ...] = ()
    dialog: str = ""
    folded: tuple[str, ...] = ()
    """Headings whose tasks are folded away."""
    snack: str = ""
    snack_until_ms: int = 0
    """Uptime."""
    undo: tuple[TodoTask, ...] = ()
    """What the snackbar can bring back, as it was."""
    pick: DuePick | None = None


@dataclass(frozen=True, slots=True)
class TodoEditState:
    """One task being edited."""

    task: TodoTask
    """As it will be kept, but for title and notes: those are in their fields."""
    kept: TodoTask
    """As it was when it was opened."""
    dialog: str = ""
    pick: DuePick | None = None
    parts: tuple[str, ...] = ()
    """Titles of new tasks below it."""


@dataclass(frozen=True, slots=True)
class TodoSettingsState:
    """The settings, or the page of a list or tag."""

    uid: str = ""
    """List or tag; "" = a new one."""
    kind: Literal["list", "tag", ""] = ""
    dialog: str = ""


S = TypeVar("S", HomeState, TodoEditState, TodoSettingsState)


class TodoActivity(AppActivity[S]):
    """An activity of Tasks, with its state at hand."""

    __slots__ = ()


class HomeHands(TodoActivity[HomeState]):
    """The list, with its snackbar."""

    __slots__ = ()

    def say(self, text: str, undo: tuple[TodoTask, ...] = ()) -> None:
        """A snackbar; `undo` are tasks as they were before."""
        until = self.context.clock.uptime_ms + SNACK_MS
        self.set(snack=text, snack_until_ms=until, undo=undo, dialog="", selected=(), pick=None)

    def edit(self, number: int) -> None:
        """Open the editor: of a task, or with 0 of a new one in the list that shows."""
        self.context.start(EDITOR, task=number, filter=self.state.filter)


class EditHands(TodoActivity[TodoEditState]):
    """The editor."""

    __slots__ = ()

    def put(self, **changes: object) -> None:
        """Change fields of the task; whatever was open closes."""
        task = replace(self.state.task, **changes)  # type: ignore[arg-type]
        self.set(task=task, dialog="", pick=None)
