"""How far the shade is open, and what in it. All of it is frozen state of the phone's window."""

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from device.phone.system.intent import Activity, Intent

if TYPE_CHECKING:
    from device.phone.phone import Phone

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


def change(phone: "Phone", **changes: object) -> None:
    """Replace fields of the shade's state."""
    window = phone.window
    phone.window = replace(window, shade=replace(window.shade, **changes))  # type: ignore[arg-type]


def expand(phone: "Phone", level: Level) -> None:
    """Open the shade; what it shows begins at the top."""
    if phone.window.shade.level == level:
        return
    phone.show_keyboard(False)
    change(phone, level=level, page=0, expanded=(), replying="", guts="", heads_up="", surface=_surface())


def collapse(phone: "Phone") -> None:
    """Close the shade and the system's dialogs; what insists comes up again."""
    if phone.window.shade.focused:
        phone.show_keyboard(False)
        insistent = next((entry.key for entry in phone.notifications.posted if entry.insistent), "")
        change(
            phone,
            level="closed",
            panel="",
            expanded=(),
            replying="",
            guts="",
            surface=_surface(),
            heads_up=insistent,
            heads_up_until_ms=0,
        )


def step_back(phone: "Phone") -> None:
    """Back: from all tiles to the notifications, from there it closes."""
    if phone.window.shade.level == "full":
        expand(phone, "compact")
    else:
        collapse(phone)


def pull(phone: "Phone") -> None:
    """A finger drawn down: opens the shade, then all of its tiles."""
    expand(phone, "full" if phone.window.shade.level == "compact" else "compact")


def toggle(phone: "Phone") -> None:
    """The notification key."""
    if phone.window.shade.level == "closed":
        expand(phone, "compact")
    else:
        collapse(phone)


def leave_for(phone: "Phone", intent: Intent) -> None:
    """Open what an intent asks for; the shade closes over it."""
    collapse(phone)
    if not phone.start(intent):
        phone.toast(phone.translate("No app can perform this action"))


def open_panel(phone: "Phone", panel: Panel) -> None:
    """Show a dialog of the system."""
    phone.show_keyboard(False)
    change(phone, panel=panel, heads_up="")


def close_panel(phone: "Phone") -> None:
    """Close it; the shade stays as it is."""
    change(phone, panel="")
