"""The Retro Music app: its one activity, what it hears, and how Back leads through its pages."""

from device.phone.apps.gate import REQUEST, ask_first, closed
from device.phone.apps.music import playback, sample
from device.phone.apps.music.detail import show_detail
from device.phone.apps.music.function import FUNCTIONS
from device.phone.apps.music.notice import heard, hush, keep_up, show, told, unhush
from device.phone.apps.music.player import queue_overlay, show_player, show_queue
from device.phone.apps.music.playlistdialog import SAVE, saved
from device.phone.apps.music.row import chosen_bar
from device.phone.apps.music.search import show_search
from device.phone.apps.music.setting import VERSION, first_tab, remembers, setting_overlay, show_settings
from device.phone.apps.music.song import Song, library
from device.phone.apps.music.songmenu import song_overlay
from device.phone.apps.music.state import MAIN, MusicActivity, MusicMainState
from device.phone.apps.music.store import PACKAGE, SCHEMAS
from device.phone.apps.music.tabs import mini_player, show_tab, tab_overlay
from device.phone.apps.preference import set_preference
from device.phone.apps.provider.media import media_path
from device.phone.file.document import path_of
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.audiofocus import Playback
from device.phone.system.context import Context
from device.phone.system.intent import APP, VIEW, Intent
from device.phone.toolkit.view import Overlay, Screen, View
from device.phone.widget import page

_PERMISSION = "android.permission."
_NEEDED = "READ_MEDIA_AUDIO"
_PAGES = {"player": show_player, "queue": show_queue, "search": show_search, "settings": show_settings}


class RetroMusic(App):
    """Retro Music Player."""

    manifest = Manifest(
        package=PACKAGE,
        label="Retro Music",
        icon="music_note",
        icon_colours=("#3F51B5", "#FFFFFF"),
        main=MAIN,
        databases=SCHEMAS,
        filters=(
            *(IntentFilter(VIEW, MAIN, scheme=scheme, type="audio/*") for scheme in ("file", "content")),
            IntentFilter("android.intent.action.MUSIC_PLAYER", MAIN),
            IntentFilter(f"{APP}MUSIC", MAIN),
        ),
        version=VERSION,
        system=False,
        permissions=tuple(
            _PERMISSION + name for name in (_NEEDED, "POST_NOTIFICATIONS", "READ_EXTERNAL_STORAGE")
        ),
        functions=FUNCTIONS,
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The tab to begin with; a song that was opened from outside plays."""
        if ask_first(context, _NEEDED):
            context.request("POST_NOTIFICATIONS", request=REQUEST)
        context.set(MusicMainState())
        state = MusicMainState(first_tab(MusicActivity(context)))
        song = _asked_for(context, intent)
        if song is not None:
            playback.play(context, (song,))
            show(context)
        return state

    def screen(self, context: Context) -> Screen:
        """The tab, or the page over it."""
        shut = closed(context, "music_note", "Retro Music needs permission to access your music", _NEEDED)
        if shut is not None:
            return shut
        hands = MusicActivity(context)
        return Screen(_shown(hands), overlay=_overlay(hands), title="Retro Music")

    def back(self, context: Context) -> bool:
        """Out of a selection and a page; from another tab to the first one."""
        state = context.activity.state
        if not isinstance(state, MusicMainState) or not context.granted(_NEEDED):
            return False
        hands = MusicActivity(context)
        first = first_tab(hands)
        if state.selected:
            hands.set(selected=())
        elif state.pages:
            hands.leave()
        elif state.tab != first and not remembers(hands):
            hands.set(tab=first)
        else:
            return False
        return True

    def left(self, context: Context) -> None:
        """The tab is kept for the next start."""
        if isinstance(context.activity.state, MusicMainState):
            set_preference(context, PACKAGE, "last_tab", context.activity.state.tab)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """A button of the card in the shade, a media key, or a song to be opened."""
        if heard(context, intent) or context.activity.id == 0:
            return None
        song = _asked_for(context, intent)
        if song is not None:
            playback.play(context, (song,))
            show(context)
        return None

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """A place for a playlist's file was chosen, or a permission answered."""
        if request.startswith(SAVE):
            saved(MusicActivity(context), request, data)
        elif request == REQUEST and context.granted(_NEEDED):
            context.request("POST_NOTIFICATIONS", request="notifications")

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """The next song begins when one is over."""
        keep_up(context)

    def playback(self, context: Context) -> Playback | None:
        """The song."""
        return told(context)

    def hush(self, context: Context) -> bool:
        """It stands still, and the card says so."""
        return hush(context)

    def unhush(self, context: Context) -> None:
        """The song goes on."""
        unhush(context)


def _shown(hands: MusicActivity) -> View:
    over = hands.page
    if over is None:
        return show_tab(hands)
    parts = _PAGES[over.kind](hands) if over.kind in _PAGES else show_detail(hands, over)
    if hands.state.selected:
        parts[0] = chosen_bar(hands)
    return page(*parts, *(() if over.kind == "player" else mini_player(hands)))


def _overlay(hands: MusicActivity) -> Overlay | None:
    return tab_overlay(hands) or queue_overlay(hands) or setting_overlay(hands) or song_overlay(hands)


def _asked_for(context: Context, intent: Intent) -> Song | None:
    """The song that an intent opens."""
    if intent.action != VIEW:
        return None
    path = path_of(intent.data) or media_path(context, intent.data)
    return library(context).by_path.get(context.files.resolve(path)) if path else None
