"""Rows of lists: tiles with icon, title, summary and something at their end, and what stands between rows."""

from collections.abc import Callable, Sequence

from device.phone.toolkit.still import alike, all_still, fixed, still
from device.phone.toolkit.view import FILL, Edges, Handler, View
from device.phone.widget.control import checkbox, radio, switch

_TILE: Edges = (24.0, 14.0, 24.0, 14.0)
_DIALOG_TILE: Edges = (24.0, 12.0, 24.0, 12.0)
_SECTION: Edges = (24.0, 24.0, 24.0, 8.0)
_SECTION_INSET: Edges = (72.0, 24.0, 24.0, 8.0)
_TITLE = "android:id/title"
_SUMMARY = "android:id/summary"


def tile(
    title: str,
    summary: str = "",
    *,
    icon: str = "",
    leading: View | None = None,
    trailing: Sequence[View] = (),
    on_tap: Handler | None = None,
    on_long_press: Handler | None = None,
    enabled: bool = True,
    selected: bool = False,
    resource_id: str = "",
    title_id: str = _TITLE,
    summary_id: str = _SUMMARY,
    title_style: str = "body_large",
    title_lines: int = 2,
    summary_lines: int = 4,
    icon_colour: str = "on_surface_variant",
    icon_label: str = "",
    title_colour: str = "on_surface",
    background: str = "",
    padding: Edges = _TILE,
    gap: float = 24.0,
    height: float | None = None,
    radius: float = 0.0,
) -> View:
    """A row: icon (or `leading`), title over summary, then `trailing`. The whole row is tapped."""
    colours = (title_colour, "on_surface_variant") if enabled else ("outline", "outline")
    words = _words(title, summary, title_id, summary_id, title_style, title_lines, summary_lines, colours)
    if icon:
        leading = fixed(
            "ImageView",
            "android:id/icon",
            content_description=icon_label,
            icon=icon,
            colour=icon_colour if enabled else "outline",
            important=bool(icon_label),
        )
    children = (leading, words, *trailing) if leading is not None else (words, *trailing)
    row = View(
        "LinearLayout",
        resource_id,
        axis="row",
        width=FILL,
        height=height,
        min_height=56.0,
        align="center",
        gap=gap,
        padding=padding,
        background=background,
        radius=radius,
        enabled=enabled,
        selected=selected,
        on_tap=on_tap,
        on_long_press=on_long_press,
        children=children,
    )
    if all_still(children):
        touch = on_tap is None, on_long_press is None
        look = resource_id, enabled, selected, background, padding, gap, height, radius
        row.still = alike("tile", children, look, touch)
    return row


@still
def _words(
    title: str,
    summary: str,
    title_id: str,
    summary_id: str,
    title_style: str,
    title_lines: int,
    summary_lines: int,
    colours: tuple[str, str],
) -> View:
    """The title of a row, over its summary where it has one."""
    strong, weak = colours
    head = View("TextView", title_id, title, style=title_style, colour=strong, max_lines=title_lines)
    if not summary:
        head.weight = 1.0
        return head
    foot = View("TextView", summary_id, summary, style="body_medium", colour=weak)
    foot.max_lines = summary_lines
    return View("RelativeLayout", children=(head, foot), weight=1.0, important=False)


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
        enabled=enabled,
        on_tap=lambda: on_change(not checked),
        trailing=(switch(checked, resource_id=switch_id, enabled=enabled),),
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
    line = fixed(width=1.0, height=32.0, background="outline_variant", important=False)
    own = switch(checked, description=description or title, on_tap=lambda: on_change(not checked))
    return tile(title, summary, icon=icon, on_tap=on_tap, trailing=(line, own))


def main_switch(
    title: str, checked: bool, on_change: Callable[[bool], None], *, enabled: bool = True
) -> View:
    """The switch of a whole page, in a coloured pill ("Use Bluetooth")."""
    return View(
        "LinearLayout",
        "main_switch_bar",
        axis="row",
        align="center",
        width=FILL,
        min_height=72.0,
        margin=(16.0, 8.0, 16.0, 16.0),
        padding=(20.0, 16.0, 20.0, 16.0),
        gap=16.0,
        radius=28.0,
        background="primary_container" if checked else "surface_container_highest",
        on_tap=lambda: on_change(not checked),
        enabled=enabled,
        children=(
            fixed(
                "TextView",
                "switch_text",
                title,
                style="title_large",
                colour="on_primary_container" if checked else "on_surface",
                weight=1.0,
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
        enabled=enabled,
        gap=20.0,
        padding=_DIALOG_TILE if dialog else _TILE,
        title_id="android:id/text1" if dialog else _TITLE,
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
        enabled=enabled,
        padding=_DIALOG_TILE if dialog else _TILE,
        title_id="android:id/text1" if dialog else _TITLE,
    )


def section(title: str, *, inset: bool = False, colour: str = "primary", weight: float = 0.0) -> View:
    """The small heading over a group of rows; `inset` aligns it with titles behind icons.

    With a weight it stands in a row with something else.
    """
    return fixed(
        "TextView",
        _TITLE,
        title,
        style="label_large",
        colour=colour,
        width=None if weight else FILL,
        weight=weight,
        padding=_SECTION_INSET if inset else _SECTION,
    )


@still
def note(text: str, icon: str = "info") -> View:
    """A footnote of a page: an information sign over small text."""
    return View(
        "LinearLayout",
        width=FILL,
        gap=12.0,
        padding=(24.0, 20.0, 24.0, 20.0),
        children=(
            fixed("ImageView", icon=icon, colour="on_surface_variant", important=False),
            fixed("TextView", _TITLE, text, style="body_medium", colour="on_surface_variant"),
        ),
    )


def divider(*, inset: float = 0.0) -> View:
    """A hair line across."""
    return fixed(
        width=FILL, height=1.0, margin=(inset, 0.0, inset, 0.0), background="outline_variant", important=False
    )


def spacer(height: float = 0.0) -> View:
    """Empty room: `height` dp, or with 0 all that is left over along the axis."""
    return fixed(height=height or None, weight=0.0 if height else 1.0, important=False)


def empty(icon: str, title: str, text: str = "") -> View:
    """What a list shows that holds nothing."""
    words = [
        View(icon=icon, icon_size=64.0, colour="outline", important=False),
        View("TextView", "empty_title", title, style="title_medium", text_align="center"),
    ]
    if text:
        words.append(View("TextView", "empty_text", text, style="body_medium", colour="on_surface_variant"))
        words[-1].text_align = "center"
    return View(
        "LinearLayout",
        "empty_view",
        width=FILL,
        height=FILL,
        gap=12.0,
        align="center",
        justify="center",
        padding=(32.0, 16.0, 32.0, 16.0),
        children=words,
    )
