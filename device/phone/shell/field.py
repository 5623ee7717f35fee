"""Fields: what splitting makes of an expanded text, and braces of a word."""

import re

from device.phone.shell.pattern import Fragments
from device.phone.shell.syntax import ShellText, Word

_BRACES = re.compile(r"\{([^{}]*,[^{}]*)\}")
_MOST_WORDS = 4096
"""That braces may make of one."""


def append_split(done: list[Fragments], current: Fragments, text: str, quoted: bool, separators: str) -> None:
    """Add a piece to the current field, starting new fields at the separators in it."""
    if quoted or not any(char in text for char in separators):
        current.append((text, quoted))
        return
    blanks = "".join(char for char in separators if char in " \t\n")
    hard = "".join(char for char in separators if char not in " \t\n")
    pieces = re.split(_separator(blanks, hard), text)
    for place, piece in enumerate(pieces):
        if place:
            if current or (hard and place > 1):
                done.append(list(current) or [("", True)])
            current.clear()
        if piece or (hard and 0 < place < len(pieces) - 1):
            current.append((piece, False))


def _separator(blanks: str, hard: str) -> str:
    blank = f"[{re.escape(blanks)}]" if blanks else "(?!)"
    if not hard:
        return f"{blank}+"
    return f"{blank}*[{re.escape(hard)}]{blank}*|{blank}+"


def braced(word: Word) -> list[Word]:
    """{a,b} in unquoted text makes a word for each."""
    done: list[Word] = []
    todo = [word]
    while todo and len(done) + len(todo) < _MOST_WORDS:
        now = todo.pop(0)
        place, found = _first_brace(now)
        if found is None:
            done.append(now)
            continue
        part = now[place]
        text = part.text if isinstance(part, ShellText) else ""
        before, after = text[: found.start()], text[found.end() :]
        todo[:0] = [
            (*now[:place], ShellText(before + choice + after, False), *now[place + 1 :])
            for choice in found[1].split(",")
        ]
    return done + todo


def _first_brace(word: Word) -> tuple[int, re.Match[str] | None]:
    for place, part in enumerate(word):
        if isinstance(part, ShellText) and not part.quoted and "{" in part.text:
            found = _BRACES.search(part.text)
            if found:
                return place, found
    return 0, None
