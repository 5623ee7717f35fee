"""Days as people say them and as screens show them; relative ones are settled once today is known."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agent.language.number import NUMBER, read_number

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
_MONTH = (
    "(?:" + "|".join(rf"{name[:3]}(?:{name[3:]})?" for name in MONTHS if name != "may") + r"|may|sept)\.?"
)
_WEEKDAYS = ("mon(?:day)?", "tue(?:s(?:day)?)?", "wed(?:nesday)?", "thu(?:r(?:s(?:day)?)?)?", "fri(?:day)?",
             "sat(?:urday)?", "sun(?:day)?")  # fmt: skip
_LONG = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ANY_WEEKDAY = "|".join(_WEEKDAYS)
_WEEK_ZH = "一二三四五六日"
_UNITS = {"d": 1, "w": 7, "天": 1, "日": 1, "周": 7, "星": 7, "礼": 7}


@dataclass(frozen=True, slots=True)
class Day:
    """One way to name a day; what is None was not said."""

    ahead: int | None = None
    """Days from today."""
    weekday: int | None = None
    """0 = Monday: the first such day after today, or of the week `weeks` from now; what a `day` must be."""
    weeks: int | None = None
    month: int | None = None
    """None with a `day` = the month in which that comes next."""
    day: int | None = None
    year: int | None = None

    def settled(self, today: date, *, coming: bool = True) -> date | None:
        """The date meant; None for one that no calendar has. Without a year: the coming one, or this one."""
        if self.ahead is not None:
            return today + timedelta(days=self.ahead)
        if self.weekday is not None and self.day is None:
            monday = today - timedelta(days=today.weekday())
            if self.weeks is not None:
                return monday + timedelta(days=7 * self.weeks + self.weekday)
            return today + timedelta(days=(self.weekday - today.weekday() - 1) % 7 + 1)
        if self.month is None and self.day is not None:
            days = (today + timedelta(days=ahead) for ahead in range(62))
            return self._on_weekday(next((one for one in days if one.day == self.day), None))
        years = (self.year,) if self.year else (today.year, today.year + 1)
        for year in years:
            found = date_on(year, self.month or today.month, self.day or 0)
            if found is not None and (self.year or not coming or found >= today):
                return self._on_weekday(found)
        return None

    def _on_weekday(self, found: date | None) -> date | None:
        fits = found is not None and self.weekday in (None, found.weekday())
        return found if fits else None

    def __str__(self) -> str:
        if self.ahead is not None:
            return {0: "today", 1: "tomorrow", -1: "yesterday"}.get(
                self.ahead, f"the day {self.ahead} days from now"
            )
        if self.weekday is not None and self.day is None:
            week = {None: "", 0: " of this week", 1: " of next week"}.get(
                self.weeks, f" in {self.weeks} weeks"
            )
            return f"{_LONG[self.weekday]}{week}"
        weekday = f"{_LONG[self.weekday]}, " if self.weekday is not None else ""
        if self.month is None:
            return f"{weekday}the {_ordinal(self.day or 0)}"
        year = f", {self.year}" if self.year else ""
        return f"{weekday}{MONTHS[self.month - 1].title()} {self.day}{year}"


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if not 10 < number < 14 else "th"
    return f"{number}{ending}"


def date_on(year: int, month: int, day: int) -> date | None:
    """The date; None for one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<after>(?:the )?day after tomorrow)\b|(?P<after_zh>大?后天)",
        r"\b(?P<today>today|tonight|this (?:morning|afternoon|evening))\b|(?P<today_zh>今[天日晚早])",
        r"\b(?P<tomorrow>tomorrow|tmrw|tmr|tomorow|tommorow|tommorrow)\b|(?P<tomorrow_zh>明[天日晚早])",
        r"\b(?P<yesterday>yesterday)\b|(?P<yesterday_zh>昨天)",
        rf"\bin (?P<n>{NUMBER}|an?) (?P<unit>d|w)(?:ays?|eeks?)(?:' time)?\b"
        rf"|\b(?P<n2>{NUMBER}|an?) (?P<unit2>d|w)(?:ays?|eeks?) from (?:now|today)\b"
        rf"|(?P<n_zh>{NUMBER})\s*个?(?P<unit_zh>天|日|周|星期|礼拜)之?[后後]",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?",
        rf"(?:\b(?:{_ANY_WEEKDAY}),? )?\b(?P<name>{_MONTH}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        r"(?!:)(?:,? (?P<year>\d{4}))?",
        rf"\b(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name>{_MONTH})\b"
        r"(?:,? (?P<year>\d{4}))?",
        rf"\b(?:the )?(?P<weekday>{_ANY_WEEKDAY}) (?:of )?(?P<week>next) week\b",
        rf"\b(?:this |next |the (?:coming |next )?|coming )?(?P<weekday>{_ANY_WEEKDAY})\b(?! after)",
        r"(?P<week_zh>下+个?|这个?|本)?(?:周|星期|礼拜)(?P<weekday_zh>[一二三四五六日天])",
    )
)
_BEFORE = re.compile(r"(?:\b(?:on|for|by)\s+|\bon the\s+|在)$", re.IGNORECASE)


