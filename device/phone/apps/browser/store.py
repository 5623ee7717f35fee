"""What the browser keeps: where somebody was, bookmarks, downloads, what sites stored, settings."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.apps.browser.state import NEW_TAB, PACKAGE
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, preference, set_preference
from device.phone.apps.provider.reading import read_once, whole, words
from device.phone.file.database import Database
from device.phone.system.context import Context
from device.phone.web.page import Pairs

if TYPE_CHECKING:
    from device.phone.apps.browser.state import BrowserActivity

HISTORY = "history.db"
_SCHEMA = """
CREATE TABLE urls (
    id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
    visit_count INTEGER NOT NULL, last_visit_time INTEGER NOT NULL
);
CREATE TABLE bookmarks (id INTEGER PRIMARY KEY AUTOINCREMENT, url TEXT NOT NULL, title TEXT NOT NULL);
CREATE TABLE downloads (
    id INTEGER PRIMARY KEY AUTOINCREMENT, target_path TEXT NOT NULL, url TEXT NOT NULL,
    total_bytes INTEGER NOT NULL, end_time INTEGER NOT NULL
);
CREATE TABLE storage (
    origin TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (origin, key)
);
"""
SCHEMAS = {HISTORY: _SCHEMA, PREFERENCE: PREFERENCE_SCHEMA}
MOST_VISITS = 2_000
_TABS = "tabs"


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was seen, by its address."""

    id: int
    url: str
    title: str
    count: int
    time_ms: int


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A page that was kept."""

    id: int
    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file that was fetched."""

    id: int
    path: str
    url: str
    size: int
    time_ms: int


def _held(context: Context) -> Database:
    return context.database(HISTORY, PACKAGE)


# -- tabs ---------------------------------------------------------------------------------------------------
def remember(hands: "BrowserActivity") -> None:
    """Keep which tabs are open, for when the app is opened anew."""
    urls = [tab.url for tab in hands.state.tabs if not tab.private]
    told = json.dumps(urls) if urls not in ([], [NEW_TAB]) else ""
    if preference(hands.context, PACKAGE, _TABS) != told:
        set_preference(hands.context, PACKAGE, _TABS, told)


def remembered(context: Context) -> list[str]:
    """Addresses of the tabs that were open."""
    try:
        found = json.loads(preference(context, PACKAGE, _TABS, "[]"))
    except ValueError:  # changed from outside
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


# -- history -----------------------------------------------------------------------------------------------
def visits(context: Context) -> tuple[Visit, ...]:
    """All, the latest first."""
    return read_once(_held(context), _read_visits)


def _read_visits(database: Database) -> tuple[Visit, ...]:
    rows = database.rows(
        "SELECT id, url, title, visit_count, last_visit_time FROM urls ORDER BY last_visit_time DESC, id DESC"
    )
    return tuple(
        Visit(whole(number), words(url), words(title), whole(count), whole(time))
        for number, url, title, count, time in rows
    )


def visited(context: Context, url: str, title: str) -> None:
    """A page was opened."""
    database, now = _held(context), context.clock.date_ms
    database.run(
        "INSERT INTO urls (url, title, visit_count, last_visit_time) VALUES (?, ?, 1, ?) "
        "ON CONFLICT (url) DO UPDATE SET title = excluded.title, visit_count = visit_count + 1, "
        "last_visit_time = excluded.last_visit_time",
        url,
        title,
        now,
    )
    database.run(
        "DELETE FROM urls WHERE id NOT IN "
        "(SELECT id FROM urls ORDER BY last_visit_time DESC, id DESC LIMIT ?)",
        MOST_VISITS,
    )


def forget_visit(context: Context, number: int) -> None:
    """Take one out of the history."""
    _held(context).run("DELETE FROM urls WHERE id = ?", number)


def clear_data(context: Context, *, history: bool, sites: bool) -> None:
    """Forget all of a kind."""
    if history:
        _held(context).run("DELETE FROM urls")
    if sites:
        _held(context).run("DELETE FROM storage")


# -- bookmarks and downloads -------------------------------------------------------------------------------
def bookmarks(context: Context) -> tuple[Bookmark, ...]:
    """All, the latest first."""
    return read_once(_held(context), _read_bookmarks)


def _read_bookmarks(database: Database) -> tuple[Bookmark, ...]:
    rows = database.rows("SELECT id, url, title FROM bookmarks ORDER BY id DESC")
    return tuple(Bookmark(whole(number), words(url), words(title)) for number, url, title in rows)


def bookmark_of(context: Context, url: str) -> Bookmark | None:
    """The bookmark of an address; None when there is none."""
    return next((one for one in bookmarks(context) if one.url == url), None)


def keep_bookmark(context: Context, url: str, title: str, number: int = 0) -> None:
    """Add one, or change the one with that id."""
    if number:
        _held(context).run("UPDATE bookmarks SET url = ?, title = ? WHERE id = ?", url, title, number)
    else:
        _held(context).run("INSERT INTO bookmarks (url, title) VALUES (?, ?)", url, title)


def drop_bookmark(context: Context, number: int) -> None:
    """Remove one."""
    _held(context).run("DELETE FROM bookmarks WHERE id = ?", number)


def downloads(context: Context) -> tuple[Download, ...]:
    """Those whose files are still there, the latest first."""
    found = read_once(_held(context), _read_downloads)
    return tuple(one for one in found if context.files.is_file(one.path))


def _read_downloads(database: Database) -> tuple[Download, ...]:
    rows = database.rows("SELECT id, target_path, url, total_bytes, end_time FROM downloads ORDER BY id DESC")
    return tuple(
        Download(whole(number), words(path), words(url), whole(size), whole(time))
        for number, path, url, size, time in rows
    )


def keep_download(context: Context, path: str, url: str, size: int) -> int:
    """Note a file that was fetched; its id."""
    return _held(context).run(
        "INSERT INTO downloads (target_path, url, total_bytes, end_time) VALUES (?, ?, ?, ?)",
        path,
        url,
        size,
        context.clock.date_ms,
    )


def drop_download(context: Context, number: int) -> None:
    """Take one off the list."""
    _held(context).run("DELETE FROM downloads WHERE id = ?", number)


# -- what sites store --------------------------------------------------------------------------------------
def stored(context: Context, origin: str) -> Pairs:
    """The localStorage of a site."""
    rows = _held(context).rows("SELECT key, value FROM storage WHERE origin = ? ORDER BY rowid", origin)
    return tuple((words(key), words(value)) for key, value in rows)


def put_stored(context: Context, origin: str, key: str, value: str | None) -> None:
    """Change one thing there; None removes it."""
    if value is None:
        _held(context).run("DELETE FROM storage WHERE origin = ? AND key = ?", origin, key)
    else:
        _held(context).run(
            "INSERT OR REPLACE INTO storage (origin, key, value) VALUES (?, ?, ?)", origin, key, value
        )
