"""A drawer that lies over the left of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from device.phone.toolkit.still import alike, fixed
from device.phone.toolkit.view import FILL, VEIL, Handler, Screen, View

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
    scrim = View(width=FILL, height=FILL, background=VEIL, on_tap=on_close, important=False)
    panel = View(
        "androidx.recyclerview.widget.RecyclerView",
        "design_navigation_view",
        width=FILL,
        weight=1.0,
        scroll="drawer",
        padding=(12.0, 8.0, 12.0, 16.0),
        children=[_row(entry) for entry in entries],
    )
    drawer = View(
        "FrameLayout",
        "nav_view",
        width=WIDTH,
        height=FILL,
        background="surface_container_low",
        on_tap=_nothing,
        children=(*head, panel),
    )
    whole = View("FrameLayout", "drawer_layout", axis="stack", width=FILL, height=FILL)
    whole.children = (screen.content, scrim, drawer)
    return Screen(whole, background=screen.background, title=screen.title)


def _row(entry: Entry) -> View:
    colour = "on_secondary_container" if entry.chosen else "on_surface_variant"
    row = View(
        "androidx.appcompat.widget.LinearLayoutCompat",
        entry.resource_id,
        axis="row",
        width=FILL,
        height=56.0,
        align="center",
        gap=12.0,
        padding=(16.0 + 16.0 * min(entry.depth, 6), 0.0, 16.0, 0.0),
        radius=28.0,
        background="secondary_container" if entry.chosen else "",
        selected=entry.chosen,
        on_tap=entry.on_tap,
        on_long_press=entry.on_long_press,
        children=(
            fixed("ImageView", icon=entry.icon, colour=colour, important=False),
            fixed(
                "CheckedTextView",
                "design_menu_item_text",
                entry.label,
                style="label_large",
                colour=colour,
                max_lines=1,
                weight=1.0,
            ),
        ),
    )
    held = entry.on_long_press is not None
    row.still = alike("drawer", row.children, entry.resource_id, entry.chosen, entry.depth, held)
    return row


def _nothing() -> None:
    """A touch on the drawer itself goes no further."""
