"""The map's ground as a picture: areas, rivers, roads and the lines that a person laid over them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from device.phone.apps.osmand.project import OsmandWindow
from device.phone.apps.osmand.region import Point, region

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_LIGHT = {
    "sea": "#B5D5EA",
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
    "sea": "#12202C",
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
class OsmandStroke:
    """A line over the map."""

    points: tuple[Point, ...]
    colour: str
    width: float = 5.0
    """dp."""


@dataclass(frozen=True, slots=True)
class OsmandGround:
    """What is painted under labels and pins."""

    window: OsmandWindow
    dark: bool
    strokes: tuple[OsmandStroke, ...] = ()

    def paint(self, width: int, height: int) -> "Image":
        """The picture in the window's own size."""
        from PIL import Image, ImageDraw  # noqa: PLC0415  (heavy)

        colours, window = _DARK if self.dark else _LIGHT, self.window
        held = region()
        inland = all(map(held.covers, window.corners))
        ground = colours["ground" if inland else "sea"]
        image = Image.new("RGBX", window.size, ground)  # which is not converted to be fitted
        draw = ImageDraw.Draw(image)
        if not inland:
            _world(draw, window, colours)
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


def _world(draw: "ImageDraw", window: OsmandWindow, colours: dict[str, str]) -> None:
    """Land and what of it is water, again beyond the line of the date."""
    wide, high = window.size
    for areas, colour in ((region().land, colours["ground"]), (region().water, colours["sea"])):
        for area in areas:
            placed = [window.place(point) for point in area]
            lowest, highest = min(y for _, y in placed), max(y for _, y in placed)
            left, right = min(x for x, _ in placed), max(x for x, _ in placed)
            for turn in (-window.world, 0.0, window.world):
                if highest > 0 and lowest < high and right + turn > 0 and left + turn < wide:
                    draw.polygon([(x + turn, y) for x, y in placed], fill=colour)


def _line(
    draw: "ImageDraw", window: OsmandWindow, points: tuple[Point, ...], colour: str, width: float
) -> None:
    placed = [window.place(point) for point in points]
    (wide, high), reach = window.size, width
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    outside = max(xs) < -reach or min(xs) > wide + reach or max(ys) < -reach or min(ys) > high + reach
    if len(placed) > 1 and not outside:
        draw.line(placed, fill=colour, width=max(1, round(width)), joint="curve")
