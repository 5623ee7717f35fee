"""Reads what a goal asks of the everyday apps: the longest row of its pieces that makes sense together."""

import re
from dataclasses import dataclass, replace

from agent.language.ask_all import read_all
from agent.language.ask_gadget import read_gadget
from agent.language.ask_paper import amended_note, read_paper
from agent.language.ask_people import amended_contact, read_people
from agent.language.ask_phrase import Pieces, trimmed
from agent.language.ask_plan import amended_event, read_plan
from agent.language.ask_saying import without_app
from agent.language.ask_which import parted
from agent.language.distinct import told_apart
from agent.language.errand import ChangeNote, CopyText, Create, Delete, Errand, SendText
from agent.language.intention import NotUnderstood
from agent.language.mention import with_name
from agent.language.phrase import short

_LONGEST_ROW = 12
"""Pieces that one thing asked for may run over: a contact has a name, a number, an address, ..."""

_IF_THERE = re.compile(
    r"(?P<what>.+?)(?:,? if (?:it is|it's|they are)(?: still)? there|,?\(?如果(?:还)?[在有](?:的话)?\)?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """What a row of pieces asks for."""

    errands: tuple[Errand, ...]
    end: int
    """The piece after it."""
    amends: bool = False
    """Whether it takes the place of what was asked for before."""


def read_errand(pieces: Pieces, first: int, before: object) -> AskedRow | NotUnderstood | None:
    """What the longest row from a piece on asks for; NotUnderstood where something is plainly missing.

    `before` is what was asked for last.
    """
    for last in range(min(len(pieces.all), first + _LONGEST_ROW) - 1, first - 1, -1):
        if any(piece.apart for piece in pieces.all[first + 1 : last + 1]):
            continue
        text = without_app(pieces.row(first, last))
        bare = text.rstrip(" .。")
        goes_on = last + 1 < len(pieces.all) and not pieces.all[last + 1].apart
        changed = amended_event(before, bare) or amended_contact(before, bare) or amended_note(before, text)
        if changed is not None:
            return (_endless([changed], text) if goes_on else None) or AskedRow(
                (changed,), last + 1, amends=True
            )
        found = _read(with_name(text, before))
        if isinstance(found, NotUnderstood):
            return found
        if found:
            return (_endless(found, text) if goes_on else None) or AskedRow(tuple(found), last + 1)
    return None


def _read(text: str) -> list[Errand] | NotUnderstood | None:
    """As it stands where it holds a text (a message may end in `please.`), else without what says nothing."""
    bare = trimmed(text)
    gone = _IF_THERE.fullmatch(bare)
    if gone is not None:
        there = _read(gone["what"])
        named = there if isinstance(there, list) else []
        return [replace(one, if_there=True) for one in named if isinstance(one, Delete)] or None
    which = _told_apart(bare)
    if which is not None:
        return [which]
    found = _form(text)
    if isinstance(found, list) and any(map(_text_of, found)):
        return found
    asked = _form(bare) or _form(re.sub(r"(?<!什)(?<!怎)(?<!那)[吗呢么]+$", "", bare))
    return asked or found


def _told_apart(text: str) -> Delete | None:
    """The one thing to be deleted that is told from others of its name; None for anything else."""
    what, marks = parted(text)
    found = _form(trimmed(what)) if marks else None
    if not isinstance(found, list) or len(found) != 1 or not isinstance(found[0], Delete):
        return None
    return told_apart(found[0], marks)


def _form(text: str) -> list[Errand] | NotUnderstood | None:
    for reader in (read_all, read_people, read_plan, read_paper, read_gadget):
        found = reader(text)
        if found:
            return found
    return None


def _endless(errands: list[Errand], text: str) -> NotUnderstood | None:
    """Why a text without quotes, with more behind it, is not taken."""
    for errand in errands:
        free = _text_of(errand)
        if free and f'"{free}"' not in text and text.rstrip(" .!。！").endswith(free.rstrip(" .!。！")):
            return NotUnderstood(f'It is not clear where the text "{short(free)}" ends: put it in quotes')
    return None


def _text_of(errand: Errand) -> str:
    """The text that is to be written somewhere as it stands."""
    match errand:
        case SendText() | CopyText() | ChangeNote():
            return errand.text
        case Create(kind="note"):
            return dict(errand.values).get("text", "")
        case _:
            return ""
