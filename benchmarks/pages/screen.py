"""A page as Android tells it: the elements of its window, and its picture in the fonts that we carry."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from PIL import Image, ImageDraw

from benchmarks.pages.page import AppPage
from device.phone.toolkit.font import text_width
from device.phone.toolkit.glyph import text_mask
from device.phone.toolkit.icon import icon_mask
from device.screen import Bounds, Observation, Screenshot, UIElement

SIZE = (1080, 2400)
_LEFT, _RIGHT, _LINE, _GAP = 48, 1032, 72, 24
_TITLE_TOP, _BUTTON_BOTTOM, _BUTTON = 140, 2280, 132
_DIALOG = 80
"""Room beside a dialog."""
_TEXT, _TITLE = 42.0, 54.0
_ICON = 84
_INK, _PAPER, _FILL = (32, 33, 36), (255, 255, 255), (11, 87, 208)


@dataclass(frozen=True, slots=True)
class _Row:
    """A text and its place."""

    element: UIElement
    lines: tuple[str, ...]
    size: float = _TEXT
    icon: str = ""


def observed(page: AppPage) -> Observation:
    """The page with its elements and its picture."""
    rows = [*_rows(page)]
    box = _window(page, rows)
    number = count()
    root = UIElement(
        next(number), class_name="android.widget.FrameLayout", package_name=page.package, bounds=box
    )
    elements = [replace(row.element, index=next(number), package_name=page.package, depth=1) for row in rows]
    picture = _drawn(rows, box)
    shot = Screenshot(SIZE, picture.tobytes("raw", "RGBX"), "rgba")
    return Observation(shot, (root, *elements), page.package, "", False, SIZE)


def buttons(page: AppPage, seen: Observation) -> list[UIElement]:
    """Its buttons, in the order of the page."""
    return [element for element in seen.elements if element.is_clickable and not element.is_editable]


def _rows(page: AppPage) -> Iterator[_Row]:
    left = _LEFT + (_DIALOG if page.dialog else 0)
    right = SIZE[0] - left
    top = _TITLE_TOP + (500 if page.dialog else 0)
    for text, size, name in ((page.title, _TITLE, "title"), *((text, _TEXT, "") for text in page.texts)):
        lines = tuple(_wrapped(text, right - left, size))
        box = Bounds(left, top, right, top + _LINE * len(lines))
        yield _Row(_told(text, box, f"{page.package}:id/{name}" if name else ""), lines, size)
        top = box.bottom + _GAP
    for field in page.fields:
        lines = tuple(_wrapped(field.value, right - left, _TEXT))
        box = Bounds(left, top, right, top + _LINE * len(lines))
        edit = UIElement(0, field.value, hint=field.label, class_name="android.widget.EditText", bounds=box,
                         is_clickable=True, is_editable=True)  # fmt: skip
        yield _Row(edit, lines)
        top = box.bottom + _GAP
    first = top if page.dialog else _BUTTON_BOTTOM - (_BUTTON + _GAP) * len(page.buttons)
    for at, button in enumerate(page.buttons):
        top = first + (_BUTTON + _GAP) * at
        box = Bounds(left, top, right, top + _BUTTON)
        owner = "android" if page.dialog and button.id.startswith("button") else page.package
        name = f"{owner}:id/{button.id}" if button.id else ""
        kind = f"android.widget.{'ImageButton' if button.icon else 'Button'}"
        element = UIElement(0, button.label, class_name=kind, resource_id=name, bounds=box,
                            is_clickable=True)  # fmt: skip
        yield _Row(element, (button.label,), icon=button.icon)


def _told(text: str, box: Bounds, name: str) -> UIElement:
    return UIElement(0, text, class_name="android.widget.TextView", resource_id=name, bounds=box)


def _window(page: AppPage, rows: list[_Row]) -> Bounds:
    if not page.dialog:
        return Bounds(0, 0, *SIZE)
    boxes = [row.element.bounds for row in rows]
    return Bounds(_DIALOG, boxes[0].top - _LINE, SIZE[0] - _DIALOG, boxes[-1].bottom + _LINE)


def _wrapped(text: str, room: int, size: float) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and text_width(f"{line} {word}", size, 400) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line


def _drawn(rows: list[_Row], box: Bounds) -> Image.Image:
    picture = Image.new("RGB", SIZE, _PAPER if box.area == SIZE[0] * SIZE[1] else (120, 120, 120))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((box.left, box.top, box.right, box.bottom), fill=_PAPER)
    for row in rows:
        place, is_button = row.element.bounds, row.element.class_name.endswith("Button")
        if is_button:
            draw.rounded_rectangle((place.left, place.top, place.right, place.bottom), 60, fill=_FILL)
        if row.element.is_editable:
            draw.line((place.left, place.bottom, place.right, place.bottom), fill=_INK, width=3)
        if row.icon:
            middle = place.center
            drawn = icon_mask(row.icon, _ICON, filled=False)
            picture.paste(_PAPER, (middle.x - _ICON // 2, middle.y - _ICON // 2), drawn)
        for number, line in enumerate(row.lines):
            mask = text_mask(line, row.size, 400)
            if mask is None:
                continue
            x = place.left + ((place.width - mask.image.width) // 2 if is_button else 0)
            base = place.top + _LINE * number + (_BUTTON // 2 + 15 if is_button else 52)
            picture.paste(_PAPER if is_button else _INK, (x + mask.left, base + mask.top), mask.image)
    return picture
