"""What changes letters: they are kept, moved, marked, labelled and removed."""

from collections.abc import Iterable, Sequence

from device.phone.apps.mail.box import LETTER, SENT, Letter, box, mail
from device.phone.apps.mail.schema import FILES
from device.phone.file.entry import FileFault
from device.phone.file.mediatype import media_type
from device.phone.system.context import Context


def add_letter(context: Context, new: Letter, files: Sequence[str] = ()) -> int:
    """Insert it, or with an id replace what was there, with copies of the files at these paths; its id.

    Thread 0 begins a conversation of its own. Files that cannot be read are left out.
    """
    database = mail(context)
    values = (*new[1:15], "\n".join(new.labels))
    number = new.id
    if number:
        database.run(_UPDATE, *values, number)
        database.run("DELETE FROM attachment WHERE message_id = ?", number)
    else:
        number = database.run(_INSERT, *values)
    if not new.thread:
        database.run("UPDATE message SET thread_id = ? WHERE id = ?", number, number)
    for path in files:
        attach(context, number, path)
    return number


_INSERT = f"INSERT INTO message ({LETTER[4:]}) VALUES ({', '.join('?' * 15)})"  # noqa: S608
_UPDATE = f"UPDATE message SET ({LETTER[4:]}) = ({', '.join('?' * 15)}) WHERE id = ?"  # noqa: S608


def attach(context: Context, letter: int, path: str) -> bool:
    """Keep a copy of a file with a letter; whether it could be read."""
    files, name = context.files, path.rpartition("/")[2]
    count = int(mail(context).value("SELECT coalesce(max(id), 0) + 1 FROM attachment") or 1)
    kept = path
    try:
        if not path.startswith(f"{FILES}/"):
            files.make_directories(f"{FILES}/{count}")
            kept = f"{FILES}/{count}/{name}"
            files.copy(path, kept)
        size = len(files.read(kept))
    except FileFault:
        return False
    mail(context).run(
        "INSERT INTO attachment (message_id, name, type, size, path) VALUES (?, ?, ?, ?, ?)",
        *(letter, name, media_type(name), size, kept),
    )
    return True


def move(context: Context, letters: Iterable[int], folder: str) -> None:
    """Into another folder."""
    mail(context).run_many("UPDATE message SET folder = ? WHERE id = ?", [(folder, one) for one in letters])


def went_out(context: Context, letter: int) -> None:
    """It is sent now."""
    mail(context).run(
        "UPDATE message SET folder = ?, date_ms = ? WHERE id = ?", SENT, context.clock.date_ms, letter
    )


def erase(context: Context, letters: Iterable[int]) -> None:
    """Remove for good."""
    rows = [(one,) for one in letters]
    mail(context).run_many("DELETE FROM attachment WHERE message_id = ?", rows)
    mail(context).run_many("DELETE FROM message WHERE id = ?", rows)


def mark(
    context: Context, letters: Iterable[int], *, read: bool | None = None, starred: bool | None = None
) -> None:
    """As read or not, with a star or without."""
    numbers = list(letters)
    for sql, value in ((_READ, read), (_STARRED, starred)):
        if value is not None:
            mail(context).run_many(sql, [(int(value), one, int(value)) for one in numbers])


_READ = "UPDATE message SET read = ? WHERE id = ? AND read != ?"
_STARRED = "UPDATE message SET starred = ? WHERE id = ? AND starred != ?"


def set_labels(context: Context, letters: Iterable[int], label: str, *, on: bool) -> None:
    """Put a label on letters, or take it off."""
    known = box(context).letters
    rows = []
    for number in letters:
        kept = [one for one in known[number].labels if one != label]
        rows.append(("\n".join([*kept, label] if on else kept), number))
    mail(context).run_many("UPDATE message SET labels = ? WHERE id = ?", rows)


def add_label(context: Context, name: str) -> None:
    """A new label."""
    mail(context).run("INSERT OR IGNORE INTO label VALUES (?)", name)


def set_preference(context: Context, key: str, value: str) -> None:
    """Change a setting of the app."""
    mail(context).run("INSERT OR REPLACE INTO preference VALUES (?, ?)", key, value)
