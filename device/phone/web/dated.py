"""Dates and times that were picked on a page, in words of the phone's language."""

import re
from datetime import date, datetime

_WEEK = re.compile(r"(\d{4,6})-W(\d\d)", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


def dated_text(kind: str, value: str, language: str) -> str:
    """What a field of that kind shows for its value; the value itself where that is none."""
    chinese = language.startswith("zh")
    try:
        if kind == "date":
            return _date(date.fromisoformat(value), chinese)
        if kind == "time":
            return _time(datetime.fromisoformat(f"2000-01-01T{value}"), chinese)
        if kind == "datetime-local":
            moment = datetime.fromisoformat(value)
            return f"{_date(moment, chinese)}{' ' if chinese else ', '}{_time(moment, chinese)}"
        if kind == "month" and _MONTH.fullmatch(value):
            month = date.fromisoformat(f"{value}-01")
            return f"{month.year}年{month.month}月" if chinese else f"{month:%B} {month.year}"
    except ValueError:
        return value
    week = _WEEK.fullmatch(value) if kind == "week" else None
    if week is None:
        return value
    return f"{week[1]}年第{int(week[2])}周" if chinese else f"Week {week[2]}, {week[1]}"


def _date(day: date, chinese: bool) -> str:
    return f"{day.year}/{day.month}/{day.day}" if chinese else f"{day.month}/{day.day}/{day.year}"


def _time(moment: datetime, chinese: bool) -> str:
    if chinese:
        return f"{moment:%H:%M}"
    return f"{moment.hour % 12 or 12}:{moment:%M} {'AM' if moment.hour < 12 else 'PM'}"
