"""When an event is: day, start, end and repetition, taken out of the words around them."""

import re
from dataclasses import dataclass, replace

from agent.language.day import Day, find_day
from agent.language.errand import Repeat
from agent.language.number import NUMBER, find_duration
from agent.language.when import TimeOfDay, find_time

_H = rf"(?:[0-9]{{1,2}}|{NUMBER})"
_HALF = r"(?:\s*(?:a\.?m\b\.?|p\.?m\b\.?))"
_PART_ZH = "(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|今晚|明晚|晚|早)"
_CLOCK = (
    rf"(?:half past {_H}|(?:a )?quarter (?:past|to) {_H}|[0-9]{{1,2}}[:.][0-9]{{2}}{_HALF}?|{_H}{_HALF}"
    rf"|[0-9]{{1,2}}h(?:[0-9]{{2}})?\b|{_H} o'?\s?clock{_HALF}?|noon\b|midday\b|midnight\b"
    rf"|{_PART_ZH}?{_H}[点點时](?:[钟整半]|一刻|三刻|{_H}分?)?|正午|午夜)"
)
_BARE = r"(?:[0-9]{1,2}(?![0-9:.]))"
_TAIL = r"(?:\s+(?:in the (?:morning|afternoon|evening)|at night))?"
_RANGE = re.compile(
    rf"(?:\b(?:from|between)\s+)?(?P<a>{_CLOCK})\s*(?:to|until|till|-|and|到|至)\s*(?P<b>{_CLOCK}){_TAIL}"
    rf"|(?:\bfrom\s+|\b)(?P<a2>{_BARE})\s*(?:to|until|till|-)\s*(?P<b2>{_CLOCK}){_TAIL}"
    rf"|\bfrom\s+(?P<a3>{_CLOCK})\s*(?:to|until|till|-)\s*(?P<b3>{_BARE}){_TAIL}"
    rf"|\bfrom\s+(?P<a4>{_BARE})\s*(?:to|until|till|-)\s*(?P<b4>{_BARE}){_TAIL}",
    re.IGNORECASE,
)
_AT = re.compile(
    rf"(?:(?:\b(?:at|from|starting(?: at| from)?|beginning(?: at)?)|@|在)\s*)?(?P<t>{_CLOCK}){_TAIL}"
    rf"|\bat (?P<bare>{_BARE})",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:in the |this )?(?:morning|afternoon|evening)\b|\bat night\b|\btonight\b", re.IGNORECASE
)
_ALL_DAY = re.compile(r"\b(?:an )?all[- ]day\b|全天", re.IGNORECASE)
_REPEATING = r"(?:,|\band)?\s*(?:\b(?:that|which|and)\s)?\s*\b(?:(?:repeat(?:s|ing|ed)?|recurring)(?: it)? )?"
_DAILY = re.compile(rf"{_REPEATING}(?:daily|every ?day|each day)\b|每[天日](?:重复)?|重复每天", re.IGNORECASE)
_WEEKLY = re.compile(
    rf"{_REPEATING}(?:weekly|every week|each week|every (?=(?:mon|tue|wed|thu|fri|sat|sun)))"
    r"|每个?(?=周[一二三四五六日天]|星期[一二三四五六日天])|每个?(?:周|星期)(?:重复)?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:every|each|monthly|yearly|annually|biweekly|recurring|repeat\w*|until|except|before|after|remind\w*)\b"
    r"|每个?(?:月|年|隔)|重复|提醒",
    re.IGNORECASE,
)
"""What is said of times and means more than an event's form is filled with here."""
_SPAN = re.compile(
    r"(?:,|\band)?\s*\b(?:for|lasting|that lasts|which lasts|with a duration of|of)\s+(?:about )?(?=\0)"
    r"|,?(?:持续|时长为?|为期|历时)\s*(?=\0)",
    re.IGNORECASE,
)
_IN_A_WHILE = re.compile(
    rf"\bin (?:an?|{NUMBER}) (?:hours?|minutes?|mins?)\b|(?:小时|分钟)[之以]?后", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ParsedMoment:
    """What was found; `unclear` says why nothing is made of it."""

    day: Day | None = None
    start: TimeOfDay | None = None
    end: TimeOfDay | None = None
    all_day: bool = False
    repeat: Repeat = ""
    unclear: str = ""


def take_moment(text: str) -> tuple[ParsedMoment, str]:
    """When it is, and the text with a NUL for each piece that said so."""
    found = ParsedMoment()
    text = re.sub(
        r"\b(at|from|to|until|till) ([01]?[0-9]|2[0-3])h\b(?![0-9])", r"\1 \2:00", text, flags=re.IGNORECASE
    )
    if _IN_A_WHILE.search(text):
        return replace(found, unclear="I cannot count hours from now: say the time"), text
    kinds: tuple[tuple[re.Pattern[str], Repeat], ...] = ((_DAILY, "daily"), (_WEEKLY, "weekly"))
    for pattern, repeat in kinds:
        text, hits = pattern.subn("\0", text)
        if hits:
            found = replace(found, repeat=repeat)
    text, hits = _ALL_DAY.subn("\0", text)
    found = replace(found, all_day=bool(hits))
    length, text = _length(text)
    day = find_day(text)
    if day is not None:
        found, text = replace(found, day=day[0]), day[1]
    found, text = _clock(found, text)
    if length is not None and found.start is not None and found.end is None:
        found = replace(found, end=_later(found.start, length))
    elif length is not None:
        found = replace(found, unclear="the length does not go with what else is said of the time")
    if found.repeat == "daily" and found.day is None:
        found = replace(found, unclear="it is not said from which day on it repeats")
    if _OTHER.search(text) and not found.unclear:
        found = replace(found, unclear="I cannot set reminders or such repetitions")
    return found, text


def _length(text: str) -> tuple[int | None, str]:
    """Minutes that it lasts."""
    found = find_duration(text)
    if found is None or found[0] % 60 or not 60 <= found[0] <= 24 * 3600:
        return None, text
    before, after = _split(text, found[1])
    return found[0] // 60, _SPAN.sub("", f"{before}\0{after}")


def _split(text: str, rest: str) -> tuple[str, str]:
    """What stood before and behind the piece that was cut out of a text."""
    same = next((n for n, pair in enumerate(zip(text, rest, strict=False)) if pair[0] != pair[1]), len(rest))
    return rest[:same], rest[same:]


def _clock(found: ParsedMoment, text: str) -> tuple[ParsedMoment, str]:
    part = _PART.search(text)
    of_day = f" {part[0]}" if part else ""
    span = _RANGE.search(text)
    if span is not None:
        first, last = (next(span[f"{side}{n}"] for n in ("", 2, 3, 4) if span[f"{side}{n}"]) for side in "ab")
        last += "" if _PART.search(last) else _tail(span[0]) or of_day
        if _is_said(last) or not _is_said(first + of_day):
            end = _time(last) if _is_whole(last) else None
            start = _time(first + of_day) if _is_said(first + of_day) else _before(first, end)
        else:
            start = _time(first + of_day)
            end = _behind(last, start)
        text = text[: span.start()] + "\0" + text[span.end() :]
        unclear = "" if start and end else "say of both times whether they are am or pm"
        return replace(found, start=start, end=end, unclear=found.unclear or unclear), _PART.sub("\0", text)
    at = _AT.search(text)
    if at is None:
        return found, text
    said = at[0] + ("" if _PART.search(at[0]) else of_day)
    text = text[: at.start()] + "\0" + text[at.end() :]
    time = _time(said)
    if time is None or not _is_whole(said):
        return replace(found, unclear=f'say whether "{at[0].strip()}" is am or pm'), text
    return replace(found, start=time), _PART.sub("\0", text)


def _tail(text: str) -> str:
    found = _PART.search(text)
    return f" {found[0]}" if found else ""


def _time(text: str) -> TimeOfDay | None:
    text = re.sub(r"([0-9]{1,2})h\b(?![0-9])", r"\1:00", text)
    found = find_time(re.sub(r"^(?:from|starting(?: at| from)?|beginning(?: at)?|@|在)\s*", "", text.strip()))
    return found[0] if found else None


def _is_whole(text: str) -> bool:
    """Whether it is said which half of the day is meant: by am or pm, by hour or part of the day."""
    time = _time(text)
    if time is None:
        return False
    return _is_said(text) or not 1 <= time.hour <= 6


def _is_said(text: str) -> bool:
    """Whether the words themselves tell the half of the day."""
    said = re.search(
        r"[ap]\.?m\b|noon|midnight|midday|morning|afternoon|evening|night|\b0[0-9]:|正午|午夜",
        text,
        re.IGNORECASE,
    )
    time = _time(text)
    return bool(said) or bool(re.search(_PART_ZH, text)) or (time is not None and not 1 <= time.hour <= 12)


def _before(text: str, end: TimeOfDay | None) -> TimeOfDay | None:
    """`3` of `3 to 4 pm`: in the same half of the day, or the half before where it would come too late."""
    time = _time(text)
    if time is None or end is None or time.hour > 12:
        return time
    for hour in (time.hour % 12 + 12 * (end.hour >= 12), time.hour % 12):
        if (hour, time.minute) < (end.hour, end.minute):
            return TimeOfDay(hour, time.minute)
    return None


def _behind(text: str, start: TimeOfDay | None) -> TimeOfDay | None:
    """`3` of `2 pm to 3`: the first such time after the start."""
    time = _time(text)
    if time is None or start is None or time.hour > 12:
        return time
    for hour in (time.hour % 12, time.hour % 12 + 12):
        if (hour, time.minute) > (start.hour, start.minute):
            return TimeOfDay(hour, time.minute)
    return TimeOfDay(time.hour % 12, time.minute)


def _later(start: TimeOfDay, minutes: int) -> TimeOfDay:
    total = (start.hour * 60 + start.minute + minutes) % (24 * 60)
    return TimeOfDay(total // 60, total % 60)


def lengthened(start: TimeOfDay, text: str) -> TimeOfDay | None:
    """The end of what lasts as long as a text says and nothing else."""
    found = find_duration(text)
    if found is None or found[1].strip(" .") or found[0] % 60:
        return None
    return _later(start, found[0] // 60)
