"""What is in a folder or a collection, in what order, and how sizes and dates are written."""

from dataclasses import dataclass

from device.phone.apps.documents.archive import Member, member_at, members
from device.phone.apps.documents.root import Root
from device.phone.apps.provider.finding import found_once
from device.phone.file.entry import SHARED, FileFault
from device.phone.file.mediatype import UNKNOWN, fits, media_type
from device.phone.system.context import Context
from device.phone.system.timetext import Translate, clock_text, date_text, local_now, month_day_text
from device.phone.system.zone import wall_clock

FOLDER = "vnd.android.document/directory"
SORTS = (
    ("name", False, "File name (A to Z)"),
    ("name", True, "File name (Z to A)"),
    ("type", False, "Type (A to Z)"),
    ("type", True, "Type (Z to A)"),
    ("size", False, "Size (smallest first)"),
    ("size", True, "Size (largest first)"),
    ("date", False, "Modified (oldest first)"),
    ("date", True, "Modified (newest first)"),
)
"""What by, whether downwards, and what it is called."""
_GROUPS = {"image": "{} image", "video": "{} video", "audio": "{} audio", "text": "{} file"}


@dataclass(frozen=True, slots=True)
class DocumentsEntry:
    """One file or folder."""

    path: str
    name: str
    kind: str
    """Media type; FOLDER for a folder."""
    size: int
    """Bytes."""
    mtime_ns: int

    @property
    def folder(self) -> bool:
        """Whether it is a folder."""
        return self.kind == FOLDER


def entry_at(context: Context, path: str) -> DocumentsEntry | None:
    """A file or folder by its path; None when it is not there."""
    name = path.rpartition("/")[2]
    try:
        stat = context.files.stat(path)
    except FileFault:
        held = member_at(context.files, path)
        return None if held is None else _packed(path, held)
    return DocumentsEntry(path, name, FOLDER if stat.is_dir else media_type(name), stat.size, stat.mtime_ns)


def _packed(path: str, held: Member) -> DocumentsEntry:
    """What lies in an archive."""
    name = path.rpartition("/")[2]
    return DocumentsEntry(path, name, FOLDER if held.folder else media_type(name), held.size, held.mtime_ns)


def entries_in(context: Context, folder: str, *, hidden: bool = False) -> tuple[DocumentsEntry, ...]:
    """What is directly in a folder or archive, `hidden` files too if asked; nothing when it is gone."""

    def find() -> tuple[DocumentsEntry, ...]:
        return tuple(entry for entry in _read(context, folder) if hidden or not entry.name.startswith("."))

    return found_once(context.files, ("documents in", folder, hidden), find)


def _read(context: Context, folder: str) -> list[DocumentsEntry]:
    try:
        names = context.files.list(folder)
    except FileFault:
        return [_packed(f"{folder}/{held.name}", held) for held in members(context.files, folder)]
    found = (entry_at(context, f"{folder}/{name}") for name in names)
    return [entry for entry in found if entry is not None]


def entries_below(context: Context, folder: str) -> tuple[DocumentsEntry, ...]:
    """Everything in a folder and in the folders in it; apps' own folders are left out."""

    def find() -> tuple[DocumentsEntry, ...]:
        found: list[DocumentsEntry] = []
        for entry in entries_in(context, folder):
            if entry.path != f"{SHARED}/Android":
                found.append(entry)
                if entry.folder:
                    found += entries_below(context, entry.path)
        return tuple(found)

    return found_once(context.files, ("documents below", folder), find)


def collected(context: Context, root: Root) -> tuple[DocumentsEntry, ...]:
    """The files of a collection."""
    return tuple(
        entry
        for entry in entries_below(context, SHARED)
        if not entry.folder and any(fits(kind, entry.kind) for kind in root.kinds)
    )


def sorted_folder(
    context: Context, root: Root, path: str, by: str, down: bool, *, hidden: bool = False
) -> tuple[DocumentsEntry, ...]:
    """A folder (or, without a path, a collection) in order."""

    def find() -> tuple[DocumentsEntry, ...]:
        found = entries_in(context, path, hidden=hidden) if path else collected(context, root)
        return ordered(found, by, down)

    return found_once(context.files, ("documents sorted", path or root.key, by, down, hidden), find)


def ordered(entries: tuple[DocumentsEntry, ...], by: str, down: bool) -> tuple[DocumentsEntry, ...]:
    """Folders before files, each in order."""

    def rank(entry: DocumentsEntry) -> tuple[object, ...]:
        name = entry.name.lower()
        first: object = {"size": entry.size, "date": entry.mtime_ns, "type": entry.kind}.get(by, name)
        return (first, name)

    folders = sorted((entry for entry in entries if entry.folder), key=rank, reverse=down)
    files = sorted((entry for entry in entries if not entry.folder), key=rank, reverse=down)
    return (*folders, *files)


# -- in words ----------------------------------------------------------------------------------------------
def modified_text(context: Context, tr: Translate, mtime_ns: int) -> str:
    """The time of a day like today, the day within a year, else the date."""
    local = wall_clock(context.clock.timezone, mtime_ns // 10**6)
    now = local_now(context)
    if local.date() == now.date():
        return clock_text(context, local.hour, local.minute)
    if local.year == now.year:
        return month_day_text(tr, local.date(), short=True)
    return date_text(tr, local.date(), short=True)


def kind_text(tr: Translate, entry: DocumentsEntry) -> str:
    """As "JPG image" or "TXT file"; "" for a folder."""
    if entry.folder:
        return ""
    end = entry.name.rpartition(".")[2].upper() if "." in entry.name.strip(".") else ""
    if not end or entry.kind == UNKNOWN:
        return tr("{} file").format(end).strip() if end else tr("File")
    return tr(_GROUPS.get(entry.kind.partition("/")[0], "{} file")).format(end)


def icon_of(entry: DocumentsEntry) -> str:
    """The symbol of a kind of file."""
    if entry.folder:
        return "folder"
    symbols = {"image": "image", "video": "movie", "audio": "audio_file", "text": "description"}
    special = {"application/pdf": "picture_as_pdf", "application/zip": "folder_zip"}
    return special.get(entry.kind) or symbols.get(entry.kind.partition("/")[0], "insert_drive_file")
