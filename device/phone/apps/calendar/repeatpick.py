"""Choosing how an event repeats, on which days, and until when."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

from device.phone.apps.calendar.event import DAY, WEEK, unit_of
from device.phone.apps.calendar.moment import add_months, day_title, local_time_of, timestamp_of
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.repeating import (
    INTERVALS,
    UNITS,
    first_rule,
    interval_text,
    rule_text,
    rules_for,
)
from device.phone.apps.calendar.state import NUMBER, Edit
from device.phone.system.timetext import weekday_name
from device.phone.toolkit.still import own
from device.phone.toolkit.view import Overlay, View
from device.phone.toolkit.viewpart import FULL_WIDTH, Box, Handler, Input, Text
from device.phone.widget import (
    Choice,
    DatePick,
    check_tile,
    choice_dialog,
    date_picker,
    dialog,
    radio_tile,
    text_field,
)

FOREVER, TILL, TIMES = range(3)


def _put_interval(hands: Edit, interval: int) -> None:
    draft = hands.state.draft
    rule = first_rule(interval, draft.start.weekday())
    limit = draft.repeat_limit if interval else 0
    hands.context.focus("")
    hands.set(draft=replace(draft, repeat_interval=interval, repeat_rule=rule, repeat_limit=limit), dialog="")


def _interval(hands: Edit) -> Overlay:
    """No repetition, daily, weekly, monthly, yearly, custom."""
    tr = hands.tr
    now = hands.state.draft.repeat_interval
    values = [value for value, _ in INTERVALS]
    labels = [tr(name) for _, name in INTERVALS]
    if now not in values:
        values.append(now)
        labels.append(interval_text(tr, now))

    def choose(interval: int) -> Handler:
        return lambda: _put_interval(hands, interval)

    def custom() -> None:
        unit, many = unit_of(now or DAY)
        hands.context.set_text(NUMBER, str(many))
        hands.set(dialog="custom_repeat", choice=[value for value, _ in UNITS].index(unit))
        hands.context.focus(NUMBER)

    return choice_dialog(
        tr("Repetition"),
        [*labels, tr("Custom")],
        values.index(now),
        [*(choose(value) for value in values), custom],
        Choice(tr("Cancel"), hands.close),
    )


def _custom(hands: Edit) -> Overlay:
    """Every so many days, weeks, months or years."""
    tr, context = hands.tr, hands.context

    def accept() -> None:
        typed = context.text(NUMBER).strip()
        if typed.isdecimal() and 0 < int(typed) < 1000:
            _put_interval(hands, int(typed) * UNITS[hands.state.choice][0])

    field = _count_field(hands, tr("Number"), "dialog_custom_repeat_interval_value")
    rows = _marks(hands, [tr(name) for _, name in UNITS])
    return _asked(hands, tr("Custom"), (field, *rows), accept)


def _count_field(hands: Edit, label: str, name: str) -> View:
    return text_field(Input(NUMBER, label, kind="number"), hands.context.text(NUMBER), resource_id=name)


def _marks(hands: Edit, labels: list[str]) -> list[View]:
    """Answers with round marks; the state's choice is marked."""
    return [
        radio_tile(
            label,
            place == hands.state.choice,
            partial(hands.set, choice=place),
            dialog=True,
        )
        for place, label in enumerate(labels)
    ]


def _asked(hands: Edit, title: str, body: tuple[View, ...], accept: Callable[[], None]) -> Overlay:
    tr = hands.tr

    def close() -> None:
        hands.context.focus("")
        hands.set(dialog="", date=None)

    return dialog(title, body, accept=Choice(tr("OK"), accept), cancel=Choice(tr("Cancel"), close))


