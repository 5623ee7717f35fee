"""Binds clauses about notes, folders, expenses and recipes, and about all of a kind."""

from dataclasses import replace

from agent.goal.slot import Slots
from agent.language.day import Day
from agent.language.errand import ChangeNote, Create, Delete, DeleteAll, Kind, RenameNote, Tell
from agent.language.intention import DeleteAlarm, Intention
from agent.language.value.amount import read_money
from agent.language.value.concept import concept
from agent.language.value.exception import excepted
from agent.language.value.which import is_newest, read_end, read_which
from agent.reader.intent import Role, Tag

_PURGED: dict[str, Kind] = {
    "note": "note",
    "expense": "expense",
    "recipe": "recipe",
    "conversation": "conversation",
    "task": "task",
}
_RECIPE = {
    "description": Role.DESCRIPTION,
    "source": Role.SOURCE,
    "servings": Role.AMOUNT,
    "time": Role.DURATION,
    "ingredients": Role.INGREDIENTS,
    "directions": Role.DIRECTIONS,
}
"""The fields of a recipe's form, in its order."""


def note_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `create a note ideas with the text ...`."""
    name, text = slots.one(Role.NAME), slots.one(Role.TEXT)
    if not name:
        slots.missing("what the note is called")
    return (Create("note", (("name", name), *((("text", text),) if text else ()))),)


def folder_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `create a folder Taxes`."""
    names = slots.need(Role.NAME, what="what the folder is called")
    return tuple(Create("folder", (("name", name),)) for name in names)


def note_append(slots: Slots) -> tuple[Intention, ...]:
    """Bind `add to the end of ideas: ...`."""
    end = slots.value(Role.ORDINAL, read_end)
    return _note_changed(slots, end or "end")


def note_replace(slots: Slots) -> tuple[Intention, ...]:
    """Bind `replace what is in ideas with ...`."""
    return _note_changed(slots, "whole")


def _note_changed(slots: Slots, place: str) -> tuple[Intention, ...]:
    name, text = slots.one(Role.NAME), slots.one(Role.TEXT)
    if not name:
        slots.missing("which note")
    if not text:
        slots.missing("what to write")
    match place:
        case "start":
            return (ChangeNote(name, text, "start"),)
        case "whole":
            return (ChangeNote(name, text, "whole"),)
        case _:
            return (ChangeNote(name, text, "end"),)


def note_rename(slots: Slots) -> tuple[Intention, ...]:
    """Bind `rename the note ideas to plans`."""
    name, new = slots.one(Role.NAME), slots.one(Role.NEW_NAME)
    if not name:
        slots.missing("which note")
    if not new:
        slots.missing("what it is to be called")
    return (RenameNote(name, new),)


def note_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the notes ideas and plans`."""
    return tuple(Delete("note", name) for name in slots.need(Role.NAME, what="which note"))


def note_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `what is in the note ideas?`; without a name, by what is asked: `what was the gate code?`."""
    asked = slots.tagged(Tag.LEFT)
    names = slots.all(Role.NAME) or asked[:1]
    if not names:
        slots.missing("which note")
    return tuple(Tell("note", name) for name in names)


def expense_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `add an expense of 12.50 for lunch, category food`."""
    title, amounts = slots.one(Role.TITLE), slots.values(Role.AMOUNT, read_money)
    if not title:
        slots.missing("what the expense is called")
    if not amounts:
        slots.missing("how much it was")
    if len(amounts) > 1:
        slots.unused(Role.AMOUNT)
    said, note = slots.day(), slots.one(Role.DESCRIPTION)
    if said is not None and said.day != Day(ahead=0):
        slots.leave(Role.DATE)  # expenses are dated now
    category = slots.named(Role.CATEGORY, "category")
    values = (("name", title), ("amount", amounts[0]), *((("note", note),) if note else ()))
    return (Create("expense", values, choice=category or ""),)


def expense_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the expense lunch`."""
    titles, amounts = slots.need(Role.TITLE, what="which expense"), slots.values(Role.AMOUNT, read_money)
    if len(amounts) > 1 or (amounts and len(titles) > 1):
        slots.unused(Role.AMOUNT)
    marks = tuple(("amount", amount) for amount in amounts)
    return _gone(slots, Delete("expense", "", values=marks), titles)


def expense_ask(slots: Slots) -> tuple[Intention, ...]:
    """Bind `how much did I spend on lunch?`."""
    if slots.named(Role.FIELD, "field") not in (None, "total"):
        slots.unused(Role.FIELD)
    return tuple(Tell("spent", title) for title in slots.need(Role.TITLE, what="on what"))


def recipe_add(slots: Slots) -> tuple[Intention, ...]:
    """Bind `add a recipe Soup with the ingredients ...`."""
    title = slots.one(Role.TITLE)
    if not title:
        slots.missing("what the recipe is called")
    told = ((field, slots.one(role)) for field, role in _RECIPE.items())
    return (Create("recipe", (("title", title), *((field, text) for field, text in told if text))),)


def recipe_delete(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete the recipes Soup and Pie`."""
    return _gone(slots, Delete("recipe", ""), slots.need(Role.TITLE, what="which recipe"))


def _gone(slots: Slots, gone: Delete, titles: tuple[str, ...]) -> tuple[Intention, ...]:
    which = slots.value(Role.ORDINAL, read_which)
    if which is not None:
        gone = replace(gone, every=which.every, place=which.place)
    return tuple(replace(gone, name=title) for title in titles)


def delete_all(slots: Slots) -> tuple[Intention, ...]:
    """Bind `delete all my notes except ideas`; what is to stay has to be there, or nothing goes."""
    kinds = slots.values(Role.KIND, lambda text, _: concept("kind", text))
    if not kinds:
        slots.missing("all of what")
    kept = slots.tagged(Tag.EXCEPTION)
    if kept and (len(kinds) > 1 or len(kept) > 1):
        slots.leave_out()
    if kinds == ("alarm",) and not kept:
        return (DeleteAlarm(None),)
    if any(kind not in _PURGED for kind in kinds):
        slots.unable(f"delete every {next(kind for kind in kinds if kind not in _PURGED)}")
    names = excepted(kept[0], kinds[0]) if kept else ()
    if names is None or any(_is_ordinal(name, slots.language) for name in names):
        slots.leave_out()
    return tuple(DeleteAll(_PURGED[kind], names) for kind in kinds)


def _is_ordinal(name: str, language: str) -> bool:
    """Whether words tell which of several, and are no name: `all but the latest`."""
    return is_newest(name, language) or read_which(name, language) is not None
