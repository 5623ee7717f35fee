"""The element list as a prompt tells it: one line for what stands on one line of the screen.

`[7]` before something is the number of an element that takes touches; the quoted texts after it are its own.
What belongs to a row stands behind it, or indented below it. Containers without words are left out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from agent.language.excerpt import on_one_line, quoted_whole
from device.screen import Bounds, Observation, UIElement
from grounding.name import PARTNERED

LONGEST = 20_000
"""Characters that the outline of one screen may take."""
_TEXTS = (4_000, 1_200, 400, 120, 40)
"""Characters at which a text is cut: the first of them with which the outline is no longer than it may be."""
_WIDTH = 240
"""Characters of a line up to which things that stand on one line of the screen share it."""
_DEEPEST = 6
"""Levels by which a line is indented at most."""
_BARS = 0.06
"""The system's bars lie within this share of the screen's height from its upper and its lower edge."""
_SYSTEM_UI = "com.android.systemui"
_WORD = re.compile(r"\w+")
_NUMBER_LIKE = re.compile(r'"(?= \[\d)')

Placed = Callable[[Bounds], str]
"""Puts a box into words, in the model's own scale."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A piece of a line: an element with what it says."""

    number: str
    """`[7]`, with its bounds where they are told; "" for what takes no touch."""
    text: str
    plain: str = ""
    """The bare text, where it is nothing else."""
    partner: bool = False
    """Whether it only shows the state of the row it stands in, which takes the touch."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the outline and what it covers on the screen."""

    words: tuple[_Word, ...]
    box: Bounds
    indent: int = 0
    alone: bool = False
    """Whether nothing may join it."""

    def __str__(self) -> str:
        told: list[str] = []
        for (numbered, text), group in groupby(self.words, key=lambda word: (bool(word.number), word.text)):
            alike = list(group)
            if numbered:
                told.append(f"{''.join(word.number for word in alike)} {text}".strip())
            else:
                told.append(f"{text} ×{len(alike)}" if len(alike) > 1 else text)
        return " " * min(self.indent, _DEEPEST) + " ".join(told)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How one outline is written."""

    longest: int
    placed: Placed | None
    twins: frozenset[str]
    """Labels that several things to touch have: their ids tell them apart."""


def outline(observation: Observation, placed: Placed | None = None, longest: int = LONGEST) -> str:
    """The outline of a screen, at most about `longest` characters.

    `placed` puts the bounds of what has a number into words; None leaves them out.
    """
    seen = list(_visible(observation))
    twins = _twins(element for element, visible in seen if visible.area)
    bars = [pair for pair in seen if _is_bar(pair[0], observation)]
    page = [pair for pair in seen if not _is_bar(pair[0], observation)]
    text = ""
    for each in _TEXTS:
        manner = _Manner(each, placed, twins)
        lines = [*_lines(page, manner), *_bar_line(bars, manner)]
        text = "\n".join(map(str, lines))
        if len(text) <= longest:
            break
    return _cut(text, longest) or "(no elements)"


def takes_touch(element: UIElement) -> bool:
    """Whether it gets a number: it reacts to a finger, or may, as what was read off the picture."""
    acts = element.is_clickable or element.is_long_clickable or element.is_editable or element.is_checkable
    return acts or element.is_scrollable or element.source == "ocr"


def _visible(observation: Observation) -> Iterable[tuple[UIElement, Bounds]]:
    screen = Bounds(0, 0, *observation.size)
    for element in observation.elements:
        yield element, element.bounds.intersection(screen) if screen.area else element.bounds


def _twins(elements: Iterable[UIElement]) -> frozenset[str]:
    ids: dict[str, set[str]] = {}
    for element in elements:
        if element.is_clickable and element.label and not element.is_editable:
            ids.setdefault(element.label, set()).add(element.resource_id)
    return frozenset(label for label, those in ids.items() if len(those) > 1)


def _is_bar(element: UIElement, observation: Observation) -> bool:
    if element.package_name != _SYSTEM_UI or observation.package == _SYSTEM_UI:
        return False
    edge = _BARS * observation.size[1]
    return element.bounds.bottom <= edge or element.bounds.top >= observation.size[1] - edge


def _lines(seen: list[tuple[UIElement, Bounds]], manner: _Manner) -> list[_Line]:
    """From the leaves up: what hangs together under each element."""
    open_: list[tuple[int, list[_Line]]] = []
    for element, visible in reversed(seen):
        inner: list[list[_Line]] = []
        while open_ and open_[-1][0] > element.depth:
            inner.append(open_.pop()[1])
        open_.append((element.depth, _with_own(element, visible, _joined(inner), manner)))
    return _joined(lines for _, lines in reversed(open_))


def _joined(groups: Iterable[list[_Line]]) -> list[_Line]:
    """The lines one after the other; what stands side by side on the screen shares one."""
    found: list[_Line] = []
    for group in groups:
        first = group[0] if group else None
        if found and first is not None and len(group) == 1 and _side_by_side(found[-1], first):
            both = (*found[-1].words, *first.words)
            found[-1] = _Line(both, found[-1].box.union(first.box))
        else:
            several = len(group) > 1
            found += [replace(line, alone=True) for line in group] if several else group
    return found


def _side_by_side(first: _Line, second: _Line) -> bool:
    if first.alone or second.alone or len(str(first)) + len(str(second)) > _WIDTH:
        return False
    shared = min(first.box.bottom, second.box.bottom) - max(first.box.top, second.box.top)
    apart = first.box.right <= second.box.left or second.box.right <= first.box.left
    return apart and 2 * shared > min(first.box.height, second.box.height)


def _with_own(element: UIElement, visible: Bounds, inner: list[_Line], manner: _Manner) -> list[_Line]:
    """An element and what it holds: a row on one line where it is short, else what it holds indented."""
    own = _word(element, visible, not inner, manner) if visible.area else None
    if own is None:
        return inner
    row = takes_touch(element)
    said = _bare(element.label)
    inner = (
        [line for line in (_unsaid(line, said) for line in inner) if line.words] if element.label else inner
    )
    if not inner:
        return [_Line((own,), visible)]
    if row and not any(line.indent for line in inner) and (len(inner) == 1 or not element.is_scrollable):
        words = (own, *(word for line in inner for word in line.words))
        if not element.is_scrollable:
            words = tuple(replace(word, number="") if word.partner else word for word in words)
        line = _Line(words, visible)
        if len(str(line)) <= _WIDTH or not any(word.number for word in words[1:]):
            return [line]
    below = [replace(line, indent=line.indent + row, alone=True) for line in inner]
    return [_Line((own,), visible, alone=True), *below]


def _unsaid(line: _Line, said: str) -> _Line:
    """The line without the texts that what holds it says itself."""
    kept = tuple(
        word for word in line.words if word.number or not word.plain or _bare(word.plain) not in said
    )
    return replace(line, words=kept)


def _bare(text: str) -> str:
    """Its words alone, each between blanks."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _word(element: UIElement, visible: Bounds, is_leaf: bool, manner: _Manner) -> _Word | None:
    """What is told of an element itself; None of what says nothing and takes no touch."""
    touch = takes_touch(element)
    number = f"[{element.index}]" + (manner.placed(visible) if touch and manner.placed else "")
    if element.is_editable:
        return _Word(number, _field(element, manner))
    label = _quoted(element.label, manner.longest)
    if not touch:
        return _Word("", label, on_one_line(element.label)) if label else None
    kind = element.class_name.rpartition(".")[2]
    own_id = element.resource_id.rpartition("/")[2]
    acts = element.is_clickable or element.is_long_clickable or element.is_scrollable
    partner = element.is_checkable and not acts
    words = [
        kind if PARTNERED.search(kind) or (is_leaf and not label and not element.is_scrollable) else "",
        label,
        own_id if (is_leaf and not label and not partner) or element.label in manner.twins else "",
        ("on" if element.is_checked else "off") if element.is_checkable else "",
        "scrolls" if element.is_scrollable else "",
        "selected" if element.is_selected else "",
        "" if element.is_enabled else "disabled",
    ]
    return _Word(number, " ".join(word for word in words if word), partner=partner)


