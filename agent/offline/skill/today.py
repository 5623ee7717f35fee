"""What day it is, as the clock app's own page tells: before an alarm is set for a day that was said."""

from collections.abc import Sequence
from dataclasses import replace

from agent.action.action import Note
from agent.language.alarmday import Now, is_for_its_day, read_now, rings
from agent.language.clockface import shown_time
from agent.language.day import Day
from agent.language.intention import CheckDay, Intention, SetAlarm
from agent.offline.decision import PastStep
from agent.offline.step.clockapp import go_to
from agent.offline.step.history import Past
from agent.offline.step.move import Act, Done, Move, Stuck
from agent.perception.scene import Scene

_NOTE = "clock shows: "
_BETWEEN = " | "


def check_day(want: CheckDay, scene: Scene, past: Past) -> Move:
    """Done when each alarm rings on the day that was said, as it is; stuck when one does not."""
    noted = _noted(past)
    if noted is None:
        way = go_to("clock", scene, past)
        if way is not None:
            return way
        shown = _shown(scene)
        if read_now(*shown) is None:
            return Stuck("The clock app does not show what day it is")
        return Act(Note(text=_NOTE + _BETWEEN.join(shown)), f"It is {shown[1]} on {shown[0]}")
    for alarm in want.alarms:
        if not is_for_its_day(alarm, noted):
            coming = Day(ahead=rings(alarm, noted))
            return Stuck(
                f"An alarm for {alarm.time} rings when it is {alarm.time} next, and that is {coming}, "
                f"not {alarm.day}: I cannot set it for then",
                sure=True,
            )
    return Done("The day is right")


def with_day_seen(want: Intention, history: Sequence[PastStep]) -> Intention:
    """An alarm whose day was seen to be the one on which it rings next, with that as today or tomorrow."""
    if not isinstance(want, SetAlarm) or want.day is None:
        return want
    noted = _noted(Past(tuple(history)))
    return want if noted is None else replace(want, day=Day(ahead=rings(want, noted)))


def _shown(scene: Scene) -> tuple[str, str]:
    """The date and the time as the page shows them; "" for what it does not."""
    labels = [element.label for element in scene.elements]
    day = next((label for label in labels if read_now(label, "00:00") is not None), "")
    return day, next((label for label in labels if shown_time(label) is not None), "")


def _noted(past: Past) -> Now | None:
    """The day and time, once they were read."""
    found = [text for text in past.noted() if text.startswith(_NOTE)]
    return read_now(*found[-1].removeprefix(_NOTE).split(_BETWEEN)) if found else None
