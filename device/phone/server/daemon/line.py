"""A line under edit in a terminal, and the keys that a terminal sends."""

import re
from collections.abc import Iterator

MAX_LINE = 4096
MAX_HISTORY = 200
_KEYS = {
    "\x1b[A": "up", "\x1b[B": "down", "\x1b[C": "right", "\x1b[D": "left", "\x1b[H": "home",
    "\x1b[F": "end", "\x1bOA": "up", "\x1bOB": "down", "\x1bOC": "right", "\x1bOD": "left",
    "\x1b[1~": "home", "\x1b[4~": "end", "\x1b[3~": "delete", "\x01": "home", "\x05": "end",
    "\x02": "left", "\x06": "right", "\x10": "up", "\x0e": "down", "\x7f": "backspace",
    "\x08": "backspace", "\x15": "kill-before", "\x0b": "kill-after", "\x17": "kill-word",
    "\x0c": "clear", "\x03": "interrupt", "\x04": "end-of-file", "\r": "enter", "\n": "enter",
}  # fmt: skip
_SPLIT = re.compile(r"\x1b\[[0-9;]*[A-Za-z~]|\x1bO[A-D]|\x1b\[?[0-9;]*\Z|.", re.DOTALL)


class TerminalLine:
    """One line under edit: what keys do to it and what the terminal must print for that."""

    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        self.text = ""
        self._cursor = 0
        self._history: list[str] = []
        self._place = 0

    def begin(self) -> str:
        """A fresh line."""
        self.text, self._cursor, self._place = "", 0, len(self._history)
        return self.prompt

    def remember(self, text: str) -> None:
        """Add to what arrow-up brings back."""
        if text.strip() and self._history[-1:] != [text]:
            self._history = [*self._history[1 - MAX_HISTORY :], text]

    def insert(self, text: str) -> str:
        """Typed characters; beyond the longest line they are swallowed, as a terminal does."""
        text = "".join(char for char in text if char.isprintable() or char == "\t")
        text = text[: MAX_LINE - len(self.text)]
        at_end = self._cursor == len(self.text)
        self.text = self.text[: self._cursor] + text + self.text[self._cursor :]
        self._cursor += len(text)
        return text if at_end else self._redraw()

    def key(self, name: str) -> str:
        """An editing key."""
        before, after = self.text[: self._cursor], self.text[self._cursor :]
        if name in ("up", "down"):
            self._recall(-1 if name == "up" else 1)
            return self._redraw()
        if name == "clear":
            return "\x1b[2J\x1b[H" + self._redraw()
        if name == "kill-word":
            before = before.rstrip().rpartition(" ")[0] + " " if " " in before.rstrip() else ""
        kept = {
            "left": (before[:-1], before[-1:] + after),
            "right": (before + after[:1], after[1:]),
            "home": ("", before + after),
            "end": (before + after, ""),
            "backspace": (before[:-1], after),
            "delete": (before, after[1:]),
            "kill-before": ("", after),
            "kill-after": (before, ""),
            "kill-word": (before, after),
        }[name]
        if name == "backspace" and not after and before:
            self.text, self._cursor = kept[0], len(kept[0])
            return "\b \b" if before[-1].isascii() else self._redraw()
        self.text, self._cursor = kept[0] + kept[1], len(kept[0])
        return self._redraw()

    def _recall(self, step: int) -> None:
        self._place = min(max(0, self._place + step), len(self._history))
        self.text = self._history[self._place] if self._place < len(self._history) else ""
        self._cursor = len(self.text)

    def _redraw(self) -> str:
        back = len(self.text) - self._cursor
        return f"\r{self.prompt}{self.text}\x1b[K" + (f"\x1b[{back}D" if back else "")


def keys(text: str) -> Iterator[tuple[str, str]]:
    """("key", name) or ("text", characters), one after the other; unknown escapes vanish."""
    for found in _SPLIT.findall(text):
        if found in _KEYS:
            yield "key", _KEYS[found]
        elif not found.startswith("\x1b"):
            yield "text", found
