"""Views of a page's controls: fields, boxes to tick, lists, sliders, buttons of forms."""

from dataclasses import replace
from typing import Literal

from device.phone.toolkit.font import text_width
from device.phone.toolkit.viewpart import CENTRED, Edges, Flow, Icon, Input, Shape, Surface, Text
from device.phone.web.control import BUTTONS, EDITABLE, FILE_EDGE, FILE_GAP, PICKED, file_words, shown_value
from device.phone.web.dom import PageElement
from device.phone.web.easel import Easel, number
from device.phone.web.style import Style

_WAYS: dict[str, Literal["start", "center", "end"]] = {"center": "center", "end": "end"}


def show_control(easel: Easel, element: PageElement, x: float, y: float, width: float, height: float) -> None:
    """An <input>, <select> or <textarea>, or what is typed into as they are."""
    held, attributes = element.held, element.attributes
    kind = held.kind
    name = held.label or attributes.get("aria-label", attributes.get("title", ""))
    if kind in ("checkbox", "radio"):
        _check(easel, element, x, y, width, height, name)
    elif kind == "range":
        _slider(easel, element, x, y, width, height, name)
    elif kind == "file":
        _files(easel, element, x, y, width, height, name)
    elif element.tag == "select" or kind in BUTTONS or kind in PICKED:
        _choice(easel, element, x, y, width, height, name)
    else:
        _field(easel, element, x, y, width, height, name)


def _check(
    easel: Easel, element: PageElement, x: float, y: float, width: float, height: float, name: str
) -> None:
    held = element.held
    view = easel.view("CheckBox" if held.kind == "checkbox" else "RadioButton", x, y, width, height)
    on = held.checked
    signs = (
        ("check_box", "check_box_outline_blank")
        if held.kind == "checkbox"
        else ("radio_button_checked", "radio_button_unchecked")
    )
    view.icon = Icon(
        signs[not on],
        "#1A73E8" if on else "#767676",
        size=min(width, height) * easel.scale * 1.2,
        filled=on and held.kind == "checkbox",
    )
    view.checked = on
    view.content_description = name
    view.flow = CENTRED
    easel.touched(view, element, x, y, width, height)


def _slider(
    easel: Easel, element: PageElement, x: float, y: float, width: float, height: float, name: str
) -> None:
    attributes, held = element.attributes, element.held
    low, high = number(attributes.get("min", ""), 0.0), number(attributes.get("max", ""), 100.0)
    share = min(1.0, max(0.0, (number(held.value, low) - low) / (high - low))) if high > low else 0.0
    view = easel.view("SeekBar", x, y, width, height)
    view.shapes = (
        Shape("line", "#C6C6C6", 4.0 * easel.scale, points=((0.0, 0.5), (1.0, 0.5))),
        Shape("line", "#1A73E8", 4.0 * easel.scale, points=((0.0, 0.5), (share, 0.5))),
        Shape("circle", "#1A73E8", 0.0, points=((share, 0.5), (height / 2 / max(1.0, width), 0.0))),
    )
    view.content_description, view.enabled = name or held.value, not held.disabled
    easel.touched(view, element, x, y, width, height)
    view.gestures = replace(
        view.gestures, on_tap_at=None, on_slide=lambda part: easel.touches.slide(element.nid, part)
    )


def _choice(
    easel: Easel, element: PageElement, x: float, y: float, width: float, height: float, name: str
) -> None:
    """A button of the form, a list, or a value that is picked in a dialog."""
    style, held = element.style, element.held
    button = held.kind in BUTTONS and held.kind not in ("color",)
    easel.ground(style, x, y, width, height)
    view = easel.view("Button" if button else "Spinner", x, y, width, height)
    words = shown_value(element, easel.paper.view.language)
    view.text = Text(
        words or (name if not button else ""),
        style=easel.styled(style, style.size * 1.3 * easel.paper.view.zoom),
        colour=(style.ink if not held.disabled else "#9E9E9E") if words else "transparent",
        align="center" if button else _WAYS.get(style.align, "start"),
        max_lines=1,
    )
    view.flow = CENTRED
    if held.kind == "color":
        view.surface = replace(view.surface, background=held.value)
        view.text = replace(view.text, content="")
        view.content_description = held.value
    view.input = Input(hint="" if button else name)
    if not button:  # a button's words stand in its middle, and its box is hardly larger than they are
        view.box = replace(view.box, padding=_padding(easel, style, width))
    easel.touched(view, element, x, y, width, height)
    view.content_description = view.content_description or (name if words else "")
    if not button:
        view.flow = replace(view.flow, align=_WAYS.get(style.align, "start"))
    if not button and not held.disabled:
        if held.kind == "color":
            return
        arrow = easel.view("ImageView", x + width - 20, y, 18, height)
        arrow.icon = Icon("arrow_drop_down", "#404040", size=18.0 * easel.scale)
        arrow.flow = CENTRED
        arrow.important = False


