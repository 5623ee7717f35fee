"""content://media/external/...: photos, videos, sounds and downloads, from the files there are."""

from collections.abc import Iterator, Mapping

from device.phone.apps.provider.finding import found_once
from device.phone.apps.provider.mediagroup import GROUPS, grouped
from device.phone.apps.provider.mediarow import COLUMNS, PLAYLIST, told
from device.phone.apps.provider.rows import ILLEGAL_ARGUMENT
from device.phone.file.database import Value
from device.phone.file.entry import SHARED, FileFault, FileStat
from device.phone.file.mediatype import UNKNOWN, media_type
from device.phone.system.context import Context
from device.phone.system.provider import ProviderFault, Query, Table, select

_KINDS = {"images": "image/", "video": "video/", "audio": "audio/", "file": "", "downloads": ""}
"""Second part of the path -> how the type of its files begins."""
_LISTS = {"images/media": "image", "video/media": "video", "audio/media": "audio"}
"""What follows the volume in a list's address -> the kind of its rows."""
_VOLUMES = ("external", "external_primary")
NO_MEDIA = ".nomedia"
"""A file of that name keeps its folder out of galleries and players."""


class MediaProvider:
    """Rows that are files: they come and go with them."""

    def _table(self, context: Context, path: str) -> Table:
        """Those of a path as `external/images/media`, or the one whose id follows it."""
        volume, _, rest = path.partition("/")
        kind, _, tail = rest.partition("/")
        if volume not in _VOLUMES or kind not in _KINDS:
            raise ProviderFault("java.lang.IllegalStateException", f"Unknown URL: content://media/{path}")
        if kind == "audio" and tail in GROUPS:
            return grouped(tail, _all(context, kind))
        number = tail.removeprefix("media").strip("/")
        if number and not number.isdecimal():
            raise ProviderFault(ILLEGAL_ARGUMENT, f"Unknown URL content://media/{path}")
        table = _all(context, kind)
        return Table(table.columns, [row for row in table.rows if number in ("", str(row[0]))])

    def query(self, context: Context, query: Query) -> Table:
        """Files as rows."""
        return select(self._table(context, query.path), query)

    def insert(self, context: Context, path: str, values: Mapping[str, Value]) -> None:
        """Rows come from files alone."""
        raise ProviderFault("java.lang.UnsupportedOperationException", "no file to insert")

    def update(self, context: Context, path: str, values: Mapping[str, Value], where: str) -> int:
        """Rows come from files alone."""
        return 0

    def delete(self, context: Context, path: str, where: str) -> int:
        """Remove files."""
        found = select(self._table(context, path), Query(path, ("_data",), where)).rows
        names = [str(name) for (name,) in found if context.files.is_file(str(name))]
        for name in names:
            context.files.remove(name)
        return len(names)


def _all(context: Context, kind: str) -> Table:
    """All rows of a kind; read anew when a file changed."""
    columns, begin = COLUMNS[kind], _KINDS[kind]

    def find() -> Table:
        root = f"{SHARED}/Download" if kind == "downloads" else SHARED
        rows = []
        for path, stat in scanned(context, root, folders=kind == "file"):
            name = "" if stat.is_dir else media_type(path)
            if name.startswith(begin) and not (kind == "audio" and name == PLAYLIST):
                values = told(context, path, stat)
                rows.append(tuple(values.get(column) for column in columns))
        return Table(columns, rows)

    return found_once(context.files, ("media rows", kind, context.clock.timezone), find)


def content(context: Context, path: str) -> bytes:
    """The bytes of a photo, film or sound; b"" when it is gone."""
    try:
        return context.files.read(path)
    except FileFault:
        return b""


def scanned(
    context: Context, root: str = SHARED, *, hidden: bool = False, folders: bool = False
) -> Iterator[tuple[str, FileStat]]:
    """What the media scanner sees: neither hidden files nor what apps keep for themselves.

    Hidden is what a name with a dot in front, or a file `.nomedia` in the folder or above it, says is.
    """
    closed = ""
    for name, is_folder in context.files.walk(root) if context.files.is_dir(root) else ():
        below = name.removeprefix(SHARED)
        if below.startswith("/Android/") or (closed and name.startswith(closed)):
            continue
        if is_folder and not hidden and context.files.exists(f"{name}/{NO_MEDIA}"):
            closed = f"{name}/"
        elif is_folder <= folders and below and (hidden or "/." not in below):
            yield name, context.files.stat(name)


def media_path(context: Context, uri: str) -> str:
    """The file that a row's address stands for (content://media/external/images/media/7); "" for none."""
    head, _, number = uri.rpartition("/")
    if not head.startswith("content://media/") or not number.isdecimal():
        return ""
    return next((path for path, stat in scanned(context) if str(stat.inode) == number), "")


def row_type(context: Context, uri: str) -> str:
    """The media type of the file that a row's address stands for, or the type of a list of such rows.

    "" where nothing of that kind is at the address.
    """
    volume, _, path = uri.removeprefix("content://media/").rstrip("/").partition("/")
    kind = path.partition("/")[0]
    if volume not in _VOLUMES or kind not in _KINDS:
        return ""
    if path in _LISTS:
        return f"vnd.android.cursor.dir/{_LISTS[path]}"
    if path.rpartition("/")[0] != (kind if kind in ("file", "downloads") else f"{kind}/media"):
        return ""
    found = media_type(media_path(context, uri))
    return found if found != UNKNOWN and found.startswith(_KINDS[kind]) else ""
