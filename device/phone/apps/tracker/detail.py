"""One track: its figures, intervals, charts and course; and the same of the one that is being recorded."""

from device.phone.apps.tracker.export import ask_place, share_tracks
from device.phone.apps.tracker.graph import chart_page, interval_page, map_page
from device.phone.apps.tracker.recording import (
    RECORDING,
    TrackerRecording,
    moving_ms,
    pause,
    recording,
    resume,
    resume_track,
    stop,
)
from device.phone.apps.tracker.row import badge, figure, figures
from device.phone.apps.tracker.state import EDIT, MARKER, MARKERS, STOPPED, TrackerActivity, TrackState
from device.phone.apps.tracker.store import TrackerTrack, delete_tracks, points_of, track
from device.phone.apps.tracker.unit import (
    distance_text,
    height_text,
    is_paced,
    rate_text,
    speed_text,
)
from device.phone.system.timetext import span_text
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.toolkit.viewpart import FILL, GROWING, Box, Flow, Surface, Text
from device.phone.widget import (
    Back,
    Choice,
    Tab,
    alert,
    button,
    empty,
    icon_button,
    menu,
    page,
    scroll,
    tab_row,
    top_bar,
)

_TABS = (("Stats", "stats"), ("Intervals", "intervals"), ("Charts", "charts"), ("Map", "map"))
Detail = TrackerActivity[TrackState]


def show_track(hands: Detail) -> Screen:
    """The track under tabs; while it is recorded with the buttons that hold and end it."""
    tr = hands.tr
    now = recording(hands.context)
    number = hands.state.id or (now.track if now is not None else 0)
    found = track(hands.context, number)
    if found is None:
        bar = top_bar(tr("Track"), back=Back(hands.context.finish, tr("Navigate up")))
        return Screen(page(bar, empty("route", tr("No tracks found."))), title=tr("Track"))
    live = now if now is not None and now.track == found.id else None
    tabs = [Tab(tr(label), resource_id=f"tab_{name}") for label, name in _TABS]
    parts = [
        _bar(hands, found, live),
        tab_row(tabs, hands.state.tab, lambda tab: hands.set(tab=tab)),
        _tab(hands, found, live),
    ]
    if live is not None:
        parts.append(_controls(hands, live))
    return Screen(page(*parts), overlay=_overlay(hands, found, live), title=found.name)


def _tab(hands: Detail, found: TrackerTrack, live: TrackerRecording | None) -> View:
    if not hands.state.tab:
        return _stats(hands, found, live)
    return (interval_page, chart_page, map_page)[hands.state.tab - 1](hands, found)


def _bar(hands: Detail, found: TrackerTrack, live: TrackerRecording | None) -> View:
    tr = hands.tr
    actions = [icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))]
    if live is None:
        share = icon_button(
            "share", tr("Share"), lambda: share_tracks(hands, (found.id,)), resource_id="track_detail_share"
        )
        actions.insert(0, share)
    else:
        flag = icon_button(
            "add_location",
            tr("Insert marker"),
            lambda: hands.context.start(MARKER),
            resource_id="track_recording_insert_marker",
        )
        actions.insert(0, flag)
    return top_bar(
        found.name, back=Back(hands.context.finish, tr("Navigate up")), actions=actions, title_id="track_name"
    )


# -- figures ---------------------------------------------------------------------------------------------
def _stats(hands: Detail, found: TrackerTrack, live: TrackerRecording | None) -> View:
    rows = [_what(hands, found), *figures(*_cells(hands, found, live))]
    if found.description:
        told = View(
            "TextView",
            "stats_description",
            Text(found.description, selectable="description"),
            box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 12.0)),
        )
        rows.insert(1, told)
    return scroll("stats", rows, resource_id="stats_scroll", class_name="android.widget.ScrollView")


def _what(hands: Detail, found: TrackerTrack) -> View:
    """What was done, and when."""
    tr = hands.tr
    head = View(
        "LinearLayout",
        box=Box(width=FILL, padding=(16.0, 12.0, 16.0, 4.0)),
        flow=Flow("row", gap=16.0, align="center"),
    )
    what = fixed(
        "TextView",
        "stats_activity_type",
        Text(found.category or tr("Activity type: none"), style="title_medium"),
    )
    when = View(
        "TextView",
        "stats_date",
        Text(f"{hands.day(found)} {hands.clock(found)}", style="body_medium", colour="on_surface_variant"),
    )
    head.children = (
        badge(found.activity, tr(found.activity)),
        View(box=GROWING, children=(what, when), important=False),
    )
    return head


