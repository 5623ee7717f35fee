"""What an app of the embedded phone is: a manifest, and a pure view of its state.

An app keeps nothing in Python attributes. Its data lives in its databases, its place on screen in the
activity's frozen state, the text of its fields in the activity's layout state: so the whole phone can be
saved and put back at any moment, and the same state always shows the same screen.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, ClassVar, TypeVar

from device.phone.file.database import Database
from device.phone.file.document import document_uri
from device.phone.file.mediatype import media_type
from device.phone.system.audiofocus import Playback
from device.phone.system.intent import (
    CHOOSER,
    GRANT,
    REQUEST_PERMISSIONS,
    SEND,
    STREAM,
    SUBJECT,
    TEXT,
    Activity,
    Extra,
    Intent,
)
from device.phone.system.permission import RUNTIME, answers_of, complete, full_name
from device.phone.toolkit.view import FieldText, Screen

if TYPE_CHECKING:
    from device.phone.phone import Phone

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class IntentFilter:
    """An intent that an activity answers to; an empty field matches anything."""

    action: str
    activity: str
    scheme: str = ""
    type: str = ""
    authorities: tuple[str, ...] = ()
    """Of the data's address (content://AUTHORITY/...); () = any."""
    priority: int = 0
    """Where several activities answer, only those of the highest are asked about."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the phone knows of an app without running it."""

    package: str
    label: str
    icon: str
    """Name of a Material symbol."""
    icon_colours: tuple[str, str] = ("#1A73E8", "#FFFFFF")
    """Behind and of the symbol."""
    main: str = ""
    """Full class name of the launcher activity; "" = no icon in the drawer."""
    databases: dict[str, str] = field(default_factory=dict)
    """File name under databases/, or with a slash below the app's own folder -> schema (DDL)."""
    activities: tuple[str, ...] = ()
    """Further activities, by full class name, that no filter names."""
    filters: tuple[IntentFilter, ...] = ()
    upright: tuple[str, ...] = ()
    """Activities, by full class name, that stay upright however the phone is turned."""
    apart: tuple[str, ...] = ()
    """Activities, by full class name, that get a task of their own (an empty taskAffinity)."""
    single: tuple[str, ...] = ()
    """Activities, by full class name, that are never in another app's task (launchMode singleTask)."""
    version: str = "1.0"
    system: bool = True
    permissions: tuple[str, ...] = ()


class App:
    """One installed app. Subclasses give `manifest` and `screen`; the rest has sensible defaults."""

    manifest: ClassVar[Manifest]

    def seed(self, databases: dict[str, Database], rng: Random) -> None:
        """Put what a phone in use would have into fresh databases."""

    def initial(self, context: "Context", name: str, intent: Intent) -> object:
        """The state an activity starts with."""
        return None

    def screen(self, context: "Context") -> Screen:
        """What the activity in front shows now."""
        raise NotImplementedError

    def back(self, context: "Context") -> bool:
        """Back was pressed with nothing over the activity; True when the app dealt with it."""
        return False

    def receive(self, context: "Context", intent: Intent) -> tuple[int, str | None] | None:
        """A broadcast, or an intent for the activity already in front (onNewIntent).

        A broadcast may be answered with a result code and data (None = no data, which is not the same as "").
        """
        return None

    def left(self, context: "Context") -> None:
        """Another activity came to the front (onPause); what must not be lost is kept now."""

    def time_passed(self, context: "Context", since_ms: int, now_ms: int) -> None:
        """The date moved from one moment to another (it may stand still), or uptime did; see passing.py.

        Apps that override this notice what came due: alarms, timers, reminders. Asked before every new frame,
        so it must be quick where there is nothing to do.
        """

    def result(self, context: "Context", request: str, data: Intent | None) -> None:
        """What came of something asked for with Context.ask; None = it was given up."""

    # -- sound, of apps that take the focus; see focus.py -------------------------------------------------
    def playback(self, context: "Context") -> Playback | None:
        """What it plays or would go on with; None when nothing of a player is open."""
        return None

    def hush(self, context: "Context") -> bool:
        """Another app is heard now: be silent; whether it was heard until then."""
        return False

    def unhush(self, context: "Context") -> None:
        """It was hushed for a while, and that is over: go on."""


