"""How far the shade is open, and what in it. All of it is frozen state of the phone's window."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from device.phone.system.intent import Activity, Intent

if TYPE_CHECKING:
    from device.phone.system.system import System

SYSTEM_UI = "com.android.systemui"
SURFACE_ID = -1
"""Of the shade's surface, which no activity on the stack has."""
REPLY = "reply"
"""Key of the field for a reply."""
Level = Literal["closed", "compact", "full"]
"""compact: a row of tiles and the notifications; full: all tiles, brightness, the buttons below."""
Panel = Literal["", "internet", "power"]


def _surface() -> Activity:
    return Activity(SURFACE_ID, SYSTEM_UI, "NotificationShade")


@dataclass(frozen=True, slots=True)
class Shade:
    """State of the shade."""

    level: Level = "closed"
    page: int = 0
    """Of the tiles."""
    expanded: tuple[str, ...] = ()
    """Keys of the notifications, and names of the groups, that were opened or closed by hand."""
    replying: str = ""
    """Key of the notification a reply is typed into."""
    guts: str = ""
    """Key of the notification that was held: the choices behind it show."""
    panel: Panel = ""
    """The system's dialog that is open."""
    heads_up: str = ""
    """Key of the notification that came up over the screen."""
    heads_up_until_ms: int = 0
    """Uptime at which it goes again; 0 = it stays."""
    volume_until_ms: int = 0
    """Uptime until which the volume shows."""
    surface: Activity = field(default_factory=_surface)
    """Holds scrolling and field texts as an activity does."""

    @property
    def focused(self) -> bool:
        """Whether the shade or a dialog of the system has the focus, not the app."""
        return self.level != "closed" or self.panel != ""


def change(system: "System", **changes: object) -> None:
    """Replace fields of the shade's state."""
    window = system.window
    system.window = replace(window, shade=replace(window.shade, **changes))  # type: ignore[arg-type]


def expand(system: "System", level: Level) -> None:
    """Open the shade; what it shows begins at the top."""
    if system.window.shade.level == level:
        return
    system.show_keyboard(False)
    change(system, level=level, page=0, expanded=(), replying="", guts="", heads_up="", surface=_surface())


def collapse(system: "System") -> None:
    """Close the shade and the system's dialogs; what insists comes up again."""
    if system.window.shade.focused:
        system.show_keyboard(False)
        insistent = next((entry.key for entry in system.notifications.posted if entry.insistent), "")
        change(
            system,
            level="closed",
            panel="",
            expanded=(),
            replying="",
            guts="",
            surface=_surface(),
            heads_up=insistent,
            heads_up_until_ms=0,
        )


def step_back(system: "System") -> None:
    """Back: from all tiles to the notifications, from there it closes."""
    if system.window.shade.level == "full":
        expand(system, "compact")
    else:
        collapse(system)


def pull(system: "System") -> None:
    """A finger drawn down: opens the shade, then all of its tiles."""
    expand(system, "full" if system.window.shade.level == "compact" else "compact")


def toggle(system: "System") -> None:
    """The notification key."""
    if system.window.shade.level == "closed":
        expand(system, "compact")
    else:
        collapse(system)


def leave_for(system: "System", intent: Intent) -> None:
    """Open what an intent asks for; the shade closes over it."""
    collapse(system)
    if not system.start(intent):
        system.toast(system.translate("No app can perform this action"))


def open_panel(system: "System", panel: Panel) -> None:
    """Show a dialog of the system."""
    system.show_keyboard(False)
    change(system, panel=panel, heads_up="")


def close_panel(system: "System") -> None:
    """Close it; the shade stays as it is."""
    change(system, panel="")
