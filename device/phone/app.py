"""What an app of the embedded phone is: a manifest, and a pure view of its state.

An app keeps nothing in Python attributes. Its data lives in its databases, its place on screen in the
activity's frozen state, the text of its fields in the activity's layout state: so the whole phone can be
saved and put back at any moment, and the same state always shows the same screen.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING, ClassVar, TypeVar

from device.phone.database import Database
from device.phone.intent import Activity, Extra, Intent
from device.phone.view import FieldText, Screen

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
    """File name under databases/ -> schema (DDL)."""
    activities: tuple[str, ...] = ()
    """Further activities, by full class name, that no filter names."""
    filters: tuple[IntentFilter, ...] = ()
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

    def receive(self, context: "Context", intent: Intent) -> tuple[int, str] | None:
        """A broadcast, or an intent for the activity already in front (onNewIntent).

        A broadcast may be answered with a result code and data.
        """
        return None


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
        return self.phone.translate(text)

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
        self.activity = self.phone.update(
            self.activity, replace(now, layout=replace(now.layout, fields=fields))
        )

    def focus(self, key: str) -> None:
        """Put the cursor into a field and show the keyboard; "" takes both away."""
        now = self._now()
        self.activity = self.phone.update(self.activity, replace(now, layout=replace(now.layout, focus=key)))
        self.phone.show_keyboard(bool(key))

    def scroll_to(self, key: str, offset_px: int = 0) -> None:
        """Move a scrolling container."""
        now = self._now()
        scroll = {**now.layout.scroll, key: offset_px}
        self.activity = self.phone.update(
            self.activity, replace(now, layout=replace(now.layout, scroll=scroll))
        )

    def start(self, name: str, **extras: Extra) -> None:
        """Open another activity of this app on top."""
        self.phone.start(Intent(component=f"{self.package}/{name}", extras=dict(extras)), same_task=True)

    def open(self, intent: Intent) -> None:
        """Send an intent to whichever app answers it."""
        self.phone.start(intent)

    def finish(self) -> None:
        """Close this activity."""
        self.phone.finish(self.activity)

    def toast(self, text: str) -> None:
        """A short message over everything."""
        self.phone.toast(text)

    def then(self, *handlers: Callable[[], None]) -> Callable[[], None]:
        """One handler that runs several in turn."""

        def run() -> None:
            for handler in handlers:
                handler()

        return run
