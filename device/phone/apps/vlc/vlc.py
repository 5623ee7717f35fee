"""VLC: its screens, the intents that open them, and what the time that passes does to what plays."""

from device.phone.apps.gate import REQUEST
from device.phone.apps.preference import PREFERENCE, PREFERENCE_SCHEMA, is_on
from device.phone.apps.vlc import playing, sample, sound
from device.phone.apps.vlc.first import answered
from device.phone.apps.vlc.home import leave_main, show_main
from device.phone.apps.vlc.more import VERSION, show_about, show_settings
from device.phone.apps.vlc.player import show_player
from device.phone.apps.vlc.playlist import show_list
from device.phone.apps.vlc.state import (
    ABOUT,
    LIST,
    MAIN,
    NEEDED,
    PLAYER,
    SETTINGS,
    AboutState,
    PlayState,
    VlcActivity,
    VlcListState,
    VlcMainState,
    VlcSettingsState,
)
from device.phone.apps.vlc.store import MEDIA, MEDIA_SCHEMA, PACKAGE
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.audiofocus import MEDIA_BUTTON, Playback
from device.phone.system.context import Context
from device.phone.system.intent import VIEW, Intent
from device.phone.system.permission import full_name
from device.phone.toolkit.view import Screen


class Vlc(App):
    """VideoLAN's VLC for Android."""

    manifest = Manifest(
        package=PACKAGE,
        label="VLC",
        icon="play_circle",
        icon_colours=("#FF8800", "#FFFFFF"),
        main=MAIN,
        activities=(LIST, PLAYER, SETTINGS, ABOUT),
        databases={MEDIA: MEDIA_SCHEMA, PREFERENCE: PREFERENCE_SCHEMA},
        filters=tuple(
            IntentFilter(VIEW, PLAYER, scheme=scheme, type=kind)
            for kind in ("video/*", "audio/*")
            for scheme in ("file", "content")
        ),
        version=VERSION,
        system=False,
        permissions=tuple(
            map(full_name, (*NEEDED, "POST_NOTIFICATIONS", "SYSTEM_ALERT_WINDOW", "WRITE_SETTINGS"))
        ),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The first tab, a playlist, the player or another page."""
        if name == LIST:
            return VlcListState(int(intent.extras.get("id", 0)))
        if name == SETTINGS:
            return VlcSettingsState()
        if name == ABOUT:
            return AboutState()
        if name == PLAYER:
            context.set(PlayState(()))
            playing.begin(VlcActivity(context, PlayState), intent)
            return context.now().state
        if not is_on(context, PACKAGE, "set_up"):
            return VlcMainState(first="welcome")
        return VlcMainState()

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, PlayState):
            return show_player(VlcActivity(context, PlayState))
        if isinstance(state, VlcListState):
            return show_list(VlcActivity(context, VlcListState))
        if isinstance(state, VlcSettingsState):
            return show_settings(VlcActivity(context, VlcSettingsState))
        if isinstance(state, AboutState):
            return show_about(VlcActivity(context, AboutState))
        return show_main(VlcActivity(context, VlcMainState))

    def back(self, context: Context) -> bool:
        """Leaves selection, search and folders; a locked player stays, one that is left is noted."""
        state = context.activity.state
        if isinstance(state, VlcMainState):
            return leave_main(VlcActivity(context, VlcMainState))
        if isinstance(state, VlcListState) and state.selected:
            VlcActivity(context, VlcListState).set(selected=())
            return True
        if isinstance(state, PlayState):
            hands = VlcActivity(context, PlayState)
            if state.locked:
                context.toast(hands.tr("The screen is locked"))
                return True
            playing.stop(hands)
        return False

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """The permission that the first start asked for was answered."""
        if request != REQUEST and isinstance(context.activity.state, VlcMainState):
            answered(VlcActivity(context, VlcMainState))

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """The open player gets another file, or a media key."""
        if intent.action == MEDIA_BUTTON:
            sound.pressed(context, intent)
        elif isinstance(context.activity.state, PlayState) and intent.data:
            playing.begin(VlcActivity(context, PlayState), intent)
        return None

    def left(self, context: Context) -> None:
        """What plays stands still while another app is in front."""
        if isinstance(context.activity.state, PlayState) and context.activity.state.since_ms:
            playing.stop(VlcActivity(context, PlayState))

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """A file may be at its end."""
        front = context.front
        if front.package == PACKAGE and isinstance(front.state, PlayState):
            playing.pass_time(VlcActivity(context.of(front), PlayState))

    def playback(self, context: Context) -> Playback | None:
        """The file in the player."""
        return sound.told(context)

    def hush(self, context: Context) -> bool:
        """What plays stands still."""
        return sound.hush(context)

    def unhush(self, context: Context) -> None:
        """It goes on."""
        sound.unhush(context)
