"""What changes notes, notebooks and tags: each at once in the database, in the search table as well."""

from collections.abc import Iterable

from device.phone.apps.joplin.schema import NOTES, PACKAGE
from device.phone.apps.joplin.store import JoplinNote, library
from device.phone.apps.provider.reading import has_table, words
from device.phone.file.database import Database, Value
from device.phone.system.context import Context

_SAME = (
    "id, parent_id, body, latitude, longitude, altitude, source_url, is_todo, todo_due, todo_completed, "
    "user_created_time, user_updated_time"
)
"""Columns that the search table has as the notes have them."""


def _database(context: Context) -> Database:
    return context.database(NOTES, PACKAGE)


def _fresh_id(context: Context) -> str:
    return context.rng.randbytes(16).hex()


def _mirror(context: Context, number: str) -> None:
    """Let the search table say what the note says now."""
    database = _database(context)
    database.run("DELETE FROM notes_normalized WHERE id = ?", number)
    title = database.value("SELECT title FROM notes WHERE id = ? AND deleted_time = 0", number)
    if title is not None:
        database.run(
            f"INSERT INTO notes_normalized (title, {_SAME}) "  # noqa: S608
            f"SELECT ?, {_SAME} FROM notes WHERE id = ?",
            words(title).lower(),
            number,
        )


# -- notes -----------------------------------------------------------------------------------------------
def add_note(
    context: Context, folder: str, *, todo: bool, located: bool = False, title: str = "", body: str = ""
) -> str:
    """A new one; its id. A `located` one says where the phone is."""
    number, now = _fresh_id(context), context.clock.date_ms
    place = context.hardware.place
    where = (place.latitude, place.longitude, place.altitude) if located else (0, 0, 0)
    _database(context).run(
        "INSERT INTO notes (id, parent_id, title, body, created_time, updated_time, user_created_time, "
        'user_updated_time, is_todo, latitude, longitude, altitude, source, source_application, "order") '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'joplin', 'net.cozic.joplin-mobile', ?)",
        *(number, folder, title, body, now, now, now, now, int(todo), *where, now),
    )
    _mirror(context, number)
    return number


def put(context: Context, number: str, *, touch: bool = True, **values: Value) -> None:
    """Change columns of a note; with `touch` it was updated now."""
    if touch:
        values |= dict.fromkeys(("updated_time", "user_updated_time"), context.clock.date_ms)
    columns = ", ".join(f"{name} = ?" for name in values)
    _database(context).run(f"UPDATE notes SET {columns} WHERE id = ?", *values.values(), number)  # noqa: S608
    _mirror(context, number)


def turn(context: Context, note: JoplinNote) -> None:
    """Tick a to-do off, or take that back."""
    put(context, note.id, todo_completed=0 if note.completed else context.clock.date_ms)


def trash(context: Context, numbers: Iterable[str]) -> None:
    """Into the trash."""
    for number in numbers:
        put(context, number, touch=False, deleted_time=context.clock.date_ms)


def restore(context: Context, numbers: Iterable[str]) -> None:
    """Out of the trash, into the notebook it was in or (where that is gone) into the first there is."""
    found = library(context)
    for number in numbers:
        note = found.notes.get(number)
        kept = note is not None and note.folder in found.folders
        folder = note.folder if note is not None and kept else next(iter(found.folders), "")
        put(context, number, touch=False, deleted_time=0, parent_id=folder)


def destroy(context: Context, numbers: Iterable[str]) -> None:
    """For good."""
    database = _database(context)
    for number in numbers:
        if has_table(database, "note_tags"):
            database.run("DELETE FROM note_tags WHERE note_id = ?", number)
        database.run("DELETE FROM notes WHERE id = ?", number)
        database.run("DELETE FROM notes_normalized WHERE id = ?", number)


def duplicate(context: Context, note: JoplinNote, title: str) -> None:
    """A copy under another title."""
    number = add_note(context, note.folder, todo=note.todo, title=title, body=note.body)
    if note.due or note.completed:
        put(context, number, touch=False, todo_due=note.due, todo_completed=note.completed)


# -- notebooks -------------------------------------------------------------------------------------------
def add_folder(context: Context, title: str, parent: str = "") -> str:
    """A new one; its id."""
    number, now = _fresh_id(context), context.clock.date_ms
    _database(context).run(
        "INSERT INTO folders (id, title, created_time, updated_time, user_created_time, user_updated_time, "
        "parent_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(number, title, now, now, now, now, parent),
    )
    return number


def change_folder(context: Context, number: str, title: str, parent: str) -> None:
    """Another name, or in another notebook."""
    now = context.clock.date_ms
    _database(context).run(
        "UPDATE folders SET title = ?, parent_id = ?, updated_time = ?, user_updated_time = ? WHERE id = ?",
        *(title, parent, now, now, number),
    )


def delete_folder(context: Context, number: str) -> None:
    """With all notebooks in it; their notes go into the trash."""
    found = library(context)
    doomed = found.within(number)
    trash(context, [one.id for one in found.notes.values() if one.folder in doomed and not one.deleted])
    for folder in doomed:
        _database(context).run("DELETE FROM folders WHERE id = ?", folder)


# -- tags ------------------------------------------------------------------------------------------------
def set_tags(context: Context, note: str, titles: Iterable[str]) -> None:
    """The tags of a note, by their titles; new ones are made, those that nothing has any more go."""
    database, found, now = _database(context), library(context), context.clock.date_ms
    known = {title: number for number, title in found.tags.items()}
    times = (now, now, now, now)
    columns = "created_time, updated_time, user_created_time, user_updated_time"
    database.run("DELETE FROM note_tags WHERE note_id = ?", note)
    for title in titles:
        number = known.get(title, "")
        if not number:
            number = _fresh_id(context)
            database.run(
                f"INSERT INTO tags (id, title, {columns}) VALUES (?, ?, ?, ?, ?, ?)",  # noqa: S608
                *(number, title, *times),
            )
        database.run(
            f"INSERT INTO note_tags (id, note_id, tag_id, {columns}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            *(_fresh_id(context), note, number, *times),
        )
    database.run("DELETE FROM tags WHERE id NOT IN (SELECT tag_id FROM note_tags)")
