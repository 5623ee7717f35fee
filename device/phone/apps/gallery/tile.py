"""Squares of grids: folders with their newest picture, pictures and videos."""

from collections.abc import Callable, Sequence

from device.phone.apps.gallery.medium import Medium, thumbnail
from device.phone.apps.gallery.state import Desk
from device.phone.system.context import Context
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import View
from device.phone.toolkit.viewpart import (
    CENTRED,
    FILL,
    FULL_WIDTH,
    GROWING,
    STACKED,
    Box,
    Flow,
    Handler,
    Icon,
    Surface,
)
from device.phone.widget import long_scroll

_GAP = 2.0


def grid(
    context: Context, key: str, count: int, columns: int, build: Callable[[int], View], *, below: float = 0.0
) -> View:
    """So many squares in rows; `below` dp more for words under each."""
    width = context.display.room_size[0] / context.density
    side = width / columns
    scale = max(1.0, context.font_scale)

    def row(place: int) -> View:
        tiles = [build(at) for at in range(place * columns, min(count, (place + 1) * columns))]
        tiles += [View(box=GROWING, important=False) for _ in range(columns - len(tiles))]
        return View(
            box=FULL_WIDTH, flow=Flow("row", gap=_GAP, align="stretch"), children=tiles, important=False
        )

    height = (side + below * scale) / scale
    return long_scroll(context, key, -(-count // columns), row, row_height=height, resource_id=f"{key}_grid")


def picture(hands: Desk, medium: Medium) -> View:
    """The picture itself; a video has a sign on it."""
    signs: tuple[View, ...] = ()
    if medium.kind in ("video", "gif"):
        sign = fixed(
            "ImageView",
            "play_portrait_outline",
            icon=Icon("play_circle" if medium.kind == "video" else "gif", "#FFFFFF", size=32.0, filled=True),
            box=Box(place=(0.14, 0.14) if medium.kind == "gif" else (0.5, 0.5)),
            important=False,
        )
        signs = (sign,)
    return View(
        "ImageView",
        "medium_thumbnail",
        box=Box(width=FILL, height=FILL, weight=1.0),
        flow=STACKED,
        surface=Surface("surface_container_highest"),
        picture=thumbnail(hands.context, medium),
        children=signs,
        important=False,
    )


def square(
    content: Sequence[View],
    *,
    description: str,
    resource_id: str,
    chosen: bool,
    on_tap: Handler,
    on_long_press: Handler,
) -> View:
    """One cell of a grid."""
    parts = list(content)
    if chosen:
        parts.append(
            fixed(
                "ImageView",
                "medium_check",
                icon=Icon("check", "on_primary", size=20.0),
                box=Box(width=28.0, height=28.0, place=(0.88, 0.12)),
                flow=CENTRED,
                surface=Surface("primary", radius=14.0),
                important=False,
            )
        )
    return View(
        "android.view.ViewGroup",
        resource_id,
        content_description=description,
        box=Box(height=FILL, weight=1.0),
        flow=STACKED,
        selected=chosen,
        on_tap=on_tap,
        on_long_press=on_long_press,
        children=parts,
    )
