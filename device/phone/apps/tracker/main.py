"""The list of tracks with its search, its menu, and the button that records."""

from dataclasses import replace

from device.phone.apps.tracker.listmenu import list_overlay, listed, selected_bar
from device.phone.apps.tracker.recording import LOCATION, RECORDING, begin, recording
from device.phone.apps.tracker.row import ROW, track_row
from device.phone.apps.tracker.state import RECORDED, SEARCH, TrackerActivity, TrackerListState
from device.phone.apps.tracker.store import TrackerTrack, tracks
from device.phone.system.timetext import local_now
from device.phone.toolkit.still import fixed
from device.phone.toolkit.view import Screen, View
from device.phone.toolkit.viewpart import CENTRED, CENTRED_ROW, FILL, GROWING, Box, Icon, Surface
from device.phone.widget import empty, fab, icon_button, long_scroll, page, search_field, top_bar

TRACKS = "tracks"
"""Key of the list."""
RECORD = "record"
"""The question for the place of the phone."""
List = TrackerActivity[TrackerListState]


def show_list(hands: List) -> Screen:
    """The tracks, the latest first."""
    state = hands.state
    shown = listed(hands)
    unit, today = hands.unit, local_now(hands.context).date()
    here = {found.id for found in tracks(hands.context)}
    chosen = [number for number in state.selected if number in here]
    bar = _search_bar(hands) if state.searching else _bar(hands)
    if chosen:
        bar = selected_bar(hands, chosen)
    body = View(box=Box(width=FILL, weight=1.0), children=(_nothing(hands),), important=False)
    if shown:
        body = long_scroll(
            hands.context,
            TRACKS,
            len(shown),
            lambda place: track_row(hands, shown[place], unit, today, lambda: _open(hands, shown[place])),
            row_height=ROW,
            resource_id="track_list",
        )
    parts = (bar, body) if chosen or state.searching else (bar, body, _foot(hands))
    return Screen(page(*parts), overlay=list_overlay(hands, chosen), title="OpenTracks")


def _open(hands: List, found: TrackerTrack) -> None:
    now = recording(hands.context)
    if now is not None and now.track == found.id:
        hands.context.start(RECORDING)
    else:
        hands.context.start(RECORDED, id=found.id)


# -- bars ------------------------------------------------------------------------------------------------
def _bar(hands: List) -> View:
    tr = hands.tr
    find = icon_button(
        "search", tr("Search"), lambda: hands.begin_search(SEARCH), resource_id="track_list_search"
    )
    more = icon_button("more_vert", tr("More options"), lambda: hands.open("menu"))
    return top_bar("OpenTracks", actions=(find, more))


def _search_bar(hands: List) -> View:
    tr, context = hands.tr, hands.context
    return search_field(
        context,
        SEARCH,
        tr("Search by name, category or description"),
        above=TRACKS,
        on_back=hands.leave_search,
        labels=(tr("Collapse"), tr("Clear query")),
    )


def _foot(hands: List) -> View:
    """What the place is known by, and the button that records or leads to what is recorded."""
    tr = hands.tr
    now = recording(hands.context)
    able = hands.context.granted(*LOCATION)
    sign = fixed(
        "ImageView",
        "track_list_gps_status",
        content_description=tr("GPS is ready") if able else tr("The app may not use the location"),
        icon=Icon("my_location" if able else "location_off", "on_surface_variant"),
        box=Box(width=48.0, height=48.0),
        flow=CENTRED,
    )
    if now is None:
        label, icon = tr("Record"), "fiber_manual_record"
    else:
        label, icon = tr("Show the recording"), "pause" if now.paused else "stop"
    button = fab(
        icon,
        label,
        lambda: hands.context.start(RECORDING) if now is not None else start_recording(hands),
        resource_id="track_list_fab_action",
        colours=("error", "on_error"),
    )
    button.icon = replace(button.icon, filled=True)
    left = View(box=GROWING, children=(sign,), important=False)
    return View(
        "android.view.ViewGroup",
        "bottom_app_bar",
        box=Box(width=FILL, height=80.0, padding=(12.0, 0.0, 12.0, 0.0)),
        flow=CENTRED_ROW,
        surface=Surface("surface_container"),
        children=(left, button, fixed(box=GROWING, important=False)),
    )


def start_recording(hands: List) -> None:
    """A new track, once the app may know where the phone is."""
    if hands.context.granted(*LOCATION):
        begin(hands.context)
        hands.context.start(RECORDING)
    else:
        hands.context.request(*LOCATION, request=RECORD)


def _nothing(hands: List) -> View:
    tr = hands.tr
    if hands.state.searching:
        return empty("search", tr("No tracks found."))
    return empty("route", tr("Start recording your next adventure!"), tr("Your tracks will show here."))
