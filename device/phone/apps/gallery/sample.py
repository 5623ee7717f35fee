"""What somebody photographed."""

import io
from functools import cache
from typing import TYPE_CHECKING

from device.phone.apps.camera.scene import Scene
from device.phone.apps.gallery.store import set_favourite
from device.phone.file.entry import SHARED

if TYPE_CHECKING:
    from device.phone.phone import Phone

_FOLDER = f"{SHARED}/DCIM/Camera"
_SIZE = (450, 600)
_HOURS = (9, 13, 18, 21)
_DAY_MS = 86_400_000


def fill(phone: "Phone") -> None:
    """Photos of the last days, one of them liked."""
    phone.files.make_directories(_FOLDER)
    for place, hour in enumerate(_HOURS):
        path = f"{_FOLDER}/IMG_{place + 1:04d}.jpg"
        when = phone.clock.date_ms - (len(_HOURS) - place) * _DAY_MS
        phone.files.write(path, photo(place, hour), mtime_ns=when * 1_000_000)
    set_favourite(phone, path, on=True)


@cache
def photo(place: int, hour: int) -> bytes:
    """A JPEG of a landscape; another one for each place and hour (0-23)."""
    out = io.BytesIO()
    Scene(place + 3, place, hour).paint(*_SIZE).save(out, "JPEG", quality=85)
    return out.getvalue()
