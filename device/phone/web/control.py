"""How large controls and pictures are by themselves, and what they show. CSS pixels, without borders."""

from typing import TYPE_CHECKING

from device.phone.web.dom import Element

if TYPE_CHECKING:
    from device.phone.web.flow import Ground

BUTTONS = frozenset(("submit", "reset", "button", "image", "file", "color"))
PICKED = frozenset(("date", "time", "datetime-local", "month", "week", "color"))
"""Kinds of input whose value is picked in a dialog."""
_WORDS = {"submit": "Submit", "reset": "Reset", "file": "Choose file", "color": ""}
_LETTER = 0.545
"""Width of an average character, in text sizes."""
BROKEN = (24.0, 24.0)
_TYPED = frozenset(("text", "email", "password", "search", "tel", "url", "number", ""))


def is_field(element: Element) -> bool:
    """Whether text is typed into it."""
    return element.tag == "textarea" or (element.tag == "input" and element.held.kind in _TYPED)


def shown_value(element: Element) -> str:
    """The words on a control that is no text field."""
    held = element.held
    if element.tag == "select":
        chosen = [label for label, picked, _ in held.options if picked]
        if held.multiple:
            return f"{len(chosen)} selected"
        return chosen[0] if chosen else ""
    if held.kind in _WORDS:
        return (
            held.value
            if element.attributes.get("value") is not None and held.kind != "color"
            else _WORDS[held.kind]
        )
    return held.value


def control_size(element: Element, ground: "Ground") -> tuple[float, float]:
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
        rows = (
            _number(attributes.get("size", ""), 1)
            if not element.held.multiple
            else _number(attributes.get("size", ""), 4)
        )
        return (widest + 20, line + 2 if rows == 1 else line * rows)
    if tag == "input":
        kind = element.held.kind
        if kind in BUTTONS:
            width = (
                44.0 if kind == "color" else ground.measure(shown_value(element), style.size, style.weight)
            )
            return (width, line)
        return (_number(attributes.get("size", ""), 20) * letter + 5, line)
    if tag in ("progress", "meter"):
        return (160.0 if tag == "progress" else 80.0, 16.0)
    return (300.0, 150.0) if tag in ("video", "iframe", "svg", "object", "embed") else (0.0, 0.0)


def _number(text: str, usual: int) -> int:
    return min(1000, max(1, int(text))) if text.isdigit() and len(text) < 6 else usual
