"""Signs before what they belong to: of list items, and which way a <summary> goes."""

from device.phone.toolkit.viewpart import CENTRED, Icon, Text
from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.easel import Easel
from device.phone.web.line import MARK


def show_marker(easel: Easel, box: PageBox, x: float, y: float) -> None:
    """What stands before a list item."""
    first = box
    down = 0.0
    while not first.fragments and first.children:
        down += first.children[0].y
        first = first.children[0]
    height = first.fragments[0].height if first.fragments else box.style.size * 1.2
    top = y + down + (first.fragments[0].y if first.fragments else 0.0)
    view = easel.view("TextView", x - 30.0, top, 24.0, height)
    view.text = Text(
        box.marker, style=easel.styled(box.style, height), colour=box.style.colour, align="end", max_lines=1
    )
    view.important = False


def show_disclosure(easel: Easel, element: PageElement, box: PageBox, x: float, y: float) -> None:
    """The sign before a <summary>: which way it goes."""
    if not box.fragments:
        return
    first = box.fragments[0]
    wide = MARK * box.style.size * easel.paper.view.zoom
    parent = easel.paper.parents.get(element.nid)
    is_open = parent is not None and "open" in parent.attributes
    view = easel.view("ImageView", x + first.x - wide, y + first.y, wide, first.height)
    view.icon = Icon(
        "arrow_drop_down" if is_open else "arrow_right",
        box.style.colour,
        size=wide * easel.scale * 1.2,
        filled=True,
    )
    view.flow = CENTRED
    view.important = False
