"""Tasks that repeat: their rules in words, and the next date."""

import calendar
from datetime import datetime, timedelta

from device.phone.apps.provider.moment import local_of
from device.phone.apps.todo.task import TodoTask, has_time
from device.phone.system.context import Context
from device.phone.system.timetext import to_date_ms

RULES = ("", "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY")
RULE_NAMES = ("Does not repeat", "Repeats daily", "Repeats weekly", "Repeats monthly", "Repeats yearly")
"""By rule."""


def parts_of(rule: str) -> dict[str, str]:
    """The named parts of an RRULE, with or without its own name in front."""
    pairs = (part.partition("=") for part in rule.removeprefix("RRULE:").upper().split(";"))
    return {name: value for name, _, value in pairs if value}


def rule_name(rule: str) -> str:
    """In English words, to be translated."""
    wanted = parts_of(rule).get("FREQ", "")
    return next((name for known, name in zip(RULES, RULE_NAMES, strict=True) if known[5:] == wanted), rule)


def next_dates(context: Context, task: TodoTask, completed_ms: int) -> tuple[int, int]:
    """The next due and start date of a task that is ticked off then; (0, 0) when its rule has no next."""
    parts = parts_of(task.recurrence)
    step = int(parts["INTERVAL"]) if parts.get("INTERVAL", "").isdecimal() else 1
    base = task.due if task.due and not task.repeat_from else completed_ms
    old = local_of(context, base)
    if task.due and task.repeat_from:
        at = local_of(context, task.due)
        old = old.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
    elif not task.due:
        old = old.replace(hour=12, minute=0, second=0, microsecond=0)
    moved = _moved(old, parts.get("FREQ", ""), max(1, step))
    if moved is None:
        return 0, 0
    due = to_date_ms(context, moved)
    if task.due and has_time(task.due) and not has_time(due):
        due += 1000
    return due, task.start + (due - task.due) if task.start and task.due else task.start


def _moved(day: datetime, kind: str, step: int) -> datetime | None:
    if kind in ("DAILY", "WEEKLY"):
        return day + timedelta(days=step * (7 if kind == "WEEKLY" else 1))
    if kind not in ("MONTHLY", "YEARLY"):
        return None
    months = day.year * 12 + day.month - 1 + step * (12 if kind == "YEARLY" else 1)
    year, month = months // 12, months % 12 + 1
    if year > 9999:
        return None
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))
