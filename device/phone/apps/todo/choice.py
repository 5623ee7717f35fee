"""How the lists are shown: what was chosen in the menus and settings, kept over restarts."""

from collections.abc import Mapping
from dataclasses import dataclass

from device.phone.apps.provider.reading import read_once
from device.phone.apps.todo.schema import CHOICES
from device.phone.apps.todo.task import LOW
from device.phone.file.database import Database
from device.phone.system.context import Context

GROUPS = ("none", "due", "start", "priority", "modified", "created", "list")
SORTS = ("due", "start", "priority", "title", "modified", "created", "list")
CRITERIA = {
    "none": "None",
    "due": "By due date",
    "start": "By start date",
    "priority": "By priority",
    "title": "By title",
    "modified": "By last modified",
    "created": "By creation time",
    "list": "By list",
}
"""What tasks can be grouped and sorted by, in English words."""
_DESCENDING = ("modified", "created")
"""Start with the newest until it is chosen otherwise."""


@dataclass(frozen=True, slots=True)
class TodoChoices:
    """Everything that was chosen."""

    group: str = "due"
    group_up: bool = True
    """Ascending."""
    sort: str = "due"
    sort_up: bool = True
    completed_last: bool = True
    show_completed: bool = False
    show_unstarted: bool = False
    show_description: bool = True
    full_title: bool = False
    priority: int = LOW
    """Of new tasks."""


def choices(context: Context) -> TodoChoices:
    """What is chosen now."""
    return read_once(context.database(CHOICES), _read)


def _read(database: Database) -> TodoChoices:
    kept: Mapping[str, str] = {
        str(key): str(value) for key, value in database.rows("SELECT key, value FROM preferences")
    }
    plain = TodoChoices()
    group, sort = kept.get("group", plain.group), kept.get("sort", plain.sort)
    priority = kept.get("priority", "")

    def on(key: str, otherwise: bool) -> bool:
        return kept.get(key, "1" if otherwise else "0") == "1"

    return TodoChoices(
        group if group in GROUPS else plain.group,
        on("group_up", group not in _DESCENDING),
        sort if sort in SORTS else plain.sort,
        on("sort_up", sort not in _DESCENDING),
        on("completed_last", plain.completed_last),
        on("show_completed", plain.show_completed),
        on("show_unstarted", plain.show_unstarted),
        on("show_description", plain.show_description),
        on("full_title", plain.full_title),
        int(priority) if priority in ("0", "1", "2", "3") else plain.priority,
    )


def choose(context: Context, key: str, value: str | bool | int) -> None:
    """Keep a choice, named as the field of Choices. Another criterion starts in its own direction."""
    database = context.database(CHOICES)
    text = str(int(value)) if not isinstance(value, str) else value
    database.run("INSERT OR REPLACE INTO preferences VALUES (?, ?)", key, text)
    if key in ("group", "sort"):
        database.run("DELETE FROM preferences WHERE key = ?", f"{key}_up")
