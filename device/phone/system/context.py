"""What an app is given to work with: its own activity and databases, and the phone's public services."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from device.phone.file.document import document_uri
from device.phone.file.mediatype import media_type
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
from device.phone.system.services import Services
from device.phone.toolkit.view import FieldText, LayoutState

if TYPE_CHECKING:
    from device.phone.file.database import Database
    from device.phone.system.app import Manifest
    from device.phone.system.system import System

S = TypeVar("S")


class Context(Services):
    """All that an app may touch: its own databases and activity, and the phone's public services."""

    __slots__ = ("activity", "package")

    def __init__(self, system: "System", activity: Activity) -> None:
        self.system = system
        self.activity = activity
        self.package = activity.package

    # -- what is -------------------------------------------------------------------------------------
    def state(self, kind: type[S]) -> S:
        """The activity's state, checked to be of the app's own kind."""
        if not isinstance(self.activity.state, kind):
            raise TypeError(f"{self.activity.component} has no {kind.__name__}")
        return self.activity.state

    def database(self, name: str, package: str = "") -> "Database":
        """One of the app's databases, or of another `package` that gives out its rows, by file name."""
        return self.system.database(package or self.package, name)

    def text(self, key: str) -> str:
        """What a text field holds; "" before it was ever filled."""
        held = self.now().layout.fields.get(key)
        return held.text if held else ""

    def tr(self, text: str) -> str:
        """An English interface text in the phone's language."""
        return self.system.translate(text, self.package)

    @property
    def manifest(self) -> "Manifest":
        """The app's own."""
        return self.system.apps[self.package].manifest

    def now(self) -> Activity:
        """The activity as it is now: earlier calls of the same handler may have replaced it."""
        return self.system.refreshed(self.activity)

    def of(self, activity: Activity) -> "Context":
        """The same for another activity."""
        return Context(self.system, activity)

    def open_activities(self) -> Iterator["Context"]:
        """The same for each activity of this app that is open, the one looked at last first."""
        for task in self.system.stack.tasks:
            for activity in reversed(task.activities):
                if activity.package == self.package:
                    yield Context(self.system, activity)

    # -- what handlers do -----------------------------------------------------------------------------
    def set(self, state: object) -> None:
        """Replace the activity's state."""
        self.activity = self.system.update(self.activity, replace(self.now(), state=state))

    def set_layout(self, layout: LayoutState) -> None:
        """Replace what the activity's fields and containers hold."""
        self.activity = self.system.update(self.activity, replace(self.now(), layout=layout))

    def set_text(self, key: str, text: str, *, selected: bool = False) -> None:
        """Fill a text field, the cursor behind the text or all of it selected."""
        now = self.now()
        fields = {**now.layout.fields, key: FieldText(text, 0 if selected else len(text), len(text))}
        self.set_layout(replace(now.layout, fields=fields, toolbar="", marked=""))

    def focus(self, key: str) -> None:
        """Put the cursor into a field and show the keyboard; "" takes both away."""
        self.set_layout(replace(self.now().layout, focus=key, toolbar="", marked=""))
        self.system.show_keyboard(bool(key))

    def scroll_to(self, key: str, offset_px: int = 0) -> None:
        """Move a scrolling container."""
        layout = self.now().layout
        self.set_layout(replace(layout, scroll={**layout.scroll, key: offset_px}))

    def turn(self, rotation: int) -> None:
        """Have the activity one way up, in quarter turns; -1 = as the phone is held."""
        self.activity = self.system.update(self.activity, replace(self.now(), rotation=rotation))

    def start(self, name: str, **extras: Extra) -> None:
        """Open another activity of this app on top."""
        self.system.start(Intent(component=f"{self.package}/{name}", extras=dict(extras)), same_task=True)

    def open(self, intent: Intent) -> None:
        """Send an intent to the app that answers it; where several do, a person chooses."""
        self.system.start(intent)

    def open_on_top(self, intent: Intent) -> bool:
        """The same over this activity, so that Back returns here; False when nothing answers it."""
        return bool(self.system.start(intent, same_task=True))

    def ask(self, intent: Intent, request: str) -> bool:
        """Open something that gives an answer, on top of this activity.

        The answer comes to App.result under the name `request`. False when nothing answers such intents.
        """
        return bool(self.system.start(intent, same_task=True, caller=self.activity.id, request=request))

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
        self.system.start(replace(intent, component=CHOOSER), same_task=True)

    def granted(self, *permissions: str) -> bool:
        """Whether the app has all these permissions ("CAMERA" is short for android.permission.CAMERA)."""
        held = self.system.packages.get(self.package)
        wanted = {full_name(name) for name in permissions} & RUNTIME
        return held is not None and wanted <= held.granted

    def request(self, *permissions: str, request: str = "permission") -> None:
        """Ask the person for permissions that are missing.

        App.result is told under `request`, with a true extra for each permission that the app has then (its
        name in full); at once when there is nothing to ask, or nothing that may be asked again.
        """
        names = tuple(full_name(name) for name in permissions)
        complete(self.system.packages, self.package, names)
        held = self.system.packages.get(self.package)
        if held is None or all(name in held.granted | held.fixed or name not in RUNTIME for name in names):
            answers = Intent(
                REQUEST_PERMISSIONS, extras=answers_of(self.system.packages, self.package, names)
            )
            self.system.apps[self.package].result(Context(self.system, self.now()), request, answers)
            return
        asked: dict[str, Extra] = {"package": self.package, "permissions": " ".join(names)}
        self.ask(Intent(REQUEST_PERMISSIONS, component=GRANT, extras=asked), request)

    def move_to_back(self) -> bool:
        """Leave the app open behind the home screen, as Android does with one that begins its task.

        False where this activity does not begin one, or was opened for an answer.
        """
        stack, own = self.system.stack, self.activity
        task = next((task for task in stack.tasks if task.activities[0].id == own.id), None)
        if task is None or own.caller:
            return False
        stack.to_back(task)
        return True

    def finish(self, result: Intent | None = None) -> None:
        """Close this activity, with what it was opened to find out."""
        self.system.finish(self.activity, result)

    def then(self, *handlers: Callable[[], None]) -> Callable[[], None]:
        """One handler that runs several in turn."""

        def run() -> None:
            for handler in handlers:
                handler()

        return run
