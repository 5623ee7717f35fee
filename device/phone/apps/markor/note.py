"""The files that Markor works on: listed, read, written, named."""

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from device.phone.apps.markor.state import STORAGE
from device.phone.apps.provider.finding import found_once
from device.phone.file.document import path_of
from device.phone.file.filesystem import FileSystem

TEXT_ENDINGS = frozenset(
    (
        *("md", "markdown", "mdown", "mkd", "txt", "text", "todo", "csv", "tsv", "org", "adoc", "asciidoc"),
        *("wiki", "zim", "log", "json", "xml", "yml", "yaml", "toml", "ini", "conf", "html", "htm", "css"),
        *("js", "py", "java", "kt", "c", "h", "cpp", "sh", "tex", "rst", "srt", "vcf", "ics", "gpx"),
    )
)
"""What the editor opens; a name without an ending counts as text too."""
_MARKDOWN = frozenset(("md", "markdown", "mdown", "mkd"))
_FORBIDDEN = re.compile(r'[\\/:"*?<>|\x00-\x1f\x7f]+')
"""What shared storage does not take in a name."""


@dataclass(frozen=True, slots=True)
class MarkorEntry:
    """One file or folder of a folder."""

    path: str
    name: str
    is_folder: bool
    size: int
    mtime_ns: int

    @property
    def date_ms(self) -> int:
        """When it was last changed, in milliseconds since 1970 UTC."""
        return self.mtime_ns // 1_000_000


Order = tuple[str, bool, bool, bool]
"""How a list is sorted and what it holds: by what, reversed, folders first, hidden files too."""
BY_NAME: Order = ("name", False, False, True)


def entries(files: FileSystem, folder: str, order: Order = BY_NAME) -> list[MarkorEntry]:
    """What is in a folder; nothing when there is no such folder. Not to be changed: it is kept."""
    key = ("notes", folder, order)
    return found_once(files, key, lambda: _in_order(_read_folder(files, folder), order))


def _read_folder(files: FileSystem, folder: str) -> list[MarkorEntry]:
    if not files.is_dir(folder):
        return []
    found = []
    for name in files.list(folder):
        path = f"{folder.rstrip('/')}/{name}"
        if files.exists(path):
            stat = files.stat(path)
            found.append(MarkorEntry(path, name, stat.is_dir, stat.size, stat.mtime_ns))
    return found


def _in_order(found: list[MarkorEntry], order: Order) -> list[MarkorEntry]:
    """Sorted by name, date (newest first), size (largest first) or type."""
    by, reverse, folders_first, hidden = order
    if not hidden:
        found = [entry for entry in found if not entry.name.startswith(".")]
    found = sorted(found, key=lambda entry: (entry.name.casefold(), entry.name))
    if by == "date":
        found.sort(key=lambda entry: -entry.mtime_ns)
    elif by == "size":
        found.sort(key=lambda entry: -entry.size)
    elif by == "type":
        found.sort(key=lambda entry: ending(entry.name))
    if reverse:
        found.reverse()
    if folders_first:
        found.sort(key=lambda entry: not entry.is_folder)
    return found


# -- names ---------------------------------------------------------------------------------------------
def name_of(path: str) -> str:
    """The last part of a path."""
    return path.rstrip("/").rpartition("/")[2]


def folder_of(path: str) -> str:
    """The folder that something is in."""
    return path.rstrip("/").rpartition("/")[0] or "/"


def stem(name: str) -> str:
    """A name without its ending."""
    return name[: -len(ending(name)) - 1] if ending(name) else name


def ending(name: str) -> str:
    """What follows the last dot, in lower case; "" when there is none (a hidden file has none)."""
    head, dot, tail = name.rpartition(".")
    return tail.lower() if dot and head else ""


def is_text(name: str) -> bool:
    """Whether the editor opens it."""
    return ending(name) in TEXT_ENDINGS or not ending(name)