def _files(
    easel: Easel, element: PageElement, x: float, y: float, width: float, height: float, name: str
) -> None:
    """A button that opens the picker, and beside it what was chosen."""
    style = element.style
    words, chosen = file_words(element, easel.paper.view.language)
    scale, zoom = easel.scale, easel.paper.view.zoom
    factor = scale * easel.paper.view.density * zoom
    wide = text_width(words, style.size * factor, style.weight) / factor * zoom + 2 * FILE_EDGE
    look = easel.styled(style, style.size * 1.3 * zoom)
    easel.ground(style, x, y, width, height)
    button = easel.view("Button", x, y, min(width, wide), height)
    button.text = Text(
        words,
        style=look,
        colour="#000000" if not element.held.disabled else "#9E9E9E",
        align="center",
        max_lines=1,
    )
    button.surface = Surface("#EFEFEF", radius=3.0 * scale, border="#767676", border_width=max(scale, 0.4))
    button.flow = CENTRED
    easel.touched(button, element, x, y, wide, height)
    button.content_description = name
    room = width - wide - FILE_GAP
    if room > 0:
        beside = easel.view("TextView", x + wide + FILE_GAP, y, room, height)
        beside.text = Text(chosen, style=look, colour=style.ink, max_lines=1)
        beside.flow = Flow(justify="center")


def _padding(easel: Easel, style: Style, width: float) -> Edges:
    at = [((one or (0.0, 0.0))[0] + (one or (0.0, 0.0))[1] * width) for one in style.padding]
    border, scale = style.border, easel.scale
    return ((at[3] + border[3]) * scale, 0.0, (at[1] + border[1]) * scale, 0.0)


def _field(
    easel: Easel, element: PageElement, x: float, y: float, width: float, height: float, name: str
) -> None:
    style, held, attributes = element.style, element.held, element.attributes
    several = element.tag == "textarea" or held.kind == EDITABLE
    easel.ground(style, x, y, width, height)
    view = easel.view("EditText", x, y, width, height)
    view.input = Input(hint=attributes.get("placeholder", ""), hint_colour="#757575")
    view.content_description = name
    view.text = Text(style=easel.styled(style, style.size * 1.3 * easel.paper.view.zoom), colour=style.ink)
    view.box = replace(view.box, padding=_padding(easel, style, width))
    view.input = replace(view.input, password=held.kind == "password")
    kinds: dict[str, Literal["number", "phone", "email"]] = {
        "number": "number",
        "tel": "phone",
        "email": "email",
    }
    view.input = replace(view.input, kind="multiline" if several else kinds.get(held.kind, "text"))
    if several:
        top = (style.padding[0] or (0.0, 0.0))[0] + style.border[0]
        view.box = replace(
            view.box, padding=(view.box.padding[0], top * easel.scale, view.box.padding[2], top * easel.scale)
        )
    easel.touched(view, element, x, y, width, height)
    view.gestures = replace(view.gestures, on_tap_at=None)
    if held.disabled or "readonly" in attributes:
        view.text = replace(view.text, content=held.value, colour=style.ink, max_lines=0 if several else 1)
        view.input = replace(view.input, hint="" if held.value else view.input.hint)
        return
    touches = easel.touches
    view.input = replace(
        view.input,
        key=touches.field(element.nid),
        on_text=lambda text: touches.text(element.nid, text),
        on_submit=None if several else lambda: touches.enter(element.nid),
    )
