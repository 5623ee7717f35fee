"""Times of day and days of the week as people write them."""

import re
from dataclasses import dataclass

from agent.language.number import CHINESE, DIGITS, ENGLISH, read_number

_HOUR = rf"(?:{DIGITS}|\b{ENGLISH}\b)"
_AFTER = r"(?:\s*(?P<half>a\.?m\b\.?|p\.?m\b\.?))"
_STEPS = r"\b(?:five|ten|twenty[- ]five|twenty|5|10|20|25)"
_NUM_ZH = rf"(?:[0-9]{{1,2}}|{CHINESE})"

# Tried in order; the first that gives a time of day wins.
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<h>{_NUM_ZH})\s*[点點时時](?:(?P<full>[钟鐘整])|(?P<q>半|一刻|三刻)|(?P<m>{_NUM_ZH})分?)?",
        rf"\bhalf past (?P<h>{_HOUR})(?P<past30>){_AFTER}?",
        rf"\b(?:a )?quarter past (?P<h>{_HOUR})(?P<past15>){_AFTER}?",
        rf"\b(?:a )?quarter to (?P<h>{_HOUR})(?P<to15>){_AFTER}?",
        rf"(?P<m>{_HOUR} ?minutes?|{_STEPS}) past (?P<h>{_HOUR}){_AFTER}?",
        rf"(?P<to>{_HOUR} ?minutes?|{_STEPS}) to (?P<h>{_HOUR}){_AFTER}?",
        rf"(?<![0-9:.])(?P<h>[0-9]{{1,2}})\s*[:.h]\s*(?P<m>[0-9]{{2}})(?![0-9:%]){_AFTER}?",
        rf"(?<![0-9:.])(?P<h>[0-9]{{1,2}}){_AFTER}",
        rf"(?P<h>{_HOUR})\s*o'?\s?clock{_AFTER}?",
        r"(?<![0-9])(?P<h>[01][0-9]|2[0-3])(?P<m>[0-5][0-9])(?:\s*(?:hours|hrs))?(?![0-9%])",
        rf"\b(?P<h>{ENGLISH})\s+(?:oh\s+)?(?P<m>{ENGLISH})\b{_AFTER}?",
        rf"\b(?P<h>{ENGLISH})\b(?!\s*alarms){_AFTER}?",
        r"\b(?P<noon>noon|midday)\b|\b(?P<midnight>midnight)\b|(?P<noon_zh>正午)|(?P<midnight_zh>午夜)",
        r"(?<![0-9:.])(?P<h>[0-9]{1,2})(?![0-9:.%]|\s*alarms)",
    )
)  # fmt: skip
_PARTS = (
    ("am", re.compile(r"\b(?:in|of) the morning\b|\b(?:tomorrow|this) morning\b|\bmorning\b", re.IGNORECASE)),
    ("pm", re.compile(r"\b(?:in|of) the (?:afternoon|evening)\b|\b(?:tomorrow|this) (?:afternoon|evening)\b"
                      r"|\b(?:afternoon|evening)\b", re.IGNORECASE)),
    ("night", re.compile(r"\bat night\b|\btonight\b|\btomorrow night\b", re.IGNORECASE)),
    ("am", re.compile("凌晨|清晨|早上|早晨|清早|明早|今早|上午")),
    ("noon", re.compile("中午")),
    ("pm", re.compile("下午|傍晚")),
    ("night", re.compile("晚上|今晚|明晚|夜里|夜晚|半夜")),
)  # fmt: skip

_DAY_NAMES = (
    ("mon(?:day)?s?", "[一1]"), ("tue(?:s|sday)?s?", "[二2]"), ("wed(?:nesday)?s?", "[三3]"),
    ("thu(?:rs|rsday)?s?", "[四4]"), ("fri(?:day)?s?", "[五5]"), ("sat(?:urday)?s?", "[六6]"),
    ("sun(?:day)?s?", "[日天7]"),
)  # fmt: skip
_EVERY = re.compile(
    r"\b(?:every ?day|daily|each day|all week|every day of the week)\b|每天|每日|天天", re.IGNORECASE
)
_WEEKDAYS = re.compile(
    r"\b(?:(?:on|every)\s+)?(?:all )?(?:weekdays?|work ?days?)\b"
    r"|\b(?:mon(?:day)?|mondays) (?:to|through|until|-) (?:fri(?:day)?|fridays)\b"
    r"|(?:每个?)?工作日|(?:每)?(?:周|星期)一(?:到|至)(?:周|星期)?五",
    re.IGNORECASE,
)
_WEEKEND = re.compile(
    r"\b(?:(?:on|at|every)\s+)?(?:the )?weekends?\b|(?:每个?)?周末|(?:每个?)?週末", re.IGNORECASE
)
_DAY_ZH = r"(?:每)?(?:个)?(?:周|星期|礼拜|週)"


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """Hour 0-23 and minute 0-59."""

    hour: int
    minute: int

    def __str__(self) -> str:
        return f"{self.hour:02}:{self.minute:02}"


