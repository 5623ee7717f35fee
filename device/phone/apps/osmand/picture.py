"""The map's ground as a picture: areas, rivers, roads and the lines that a person laid over them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.apps.osmand.project import Window
from device.phone.apps.osmand.region import Point, region

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_LIGHT = {
    "ground": "#F1EEE8",
    "country": "#FBF8F2",
    "forest": "#CFE6BF",
    "river": "#9CC7E8",
    "edge": "#B9B0A2",
    "motorway": "#E892A2",
    "primary": "#FCD6A4",
    "secondary": "#F7FABF",
    "tertiary": "#FFFFFF",
    "path": "#C9A27E",
}
_DARK = {
    "ground": "#20242A",
    "country": "#2A2F36",
    "forest": "#26382B",
    "river": "#2F4F6B",
    "edge": "#5B5148",
    "motorway": "#8E4A58",
    "primary": "#8A6A3C",
    "secondary": "#6E6F3C",
    "tertiary": "#565B63",
    "path": "#6B5644",
}
_WIDTHS = {"river": 8.0, "motorway": 7.0, "primary": 6.0, "secondary": 5.0, "tertiary": 3.5, "path": 1.5}
"""dp at zoom 14."""
_ORDER = ("path", "tertiary", "secondary", "primary", "motorway")


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line over the map."""

    points: tuple[Point, ...]
    colour: str
    width: float = 5.0
    """dp."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What is painted under labels and pins."""

    window: Window
    dark: bool
    strokes: tuple[Stroke, ...] = ()

    def paint(self, width: int, height: int) -> "Image":
        """The picture in the window's own size."""
        from PIL import Image, ImageDraw  # noqa: PLC0415  (heavy)

        colours, window = _DARK if self.dark else _LIGHT, self.window
        image = Image.new("RGBX", window.size, colours["ground"])  # which is not converted to be fitted
        draw = ImageDraw.Draw(image)
        held = region()
        for area in held.areas:
            draw.polygon([window.place(point) for point in area.points], fill=colours[area.kind])
        grow = 2.0 ** ((window.zoom - 14) / 2.5) * window.density
        for river in held.rivers:
            _line(draw, window, river.points, colours["river"], _WIDTHS["river"] * grow)
        roads = sorted(held.roads, key=lambda road: _ORDER.index(road.kind))
        for road in roads:
            if road.kind != "path":
                _line(draw, window, road.points, colours["edge"], _WIDTHS[road.kind] * grow + window.density)
        for road in roads:
            _line(draw, window, road.points, colours[road.kind], _WIDTHS[road.kind] * grow)
        if window.zoom >= 15:
            for street in held.streets:
                _line(draw, window, street.ends, colours["tertiary"], 3.0 * grow)
        for stroke in self.strokes:
            _line(draw, window, stroke.points, stroke.colour, stroke.width * window.density)
        return image


def _line(draw: "ImageDraw", window: Window, points: tuple[Point, ...], colour: str, width: float) -> None:
    placed = [window.place(point) for point in points]
    if len(placed) > 1:
        draw.line(placed, fill=colour, width=max(1, round(width)), joint="curve")
