"""Exchanges one value of what a goal asks for against another of its kind: a time, a setting, a name."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from agent.language.errand import (
    ChangeNote,
    ChangeNumber,
    CompleteTask,
    CopyText,
    Create,
    CreateEvent,
    Delete,
    PhoneCall,
    SendText,
    Shoot,
    Tell,
)
from agent.language.intention import (
    DeleteAlarm,
    DeleteTimer,
    Intention,
    LaunchApp,
    ReadScreen,
    SetAlarm,
    SetLevel,
    SetSwitch,
    SetTimer,
    SwitchAlarm,
)
from agent.language.name import same
from agent.language.saying import is_number, is_quoted, number_of, person_of, title_of, unquoted
from agent.language.typedgoal import TypedGoal, worded
from agent.language.value.amount import read_money, read_percent
from agent.language.value.calendarday import read_day
from agent.language.value.clocktime import read_time
from agent.language.value.length import read_length
from agent.language.value.repetition import read_repetition
from agent.language.value.setting import read_slider, read_switch
from agent.language.value.word import language_of
from agent.language.when import TimeOfDay

_BARE = re.compile(r"\d{1,3}")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}|[\u4e00-\u9fff·]{2,6}\d{0,3}")
_FILE = re.compile(r"[^\s.]+\.[a-z]{1,4}")
_NO_NAME = re.compile("[点快慢不没别了吗呢吧等停要是先再好这那]")
_NOON = 12
_SMALL_HOURS = 6
"""Up to this hour a time that is said of an event without its half of the day may be in the afternoon."""


class SlotKind(StrEnum):
    """What sort of value a part of a goal holds."""

    LEVEL = "level"
    LENGTH = "length"
    MONEY = "money"
    TIME = "time"
    NUMBER = "number"
    REPEAT = "repeat"
    DAY = "day"
    SETTING = "setting"
    COUNT = "count"
    TEXT = "text"
    """What is written down or sent."""
    DETAIL = "detail"
    """What else a form holds: where an event is, what goes into a dish."""
    PERSON = "person"
    TITLE = "title"


_NAMES = (SlotKind.PERSON, SlotKind.TITLE)
_COPIED = (*_NAMES, SlotKind.TEXT, SlotKind.DETAIL)
VALUES = tuple(kind for kind in SlotKind if kind not in _COPIED)
"""Kinds whose words are read as a value."""
NAMES = (*_NAMES, SlotKind.SETTING)
"""Kinds that a thing goes by."""
_COUNTED = (SlotKind.LEVEL, SlotKind.LENGTH, SlotKind.MONEY, SlotKind.TIME)
"""Kinds of which a number without a unit may be one."""


@dataclass(frozen=True, slots=True)
class PartSlot:
    """A value that a part of a goal holds."""

    kind: SlotKind
    part: Intention
    field: str
    """Of the part; `values.` and a name for a field of a form."""

    @property
    def value(self) -> object:
        """What it holds now."""
        if not self.field.startswith("values."):
            return getattr(self.part, self.field)
        assert isinstance(self.part, Create)
        if self.kind is SlotKind.PERSON:
            return self.part.name
        return dict(self.part.values)[self.field.removeprefix("values.")]

    def holding(self, value: object) -> Intention:
        """The part with another value in its place."""
        if not self.field.startswith("values."):
            fields: dict[str, Any] = {self.field: value}
            return replace(self.part, **fields)
        assert isinstance(self.part, Create)
        said = str(value)
        if self.kind is SlotKind.PERSON:
            first, _, last = said.rpartition(" ")
            names = (("first", first or last), *((("last", last),) if first else ()))
            rest = tuple(pair for pair in self.part.values if pair[0] not in ("first", "last"))
            return replace(self.part, values=(*names, *rest))
        own = self.field.removeprefix("values.")
        return replace(
            self.part, values=tuple((name, said if name == own else old) for name, old in self.part.values)
        )


def exchanged(goal: TypedGoal, said: str, kinds: Collection[SlotKind] = tuple(SlotKind)) -> TypedGoal | None:
    """The goal with what was said in the place of its like.

    None where it is nothing that the goal holds, or it holds several of its kind.
    """
    slots = [slot for slot in _all_slots(goal) if slot.kind in kinds]
    for kind in _kinds(said, slots):
        meant = [slot for slot in slots if slot.kind is kind]
        if not meant or (kind not in _COPIED and _read(said, meant[0]) is None):
            continue
        return _put(goal, meant[0], said) if len(meant) == 1 else None
    return None


def swapped(goal: TypedGoal, wrong: str, right: str) -> TypedGoal | None:
    """The goal with one value exchanged for another, where both are said; None where it is not one."""
    slots = [slot for slot in _all_slots(goal) if _is_value(slot, wrong)]
    return _put(goal, slots[0], right) if len(slots) == 1 else None


def _all_slots(goal: TypedGoal) -> list[PartSlot]:
    return [slot for part in dict.fromkeys(goal.parts) for slot in _slots(part)]


def _put(goal: TypedGoal, slot: PartSlot, said: str) -> TypedGoal | None:
    value = _read(said, slot)
    if value is None or goal.parts.count(slot.part) != 1:
        return None
    if value == slot.value:
        return goal
    parts = tuple(slot.holding(value) if part == slot.part else part for part in goal.parts)
    return TypedGoal(_retold(goal.text, slot, said, value) or worded(parts, goal.text).text, parts)


# -- the words of a goal, for whoever reads them ------------------------------------------------------------
_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W_]+|[^\w\s]")
_MOST_TOKENS = 7
"""Of one value."""


def _retold(text: str, slot: PartSlot, said: str, value: object) -> str:
    """A goal's words with what was said in the place of a value; "" where that is not one stretch."""
    if slot.kind in _COPIED:
        places = list(re.finditer(re.escape(str(slot.value)), text, re.I))
        is_inside = bool(places) and text[: places[0].start()].endswith(('"', "“"))
        new = unquoted(said) if is_inside else said
        spans = [place.span() for place in places]
    else:
        tokens = [token.span() for token in _TOKEN.finditer(text)]
        rows = (tokens[at : at + count] for at in range(len(tokens)) for count in range(1, _MOST_TOKENS))
        alone = _undecided(slot)
        found = {
            (row[0][0], row[-1][1])
            for row in rows
            if _read(text[row[0][0] : row[-1][1]], alone) == slot.value
        }
        spans = [span for span in found if not any(_is_within(other, span) for other in found)]
        new = said
        if slot.kind in (SlotKind.LEVEL, SlotKind.MONEY) or _read(said, alone) != value:
            new = str(value)
    if len(spans) != 1 or (slot.kind is SlotKind.LENGTH and new != said):
        return ""
    return text[: spans[0][0]] + new + text[spans[0][1] :]


