"""From a row to what is edited, and back into the database."""

from dataclasses import replace
from datetime import datetime, timedelta

from device.phone.apps.calendar.event import ALL_DAY, EVENT, NO_REMINDER, TASK, CalendarEvent
from device.phone.apps.calendar.importing import FILE, events_of
from device.phone.apps.calendar.moment import local_time_of, timestamp_of
from device.phone.apps.calendar.picked import EVERY, FUTURE, ONE
from device.phone.apps.calendar.preference import number
from device.phone.apps.calendar.state import (
    DESCRIPTION,
    LOCATION,
    TASK_ACTIVITY,
    TITLE,
    CalendarDraft,
    CalendarEditState,
    Edit,
)
from device.phone.apps.calendar.store import end_before, find_event, leave_out, save_event
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.timetext import local_now

_FIELDS = (TITLE, LOCATION, DESCRIPTION)
SAVE = "save"
"""What the permission to notify is asked for."""


def begin(context: Context, name: str, intent: Intent) -> CalendarEditState:
    """What a form opened by an intent starts with; its texts go into the fields."""
    extras = intent.extras
    number_ = _whole(extras.get("event_id"))
    event = find_event(context, number_) if number_ else None
    if event is not None:
        ts = _whole(extras.get("event_occurrence_ts")) or event.start_ts
        event = replace(event, start_ts=ts, end_ts=ts + event.end_ts - event.start_ts)
        draft, kind, saved = draft_of(context, event), event.type, draft_of(context, event)
        texts = (event.title, event.location, event.description)
    elif FILE in extras:
        new = next(iter(events_of(context, str(extras[FILE]))), CalendarEvent(0, 0, 0))
        draft, kind, saved = draft_of(context, new), new.type, None
        texts = (new.title, new.location, new.description)
    else:
        kind = TASK if name == TASK_ACTIVITY else EVENT
        draft, saved = _fresh(context, intent), None
        texts = (
            str(extras.get("title", "")),
            str(extras.get("eventLocation", "")),
            str(extras.get("description", "")),
        )
    for key, text in zip(_FIELDS, texts, strict=True):
        context.set_text(key, text)
    if event is None and not texts[0]:
        context.focus(TITLE)
    return CalendarEditState(draft, kind, event, saved or draft, texts)


def _whole(value: object) -> int:
    """An extra as a whole number; 0 for one that is none."""
    try:
        return int(value)  # type: ignore[call-overload, no-any-return]
    except (TypeError, ValueError):
        return 0


def _fresh(context: Context, intent: Intent) -> CalendarDraft:
    """A new event's times and reminder."""
    extras = intent.extras
    now = local_now(context).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    start = end = now
    given = _whole(extras.get("new_event_start_ts"))
    begin_ms, end_ms = _whole(extras.get("beginTime")), _whole(extras.get("endTime"))
    if given or begin_ms:
        start = local_time_of(context, given or begin_ms // 1000)
    end = local_time_of(context, end_ms // 1000) if end_ms else start
    if not end_ms:
        end = start + timedelta(minutes=number(context, "default_duration"))
    whole = extras.get("allDay") in (True, 1, "true", "1")
    reminder = number(context, "default_reminder")
    return CalendarDraft(start, max(start, end), whole, (reminder, NO_REMINDER, NO_REMINDER))


def draft_of(context: Context, event: CalendarEvent) -> CalendarDraft:
    """An occurrence as it is edited."""
    return CalendarDraft(
        local_time_of(context, event.start_ts, all_day=event.all_day),
        local_time_of(context, event.end_ts, all_day=event.all_day),
        event.all_day,
        event.reminders,
        event.repeat_interval,
        event.repeat_rule,
        event.repeat_limit,
        event.event_type,
        event.colour,
    )


def texts_of(context: Context) -> tuple[str, str, str]:
    """Title, place and description as they stand in the fields."""
    title, location, description = (context.text(key).strip() for key in _FIELDS)
    return title, location, description


def is_changed(hands: Edit) -> bool:
    """Whether there is anything to lose."""
    state = hands.state
    return state.draft != state.saved or texts_of(hands.context) != state.texts


def event_from(hands: Edit) -> CalendarEvent:
    """The event as it would be saved, id and all."""
    state, context, draft = hands.state, hands.context, hands.state.draft
    title, location, description = texts_of(hands.context)
    base = state.original or CalendarEvent(0, 0, 0, type=state.type)
    start = timestamp_of(context, draft.start, all_day=draft.all_day)
    end = timestamp_of(context, draft.end, all_day=draft.all_day)
    if state.type == TASK:
        end = start
    return replace(
        base,
        start_ts=start,
        end_ts=end,
        title=title,
        location=location if state.type == EVENT else "",
        description=description,
        reminders=draft.reminders,
        repeat_interval=draft.repeat_interval,
        repeat_rule=draft.repeat_rule if draft.repeat_interval else 0,
        repeat_limit=draft.repeat_limit if draft.repeat_interval else 0,
        flags=base.flags | ALL_DAY if draft.all_day else base.flags & ~ALL_DAY,
        event_type=draft.event_type,
        colour=draft.colour,
        type=state.type,
    )


def try_save(hands: Edit) -> None:
    """Save and close, unless something is wrong or a repeating event leaves a question."""
    tr = hands.tr
    event = event_from(hands)
    hands.context.focus("")
    if not event.title:
        hands.context.toast(tr("Title cannot be empty"))
        hands.context.focus(TITLE)
    elif event.end_ts < event.start_ts:
        hands.context.toast(tr("The event cannot end earlier than it starts"))
    elif hands.state.original is not None and hands.state.original.repeat_interval:
        hands.set(dialog="update", choice=ONE)
    elif max(event.reminders) != NO_REMINDER and not hands.context.granted("POST_NOTIFICATIONS"):
        hands.context.request("POST_NOTIFICATIONS", request=SAVE)
    else:
        save(hands, EVERY)


def save(hands: Edit, how: int) -> None:
    """Write it: this time only, from this time on, or every time."""
    event, original = event_from(hands), hands.state.original
    context = hands.context
    row = find_event(context, original.id) if original is not None else None
    if original is None or row is None:
        save_event(context, replace(event, id=0, exceptions=()))
    elif how == ONE:
        leave_out(context, original)
        alone = replace(event, id=0, parent_id=row.id, repeat_interval=0, repeat_rule=0, repeat_limit=0)
        save_event(context, replace(alone, exceptions=()))
    elif how == FUTURE and original.start_ts > row.start_ts:
        end_before(context, original)
        save_event(context, replace(event, id=0, exceptions=()))
    else:
        moved = event.start_ts - original.start_ts
        length = event.end_ts - event.start_ts
        start = row.start_ts + moved if row.repeat_interval else event.start_ts
        save_event(context, replace(event, start_ts=start, end_ts=start + length, exceptions=row.exceptions))
    hands.context.finish()


def move_start(hands: Edit, start: datetime) -> None:
    """Move the start and keep the length; rules that hang on the weekday follow."""
    draft = hands.state.draft
    end = start + (draft.end - draft.start)
    rule = draft.repeat_rule
    if rule == 1 << draft.start.weekday() and draft.repeat_interval % 604_800 == 0:
        rule = 1 << start.weekday()
    hands.set(draft=replace(draft, start=start, end=end, repeat_rule=rule), dialog="", date=None, time=None)
