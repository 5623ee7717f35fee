"""Reads what is asked of notes, expenses and recipes."""

import re
from dataclasses import replace
from decimal import Decimal

from agent.language.ask_phrase import Held
from agent.language.ask_saying import detail_of, free_text, several, titles
from agent.language.day import find_day
from agent.language.errand import ChangeNote, Create, Delete, Errand, Kind, RenameNote, Tell
from agent.language.phrasing import match, piece, said
from agent.language.place import categories
from agent.language.saying import ANOTHER, QUOTED, is_quoted, title_of
from agent.language.speech import is_chinese

Found = list[Errand] | None

_NO_FILE = re.compile(
    r"[/\\\n]|^\.|, and\b|\b(?:with|from|located|folder|storage|out of|clipboard)\b|内容", re.IGNORECASE
)
_EXPENSE_FILL = re.compile(
    r"^(?:[\s,.:\0]|\b(?:for|of|called|named|on|in|with|and|category|under|titled)\b|叫做?|名为|的|类)+"
    r"|(?:[\s,.:\0]|\b(?:for|of|in|on|with|and|category|under)\b|花了?|用了?|的)+$",
    re.IGNORECASE,
)
_RECIPE = {"description": "描述|简介", "servings": r"份数?|份量|\bserves\b", "time": "时间|用时",
           "source": "来源", "ingredients": "配料|食材|材料", "directions": "步骤|做法"}  # fmt: skip
_NAMES = f"(?:{'|'.join(_RECIPE)}|preparation)"
_PART = rf"(?:[,:]|\band\b|\bwith\b)\s*(?:the )?(?:{_NAMES}\b|{'|'.join(_RECIPE.values())})"
"""What begins a part of a recipe, behind its name."""

_NO_OTHER = re.compile(r",? (?:(?:and|but)(?: of)? )?(?:no others?|nothing else)[ .]*$", re.IGNORECASE)
"""Of what is to go: it says no more than is done."""


def read_paper(text: str) -> Found:
    """Whatever the words ask of these; None when they ask for something else."""
    for reader in (_note, _note_changed, _expense, _recipe, _gone, _told):
        found = reader(text)
        if found:
            return found
    return None


# -- notes ------------------------------------------------------
def _file(text: str) -> str | None:
    """A file's name; None for what no file is called."""
    name = title_of(text)
    return None if name is None or _NO_FILE.search(name) else name


def _called(found: dict[str, str]) -> str:
    """A note's name, however it was said that it is one."""
    return found.get("name") or found.get("file", "")


def _note(text: str) -> Found:
    folder = match(text, "folder_new")
    if folder is not None:
        name = _file(folder["name"])
        return [Create("folder", (("name", name),))] if name else None
    found = match(text, "note_new")
    if found is None:
        return None
    title, told = found["name"], found.get("text", "")
    if ": " in title and not is_quoted(title):  # `groceries: bread with butter`
        title = title.partition(": ")[0]
        told = text.partition(f"{title}: ")[2]
    name, body = _file(title), free_text(told) if told or "text" in found else ""
    if name is None or body is None:
        return None
    return [Create("note", (("name", name), *((("text", body),) if body else ())))]


def amended_note(before: object, text: str) -> Create | None:
    """`It is to say: buy rice` after a new note that has no text yet."""
    if not isinstance(before, Create) or before.kind != "note" or dict(before.values).get("text"):
        return None
    found = match(text, "note_says")
    body = free_text(found["text"]) if found else None
    return replace(before, values=(*before.values, ("text", body))) if body else None


def _note_changed(text: str) -> Found:
    renamed = match(text, "note_renamed")
    if renamed is not None:
        name, new = _file(_called(renamed)), _file(renamed["new"])
        return [RenameNote(name, new)] if name and new else None
    for where in ("start", "end", "whole"):
        found = match(text, f"note_{where}")
        if found is not None:
            name, body = _file(_called(found)), free_text(found["text"])
            return [ChangeNote(name, body, where)] if name and body else None
    return None


