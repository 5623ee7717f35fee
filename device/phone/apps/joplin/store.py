"""What Joplin keeps: notebooks, notes and to-dos, tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from device.phone.apps.joplin.schema import NOTES, PACKAGE
from device.phone.apps.provider.reading import has_table, read_once, real, whole, words
from device.phone.file.database import Database, Row
from device.phone.system.context import Context

_NOTES = """
SELECT id, parent_id, title, body, is_todo, todo_due, todo_completed, user_created_time, user_updated_time,
    latitude, longitude, altitude, "order", deleted_time
FROM notes WHERE is_conflict = 0
"""


@dataclass(frozen=True, slots=True)
class JoplinNote:
    """A note or to-do; moments are milliseconds since 1970, 0 = never."""

    id: str
    folder: str
    title: str
    body: str
    todo: bool
    due: int
    completed: int
    created: int
    updated: int
    latitude: float
    longitude: float
    altitude: float
    order: float
    deleted: int


@dataclass(frozen=True, slots=True)
class JoplinFolder:
    """A notebook."""

    id: str
    parent: str
    """"" = it stands by itself."""
    title: str


@dataclass(frozen=True, eq=False)
class JoplinLibrary:
    """All of it, as it was read at once."""

    notes: Mapping[str, JoplinNote]
    folders: Mapping[str, JoplinFolder]
    """By title."""
    tags: Mapping[str, str]
    """Id to title, by title."""
    tagged: Mapping[str, frozenset[str]]
    """Note to tags."""

    @cached_property
    def tree(self) -> tuple[tuple[JoplinFolder, int], ...]:
        """The notebooks with those in them below each, and how deep each stands."""
        below: dict[str, list[JoplinFolder]] = {}
        for folder in self.folders.values():
            parent = folder.parent if folder.parent in self.folders and folder.parent != folder.id else ""
            below.setdefault(parent, []).append(folder)
        found: list[tuple[JoplinFolder, int]] = []

        def add(parent: str, depth: int) -> None:
            for folder in below.get(parent, ()):
                found.append((folder, depth))
                add(folder.id, depth + 1)

        add("", 0)
        return tuple(found)

    def within(self, folder: str) -> frozenset[str]:
        """A notebook and all in it, at any depth."""
        ids, depth = {folder}, -1
        for one, deep in self.tree:
            if one.id == folder:
                depth = deep
            elif depth >= 0 and deep <= depth:
                depth = -1
            if depth >= 0:
                ids.add(one.id)
        return frozenset(ids)

    @cached_property
    def alarms(self) -> tuple[JoplinNote, ...]:
        """The to-dos that somebody wants to be reminded of."""
        return tuple(
            one for one in self.notes.values() if one.todo and one.due and not (one.completed or one.deleted)
        )


def library(context: Context) -> JoplinLibrary:
    """Everything there is now."""
    return read_once(context.database(NOTES, PACKAGE), _read)


def _read(database: Database) -> JoplinLibrary:
    notes = [_note(row) for row in database.rows(_NOTES)]
    folders = [
        JoplinFolder(words(number), words(parent), words(title))
        for number, parent, title in database.rows(
            "SELECT id, parent_id, title FROM folders WHERE deleted_time = 0 "
            "ORDER BY title COLLATE NOCASE, id"
        )
    ]
    tags: dict[str, str] = {}
    tagged: dict[str, frozenset[str]] = {}
    if has_table(database, "tags") and has_table(database, "note_tags"):
        rows = database.rows("SELECT id, title FROM tags ORDER BY title COLLATE NOCASE")
        tags = {words(number): words(title) for number, title in rows}
        for note, tag in database.rows("SELECT note_id, tag_id FROM note_tags"):
            tagged[words(note)] = tagged.get(words(note), frozenset()) | {words(tag)}
    return JoplinLibrary(
        {one.id: one for one in notes}, {folder.id: folder for folder in folders}, tags, tagged
    )


def _note(row: Row) -> JoplinNote:
    number, folder, title, body, todo, due, done, created, updated, *rest = row
    latitude, longitude, altitude, order, deleted = rest
    return JoplinNote(
        words(number),
        words(folder),
        words(title),
        words(body),
        bool(todo),
        due=whole(due),
        completed=whole(done),
        created=whole(created),
        updated=whole(updated),
        latitude=real(latitude),
        longitude=real(longitude),
        altitude=real(altitude),
        order=real(order),
        deleted=whole(deleted),
    )
