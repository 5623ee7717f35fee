"""What editing keys do to a text field."""

import re
from dataclasses import replace

from device.phone.system import keycode
from device.phone.toolkit.view import FieldText

_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]*\w|\+?\d[\d ()-]{5,}\d")
"""What a phone selects as a whole: addresses of pages and mail, phone numbers."""
_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+(?:['\u2019.][^\W\u3400-\u9fff]+)*")


def word_at(text: str, at: int) -> tuple[int, int]:
    """Start and end of the word around a gap between characters; both `at` where there is none."""
    at = min(max(0, at), len(text))
    for kind in (_LINK, _WORD):
        for found in kind.finditer(text):
            if found.start() <= at <= found.end():
                return found.start(), found.end()
            if found.start() > at:
                break
    if at < len(text) and not text[at].isspace():
        return at, at + 1
    return at, at


def edited(held: FieldText, code: int, meta: int = 0) -> FieldText:
    """The field after one editing key; unchanged for any other key."""
    size = len(held.text)
    low, high = sorted((min(held.start, size), min(held.end, size)))
    if meta & keycode.CTRL:
        return _control(held, code, low, high)
    if code in (keycode.DEL, keycode.FORWARD_DEL):
        if low != high:
            return replace(held, start=low, end=high).replaced("")
        if code == keycode.DEL:
            return FieldText(held.text, max(0, low - 1), low).replaced("")
        return FieldText(held.text, low, min(size, low + 1)).replaced("")
    if code == keycode.CUT:
        return replace(held, start=low, end=high).replaced("")
    moves = {
        keycode.LEFT: max(0, held.end - 1),
        keycode.RIGHT: min(size, held.end + 1),
        keycode.MOVE_HOME: held.text.rfind("\n", 0, held.end) + 1,
        keycode.MOVE_END: _line_end(held.text, held.end),
    }
    if code not in moves:
        return held
    at = moves[code]
    return replace(held, start=held.start if meta & keycode.SHIFT else at, end=at)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _control(held: FieldText, code: int, low: int, high: int) -> FieldText:
    """Ctrl+A selects all, Ctrl+X cuts (the caller fills the clipboard)."""
    if code == keycode.A:
        return replace(held, start=0, end=len(held.text))
    if code == keycode.A + 23:  # X
        return replace(held, start=low, end=high).replaced("")
    return held
