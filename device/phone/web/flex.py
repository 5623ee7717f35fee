"""Layout of flex rows and flex columns (CSS Flexible Box Layout)."""

from typing import TYPE_CHECKING

from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.style import Style
from device.phone.web.value import Length

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow


def flex_items(flow: "PageFlow", element: PageElement) -> list[PageElement]:
    """What is laid out: elements, and texts between them as blocks of their own."""
    found: list[PageElement] = []
    for child in flow.children(element):
        if isinstance(child, PageElement):
            if child.style.position in ("absolute", "fixed"):
                flow.apart.append((child, element.style))
            else:
                found.append(child)
        elif child.text.strip():
            own = PageElement(-child.nid, "#text", (), "", {}, 0, element.held, [child])
            own.style = Style(
                display="block",
                colour=element.style.colour,
                size=element.style.size,
                weight=element.style.weight,
                line=element.style.line,
                line_factor=element.style.line_factor,
                align=element.style.align,
            )
            found.append(own)
    return sorted(found, key=lambda item: item.style.order)


def lay_flex(
    flow: "PageFlow", box: PageBox, element: PageElement, inner: float, corner: tuple[float, float]
) -> float:
    """Lay out a flex container's items; the height they take."""
    style = element.style
    items = flex_items(flow, element)
    if style.direction == "column":
        return _column(flow, box, items, style, inner, corner)
    gap_y, gap_x = (length[0] + length[1] * min(inner, 100_000) for length in style_gap(style))
    lines: list[list[tuple[PageElement, float]]] = [[]]
    used = 0.0
    for item in items:
        base = _base(flow, item, inner)
        outer = base + _margins(item, inner)
        if style.wrap and lines[-1] and used + gap_x + outer > inner + 0.01:
            lines.append([])
            used = 0.0
        used += outer + (gap_x if lines[-1] else 0.0)
        lines[-1].append((item, base))
    y = 0.0
    own = max(flow.high, _own_height(box, style))
    for line in lines:
        if line:
            boxes = [
                flow.box(item, inner, width=width)
                for (item, _), width in zip(line, _shared(flow, line, inner, gap_x), strict=True)
            ]
            high = max(made.height + made.margin[0] + made.margin[2] for made in boxes)
            if len(lines) == 1 and own:
                high = max(high, own)
            _along(box, boxes, style, inner, gap_x, corner, y, high)
            y += high + gap_y
    return max(0.0, y - gap_y)


def style_gap(style: Style) -> tuple[Length, Length]:
    """Gaps between rows and between columns."""
    return ((style.gap[0], 0.0), (style.gap[1], 0.0))


def _own_height(box: PageBox, style: Style) -> float:
    """The height of the content that the container asks for itself; 0 when it asks for none."""
    asked = max(style.height[0] if style.height else 0.0, style.min_height[0])
    edges = sum((style.padding[at] or (0.0, 0.0))[0] + style.border[at] for at in (0, 2))
    return max(0.0, asked - edges) if style.border_box else asked


def _margins(item: PageElement, room: float) -> float:
    return sum(
        (one[0] + one[1] * min(room, 100_000)) if one else 0.0
        for one in (item.style.margin[1], item.style.margin[3])
    )


def _base(flow: "PageFlow", item: PageElement, room: float) -> float:
    """How wide an item is before room is shared out: its border box."""
    style = item.style
    asked = style.basis if style.basis is not None else style.width
    edges = flow.edges(style, 0.0)
    if asked is not None and not (asked[1] and room > 500_000):
        size = asked[0] + asked[1] * room
        base = size if style.border_box else size + edges[1] + edges[3]
    else:
        base = min(flow.wanted(item)[1], max(0.0, room))
    if style.max_width is not None and not style.max_width[1]:
        base = min(base, style.max_width[0] + (0 if style.border_box else edges[1] + edges[3]))
    return max(base, style.min_width[0])


def _shared(flow: "PageFlow", line: list[tuple[PageElement, float]], inner: float, gap: float) -> list[float]:
    """The widths of a line's items once what is left over, or lacking, is shared out."""
    widths = [base for _, base in line]
    spare = inner - sum(widths) - sum(_margins(item, inner) for item, _ in line) - gap * (len(line) - 1)
    if inner > 500_000:
        return widths
    grow = sum(item.style.grow for item, _ in line)
    if spare > 0 and grow:
        share = spare / max(1.0, grow)
        return [width + item.style.grow * share for (item, _), width in zip(line, widths, strict=True)]
    if spare < 0:
        shrink = sum(item.style.shrink * width for (item, _), width in zip(line, widths, strict=True))
        if shrink:
            return [
                max(min(width, _least(flow, item)), width + spare * item.style.shrink * width / shrink)
                for (item, _), width in zip(line, widths, strict=True)
            ]
    return widths


