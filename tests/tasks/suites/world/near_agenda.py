"""Nearly the right answers about events."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.suites.world.calendar import begins
from tasks.suites.world.row import meant, others
from tests.tasks.suites.attempt import Near, gold
from tests.tasks.suites.otherwords import answered_and, saying


def _titles(params: Params) -> list[str]:
    return [str(one["title"]) for one in meant(params.values)]  # type: ignore[arg-type]


def another_title(params: Params) -> str:
    """Of an event that is not meant."""
    return str(others(params.values)[0]["title"])  # type: ignore[arg-type]


def one_title_more(params: Params) -> str:
    """All that are meant and another one."""
    return ", ".join([*_titles(params), another_title(params)])


def the_first_title_again(params: Params) -> str:
    """As many as are meant, but the first for each of them."""
    return ", ".join([_titles(params)[0]] * len(_titles(params)))


def one_title_short(params: Params) -> str:
    """Not all of them."""
    return ", ".join(_titles(params)[1:])


def nothing_on(_params: Params) -> str:
    """As if there were none."""
    return "None"


def the_title_for_the_place(params: Params) -> str:
    """What it is, not where."""
    return params.text("title")


def a_place_nearby(params: Params) -> str:
    """The place, and more than that."""
    return f"near {params.text('location')}"


def an_hour_later(params: Params) -> str:
    """The right day, the wrong time."""
    start = begins(meant(params.values)[0])  # type: ignore[arg-type]
    return f"{start + timedelta(hours=1):%B %d %Y %H:%M}"


def the_day_alone(params: Params) -> str:
    """Without a time."""
    return f"{begins(meant(params.values)[0]):%B %d %Y}"  # type: ignore[arg-type]


def noted(hand: Hand, params: Params) -> None:
    """An event that nobody asked for."""
    start = begins(meant(params.values)[0])  # type: ignore[arg-type]
    told = {"year": start.year, "month": start.month, "day": start.day, "hour": 9, "duration_mins": 15}
    gold(hand, params, "SimpleCalendarAddOneEvent", event_title="Noted", event_description="", **told)


def _one_title(task: str) -> Sequence[Near]:
    return saying(another_title), saying(one_title_more), answered_and(task, noted)


def _several_titles(task: str) -> Sequence[Near]:
    return saying(one_title_short), saying(the_first_title_again), answered_and(task, noted)


NEAR: Mapping[str, Sequence[Near]] = {
    "SimpleCalendarEventsOnDate": _one_title("SimpleCalendarEventsOnDate"),
    "SimpleCalendarAnyEventsOnDate": (
        saying(nothing_on),
        *_several_titles("SimpleCalendarAnyEventsOnDate"),
    ),
    "SimpleCalendarEventOnDateAtTime": _one_title("SimpleCalendarEventOnDateAtTime"),
    "SimpleCalendarEventsInTimeRange": _one_title("SimpleCalendarEventsInTimeRange"),
    "SimpleCalendarFirstEventAfterStartTime": _one_title("SimpleCalendarFirstEventAfterStartTime"),
    "SimpleCalendarEventsInNextWeek": _several_titles("SimpleCalendarEventsInNextWeek"),
    "SimpleCalendarNextEvent": _one_title("SimpleCalendarNextEvent"),
    "SimpleCalendarLocationOfEvent": (
        saying(the_title_for_the_place),
        saying(a_place_nearby),
        answered_and("SimpleCalendarLocationOfEvent", noted),
    ),
    "SimpleCalendarNextMeetingWithPerson": (
        saying(an_hour_later),
        saying(the_day_alone),
        answered_and("SimpleCalendarNextMeetingWithPerson", noted),
    ),
}
