"""Binds clauses about files: the notes app keeps some as notes, others are in the folder for downloads."""

import re

from agent.goal.slot import Slots
from agent.language.errand import Delete, Handle, RenameNote
from agent.language.intention import Intention
from agent.language.value.concept import concept
from agent.reader.intent import Role

_NOTE_FILE = re.compile(r".+\.(?:md|txt)", re.IGNORECASE)


def file_make(slots: Slots) -> tuple[Intention, ...]:
    """Bind `make a folder Taxes in my Downloads`."""
    if not slots.has(Role.KIND) or slots.named(Role.KIND, "folder") is None:
        slots.unable("make files")
    place = _place(slots)
    return tuple(Handle("file_folder", name, folder=place) for name in _names(slots))


def file_find(slots: Slots) -> tuple[Intention, ...]:
    """Bind `where is lake.txt?`."""
    slots.all(Role.KIND)
    place = _place(slots)
    return tuple(Handle("file_find", name, folder=place) for name in _names(slots))


def file_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete shopping.md` and `delete lake.txt in my Downloads`."""
    if _are_notes(slots):
        return tuple(Delete("note", name) for name in slots.all(Role.NAME))
    slots.all(Role.KIND)
    place = _place(slots)
    return tuple(Handle("file_delete", name, folder=place) for name in _names(slots))


def file_rename(slots: Slots) -> tuple[Intention, ...]:
    """Bind `rename shopping.md to groceries.md`."""
    new, notes = slots.one(Role.NEW_NAME), _are_notes(slots)
    if not new:
        slots.missing("what it is to be called")
    if notes:
        return (RenameNote(slots.one(Role.NAME), new),)
    slots.all(Role.KIND)
    return (Handle("file_rename", _names(slots)[0], new=new, folder=_place(slots)),)


def _names(slots: Slots) -> tuple[str, ...]:
    return slots.need(Role.NAME, what="which file")


def _place(slots: Slots) -> str:
    """The folder as the goal has it; there are hands for just one."""
    place = slots.one(Role.PLACE)
    if place and concept("folder", place) != "downloads":
        slots.unable("work with files of that folder")
    return place


def _are_notes(slots: Slots) -> bool:
    """Whether each name is that of a text file, of which no place is told."""
    names = slots.words(Role.NAME)
    return bool(names) and not slots.has(Role.PLACE) and all(map(_NOTE_FILE.fullmatch, names))
