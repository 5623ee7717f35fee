"""Layout of blocks: boxes below each other, and who lays out what is in them (CSS 2.2, section 10)."""

from collections.abc import Callable
from dataclasses import dataclass

from device.phone.web.block import INLINE, lay_blocks
from device.phone.web.box import PageBox
from device.phone.web.control import EDITABLE, control_size
from device.phone.web.dom import Letters, PageElement
from device.phone.web.extent import ENDLESS, resolve, used_width
from device.phone.web.flex import lay_flex
from device.phone.web.float import Floats
from device.phone.web.grid import lay_grid
from device.phone.web.style import Style
from device.phone.web.table import lay_table
from device.phone.web.value import Length
from device.phone.web.vector import view_box

REPLACED = frozenset(
    [
        "input",
        "select",
        "textarea",
        "img",
        "canvas",
        "video",
        "iframe",
        "audio",
        "object",
        "embed",
        "meter",
        "progress",
        "svg",
    ]
)
"""Elements that are sized by themselves, not by what is in them."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What all of a page's layout goes by."""

    measure: Callable[[str, float, int], float]
    """Width in CSS pixels of a text in a size and weight."""
    zoom: float
    """The person's text size, 1 = normal."""
    picture: Callable[[str], tuple[int, int] | None]
    """Pixels of a picture by its address as written; None when there is none."""
    language: str
    """The phone's."""


