"""What is wanted contradicts itself, or lies beyond what there can be."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from agent.evaluation.verdict import Clause
from tasks.facts import read_facts
from tasks.material.chance import TODAY
from tasks.scene import Scene
from tasks.stage import Stage
from tasks.suites.infeasible.refusal import ENDS, refused
from tasks.suites.world.calendar import EVENTS, other_events, some_title
from tasks.suites.world.row import fill_others, params_of
from tasks.task import Params, Template

FACTS = read_facts(__file__)
_WEEK = 7


# -- events ------------------------------------------------------------------------------------------------
def _event(random: Random, year: int, month: int, day: int, **more: int) -> Params:
    title = some_title(random)
    noise = other_events(random, random.randint(5, 20), lambda one: one["title"] == title)
    told = {"year": year, "month": month, "day": day, "hour": random.randrange(2, 22), "duration_mins": 30}
    return {**params_of([], noise, event_title=title, event_description=""), **told, **more}


def _weekday(random: Random) -> Params:
    """The weekday that is told is another day's."""
    day = TODAY + timedelta(days=random.randint(1, 16))
    other = day + timedelta(days=random.randrange(1, _WEEK))
    return {**_event(random, day.year, day.month, day.day), "weekday": f"{other:%A}"}


def _day(random: Random) -> Params:
    """One more than the month has."""
    year, month = random.choice(((2023, 11), (2024, 2), (2024, 4), (2024, 6)))
    return _event(random, year, month, monthrange(year, month)[1] + 1)


def _end(random: Random) -> Params:
    day = TODAY + timedelta(days=random.randint(1, 16))
    params = _event(random, day.year, day.month, day.day)
    return {**params, "end_hour": int(str(params["hour"])) - random.randint(1, 2)}


def _is_another_weekday(_scene: Scene, params: Params) -> Clause:
    day = date(*(int(str(params[name])) for name in ("year", "month", "day")))
    ok = f"{day:%A}" != params["weekday"]
    return Clause(demand=f"{day} is no {params['weekday']}", ok=ok, evidence=f"it is a {day:%A}")


def _is_no_day(_scene: Scene, params: Params) -> Clause:
    year, month, day = (int(str(params[name])) for name in ("year", "month", "day"))
    days = monthrange(year, month)[1]
    return Clause(demand=f"{year}-{month} has no day {day}", ok=day > days, evidence=f"it has {days} days")


def _ends_before(_scene: Scene, params: Params) -> Clause:
    start, end = int(str(params["hour"])), int(str(params["end_hour"]))
    return Clause(
        demand="the event ends before it begins", ok=end < start, evidence=f"{start}:00 to {end}:00"
    )


# -- amounts -----------------------------------------------------------------------------------------------
def _over(name: str, most: int) -> Callable[[Scene, Params], Clause]:
    """That a parameter is more than there can be."""

    def there(_scene: Scene, params: Params) -> Clause:
        told = int(str(params[name]))
        return Clause(demand=f"more than {most} {name} are wanted", ok=told > most, evidence=f"{told}")

    return there


def _dimmed(stage: Stage, _params: Params) -> None:
    stage.setting("system", "screen_brightness_mode", "0")
    stage.setting("system", "screen_brightness", "100")


def _no_timer(stage: Stage, _params: Params) -> None:
    stage.clear_app("com.google.android.deskclock")


_calendar = fill_others(EVENTS)
TEMPLATES = (
    Template(
        FACTS["ContraryWeekday"],
        refused(_is_another_weekday, EVENTS.package),
        _weekday,
        _calendar,
        ends=ENDS,
    ),
    Template(FACTS["ContraryDay"], refused(_is_no_day), _day, _calendar, ends=ENDS),
    Template(FACTS["ContraryEnd"], refused(_ends_before), _end, _calendar, ends=ENDS),
    Template(
        FACTS["ContraryBrightness"],
        refused(_over("percent", 100)),
        lambda random: {"percent": random.randrange(110, 300, 10)},
        _dimmed,
        ends=ENDS,
    ),
    Template(
        FACTS["ContraryTimer"],
        refused(_over("hours", 99)),
        lambda random: {"hours": random.randint(100, 500), "minutes": random.randrange(60)},
        _no_timer,
        ends=ENDS,
    ),
)
