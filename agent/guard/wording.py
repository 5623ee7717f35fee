"""The words of sensitive.toml, by class of sensitive action."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.touched import is_button
from device.screen import UIElement

CLASSES = ("payment", "purchase", "send", "delete", "permission", "install", "credentials", "account")
MESSAGING = re.compile(r"mms|messag|sms|whatsapp|telegram|tencent\.mm|signal|mail|gmail|chat|dialer", re.I)


@dataclass(frozen=True)
class Wording:
    """How one class of sensitive action is told by what the screen says."""

    name: str
    words: re.Pattern[str]
    verbs: frozenset[str]
    """They count alone, or first and followed by an object."""
    chat_verbs: frozenset[str]
    """Verbs in apps in which people write to each other."""
    packages: frozenset[str]
    """Apps that ask for nothing else."""
    ids: re.Pattern[str] | None
    """Resource ids that tell it whatever the label's language."""
    pages: re.Pattern[str] | None
    """Titles of pages of Settings whose switches do it."""

    def is_meant(self, text: str, control: UIElement, package: str) -> bool:
        """Whether a control that says this is of the class."""
        if self.words.search(text):
            return True
        verbs = self.verbs | self.chat_verbs if MESSAGING.search(package) else self.verbs
        return is_order(text, verbs, is_button=is_button(control))

    def is_asked(self, text: str) -> bool:
        """Whether a dialog that says this asks for what is of the class."""
        if self.name == "permission":
            match = self.words.search(text)
            return match is not None and match.start() == 0
        if self.words.search(text):
            return True
        verbs = "|".join(sorted(self.verbs))
        return bool(verbs) and re.search(rf"(?:^|\bto )(?:{verbs})\b.*\?$", text, re.I) is not None


@dataclass(frozen=True)
class Table:
    """All of sensitive.toml that is about classes."""

    classes: tuple[Wording, ...]
    nouns: frozenset[str]
    objects: frozenset[str]
    confirm: frozenset[str]
    cancel: frozenset[str]


@cache
def table() -> Table:
    """The table, read once."""
    told = tomllib.loads((Path(__file__).parents[1] / "sensitive.toml").read_text("utf-8"))
    classes = tuple(
        Wording(
            name,
            _pattern(told[name]["words"]),
            frozenset(told[name].get("verbs", ())),
            frozenset(told[name].get("chat_verbs", ())),
            frozenset(told[name].get("packages", ())),
            _either(told[name].get("ids", [])),
            _either(told[name].get("pages", [])),
        )
        for name in CLASSES
    )
    return Table(classes, *(frozenset(told[key]) for key in ("nouns", "objects", "confirm", "cancel")))


def _either(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def _pattern(words: list[str]) -> re.Pattern[str]:
    spaced = [re.escape(word) for word in words if word.isascii()]
    dense = [re.escape(word) for word in words if not word.isascii()]
    return re.compile(rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w])|{'|'.join(dense)}", re.I)


def is_order(text: str, verbs: frozenset[str], *, is_button: bool) -> bool:
    """Whether a text is one of these verbs, alone or with what it is to be done to: "Call Anna"."""
    words = [word.strip(".,:;!…?") for word in text.split()]
    if not words or not verbs:
        return False
    if is_button and re.search(rf"(?:\bto|\band|&) (?:{'|'.join(verbs)})$", text, re.I):
        return True
    if words[0].casefold() not in verbs:
        return False
    if len(words) == 1:
        return True
    if words[-1].casefold() in table().nouns or words[1].casefold() in table().nouns:
        return False
    return is_button or words[1].casefold() in table().objects or not words[1][:1].islower()
