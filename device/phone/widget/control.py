"""What a finger works directly: switches, sliders, buttons and the marks of lists."""

from collections.abc import Callable, Sequence

from device.phone.view import FILL, Edges, Handler, Shape, View

_TRACK = (52.0, 32.0)
_ON_THUMB = (Shape("circle", "on_primary", 0.0, points=((0.692, 0.5), (0.231, 0.0))),)
_OFF_THUMB = (Shape("circle", "outline", 0.0, points=((0.308, 0.5), (0.154, 0.0))),)
_RADIO_ON = (
    Shape("circle", "primary", 2.0, points=((0.5, 0.5), (0.45, 0.0))),
    Shape("circle", "primary", 0.0, points=((0.5, 0.5), (0.25, 0.0))),
)
_RADIO_OFF = (Shape("circle", "on_surface_variant", 2.0, points=((0.5, 0.5), (0.45, 0.0))),)
_SLIDER_INSET = 12.0
"""dp from the slider's edge to where its thumb's centre stops."""
_SLIDER_LENGTH = 363.0
"""dp, the usual width of a slider: a screen less two margins."""


def switch(
    checked: bool,
    *,
    resource_id: str = "android:id/switch_widget",
    description: str = "",
    on_tap: Handler | None = None,
    enabled: bool = True,
) -> View:
    """A switch; without `on_tap` the row around it is what a finger works."""
    width, height = _TRACK
    return View(
        "Switch",
        resource_id,
        content_description=description,
        width=width,
        height=height,
        radius=16.0,
        background="primary" if checked else "surface_container_highest",
        border="" if checked else "outline",
        border_width=0.0 if checked else 2.0,
        shapes=_ON_THUMB if checked else _OFF_THUMB,
        checked=checked,
        enabled=enabled,
        on_tap=on_tap,
    )


def radio(selected: bool, *, resource_id: str = "android:id/checkbox") -> View:
    """The round mark of one choice among several."""
    shapes = _RADIO_ON if selected else _RADIO_OFF
    return View("RadioButton", resource_id, width=20.0, height=20.0, shapes=shapes, checked=selected)


def checkbox(
    checked: bool,
    *,
    resource_id: str = "android:id/checkbox",
    description: str = "",
    on_tap: Handler | None = None,
) -> View:
    """The square mark of a choice of its own."""
    return View(
        "CheckBox",
        resource_id,
        content_description=description,
        width=18.0,
        height=18.0,
        radius=2.0,
        background="primary" if checked else "",
        border="" if checked else "on_surface_variant",
        border_width=0.0 if checked else 2.0,
        icon="check" if checked else "",
        icon_size=16.0,
        colour="on_primary",
        align="center",
        justify="center",
        checked=checked,
        on_tap=on_tap,
    )


def slider(
    label: str,
    fraction: float,
    on_slide: Callable[[float], None],
    *,
    resource_id: str = "android:id/seekbar",
    enabled: bool = True,
    length: float = _SLIDER_LENGTH,
) -> View:
    """A slider over 0-1. A finger near either end means the end itself.

    `length` in dp is how wide the slider will be, to tell where the thumb stops.
    """
    inset = _SLIDER_INSET / length

    def slide(at: float) -> None:
        on_slide(min(1.0, max(0.0, (at - inset) / (1.0 - 2.0 * inset))))

    colour = "primary" if enabled else "outline"
    return View(
        "SeekBar",
        resource_id,
        content_description=label,
        text=f"{round(fraction * 100)}%",
        colour="transparent",
        axis="stack",
        justify="center",
        width=FILL,
        height=44.0,
        padding=(_SLIDER_INSET, 0.0, _SLIDER_INSET, 0.0),
        enabled=enabled,
        on_slide=slide,
        children=(
            View(
                width=FILL,
                height=20.0,
                important=False,
                shapes=(
                    Shape("line", "surface_container_highest", 4.0, points=((0.0, 0.5), (1.0, 0.5))),
                    Shape("line", colour, 4.0, points=((0.0, 0.5), (fraction, 0.5))),
                ),
            ),
            View(
                width=20.0,
                height=20.0,
                radius=10.0,
                background=colour,
                place=(fraction, 0.5),
                important=False,
            ),
        ),
    )


# -- buttons -----------------------------------------------------------------------------------------
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
