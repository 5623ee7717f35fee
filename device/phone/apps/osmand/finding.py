"""Search: by name, by street and house number, by coordinates."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from device.phone.apps.osmand.region import OsmandPlace, Point, Street, metres, near, region

_NUMBER = r"([-+]?\d{1,3}(?:\.\d+)?)"
_COORDINATES = re.compile(
    rf"^\s*{_NUMBER}\s*°?\s*([NS]?)\s*[,;\s]\s*{_NUMBER}\s*°?\s*([EW]?)\s*$", re.IGNORECASE
)
_LEAST = 0.72
"""How like a word of a name is to one that was typed, for a typing mistake."""
_MOST = 40


OWN = ("house", "street", "favorite", "marker")
"""Kinds of what is in a town or group; the others are in a country, whose name can be translated."""


@dataclass(frozen=True, slots=True)
class OsmandFound:
    """One thing that was found, or touched on the map."""

    name: str
    kind: str
    point: Point
    where: str = ""
    """The town or country it is in."""


def found_of(place: OsmandPlace) -> OsmandFound:
    """A place as something found."""
    return OsmandFound(place.name, place.kind, place.point, place.country)


def spot(point: Point) -> OsmandFound:
    """A point that has no name."""
    place = near(point)
    return OsmandFound("", "location", point, place.name if place is not None else "")


def coordinates(text: str) -> Point | None:
    """Latitude and longitude as a person types them ("47.13, 9.59"); None when the text is none."""
    match = _COORDINATES.match(text)
    if match is None:
        return None
    lat, south, lon, west = match.groups()
    point = (
        float(lat) * (-1 if south.upper() == "S" else 1),
        float(lon) * (-1 if west.upper() == "W" else 1),
    )
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None


def bare(text: str) -> str:
    """Without case and accents: "Schönberg" is found as "schonberg"."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


@lru_cache(maxsize=8)
def search(text: str, centre: Point) -> tuple[OsmandFound, ...]:
    """What a text means, the best first, the nearer before the farther."""
    point = coordinates(text)
    if point is not None:
        return (spot(point),)
    words = re.findall(r"\w+", bare(text))
    if not words:
        return ()
    ranked = [
        (rank, metres(place.point, centre), found_of(place))
        for place in region().places
        if (rank := _rank(words, place.name, place.country))
    ]
    names = [word for word in words if not word.isdecimal()]
    for street in region().streets:
        found = _address(words, street)
        if found is not None:
            ranked.append((_rank(names, street.name, street.town), metres(found.point, centre), found))
    ranked.sort(key=lambda one: (-one[0], one[1], one[2].name))
    return tuple(found for _, _, found in ranked[:_MOST])


def _address(words: Sequence[str], street: Street) -> OsmandFound | None:
    """A street, or a house of it where a number stands with its name."""
    names = [word for word in words if not word.isdecimal()]
    if not names or not _rank(names, street.name, f"{street.town} {region().places[0].country}"):
        return None
    numbers = [int(word) for word in words if word.isdecimal() and len(word) < 5]
    if numbers and 1 <= numbers[0] <= street.houses:
        return OsmandFound(f"{street.name} {numbers[0]}", "house", street.house(numbers[0]), street.town)
    return OsmandFound(street.name, "street", street.house(street.houses // 2), street.town)


def _rank(words: Sequence[str], name: str, around: str) -> float:
    """How well words fit a name and what is around it; 0 = not. One word at least means the name itself."""
    own, other = re.findall(r"\w+", bare(name)), re.findall(r"\w+", bare(around))
    best, whole = 0.0, 0.0
    for word in words:
        here = max(_likeness(word, one) for one in own)
        there = max((_likeness(word, one) for one in other), default=0.0)
        if not max(here, there):
            return 0.0
        best = max(best, here)
        whole += max(here, there)
    if not best:
        return 0.0
    exact = own == list(words)[: len(own)]
    return whole / len(words) + best + (2.0 if exact else 0.0)


def _likeness(word: str, one: str) -> float:
    """1 for the same, less for a beginning, a part and a mistake; 0 for another word."""
    if word == one:
        return 1.0
    if one.startswith(word):
        return 0.9
    if len(word) >= 4 and word in one:
        return 0.6
    if len(word) >= 4 and abs(len(word) - len(one)) <= 2:
        ratio = SequenceMatcher(None, word, one).ratio()
        return ratio * 0.7 if ratio >= _LEAST else 0.0
    return 0.0