class Context:
    """All that an app may touch: its own databases and activity, and the phone's public services."""

    __slots__ = ("activity", "package", "phone")

    def __init__(self, phone: "Phone", activity: Activity) -> None:
        self.phone = phone
        self.activity = activity
        self.package = activity.package

    # -- what is -------------------------------------------------------------------------------------
    def state(self, kind: type[S]) -> S:
        """The activity's state, checked to be of the app's own kind."""
        if not isinstance(self.activity.state, kind):
            raise TypeError(f"{self.activity.component} has no {kind.__name__}")
        return self.activity.state

    def database(self, name: str) -> Database:
        """One of the app's databases, by file name."""
        return self.phone.database(self.package, name)

    def text(self, key: str) -> str:
        """What a text field holds; "" before it was ever filled."""
        held = self._now().layout.fields.get(key)
        return held.text if held else ""

    def tr(self, text: str) -> str:
        """An English interface text in the phone's language."""
        return self.phone.translate(text, self.package)

    @property
    def dark(self) -> bool:
        """Whether the dark theme is on."""
        return self.phone.dark

    # -- what handlers do -----------------------------------------------------------------------------
    def _now(self) -> Activity:
        """The activity as it is now: earlier calls of the same handler may have replaced it."""
        return self.phone.refreshed(self.activity)

    def set(self, state: object) -> None:
        """Replace the activity's state."""
        self.activity = self.phone.update(self.activity, replace(self._now(), state=state))

    def set_text(self, key: str, text: str) -> None:
        """Fill a text field, the cursor behind the text."""
        now = self._now()
        fields = {**now.layout.fields, key: FieldText(text, len(text), len(text))}
        layout = replace(now.layout, fields=fields, toolbar="", marked="")
        self.activity = self.phone.update(self.activity, replace(now, layout=layout))

    def focus(self, key: str) -> None:
        """Put the cursor into a field and show the keyboard; "" takes both away."""
        now = self._now()
        layout = replace(now.layout, focus=key, toolbar="", marked="")
        self.activity = self.phone.update(self.activity, replace(now, layout=layout))
        self.phone.show_keyboard(bool(key))

    def scroll_to(self, key: str, offset_px: int = 0) -> None:
        """Move a scrolling container."""
        now = self._now()
        scroll = {**now.layout.scroll, key: offset_px}
        self.activity = self.phone.update(
            self.activity, replace(now, layout=replace(now.layout, scroll=scroll))
        )

    def turn(self, rotation: int) -> None:
        """Have the activity one way up, in quarter turns; -1 = as the phone is held."""
        self.activity = self.phone.update(self.activity, replace(self._now(), rotation=rotation))

    def start(self, name: str, **extras: Extra) -> None:
        """Open another activity of this app on top."""
        self.phone.start(Intent(component=f"{self.package}/{name}", extras=dict(extras)), same_task=True)

    def open(self, intent: Intent) -> None:
        """Send an intent to the app that answers it; where several do, a person chooses."""
        self.phone.start(intent)

    def ask(self, intent: Intent, request: str) -> bool:
        """Open something that gives an answer, on top of this activity.

        The answer comes to App.result under the name `request`. False when nothing answers such intents.
        """
        return bool(self.phone.start(intent, same_task=True, caller=self.activity.id, request=request))

    def share(self, text: str, subject: str = "") -> None:
        """The share sheet for a text."""
        extras: dict[str, Extra] = {TEXT: text}
        if subject:
            extras[SUBJECT] = subject
        self.send(Intent(SEND[0], type="text/plain", extras=extras))

    def share_files(self, paths: Sequence[str], kind: str = "") -> None:
        """The share sheet for files, by their paths; `kind` is their media type, by default as named."""
        kinds = {kind or media_type(path) for path in paths}
        whole = kinds.pop() if len(kinds) == 1 else "*/*"
        streams = "\n".join(document_uri(path) for path in paths)
        self.send(Intent(SEND[len(paths) > 1], type=whole, extras={STREAM: streams}))

    def send(self, intent: Intent) -> None:
        """The share sheet for any ACTION_SEND or ACTION_SEND_MULTIPLE, whatever was chosen before."""
        self.phone.start(replace(intent, component=CHOOSER), same_task=True)

    def granted(self, *permissions: str) -> bool:
        """Whether the app has all these permissions ("CAMERA" is short for android.permission.CAMERA)."""
        held = self.phone.packages.get(self.package)
        wanted = {full_name(name) for name in permissions} & RUNTIME
        return held is not None and wanted <= held.granted

    def request(self, *permissions: str, request: str = "permission") -> None:
        """Ask the person for permissions that are missing.

        App.result is told under `request`, with a true extra for each permission that the app has then (its
        name in full); at once when there is nothing to ask, or nothing that may be asked again.
        """
        names = tuple(full_name(name) for name in permissions)
        complete(self.phone.packages, self.package, names)
        held = self.phone.packages.get(self.package)
        if held is None or all(name in held.granted | held.fixed or name not in RUNTIME for name in names):
            answers = Intent(REQUEST_PERMISSIONS, extras=answers_of(self.phone.packages, self.package, names))
            self.phone.apps[self.package].result(Context(self.phone, self._now()), request, answers)
            return
        asked: dict[str, Extra] = {"package": self.package, "permissions": " ".join(names)}
        self.ask(Intent(REQUEST_PERMISSIONS, component=GRANT, extras=asked), request)

    def finish(self, result: Intent | None = None) -> None:
        """Close this activity, with what it was opened to find out."""
        self.phone.finish(self.activity, result)

    def toast(self, text: str) -> None:
        """A short message over everything."""
        self.phone.toast(text)

    def then(self, *handlers: Callable[[], None]) -> Callable[[], None]:
        """One handler that runs several in turn."""

        def run() -> None:
            for handler in handlers:
                handler()

        return run