def _cells(hands: Detail, found: TrackerTrack, live: TrackerRecording | None) -> list[View]:
    """Distance, times, speeds and heights."""
    tr, unit, context = hands.tr, hands.unit, hands.context
    total = live.elapsed(context.clock.uptime_ms) if live is not None else found.total
    moving = moving_ms(context, live, found) if live is not None else found.moving
    paced = is_paced(context, found.activity)
    rate, top, mean, held = ("Speed", "Max. speed", "Avg. speed", "Avg. moving speed")
    if paced:
        rate, top, mean, held = ("Pace", "Fastest pace", "Avg. pace", "Avg. moving pace")
    cells = [
        figure(tr("Distance"), distance_text(unit, found.distance), "distance"),
        figure(tr("Total time"), span_text(total), "total_time"),
        figure(tr("Moving time"), span_text(moving), "moving_time"),
        figure(tr(mean), rate_text(unit, found.distance, total, paced=paced), "average_speed"),
        figure(tr(held), rate_text(unit, found.distance, moving, paced=paced), "moving_speed"),
        figure(tr(top), speed_text(unit, found.max_speed, paced=paced), "max_speed"),
    ]
    if live is not None:
        points = points_of(context, found.id)
        now = points[-1].speed if points and not live.paused else 0.0
        cells.append(figure(tr(rate), speed_text(unit, now, paced=paced), "speed"))
        if points and points[-1].elevation is not None:
            cells.append(figure(tr("Elevation"), height_text(unit, points[-1].elevation), "elevation"))
    cells += [
        figure(tr("Elevation gain"), height_text(unit, found.gain), "elevation_gain"),
        figure(tr("Elevation loss"), height_text(unit, found.loss), "elevation_loss"),
    ]
    if found.lowest is not None and found.highest is not None:
        cells += [
            figure(tr("Lowest elevation"), height_text(unit, found.lowest), "elevation_min"),
            figure(tr("Highest elevation"), height_text(unit, found.highest), "elevation_max"),
        ]
    return cells


# -- recording -------------------------------------------------------------------------------------------
def _controls(hands: Detail, live: TrackerRecording) -> View:
    """Pause or go on, and stop."""
    tr, context = hands.tr, hands.context

    def end() -> None:
        number = stop(context)
        hands.context.finish()
        hands.context.start(STOPPED, id=number)

    hold = (
        button(tr("Resume"), lambda: resume(context), icon="play_arrow", resource_id="track_recording_resume")
        if live.paused
        else button(
            tr("Pause"),
            lambda: pause(context),
            kind="tonal",
            icon="pause",
            resource_id="track_recording_pause",
        )
    )
    finish = button(tr("Stop"), end, kind="error", icon="stop", resource_id="track_recording_stop")
    return View(
        "LinearLayout",
        "track_recording_controls",
        box=Box(width=FILL, height=80.0),
        flow=Flow("row", gap=24.0, align="center", justify="center"),
        surface=Surface("surface_container"),
        children=(hold, finish),
    )


# -- menu ------------------------------------------------------------------------------------------------
def _overlay(hands: Detail, found: TrackerTrack, live: TrackerRecording | None) -> Overlay | None:
    tr, context = hands.tr, hands.context

    def go(name: str) -> None:
        hands.close()
        context.start(name, id=found.id)

    def export() -> None:
        hands.close()
        ask_place(hands, (found.id,))

    def go_on() -> None:
        resume_track(hands.context, found.id)
        context.finish()
        context.start(RECORDING)

    def delete() -> None:
        delete_tracks(hands.context, (found.id,))
        context.finish()

    if hands.state.dialog == "menu":
        items = [(tr("Markers"), lambda: go(MARKERS)), (tr("Edit"), lambda: go(EDIT))]
        if live is None:
            items.append((tr("Export as GPX"), export))
            if recording(hands.context) is None:
                items.append((tr("Resume"), go_on))
            items.append((tr("Delete"), lambda: hands.open("delete")))
        return menu(items, hands.close, anchor=(1.0, 0.02))
    if hands.state.dialog == "delete":
        return alert(
            tr("Delete track?"),
            tr("This cannot be undone."),
            accept=Choice(tr("Delete"), delete),
            cancel=Choice(tr("Cancel"), hands.close),
        )
    return None
