"""What an app of the embedded phone is: a manifest, and a pure view of its state.

An app keeps nothing in Python attributes. Its data lives in its databases, its place on screen in the
activity's frozen state, the text of its fields in the activity's layout state: so the whole phone can be
saved and put back at any moment, and the same state always shows the same screen.
"""

from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, ClassVar

from device.phone.file.database import Database
from device.phone.system.appfunction import AppFunction, Shortcut
from device.phone.system.intent import Intent
from device.phone.toolkit.view import Screen

if TYPE_CHECKING:
    from device.phone.system.audiofocus import Playback
    from device.phone.system.context import Context


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
    functions: tuple[AppFunction, ...] = ()
    """What other programs may call, on Android 16 and later."""
    shortcuts: tuple[Shortcut, ...] = ()


class App:
    """One installed app. Subclasses give `manifest` and `screen`; the rest has sensible defaults."""

    manifest: ClassVar[Manifest]

    def seed(self, databases: dict[str, Database], rng: Random) -> None:
        """Put what a phone in use would have into fresh databases."""

    def fill(self, context: "Context") -> None:
        """Put in what a person who uses the app would have, in the phone's language; see sample.py."""

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

    def key(self, context: "Context", code: int) -> bool:
        """One of the keys for calls was pressed, whatever is in front; True when the app dealt with it."""
        return False

    # -- sound, of apps that take the focus; see focus.py -------------------------------------------------
    def playback(self, context: "Context") -> "Playback | None":
        """What it plays or would go on with; None when nothing of a player is open."""
        return None

    def hush(self, context: "Context") -> bool:
        """Another app is heard now: be silent; whether it was heard until then."""
        return False

    def unhush(self, context: "Context") -> None:
        """It was hushed for a while, and that is over: go on."""
