"""The words of sensitive.toml, by class of sensitive action."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from agent.action.commitment import Commitment
from agent.action.touched import bare
from agent.guard.lexicon import begins_harmless

Entry = dict[str, list[str]]

CLASSES = tuple(map(str, Commitment))
MESSAGING = re.compile(r"mms|messag|sms|whatsapp|telegram|tencent\.mm|signal|mail|gmail|chat|dialer", re.I)
TOLD_IN_PART = frozenset({"payment", "purchase", "send", "account"})
"""The classes that a part of a label, or a resource id, tells: what else is removed may be a filter."""
POSITIVE, NEGATIVE, NEUTRAL = "android:id/button1", "android:id/button2", "android:id/button3"
"""The buttons of Android's own dialogs that say yes, no, and something else."""
_DENIED = re.compile(
    r"(?:\b(?:never|not|cannot)\b|n['’]t\b|不会|不能|无法|勿)(?:(?!\s-)[^.,;:!?，。；：！？–—])*", re.I
)
"""What a text says does not happen."""
_LETTER = re.compile(r"[^\W\d_]")
_JOINS = re.compile(r"(?:[,.!&]|\band)\s*$", re.I)
"""What stands between two orders."""
_LATIN = re.compile(r"[A-Za-z]")
_COUNT = re.compile(r"[\s\d/()]+$")
"""Of letters or parts, behind what a button says."""


@dataclass(frozen=True)
class There:
    """Labels that are of a class only on a page that says what they are about."""

    says: re.Pattern[str]
    page: re.Pattern[str]


@dataclass(frozen=True)
class Wording:
    """How one class of sensitive action is told by what the screen says."""

    name: str
    words: re.Pattern[str]
    unless: re.Pattern[str] | None
    """Turns that one of the words is in and that do nothing of the class."""
    verbs: frozenset[str]
    """They count alone, or first and followed by an object."""
    chat_verbs: frozenset[str]
    """Verbs in apps in which people write to each other."""
    chat_buttons: frozenset[str]
    """What the button that sends is called there; alone, but for a count of letters."""
    packages: frozenset[str]
    """Apps that ask for nothing else."""
    ids: re.Pattern[str] | None
    """Resource ids that tell it whatever the label's language."""
    pages: re.Pattern[str] | None
    """Titles of pages of Settings whose switches do it."""
    there: tuple[There, ...] = ()
    headings: frozenset[str] = frozenset()
    """Words that alone on a row, over a line that tells more, name the page it leads to."""
    fields: re.Pattern[str] | None = None
    """What fields are called into which something of the class is typed."""
    letters: frozenset[str] = frozenset()
    """What beside one of `answers`, on a page that is read, only begins a letter."""
    answers: frozenset[str] = frozenset()

    def is_meant(self, text: str, package: str, *, is_button: bool) -> bool:
        """Whether a control that says this is of the class."""
        if self.is_chat_button(text, package):
            return True
        text = self._without_turns(text)
        if any(not (is_button and only_mentions(text, word.span())) for word in self.words.finditer(text)):
            return True
        return is_order(text, self._verbs(package), is_button=is_button)

    def is_mentioned(self, text: str) -> bool:
        """Whether a text has a word of the class in it."""
        return self.words.search(self._without_turns(text)) is not None

    def is_bare_order(self, text: str) -> bool:
        """Whether a text is an order of the class and nothing else, as on a button: no object, no name."""
        return self.words.fullmatch(text) is not None or text in self.verbs

    def is_chat_button(self, text: str, package: str) -> bool:
        """Whether it is what the button that sends is called, in an app in which people write."""
        return MESSAGING.search(package) is not None and bare(_COUNT.sub("", text)) in self.chat_buttons

    def begins(self, text: str, package: str) -> bool:
        """Whether a text begins as an order of the class."""
        return self.words.match(text) is not None or is_order(text, self._verbs(package), is_button=False)

    def is_meant_there(self, text: str, page: Callable[[], str]) -> bool:
        """Whether a control that says this is of the class on a page that says what `page` returns."""
        return any(there.says.fullmatch(text) and there.page.search(page()) for there in self.there)

    def _without_turns(self, text: str) -> str:
        return self.unless.sub(" ", text) if self.unless else text

    def _verbs(self, package: str) -> frozenset[str]:
        return self.verbs | self.chat_verbs if MESSAGING.search(package) else self.verbs

    def is_asked(self, text: str) -> bool:
        """Whether a dialog that says this asks for what is of the class."""
        if self.name == "permission":
            match = self.words.search(text)
            return match is not None and match.start() == 0
        text = _DENIED.sub("", text)
        if self.words.search(text):
            return True
        verbs = "|".join(sorted(self.verbs))
        return bool(verbs) and re.search(rf"(?:^|\bto )(?:{verbs})\b.*\?$", text, re.I) is not None