class PageFlow:
    """One layout of one page."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.apart: list[tuple[PageElement, Style]] = []
        """Boxes taken out of the flow (position: absolute and fixed), laid out afterwards."""
        self.floats = Floats()
        """Of the formatting context that is being laid out."""
        self.origin = (0.0, 0.0)
        """Where the box that is being laid out has its corner in there."""
        self.high = 0.0
        """Height of the room, which shares of it go by; 0 where it is that of its content."""
        self._widths: dict[int, tuple[float, float]] = {}

    # -- one box ---------------------------------------------------------------------------------------
    def box(
        self,
        element: PageElement,
        room: float,
        *,
        width: float | None = None,
        shrink: bool = False,
        at: tuple[float, float] | None = None,
    ) -> PageBox:
        """Lay out an element in a room; `width` is a border box imposed, `shrink` fits it to its content.

        `at` is its corner in the formatting context that goes on in it; None for one that has its own.
        """
        style = element.style
        box = PageBox(element, style)
        box.margin = tuple(resolve(one, room) or 0.0 for one in style.margin)  # type: ignore[assignment]
        edges = self.edges(style, room)
        across = edges[1] + edges[3]
        if element.tag in REPLACED:
            self._replaced(box, room, width, edges)
            return box
        if width is None:
            asked = self._asked(style, style.width, room, across)
            if asked is None:
                left = max(0.0, room - box.margin[1] - box.margin[3])
                asked = min(left, self.wanted(element)[1]) if shrink else left
            width = self._between(style, asked, room, across)
        box.width = max(across, width)
        inner = box.width - across
        height = self._asked(style, style.height, self.high, edges[0] + edges[2])
        before = self.floats, self.origin
        above, self.high = self.high, max(0.0, height - edges[0] - edges[2]) if height is not None else 0.0
        if at is None:
            self.floats, self.origin = Floats(), (0.0, 0.0)
        else:
            self.origin = at
        content = self.inside(box, element, inner, (edges[3], edges[0]))
        if at is None:
            content = max(content, self.floats.bottom - edges[0])
        self.floats, self.origin = before
        self.high = above
        if element.held.kind == EDITABLE:  # it has room for a line before there is one
            content = max(content, style.line or style.size * (style.line_factor or 1.2))
        natural = content + edges[0] + edges[2]
        box.height = max(natural if height is None else height, resolve(style.min_height, self.high) or 0.0)
        if style.max_height is not None and not style.max_height[1]:
            box.height = min(box.height, max(style.max_height[0], edges[0] + edges[2]))
        below = (child.y + child.reach for child in box.children)
        box.reach = box.height if style.cut else max(box.height, max(below, default=0.0))
        return box

    def edges(self, style: Style, room: float) -> tuple[float, float, float, float]:
        """Border and padding together: top, right, bottom, left."""
        padding = style.padding
        border = style.border
        return tuple(max(0.0, resolve(padding[at], room) or 0.0) + border[at] for at in range(4))  # type: ignore[return-value]

    def _asked(self, style: Style, length: Length | None, room: float, extra: float) -> float | None:
        """A width or height as the border box; None for auto, and for a share of a room that has no end."""
        if length is None or (length[1] and (room >= ENDLESS or not room)):
            return None
        size = length[0] + length[1] * room
        return max(extra, size) if style.border_box else max(0.0, size) + extra

    def _between(self, style: Style, width: float, room: float, extra: float) -> float:
        most = self._asked(style, style.max_width, room, extra)
        least = self._asked(style, style.min_width, room, extra) or 0.0
        return max(least, width if most is None else min(width, most))

    def _replaced(
        self, box: PageBox, room: float, width: float | None, edges: tuple[float, float, float, float]
    ) -> None:
        element = box.element
        if element is None:
            return
        style = element.style
        across, down = edges[1] + edges[3], edges[0] + edges[2]
        own = control_size(element, self.ground)
        wide = self._asked(style, style.width, room, across) if width is None else width
        high = self._asked(style, style.height, self.high, down)
        if element.tag == "svg" and wide is None and high is None and view_box(element.attributes):
            wide = room if room < ENDLESS else None
        shaped = (
            ("img", "canvas", "video")
            if element.tag != "svg" or not view_box(element.attributes)
            else ("svg",)
        )
        if element.tag in shaped and own[0] and own[1]:
            if wide is None and high is not None:
                wide = (high - down) * own[0] / own[1] + across
            elif wide is not None and high is None:
                high = (wide - across) * own[1] / own[0] + down
        wide = own[0] + across if wide is None else wide
        fitted = self._between(style, wide, room, across)
        if fitted != wide and style.height is None and element.tag in ("img", "canvas") and wide > across:
            high = (fitted - across) * own[1] / max(1e-6, own[0]) + down
        box.width, box.height = fitted, own[1] + down if high is None else high
        box.height = max(box.height, resolve(style.min_height, 0.0) or 0.0)
        box.reach, box.used = box.height, box.width
        if element.tag in ("input", "select"):
            box.baseline = box.height / 2 + style.size * 0.35 * self.ground.zoom

    # -- what is in it ---------------------------------------------------------------------------------
    def inside(self, box: PageBox, element: PageElement, inner: float, corner: tuple[float, float]) -> float:
        """Lay out an element's content; its height."""
        display = element.style.display
        if display.endswith("flex"):
            return lay_flex(self, box, element, inner, corner)
        if display.endswith("grid"):
            return lay_grid(self, box, element, inner, corner)
        if display in ("table", "inline-table"):
            return lay_table(self, box, element, inner, corner)
        return lay_blocks(self, box, element, inner, corner)

    def children(self, element: PageElement) -> list[PageElement | Letters]:
        """Those that make boxes; of a closed <details> the summary alone."""
        found: list[PageElement | Letters] = []
        closed = element.tag == "details" and "open" not in element.attributes
        for child in element.children:
            if isinstance(child, PageElement):
                if child.style.display == "none" or (closed and child.tag != "summary"):
                    continue
                if child.style.display == "contents" or (
                    child.style.display == "inline" and child.tag != "br" and _holds_block(child)
                ):
                    found += self.children(child)
                    continue
            elif closed:
                continue
            found.append(child)
        return found

    # -- how wide it would like to be --------------------------------------------------------------------
    def wanted(self, element: PageElement) -> tuple[float, float]:
        """The least width without breaking words, and the width without breaking lines; border boxes."""
        known = self._widths.get(element.nid)
        if known is None:
            kept = len(self.apart)
            trial = PageFlow(self.ground)
            trial._widths = self._widths
            style = element.style
            edges = self.edges(style, 0.0)
            across = edges[1] + edges[3]
            asked = self._asked(style, style.width, 0.0, across)
            if element.tag in REPLACED:
                box = self.box(element, ENDLESS)
                known = (box.width, box.width)
            elif asked is not None:
                known = (asked, asked)
            else:
                box = PageBox(element, style)
                box.width = ENDLESS
                trial.inside(box, element, ENDLESS, (0.0, 0.0))
                most = used_width(box)
                narrow = PageBox(element, style)
                trial.floats = Floats()
                trial.inside(narrow, element, 1.0, (0.0, 0.0))
                known = (min(used_width(narrow), most) + across, most + across)
            del self.apart[kept:]
            least = self._asked(style, style.min_width, 0.0, across) or 0.0
            known = (max(least, known[0]), max(least, known[1]))
            self._widths[element.nid] = known
        return known


def _holds_block(element: PageElement) -> bool:
    return any(
        isinstance(child, PageElement)
        and child.style.display not in INLINE
        and child.style.display not in ("none", "contents")
        and child.tag != "br"
        for child in element.children
    )
