"""The live picture of one phone for one tab: sent when the screen changes, never otherwise."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from device.client import Device
from device.error import DeviceError
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
class Gone:
    """The phone does not answer."""

    why: str


Sight = Picture | Scene | Gone


class Feed:
    """Watches a phone in a thread of its own and tells what it sees."""

    def __init__(self, look: Callable[[], Device], tell: Callable[[Sight], None]) -> None:
        """`look` gives a hold of the phone, which is given back by `close`."""
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
