"""The calendar: to a day, to the events of a name; making an event, and telling of events."""

from datetime import date

from agent.language.clockface import shown_time
from agent.language.day import Day, in_words, shown_date, shown_day
from agent.language.errand import CreateEvent, Tell
from agent.language.name import same
from agent.language.place import place
from agent.language.when import TimeOfDay
from agent.offline.skill.setting import say
from agent.offline.step.datepicker import is_date_picker, label_of, note_today, noted_today, set_date, settled
from agent.offline.step.form import bare_form, field_of, fill, keep, write
from agent.offline.step.history import Past
from agent.offline.step.listpage import PERMISSION, Row, at_list, by_id, control, gather, has_id, row_of, rows
from agent.offline.step.move import Act, Done, Move, Stuck, click
from agent.offline.step.pick import unfound
from agent.offline.step.readback import LOOK, is_reading, read_back, reopen, shows_all
from agent.offline.step.timepicker import is_picker, set_picker
from agent.perception.scene import Scene
from agent.run.status import Cause

_DAILY_VIEW = ("Daily view", "日视图")
_REPEATS = {"": ("No repetition", "不重复"), "daily": ("Daily", "每天"), "weekly": ("Weekly", "每周")}
_TRIES = 5
_WORDS = 4
"""Searches for an event: its whole name, then its words."""
_NEAR = 3
"""Days that are gone by the arrows; farther ones by the date picker."""


