"""What shows a state and is worked directly: switches, sliders and the marks of lists."""

from collections.abc import Callable

from device.phone.toolkit.still import fixed, still
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    Box,
    Flow,
    Gestures,
    Handler,
    Icon,
    Shape,
    Surface,
    Text,
)

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
    make = _still_switch if on_tap is None else _switch
    return make(checked, resource_id, description, on_tap, enabled)


def _switch(checked: bool, resource_id: str, description: str, on_tap: Handler | None, enabled: bool) -> View:
    width, height = _TRACK
    return View(
        "Switch",
        resource_id,
        content_description=description,
        box=Box(width=width, height=height),
        surface=Surface(
            "primary" if checked else "surface_container_highest",
            radius=16.0,
            border="" if checked else "outline",
            border_width=0.0 if checked else 2.0,
        ),
        shapes=_ON_THUMB if checked else _OFF_THUMB,
        checked=checked,
        enabled=enabled,
        on_tap=on_tap,
    )


_still_switch = still(_switch)


@still
def radio(selected: bool, *, resource_id: str = "android:id/checkbox") -> View:
    """The round mark of one choice among several."""
    shapes = _RADIO_ON if selected else _RADIO_OFF
    return View("RadioButton", resource_id, box=Box(width=20.0, height=20.0), shapes=shapes, checked=selected)


def checkbox(
    checked: bool,
    *,
    resource_id: str = "android:id/checkbox",
    description: str = "",
    on_tap: Handler | None = None,
) -> View:
    """The square mark of a choice of its own; without `on_tap` of the row around it."""
    return (_still_box if on_tap is None else _box)(checked, resource_id, description, on_tap)


def _box(checked: bool, resource_id: str, description: str, on_tap: Handler | None) -> View:
    return View(
        "CheckBox",
        resource_id,
        content_description=description,
        icon=Icon("check" if checked else "", "on_primary", size=16.0),
        box=Box(width=18.0, height=18.0),
        flow=CENTRED,
        surface=Surface(
            "primary" if checked else "",
            radius=2.0,
            border="" if checked else "on_surface_variant",
            border_width=0.0 if checked else 2.0,
        ),
        checked=checked,
        on_tap=on_tap,
    )


_still_box = still(_box)


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
        Text(f"{round(fraction * 100)}%", colour="transparent"),
        content_description=label,
        box=Box(width=FILL, height=44.0, padding=(_SLIDER_INSET, 0.0, _SLIDER_INSET, 0.0)),
        flow=Flow("stack", justify="center"),
        gestures=Gestures(on_slide=slide),
        enabled=enabled,
        children=(
            View(
                box=Box(width=FILL, height=20.0),
                important=False,
                shapes=(
                    Shape("line", "surface_container_highest", 4.0, points=((0.0, 0.5), (1.0, 0.5))),
                    Shape("line", colour, 4.0, points=((0.0, 0.5), (fraction, 0.5))),
                ),
            ),
            fixed(
                box=Box(width=20.0, height=20.0, place=(fraction, 0.5)),
                surface=Surface(colour, radius=10.0),
                important=False,
            ),
        ),
    )
