"""Nearly the right events made, or deleted."""

from collections.abc import Mapping, Sequence

from tasks.gold.hand import Hand
from tasks.gold.params import Params
from tasks.material.table import Record
from tasks.suites.world.calendar import begins
from tasks.suites.world.row import meant, others
from tests.tasks.suites.attempt import Near, gold

_ADD, _DELETE = "SimpleCalendarAddOneEvent", "SimpleCalendarDeleteOneEvent"


def on_another_day(hand: Hand, params: Params) -> None:
    """A day late."""
    gold(hand, params, _ADD, day=params.number("day") + 1)


def an_hour_off(hand: Hand, params: Params) -> None:
    """At a time that is not meant."""
    gold(hand, params, _ADD, hour=(params.number("hour") + 1) % 24)


def five_minutes_longer(hand: Hand, params: Params) -> None:
    """It ends too late."""
    gold(hand, params, _ADD, duration_mins=params.number("duration_mins") + 5)


def without_its_last_word(hand: Hand, params: Params) -> None:
    """Not all of the description."""
    gold(hand, params, _ADD, event_description=params.text("event_description").rpartition(" ")[0])


def twice(hand: Hand, params: Params) -> None:
    """Once too often."""
    gold(hand, params, _ADD)
    gold(hand, params, _ADD)


def and_another_one(hand: Hand, params: Params) -> None:
    """What was asked for, and what was not."""
    gold(hand, params, _ADD)
    gold(hand, params, _ADD, event_title="Something else")


def only_once(hand: Hand, params: Params) -> None:
    """It does not repeat."""
    gold(hand, params, _ADD)


def in_another_rhythm(hand: Hand, params: Params) -> None:
    """Every day for every week, or the other way round."""
    other = "weekly" if params.text("repeat_rule") == "daily" else "daily"
    gold(hand, params, "SimpleCalendarAddRepeatingEvent", repeat_rule=other)


def repeating_and_once_more(hand: Hand, params: Params) -> None:
    """The right one, and a single one beside it."""
    gold(hand, params, "SimpleCalendarAddRepeatingEvent")
    gold(hand, params, _ADD)


def _delete(hand: Hand, params: Params, row: Record) -> None:
    start = begins(row)
    gold(hand, params, _DELETE, day=start.day, hour=start.hour, event_title=row["title"])


def one_that_is_not_meant(hand: Hand, params: Params) -> None:
    """Another one instead."""
    _delete(hand, params, others(params.values)[0])  # type: ignore[arg-type]


def one_alone(hand: Hand, params: Params) -> None:
    """The first of several."""
    _delete(hand, params, meant(params.values)[0])  # type: ignore[arg-type]


def one_too_many(hand: Hand, params: Params) -> None:
    """All that are meant, and another one."""
    for row in meant(params.values):  # type: ignore[arg-type]
        _delete(hand, params, row)
    one_that_is_not_meant(hand, params)


def moved_by_an_hour(hand: Hand, params: Params) -> None:
    """Gone from where it was, but back at another time."""
    gold(hand, params, _DELETE)
    an_hour_off(hand, params)


NEAR: Mapping[str, Sequence[Near]] = {
    "SimpleCalendarAddOneEvent": (an_hour_off, five_minutes_longer, without_its_last_word, twice),
    "SimpleCalendarAddOneEventTomorrow": (on_another_day, and_another_one),
    "SimpleCalendarAddOneEventRelativeDay": (on_another_day, and_another_one),
    "SimpleCalendarAddOneEventInTwoWeeks": (on_another_day, twice),
    "SimpleCalendarAddRepeatingEvent": (only_once, in_another_rhythm, repeating_and_once_more),
    "SimpleCalendarDeleteEvents": (one_alone, one_too_many),
    "SimpleCalendarDeleteEventsOnRelativeDay": (one_alone, one_too_many),
    "SimpleCalendarDeleteOneEvent": (one_that_is_not_meant, one_too_many, moved_by_an_hour),
}
