"""A system with a screen: what a person holds in the hand, and everything that is done to it from outside."""

from collections.abc import Callable, Sequence

from device.phone.screen.frame import Frame, compose
from device.phone.screen.layer import layers_of, merged
from device.phone.screen.screenshot import Camera
from device.phone.screen.stamp import stamp_of
from device.phone.screen.systembars import navigation_bar, status_bar
from device.phone.screen.touch import Touch
from device.phone.system.app import App
from device.phone.system.fault import guarded
from device.phone.system.passing import pass_time
from device.phone.system.shade import SYSTEM_UI
from device.phone.system.snapshot import Snapshot
from device.phone.system.system import STORAGE_CAP, System
from device.phone.toolkit.view import Screen, View

_MOST_CRASHES = 16
"""Apps one below the other that stop one after the other before a frame is made all the same."""


class Handset(System):
    """A system with its screen, the fingers on it and the camera that photographs it."""

    def __init__(
        self,
        apps: Sequence[App],
        seed: int = 0,
        *,
        monotonic: Callable[[], float] | None = None,
        locale: str = "",
        storage_cap: int = STORAGE_CAP,
        start: Snapshot | None = None,
    ) -> None:
        super().__init__(apps, seed, monotonic=monotonic, locale=locale, storage_cap=storage_cap, start=start)
        self.touch = Touch(self)
        self.camera = Camera(self)
        self._frame: Frame | None = None
        self._frame_stamp: tuple[object, ...] = ()

    def screen(self) -> Screen:
        """What the activity in front shows."""
        return layers_of(self)[-1].screen

    def frame(self) -> Frame:
        """The screen now: one tree of windows and nodes, from which everything else is read."""
        if self._frame is None or stamp_of(self) != self._frame_stamp:
            for _ in range(_MOST_CRASHES):
                troubles = self.window.troubles
                pass_time(self)
                self._frame_stamp = stamp_of(self)
                self._frame = self._composed()
                if self.window.troubles is troubles:
                    break
        assert self._frame is not None
        return self._frame

    def _composed(self) -> Frame:
        """A frame, the window with the focus laid out: an app that can't be is gone before it is seen."""
        layers = layers_of(self)
        screen = merged(layers)
        none = View(important=False)
        status = guarded(self, SYSTEM_UI, lambda: status_bar(self, screen), none)
        navigation = guarded(self, SYSTEM_UI, lambda: navigation_bar(self, screen), none)
        frame = compose(self, screen, status, navigation, layers)
        frame.active.lay_out()
        return frame

    def restore(self, saved: Snapshot) -> None:
        """Put everything back as it was."""
        super().restore(saved)
        self._frame = None