def find_day(text: str) -> tuple[Day, str] | None:
    """The first day named in the text, and the text with a NUL in its place; None for no day."""
    best: tuple[int, re.Match[str], Day] | None = None
    for pattern in _PATTERNS:
        found = pattern.search(text)
        day = _day(found) if found is not None else None
        if found is not None and day is not None and (best is None or found.start() < best[0]):
            best = (found.start(), found, day)
    if best is None:
        return None
    before = _BEFORE.sub("", text[: best[0]])
    return best[2], f"{before}\0{text[best[1].end() :]}"


def ends_with_day(name: str) -> bool:
    """Whether a name without quotes runs into a day, which may be meant for the thing: `Gym tomorrow`."""
    pieces = name.split() if not name.endswith('"') else []
    ends = (find_day(" ".join(pieces[place:])) for place in range(1, len(pieces)))
    return any(found is not None and found[1] == "\0" for found in ends)


def _day(found: re.Match[str]) -> Day | None:
    said = {name: text for name, text in found.groupdict().items() if text}
    for name, ahead in (("today", 0), ("tomorrow", 1), ("yesterday", -1)):
        if name in said or f"{name}_zh" in said:
            return Day(ahead=ahead)
    if "after" in said or "after_zh" in said:
        return Day(ahead=3 if said.get("after_zh") == "大后天" else 2)
    number = said.get("n") or said.get("n2") or said.get("n_zh")
    if number:
        unit = said.get("unit") or said.get("unit2") or said.get("unit_zh") or ""
        count = 1 if number.lower() in ("a", "an") else read_number(number)
        return None if count is None else Day(ahead=count * _UNITS[unit[0].lower()])
    if "weekday" in said:
        weekday = next(n for n, name in enumerate(_WEEKDAYS) if re.fullmatch(name, said["weekday"], re.I))
        return Day(weekday=weekday, weeks=1 if "week" in said else None)
    if "weekday_zh" in said:
        week = said.get("week_zh", "")
        weeks = week.count("下") if week else None
        return Day(weekday=_WEEK_ZH.index(said["weekday_zh"].replace("天", "日")), weeks=weeks)
    month = _month(said["name"]) if "name" in said else int(said["month"])
    year = int(said["year"]) if "year" in said else None
    return (
        Day(month=month, day=int(said["day"]), year=year)
        if date_on(year or 2024, month, int(said["day"]))
        else None
    )


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


_SHOWN = (
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"),
    re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    re.compile(
        rf"\b(?P<name>{_MONTH})(?: (?P<day>\d{{1,2}})(?!\d))?,?(?: (?P<year>\d{{4}}))?", re.IGNORECASE
    ),
)


def shown_day(text: str) -> Day | None:
    """The day, or month (`day` 1), that a label holds; a year only where it shows one."""
    for pattern in _SHOWN:
        found = pattern.search(text)
        if found is None:
            continue
        said = found.groupdict()
        month = _month(said["name"]) if said.get("name") else int(said["month"])
        year = int(said["year"]) if said.get("year") else None
        return Day(month=month, day=int(said.get("day") or 1), year=year)
    return None


def shown_date(text: str) -> date | None:
    """The whole date that a label holds; None when it names no year."""
    found = shown_day(text)
    if found is None or found.year is None or found.month is None or found.day is None:
        return None
    return date_on(found.year, found.month, found.day)


def in_words(day: date) -> str:
    """The date for an answer, e.g. `Friday, October 20, 2023`."""
    return f"{_LONG[day.weekday()]}, {MONTHS[day.month - 1].title()} {day.day}, {day.year}"