# -- expenses, recipes ------------------------------------------------------
def _expense(text: str) -> Found:
    held = Held()
    found = match(QUOTED.sub(lambda found: held.hold(found[0]), text), "expense_new")
    if found is None:
        return None
    rest = f"{found.get('before', '')} {found['rest']}"
    about = piece("about").search(rest)
    rest = rest.replace(about[0], "\0") if about else rest
    category, rest = _category(rest)
    amount = piece("amount").search(rest)
    if amount is None or find_day(rest) is not None:
        return None
    rest = rest.replace(amount[0], "\0", 1)
    pieces = [_EXPENSE_FILL.sub("", _EXPENSE_FILL.sub("", part)) for part in rest.split("\0")]
    pieces = [part for part in pieces if part]
    name = title_of(held.back(pieces[0])) if len(pieces) == 1 else None
    detail = detail_of(held.back(said(about)))
    if name is None or detail is None or piece("amount").search(rest):
        return None
    value = Decimal(said(amount).replace(",", ""))
    values = [("name", name), ("amount", f"{value.normalize():f}")]
    if detail:
        values.append(("note", detail))
    return [Create("expense", tuple(values), choice=category)]


def _category(text: str) -> tuple[str, str]:
    """The category named, by its key, and the text without it."""
    for key, words in categories().items():
        for word in map(re.escape, words):
            found = re.search(
                rf"(?:,|,? and)?(?: in| under| with| as)?(?: the)? ?\bcategory(?: of| is|:)? {word}\b"
                rf"|(?:,|,? and)?(?: in| under)(?: the)? {word}(?: category)?\b|,? ?\b{word} category\b"
                rf"|,?(?:类别|分类|类目)(?:是|为|:)?{word}|,{word}类" +
                (rf"|,? \b{word}(?=$|\0|,)" if word.isascii() else ""),
                text, re.IGNORECASE,
            )  # fmt: skip
            if found is not None:
                return key, f"{text[: found.start()]}\0{text[found.end() :]}"
    return "", text


def _recipe(text: str) -> Found:
    found = match(text, "recipe_new")
    if found is None:
        return None
    rest, values = found["rest"], []
    for part, chinese in _RECIPE.items():
        said = rf"(?:\b(?:{part}|preparation {part})\b|{chinese})(?: of| is| are|是|有|为|:)?"
        told = re.search(
            rf'(?:,|,? and)?(?: with)?(?: the)? ?{said}\s*"(?P<v>[^"]*)"'
            rf"|,(?: with)?(?: the)? ?{said}\s*(?P<bare>[^\",].*?)(?=$|\s*{_PART})",
            rest, re.IGNORECASE,
        )  # fmt: skip
        if told is not None:
            if told["bare"] and ANOTHER.search(told["bare"]):
                return None
            values.append((part, told["bare"].strip(" ,.") if told["v"] is None else told["v"]))
            rest = rest.replace(told[0], "")
    name = title_of(rest)
    if name is None or re.search(rf"\bwith\b|{_PART}", name, re.IGNORECASE):
        return None
    return [Create("recipe", (("title", name), *values))]


# -- several kinds ------------------------------------------------------
def _gone(text: str) -> Found:
    kinds: tuple[Kind, ...] = ("folder", "note", "expense", "recipe")
    for kind in kinds:
        found = match(text, f"{kind}_gone")
        if found is None:
            continue
        told = _NO_OTHER.sub("", found["names"])
        row = re.sub(rf"\band (?:the |my )?{kind} (?=\S)", "and ", told, flags=re.IGNORECASE)
        listed = bool(found["more"]) or '"' in row or "、" in row or row != told
        listed |= all("." in one for one in several(row)) and kind == "note"
        listed |= is_chinese(text) and "," in row  # it has no plural
        names = titles(row, listed=listed)
        if names and not (kind in ("note", "folder") and any(map(_NO_FILE.search, names))):
            return [Delete(kind, name) for name in names]
    return None


def _told(text: str) -> Found:
    note = match(text, "tell_note")
    if note is not None:
        name = _file(_called(note))
        return [Tell("note", name)] if name else None
    spent = match(text, "tell_spent")
    name = title_of(spent["name"]) if spent else None
    if name and spent and not is_quoted(spent["name"]) and re.search(r"\band\b|和", name, re.IGNORECASE):
        return None  # one, or the sum of several?
    return [Tell("spent", name)] if name else None
