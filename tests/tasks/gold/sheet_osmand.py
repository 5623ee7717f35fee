"""Places and tracks drawn by chance."""

from collections.abc import Mapping
from random import Random

from tests.tasks.gold.case import Case
from tests.tasks.gold.case_osmand import PLACES, flagged, goes_through, starred
from tests.tasks.gold.sheet import Draw


def _location(random: Random) -> str:
    """A name, or coordinates with more figures than a person would write."""
    name = random.choice(sorted(PLACES))
    lat, lon = PLACES[name]
    if random.random() < 0.5:
        return name
    return f"{lat + random.uniform(-2e-5, 2e-5):.7f}, {lon + random.uniform(-2e-5, 2e-5):.7f}"


def _favorite(random: Random) -> Case:
    location = _location(random)
    return Case("OsmAndFavorite", starred(location), {"location": location})


def _marker(random: Random) -> Case:
    location = _location(random)
    return Case("OsmAndMarker", flagged(location), {"location": location})


def _track(random: Random) -> Case:
    places = random.sample(sorted(PLACES), random.randint(2, 4))
    values = {"track_name": f"{places[0]} to {places[-1]}", "waypoints": places}
    return Case("OsmAndTrack", goes_through(places), values)


SHEETS: Mapping[str, Draw] = {"OsmAndFavorite": _favorite, "OsmAndMarker": _marker, "OsmAndTrack": _track}
