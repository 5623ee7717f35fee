"""Intents, activities and tasks: what is open on the phone, and why."""

from dataclasses import dataclass, field

from device.phone.toolkit.view import LayoutState, Screen

CHOOSER = "android/com.android.internal.app.ChooserActivity"
"""The share sheet."""
RESOLVER = "android/com.android.internal.app.ResolverActivity"
"""Asks which of several apps shall open something."""
GRANT = (
    "com.google.android.permissioncontroller/com.android.permissioncontroller.permission.ui."
    "GrantPermissionsActivity"
)
"""Asks for permissions."""
VIEW = "android.intent.action.VIEW"
SEND = ("android.intent.action.SEND", "android.intent.action.SEND_MULTIPLE")
TEXT = "android.intent.extra.TEXT"
SUBJECT = "android.intent.extra.SUBJECT"
STREAM = "android.intent.extra.STREAM"
"""Keys of extras; of several streams each is a line of its own."""
APP = "android.intent.category.APP_"
"""How the categories begin that stand for the phone's app of a kind (APP_BROWSER). As with HOME, the filter
that answers names the category in place of an action."""
REQUEST_PERMISSIONS = "android.content.pm.action.REQUEST_PERMISSIONS"

Extra = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish to open or tell something."""

    action: str = "android.intent.action.MAIN"
    data: str = ""
    type: str = ""
    package: str = ""
    component: str = ""
    """package/full.class.Name when the target is named."""
    categories: tuple[str, ...] = ()
    extras: dict[str, Extra] = field(default_factory=dict)
    """Never changed in place."""


@dataclass(frozen=True, slots=True)
class Activity:
    """One screen on a task's back stack."""

    id: int
    """Unique on this phone for as long as the activity lives."""
    package: str
    name: str
    """Full class name."""
    intent: Intent = field(default_factory=Intent)
    state: object = None
    """A frozen dataclass of the app's own, or None."""
    layout: LayoutState = field(default_factory=LayoutState)
    caller: int = 0
    """Id of the activity that waits for what comes of this one; 0 = none does."""
    request: str = ""
    """What the waiting activity calls its question."""
    rotation: int = -1
    """Which way up it insists on, in quarter turns (setRequestedOrientation); -1 = as the phone is held."""

    @property
    def component(self) -> str:
        """package/full.class.Name."""
        return f"{self.package}/{self.name}"


@dataclass(frozen=True, slots=True)
class Task:
    """Activities of one app opened on top of each other."""

    id: int
    activities: tuple[Activity, ...]
    """Bottom first."""

    @property
    def top(self) -> Activity:
        """The activity in front."""
        return self.activities[-1]


@dataclass(frozen=True, slots=True)
class Layer:
    """One activity that can be seen."""

    activity: Activity
    screen: Screen
