"""What a touch would land on, and what it says of itself."""

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache

from device.screen import Bounds, Observation, Point, UIElement

_LISTS = ("RecyclerView", "ListView", "GridView")
_ROW = 0.2
"""A row is no higher than this share of the screen."""
TOGGLE = re.compile(
    r"(?:Switch\w*|CheckBox|RadioButton|CheckedTextView|CompoundButton|ToggleButton|SeekBar|Slider)$"
)


def control_at(observation: Observation, point: Point) -> UIElement | None:
    """What a finger at a point presses, else the smallest thing there at all.

    Of a window whose tree is known that is the last one that can be pressed: children follow their parents
    and are drawn over them, as what comes later is over what lies under it. Else it is the smallest.
    """
    known = observation.pressed
    if point not in known:
        here = [element for element in observation.elements if element.bounds.contains(point)]
        pressable = [element for element in here if element.is_clickable or element.is_long_clickable]
        over = _on_top(pressable, observation) or here
        known[point] = min(over, key=lambda element: element.bounds.area, default=None)
    return known[point]


def field_at(observation: Observation, point: Point) -> UIElement | None:
    """The field that typing at a point goes into; where none is, what a finger presses there."""
    here = [e for e in observation.elements if e.is_editable and e.bounds.contains(point)]
    return here[-1] if here else control_at(observation, point)


def may_be_pressed(observation: Observation, point: Point) -> list[UIElement]:
    """`control_at`; on a web page also what that may only seem to cover, and what was read there.

    A link over several lines is told as one box around them all, also over what stands beside it. What was
    read off the picture covers nothing.
    """
    read = [
        e for e in observation.elements if e.source == "ocr" and e.is_clickable and e.bounds.contains(point)
    ]
    if read:
        told = tuple(e for e in observation.elements if e.source == "tree")
        observation = replace(observation, elements=told)
    control = control_at(observation, point)
    if control is None:
        return read
    window = window_of(control, observation)
    at = window.index(control)
    page = next((place for place, e in enumerate(window) if e.class_name.endswith("WebView")), at)
    others = (e for e in window[page + 1 : at] if e.is_clickable and e.bounds.contains(point))
    return [control, *(e for e in others if not within(control.bounds, e.bounds)), *read]


def _on_top(pressable: list[UIElement], observation: Observation) -> list[UIElement]:
    """Of each window the last; all of them where the tree is not known."""
    windows = observation.windows
    if len(windows) == 1 and not any(element.depth for element in observation.elements):
        return pressable
    here = {element.index for element in pressable}
    last = (next((e for e in reversed(window) if e.index in here), None) for window in windows)
    return [element for element in last if element is not None]


def window_of(control: UIElement, observation: Observation) -> list[UIElement]:
    """All that is in the same window."""
    return next((window for window in observation.windows if _has(window, control)), [control])


def _has(window: list[UIElement], control: UIElement) -> bool:
    """Whether a window holds an element equal to this one; it mostly stands where its number says."""
    at = control.index - window[0].index if window else -1
    if 0 <= at < len(window) and (window[at] is control or window[at] == control):
        return True
    return any(element.index == control.index and element == control for element in window)


def holders(control: UIElement, observation: Observation) -> list[UIElement]:
    """What a control lies in, outermost first; by their boxes where the tree is not known."""
    window = window_of(control, observation)
    if not any(element.depth for element in window):
        return [e for e in window if e is not control and within(control.bounds, e.bounds)]
    path: list[UIElement] = []
    for element in window[: window.index(control) + 1]:
        path = [holder for holder in path if holder.depth < element.depth] + [element]
    return path[:-1]


def is_dialog(window: list[UIElement], observation: Observation) -> bool:
    """Whether a window covers less than the screen."""
    least_width, least_height = 0.97 * observation.size[0], 0.8 * observation.size[1]
    if window[0].bounds.width >= least_width and window[0].bounds.height >= least_height:
        return False
    width = max(e.bounds.right for e in window) - min(e.bounds.left for e in window)
    height = max(e.bounds.bottom for e in window) - min(e.bounds.top for e in window)
    return width < least_width or height < least_height


def is_keypad(observation: Observation) -> bool:
    """Whether digits are entered by keys of the page's own (a timer, a dialler, a calculator)."""
    keys = {element.label for element in observation.elements if element.is_clickable}
    return set("123456789") <= keys


def is_list(element: UIElement) -> bool:
    """Whether it holds things one after the other, or moves under a finger."""
    return element.is_scrollable or element.class_name.endswith(_LISTS)


def is_button(control: UIElement) -> bool:
    """Whether it is a button by its class, and no switch."""
    return control.class_name.endswith("Button") and not TOGGLE.search(control.class_name)


def is_low(element: UIElement, observation: Observation) -> bool:
    """Whether it is no higher than a row."""
    return element.bounds.height <= _ROW * observation.size[1]


def holds_toggle(row: UIElement, observation: Observation) -> bool:
    """Whether a row has a switch, a box or a slider in it."""
    return any(
        within(element.bounds, row.bounds) and (element.is_checkable or TOGGLE.search(element.class_name))
        for element in observation.elements
    )


def said_by(control: UIElement, observation: Observation) -> tuple[str, ...]:
    """What a control says of itself: its labels and those inside it, or else its resource id's words.

    What buttons inside it say is theirs, unless nothing else is said.
    """
    known = observation.says
    if control not in known:
        known[control] = _said_by(control, observation)
    return known[control]


def _said_by(control: UIElement, observation: Observation) -> tuple[str, ...]:
    inside = [element for element in observation.elements if within(element.bounds, control.bounds)]
    buttons = [e for e in inside if e.is_clickable and e.bounds != control.bounds]
    apart = [e for e in inside if not any(within(e.bounds, button.bounds) for button in buttons)]
    labels = [text for element in (control, *apart) for text in own(element)]
    labels = labels or [text for element in inside for text in own(element)]
    return tuple(dict.fromkeys(labels)) or words_of_id(control.resource_id)


def own(element: UIElement) -> list[str]:
    """What an element says of itself."""
    return [plain(text) for text in (element.text, element.content_description) if text]


@lru_cache(maxsize=4096)
def words_of_id(resource_id: str) -> tuple[str, ...]:
    """The telling words of a resource id."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", resource_id.rpartition("/")[2])
    words = re.sub(r"[_\W]+", " ", parted).split()
    telling = [word for word in words if word.lower() not in {"button", "btn", "fab", "action", "icon", "ic"}]
    return (plain(" ".join(telling)),) if telling else ()


def focused(observation: Observation) -> UIElement | None:
    """The text field that has the cursor."""
    return next((e for e in observation.elements if e.is_focused and e.is_editable), None)


def within(inner: Bounds, outer: Bounds) -> bool:
    """Whether a box with an area lies in another."""
    return (
        outer.left <= inner.left < inner.right <= outer.right
        and outer.top <= inner.top < inner.bottom <= outer.bottom
    )


def bare(text: str) -> str:
    """A short answer without case and punctuation."""
    return text.casefold().strip(" .!…")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in one form and on one line."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
