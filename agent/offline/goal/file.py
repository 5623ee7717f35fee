"""Binds clauses about files: those that the notes app keeps are notes, for others there are no hands."""

import re

from agent.language.errand import Delete, RenameNote
from agent.language.intention import Intention
from agent.offline.goal.slot import Slots
from agent.reader.intent import Role

_NOTE_FILE = re.compile(r".+\.(?:md|txt)", re.IGNORECASE)


def file_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete shopping.md`."""
    if not _are_notes(slots):
        slots.unable("delete files")
    return tuple(Delete("note", name) for name in slots.all(Role.NAME))


def file_rename(slots: Slots) -> tuple[Intention, ...]:
    """Bind `rename shopping.md to groceries.md`."""
    if not _are_notes(slots):
        slots.unable("rename files")
    name, new = slots.one(Role.NAME), slots.one(Role.NEW_NAME)
    if not new:
        slots.missing("what it is to be called")
    return (RenameNote(name, new),)


def _are_notes(slots: Slots) -> bool:
    """Whether each name is that of a text file, of which no place is told."""
    names = slots.words(Role.NAME)
    return bool(names) and not slots.has(Role.PLACE) and all(map(_NOTE_FILE.fullmatch, names))
