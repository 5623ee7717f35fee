"""Which notes a list shows, and in what order."""

import re
from dataclasses import dataclass
from functools import lru_cache

from device.phone.apps.joplin.state import ALL, FOLDER, TRASH, JoplinActivity
from device.phone.apps.joplin.store import JoplinLibrary, JoplinNote

SORTS = {"updated": "Updated date", "created": "Created date", "title": "Title", "order": "Custom order"}
"""What notes can be sorted by, in English words."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class JoplinOrder:
    """As it was chosen."""

    by: str = "updated"
    reverse: bool = True
    """The greatest first."""
    open_first: bool = True
    """To-dos that are not done come before all others."""
    done: bool = True
    """Those that are done show."""


def order_of(hands: JoplinActivity) -> JoplinOrder:
    """How lists are sorted now."""
    by = hands.choice("sort", "updated")
    return JoplinOrder(
        by if by in SORTS else "updated",
        hands.choice("reverse", "0" if by == "title" else "1") == "1",
        hands.is_on("uncompleted_first"),
        hands.is_on("show_completed"),
    )


def listed(hands: JoplinActivity) -> tuple[JoplinNote, ...]:
    """What the list that shows holds."""
    return arranged(hands.library, hands.place.id, order_of(hands))


@lru_cache(maxsize=8)
def arranged(library: JoplinLibrary, which: str, order: JoplinOrder) -> tuple[JoplinNote, ...]:
    """The notes of a notebook, of a tag, all, or those in the trash."""
    found = [one for one in library.notes.values() if _belongs(library, one, which)]
    if not order.done and which != TRASH:
        found = [one for one in found if not (one.todo and one.completed)]
    found.sort(key=lambda one: (one.title.lower(), one.id))
    if order.by == "title":
        found.sort(key=lambda one: one.title.lower(), reverse=order.reverse)
    else:
        found.sort(key=lambda one: float(getattr(one, order.by)), reverse=order.reverse)
    if order.open_first:
        found.sort(key=lambda one: not (one.todo and not one.completed))
    return tuple(found)


def _belongs(library: JoplinLibrary, note: JoplinNote, which: str) -> bool:
    if which == TRASH or note.deleted:
        return which == TRASH and bool(note.deleted)
    if which == ALL:
        return True
    kind, _, number = which.partition(":")
    if f"{kind}:" == FOLDER:
        return note.folder == number
    return number in library.tagged.get(note.id, frozenset())


@lru_cache(maxsize=8)
def found(library: JoplinLibrary, text: str) -> tuple[JoplinNote, ...]:
    """What has every word, as the beginning of one of its own: first those whose title has them all."""
    wanted = _WORD.findall(text.lower())
    if not wanted:
        return ()
    hits = []
    for note in arranged(library, ALL, JoplinOrder(open_first=False)):
        title, body = note.title.lower(), note.body.lower()
        if all(_has(title, word) or _has(body, word) for word in wanted):
            hits.append((sum(not _has(title, word) for word in wanted), note))
    return tuple(note for _, note in sorted(hits, key=lambda hit: hit[0]))


def _has(text: str, word: str) -> bool:
    """Chinese has no blanks between words, so any place will do there."""
    if not word.isascii():
        return word in text
    return re.search(rf"(?<!\w){word}", text) is not None
