"""Moving an event to another day or time: found, opened, set anew, and seen where it stands then."""

from agent.language.clockface import shown_time
from agent.language.day import in_words, shown_date
from agent.language.errand import Delete, MoveEvent
from agent.language.name import same
from agent.language.place import place
from agent.offline.skill.event import at_day, at_events
from agent.offline.step.datepicker import is_date_picker, noted_today, set_date, settled
from agent.offline.step.form import bare_form, field_of, keep
from agent.offline.step.history import Past
from agent.offline.step.listpage import Row, by_id, gather
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.namesake import FoundRow, the_one
from agent.offline.step.pick import unfound
from agent.offline.step.timepicker import is_picker, set_picker
from agent.perception.scene import Scene

_OPEN, _SET = "move: open ", "move: set "
_TRIES = 5


def move_event(want: MoveEvent, scene: Scene, past: Past) -> Move:
    """Done when the list of its day, or of its name, shows it at its new time."""
    refusal = past.refused("save")
    if refusal:
        return Stuck(f"I could not {want}: {refusal}")
    in_dialog = is_date_picker(scene) or is_picker(scene)
    in_form = field_of(scene, ("event_title",)) is not None or by_id(scene, "event_nested_scrollview")
    if past.touched("save") and not in_form and not in_dialog:
        return _seen(want, scene, past.since("save"), past)
    if past.touched(_OPEN) and (in_form or in_dialog):
        return _form(want, scene, past)
    if want.day is not None and noted_today(past) is None:
        way = at_day(want.day, scene, past)
        if way is not None:
            return way
    way = at_events(want.source, want.name, scene, past)
    return way or _opened(want, scene, past)


def _opened(want: MoveEvent, scene: Scene, past: Past) -> Move:
    found = the_one(Delete("event", want.name, want.source), scene, past)
    if found is None:
        return unfound(want.name, f'event "{want.name}"', scene, past, place("event").title)
    if not isinstance(found, FoundRow):
        return found
    if found.of > 1:
        return Stuck(f'There are {found.of} events called "{want.name}"; say of which day')
    if len(past.touched(_OPEN)) >= _TRIES:
        return Stuck(f'The event "{want.name}" does not open')
    return click(found.row.box, _OPEN + found.row.name, f"{found.row.name} is the one", "its page")


def _form(want: MoveEvent, scene: Scene, past: Past) -> Move:
    """The next move on the event's own page: the day, the time, and keep it."""
    day = settled(want.day, past) if want.day is not None else None
    if want.day is not None and day is None:
        return Stuck(f"There is no such day as {want.day}", sure=True)
    touched = past.touched(_SET)
    latest = touched[-1][0].removeprefix(_SET) if touched else ""
    if is_date_picker(scene) and latest == "date" and day is not None:
        return set_date(day, scene, past.since(f"{_SET}date"))
    if is_picker(scene) and latest == "time" and want.start is not None:
        return set_picker(want.start, scene, past.since(f"{_SET}time"))
    for name, value in (("date", day), ("time", want.start)):
        if value is None:
            continue
        element = by_id(scene, f"event_start_{name}")
        if element is None:
            return bare_form(scene, past) or Stuck(f"The page of the event does not show its {name}")
        shown: object = shown_date(element.text) if name == "date" else shown_time(element.text)
        if shown != value:
            if len(past.touched(_SET + name)) >= _TRIES:
                return Stuck(f"The event does not take {value} as its {name}")
            return click(element, _SET + name, f"The {name} is {element.text} and shall be {value}")
    return keep(place("event").save, scene, past)


def _seen(want: MoveEvent, scene: Scene, since: Past, past: Past) -> Move:
    day = settled(want.day, past) if want.day is not None else None
    way = at_events(want.day, want.name, scene, past if want.day is not None else since)
    if way is not None:
        return way
    keys = gather(scene, since, place("event").title, lambda row: _is(want, row))
    if isinstance(keys, Act):
        return keys
    if not keys:
        return Stuck(f'The event "{want.name}" was kept but does not stand where it was moved to')
    when = keys[0].split(" | ")[1]
    if day is None:
        return Done(f'"{want.name}" stands there now: {when}')
    return Done(f'"{want.name}" stands on {in_words(day)}: {when}')


def _is(want: MoveEvent, row: Row) -> bool:
    begins = shown_time(row.part("event_item_time").partition(" - ")[0].strip())
    return same(want.name, row.name) and (want.start is None or begins == want.start)
