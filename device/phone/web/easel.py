"""What the views of a page are made with: places in CSS pixels, grounds and borders, names and touches."""

from dataclasses import replace
from typing import Protocol

from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import STACKED, Box, Gestures, Surface, Text
from device.phone.web.dom import DRAWS, HEARS, PageElement
from device.phone.web.paper import Paper
from device.phone.web.style import Style

_CLASSES = {
    "img": "Image",
    "select": "Spinner",
    "progress": "ProgressBar",
    "meter": "ProgressBar",
    "button": "Button",
}


class Touches(Protocol):
    """What becomes of touches on a page; places are CSS pixels of the page."""

    def tap(self, x: float, y: float, within: int = 0) -> None:
        """A short touch; `within` is the cutting box whose content it is on, see Paper.at."""

    def hold(self, x: float, y: float, within: int = 0) -> None:
        """A long one."""

    def drag(self, x1: float, y1: float, x2: float, y2: float, within: int = 0) -> None:
        """A finger moved over something that follows it."""

    def aside(self, nid: int, to: float) -> None:
        """A box was scrolled sideways."""

    def text(self, nid: int, text: str) -> None:
        """A field holds another text."""

    def enter(self, nid: int) -> None:
        """Enter in a field."""

    def slide(self, nid: int, share: float) -> None:
        """A slider was moved to a share of its length."""

    def field(self, nid: int) -> str:
        """Under which key the text of a field is kept."""
        ...

    def photo(self, address: str) -> bytes | None:
        """A picture file by its address on the page."""
        ...

    def canvas(self, nid: int, stamp: int) -> tuple[int, ...]:
        """The pixels of a canvas in runs, see session.py."""
        ...


class Easel:
    """Collects the views of one page, in the order they cover each other."""

    def __init__(self, paper: Paper, touches: Touches) -> None:
        self.paper, self.touches, self.scale = paper, touches, paper.scale
        self.views: list[View] = []
        self.corner = (0.0, 0.0)
        """Of what the views are in, on the page."""
        self.within = 0
        """Nid of the cutting box that this is; 0 = the page itself."""

    def sheet(self, x: float, y: float, width: float, height: float) -> View:
        """What the views lie on, which takes the touches that none of them does."""
        touches, scale, within = self.touches, self.scale, self.within
        return View(
            "android.view.View",
            box=Box(width=width * scale, height=height * scale),
            flow=STACKED,
            gestures=Gestures(
                on_tap_at=lambda fx, fy: touches.tap(x + fx * width, y + fy * height, within),
                on_hold_at=lambda fx, fy: touches.hold(x + fx * width, y + fy * height, within),
            ),
            important=False,
        )

    def view(self, name: str, x: float, y: float, width: float, height: float) -> View:
        """Another view, at a place of the page."""
        scale = self.scale
        view = View(
            name,
            box=Box(
                width=width * scale,
                height=height * scale,
                margin=((x - self.corner[0]) * scale, (y - self.corner[1]) * scale, 0.0, 0.0),
            ),
        )
        self.views.append(view)
        return view

    def ground(self, style: Style, x: float, y: float, width: float, height: float) -> View | None:
        """Background and border of a box; nothing where it has neither."""
        border = style.border
        if not style.background and not any(border):
            return None
        scale = self.scale
        radius = style.radius[0] + style.radius[1] * min(width, height)
        even = len(set(border)) == 1
        view = self.view("android.view.View", x, y, width, height)
        view.surface = Surface(style.background, radius=radius * scale)
        view.important = False
        if even and border[0]:
            view.surface = replace(
                view.surface, border=style.border_colour, border_width=max(border[0] * scale, 0.4)
            )
        elif any(border):
            sides = (
                (x, y, width, border[0]),
                (x + width - border[1], y, border[1], height),
                (x, y + height - border[2], width, border[2]),
                (x, y, border[3], height),
            )
            for side, thick in zip(sides, border, strict=True):
                if thick:
                    edge = self.view("android.view.View", *side)
                    edge.surface = Surface(style.border_colour)
                    edge.important = False
                    edge.box = replace(
                        edge.box,
                        width=max(0.4, edge.box.width or 0.0),
                        height=max(0.4, edge.box.height or 0.0),
                    )
        return view

    def named(self, element: PageElement, x: float, y: float, width: float, height: float, text: str) -> View:
        """What accessibility is told of an element; nothing of it is painted."""
        attributes = element.attributes
        name = _CLASSES.get(element.tag) or ("Button" if attributes.get("role") == "button" else "")
        if not name:
            name = "android.view.View" if element.tag == "a" or not text else "TextView"
        view = self.view(name, x, y, width, height)
        view.text = Text(text, style="1/400/1", colour="transparent", max_lines=1)
        view.content_description = attributes.get("aria-label", attributes.get("title", ""))
        self.touched(view, element, x, y, width, height)
        return view

    def touched(
        self, view: View, element: PageElement, x: float, y: float, width: float, height: float
    ) -> None:
        """Its id, and what touches on it do."""
        touches, within = self.touches, self.within
        if element.attributes.get("id"):
            view.resource_id = f"#{element.attributes['id']}"
        if element.held.disabled:
            view.enabled = False
        elif element.clickable or element.flags:
            view.gestures = replace(
                view.gestures, on_tap_at=lambda fx, fy: touches.tap(x + fx * width, y + fy * height, within)
            )
        if element.flags & DRAWS:
            view.gestures = replace(
                view.gestures,
                on_drag=lambda x1, y1, x2, y2: touches.drag(
                    x + x1 * width, y + y1 * height, x + x2 * width, y + y2 * height, within
                ),
            )

    def styled(self, style: Style, height: float) -> str:
        """A text style with lines of a height in CSS pixels."""
        zoom = self.paper.view.zoom
        return f"{style.size * self.scale:.3f}/{style.weight}/{height * self.scale / zoom:.3f}"


def interesting(element: PageElement) -> bool:
    """Whether an inline element is more to accessibility than its text."""
    return (
        element.clickable
        or bool(element.flags & (HEARS | DRAWS))
        or element.attributes.get("role") == "button"
    )


def number(text: str, usual: float) -> float:
    """An attribute as a number."""
    try:
        return float(text)
    except ValueError:
        return usual
