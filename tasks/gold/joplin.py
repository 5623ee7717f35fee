"""Joplin: questions about notes, answered by finding and reading them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from device.screen import UIElement
from tasks.gold import sight
from tasks.gold.hand import Hand, NotOnScreen
from tasks.gold.listing import Parts, read_list
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.sought import Sought

PACKAGE = "net.cozic.joplin"
SIDEBAR = ("Sidebar", "侧边栏")
_ATTENDED = re.compile(r"attend|participant|people|individual|present", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as its row shows it."""

    title: str
    todo: bool
    done: bool


@solves("NotesIsTodo")
def is_todo(hand: Hand, params: Params) -> str:
    """Whether there is a box before its title."""
    title = find_note(hand, params.text("title"))
    seen = hand.look()
    row = sight.row_of(seen, title)
    boxes = [one for one in sight.inside_of(seen, row) if one.is_checkable]
    return str(bool(boxes))


@solves("NotesMeetingAttendeeCount")
def attendees(hand: Hand, params: Params) -> str:
    """The number in the line that tells who was there."""
    sought = "how many attended"
    for line in lines_of(hand, params.text("title")):
        found = re.search(r"\d+", line)
        if found is not None and _ATTENDED.search(line):
            return found.group()
    raise NotOnScreen(Sought((sought,), {}), hand.look())


@solves("NotesRecipeIngredientCount")
def quantity(hand: Hand, params: Params) -> str:
    """What stands before the ingredient in its line."""
    ingredient = params.text("ingredient")
    for line in lines_of(hand, params.text("title")):
        if line.casefold().endswith(f" {ingredient.casefold()}"):
            return line[: -len(ingredient)].strip(" -*\u2022")
    raise NotOnScreen(Sought((ingredient,), {}), hand.look())


@solves("NotesTodoItemCount")
def todo_count(hand: Hand, params: Params) -> str:
    """How many rows of a notebook have a box."""
    open_notes(hand)
    folder = params.text("folder")
    hand.tap(*SIDEBAR)
    hand.scroll_to(folder)
    hand.tap(folder)
    return str(sum(one.todo for one in read_list(hand, "note_item", _read)))


def _read(parts: Parts) -> NoteRow | None:
    title, box = parts.get("note_title"), parts.get("todo_checkbox")
    return NoteRow(title.text, box is not None, box is not None and box.is_checked) if title else None


# -- notes -----------------------------------------------------------------------------------------------
def open_notes(hand: Hand) -> None:
    """A list of notes."""
    hand.open_app(PACKAGE)
    hand.back_until(id="screen_title")


def find_note(hand: Hand, title: str) -> UIElement:
    """Search for a note by its whole title; the title in its row. Raises NotOnScreen."""
    open_notes(hand)
    hand.tap(id="search")
    hand.type(title, id="search_src_text")
    hand.put_keyboard_away()
    return hand.scroll_to(id="note_title", text=title)


def lines_of(hand: Hand, title: str) -> Iterator[str]:
    """The lines of a note, from its beginning to its end; where pages overlap, again."""
    hand.tap_on(find_note(hand, title))
    hand.wait_for(id="note_body")
    for page in hand.pages():
        for body in sight.find_all(page, Sought((), {"id": "note_body"})):
            for one in sight.inside_of(page, body):
                yield from one.text.split("\n")
