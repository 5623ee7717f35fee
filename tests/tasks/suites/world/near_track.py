"""Nearly the right answers about tracks."""

from collections.abc import Mapping, Sequence
from typing import cast

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.gold.tracker import PACKAGE
from tasks.material.table import Record
from tasks.suites.world.row import meant, others
from tasks.task import Params as Drawn
from tests.tasks.suites.attempt import Near
from tests.tasks.suites.otherwords import answered_and, saying


def _tracks(params: Params) -> list[Record]:
    return meant(cast(Drawn, params.values))


def _sum(params: Params, column: str) -> int:
    return sum(int(str(one[column])) for one in _tracks(params))


def a_kind_short(params: Params) -> str:
    """One of the two."""
    return str(_tracks(params)[0]["category"])


def a_kind_twice(params: Params) -> str:
    """As many as there are, but one for each."""
    return ", ".join([a_kind_short(params)] * 2)


def a_kind_more(params: Params) -> str:
    """All of them and another one."""
    kinds = [str(one["category"]) for one in _tracks(params)]
    return ", ".join([*kinds, str(others(cast(Drawn, params.values))[0]["category"]), "chess"])


def one_more(params: Params) -> str:
    """Counted once too often."""
    return str(len(_tracks(params)) + 1)


def a_guess_beside_it(params: Params) -> str:
    """The right number, and another."""
    return f"{len(_tracks(params))} or {len(_tracks(params)) + 1}"


def a_minute_more(params: Params) -> str:
    """Off by one."""
    return str(_sum(params, "totaltime") // 60_000 + 1)


def the_minutes_as_hours(params: Params) -> str:
    """The right number of the wrong unit."""
    return f"{_sum(params, 'totaltime') // 60_000} hours"


def hundred_metres_more(params: Params) -> str:
    """Too far."""
    return str(_sum(params, "totaldistance") + 100)


def the_metres_as_kilometres(params: Params) -> str:
    """The right number of the wrong unit."""
    return f"{_sum(params, 'totaldistance')} km"


def started(hand: Hand, _params: Params) -> None:
    """A track that nobody asked for."""
    hand.open_app(PACKAGE)
    hand.back_until(id="track_list_fab_action")
    hand.tap(id="track_list_fab_action")


def _minutes(task: str) -> Sequence[Near]:
    return saying(a_minute_more), saying(the_minutes_as_hours), answered_and(task, started)


def _metres(task: str) -> Sequence[Near]:
    return saying(hundred_metres_more), saying(the_metres_as_kilometres), answered_and(task, started)


NEAR: Mapping[str, Sequence[Near]] = {
    "SportsTrackerActivitiesOnDate": (
        saying(a_kind_short),
        saying(a_kind_twice),
        saying(a_kind_more),
        answered_and("SportsTrackerActivitiesOnDate", started),
    ),
    "SportsTrackerActivitiesCountForWeek": (
        saying(one_more),
        saying(a_guess_beside_it),
        answered_and("SportsTrackerActivitiesCountForWeek", started),
    ),
    "SportsTrackerActivityDuration": _minutes("SportsTrackerActivityDuration"),
    "SportsTrackerTotalDurationForCategoryThisWeek": _minutes(
        "SportsTrackerTotalDurationForCategoryThisWeek"
    ),
    "SportsTrackerLongestDistanceActivity": _metres("SportsTrackerLongestDistanceActivity"),
    "SportsTrackerTotalDistanceForCategoryOverInterval": _metres(
        "SportsTrackerTotalDistanceForCategoryOverInterval"
    ),
}
