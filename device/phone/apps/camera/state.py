"""Where the screens of Camera are, and what they all need."""

from dataclasses import dataclass
from typing import Literal, TypeVar

from device.phone.apps.activity import AppActivity
from device.phone.apps.camera.store import CameraChoices, choices

PACKAGE = "com.android.camera2"
MAIN = "com.android.camera.CameraLauncher"
CAPTURE = "com.android.camera.CaptureActivity"
FILM = "com.android.camera.FilmstripActivity"
SETTINGS = "com.android.camera.settings.CameraSettingsActivity"
SNACK_MS = 3_500
Mode = Literal["photo", "video", "panorama"]
MODES: tuple[tuple[Mode, str, str], ...] = (
    ("photo", "Camera", "photo_camera"),
    ("video", "Video", "videocam"),
    ("panorama", "Panorama", "panorama"),
)
"""Mode, name, icon."""


@dataclass(frozen=True, slots=True)
class FinderState:
    """The viewfinder."""

    mode: Mode = "photo"
    options: bool = False
    """The row of options shows."""
    modes: bool = False
    """The list of modes lies over it."""
    since_ms: int = 0
    """Uptime at which the recording or sweep began; 0 = none."""
    due_ms: int = 0
    """Uptime at which the timer takes the photo; 0 = it does not run."""
    first: Literal["", "location", "ratio"] = ""
    """A page of the first start."""
    wanted: Literal["", "photo", "video"] = ""
    """Another app waits for what is taken."""
    target: str = ""
    """File it wants it in; "" = a new one."""
    taken: str = ""
    """File that is shown for that app to be accepted."""


@dataclass(frozen=True, slots=True)
class FilmState:
    """What was taken, one at a time."""

    at: int = 0
    """Counted from the newest."""
    dialog: str = ""
    snack_until_ms: int = 0
    """Uptime."""
    gone: str = ""
    """File that was deleted last, which can come back."""
    data: bytes = b""
    """What was in it."""
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class CameraSettingsState:
    """The settings."""

    dialog: str = ""


S = TypeVar("S", FinderState, FilmState, CameraSettingsState)


class CameraActivity(AppActivity[S]):
    """An activity of Camera, with its state at hand."""

    __slots__ = ()

    @property
    def chosen(self) -> CameraChoices:
        """What is chosen now."""
        return choices(self.context)

    @property
    def wide(self) -> bool:
        """Whether the phone lies on its side."""
        return self.context.size[0] > self.context.size[1]
