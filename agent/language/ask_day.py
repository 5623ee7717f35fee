"""The day that a goal says of an alarm: an alarm rings the next time that the clock shows its time.

So a day is right where that is the day on which the time comes next, and no alarm can be set for any other.
"""

import re
from dataclasses import dataclass, replace

from agent.language.ask_settings import names_setting
from agent.language.day import Day, find_day
from agent.language.hint import unknown
from agent.language.intention import NotUnderstood, SetAlarm
from agent.language.vocabulary import words
from agent.language.when import find_days, find_time

# The part of the day is said by itself, so that it stays when the day is taken out.
_PARTED = (
    (re.compile(r"\btonight\b", re.I), "today at night"),
    (re.compile(r"\bthis (morning|afternoon|evening)\b", re.I), r"today in the \1"),
    (re.compile(r"(?<!at )\bnight\b", re.I), "at night"),
    (re.compile("(今|明|后)([早晚])上?"), r"\1天\2上"),
)
_REPEATS = re.compile(
    r"\b(?:every|each|daily|weekly|repeat\w*|recurring|weekdays?|work ?days?|weekends?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b|每|重复|工作日|[周週]末|天天",
    re.I,
)
_OF_MONTH = re.compile(
    r"\b(?:on |for )?(?:the )?(?P<en>\d{1,2})(?:st|nd|rd|th)\b(?! (?:of|alarm))"
    r"|(?<![月\d])(?P<zh>\d{1,2})[号號]",
    re.I,
)
_NIGHT = re.compile(r"\bnight\b|midnight|晚|夜", re.I)
_EARLY = 5
"""Hours of the night before this one are those of the next date."""
_ONE_DAY = (
    "I can set an alarm for one day, or for days on which it repeats, and find one by its time alone; "
    "a label that ends with a day must be in quotes"
)
_NO_OTHER_DAY = "I change settings at once and not on another day"


@dataclass(frozen=True, slots=True)
class Said:
    """What a clause says of days."""

    rest: str
    """The clause without it."""
    day: Day | None = None
    """The one day."""
    days: tuple[int, ...] = ()
    """On which to repeat, 0 = Monday."""
    clear: bool = True
    """Whether it says just one of the two, and that just once."""


def said_days(text: str) -> Said:
    """Read it: `every Friday`, `Fridays` and `Monday and Friday` repeat, `Friday` and `tomorrow` are once."""
    for pattern, words_of_it in _PARTED:
        text = pattern.sub(words_of_it, text)
    days, without = find_days(text)
    repeats = bool(days) and (len(days) > 1 or _REPEATS.search(text) is not None)
    day, rest = _one_day(without if repeats else text)
    if days and day is not None and not repeats:
        day, rest = _with_weekday(day, days[0], rest)
    again = _one_day(rest)[0] is not None or bool(find_days(rest)[0])
    if day is not None and _NIGHT.search(text):
        day = _after_midnight(day, rest)
    return Said(rest, day, days if repeats else (), clear=not again and not (repeats and day))


def _one_day(text: str) -> tuple[Day | None, str]:
    found = find_day(text)
    if found is not None:
        return found[0], found[1].replace("\0", " ")
    of_month = _OF_MONTH.search(text)
    if of_month is None or not 1 <= int(of_month["en"] or of_month["zh"]) <= 31:
        return None, text
    return Day(day=int(of_month["en"] or of_month["zh"])), _OF_MONTH.sub(" ", text, count=1)


def _with_weekday(day: Day, weekday: int, rest: str) -> tuple[Day, str]:
    """`Friday the 20th` and `Friday, October 20` say of the one day what weekday it is."""
    if day.day is not None:
        return replace(day, weekday=weekday), find_days(rest)[1]
    dated, left = _one_day(rest)
    if dated is None or dated.day is None:
        return day, rest
    return replace(dated, weekday=weekday), left


def _after_midnight(day: Day, rest: str) -> Day:
    """`Tonight at 1` is a time of tomorrow."""
    found = find_time(rest)
    if found is None or found[0].hour >= _EARLY or day.ahead is None:
        return day
    return replace(day, ahead=day.ahead + 1)


def no_such_day(parts: list[SetAlarm]) -> NotUnderstood | None:
    """The refusal of a day that is never the next, whatever day it is now."""
    for part in parts:
        if part.day is not None and part.day.ahead not in (None, 0, 1):
            return NotUnderstood(
                f"An alarm rings the next time that it is {part.time}: I cannot set one for {part.day}",
                is_near=True,
            )
    return None


def unclear_day(clause: str) -> NotUnderstood | None:
    """The refusal of a clause with a day that it is not understood with; None for any other clause."""
    said = said_days(clause)
    if said.day is None and said.clear:
        return None
    if not said.rest.strip():
        return NotUnderstood(unknown(clause), is_near=True)
    if any(re.search(words(name), clause, re.IGNORECASE) for name in ("timer", "stopwatch")):
        return NotUnderstood("Timers and the stopwatch start at once: I cannot put them off", is_near=True)
    if re.search(words("alarm"), clause, re.IGNORECASE):
        return NotUnderstood(_ONE_DAY, is_near=True)
    return NotUnderstood(_NO_OTHER_DAY, is_near=True) if names_setting(clause) else None
