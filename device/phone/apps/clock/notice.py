"""The notifications of the Clock: ringing and snoozed alarms, timers, the stopwatch; and their buttons.

They follow what the databases hold, so they are right also after somebody else changed those.
"""

from dataclasses import replace
from datetime import datetime
from weakref import WeakKeyDictionary

from device.phone.apps.clock import timerstore, watchstore
from device.phone.apps.clock.instance import ALARMS, FIRED, Instance, instances
from device.phone.apps.clock.ringing import come_due, snooze, stop
from device.phone.apps.clock.store import CLOCK, note_next
from device.phone.apps.clock.timer import remaining_text, timer_title
from device.phone.apps.clock.timerstore import Timer
from device.phone.system.clock import PhoneClock
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Extra, Intent
from device.phone.system.notification import HIGH, LOW, Action, Notification
from device.phone.system.timetext import clock_text, weekday_name

PACKAGE = "com.google.android.deskclock"
ALARM_ACTIVITY = "com.android.deskclock.alarms.AlarmActivity"
_DO = "com.android.deskclock.action."
_FIRING = "alarm"
"""Tag of the notification of an alarm that rings."""
SHOW_STOPWATCH = f"{_DO}SHOW_STOPWATCH"
_idle: "WeakKeyDictionary[PhoneClock, tuple[int, int]]" = WeakKeyDictionary()
"""By phone: the changes of both databases at which nothing was going on."""
_ID = "com.android.deskclock.extra.ID"


def keep_notices(context: Context, since_ms: int, now_ms: int) -> None:
    """Ring what came due, and let the notifications say what there is."""
    if since_ms < now_ms:
        _ring(context, since_ms, now_ms)
    elif since_ms > now_ms:
        note_next(context)
    held_in = (context.database(ALARMS).changes, context.database(CLOCK).changes)
    if not context.notifications.posted and _idle.get(context.clock) == held_in:
        return
    wanted = _wanted(context)
    quiet = context.settings.on("global", "zen_mode")
    if any(entry.insistent and (entry.pierces or not quiet) for entry in wanted):
        context.interrupt_sound(PACKAGE, "ALARM")
    else:
        context.release_sound(PACKAGE)
    posted = {entry.key: entry for entry in context.notifications.of(PACKAGE)}
    if not wanted and not _active(context):
        _idle[context.clock] = held_in
    if not wanted and not posted:
        return
    for entry in wanted:
        held = posted.get(entry.key)
        if held is None:
            context.notify(entry)
        elif replace(entry, when_ms=held.when_ms) != held:
            context.notify(replace(entry, when_ms=held.when_ms), quiet=True)
    kept = {entry.key for entry in wanted}
    for key, held in posted.items():
        if key not in kept and held.ongoing:
            context.cancel(PACKAGE, held.id, held.tag)


def _ring(context: Context, since_ms: int, now_ms: int) -> None:
    """Begin to ring, tell of what was missed, and take back the notices of what no longer rings.

    Those before others are posted: the number of a row that is gone is given to the next one.
    """
    before = _firing(context)
    due = come_due(context, since_ms, now_ms)
    for number, _ in before - _firing(context):
        context.cancel(PACKAGE, number, _FIRING)
    for when, label in due.missed:
        context.notify(_missed(context, when, label))


def _firing(context: Context) -> set[tuple[int, datetime]]:
    return {(each.id, each.when) for each in instances(context) if each.state == FIRED}


def _active(context: Context) -> bool:
    """Whether anything runs, is paused, rings or is snoozed."""
    return (
        bool(instances(context))
        or any(timer.state != timerstore.RESET for timer in timerstore.timers(context))
        or watchstore.read_watch(context)[0] != watchstore.RESET
    )


def _wanted(context: Context) -> list[Notification]:
    """Everything that goes on now. Behind the Clock itself nothing is said of what its pages show."""
    found = [
        _ringing(context, each) if each.state == FIRED else _snoozed(context, each)
        for each in instances(context)
    ]
    now = context.clock.uptime_ms
    in_front = context.front.package == PACKAGE and not context.hardware.asleep
    for timer in timerstore.timers(context):
        if timer.state == timerstore.RUNNING and timer.left(now) <= 0:
            found.append(_over(context, timer))
        elif timer.state != timerstore.RESET and not in_front:
            found.append(_timer(context, timer))
    state, reading = watchstore.read_watch(context)
    if state != watchstore.RESET and not in_front:
        found.append(_stopwatch(context, state, reading))
    return found


def _button(context: Context, label: str, name: str, number: int = 0) -> Action:
    about: dict[str, Extra] = {_ID: number}
    return Action(context.tr(label), Intent(_DO + name, extras=about))


def _tab(name: str) -> Intent:
    return Intent(f"android.intent.action.{name}", package=PACKAGE)


def moment_text(context: Context, when: datetime) -> str:
    """As "Sun 8:30 AM"."""
    day = weekday_name(context.tr, when.weekday(), short=True)
    return f"{day} {clock_text(context, when.hour, when.minute)}"


# -- alarms ------------------------------------------------------------------------------------------------
def _ringing(context: Context, instance: Instance) -> Notification:
    screen = Intent(VIEW, component=f"{PACKAGE}/{ALARM_ACTIVITY}")
    return Notification(
        PACKAGE,
        instance.label or context.tr("Alarm"),
        moment_text(context, instance.when),
        id=instance.id,
        tag=_FIRING,
        channel="Firing",
        importance=HIGH,
        category="alarm",
        icon="alarm",
        tap=screen,
        full_screen=screen,
        ongoing=True,
        insistent=True,
        pierces=context.settings.number("global", "zen_alarms", 1) != 0,
        actions=(
            _button(context, "Snooze", "SNOOZE", instance.id),
            _button(context, "Dismiss", "DISMISS", instance.id),
        ),
    )


