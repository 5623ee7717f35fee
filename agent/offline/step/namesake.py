"""The one thing to be deleted where others have its name: by its row, its page, its place on the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from agent.action.action import Note
from agent.language.clockface import shown_time
from agent.language.day import shown_day
from agent.language.errand import UNDATED, Delete
from agent.language.likeness import says_all
from agent.language.name import is_meant, is_wholly, same, same_number
from agent.language.place import place
from agent.offline.step.creationcheck import amount_of
from agent.offline.step.history import NOTED, Past
from agent.offline.step.listpage import Row, by_id, gather, has_id, row_of, rows
from agent.offline.step.move import Act, Stuck, click
from agent.offline.step.pick import is_near
from agent.offline.step.search import sweep
from agent.perception.scene import Scene

_CANDIDATE = "candidate "
"""How the history calls the row whose page is looked at; followed by its number and name."""
_READ = "page {}: "
"""How notes of what such a page says begin."""
_PEOPLE = ("contact", "conversation")
_ON_PAGE = {"contact": "large_title", "recipe": "details_title"}
"""What is told apart by its page alone, and the id of the title there."""
_TODAY, _TOMORROW = ("Today", "今天"), ("Tomorrow", "明天")
_MOST = 9


def fits(want: Delete, row: Row) -> bool:
    """Whether a row has the name, and says nothing else than what is known of it."""
    if want.kind in _PEOPLE:
        return (is_wholly if want.if_there else is_meant)(want.name, row.name)
    if want.kind == "note":
        return is_file(want.name, row)
    if want.kind == "folder":
        item = "opoc_filesystem_item" in row.parts[0].resource_id
        return row.name == want.name and item and not _is_file(row)
    if not same(want.name, row.name):
        return False
    if want.kind == "event":
        begins = row.part("event_item_time").partition(" - ")[0].strip()
        return (shown_time(begins) if want.start else None) == want.start
    if want.kind == "expense":
        return all(amount_of(row) == Decimal(text) for field, text in want.values if field == "amount")
    return want.kind != "task" or _is_due(want, row.part("due_date"))


def is_file(name: str, row: Row) -> bool:
    """Whether a row is the file of a name, its ending said or not."""
    return _is_file(row) and (row.name == name or ("." not in name and row.name.rpartition(".")[0] == name))


def _is_file(row: Row) -> bool:
    return any(e.content_description.startswith(("File ", "文件 ")) for e in row.parts)


def _is_due(want: Delete, shown: str) -> bool:
    """Whether a task's row may show the day; which day of the week a date is, it does not tell."""
    if UNDATED in want.values:
        return not shown
    if want.day is None:
        return True
    if shown in (*_TODAY, *_TOMORROW):
        return want.day.ahead in (None, 0 if shown in _TODAY else 1)
    day = shown_day(shown)
    if want.day.ahead in (0, 1) or day is None:
        return False
    return want.day.day is None or (want.day.month in (None, day.month) and want.day.day == day.day)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """The row of what is meant."""

    row: Row
    of: int
    """So many say the same of what is known, this one among them."""


def the_one(want: Delete, scene: Scene, past: Past) -> FoundRow | Act | Stuck | None:
    """What is meant, once that is known; None where nothing fits what is known of it."""
    title = place(want.kind).title
    shown = rows(scene, title)
    right = [number for number, row in enumerate(shown) if fits(want, row) and _is_wholly(want, row.name)]
    between = len(right) == 1 and 0 < right[0] < len(shown) - 1
    keys: Act | list[str]
    if right and (_pages(past) or (want.kind == "contact" and between)):  # a list in order of names
        keys = [shown[number].key for number in right]
    else:
        keys = gather(scene, past, title, lambda row: fits(want, row), lambda row: _may_be(want, row))
    if isinstance(keys, Act):
        return keys
    keys = [key for key in keys if _is_wholly(want, key.split(" | ")[0])] or keys
    if not keys:
        return None
    if len(set(keys)) > 1 and not want.every:
        return _by_keys(want, keys, scene, past)
    alike = _alike(keys[0], scene, past, want)
    if not isinstance(alike, list):
        return alike
    if want.every:
        return FoundRow(alike[0], max(len(keys), len(alike)))
    if want.kind in _ON_PAGE and (want.values or len(alike) > 1):
        return _by_page(want, alike, scene, past)
    number = _placed(want, range(len(alike)))
    return _which(want, [row.key for row in alike]) if number is None else FoundRow(alike[number], len(alike))


