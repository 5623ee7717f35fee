"""Reads what is asked of the calendar and of the list of tasks."""

import re
from dataclasses import replace

from agent.language.ask_phrase import Held
from agent.language.ask_saying import detail_of, titles
from agent.language.day import find_day
from agent.language.errand import CompleteTask, Create, CreateEvent, Delete, Errand, Kind, Priority, Tell
from agent.language.intention import NotUnderstood
from agent.language.moment import ParsedMoment, lengthened, take_moment
from agent.language.phrasing import match, piece, said
from agent.language.saying import QUOTED, title_of

Found = list[Errand] | NotUnderstood | None

_ABOUT_PLANS = re.compile(
    r"event|calendar|appointment|meeting|\bschedule\b|日程|日历|活动|事件|安排", re.IGNORECASE
)
_NAMES_EVENT = re.compile(
    r"event|calendar entry|appointment|meeting|^schedule|^安排|日程|活动|事件", re.IGNORECASE
)
_PRIORITIES: dict[str, Priority] = {
    "high": "high", "medium": "medium", "low": "low", "none": "none", "no": "none",
    "高": "high", "中": "medium", "低": "low", "无": "none",
}  # fmt: skip
_JOINT = (
    r"(?:[\s,.\0:]|\b(?:on|at|for|and|with|it|to|from|of|in|starting|beginning|is|due|by)\b"
    r"|到期|截止|之前|的|在|于|从|是|为"
)
_FILL = re.compile(rf"^{_JOINT}|\buntil\b|到|要|一个)+|{_JOINT}|前)+$", re.IGNORECASE)
_WHATS_ON = re.compile(r"(what(?:'s| is)) on \S.*", re.IGNORECASE)
_ARTICLE = re.compile(r"^an?\s+(?=\S)", re.IGNORECASE)
_NO_EVENT = re.compile(r"\balarm|\btime\b|\btimer\b|闹钟|现在|it\b|sunrise|sunset|battery", re.IGNORECASE)


def read_plan(text: str) -> Found:
    """Whatever the words ask of events and tasks; None when they ask for something else."""
    for reader in (_gone, _told, _done, _task, _event):
        found = reader(text)
        if found:
            return found
    return None


def amended_event(before: object, text: str) -> CreateEvent | None:
    """`The event should last for 30 mins` after an event."""
    if not isinstance(before, CreateEvent) or before.start is None or before.end is not None:
        return None
    found = match(text, "event_length")
    end = lengthened(before.start, re.sub(r"\s+long$", "", found["rest"])) if found else None
    return replace(before, end=end) if end else None


# -- events ------------------------------------------------------
def _event(text: str) -> Found:
    held = Held()
    bare = QUOTED.sub(lambda found: held.hold(found[0]), text)
    if not _ABOUT_PLANS.search(bare):
        return None
    texts = []
    for name in ("location", "about"):
        found = piece(name).search(bare)
        detail = detail_of(held.back(said(found)))
        if detail is None:
            return None
        texts.append(detail)
        bare = bare.replace(found[0], "\0") if found else bare
    moment, rest = take_moment(bare)
    in_calendar = piece("calendar").search(rest) is not None
    rest = piece("calendar").sub("\0", rest).strip("\0 ,在")
    asked = match(rest, "event_new")
    timed = "\0" in rest or moment.start is not None or moment.unclear
    if asked is None or not timed or not (in_calendar or _NAMES_EVENT.search(rest)):
        return None
    title = _title(held, _ARTICLE.sub("", asked["rest"]))
    return _as_event(title, moment, texts[0], texts[1]) if title is not None else None


def _as_event(title: str, moment: ParsedMoment, location: str, description: str) -> Found:
    if moment.unclear:
        return NotUnderstood(f'The event "{title}" is unclear: {moment.unclear}')
    if moment.day is None:
        return NotUnderstood(f'The goal does not say on which day the event "{title}" is')
    if moment.start is None and not moment.all_day:
        return NotUnderstood(
            f'The goal does not say at what time the event "{title}" begins, or that it lasts all day'
        )
    start, end = (None, None) if moment.all_day else (moment.start, moment.end)
    return [CreateEvent(title, moment.day, start, end, location, description, moment.repeat)]


def _title(held: Held, rest: str) -> str | None:
    """The one name that is left when all else is taken out."""
    pieces = [_bare(part) for part in piece("called").sub("\0", rest).split("\0")]
    pieces = [part for part in pieces if part]
    return title_of(held.back(pieces[0])) if len(pieces) == 1 else None


def _bare(text: str) -> str:
    """Without the little words around it; once more for what stood behind the first."""
    return _FILL.sub("", _FILL.sub("", text))


# -- tasks ------------------------------------------------------
def _task(text: str) -> Found:
    held = Held()
    found = match(QUOTED.sub(lambda found: held.hold(found[0]), text), "task_new")
    if found is None:
        return None
    rest = f"{found['rest']} {found.get('more', '')}".strip()
    about, level = piece("about").search(rest), piece("priority").search(rest)
    for part in (about, level):
        rest = rest.replace(part[0], "\0") if part else rest
    before = f"{found.get('before', '')} {found.get('before2', '')}".lower()
    priority = said(level).lower() or next((word for word in _PRIORITIES if word in before), "")
    day = find_day(rest)
    moment, left = take_moment(re.sub(r"\bdue\b", "\0", day[1] if day else rest))
    title, notes = _title(held, left), detail_of(held.back(said(about)))
    if title is None or notes is None:
        return None
    if moment.start is not None or moment.unclear or moment.repeat:
        return NotUnderstood(f'I can give the task "{title}" a day, but no time, repetition or reminder')
    values = (("title", title), *((("notes", notes),) if notes else ()))
    choice = _PRIORITIES[priority] if priority else ""
    return [Create("task", values, day[0] if day else None, choice)]


def _done(text: str) -> Found:
    found = match(text, "task_done")
    name = title_of(found["name"]) if found else None
    return [CompleteTask(name)] if name else None


# -- both ------------------------------------------------------
def _gone(text: str) -> Found:
    event = match(text, "event_gone")
    if event is not None:
        return _removed("event", event["names"], event.get("when", ""))
    task = match(text, "task_gone")
    return _removed("task", task["names"], "") if task is not None else None


def _removed(kind: Kind, text: str, when: str) -> Found:
    held = Held()
    bare = QUOTED.sub(lambda found: held.hold(found[0]), text)
    day, start = find_day(when or bare), None
    moment, rest = take_moment(when or bare)
    if day is not None and moment.start and moment == ParsedMoment(day[0], moment.start):
        day, start = (day[0], rest), moment.start
    if (when and day is None) or (kind == "task" and day is not None):
        return None
    if day is not None and not when:
        bare = _bare(day[1]).strip("\0 ")
    row = held.back(bare)
    listed = '"' in row or not re.search(r"\band\b|和|与", row)
    names = titles(row, listed=listed)
    return [Delete(kind, name, day[0] if day else None, start) for name in names] if names else None


def _told(text: str) -> Found:
    day = find_day(text)
    if day is not None:
        asked = re.sub(r"[\0\s]+", " ", day[1]).strip(" ?")
        whats_on = _WHATS_ON.fullmatch(text)
        if whats_on is not None and whats_on[1] == asked:  # the `on` went with the day
            asked = "what's on"
        if match(asked, "tell_events") is not None:
            return [Tell("events", day=day[0])]
        return [Tell("due", day=day[0])] if match(asked, "tell_due") is not None else None
    found = match(text, "tell_when")
    name = title_of(found["name"]) if found else None
    return [Tell("when", name)] if name and not _NO_EVENT.search(name) else None
