"""What frames a page: bars at its top and bottom, tabs, and the scaffold that holds them together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.phone.toolkit.still import alike, fixed, still
from device.phone.toolkit.view import FILL, Handler, View
from device.phone.widget.button import icon_button

LARGE_TITLE_HEIGHT = 96.0
"""dp of the big title of a page before it scrolls into the bar."""


def top_bar(
    title: str,
    *,
    on_back: Handler | None = None,
    back_label: str = "Navigate up",
    back_icon: str = "arrow_back",
    actions: Sequence[View] = (),
    subtitle: str = "",
    background: str = "",
    title_id: str = "",
    title_style: str = "title_large",
    colour: str = "on_surface",
    centred: bool = False,
) -> View:
    """The small app bar: an arrow, the title, and actions at its end."""
    words = _words(title, subtitle, title_id, title_style, colour, centred=centred)
    arrow = (icon_button(back_icon, back_label, on_back, colour=colour),) if on_back is not None else ()
    return View(
        "android.view.ViewGroup",
        "action_bar" if on_back is not None else "toolbar",
        axis="row",
        width=FILL,
        height=None if subtitle else 64.0,
        min_height=64.0,
        align="center",
        gap=4.0,
        padding=(4.0 if arrow else 24.0, 0.0, 8.0, 0.0),
        background=background,
        children=(*arrow, words, *actions),
    )


@still
def _words(title: str, subtitle: str, title_id: str, style: str, colour: str, *, centred: bool) -> View:
    """The title of a bar, over its subtitle where it has one."""
    head = View("TextView", title_id, title, style=style, colour=colour, max_lines=1, weight=1.0)
    head.text_align = "center" if centred else "start"
    if not subtitle:
        return head
    head.weight = 0.0
    foot = fixed("TextView", "", subtitle, style="body_medium", colour="on_surface_variant", max_lines=1)
    return View(children=(head, foot), weight=1.0, important=False)


def large_title(title: str) -> View:
    """The big title of a page, first in its scrolling list."""
    return fixed(
        "TextView",
        "collapsing_toolbar_title",
        title,
        style="display_small",
        width=FILL,
        max_lines=2,
        min_height=LARGE_TITLE_HEIGHT,
        padding=(24.0, 28.0, 24.0, 16.0),
        justify="end",
    )


def selection_bar(count: int, on_close: Handler, actions: Sequence[View], close_label: str = "Done") -> View:
    """The bar while several things are selected."""
    return top_bar(
        str(count),
        on_back=on_close,
        back_icon="close",
        back_label=close_label,
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
        axis="row",
        width=FILL,
        height=80.0,
        align="stretch",
        background="surface_container",
        children=[
            _place(tab, place == chosen, lambda place=place: on_choose(place))  # type: ignore[misc]
            for place, tab in enumerate(tabs)
        ],
    )


def _place(tab: Tab, chosen: bool, on_tap: Handler) -> View:
    """One place of the bottom bar; its description stands for the label in the dump."""
    place = View(
        "FrameLayout",
        tab.resource_id,
        content_description=tab.description or tab.label,
        weight=1.0,
        gap=4.0,
        align="center",
        padding=(0.0, 12.0, 0.0, 0.0),
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(
                "ImageView",
                "navigation_bar_item_icon_view",
                icon=tab.icon,
                icon_filled=chosen,
                width=64.0,
                height=32.0,
                radius=16.0,
                align="center",
                justify="center",
                background="secondary_container" if chosen else "",
                colour="on_secondary_container" if chosen else "on_surface_variant",
                important=False,
            ),
            fixed(
                "TextView",
                "navigation_bar_item_large_label_view" if chosen else "navigation_bar_item_small_label_view",
                tab.label,
                style="label_medium",
                colour="on_surface" if chosen else "on_surface_variant",
                max_lines=1,
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
        axis="row",
        width=FILL,
        height=48.0,
        align="stretch",
        children=[
            _tab(tab, place == chosen, lambda place=place: on_choose(place))  # type: ignore[misc]
            for place, tab in enumerate(tabs)
        ],
    )


def _tab(tab: Tab, chosen: bool, on_tap: Handler) -> View:
    place = View(
        "LinearLayout",
        tab.resource_id,
        content_description=tab.description or tab.label,
        weight=1.0,
        axis="stack",
        align="center",
        justify="center",
        selected=chosen,
        on_tap=on_tap,
        children=(
            fixed(
                "TextView",
                text=tab.label,
                style="title_small",
                colour="primary" if chosen else "on_surface_variant",
                selected=chosen,
            ),
            fixed(
                width=56.0,
                height=3.0,
                radius=1.5,
                place=(0.5, 0.97),
                background="primary" if chosen else "",
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
        width=FILL,
        weight=1.0,
        scroll=key,
        gap=gap,
        padding=(sides, 0.0, sides, bottom),
        children=children,
    )


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
    column = View(width=FILL, height=FILL, children=parts, important=False)
    over = [part for part in (fab, snack) if part is not None]
    if not over:
        return column
    if fab is not None:
        fab.margin = (16.0, 16.0, 16.0, fab_bottom if snack is None else 16.0)
    if snack is not None:
        snack.margin = (8.0, 0.0, 8.0, fab_bottom - 8.0)
    low = View(width=FILL, children=over, important=False)
    low.align = "center" if fab_place == "center" else "end"
    floor = View("FrameLayout", axis="stack", width=FILL, height=FILL, justify="end", important=False)
    floor.children = (column, low)
    return floor
