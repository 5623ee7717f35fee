"""Buttons: plain, with a symbol alone, floating, chips, days of the week."""

from collections.abc import Sequence
from dataclasses import replace

from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    NO_SURFACE,
    Box,
    Edges,
    Flow,
    Handler,
    Icon,
    Surface,
    Text,
)


def button(
    label: str,
    on_tap: Handler | None,
    *,
    kind: str = "filled",
    icon: str = "",
    resource_id: str = "",
    description: str = "",
    enabled: bool = True,
    weight: float = 0.0,
) -> View:
    """A button. `kind`: filled, tonal, outlined, text, or error (filled, for what destroys)."""
    background, colour = _BUTTONS[kind]
    outlined = kind == "outlined"
    return View(
        "Button",
        resource_id,
        Text(
            label, style="label_large", colour=colour if enabled else "outline", align="center", max_lines=1
        ),
        description,
        icon=Icon(icon, colour if enabled else "outline", size=18.0),
        box=Box(height=40.0, weight=weight, padding=_TEXT_BUTTON if kind == "text" else _BUTTON),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        surface=Surface(
            background if enabled or not background else "surface_container_highest",
            radius=20.0,
            border="outline" if outlined else "",
            border_width=1.0 if outlined else 0.0,
        ),
        enabled=enabled,
        on_tap=on_tap,
    )


_BUTTONS = {
    "filled": ("primary", "on_primary"),
    "tonal": ("secondary_container", "on_secondary_container"),
    "outlined": ("", "primary"),
    "text": ("", "primary"),
    "error": ("error", "on_error"),
}
"""Kind -> background and colour of the label."""
_BUTTON: Edges = (24.0, 0.0, 24.0, 0.0)
_TEXT_BUTTON: Edges = (12.0, 0.0, 12.0, 0.0)


def icon_button(
    icon: str | Icon,
    description: str,
    on_tap: Handler | None,
    *,
    resource_id: str = "",
    background: str = "",
    size: float = 48.0,
    class_name: str = "ImageButton",
    selected: bool = False,
    enabled: bool = True,
) -> View:
    """A symbol that does something; the description is its only name."""
    sign = Icon(icon, "on_surface_variant") if isinstance(icon, str) else icon
    return View(
        class_name,
        resource_id,
        content_description=description,
        icon=sign if enabled else replace(sign, colour="outline"),
        box=Box(width=size, height=size),
        flow=CENTRED,
        surface=Surface(background, radius=size / 2) if background else NO_SURFACE,
        selected=selected,
        enabled=enabled,
        on_tap=on_tap,
    )


def fab(
    icon: str,
    description: str,
    on_tap: Handler,
    *,
    resource_id: str = "fab",
    label: str = "",
    large: bool = False,
    colours: tuple[str, str] = ("primary_container", "on_primary_container"),
) -> View:
    """The floating button of a page: with `label` the extended one, `large` the 96 dp one."""
    size = 96.0 if large else 56.0
    return View(
        "Button" if label else "ImageButton",
        resource_id,
        Text(label, style="label_large", colour=colours[1]),
        description,
        icon=Icon(icon, colours[1], size=36.0 if large else 24.0),
        box=Box(
            width=None if label else size,
            height=size,
            padding=(16.0, 0.0, 20.0, 0.0) if label else (0.0, 0.0, 0.0, 0.0),
        ),
        flow=Flow("row", gap=12.0 if label else 0.0, align="center", justify="center"),
        surface=Surface(colours[0], radius=28.0 if large else 16.0, elevation=3.0),
        on_tap=on_tap,
    )


def chip(
    label: str,
    on_tap: Handler,
    *,
    selected: bool = False,
    icon: str = "",
    resource_id: str = "",
    description: str = "",
    checkable: bool = True,
) -> View:
    """A small pill: a filter that is on or off, or a suggestion."""
    return View(
        "com.google.android.material.chip.Chip",
        resource_id,
        Text(
            label,
            style="label_large",
            colour="on_secondary_container" if selected else "on_surface_variant",
            max_lines=1,
        ),
        description,
        icon=Icon(
            "check" if selected and not icon else icon,
            "on_secondary_container" if selected else "on_surface_variant",
            size=18.0,
        ),
        box=Box(height=32.0, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=Flow("row", gap=8.0, align="center", justify="center"),
        surface=Surface(
            "secondary_container" if selected else "",
            radius=8.0,
            border="" if selected else "outline_variant",
            border_width=0.0 if selected else 1.0,
        ),
        checked=selected if checkable else None,
        on_tap=on_tap,
    )


def day_toggle(letter: str, name: str, on: bool, on_tap: Handler, *, resource_id: str = "") -> View:
    """A round letter of a weekday, on or off."""
    return View(
        "CheckBox",
        resource_id,
        Text(
            letter, style="label_large", colour="on_primary" if on else "on_surface_variant", align="center"
        ),
        name,
        box=Box(width=36.0, height=36.0),
        flow=CENTRED,
        surface=Surface("primary" if on else "surface_container_highest", radius=18.0),
        checked=on,
        on_tap=on_tap,
    )


def buttons(
    children: Sequence[View], *, justify: str = "end", padding: Edges = (24.0, 0.0, 24.0, 0.0)
) -> View:
    """Buttons in a row."""
    return View(
        "LinearLayout",
        box=Box(width=FILL, padding=padding),
        flow=Flow(
            "row",
            gap=8.0,
            align="center",
            justify="center" if justify == "center" else "end" if justify == "end" else "start",
        ),
        children=children,
    )
