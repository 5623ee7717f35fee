"""OpenTracks: questions about what was done, how long and how far, answered by reading the list."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tasks.gold.calendar import day_meant
from tasks.gold.hand import Hand
from tasks.gold.listing import Parts, read_list
from tasks.gold.params import Params
from tasks.gold.registry import solves
from tasks.gold.todo import WEEKDAYS, day_in

PACKAGE = "de.dennisguse.opentracks"
TODAY = date(2023, 10, 15)
"""What the questions take for today."""
_METRES = {"m": 1.0, "km": 1000.0, "ft": 0.3048, "mi": 1609.344, "NM": 1852.0}
_LENGTH = re.compile(r"([\d.]+) (\w+)")


@dataclass(frozen=True, slots=True)
class Done:
    """An activity as its row shows it."""

    name: str
    category: str
    day: date
    clock: str
    seconds: int
    metres: float


@solves("SportsTrackerActivitiesOnDate")
def categories_on(hand: Hand, params: Params) -> str:
    """What was done on a day."""
    day = past_day(params.text("date"))
    found = [one.category for one in activities(hand) if one.day == day]
    return ", ".join(dict.fromkeys(reversed(found)))


@solves("SportsTrackerActivitiesCountForWeek")
def count_this_week(hand: Hand, params: Params) -> str:
    """How often something was done since Monday."""
    return str(len(_this_week(hand, params)))


@solves("SportsTrackerActivityDuration")
def duration_on(hand: Hand, params: Params) -> str:
    """How many minutes something took on a day."""
    day = past_day(params.text("date"))
    return _minutes(one for one in _of_category(hand, params) if one.day == day)


@solves("SportsTrackerTotalDurationForCategoryThisWeek")
def duration_this_week(hand: Hand, params: Params) -> str:
    """How many minutes something took since Monday."""
    return _minutes(_this_week(hand, params))


@solves("SportsTrackerLongestDistanceActivity")
def longest_this_week(hand: Hand, params: Params) -> str:
    """The longest way of its kind since Monday, in metres."""
    return str(round(max((one.metres for one in _this_week(hand, params)), default=0.0)))


@solves("SportsTrackerTotalDistanceForCategoryOverInterval")
def distance_between(hand: Hand, params: Params) -> str:
    """How many metres something came to from one day to another."""
    first, last = (past_day(params.text(name)) for name in ("start_date", "end_date"))
    return str(round(sum(one.metres for one in _of_category(hand, params) if first <= one.day <= last)))


def past_day(words: str) -> date:
    """A day in the sheet's words; a bare weekday is the last one before today. Raises BadParams."""
    day = day_meant(words, TODAY)
    if words not in WEEKDAYS:
        return day
    return TODAY - timedelta(days=(TODAY - day).days % 7 or 7)


def _minutes(found: Iterable[Done]) -> str:
    return str(round(sum(one.seconds for one in found) / 60))


def _of_category(hand: Hand, params: Params) -> list[Done]:
    wanted = params.text("category").casefold()
    return [one for one in activities(hand) if one.category.casefold() == wanted]


def _this_week(hand: Hand, params: Params) -> list[Done]:
    monday = TODAY - timedelta(days=TODAY.weekday())
    return [one for one in _of_category(hand, params) if monday <= one.day <= TODAY]


# -- the list --------------------------------------------------------------------------------------------
def activities(hand: Hand) -> list[Done]:
    """All that is in the list, the latest first."""
    hand.open_app(PACKAGE)
    hand.back_until(id="track_list_fab_action")
    return read_list(hand, "track_list_item", _read)


def _read(parts: Parts) -> Done | None:
    names = ("name", "time", "distance", "date", "start_time")
    shown = [parts.get(f"track_list_item_{name}") for name in names]
    name, time, way, day, clock = (part.text if part is not None else "" for part in shown)
    told = parts.get("track_list_item_category_description")
    length = _LENGTH.fullmatch(way)
    if length is None or not day:
        return None
    category = told.text.partition(" · ")[0] if told is not None else ""
    metres = float(length[1]) * _METRES[length[2]]
    return Done(name, category, day_in(day, TODAY), clock, seconds_in(time), metres)


def seconds_in(text: str) -> int:
    """A time as "05:30" or "1:05:30"."""
    whole = 0
    for part in text.split(":"):
        whole = whole * 60 + int(part)
    return whole