# -- getting there ------------------------------------------------------
def at_events(day: Day | None, name: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards the list of a day's events or, without a day, of the events of a name."""
    return at_day(day, scene, past) if day is not None else _search(name, scene, past)


def at_day(day: Day, scene: Scene, past: Past, *, coming: bool = True) -> Move | None:
    """The next move towards a day's own page; None when it is in front."""
    wanted = settled(day, past, coming=coming)
    if is_date_picker(scene) and past.touched("calendar: pick") and wanted is not None:
        return set_date(wanted, scene, past.since("calendar: pick"))
    daily = scene.button(*_DAILY_VIEW)
    if daily is not None and past.touched("calendar: view"):
        return click(daily, "calendar: daily", "The events of one day are wanted")
    way = at_list("event", scene, past)
    if way is not None:
        return way
    if by_id(scene, "fragment_days_viewpager") is None:
        view = by_id(scene, "change_view")
        if view is None or len(past.touched("calendar: view")) >= _TRIES:
            return Stuck("The calendar does not show single days")
        return click(view, "calendar: view", "Another view shows", "the ways to view it")
    shown = shown_date(label_of(scene, "top_value"))
    if shown is None:
        return Stuck("The calendar does not say which day it shows")
    if noted_today(past) is None:
        today = by_id(scene, "go_to_today")
        if today is not None:
            return click(today, "calendar: today", "What day it is must be known", "today")
        return note_today(shown)
    if wanted is None:
        return Stuck(f"There is no such day as {day}", sure=True)
    return None if shown == wanted else _turn(shown, wanted, scene, past)


def _turn(shown: date, wanted: date, scene: Scene, past: Past) -> Move:
    days = (wanted - shown).days
    arrow = by_id(scene, "top_right_arrow" if days > 0 else "top_left_arrow")
    if abs(days) <= _NEAR and arrow is not None and len(past.touched("calendar: turn")) < 4 * _NEAR:
        return click(arrow, f"calendar: turn {days}", f"{shown} shows; {wanted} is wanted")
    top = by_id(scene, "top_value")
    if top is None or len(past.touched("calendar: pick")) >= _TRIES:
        return Stuck(f"The calendar does not come to {wanted}")
    return click(top, "calendar: pick", f"{shown} shows; {wanted} is wanted", "a date picker")


def _search(name: str, scene: Scene, past: Past) -> Move | None:
    """The next move towards the events found by a name, or else by its longer words; None when they show."""
    field = field_of(scene, ("top_toolbar_search",))
    if field is not None:
        words = [name, *sorted(set(name.split()) - {name}, key=len, reverse=True)][:_WORDS]
        if field.text not in words:
            return write(field, "search", name)
        further = words[words.index(field.text) + 1 :]
        is_bare = not rows(scene, place("event").title)
        return write(field, "search", further[0]) if further and is_bare else None
    way = at_list("event", scene, past)
    if way is not None:
        return way
    bar = by_id(scene, "top_toolbar_holder")
    if bar is None or len(past.touched("calendar: search")) >= _TRIES:
        return Stuck("The calendar offers no search")
    return click(bar, "calendar: search", f"Looking for {name}", "a search field")


# -- making ------------------------------------------------------
def create_event(want: CreateEvent, scene: Scene, past: Past) -> Move:
    """Done when it stands in its day's list, from when to when it was wanted."""
    open_form = (
        field_of(scene, ("event_title",)) is not None or by_id(scene, "event_nested_scrollview") is not None
    )
    in_dialog = is_date_picker(scene) or is_picker(scene) or scene.button(*_REPEATS["weekly"]) is not None
    wanted = settled(want.day, past)
    if past.since("save").touched(LOOK):
        again = reopen("event", scene, past, lambda row: _is(want, row))
        return again or _looked_over(want, scene, past)
    if past.touched("save") and not open_form and not in_dialog:
        return _seen(want, scene, past)
    if past.touched("new: 2") and wanted is not None and (open_form or in_dialog):
        return _form(want, wanted, scene, past)
    if past.touched("new: 1"):
        label = control(scene, place("event").begin[1])
        if label is not None and len(past.touched("new: 2")) < _TRIES:
            return click(label, "new: 2", "An event, not a task")
    way = at_day(want.day, scene, past)
    if way is not None:
        return way
    if past.touched(PERMISSION) and not past.touched("new: 1"):
        kept = gather(scene, past, place("event").title, lambda row: _is(want, row))
        if isinstance(kept, Act):
            return kept
        if kept:  # an earlier run had filled in the form, and the app waited for an answer to keep it
            return Done(f'"{want.title}" stands there already: {kept[0].split(" | ")[1]}')
    add = control(scene, place("event").begin[0])
    if add is None or len(past.touched("new: 1")) >= _TRIES:
        return Stuck("The calendar has no button for a new event")
    return click(add, "new: 1", "On the right day", "a new event")


def _form(want: CreateEvent, day: date, scene: Scene, past: Past) -> Move:
    last = date.fromordinal(day.toordinal() + 1) if _ends_later(want) else day
    for which, date_wanted, time in (("start", day, want.start), ("end", last, want.end)):
        if (
            is_date_picker(scene)
            and past.since(f"event: {which} date").steps != past.steps
            and _latest(past) == f"{which} date"
        ):
            return set_date(date_wanted, scene, past.since(f"event: {which} date"))
        if is_picker(scene) and time is not None and _latest(past) == f"{which} time":
            return set_picker(time, scene, past.since(f"event: {which} time"))
    if _latest(past) == "repetition" and by_id(scene, "event_repetition") is None:
        option = scene.button(*_REPEATS[want.repeat])
        if option is not None:
            return click(option, f"repetition: {want.repeat}", f"It shall repeat {want.repeat}")
    texts = [("title", want.title), ("location", want.location), ("description", want.description)]
    move: Move | None = fill([pair for pair in texts if pair[1]], place("event").fields or {}, scene, past)
    move = move or (None if is_reading(past) else _times(want, day, last, scene, past))
    move = move or read_back([pair for pair in texts if pair[1]], place("event").fields or {}, scene, past)
    return move or keep(place("event").save, scene, past)


def _latest(past: Past) -> str:
    touched = past.touched("event: ")
    return touched[-1][0].removeprefix("event: ") if touched else ""


def _times(want: CreateEvent, day: date, last: date, scene: Scene, past: Past) -> Move | None:
    """Day, time and repetition as wanted; None when the form shows them so."""
    switch = next((e for e in scene.elements if has_id(e, "event_all_day") and e.is_checkable), None)
    if (
        switch is not None
        and switch.is_checked != (want.start is None)
        and len(past.touched("event: all day")) < _TRIES
    ):
        return click(
            switch, "event: all day", "It shall last all day" if want.start is None else "It has a time"
        )
    wanted: list[tuple[str, object]] = [("start_date", day)]
    if want.start is not None:
        wanted.append(("start_time", want.start))
    if want.end is not None:
        wanted += [("end_date", last), ("end_time", want.end)]
    for name, value in wanted:
        element = by_id(scene, f"event_{name}")
        if element is None:
            further = bare_form(scene, past)
            if further is not None:
                return further
            return Stuck(f"The form does not show the {name.replace('_', ' ')}")
        shown: object = shown_date(element.text) if name.endswith("date") else shown_time(element.text)
        if shown != value:
            name = name.replace("_", " ")
            if len(past.touched(f"event: {name}")) >= _TRIES:
                return Stuck(f"The form does not take {value} as the {name}")
            return click(element, f"event: {name}", f"The {name} is {element.text} and shall be {value}")
    return _repetition(want, scene, past)


def _repetition(want: CreateEvent, scene: Scene, past: Past) -> Move | None:
    if not want.repeat:
        return None
    element = by_id(scene, "event_repetition")
    if element is None:
        return bare_form(scene, past) or Stuck("The form offers no repetition")
    if element.text in _REPEATS[want.repeat]:
        return None
    if len(past.touched("event: repetition")) >= _TRIES:
        return Stuck(f'The repetition stays "{element.text}"')
    return click(element, "event: repetition", f"It shall repeat {want.repeat}")


def _minutes(time: TimeOfDay) -> int:
    return time.hour * 60 + time.minute


def _seen(want: CreateEvent, scene: Scene, past: Past) -> Move:
    way = at_day(want.day, scene, past)
    if way is not None:
        return way
    keys = gather(scene, past.since("save"), place("event").title, lambda row: _is(want, row))
    if isinstance(keys, Act):
        return keys
    day = settled(want.day, past)
    if keys and day is not None:
        if not (want.location or want.description or want.repeat or _ends_later(want)):
            return Done(f'"{want.title}" stands on {in_words(day)}: {keys[0].split(" | ")[1]}')
        row = row_of(scene, past.since("save"), place("event").title, keys[0])
        return (
            click(row.box, f"{LOOK}{row.name}", "The list does not tell all of it")
            if isinstance(row, Row)
            else row
        )
    return Stuck(f'The event "{want.title}" was saved but does not stand in the list of its day')


def _looked_over(want: CreateEvent, scene: Scene, past: Past) -> Move:
    """Whether the event's own page, opened from the list of its day, shows what the list does not."""
    day, marks = settled(want.day, past), {}
    if want.repeat:
        shown = by_id(scene, "event_repetition")
        marks["repetition"] = shown is not None and shown.text in _REPEATS[want.repeat]
    if _ends_later(want) and day is not None:
        end, date_shown = by_id(scene, "event_end_time"), by_id(scene, "event_end_date")
        marks["end"] = (
            end is not None
            and date_shown is not None
            and shown_time(end.text) == want.end
            and shown_date(date_shown.text) == date.fromordinal(day.toordinal() + 1)
        )
    texts = [("title", want.title), ("location", want.location), ("description", want.description)]
    values = [pair for pair in texts if pair[1]]
    missing = shows_all(values, want.title, scene, past.since(LOOK), marks)
    if missing is not None:
        return missing
    told = ", ".join([f'{name} "{text}"' for name, text in values[1:]] + list(marks))
    return Done(f'"{want.title}" stands on {in_words(day) if day else want.day} with {told}')


def _ends_later(want: CreateEvent) -> bool:
    """Whether it ends on the day after."""
    return want.end is not None and want.start is not None and _minutes(want.end) < _minutes(want.start)


def _is(want: CreateEvent, row: Row) -> bool:
    begin, _, finish = row.part("event_item_time").partition(" - ")
    if not same(want.title, row.name):
        return False
    if want.start is None:
        return shown_time(begin.strip()) is None
    ends = want.end is None or _ends_later(want) or shown_time(finish.strip() or begin.strip()) == want.end
    return shown_time(begin.strip()) == want.start and ends


# -- telling ------------------------------------------------------
def tell_events(want: Tell, scene: Scene, past: Past) -> Move:
    """The events of a day, with their times."""
    assert want.day is not None
    way = at_day(want.day, scene, past, coming=False)
    if way is not None:
        return way
    keys = gather(scene, past, place("event").title, lambda row: True)
    if isinstance(keys, Act):
        return keys
    day = settled(want.day, past, coming=False)
    when = in_words(day) if day else str(want.day)
    listed = "; ".join(" ".join(key.split(" | ")[:2]).strip() for key in keys)
    told = f"{when}: {listed}" if keys else f"There are no events on {when}"
    return say(told, past, doubtful=True, nothing=not keys)


def _date_of(section: str, month: str) -> str:
    """The date of a section of the search results, whose year stands above it."""
    day, year = shown_day(section), shown_date(month)
    if day is None or year is None or day.month is None or day.day is None:
        return f"{section} {month}".strip()
    return in_words(date(year.year, day.month, day.day))


def tell_when(want: Tell, scene: Scene, past: Past) -> Move:
    """The days and times of the events that a search finds by a name."""
    way = _search(want.name, scene, past)
    if way is not None:
        return way
    found, month, section = [], "", ""
    shown = {row.box.index: row for row in rows(scene, place("event").title)}
    for element in scene.elements:
        if has_id(element, "event_section_month"):
            month = element.text
        elif has_id(element, "event_section_title"):
            section = element.text
        elif element.index in shown and same(want.name, shown[element.index].name):
            row = shown[element.index]
            told = (_date_of(section, month), row.part("event_item_time"), row.part("event_item_description"))
            found.append(", ".join(filter(None, told)))
    if not found:
        near = unfound(want.name, f'event "{want.name}"', scene, past, place("event").title)
        none = Stuck(f'The calendar finds no event "{want.name}"', cause=Cause.NOT_FOUND)
        return near if near.which else none
    more = " (and perhaps more further down)" if scene.scroller is not None and len(found) > 1 else ""
    return say(f"{want.name}: {'; '.join(found)}{more}", past)