def _field(element: UIElement, manner: _Manner) -> str:
    """A field by its name and what it holds."""
    name = element.hint or element.content_description or element.resource_id.rpartition("/")[2]
    holds = element.text if element.text != element.hint else ""
    words = [
        "password" if element.is_password else "field",
        _quoted(name, manner.longest),
        f"holds {_quoted(holds, manner.longest)}" if holds else "empty",
        "cursor" if element.is_focused else "",
        "" if element.is_enabled else "disabled",
    ]
    return " ".join(word for word in words if word)


def _quoted(text: str, longest: int) -> str:
    """The text in quotes on one line; no text can look like the end of its quotes and another element."""
    line = _NUMBER_LIKE.sub('\\\\"', on_one_line(text))
    return quoted_whole(line, longest) if line else ""


def _bar_line(bars: list[tuple[UIElement, Bounds]], manner: _Manner) -> list[_Line]:
    """The system's bars in one line of what takes touches there."""
    words = [_word(element, visible, True, manner) for element, visible in bars if visible.area]
    kept = tuple(word for word in words if word is not None and word.number)
    return [_Line((_Word("", "system bars:"), *kept), Bounds(0, 0, 0, 0))] if kept else []


def _cut(text: str, longest: int) -> str:
    """Whole lines up to the limit, and how many are left out."""
    if len(text) <= longest:
        return text
    kept = text[: text.rfind("\n", 0, longest) if "\n" in text[:longest] else longest]
    left = text[len(kept) :]
    return f"{kept}\n… ({left.count(chr(10))} more lines of {len(left)} characters: scroll)"
