"""Rows of lists: tiles with icon, title, summary and something at their end, and what stands between rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from device.phone.toolkit.still import alike, all_still, fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    FILL,
    GROWING,
    NO_SURFACE,
    Box,
    Edges,
    Flow,
    Handler,
    Icon,
    Shared,
    Surface,
    Text,
)
from device.phone.widget.control import checkbox, radio, switch

_TILE: Edges = (24.0, 14.0, 24.0, 14.0)
_DIALOG_TILE: Edges = (24.0, 12.0, 24.0, 12.0)
_SECTION: Edges = (24.0, 24.0, 24.0, 8.0)
_SECTION_INSET: Edges = (72.0, 24.0, 24.0, 8.0)
_TITLE = "android:id/title"
_SUMMARY = "android:id/summary"


@dataclass(frozen=True, slots=True, eq=False)
class TileLook(metaclass=Shared):
    """How a tile differs from the usual one."""

    title_id: str = _TITLE
    summary_id: str = _SUMMARY
    title_style: str = "body_large"
    title_colour: str = "on_surface"
    title_lines: int = 2
    summary_lines: int = 4
    icon_colour: str = "on_surface_variant"
    gap: float = 24.0
    padding: Edges = _TILE
    height: float | None = None
    surface: Surface = NO_SURFACE
    enabled: bool = True
    selected: bool = False


_USUAL = TileLook()


def tile(
    title: str,
    summary: str = "",
    *,
    icon: str = "",
    leading: View | None = None,
    trailing: Sequence[View] = (),
    on_tap: Handler | None = None,
    on_long_press: Handler | None = None,
    resource_id: str = "",
    look: TileLook = _USUAL,
) -> View:
    """A row: icon (or `leading`), title over summary, then `trailing`. The whole row is tapped."""
    words = _words(title, summary, look)
    if icon:
        sign = Icon(icon, look.icon_colour if look.enabled else "outline")
        leading = fixed("ImageView", "android:id/icon", icon=sign, important=False)
    children = (leading, words, *trailing) if leading is not None else (words, *trailing)
    row = View(
        "LinearLayout",
        resource_id,
        box=Box(width=FILL, height=look.height, min_height=56.0, padding=look.padding),
        flow=Flow("row", gap=look.gap, align="center"),
        surface=look.surface,
        enabled=look.enabled,
        selected=look.selected,
        on_tap=on_tap,
        on_long_press=on_long_press,
        children=children,
    )
    if all_still(children):
        row.still = alike("tile", children, resource_id, look, on_tap is None, on_long_press is None)
    return row


@still
def _words(title: str, summary: str, look: TileLook) -> View:
    """The title of a row, over its summary where it has one."""
    strong, weak = (look.title_colour, "on_surface_variant") if look.enabled else ("outline", "outline")
    head = Text(title, style=look.title_style, colour=strong, max_lines=look.title_lines)
    if not summary:
        return View("TextView", look.title_id, head, box=GROWING)
    foot = Text(summary, style="body_medium", colour=weak, max_lines=look.summary_lines)
    lines = (View("TextView", look.title_id, head), View("TextView", look.summary_id, foot))
    return View("RelativeLayout", box=GROWING, children=lines, important=False)


def switch_tile(
    title: str,
    checked: bool,
    on_change: Callable[[bool], None],
    *,
    summary: str = "",
    icon: str = "",
    enabled: bool = True,
    switch_id: str = "android:id/switch_widget",
) -> View:
    """A row with a switch: a tap anywhere on it calls `on_change` with what it shall be."""
    return tile(
        title,
        summary,
        icon=icon,
        on_tap=lambda: on_change(not checked),
        trailing=(switch(checked, resource_id=switch_id, enabled=enabled),),
        look=TileLook(enabled=enabled),
    )


def link_switch_tile(
    title: str,
    checked: bool,
    on_change: Callable[[bool], None],
    on_tap: Handler,
    *,
    summary: str = "",
    icon: str = "",
    description: str = "",
) -> View:
    """A row that opens a page, with a switch of its own behind a thin line."""
    line = fixed(box=Box(width=1.0, height=32.0), surface=Surface("outline_variant"), important=False)
    own = switch(checked, description=description or title, on_tap=lambda: on_change(not checked))
    return tile(title, summary, icon=icon, on_tap=on_tap, trailing=(line, own))


def main_switch(
    title: str, checked: bool, on_change: Callable[[bool], None], *, enabled: bool = True
) -> View:
    """The switch of a whole page, in a coloured pill ("Use Bluetooth")."""
    return View(
        "LinearLayout",
        "main_switch_bar",
        box=Box(
            width=FILL, min_height=72.0, padding=(20.0, 16.0, 20.0, 16.0), margin=(16.0, 8.0, 16.0, 16.0)
        ),
        flow=Flow("row", gap=16.0, align="center"),
        surface=Surface("primary_container" if checked else "surface_container_highest", radius=28.0),
        on_tap=lambda: on_change(not checked),
        enabled=enabled,
        children=(
            fixed(
                "TextView",
                "switch_text",
                Text(title, style="title_large", colour="on_primary_container" if checked else "on_surface"),
                box=GROWING,
            ),
            switch(checked, resource_id="android:id/switch_widget", enabled=enabled),
        ),
    )


def radio_tile(
    title: str,
    selected: bool,
    on_tap: Handler,
    *,
    summary: str = "",
    enabled: bool = True,
    dialog: bool = False,
) -> View:
    """One choice among several, the mark in front."""
    return tile(
        title,
        summary,
        leading=radio(selected),
        on_tap=on_tap,
        look=TileLook(
            title_id="android:id/text1" if dialog else _TITLE,
            gap=20.0,
            padding=_DIALOG_TILE if dialog else _TILE,
            enabled=enabled,
        ),
    )


def check_tile(
    title: str,
    checked: bool,
    on_change: Callable[[bool], None],
    *,
    summary: str = "",
    icon: str = "",
    leading: bool = False,
    enabled: bool = True,
    dialog: bool = False,
) -> View:
    """A row with a checkbox at its end, or in front with `leading`."""
    mark = checkbox(checked)
    return tile(
        title,
        summary,
        icon=icon,
        leading=mark if leading else None,
        trailing=() if leading else (mark,),
        on_tap=lambda: on_change(not checked),
        look=TileLook(
            title_id="android:id/text1" if dialog else _TITLE,
            padding=_DIALOG_TILE if dialog else _TILE,
            enabled=enabled,
        ),
    )


def section(title: str, *, inset: bool = False, colour: str = "primary", weight: float = 0.0) -> View:
    """The small heading over a group of rows; `inset` aligns it with titles behind icons.

    With a weight it stands in a row with something else.
    """
    return fixed(
        "TextView",
        _TITLE,
        Text(title, style="label_large", colour=colour),
        box=Box(width=None if weight else FILL, weight=weight, padding=_SECTION_INSET if inset else _SECTION),
    )


@still
def note(text: str, icon: str = "info") -> View:
    """A footnote of a page: an information sign over small text."""
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=(24.0, 20.0, 24.0, 20.0)),
        flow=Flow(gap=12.0),
        children=(
            fixed("ImageView", icon=Icon(icon, "on_surface_variant"), important=False),
            fixed("TextView", _TITLE, Text(text, style="body_medium", colour="on_surface_variant")),
        ),
    )


def divider(*, inset: float = 0.0) -> View:
    """A hair line across."""
    return fixed(
        box=Box(width=FILL, height=1.0, margin=(inset, 0.0, inset, 0.0)),
        surface=Surface("outline_variant"),
        important=False,
    )


def spacer(height: float = 0.0) -> View:
    """Empty room: `height` dp, or with 0 all that is left over along the axis."""
    return fixed(box=Box(height=height or None, weight=0.0 if height else 1.0), important=False)


def empty(icon: str, title: str, text: str = "") -> View:
    """What a list shows that holds nothing."""
    words = [
        View(icon=Icon(icon, "outline", size=64.0), important=False),
        View("TextView", "empty_title", Text(title, style="title_medium", align="center")),
    ]
    if text:
        words.append(
            View(
                "TextView",
                "empty_text",
                Text(text, style="body_medium", colour="on_surface_variant", align="center"),
            )
        )
    return View(
        "LinearLayout",
        "empty_view",
        box=Box(width=FILL, height=FILL, padding=(32.0, 16.0, 32.0, 16.0)),
        flow=Flow(gap=12.0, align="center", justify="center"),
        children=words,
    )
