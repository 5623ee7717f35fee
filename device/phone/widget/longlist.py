"""Lists of many rows, of which only those near the screen are made: of one height, or each of its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from device.phone.system.context import Context
from device.phone.toolkit.still import Moulds, alike, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import Box
from device.phone.widget.bar import scroll

SECTION_HEIGHT = 52.0
"""dp of a heading between rows."""


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What scrolls away above a list of rows."""

    views: Sequence[View] = ()
    height: float = 0.0
    """dp of all of them."""


NO_HEAD = Head()


def long_scroll(
    context: Context,
    key: str,
    count: int,
    build: Callable[[int], View],
    *,
    row_height: float = 72.0,
    head: Head = NO_HEAD,
    resource_id: str = "recycler_view",
    bottom: float = 16.0,
) -> View:
    """A list of rows of one height, in dp at the normal text size.

    `build` makes the row at a place; `head` comes above them.
    """
    density = context.density
    row_px = max(1, int(row_height * max(1.0, context.font_scale) * density + 0.5))
    high = row_px / density
    shown = -(-context.display.room_size[1] // row_px) + 1
    above = int(context.activity.layout.scroll.get(key, 0) - head.height * density) // row_px - 1
    first = max(0, min(above, count - shown))
    last = min(count, first + shown + 1)
    rows = []
    for place in range(first, last):
        rows.append(_as_high(build(place), high))
    before = fixed(box=Box(height=first * high), important=False)
    after = fixed(box=Box(height=(count - last) * high), important=False)
    return scroll(key, (*head.views, before, *rows, after), resource_id=resource_id, bottom=bottom)


def long_list(
    context: Context,
    key: str,
    heights: Sequence[float],
    build: Callable[[int], View],
    *,
    resource_id: str = "recycler_view",
    bottom: float = 16.0,
) -> View:
    """Rows that `build` makes by their place; `heights` are in dp, at the normal text size."""
    density = context.density
    scale = max(1.0, context.font_scale) * density
    sizes = [int(height * scale + 0.5) for height in heights]
    ends = list(accumulate(sizes))
    room = context.display.room_size[1]
    whole = ends[-1] if ends else 0
    offset = context.activity.layout.scroll.get(key, 0)
    spare = room // 8
    top = max(0, min(offset, int(whole + bottom * density) - room // 2)) - spare
    first = bisect_right(ends, top)
    last = min(len(ends), bisect_left(ends, top + room + 2 * spare) + 1)
    rows = []
    for place in range(first, last):
        rows.append(_as_high(build(place), sizes[place] / density))
    before = (ends[first - 1] if first else 0) / density
    after = (whole - (ends[last - 1] if last else 0)) / density
    return scroll(
        key,
        (
            fixed(box=Box(height=before), important=False),
            *rows,
            fixed(box=Box(height=after), important=False),
        ),
        resource_id=resource_id,
        bottom=bottom,
    )


def _as_high(row: View, height: float) -> View:
    """The row at that height; one that is still gives another."""
    if type(row.still) is Moulds:
        return _still_row(row, height)
    if row.still is not None:
        row.still = alike(row.still, height)
    row.box = _high(row.box, height)
    return row


@lru_cache(maxsize=256)
def _high(box: Box, height: float) -> Box:
    return replace(box, height=height)


@still
def _still_row(row: View, height: float) -> View:
    return replace(row, box=replace(row.box, height=height))
