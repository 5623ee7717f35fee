"""Long tasks: where facts stand on the phone, and what is to be done with them in which apps.

Facts are written as a sheet of "Name: value" lines, in a message, a note, or the description of an event; one
more, the Answer, is what a question of the world suite asks for. Each part of a task takes some of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

ANSWER = "Answer"
PARTS: Mapping[str, str] = MappingProxyType(
    {
        "event": "SimpleCalendarAddOneEvent",
        "contact": "ContactsAddContact",
        "favorite": "OsmAndFavorite",
        "expense": "ExpenseAddSingle",
        "picture": "ExpenseAddMultipleFromGallery",
        "recipe": "RecipeAddSingleRecipe",
        "playlist": "RetroCreatePlaylist",
        "recording": "AudioRecorderRecordAudioWithFileName",
        "drawing": "SimpleDrawProCreateDrawing",
        "file": "FilesMoveFile",
        "note": "MarkorCreateNote",
        "text": "SimpleSmsSend",
    }
)
"""The task of the world suite that each kind of part is."""
WORD_FOR_WORD: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "contact": {"Name": "name", "Phone": "number"},
        "favorite": {"Place": "location"},
        "recording": {"Recording": "file_name"},
        "drawing": {"Drawing": "file_name"},
        "file": {"File": "file_name", "From": "source_folder", "To": "destination_folder"},
    }
)
"""The parts whose parameters stand on a sheet as they are, and under which names."""


@dataclass(frozen=True, slots=True)
class LongTask:
    """One long task."""

    parts: tuple[str, ...]
    """What is to be done, in order; of `PARTS`."""
    sheet: str = ""
    """Where the sheet stands: a `message`, a `note` of Markor, an `event` of Simple Calendar Pro, or ""."""
    question: str = ""
    """The task of the world suite that asks for the Answer; "" for none."""
    says: Mapping[str, str] = field(default_factory=dict)
    """Which fact the note, and the text message, says."""


def written(facts: Mapping[str, str]) -> str:
    """A sheet."""
    return "\n".join(f"{name}: {value}" for name, value in facts.items())


def read(lines: Sequence[str]) -> dict[str, str]:
    """The facts of a sheet; other lines are passed over."""
    pairs = (line.partition(": ") for line in lines)
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def _task(parts: str, sheet: str = "", question: str = "", **says: str) -> LongTask:
    return LongTask(tuple(parts.split()), sheet, question, says)


LONG_TASKS: Mapping[str, LongTask] = MappingProxyType(
    {
        "LongInvitation": _task("event note text", "message", note="About", text="Title"),
        "LongNewColleague": _task("contact event text", "message", text="Name"),
        "LongMeetingPoint": _task("favorite event text", "message", text="Place"),
        "LongParty": _task("playlist event note", "message", note="Songs"),
        "LongReimbursement": _task("expense event text", "note", text="Amount"),
        "LongReceiptDay": _task("picture event text", "message", text="Title"),
        "LongTraining": _task(
            "event note text", "message", "SportsTrackerActivityDuration", note=ANSWER, text=ANSWER
        ),
        "LongPriorities": _task(
            "contact note text", "message", "TasksHighPriorityTasksDueOnDate", note=ANSWER, text=ANSWER
        ),
        "LongVenue": _task(
            "recording note text", "message", "SimpleCalendarLocationOfEvent", note=ANSWER, text=ANSWER
        ),
        "LongIngredient": _task(
            "event note text", "message", "NotesRecipeIngredientCount", note=ANSWER, text="Title"
        ),
        "LongMinutes": _task(
            "expense note text", "message", "NotesMeetingAttendeeCount", note="Expense", text=ANSWER
        ),
        "LongTidying": _task("file contact text", "note", text="File"),
        "LongSketch": _task("drawing contact text", "event", text="Drawing"),
        "LongTrip": _task("favorite contact note text", "event", note="Place", text="Name"),
        "LongCooking": _task("recipe event text", "note", text="Recipe"),
        "LongBand": _task("playlist contact recording text", "message", text="Playlist"),
    }
)
"""By the name of the task."""
