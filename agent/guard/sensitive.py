"""Which actions need a person's word first: found in code from what would be touched, whatever a model says.

The words stand in sensitive.toml, by class. They are compared with the control that the action lands on
(its label, those inside it, its resource id), so that a page which merely talks of paying holds nobody up.
Only an "OK" is read together with the dialog that it answers.
"""

import re

from agent.action.action import (
    Action,
    Click,
    DoubleTap,
    Drag,
    InputText,
    KeyboardEnter,
    LongPress,
    Scroll,
    Swipe,
)
from agent.action.touched import (
    TOGGLE,
    bare,
    control_at,
    field_at,
    focused,
    holds_toggle,
    is_button,
    is_dialog,
    is_keypad,
    is_low,
    may_be_pressed,
    own,
    said_by,
    window_of,
    within,
    words_of_id,
)
from agent.guard.label import (
    only_begins_a_letter,
    only_names_texts,
    only_unlocks_the_page,
    orders,
    page_of,
)
from agent.guard.limit import widens
from agent.guard.titled import without_files
from agent.guard.way import is_along, slides, touches
from agent.guard.wording import CLASSES, MESSAGING, Wording, table
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement

_MOST_WORDS, _MOST_HAN = 6, 12
"""Something other than a button that says more than this is content (a message, a list row), no command."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_BACKSPACE = frozenset({"delete", "backspace", "删除", "退格", "刪除"})
"""What the key beside the digits of a keypad says: it takes back a digit."""
_SETTINGS_APP = "com.android.settings"
_TOP = 0.18
"""The part of a screen that has its title in it."""
_TELEPHONE = re.compile(r"dialer|\.contacts|telecom|incallui", re.I)
_REFUSES = re.compile(r"(?:don.?t|do not|never|deny|refuse)\b|不|拒绝|禁止|拒絕", re.I)
_CALL = re.compile(r"(?:call|dial)\b|呼叫|拨|撥|通话|通話", re.I)
_NUMBER = re.compile(r"(?:^|[^\d+])\+?\d[\d\s()./-]{5,}\d$")
_LAUNCHER = re.compile(r"launcher|trebuchet|quickstep", re.I)
_SEARCH = re.compile(r"search|url|address bar|omnibox|搜索|搜尋|查找", re.I)
_SETTINGS = frozenset({"payment", "purchase", "send", "delete", "credentials"})
"""The classes that a switch, a slider, or a link of Settings is not of by its words: it sets or shows."""
_ENTERED = frozenset({"payment", "purchase", "send", "credentials", "account"})
"""What Enter in a field may set off, where a button for it stands near."""


def sensitive_classes(
    action: Action, spots: tuple[Spot, ...], observation: Observation, said: str = ""
) -> tuple[str, ...]:
    """The classes an action falls into, judged by the element it lands on; () when it is harmless.

    `said` is all that the person told: what they call by its name is no command on a row of a list.
    """
    match action:
        case InputText():
            field = _field(spots, observation)
            return _by_typing(field) if field is not None else ()
        case KeyboardEnter():
            return _by_enter(observation)
        case Drag() | Swipe() | Scroll():
            return _in_order(_by_slide(action, spots, observation))
        case Click() | DoubleTap() | LongPress() if spots:
            found: set[str] = set()
            for control in may_be_pressed(observation, spots[0].point):
                dials = not isinstance(action, LongPress) and _is_number(control, observation)
                found |= _of_control(control, observation, said) | ({"send"} if dials else set())
            return _in_order(found)
        case _:
            return ()


def _in_order(found: set[str]) -> tuple[str, ...]:
    return tuple(name for name in CLASSES if name in found)


def _of_control(control: UIElement, observation: Observation, said: str = "") -> set[str]:
    """The classes of pressing a control."""
    says = orders(control, observation, said)
    if is_keypad(observation):
        says = tuple(text for text in says if text.casefold() not in _BACKSPACE)
    if _opens_or_closes_apps(control, says, observation):
        return set()
    found = {
        entry.name
        for entry in table().classes
        if any(_is_meant(entry, text, control, observation) for text in says)
        and (not entry.packages or entry.name != "permission" or _grants(entry, observation, says))
    }
    found |= {e.name for e in table().classes if e.ids and e.ids.search(control.resource_id)}
    is_setting = _is_setting(control, says, observation)
    if is_setting and not _is_on(control, observation):
        found |= {e.name for e in table().classes if _on_page(e, observation)}
    if any(_REFUSES.match(text) for text in says):
        found.discard("permission")
    if found & _SETTINGS and (is_setting or _is_link(control, observation)):
        found -= _SETTINGS
    if is_setting and widens(control, observation):
        found.add("payment")
    return found | _answered_by(control, says, observation)


def _is_meant(entry: Wording, text: str, control: UIElement, observation: Observation) -> bool:
    """Whether a control is of a class by one of its texts, and by the page it is on."""
    if not _is_command(text, control):
        return False
    if entry.is_meant(text, control, observation.package):
        return not any(
            only(text, control, observation)
            for only in (only_begins_a_letter, only_names_texts, only_unlocks_the_page)
        )
    return bool(entry.there) and entry.is_meant_there(text, page_of(control, observation))


def _by_typing(field: UIElement) -> tuple[str, ...]:
    """The classes of typing into a field: one that hides it, or is called what is kept secret."""
    if field.is_password:
        return ("credentials",)
    called = (field.hint, field.content_description, *words_of_id(field.resource_id))
    if any(_SEARCH.search(text) for text in called):
        return ()
    return _in_order(
        {e.name for e in table().classes if e.fields and any(e.fields.search(text) for text in called)}
    )


def _is_on(control: UIElement, observation: Observation) -> bool:
    """Whether it is a switch that is on, or has one in it: pressing it takes something back."""
    inside = [e for e in observation.elements if within(e.bounds, control.bounds)]
    return any(element.is_checked for element in (control, *inside))


def _is_number(control: UIElement, observation: Observation) -> bool:
    """Whether it is a row that is a phone number, with no button of its own for the call: a tap calls it."""
    if not _TELEPHONE.search(observation.package) or control.is_editable or not control.is_clickable:
        return False
    inside = [e for e in observation.elements if e is not control and within(e.bounds, control.bounds)]
    callers = [e for e in inside if e.is_clickable and any(_CALL.match(text) for text in own(e))]
    return not callers and any(
        _NUMBER.search(text) for element in (control, *inside) for text in own(element)
    )


def _by_slide(action: Swipe | Drag | Scroll, spots: tuple[Spot, ...], observation: Observation) -> set[str]:
    """The classes of a finger's way: of what it presses or slides, and of a "slide to ..." on its height.

    What merely lies under the finger while a list moves says nothing.
    """
    width, height = observation.size
    start = spots[0].point if spots else Point(width // 2, height // 2)
    control = control_at(observation, start) if spots else None
    found = set()
    if control is not None and touches(control, action, spots):
        found = _of_control(control, observation)
    for element in observation.elements:
        if element.bounds.top <= start.y < element.bounds.bottom and is_low(element, observation):
            texts = [text for text in own(element) if slides(text) and is_along(text, action, spots)]
            found |= {
                entry.name for entry in table().classes if any(entry.words.search(text) for text in texts)
            }
    return found


def _by_enter(observation: Observation) -> tuple[str, ...]:
    """The classes of Enter: in a chat it sends, elsewhere it may do what a button near the field does."""
    field = focused(observation)
    if field is None:
        return ()
    if any(_SEARCH.search(text) for text in (field.resource_id, field.hint, field.content_description)):
        return ()
    if MESSAGING.search(observation.package):
        return ("send",)
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
    words = [entry.words for entry in table().classes]
    is_plain_command = any(pattern.fullmatch(text) for pattern in words for text in says)
    if any(slides(text) for text in says):
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
        observation.package == _SETTINGS_APP
        and not is_button(control)
        and control.bounds.width >= 0.9 * observation.size[0]
        and any(
            element.resource_id == "android:id/title" and within(element.bounds, control.bounds)
            for element in observation.elements
        )
    )


def _answered_by(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of what an "OK" says yes to: all that its dialog tells."""
    known = table()
    if not any(bare(text) in known.confirm for text in says):
        return set()
    window = window_of(control, observation)
    pressable = [element for element in window if element.is_clickable]
    can_cancel = any(bare(text) in known.cancel for element in pressable for text in own(element))
    if not can_cancel and not is_dialog(window, observation):
        return set()
    told = [
        without_files(text)
        for element in window
        if not element.is_editable and not any(within(element.bounds, e.bounds) for e in pressable)
        for text in own(element)
    ]
    return {entry.name for entry in known.classes if any(entry.is_asked(text) for text in told)}


def _is_command(text: str, control: UIElement) -> bool:
    if control.is_clickable and is_button(control):
        return True
    han = len(_HAN.findall(text))
    return han <= _MOST_HAN and len(text.split()) <= _MOST_WORDS


def _grants(entry: Wording, observation: Observation, says: tuple[str, ...]) -> bool:
    """Whether "Allow" is a permission's: the system asks, or the word stands alone on the control."""
    if observation.package in entry.packages or any(entry.words.fullmatch(text) for text in says):
        return True
    return _on_page(entry, observation) and any(entry.words.match(text) for text in says)


def _on_page(entry: Wording, observation: Observation) -> bool:
    """Whether this is a page of Settings where that is decided, by its title."""
    height = _TOP * observation.size[1]
    return observation.package == _SETTINGS_APP and any(
        entry.pages is not None and entry.pages.search(text)
        for element in observation.elements
        if element.bounds.top < height
        for text in own(element)
    )


def _field(spots: tuple[Spot, ...], observation: Observation) -> UIElement | None:
    return field_at(observation, spots[0].point) if spots else focused(observation)
