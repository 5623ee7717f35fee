"""What the gallery keeps beside its settings: favourites, and what lies in its recycle bin."""

from device.phone.apps.gallery.medium import Medium
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA
from device.phone.apps.provider.reading import read_once, words
from device.phone.file.database import Database
from device.phone.file.entry import FileFault
from device.phone.system.context import Context

PACKAGE = "com.simplemobiletools.gallery.pro"
GALLERY = "gallery.db"
SCHEMAS = {
    GALLERY: """
CREATE TABLE favorites (id INTEGER PRIMARY KEY AUTOINCREMENT, full_path TEXT NOT NULL, filename TEXT NOT NULL,
    parent_path TEXT NOT NULL);
CREATE UNIQUE INDEX index_favorites_full_path ON favorites (full_path);
PRAGMA user_version = 10;
""",
    PREFERENCE: PREFERENCE_SCHEMA,
}
BIN = f"/data/data/{PACKAGE}/files/recycle_bin"
"""A file lies in it below its own path."""


# -- favourites ------------------------------------------------------------------------------------------
def favourites(context: Context) -> frozenset[str]:
    """Paths of those that have a heart."""
    return read_once(context.database(GALLERY, PACKAGE), _read)


def _read(database: Database) -> frozenset[str]:
    return frozenset(words(path) for (path,) in database.rows("SELECT full_path FROM favorites"))


def set_favourite(context: Context, path: str, *, on: bool) -> None:
    """Give it a heart, or take it."""
    database = context.database(GALLERY, PACKAGE)
    database.run("DELETE FROM favorites WHERE full_path = ?", path)
    if on:
        folder, _, name = path.rpartition("/")
        database.run(
            "INSERT INTO favorites (full_path, filename, parent_path) VALUES (?, ?, ?)", path, name, folder
        )


def moved(context: Context, path: str, target: str) -> None:
    """A file has another place now; "" = none any more."""
    if path in favourites(context):
        set_favourite(context, path, on=False)
        if target:
            set_favourite(context, target, on=True)


# -- the bin ---------------------------------------------------------------------------------------------
def binned(context: Context) -> tuple[Medium, ...]:
    """What lies in it."""
    files = context.files
    if not files.is_dir(BIN):
        return ()
    paths = [path for path, is_folder in files.walk(BIN) if not is_folder]
    return tuple(Medium(path, files.stat(path).size, files.stat(path).mtime_ns) for path in paths)


def put_into_bin(context: Context, path: str) -> None:
    """Raises FileFault."""
    files, target = context.files, f"{BIN}{path}"
    files.make_directories(target.rpartition("/")[0])
    files.rename(path, target)
    moved(context, path, "")


def restore(context: Context, path: str) -> bool:
    """Back to where it came from; False where something else is there now, or it cannot go there."""
    files, target = context.files, path.removeprefix(BIN)
    if files.exists(target):
        return False
    try:
        files.make_directories(target.rpartition("/")[0])
        files.rename(path, target)
    except FileFault:
        return False
    return True


def empty_bin(context: Context) -> None:
    """All in it goes for good."""
    if context.files.is_dir(BIN):
        context.files.remove_tree(BIN)
