"""Layout of simple grids: columns as given, filled row by row (CSS Grid Layout, of which this is a part)."""

import re
from typing import TYPE_CHECKING

from device.phone.web.box import PageBox
from device.phone.web.dom import PageElement
from device.phone.web.flex import aligned, flex_items
from device.phone.web.sheet import parts_of
from device.phone.web.style import Style

if TYPE_CHECKING:
    from device.phone.web.flow import PageFlow

MOST_TRACKS = 60


def lay_grid(
    flow: "PageFlow", box: PageBox, element: PageElement, inner: float, corner: tuple[float, float]
) -> float:
    """Lay out a grid whose columns are given; items fill it row by row, which share the height there is."""
    style = element.style
    items = flex_items(flow, element)
    gap_y, gap_x = style.gap
    widths = _tracks(flow, style, items, inner, gap_x)
    rows: list[list[tuple[int, int, PageElement]]] = [[]]
    at = 0
    for item in items:
        span = _spanned(item.style.span, len(widths))
        if at and at + span > len(widths):
            rows.append([])
            at = 0
        rows[-1].append((at, span, item))
        at += span
    laid: list[list[PageBox]] = []
    for row in rows:
        boxes = []
        for start, span, item in row:
            room = sum(widths[start : start + span]) + gap_x * (span - 1)
            fill = style.justify if style.justify in ("center", "end") else "stretch"
            made = flow.box(item, room, shrink=fill != "stretch")
            made.x = corner[0] + sum(widths[:start]) + gap_x * start + made.margin[3]
            boxes.append(made)
        laid.append(boxes)
    highs = [
        max((made.height + made.margin[0] + made.margin[2] for made in boxes), default=0.0) for boxes in laid
    ]
    spare = max(0.0, flow.high - sum(highs) - gap_y * (len(laid) - 1)) / len(laid)
    y = 0.0
    for boxes, high in zip(laid, (high + spare for high in highs), strict=True):
        for made in boxes:
            made.y = corner[1] + y + aligned(made, style, high)
            box.children.append(made)
            box.used = max(box.used, made.x + made.width)
        y += high + gap_y if boxes else 0.0
    return max(0.0, y - gap_y)


def _spanned(text: str, most: int) -> int:
    found = re.search(r"span\s+(\d{1,3})", text)
    if found:
        return max(1, min(most, int(found[1])))
    ends = re.fullmatch(r"\s*(-?\d{1,3})\s*/\s*(-?\d{1,3})\s*", text)
    if ends:
        end = int(ends[2]) if int(ends[2]) > 0 else most + 2 + int(ends[2])
        return max(1, min(most, end - int(ends[1])))
    return 1


def _tracks(
    flow: "PageFlow", style: Style, items: list[PageElement], inner: float, gap: float
) -> list[float]:
    """The widths of the columns."""
    named = [one for part in parts_of(style.columns) for one in _repeated(part, inner, gap)][
        :MOST_TRACKS
    ] or ["1fr"]
    fixed: list[float] = []
    shares: list[float] = []
    for place, track in enumerate(named):
        share = re.fullmatch(r"([\d.]+)fr", track)
        pixels = _pixels(track, inner)
        shares.append(float(share[1]) if share else 0.0)
        if share:
            fixed.append(0.0)
        elif pixels is not None:
            fixed.append(pixels)
        else:
            column = items[place :: len(named)]
            fixed.append(max((min(flow.wanted(item)[1], inner) for item in column), default=0.0))
    rest = max(0.0, inner - sum(fixed) - gap * (len(named) - 1)) if inner < 500_000 else 0.0
    whole = sum(shares)
    if inner >= 500_000 and whole:
        each = max((flow.wanted(item)[1] for item in items), default=0.0)
        return [each if share else width for width, share in zip(fixed, shares, strict=True)]
    return [width + (rest * share / max(whole, 1e-6)) for width, share in zip(fixed, shares, strict=True)]


def _repeated(part: str, inner: float, gap: float) -> list[str]:
    found = re.fullmatch(r"repeat\(\s*([\w-]+)\s*,\s*(.+)\)", part)
    if found is None:
        bound = re.fullmatch(r"minmax\((.+),\s*(.+)\)", part)
        return [bound[2].strip() if bound else part]
    inside = parts_of(found[2])
    tracks = [one for each in inside for one in _repeated(each, inner, gap)]
    if found[1].isdigit():
        return tracks * max(1, min(MOST_TRACKS, int(found[1])))
    bound = re.search(r"minmax\(\s*([\w.%]+)", found[2])
    least = _pixels(bound[1] if bound else found[2].strip(), inner) or 100.0
    return tracks * max(1, min(MOST_TRACKS, int((min(inner, 10_000) + gap) // max(1.0, least + gap))))


def _pixels(text: str, inner: float) -> float | None:
    found = re.fullmatch(r"([\d.]+)(px|%|em|rem|vw)", text)
    if found is None:
        return None
    number = float(found[1])
    return (
        number / 100 * inner if found[2] in ("%", "vw") else number * (16 if found[2] in ("em", "rem") else 1)
    )
