"""What controls of sensitive actions are called, in many languages: the labels of data/label.json.

The labels are texts of published apps; data/source.toml names the apps, and the resource names by class. A
label tells a class only as the whole of what a control says. A word that is also a harmless noun in its
language ("Anruf") can't be told apart here.
"""

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from agent.guard.fold import fold

Labels = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Labels by language (a BCP 47 code) and by class, or by one of `NO_CLASS`."""

CONFIRM, CANCEL, HARMLESS, HARMLESS_VERB = "confirm", "cancel", "harmless", "harmless_verb"
NO_CLASS = frozenset({CONFIRM, CANCEL, HARMLESS, HARMLESS_VERB})
_ARGUMENT, _AMOUNT = "*", "#"
_LONGEST = 80
"""A text of more characters is no label, whatever argument is in it."""
_MOST_WORDS, _LEAST_LETTERS = 5, 3
"""Words of a button with one of its label's in it, and letters of that, so that it is no particle."""
_LEAST_HAN = 2
"""Letters of a verb in a script without blanks."""
_MARKS = " .!?:؟。"
_DENSE = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Letters of scripts that are written without blanks between words."""

_ALIASES = {"in": "id", "iw": "he", "no": "nb", "kr": "ko", "ua": "uk", "rs": "sr"}
_TRADITIONAL = re.compile(r"Hant|TW|HK|MO", re.I)


@dataclass(frozen=True)
class LabelPattern:
    """A label with arguments, such as a name or a price: "Pay #", "* löschen"."""

    fixed: tuple[str, ...]
    """What stands before, between and behind the arguments; "" where nothing does."""
    has_amount: bool
    """Whether an argument is an amount, which has a digit."""
    groups: frozenset[str]

    def fits(self, text: str) -> bool:
        """Whether a folded text is this label with something for each argument."""
        first, *between, last = self.fixed
        if not (text.startswith(first) and text.endswith(last)):
            return False
        rest = text[len(first) : len(text) - len(last)]
        if len(first) + len(last) >= len(text) or (self.has_amount and not any(map(str.isdigit, rest))):
            return False
        return all(part.strip() in rest for part in between)


@dataclass(frozen=True)
class Lexicon:
    """The labels as they are looked up."""

    exact: Mapping[str, frozenset[str]]
    """From folded label to its classes."""
    starts: Mapping[str, Sequence[LabelPattern]]
    """The labels with arguments by the letter that they begin with; "" for those that begin with one."""

    def groups_of(self, key: str) -> frozenset[str]:
        """The groups of all labels that a folded text is."""
        patterns = (*self.starts.get(key[:1], ()), *self.starts.get("", ()))
        return self.exact.get(key, frozenset()).union(*(one.groups for one in patterns if one.fits(key)))


@cache
def labels() -> Labels:
    """All labels as the apps have them; * stands for an argument, # for an amount."""
    held = json.loads(Path(__file__).with_name("data").joinpath("label.json").read_text("utf-8"))
    return {
        language: {group: tuple(texts) for group, texts in groups.items()}
        for language, groups in held["labels"].items()
    }


def language_of(code: str) -> str:
    """The language of a locale as our data files call it: its subtag, and of Chinese the script too."""
    first, *rest = re.split(r"[-_]|(?<=[a-z]{2})(?=[A-Z])", code or "en", maxsplit=1)
    if first == "zh":
        return "zh-Hant" if rest and _TRADITIONAL.search(rest[0]) else "zh-Hans"
    if first == "sr" and rest and "Latn" in rest[0]:
        return "sr-Latn"
    return _ALIASES.get(first, first)


def languages() -> frozenset[str]:
    """The languages that the labels are in, as BCP 47 codes: "de", "zh-Hans"."""
    return frozenset(labels())


def uncovered(locales: Sequence[str]) -> str:
    """Say that the labels of the language that a phone speaks are not known; "" where they are."""
    language = language_of(locales[0]) if locales else "en"
    if language in languages():
        return ""
    return f"what buttons are called in the phone's language ({language}) is not known: some may be missed"


def classes_of(text: str) -> frozenset[str]:
    """The classes of sensitive action whose control is called this in some language; empty for none.

    The text is the whole label of a control. Width, case, signs that do not show and marks at its ends don't
    count; accents do.
    """
    return _groups_of(text) - NO_CLASS


