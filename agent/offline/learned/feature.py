"""A moment in numbers: what the network is fed, the same in training and in use.

Words are told by what they are and, more to the point, by what became of them: whether they stand on the
screen, were typed or touched already. So a text never met before can be copied and a list be worked through.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.offline.learned.move import Deed
from agent.offline.learned.scene import Moment
from agent.offline.learned.thing import MOST, Thing
from agent.offline.learned.word import Word, is_covered, keys, number, numbers, words

MOST_WORDS = 320
"""Of a goal; what comes after is not seen."""
LAST = 5
"""Earlier steps that are told one by one."""
WORD_IDS, LABEL_IDS, NAME_IDS, DEED_IDS, PAGE_IDS = 8, 12, 6, 10, 8
WORD_FLAGS, THING_FLAGS, DEED_FLAGS, PAGE_FLAGS = 26, 38, 3, 6
_NO_ALIAS: Mapping[str, str] = {}
_QUOTES = {'"': '"', "“": "”", "'": "'"}
_PARTING = frozenset("|,;:，；：")
_LONG = 10.0
_BEFORE_NUMBERS = re.compile(r"\s+(?=\d)")
"""Where the name of a row ends, and its time or size begins."""
_SWEEPS = ("scroll_", "swipe_", "slide_")

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Features:
    """One moment; the first axis of each array is words, things or earlier steps."""

    word_ids: Ints
    word_flags: Floats
    thing_ids: Ints
    name_ids: Ints
    thing_flags: Floats
    deed_ids: Ints
    deed_flags: Floats
    page_ids: Ints
    page_flags: Floats


@dataclass(frozen=True)
class GoalWords:
    """A goal with what became of its words so far."""

    said: tuple[Word, ...]
    typed: frozenset[int]
    touched: frozenset[int]
    latest: frozenset[int]
    """Words that the step before was about."""

    @property
    def used(self) -> frozenset[int]:
        """Words that were typed or touched."""
        return self.typed | self.touched


def read(goal: str, past: tuple[Deed, ...]) -> GoalWords:
    """Go through the steps and cross off the words they dealt with, each time the first that are left."""
    said = words(goal)[:MOST_WORDS]
    row = tuple(word.key for word in said)
    typed: set[int] = set()
    touched: set[int] = set()
    latest: set[int] = set()
    for deed in past:
        latest = set()
        about = deed.text if deed.kind == "type_span" else deed.label
        if deed.kind not in ("type_span", "click", "long_press") or deed.came_to_nothing:
            continue
        parts = tuple(word.key for word in words(about))
        crossed = typed if deed.kind == "type_span" else touched
        found = first_left(parts, row, crossed)
        if found is None and deed.kind != "type_span":
            found = _part_of_label(about, row, crossed)
        if found is not None:
            latest = set(range(*found))
            crossed |= latest
    return GoalWords(said, frozenset(typed), frozenset(touched), frozenset(latest))


def first_left(
    parts: tuple[str, ...], row: tuple[str, ...], crossed: "set[int] | frozenset[int]"
) -> tuple[int, int] | None:
    """Where the parts stand in the row with not all of it crossed off, else where they stand first."""
    first: tuple[int, int] | None = None
    at = 0
    while True:
        found = is_covered(parts, row[at:])
        if found is None:
            return first
        place = at + found, at + found + len(parts)
        if any(word not in crossed for word in range(*place)):
            return place
        first = first or place
        at = place[0] + 1


def _part_of_label(label: str, row: tuple[str, ...], crossed: set[int]) -> tuple[int, int] | None:
    """The longest beginning of a label that stands in the goal, of two words or a long one."""
    parts = tuple(word.key for word in words(label))[:8]
    for length in range(len(parts) - 1, 0, -1):
        if length == 1 and len(parts[0]) < 4:
            break
        found = first_left(parts[:length], row, crossed)
        if found is not None:
            return found
    return None


def features(moment: Moment, alias: Mapping[str, str] = _NO_ALIAS) -> Features:
    """The moment in numbers; `alias` has other words stand for some, in goal, labels and steps alike."""
    moment = replace(moment, past=tuple(map(_bare, moment.past)))
    reading = read(moment.goal, moment.past)
    scene, seen = moment.scene, moment.scene.things[:MOST]
    match = _matches(reading, seen)
    deeds = moment.past[-LAST:]
    return Features(
        word_ids=_stack([_word_ids(word.key, alias) for word in reading.said], WORD_IDS),
        word_flags=_word_flags(moment, reading, match),
        thing_ids=_stack([_label_ids(thing.label, alias) for thing in seen], LABEL_IDS),
        name_ids=_stack([[number(f"n {word}") for word in thing.id_words] for thing in seen], NAME_IDS),
        thing_flags=_thing_flags(moment, reading, match),
        deed_ids=_stack([_deed_ids(deed, alias) for deed in deeds], DEED_IDS, LAST),
        deed_flags=_deed_flags(deeds),
        page_ids=_stack([_page_ids(moment, alias)], PAGE_IDS)[0],
        page_flags=np.array(
            [
                scene.keyboard_shown,
                not moment.past,
                len(moment.past) / _LONG,
                _share(len(reading.used), len(reading.said)),
                any(thing.is_scrollable for thing in seen),
                bool(deeds) and deeds[-1].came_to_nothing,
            ],
            np.float32,
        ),
    )


def _bare(deed: Deed) -> Deed:
    """A sweep without what it began on: a demonstration tells the list, a run what lies under the finger."""
    return replace(deed, label="", rid="") if deed.kind.startswith(_SWEEPS) else deed


# -- numbers of words --------------------------------------------------------------------------------------
def _word_ids(key: str, alias: Mapping[str, str]) -> list[int]:
    return list(numbers(alias.get(key, key)))


def _label_ids(label: str, alias: Mapping[str, str]) -> list[int]:
    row = [alias.get(word.key, word.key) for word in words(label)[:6]]
    return [numbers(key)[0] for key in row] + [id for key in row[:2] for id in numbers(key)[1:4]]


def _deed_ids(deed: Deed, alias: Mapping[str, str]) -> list[int]:
    name = [number(f"n {part}") for part in deed.rid.lower().split("_")[:4]]
    told = [alias.get(word.key, word.key) for word in words(deed.label or deed.text)[:5]]
    return [number(f"kind {deed.kind}"), *name, *(numbers(key)[0] for key in told)]


def _page_ids(moment: Moment, alias: Mapping[str, str]) -> list[int]:
    scene = moment.scene
    told = [alias.get(word.key, word.key) for word in words(scene.title)[:6]]
    return [
        number(f"package {scene.package}"),
        number(f"activity {scene.activity}"),
        *(numbers(key)[0] for key in told),
    ]


def _stack(rows: list[list[int]], width: int, length: int | None = None) -> Ints:
    table = np.zeros((length if length is not None else len(rows), width), np.int64)
    for at, row in enumerate(rows):
        cut = row[:width]
        table[at, : len(cut)] = cut
    return table


# -- flags -------------------------------------------------------------------------------------------------
def _matches(reading: GoalWords, seen: tuple[Thing, ...]) -> Floats:
    """(things, words, 2): the word stands in the thing's label; the whole label stands there in the goal."""
    row = tuple(word.key for word in reading.said)
    places: dict[str, list[int]] = {}
    for at, key in enumerate(row):
        if key[0].isalnum():
            places.setdefault(key, []).append(at)
    match = np.zeros((len(seen), len(row), 2), np.float32)
    for at, thing in enumerate(seen):
        for key in set(keys(thing.label)):
            match[at, places.get(key, []), 0] = 1
        for text in {thing.label, thing.text, _BEFORE_NUMBERS.split(thing.label, maxsplit=1)[0]}:
            parts = tuple(word.key for word in words(text))
            start = 0
            while parts and len(parts) <= len(row):
                found = is_covered(parts, row[start:])
                if found is None:
                    break
                match[at, start + found : start + found + len(parts), 1] = 1
                start += found + 1
        if not match[at, :, 1].any():
            match[at, slice(*_longest_part(thing.label, row, places)), 1] = 1
    return match


