"""Layout's first pass: how large each view is, and where it lies in its parent.

A view is as large as it asks for, else as its content, never larger than its parent's room. FILL takes the
room; weights share what the others leave. Inside a scrolling container the room is endless downwards, so
FILL and weight mean nothing there and the content's height decides.
It runs on every view of every frame: plain ints, few calls, the common case (no margin, no padding) first.
"""

from collections.abc import Sequence

from device.phone.toolkit.field import editor_of, selectable_block
from device.phone.toolkit.line import (
    ENDLESS,
    FREE,
    HALF,
    LATER,
    MANY,
    UNKNOWN,
    size_column,
    size_row,
    stacked_row,
)
from device.phone.toolkit.node import Metrics, Node, TextBlock
from device.phone.toolkit.spacing import NO_EDGES, edge_pixels, padding_pixels, settle
from device.phone.toolkit.still import Room, mould_for
from device.phone.toolkit.textblock import text_block
from device.phone.toolkit.view import FieldText, LayoutState, View
from device.phone.toolkit.viewpart import FILL, Text

_UNMARKED = FieldText()


def _asked(length: float, room: int, density: float) -> int:
    """A width or height as the view gives it; FREE for FILL where the room is endless."""
    if length >= 0:
        wanted = int(length * density + 0.5)
        return wanted if wanted < room else room
    return room if room < HALF else FREE