def _is_within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return inner != outer and outer[0] <= inner[0] and inner[1] <= outer[1]


def _undecided(slot: PartSlot) -> PartSlot:
    """A slot of the kind that holds no half of the day which a new time would take over."""
    early = TimeOfDay(1, 0)
    return PartSlot(slot.kind, SwitchAlarm(early, on=True), "time") if slot.kind is SlotKind.TIME else slot


# -- what may stand for what -------------------------------------------------------------------------------
def _kinds(said: str, slots: Sequence[PartSlot]) -> tuple[SlotKind, ...]:
    """What sorts of value something may be, the likeliest first."""
    there = {slot.kind for slot in slots}
    if SlotKind.COUNT in there and unquoted(said).isdecimal():
        return (SlotKind.COUNT,)
    if is_quoted(said):
        return () if SlotKind.DETAIL in there else (SlotKind.TEXT, SlotKind.TITLE, SlotKind.PERSON)
    if _BARE.fullmatch(said):
        found = [kind for kind in _COUNTED if kind in there]
        return tuple(found) if len(found) == 1 else ()
    named = tuple(
        kind for kind in _NAMES if any(_may_be_called(slot, said) for slot in slots if slot.kind is kind)
    )
    return (*VALUES, *named)


def _may_be_called(slot: PartSlot, said: str) -> bool:
    """Whether words may be a name: of a thing one begins with a capital, is a file's or shares a word."""
    if _NAME.fullmatch(said) and not _NO_NAME.search(said) and person_of(said) is not None:
        return True
    words, old = set(said.lower().split()), set(str(slot.value).lower().split())
    likely = said[:1].isupper() or words & old or _FILE.fullmatch(said)
    return slot.kind is SlotKind.TITLE and title_of(said) is not None and bool(likely)