def names(goal: str, past: tuple[Deed, ...]) -> bool:
    """Whether a step touched or typed something that the goal names."""
    row = tuple(word.key for word in words(goal)[:MOST_WORDS])
    places: dict[str, list[int]] = {}
    for at, key in enumerate(row):
        places.setdefault(key, []).append(at)
    did = (deed for deed in past if deed.kind in ("click", "long_press", "type_span"))
    return any(_longest_part(deed.text or deed.label, row, places) != (0, 0) for deed in did)


def _longest_part(label: str, row: tuple[str, ...], places: Mapping[str, list[int]]) -> tuple[int, int]:
    """Where the longest part of a label stands in the goal: two words, or one with a digit; else nowhere.

    So a file is known by its name though its row also tells its date and size.
    """
    parts = tuple(word.key for word in words(label))[:24]
    best = (0, 0)
    for at, part in enumerate(parts):
        for place in places.get(part, ()):
            length = 1
            while (
                at + length < len(parts)
                and place + length < len(row)
                and parts[at + length] == row[place + length]
            ):
                length += 1
            if length > best[1] - best[0]:
                best = place, place + length
    said = [key for key in row[slice(*best)] if key[0].isalnum()]
    telling = len(said) > 1 or any(
        len(key) > 3 and any(sign.isdigit() or sign == "_" for sign in key) for key in said
    )
    return best if telling else (0, 0)