def order_in(text: str) -> frozenset[str]:
    """The classes of a label that the first or the last word of a button says, as "Enviar" in "Enviar a Ana".

    Verbs stand there in most languages; empty for a text of many words, and for English, whose nouns have the
    form of verbs.
    """
    words = _key(text).split()
    if not 1 < len(words) <= _MOST_WORDS or is_cancel(text):
        return frozenset()
    return _groups_of_words({words[0], words[-1]}) - NO_CLASS


def classes_in(text: str) -> frozenset[str]:
    """The classes of labels that a text in another language than English has among its words."""
    return _groups_of_words(set(re.findall(r"\w+", _key(text)))) - NO_CLASS


def is_harmless(text: str) -> bool:
    """Whether a control that says this looks, moves about, edits or keeps: "Details", "Suchen", "保存".

    So it does where its first or its last word is the verb of such a label, as in "Alterar data", "添加支出".
    """
    words = _key(text).split()
    ends = {words[0], words[-1]} if 1 < len(words) <= _MOST_WORDS else set()
    exact = _lexicon().exact
    verb = any(HARMLESS_VERB in exact.get(word, ()) for word in ends)
    return verb or begins_harmless(text) or bool(_groups_of(text) & {HARMLESS, HARMLESS_VERB})


def begins_harmless(text: str) -> bool:
    """Whether a text without blanks begins with the verb of a harmless label: "新增一筆"."""
    key = _key(text)
    starts = (key[:end] for end in range(_LEAST_HAN, len(key) + 1))
    return _DENSE.match(key) is not None and any(
        HARMLESS_VERB in _lexicon().exact.get(start, ()) for start in starts
    )


def is_question(text: str) -> bool:
    """Whether what a control says asks, and so answers nothing: "Why?", "왜 필요한가요?"."""
    return text.rstrip().endswith(("?", "؟", "？"))


def answers_in_english(text: str) -> bool:
    """Whether a label says yes or no in English: "Don't allow"."""
    return _key(text) in _english_answers()


@cache
def _english_answers() -> frozenset[str]:
    return frozenset(_key(text) for group in (CONFIRM, CANCEL) for text in labels()["en"][group])


def only_acknowledges(text: str) -> bool:
    """Whether all that a control says is a harmless label that is no verb: "Got it", "Details"."""
    return HARMLESS in _groups_of(text)


def _groups_of_words(words: set[str]) -> frozenset[str]:
    told = (word for word in words if len(word) >= _LEAST_LETTERS and word not in _english())
    return frozenset().union(*(_lexicon().exact.get(word, frozenset()) for word in told))


@cache
def _english() -> frozenset[str]:
    return frozenset(_key(text) for texts in labels()["en"].values() for text in texts)


def is_confirm(text: str) -> bool:
    """Whether a control that says this says yes to a dialog: "OK", "Weiter", "はい"."""
    return CONFIRM in _groups_of(text)


def is_cancel(text: str) -> bool:
    """Whether a control that says this says no to a dialog or leaves it: "Abbrechen", "戻る"."""
    return CANCEL in _groups_of(text)


@lru_cache(maxsize=4096)
def _groups_of(text: str) -> frozenset[str]:
    if len(text) > _LONGEST:
        return frozenset()
    return _lexicon().groups_of(_key(text))


@cache
def _lexicon() -> Lexicon:
    """The labels folded, read once."""
    groups: dict[str, set[str]] = defaultdict(set)
    for by_group in labels().values():
        for group, texts in by_group.items():
            for text in texts:
                groups[text].add(group)
    exact: dict[str, frozenset[str]] = {}
    starts: dict[str, list[LabelPattern]] = defaultdict(list)
    for label, of in groups.items():
        key = _key(label)
        if _ARGUMENT in key or _AMOUNT in key:
            fixed = _fixed(key)
            starts[fixed[0][:1]].append(LabelPattern(fixed, _AMOUNT in key, frozenset(of)))
        else:
            exact[key] = exact.get(key, frozenset()) | of
    return Lexicon(exact, starts)


def _key(text: str) -> str:
    """A label in the form it is looked up by."""
    return fold(text).replace("i\u0307", "i").strip(_MARKS)


def _fixed(key: str) -> tuple[str, ...]:
    """A label without its arguments; scripts without blanks need none beside an argument either."""
    parts = re.split(r"[*#]", key)
    return tuple(part.strip() if _DENSE.search(part) else part for part in parts)
