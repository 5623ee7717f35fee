"""A drawing that somebody made."""

from device.phone.apps.draw.sheet import DrawStroke, Sheet
from device.phone.apps.draw.svg import svg_of
from device.phone.file.entry import SHARED
from device.phone.system.context import Context

_WIDE, _HIGH = 360.0, 480.0
_HOUSE = (
    *((80, 240, 280, 240), (80, 240, 80, 400), (280, 240, 280, 400), (80, 400, 280, 400)),
    *((80, 240, 180, 150), (180, 150, 280, 240), (160, 400, 160, 320), (160, 320, 210, 320)),
    *((210, 320, 210, 400), (40, 400, 320, 400)),
)
"""From and to of each stroke, dp."""
_NAMES = {"zh": "房子.svg"}


def fill(context: Context) -> None:
    """Put it into the folder of pictures."""
    strokes = tuple(DrawStroke(*line, 6.0, "#0D47A1") for line in _HOUSE)
    name = _NAMES.get(context.language, "house.svg")
    data = svg_of(Sheet(_WIDE, strokes), (int(_WIDE), int(_HIGH)))
    context.files.write(f"{SHARED}/Pictures/{name}", data)
