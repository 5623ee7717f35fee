"""Views of pictures, canvases and meters of a page."""

from dataclasses import replace

from device.phone.toolkit.paint import Drawing
from device.phone.toolkit.viewpart import Icon, Surface
from device.phone.web.dom import PageElement
from device.phone.web.easel import Easel, number
from device.phone.web.picture import Drawn, Photo
from device.phone.web.value import NOTHING
from device.phone.web.vector import figure_of


def show_image(easel: Easel, element: PageElement, x: float, y: float, width: float, height: float) -> None:
    """An <img>, or the sign of one that is not there."""
    style, attributes = element.style, element.attributes
    edges = style.border
    data = easel.touches.photo(attributes.get("src", ""))
    ground = style.background or easel.paper.background
    if data is not None:
        view = easel.view(
            "android.widget.Image",
            x + edges[3],
            y + edges[0],
            width - edges[1] - edges[3],
            height - edges[0] - edges[2],
        )
        figure = figure_of(data)
        view.picture = replace(figure, ground=ground) if figure is not None else Photo(data, ground)
    else:
        view = easel.view("android.widget.Image", x, y, width, height)
        view.icon = Icon("broken_image", "#767676", size=16.0 * min(1.0, max(easel.scale, 0.4)))
    view.content_description = attributes.get("alt", "")
    view.picture_fit = "cover"
    view.important = attributes.get("alt", "x") != ""
    easel.touched(view, element, x, y, width, height)


def show_figure(easel: Easel, element: PageElement, x: float, y: float, width: float, height: float) -> None:
    """An <svg>; it is told where it has a name or words, or listens."""
    style, attributes = element.style, element.attributes
    edges = [thick + (one or NOTHING)[0] for thick, one in zip(style.border, style.padding, strict=True)]
    inner = (x + edges[3], y + edges[0], width - edges[1] - edges[3], height - edges[0] - edges[2])
    if element.figure is not None and inner[2] > 0 and inner[3] > 0:
        painted = easel.view("android.view.View", *inner)
        ground = style.background or _under(easel, element)
        drawing: Drawing = replace(element.figure, size=inner[2:], ground=ground)
        painted.picture, painted.important = drawing, False
    name = attributes.get("aria-label") or element.held.label or " ".join(element.text().split())
    view = easel.view("android.widget.Image", x, y, width, height)
    view.content_description, view.important = name, bool(name) or element.clickable
    easel.touched(view, element, x, y, width, height)


def show_canvas(easel: Easel, element: PageElement, x: float, y: float, width: float, height: float) -> None:
    """A <canvas> with what was drawn on it."""
    style, held = element.style, element.held
    edges = [thick + (one or NOTHING)[0] for thick, one in zip(style.border, style.padding, strict=True)]
    inner = (x + edges[3], y + edges[0], width - edges[1] - edges[3], height - edges[0] - edges[2])
    if held.stamp:
        runs = easel.touches.canvas(element.nid, held.stamp)
        painted = easel.view("android.view.View", *inner)
        drawing: Drawing = Drawn(held.size, runs, held.words, style.background or _under(easel, element))
        painted.picture, painted.important = drawing, False
    view = easel.view("android.view.View", x, y, width, height)
    view.content_description = element.attributes.get("aria-label", "") or " ".join(element.text().split())
    easel.touched(view, element, x, y, width, height)


def _under(easel: Easel, element: PageElement) -> str:
    """The colour behind an element."""
    parent = easel.paper.parents.get(element.nid)
    while parent is not None:
        if parent.style.background:
            return parent.style.background
        parent = easel.paper.parents.get(parent.nid)
    return easel.paper.background


def show_meter(easel: Easel, element: PageElement, x: float, y: float, width: float, height: float) -> None:
    """A <progress> or <meter>."""
    attributes = element.attributes
    low, high = number(attributes.get("min", ""), 0.0), number(attributes.get("max", ""), 1.0)
    share = (number(attributes.get("value", ""), low) - low) / (high - low) if high > low else 0.0
    share = min(1.0, max(0.0, share))
    bar = easel.view("android.widget.ProgressBar", x, y + height * 0.25, width, height / 2)
    bar.surface = Surface("#E0E0E0", radius=height * easel.scale / 4)
    bar.content_description = f"{share * 100:.0f}%"
    done = easel.view("android.view.View", x, y + height * 0.25, width * share, height / 2)
    done.surface = Surface("#1A73E8", radius=height * easel.scale / 4)
    done.important = False