class Sizing:
    """One layout's first pass."""

    __slots__ = ("density", "fields", "focus", "marked", "scale", "scroll", "toolbar")

    def __init__(self, metrics: Metrics, state: LayoutState) -> None:
        self.density = metrics.density
        self.scale = metrics.density * metrics.font_scale
        self.fields = state.fields
        self.scroll = state.scroll
        self.focus = state.focus
        self.marked = state.marked
        self.toolbar = state.toolbar

    def node(
        self, view: View, room_x: int, room_y: int, fixed_x: int, fixed_y: int, *, model: bool = False
    ) -> Node:
        """A view with its size, given the room in pixels and, where not FREE, the size it must have.

        A still view's is cast from a mould, unless it is to be the model of one.
        """
        density = self.density
        if view.still is not None and not model:
            cast = self._cast(view, (room_x, room_y, fixed_x, fixed_y, density, self.scale))
            return cast or self.node(view, room_x, room_y, fixed_x, fixed_y, model=True)
        box = view.box
        if fixed_x < 0 and (asked := box.width) is not None:
            fixed_x = _asked(asked, room_x, density)
        if fixed_y < 0 and (asked := box.height) is not None:
            fixed_y = _asked(asked, room_y, density)
        node = Node(view)
        inset_x = inset_y = 0
        if box.padding is not NO_EDGES:
            node.inset = inset = padding_pixels(box, density, self.scale)
            inset_x, inset_y = inset[0] + inset[2], inset[1] + inset[3]
        inner_x = (room_x if fixed_x < 0 else fixed_x) - inset_x
        inner_x = inner_x if inner_x > 0 else 0
        lowest = int(box.min_height * density + 0.5) if box.min_height else 0
        scrolls = view.scroll
        if view.children or scrolls or view.input.key:
            inner_y = (room_y if fixed_y < 0 else fixed_y) - inset_y
            wide, high = self._content(
                node,
                inner_x,
                inner_y if inner_y > 0 else 0,
                FREE if fixed_x < 0 else inner_x,
                FREE if fixed_y < 0 else inner_y if inner_y > 0 else 0,
                lowest - inset_y if lowest > inset_y else 0,
            )
        elif view.text.content or view.icon.name:
            wide, high = self._leaf(node, inner_x)
        else:
            wide = high = 0
        high += inset_y
        if scrolls:
            node.content_height = high
        if fixed_x < 0:
            wide += inset_x
            fixed_x = wide if wide < room_x else room_x
        if fixed_y < 0:
            high = high if high > lowest else lowest
            fixed_y = high if high < room_y else room_y
        node.width = fixed_x
        node.height = fixed_y
        if scrolls:
            node.offset = min(max(0, self.scroll.get(scrolls, 0)), node.scroll_max)
            if len(view.children) >= MANY:
                self._complete(node)
        return node

    def _cast(self, view: View, room: Room) -> Node | None:
        """A still view's node; None the first time that it is in such a room."""
        kept = view.still
        assert kept is not None
        if HALF < room[1] < ENDLESS:  # below other rows of what scrolls: it makes no difference how far
            room = (room[0], ENDLESS, *room[2:])
        mould = kept.get(room) or mould_for(view, room, self._model)
        if mould is None:
            return None
        return Node(view, mould.width, mould.height, mould.inset, mould.children, mould.text, mould)

    def _model(self, view: View, room: Room) -> Node:
        """What it is cast from."""
        return self.node(view, *room[:4], model=True)

    def _complete(self, node: Node) -> None:
        """Size what is inside the rows of a long list that show; the others stay empty boxes."""
        low, high = node.offset, node.offset + node.height
        children = list(node.children)
        for place, made in enumerate(children):
            if made.content_height == UNKNOWN:
                made.content_height = 0
                if made.y < high and made.y + made.height > low:
                    whole = self.node(made.view, made.width, made.height, made.width, made.height)
                    whole.x, whole.y = made.x, made.y
                    children[place] = whole
        node.children = children

    # -- leaves ----------------------------------------------------------------------------------------
    def _leaf(self, node: Node, room_x: int) -> tuple[int, int]:
        """A text, an icon, or both: side by side in a row, below each other in a column."""
        view = node.view
        text, flow = view.text, view.flow
        if not view.icon.name:
            node.text = block = self._block(text, room_x)
            if text.selectable and text.selectable == self.marked:
                held = self.fields.get(text.selectable, _UNMARKED)
                node.editor = selectable_block(text, block, held, bool(self.toolbar))
            return block.width, block.height
        icon = int(view.icon.size * self.density + 0.5)
        if not text.content:
            return icon, icon
        gap = int(flow.gap * self.density + 0.5)
        beside = icon + gap if flow.axis == "row" else 0
        node.text = block = self._block(text, max(0, room_x - beside))
        if beside:
            return block.width + beside, max(block.height, icon)
        below = icon + gap if flow.axis == "column" else 0
        return max(block.width, icon), max(block.height + below, icon)

    def _block(self, text: Text, width: int) -> TextBlock:
        """A view's text in lines, in so many pixels."""
        return text_block(text.content, text.style, self.scale, width, text.max_lines)

    def _content(
        self, node: Node, room_x: int, room_y: int, fixed_x: int, fixed_y: int, lowest: int
    ) -> tuple[int, int]:
        """Whatever is inside a view that is no plain leaf; the size it takes."""
        view = node.view
        if key := view.input.key:
            node.focused = key == self.focus
            high = room_y if fixed_y >= 0 else ENDLESS
            held = self.fields.get(key)
            node.editor = editor = editor_of(
                view, held, self.scale, room_x, high, node.focused, bool(self.toolbar)
            )
            return room_x, editor.block.height
        if view.scroll:
            room_y = ENDLESS
        if view.flow.stacks and (stacked := stacked_row(self, view, room_x)) is not view:
            node.view = view = stacked
        axis = view.flow.axis
        if axis == "column":
            wide, high = size_column(self, node, room_x, room_y, fixed_x, fixed_y, lowest)
        elif axis == "row":
            wide, high = size_row(self, node, room_x, room_y, fixed_x, fixed_y, lowest)
        else:
            wide, high = self._stack(node, room_x, room_y, fixed_x, fixed_y, lowest)
        if view.text.content:
            node.text = block = self._block(view.text, room_x)
            return max(wide, block.width), max(high, block.height)
        return wide, high

    # -- stacks ----------------------------------------------------------------------------------------
    def _stack(
        self, node: Node, room_x: int, room_y: int, fixed_x: int, fixed_y: int, lowest: int
    ) -> tuple[int, int]:
        """Children over each other; those that FILL a wrapping stack take its size, not the room."""
        view = node.view
        children = view.children
        wide, high = 0, lowest
        late: Sequence[int] = ()
        nodes = []
        for place, child in enumerate(children):
            box = child.box
            if (fixed_x < 0 and box.width == FILL) or (fixed_y < 0 and box.height == FILL):
                late = (*late, place)
                nodes.append(LATER)
                continue
            made = self._stacked(child, room_x, room_y, fixed_x)
            wide, high = max(wide, made.x + made.width), max(high, made.y + made.height)
            nodes.append(made)
        node.children = nodes
        if late:
            wide, high = self._late(node, late, (room_x, room_y), (fixed_x, fixed_y), (wide, high))
        if fixed_x >= 0:
            wide = fixed_x
        if fixed_y >= 0:
            high = max(high, fixed_y) if view.scroll else fixed_y
        for made in node.children:
            settle(node, made, wide, high, self.density)
        return wide, high

    def _late(
        self,
        node: Node,
        late: Sequence[int],
        room: tuple[int, int],
        fixed: tuple[int, int],
        size: tuple[int, int],
    ) -> tuple[int, int]:
        """Size the children that FILL a stack along an axis on which it wraps."""
        wide, high = size
        children = node.view.children
        nodes = list(node.children)
        alone = len(late) == len(children)
        for place in late:
            child = children[place]
            box = child.box
            room_x = room[0] if alone or fixed[0] >= 0 or box.width != FILL else wide
            room_y = room[1] if alone or fixed[1] >= 0 or box.height != FILL else high
            made = self._stacked(child, room_x, room_y, fixed[0])
            wide, high = max(wide, made.x + made.width), max(high, made.y + made.height)
            nodes[place] = made
        node.children = nodes
        return wide, high

    def _stacked(self, child: View, room_x: int, room_y: int, fixed_x: int) -> Node:
        """A child of a stack; x and y hold the sums of its margins until it gets its place."""
        margin = child.box.margin
        if margin is NO_EDGES:
            return self.node(child, room_x, room_y, FREE, FREE)
        left, top, right, bottom = edge_pixels(margin, self.density)
        made = self.node(child, max(0, room_x - left - right), max(0, room_y - top - bottom), FREE, FREE)
        made.x, made.y = left + right, top + bottom
        return made
