"""What frames a page: bars at its top and bottom, tabs, and the scaffold that holds them together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_SIZE,
    FULL_WIDTH,
    GROWING,
    Box,
    Edges,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)
from device.phone.widget.button import icon_button

LARGE_TITLE_HEIGHT = 96.0
"""dp of the big title of a page before it scrolls into the bar."""


@dataclass(frozen=True, slots=True)
class Back:
    """What leads back from a page: an arrow at the start of its bar, or a cross."""

    on_tap: Handler
    label: str = "Navigate up"
    icon: str = "arrow_back"


def top_bar(
    title: str,
    *,
    back: Back | None = None,
    actions: Sequence[View] = (),
    subtitle: str = "",
    background: str = "",
    title_id: str = "",
    title_style: str = "title_large",
    colour: str = "on_surface",
) -> View:
    """The small app bar: an arrow, the title, and actions at its end."""
    words = _words(title, subtitle, title_id, title_style, colour)
    arrow = () if back is None else (icon_button(Icon(back.icon, colour), back.label, back.on_tap),)
    return View(
        "android.view.ViewGroup",
        "action_bar" if back is not None else "toolbar",
        box=Box(
            width=FILL,
            height=None if subtitle else 64.0,
            min_height=64.0,
            padding=(4.0 if arrow else 24.0, 0.0, 8.0, 0.0),
        ),
        flow=Flow("row", gap=4.0, align="center"),
        surface=Surface(background),
        children=(*arrow, words, *actions),
    )


@still
def _words(title: str, subtitle: str, title_id: str, style: str, colour: str) -> View:
    """The title of a bar, over its subtitle where it has one."""
    words = Text(title, style=style, colour=colour, max_lines=1)
    if not subtitle:
        return View("TextView", title_id, words, box=GROWING)
    head = View("TextView", title_id, words)
    foot = fixed(
        "TextView", "", Text(subtitle, style="body_medium", colour="on_surface_variant", max_lines=1)
    )
    return View(box=GROWING, children=(head, foot), important=False)


def large_title(title: str) -> View:
    """The big title of a page, first in its scrolling list."""
    return fixed(
        "TextView",
        "collapsing_toolbar_title",
        Text(title, style="display_small", max_lines=2),
        box=Box(width=FILL, min_height=LARGE_TITLE_HEIGHT, padding=(24.0, 28.0, 24.0, 16.0)),
        flow=Flow(justify="end"),
    )


def selection_bar(count: int, on_close: Handler, actions: Sequence[View], close_label: str = "Done") -> View:
    """The bar while several things are selected."""
    return top_bar(
        str(count),
        back=Back(on_close, close_label, "close"),
        actions=actions,
        background="surface_container_high",
    )


@dataclass(frozen=True, slots=True)
class Tab:
    """One place of a tab row or bottom bar."""

    label: str
    icon: str = ""
    resource_id: str = ""
    description: str = ""


def bottom_bar(tabs: Sequence[Tab], chosen: int, on_choose: Callable[[int], None]) -> View:
    """The bottom navigation: icons over labels, a pill behind the chosen icon."""
    return View(
        "FrameLayout",
        "bottom_navigation",
        box=Box(width=FILL, height=80.0),
        flow=Flow("row", align="stretch"),
        surface=Surface("surface_container"),
        children=[_place(tab, place == chosen, partial(on_choose, place)) for place, tab in enumerate(tabs)],
    )


def _place(tab: Tab, chosen: bool, on_tap: Handler) -> View:
    """One place of the bottom bar; its description stands for the label in the dump."""
    place = View(
        "FrameLayout",
        tab.resource_id,
        content_description=tab.description or tab.label,
        box=Box(weight=1.0, padding=(0.0, 12.0, 0.0, 0.0)),
        flow=Flow(gap=4.0, align="center"),
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(
                "ImageView",
                "navigation_bar_item_icon_view",
                icon=Icon(
                    tab.icon, "on_secondary_container" if chosen else "on_surface_variant", filled=chosen
                ),
                box=Box(width=64.0, height=32.0),
                flow=CENTRED,
                surface=Surface("secondary_container" if chosen else "", radius=16.0),
                important=False,
            ),
            fixed(
                "TextView",
                "navigation_bar_item_large_label_view" if chosen else "navigation_bar_item_small_label_view",
                Text(
                    tab.label,
                    style="label_medium",
                    colour="on_surface" if chosen else "on_surface_variant",
                    max_lines=1,
                ),
                important=False,
            ),
        ),
    )
    place.still = alike("bottom bar", place.children, tab.resource_id, place.content_description, chosen)
    return place


def tab_row(tabs: Sequence[Tab], chosen: int, on_choose: Callable[[int], None]) -> View:
    """Tabs under a bar, a line below the chosen one."""
    return View(
        "HorizontalScrollView",
        "tab_layout",
        box=Box(width=FILL, height=48.0),
        flow=Flow("row", align="stretch"),
        children=[_tab(tab, place == chosen, partial(on_choose, place)) for place, tab in enumerate(tabs)],
    )


def _tab(tab: Tab, chosen: bool, on_tap: Handler) -> View:
    place = View(
        "LinearLayout",
        tab.resource_id,
        content_description=tab.description or tab.label,
        box=GROWING,
        flow=Flow("stack", align="center", justify="center"),
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(
                "TextView",
                text=Text(
                    tab.label, style="title_small", colour="primary" if chosen else "on_surface_variant"
                ),
                selected=chosen,
            ),
            fixed(
                box=Box(width=56.0, height=3.0, place=(0.5, 0.97)),
                surface=Surface("primary" if chosen else "", radius=1.5),
                important=False,
            ),
        ),
    )
    place.still = alike("tab", place.children, tab.resource_id, place.content_description)
    return place


def scroll(
    key: str,
    children: Sequence[View],
    *,
    resource_id: str = "recycler_view",
    class_name: str = "androidx.recyclerview.widget.RecyclerView",
    gap: float = 0.0,
    bottom: float = 16.0,
    sides: float = 0.0,
) -> View:
    """A list that scrolls, taking the room left over; `bottom` dp stay free below the last row."""
    return View(
        class_name,
        resource_id,
        box=Box(width=FILL, weight=1.0, padding=(sides, 0.0, sides, bottom)),
        flow=Flow(gap=gap),
        scroll=key,
        children=children,
    )


@lru_cache(maxsize=64)
def _beside(box: Box, margin: Edges) -> Box:
    """The box with another margin."""
    return replace(box, margin=margin)


def page(
    *parts: View,
    fab: View | None = None,
    fab_place: str = "end",
    fab_bottom: float = 16.0,
    snack: View | None = None,
) -> View:
    """Bars and body below each other, filling the window; over them a floating button above a snackbar.

    `fab_place` is "end" or "center"; `fab_bottom` dp are left below it (a bottom bar's height more).
    """
    column = View(box=FULL_SIZE, children=parts, important=False)
    over = [part for part in (fab, snack) if part is not None]
    if not over:
        return column
    if fab is not None:
        fab.box = _beside(fab.box, (16.0, 16.0, 16.0, fab_bottom if snack is None else 16.0))
    if snack is not None:
        snack.box = _beside(snack.box, (8.0, 0.0, 8.0, fab_bottom - 8.0))
    low = View(
        box=FULL_WIDTH,
        flow=Flow(align="center" if fab_place == "center" else "end"),
        children=over,
        important=False,
    )
    return View(
        "FrameLayout",
        box=FULL_SIZE,
        flow=Flow("stack", justify="end"),
        important=False,
        children=(column, low),
    )