@dataclass(frozen=True)
class WordingTable:
    """All of sensitive.toml that is about classes."""

    classes: tuple[Wording, ...]
    nouns: frozenset[str]
    objects: frozenset[str]
    wider: re.Pattern[str]
    """What a switch is called that lets more be paid, or with less asking."""
    narrows: re.Pattern[str]
    """What makes such a switch one that lets less be paid."""
    ends: re.Pattern[str]
    """What ends, freezes or gives back something that runs, was bought or is owned."""
    tells: re.Pattern[str]
    """What makes it one that only has something told."""
    confirm: frozenset[str]
    cancel: frozenset[str]
    captcha: re.Pattern[str]
    """What asks whether a human is there."""


@cache
def table() -> WordingTable:
    """The table, read once."""
    told = tomllib.loads(Path(__file__).with_name("sensitive.toml").read_text("utf-8"))
    classes = tuple(
        Wording(
            name,
            _pattern(told[name], told["made"]),
            _either(told[name], "unless"),
            frozenset(told[name].get("verbs", ())),
            frozenset(told[name].get("chat_verbs", ())),
            frozenset(told[name].get("chat_buttons", ())),
            frozenset(told[name].get("packages", ())),
            _either(told[name], "ids", re.NOFLAG),
            _either(told[name], "pages", re.NOFLAG),
            tuple(
                There(re.compile(one["says"], re.I), re.compile(one["page"], re.I))
                for one in told[name].get("there", ())
            ),
            frozenset(told[name].get("headings", ())),
            _either(told[name], "fields"),
            frozenset(told[name].get("letters", ())),
            frozenset(told[name].get("answers", ())),
        )
        for name in CLASSES
    )
    wider = {key: re.compile("|".join(patterns), re.I) for key, patterns in told["wider"].items()}
    return WordingTable(
        classes,
        frozenset(told["nouns"]),
        frozenset(told["objects"]),
        wider["says"],
        wider["narrows"],
        re.compile("|".join(pattern for name in CLASSES for pattern in told[name].get("ends", ())), re.I),
        wider["tells"],
        frozenset(told["confirm"]),
        frozenset(told["cancel"]),
        re.compile("|".join(told["captcha"]), re.I),
    )


@lru_cache(maxsize=4096)
def classes_meant(text: str, package: str, *, is_button: bool) -> frozenset[str]:
    """The classes of a control that says this, by its words; kept, as labels come again."""
    entries = table().classes
    return frozenset(entry.name for entry in entries if entry.is_meant(text, package, is_button=is_button))


@lru_cache(maxsize=4096)
def begins_order(text: str, package: str) -> bool:
    """Whether a text begins as an order of one of the classes; kept, as labels come again."""
    return any(entry.begins(text, package) for entry in table().classes)


@lru_cache(maxsize=4096)
def classes_named(words: str) -> frozenset[str]:
    """The classes that a resource id's words begin as an order of; "delete" where they are nothing else."""
    return frozenset(
        entry.name
        for entry in table().classes
        if (entry.name in TOLD_IN_PART and entry.words.match(words))
        or (entry.name == "delete" and entry.is_bare_order(words))
    )


def _either(entry: Entry, key: str, flags: re.RegexFlag = re.I) -> re.Pattern[str] | None:
    return re.compile("|".join(entry[key]), flags) if key in entry else None


def _pattern(entry: Entry, made: list[str]) -> re.Pattern[str]:
    spaced = [re.escape(word) for word in entry["words"] if word.isascii()]
    dense = [re.escape(word) for word in entry["words"] if not word.isascii()]
    before = "".join(f"(?<!{word})" for word in made)
    after = f"(?!{'|'.join(entry['names'])})" if "names" in entry else ""
    ways = [rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w-])", f"{before}(?:{'|'.join(dense)}){after}"]
    return re.compile("|".join((*ways, *entry.get("patterns", ()), *entry.get("ends", ()))), re.I)


def only_mentions(text: str, span: tuple[int, int]) -> bool:
    """Whether a word of a button stands among others that make no order of it: "Tap to pay explained".

    An English order stands among Latin letters, at an end of the label, behind another ("Agree and pay") or
    before its object. What begins with a harmless verb in a script without blanks has it for its object.
    """
    before, word, after = text[: span[0]], text[span[0] : span[1]], text[span[1] :]
    if not word.isascii():
        return begins_harmless(before)
    if not (_LETTER.search(before) and _LATIN.search(before)):
        return _LETTER.search(before) is not None
    if _JOINS.search(before):
        return False
    following = after.split()[0] if _LETTER.search(after) else ""
    return following[:1].islower() and following.casefold() not in table().objects


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