def _is_value(slot: PartSlot, said: str) -> bool:
    """Whether a slot holds just what was said."""
    if slot.kind in _COPIED:
        return same(str(slot.value), unquoted(said))
    return _read(said, slot) == slot.value


def _read(said: str, slot: PartSlot) -> object:
    """What was said, as a slot holds it; None where it can't hold that."""
    return _READERS[slot.kind](said, slot) if slot.kind in _READERS else unquoted(said)


def _setting(said: str, slot: PartSlot) -> object:
    match slot.part:
        case SetSwitch() | ReadScreen(about="switch"):
            feature = read_switch(said)
        case _:
            feature = read_slider(said)
    return feature.key if feature else None


def _time(said: str, slot: PartSlot) -> object:
    """A time in the half of the day of the old one, unless it says another."""
    found, old = read_time(said, language_of(said)), slot.value
    if found is None or not isinstance(old, TimeOfDay) or found.half_said:
        return found.time if found else None
    if old.hour >= _NOON:
        return replace(found.time, hour=found.time.hour % _NOON + _NOON)
    is_event = isinstance(slot.part, CreateEvent | Delete)
    return None if is_event and 1 <= found.time.hour <= _SMALL_HOURS else found.time


def _length(said: str, slot: PartSlot) -> object:
    """A length in seconds; a bare number is in the unit of the old one, where that can be but one."""
    if not _BARE.fullmatch(said):
        return read_length(said, language_of(said))
    old, count = slot.value, int(said)
    assert isinstance(old, int)
    if not count or old % 3600 == 0:
        return None  # `1 hour` may have been said as `60 minutes`
    return count * 60 if old % 60 == 0 else count if old < 60 else None


def _day(said: str, slot: PartSlot) -> object:
    found = read_day(said, language_of(said))
    return found.day if found and not (found.or_else or found.part) else None


def _repeated(said: str, slot: PartSlot) -> object:
    found = read_repetition(said, language_of(said))
    return (found.days or None) if found and not found.part else None


_READERS: MappingProxyType[SlotKind, Callable[[str, PartSlot], object]] = MappingProxyType(
    {
        SlotKind.LEVEL: lambda said, _: read_percent(said, language_of(said)),
        SlotKind.LENGTH: _length,
        SlotKind.MONEY: lambda said, _: read_money(said, language_of(said)),
        SlotKind.TIME: _time,
        SlotKind.NUMBER: lambda said, _: number_of(said),
        SlotKind.COUNT: lambda said, _: unquoted(said) if unquoted(said).isdecimal() else None,
        SlotKind.REPEAT: _repeated,
        SlotKind.DAY: _day,
        SlotKind.SETTING: _setting,
    }
)


# -- what the parts of a goal hold -------------------------------------------------------------------------
def _slots(part: Intention) -> Iterator[PartSlot]:
    for kind, field in _fields(part):
        slot = PartSlot(kind, part, field)
        if kind is SlotKind.PERSON and is_number(str(slot.value)):
            slot = PartSlot(SlotKind.NUMBER, part, field)
        if slot.value not in (None, "", ()) and not (kind is SlotKind.LEVEL and isinstance(slot.value, str)):
            yield slot


def _fields(part: Intention) -> tuple[tuple[SlotKind, str], ...]:
    match part:
        case SetSwitch() | ReadScreen(about="switch" | "level"):
            return ((SlotKind.SETTING, "key"),)
        case SetLevel():
            return (SlotKind.SETTING, "key"), (SlotKind.LEVEL, "percent")
        case SetAlarm():
            return (SlotKind.TIME, "time"), (SlotKind.REPEAT, "days"), (SlotKind.DAY, "day")
        case SwitchAlarm() | DeleteAlarm():
            return ((SlotKind.TIME, "time"),)
        case SetTimer() | DeleteTimer() | Shoot():
            return ((SlotKind.LENGTH, "seconds"),)
        case LaunchApp() | CompleteTask():
            return ((SlotKind.TITLE, "name"),)
        case _:
            return _of_errand(part)