def _snoozed(context: Context, instance: Instance) -> Notification:
    until = clock_text(context, instance.when.hour, instance.when.minute)
    return Notification(
        PACKAGE,
        instance.label or context.tr("Alarm"),
        context.tr("Snoozing until {}").format(until),
        id=instance.id,
        tag="snoozed",
        channel="Snoozed",
        importance=LOW,
        category="alarm",
        icon="snooze",
        tap=_tab("SHOW_ALARMS"),
        ongoing=True,
        actions=(_button(context, "Dismiss", "DISMISS", instance.id),),
    )


def _missed(context: Context, when: datetime, label: str) -> Notification:
    text = moment_text(context, when)
    return Notification(
        PACKAGE,
        context.tr("Missed alarm"),
        f"{text} - {label}" if label else text,
        tag=f"missed {when:%Y-%m-%d %H:%M}",
        channel="Missed",
        category="alarm",
        icon="alarm_off",
        tap=_tab("SHOW_ALARMS"),
    )


# -- timers and stopwatch ----------------------------------------------------------------------------------
def _over(context: Context, timer: Timer) -> Notification:
    return Notification(
        PACKAGE,
        context.tr("Time’s up"),
        timer_title(context.tr, timer),
        id=timer.id,
        tag="expired",
        channel="Timers",
        importance=HIGH,
        category="alarm",
        icon="hourglass_empty",
        tap=_tab("SHOW_TIMERS"),
        full_screen=_tab("SHOW_TIMERS"),
        ongoing=True,
        insistent=True,
        pierces=True,
        counts_ms=timer.started_ms + timer.remaining_ms,
        counts_down=True,
        actions=(
            _button(context, "Stop", "RESET_TIMER", timer.id),
            _button(context, "Add 1 minute", "ADD_MINUTE_TIMER", timer.id),
        ),
    )


def _timer(context: Context, timer: Timer) -> Notification:
    running = timer.state == timerstore.RUNNING
    title = timer_title(context.tr, timer)
    paused = context.tr("Paused") + f" • {remaining_text(timer.remaining_ms)}"
    toggle = ("Pause", "PAUSE_TIMER") if running else ("Resume", "START_TIMER")
    other = ("Add 1 minute", "ADD_MINUTE_TIMER") if running else ("Reset", "RESET_TIMER")
    return Notification(
        PACKAGE,
        title,
        "" if running else paused,
        id=timer.id,
        tag="timer",
        channel="Timers",
        importance=LOW,
        icon="hourglass_empty",
        tap=_tab("SHOW_TIMERS"),
        ongoing=True,
        counts_ms=timer.started_ms + timer.remaining_ms if running else None,
        counts_down=running,
        actions=tuple(_button(context, label, name, timer.id) for label, name in (toggle, other)),
    )


def _stopwatch(context: Context, state: int, reading: int) -> Notification:
    running = state == watchstore.RUNNING
    laps = watchstore.laps_of(context)
    seconds = reading // 1000
    shown = f"{seconds // 60:02d}:{seconds % 60:02d}"
    text = context.tr("Lap {}").format(laps[0][0] + 1) if laps else ""
    if not running:
        text = " • ".join(part for part in (context.tr("Paused"), shown, text) if part)
    toggle = ("Pause", "PAUSE_STOPWATCH") if running else ("Start", "START_STOPWATCH")
    other = ("Lap", "LAP_STOPWATCH") if running else ("Reset", "RESET_STOPWATCH")
    return Notification(
        PACKAGE,
        context.tr("Stopwatch"),
        text,
        tag="stopwatch",
        channel="Stopwatch",
        importance=LOW,
        category="stopwatch",
        icon="timer",
        tap=Intent(SHOW_STOPWATCH, package=PACKAGE),
        ongoing=True,
        counts_ms=context.clock.uptime_ms - reading if running else None,
        actions=tuple(_button(context, label, name) for label, name in (toggle, other)),
    )


# -- their buttons -----------------------------------------------------------------------------------------
def pressed(context: Context, intent: Intent) -> bool:
    """Do what a button of a notification says; False for any other intent."""
    if not intent.action.startswith(_DO):
        return False
    name = intent.action.removeprefix(_DO)
    number = int(intent.extras.get(_ID, 0))
    if name.endswith("STOPWATCH"):
        _turn_watch(context, name)
    elif name.endswith("TIMER"):
        for timer in timerstore.timers(context):
            if timer.id == number:
                _TIMER_ACTS[name](context, timer)
    else:
        for instance in instances(context):
            if instance.id == number:
                (snooze if name == "SNOOZE" else stop)(context, instance)
    return True


_TIMER_ACTS = {
    "START_TIMER": timerstore.start,
    "PAUSE_TIMER": timerstore.pause,
    "RESET_TIMER": timerstore.reset,
    "ADD_MINUTE_TIMER": timerstore.add_minute,
}


def _turn_watch(context: Context, name: str) -> None:
    reading = watchstore.read_watch(context)[1]
    if name == "LAP_STOPWATCH":
        watchstore.take_lap(context)
    elif name == "RESET_STOPWATCH":
        watchstore.reset_watch(context)
    else:
        state = watchstore.RUNNING if name == "START_STOPWATCH" else watchstore.PAUSED
        watchstore.put_watch(context, state, reading)
