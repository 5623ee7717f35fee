"""Where the screens of Markor are, and what they all need."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.file.filesystem import FileFault, FileSystem
from device.phone.toolkit.viewpart import Handler

PACKAGE = "net.gsantner.markor"
MAIN = f"{PACKAGE}.activity.MainActivity"
DOCUMENT = f"{PACKAGE}.activity.DocumentActivity"
SETTINGS = f"{PACKAGE}.activity.SettingsActivity"
STORAGE = "/storage/emulated/0"
NOTEBOOK = f"{STORAGE}/Documents/Markor"
QUICKNOTE = f"{NOTEBOOK}/quicknote.md"
TODO = f"{NOTEBOOK}/todo.txt"

EDIT = "text"
"""Key of the text field that a document is in."""
NAME = "name"
EXTENSION = "extension"
SEARCH = "search"
"""Keys of the fields in which names and words are asked for."""


@dataclass(frozen=True, slots=True)
class MarkorPaper:
    """A text file in the editor."""

    path: str = ""
    """"" = none is open."""
    base: str = ""
    """The text as it is on disk, as far as the editor knows."""
    history: tuple[str, ...] = ("",)
    place: int = 0
    """Which of `history` is in the field: undo goes back, redo forward."""
    preview: bool = False


@dataclass(frozen=True, slots=True)
class MarkorTransfer:
    """Files on their way to another folder, while it is chosen."""

    sources: tuple[str, ...] = ()
    """Full paths."""
    folder: str = NOTEBOOK
    """The one shown."""
    keep: bool = False
    """Copy, not move."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """What the dialog for a new file holds besides its fields."""

    kind: int = 0
    """Place in the list of formats."""
    template: int = 0


@dataclass(frozen=True, slots=True)
class MarkorMainState:
    """The main screen with its four tabs."""

    tab: str = "files"
    """files, todo, quicknote, more"""
    folder: str = NOTEBOOK
    selected: tuple[str, ...] = ()
    """Full paths."""
    dialog: str = ""
    new: NewFile = NewFile()
    transfer: MarkorTransfer = MarkorTransfer()
    searching: bool = False
    in_content: bool = False
    paper: MarkorPaper = MarkorPaper()
    """Of the tabs To-Do and QuickNote."""


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A document on a screen of its own, or a text shared to Markor that wants a place."""

    paper: MarkorPaper = MarkorPaper()
    dialog: str = ""
    shared: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class MarkorSettingsState:
    """The settings."""

    dialog: str = ""


S = TypeVar("S", MarkorMainState, DocumentState, MarkorSettingsState)


class MarkorActivity(AppActivity[S]):
    """An activity of Markor, with its state at hand."""

    __slots__ = ()

    @property
    def files(self) -> FileSystem:
        """The phone's files."""
        return self.context.files

    def attempt(self, *actions: Handler) -> bool:
        """Do things to files; False, with a message on the screen, when the storage refuses one."""
        try:
            for action in actions:
                action()
        except FileFault as fault:
            self.context.toast(self.tr("Error: {}").format(fault.text))
            return False
        return True

    def doing(self, dialog: str) -> Handler:
        """A handler that opens a dialog or menu."""
        return lambda: self.open(dialog)


Desk = MarkorActivity[MarkorMainState] | MarkorActivity[DocumentState]
"""A screen that an editor can be on."""
Done = Callable[[str], None]
"""Told the path of what was made or renamed."""