def _word_flags(moment: Moment, reading: GoalWords, match: Floats) -> Floats:
    said, seen = reading.said, moment.scene.things[:MOST]
    flags = np.zeros((len(said), WORD_FLAGS), np.float32)
    quote, colon = "", False
    line = column = 0
    fresh = True
    acting = [at for at, thing in enumerate(seen) if thing.acts]
    focused = [at for at, thing in enumerate(seen) if thing.is_focused and thing.is_editable]
    on_screen = match[:, :, 0].max(0, initial=0)
    whole = match[acting, :, 1].max(0, initial=0)
    in_field = match[focused, :, 0].max(0, initial=0)
    for at, word in enumerate(said):
        text = word.text
        before = moment.goal[word.start - 1 : word.start]
        after = moment.goal[word.end : word.end + 1]
        opens = text in _QUOTES and not quote
        flags[at] = (
            text[0].isupper(), text.isdigit(), any(c.isdigit() for c in text), "一" <= text[0] <= "鿿",
            not text[0].isalnum(), bool(quote), before == "\n" or at == 0, on_screen[at], whole[at],
            at in reading.typed, at in reading.touched, at in reading.latest, in_field[at],
            before.isspace(), after.isspace() or not after, colon, at / 60, len(text) / _LONG,
            at == 0 or not said[at - 1].text[0].isalnum(), not after or not (after.isalnum() or after == " "),
            column / 4, line / 4, fresh and at not in reading.used and text[0].isalnum(),
            bool(reading.used) and at == max(reading.used) + 1, not reading.used, at == len(said) - 1,
        )  # fmt: skip
        fresh = at in reading.used or (fresh and not text[0].isalnum())
        if "\n" in moment.goal[word.end : said[at + 1].start if at + 1 < len(said) else None]:
            line, column = line + 1, 0
        elif text in _PARTING:
            column += 1
        if opens and (text != "'" or not before.strip()):
            quote = _QUOTES[text]
        elif text == quote:
            quote = ""
        colon = colon or text in (":", "：", "|")
    return flags


def _thing_flags(moment: Moment, reading: GoalWords, match: Floats) -> Floats:
    scene, past = moment.scene, moment.past
    seen = scene.things[:MOST]
    width, height = scene.size
    flags = np.zeros((len(seen), THING_FLAGS), np.float32)
    alike: dict[str, int] = {}
    for thing in seen:
        alike[thing.rid] = alike.get(thing.rid, 0) + 1
    typed = [deed.text for deed in past if deed.kind == "type_span"]
    naming = [np.flatnonzero(match[at, :, 1]).tolist() for at in range(len(seen))]
    unused = [[word for word in row if word not in reading.used] for row in naming]
    named = [_letters(reading, row) for row in naming]
    new = [_letters(reading, row) for row in unused]
    for at, thing in enumerate(seen):
        told, covering, left = keys(thing.label), naming[at], unused[at]
        box = thing.bounds
        same = [deed for deed in past if deed.label == thing.label[:80] and deed.rid == thing.rid]
        by_name = [deed for deed in past if deed.rid == thing.rid and deed.rid]
        flags[at] = (
            thing.is_clickable, thing.is_long_clickable, thing.is_editable, thing.is_scrollable,
            thing.is_checkable, thing.is_checked, thing.is_enabled, thing.is_focused, thing.is_selected,
            thing.is_password, thing.acts,
            (box.left + box.right) / 2 / width, (box.top + box.bottom) / 2 / height,
            box.width / width, box.height / height, box.left > width - box.right,
            _share(sum(bool(match[at, :, 0].any()) and key in _row(reading) for key in told), len(told)),
            len(covering) > 0, len(left) > 0, (min(left) if left else 60) / 60,
            not told, len(told) / _LONG, min(thing.order, 20) / _LONG, alike[thing.rid] / _LONG,
            len(same) / 3, bool(same) and same[-1] is past[-1], len(by_name) / 3,
            bool(by_name) and by_name[-1] is past[-1],
            bool(typed) and thing.text == typed[-1], thing.text in typed and bool(thing.text),
            thing.is_editable and bool(thing.text) and thing.text != thing.hint,
            len(told) == 1 and told[0].isdigit(), at / 60, thing.rid == "",
            min(named[at], 40) / 20, _share(named[at], sum(map(len, told))),
            named[at] == max(named) > 0, new[at] == max(new) > 0,
        )  # fmt: skip
    return flags


def _letters(reading: GoalWords, words: Iterable[int]) -> int:
    """Letters and digits of these words of the goal: a long name tells more than two short words."""
    return sum(len(reading.said[at].key) for at in words if reading.said[at].key[0].isalnum())


def _row(reading: GoalWords) -> frozenset[str]:
    return frozenset(word.key for word in reading.said)


def _deed_flags(deeds: tuple[Deed, ...]) -> Floats:
    flags = np.zeros((LAST, DEED_FLAGS), np.float32)
    for at, deed in enumerate(deeds):
        flags[at] = (1, deed.came_to_nothing, (at + 1 + LAST - len(deeds)) / LAST)
    return flags


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
