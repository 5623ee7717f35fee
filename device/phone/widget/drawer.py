"""A drawer that lies over the left of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from device.phone.toolkit.still import alike, fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import (
    FILL,
    FULL_SIZE,
    GROWING,
    STACKED,
    VEIL,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)

WIDTH = 304.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a drawer."""

    resource_id: str
    icon: str
    label: str
    on_tap: Handler
    chosen: bool = False
    depth: int = 0
    """How far it stands in, as what is in another entry."""
    on_long_press: Handler | None = None


def with_drawer(screen: Screen, head: Sequence[View], entries: Sequence[Entry], on_close: Handler) -> Screen:
    """The page dimmed, with the drawer over it, which the dump shows alone; a touch beside it closes it."""
    screen.content.left_out = True
    scrim = View(box=FULL_SIZE, surface=Surface(VEIL), on_tap=on_close, important=False)
    panel = View(
        "androidx.recyclerview.widget.RecyclerView",
        "design_navigation_view",
        box=Box(width=FILL, weight=1.0, padding=(12.0, 8.0, 12.0, 16.0)),
        scroll="drawer",
        children=[_row(entry) for entry in entries],
    )
    drawer = View(
        "FrameLayout",
        "nav_view",
        box=Box(width=WIDTH, height=FILL),
        surface=Surface("surface_container_low"),
        on_tap=_nothing,
        children=(*head, panel),
    )
    whole = View(
        "FrameLayout", "drawer_layout", box=FULL_SIZE, flow=STACKED, children=(screen.content, scrim, drawer)
    )
    return Screen(whole, background=screen.background, title=screen.title)


def _row(entry: Entry) -> View:
    colour = "on_secondary_container" if entry.chosen else "on_surface_variant"
    row = View(
        "androidx.appcompat.widget.LinearLayoutCompat",
        entry.resource_id,
        box=Box(width=FILL, height=56.0, padding=(16.0 + 16.0 * min(entry.depth, 6), 0.0, 16.0, 0.0)),
        flow=Flow("row", gap=12.0, align="center"),
        surface=Surface("secondary_container" if entry.chosen else "", radius=28.0),
        selected=entry.chosen,
        on_tap=entry.on_tap,
        on_long_press=entry.on_long_press,
        children=(
            fixed("ImageView", icon=Icon(entry.icon, colour), important=False),
            fixed(
                "CheckedTextView",
                "design_menu_item_text",
                Text(entry.label, style="label_large", colour=colour, max_lines=1),
                box=GROWING,
            ),
        ),
    )
    held = entry.on_long_press is not None
    row.still = alike("drawer", row.children, entry.resource_id, entry.chosen, entry.depth, held)
    return row


def _nothing() -> None:
    """A touch on the drawer itself goes no further."""
