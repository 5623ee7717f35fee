"""Which actions need a person's word first: found in code from what would be touched, whatever a model says.

The words stand in sensitive.toml, by class. They are compared with the control that the action lands on
(its label, those inside it, its resource id), so that a page which merely talks of paying holds nobody up.
Only an "OK" is read together with the dialog that it answers.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from agent.action import Action, Click, DoubleTap, Drag, InputText, KeyboardEnter, LongPress, Swipe
from agent.step import Spot
from agent.touched import (
    TOGGLE,
    bare,
    control_at,
    focused,
    holds_toggle,
    is_button,
    is_dialog,
    is_keypad,
    is_low,
    own,
    said_by,
    window_of,
    within,
)
from device.screen import Bounds, Observation, Point, UIElement

CLASSES = ("payment", "purchase", "send", "delete", "permission", "install", "credentials", "account")

_MOST_WORDS = 6
"""Something other than a button that says more than this is content (a message, a list row), no command."""
_BACKSPACE = frozenset({"delete", "backspace", "删除", "退格", "刪除"})
"""What the key beside the digits of a keypad says: it takes back a digit."""
_MESSAGING = re.compile(r"mms|messag|sms|whatsapp|telegram|tencent\.mm|signal|mail|gmail|chat|dialer", re.I)
_LAUNCHER = re.compile(r"launcher|trebuchet|quickstep", re.I)
_SEARCH = re.compile(r"search|url|address bar|omnibox|搜索|搜尋|查找", re.I)
_SLIDE = re.compile(r"\b(?:slide|swipe|drag)\b|滑动|滑動", re.I)
_SETTINGS = frozenset({"payment", "send", "delete", "credentials"})
"""The classes that a switch, a slider, or a link of Settings is never of: they only set or show something."""
_ENTERED = frozenset({"payment", "purchase", "send", "credentials", "account"})
"""What Enter in a field may set off, where a button for it stands near."""


@dataclass(frozen=True)
class _Class:
    name: str
    words: re.Pattern[str]
    verbs: frozenset[str]
    chat_verbs: frozenset[str]
    packages: frozenset[str]

    def is_meant(self, text: str, control: UIElement, package: str) -> bool:
        """Whether a control that says this is of the class."""
        if self.words.search(text):
            return True
        verbs = self.verbs | self.chat_verbs if _MESSAGING.search(package) else self.verbs
        return _orders(text, verbs, is_button=is_button(control))

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
class _Table:
    classes: tuple[_Class, ...]
    nouns: frozenset[str]
    objects: frozenset[str]
    confirm: frozenset[str]
    cancel: frozenset[str]


@cache
def _table() -> _Table:
    table = tomllib.loads(Path(__file__).with_name("sensitive.toml").read_text("utf-8"))
    classes = tuple(
        _Class(
            name,
            _pattern(table[name]["words"]),
            *(frozenset(table[name].get(key, ())) for key in ("verbs", "chat_verbs", "packages")),
        )
        for name in CLASSES
    )
    return _Table(classes, *(frozenset(table[key]) for key in ("nouns", "objects", "confirm", "cancel")))


def _pattern(words: list[str]) -> re.Pattern[str]:
    spaced = [re.escape(word) for word in words if word.isascii()]
    dense = [re.escape(word) for word in words if not word.isascii()]
    return re.compile(rf"(?<![\w])(?:{'|'.join(spaced)})(?![\w])|{'|'.join(dense)}", re.I)


def sensitive_classes(action: Action, spots: tuple[Spot, ...], observation: Observation) -> tuple[str, ...]:
    """The classes an action falls into, judged by the element it lands on; () when it is harmless."""
    match action:
        case InputText():
            field = _field(spots, observation)
            return ("credentials",) if field is not None and field.is_password else ()
        case KeyboardEnter():
            return _by_enter(observation)
        case Drag() | Swipe():
            return _in_order(_by_slide(spots, observation))
        case Click() | DoubleTap() | LongPress() if spots:
            control = control_at(observation, spots[0].point)
            return _in_order(_of_control(control, observation) if control else set())
        case _:
            return ()


def _in_order(found: set[str]) -> tuple[str, ...]:
    return tuple(name for name in CLASSES if name in found)


def _of_control(control: UIElement, observation: Observation) -> set[str]:
    """The classes of pressing a control."""
    says = said_by(control, observation)
    if is_keypad(observation):
        says = tuple(text for text in says if text.casefold() not in _BACKSPACE)
    if _opens_or_closes_apps(control, says, observation):
        return set()
    found = {
        entry.name
        for entry in _table().classes
        if any(
            _is_command(text, control) and entry.is_meant(text, control, observation.package) for text in says
        )
        and (not entry.packages or entry.name != "permission" or _grants(entry, observation, says))
    }
    if found & _SETTINGS and (_is_setting(control, says, observation) or _is_link(control, observation)):
        found -= _SETTINGS
    return found | _answered_by(control, says, observation)


def _by_slide(spots: tuple[Spot, ...], observation: Observation) -> set[str]:
    """The classes of a finger's way: of what it starts on, and of a "slide to ..." on the same height."""
    width, height = observation.size
    start = spots[0].point if spots else Point(width // 2, height // 2)
    control = control_at(observation, start) if spots else None
    found = _of_control(control, observation) if control else set()
    for element in observation.elements:
        if element.bounds.top <= start.y < element.bounds.bottom and is_low(element, observation):
            texts = [text for text in own(element) if _SLIDE.search(text)]
            found |= {
                entry.name for entry in _table().classes if any(entry.words.search(text) for text in texts)
            }
    return found


def _by_enter(observation: Observation) -> tuple[str, ...]:
    """The classes of Enter: in a chat it sends, elsewhere it may do what a button near the field does."""
    field = focused(observation)
    if field is None:
        return ()
    if _MESSAGING.search(observation.package):
        return ("send",)
    if any(_SEARCH.search(text) for text in (field.resource_id, field.hint, field.content_description)):
        return ()
    box = field.bounds
    near = Bounds(0, box.top, observation.size[0], box.bottom + box.height)
    found: set[str] = set()
    for element in observation.elements:
        if element.is_clickable and not element.is_editable and near.contains(element.bounds.center):
            says = said_by(element, observation)
            if not any(_is_other_than_enter(text) for text in says):
                found |= _of_control(element, observation)
    return _in_order(found & _ENTERED)


def _is_other_than_enter(text: str) -> bool:
    return re.match(r"(?:share|call|dial|forward)\b|分享|呼叫|拨|撥|转发|轉發", text, re.I) is not None


def _opens_or_closes_apps(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether it is an app's icon, or what empties the list of recent apps."""
    if not _LAUNCHER.search(observation.package):
        return False
    clears = {text.casefold() for text in says} <= {"clear all", "全部清除", "清除全部"}
    return control.resource_id.endswith(":id/icon") or (bool(says) and clears)


def _is_setting(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether a control is a switch, box or slider, holds one, or is the name beside one."""
    words = [entry.words for entry in _table().classes]
    is_plain_command = any(pattern.fullmatch(text) for pattern in words for text in says)
    if any(_SLIDE.search(text) for text in says):
        return False
    if TOGGLE.search(control.class_name):
        return True
    if is_plain_command or is_button(control):
        return False
    if control.is_checkable:
        return True
    if control.is_clickable:
        return is_low(control, observation) and holds_toggle(control, observation)
    return any(
        within(control.bounds, row.bounds) and is_low(row, observation) and holds_toggle(row, observation)
        for row in observation.elements
        if row is not control
    )


def _is_link(control: UIElement, observation: Observation) -> bool:
    """Whether it is a full row of the Settings app: it leads to a page or a dialog that asks."""
    return (
        observation.package == "com.android.settings"
        and not is_button(control)
        and control.bounds.width >= 0.9 * observation.size[0]
        and any(
            element.resource_id == "android:id/title" and within(element.bounds, control.bounds)
            for element in observation.elements
        )
    )


def _answered_by(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of what an "OK" says yes to: all that its dialog tells."""
    table = _table()
    if not any(bare(text) in table.confirm for text in says):
        return set()
    window = window_of(control, observation)
    pressable = [element for element in window if element.is_clickable]
    can_cancel = any(bare(text) in table.cancel for element in pressable for text in own(element))
    if not can_cancel and not is_dialog(window, observation):
        return set()
    told = [
        text
        for element in window
        if not element.is_editable and not any(within(element.bounds, e.bounds) for e in pressable)
        for text in own(element)
    ]
    return {entry.name for entry in table.classes if any(entry.is_asked(text) for text in told)}


def _is_command(text: str, control: UIElement) -> bool:
    if control.is_clickable and is_button(control):
        return True
    dense = not text.isascii()
    return len(text) <= 12 if dense and " " not in text else len(text.split()) <= _MOST_WORDS


def _orders(text: str, verbs: frozenset[str], *, is_button: bool) -> bool:
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
    if words[-1].casefold() in _table().nouns or words[1].casefold() in _table().nouns:
        return False
    return is_button or words[1].casefold() in _table().objects or not words[1][:1].islower()


def _grants(entry: _Class, observation: Observation, says: tuple[str, ...]) -> bool:
    """Whether "Allow" is a permission's: the system asks, or the word stands alone on the control."""
    return observation.package in entry.packages or any(entry.words.fullmatch(text) for text in says)


def _field(spots: tuple[Spot, ...], observation: Observation) -> UIElement | None:
    return control_at(observation, spots[0].point) if spots else focused(observation)