def _of_errand(part: Intention) -> tuple[tuple[SlotKind, str], ...]:
    match part:
        case Create(kind="contact"):
            fields = [pair for pair in part.values if pair[0] not in ("first", "last")]
            return (SlotKind.PERSON, "values.first"), *_form(fields)
        case Create():
            return *_form(part.values), (SlotKind.DAY, "day")
        case CreateEvent():
            times = ((SlotKind.TIME, "start"), (SlotKind.TIME, "end"))
            details = (SlotKind.DETAIL, "location"), (SlotKind.DETAIL, "description")
            return (SlotKind.TITLE, "title"), (SlotKind.DAY, "day"), *times, *details
        case Delete(kind=kind):
            name = SlotKind.PERSON if kind in ("contact", "conversation") else SlotKind.TITLE
            return (name, "name"), (SlotKind.DAY, "day"), (SlotKind.TIME, "start")
        case ChangeNumber():
            return (SlotKind.PERSON, "name"), (SlotKind.NUMBER, "number")
        case ChangeNote():
            return (SlotKind.TITLE, "name"), (SlotKind.TEXT, "text")
        case SendText():
            return (SlotKind.PERSON, "who"), (SlotKind.TEXT, "text")
        case PhoneCall(act="call"):
            return ((SlotKind.PERSON, "who"),)
        case Tell(about="number" | "email" | "message"):
            return ((SlotKind.PERSON, "name"),)
        case Tell():
            return (SlotKind.TITLE, "name"), (SlotKind.DAY, "day")
        case CopyText():
            return ((SlotKind.TEXT, "text"),)
        case _:
            return ()


_FORM = MappingProxyType(
    {
        "name": SlotKind.TITLE,
        "title": SlotKind.TITLE,
        "amount": SlotKind.MONEY,
        "text": SlotKind.TEXT,
        "phone": SlotKind.NUMBER,
        "servings": SlotKind.COUNT,
    }
)


def _form(fields: Sequence[tuple[str, str]]) -> tuple[tuple[SlotKind, str], ...]:
    return tuple((_FORM.get(name, SlotKind.DETAIL), f"values.{name}") for name, _ in fields)


# -- several values said in a row --------------------------------------------------------------------------
_ZH = "[一二两三四五六七八九十]"
_TIME = re.compile(
    r"(?<![a-z0-9_])\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\b\.?)?|(?<![a-z0-9_])\d{1,2}\s?[ap]\.?m\b\.?"
    rf"|(?:早上|上午|中午|下午|晚上)?(?:\d{{1,2}}|{_ZH}{{1,2}})点(?:钟|半|[一三]刻|(?:\d{{1,2}}|{_ZH}{{1,3}})分?)?",
    re.I,
)
_DAY = re.compile(
    r"\b(?:today|(?:the )?day after tomorrow|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|今天|明天|后天|(?:周|星期|礼拜)[一二三四五六日天]",
    re.I,
)
_VALUES = re.compile(
    rf"(\+?\d[\d ()-]{{5,}}\d|[$¥€£] ?\d+(?:\.\d+)?|\d+(?:\.\d+)? ?[元块]|{_TIME.pattern}|{_DAY.pattern})",
    re.I,
)
_JOIN = re.compile(
    r"^[\s,，:：的]*(?:(?:on|at|for|to)\b)?[\s,，]*"
    r"|[\s,，:：]*(?:\b(?:on|at|for|to|(?:with )?(?:the )?(?:phone )?number|phone)"
    r"|(?:手机|电话)(?:号码?)?(?:是|为)?)?[\s,，]*的?$",
    re.I,
)
"""What joins the values of a row."""


def values_in(text: str) -> list[str]:
    """The values of a row ("Friday at 4pm", "Lunch $12") one by one, with what stands between them."""
    pieces = _VALUES.split(text)
    bare = (piece if place % 2 else _JOIN.sub("", piece) for place, piece in enumerate(pieces))
    return [piece.strip() for piece in bare if piece.strip()]
