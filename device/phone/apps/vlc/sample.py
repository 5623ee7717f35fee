"""Films that somebody keeps, and a list of them."""

import io
from functools import cache

from device.phone.apps.preference import set_preference
from device.phone.apps.provider.scene import Scene
from device.phone.apps.vlc.store import PACKAGE, make_list, remember
from device.phone.file.entry import SHARED
from device.phone.file.movie import movie
from device.phone.system.context import Context

_FOLDER = f"{SHARED}/Movies"
_SIZE = (320, 240)
_FILMS = {
    "en": ("Ferry in the evening.mp4", "Garden in spring.mp4", "Snow on the pass.mp4"),
    "zh": ("傍晚的渡船.mp4", "春天的花园.mp4", "山口的雪.mp4"),
}
_LISTS = {"en": "Holidays", "zh": "假期"}
_STEP_MS = 4000
_PICTURES = 6


def fill(context: Context) -> None:
    """Three short films, two of them in a list, one half seen."""
    language = "zh" if context.language == "zh" else "en"
    paths = [f"{_FOLDER}/{name}" for name in _FILMS[language]]
    for place, path in enumerate(paths):
        context.files.write(path, film(place))
    make_list(context, _LISTS[language], (paths[2], paths[0]))
    remember(context, paths[0], 9_000)
    set_preference(context, PACKAGE, "set_up", "1")


@cache
def film(place: int) -> bytes:
    """One of three short films."""
    pictures = [_still(place, tick) for tick in range(_PICTURES + place)]
    return movie(pictures, [_STEP_MS] * len(pictures), _SIZE, 1_696_000_000 + place)


def _still(place: int, tick: int) -> bytes:
    out = io.BytesIO()
    Scene(place + 40, tick, (19, 11, 8)[place]).paint(*_SIZE).save(out, "JPEG", quality=80)
    return out.getvalue()
