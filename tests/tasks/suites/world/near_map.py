"""Nearly the right places."""

from collections.abc import Callable, Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.suites.world.map import PLACES, near, point_of
from tests.tasks.suites.attempt import Near, gold

Names = tuple[str, ...]


def _elsewhere(*besides: str) -> str:
    return next(one for one in PLACES if not any(near(PLACES[one], point_of(place)) for place in besides))


def _another_place(task: str) -> Near:
    def another_place(hand: Hand, params: Params) -> str | None:
        return gold(hand, params, task, location=_elsewhere(params.text("location")))

    return another_place


def _two_places(task: str) -> Near:
    def two_places(hand: Hand, params: Params) -> str | None:
        gold(hand, params, task)
        return gold(hand, params, task, location=_elsewhere(params.text("location")))

    return two_places


def a_marker_for_a_favorite(hand: Hand, params: Params) -> str | None:
    """The right place, marked in the other way."""
    return gold(hand, params, "OsmAndMarker")


def a_favorite_for_a_marker(hand: Hand, params: Params) -> str | None:
    """The right place, marked in the other way."""
    return gold(hand, params, "OsmAndFavorite")


def _by(change: Callable[[Names], Names]) -> Near:
    def play(hand: Hand, params: Params) -> str | None:
        return gold(hand, params, "OsmAndTrack", waypoints=list(change(params.texts("waypoints"))))

    play.__name__ = change.__name__
    return play


def backwards(places: Names) -> Names:
    """From the last to the first."""
    return places[::-1]


def one_short(places: Names) -> Names:
    """Not quite to the end."""
    return (*places[:-1], _elsewhere(*places))


def and_on(places: Names) -> Names:
    """Past the end."""
    return (*places, _elsewhere(*places))


def two_tracks(hand: Hand, params: Params) -> str | None:
    """The right one, and one more."""
    gold(hand, params, "OsmAndTrack")
    return gold(hand, params, "OsmAndTrack", track_name="Another")


NEAR: Mapping[str, Sequence[Near]] = {
    "OsmAndFavorite": (
        _another_place("OsmAndFavorite"),
        _two_places("OsmAndFavorite"),
        a_marker_for_a_favorite,
    ),
    "OsmAndMarker": (_another_place("OsmAndMarker"), _two_places("OsmAndMarker"), a_favorite_for_a_marker),
    "OsmAndTrack": (_by(backwards), _by(one_short), _by(and_on), two_tracks),
}
