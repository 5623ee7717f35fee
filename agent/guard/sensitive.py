"""Which actions need a person's word first: found in code from what would be touched, whatever a model says.

The words stand in sensitive.toml, by class. They are compared with the control that the action lands on
(its label, those inside it, its resource id), so that a page which merely talks of paying holds nobody up.
Only an "OK" is read together with the dialog that it answers.
"""

import re

from agent.action.action import Action
from agent.action.touch import Touch, TouchKind, touches_of
from agent.action.touched import (
    TOGGLE,
    bare,
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
from agent.guard.field import is_search
from agent.guard.label import (
    PRICE,
    only_begins_a_letter,
    only_names_texts,
    only_unlocks_the_page,
    orders,
    page_of,
)
from agent.guard.lexicon import classes_in, classes_of, is_cancel, is_confirm, order_in
from agent.guard.limit import widens
from agent.guard.money import PLAIN, names_sum
from agent.guard.page import is_filled, told_in
from agent.guard.picture import is_unread, without_picture
from agent.guard.titled import without_files
from agent.guard.way import is_along, moves, slides, stays, throws_row
from agent.guard.wording import CLASSES, LAUNCHER, MESSAGING, NEGATIVE, POSITIVE, Wording, table
from agent.perception.region import STATUS_BAR
from agent.run.step import Spot
from device.screen import Bounds, Observation, Point, UIElement

_MOST_WORDS, _MOST_HAN = 6, 12
"""Something other than a button that says more than this is content (a message, a list row), no command."""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_BACKSPACE = frozenset({"delete", "backspace", "删除", "退格", "刪除"})
"""What the key beside the digits of a keypad says: it takes back a digit."""
_SETTINGS_APP, _SYSTEM_UI = "com.android.settings", "com.android.systemui"
_KEYBOARD = 0.5
"""A keyboard lies below this part of the screen."""
_TOP = 0.18
"""The part of a screen that has its title in it."""
_TELEPHONE = re.compile(r"dialer|\.contacts|telecom|incallui", re.I)
_REFUSES = re.compile(r"(?:don.?t|do not|never|deny|refuse)\b|不|拒绝|禁止|拒絕", re.I)
_CALL = re.compile(r"(?:call|dial)\b|呼叫|拨|撥|通话|通話", re.I)
_NUMBER = re.compile(r"(?:^|[^\d+])\+?\d[\d\s()./-]{5,}\d$")
_SETTINGS = frozenset({"payment", "purchase", "send", "delete", "credentials"})
"""The classes that a switch, a slider, or a link of Settings is not of by its words: it sets or shows."""
_COMMITS = frozenset({"payment", "purchase", "send", "delete", "permission", "install", "account"})
"""The classes that make a page one on which what can't be read is held."""
_TOLD_IN_PART = frozenset({"payment", "purchase", "send", "account"})
"""The classes that a part of a label, or a resource id, tells: what else is removed may be a filter."""
_PRIMARY = frozenset({"primary", "positive", "cta"})
"""What the button that a page or a dialog is about is called in its resource id."""
_FEW = 6
"""A page on which fewer labels than this can be read is not known."""
_ENTERED = frozenset({"payment", "purchase", "send", "credentials", "account"})
"""What Enter in a field may set off, where a button for it stands near."""


def sensitive_classes(
    action: Action, spots: tuple[Spot, ...], observation: Observation, said: str = ""
) -> tuple[str, ...]:
    """The classes an action falls into, judged by what its touches land on; () when it is harmless.

    `said` is all that the person told: what they call by its name is no command on a row of a list.
    """
    found: set[str] = set()
    for touch in touches_of(action, spots, observation):
        found |= _of_touch(touch, observation, said)
    return tuple(name for name in CLASSES if name in found)


def _of_touch(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of one touch: of every control that it may press, move, or set off."""
    match touch:
        case Touch(kind=TouchKind.SWIPE | TouchKind.DRAG):
            return _by_way(touch, observation, said)
        case Touch(kind=TouchKind.FOCUS, point=Point() as point):
            return set() if _is_field(point, observation) else _pressed(touch, observation, said)
        case Touch(point=Point()):
            return _pressed(touch, observation, said)
        case Touch(kind=TouchKind.TEXT, control=UIElement() as field):
            return _by_typing(field)
        case Touch(kind=TouchKind.KEY, text="enter", control=UIElement(is_editable=False) as button):
            return _of_control(button, observation, said)
        case Touch(kind=TouchKind.KEY, text="enter"):
            return _by_enter(observation)
        case _:
            return set()


def _is_field(point: Point, observation: Observation) -> bool:
    """Whether a finger there puts the cursor into a field, and nothing that lies over it takes the touch."""
    over = may_be_pressed(observation, point)
    fields = [e for e in observation.elements if e.is_editable and e.bounds.contains(point)]
    return bool(fields) and all(
        control.is_editable or any(within(field.bounds, control.bounds) for field in fields)
        for control in over
    )


def _pressed(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of what a finger presses or holds."""
    point = touch.point
    assert point is not None
    found: set[str] = set()
    for control in may_be_pressed(observation, point):
        seen = observation if control.source == "ocr" else without_picture(observation)
        found |= _of_control(control, seen, said)
        holds = touch.kind is TouchKind.HOLD and control.is_long_clickable
        if not holds and _is_number(control, seen):
            found.add("send")
    return found | (_by_enter(observation) if _is_key(point, observation) else set())


def _is_key(point: Point, observation: Observation) -> bool:
    """Whether a point lies on the keyboard, whose keys no element tells: it may be Enter."""
    return (
        observation.keyboard_shown
        and point.y > _KEYBOARD * observation.size[1]
        and not any(control.is_clickable for control in may_be_pressed(observation, point))
    )


def _of_control(control: UIElement, observation: Observation, said: str = "") -> set[str]:
    """The classes of pressing a control."""
    if is_unread(control):
        return _may_commit(observation)
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
    found |= {name for text in says for name in _in_any_language(text, control, observation)}
    found |= {e.name for e in table().classes if e.ids and e.ids.search(control.resource_id)}
    is_setting = _is_setting(control, says, observation)
    if is_setting and not _is_on(control, observation):
        found |= {e.name for e in table().classes if _on_page(e, observation)}
    if any(_REFUSES.match(text) for text in says):
        found.discard("permission")
    if found & _SETTINGS and (is_setting or _is_link(control, observation)):
        found -= _SETTINGS
    if (is_setting or control.source == "ocr") and widens(control, observation):
        found.add("payment")
    if control.source == "ocr" and says and all(PRICE.fullmatch(text) for text in says):
        found.add("payment")  # a price alone is on what buys at it
    found |= _by_id(control, says, observation)
    if not found and _pays(control, says, observation):
        found.add("payment")
    return found | _answered_by(control, says, observation)


def _in_any_language(text: str, control: UIElement, observation: Observation) -> set[str]:
    """The classes of what such a control is called in one of 40 languages, but for turns that do nothing."""
    if not _is_command(text, control) or _only_looks_so(text, control, observation):
        return set()
    harmless = {e.name for e in table().classes if e.unless and e.unless.search(text)}
    found = classes_of(text) | (order_in(text) & _TOLD_IN_PART if is_button(control) else frozenset())
    return set(found) - harmless


def _by_id(control: UIElement, says: tuple[str, ...], observation: Observation) -> set[str]:
    """The classes of a button whose resource id begins as an order, in English whatever its label is in."""
    words = " ".join(words_of_id(control.resource_id)).casefold()
    if not (words and is_button(control)) or any(_only_looks_so(text, control, observation) for text in says):
        return set()
    harmless = {e.name for e in table().classes for text in says if e.unless and e.unless.search(text)}
    told = {e.name for e in table().classes if e.begins(words, observation.package)}
    return (told & _TOLD_IN_PART) - harmless


def _says_yes(control: UIElement, says: tuple[str, ...]) -> bool:
    """Whether a control says yes, by its label in some language, or by its resource id."""
    known = table().confirm
    by_id = set(" ".join(words_of_id(control.resource_id)).casefold().split())
    return (
        any(bare(text) in known or is_confirm(text) for text in says)
        or control.resource_id == POSITIVE
        or (is_button(control) and bool(by_id & (known | _PRIMARY)))
    )


def _pays(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether it says yes on a page that names an amount of money, and that has no form to fill in."""
    if not control.is_clickable or _says_no(control) or not _says_yes(control, says):
        return False
    window = window_of(control, observation)
    if any(e.is_editable and (not is_filled(e) or PLAIN.fullmatch(e.text)) for e in window):
        return False
    return any(names_sum(text) for e in window if not e.is_clickable for text in own(e))


def _says_no(control: UIElement) -> bool:
    """Whether a control says no, by its label in some language, or by its resource id."""
    by_id = set(" ".join(words_of_id(control.resource_id)).casefold().split())
    known = table().cancel
    is_no = control.resource_id == NEGATIVE or bool(by_id & known)
    return is_no or any(bare(text) in known or is_cancel(text) for text in own(control))


def _only_looks_so(text: str, control: UIElement, observation: Observation) -> bool:
    """Whether a control does nothing of what it says: it begins a letter, names texts, frees the page."""
    return any(
        only(text, control, observation)
        for only in (only_begins_a_letter, only_names_texts, only_unlocks_the_page)
    )


def _is_meant(entry: Wording, text: str, control: UIElement, observation: Observation) -> bool:
    """Whether a control is of a class by one of its texts, and by the page it is on."""
    if not _is_command(text, control):
        return False
    if entry.is_meant(text, control, observation.package):
        return not _only_looks_so(text, control, observation)
    return bool(entry.there) and entry.is_meant_there(text, page_of(control, observation))


def _by_typing(field: UIElement) -> set[str]:
    """The classes of typing into a field: one that hides it, or is called what is kept secret."""
    if field.is_password:
        return {"credentials"}
    called = (field.hint, field.content_description, *words_of_id(field.resource_id))
    if is_search(field):
        return set()
    return {e.name for e in table().classes if e.fields and any(e.fields.search(text) for text in called)}


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


def _by_way(touch: Touch, observation: Observation, said: str) -> set[str]:
    """The classes of a finger's way: of what it presses, slides or drops on, and of a row that it throws.

    A "slide to ..." on its height counts as well. What merely lies under the finger while a list moves says
    nothing.
    """
    found: set[str] = set()
    if stays(touch, observation):
        found |= _pressed(touch, observation, said)
    elif touch.control is not None and moves(touch):
        found |= _of_control(touch.control, observation, said)
    if touch.kind is TouchKind.DRAG and touch.target not in (None, touch.control):
        found |= _of_control(touch.target, observation, said)
    if throws_row(touch, observation) and observation.package not in (_SETTINGS_APP, _SYSTEM_UI):
        found |= {"delete", "send"} if _TELEPHONE.search(observation.package) else {"delete"}
    height = touch.point.y if touch.point is not None else 0
    for element in observation.elements:
        if element.bounds.top <= height < element.bounds.bottom and is_low(element, observation):
            texts = [text for text in own(element) if slides(text) and is_along(text, touch)]
            found |= {e.name for e in table().classes if any(e.words.search(text) for text in texts)}
    return found


def _may_commit(observation: Observation) -> set[str]:
    """The classes of touching what can't be read: of all that the page offers, as far as that can be read.

    Where people write or call, it may send and delete; where a page says next to nothing, it may do anything.
    """
    if LAUNCHER.search(observation.package):
        return set()
    if MESSAGING.search(observation.package) or _TELEPHONE.search(observation.package):
        return {"send", "delete"}
    top = STATUS_BAR * observation.size[1]
    labels = [e for e in observation.elements if e.label and not e.is_clickable and e.bounds.top > top]
    if len(labels) < _FEW:
        return {"payment", "send", "delete"}
    found = {
        entry.name
        for entry in table().classes
        if entry.name in _COMMITS and any(entry.is_bare_order(bare(e.label)) for e in labels)
    }
    return found | ({"payment"} if any(PRICE.search(e.label) for e in labels) else set())


def _by_enter(observation: Observation) -> set[str]:
    """The classes of Enter: in a chat it sends, elsewhere it may do what a button near the field does."""
    field = focused(observation)
    if field is None:
        untold = not any(e.label for e in without_picture(observation).elements)
        return {"send"} if untold and MESSAGING.search(observation.package) else set()
    if is_search(field):
        return set()
    if MESSAGING.search(observation.package):
        return {"send"}
    box = field.bounds
    near = Bounds(0, box.top, observation.size[0], box.bottom + box.height)
    found: set[str] = set()
    for element in observation.elements:
        if element.is_clickable and not element.is_editable and near.contains(element.bounds.center):
            says = said_by(element, observation)
            if not any(_is_other_than_enter(text) for text in says):
                found |= _of_control(element, observation)
    return found & _ENTERED


def _is_other_than_enter(text: str) -> bool:
    return re.match(r"(?:share|call|dial|forward)\b|分享|呼叫|拨|撥|转发|轉發", text, re.I) is not None


def _opens_or_closes_apps(control: UIElement, says: tuple[str, ...], observation: Observation) -> bool:
    """Whether it is an app's icon, or what empties the list of recent apps."""
    if not LAUNCHER.search(observation.package):
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
    """The classes of what an "OK" says yes to: all that its dialog tells.

    In a language of which only labels are known, those that the dialog has among its words count; where it
    has none, what it asks can't be read, and it may be anything that can't be taken back.
    """
    if _says_no(control) or not _says_yes(control, says):
        return set()
    window = window_of(control, observation)
    pressable = [element for element in window if element.is_clickable]
    no = [element for element in pressable if element is not control and _says_no(element)]
    if control.source == "tree" and not no and not is_dialog(window, observation):
        return set()
    told = list(map(without_files, told_in(window, observation)))
    found = {entry.name for entry in table().classes if any(entry.is_asked(text) for text in told)}
    if found or not no or not is_dialog(window, observation) or not any(map(_is_foreign, pressable)):
        return found
    return set().union(*map(classes_in, told)) or {"payment", "send", "delete"}


def _is_foreign(button: UIElement) -> bool:
    """Whether a button says yes or no in a language in which no question can be read."""
    known = table().confirm | table().cancel
    return any((is_confirm(text) or is_cancel(text)) and bare(text) not in known for text in own(button))


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
