"""A list of many rows of known but different heights, of which only those near the screen are made."""

from collections.abc import Callable, Sequence
from itertools import accumulate

from device.phone.app import Context
from device.phone.view import View
from device.phone.widget import scroll

SECTION_HEIGHT = 52.0
"""dp of a heading between rows."""


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
    phone = context.phone
    scale = max(1.0, phone.font_scale)
    ends = list(accumulate(height * scale for height in heights))
    screen = phone.size[1] / phone.density
    whole = ends[-1] if ends else 0.0
    offset = context.activity.layout.scroll.get(key, 0) / phone.density
    top = max(0.0, min(offset, whole + bottom - screen / 2)) - screen / 4
    shown = [
        place
        for place, end in enumerate(ends)
        if end > top and end - heights[place] * scale < top + 1.5 * screen
    ]
    rows = []
    for place in shown:
        row = build(place)
        row.height = heights[place] * scale
        rows.append(row)
    before = ends[shown[0]] - heights[shown[0]] * scale if shown else 0.0
    after = whole - ends[shown[-1]] if shown else 0.0
    return scroll(
        key,
        (View(height=before, important=False), *rows, View(height=after, important=False)),
        resource_id=resource_id,
        bottom=bottom,
    )
