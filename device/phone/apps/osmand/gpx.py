"""GPX files: points with names, and tracks, as any program writes and reads them.

A file may come from anywhere: what is no GPX is passed over, and no document type is accepted, so that no
entity of a hostile file is ever expanded.
"""

import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from device.phone.apps.osmand.region import Point, length

_LARGEST = 8 << 20
"""Bytes."""
_OSMAND = "https://osmand.net"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<gpx version="1.1" creator="OsmAnd 4.6.13" xmlns="http://www.topografix.com/GPX/1/1" '
    f'xmlns:osmand="{_OSMAND}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    'xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">\n'
)


@dataclass(frozen=True, slots=True)
class Waypoint:
    """One named point."""

    point: Point
    name: str = ""
    group: str = ""
    description: str = ""
    address: str = ""
    colour: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class Gpx:
    """What a file holds."""

    waypoints: tuple[Waypoint, ...] = ()
    segments: tuple[tuple[Point, ...], ...] = ()
    """Of all its tracks and routes."""
    metres: float = field(default=0.0, compare=False)
    """How long they are together; known of what was read from a file."""

    @property
    def count(self) -> int:
        """How many points they have."""
        return sum(map(len, self.segments))

    @property
    def line(self) -> tuple[Point, ...]:
        """All segments in one."""
        return tuple(point for segment in self.segments for point in segment)


def root_of(data: bytes) -> ElementTree.Element | None:
    """The <gpx> of a file; None when it is no GPX."""
    if len(data) > _LARGEST or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return None
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - no document type, see above
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    return root if bare(root.tag) == "gpx" else None


@lru_cache(maxsize=32)
def read(data: bytes) -> Gpx | None:
    """What a file holds; None when it is no GPX."""
    root = root_of(data)
    if root is None:
        return None
    points, segments = [], []
    for element in root:
        kind = bare(element.tag)
        if kind == "wpt":
            point = point_of(element)
            if point is not None:
                points.append(_waypoint(element, point))
        elif kind == "rte":
            segments.append(_line(element, "rtept"))
        elif kind == "trk":
            segments += [_line(one, "trkpt") for one in element if bare(one.tag) == "trkseg"]
    whole = tuple(segment for segment in segments if segment)
    return Gpx(tuple(points), whole, sum(map(length, whole)))


def bare(tag: str) -> str:
    """A tag without its namespace."""
    return tag.rpartition("}")[2]


def point_of(element: ElementTree.Element) -> Point | None:
    """Where it is; None where it is nowhere."""
    try:
        lat, lon = float(element.get("lat", "")), float(element.get("lon", ""))
    except ValueError:
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def _line(element: ElementTree.Element, kind: str) -> tuple[Point, ...]:
    found = (point_of(one) for one in element if bare(one.tag) == kind)
    return tuple(point for point in found if point is not None)


def _waypoint(element: ElementTree.Element, point: Point) -> Waypoint:
    told = {bare(one.tag): (one.text or "").strip() for one in element.iter() if one is not element}
    return Waypoint(
        point,
        told.get("name", ""),
        told.get("type", ""),
        told.get("desc", ""),
        told.get("address", ""),
        told.get("color", ""),
        told.get("time", ""),
    )


def written(gpx: Gpx, name: str = "") -> bytes:
    """A file that holds it."""
    parts = [_HEAD]
    if name:
        parts.append(f"  <metadata>\n    <name>{_clean(name)}</name>\n  </metadata>\n")
    parts += [_wpt(one) for one in gpx.waypoints]
    if gpx.segments:
        parts.append("  <trk>\n")
        parts.append(f"    <name>{_clean(name)}</name>\n" if name else "")
        for segment in gpx.segments:
            points = "".join(f'      <trkpt lat="{lat:.7f}" lon="{lon:.7f}" />\n' for lat, lon in segment)
            parts.append(f"    <trkseg>\n{points}    </trkseg>\n")
        parts.append("  </trk>\n")
    parts.append("</gpx>\n")
    return "".join(parts).encode("utf-8", "replace")


def as_written(point: Point) -> Point:
    """A point as it is read again from a file."""
    return float(f"{point[0]:.7f}"), float(f"{point[1]:.7f}")


def _wpt(one: Waypoint) -> str:
    lat, lon = one.point
    rows = [f"  <wpt lat={quoteattr(f'{lat:.7f}')} lon={quoteattr(f'{lon:.7f}')}>"]
    for tag, text in (("time", one.time), ("name", one.name), ("desc", one.description), ("type", one.group)):
        if text:
            rows.append(f"    <{tag}>{_clean(text)}</{tag}>")
    extra = [
        f"      <osmand:{tag}>{_clean(text)}</osmand:{tag}>"
        for tag, text in (("address", one.address), ("color", one.colour))
        if text
    ]
    if extra:
        rows += ["    <extensions>", *extra, "    </extensions>"]
    return "\n".join([*rows, "  </wpt>\n"])


def _clean(text: str) -> str:
    """Escaped, without the signs that XML has no way to write."""
    return escape("".join(char for char in text if char >= " " or char in "\t\n"))
