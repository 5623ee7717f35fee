"""Tasks of the world suite on a phone that makes trouble meanwhile, of a kind drawn by each task's seed.

They have the names, words and parameters that they have there, and a seed draws the same, so that
`agent bench compare` of a run of each tells what trouble costs. The trouble begins when the phone is ready
and ends before it is judged. Only embedded phones can make it.
"""

from collections.abc import Iterator
from dataclasses import replace

from tasks.suite import find_suite
from tasks.task import Template

KINDS = ("slow", "popups", "ads", "keyboard", "toasts", "swallow", "bigfont", "dark", "permissions")
"""As `--weather` takes them; those that somebody can cope with who reads the tree of the screen alone."""
_CHOSEN = (
    "ClockStopWatchRunning",
    "ClockTimerEntry",
    "ContactsAddContact",
    "ExpenseAddSingle",
    "ExpenseDeleteMultiple",
    "ExpenseDeleteSingle",
    "FilesDeleteFile",
    "FilesMoveFile",
    "MarkorCreateFolder",
    "MarkorCreateNote",
    "MarkorDeleteNote",
    "MarkorEditNote",
    "NotesIsTodo",
    "NotesMeetingAttendeeCount",
    "NotesRecipeIngredientCount",
    "OsmAndFavorite",
    "OsmAndMarker",
    "RecipeAddSingleRecipe",
    "RecipeDeleteSingleRecipe",
    "RetroCreatePlaylist",
    "SimpleCalendarAddOneEvent",
    "SimpleCalendarDeleteOneEvent",
    "SimpleCalendarEventsOnDate",
    "SimpleCalendarLocationOfEvent",
    "SimpleSmsReply",
    "SimpleSmsSend",
    "SportsTrackerActivityDuration",
    "SystemBluetoothTurnOn",
    "SystemBrightnessMax",
    "SystemWifiTurnOff",
    "TasksDueOnDate",
)


def _templates() -> Iterator[Template]:
    for name in _CHOSEN:
        template = find_suite("world").named(name)
        facts = replace(template.facts, tags=("weather", *template.facts.tags))
        yield replace(template, facts=facts, weathers=KINDS)


TEMPLATES = tuple(_templates())
