"""The Camera app: its screens, and the intents that open them."""

from random import Random

from device.phone.apps.camera.film import forgotten, show_film
from device.phone.apps.camera.finder import show_finder, snap, stop
from device.phone.apps.camera.setting import show_settings
from device.phone.apps.camera.start import ask_place
from device.phone.apps.camera.state import (
    CAPTURE,
    FILM,
    MAIN,
    PACKAGE,
    SETTINGS,
    CameraActivity,
    CameraSettingsState,
    FilmState,
    FinderState,
)
from device.phone.apps.camera.store import CHOICES, SCHEMAS, choices, choose
from device.phone.apps.gate import REQUEST, ask_first, closed
from device.phone.file.database import Database
from device.phone.system.app import App, IntentFilter, Manifest
from device.phone.system.context import Context
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen

_PERMISSION = "android.permission."
_NEEDED = ("CAMERA", "RECORD_AUDIO")
_WANTED = {"android.media.action.IMAGE_CAPTURE": "photo", "android.media.action.VIDEO_CAPTURE": "video"}


class CameraApp(App):
    """AOSP's camera."""

    manifest = Manifest(
        package=PACKAGE,
        label="Camera",
        icon="photo_camera",
        icon_colours=("#00897B", "#FFFFFF"),
        main=MAIN,
        databases=SCHEMAS,
        activities=(FILM, SETTINGS),
        filters=(
            *(IntentFilter(action, CAPTURE) for action in _WANTED),
            *(
                IntentFilter(f"android.media.action.{action}", MAIN)
                for action in ("STILL_IMAGE_CAMERA", "VIDEO_CAMERA")
            ),
        ),
        version="2.0.002",
        permissions=tuple(
            _PERMISSION + name for name in (*_NEEDED, "ACCESS_FINE_LOCATION", "ACCESS_COARSE_LOCATION")
        ),
    )

    def seed(self, databases: dict[str, Database], rng: Random) -> None:
        """A phone in use has been through the first start."""
        databases[CHOICES].run("INSERT INTO preferences VALUES ('set_up', '1')")

    def initial(self, context: Context, name: str, intent: Intent) -> object:
        """The viewfinder in the mode asked for, or another page."""
        if name == FILM:
            return FilmState()
        if name == SETTINGS:
            return CameraSettingsState()
        video = "VIDEO" in intent.action
        first = "" if choices(context).set_up else "location"
        if first and context.granted("ACCESS_COARSE_LOCATION"):
            first = "ratio"
        allowed = ask_first(context, *_NEEDED)
        if first == "location" and allowed:
            ask_place(context)
        wanted = _WANTED.get(intent.action, "")
        target = str(intent.extras.get("output", "")).removeprefix("file://")
        return FinderState("video" if video else "photo", first=first, wanted=wanted, target=target)  # type: ignore[arg-type]

    def screen(self, context: Context) -> Screen:
        """What the activity shows."""
        state = context.activity.state
        if isinstance(state, FilmState):
            return show_film(CameraActivity(context, FilmState))
        if isinstance(state, CameraSettingsState):
            return show_settings(CameraActivity(context, CameraSettingsState))
        shut = closed(context, "photo_camera", "Camera needs permission to take photos and videos", *_NEEDED)
        return shut or show_finder(CameraActivity(context, FinderState))

    def back(self, context: Context) -> bool:
        """Leaves the list of modes, the options, a timer; ends a recording, which is kept."""
        state = context.activity.state
        if not isinstance(state, FinderState):
            return False
        hands = CameraActivity(context, FinderState)
        if state.since_ms:
            stop(hands)
        elif state.modes or state.options or state.due_ms:
            hands.set(modes=False, options=False, due_ms=0)
        elif state.taken:
            hands.set(taken="")
        else:
            return False
        return True

    def result(self, context: Context, request: str, data: Intent | None) -> None:
        """Whether the place may be noted was answered: on to the next page of the first start."""
        if request == REQUEST:
            return
        hands = CameraActivity(context, FinderState)
        choose(context, "location", context.granted("ACCESS_COARSE_LOCATION"))
        hands.set(first="ratio")

    def time_passed(self, context: Context, since_ms: int, now_ms: int) -> None:
        """The timer has run, or the app was left while it was recording; see `_noticed`."""
        for each in context.open_activities():
            _noticed(each, in_front=each.activity.id == context.front.id)

    def receive(self, context: Context, intent: Intent) -> tuple[int, str] | None:
        """The viewfinder is open already and is to show another mode."""
        state = context.activity.state
        if (
            isinstance(state, FinderState)
            and not state.since_ms
            and intent.action.startswith("android.media")
        ):
            context.set(self.initial(context, context.activity.name, intent))
        return None


def _noticed(context: Context, *, in_front: bool) -> None:
    """What has come due on one screen. What was deleted is let go once it cannot come back."""
    state, uptime = context.activity.state, context.clock.uptime_ms
    if isinstance(state, FilmState):
        if state.gone and uptime >= state.snack_until_ms:
            context.set(forgotten(state))
    elif isinstance(state, FinderState) and (state.since_ms or state.due_ms):
        hands = CameraActivity(context, FinderState)
        if state.since_ms and not in_front:
            stop(hands)
        elif state.due_ms and not in_front:
            hands.set(due_ms=0)
        elif state.due_ms and uptime >= state.due_ms:
            snap(hands)
