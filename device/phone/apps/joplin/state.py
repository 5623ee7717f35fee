"""Where the screens of Joplin are, and what they all need."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from device.phone.apps.activity import AppActivity
from device.phone.apps.joplin.schema import PACKAGE
from device.phone.apps.joplin.store import JoplinLibrary, JoplinNote, library
from device.phone.apps.preference import preference, set_preference
from device.phone.widget import DatePick, TimePick

MAIN = f"{PACKAGE}.MainActivity"
TITLE, BODY, SEARCH, NAME = "title", "body", "search", "name"
"""Keys of the text fields."""
LIST, PAGE = "notes", "page"
"""Keys of what scrolls."""
ALL, TRASH, FOLDER, TAG = "all", "trash", "folder:", "tag:"
"""Which notes a list shows: a word, or what stands before the id of a notebook or tag."""
Kind = Literal["notes", "note", "search", "tags", "config"]


@dataclass(frozen=True, slots=True)
class JoplinPlace:
    """One screen on the way back."""

    kind: Kind = "notes"
    id: str = ALL
    """Which notes, or the note."""


@dataclass(frozen=True, slots=True)
class JoplinMainState:
    """Where the person is, and what is open there."""

    places: tuple[JoplinPlace, ...] = (JoplinPlace(),)
    """The last one shows."""
    drawer: bool = False
    dialog: str = ""
    selected: tuple[str, ...] = ()
    editing: bool = False
    """The body of the note is a field."""
    fresh: bool = False
    """The note was just made: left empty, it goes."""
    chosen: str = ""
    """The notebook a dialog is about; "" = a new one."""
    marked: tuple[str, ...] = ()
    """Titles of tags that are ticked in the dialog."""
    pick: DatePick | None = None
    clock: TimePick | None = None
    day: date | None = None
    """Of the alarm whose time is being chosen."""


class JoplinActivity(AppActivity[JoplinMainState]):
    """Joplin, with its state at hand."""

    __slots__ = ()

    @property
    def place(self) -> JoplinPlace:
        """What shows."""
        return self.state.places[-1]

    @property
    def library(self) -> JoplinLibrary:
        """Everything."""
        return library(self.context)

    @property
    def note(self) -> JoplinNote | None:
        """The note that is open; None when it is gone."""
        return self.library.notes.get(self.place.id) if self.place.kind == "note" else None

    def choice(self, key: str, default: str = "") -> str:
        """One of the settings."""
        return preference(self.context, PACKAGE, key, default)

    def is_on(self, key: str) -> bool:
        """A setting that is on or off; all are on until they are turned off."""
        return self.choice(key, "1") == "1"

    def choose(self, key: str, value: str) -> None:
        """Change one of the settings."""
        set_preference(self.context, PACKAGE, key, value)

    def go(self, place: JoplinPlace, *, root: bool = False) -> None:
        """To another screen, from which Back returns here; a `root` leaves all others behind."""
        self.context.focus("")
        places = (place,) if root else (*self.state.places, place)
        fields = {"drawer": False, "dialog": "", "selected": (), "editing": False, "fresh": False}
        self.set(places=places, **fields)
        if place.kind == "notes":
            self.context.scroll_to(LIST)
            if place.id.startswith(FOLDER):
                self.choose("folder", place.id.removeprefix(FOLDER))

    def leave(self) -> None:
        """To the screen before."""
        self.context.focus("")
        self.set(places=self.state.places[:-1], dialog="", editing=False, fresh=False, selected=())

    def open_note(self, note: JoplinNote, *, editing: bool = False) -> None:
        """To a note, its texts in the fields."""
        self.go(JoplinPlace("note", note.id))
        self.context.set_text(TITLE, note.title)
        self.context.set_text(BODY, note.body)
        self.context.scroll_to(PAGE)
        if editing:
            self.set(editing=True, fresh=True)
            self.context.focus(TITLE)

    @property
    def folder(self) -> str:
        """The notebook that new notes go into: the one that shows, else the last that did; "" = none."""
        shown = self.place.id.removeprefix(FOLDER) if self.place.id.startswith(FOLDER) else ""
        known = self.library.folders
        for one in (shown, self.choice("folder")):
            if one in known:
                return one
        return next(iter(known), "")
