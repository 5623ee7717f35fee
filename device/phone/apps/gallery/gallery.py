"""The Simple Gallery app: its screens, the intents that open them, and how Back leads through them."""

from device.phone.apps.gallery import sample
from device.phone.apps.gallery.edit import leave_editor, show_editor
from device.phone.apps.gallery.main import leave_folders, show_folders
from device.phone.apps.gallery.pager import leave_page, show_page
from device.phone.apps.gallery.setting import VERSION, show_settings
from device.phone.apps.gallery.state import (
    EDIT,
    MAIN,
    MEDIA,
    PAGER,
    SETTINGS,
    VIEW,
    FoldersState,
    GalleryActivity,
    GalleryEditState,
    GalleryPageState,
    GallerySettingsState,
    MediaState,
)
from device.phone.apps.gallery.store import PACKAGE, SCHEMAS
from device.phone.apps.gallery.within import leave_media, show_media
from device.phone.apps.gate import ask_first, closed
from device.phone.apps.provider.media import media_path
from device.phone.file.document import path_of
from device.phone.file.entry import FileFault
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import APP, Intent
from device.phone.toolkit.view import Screen

_ACTION = "android.intent.action."
_NEEDED = ("READ_MEDIA_IMAGES", "READ_MEDIA_VIDEO")
_WHY = "Simple Gallery needs permission to access your photos and videos"
_KINDS = ("image/*", "video/*")
_SCHEMES = ("file", "content")
_LISTS = "vnd.android.cursor.dir/image"


class Gallery(App):
    """Simple Gallery Pro."""

    manifest = Manifest(
        package=PACKAGE,
        label="Gallery",
        icon="photo_library",
        icon_colours=("#FF6F00", "#FFFFFF"),
        main=MAIN,
        databases=SCHEMAS,
        activities=(MEDIA, PAGER, SETTINGS),
        filters=(
            *(IntentFilter(f"{_ACTION}VIEW", VIEW, scheme=scheme, type="image/*") for scheme in _SCHEMES),
            *(IntentFilter(f"{_ACTION}EDIT", EDIT, scheme=scheme, type="image/*") for scheme in _SCHEMES),
            IntentFilter(f"{_ACTION}VIEW", MAIN, type=_LISTS),
            *(
                IntentFilter(f"{_ACTION}{name}", MAIN, type=kind)
                for name in ("PICK", "GET_CONTENT")
                for kind in (*_KINDS, _LISTS)
            ),
            IntentFilter(f"{_ACTION}PICK", MAIN, scheme="content", authorities=("media",)),
            IntentFilter(f"{APP}GALLERY", MAIN),
        ),
        version=VERSION,
        system=False,
        permissions=tuple(
            f"android.permission.{name}"
            for name in (*_NEEDED, "READ_MEDIA_AUDIO", "POST_NOTIFICATIONS", "MANAGE_EXTERNAL_STORAGE")
        ),
    )

    def fill(self, context: Context) -> None:
        """What a phone in use holds, see sample.py."""
        sample.fill(context)

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The folders, what is in one, a picture, or another page."""
        extras = intent.extras
        picking, several = str(extras.get("picking", "")), bool(extras.get("several", False))
        if name == SETTINGS:
            return GallerySettingsState()
        if name == MEDIA:
            return MediaState(folder=str(extras.get("folder", "")), picking=picking, several=several)
        if name == PAGER:
            return _page(context, intent)
        ask_first(context, *_NEEDED)
        if name in (VIEW, EDIT):
            path = _path(context, intent)
            return GalleryPageState(path) if name == VIEW else GalleryEditState(path)
        if intent.action in (f"{_ACTION}PICK", f"{_ACTION}GET_CONTENT"):
            several = bool(extras.get("android.intent.extra.ALLOW_MULTIPLE", False))
            wanted = "video/*" if "video" in intent.type + intent.data else "image/*"
            return FoldersState(picking=intent.type if "/*" in intent.type else wanted, several=several)
        return FoldersState()

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        shut = closed(context, "photo_library", _WHY, *_NEEDED)
        if shut is not None:
            return shut
        if isinstance(state, MediaState):
            return show_media(GalleryActivity(context, MediaState))
        if isinstance(state, GalleryPageState):
            return show_page(GalleryActivity(context, GalleryPageState))
        if isinstance(state, GalleryEditState):
            return show_editor(GalleryActivity(context, GalleryEditState))
        if isinstance(state, GallerySettingsState):
            return show_settings(GalleryActivity(context, GallerySettingsState))
        return show_folders(GalleryActivity(context, FoldersState))

    def back(self, context: Context) -> bool:
        """Out of selection, search, zoom; asks before an edit is lost."""
        state = context.activity.state
        if not context.granted(*_NEEDED):
            return False
        if isinstance(state, FoldersState):
            return leave_folders(GalleryActivity(context, FoldersState))
        if isinstance(state, MediaState):
            return leave_media(GalleryActivity(context, MediaState))
        if isinstance(state, GalleryPageState):
            return leave_page(GalleryActivity(context, GalleryPageState))
        return isinstance(state, GalleryEditState) and leave_editor(
            GalleryActivity(context, GalleryEditState)
        )

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """Another picture is to be shown while one is open."""
        if context.activity.name in (VIEW, EDIT, MAIN) and intent.action != f"{_ACTION}MAIN":
            context.set(self.initial(context, context.activity.name, intent))
        return None

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """A file was picked within a folder: it goes on to the app that asked."""
        if request == "picked" and data is not None:
            context.finish(data)


def _page(context: Context, intent: Intent) -> GalleryPageState:
    extras = intent.extras
    path, folder = str(extras.get("path", "")), str(extras.get("folder", ""))
    uptime = context.clock.uptime_ms
    state = GalleryPageState(path, folder, slides_ms=uptime if extras.get("slides") else 0)
    context.set(state)
    media = GalleryActivity(context, GalleryPageState).media(folder)
    place = next((at for at, one in enumerate(media) if one.path == path), 0)
    return GalleryPageState(path, folder, place, slides_ms=state.slides_ms)


def _path(context: Context, intent: Intent) -> str:
    """The file that an intent is about."""
    own = str(intent.extras.get("path", ""))
    path = own or path_of(intent.data) or media_path(context, intent.data)
    try:
        return context.files.resolve(path) if path else ""
    except FileFault:  # not even its folder is there
        return path
