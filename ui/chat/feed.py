"""The live picture of one phone for one tab: sent when the screen changes, never otherwise."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from device.client import Device
from device.error import DeviceError
from device.mirror.mirror import Mirror
from device.mirror.packet import VideoPacket
from device.mirror.serverfile import ServerFile
from device.screen import Observation, Screenshot, UIElement

QUICKEST = 1 / 30
"""Seconds between two looks while something happens, on a phone that bears it."""
CALM = 0.1
"""The same on a screen that has stood still for a while."""
_CALM_AFTER = 3.0
_SHARE = 0.35
"""The part of its time for which a phone is kept busy with looks."""
_WIDEST = 640
"""Pixels of the picture sent, of its shorter side: what a page shows sharply."""
_STILL = 0.3
"""Seconds without a frame after which a screen stands still."""
_AGAIN = 2.0
"""Seconds before a phone that does not answer is asked again."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The screen as it is now."""

    size: tuple[int, int]
    """In device pixels, as the screen is turned."""
    orientation: int
    package: str
    secure: bool
    image: Image.Image | None
    """As large as a page shows it sharply; None where the system hides the screen, or gives no picture."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The elements of the screen."""

    elements: tuple[UIElement, ...]
    error: str
    """Why there are none; "" where there may be."""


@dataclass(frozen=True, slots=True)
class Video:
    """A frame of the phone's own video, H.264, for the page to decode."""

    data: bytes
    is_key: bool
    """Whether decoding can begin with it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The phone does not answer."""

    why: str


Sight = Picture | Video | Scene | Gone


class Feed:
    """Watches a phone in a thread of its own and tells what it sees."""

    def __init__(
        self, look: Callable[[], Device], tell: Callable[[Sight], None], server: ServerFile | None = None
    ) -> None:
        """`look` gives a hold of the phone, which is given back by `close`.

        With a server of scrcpy's, what moves is told as video, and a picture once the screen stands still.
        """
        self._server = server
        self._video: Mirror | None = None
        self._config = b""
        """What goes before the next frame."""
        self._hold = look
        self._tell = tell
        self._wake = threading.Event()
        self._closed = False
        self._inspecting = False
        self._again = False
        self._thread = threading.Thread(target=self._work, name="tapwright-feed", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def poke(self) -> None:
        """Something was done on the phone: look at once."""
        self._wake.set()

    def inspect(self, on: bool) -> None:
        """Whether the elements are told with each new screen."""
        self._inspecting, self._again = on, True
        self._wake.set()

    def renew(self) -> None:
        """Frames were lost: have the video begin anew."""
        if self._video is not None:
            self._video.renew()

    def close(self) -> None:
        """End, without waiting for it."""
        self._closed = True
        self._wake.set()

    def _work(self) -> None:
        while not self._closed:
            try:
                with self._hold() as device:
                    self._watch(device)
            except DeviceError as error:
                self._tell(Gone(str(error)))
                self._pause(_AGAIN)

    def _watch(self, device: Device) -> None:
        """Look until it is over; by the phone's own video for as long as there is one."""
        if self._server is not None:
            self._video = device.relay(self._server, self._relay)
            if self._video.runs:
                self._follow(device, self._video)
        self._look_on(device)

    def _relay(self, packet: VideoPacket) -> None:
        if packet.is_config:
            self._config = packet.payload
            return
        data, self._config = self._config + packet.payload, b""
        self._tell(Video(data, packet.is_key))

    def _follow(self, device: Device, video: Mirror) -> None:
        """A picture of each screen that stands still tells the rest: size, elements, what is hidden."""
        while video.runs and not self._closed:
            mark, self._again = video.count, False
            self._show(device)
            while video.runs and video.count == mark and not (self._closed or self._again):
                self._pause(CALM)
            video.rest(mark, _STILL, _CALM_AFTER)

    def _look_on(self, device: Device) -> None:
        seen: object = None
        changed = time.monotonic()
        while not self._closed:
            started = time.monotonic()
            now = device.look()
            took = time.monotonic() - started
            if now != seen or self._again:
                seen, changed, self._again = now, started, False
                self._show(device)
                continue
            calm = started - changed > _CALM_AFTER
            if self._pause(max(CALM if calm else QUICKEST, took / _SHARE - took)):
                changed = time.monotonic()

    def _show(self, device: Device) -> None:
        observation = device.observe(tree=self._inspecting)
        self._tell(_picture(observation))
        if self._inspecting:
            self._tell(Scene(observation.elements, observation.tree_error))

    def _pause(self, seconds: float) -> bool:
        """Wait; True where it was ended by a poke."""
        poked = self._wake.wait(seconds)
        self._wake.clear()
        return poked


def _picture(observation: Observation) -> Picture:
    shot = None if observation.secure else observation.screenshot
    return Picture(
        size=observation.size,
        orientation=observation.orientation,
        package=observation.package,
        secure=observation.secure,
        image=_small(shot) if shot is not None else None,
    )


def _small(shot: Screenshot) -> Image.Image:
    image = shot.image.convert("RGB")
    factor = max(1, round(min(image.size) / _WIDEST))
    return image.reduce(factor) if factor > 1 else image
