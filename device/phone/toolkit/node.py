"""What layout makes of a View: a Node with pixel bounds. Everything else on the screen is read from Nodes.

A node's `clip` is the part of its box that shows. Rows, columns and scrolling containers cut their children
at their own box, as Android does; a stack lets them stand out. What does not show at all is in `culled`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.toolkit.paint import Rect
from device.phone.toolkit.view import View

if TYPE_CHECKING:
    from device.phone.toolkit.still import Mould, Spot

NOWHERE: Rect = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Metrics:
    """How dp and sp become pixels."""

    density: float = 2.625
    """Pixels per dp."""
    font_scale: float = 1.0
    """The user's text size, 1 = normal."""

    def px(self, dp: float) -> int:
        """Whole pixels for a length in dp."""
        return int(dp * self.density + 0.5)


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text broken into lines at some width."""

    lines: tuple[str, ...]
    widths: tuple[int, ...]
    """Of each line, in pixels."""
    starts: tuple[int, ...]
    """Index in the text of each line's first character (only told for text fields)."""
    width: int
    height: int
    line_height: int
    size: float
    """Text size in pixels."""
    weight: int


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """The inside of a text field. Places are pixels from the top left corner of its content box."""

    block: TextBlock
    text: str
    """As shown: dots for a password, the hint when it is empty."""
    is_hint: bool
    shift: int
    """How far a single line is moved left to keep the cursor in view."""
    drop: int
    """How far several lines are moved up to keep the cursor in view."""
    cursor: Rect | None
    """None without the focus."""
    selection: tuple[Rect, ...]
    """One box for each line touched by the selection."""
    handles: bool = False
    """Whether cursor or selection have handles to pull at."""


class Node:
    """A laid-out view. Made by layout, never changed by its readers."""

    __slots__ = (
        "children",
        "clip",
        "content_height",
        "culled",
        "editor",
        "focused",
        "height",
        "inset",
        "left",
        "mould",
        "offset",
        "spot",
        "text",
        "top",
        "view",
        "width",
        "x",
        "y",
    )

    def __init__(
        self,
        view: View,
        width: int = 0,
        height: int = 0,
        inset: Rect = NOWHERE,
        children: "Sequence[Node]" = (),
        text: TextBlock | None = None,
        mould: "Mould | None" = None,
    ) -> None:
        self.view = view
        self.width = width
        self.height = height
        self.inset = inset
        """The padding in pixels: left, top, right, bottom."""
        self.children = children
        """Those that show, in drawing order: a later one covers an earlier one."""
        self.text = text
        """The view's text in lines; None for a text field, see `editor`."""
        self.mould = mould
        """Of a still view: what it was cast from."""
        self.spot: Spot | None = None
        """Of a still view that is placed: what is known about it there."""
        self.x = 0
        """From the parent's left edge, before scrolling."""
        self.y = 0
        self.left = self.top = 0
        self.clip: Rect = NOWHERE
        self.culled: Sequence[Node] = ()
        """Children out of sight; they have sizes but no place on the screen."""
        self.editor: FieldBlock | None = None
        self.focused = False
        """A text field with the cursor in it."""
        self.offset = 0
        """How far a scrolling container is scrolled, in pixels."""
        self.content_height = 0
        """Of a scrolling container, in pixels; more than `height` when it can scroll."""

    @property
    def right(self) -> int:
        """The first pixel beside it."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The first pixel below it."""
        return self.top + self.height

    @property
    def scroll_max(self) -> int:
        """The largest offset."""
        return max(0, self.content_height - self.height)

    @property
    def box(self) -> Rect:
        """The whole box, also what does not show of it."""
        left, top = self.left, self.top
        return (left, top, left + self.width, top + self.height)

    def walk(self) -> Iterator["Node"]:
        """The node itself and all that shows below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def walk_all(self) -> Iterator["Node"]:
        """The node itself and all below it, out of sight or not."""
        yield self
        for child in (*self.children, *self.culled):
            yield from child.walk_all()
