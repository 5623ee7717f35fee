"""The OpenTracks app: its screens, and what goes on while none of them shows."""

from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA
from device.phone.apps.tracker import sample
from device.phone.apps.tracker.detail import show_track
from device.phone.apps.tracker.edit import leave_edit, show_edit
from device.phone.apps.tracker.export import EXPORT, TYPE, write_to
from device.phone.apps.tracker.importing import IMPORT, take
from device.phone.apps.tracker.main import RECORD, show_list, start_recording
from device.phone.apps.tracker.marker import leave_markers, opened_marker, show_marker, show_markers
from device.phone.apps.tracker.recording import LOCATION, RECORDING, follow
from device.phone.apps.tracker.schema import PACKAGE, TRACKS, TRACKS_SCHEMA
from device.phone.apps.tracker.setting import show_settings
from device.phone.apps.tracker.state import (
    CATEGORY,
    DESCRIPTION,
    EDIT,
    LIST,
    MARKER,
    MARKERS,
    NAME,
    RECORDED,
    SETTINGS,
    STATISTICS,
    STOPPED,
    MarkersState,
    MarkerState,
    StatisticsState,
    TrackerActivity,
    TrackerEditState,
    TrackerListState,
    TrackerSettingsState,
    TrackState,
)
from device.phone.apps.tracker.statistic import show_statistics
from device.phone.apps.tracker.store import track
from device.phone.file.document import path_of
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import SEND, VIEW, Intent
from device.phone.toolkit.view import Screen


class OpenTracks(App):
    """OpenTracks, the sports tracker."""

    manifest = Manifest(
        package=PACKAGE,
        label="OpenTracks",
        icon="route",
        icon_colours=("#1B5E20", "#FFFFFF"),
        main=LIST,
        activities=(RECORDED, RECORDING, STOPPED, EDIT, MARKERS, MARKER, STATISTICS, SETTINGS),
        filters=(
            *(IntentFilter(VIEW, LIST, scheme=scheme, type=TYPE) for scheme in ("file", "content")),
            *(IntentFilter(action, LIST, type=TYPE) for action in SEND),
        ),
        databases={TRACKS: TRACKS_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        version="4.9.7",
        system=False,
        permissions=(*LOCATION, "android.permission.POST_NOTIFICATIONS"),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The screen that was asked for, its fields filled."""
        number = _number(intent)
        if name in (RECORDED, RECORDING):
            return TrackState(number if name == RECORDED else 0)
        if name in (EDIT, STOPPED):
            return _edited(context, number, stopped=name == STOPPED)
        if name == MARKERS:
            return MarkersState(number)
        if name == MARKER:
            context.set(MarkerState(number))
            opened_marker(TrackerActivity(context, MarkerState))
            return MarkerState(number)
        if name == STATISTICS:
            return StatisticsState(_numbers(intent))
        if name == SETTINGS:
            return TrackerSettingsState()
        context.set(TrackerListState())
        self.receive(context, intent)
        return TrackerListState()

    def receive(self, context: Context, intent: Intent) -> tuple[int, str | None] | None:
        """Files to import."""
        if intent.action in (VIEW, *SEND) and isinstance(context.activity.state, TrackerListState):
            take(TrackerActivity(context, TrackerListState), intent)
        return None

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, TrackState):
            return show_track(TrackerActivity(context, TrackState))
        if isinstance(state, TrackerEditState):
            return show_edit(TrackerActivity(context, TrackerEditState))
        if isinstance(state, MarkersState):
            return show_markers(TrackerActivity(context, MarkersState))
        if isinstance(state, MarkerState):
            return show_marker(TrackerActivity(context, MarkerState))
        if isinstance(state, StatisticsState):
            return show_statistics(TrackerActivity(context, StatisticsState))
        if isinstance(state, TrackerSettingsState):
            return show_settings(TrackerActivity(context, TrackerSettingsState))
        return show_list(TrackerActivity(context, TrackerListState))

    def back(self, context: Context) -> bool:
        """Leaves selection and search; a track that was just recorded is kept."""
        state = context.activity.state
        if isinstance(state, TrackerListState):
            return TrackerActivity(context, TrackerListState).step_back()
        if isinstance(state, MarkersState):
            return leave_markers(TrackerActivity(context, MarkersState))
        return isinstance(state, TrackerEditState) and leave_edit(TrackerActivity(context, TrackerEditState))

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """Somebody who records may be elsewhere."""
        follow(context)

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """The place was allowed, or a file to import or to export to was chosen."""
        state = context.activity.state
        if request == RECORD and isinstance(state, TrackerListState):
            hands = TrackerActivity(context, TrackerListState)
            if context.granted(*LOCATION):
                start_recording(hands)
            else:
                context.toast(hands.tr("Recording needs the location."))
        elif request == IMPORT and data is not None and isinstance(state, TrackerListState):
            take(TrackerActivity(context, TrackerListState), data)
        elif request == EXPORT and data is not None:
            path = path_of(data.data)
            if isinstance(state, TrackerListState):
                write_to(TrackerActivity(context, TrackerListState), path, state.exported)
            elif isinstance(state, TrackState):
                write_to(TrackerActivity(context, TrackState), path, (state.id,))


def _number(intent: Intent) -> int:
    """The id that an intent names, from wherever it came; 0 for none."""
    value = intent.extras.get("id", 0)
    return value if isinstance(value, int) else 0


def _numbers(intent: Intent) -> tuple[int, ...]:
    words = str(intent.extras.get("tracks", "")).split()
    return tuple(int(word) for word in words if word.isdecimal() and len(word) < 19)


def _edited(context: Context, number: int, *, stopped: bool) -> TrackerEditState:
    found = track(context, number)
    if found is None:
        return TrackerEditState(number, stopped=stopped)
    for key, text in ((NAME, found.name), (CATEGORY, found.category), (DESCRIPTION, found.description)):
        context.set_text(key, text)
    return TrackerEditState(number, found.activity, stopped=stopped)
