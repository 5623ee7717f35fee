"""How a repetition reads."""

from collections.abc import Callable
from functools import partial

from device.phone.apps.calendar.event import (
    DAY,
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NTH_WEEKDAY,
    SAME_DAY,
    WEEK,
    YEAR,
    unit_of,
)
from device.phone.apps.calendar.moment import day_title, local_time_of
from device.phone.apps.calendar.preference import PACKAGE
from device.phone.apps.calendar.state import CalendarDraft
from device.phone.system.context import Context
from device.phone.system.timetext import month_name, weekday_name

INTERVALS = ((0, "No repetition"), (DAY, "Daily"), (WEEK, "Weekly"), (MONTH, "Monthly"), (YEAR, "Yearly"))
UNITS = ((DAY, "Days"), (WEEK, "Weeks"), (MONTH, "Months"), (YEAR, "Years"))
_EVERY = {DAY: "Every {} days", WEEK: "Every {} weeks", MONTH: "Every {} months", YEAR: "Every {} years"}
_ORDER = ("first", "second", "third", "fourth", "fifth")


def interval_text(tr: Callable[[str], str], interval: int) -> str:
    """As "Daily" or "Every 3 days"."""
    for known, name in INTERVALS:
        if interval == known:
            return tr(name)
    unit, many = unit_of(interval)
    return tr(_EVERY[unit]).format(many)


def first_rule(interval: int, weekday: int) -> int:
    """The rule a repetition starts with."""
    unit = unit_of(interval)[0]
    return 1 << weekday if unit == WEEK else SAME_DAY if unit in (MONTH, YEAR) else 0


def rules_for(draft: CalendarDraft) -> list[int]:
    """The rules a monthly or yearly repetition may have."""
    rules = [SAME_DAY, NTH_WEEKDAY]
    following = draft.start.day + 7
    days = _days_in_month(draft)
    if following > days:
        rules.append(LAST_WEEKDAY)
    if draft.start.day == days:
        rules.append(LAST_DAY)
    return rules


def _days_in_month(draft: CalendarDraft) -> int:
    after = draft.start.replace(day=28).toordinal() + 4
    last = after - type(draft.start.date()).fromordinal(after).day
    return type(draft.start.date()).fromordinal(last).day


def rule_text(context: Context, draft: CalendarDraft, rule: int = -1) -> str:
    """As "Mon, Wed", "On the same day", "On every third Monday of October"; the draft's rule by default."""
    tr = partial(context.translate, package=PACKAGE)
    if rule < 0:
        rule = draft.repeat_rule
    unit = unit_of(draft.repeat_interval)[0]
    if unit == WEEK:
        names = [weekday_name(tr, day, short=True) for day in range(7) if rule >> day & 1]
        return tr("Every day") if len(names) == 7 else ", ".join(names)
    weekday = weekday_name(tr, draft.start.weekday())
    if rule == LAST_DAY:
        text = tr("On the last day of the month")
    elif rule == LAST_WEEKDAY:
        text = tr("Every last {}").format(weekday)
    elif rule == NTH_WEEKDAY:
        text = tr(f"Every {_ORDER[(draft.start.day - 1) // 7]} {{}}").format(weekday)
    else:
        return tr("On the same day")
    return text if unit == MONTH else f"{text} ({month_name(tr, draft.start.month)})"


def limit_text(context: Context, draft: CalendarDraft) -> str:
    """As "Forever", a day, or "5 times"."""
    limit = draft.repeat_limit
    if not limit:
        return context.translate("Forever", PACKAGE)
    if limit < 0:
        return context.translate("{} times", PACKAGE).format(-limit)
    return day_title(context, local_time_of(context, limit, all_day=draft.all_day).date())