def _least(flow: "PageFlow", item: PageElement) -> float:
    """What an item is not made narrower than: its content, but nothing where its width is given."""
    return flow.wanted(item)[0] if item.style.width is None else 0.0


def _along(
    box: PageBox,
    boxes: list[PageBox],
    style: Style,
    inner: float,
    gap: float,
    corner: tuple[float, float],
    y: float,
    high: float,
) -> None:
    """Give the items of one line their places."""
    used = sum(made.width + made.margin[1] + made.margin[3] for made in boxes) + gap * (len(boxes) - 1)
    spare = inner - used if inner < 500_000 else 0.0
    autos = sum((made.style.margin[1] is None) + (made.style.margin[3] is None) for made in boxes)
    x, between = (0.0, gap) if autos else _spread(style.justify, spare, len(boxes), gap)
    each = max(0.0, spare) / autos if autos else 0.0
    for made in boxes:
        if made.style.margin[3] is None:
            x += each
        made.x = corner[0] + x + made.margin[3]
        made.y = corner[1] + y + aligned(made, style, high)
        x += made.margin[3] + made.width + made.margin[1] + between
        if made.style.margin[1] is None:
            x += each
        box.children.append(made)
        box.used = max(box.used, made.x + made.width + made.margin[1])


def _spread(how: str, spare: float, count: int, gap: float) -> tuple[float, float]:
    """Where the first item starts, and the gap between two."""
    room = max(0.0, spare)
    if how == "center":
        return spare / 2, gap
    if how == "end":
        return spare, gap
    if how == "space-between" and count > 1:
        return 0.0, gap + room / (count - 1)
    if how == "space-around":
        return room / count / 2, gap + room / count
    if how == "space-evenly":
        return room / (count + 1), gap + room / (count + 1)
    return 0.0, gap


def aligned(made: PageBox, style: Style, high: float) -> float:
    """Where an item lies across its line; one that is stretched is made as high as the line."""
    how = made.style.self_align or style.items
    outer = made.height + made.margin[0] + made.margin[2]
    if made.style.margin[0] is None and made.style.margin[2] is None:
        how = "center"
    if how == "center":
        return made.margin[0] + (high - outer) / 2
    if how == "end":
        return made.margin[0] + high - outer
    if how in ("stretch", "normal") and made.style.height is None and made.element is not None:
        taller = high - made.margin[0] - made.margin[2]
        if made.element.tag not in ("img", "canvas", "input", "select", "textarea") and taller > made.height:
            lower(made, taller)
    return made.margin[0]


def lower(made: PageBox, height: float) -> None:
    """Make a box taller; what a button or a centring container holds stays in its middle."""
    style = made.style
    spare = height - made.height
    made.height = height
    made.reach = max(made.reach, height)
    flexed = style.display.endswith("flex") and style.direction == "row" and style.items == "center"
    flexed = flexed or (
        style.display.endswith("flex") and style.direction == "column" and style.justify == "center"
    )
    if flexed or (made.element is not None and made.element.tag == "button"):
        shift(made, spare / 2)


def shift(made: PageBox, by: float) -> None:
    """Move what is in a box down."""
    for child in made.children:
        child.y += by
    for fragment in made.fragments:
        fragment.y += by
    for span in made.spans:
        span.y += by


def _column(
    flow: "PageFlow",
    box: PageBox,
    items: list[PageElement],
    style: Style,
    inner: float,
    corner: tuple[float, float],
) -> float:
    """Items below each other."""
    boxes = []
    for item in items:
        how = item.style.self_align or style.items
        narrow = (
            how not in ("stretch", "normal") or item.style.margin[1] is None
        ) and item.style.width is None
        boxes.append(flow.box(item, inner, shrink=narrow))
    gap = style.gap[0]
    used = sum(made.height + made.margin[0] + made.margin[2] for made in boxes) + gap * max(0, len(boxes) - 1)
    spare = max(0.0, max(flow.high, _own_height(box, style)) - used)
    grow = sum(item.style.grow for item in items)
    if spare and grow:
        for made in boxes:
            if made.style.grow:
                lower(made, made.height + spare * made.style.grow / max(1.0, grow))
        used, spare = used + spare, 0.0
    y, between = _spread(style.justify, spare, max(1, len(boxes)), gap)
    for made in boxes:
        how = made.style.self_align or style.items
        free = inner - made.width - made.margin[1] - made.margin[3] if inner < 500_000 else 0.0
        if made.style.margin[1] is None and made.style.margin[3] is None:
            how = "center"
        made.x = corner[0] + made.margin[3] + (free / 2 if how == "center" else free if how == "end" else 0.0)
        made.y = corner[1] + y + made.margin[0]
        y += made.height + made.margin[0] + made.margin[2] + between
        box.children.append(made)
        box.used = max(box.used, made.x + made.width + made.margin[1])
    return max(used, y - between)
