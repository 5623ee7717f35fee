"""Which actions need a person's word first: found in code from what would be touched, whatever a model says.

The words stand in sensitive.toml, by class. They are compared with the control that the action lands on
(its label, those inside it, its resource id), so that a page which merely talks of paying holds nobody up.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.action import Action, Click, DoubleTap, InputText, KeyboardEnter, LongPress
from agent.step import Spot
from device.screen import Bounds, Observation, Point, UIElement

CLASSES = ("payment", "purchase", "send", "delete", "permission", "install", "credentials", "account")

_MOST_WORDS = 6
"""A control that says more than this is content (a message, a list row), not a command."""
_BACKSPACE = frozenset({"delete", "backspace", "删除", "退格"})
"""What the key beside the digits of a keypad says: it takes back a digit."""
_MESSAGING = re.compile(r"mms|messag|sms|whatsapp|telegram|tencent\.mm|signal|mail|gmail|chat|dialer", re.I)


@dataclass(frozen=True)
class _Class:
    name: str
    words: re.Pattern[str]
    packages: frozenset[str]


@cache
def _classes() -> tuple[_Class, ...]:
    table = tomllib.loads(Path(__file__).with_name("sensitive.toml").read_text("utf-8"))
    return tuple(
        _Class(name, _pattern(table[name]["words"]), frozenset(table[name].get("packages", ())))
        for name in CLASSES
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    spaced = [re.escape(word) for word in words if word.isascii()]
    dense = [re.escape(word) for word in words if not word.isascii()]
    return re.compile(rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w])|{'|'.join(dense)}", re.I)


def sensitive_classes(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[str, ...]:
    """The classes an action falls into, judged by the element it lands on; () when it is harmless."""
    if isinstance(action, InputText):
        field = _field(spots, observation)
        return ("credentials",) if field is not None and field.is_password else ()
    if isinstance(action, KeyboardEnter):
        in_chat = _MESSAGING.search(observation.package) and _focused(observation) is not None
        return ("send",) if in_chat else ()
    if not isinstance(action, Click | DoubleTap | LongPress) or not spots:
        return ()
    control = control_at(observation, spots[0].point)
    if control is None:
        return ()
    says = _said_by(control, observation)
    if _is_keypad(observation):
        says = tuple(text for text in says if text.casefold() not in _BACKSPACE)
    return tuple(
        entry.name
        for entry in _classes()
        if any(_is_command(text) and entry.words.search(text) for text in says)
        and (not entry.packages or entry.name != "permission" or _grants(entry, observation, says))
    )


def _is_keypad(observation: Observation) -> bool:
    """Whether digits are entered by keys of the page's own (a timer, a dialler, a calculator)."""
    keys = {element.label for element in observation.elements if element.is_clickable}
    return set("123456789") <= keys


def control_at(observation: Observation, point: Point) -> UIElement | None:
    """The smallest thing at a point that can be pressed, else the smallest thing there at all."""
    here = [element for element in observation.elements if element.bounds.contains(point)]
    pressable = [element for element in here if element.is_clickable or element.is_long_clickable]
    return min(pressable or here, key=lambda element: element.bounds.area, default=None)


def _said_by(control: UIElement, observation: Observation) -> tuple[str, ...]:
    """What a control says of itself: its labels and those inside it, or else its resource id's words."""
    inside = [element for element in observation.elements if _within(element.bounds, control.bounds)]
    labels = [
        _plain(text)
        for element in (control, *inside)
        for text in (element.text, element.content_description)
        if text
    ]
    name = control.resource_id.rpartition("/")[2]
    return tuple(dict.fromkeys(labels)) or ((_plain(re.sub(r"[_\W]+", " ", name)),) if name else ())


def _is_command(text: str) -> bool:
    dense = not text.isascii()
    return len(text) <= 12 if dense and " " not in text else len(text.split()) <= _MOST_WORDS


def _grants(entry: _Class, observation: Observation, says: tuple[str, ...]) -> bool:
    """Whether "Allow" is a permission's: the system asks, or the word stands alone on the control."""
    return observation.package in entry.packages or any(entry.words.fullmatch(text) for text in says)


def _field(spots: tuple[Spot, ...], observation: Observation) -> UIElement | None:
    return control_at(observation, spots[0].point) if spots else _focused(observation)


def _focused(observation: Observation) -> UIElement | None:
    return next((e for e in observation.elements if e.is_focused and e.is_editable), None)


def _within(inner: Bounds, outer: Bounds) -> bool:
    return inner.area > 0 and inner.intersection(outer) == inner


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())