def is_markdown(name: str) -> bool:
    """Whether it is Markdown by its ending."""
    return ending(name) in _MARKDOWN


def clean_name(name: str) -> str:
    """A name as shared storage takes it; "" when nothing is left."""
    cleaned = _FORBIDDEN.sub("_", name.strip())
    return "" if cleaned in (".", "..") else cleaned


def shown_path(path: str) -> list[tuple[str, str]]:
    """(name, path) of a folder and those above it, from the storage down."""
    steps = []
    while path.startswith(f"{STORAGE}/"):
        steps.append((name_of(path), path))
        path = folder_of(path)
    return [("0", STORAGE), *reversed(steps)]


def parent_of(folder: str) -> str:
    """The folder above; "" at the top of the storage."""
    return folder_of(folder) if folder.startswith(f"{STORAGE}/") else ""


# -- texts ---------------------------------------------------------------------------------------------
def read_text(files: FileSystem, path: str) -> str | None:
    """A file's text; None when there is no such file. What is no UTF-8 is replaced."""
    if not path or not files.is_file(path):
        return None
    return _decoded(files.read(path))


@lru_cache(maxsize=16)
def _decoded(data: bytes) -> str:
    """An open note is looked at before every frame: the same bytes are the same text."""
    return data.decode("utf-8", "replace")


def write_text(files: FileSystem, path: str, text: str) -> None:
    """Replace a file's text, exactly. Raises FileFault when the storage refuses."""
    files.make_directories(folder_of(path))
    files.write(path, text.encode("utf-8", "replace"))


def append_text(files: FileSystem, path: str, text: str) -> None:
    """Add a paragraph at a file's end, on a line of its own."""
    before = read_text(files, path) or ""
    gap = "" if not before or before.endswith("\n") else "\n"
    write_text(files, path, f"{before}{gap}{text}\n")


def remove(files: FileSystem, path: str) -> None:
    """A file, or a folder with all in it."""
    files.remove_tree(path)


def transfer(files: FileSystem, source: str, target: str, *, keep: bool) -> None:
    """Move, or with `keep` copy, a file or folder to a path; a file that is there is replaced."""
    if files.is_dir(target) or (files.exists(target) and files.is_dir(source)):
        files.remove_tree(target)
    if not keep:
        files.rename(source, target)
    elif files.is_dir(source):
        _copy_folder(files, source, target)
    else:
        files.copy(source, target)


def _copy_folder(files: FileSystem, source: str, target: str) -> None:
    for path, is_folder in list(files.walk(source)):
        place = target + path[len(source) :]
        if is_folder:
            files.make_directories(place)
        else:
            files.copy(path, place)


def found_below(
    files: FileSystem, folder: str, words: str, *, in_content: bool, hidden: bool
) -> list[MarkorEntry]:
    """Files and folders below a folder whose name (or, with `in_content`, text) has the words in it."""
    wanted = words.casefold()
    found: list[MarkorEntry] = []
    for entry in entries(files, folder, ("name", False, False, hidden)):
        if wanted in entry.name.casefold() or (in_content and _holds(files, entry, wanted)):
            found.append(entry)
        if entry.is_folder:
            found += found_below(files, entry.path, words, in_content=in_content, hidden=hidden)
    return found


def _holds(files: FileSystem, entry: MarkorEntry, wanted: str) -> bool:
    if entry.is_folder or not is_text(entry.name):
        return False
    return wanted in (read_text(files, entry.path) or "").casefold()


def path_in(data: str) -> str:
    """The path that a file's address, or a bare path, means; "" when it is not in the shared storage."""
    path = path_of(data) or unquote(data)
    for alias in ("/sdcard", "/data/media/0", "/storage/self/primary"):
        if path.startswith(f"{alias}/"):
            path = STORAGE + path[len(alias) :]
    at = path.find(f"{STORAGE}/")
    return path[at:] if at >= 0 else ""