def is_on_page(want: Delete, scene: Scene, past: Past) -> Act | None:
    """The note of what a candidate's page says, or the way to the rest of it; None where none is open."""
    seen = past.touched(_CANDIDATE)
    since = past.since(_CANDIDATE)
    if not seen or past.touched("choose") or by_id(scene, *place(want.kind).main) is not None:
        return None
    if by_id(scene, _ON_PAGE[want.kind]) is None and not since.scrolls():
        return None
    number = seen[-1][0].removeprefix(_CANDIDATE).partition(":")[0]
    begin = _READ.format(number)
    known = [text for text in since.noted() if text.startswith(begin)]
    new = [text for text in (begin + fact for fact in _facts(want, scene)) if text not in known]
    if new or not known:
        return Act(Note(text=NOTED.join(new or [begin])), "What tells it from others of its name")
    return sweep(scene, since, upwards=False)


def remaining(want: Delete, name: str, scene: Scene, past: Past) -> Act | int:
    """How many that fit, and are called so, are still on the list, once it was looked over."""

    def is_mine(row: Row) -> bool:
        return fits(want, row) and (want.kind not in _PEOPLE or is_wholly(name, row.name))

    keys = gather(scene, past, place(want.kind).title, is_mine)
    if isinstance(keys, Act):
        return keys
    return max(len(keys), sum(map(is_mine, rows(scene, place(want.kind).title))))


def _may_be(want: Delete, row: Row) -> bool:
    """Whether a row may be what is meant, though it is not called so."""
    return is_near(want.name, row) and says_all(want.name, row.key)


def _is_wholly(want: Delete, name: str) -> bool:
    return want.kind not in _PEOPLE or is_wholly(want.name, name)


def _alike(key: str, scene: Scene, past: Past, want: Delete) -> list[Row] | Act | Stuck:
    """All rows on the screen that say the same; scrolls to them where they do not show."""
    title = place(want.kind).title
    found = [row for row in rows(scene, title) if row.key == key]
    if found:
        return found
    way = row_of(scene, past, title, key)
    return [way] if isinstance(way, Row) else way


def _by_keys(want: Delete, keys: Sequence[str], scene: Scene, past: Past) -> FoundRow | Act | Stuck:
    number = _placed(want, range(len(keys)))
    if number is None:
        return _which(want, keys)
    alike = _alike(keys[number], scene, past, want)
    return FoundRow(alike[0 if want.place > 0 else -1], len(keys)) if isinstance(alike, list) else alike


def _by_page(want: Delete, alike: list[Row], scene: Scene, past: Past) -> FoundRow | Act | Stuck | None:
    pages = _pages(past)
    unread = [number for number in range(1, len(alike) + 1) if number not in pages]
    if unread:
        row = alike[unread[0] - 1]
        why = f"Others may be called {row.name}: its page tells which it is"
        return click(row.box, f"{_CANDIDATE}{unread[0]}: {row.name}", why)
    found = [number for number in pages if _says(want, pages[number])]
    just = [number for number in found if len(pages[number]) == len(want.values)]
    meant = (just if want.place or len(just) == 1 else []) or found
    if not meant:
        return None
    number = _placed(want, meant)
    if number is not None:
        return FoundRow(alike[number - 1], len(alike))
    return _which(want, [", ".join([alike[0].name, *pages[number]]) for number in meant])


def _pages(past: Past) -> dict[int, list[str]]:
    """What the pages said that were looked at, by the number of the candidate."""
    pages: dict[int, list[str]] = {}
    for text in past.noted():
        number, _, fact = text.removeprefix(_READ.partition("{")[0]).partition(":")
        if text.startswith(_READ.partition("{")[0]) and number.isdecimal():
            facts = pages.setdefault(int(number), [])
            facts += [fact.strip()] if fact.strip() and fact.strip() not in facts else []
    return pages


def _facts(want: Delete, scene: Scene) -> list[str]:
    if want.kind == "contact":
        return [e.text for e in scene.elements if has_id(e, "header") and e.text]
    inside = [e for e in scene.elements if "/details_" in e.resource_id and e.text]
    return [e.text.replace("\n", " ") for e in inside if not has_id(e, _ON_PAGE[want.kind])]


def _says(want: Delete, facts: Sequence[str]) -> bool:
    def said(field: str, text: str) -> bool:
        alike = same_number if field == "phone" else same
        return any(alike(text, fact) for fact in facts)

    return all(said(field, text) for field, text in want.values)


def _placed(want: Delete, numbers: Sequence[int]) -> int | None:
    """The one of these that is meant; None where that is open."""
    if len(numbers) == 1:
        return numbers[0]
    if not want.place or abs(want.place) > len(numbers):
        return None
    return numbers[want.place - 1 if want.place > 0 else want.place]


def _which(want: Delete, keys: Sequence[str]) -> Stuck:
    told = [key.replace(" | ", ", ") for key in keys]
    if len(set(told)) < len(told):
        told = [f"{number}. {key}" for number, key in enumerate(told, 1)]
    ones = "; ".join(told[:_MOST])
    return Stuck(f'There are several: {ones}; say which {want.kind} "{want.name}"', sure=True, which=True)
