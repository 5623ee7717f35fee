"""How large controls and pictures are by themselves, and what they show. CSS pixels, without borders."""

from typing import TYPE_CHECKING

from device.phone.web.dated import dated_text
from device.phone.web.dom import PageElement
from device.phone.web.vector import natural_size

if TYPE_CHECKING:
    from device.phone.web.flow import Ground

BUTTONS = frozenset(("submit", "reset", "button", "image", "color"))
PICKED = frozenset(("date", "time", "datetime-local", "month", "week", "color"))
"""Kinds of input whose value is picked in a dialog."""
EDITABLE = "editable"
"""Kind of an element whose words are typed over (contenteditable)."""
_WORDS = {"submit": "Submit", "reset": "Reset", "color": ""}
_ZH = {
    "Submit": "提交",
    "Reset": "重置",
    "Choose file": "选择文件",
    "Choose files": "选择文件",
    "No file chosen": "未选择任何文件",
    "{} files": "{} 个文件",
    "{} selected": "已选择 {} 项",
}
FILE_GAP = 4.0
"""Between the button of a file field and what was chosen."""
FILE_EDGE = 8.0
"""Of that button, beside its words."""
_FILE_LETTERS = 34
"""Characters that a file field has room for."""
_LETTER = 0.545
"""Width of an average character, in text sizes."""
BROKEN = (24.0, 24.0)
_TYPED = frozenset(("text", "email", "password", "search", "tel", "url", "number", ""))
_SIZES = {"checkbox": (13.0, 13.0), "radio": (13.0, 13.0), "range": (129.0, 16.0)}
"""Of controls that look the same everywhere, CSS pixels."""


def is_field(element: PageElement) -> bool:
    """Whether text is typed into it."""
    if element.tag == "textarea" or element.held.kind == EDITABLE:
        return True
    return element.tag == "input" and element.held.kind in _TYPED


def is_picked(element: PageElement) -> bool:
    """Whether its value is picked in a dialog."""
    return element.tag == "select" or (element.tag == "input" and element.held.kind in PICKED)


def browser_words(text: str, language: str) -> str:
    """What the browser itself says on a page, in the phone's language."""
    return _ZH.get(text, text) if language.startswith("zh") else text


def shown_value(element: PageElement, language: str) -> str:
    """The words on a control that is no text field; `language` is the phone's."""
    held = element.held
    if element.tag == "select":
        chosen = [label for label, picked, _ in held.options if picked]
        if held.multiple:
            return browser_words("{} selected", language).format(len(chosen))
        return chosen[0] if chosen else ""
    if held.kind in _WORDS:
        return (
            held.value
            if element.attributes.get("value") is not None and held.kind != "color"
            else browser_words(_WORDS[held.kind], language)
        )
    return dated_text(held.kind, held.value, language)


def file_words(element: PageElement, language: str) -> tuple[str, str]:
    """What a file field says: on its button, and beside it."""
    held = element.held
    button = browser_words("Choose files" if held.multiple else "Choose file", language)
    if len(held.files) > 1:
        return button, browser_words("{} files", language).format(len(held.files))
    return button, held.files[0] if held.files else browser_words("No file chosen", language)


def control_size(element: PageElement, ground: "Ground") -> tuple[float, float]:
    """Width and height of the content of a control, picture or canvas."""
    tag, style, attributes = element.tag, element.style, element.attributes
    letter, line = style.size * _LETTER * ground.zoom, style.size * 1.3 * ground.zoom
    if tag == "canvas":
        return (float(element.held.size[0]), float(element.held.size[1]))
    if tag == "img":
        size = ground.picture(attributes.get("src", ""))
        if size is not None:
            return (float(size[0]), float(size[1]))
        alt = attributes.get("alt", "")
        return (BROKEN[0] + ground.measure(alt, style.size, 400), BROKEN[1]) if alt else BROKEN
    if tag == "textarea":
        columns, rows = (
            _number(attributes.get(name, ""), usual) for name, usual in (("cols", 20), ("rows", 2))
        )
        return (columns * letter + 15, rows * line)
    if tag == "select":
        widest = max(
            (ground.measure(label, style.size, 400) for label, _, _ in element.held.options[:500]),
            default=letter * 3,
        )
        if element.held.multiple:
            widest = max(widest, ground.measure(shown_value(element, ground.language), style.size, 400))
        return (widest + 20, line + 2)  # a phone shows a list of several lines as one, too
    if tag == "input":
        return _input_size(element, ground, letter, line)
    if tag in ("progress", "meter"):
        return (160.0 if tag == "progress" else 80.0, 16.0)
    if tag == "svg":
        return natural_size(attributes)
    return (300.0, 150.0) if tag in ("video", "iframe", "object", "embed") else (0.0, 0.0)


def _input_size(element: PageElement, ground: "Ground", letter: float, line: float) -> tuple[float, float]:
    """The same for an <input>, by the width of a letter and the height of a line."""
    kind, style = element.held.kind, element.style
    if kind in _SIZES:
        return _SIZES[kind]
    if kind == "file":
        return (_FILE_LETTERS * letter, line + 6)
    if kind == "color":
        return (44.0, line)
    if kind in BUTTONS:
        return (ground.measure(shown_value(element, ground.language), style.size, style.weight), line)
    return (_number(element.attributes.get("size", ""), 20) * letter + 5, line)


def _number(text: str, usual: int) -> int:
    return min(1000, max(1, int(text))) if text.isdigit() and len(text) < 6 else usual
