"""The track that is being recorded: what it is, how long, and the points the phone passes."""

from dataclasses import dataclass, replace

from device.phone.apps.preference import preference, set_preference
from device.phone.apps.tracker.measure import IDLE_MS, measured, metres_between
from device.phone.apps.tracker.schema import PACKAGE
from device.phone.apps.tracker.store import (
    END,
    PLAIN,
    START,
    TrackerMarker,
    TrackerPoint,
    TrackerTrack,
    add_points,
    add_track,
    measure_track,
    points_of,
    track,
)
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.notification import LOW, Notification
from device.phone.system.permission import COARSE, FINE
from device.phone.system.timetext import clock_text, date_text, local_now, span_text

LOCATION = (FINE, COARSE)
RECORDING = f"{PACKAGE}.TrackRecordingActivity"
_KEY = "recording"
_KNOT = 1852 / 3600
"""Metres a second."""
_FARTHEST = 10_000.0
"""Metres between two points from which on the way begins anew: the phone was somewhere else at once."""


@dataclass(frozen=True, slots=True)
class TrackerRecording:
    """What goes on."""

    track: int
    began: int
    """Uptime in milliseconds when it was begun."""
    since: int
    """Uptime when it last went on; -1 = it is paused."""
    done: int
    """Milliseconds recorded before that."""

    @property
    def paused(self) -> bool:
        """Whether nothing is recorded now."""
        return self.since < 0

    def elapsed(self, uptime_ms: int) -> int:
        """Milliseconds recorded."""
        return self.done + (0 if self.paused else max(0, uptime_ms - self.since))


def recording(context: Context) -> TrackerRecording | None:
    """What is being recorded; None when nothing is."""
    kept = preference(context, PACKAGE, _KEY)
    return TrackerRecording(*map(int, kept.split(" "))) if kept else None


def _keep(context: Context, now: TrackerRecording | None) -> None:
    text = f"{now.track} {now.began} {now.since} {now.done}" if now else ""
    set_preference(context, PACKAGE, _KEY, text)


def moving_ms(context: Context, live: TrackerRecording, found: TrackerTrack) -> int:
    """How long somebody has moved by now; who just stopped still counts as moving for a while."""
    points = points_of(context, found.id)
    if live.paused or not points:
        return found.moving
    since = context.clock.uptime_ms - live.began - (points[-1].time - found.start)
    return found.moving + min(max(0, since), IDLE_MS)


# -- what a person does ----------------------------------------------------------------------------------
def begin(context: Context) -> int:
    """Start a new track; its id."""
    local, date_ms = local_now(context), context.clock.date_ms
    offset = round((local - context.clock.now.replace(tzinfo=None)).total_seconds())
    activity = preference(context, PACKAGE, "default_activity")
    clock = clock_text(context, local.hour, local.minute)
    name = f"{date_text(context.tr, local.date(), short=True)} {clock}"
    category = context.tr(activity) if activity else ""
    number = add_track(
        context,
        TrackerTrack(
            0, name, "", category, activity, date_ms, date_ms, offset if abs(offset) < 86_400 else 0
        ),
    )
    uptime = context.clock.uptime_ms
    _keep(context, TrackerRecording(number, uptime, uptime, 0))
    _note(context, START)
    return number


def pause(context: Context) -> None:
    """Stop the clock for a while."""
    now = recording(context)
    if now is not None and not now.paused:
        _note(context, END)
        _keep(context, replace(now, since=-1, done=now.elapsed(context.clock.uptime_ms)))
        _measure(context)


def resume(context: Context) -> None:
    """Go on after a pause."""
    now = recording(context)
    if now is not None and now.paused:
        _keep(context, replace(now, since=context.clock.uptime_ms))
        _note(context, START)


def resume_track(context: Context, number: int) -> None:
    """Go on with a track that was finished."""
    found = track(context, number)
    if found is not None and recording(context) is None:
        uptime = context.clock.uptime_ms
        began = uptime - max(0, found.stop - found.start)
        _keep(context, TrackerRecording(number, began, uptime, found.total))
        _note(context, START)


def stop(context: Context) -> int:
    """The end; the id of the track, 0 when there was none."""
    pause(context)
    now = recording(context)
    _keep(context, None)
    return now.track if now is not None else 0


def marker_here(context: Context, name: str) -> TrackerMarker | None:
    """A marker at the place that was reached; None where nobody knows it."""
    now = recording(context)
    points = points_of(context, now.track) if now is not None else ()
    found = track(context, now.track) if now is not None else None
    if now is None or found is None or not points:
        return None
    last = points[-1]
    return TrackerMarker(
        0,
        now.track,
        name,
        length=found.distance,
        duration=now.elapsed(context.clock.uptime_ms),
        latitude=last.latitude,
        longitude=last.longitude,
        time=last.time,
        elevation=last.elevation,
    )


# -- what goes on by itself ------------------------------------------------------------------------------
def follow(context: Context) -> None:
    """Note where the phone is when it is elsewhere than before, and say that it is recorded."""
    now = recording(context)
    if now is None or track(context, now.track) is None:
        if now is not None:
            _keep(context, None)
        if context.notifications.of(PACKAGE):
            context.cancel(PACKAGE, 1)
        return
    _announce(context, now)
    if not now.paused and context.granted(*LOCATION):
        points, place = points_of(context, now.track), context.hardware.place
        here = TrackerPoint(round(place.latitude, 6), round(place.longitude, 6), 0, place.altitude)
        last = points[-1] if points else None
        if last is None or (last.latitude, last.longitude, last.elevation) != (
            here.latitude,
            here.longitude,
            here.elevation,
        ):
            far = last is None or metres_between(last, here) > _FARTHEST
            _note(context, START if far else PLAIN)


def _note(context: Context, kind: str) -> None:
    """A point where the phone is now."""
    now, held = recording(context), context.packages.get(PACKAGE)
    found = track(context, now.track) if now is not None else None
    if now is None or found is None or held is None or not held.granted.issuperset(LOCATION):
        return
    place = context.hardware.place
    time = found.start + max(0, context.clock.uptime_ms - now.began)
    point = TrackerPoint(
        place.latitude, place.longitude, time, place.altitude, max(0.0, place.speed) * _KNOT, kind
    )
    add_points(context, now.track, (point,))
    _measure(context)


def _measure(context: Context) -> None:
    """Write what was recorded so far to the track."""
    now = recording(context)
    found = track(context, now.track) if now is not None else None
    if now is None or found is None:
        return
    uptime = context.clock.uptime_ms
    total = now.elapsed(uptime)
    timed = replace(found, total=total, stop=found.start + max(0, uptime - now.began))
    measure_track(context, measured(timed, points_of(context, now.track)))


def _announce(context: Context, now: TrackerRecording) -> None:
    """The notification that stands while a track is recorded."""
    text = (
        f"{context.tr('Paused')} · {span_text(now.done)}" if now.paused else context.tr("Recording a track")
    )
    if any(held.text == text for held in context.notifications.of(PACKAGE)):
        return
    wanted = Notification(
        PACKAGE,
        "OpenTracks",
        text,
        id=1,
        channel="recording",
        importance=LOW,
        ongoing=True,
        auto_cancel=False,
        tap=Intent(component=f"{PACKAGE}/{RECORDING}"),
        counts_ms=None if now.paused else now.since - now.done,
    )
    context.notify(wanted, quiet=True)