def _rule(hands: Edit) -> Overlay:
    """The days of a week, or which day of a month."""
    draft = hands.state.draft
    if unit_of(draft.repeat_interval)[0] == WEEK:
        return _weekdays(hands)
    rules = rules_for(draft)

    def choose(rule: int) -> Handler:
        return lambda: hands.set(draft=replace(draft, repeat_rule=rule), dialog="")

    return choice_dialog(
        hands.tr("Repeat"),
        [rule_text(hands.context, draft, rule) for rule in rules],
        rules.index(draft.repeat_rule) if draft.repeat_rule in rules else -1,
        [choose(rule) for rule in rules],
        Choice(hands.tr("Cancel"), hands.close),
    )


def _weekdays(hands: Edit) -> Overlay:
    first = number(hands.context, "first_day_of_week")
    bits = hands.state.choice

    def turn(day: int) -> Callable[[bool], None]:
        return lambda on: hands.set(choice=bits | 1 << day if on else bits & ~(1 << day))

    def accept() -> None:
        draft = hands.state.draft
        rule = hands.state.choice or 1 << draft.start.weekday()
        hands.set(draft=replace(draft, repeat_rule=rule), dialog="")

    days = [(first + step) % 7 for step in range(7)]
    rows = [
        check_tile(weekday_name(hands.tr, day), bool(bits >> day & 1), turn(day), leading=True, dialog=True)
        for day in days
    ]
    for row in map(own, rows):
        row.box = replace(row.box, min_height=48.0, padding=(24.0, 4.0, 24.0, 4.0))
    body = View("LinearLayout", "dialog_vertical_linear_layout", box=FULL_WIDTH, children=rows)
    return _asked(hands, hands.tr("Repeat on"), (body,), accept)


def _limit(hands: Edit) -> Overlay:
    """For ever, until a day, or so many times."""
    tr, state, context = hands.tr, hands.state, hands.context
    draft = state.draft
    day = _limit_day(hands)
    rows = _marks(hands, [tr("Repeat forever"), tr("Repeat till a date"), tr("Stop repeating after x times")])
    if state.choice == TILL:
        text = View(
            "TextView",
            "repeat_type_date",
            Text(day_title(hands.context, day), style="body_large", colour="primary"),
            box=Box(padding=(64.0, 8.0, 24.0, 8.0)),
            on_tap=_open_limit_day(hands, day),
        )
        rows.insert(TILL + 1, text)
    if state.choice == TIMES:
        rows.append(_count_field(hands, tr("Times"), "repeat_type_count"))

    def accept() -> None:
        limit = 0
        typed = context.text(NUMBER).strip()
        if state.choice == TILL:
            last = datetime.combine(day, time(23, 59, 59))
            limit = timestamp_of(hands.context, last, all_day=draft.all_day)
        elif state.choice == TIMES and typed.isdecimal():
            limit = -min(9999, int(typed))
        context.focus("")
        hands.set(draft=replace(draft, repeat_limit=limit), dialog="", date=None)

    return _asked(hands, tr("Repeat till"), tuple(rows), accept)


def _limit_day(hands: Edit) -> date:
    """The last day: as picked just now, as it was, else a month on."""
    state = hands.state
    if state.date is not None:
        return state.date.chosen
    if state.draft.repeat_limit > 0:
        return local_time_of(hands.context, state.draft.repeat_limit, all_day=state.draft.all_day).date()
    return add_months(state.draft.start.date(), 1)


def _open_limit_day(hands: Edit, day: date) -> Handler:
    return lambda: hands.set(dialog="limit_date", date=DatePick(day))


def _pick_limit_day(hands: Edit) -> Overlay | None:
    pick = hands.state.date
    if pick is None:
        return None

    def accept(day: date) -> None:
        hands.set(dialog="limit", date=DatePick(max(day, hands.state.draft.start.date())))

    return date_picker(
        hands.context,
        pick,
        lambda changed: hands.set(date=changed),
        accept,
        lambda: hands.set(dialog="limit"),
        first_weekday=number(hands.context, "first_day_of_week"),
    )


REPEAT_DIALOGS: dict[str, Callable[[Edit], Overlay | None]] = {
    "repeat": _interval,
    "custom_repeat": _custom,
    "rule": _rule,
    "limit": _limit,
    "limit_date": _pick_limit_day,
}
