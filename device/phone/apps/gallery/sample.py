"""What somebody photographed."""

import io
from functools import cache

from device.phone.apps.gallery.store import set_favourite
from device.phone.apps.provider.scene import Scene
from device.phone.file.entry import SHARED
from device.phone.system.context import Context

_FOLDER = f"{SHARED}/DCIM/Camera"
_SIZE = (450, 600)
_HOURS = (9, 13, 18, 21)
_DAY_MS = 86_400_000


def fill(context: Context) -> None:
    """Photos of the last days, one of them liked."""
    context.files.make_directories(_FOLDER)
    for place, hour in enumerate(_HOURS):
        path = f"{_FOLDER}/IMG_{place + 1:04d}.jpg"
        when = context.clock.date_ms - (len(_HOURS) - place) * _DAY_MS
        context.files.write(path, photo(place, hour), mtime_ns=when * 1_000_000)
    set_favourite(context, path, on=True)


@cache
def photo(place: int, hour: int) -> bytes:
    """A JPEG of a landscape; another one for each place and hour (0-23)."""
    out = io.BytesIO()
    Scene(place + 3, place, hour).paint(*_SIZE).save(out, "JPEG", quality=85)
    return out.getvalue()
