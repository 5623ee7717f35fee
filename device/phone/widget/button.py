"""Buttons: plain, with a symbol alone, floating, chips, days of the week."""

from collections.abc import Sequence

from device.phone.toolkit.view import FILL, Edges, Handler, View


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
        label,
        description,
        axis="row",
        icon=icon,
        icon_size=18.0,
        gap=8.0,
        align="center",
        justify="center",
        text_align="center",
        style="label_large",
        max_lines=1,
        height=40.0,
        radius=20.0,
        padding=_TEXT_BUTTON if kind == "text" else _BUTTON,
        background=background if enabled or not background else "surface_container_highest",
        colour=colour if enabled else "outline",
        border="outline" if outlined else "",
        border_width=1.0 if outlined else 0.0,
        weight=weight,
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
    icon: str,
    description: str,
    on_tap: Handler | None,
    *,
    resource_id: str = "",
    colour: str = "on_surface_variant",
    filled: bool = False,
    background: str = "",
    size: float = 48.0,
    icon_size: float = 24.0,
    class_name: str = "ImageButton",
    selected: bool = False,
    enabled: bool = True,
) -> View:
    """A symbol that does something; the description is its only name."""
    return View(
        class_name,
        resource_id,
        content_description=description,
        icon=icon,
        icon_size=icon_size,
        icon_filled=filled,
        colour=colour if enabled else "outline",
        width=size,
        height=size,
        align="center",
        justify="center",
        background=background,
        radius=size / 2 if background else 0.0,
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
        label,
        description,
        axis="row",
        icon=icon,
        icon_size=36.0 if large else 24.0,
        gap=12.0 if label else 0.0,
        colour=colours[1],
        style="label_large",
        width=None if label else size,
        height=size,
        padding=(16.0, 0.0, 20.0, 0.0) if label else (0.0, 0.0, 0.0, 0.0),
        align="center",
        justify="center",
        background=colours[0],
        radius=28.0 if large else 16.0,
        elevation=3.0,
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
        label,
        description,
        axis="row",
        icon="check" if selected and not icon else icon,
        icon_size=18.0,
        gap=8.0,
        align="center",
        justify="center",
        style="label_large",
        max_lines=1,
        height=32.0,
        radius=8.0,
        padding=(12.0, 0.0, 12.0, 0.0),
        background="secondary_container" if selected else "",
        colour="on_secondary_container" if selected else "on_surface_variant",
        border="" if selected else "outline_variant",
        border_width=0.0 if selected else 1.0,
        checked=selected if checkable else None,
        on_tap=on_tap,
    )


def day_toggle(letter: str, name: str, on: bool, on_tap: Handler, *, resource_id: str = "") -> View:
    """A round letter of a weekday, on or off."""
    return View(
        "CheckBox",
        resource_id,
        letter,
        name,
        style="label_large",
        text_align="center",
        align="center",
        justify="center",
        width=36.0,
        height=36.0,
        radius=18.0,
        background="primary" if on else "surface_container_highest",
        colour="on_primary" if on else "on_surface_variant",
        checked=on,
        on_tap=on_tap,
    )


def buttons(
    children: Sequence[View], *, justify: str = "end", padding: Edges = (24.0, 0.0, 24.0, 0.0)
) -> View:
    """Buttons in a row."""
    row = View("LinearLayout", axis="row", width=FILL, align="center", gap=8.0, padding=padding)
    row.justify = "center" if justify == "center" else "end" if justify == "end" else "start"
    row.children = children
    return row
