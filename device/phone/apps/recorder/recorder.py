"""The Audio Recorder app: its screens, and how Back leads through them."""

from device.phone.apps.gate import REQUEST
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, preference
from device.phone.apps.recorder import heard, sample
from device.phone.apps.recorder.listing import show_records
from device.phone.apps.recorder.main import show_main
from device.phone.apps.recorder.setting import show_settings
from device.phone.apps.recorder.state import (
    MAIN,
    RECORDS,
    SETTINGS,
    TRASH,
    WELCOME,
    Playing,
    RecorderActivity,
    RecorderMainState,
    RecorderSettingsState,
    RecorderWelcomeState,
    RecordsState,
    TrashState,
)
from device.phone.apps.recorder.store import PACKAGE, SCHEMA, bring_in
from device.phone.apps.recorder.store import RECORDS as TABLE
from device.phone.apps.recorder.take import begin, forget_lost
from device.phone.apps.recorder.trash import show_trash
from device.phone.apps.recorder.welcome import show_welcome
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system.app import App, Manifest
from device.phone.system.audiofocus import MEDIA_BUTTON, Playback
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.system.package import HOME
from device.phone.toolkit.view import Screen

_PERMISSION = "android.permission."


class AudioRecorder(App):
    """Audio Recorder."""

    manifest = Manifest(
        package=PACKAGE,
        label="Audio Recorder",
        icon="mic",
        icon_colours=("#E53935", "#FFFFFF"),
        main=WELCOME,
        activities=(MAIN, RECORDS, SETTINGS, TRASH),
        databases={TABLE: SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        version="0.9.26",
        system=False,
        permissions=(f"{_PERMISSION}RECORD_AUDIO", f"{_PERMISSION}POST_NOTIFICATIONS"),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The page that records once the first start is over; else what is asked for."""
        if name == RECORDS:
            return RecordsState()
        if name == SETTINGS:
            return RecorderSettingsState()
        if name == TRASH:
            return TrashState()
        ready = preference(context, PACKAGE, "set_up") == "1"
        return RecorderMainState() if ready else RecorderWelcomeState()

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, RecorderWelcomeState):
            return show_welcome(RecorderActivity(context, RecorderWelcomeState))
        if isinstance(state, RecordsState):
            return show_records(RecorderActivity(context, RecordsState))
        if isinstance(state, RecorderSettingsState):
            return show_settings(RecorderActivity(context, RecorderSettingsState))
        if isinstance(state, TrashState):
            return show_trash(RecorderActivity(context, TrashState))
        return show_main(RecorderActivity(context, RecorderMainState))

    def back(self, context: Context) -> bool:
        """Ends a selection; while it records, the app goes out of sight and records on."""
        state = context.activity.state
        if isinstance(state, RecorderMainState) and state.taking is not None:
            context.open(Intent(categories=(HOME,)))
            return True
        if isinstance(state, RecordsState) and state.selected:
            RecorderActivity(context, RecordsState).set(selected=())
            return True
        if isinstance(state, RecordsState) and state.playing is not None:
            RecorderActivity(context, RecordsState).set(playing=None)
            return True
        if isinstance(state, RecorderWelcomeState) and state.page:
            RecorderActivity(context, RecorderWelcomeState).set(page=state.page - 1)
            return True
        return False

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """A recording whose screen was closed from outside is told of no more; a record may be at its end."""
        forget_lost(context)
        heard.give_back(context)

    def receive(self, context: Context, intent: Intent) -> None:
        """A media key."""
        if intent.action == MEDIA_BUTTON:
            heard.pressed(context, intent)

    def playback(self, context: Context) -> Playback | None:
        """The record in the player."""
        return heard.told(context)

    def hush(self, context: Context) -> bool:
        """It stands still."""
        return heard.hush(context)

    def unhush(self, context: Context) -> None:
        """It goes on."""
        heard.unhush(context)

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """The microphone may be used, or not; or a file to bring in was chosen."""
        hands = RecorderActivity(context, RecorderMainState)
        if request == REQUEST:
            if context.granted("RECORD_AUDIO"):
                begin(hands)
            else:
                context.toast(hands.tr("Audio Recorder needs permission to record audio"))
        elif data is not None and path_of(data.data):
            try:
                hands.set(playing=Playing(bring_in(context, path_of(data.data))))
            except FileFault:
                context.toast(hands.tr("This file cannot be imported"))
