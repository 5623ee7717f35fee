"""Pressing the shutter: what a photo, a panorama and a video are made of."""

import io
from datetime import datetime
from typing import TYPE_CHECKING

from device.phone.apps.camera.store import (
    FILM_SIZES,
    MOVIES,
    PICTURES,
    SIZES,
    choices,
    free_path,
    keep,
    stamp,
)
from device.phone.apps.provider.scene import Scene
from device.phone.file.movie import movie
from device.phone.system.context import Context
from device.phone.system.timetext import local_now

if TYPE_CHECKING:
    from PIL.Image import Image

TICK_MS = 4_000
"""How long the viewfinder shows the same picture."""
_FRAME_MS, _MOST_FRAMES = 250, 96
_QUALITY = 86
_MAKE, _MODEL, _SOFTWARE, _DATE, _TAKEN = 0x010F, 0x0110, 0x0131, 0x0132, 0x9003
"""Tags of EXIF."""
_EXIF_PART = 0x8769
_SWEEP = 2.0
"""Widths of the view that a panorama goes over."""


def scene_of(context: Context, uptime_ms: int, *, flash: bool = False) -> Scene:
    """What the lens in use shows at a moment of uptime."""
    chosen = choices(context)
    return Scene(context.seed, uptime_ms // TICK_MS, local_now(context).hour, chosen.front, flash)


def take_photo(context: Context, target: str = "") -> str:
    """A photo into a file (by default a new one in Pictures); its path, "" when there was no room."""
    chosen, now = choices(context), local_now(context)
    dark = not 7 <= now.hour < 18
    flash = chosen.flash == "on" or (chosen.flash == "auto" and dark)
    scene = scene_of(context, context.clock.uptime_ms, flash=flash and not chosen.front)
    size = SIZES[chosen.photo_size]
    if context.size[0] > context.size[1]:
        size = (size[1], size[0])
    path = target or free_path(context, PICTURES, "IMG_", "jpg")
    return path if keep(context, path, _jpeg(scene.paint(*size), now)) else ""


def take_panorama(context: Context, since_ms: int) -> str:
    """A wide picture, the wider the longer the phone was turned; its path, "" when there was no room."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    turned = min(_SWEEP, 0.4 + (context.clock.uptime_ms - since_ms) / 4000)
    scene = scene_of(context, since_ms)
    wide, high = 900, 900
    whole = Image.new("RGB", (int(wide * (1 + turned)), high))
    for place in range(3):
        part = Scene(scene.seed, scene.tick, scene.hour, scene.front, shift=min(place, turned)).paint(
            wide, high
        )
        whole.paste(part, (int(wide * min(place, turned)), 0))
    path = free_path(context, PICTURES, "PANO_", "jpg")
    return path if keep(context, path, _jpeg(whole, local_now(context))) else ""


def take_film(context: Context, since_ms: int, target: str = "") -> str:
    """A video from a moment of uptime until now; its path, "" when there was no room."""
    size = FILM_SIZES[choices(context).film_size]
    length = max(_FRAME_MS, context.clock.uptime_ms - since_ms)
    count = max(1, min(_MOST_FRAMES, length // _FRAME_MS))
    ends = [length * (place + 1) // count for place in range(count)]
    lengths = [end - begin for begin, end in zip([0, *ends], ends, strict=False)]
    kept: dict[Scene, bytes] = {}
    pictures = []
    for end in ends:
        scene = scene_of(context, (since_ms + end) * 4)
        if scene not in kept:
            kept[scene] = _encoded(scene.paint(*size), 76)
        pictures.append(kept[scene])
    path = target or free_path(context, MOVIES, "VID_", "mp4")
    data = movie(pictures, lengths, size, context.clock.date_ms // 1000)
    return path if keep(context, path, data) else ""


def _encoded(image: "Image", quality: int, exif: bytes = b"") -> bytes:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return file.getvalue()


def _jpeg(image: "Image", now: datetime) -> bytes:
    """With what a camera notes: its name, and when."""
    from PIL import Image  # noqa: PLC0415  (heavy)

    day, _, time = stamp(now).partition("_")
    moment = f"{day[:4]}:{day[4:6]}:{day[6:]} {time[:2]}:{time[2:4]}:{time[4:]}"
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL], exif[_SOFTWARE], exif[_DATE] = "Google", "Pixel 6", "Camera", moment
    exif.get_ifd(_EXIF_PART)[_TAKEN] = moment
    return _encoded(image, _QUALITY, exif.tobytes())