def find_time(text: str) -> tuple[TimeOfDay, str] | None:
    """A time of day in the text, and the text without it and without `in the morning` and the like.

    With neither am nor pm nor part of the day said, 1 to 12 are taken as written: 7:30 is in the morning.
    """
    part = ""
    rest = text
    for name, pattern in _PARTS:
        found = pattern.search(rest)
        if found is not None:
            if part and part != name:
                return None
            part = name
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    for pattern in _PATTERNS:
        for found in pattern.finditer(rest):
            time = _time(found, part)
            if time is not None:
                return time, f"{rest[: found.start()]} {rest[found.end() :]}".strip()
    return None


def _time(found: re.Match[str], part: str) -> TimeOfDay | None:
    said = found.groupdict()
    if said.get("noon") or said.get("noon_zh"):
        return TimeOfDay(12, 0)
    if said.get("midnight") or said.get("midnight_zh"):
        return TimeOfDay(0, 0)
    hour = read_number(said.get("h") or "")
    minute = _minute(said)
    if hour is None or minute is None or not -60 < minute < 60:
        return None
    half = (said.get("half") or "").lower().replace(".", "")
    if half and part in ("am", "pm") and half != part:
        return None
    hour24 = _hour24(hour, half or part)
    if hour24 is None:
        return None
    total = (hour24 * 60 + minute) % (24 * 60)
    return TimeOfDay(total // 60, total % 60)


_UNIT = re.compile(r"\s*minutes?", re.IGNORECASE)


def _minute(said: dict[str, str | None]) -> int | None:
    """Minutes after the hour; negative for those before it."""
    fixed = {"past30": 30, "past15": 15, "to15": -15}
    for name, minutes in fixed.items():
        if said.get(name) is not None:
            return minutes
    if said.get("q"):
        return {"半": 30, "一刻": 15, "三刻": 45}[said["q"] or ""]
    if said.get("to"):
        before = read_number(_UNIT.sub("", said["to"] or ""))
        return None if before is None else -before
    return read_number(_UNIT.sub("", said["m"] or "")) if said.get("m") else 0


def _hour24(hour: int, half: str) -> int | None:
    if not 0 <= hour <= 24 or (hour in (0, 24) and half in ("pm", "noon")):
        return None
    if hour > 12:
        return None if half == "am" else hour % 24
    match half:
        case "am":
            return hour % 12
        case "pm":
            return hour % 12 + 12
        case "noon":  # from eleven to two: 中午一点 is 13:00
            return hour if hour >= 10 else hour + 12
        case "night":  # twelve at night is midnight, one at night is early, seven at night is late
            return hour % 12 + 12 if 5 <= hour <= 11 else hour % 12
        case _:
            return hour


def find_days(text: str) -> tuple[tuple[int, ...], str]:
    """The days on which to repeat (0 = Monday), in order, and the text without them; () for none."""
    days: set[int] = set()
    for pattern, which in ((_EVERY, range(7)), (_WEEKDAYS, range(5)), (_WEEKEND, range(5, 7))):
        text, hits = pattern.subn(" ", text)
        if hits:
            days.update(which)
    for day, (english, chinese) in enumerate(_DAY_NAMES):
        one = re.compile(
            rf"(?:\b(?:on|every|each)\s+)?(?:\band\s+)?(?:\bevery\s+)?\b{english}(?![a-z])\s*,?"
            rf"|{_DAY_ZH}{chinese}[、,和]?", re.IGNORECASE
        )  # fmt: skip
        text, hits = one.subn(" ", text)
        if hits:
            days.add(day)
    return tuple(sorted(days)), text
