"""Layout of tables: columns as wide as what is in them where there is room (CSS 2.2, 17.5.2.2)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.flex import shift

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow

MOST_COLUMNS = 200


@dataclass(slots=True)
class _Cell:
    element: PageElement
    row: int
    column: int
    across: int
    down: int


def lay_table(
    flow: "PageFlow", box: PageBox, element: PageElement, inner: float, corner: tuple[float, float]
) -> float:
    """Lay out a table's captions and cells; the height they take."""
    rows, captions = _rows(flow, element)
    cells, columns = _cells(flow, rows, element)
    gap = element.style.spacing
    y = 0.0
    if columns:
        widths = _columns(
            flow, cells, columns, inner - gap * (columns + 1), fill=element.style.width is not None
        )
        taken = sum(widths) + gap * (columns + 1)
    else:
        widths, taken = [], 0.0
    for caption in captions:
        made = flow.box(caption, max(taken, min(inner, 10_000)) if not columns else taken)
        made.x, made.y = corner[0], corner[1] + y
        y += made.height
        box.children.append(made)
    if columns:
        y += _place(flow, box, rows, cells, widths, gap, (corner[0], corner[1] + y))
    box.used = max(box.used, corner[0] + taken)
    if element.style.width is None and box.width < 500_000:
        edges = flow.edges(element.style, 0.0)
        box.width = min(max(taken + edges[1] + edges[3], element.style.min_width[0]), max(box.width, taken))
    return y


def _rows(flow: "PageFlow", element: PageElement) -> tuple[list[PageElement], list[PageElement]]:
    """Rows, those of the head first and those of the foot last, and captions."""
    heads: list[PageElement] = []
    bodies: list[PageElement] = []
    feet: list[PageElement] = []
    captions: list[PageElement] = []
    for child in flow.children(element):
        if not isinstance(child, PageElement):
            continue
        if child.style.display == "table-caption":
            captions.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            into = heads if child.tag == "thead" else feet if child.tag == "tfoot" else bodies
            into += [one for one in flow.children(child) if isinstance(one, PageElement)]
        else:
            bodies.append(child)
    return [*heads, *bodies, *feet], captions


def _cells(flow: "PageFlow", rows: list[PageElement], table: PageElement) -> tuple[list[_Cell], int]:
    """Each cell with its place, and how many columns there are."""
    taken: set[tuple[int, int]] = set()
    cells: list[_Cell] = []
    padding = table.attributes.get("cellpadding", "")
    border = table.attributes.get("border", "0") not in ("", "0")
    for place, row in enumerate(rows):
        column = 0
        for one in flow.children(row) if row.style.display != "block" else [row]:
            if not isinstance(one, PageElement):
                continue
            while (place, column) in taken:
                column += 1
            across, down = (_count(one.attributes.get(name, "")) for name in ("colspan", "rowspan"))
            if column + across > MOST_COLUMNS:
                break
            _dressed(one, padding, border=border)
            cells.append(_Cell(one, place, column, across, min(down, len(rows) - place)))
            taken.update(
                (place + y, column + x) for y in range(min(down, len(rows) - place)) for x in range(across)
            )
            column += across
    return cells, max((cell.column + cell.across for cell in cells), default=0)


def _dressed(cell: PageElement, padding: str, *, border: bool) -> None:
    """What a table's own attributes say of its cells."""
    style = cell.style
    changes: dict[str, object] = {}
    if padding.isdigit() and len(padding) < 4:
        changes["padding"] = ((float(padding), 0.0),) * 4
    if border and not any(style.border):
        changes.update(border=(1.0, 1.0, 1.0, 1.0), border_colour="#808080")
    if changes:
        values = {name: getattr(style, name) for name in style.__slots__}
        cell.style = type(style)(**{**values, **changes})


def _count(text: str) -> int:
    return max(1, min(100, int(text))) if text.isdigit() and len(text) < 5 else 1


def _columns(flow: "PageFlow", cells: list[_Cell], count: int, room: float, *, fill: bool) -> list[float]:
    """How wide each column is."""
    least, most = [0.0] * count, [0.0] * count
    asked: list[float | None] = [None] * count
    for cell in sorted(cells, key=lambda one: one.across):
        low, high = flow.wanted(cell.element)
        if cell.across == 1:
            least[cell.column], most[cell.column] = max(least[cell.column], low), max(most[cell.column], high)
            width = cell.element.style.width
            if width is not None and width[1] and room < 500_000:
                asked[cell.column] = width[1] * room
            continue
        span = range(cell.column, cell.column + cell.across)
        for sums, need in ((least, low), (most, high)):
            lack = (need - sum(sums[at] for at in span)) / cell.across
            if lack > 0:
                for at in span:
                    sums[at] += lack
    most = [max(high, one or 0.0) for high, one in zip(most, asked, strict=True)]
    if room >= 500_000:
        return most
    whole = sum(most)
    if whole <= room:
        if not fill or not whole:
            return most
        free = [at for at in range(count) if asked[at] is None] or list(range(count))
        weight = sum(most[at] for at in free) or 1.0
        return [high + (room - whole) * high / weight if at in free else high for at, high in enumerate(most)]
    spare = room - sum(least)
    if spare <= 0:
        return least
    stretch = sum(high - low for low, high in zip(least, most, strict=True)) or 1.0
    return [low + spare * (high - low) / stretch for low, high in zip(least, most, strict=True)]


def _place(
    flow: "PageFlow",
    box: PageBox,
    rows: list[PageElement],
    cells: list[_Cell],
    widths: list[float],
    gap: float,
    corner: tuple[float, float],
) -> float:
    """Give rows and cells their places; the height they take."""
    heights = [(row.style.height or (0.0, 0.0))[0] for row in rows]
    made = []
    for cell in cells:
        width = sum(widths[cell.column : cell.column + cell.across]) + gap * (cell.across - 1)
        one = flow.box(cell.element, width, width=width)
        made.append(one)
        if cell.down == 1:
            heights[cell.row] = max(heights[cell.row], one.height)
    for cell, one in zip(cells, made, strict=True):
        lack = one.height - sum(heights[cell.row : cell.row + cell.down]) - gap * (cell.down - 1)
        if lack > 0:
            heights[cell.row + cell.down - 1] += lack
    tops = [gap + sum(heights[:place]) + gap * place for place in range(len(rows))]
    lines = [PageBox(row, row.style, corner[0], corner[1] + top) for row, top in zip(rows, tops, strict=True)]
    for line, height in zip(lines, heights, strict=True):
        line.width, line.height, line.reach = sum(widths) + gap * (len(widths) + 1), height, height
    for cell, one in zip(cells, made, strict=True):
        height = sum(heights[cell.row : cell.row + cell.down]) + gap * (cell.down - 1)
        spare = height - one.height
        one.height, one.reach = height, max(one.reach, height)
        if spare > 0 and one.style.valign in ("middle", "bottom"):
            shift(one, spare / 2 if one.style.valign == "middle" else spare)
        one.x, one.y = gap + sum(widths[: cell.column]) + gap * cell.column, 0.0
        line = lines[cell.row]
        line.children.append(one)
        line.reach = max(line.reach, one.reach)
    box.children += [line for line in lines if line.children]
    return sum(heights) + gap * (len(rows) + 1)
